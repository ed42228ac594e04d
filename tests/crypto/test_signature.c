/* Which signatures are good, bad, not supported or never computed, and that no
 * good one survives a change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "crypto/signature.h"

#include "hex.h"
#include "vectors.h"

#define BYTES_MAX 2048

#define PKCS1_ID(last) "300d06092a864886f70d0101" last "0500"
#define ECDSA_ID(last) "300a06082a8648ce3d0403" last
#define DSA_ID(last) "300b06096086480165030403" last

static const char rsa_with_md2[] = PKCS1_ID("02");
static const char rsa_with_md5[] = PKCS1_ID("04");
static const char rsa_with_sha1[] = PKCS1_ID("05");
static const char rsa_with_sha224[] = PKCS1_ID("0e");
static const char rsa_with_sha256[] = PKCS1_ID("0b");
static const char rsa_with_sha384[] = PKCS1_ID("0c");
static const char rsa_with_sha512[] = PKCS1_ID("0d");
static const char rsa_with_sha256_bare[] = "300b06092a864886f70d01010b";
static const char rsa_with_sha1_oiw[] = "300906052b0e03021d0500";
static const char ecdsa_with_sha1[] = "300906072a8648ce3d0401";
static const char ecdsa_with_sha224[] = ECDSA_ID("01");
static const char ecdsa_with_sha256[] = ECDSA_ID("02");
static const char ecdsa_with_sha384[] = ECDSA_ID("03");
static const char ecdsa_with_sha512[] = ECDSA_ID("04");
static const char with_ed25519[] = "300506032b6570";
static const char with_ed448[] = "300506032b6571";
static const char dsa_with_sha1[] = "300906072a8648ce380403";
static const char dsa_with_sha224[] = DSA_ID("01");
static const char dsa_with_sha256[] = DSA_ID("02");
static const char dsa_with_sha384[] = DSA_ID("03");
static const char dsa_with_sha512[] = DSA_ID("04");
static const char with_unknown[] = "300706032a03040500";
/* RSASSA-PSS-params: all defaults, and SHA-256 with MGF1 over SHA-1 */
static const char with_pss_sha1[] = "300d06092a864886f70d01010a3000";
static const char with_pss_two_hashes[] =
    "302306092a864886f70d01010a3016a00f300d06096086480165030402010500a2030201"
    "20";

static const struct {
    const char *algorithm;
    const char *shown;
} shown_algorithms[] = {
    {rsa_with_md2, "MD2 with RSA"},
    {rsa_with_sha1_oiw, "SHA-1 with RSA"},
    {rsa_with_sha256, "SHA-256 with RSA"},
    {with_pss_sha384_salt_48, "RSA-PSS with SHA-384"},
    {with_pss_sha1, "RSA-PSS with SHA-1"},
    {ecdsa_with_sha384, "SHA-384 with ECDSA"},
    {with_ed25519, "Ed25519"},
    {with_ed448, "Ed448"},
    {dsa_with_sha256, "SHA-256 with DSA"},
    {with_unknown, "1.2.3.4"},
};

