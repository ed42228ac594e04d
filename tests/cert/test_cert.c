/*
 * Certificates: what is refused, with field, offset and sentence; what the
 * world does and is read; what the readers of the extensions make of it; and
 * the life of a certificate.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/cert.h"
#include "limits.h"
#include "make.h"

/* --- Refusals ------------------------------------------------------------- */

static const struct refusal {
    const char *name;
    const char *input;
    const char *field;
    const char *sentence;
} refusals[] = {
    {"nothing", "", "Certificate", "the input ends where more must follow"},
    {"text", "'hello'", "Certificate", "a SEQUENCE was expected"},
    {"an empty SEQUENCE", "30{}", "tbsCertificate",
     "the input ends where more must follow"},
    {"a byte behind it", CERT(V3, "") "00", "Certificate",
     "something follows where the end must be"},
    {"version 4", CERT("a0{ 02{03} }", ""), "version",
     "a version that is none of 1, 2 and 3"},
    {"version -1", CERT("a0{ 02{ff} }", ""), "version", "a negative INTEGER"},
    {"two versions", CERT("a0{ 02{02} 02{02} }", ""), "version",
     "something follows where the end must be"},
    {"serial padded",
     SIGNED(TBS(V3, "02{0005}", ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     "serialNumber", "an INTEGER in more bytes than it needs"},
    {"no serial",
     SIGNED(TBS(V3, "", ED25519, CN("CA"), DATES, CN("x"), KEY, ""), ED25519,
            SIGNATURE),
     "serialNumber", "an INTEGER was expected"},
    {"issuer is no name",
     SIGNED(TBS(V3, SERIAL, ED25519, "05{}", DATES, CN("x"), KEY, ""), ED25519,
            SIGNATURE),
     "issuer", "a SEQUENCE was expected"},
    {"notBefore is no time",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), "30{ 05{} }", CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     "notBefore", "a UTCTime or GeneralizedTime was expected"},
    {"notAfter with a fraction",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"),
                "30{ 17{'260101000000Z'} 18{'20271231235959.5Z'} }", CN("x"),
                KEY, ""),
            ED25519, SIGNATURE),
     "notAfter", "a time that is no date, hour, minute and second of UTC"},
    {"three dates",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"),
                "30{ 17{'260101000000Z'} 17{'271231235959Z'} 05{} }", CN("x"),
                KEY, ""),
            ED25519, SIGNATURE),
     "notAfter", "something follows where the end must be"},
    {"another algorithm outside",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            "30{ 06{2b6571} }", SIGNATURE),
     "signatureAlgorithm", "not the algorithm that was signed"},
    {"the algorithm outside with a NULL more",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            "30{ 06{2b6570} 0500 }", SIGNATURE),
     "signatureAlgorithm", "not the algorithm that was signed"},
    {"signature in bits",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, "03{ 01 0102 }"),
     "signatureValue", "a BIT STRING that is not whole bytes"},
    {"unique id in version 1", CERT(V1, "81{ 00 }"), "uniqueIdentifiers",
     "a unique identifier in version 1"},
    {"unique ids in another order", CERT(V2, "82{ 00 } 81{ 00 }"), "extensions",
     "something follows where the end must be"},
    {"extensions in version 1", CERT(V1, EXTENSIONS(EXTENSION(BASIC, "30{}"))),
     "extensions", "extensions in a version before 3"},
    {"extensions in version 2", CERT(V2, EXTENSIONS(EXTENSION(BASIC, "30{}"))),
     "extensions", "extensions in a version before 3"},
    {"no extension in the list", WITH(""), "extensions",
     "a list of extensions without an extension"},
    {"something behind the extensions",
     CERT(V3, EXTENSIONS(EXTENSION(BASIC, "30{}")) "05{}"), "extensions",
     "something follows where the end must be"},
    {"a known extension twice",
     WITH(EXTENSION(BASIC, "30{}") EXTENSION(BASIC, "30{}")), "extensions",
     "an extension that is there twice"},
    {"an unknown extension twice",
     WITH(EXTENSION(UNKNOWN, "05{}") EXTENSION(UNKNOWN, "")), "extensions",
     "an extension that is there twice"},
    {"critical is neither", WITH("30{ 06{" UNKNOWN "} 010101 04{} }"),
     "extensions", "a BOOLEAN that is neither 00 nor FF"},
    {"extension without a value", WITH("30{ 06{" UNKNOWN "} }"), "extensions",
     "the input ends where more must follow"},

    {"basicConstraints: cA 01", WITH(EXTENSION(BASIC, "30{ 010101 }")),
     "basicConstraints", "a BOOLEAN that is neither 00 nor FF"},
    {"basicConstraints: negative length",
     WITH(EXTENSION(BASIC, "30{ 0101ff 02{ff} }")), "basicConstraints",
     "a negative INTEGER"},
    {"basicConstraints: more in it",
     WITH(EXTENSION(BASIC, "30{ 0101ff 02{00} 05{} }")), "basicConstraints",
     "something follows where the end must be"},
    {"basicConstraints: more behind it", WITH(EXTENSION(BASIC, "30{} 05{}")),
     "basicConstraints", "something follows where the end must be"},
    {"keyUsage: no bits", WITH(EXTENSION(USAGE, "04{00}")), "keyUsage",
     "a BIT STRING was expected"},
    {"extKeyUsage: empty", WITH(EXTENSION(PURPOSE, "30{}")), "extKeyUsage",
     "a list of purposes without a purpose"},
    {"extKeyUsage: no OID", WITH(EXTENSION(PURPOSE, "30{ 05{} }")),
     "extKeyUsage", "an OBJECT IDENTIFIER was expected"},
    {"subjectKeyIdentifier: no octets", WITH(EXTENSION(SKI, "05{}")),
     "subjectKeyIdentifier", "an OCTET STRING was expected"},
    {"authorityKeyIdentifier: another tag",
     WITH(EXTENSION(AKI, "30{ 83{01} }")), "authorityKeyIdentifier",
     "something follows where the end must be"},
    {"authorityKeyIdentifier: issuer of nothing",
     WITH(EXTENSION(AKI, "30{ a1{} }")), "authorityKeyIdentifier",
     "a list of names without a name"},

    {"authorityKeyIdentifier: padded serial",
     WITH(EXTENSION(AKI, "30{ a1{ 82{'a'} } 82{0005} }")),
     "authorityKeyIdentifier", "an INTEGER in more bytes than it needs"},

    {"subjectAltName: empty", WITH(EXTENSION(SAN, "30{}")), "subjectAltName",
     "a list of names without a name"},
    {"subjectAltName: no list", WITH(EXTENSION(SAN, "82{'rec01'}")),
     "subjectAltName", "a SEQUENCE was expected"},
    {"DNS name beyond ASCII", WITH(EXTENSION(SAN, "30{ 82{ c3a4 } }")),
     "subjectAltName", "a name with bytes that are not ASCII"},
    {"e-mail beyond ASCII", WITH(EXTENSION(SAN, "30{ 81{ 'a@' c3a4 } }")),
     "subjectAltName", "a name with bytes that are not ASCII"},
    {"URI beyond ASCII", WITH(EXTENSION(SAN, "30{ 86{ 80 } }")),
     "subjectAltName", "a name with bytes that are not ASCII"},
    {"address of 5 bytes", WITH(EXTENSION(SAN, "30{ 87{ 0a00000101 } }")),
     "subjectAltName", "an IP address of a wrong length"},
    {"address of 8 bytes", WITH(EXTENSION(SAN, "30{ 87{ 0a000001ffffffff } }")),
     "subjectAltName", "an IP address of a wrong length"},
    {"address of no byte", WITH(EXTENSION(SAN, "30{ 87{} }")), "subjectAltName",
     "an IP address of a wrong length"},
    {"kind 9", WITH(EXTENSION(SAN, "30{ 89{} }")), "subjectAltName",
     "a GeneralName was expected"},
    {"constructed DNS name", WITH(EXTENSION(SAN, "30{ a2{ 16{'a'} } }")),
     "subjectAltName", "a GeneralName was expected"},
    {"primitive directory name", WITH(EXTENSION(SAN, "30{ 84{} }")),
     "subjectAltName", "a GeneralName was expected"},
    {"implicit directory name", WITH(EXTENSION(SAN, "30{ a4{ 31{} } }")),
     "subjectAltName", "a SEQUENCE was expected"},
    {"two directory names in one",
     WITH(EXTENSION(SAN, "30{ a4{ 30{} 30{} } }")), "subjectAltName",
     "something follows where the end must be"},
    {"other name without a value", WITH(EXTENSION(SAN, "30{ a0{ 06{2a03} } }")),
     "subjectAltName", "the input ends where more must follow"},
    {"registered id that is none", WITH(EXTENSION(SAN, "30{ 88{ 2a80 } }")),
     "subjectAltName", "an OBJECT IDENTIFIER with padding"},

    {"nameConstraints: permitted nothing",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{} }")), "nameConstraints",
     "a list of subtrees without a subtree"},
    {"nameConstraints: excluded nothing",
     WITH(EXTENSION(CONSTRAINTS, "30{ a1{} }")), "nameConstraints",
     "a list of subtrees without a subtree"},
    {"nameConstraints: excluded before permitted",
     WITH(EXTENSION(CONSTRAINTS,
                    "30{ a1{ 30{ 82{'a'} } } a0{ 30{ 82{'a'} } } }")),
     "nameConstraints", "something follows where the end must be"},
    {"range of 4 bytes",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{ 87{ 0a000000 } } } }")),
     "nameConstraints", "an IP address of a wrong length"},
    {"range of 9 bytes",
     WITH(EXTENSION(CONSTRAINTS,
                    "30{ a0{ 30{ 87{ 0a000000 ff000000 00 } } } }")),
     "nameConstraints", "an IP address of a wrong length"},
    {"range of 6 bytes",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{ 87{ 0a0000 ffffff } } } }")),
     "nameConstraints", "an IP address of a wrong length"},
    {"range whose mask has a gap",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{ 87{ 0a000000 ff00ff00 } } } }")),
     "nameConstraints", "an IP range whose mask has gaps"},
    {"range whose mask begins with a zero",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{ 87{ 0a000000 7fffffff } } } }")),
     "nameConstraints", "an IP range whose mask has gaps"},
    {"subtree without a base", WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{} } }")),
     "nameConstraints", "a GeneralName was expected"},

    {"certificatePolicies: empty", WITH(EXTENSION(POLICIES, "30{}")),
     "certificatePolicies", "a list of policies without a policy"},
    {"certificatePolicies: one twice",
     WITH(EXTENSION(POLICIES, "30{ 30{ 06{2a03} } 30{ 06{2a03} } }")),
     "certificatePolicies", "a policy that is there twice"},
    {"certificatePolicies: qualifiers of nothing",
     WITH(EXTENSION(POLICIES, "30{ 30{ 06{2a03} 30{} } }")),
     "certificatePolicies", "the input ends where more must follow"},
    {"policyMappings: empty", WITH(EXTENSION(MAPPINGS, "30{}")),
     "policyMappings", "a list of policies without a policy"},
    {"policyMappings: half a pair",
     WITH(EXTENSION(MAPPINGS, "30{ 30{ 06{2a03} } }")), "policyMappings",
     "the input ends where more must follow"},
    {"policyConstraints: negative", WITH(EXTENSION(LIMITS, "30{ 80{ff} }")),
     "policyConstraints", "a negative INTEGER"},
    {"inhibitAnyPolicy: no number", WITH(EXTENSION(INHIBIT, "30{}")),
     "inhibitAnyPolicy", "an INTEGER was expected"},
};

