/*
 * Reads a SubjectPublicKeyInfo: one row per algorithm, one reader per shape of
 * key. What a key claims is bounded here, before GnuTLS computes with it.
 * Floor 0.
 */
#include "crypto/key.h"

#include "der/oid.h"
#include "limits.h"

/* FIPS 186-4 4.2 ends at p of 3,072 and q of 256 bits; OpenSSL makes keys of
 * 4,096 bits too. */
#define DSA_LIMIT_P_BITS 4096
#define DSA_LIMIT_Q_BITS 256

#define OID(literal)                                                           \
    {                                                                          \
        (const uint8_t *)literal, sizeof(literal) - 1                          \
    }

static const struct curve {
    struct vmst_bytes oid;
    const char *name;
    enum vmst_key_algorithm kind;
    uint32_t size;
} curves[] = {
    /* RFC 5480 2.1.1.1 */
    {OID("\x2a\x86\x48\xce\x3d\x03\x01\x07"), "P-256", VMST_KEY_EC_P256, 256},
    {OID("\x2b\x81\x04\x00\x22"), "P-384", VMST_KEY_EC_P384, 384},
    {OID("\x2b\x81\x04\x00\x23"), "P-521", VMST_KEY_EC_P521, 521},
    {OID("\x2a\x86\x48\xce\x3d\x03\x01\x01"), "P-192", VMST_KEY_EC_OTHER, 192},
    {OID("\x2b\x81\x04\x00\x21"), "P-224", VMST_KEY_EC_OTHER, 224},
    /* SEC 2 2.4.1 */
    {OID("\x2b\x81\x04\x00\x0a"), "secp256k1", VMST_KEY_EC_OTHER, 256},
    /* RFC 5639 4.1 */
    {OID("\x2b\x24\x03\x03\x02\x08\x01\x01\x07"), "brainpoolP256r1",
     VMST_KEY_EC_OTHER, 256},
    {OID("\x2b\x24\x03\x03\x02\x08\x01\x01\x0b"), "brainpoolP384r1",
     VMST_KEY_EC_OTHER, 384},
    {OID("\x2b\x24\x03\x03\x02\x08\x01\x01\x0d"), "brainpoolP512r1",
     VMST_KEY_EC_OTHER, 512},
};

static const struct curve *
find_curve(struct vmst_bytes oid)
{
    for (size_t i = 0; i < VMST_COUNT(curves); i++) {
        if (vmst_bytes_equal(curves[i].oid, oid)) {
            return &curves[i];
        }
    }
    return NULL;
}

/* An INTEGER greater than zero, without the zero byte that only keeps it
 * positive (X.690 8.3). */
static int
read_positive(struct vmst_der *in, struct vmst_bytes *magnitude)
{
    TRY(vmst_der_integer(in, magnitude));
    if ((magnitude->data[0] & 0x80) != 0) {
        return vmst_der_fail(in, "a number of the key is negative");
    }
    if (magnitude->data[0] == 0) {
        magnitude->data++;
        magnitude->size--;
    }
    if (magnitude->size == 0) {
        return vmst_der_fail(in, "a number of the key is zero");
    }
    return VMSTRUST_OK;
}

static uint32_t
bit_length(struct vmst_bytes magnitude)
{
    uint32_t bits = 0;

    if (magnitude.size > UINT32_MAX / 8) {
        return UINT32_MAX;
    }
    for (unsigned top = magnitude.data[0]; top != 0; top >>= 1) {
        bits++;
    }
    return bits + (uint32_t)(magnitude.size - 1) * 8;
}

static bool
is_odd(struct vmst_bytes magnitude)
{
    return (magnitude.data[magnitude.size - 1] & 1) != 0;
}

/* The exponent: odd, 3 <= e < 2^64. */
static bool
is_reasonable_rsa(const struct vmst_key *key)
{
    struct vmst_bytes exponent = key->rsa.exponent;
    bool is_one = exponent.size == 1 && exponent.data[0] == 1;

    return key->size <= VMST_LIMIT_RSA_BITS && is_odd(key->rsa.modulus) &&
           is_odd(exponent) && !is_one && exponent.size <= 8;
}

/*
 * RSAPublicKey ::= SEQUENCE {                                 RFC 8017 A.1.1
 *     modulus         INTEGER,
 *     publicExponent  INTEGER }
 */
static int
read_rsa_numbers(struct vmst_der *bits, struct vmst_key *key)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(bits, &fields));
    TRY(read_positive(&fields, &key->rsa.modulus));
    TRY(read_positive(&fields, &key->rsa.exponent));
    TRY(vmst_der_end(&fields));
    key->size = bit_length(key->rsa.modulus);
    key->is_reasonable = is_reasonable_rsa(key);
    return vmst_der_end(bits);
}