static const struct row {
    const char *name;
    const char *key;
    const char *algorithm;
    const char *signature;
    enum vmst_signature_result result;
} rows[] = {
    /* Good ones; strength is nothing that this floor knows. */
    {"RSA, MD5", rsa_key, rsa_with_md5, rsa_md5, VMST_SIGNATURE_GOOD},
    {"RSA, SHA-1", rsa_key, rsa_with_sha1, rsa_sha1, VMST_SIGNATURE_GOOD},
    {"RSA, SHA-1 by the OIW's OID", rsa_key, rsa_with_sha1_oiw, rsa_sha1,
     VMST_SIGNATURE_GOOD},
    {"RSA, SHA-224", rsa_key, rsa_with_sha224, rsa_sha224, VMST_SIGNATURE_GOOD},
    {"RSA, SHA-256", rsa_key, rsa_with_sha256, rsa_sha256, VMST_SIGNATURE_GOOD},
    {"RSA, SHA-256, no NULL", rsa_key, rsa_with_sha256_bare, rsa_sha256,
     VMST_SIGNATURE_GOOD},
    {"RSA, SHA-384", rsa_key, rsa_with_sha384, rsa_sha384, VMST_SIGNATURE_GOOD},
    {"RSA, SHA-512", rsa_key, rsa_with_sha512, rsa_sha512, VMST_SIGNATURE_GOOD},
    {"PSS, salt of 0", rsa_key, with_pss_sha256_salt_0, pss_sha256_salt_0,
     VMST_SIGNATURE_GOOD},
    {"PSS, salt of 20", rsa_key, with_pss_sha256_salt_20, pss_sha256_salt_20,
     VMST_SIGNATURE_GOOD},
    {"PSS, salt of 32", rsa_key, with_pss_sha256_salt_32, pss_sha256_salt_32,
     VMST_SIGNATURE_GOOD},
    {"PSS, salt of 64", rsa_key, with_pss_sha256_salt_64, pss_sha256_salt_64,
     VMST_SIGNATURE_GOOD},
    {"PSS, SHA-384", rsa_key, with_pss_sha384_salt_48, pss_sha384_salt_48,
     VMST_SIGNATURE_GOOD},
    {"PSS, SHA-512", rsa_key, with_pss_sha512_salt_64, pss_sha512_salt_64,
     VMST_SIGNATURE_GOOD},
    {"PSS by a PSS key", rsa_pss_key, with_pss_sha512_salt_64,
     pss_sha512_salt_64, VMST_SIGNATURE_GOOD},
    {"PSS within the key's limits", rsa_pss_key_sha256_salt_32,
     with_pss_sha256_salt_32, pss_sha256_salt_32, VMST_SIGNATURE_GOOD},
    {"PSS with a longer salt than the key's limit", rsa_pss_key_sha256_salt_32,
     with_pss_sha256_salt_64, pss_sha256_salt_64, VMST_SIGNATURE_GOOD},
    {"P-256, SHA-1", p256_key, ecdsa_with_sha1, p256_sha1, VMST_SIGNATURE_GOOD},
    {"P-256, SHA-224", p256_key, ecdsa_with_sha224, p256_sha224,
     VMST_SIGNATURE_GOOD},
    {"P-256, SHA-256", p256_key, ecdsa_with_sha256, p256_sha256,
     VMST_SIGNATURE_GOOD},
    {"P-256, SHA-384", p256_key, ecdsa_with_sha384, p256_sha384,
     VMST_SIGNATURE_GOOD},
    {"P-256, SHA-512", p256_key, ecdsa_with_sha512, p256_sha512,
     VMST_SIGNATURE_GOOD},
    {"P-384", p384_key, ecdsa_with_sha384, p384_sha384, VMST_SIGNATURE_GOOD},
    {"P-521", p521_key, ecdsa_with_sha512, p521_sha512, VMST_SIGNATURE_GOOD},
    {"Ed25519", ed25519_key, with_ed25519, ed25519, VMST_SIGNATURE_GOOD},
    {"Ed448", ed448_key, with_ed448, ed448, VMST_SIGNATURE_GOOD},
    {"DSA, SHA-1", dsa_key, dsa_with_sha1, dsa_sha1, VMST_SIGNATURE_GOOD},
    {"DSA, SHA-224", dsa_key, dsa_with_sha224, dsa_sha224, VMST_SIGNATURE_GOOD},
    {"DSA, SHA-256", dsa_key, dsa_with_sha256, dsa_sha256, VMST_SIGNATURE_GOOD},
    {"DSA, SHA-384", dsa_key, dsa_with_sha384, dsa_sha384, VMST_SIGNATURE_GOOD},
    {"DSA, SHA-512", dsa_key, dsa_with_sha512, dsa_sha512, VMST_SIGNATURE_GOOD},

    /* Computed, and they do not match. */
    {"RSA, another hash", rsa_key, rsa_with_sha256, rsa_sha384,
     VMST_SIGNATURE_BAD},
    {"RSA signature is none of PSS", rsa_key, with_pss_sha256_salt_32,
     rsa_sha256, VMST_SIGNATURE_BAD},
    {"PSS signature is none of PKCS #1", rsa_key, rsa_with_sha256,
     pss_sha256_salt_32, VMST_SIGNATURE_BAD},
    {"PSS, salt of 32 where 20 is said", rsa_key, with_pss_sha256_salt_20,
     pss_sha256_salt_32, VMST_SIGNATURE_BAD},
    {"PSS, salt of 20 where 32 is said", rsa_key, with_pss_sha256_salt_32,
     pss_sha256_salt_20, VMST_SIGNATURE_BAD},
    {"PSS, salt of 0 where 32 is said", rsa_key, with_pss_sha256_salt_32,
     pss_sha256_salt_0, VMST_SIGNATURE_BAD},
    {"PSS, another function for the mask", rsa_key, with_pss_sha256_salt_32,
     pss_sha256_mgf1_sha1_salt_32, VMST_SIGNATURE_BAD},
    {"P-256, another hash", p256_key, ecdsa_with_sha256, p256_sha384,
     VMST_SIGNATURE_BAD},
    {"DSA, another hash", dsa_key, dsa_with_sha256, dsa_sha512,
     VMST_SIGNATURE_BAD},

    /* Not of the right form. */
    {"RSA, empty", rsa_key, rsa_with_sha256, "", VMST_SIGNATURE_BAD},
    {"RSA, short", rsa_key, rsa_with_sha256, ed25519, VMST_SIGNATURE_BAD},
    {"ECDSA, empty", p256_key, ecdsa_with_sha256, "", VMST_SIGNATURE_BAD},
    {"ECDSA, r of zero", p256_key, ecdsa_with_sha256, "3006020100020101",
     VMST_SIGNATURE_BAD},
    {"ECDSA, s of zero", p256_key, ecdsa_with_sha256, "3006020101020100",
     VMST_SIGNATURE_BAD},
    {"ECDSA, both zero", p256_key, ecdsa_with_sha256, "3006020100020100",
     VMST_SIGNATURE_BAD},
    {"ECDSA, negative r", p256_key, ecdsa_with_sha256, "3006020181020101",
     VMST_SIGNATURE_BAD},
    {"ECDSA, three numbers", p256_key, ecdsa_with_sha256,
     "3009020101020101020101", VMST_SIGNATURE_BAD},
    {"Ed25519, short", ed25519_key, with_ed25519, "00", VMST_SIGNATURE_BAD},
    {"Ed25519, long", ed25519_key, with_ed25519, ed448, VMST_SIGNATURE_BAD},
    {"Ed448, short", ed448_key, with_ed448, ed25519, VMST_SIGNATURE_BAD},
    {"DSA, both zero", dsa_key, dsa_with_sha256, "3006020100020100",
     VMST_SIGNATURE_BAD},

    /* Nothing that we could compute, or not with this key. */
    {"RSA, MD2", rsa_key, rsa_with_md2, rsa_md5, VMST_SIGNATURE_UNSUPPORTED},
    {"PSS, SHA-1", rsa_key, with_pss_sha1, pss_sha1_salt_20,
     VMST_SIGNATURE_UNSUPPORTED},
    {"PSS, two hashes", rsa_key, with_pss_two_hashes,
     pss_sha256_mgf1_sha1_salt_32, VMST_SIGNATURE_UNSUPPORTED},
    {"PKCS #1 by a PSS key", rsa_pss_key, rsa_with_sha256, rsa_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"PSS with a shorter salt than the key's limit", rsa_pss_key_sha256_salt_32,
     with_pss_sha256_salt_20, pss_sha256_salt_20, VMST_SIGNATURE_UNSUPPORTED},
    {"PSS with another hash than the key's limit", rsa_pss_key_sha256_salt_32,
     with_pss_sha512_salt_64, pss_sha512_salt_64, VMST_SIGNATURE_UNSUPPORTED},
    {"a compressed point", p256_compressed_key, ecdsa_with_sha256, p256_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"explicit parameters", p256_explicit_key, ecdsa_with_sha256, p256_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"P-224", p224_key, ecdsa_with_sha256, p224_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"secp256k1", secp256k1_key, ecdsa_with_sha256, secp256k1_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"DSA without parameters", dsa_inheriting_key, dsa_with_sha256, dsa_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"RSA algorithm, EC key", p256_key, rsa_with_sha256, rsa_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"EC algorithm, RSA key", rsa_key, ecdsa_with_sha256, p256_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"EC algorithm, DSA key", dsa_key, ecdsa_with_sha256, dsa_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
    {"Ed448 algorithm, Ed25519 key", ed25519_key, with_ed448, ed448,
     VMST_SIGNATURE_UNSUPPORTED},
    {"an algorithm that nobody knows", rsa_key, with_unknown, rsa_sha256,
     VMST_SIGNATURE_UNSUPPORTED},
};

/* Everything that one row holds, read. */
struct scene {
    uint8_t key_bytes[BYTES_MAX];
    uint8_t algorithm_bytes[BYTES_MAX];
    uint8_t signature_bytes[BYTES_MAX];
    struct vmst_key key;
    struct vmst_signature_algorithm algorithm;
    struct vmst_bytes signature;
};

static void
read_algorithm(const char *hex, uint8_t *bytes,
               struct vmst_signature_algorithm *algorithm)
{
    struct vmst_bytes input = from_hex(hex, bytes, BYTES_MAX);
    struct vmst_der in = vmst_der_open(input, NULL, "algorithm");

    assert_int_equal(vmst_signature_algorithm_read(&in, algorithm),
                     VMSTRUST_OK);
    assert_true(vmst_der_is_empty(&in));
    assert_true(vmst_bytes_equal(algorithm->whole, input));
}

static void
set_scene(const struct row *row, struct scene *scene)
{
    struct vmst_der in = vmst_der_open(
        from_hex(row->key, scene->key_bytes, BYTES_MAX), NULL, "key");

    assert_int_equal(vmst_key_read(&in, &scene->key), VMSTRUST_OK);
    read_algorithm(row->algorithm, scene->algorithm_bytes, &scene->algorithm);
    scene->signature =
        from_hex(row->signature, scene->signature_bytes, BYTES_MAX);
}

static enum vmst_signature_result
check(const struct scene *scene, const char *message)
{
    return vmst_signature_check(&scene->key, &scene->algorithm,
                                vmst_bytes_of(message), scene->signature);
}

static void
result_is_that_of_the_row(void **state)
{
    const struct row *row = *state;
    struct scene scene;

    set_scene(row, &scene);
    assert_int_equal(check(&scene, signed_message), row->result);
}

/* A good signature is bad for another message and for none, and no bit of it
 * may change. */
static void
good_signature_survives_no_change(void **state)
{
    struct scene scene;

    set_scene(*state, &scene);
    assert_int_equal(check(&scene, "rec02.site.local"), VMST_SIGNATURE_BAD);
    assert_int_equal(check(&scene, ""), VMST_SIGNATURE_BAD);
    for (size_t i = 0; i < scene.signature.size; i++) {
        scene.signature_bytes[i] ^= (uint8_t)(1 << i % 8);
        assert_int_not_equal(check(&scene, signed_message),
                             VMST_SIGNATURE_GOOD);
        scene.signature_bytes[i] ^= (uint8_t)(1 << i % 8);
    }
    scene.signature.size--;
    assert_int_equal(check(&scene, signed_message), VMST_SIGNATURE_BAD);
}

/* --- ECDSA-Sig-Value is DER ---------------------------------------------- */

static void
check_ecdsa(const uint8_t *bytes, size_t size,
            enum vmst_signature_result expected)
{
    static const struct row row = {"", p256_key, ecdsa_with_sha256, p256_sha256,
                                   VMST_SIGNATURE_GOOD};
    struct scene scene;

    set_scene(&row, &scene);
    scene.signature = vmst_bytes(bytes, size);
    assert_int_equal(check(&scene, signed_message), expected);
}

static void
ecdsa_in_ber_is_bad(void **state)
{
    uint8_t bytes[256];
    uint8_t ber[256] = {0};
    struct vmst_bytes der = from_hex(p256_sha256, bytes, sizeof bytes);

    (void)state;
    check_ecdsa(der.data, der.size, VMST_SIGNATURE_GOOD);

    /* A length in more bytes than it needs. */
    memcpy(ber, (uint8_t[]){0x30, 0x81}, 2);
    memcpy(ber + 2, der.data + 1, der.size - 1);
    check_ecdsa(ber, der.size + 1, VMST_SIGNATURE_BAD);

    /* An indefinite length. */
    memcpy(ber, (uint8_t[]){0x30, 0x80}, 2);
    memcpy(ber + 2, der.data + 2, der.size - 2);
    memset(ber + der.size, 0, 2);
    check_ecdsa(ber, der.size + 2, VMST_SIGNATURE_BAD);

    /* A padded r. */
    memcpy(ber + 5, der.data + 4, der.size - 4);
    memcpy(ber,
           (uint8_t[]){0x30, (uint8_t)(der.data[1] + 1), 0x02,
                       (uint8_t)(der.data[3] + 1), 0x00},
           5);
    check_ecdsa(ber, der.size + 1, VMST_SIGNATURE_BAD);

    /* Bytes after the end. */
    memcpy(ber, der.data, der.size);
    ber[der.size] = 0;
    check_ecdsa(ber, der.size + 1, VMST_SIGNATURE_BAD);
}

/* --- Keys from strangers ------------------------------------------------- */

/* Reading is tested with the keys; here a key only claims to be one. */
static void
unreasonable_key_is_not_computed_with(void **state)
{
    static const struct row row = {"", rsa_key, rsa_with_sha256, rsa_sha256,
                                   VMST_SIGNATURE_GOOD};
    struct scene scene;

    (void)state;
    set_scene(&row, &scene);
    scene.key.is_reasonable = false;
    assert_int_equal(check(&scene, signed_message),
                     VMST_SIGNATURE_UNREASONABLE);
    assert_int_equal(vmst_signature_cost(&scene.key, 0), 1);
}

static void
point_off_the_curve_is_never_good(void **state)
{
    static const struct row row = {"", p256_key, ecdsa_with_sha256, p256_sha256,
                                   VMST_SIGNATURE_GOOD};
    struct scene scene;

    (void)state;
    set_scene(&row, &scene);
    scene.key_bytes[scene.key.spki.size - 1] ^= 1;
    assert_int_not_equal(check(&scene, signed_message), VMST_SIGNATURE_GOOD);
}

static void
dsa_key_without_parameters_verifies_nothing(void **state)
{
    static const struct row none = {"", dsa_inheriting_key, dsa_with_sha256,
                                    dsa_sha256, VMST_SIGNATURE_UNSUPPORTED};
    struct scene scene;

    (void)state;
    set_scene(&none, &scene);
    assert_int_equal(check(&scene, signed_message), VMST_SIGNATURE_UNSUPPORTED);
}

/* --- Algorithms ---------------------------------------------------------- */

static void
algorithms_are_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(shown_algorithms); i++) {
        uint8_t bytes[BYTES_MAX];
        struct vmst_signature_algorithm algorithm;
        AUTO_BUFFER shown = {0};

        read_algorithm(shown_algorithms[i].algorithm, bytes, &algorithm);
        vmst_signature_algorithm_show(&shown, &algorithm);
        vmst_buffer_add(&shown, "", 1);
        assert_string_equal((const char *)shown.data,
                            shown_algorithms[i].shown);
    }
}

