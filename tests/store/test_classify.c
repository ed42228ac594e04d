/*
 * What somebody uploads is told apart, and a private key anywhere in it comes
 * before everything else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#include "../build_cert.h"
#include "der/pem.h"

struct expected {
    vmstrust_content content;
    const char *sentence; /* its beginning */
    bool has_cert;
};

static void
expect_bytes(struct vmst_bytes input, const struct expected *expected)
{
    vmstrust_content content = (vmstrust_content)99;
    vmstrust_bytes *sentence = NULL;
    vmstrust_cert *cert = NULL;

    assert_int_equal(vmstrust_bytes_classify(input.data, input.size,
                                             VMSTRUST_ROLE_RECORDING_SERVER,
                                             &content, &sentence, &cert, NULL),
                     VMSTRUST_OK);
    assert_string_equal(vmstrust_content_get_id(content),
                        vmstrust_content_get_id(expected->content));
    assert_memory_equal(vmstrust_bytes_get_data(sentence), expected->sentence,
                        strlen(expected->sentence));
    assert_int_equal(cert != NULL, expected->has_cert);
    vmstrust_bytes_free(sentence);
    vmstrust_cert_free(cert);
}

static void
expect_text(const char *text, const struct expected *expected)
{
    expect_bytes(vmst_bytes_of(text), expected);
}

static void
expect_wish(const struct build_wish *wish, const struct expected *expected)
{
    AUTO_BUFFER der = build_der(wish);
    AUTO_BUFFER pem = {.data = NULL};

    expect_bytes(vmst_buffer_view(&der), expected);
    vmst_pem_write(&pem, "CERTIFICATE", vmst_buffer_view(&der));
    expect_bytes(vmst_buffer_view(&pem), expected);
}

#define TRUST_FOR                                                              \
    "it can be installed as a trusted root for Recording server, streaming "   \
    "media. Compare its SHA-256 with that of the CA's owner first."

static void
certificates_are_told_apart(void **state)
{
    (void)state;
    expect_wish(&(struct build_wish){.subject = "Root", .flags = BUILD_CA},
                &(struct expected){VMSTRUST_CONTENT_ROOT,
                                   "CA certificate \"Root\", valid until "
                                   "2049-12-31: " TRUST_FOR,
                                   true});
    expect_wish(&(struct build_wish){.subject = "Old script",
                                     .key_usage = BUILD_CA_USAGE},
                &(struct expected){VMSTRUST_CONTENT_ROOT,
                                   "CA certificate \"Old script\", valid until "
                                   "2049-12-31: " TRUST_FOR,
                                   true});
    expect_wish(&(struct build_wish){.subject = "Root",
                                     .flags = BUILD_CA,
                                     .not_after = BUILD_NOT_BEFORE + 86400},
                &(struct expected){VMSTRUST_CONTENT_ROOT,
                                   "CA certificate \"Root\" expired on "
                                   "2020-01-02. Get the new one",
                                   true});
    expect_wish(&(struct build_wish){.subject = "Issuing CA",
                                     .issuer = "Root",
                                     .signer = 2,
                                     .flags = BUILD_CA},
                &(struct expected){VMSTRUST_CONTENT_INTERMEDIATE,
                                   "\"Issuing CA\" is an intermediate, issued "
                                   "by \"Root\": install the root",
                                   true});
    expect_wish(&(struct build_wish){.subject = "rec01",
                                     .issuer = "Root",
                                     .signer = 2,
                                     .names = "dns:rec01"},
                &(struct expected){VMSTRUST_CONTENT_SERVER_CERTIFICATE,
                                   "\"rec01\" is a server certificate, issued "
                                   "by \"Root\": upload",
                                   true});
    expect_wish(&(struct build_wish){.subject = "cam", .names = "dns:cam"},
                &(struct expected){VMSTRUST_CONTENT_SELF_SIGNED,
                                   "\"cam\" is self-signed, as devices are",
                                   true});
}

