/*
 * CRLs: what is refused, with field and sentence; what the list and its
 * entries say; which entry is found for which certificate, also of a large
 * list in no order and of an indirect one; files; and the life of a CRL.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/crls.h"
#include "cert/read.h"
#include "crl.h"
#include "der/pem.h"
#include "limits.h"

/* --- Refusals ------------------------------------------------------------- */

static const struct refusal {
    const char *name;
    const char *input;
    const char *field;
    const char *sentence;
} refusals[] = {
    {"nothing", "", "CertificateList", "the input ends where more must follow"},
    {"a certificate", CERT(V3, ""), "signature", "a SEQUENCE was expected"},
    {"a byte behind it", CRL_OF("", "") "00", "CertificateList",
     "something follows where the end must be"},
    {"version 1 written out",
     SIGNED(CRL_TBS("02{00}", ED25519, CN("CA"), THIS_UPDATE, "", ""), ED25519,
            SIGNATURE),
     "version", "a version that is not 2"},
    {"version 3",
     SIGNED(CRL_TBS("02{02}", ED25519, CN("CA"), THIS_UPDATE, "", ""), ED25519,
            SIGNATURE),
     "version", "a version that is not 2"},
    {"no thisUpdate",
     SIGNED(CRL_TBS(VERSION_2, ED25519, CN("CA"), "", "", ""), ED25519,
            SIGNATURE),
     "thisUpdate", "a UTCTime or GeneralizedTime was expected"},
    {"nextUpdate is no date",
     SIGNED(CRL_TBS(VERSION_2, ED25519, CN("CA"),
                    THIS_UPDATE "17{'260231000000Z'}", "", ""),
            ED25519, SIGNATURE),
     "nextUpdate", "a time that is no date, hour, minute and second of UTC"},
    {"another algorithm outside",
     SIGNED(CRL_TBS(VERSION_2, ED25519, CN("CA"), THIS_UPDATE, "", ""),
            "30{ 06{2b6571} }", SIGNATURE),
     "signatureAlgorithm", "not the algorithm that was signed"},
    {"a signature of seven bits",
     SIGNED(CRL_TBS(VERSION_2, ED25519, CN("CA"), THIS_UPDATE, "", ""), ED25519,
            "03{ 01 02 }"),
     "signatureValue", "a BIT STRING that is not whole bytes"},
    {"extensions in version 1",
     SIGNED(CRL_TBS("", ED25519, CN("CA"), THIS_UPDATE, "",
                    "a0{ 30{ " EXTENSION(NUMBER, "02{01}") " } }"),
            ED25519, SIGNATURE),
     "crlExtensions", "extensions in version 1"},
    {"extensions of an entry in version 1",
     SIGNED(CRL_TBS("", ED25519, CN("CA"), THIS_UPDATE,
                    ENTRIES(ENTRY_WITH("05", REASON("01"))), ""),
            ED25519, SIGNATURE),
     "revokedCertificates", "extensions of an entry in version 1"},
    {"no extension in the list", CRL_OF("", "a0{ 30{} }"), "crlExtensions",
     "the input ends where more must follow"},
    {"an extension twice",
     CRL_WITH(EXTENSION(NUMBER, "02{01}") EXTENSION(NUMBER, "02{01}")),
     "crlExtensions", "an extension that is there twice"},
    {"an unknown extension twice",
     CRL_WITH(EXTENSION(UNKNOWN, "") EXTENSION(UNKNOWN, "")), "crlExtensions",
     "an extension that is there twice"},
    {"a negative number", CRL_WITH(EXTENSION(NUMBER, "02{ff}")), "cRLNumber",
     "a negative INTEGER"},
    {"a number and more", CRL_WITH(EXTENSION(NUMBER, "02{01} 02{01}")),
     "cRLNumber", "something follows where the end must be"},
    {"a negative base", CRL_WITH(CRITICAL(DELTA, "02{80}")),
     "deltaCRLIndicator", "a negative INTEGER"},
    {"indirect as 01", CRL_WITH(CRITICAL(IDP, "30{ 84{01} }")),
     "issuingDistributionPoint", "a BOOLEAN that is neither 00 nor FF"},
    {"flags in another order", CRL_WITH(CRITICAL(IDP, "30{ 84{ff} 81{ff} }")),
     "issuingDistributionPoint", "something follows where the end must be"},
    {"a point name without a name", CRL_WITH(CRITICAL(IDP, "30{ a0{ a0{} } }")),
     "issuingDistributionPoint", "a list of names without a name"},
    {"an empty relative name", CRL_WITH(CRITICAL(IDP, "30{ a0{ a1{} } }")),
     "issuingDistributionPoint", "a relative name that is empty or too long"},
    {"a relative name of rubbish",
     CRL_WITH(CRITICAL(IDP, "30{ a0{ a1{ 0500 } } }")),
     "issuingDistributionPoint", "a relative name that is no name"},
    {"freshest without a point", CRL_WITH(EXTENSION(FRESHEST, "30{}")),
     "freshestCRL", "a list of points without a point"},
    {"an entry without a date", CRL_OF(ENTRIES("30{ 02{05} }"), ""),
     "revokedCertificates", "a UTCTime or GeneralizedTime was expected"},
    {"an entry with more",
     CRL_OF(ENTRIES(
                "30{ 02{05} 17{'251231000000Z'} 30{ " REASON("01") " } 0500 }"),
            ""),
     "revokedCertificates", "something follows where the end must be"},
    {"an entry with empty extensions", CRL_OF(ENTRIES(ENTRY("05", "30{}")), ""),
     "revokedCertificates", "the input ends where more must follow"},
    {"a reason twice",
     CRL_OF(ENTRIES(ENTRY_WITH("05", REASON("01") REASON("01"))), ""),
     "revokedCertificates", "an extension that is there twice"},
    {"a reason as INTEGER",
     CRL_OF(ENTRIES(ENTRY_WITH("05", EXTENSION("551d15", "02{01}"))), ""),
     "reasonCode", "an ENUMERATED was expected"},
    {"an invalidity date as UTCTime",
     CRL_OF(
         ENTRIES(ENTRY_WITH("05", EXTENSION("551d18", "17{'251231000000Z'}"))),
         ""),
     "invalidityDate", "a GeneralizedTime was expected"},
    {"an issuer of certificates in a CRL that is not indirect",
     CRL_OF(ENTRIES(ENTRY_WITH("05", CERT_ISSUER(CN("B")))), ""),
     "revokedCertificates",
     "an issuer of certificates in a CRL that is not indirect"},
    {"an issuer of certificates without a directory name",
     CRL_OF(
         ENTRIES(ENTRY_WITH("05", CRITICAL("551d1d", "30{ 86{'http://a/'} }"))),
         INDIRECT),
     "certificateIssuer", "an issuer without a directory name"},
    {"an issuer of certificates that is no name",
     CRL_OF(ENTRIES(ENTRY_WITH("05", CERT_ISSUER("0500"))), INDIRECT),
     "certificateIssuer", "a SEQUENCE was expected"},
};