/* RFC 3279 2.3.1: "the parameters field MUST have ASN.1 type NULL". */
static int
read_rsa(struct vmst_der *parameters, struct vmst_der *bits,
         struct vmst_key *key)
{
    TRY(vmst_der_null(parameters));
    return read_rsa_numbers(bits, key);
}

/* RFC 4055 3.1: absent, or the limits of what this key signs. */
static int
read_rsa_pss(struct vmst_der *parameters, struct vmst_der *bits,
             struct vmst_key *key)
{
    key->has_pss_limits = !vmst_der_is_empty(parameters);
    if (key->has_pss_limits) {
        TRY(vmst_pss_read(parameters, &key->pss_limits));
    }
    return read_rsa_numbers(bits, key);
}

/* ECPoint, SEC 1 2.3.3: uncompressed or compressed, never the hybrid form nor
 * infinity (RFC 5480 2.2). */
static int
read_point(struct vmst_der *bits, const struct vmst_key *key)
{
    size_t field = (key->size + 7) / 8;
    uint8_t form = key->bits.size == 0 ? 0 : key->bits.data[0];
    bool is_whole = form == 0x04 && key->bits.size == 1 + 2 * field;
    bool is_half =
        (form == 0x02 || form == 0x03) && key->bits.size == 1 + field;

    if (!is_whole && !is_half) {
        return vmst_der_fail(bits, "the point is not one of this curve");
    }
    return VMSTRUST_OK;
}

/*
 * ECParameters ::= CHOICE {                                   RFC 5480 2.1.1
 *     namedCurve      OBJECT IDENTIFIER
 *     -- implicitCurve  NULL, specifiedCurve: "MUST NOT be used in PKIX" -- }
 * Explicit parameters are no failure but a key of VMST_KEY_EC_OTHER, so that
 * the finding can name them.
 */
static int
read_ec(struct vmst_der *parameters, struct vmst_der *bits,
        struct vmst_key *key)
{
    struct vmst_bytes explicit_curve;
    const struct curve *curve;

    key->is_explicit_curve = vmst_der_peek(parameters) == VMST_DER_SEQUENCE;
    if (key->is_explicit_curve) {
        return vmst_der_element(parameters, VMST_DER_SEQUENCE, &explicit_curve);
    }
    TRY(vmst_der_oid(parameters, &key->curve));
    curve = find_curve(key->curve);
    if (curve == NULL) {
        return VMSTRUST_OK;
    }
    key->kind = curve->kind;
    key->size = curve->size;
    return read_point(bits, key);
}

/* RFC 8410 3 and 4: no parameters (the caller proves that nothing is left),
 * and the bits are the key. RFC 8032 5.1.5, 5.2.5: 32 and 57 bytes. */
static int
read_edwards(struct vmst_der *parameters, struct vmst_der *bits,
             struct vmst_key *key)
{
    size_t size = key->kind == VMST_KEY_ED25519 ? 32 : 57;

    (void)parameters;
    if (key->bits.size != size) {
        return vmst_der_fail(bits, "the key has not the length of its kind");
    }
    key->size = key->kind == VMST_KEY_ED25519 ? 255 : 448;
    return VMSTRUST_OK;
}

/*
 * Dss-Parms ::= SEQUENCE {                                    RFC 3279 2.3.2
 *     p  INTEGER, q  INTEGER, g  INTEGER }
 */
static int
read_dsa_parameters(struct vmst_der *parameters, struct vmst_key *key)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(parameters, &fields));
    TRY(read_positive(&fields, &key->dsa.p));
    TRY(read_positive(&fields, &key->dsa.q));
    TRY(read_positive(&fields, &key->dsa.g));
    key->size = bit_length(key->dsa.p);
    key->is_reasonable = key->size <= DSA_LIMIT_P_BITS && is_odd(key->dsa.p) &&
                         bit_length(key->dsa.q) <= DSA_LIMIT_Q_BITS &&
                         key->dsa.g.size <= key->dsa.p.size;
    return vmst_der_end(&fields);
}

/* DSAPublicKey ::= INTEGER. RFC 3279 2.3.2: without parameters the issuer's
 * apply. Deviates: such a key verifies nothing here
 * (tests/conformance/divergences.tsv, 4.1.5). */
static int
read_dsa(struct vmst_der *parameters, struct vmst_der *bits,
         struct vmst_key *key)
{
    if (!vmst_der_is_empty(parameters)) {
        TRY(read_dsa_parameters(parameters, key));
    }
    TRY(read_positive(bits, &key->dsa.y));
    key->is_reasonable &= bit_length(key->dsa.y) <= DSA_LIMIT_P_BITS;
    return vmst_der_end(bits);
}

