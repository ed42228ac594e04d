/*
 * OCSP responses: what is refused, with field and sentence; what a response
 * and its single answers say; whom they are about and who gave them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/ocsp.h"
#include "limits.h"
#include "make.h"

/* The parts of a response, as make.h has those of a certificate. */
#define SHA1 "30{ 06{2b0e03021a} 05{} }"
#define SHA256 "30{ 06{608648016503040201} }"
#define CERT_ID(hash, name, key, serial)                                       \
    "30{ " hash " 04{" name "} 04{" key "} 02{" serial "} }"
#define ID CERT_ID(SHA1, "01", "02", "05")
#define GOOD "80{}"
#define REVOKED(rest) "a1{ 18{'20251231000000Z'} " rest " }"
#define UNKNOWN_STATUS "82{}"
#define WHEN "18{'20260101000000Z'}"
#define NEXT "a0{ 18{'20260108000000Z'} }"
#define SINGLE(id, status, rest) "30{ " id " " status " " WHEN " " rest " }"
#define BY_NAME "a1{ " CN("CA") " }"
#define BY_KEY(hash) "a2{ 04{" hash "} }"
#define DATA(version, responder, singles, extensions)                          \
    "30{ " version responder " " WHEN " 30{ " singles " } " extensions " }"
#define BASIC_OF(data, certs) "30{ " data " " ED25519 " " SIGNATURE certs " }"
#define BASIC_TYPE "06{2b0601050507300101}"
#define RESPONSE(basic)                                                        \
    "30{ 0a{00} a0{ 30{ " BASIC_TYPE " 04{ " basic " } } } }"
/* All as usual but the answers. */
#define ANSWERS(singles) RESPONSE(BASIC_OF(DATA("", BY_NAME, singles, ""), ""))
#define EXTENSIONS_1(list) "a1{ 30{ " list " } }"

/* --- Refusals ------------------------------------------------------------- */

static const struct refusal {
    const char *name;
    const char *input;
    const char *field;
    const char *sentence;
} refusals[] = {
    {"nothing", "", "OCSPResponse", "the input ends where more must follow"},
    {"a byte behind it", ANSWERS("") "00", "OCSPResponse",
     "something follows where the end must be"},
    {"status 4", "30{ 0a{04} }", "responseStatus",
     "a status that is not defined"},
    {"status as INTEGER", "30{ 02{00} }", "responseStatus",
     "an ENUMERATED was expected"},
    {"successful without a response", "30{ 0a{00} }", "responseBytes",
     "the input ends where more must follow"},
    {"an error with a response", "30{ 0a{03} a0{ 30{} } }", "responseStatus",
     "something follows where the end must be"},
    {"another type",
     "30{ 0a{00} a0{ 30{ 06{2b0601050507300102} 04{ 30{} } } } }",
     "responseBytes", "a response of another type than basic"},
    {"version 2", RESPONSE(BASIC_OF(DATA("a0{ 02{01} }", BY_NAME, "", ""), "")),
     "version", "a version that is not 1"},
    {"no responder", RESPONSE(BASIC_OF(DATA("", "", "", ""), "")),
     "responderID", "another type was expected"},
    {"a responder of rubbish",
     RESPONSE(BASIC_OF(DATA("", "a1{ 0500 }", "", ""), "")), "responderID",
     "a SEQUENCE was expected"},
    {"producedAt as UTCTime",
     RESPONSE("30{ 30{ " BY_NAME " 17{'260101000000Z'} 30{} } " ED25519
              " " SIGNATURE " }"),
     "producedAt", "a GeneralizedTime was expected"},
    {"an answer without a status", ANSWERS("30{ " ID " " WHEN " }"),
     "certStatus", "another type was expected"},
    {"good with contents", ANSWERS(SINGLE(ID, "80{00}", "")), "certStatus",
     "a NULL with contents"},
    {"revoked without a time", ANSWERS(SINGLE(ID, "a1{}", "")), "certStatus",
     "a UTCTime or GeneralizedTime was expected"},
    {"a reason as INTEGER", ANSWERS(SINGLE(ID, REVOKED("a0{ 02{01} }"), "")),
     "certStatus", "an ENUMERATED was expected"},
    {"nextUpdate without its tag", ANSWERS(SINGLE(ID, GOOD, WHEN)),
     "singleExtensions", "something follows where the end must be"},
    {"no extension in the list", ANSWERS(SINGLE(ID, GOOD, "a1{ 30{} }")),
     "singleExtensions", "the input ends where more must follow"},
    {"SHA-1 with parameters",
     ANSWERS(SINGLE(CERT_ID("30{ 06{2b0e03021a} 02{00} }", "01", "02", "05"),
                    GOOD, "")),
     "certID", "a NULL was expected"},
    {"a signature of seven bits",
     RESPONSE("30{ " DATA("", BY_NAME, "", "") " " ED25519 " 03{ 01 02 } }"),
     "signature", "a BIT STRING that is not whole bytes"},
};