static void
crl_is_refused(void **state)
{
    const struct refusal *row = *state;
    AUTO(blob) der = der_from(row->input);
    struct vmst_bytes input = vmst_bytes(der->data, der->size);
    struct vmst_note note = {0};
    AUTO(crl) parsed = NULL;
    AUTO(crl) taken = NULL;
    struct vmst_crl_entry entry;

    assert_int_equal(vmst_crl_parse(input, &note, &parsed),
                     VMSTRUST_E_MALFORMED);
    assert_null(parsed);
    assert_string_equal(note.text, row->sentence);
    assert_string_equal(note.field, row->field);
    assert_true(note.has_offset && note.offset <= input.size);

    assert_int_equal(vmst_crl_take(input, NULL, &taken), VMSTRUST_OK);
    assert_true(taken->is_malformed);
    assert_string_equal(taken->note.text, row->sentence);
    assert_true(vmst_bytes_equal(taken->der, input));
    assert_int_equal(taken->entry_count, 0);
    assert_false(vmst_crl_find(taken, &taken->issuer, input, &entry));
}

/* --- The list ------------------------------------------------------------- */

static struct vmst_crl *
parse(const char *text)
{
    AUTO(blob) der = der_from(text);
    struct vmst_note note = {0};
    struct vmst_crl *crl;
    int status = vmst_crl_parse(vmst_bytes(der->data, der->size), &note, &crl);

    if (status != VMSTRUST_OK) {
        fail_msg("%s: %s", note.field, note.text);
    }
    return crl;
}

#define B(literal) vmst_bytes(literal, sizeof(literal) - 1)