static void
is_refused(void **state)
{
    const struct refusal *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_bytes der = vmst_bytes(input->data, input->size);
    struct vmst_note note = {0};
    struct vmst_cert *parsed;
    struct vmst_cert *taken;

    assert_int_equal(vmst_cert_parse(der, &note, &parsed),
                     VMSTRUST_E_MALFORMED);
    assert_null(parsed);
    assert_string_equal(note.text, row->sentence);
    assert_string_equal(note.field, row->field);
    assert_true(note.has_offset && note.offset <= der.size);

    assert_int_equal(vmst_cert_take(der, NULL, &taken), VMSTRUST_OK);
    assert_true(taken->is_malformed);
    assert_string_equal(taken->note.text, row->sentence);
    assert_int_equal(taken->note.offset, note.offset);
    assert_true(vmst_bytes_equal(taken->der, der));
    assert_int_equal(taken->present, 0);
    assert_int_equal(taken->subject.normal.size, 0);
    vmst_cert_free(taken);
    vmst_blob_free(input);
}

/* --- What is read --------------------------------------------------------- */

static struct vmst_cert *
parse(const char *text)
{
    struct vmst_blob *input = der_from(text);
    struct vmst_note note = {0};
    struct vmst_cert *cert;
    int status =
        vmst_cert_parse(vmst_bytes(input->data, input->size), &note, &cert);

    vmst_blob_free(input); /* the certificate has its own copy */
    if (status != VMSTRUST_OK) {
        fail_msg("%s: %s at %zu", note.field, note.text, note.offset);
    }
    return cert;
}

