/*
 * Reads signature algorithms and asks GnuTLS whether a signature is good.
 * Everything that GnuTLS is lax about is decided before: who may verify what,
 * the bounds of the key, the length and the DER of the signature. Whatever is
 * not proved good is not good. Floor 0.
 */
#include "crypto/signature.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "der/oid.h"

#define OID(literal)                                                           \
    {                                                                          \
        (const uint8_t *)literal, sizeof(literal) - 1                          \
    }

/* The PKCS #1 arc, 1.2.840.113549.1.1. */
#define PKCS1 "\x2a\x86\x48\x86\xf7\x0d\x01\x01"
/* The NIST arc of signatures, 2.16.840.1.101.3.4.3. */
#define NIST_SIGNATURE "\x60\x86\x48\x01\x65\x03\x04\x03"
/* ANSI X9.62, ecdsa-with-SHA2: 1.2.840.10045.4.3. */
#define ECDSA_SHA2 "\x2a\x86\x48\xce\x3d\x04\x03"

static const struct {
    struct vmst_bytes oid;
    enum vmst_signature_scheme scheme;
    enum vmst_hash hash;
} algorithms[] = {
    /* RFC 8017 A.2.4 and C */
    {OID(PKCS1 "\x02"), VMST_SCHEME_RSA, VMST_HASH_MD2},
    {OID(PKCS1 "\x04"), VMST_SCHEME_RSA, VMST_HASH_MD5},
    {OID(PKCS1 "\x05"), VMST_SCHEME_RSA, VMST_HASH_SHA1},
    {OID(PKCS1 "\x0e"), VMST_SCHEME_RSA, VMST_HASH_SHA224},
    {OID(PKCS1 "\x0b"), VMST_SCHEME_RSA, VMST_HASH_SHA256},
    {OID(PKCS1 "\x0c"), VMST_SCHEME_RSA, VMST_HASH_SHA384},
    {OID(PKCS1 "\x0d"), VMST_SCHEME_RSA, VMST_HASH_SHA512},
    /* OIW sha1WithRSASignature, 1.3.14.3.2.29: written by Windows' makecert */
    {OID("\x2b\x0e\x03\x02\x1d"), VMST_SCHEME_RSA, VMST_HASH_SHA1},
    /* RFC 4055 3.1; the hash is in the parameters */
    {OID(PKCS1 "\x0a"), VMST_SCHEME_RSA_PSS, VMST_HASH_NONE},
    /* RFC 3279 2.2.3, RFC 5758 3.2 */
    {OID("\x2a\x86\x48\xce\x3d\x04\x01"), VMST_SCHEME_ECDSA, VMST_HASH_SHA1},
    {OID(ECDSA_SHA2 "\x01"), VMST_SCHEME_ECDSA, VMST_HASH_SHA224},
    {OID(ECDSA_SHA2 "\x02"), VMST_SCHEME_ECDSA, VMST_HASH_SHA256},
    {OID(ECDSA_SHA2 "\x03"), VMST_SCHEME_ECDSA, VMST_HASH_SHA384},
    {OID(ECDSA_SHA2 "\x04"), VMST_SCHEME_ECDSA, VMST_HASH_SHA512},
    /* RFC 8410 3 */
    {OID("\x2b\x65\x70"), VMST_SCHEME_ED25519, VMST_HASH_NONE},
    {OID("\x2b\x65\x71"), VMST_SCHEME_ED448, VMST_HASH_NONE},
    /* RFC 3279 2.2.2, RFC 5758 3.1, FIPS 186-4 */
    {OID("\x2a\x86\x48\xce\x38\x04\x03"), VMST_SCHEME_DSA, VMST_HASH_SHA1},
    {OID(NIST_SIGNATURE "\x01"), VMST_SCHEME_DSA, VMST_HASH_SHA224},
    {OID(NIST_SIGNATURE "\x02"), VMST_SCHEME_DSA, VMST_HASH_SHA256},
    {OID(NIST_SIGNATURE "\x03"), VMST_SCHEME_DSA, VMST_HASH_SHA384},
    {OID(NIST_SIGNATURE "\x04"), VMST_SCHEME_DSA, VMST_HASH_SHA512},
};