static void
response_is_refused(void **state)
{
    const struct refusal *row = *state;
    AUTO(blob) der = der_from(row->input);
    struct vmst_bytes input = vmst_bytes(der->data, der->size);
    struct vmst_note note = {0};
    AUTO(ocsp) parsed = NULL;
    AUTO(ocsp) taken = NULL;

    assert_int_equal(vmst_ocsp_parse(input, &note, &parsed),
                     VMSTRUST_E_MALFORMED);
    assert_null(parsed);
    assert_string_equal(note.text, row->sentence);
    assert_string_equal(note.field, row->field);
    assert_true(note.has_offset && note.offset <= input.size);

    assert_int_equal(vmst_ocsp_take(input, NULL, &taken), VMSTRUST_OK);
    assert_true(taken->is_malformed);
    assert_string_equal(taken->note.text, row->sentence);
    assert_int_equal(taken->single_count, 0);
    assert_int_equal(taken->certs.count, 0);
}

/* --- What it says --------------------------------------------------------- */

static struct vmst_ocsp *
parse(const char *text)
{
    AUTO(blob) der = der_from(text);
    struct vmst_note note = {0};
    struct vmst_ocsp *ocsp;
    int status =
        vmst_ocsp_parse(vmst_bytes(der->data, der->size), &note, &ocsp);

    if (status != VMSTRUST_OK) {
        fail_msg("%s: %s", note.field, note.text);
    }
    return ocsp;
}

#define B(literal) vmst_bytes(literal, sizeof(literal) - 1)

static void
fields_of_a_response(void **state)
{
    AUTO(ocsp) ocsp = parse(ANSWERS(SINGLE(ID, GOOD, NEXT)));
    const struct vmst_ocsp_single *single = ocsp->singles;

    (void)state;
    assert_int_equal(ocsp->result, VMST_OCSP_SUCCESSFUL);
    assert_false(ocsp->is_responder_by_key);
    assert_true(vmst_bytes_equal(ocsp->responder.common_name, B("CA")));
    assert_int_equal(ocsp->produced_at, 1767225600);
    assert_int_equal(ocsp->algorithm.scheme, VMST_SCHEME_ED25519);
    assert_true(vmst_bytes_equal(ocsp->signature, B("\x01\x02")));
    assert_int_equal(ocsp->tbs.data[0], VMST_DER_SEQUENCE);
    assert_int_equal(ocsp->single_count, 1);
    assert_int_equal(single->status, VMST_OCSP_GOOD);
    assert_int_equal(single->id.hash, VMST_HASH_SHA1);
    assert_true(vmst_bytes_equal(single->id.issuer_name_hash, B("\x01")));
    assert_true(vmst_bytes_equal(single->id.issuer_key_hash, B("\x02")));
    assert_true(vmst_bytes_equal(single->id.serial, B("\x05")));
    assert_int_equal(single->this_update, 1767225600);
    assert_true(single->has_next_update);
    assert_int_equal(single->next_update, 1767830400);
    assert_false(single->has_unknown_critical || ocsp->has_unknown_critical);
    assert_false(ocsp->has_loose_encoding);
}

static void
the_three_statuses(void **state)
{
    AUTO(ocsp)
    ocsp = parse(ANSWERS(
        SINGLE(ID, GOOD, "") SINGLE(ID, REVOKED("a0{ 0a{01} }"), "")
            SINGLE(ID, REVOKED(""), "") SINGLE(ID, UNKNOWN_STATUS, "")));
    const struct vmst_ocsp_single *singles = ocsp->singles;

    (void)state;
    assert_int_equal(ocsp->single_count, 4);
    assert_int_equal(singles[0].status, VMST_OCSP_GOOD);
    assert_false(singles[0].has_next_update);
    assert_int_equal(singles[1].status, VMST_OCSP_REVOKED);
    assert_int_equal(singles[1].revocation_time, 1767139200);
    assert_true(singles[1].has_reason);
    assert_int_equal(singles[1].reason, VMST_REASON_KEY_COMPROMISE);
    assert_int_equal(singles[2].status, VMST_OCSP_REVOKED);
    assert_false(singles[2].has_reason);
    assert_int_equal(singles[3].status, VMST_OCSP_UNKNOWN);
}