/* Strange, and read: meaning is judged above. */
static const struct strange {
    const char *name;
    const char *input;
    bool is_loose;
} stranges[] = {
    {"version 1", CERT(V1, ""), false},
    {"version 1 that is written out", CERT("a0{ 02{00} }", ""), true},
    {"version 2", CERT(V2, ""), false},
    {"version 2 with unique ids", CERT(V2, "81{ 00 } 82{ 00 }"), false},
    {"version 3 without extensions", CERT(V3, ""), false},
    {"serial 0",
     SIGNED(TBS(V3, "02{00}", ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     false},
    {"negative serial",
     SIGNED(TBS(V3, "02{80}", ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     false},
    {"serial of 24 bytes",
     SIGNED(TBS(V3, "02{0102030405060708 0102030405060708 0102030405060708}",
                ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     false},
    {"empty names",
     SIGNED(TBS(V3, SERIAL, ED25519, "30{}", DATES, "30{}", KEY, ""), ED25519,
            SIGNATURE),
     false},
    {"ends before it begins",
     SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"),
                "30{ 17{'271231235959Z'} 17{'260101000000Z'} }", CN("x"), KEY,
                ""),
            ED25519, SIGNATURE),
     false},
    {"unknown algorithms",
     SIGNED(TBS(V3, SERIAL, "30{ 06{2a03} 05{} }", CN("CA"), DATES, CN("x"),
                "30{ 30{ 06{2a03} } 03{00} }", ""),
            "30{ 06{2a03} 05{} }", "03{00}"),
     false},
    {"critical FALSE", WITH("30{ 06{" UNKNOWN "} 010100 04{} }"), true},
    {"cA FALSE", WITH(EXTENSION(BASIC, "30{ 010100 }")), true},
    {"keyUsage with zeros at its end", WITH(EXTENSION(USAGE, "03{ 00 06 }")),
     true},
    {"keyUsage without a bit", WITH(EXTENSION(USAGE, "03{ 00 }")), false},
    {"minimum 0",
     WITH(EXTENSION(CONSTRAINTS, "30{ a0{ 30{ 82{'a'} 80{00} } } }")), true},
    {"DNS name that is none", WITH(EXTENSION(SAN, "30{ 82{ ' *..' 00 } }")),
     false},
    {"path length without cA", WITH(EXTENSION(BASIC, "30{ 02{01} }")), false},
    {"policyConstraints of nothing", WITH(EXTENSION(LIMITS, "30{}")), false},
};

static void
is_read(void **state)
{
    const struct strange *row = *state;
    struct vmst_cert *cert = parse(row->input);

    assert_false(cert->is_malformed);
    assert_int_equal(cert->has_loose_encoding, row->is_loose);
    assert_int_equal(cert->malformed_extras, 0);
    vmst_cert_free(cert);
}

static void
fields_of_a_plain_certificate(void **state)
{
    struct vmst_cert *cert = parse(CERT(V3, ""));

    (void)state;
    assert_int_equal(cert->version, 3);
    assert_true(vmst_bytes_equal(cert->serial, vmst_bytes("\x05", 1)));
    assert_int_equal(cert->not_before, 1767225600);
    assert_int_equal(cert->not_after, 1830297599);
    assert_true(cert->is_time_encoding_legal);
    assert_true(
        vmst_bytes_equal(cert->subject.common_name, vmst_bytes_of("rec01")));
    assert_int_equal(cert->key.kind, VMST_KEY_ED25519);
    assert_int_equal(cert->algorithm.scheme, VMST_SCHEME_ED25519);
    assert_true(vmst_bytes_equal(cert->signature, vmst_bytes("\1\2", 2)));
    assert_int_equal(cert->tbs.data - cert->der.data, 2 + 1);
    assert_int_equal(cert->present, 0);
    assert_false(vmst_cert_is_self_issued(cert));
    vmst_cert_free(cert);
}

static void
times_in_the_other_encoding_are_told(void **state)
{
    static const struct {
        const char *dates;
        bool is_legal;
    } rows[] = {
        {"30{ 17{'260101000000Z'} 17{'491231235959Z'} }", true},
        {"30{ 17{'260101000000Z'} 18{'20500101000000Z'} }", true},
        {"30{ 17{'260101000000Z'} 18{'20491231235959Z'} }", false},
        {"30{ 18{'20260101000000Z'} 18{'20500101000000Z'} }", false},
    };

    (void)state;
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        AUTO_BUFFER text = {0};
        struct vmst_cert *cert;

        vmst_buffer_format(&text, "30{ 30{ %s%s%s%s%s%s%s }%s%s }", V3, SERIAL,
                           ED25519, CN("CA"), rows[i].dates, CN("x"), KEY,
                           ED25519, SIGNATURE);
        vmst_buffer_add(&text, "", 1);
        cert = parse((const char *)text.data);
        assert_int_equal(cert->is_time_encoding_legal, rows[i].is_legal);
        vmst_cert_free(cert);
    }
}

static void
extensions_of_a_server(void **state)
{
    struct vmst_cert *cert = parse(
        WITH(CRITICAL(BASIC, "30{}") CRITICAL(USAGE, "03{ 05 a0 }") EXTENSION(
            PURPOSE, "30{ 06{2b06010505070301} 06{2b06010505070302} }")
                 EXTENSION(SKI, "04{ aabb }") EXTENSION(AKI, "30{ 80{ ccdd } }")
                     EXTENSION(SAN, "30{ 82{'rec01'} 82{'rec01.site.local'} "
                                    "87{0a000001} a4{" CN("x") "} }")
                         CRITICAL(UNKNOWN, "05{}")));

    (void)state;
    assert_int_equal(cert->critical, VMST_EXT_BIT(VMST_EXT_BASIC_CONSTRAINTS) |
                                         VMST_EXT_BIT(VMST_EXT_KEY_USAGE));
    assert_true(vmst_cert_has(cert, VMST_EXT_SUBJECT_ALT_NAME));
    assert_false(vmst_cert_has(cert, VMST_EXT_POLICIES));
    assert_false(cert->is_authority);
    assert_int_equal(cert->key_usage, VMST_USAGE_DIGITAL_SIGNATURE |
                                          VMST_USAGE_KEY_ENCIPHERMENT);
    assert_int_equal(cert->extended_key_usage.count, 2);
    assert_true(vmst_cert_allows_purpose(
        cert, vmst_bytes("\x2b\x06\x01\x05\x05\x07\x03\x01", 8)));
    assert_false(vmst_cert_allows_purpose(
        cert, vmst_bytes("\x2b\x06\x01\x05\x05\x07\x03\x03", 8)));
    assert_int_equal(cert->alt_names.count, 4);
    assert_int_equal(cert->alt_names.list[3].kind, VMST_GENERAL_DIRECTORY);
    assert_true(vmst_name_equal(cert->alt_names.list[3].directory,
                                cert->alt_names.list[3].directory));
    assert_int_equal(cert->unknown_count, 1);
    assert_true(cert->unknown[0].is_critical);
    assert_true(
        vmst_bytes_equal(cert->subject_key_id, vmst_bytes("\xaa\xbb", 2)));
    assert_true(
        vmst_bytes_equal(cert->authority_key_id, vmst_bytes("\xcc\xdd", 2)));
    assert_false(cert->has_authority_issuer);
    vmst_cert_free(cert);
}

static void
extensions_of_an_authority(void **state)
{
    struct vmst_cert *cert = parse(WITH(
        CRITICAL(BASIC, "30{ 0101ff 02{ 0100000000 } }") CRITICAL(
            CONSTRAINTS, "30{ a0{ 30{ 82{'site.local'} } 30{ 87{0a000000 "
                         "ff000000} } } a1{ 30{ 82{'x'} 80{01} } } }")
            EXTENSION(POLICIES, "30{ 30{ 06{2a03} 30{ 30{ 06{2a04} 05{} } } } "
                                "30{ 06{551d2000} } }")
                EXTENSION(MAPPINGS, "30{ 30{ 06{2a03} 06{2a04} } "
                                    "30{ 06{2a05} 06{2a06} } }")
                    EXTENSION(LIMITS, "30{ 81{03} }")
                        EXTENSION(INHIBIT, "02{07}")
                            EXTENSION(AKI, "30{ a1{ 82{'a'} } 82{05} }")));

    (void)state;
    assert_true(cert->is_authority && cert->has_path_length);
    assert_int_equal(cert->path_length, UINT32_MAX);
    assert_int_equal(cert->permitted.count, 2);
    assert_int_equal(cert->permitted.list[1].base.value.size, 8);
    assert_int_equal(cert->excluded.count, 1);
    assert_true(cert->has_subtree_bounds);
    assert_false(cert->has_empty_constraints);
    assert_int_equal(cert->policies.count, 2);
    assert_int_equal(cert->mapping_issuer.count, 2);
    assert_true(vmst_bytes_equal(cert->mapping_subject.list[1],
                                 vmst_bytes("\x2a\x06", 2)));
    assert_false(cert->has_require_explicit);
    assert_true(cert->has_inhibit_mapping);
    assert_int_equal(cert->inhibit_mapping, 3);
    assert_int_equal(cert->inhibit_any, 7);
    assert_true(cert->has_authority_issuer);
    assert_int_equal(cert->authority_key_id.size, 0);
    vmst_cert_free(cert);
}

static void
constraints_without_a_subtree_are_told(void **state)
{
    struct vmst_cert *cert = parse(WITH(EXTENSION(CONSTRAINTS, "30{}")));

    (void)state;
    assert_true(cert->has_empty_constraints);
    vmst_cert_free(cert);
}

static void
locations_are_kept(void **state)
{
    struct vmst_cert *cert = parse(WITH(
        EXTENSION(AIA, "30{ 30{ 06{2b06010505073002} 86{'http://a/'} } 30{ "
                       "06{2b06010505073001} 86{'http://b/'} } 30{ 06{2a03} "
                       "86{'http://c/'} } }")));

    (void)state;
    assert_int_equal(cert->malformed_extras, 0);
    assert_int_equal(cert->ca_issuers.count, 1);
    assert_int_equal(cert->ocsp.count, 1);
    vmst_cert_free(cert);
}

/* RFC 5280 6.3.3 (b) (2) compares all of it. */
static void
distribution_points_are_kept(void **state)
{
    struct vmst_cert *cert = parse(WITH(
        EXTENSION(CRL, "30{ 30{ a0{ a0{ 86{'http://d/'} 86{'http://e/'} } } } "
                       "30{ a0{ a0{ 86{'http://f/'} } } 81{ 0560 } "
                       "a2{ 82{'x'} } } 30{ a2{ a4{" CN("R") "} } } }")
            EXTENSION("551d2e", "30{ 30{ a0{ a0{ 86{'http://g/'} } } } }")));
    const struct vmst_distribution_point *list = cert->crl_points.list;

    (void)state;
    assert_int_equal(cert->malformed_extras, 0);
    assert_int_equal(cert->crl_points.count, 3);
    assert_int_equal(list[0].names.count, 2);
    assert_false(list[0].has_reasons || list[0].has_crl_issuer);
    assert_int_equal(list[0].reasons, VMST_REASONS_ALL);
    assert_true(vmst_bytes_equal(list[1].names.list[0].value,
                                 vmst_bytes_of("http://f/")));
    assert_true(list[1].has_reasons);
    assert_int_equal(list[1].reasons,
                     VMST_REASONS_KEY_COMPROMISE | VMST_REASONS_CA_COMPROMISE);
    assert_int_equal(list[1].crl_issuer.count, 1);
    assert_false(list[2].has_names);
    assert_true(list[2].has_crl_issuer);
    assert_int_equal(cert->freshest_crl.count, 1);
    vmst_cert_free(cert);
}

/* Under the issuer of the certificate, or under cRLIssuer. */
static void
a_relative_name_is_written_out(void **state)
{
    struct vmst_cert *cert = parse(WITH(EXTENSION(
        CRL,
        "30{ 30{ a0{ a1{ 30{ 06{550403} 0c{'p'} } } } } "
        "30{ a0{ a1{ 30{ 06{550403} 0c{'p'} } } } "
        "a2{ a4{" CN("R") "} } } "
                          "30{ a0{ a0{ a4{ 30{ 31{ 30{ 06{550403} 0c{'ca'} } } "
                          "31{ 30{ 06{550403} 0c{'P'} } } } } } } } }")));
    const struct vmst_distribution_point *list = cert->crl_points.list;

    (void)state;
    assert_int_equal(cert->malformed_extras, 0);
    assert_int_equal(list[0].names.count, 1);
    assert_int_equal(list[0].names.list[0].directory->rdn_count, 2);
    assert_true(
        vmst_name_is_within(list[0].names.list[0].directory, &cert->issuer));
    assert_true(vmst_name_is_within(list[1].names.list[0].directory,
                                    list[1].crl_issuer.list[0].directory));
    assert_true(vmst_general_names_overlap(&list[0].names, &list[2].names));
    assert_false(vmst_general_names_overlap(&list[1].names, &list[2].names));
    assert_true(vmst_general_names_have(&list[0].names,
                                        list[2].names.list[0].directory));
    vmst_cert_free(cert);
}

static void
a_responder_that_nobody_checks(void **state)
{
    struct vmst_cert *cert =
        parse(WITH(EXTENSION("2b0601050507300105", "05{}")));

    (void)state;
    assert_true(cert->has_no_check);
    assert_int_equal(cert->unknown_count, 0);
    vmst_cert_free(cert);
    cert = parse(WITH(EXTENSION("2b0601050507300105", "05{00}")));
    assert_false(cert->has_no_check);
    assert_int_equal(cert->malformed_extras, VMST_EXT_BIT(VMST_EXT_NO_CHECK));
    vmst_cert_free(cert);
}

static const struct extra {
    const char *name;
    const char *input;
    enum vmst_extension extension;
} extras[] = {
    {"AIA of nothing", WITH(EXTENSION(AIA, "30{}")), VMST_EXT_AUTHORITY_INFO},
    {"AIA that is a NULL", WITH(EXTENSION(AIA, "05{}")),
     VMST_EXT_AUTHORITY_INFO},
    {"AIA with more behind it",
     WITH(EXTENSION(AIA, "30{ 30{ 06{2a03} 86{} } } 05{}")),
     VMST_EXT_AUTHORITY_INFO},
    {"CRL points of nothing", WITH(EXTENSION(CRL, "30{}")),
     VMST_EXT_CRL_POINTS},
    {"CRL point with an empty name",
     WITH(EXTENSION(CRL, "30{ 30{ a0{ a0{} } } }")), VMST_EXT_CRL_POINTS},
    {"CRL point that is text", WITH(EXTENSION(CRL, "'http'")),
     VMST_EXT_CRL_POINTS},
    {"issuerAltName of nothing", WITH(EXTENSION("551d12", "30{}")),
     VMST_EXT_ISSUER_ALT_NAME},
    {"freshestCRL that is cut", WITH(EXTENSION("551d2e", "30")),
     VMST_EXT_FRESHEST_CRL},
    {"SIA that is no list", WITH(EXTENSION("2b0601050507010b", "02{00}")),
     VMST_EXT_SUBJECT_INFO},
};

static void
is_only_an_extra(void **state)
{
    const struct extra *row = *state;
    struct vmst_cert *cert = parse(row->input);

    assert_int_equal(cert->malformed_extras, VMST_EXT_BIT(row->extension));
    assert_true(vmst_cert_has(cert, row->extension));
    assert_int_equal(cert->note.code, VMSTRUST_OK);
    assert_int_equal(cert->crl_points.count, 0);
    vmst_cert_free(cert);
}

static void
emails_of_a_subject(void **state)
{
    struct vmst_cert *cert = parse(SIGNED(
        TBS(V3, SERIAL, ED25519, CN("CA"), DATES,
            "30{ 31{ 30{ 06{2a864886f70d010901} 16{'a@x'} } } 31{ 30{ "
            "06{550403} 0c{'b@x'} } 30{ 06{2a864886f70d010901} 0c{'c@x'} } } }",
            KEY, ""),
        ED25519, SIGNATURE));

    (void)state;
    assert_int_equal(cert->subject_emails.count, 2);
    assert_int_equal(cert->subject_emails.list[0].kind, VMST_GENERAL_EMAIL);
    assert_true(vmst_bytes_equal(cert->subject_emails.list[1].value,
                                 vmst_bytes_of("c@x")));
    vmst_cert_free(cert);
}

/* --- What it is called ---------------------------------------------------- */

static const struct called {
    const char *name;
    const char *input;
    const char *text;
} calleds[] = {
#define CALLED(subject, rest)                                                  \
    SIGNED(TBS(V3, SERIAL, ED25519, CN("CA"), DATES, subject, KEY, rest),      \
           ED25519, SIGNATURE)
    {"by its common name", CALLED(CN("rec01"), ""), "rec01"},
    {"by its DNS name",
     CALLED("30{}", EXTENSIONS(EXTENSION(
                        SAN, "30{ 81{'a@b'} 82{'rec02'} 82{'rec03'} }"))),
     "rec02"},
    {"by its address",
     CALLED("30{}", EXTENSIONS(EXTENSION(SAN, "30{ 87{0a000001} }"))),
     "10.0.0.1"},
    {"by the last attribute",
     CALLED("30{ 31{ 30{ 06{550406} 13{'DK'} } } 31{ 30{ 06{55040a} "
            "0c{'Harbour'} } } }",
            ""),
     "O=Harbour"},
    {"escaped", CALLED("30{ 31{ 30{ 06{550403} 0c{ 'a' e280ae } } } }", ""),
     "a\\u{202E}"},
};

static void
is_called(void **state)
{
    const struct called *row = *state;
    struct vmst_cert *cert = parse(row->input);
    struct vmst_buffer buffer = {0};
    char *text;

    vmst_cert_show(&buffer, cert);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_OK);
    assert_string_equal(text, row->text);
    free(text);
    vmst_cert_free(cert);
}

static void
nameless_one_is_called_by_its_digest(void **state)
{
    struct vmst_buffer buffer = {0};
    struct vmst_cert *cert;
    char *text;

    (void)state;
    assert_int_equal(vmst_cert_take(vmst_bytes(NULL, 0), NULL, &cert),
                     VMSTRUST_OK);
    vmst_cert_show(&buffer, cert);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_OK);
    assert_string_equal(text, "certificate e3b0c442"); /* SHA-256 of nothing */
    free(text);
    vmst_cert_free(cert);
}

/* --- Its life ------------------------------------------------------------- */

static void
owners_are_counted(void **state)
{
    struct vmst_cert *cert = parse(CERT(V3, ""));
    struct vmst_cert *again = vmst_cert_ref(cert);

    (void)state;
    assert_ptr_equal(cert, again);
    vmst_cert_free(cert);
    assert_int_equal(again->version, 3);
    vmst_cert_free(again);
    assert_null(vmst_cert_ref(NULL));
    vmst_cert_free(NULL);
}

static void
equal_and_of_one_authority(void **state)
{
    struct vmst_cert *a = parse(CERT(V3, ""));
    struct vmst_cert *b = parse(CERT(V3, ""));
    struct vmst_cert *c = parse(CERT(V1, ""));
    struct vmst_cert *d = parse(
        SIGNED(TBS(V3, SERIAL, ED25519, CN("ca"), DATES, CN("CA"), KEY, ""),
               ED25519, SIGNATURE));

    (void)state;
    assert_true(vmst_cert_equal(a, a) && vmst_cert_equal(a, b));
    assert_false(vmst_cert_equal(a, c));
    assert_true(vmst_cert_same_authority(a, c));
    assert_false(vmst_cert_same_authority(a, d));
    assert_true(vmst_cert_is_self_issued(d));
    vmst_cert_free(a);
    vmst_cert_free(b);
    vmst_cert_free(c);
    vmst_cert_free(d);
}

static void
malformed_ones_are_of_no_authority(void **state)
{
    struct vmst_cert *cert;

    (void)state;
    assert_int_equal(vmst_cert_take(vmst_bytes_of("x"), NULL, &cert),
                     VMSTRUST_OK);
    assert_true(vmst_cert_equal(cert, cert));
    assert_false(vmst_cert_is_self_issued(cert));
    assert_false(vmst_cert_same_authority(cert, cert));
    vmst_cert_free(cert);
}

static void
one_that_is_too_large_is_not_read(void **state)
{
    struct vmst_note note = {0};
    uint8_t *data = calloc(1, VMST_LIMIT_CERT_SIZE + 1);
    struct vmst_cert *cert;

    (void)state;
    assert_non_null(data);
    assert_int_equal(vmst_cert_take(vmst_bytes(data, VMST_LIMIT_CERT_SIZE + 1),
                                    &note, &cert),
                     VMSTRUST_E_LIMIT);
    assert_null(cert);
    assert_string_equal(
        note.text, "a certificate of 1048577 bytes: at most 1048576 are read");
    assert_int_equal(
        vmst_cert_take(vmst_bytes(data, VMST_LIMIT_CERT_SIZE), NULL, &cert),
        VMSTRUST_OK);
    assert_true(cert->is_malformed);
    vmst_cert_free(cert);
    free(data);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(refusals) + ROW_COUNT(stranges) +
                            ROW_COUNT(extras) + ROW_COUNT(calleds) + 12] = {
        cmocka_unit_test(fields_of_a_plain_certificate),
        cmocka_unit_test(times_in_the_other_encoding_are_told),
        cmocka_unit_test(extensions_of_a_server),
        cmocka_unit_test(extensions_of_an_authority),
        cmocka_unit_test(constraints_without_a_subtree_are_told),
        cmocka_unit_test(locations_are_kept),
        cmocka_unit_test(distribution_points_are_kept),
        cmocka_unit_test(a_relative_name_is_written_out),
        cmocka_unit_test(a_responder_that_nobody_checks),
        cmocka_unit_test(emails_of_a_subject),
        cmocka_unit_test(nameless_one_is_called_by_its_digest),
        cmocka_unit_test(owners_are_counted),
        cmocka_unit_test(equal_and_of_one_authority),
        cmocka_unit_test(malformed_ones_are_of_no_authority),
        cmocka_unit_test(one_that_is_too_large_is_not_read),
    };
    size_t count = 12;

    ADD_ROWS(tests, count, refusals, is_refused);
    ADD_ROWS(tests, count, stranges, is_read);
    ADD_ROWS(tests, count, extras, is_only_an_extra);
    ADD_ROWS(tests, count, calleds, is_called);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