static void
fields_of_a_plain_list(void **state)
{
    AUTO(crl)
    crl = parse(CRL_WITH(EXTENSION(AKI, "30{ 80{0102} }")
                             EXTENSION(NUMBER, "02{0fff}")));

    (void)state;
    assert_int_equal(crl->version, 2);
    assert_true(vmst_bytes_equal(crl->issuer.common_name, B("CA")));
    assert_int_equal(crl->this_update, 1767225600);
    assert_true(crl->has_next_update);
    assert_int_equal(crl->next_update, 1769904000);
    assert_true(crl->is_time_encoding_legal);
    assert_true(crl->has_number);
    assert_false(crl->is_number_critical);
    assert_true(vmst_bytes_equal(crl->number, B("\x0f\xff")));
    assert_true(vmst_bytes_equal(crl->authority_key_id, B("\x01\x02")));
    assert_int_equal(crl->algorithm.scheme, VMST_SCHEME_ED25519);
    assert_false(crl->is_delta || crl->has_issuing_point || crl->has_freshest);
    assert_false(crl->has_unknown_critical || crl->has_unknown_critical_entry);
    assert_false(crl->has_loose_encoding);
    assert_int_equal(crl->issuing_point.reasons, VMST_REASONS_ALL);
    assert_int_equal(crl->entry_count, 0);
}

static void
a_list_of_version_1(void **state)
{
    AUTO(crl)
    crl = parse(SIGNED(CRL_TBS("", ED25519, CN("CA"), "18{'20260101000000Z'}",
                               ENTRIES(ENTRY("05", "")), ""),
                       ED25519, SIGNATURE));
    struct vmst_crl_entry entry;

    (void)state;
    assert_int_equal(crl->version, 1);
    assert_false(crl->has_next_update);
    assert_false(crl->is_time_encoding_legal); /* UTCTime until 2049 */
    assert_false(crl->has_number);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
    assert_false(entry.has_reason || entry.has_invalidity_date);
    assert_int_equal(entry.revocation_time, 1767139200);
}

static void
what_is_critical_is_told(void **state)
{
    AUTO(crl)
    crl = parse(CRL_WITH(CRITICAL(NUMBER, "02{01}") CRITICAL(
        DELTA, "02{00}") CRITICAL(UNKNOWN, "01") EXTENSION("2a0306", "01")));

    (void)state;
    assert_true(crl->is_number_critical);
    assert_true(crl->is_delta && crl->is_delta_critical);
    assert_true(vmst_bytes_equal(crl->base_number, B("\x00")));
    assert_true(crl->has_unknown_critical);
    assert_true(vmst_bytes_equal(crl->unknown_critical, B("\x2a\x03\x05")));
}

static void
the_issuing_point_is_kept(void **state)
{
    AUTO(crl)
    crl = parse(CRL_WITH(CRITICAL(
        IDP, "30{ a0{ a0{ 86{'http://d/'} } } 81{ff} 82{00} 83{ 0560 } "
             "84{ff} }")));
    const struct vmst_issuing_point *point = &crl->issuing_point;

    (void)state;
    assert_true(crl->has_issuing_point && crl->is_issuing_point_critical);
    assert_true(point->has_names);
    assert_int_equal(point->names.count, 1);
    assert_true(point->only_user_certs);
    assert_false(point->only_ca_certs);
    assert_false(point->only_attribute_certs);
    assert_true(point->is_indirect);
    assert_true(point->has_reasons);
    assert_int_equal(point->reasons,
                     VMST_REASONS_KEY_COMPROMISE | VMST_REASONS_CA_COMPROMISE);
    assert_true(crl->has_loose_encoding); /* FALSE, written out */
}

static void
a_relative_name_stands_under_the_issuer(void **state)
{
    AUTO(crl)
    crl = parse(CRL_WITH(CRITICAL(
        IDP, "30{ a0{ a1{ 30{ 06{550403} 0c{'part 1'} } } } 85{ff} }")));
    const struct vmst_general_names *names = &crl->issuing_point.names;

    (void)state;
    assert_true(crl->issuing_point.only_attribute_certs);
    assert_int_equal(names->count, 1);
    assert_int_equal(names->list[0].kind, VMST_GENERAL_DIRECTORY);
    assert_true(vmst_name_is_within(names->list[0].directory, &crl->issuer));
    assert_true(
        vmst_bytes_equal(names->list[0].directory->common_name, B("part 1")));
}