static void
a_refusal_of_the_responder(void **state)
{
    AUTO(ocsp) ocsp = parse("30{ 0a{03} }");

    (void)state;
    assert_int_equal(ocsp->result, VMST_OCSP_TRY_LATER);
    assert_string_equal(vmst_ocsp_result_name(ocsp->result), "tryLater");
    assert_int_equal(ocsp->single_count, 0);
}

static void
what_is_critical_is_told(void **state)
{
    AUTO(ocsp)
    ocsp = parse(RESPONSE(BASIC_OF(
        DATA("a0{ 02{00} }", BY_KEY("0102"),
             SINGLE(ID, GOOD, EXTENSIONS_1(CRITICAL(UNKNOWN, "01")))
                 SINGLE(ID, GOOD, EXTENSIONS_1(EXTENSION(UNKNOWN, "01"))),
             EXTENSIONS_1(EXTENSION("2b0601050507300102", "0400")
                              CRITICAL("2a0306", "01"))),
        "")));

    (void)state;
    assert_true(ocsp->is_responder_by_key);
    assert_true(vmst_bytes_equal(ocsp->responder_key, B("\x01\x02")));
    assert_true(ocsp->has_loose_encoding); /* v1, written out */
    assert_true(ocsp->has_unknown_critical);
    assert_true(vmst_bytes_equal(ocsp->unknown_critical, B("\x2a\x03\x06")));
    assert_true(ocsp->singles[0].has_unknown_critical);
    assert_true(
        vmst_bytes_equal(ocsp->singles[0].unknown_critical, B("\x2a\x03\x05")));
    assert_false(ocsp->singles[1].has_unknown_critical);
}

/* A bad one among them does not spoil the answer. */
static void
certificates_come_along(void **state)
{
    AUTO(ocsp)
    ocsp = parse(RESPONSE(BASIC_OF(DATA("", BY_NAME, "", ""),
                                   "a0{ 30{ " CERT(V3, "") " 30{ 0500 } } }")));

    (void)state;
    assert_int_equal(ocsp->certs.count, 2);
    assert_false(ocsp->certs.list[0]->is_malformed);
    assert_true(ocsp->certs.list[1]->is_malformed);
}

static void
too_many_certificates_are_refused(void **state)
{
    AUTO_BUFFER text = {0};
    struct vmst_note note = {0};
    struct vmst_ocsp *ocsp;

    (void)state;
    vmst_buffer_add_text(&text, "30{ 0a{00} a0{ 30{ " BASIC_TYPE " 04{ 30{ ");
    vmst_buffer_add_text(&text, DATA("", BY_NAME, "", ""));
    vmst_buffer_add_text(&text, ED25519 SIGNATURE " a0{ 30{ ");
    for (size_t i = 0; i <= VMST_LIMIT_OCSP_CERTS; i++) {
        vmst_buffer_add_text(&text, "30{} ");
    }
    vmst_buffer_add_text(&text, "} } } } } } }");
    vmst_buffer_add(&text, "", 1);

    AUTO(blob) der = der_from((const char *)text.data);
    assert_int_equal(
        vmst_ocsp_parse(vmst_bytes(der->data, der->size), &note, &ocsp),
        VMSTRUST_E_MALFORMED);
    assert_string_equal(note.text, "too many certificates");
}

static void
too_large_is_an_error(void **state)
{
    struct vmst_note note = {0};
    struct vmst_ocsp *ocsp;

    (void)state;
    assert_int_equal(
        vmst_ocsp_take(vmst_bytes("", VMST_LIMIT_OCSP_SIZE + 1), &note, &ocsp),
        VMSTRUST_E_LIMIT);
    assert_null(ocsp);
}

static void
a_response_has_owners(void **state)
{
    struct vmst_ocsp *ocsp = parse(ANSWERS(""));
    AUTO(ocsp) other = vmst_ocsp_ref(ocsp);

    (void)state;
    vmst_ocsp_free(ocsp);
    assert_int_equal(other->single_count, 0);
    assert_null(vmst_ocsp_ref(NULL));
    vmst_ocsp_free(NULL);
}

/* --- Whom it is about ----------------------------------------------------- */

static struct vmst_cert *
parse_cert(const char *text)
{
    AUTO(blob) der = der_from(text);
    struct vmst_cert *cert;

    assert_int_equal(
        vmst_cert_parse(vmst_bytes(der->data, der->size), NULL, &cert),
        VMSTRUST_OK);
    return cert;
}

