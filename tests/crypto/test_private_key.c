/*
 * Private keys: every form is read and is the same key, what is wrong is told
 * apart, what is signed verifies, what is written reads back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "crypto/private_key.h"
#include "../rows.h"

static const char *
path_of(const char *name)
{
    static char path[4096];
    const char *top = getenv("top_srcdir");

    snprintf(path, sizeof path, "%s/tests/crypto/keys/%s",
             top == NULL ? "." : top, name);
    return path;
}

static struct vmst_secret *
secret_of(const char *text)
{
    struct vmst_secret *secret = NULL;

    if (text != NULL) {
        assert_int_equal(vmst_secret_new(vmst_bytes_of(text), NULL, &secret),
                         VMSTRUST_OK);
    }
    return secret;
}

static struct vmst_private_key *
load(const char *name)
{
    struct vmst_private_key *key;

    assert_int_equal(vmst_private_key_load(path_of(name), NULL, NULL, &key),
                     VMSTRUST_OK);
    return key;
}

/* --- Reading -------------------------------------------------------------- */

static const struct form {
    const char *name; /* under keys/forms, too */
    const char *same; /* the key under keys that it is */
    const char *passphrase;
} forms[] = {
    {"rsa-traditional.pem", "rsa.pem", NULL},
    {"ec-traditional.pem", "ec-p-256.pem", NULL},
    {"ec-traditional.der", "ec-p-256.pem", NULL},
    {"ec-with-parameters.pem", "ec-p-256.pem", NULL},
    {"ec-pkcs8.der", "ec-p-256.pem", NULL},
    {"ec-pkcs8.der", "ec-p-256.pem", "not looked at"},
    {"rsa-traditional-aes128.pem", "rsa.pem", "rec01"},
    {"rsa-traditional-aes128-crlf.pem", "rsa.pem", "rec01"},
    {"rsa-traditional-3des.pem", "rsa.pem", "rec01"},
    {"ec-traditional-aes256.pem", "ec-p-256.pem", "rec01"},
    {"ec-aes256.pem", "ec-p-256.pem", "rec01"},
    {"ec-aes256.der", "ec-p-256.pem", "rec01"},
    {"ec-aes256-utf16.pem", "ec-p-256.pem", "rec01"},
    {"ec-aes256-umlaut.pem", "ec-p-256.pem",
     "Stra\xc3\x9f"
     "e"},
    {"ec-pkcs12-3des.pem", "ec-p-256.pem", "rec01"},
    {"ec-pkcs12-rc2-40.pem", "ec-p-256.pem", "rec01"},
};