static const struct {
    const char *name;
    const char *hex;
} bad_algorithms[] = {
    {"RSA with an OID", "300e06092a864886f70d01010b06012a"},
    {"RSA with something after NULL", "300f06092a864886f70d01010b05000500"},
    {"RSA-PSS without parameters", "300b06092a864886f70d01010a"},
    {"RSA-PSS with NULL", "300d06092a864886f70d01010a0500"},
    {"ECDSA with NULL", "300c06082a8648ce3d0403020500"},
    {"Ed25519 with NULL", "300706032b65700500"},
    {"DSA with NULL", "300d06096086480165030403020500"},
    {"two parameters", "300906032a030405000500"},
    {"no algorithm", "3000"},
};

static void
parameters_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(bad_algorithms); i++) {
        uint8_t bytes[BYTES_MAX];
        struct vmst_signature_algorithm algorithm;
        struct vmst_bytes input =
            from_hex(bad_algorithms[i].hex, bytes, sizeof bytes);
        struct vmst_der in = vmst_der_open(input, NULL, "algorithm");

        assert_int_equal(vmst_signature_algorithm_read(&in, &algorithm),
                         VMSTRUST_E_MALFORMED);
        assert_ptr_equal(in.next, input.data);
    }
}

static const struct {
    const char *key;
    uint32_t cost;
} costs[] = {
    {rsa_key, 1},     {p256_key, 6},   {p384_key, 14}, {p521_key, 27},
    {ed25519_key, 4}, {ed448_key, 14}, {dsa_key, 24},  {p224_key, 1},
};