static const struct {
    struct vmst_bytes oid;
    const char *name;
    enum vmst_key_algorithm kind;
    int (*read)(struct vmst_der *parameters, struct vmst_der *bits,
                struct vmst_key *key);
} algorithms[] = {
    /* RFC 3279 2.3.1, RFC 4055 1.2, RFC 5480 2.1.1, RFC 8410 3, RFC 3279 2.3.2
     */
    {OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"), "RSA", VMST_KEY_RSA,
     read_rsa},
    {OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"), "RSA-PSS", VMST_KEY_RSA_PSS,
     read_rsa_pss},
    {OID("\x2a\x86\x48\xce\x3d\x02\x01"), "ECDSA", VMST_KEY_EC_OTHER, read_ec},
    {OID("\x2b\x65\x70"), "Ed25519", VMST_KEY_ED25519, read_edwards},
    {OID("\x2b\x65\x71"), "Ed448", VMST_KEY_ED448, read_edwards},
    {OID("\x2a\x86\x48\xce\x38\x04\x01"), "DSA", VMST_KEY_DSA, read_dsa},
};

/* The row of the algorithm, or VMST_COUNT(algorithms). */
static size_t
find_algorithm(struct vmst_bytes oid)
{
    size_t row = 0;

    while (row < VMST_COUNT(algorithms) &&
           !vmst_bytes_equal(algorithms[row].oid, oid)) {
        row++;
    }
    return row;
}

/*
 * AlgorithmIdentifier ::= SEQUENCE {                         RFC 5280 4.1.1.2
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL }
 * `parameters` is a cursor over the element, empty if there is none.
 */
static int
read_algorithm(struct vmst_der *in, struct vmst_key *key,
               struct vmst_der *parameters)
{
    struct vmst_der fields;
    uint8_t tag;
    struct vmst_bytes contents;

    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &fields, &key->algorithm));
    TRY(vmst_der_oid(&fields, &key->oid));
    *parameters = fields;
    if (!vmst_der_is_empty(&fields)) {
        TRY(vmst_der_any(&fields, &tag, &contents, NULL));
    }
    return vmst_der_end(&fields);
}

/* What a known algorithm holds, and that nothing is left of its parameters. */
static int
read_contents(struct vmst_der *parameters, const struct vmst_der *whole,
              struct vmst_key *key)
{
    size_t row = find_algorithm(key->oid);
    struct vmst_der bits =
        vmst_der_open_in(key->bits, whole, "subjectPublicKey");

    if (row == VMST_COUNT(algorithms)) {
        return VMSTRUST_OK;
    }
    key->kind = algorithms[row].kind;
    TRY(algorithms[row].read(parameters, &bits, key));
    return vmst_der_end(parameters);
}

/*
 * SubjectPublicKeyInfo ::= SEQUENCE {                          RFC 5280 4.1
 *     algorithm         AlgorithmIdentifier,
 *     subjectPublicKey  BIT STRING }
 */
int
vmst_key_read(struct vmst_der *in, struct vmst_key *key)
{
    struct vmst_der rest = *in;
    struct vmst_der fields;
    struct vmst_der parameters;

    *key = (struct vmst_key){.is_reasonable = true};
    TRY(vmst_der_enter(&rest, VMST_DER_SEQUENCE, &fields, &key->spki));
    TRY(read_algorithm(&fields, key, &parameters));
    TRY(vmst_der_bit_octets(&fields, &key->bits));
    TRY(vmst_der_end(&fields));
    TRY(read_contents(&parameters, in, key));
    *in = rest;
    return VMSTRUST_OK;
}

static void
show_curve(struct vmst_buffer *buffer, const struct vmst_key *key)
{
    const struct curve *curve = find_curve(key->curve);

    if (key->is_explicit_curve) {
        vmst_buffer_add_text(buffer, " with explicit parameters");
    } else if (curve != NULL) {
        vmst_buffer_format(buffer, " %s", curve->name);
    } else {
        vmst_buffer_add_text(buffer, " ");
        vmst_oid_show(buffer, key->curve);
    }
}

void
vmst_key_show(struct vmst_buffer *buffer, const struct vmst_key *key)
{
    size_t row = find_algorithm(key->oid);

    if (row == VMST_COUNT(algorithms)) {
        vmst_oid_show(buffer, key->oid);
        return;
    }
    vmst_buffer_add_text(buffer, algorithms[row].name);
    switch (key->kind) {
    case VMST_KEY_RSA:
    case VMST_KEY_RSA_PSS:
    case VMST_KEY_DSA:
        if (key->size != 0) {
            vmst_buffer_format(buffer, " %u", (unsigned)key->size);
        }
        break;
    case VMST_KEY_EC_P256:
    case VMST_KEY_EC_P384:
    case VMST_KEY_EC_P521:
    case VMST_KEY_EC_OTHER:
        show_curve(buffer, key);
        break;
    case VMST_KEY_ED25519:
    case VMST_KEY_ED448:
    case VMST_KEY_UNKNOWN:
        break;
    }
}