static void
form_is_read(void **state)
{
    const struct form *row = *state;
    struct vmst_secret *secret = secret_of(row->passphrase);
    struct vmst_private_key *same = load(row->same);
    struct vmst_private_key *key;
    struct vmst_note note = {0};
    char name[100];

    snprintf(name, sizeof name, "forms/%s", row->name);
    if (vmst_private_key_load(path_of(name), secret, &note, &key) !=
        VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    assert_true(vmst_private_key_matches(key, vmst_private_key_public(same)));
    assert_false(vmst_private_key_is_in_token(key));
    vmst_private_key_free(key);
    vmst_private_key_free(same);
    vmst_secret_free(secret);
}

#define NEEDED "the private key is encrypted: its passphrase is needed"
#define WRONG "the passphrase of the private key is wrong"

static const struct refusal {
    const char *name;
    const char *file;
    const char *passphrase;
    int code;
    const char *sentence;
} refusals[] = {
    {"PKCS#8 without a passphrase", "forms/ec-aes256.pem", NULL,
     VMSTRUST_E_PASSPHRASE, NEEDED},
    {"old form without a passphrase", "forms/rsa-traditional-aes128.pem", NULL,
     VMSTRUST_E_PASSPHRASE, NEEDED},
    {"wrong passphrase", "forms/ec-aes256.pem", "rec02", VMSTRUST_E_PASSPHRASE,
     WRONG},
    {"wrong passphrase, 3DES", "forms/ec-pkcs12-3des.pem", "rec02",
     VMSTRUST_E_PASSPHRASE, WRONG},
    {"wrong passphrase, old form", "forms/rsa-traditional-aes128.pem", "rec02",
     VMSTRUST_E_PASSPHRASE, WRONG},
    {"wrong passphrase, old form EC", "forms/ec-traditional-aes256.pem",
     "rec02", VMSTRUST_E_PASSPHRASE, WRONG},
    {"an empty passphrase", "forms/ec-aes256.pem", "", VMSTRUST_E_PASSPHRASE,
     WRONG},
    {"a public key", "forms/ec-public.pem", NULL, VMSTRUST_E_MALFORMED,
     "there is no private key here, but a block \"PUBLIC KEY\""},
    {"a certificate in DER", "../../../fuzz/corpus/fuzz_cert/server.der", NULL,
     VMSTRUST_E_MALFORMED,
     "this is a certificate or a certificate request, and not a private key"},
    {"a certificate in PEM", "../../../fuzz/corpus/fuzz_cert/server.pem", NULL,
     VMSTRUST_E_MALFORMED,
     "there is no private key here, but a block \"CERTIFICATE\""},
    {"a text", "../vectors.h", NULL, VMSTRUST_E_MALFORMED,
     "this is not a private key"},
    {"scrypt", "forms/ec-scrypt.pem", "rec01", VMSTRUST_E_CRYPTO,
     "the private key is encrypted in a way that this library does not know "
     "(encryption 1.3.6.1.4.1.11591.4.11)"},
    {"no file", "forms/none.pem", NULL, VMSTRUST_E_FILE, NULL},
};

static void
is_told_apart(void **state)
{
    const struct refusal *row = *state;
    struct vmst_secret *secret = secret_of(row->passphrase);
    struct vmst_private_key *key;
    struct vmst_note note = {0};

    assert_int_equal(
        vmst_private_key_load(path_of(row->file), secret, &note, &key),
        row->code);
    assert_null(key);
    assert_int_equal(note.code, row->code);
    if (row->sentence != NULL) {
        const char *sentence = strstr(note.text, row->sentence);

        assert_non_null(sentence);
        assert_string_equal(sentence, row->sentence);
        assert_true(sentence > note.text); /* behind the file's name */
    }
    vmst_secret_free(secret);
}

static const struct shape {
    const char *name;
    const char *der;
    size_t size;
    const char *sentence;
} shapes[] = {
#define DER(literal) literal, sizeof(literal) - 1
    {"PKCS#12", DER("\x30\x07\x02\x01\x03\x30\x02\x05\x00"),
     "this is a PKCS#12 file (PFX), which holds certificate and private key "
     "together, and not a private key alone"},
    {"PKCS#12 of another version", DER("\x30\x07\x02\x01\x04\x30\x02\x05\x00"),
     "this is not a private key"},
    {"a public key", DER("\x30\x06\x30\x00\x03\x02\x00\x01"),
     "this is a public key, and not a private key"},
    {"nothing inside", DER("\x30\x00"), "this is not a private key"},
    {"a plain one cut short",
     DER("\x30\x0b\x02\x01\x00\x30\x00\x04\x04\x30\x00\x00\x00"), NULL},
    {"a traditional one of nothing",
     DER("\x30\x09\x02\x01\x00\x02\x01\x01\x02\x01\x01"), NULL},
};

static void
bytes_are_told_apart(void **state)
{
    const struct shape *row = *state;
    struct vmst_private_key *key;
    struct vmst_note note = {0};

    assert_int_equal(vmst_private_key_read(vmst_bytes(row->der, row->size),
                                           NULL, &note, &key),
                     VMSTRUST_E_MALFORMED);
    assert_null(key);
    if (row->sentence != NULL) {
        assert_string_equal(note.text, row->sentence);
    }
}

/* pbeWithSHAAnd3-KeyTripleDES-CBC over two bytes, and the iterations. */
#define ENCRYPTED                                                              \
    "\x30\x24\x30\x1e\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01\x03\x30"     \
    "\x10\x04\x08\x01\x02\x03\x04\x05\x06\x07\x08\x02\x04"

/* Refused before anything is derived. */
static void
hours_of_work_are_refused(void **state)
{
    static const char der[] = ENCRYPTED "\x7f\xff\xff\xff\x04\x02\x00\x00";
    struct vmst_secret *secret = secret_of("rec01");
    struct vmst_private_key *key;
    struct vmst_note note = {0};

    (void)state;
    assert_int_equal(vmst_private_key_read(vmst_bytes(der, sizeof der - 1),
                                           secret, &note, &key),
                     VMSTRUST_E_LIMIT);
    assert_null(key);
    assert_string_equal(note.text,
                        "the private key asks for 2147483647 iterations, and "
                        "this library computes at most 10000000");
    vmst_secret_free(secret);
}

/* --- Signing -------------------------------------------------------------- */

static const struct signer {
    const char *name; /* under keys, too */
    const char *scheme;
} signer_rows[] = {
    {"rsa.pem", "SHA-256 with RSA"},
    {"ec-p-256.pem", "SHA-256 with ECDSA"},
    {"ec-p-384.pem", "SHA-384 with ECDSA"},
    {"ec-p-521.pem", "SHA-512 with ECDSA"},
    {"ed25519.pem", "Ed25519"},
    {"ed448.pem", "Ed448"},
};

static void
must_verify(const struct vmst_private_key *key, const char *scheme)
{
    struct vmst_bytes message = vmst_bytes_of("rec01.site.local");
    struct vmst_der in =
        vmst_der_open(vmst_private_key_algorithm(key), NULL, "algorithm");
    struct vmst_signature_algorithm algorithm;
    struct vmst_blob *signature;
    AUTO_BUFFER shown = {0};

    assert_int_equal(vmst_signature_algorithm_read(&in, &algorithm),
                     VMSTRUST_OK);
    vmst_signature_algorithm_show(&shown, &algorithm);
    assert_int_equal(shown.size, strlen(scheme));
    assert_memory_equal(shown.data, scheme, shown.size);
    assert_int_equal(vmst_private_key_sign(key, message, NULL, &signature),
                     VMSTRUST_OK);
    assert_int_equal(
        vmst_signature_check(vmst_private_key_public(key), &algorithm, message,
                             vmst_bytes(signature->data, signature->size)),
        VMST_SIGNATURE_GOOD);
    vmst_blob_free(signature);
}

static void
signature_verifies(void **state)
{
    const struct signer *row = *state;
    struct vmst_private_key *key = load(row->name);

    must_verify(key, row->scheme);
    vmst_private_key_free(key);
}

static void
dsa_does_not_sign(void **state)
{
    struct vmst_private_key *key = load("dsa.pem");
    struct vmst_note note = {0};
    struct vmst_blob *signature;

    (void)state;
    assert_int_equal(vmst_private_key_algorithm(key).size, 0);
    assert_int_equal(
        vmst_private_key_sign(key, vmst_bytes_of("x"), &note, &signature),
        VMSTRUST_E_ARGUMENT);
    assert_null(signature);
    vmst_private_key_free(key);
}

/* --- Matching ------------------------------------------------------------- */

static void
another_key_does_not_match(void **state)
{
    struct vmst_private_key *rsa = load("rsa.pem");
    struct vmst_private_key *ec = load("ec-p-256.pem");
    struct vmst_private_key *made;

    (void)state;
    assert_int_equal(vmst_private_key_make(VMST_NEW_EC_P256, NULL, &made),
                     VMSTRUST_OK);
    assert_false(vmst_private_key_matches(rsa, vmst_private_key_public(ec)));
    assert_false(vmst_private_key_matches(made, vmst_private_key_public(ec)));
    assert_true(vmst_private_key_matches(made, vmst_private_key_public(made)));
    vmst_private_key_free(rsa);
    vmst_private_key_free(ec);
    vmst_private_key_free(made);
}

static void
compressed_point_matches(void **state)
{
    struct vmst_private_key *key = load("ec-p-256.pem");
    struct vmst_key half = *vmst_private_key_public(key);
    uint8_t point[33];

    (void)state;
    memcpy(point, half.bits.data, sizeof point);
    point[0] = half.bits.data[64] % 2 == 0 ? 0x02 : 0x03;
    half.bits = vmst_bytes(point, sizeof point);
    assert_true(vmst_private_key_matches(key, &half));
    point[0] ^= 1;
    assert_false(vmst_private_key_matches(key, &half));
    vmst_private_key_free(key);
}

/* --- Making and writing --------------------------------------------------- */

static const struct made {
    const char *name;
    enum vmst_new_key kind;
    const char *shown;
} made_rows[] = {
    {"RSA-2048 is made", VMST_NEW_RSA_2048, "RSA 2048"},
    {"RSA-3072 is made", VMST_NEW_RSA_3072, "RSA 3072"},
    {"P-256 is made", VMST_NEW_EC_P256, "ECDSA P-256"},
    {"P-384 is made", VMST_NEW_EC_P384, "ECDSA P-384"},
};

static void
must_read_back(const struct vmst_private_key *key,
               const struct vmst_secret *secret, const char *label)
{
    struct vmst_private_key *again;
    struct vmst_blob *pem;

    assert_int_equal(vmst_private_key_write(key, secret, NULL, &pem),
                     VMSTRUST_OK);
    assert_memory_equal(pem->data + strlen("-----BEGIN "), label,
                        strlen(label));
    assert_int_equal(vmst_private_key_read(vmst_bytes(pem->data, pem->size),
                                           secret, NULL, &again),
                     VMSTRUST_OK);
    assert_true(vmst_private_key_matches(again, vmst_private_key_public(key)));
    vmst_private_key_free(again);
    vmst_blob_free(pem);
}

static void
made_key_reads_back(void **state)
{
    const struct made *row = *state;
    struct vmst_secret *secret = secret_of("Stra\xc3\x9f"
                                           "e");
    struct vmst_private_key *key;
    AUTO_BUFFER shown = {0};

    assert_int_equal(vmst_private_key_make(row->kind, NULL, &key), VMSTRUST_OK);
    vmst_key_show(&shown, vmst_private_key_public(key));
    assert_int_equal(shown.size, strlen(row->shown));
    assert_memory_equal(shown.data, row->shown, shown.size);
    must_read_back(key, NULL, "PRIVATE KEY");
    must_read_back(key, secret, "ENCRYPTED PRIVATE KEY");
    vmst_private_key_free(key);
    vmst_secret_free(secret);
}

/* RFC 5915 3: the scalar has the length of the field, also where its highest
 * bit is set or its first byte is zero. */
static void
scalar_has_the_length_of_the_field(void **state)
{
    (void)state;
    for (size_t i = 0; i < 40; i++) {
        struct vmst_private_key *key;
        struct vmst_blob *info;

        assert_int_equal(vmst_private_key_make(VMST_NEW_EC_P256, NULL, &key),
                         VMSTRUST_OK);
        assert_int_equal(vmst_private_key_write_info(key, NULL, &info),
                         VMSTRUST_OK);
        assert_int_equal(info->size, 138); /* what openssl writes */
        vmst_blob_free(info);
        vmst_private_key_free(key);
    }
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(hours_of_work_are_refused),
        cmocka_unit_test(dsa_does_not_sign),
        cmocka_unit_test(another_key_does_not_match),
        cmocka_unit_test(compressed_point_matches),
        cmocka_unit_test(scalar_has_the_length_of_the_field),
    };
    size_t count = 5;

    ADD_ROWS(tests, count, forms, form_is_read);
    ADD_ROWS(tests, count, refusals, is_told_apart);
    ADD_ROWS(tests, count, shapes, bytes_are_told_apart);
    ADD_ROWS(tests, count, signer_rows, signature_verifies);
    ADD_ROWS(tests, count, made_rows, made_key_reads_back);
    return _cmocka_run_group_tests("private key", tests, count, NULL, NULL);
}