/* What GnuTLS 3.7 verifies. RSA-PSS with SHA-1 or SHA-224 it does not have. */
static const struct {
    enum vmst_signature_scheme scheme;
    enum vmst_hash hash;
    gnutls_sign_algorithm_t gnutls;
} computable[] = {
    {VMST_SCHEME_RSA, VMST_HASH_MD5, GNUTLS_SIGN_RSA_MD5},
    {VMST_SCHEME_RSA, VMST_HASH_SHA1, GNUTLS_SIGN_RSA_SHA1},
    {VMST_SCHEME_RSA, VMST_HASH_SHA224, GNUTLS_SIGN_RSA_SHA224},
    {VMST_SCHEME_RSA, VMST_HASH_SHA256, GNUTLS_SIGN_RSA_SHA256},
    {VMST_SCHEME_RSA, VMST_HASH_SHA384, GNUTLS_SIGN_RSA_SHA384},
    {VMST_SCHEME_RSA, VMST_HASH_SHA512, GNUTLS_SIGN_RSA_SHA512},
    {VMST_SCHEME_RSA_PSS, VMST_HASH_SHA256, GNUTLS_SIGN_RSA_PSS_SHA256},
    {VMST_SCHEME_RSA_PSS, VMST_HASH_SHA384, GNUTLS_SIGN_RSA_PSS_SHA384},
    {VMST_SCHEME_RSA_PSS, VMST_HASH_SHA512, GNUTLS_SIGN_RSA_PSS_SHA512},
    {VMST_SCHEME_ECDSA, VMST_HASH_SHA1, GNUTLS_SIGN_ECDSA_SHA1},
    {VMST_SCHEME_ECDSA, VMST_HASH_SHA224, GNUTLS_SIGN_ECDSA_SHA224},
    {VMST_SCHEME_ECDSA, VMST_HASH_SHA256, GNUTLS_SIGN_ECDSA_SHA256},
    {VMST_SCHEME_ECDSA, VMST_HASH_SHA384, GNUTLS_SIGN_ECDSA_SHA384},
    {VMST_SCHEME_ECDSA, VMST_HASH_SHA512, GNUTLS_SIGN_ECDSA_SHA512},
    {VMST_SCHEME_ED25519, VMST_HASH_NONE, GNUTLS_SIGN_EDDSA_ED25519},
    {VMST_SCHEME_ED448, VMST_HASH_NONE, GNUTLS_SIGN_EDDSA_ED448},
    {VMST_SCHEME_DSA, VMST_HASH_SHA1, GNUTLS_SIGN_DSA_SHA1},
    {VMST_SCHEME_DSA, VMST_HASH_SHA224, GNUTLS_SIGN_DSA_SHA224},
    {VMST_SCHEME_DSA, VMST_HASH_SHA256, GNUTLS_SIGN_DSA_SHA256},
    {VMST_SCHEME_DSA, VMST_HASH_SHA384, GNUTLS_SIGN_DSA_SHA384},
    {VMST_SCHEME_DSA, VMST_HASH_SHA512, GNUTLS_SIGN_DSA_SHA512},
};

/* --- Reading ------------------------------------------------------------- */

static void
set_known(struct vmst_signature_algorithm *algorithm)
{
    for (size_t i = 0; i < VMST_COUNT(algorithms); i++) {
        if (vmst_bytes_equal(algorithm->oid, algorithms[i].oid)) {
            algorithm->scheme = algorithms[i].scheme;
            algorithm->hash = algorithms[i].hash;
            return;
        }
    }
}

static int
read_pss_parameters(struct vmst_der *fields,
                    struct vmst_signature_algorithm *algorithm)
{
    struct vmst_pss pss;

    /* RFC 4055 3.1: in a signature "the parameters MUST be present". */
    TRY(vmst_pss_read(fields, &pss));
    algorithm->hash = pss.hash;
    algorithm->salt_size = pss.salt_size;
    return VMSTRUST_OK;
}

static int
read_parameters(struct vmst_der *fields,
                struct vmst_signature_algorithm *algorithm)
{
    uint8_t tag;
    struct vmst_bytes contents;

