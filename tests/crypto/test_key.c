/* What a SubjectPublicKeyInfo holds, and which ones are refused or called
 * unreasonable before anything computes with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "crypto/key.h"

#include "hex.h"
#include "vectors.h"

#define BYTES_MAX 10000

/* --- Keys that are read -------------------------------------------------- */

static const struct good {
    const char *name;
    const char *hex;
    enum vmst_key_algorithm kind;
    uint32_t size;
    const char *shown;
} goods[] = {
    {"RSA", rsa_key, VMST_KEY_RSA, 2048, "RSA 2048"},
    {"RSA-PSS", rsa_pss_key, VMST_KEY_RSA_PSS, 2048, "RSA-PSS 2048"},
    {"RSA-PSS with limits", rsa_pss_key_sha256_salt_32, VMST_KEY_RSA_PSS, 2048,
     "RSA-PSS 2048"},
    {"P-256", p256_key, VMST_KEY_EC_P256, 256, "ECDSA P-256"},
    {"P-256, compressed", p256_compressed_key, VMST_KEY_EC_P256, 256,
     "ECDSA P-256"},
    {"P-256 with explicit parameters", p256_explicit_key, VMST_KEY_EC_OTHER, 0,
     "ECDSA with explicit parameters"},
    {"P-384", p384_key, VMST_KEY_EC_P384, 384, "ECDSA P-384"},
    {"P-521", p521_key, VMST_KEY_EC_P521, 521, "ECDSA P-521"},
    {"P-224 is another curve", p224_key, VMST_KEY_EC_OTHER, 224, "ECDSA P-224"},
    {"secp256k1 is another curve", secp256k1_key, VMST_KEY_EC_OTHER, 256,
     "ECDSA secp256k1"},
    {"a curve that nobody knows",
     "3014300d06072a8648ce3d0201060229030303000401", VMST_KEY_EC_OTHER, 0,
     "ECDSA 1.1.3"},
    {"Ed25519", ed25519_key, VMST_KEY_ED25519, 255, "Ed25519"},
    {"Ed448", ed448_key, VMST_KEY_ED448, 448, "Ed448"},
    {"DSA", dsa_key, VMST_KEY_DSA, 2048, "DSA 2048"},
    {"DSA whose parameters are the issuer's", dsa_inheriting_key, VMST_KEY_DSA,
     0, "DSA"},
    {"an algorithm that nobody knows", "300d300706032a030405000302000a",
     VMST_KEY_UNKNOWN, 0, "1.2.3.4"},
};

static void
good_key_is_read(void **state)
{
    const struct good *row = *state;
    uint8_t bytes[BYTES_MAX];
    struct vmst_bytes input = from_hex(row->hex, bytes, sizeof bytes);
    struct vmst_der in = vmst_der_open(input, NULL, "key");
    struct vmst_key key;
    AUTO_BUFFER shown = {0};

    assert_int_equal(vmst_key_read(&in, &key), VMSTRUST_OK);
    assert_true(vmst_der_is_empty(&in));
    assert_int_equal(key.kind, row->kind);
    assert_int_equal(key.size, row->size);
    assert_true(key.is_reasonable);
    assert_true(vmst_bytes_equal(key.spki, input));
    vmst_key_show(&shown, &key);
    assert_int_equal(shown.size, strlen(row->shown));
    assert_memory_equal(shown.data, row->shown, shown.size);
}

static void
limits_of_a_pss_key_are_read(void **state)
{
    uint8_t bytes[BYTES_MAX];
    struct vmst_key key;
    struct vmst_der in = vmst_der_open(
        from_hex(rsa_pss_key_sha256_salt_32, bytes, sizeof bytes), NULL, "key");

    (void)state;
    assert_int_equal(vmst_key_read(&in, &key), VMSTRUST_OK);
    assert_true(key.has_pss_limits);
    assert_int_equal(key.pss_limits.hash, VMST_HASH_SHA256);
    assert_int_equal(key.pss_limits.salt_size, 32);
}

/* --- Keys that are malformed --------------------------------------------- */

#define RSA_ID "06092a864886f70d010101"
#define PSS_ID "06092a864886f70d01010a"
#define EC_ID "06072a8648ce3d0201"
#define P256_ID "06082a8648ce3d030107"
#define DSA_ID "06072a8648ce380401"

