/*
 * Files of certificates: every form in which people have them, and for what
 * holds none the sentence that says what it is instead. Debian's own bundle is
 * read whole where it is present.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/file.h"
#include "der/pem.h"
#include "limits.h"
#include "make.h"

#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"

#define A CERT(V3, "")
#define B CERT(V1, "")

#define PKCS7(type, content)                                                   \
    "30{ 06{2a864886f70d0107" type "} a0{ " content " } }"
#define SIGNED_DATA(certificates)                                              \
    PKCS7("02", "30{ 02{01} 31{} 30{ 06{2a864886f70d010701} } " certificates   \
                " 31{} }")

#define KEY_FILE "30{ 02{00} " ED25519 " 04{ 04{ 00 } } }"
#define REQUEST                                                                \
    "30{ 30{ 02{00} " CN("x") KEY " a0{} } " ED25519 " " SIGNATURE " }"
#define PFX "30{ 02{03} 30{ 06{2a864886f70d010701} } }"

#define LINE "-----"
#define CSR                                                                    \
    "a certificate request (CSR); the certificate is what the CA makes of it"
#define PRIVATE "a private key, which must not be given away"

/* --- DER ------------------------------------------------------------------ */

static const struct binary {
    const char *name;
    const char *input;
    size_t count;         /* of certificates, as a peer's */
    const char *sentence; /* as the caller's own; NULL: as many there */
} binaries[] = {
    {"a certificate", A, 1, NULL},
    {"a bundle of two", SIGNED_DATA("a0{ " A B " }"), 2, NULL},
    {"a bundle with another kind of certificate",
     SIGNED_DATA("a0{ a1{ 05{} } " A " }"), 1, NULL},
    {"a bundle of none", SIGNED_DATA("a0{}"), 0,
     "no certificate: this is a PKCS#7 bundle without certificates"},
    {"a bundle without the field", SIGNED_DATA(""), 0,
     "no certificate: this is a PKCS#7 bundle without certificates"},
    {"a bundle with something behind it", SIGNED_DATA("a0{ " A " }") "0500", 0,
     "something follows where the end must be"},
    {"PKCS#7 of another kind", PKCS7("03", "30{}"), 1,
     "no certificate: this is PKCS#7 of another kind"},
    {"a private key", KEY_FILE, 1, "no certificate: this is " PRIVATE},
    {"a request", REQUEST, 1, "no certificate: this is " CSR},
    {"a PFX", PFX, 1,
     "no certificate: this is a PFX (PKCS#12), which also holds a private "
     "key"},
    {"a version 1 certificate with the serial 0",
     SIGNED(TBS(V1, "02{00}", ED25519, CN("CA"), DATES, CN("x"), KEY, ""),
            ED25519, SIGNATURE),
     1, NULL},
    {"something behind a certificate", A "00", 1,
     "something follows where the end must be"},
    {"an empty SEQUENCE", "30{}", 1, "the input ends where more must follow"},
    {"a SEQUENCE that is cut", "30 82 0400 30", 1,
     "a length beyond the end of what holds it"},
    {"nothing", "", 0, "no certificate: this is empty"},
    {"white space", "20 0d 0a 09", 0, "no certificate: this is empty"},
    {"noise", "00 01 02 80 ff", 0,
     "no certificate: this is binary data of another kind"},
    {"a ZIP archive", "'PK' 03 04", 0, "no certificate: this is a ZIP archive"},
};

static void
is_answered(void **state)
{
    const struct binary *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_bytes bytes = vmst_bytes(input->data, input->size);
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};
    int status = vmst_certs_read(bytes, VMST_TAKE_STRICT, &note, &certs);

    if (row->sentence == NULL) {
        assert_int_equal(status, VMSTRUST_OK);
        assert_int_equal(certs.count, row->count);
    } else {
        assert_int_equal(status, VMSTRUST_E_MALFORMED);
        assert_string_equal(note.text, row->sentence);
        assert_int_equal(certs.count, 0);
    }
    vmst_certs_free(&certs);
    assert_int_equal(vmst_certs_read(bytes, VMST_TAKE_PEER, NULL, &certs),
                     row->count == 0 ? VMSTRUST_E_MALFORMED : VMSTRUST_OK);
    assert_int_equal(certs.count, row->count);
    vmst_certs_free(&certs);
    vmst_blob_free(input);
}