static void
cost_counts_key_and_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(costs); i++) {
        const struct row row = {"", costs[i].key, rsa_with_sha256, "",
                                VMST_SIGNATURE_BAD};
        struct scene scene;

        set_scene(&row, &scene);
        assert_int_equal(vmst_signature_cost(&scene.key, 1000), costs[i].cost);
        assert_int_equal(vmst_signature_cost(&scene.key, 1 << 20),
                         costs[i].cost + 64);
    }
}

#define ROW(function, row)                                                     \
    (struct CMUnitTest)                                                        \
    {                                                                          \
        (row)->name, function, NULL, NULL, (void *)(row)                       \
    }

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(ecdsa_in_ber_is_bad),
    cmocka_unit_test(unreasonable_key_is_not_computed_with),
    cmocka_unit_test(point_off_the_curve_is_never_good),
    cmocka_unit_test(dsa_key_without_parameters_verifies_nothing),
    cmocka_unit_test(algorithms_are_shown),
    cmocka_unit_test(parameters_that_do_not_fit_are_refused),
    cmocka_unit_test(cost_counts_key_and_message),
};

int
main(void)
{
    struct CMUnitTest tests[2 * VMST_COUNT(rows) + VMST_COUNT(singles)];
    size_t count = 0;

    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        tests[count++] = ROW(result_is_that_of_the_row, &rows[i]);
        if (rows[i].result == VMST_SIGNATURE_GOOD) {
            tests[count++] = ROW(good_signature_survives_no_change, &rows[i]);
        }
    }
    for (size_t i = 0; i < VMST_COUNT(singles); i++) {
        tests[count++] = singles[i];
    }
    return _cmocka_run_group_tests("signature", tests, count, NULL, NULL);
}