static const struct bad {
    const char *name;
    const char *algorithm; /* contents of the AlgorithmIdentifier */
    const char *bits;      /* subjectPublicKey */
} bads[] = {
    {"RSA without NULL", RSA_ID, "3006020103020103"},
    {"RSA with something after NULL", RSA_ID "05000500", "3006020103020103"},
    {"RSA with an OID for parameters", RSA_ID "06012a", "3006020103020103"},
    {"RSA with nothing in it", RSA_ID "0500", ""},
    {"RSA with a modulus of zero", RSA_ID "0500", "3006020100020103"},
    {"RSA with a negative modulus", RSA_ID "0500", "3006020181020103"},
    {"RSA with a negative exponent", RSA_ID "0500", "3006020103020183"},
    {"RSA with a padded modulus", RSA_ID "0500", "300702020003020103"},
    {"RSA with a third number", RSA_ID "0500", "3009020103020103020103"},
    {"RSA with bytes after it", RSA_ID "0500", "300602010302010300"},
    {"RSA-PSS with NULL", PSS_ID "0500", "3006020103020103"},
    {"RSA-PSS with an encoded trailer", PSS_ID "3005a303020101",
     "3006020103020103"},
    {"RSA-PSS with another trailer", PSS_ID "3005a303020102",
     "3006020103020103"},
    {"RSA-PSS with an encoded default salt", PSS_ID "3005a203020114",
     "3006020103020103"},
    {"RSA-PSS with a negative salt", PSS_ID "3005a2030201ff",
     "3006020103020103"},
    {"RSA-PSS with an encoded default hash",
     PSS_ID "300da00b300906052b0e03021a0500", "3006020103020103"},
    {"EC without a curve", EC_ID, "0400"},
    {"EC with an implicit curve", EC_ID "0500", "0400"},
    {"EC with two curves", EC_ID P256_ID P256_ID, "0400"},
    {"P-256 with an empty point", EC_ID P256_ID, ""},
    {"P-256 at infinity", EC_ID P256_ID, "00"},
    {"P-256 with a short point", EC_ID P256_ID,
     "04000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},
    {"P-256 in hybrid form", EC_ID P256_ID,
     "06000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},
    {"Ed25519 with parameters", "06032b65700500",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},
    {"Ed25519 of 31 bytes", "06032b6570",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e"},
    {"Ed448 of 32 bytes", "06032b6571",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"},
    {"DSA with NULL", DSA_ID "0500", "020103"},
    {"DSA with two parameters", DSA_ID "3006020103020103", "020103"},
    {"DSA with a key of zero", DSA_ID, "020100"},
    {"DSA with a key that is no number", DSA_ID, "0500"},
    {"two parameters of an unknown algorithm", "06032a030405000500", ""},
};

static struct vmst_bytes
write_element(uint8_t tag, struct vmst_bytes contents, uint8_t *out)
{
    assert_true(contents.size < 0x80);
    memmove(out + 2, contents.data, contents.size);
    out[0] = tag;
    out[1] = (uint8_t)contents.size;
    return vmst_bytes(out, contents.size + 2);
}

/* SEQUENCE { SEQUENCE { algorithm }, BIT STRING { 0, bits } } */
static struct vmst_bytes
write_key(const struct bad *row, uint8_t *out)
{
    uint8_t algorithm[256];
    uint8_t bits[256] = {0};
    uint8_t both[512];
    struct vmst_bytes first;
    struct vmst_bytes second;

    first = from_hex(row->algorithm, algorithm, sizeof algorithm - 2);
    first = write_element(0x30, first, algorithm);
    second = from_hex(row->bits, bits + 1, sizeof bits - 3);
    second = write_element(0x03, vmst_bytes(bits, second.size + 1), bits);
    memcpy(both, first.data, first.size);
    memcpy(both + first.size, second.data, second.size);
    return write_element(0x30, vmst_bytes(both, first.size + second.size), out);
}

static void
malformed_key_is_refused(void **state)
{
    uint8_t bytes[1024];
    struct vmst_bytes input = write_key(*state, bytes);
    struct vmst_note note = {0};
    struct vmst_der in = vmst_der_open(input, &note, "key");
    struct vmst_key key;

    assert_int_equal(vmst_key_read(&in, &key), VMSTRUST_E_MALFORMED);
    assert_ptr_equal(in.next, input.data);
    assert_int_equal(note.code, VMSTRUST_E_MALFORMED);
    assert_true(note.has_offset);
    assert_true(note.offset <= input.size);
}

/* --- Keys that are unreasonable ------------------------------------------ */

static const struct unreasonable {
    const char *name;
    size_t modulus_size; /* bytes of ff */
    uint8_t last;        /* byte of the modulus */
    const char *exponent;
    bool is_reasonable;
} unreasonables[] = {
    {"RSA-16384 is reasonable", 2048, 0xff, "010001", true},
    {"an exponent of 64 bits is reasonable", 256, 0xff, "ffffffffffffffff",
     true},
    {"an exponent of 3 is reasonable", 256, 0xff, "03", true},
    {"RSA-16392 is not", 2049, 0xff, "010001", false},
    {"RSA-65536 is not", 8192, 0xff, "010001", false},
    {"an even modulus is not", 256, 0xfe, "010001", false},
    {"an exponent of 65 bits is not", 256, 0xff, "010000000000000001", false},
    {"an exponent of 1 is not", 256, 0xff, "01", false},
    {"an even exponent is not", 256, 0xff, "010000", false},
};

/* Tag and a length in its shortest form. */
static void
add_header(struct vmst_buffer *buffer, uint8_t tag, size_t size)
{
    uint8_t octets[] = {0x82, (uint8_t)(size >> 8), (uint8_t)size};

    vmst_buffer_add(buffer, &tag, 1);
    if (size >= 0x100) {
        vmst_buffer_add(buffer, octets, 3);
    } else if (size >= 0x80) {
        octets[1] = 0x81;
        vmst_buffer_add(buffer, octets + 1, 2);
    } else {
        vmst_buffer_add(buffer, octets + 2, 1);
    }
}

static void
wrap(struct vmst_buffer *buffer, const char *before, uint8_t tag)
{
    AUTO_BUFFER whole = {0};
    uint8_t bytes[32];
    struct vmst_bytes first = from_hex(before, bytes, sizeof bytes);

    add_header(&whole, tag, first.size + buffer->size);
    vmst_buffer_add(&whole, first.data, first.size);
    vmst_buffer_add(&whole, buffer->data, buffer->size);
    vmst_buffer_free(buffer);
    *buffer = whole;
    whole = (struct vmst_buffer){0};
}

/* A positive INTEGER. */
static void
add_number(struct vmst_buffer *buffer, struct vmst_bytes magnitude)
{
    bool is_padded = (magnitude.data[0] & 0x80) != 0;

    add_header(buffer, 0x02, magnitude.size + is_padded);
    vmst_buffer_add(buffer, "\0", is_padded);
    vmst_buffer_add(buffer, magnitude.data, magnitude.size);
}

static void
write_rsa_key(struct vmst_buffer *buffer, const struct unreasonable *row)
{
    static uint8_t modulus[8192];
    uint8_t exponent[16];

    memset(modulus, 0xff, sizeof modulus);
    modulus[row->modulus_size - 1] = row->last;
    add_number(buffer, vmst_bytes(modulus, row->modulus_size));
    add_number(buffer, from_hex(row->exponent, exponent, sizeof exponent));
    wrap(buffer, "", 0x30);
    wrap(buffer, "00", 0x03);
    wrap(buffer, "300d" RSA_ID "0500", 0x30);
}

static void
bounds_of_rsa_hold(void **state)
{
    const struct unreasonable *row = *state;
    AUTO_BUFFER buffer = {0};
    struct vmst_der in;
    struct vmst_key key;

    write_rsa_key(&buffer, row);
    in = vmst_der_open(vmst_buffer_view(&buffer), NULL, "key");
    assert_int_equal(vmst_key_read(&in, &key), VMSTRUST_OK);
    assert_int_equal(key.kind, VMST_KEY_RSA);
    assert_int_equal(key.size, row->modulus_size * 8);
    assert_int_equal(key.is_reasonable, row->is_reasonable);
}

#define ROW(function, row)                                                     \
    (struct CMUnitTest)                                                        \
    {                                                                          \
        (row)->name, function, NULL, NULL, (void *)(row)                       \
    }

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(goods) + VMST_COUNT(bads) +
                            VMST_COUNT(unreasonables) + 1];
    size_t count = 0;

    for (size_t i = 0; i < VMST_COUNT(goods); i++) {
        tests[count++] = ROW(good_key_is_read, &goods[i]);
    }
    for (size_t i = 0; i < VMST_COUNT(bads); i++) {
        tests[count++] = ROW(malformed_key_is_refused, &bads[i]);
    }
    for (size_t i = 0; i < VMST_COUNT(unreasonables); i++) {
        tests[count++] = ROW(bounds_of_rsa_hold, &unreasonables[i]);
    }
    tests[count++] =
        (struct CMUnitTest)cmocka_unit_test(limits_of_a_pss_key_are_read);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