    switch (algorithm->scheme) {
    case VMST_SCHEME_RSA:
        /* RFC 4055 5: NULL; "MUST accept the parameters being absent". */
        return vmst_der_is_empty(fields) ? VMSTRUST_OK : vmst_der_null(fields);
    case VMST_SCHEME_RSA_PSS:
        return read_pss_parameters(fields, algorithm);
    case VMST_SCHEME_ECDSA:   /* RFC 5758 3.2 */
    case VMST_SCHEME_ED25519: /* RFC 8410 3 */
    case VMST_SCHEME_ED448:
    case VMST_SCHEME_DSA:   /* RFC 5758 3.1 */
        return VMSTRUST_OK; /* none: vmst_der_end proves it */
    case VMST_SCHEME_UNKNOWN:
        return vmst_der_is_empty(fields)
                   ? VMSTRUST_OK
                   : vmst_der_any(fields, &tag, &contents, NULL);
    }
    return VMSTRUST_E_INTERNAL;
}

/*
 * AlgorithmIdentifier ::= SEQUENCE {                         RFC 5280 4.1.1.2
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL }
 */
int
vmst_signature_algorithm_read(struct vmst_der *in,
                              struct vmst_signature_algorithm *algorithm)
{
    struct vmst_der rest = *in;
    struct vmst_der fields;

    *algorithm = (struct vmst_signature_algorithm){0};
    TRY(vmst_der_enter(&rest, VMST_DER_SEQUENCE, &fields, &algorithm->whole));
    TRY(vmst_der_oid(&fields, &algorithm->oid));
    set_known(algorithm);
    TRY(read_parameters(&fields, algorithm));
    TRY(vmst_der_end(&fields));
    *in = rest;
    return VMSTRUST_OK;
}

void
vmst_signature_algorithm_show(struct vmst_buffer *buffer,
                              const struct vmst_signature_algorithm *algorithm)
{
    const char *hash = algorithm->hash == VMST_HASH_NONE
                           ? "an unsupported hash"
                           : vmst_hash_name(algorithm->hash);

    switch (algorithm->scheme) {
    case VMST_SCHEME_UNKNOWN:
        vmst_oid_show(buffer, algorithm->oid);
        break;
    case VMST_SCHEME_RSA:
        vmst_buffer_format(buffer, "%s with RSA", hash);
        break;
    case VMST_SCHEME_RSA_PSS:
        vmst_buffer_format(buffer, "RSA-PSS with %s", hash);
        break;
    case VMST_SCHEME_ECDSA:
        vmst_buffer_format(buffer, "%s with ECDSA", hash);
        break;
    case VMST_SCHEME_ED25519:
        vmst_buffer_add_text(buffer, "Ed25519");
        break;
    case VMST_SCHEME_ED448:
        vmst_buffer_add_text(buffer, "Ed448");
        break;
    case VMST_SCHEME_DSA:
        vmst_buffer_format(buffer, "%s with DSA", hash);
        break;
    }
}

/* --- What may be computed ------------------------------------------------ */

/* The algorithm must be one that this kind of key makes, and GnuTLS has. */
static bool
fits_key(const struct vmst_key *key, enum vmst_signature_scheme scheme)
{
    switch (key->kind) {
    case VMST_KEY_RSA:
        return scheme == VMST_SCHEME_RSA || scheme == VMST_SCHEME_RSA_PSS;
    case VMST_KEY_RSA_PSS:
        return scheme == VMST_SCHEME_RSA_PSS;
    case VMST_KEY_EC_P256:
    case VMST_KEY_EC_P384:
    case VMST_KEY_EC_P521:
        return scheme == VMST_SCHEME_ECDSA;
    case VMST_KEY_ED25519:
        return scheme == VMST_SCHEME_ED25519;
    case VMST_KEY_ED448:
        return scheme == VMST_SCHEME_ED448;
    case VMST_KEY_DSA:
        return scheme == VMST_SCHEME_DSA && key->dsa.p.size != 0;
    case VMST_KEY_EC_OTHER:
    case VMST_KEY_UNKNOWN:
        return false;
    }
    return false;
}