static void
weak_root_is_said_to_be_weak(void **state)
{
    /* RSA 1024, until 2049. */
    static const char weak[] =
        "-----BEGIN CERTIFICATE-----\n"
        "MIIBpzCCARCgAwIBAgIBATANBgkqhkiG9w0BAQsFADAPMQ0wCwYDVQQDDARXZWFr\n"
        "MB4XDTIwMDEwMTAwMDAwMFoXDTQ5MTIzMTAwMDAwMFowDzENMAsGA1UEAwwEV2Vh\n"
        "azCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAyFEyBWXkM+SpeLcnP4LYqHUq\n"
        "dOKWSvzxFOuvnRMCU1ILCurU2pv6VN/7UGihnkIVKjNSJGPkOVs1Y7FUisuq+ts8\n"
        "vBrjJmuHS8LmprWtfogrRgoZS5TP5uBjPhr2gIlB3cNZ5zPbYIGllUVyV2cmFxV0\n"
        "8x6Opn/KPL5rS0FumOsCAwEAAaMTMBEwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG\n"
        "9w0BAQsFAAOBgQAGeMjkFcGkByP8SZiDo1HBw1d4HAQFJ30zeRZsCMUbZuDoVwD+\n"
        "ECjOE0eV3gjIpr95Jw1kmuLQpRR0qQVTn3XIudC3n4w3ez/umh94RPvBxYA0zRKy\n"
        "mJpt261aw7Fl82DYyMbgUBmSmxRCIHuNu4UYokVut0XrjiZPxaQ3jvk+iw==\n"
        "-----END CERTIFICATE-----\n";

    (void)state;
    expect_text(weak,
                &(struct expected){VMSTRUST_CONTENT_ROOT,
                                   "CA certificate \"Weak\" has a key that is "
                                   "too weak: nothing is trusted by it.",
                                   true});
}

/* The name of a root is no proof of being one. */
static void
who_only_says_so_is_no_root(void **state)
{
    (void)state;
    expect_wish(
        &(struct build_wish){
            .subject = "Root", .key = 1, .signer = 2, .flags = BUILD_CA},
        &(struct expected){VMSTRUST_CONTENT_INTERMEDIATE,
                           "\"Root\" is an intermediate", true});
    expect_wish(&(struct build_wish){.subject = "Root",
                                     .flags = BUILD_CA | BUILD_BAD_SIGNATURE},
                &(struct expected){VMSTRUST_CONTENT_INTERMEDIATE,
                                   "\"Root\" is an intermediate", true});
}

static void
private_key_comes_first(void **state)
{
    const struct expected key = {VMSTRUST_CONTENT_PRIVATE_KEY,
                                 "A private key is in this file.", false};
    AUTO_BUFFER der = build_der(&(struct build_wish){.flags = BUILD_CA});
    AUTO_BUFFER both = {.data = NULL};

    (void)state;
    vmst_pem_write(&both, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_buffer_add_text(&both, "-----BEGIN RSA PRIVATE KEY-----\n");
    expect_bytes(vmst_buffer_view(&both), &key); /* cut off, and a key */
    expect_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n"
                "-----END ENCRYPTED PRIVATE KEY-----\n",
                &key);
    expect_bytes(vmst_bytes("\x30\x03\x02\x01\x00", 5), &key);
    /* EncryptedPrivateKeyInfo: an algorithm, and octets. */
    expect_bytes(
        vmst_bytes("\x30\x0a\x30\x05\x06\x03\x2a\x03\x04\x04\x01x", 12), &key);
}