/* --- Text ----------------------------------------------------------------- */

/* Pieces of a text: what begins with "30" is DER and becomes a block with the
 * label in front of it, anything else stands as it is. */
static const struct text {
    const char *name;
    const char *label;
    const char *der;
    const char *before;
    const char *after;
    size_t count;
    const char *sentence;
} texts[] = {
    {"a certificate", "CERTIFICATE", A, "", "", 1, NULL},
    {"text around it", "CERTIFICATE", A, "subject=x\n", "\nbye", 1, NULL},
    {"an old label", "X509 CERTIFICATE", A, "", "", 1, NULL},
    {"text that begins with 0", "CERTIFICATE", A, "0 is 30\n", "", 1, NULL},
    {"a UTF-8 mark", "CERTIFICATE", A, "\xef\xbb\xbf", "", 1, NULL},
    {"a bundle", "PKCS7", SIGNED_DATA("a0{ " A B " }"), "", "", 2, NULL},
    {"a bundle of CMS", "CMS", SIGNED_DATA("a0{ " A " }"), "", "", 1, NULL},
    {"a private key", "PRIVATE KEY", KEY_FILE, "", "", 0,
     "no certificate: this is " PRIVATE},
    {"a request", "NEW CERTIFICATE REQUEST", REQUEST, "", "", 0,
     "no certificate: this is " CSR},
    {"a CRL", "X509 CRL", "30{}", "", "", 0,
     "no certificate: this is a revocation list (CRL)"},
    {"another kind", "THING", "30{}", "", "", 0,
     "no certificate: this is PEM blocks of another kind"},
    {"TRUSTED CERTIFICATE", "TRUSTED CERTIFICATE", A, "\n", "", 0,
     "the block that begins in line 2: a TRUSTED CERTIFICATE is OpenSSL's own "
     "form, whose trust settings would be lost; write it again with openssl "
     "x509 -in FILE -out NEW"},
    {"one that is not well formed", "CERTIFICATE", "30{}", "\n\n", "", 0,
     "the block that begins in line 3: the input ends where more must follow"},
    {"a good one, then half of one", "CERTIFICATE", A, "",
     LINE "BEGIN CERTIFICATE" LINE "\n", 0,
     "line 6: the block \"CERTIFICATE\" that begins here has no END line"},
    {"a web page", NULL, "", "<!DOCTYPE html>\n", "", 0,
     "no certificate: this is a web page (HTML)"},
    {"XML", NULL, "", "<?xml version=\"1.0\"?>", "", 0,
     "no certificate: this is an XML file"},
    {"a key of SSH", NULL, "", "ssh-rsa AAAA", "", 0,
     "no certificate: this is a public key of SSH"},
    {"bare base64", NULL, "", "MIIB\nMIIB\n", "", 0,
     "no certificate: this is base64 without its \"-----BEGIN CERTIFICATE"
     "-----\" and END lines"},
    {"prose", NULL, "", "hello", "", 0,
     "no certificate: this is text without a \"-----BEGIN CERTIFICATE-----\" "
     "line"},
};

static void
text_is_answered(void **state)
{
    const struct text *row = *state;
    struct vmst_blob *der = der_from(row->der);
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};
    AUTO_BUFFER text = {0};
    int status;

    vmst_buffer_add_text(&text, row->before);
    if (row->label != NULL) {
        vmst_pem_write(&text, row->label, vmst_bytes(der->data, der->size));
    }
    vmst_buffer_add_text(&text, row->after);
    status = vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_STRICT, &note,
                             &certs);
    assert_int_equal(certs.count, row->count);
    if (row->sentence == NULL) {
        assert_int_equal(status, VMSTRUST_OK);
    } else {
        assert_int_equal(status, VMSTRUST_E_MALFORMED);
        assert_string_equal(note.text, row->sentence);
    }
    vmst_certs_free(&certs);
    vmst_blob_free(der);
}