/* RFC 4055 3.3: the hash of the signature must be the key's, and its salt at
 * least as long. */
static bool
keeps_limits(const struct vmst_key *key,
             const struct vmst_signature_algorithm *algorithm)
{
    return !key->has_pss_limits ||
           (key->pss_limits.hash == algorithm->hash &&
            key->pss_limits.salt_size <= algorithm->salt_size);
}

static gnutls_sign_algorithm_t
find_computable(const struct vmst_signature_algorithm *algorithm)
{
    for (size_t i = 0; i < VMST_COUNT(computable); i++) {
        if (computable[i].scheme == algorithm->scheme &&
            computable[i].hash == algorithm->hash) {
            return computable[i].gnutls;
        }
    }
    return GNUTLS_SIGN_UNKNOWN;
}

/*
 * ECDSA-Sig-Value, Dss-Sig-Value ::= SEQUENCE {         RFC 3279 2.2.2, 2.2.3
 *     r  INTEGER, s  INTEGER }
 * GnuTLS accepts BER here, OpenSSL does not; neither of the numbers can be
 * negative or zero.
 */
static bool
is_pair_of_positives(struct vmst_bytes signature)
{
    struct vmst_der in = vmst_der_open(signature, NULL, "signature");
    struct vmst_der fields;
    struct vmst_bytes numbers[2];

    if (vmst_der_sequence(&in, &fields) != VMSTRUST_OK ||
        vmst_der_integer(&fields, &numbers[0]) != VMSTRUST_OK ||
        vmst_der_integer(&fields, &numbers[1]) != VMSTRUST_OK ||
        vmst_der_end(&fields) != VMSTRUST_OK ||
        vmst_der_end(&in) != VMSTRUST_OK) {
        return false;
    }
    for (size_t i = 0; i < VMST_COUNT(numbers); i++) {
        bool is_zero = numbers[i].size == 1 && numbers[i].data[0] == 0;
        if (is_zero || (numbers[i].data[0] & 0x80) != 0) {
            return false;
        }
    }
    return true;
}

/* The form that a good signature of this scheme must have. */
static bool
has_form(const struct vmst_key *key, enum vmst_signature_scheme scheme,
         struct vmst_bytes signature)
{
    switch (scheme) {
    case VMST_SCHEME_RSA: /* RFC 8017 8.2.2 and 8.1.2, step 1 */
    case VMST_SCHEME_RSA_PSS:
        return signature.size == key->rsa.modulus.size;
    case VMST_SCHEME_ECDSA:
    case VMST_SCHEME_DSA:
        return is_pair_of_positives(signature);
    case VMST_SCHEME_ED25519: /* RFC 8032 5.1.7, 5.2.7 */
        return signature.size == 64;
    case VMST_SCHEME_ED448:
        /* nettle 3.8 does not look at the last byte of S, which is below
         * 2^446: anything but zero there is a second form of a signature. */
        return signature.size == 114 && signature.data[113] == 0;
    case VMST_SCHEME_UNKNOWN:
        return false;
    }
    return false;
}

/* Measured with GnuTLS 3.7.9 and nettle 3.8.1 (key imported and one signature
 * verified, best of many, in units of RSA-2048 at 19 us): RSA-3072 2.1,
 * RSA-4096 3.5, RSA-8192 10, RSA-16384 26, so the square of the size bounds it
 * from above; RSA-2048 with an exponent of 64 ones 4.7. */
static uint32_t
rsa_cost(const struct vmst_key *key)
{
    uint32_t blocks = (key->size + 1023) / 1024;
    uint32_t units = (blocks * blocks + 3) / 4;

    return key->rsa.exponent.size <= 3 ? units : 5 * units;
}

/* Measured likewise: DSA with p of 2,048 bits 24, of 3,072 bits 53. */
static uint32_t
dsa_cost(const struct vmst_key *key)
{
    uint32_t blocks = (key->size + 1023) / 1024;

    return 6 * blocks * blocks;
}