/* A single answer about `cert` of `issuer`, its digests in `digests`. */
static struct vmst_ocsp_single
answer_about(enum vmst_hash hash, const struct vmst_cert *cert,
             const struct vmst_cert *issuer,
             uint8_t digests[2][VMST_DIGEST_SIZE])
{
    struct vmst_ocsp_single single = {.id.hash = hash};
    size_t size = vmst_digest_size(hash);

    assert_int_equal(vmst_digest(hash, cert->issuer.der, digests[0]),
                     VMSTRUST_OK);
    assert_int_equal(vmst_digest(hash, issuer->key.bits, digests[1]),
                     VMSTRUST_OK);
    single.id.issuer_name_hash = vmst_bytes(digests[0], size);
    single.id.issuer_key_hash = vmst_bytes(digests[1], size);
    single.id.serial = cert->serial;
    return single;
}

static void
an_answer_is_about_one_certificate(void **state)
{
    static const enum vmst_hash hashes[] = {VMST_HASH_SHA1, VMST_HASH_SHA256,
                                            VMST_HASH_SHA384, VMST_HASH_SHA512};
    AUTO(cert) cert = parse_cert(CERT(V3, ""));
    AUTO(cert)
    issuer =
        parse_cert(SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, CN("CA"),
                              "30{ " ED25519 " 03{00 "
                              "1175a980182b10ab7d54bfed3c964073a0ee172f3daa"
                              "62325af021a68f707511} }",
                              ""),
                          ED25519, SIGNATURE));

    (void)state;
    for (size_t i = 0; i < VMST_COUNT(hashes); i++) {
        uint8_t digests[2][VMST_DIGEST_SIZE];
        struct vmst_ocsp_single single =
            answer_about(hashes[i], cert, issuer, digests);

        assert_true(vmst_ocsp_matches(&single, cert, issuer));
        assert_false(vmst_ocsp_matches(&single, cert, cert)); /* other key */
        single.id.serial = B("\x06");
        assert_false(vmst_ocsp_matches(&single, cert, issuer));
        single.id.serial = cert->serial;
        digests[0][0] ^= 1;
        assert_false(vmst_ocsp_matches(&single, cert, issuer));
        digests[0][0] ^= 1;
        single.id.issuer_key_hash.size--;
        assert_false(vmst_ocsp_matches(&single, cert, issuer));
    }
}

/* No digest is no match, not an empty one. */
static void
an_answer_by_an_unknown_hash_matches_nothing(void **state)
{
    AUTO(cert) cert = parse_cert(CERT(V3, ""));
    AUTO(ocsp)
    ocsp = parse(ANSWERS(
        SINGLE(CERT_ID("30{ 06{2a864886f70d0205} 05{} }", "", "", "05"), GOOD,
               "") SINGLE(CERT_ID(SHA256, "", "", "05"), GOOD, "")));

    (void)state;
    assert_int_equal(ocsp->singles[0].id.hash, VMST_HASH_NONE);
    assert_int_equal(ocsp->singles[1].id.hash, VMST_HASH_SHA256);
    assert_false(vmst_ocsp_matches(&ocsp->singles[0], cert, cert));
    assert_false(vmst_ocsp_matches(&ocsp->singles[1], cert, cert));
}

static void
the_responder_is_named_by_name_or_key(void **state)
{
    AUTO(cert)
    cert = parse_cert(
        SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, CN("ca"), KEY, ""),
               ED25519, SIGNATURE));
    AUTO(cert) other = parse_cert(CERT(V3, ""));
    AUTO(ocsp) by_name = parse(ANSWERS(""));
    struct vmst_ocsp by_key = {.is_responder_by_key = true};
    uint8_t digest[VMST_SHA1_SIZE];

    (void)state;
    assert_true(vmst_ocsp_is_responder(by_name, cert));
    assert_false(vmst_ocsp_is_responder(by_name, other));
    assert_int_equal(vmst_sha1(cert->key.bits, digest), VMSTRUST_OK);
    by_key.responder_key = vmst_bytes(digest, sizeof digest);
    assert_true(vmst_ocsp_is_responder(&by_key, cert));
    digest[5] ^= 0x10;
    assert_false(vmst_ocsp_is_responder(&by_key, cert));
}

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(fields_of_a_response),
    cmocka_unit_test(the_three_statuses),
    cmocka_unit_test(a_refusal_of_the_responder),
    cmocka_unit_test(what_is_critical_is_told),
    cmocka_unit_test(certificates_come_along),
    cmocka_unit_test(too_many_certificates_are_refused),
    cmocka_unit_test(too_large_is_an_error),
    cmocka_unit_test(a_response_has_owners),
    cmocka_unit_test(an_answer_is_about_one_certificate),
    cmocka_unit_test(an_answer_by_an_unknown_hash_matches_nothing),
    cmocka_unit_test(the_responder_is_named_by_name_or_key),
};

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(refusals) + ROW_COUNT(singles)];
    size_t count = ROW_COUNT(singles);

    memcpy(tests, singles, sizeof singles);
    ADD_ROWS(tests, count, refusals, response_is_refused);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