/* --- Lists ---------------------------------------------------------------- */

static void
failure_takes_back_what_was_added(void **state)
{
    struct vmst_blob *good = der_from(A);
    struct vmst_certs certs = {0};
    AUTO_BUFFER text = {0};

    (void)state;
    vmst_pem_write(&text, "CERTIFICATE", vmst_bytes(good->data, good->size));
    assert_int_equal(vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_STRICT,
                                     NULL, &certs),
                     VMSTRUST_OK);
    vmst_pem_write(&text, "CERTIFICATE", vmst_bytes_of("x"));
    assert_int_equal(vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_STRICT,
                                     NULL, &certs),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(certs.count, 1);
    assert_int_equal(
        vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_PEER, NULL, &certs),
        VMSTRUST_OK);
    assert_int_equal(certs.count, 3);
    assert_true(certs.list[2]->is_malformed);
    vmst_certs_free(&certs);
    vmst_blob_free(good);
}

static void
one_certificate_too_many(void **state)
{
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};
    AUTO_BUFFER text = {0};

    (void)state;
    for (size_t i = 0; i < VMST_LIMIT_FILE_CERTS; i++) {
        vmst_pem_write(&text, "CERTIFICATE", vmst_bytes_of("x"));
    }
    assert_int_equal(
        vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_PEER, &note, &certs),
        VMSTRUST_OK);
    assert_int_equal(certs.count, VMST_LIMIT_FILE_CERTS);
    vmst_certs_free(&certs);
    vmst_pem_write(&text, "CERTIFICATE", vmst_bytes_of("x"));
    assert_int_equal(
        vmst_certs_read(vmst_buffer_view(&text), VMST_TAKE_PEER, &note, &certs),
        VMSTRUST_E_LIMIT);
    assert_string_equal(note.text, "more than 20000 certificates in one file");
    assert_int_equal(certs.count, 0);
    vmst_certs_free(&certs);
}

static void
file_is_named_in_the_note(void **state)
{
    char path[] = "/tmp/vmstrust-certs-XXXXXX";
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};
    char expected[256];
    int file = mkstemp(path);

    (void)state;
    assert_true(file >= 0);
    assert_int_equal(write(file, "30", 2), 2);
    assert_int_equal(close(file), 0);
    assert_int_equal(vmst_certs_load(path, VMST_TAKE_STRICT, &note, &certs),
                     VMSTRUST_E_MALFORMED);
    snprintf(expected, sizeof expected,
             "%s: no certificate: this is text without a \"-----BEGIN "
             "CERTIFICATE-----\" line",
             path);
    assert_string_equal(note.text, expected);
    unlink(path);
    note = (struct vmst_note){0};
    assert_int_equal(vmst_certs_load(path, VMST_TAKE_STRICT, &note, &certs),
                     VMSTRUST_E_FILE);
    assert_int_equal(certs.count, 0);
}

static void
debians_bundle_is_read_whole(void **state)
{
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};

    (void)state;
    if (access(BUNDLE, R_OK) != 0) {
        print_message("%s is not here\n", BUNDLE);
        skip();
    }
    if (vmst_certs_load(BUNDLE, VMST_TAKE_STRICT, &note, &certs) !=
        VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    assert_true(certs.count > 100);
    for (size_t i = 0; i < certs.count; i++) {
        assert_true(vmst_cert_is_self_issued(certs.list[i]));
        assert_int_equal(certs.list[i]->malformed_extras, 0);
        assert_true(certs.list[i]->key.is_reasonable);
    }
    print_message("%zu certificates\n", certs.count);
    vmst_certs_free(&certs);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(binaries) + ROW_COUNT(texts) + 4] = {
        cmocka_unit_test(failure_takes_back_what_was_added),
        cmocka_unit_test(one_certificate_too_many),
        cmocka_unit_test(file_is_named_in_the_note),
        cmocka_unit_test(debians_bundle_is_read_whole),
    };
    size_t count = 4;

    ADD_ROWS(tests, count, binaries, is_answered);
    ADD_ROWS(tests, count, texts, text_is_answered);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