static uint32_t
key_cost(const struct vmst_key *key)
{
    switch (key->kind) { /* measured likewise, rounded up */
    case VMST_KEY_RSA:
    case VMST_KEY_RSA_PSS:
        return rsa_cost(key);
    case VMST_KEY_EC_P256:
        return 6;
    case VMST_KEY_EC_P384:
        return 14;
    case VMST_KEY_EC_P521:
        return 27;
    case VMST_KEY_ED25519:
        return 4;
    case VMST_KEY_ED448:
        return 14;
    case VMST_KEY_DSA:
        return dsa_cost(key);
    case VMST_KEY_EC_OTHER:
    case VMST_KEY_UNKNOWN:
        break;
    }
    return 1; /* nothing is computed */
}

/* SHA-512 makes 16 KiB in the time of one unit, SHA-256 more. */
#define HASHED_PER_UNIT ((size_t)16 << 10)

uint32_t
vmst_signature_cost(const struct vmst_key *key, size_t message_size)
{
    size_t hashed = message_size / HASHED_PER_UNIT;

    if (!key->is_reasonable) {
        return 1;
    }
    if (hashed > UINT16_MAX) {
        hashed = UINT16_MAX;
    }
    return key_cost(key) + (uint32_t)hashed;
}

/* --- Asking GnuTLS ------------------------------------------------------- */

static gnutls_datum_t
datum(struct vmst_bytes bytes)
{
    /* GnuTLS reads through this pointer and never writes. */
    return (gnutls_datum_t){(unsigned char *)bytes.data, (unsigned)bytes.size};
}

static int
import_rsa(gnutls_pubkey_t pubkey, const struct vmst_key *key)
{
    gnutls_datum_t modulus = datum(key->rsa.modulus);
    gnutls_datum_t exponent = datum(key->rsa.exponent);

    return gnutls_pubkey_import_rsa_raw(pubkey, &modulus, &exponent);
}

static int
import_dsa(gnutls_pubkey_t pubkey, const struct vmst_key *key)
{
    gnutls_datum_t p = datum(key->dsa.p);
    gnutls_datum_t q = datum(key->dsa.q);
    gnutls_datum_t g = datum(key->dsa.g);
    gnutls_datum_t y = datum(key->dsa.y);

    return gnutls_pubkey_import_dsa_raw(pubkey, &p, &q, &g, &y);
}

/* An uncompressed point. GnuTLS computes with no compressed one, and proves at
 * the verification that the point lies on the curve. */
static int
import_point(gnutls_pubkey_t pubkey, const struct vmst_key *key,
             gnutls_ecc_curve_t curve)
{
    size_t half = (key->bits.size - 1) / 2;
    gnutls_datum_t x = datum(vmst_bytes(key->bits.data + 1, half));
    gnutls_datum_t y = datum(vmst_bytes(key->bits.data + 1 + half, half));

    if (key->bits.data[0] != 0x04) {
        return GNUTLS_E_UNIMPLEMENTED_FEATURE;
    }
    return gnutls_pubkey_import_ecc_raw(pubkey, curve, &x, &y);
}

static int
import_edwards(gnutls_pubkey_t pubkey, const struct vmst_key *key,
               gnutls_ecc_curve_t curve)
{
    gnutls_datum_t x = datum(key->bits);

    return gnutls_pubkey_import_ecc_raw(pubkey, curve, &x, NULL);
}

/* From the numbers that we read, so that GnuTLS parses nothing of the key. */
static int
import_key(gnutls_pubkey_t pubkey, const struct vmst_key *key)
{
    switch (key->kind) {
    case VMST_KEY_RSA:
    case VMST_KEY_RSA_PSS:
        return import_rsa(pubkey, key);
    case VMST_KEY_EC_P256:
        return import_point(pubkey, key, GNUTLS_ECC_CURVE_SECP256R1);
    case VMST_KEY_EC_P384:
        return import_point(pubkey, key, GNUTLS_ECC_CURVE_SECP384R1);
    case VMST_KEY_EC_P521:
        return import_point(pubkey, key, GNUTLS_ECC_CURVE_SECP521R1);
    case VMST_KEY_ED25519:
        return import_edwards(pubkey, key, GNUTLS_ECC_CURVE_ED25519);
    case VMST_KEY_ED448:
        return import_edwards(pubkey, key, GNUTLS_ECC_CURVE_ED448);
    case VMST_KEY_DSA:
        return import_dsa(pubkey, key);
    case VMST_KEY_EC_OTHER:
    case VMST_KEY_UNKNOWN:
        break;
    }
    return GNUTLS_E_UNIMPLEMENTED_FEATURE;
}