static void
freshest_points_are_kept(void **state)
{
    AUTO(crl)
    crl = parse(CRL_WITH(
        EXTENSION(FRESHEST, "30{ 30{ a0{ a0{ 86{'http://d/'} } } } }")));

    (void)state;
    assert_true(crl->has_freshest);
    assert_int_equal(crl->freshest.count, 1);
}

static void
an_empty_list_may_be_written_out(void **state)
{
    AUTO(crl) crl = parse(CRL_OF("30{}", ""));
    struct vmst_crl_entry entry;

    (void)state;
    assert_true(crl->has_loose_encoding);
    assert_false(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
}

static void
numbers_have_an_order(void **state)
{
    (void)state;
    assert_int_equal(vmst_crl_number_compare(B("\x00"), B("\x00")), 0);
    assert_true(vmst_crl_number_compare(B("\x7f"), B("\x00\x80")) < 0);
    assert_true(vmst_crl_number_compare(B("\x01\x00"), B("\x7f")) > 0);
    assert_true(vmst_crl_number_compare(B("\x01\x00"), B("\x01\x01")) < 0);
}

/* --- Entries -------------------------------------------------------------- */

static void
an_entry_says_when_and_why(void **state)
{
    AUTO(crl)
    crl = parse(CRL_OF(
        ENTRIES(ENTRY("09", "") ENTRY_WITH(
            "05", REASON("01") EXTENSION("551d18", "18{'20251201000000Z'}"))
                    ENTRY_WITH("ff", REASON("07"))
                        ENTRY_WITH("00ff", REASON("0a"))),
        ""));
    struct vmst_crl_entry entry;

    (void)state;
    assert_int_equal(crl->entry_count, 4);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
    assert_true(vmst_bytes_equal(entry.serial, B("\x05")));
    assert_int_equal(entry.revocation_time, 1767139200);
    assert_true(entry.has_reason);
    assert_int_equal(entry.reason, VMST_REASON_KEY_COMPROMISE);
    assert_string_equal(vmst_reason_name(entry.reason), "keyCompromise");
    assert_true(entry.has_invalidity_date);
    assert_int_equal(entry.invalidity_date, 1764547200);
    assert_ptr_equal(entry.issuer, &crl->issuer);

    /* A code that is not defined revokes all the same. */
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\xff"), &entry));
    assert_int_equal(entry.reason, VMST_REASON_UNSPECIFIED);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x00\xff"), &entry));
    assert_int_equal(entry.reason, VMST_REASON_AA_COMPROMISE);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x09"), &entry));
    assert_false(entry.has_reason);
    assert_false(vmst_crl_find(crl, &crl->issuer, B("\x06"), &entry));
    assert_false(vmst_crl_find(crl, &crl->issuer, B(""), &entry));
}

static void
an_unknown_critical_entry_is_told(void **state)
{
    AUTO(crl)
    crl = parse(CRL_OF(ENTRIES(ENTRY_WITH("05", EXTENSION("2a0306", "01"))
                                   ENTRY_WITH("06", CRITICAL(UNKNOWN, "01"))),
                       ""));
    struct vmst_crl_entry entry;

    (void)state;
    assert_true(crl->has_unknown_critical_entry);
    assert_true(
        vmst_bytes_equal(crl->unknown_critical_entry, B("\x2a\x03\x05")));
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
    assert_false(entry.has_unknown_critical);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x06"), &entry));
    assert_true(entry.has_unknown_critical);
}

/* RFC 5280 5.3.3: the issuer of certificates stays until there is another. */
static void
an_issuer_of_certificates_carries_over(void **state)
{
    AUTO(crl)
    crl = parse(CRL_OF(
        ENTRIES(ENTRY("01", "") ENTRY_WITH("02", CERT_ISSUER(CN("B")))
                    ENTRY("01", "") ENTRY_WITH("03", CERT_ISSUER(CN("C")))
                        ENTRY_WITH("04", CERT_ISSUER(CN("b")))
                            ENTRY_WITH("05", CERT_ISSUER(CN("CA")))),
        INDIRECT));
    AUTO(crl)
    other =
        parse(SIGNED(CRL_TBS(VERSION_2, ED25519, CN("B"), THIS_UPDATE, "", ""),
                     ED25519, SIGNATURE));
    struct vmst_crl_entry entry;

    (void)state;
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x01"), &entry));
    assert_ptr_equal(entry.issuer, &crl->issuer);
    assert_false(vmst_crl_find(crl, &crl->issuer, B("\x02"), &entry));
    assert_true(vmst_crl_find(crl, &other->issuer, B("\x02"), &entry));
    assert_true(vmst_name_equal(entry.issuer, &other->issuer));
    assert_true(vmst_crl_find(crl, &other->issuer, B("\x01"), &entry));
    assert_false(vmst_crl_find(crl, &other->issuer, B("\x03"), &entry));
    assert_false(vmst_crl_find(crl, &crl->issuer, B("\x03"), &entry));
    assert_true(vmst_crl_find(crl, &other->issuer, B("\x04"), &entry));
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
}

/* What revokes wins, whatever the order. */
static void
an_entry_that_is_there_twice(void **state)
{
    AUTO(crl)
    crl = parse(CRL_OF(
        ENTRIES(ENTRY_WITH("05", REASON("08")) ENTRY_WITH("05", REASON("04"))
                    ENTRY_WITH("05", REASON("01")) ENTRY("06", "")
                        ENTRY_WITH("06", REASON("08"))),
        ""));
    struct vmst_crl_entry entry;

    (void)state;
    assert_int_equal(crl->entry_count, 5);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x05"), &entry));
    assert_int_equal(entry.reason, VMST_REASON_SUPERSEDED);
    assert_true(vmst_crl_find(crl, &crl->issuer, B("\x06"), &entry));
    assert_false(entry.has_reason);
}

/* --- A large list --------------------------------------------------------- */

/* Numbers that are the same each time (Knuth's MMIX). */
static uint32_t
draw(uint64_t *seed)
{
    *seed =
        *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

#define LARGE 3000

/* Serial numbers of 1 to 12 bytes, many of them equal in their first eight;
 * every fourth entry names an issuer of certificates. */
static void
add_entry(struct vmst_buffer *text, uint64_t *seed, bool is_indirect)
{
    unsigned size = draw(seed) % 12;

    vmst_buffer_add_text(text, "30{ 02{4");
    vmst_buffer_format(text, "%u", draw(seed) % 8);
    for (unsigned i = 0; i < size; i++) {
        vmst_buffer_format(text, "%02x", i < 7 ? 0x11 : draw(seed) % 256);
    }
    vmst_buffer_add_text(text, "} 17{'251231000000Z'} ");
    if (is_indirect && draw(seed) % 4 == 0) {
        vmst_buffer_format(text,
                           "30{ 30{ 06{551d1d} 0101ff 04{ 30{ a4{ 30{ 31{ "
                           "30{ 06{550403} 0c{'%u'} } } } } } } } }",
                           draw(seed) % 20);
    } else if (draw(seed) % 4 == 0) {
        vmst_buffer_format(text, "30{ " EXTENSION("551d15", "0a{%02x}") " }",
                           draw(seed) % 11);
    }
    vmst_buffer_add_text(text, " }");
}

static struct vmst_crl *
make_large(bool is_indirect)
{
    AUTO_BUFFER text = {0};
    uint64_t seed = 3;

    vmst_buffer_add_text(&text, "30{ 30{ " VERSION_2 ED25519);
    vmst_buffer_add_text(&text, CN("CA") THIS_UPDATE " 30{ ");
    for (size_t i = 0; i < LARGE; i++) {
        add_entry(&text, &seed, is_indirect);
    }
    vmst_buffer_format(&text, " } %s } " ED25519 SIGNATURE " }",
                       is_indirect ? INDIRECT : "");
    vmst_buffer_add(&text, "", 1);
    return parse((const char *)text.data);
}

/* The entry by the rule of crl.h, by looking at all of them. */
static bool
scan(const struct vmst_crl *crl, const struct vmst_crl_entry *asked,
     struct vmst_crl_entry *found)
{
    struct vmst_crl_walk walk = {0};
    struct vmst_crl_entry entry;
    bool is_found = false;

    while (vmst_crl_next(crl, &walk, &entry)) {
        bool is_better =
            !is_found || (found->reason == VMST_REASON_REMOVE_FROM_CRL &&
                          entry.reason != VMST_REASON_REMOVE_FROM_CRL);

        if (is_better && vmst_bytes_equal(entry.serial, asked->serial) &&
            vmst_name_equal(entry.issuer, asked->issuer)) {
            *found = entry;
            is_found = true;
        }
    }
    return is_found;
}

static void
index_agrees_with_a_scan(void **state)
{
    const bool *is_indirect = *state;
    AUTO(crl) crl = make_large(*is_indirect);
    struct vmst_crl_walk walk = {0};
    struct vmst_crl_entry entry;
    size_t count = 0;

    assert_int_equal(crl->entry_count, LARGE);
    while (vmst_crl_next(crl, &walk, &entry)) {
        struct vmst_crl_entry found;
        struct vmst_crl_entry scanned;

        count++;
        if (count % 7 != 0) {
            continue;
        }
        assert_true(vmst_crl_find(crl, entry.issuer, entry.serial, &found));
        assert_true(scan(crl, &entry, &scanned));
        assert_ptr_equal(found.serial.data, scanned.serial.data);
        assert_ptr_equal(found.issuer, scanned.issuer);
        assert_int_equal(found.reason, scanned.reason);
    }
    assert_int_equal(count, LARGE);
}

static const bool is_direct_list = false;
static const bool is_indirect_list = true;

/* One more issuer of certificates than the limit. */
static void
too_many_issuers_are_refused(void **state)
{
    AUTO_BUFFER text = {0};
    struct vmst_note note = {0};
    struct vmst_crl *crl;

    (void)state;
    vmst_buffer_add_text(&text, "30{ 30{ " VERSION_2 ED25519);
    vmst_buffer_add_text(&text, CN("CA") THIS_UPDATE " 30{ ");
    for (size_t i = 0; i < VMST_LIMIT_CRL_ISSUERS; i++) {
        vmst_buffer_format(&text,
                           "30{ 02{05} 17{'251231000000Z'} 30{ 30{ 06{551d1d} "
                           "0101ff 04{ 30{ a4{ 30{ 31{ 30{ 06{550403} "
                           "0c{'%zu'} } } } } } } } } }",
                           i);
    }
    vmst_buffer_add_text(&text, " } " INDIRECT " } " ED25519 SIGNATURE " }");
    vmst_buffer_add(&text, "", 1);

    AUTO(blob) der = der_from((const char *)text.data);
    assert_int_equal(
        vmst_crl_parse(vmst_bytes(der->data, der->size), &note, &crl),
        VMSTRUST_E_MALFORMED);
    assert_string_equal(note.text, "too many issuers of certificates");
}

/* --- Life ----------------------------------------------------------------- */

static void
a_crl_has_owners(void **state)
{
    struct vmst_crl *crl = parse(CRL_OF(ENTRIES(ENTRY("05", "")), ""));
    AUTO(crl) again = parse(CRL_OF(ENTRIES(ENTRY("05", "")), ""));
    AUTO(crl) other = vmst_crl_ref(crl);

    (void)state;
    assert_ptr_equal(crl, other);
    vmst_crl_free(crl);
    assert_true(vmst_crl_equal(other, again));
    assert_memory_equal(other->sha256, again->sha256, VMST_SHA256_SIZE);
    assert_null(vmst_crl_ref(NULL));
    vmst_crl_free(NULL);
}

static void
too_large_is_an_error(void **state)
{
    struct vmst_note note = {0};
    struct vmst_crl *crl;

    (void)state;
    assert_int_equal(
        vmst_crl_take(vmst_bytes("", VMST_LIMIT_CRL_SIZE + 1), &note, &crl),
        VMSTRUST_E_LIMIT);
    assert_null(crl);
}

/* --- Files ---------------------------------------------------------------- */

static void
add_block(struct vmst_buffer *file, const char *label, const char *text)
{
    AUTO(blob) der = der_from(text);

    vmst_pem_write(file, label, vmst_bytes(der->data, der->size));
}

static void
a_file_holds_several(void **state)
{
    AUTO_BUFFER file = {0};
    struct vmst_crls crls = {0};
    struct vmst_note note = {0};

    (void)state;
    vmst_buffer_add_text(&file, "\xef\xbb\xbfof the site\r\n");
    add_block(&file, "CERTIFICATE", CERT(V3, ""));
    add_block(&file, "X509 CRL", CRL_OF("", ""));
    add_block(&file, "X509 CRL", CRL_OF(ENTRIES(ENTRY("05", "")), ""));
    assert_int_equal(vmst_crls_read(vmst_buffer_view(&file), &note, &crls),
                     VMSTRUST_OK);
    assert_int_equal(crls.count, 2);
    assert_int_equal(crls.list[1]->entry_count, 1);
    vmst_crls_free(&crls);
}

static void
a_file_of_der(void **state)
{
    AUTO(blob) der = der_from(CRL_OF("", ""));
    struct vmst_crls crls = {0};

    (void)state;
    assert_int_equal(
        vmst_crls_read(vmst_bytes(der->data, der->size), NULL, &crls),
        VMSTRUST_OK);
    assert_int_equal(crls.count, 1);
    vmst_crls_free(&crls);
}

/* Nothing is added then, also not what stood before it. */
static void
one_malformed_block_spoils_the_file(void **state)
{
    AUTO_BUFFER file = {0};
    struct vmst_crls crls = {0};
    struct vmst_note note = {0};

    (void)state;
    add_block(&file, "X509 CRL", CRL_OF("", ""));
    add_block(&file, "X509 CRL", CRL_OF("0500", ""));
    assert_int_equal(vmst_crls_read(vmst_buffer_view(&file), &note, &crls),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(crls.count, 0);
    assert_string_equal(note.text, "the block that begins in line 5: something "
                                   "follows where the end must be");
    vmst_crls_free(&crls);
}

static const struct without {
    const char *name;
    const char *label; /* of one block, or NULL: the text as it is */
    const char *text;
    const char *sentence;
} withouts[] = {
    {"an empty file", NULL, "",
     "no CRL: neither DER nor text with a \"-----BEGIN X509 CRL-----\" line"},
    {"text", NULL, "hello",
     "no CRL: neither DER nor text with a \"-----BEGIN X509 CRL-----\" line"},
    {"a file of a certificate", "CERTIFICATE", CERT(V3, ""),
     "no CRL: the first PEM block is \"CERTIFICATE\""},
};

static void
a_file_without_a_crl(void **state)
{
    const struct without *row = *state;
    AUTO_BUFFER file = {0};
    struct vmst_crls crls = {0};
    struct vmst_note note = {0};

    if (row->label == NULL) {
        vmst_buffer_add_text(&file, row->text);
    } else {
        add_block(&file, row->label, row->text);
    }
    assert_int_equal(vmst_crls_read(vmst_buffer_view(&file), &note, &crls),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(crls.count, 0);
    assert_string_equal(note.text, row->sentence);
}

static void
a_missing_file_is_named(void **state)
{
    struct vmst_crls crls = {0};
    struct vmst_note note = {0};

    (void)state;
    assert_int_equal(vmst_crls_load("no-such-file.crl", &note, &crls),
                     VMSTRUST_E_FILE);
    assert_non_null(strstr(note.text, "no-such-file.crl"));
}

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(fields_of_a_plain_list),
    cmocka_unit_test(a_list_of_version_1),
    cmocka_unit_test(what_is_critical_is_told),
    cmocka_unit_test(the_issuing_point_is_kept),
    cmocka_unit_test(a_relative_name_stands_under_the_issuer),
    cmocka_unit_test(freshest_points_are_kept),
    cmocka_unit_test(an_empty_list_may_be_written_out),
    cmocka_unit_test(numbers_have_an_order),
    cmocka_unit_test(an_entry_says_when_and_why),
    cmocka_unit_test(an_unknown_critical_entry_is_told),
    cmocka_unit_test(an_issuer_of_certificates_carries_over),
    cmocka_unit_test(an_entry_that_is_there_twice),
    cmocka_unit_test(too_many_issuers_are_refused),
    cmocka_unit_test(a_crl_has_owners),
    cmocka_unit_test(too_large_is_an_error),
    cmocka_unit_test(a_file_holds_several),
    cmocka_unit_test(a_file_of_der),
    cmocka_unit_test(one_malformed_block_spoils_the_file),
    cmocka_unit_test(a_missing_file_is_named),
    {"index agrees with a scan", index_agrees_with_a_scan, NULL, NULL,
     (void *)(uintptr_t)&is_direct_list},
    {"index of an indirect CRL agrees with a scan", index_agrees_with_a_scan,
     NULL, NULL, (void *)(uintptr_t)&is_indirect_list},
};

int
main(void)
{
    struct CMUnitTest
        tests[ROW_COUNT(refusals) + ROW_COUNT(withouts) + ROW_COUNT(singles)];
    size_t count = ROW_COUNT(singles);

    memcpy(tests, singles, sizeof singles);
    ADD_ROWS(tests, count, refusals, crl_is_refused);
    ADD_ROWS(tests, count, withouts, a_file_without_a_crl);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
