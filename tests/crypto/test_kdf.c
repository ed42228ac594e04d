/*
 * The derivation of PKCS#12 against values of OpenSSL 3.0.22
 * ("openssl kdf ... PKCS12KDF"), and PBKDF2 against RFC 7914 11.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "crypto/kdf.h"
#include "hex.h"
#include "../rows.h"

static const struct row {
    const char *name;
    const char *passphrase;
    const char *salt;
    enum vmst_hash hash;
    enum vmst_pkcs12_use use;
    uint32_t iterations;
    const char *key;
} rows[] = {
    {"3DES key", "rec01", "0102030405060708", VMST_HASH_SHA1,
     VMST_PKCS12_USE_KEY, 1000,
     "414eb655582f26414326c6ace85716ed6ec78b7fe38e79a4"},
    {"3DES IV", "rec01", "0102030405060708", VMST_HASH_SHA1, VMST_PKCS12_USE_IV,
     1000, "830d11e1adf87863"},
    {"MAC key", "rec01", "0102030405060708090a0b0c0d0e0f10", VMST_HASH_SHA256,
     VMST_PKCS12_USE_MAC, 2048,
     "49d40b7192d09ac3c51e808ffab3cf86edcb8c006a59f094e959998dac6f4bd3"},
    {"an empty passphrase", "", "00", VMST_HASH_SHA1, VMST_PKCS12_USE_MAC, 1,
     "349f014aed32dd4b5e45d11cee72f85876a08ac4"},
    {"beyond U+FFFF, and several digests long",
     "Stra\xc3\x9f"
     "e\xf0\x9f\x94\x92",
     "aabbccddeeff00112233", VMST_HASH_SHA256, VMST_PKCS12_USE_KEY, 3,
     "e5f8115d5e53e14a77c81ad2e31027f16d17c030fa408d300fec54fc1850e2754c6c0e19"
     "f004d92ae4947da068f88ce966bc807a7d0cc810f068d5ca655f0489ada8c1d9baa63e5d"
     "7f8a4a7b4dfb7e0cf6006e33fc491e4b8f05337fcfa197d9e71fe7e37ca45c2f15f03453"
     "e927f7342af151bb95bb0935899d70f816b6e0b26d3f"},
};

static struct vmst_secret *
secret_of(const char *text)
{
    struct vmst_secret *secret;

    assert_int_equal(vmst_secret_new(vmst_bytes_of(text), NULL, &secret),
                     VMSTRUST_OK);
    return secret;
}

static void
is_derived(void **state)
{
    const struct row *row = *state;
    struct vmst_secret *secret = secret_of(row->passphrase);
    uint8_t salt[VMST_KDF_SALT];
    uint8_t expected[256];
    uint8_t derived[256];
    struct vmst_bytes key = from_hex(row->key, expected, sizeof expected);
    struct vmst_pkcs12_kdf kdf = {row->hash, row->use, row->iterations,
                                  from_hex(row->salt, salt, sizeof salt)};

    assert_int_equal(vmst_pkcs12_derive(&kdf, secret, NULL, derived, key.size),
                     VMSTRUST_OK);
    assert_memory_equal(derived, key.data, key.size);
    vmst_secret_free(secret);
}

static void
passphrase_must_be_utf8(void **state)
{
    struct vmst_secret *secret = secret_of("Stra\xdf"
                                           "e");
    struct vmst_pkcs12_kdf kdf = {VMST_HASH_SHA1, VMST_PKCS12_USE_KEY, 1,
                                  vmst_bytes_of("salt")};
    struct vmst_note note = {0};
    uint8_t key[24];

    (void)state;
    assert_int_equal(vmst_pkcs12_derive(&kdf, secret, &note, key, sizeof key),
                     VMSTRUST_E_ARGUMENT);
    assert_string_equal(note.text, "the passphrase is not UTF-8");
    vmst_secret_free(secret);
}

static void
pbkdf2_is_that_of_the_rfc(void **state)
{
    struct vmst_secret *secret = secret_of("Password");
    uint8_t expected[64];
    uint8_t derived[64];
    struct vmst_bytes key = from_hex(
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d4"
        "25a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
        expected, sizeof expected);

    (void)state;
    assert_int_equal(vmst_pbkdf2_sha256(secret, vmst_bytes_of("NaCl"), 80000,
                                        NULL, derived, key.size),
                     VMSTRUST_OK);
    assert_memory_equal(derived, key.data, key.size);
    vmst_secret_free(secret);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(passphrase_must_be_utf8),
        cmocka_unit_test(pbkdf2_is_that_of_the_rfc),
    };
    size_t count = 2;

    ADD_ROWS(tests, count, rows, is_derived);
    return _cmocka_run_group_tests("kdf", tests, count, NULL, NULL);
}