/* What no reader of certificates looks at: nothing of the file is kept. */
static void
secret_beside_a_certificate_is_found(void **state)
{
    static const char pkcs8[] = "\x30\x17\x02\x01\x00\x30\x05\x06\x03"
                                "\x2b\x65\x70\x04\x0b"
                                "elevenbytes";
    static const char pfx[] = "\x30\x10\x02\x01\x03\x30\x0b\x06\x09"
                              "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
    const struct vmst_bytes key = vmst_bytes(pkcs8, sizeof pkcs8 - 1);
    const struct expected found = {VMSTRUST_CONTENT_PRIVATE_KEY,
                                   "A private key is in this file.", false};
    const struct expected found_pfx = {VMSTRUST_CONTENT_PASSWORD_NEEDED,
                                       "This is a PFX", false};
    AUTO_BUFFER der = build_der(&(struct build_wish){.flags = BUILD_CA});
    AUTO_BUFFER before = {.data = NULL};
    AUTO_BUFFER after = {.data = NULL};
    AUTO_BUFFER block = {.data = NULL};
    AUTO_BUFFER putty = {.data = NULL};
    AUTO_BUFFER with_pfx = {.data = NULL};

    (void)state;
    vmst_buffer_add(&before, key.data, key.size);
    vmst_buffer_add_text(&before, "\n");
    vmst_pem_write(&before, "CERTIFICATE", vmst_buffer_view(&der));
    expect_bytes(vmst_buffer_view(&before), &found);

    vmst_pem_write(&after, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_buffer_add(&after, key.data, key.size);
    expect_bytes(vmst_buffer_view(&after), &found);

    vmst_pem_write(&block, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_pem_write(&block, "THING", key);
    expect_bytes(vmst_buffer_view(&block), &found);

    vmst_pem_write(&putty, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_buffer_add_text(&putty, "PuTTY-User-Key-File-2: ssh-rsa\n");
    expect_bytes(vmst_buffer_view(&putty), &found);

    vmst_pem_write(&with_pfx, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_buffer_add(&with_pfx, pfx, sizeof pfx - 1);
    expect_bytes(vmst_buffer_view(&with_pfx), &found_pfx);

    vmst_buffer_add(&der, key.data, key.size);
    expect_bytes(vmst_buffer_view(&der), &found);
}

static void
other_files_are_told_apart(void **state)
{
    AUTO_BUFFER der = build_der(&(struct build_wish){.flags = BUILD_CA});
    AUTO_BUFFER several = {.data = NULL};

    (void)state;
    vmst_pem_write(&several, "CERTIFICATE", vmst_buffer_view(&der));
    vmst_pem_write(&several, "CERTIFICATE", vmst_buffer_view(&der));
    expect_bytes(vmst_buffer_view(&several),
                 &(struct expected){VMSTRUST_CONTENT_SEVERAL_CERTIFICATES,
                                    "Several certificates", false});
    expect_text("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n"
                "-----END CERTIFICATE REQUEST-----\n",
                &(struct expected){VMSTRUST_CONTENT_REQUEST,
                                   "This is a certificate request", false});
    expect_text("-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n",
                &(struct expected){VMSTRUST_CONTENT_REVOCATION_LIST,
                                   "This is a revocation list", false});
    expect_bytes(vmst_bytes("\x30\x03\x02\x01\x03", 5),
                 &(struct expected){VMSTRUST_CONTENT_PASSWORD_NEEDED,
                                    "This is a PFX", false});
    expect_bytes(vmst_bytes("\x30\x80\x02\x01\x03\x30\x80", 7),
                 &(struct expected){VMSTRUST_CONTENT_PASSWORD_NEEDED,
                                    "This is a PFX", false});
    expect_text("<html>",
                &(struct expected){VMSTRUST_CONTENT_NO_CERTIFICATE,
                                   "This cannot be used: no certificate: this "
                                   "is a web page (HTML).",
                                   false});
    expect_text("", &(struct expected){VMSTRUST_CONTENT_NO_CERTIFICATE,
                                       "This cannot be used: no certificate: "
                                       "this is empty.",
                                       false});
}

static void
file_of_a_real_list_is_one(void **state)
{
    AUTO_BUFFER tbs = {.data = NULL};
    static const char der[] =
        /* TBSCertList: v2, Ed25519, CN=R, thisUpdate, nextUpdate */
        "\x02\x01\x01\x30\x05\x06\x03\x2b\x65\x70\x30\x0c\x31\x0a\x30\x08\x06"
        "\x03\x55\x04\x03\x0c\x01R\x17\x0d"
        "200101000000Z\x17\x0d"
        "210101000000Z";
    AUTO_BUFFER list = {.data = NULL};

    (void)state;
    build_element(&tbs, 0x30, vmst_bytes(der, sizeof der - 1));
    list = build_signed(vmst_buffer_view(&tbs), 1, vmst_bytes(NULL, 0));
    expect_bytes(vmst_buffer_view(&list),
                 &(struct expected){VMSTRUST_CONTENT_REVOCATION_LIST,
                                    "This is a revocation list", false});
}

static void
arguments_are_refused(void **state)
{
    vmstrust_content content = (vmstrust_content)99;
    vmstrust_bytes *sentence = (vmstrust_bytes *)&content;
    vmstrust_cert *cert = (vmstrust_cert *)&content;

    (void)state;
    assert_int_equal(vmstrust_bytes_classify(NULL, 1, VMSTRUST_ROLE_ANY,
                                             &content, &sentence, &cert, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(content, 0);
    assert_null(sentence);
    assert_null(cert);
    assert_int_equal(vmstrust_bytes_classify("x", 1, VMSTRUST_ROLE_ANY, NULL,
                                             &sentence, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_bytes_classify("x", 1, VMSTRUST_ROLE_ANY,
                                             &content, NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_bytes_classify("x", 1, (vmstrust_role)9999,
                                             &content, &sentence, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_string_equal(vmstrust_content_get_id((vmstrust_content)99),
                        "unknown");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certificates_are_told_apart),
        cmocka_unit_test(weak_root_is_said_to_be_weak),
        cmocka_unit_test(who_only_says_so_is_no_root),
        cmocka_unit_test(private_key_comes_first),
        cmocka_unit_test(secret_beside_a_certificate_is_found),
        cmocka_unit_test(other_files_are_told_apart),
        cmocka_unit_test(file_of_a_real_list_is_one),
        cmocka_unit_test(arguments_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