/* Without this GnuTLS takes the salt to be as long as the hash, whatever the
 * signature's parameters say. */
static int
set_pss(gnutls_pubkey_t pubkey,
        const struct vmst_signature_algorithm *algorithm)
{
    gnutls_digest_algorithm_t digest =
        gnutls_sign_get_hash_algorithm(find_computable(algorithm));
    gnutls_x509_spki_t spki;
    int status = gnutls_x509_spki_init(&spki);

    if (status != 0) {
        return status;
    }
    gnutls_x509_spki_set_rsa_pss_params(spki, digest, algorithm->salt_size);
    status = gnutls_pubkey_set_spki(pubkey, spki, 0);
    gnutls_x509_spki_deinit(spki);
    return status;
}

static int
verify(gnutls_pubkey_t pubkey, const struct vmst_key *key,
       const struct vmst_signature_algorithm *algorithm,
       struct vmst_bytes message, struct vmst_bytes signature)
{
    /* Without these GnuTLS refuses a good MD5 or SHA-1 signature, and what the
     * system's priority file calls insecure, with a code of its own; strength
     * is judged above. */
    const unsigned flags =
        GNUTLS_VERIFY_ALLOW_BROKEN | GNUTLS_VERIFY_ALLOW_SIGN_WITH_SHA1;
    gnutls_datum_t data = datum(message);
    gnutls_datum_t value = datum(signature);
    int status = import_key(pubkey, key);

    if (status == 0 && algorithm->scheme == VMST_SCHEME_RSA_PSS) {
        status = set_pss(pubkey, algorithm);
    }
    if (status != 0) {
        return status;
    }
    return gnutls_pubkey_verify_data2(pubkey, find_computable(algorithm), flags,
                                      &data, &value);
}

static enum vmst_signature_result
result_of(int status)
{
    if (status >= 0) {
        return VMST_SIGNATURE_GOOD;
    }
    switch (status) {
    case GNUTLS_E_PK_SIG_VERIFY_FAILED:
        return VMST_SIGNATURE_BAD;
    case GNUTLS_E_MEMORY_ERROR:
    case GNUTLS_E_LIB_IN_ERROR_STATE:
    case GNUTLS_E_SELF_TEST_ERROR:
        return VMST_SIGNATURE_FAILED;
    default:
        return VMST_SIGNATURE_UNSUPPORTED;
    }
}

static enum vmst_signature_result
compute(const struct vmst_key *key,
        const struct vmst_signature_algorithm *algorithm,
        struct vmst_bytes message, struct vmst_bytes signature)
{
    gnutls_pubkey_t pubkey;
    int status = gnutls_pubkey_init(&pubkey);

    if (status != 0) {
        return VMST_SIGNATURE_FAILED;
    }
    status = verify(pubkey, key, algorithm, message, signature);
    gnutls_pubkey_deinit(pubkey);
    return result_of(status);
}

enum vmst_signature_result
vmst_signature_check(const struct vmst_key *key,
                     const struct vmst_signature_algorithm *algorithm,
                     struct vmst_bytes message, struct vmst_bytes signature)
{
    if (!key->is_reasonable) {
        return VMST_SIGNATURE_UNREASONABLE;
    }
    if (!fits_key(key, algorithm->scheme) || !keeps_limits(key, algorithm) ||
        find_computable(algorithm) == GNUTLS_SIGN_UNKNOWN ||
        message.size > UINT32_MAX) {
        return VMST_SIGNATURE_UNSUPPORTED;
    }
    if (!has_form(key, algorithm->scheme, signature)) {
        return VMST_SIGNATURE_BAD;
    }
    return compute(key, algorithm, message, signature);
}
