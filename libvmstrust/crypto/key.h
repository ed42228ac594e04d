/*
 * What a public key is (SubjectPublicKeyInfo, RFC 5280 4.1.2.7, RFC 3279,
 * RFC 4055, RFC 5480, RFC 8410): its algorithm, size and curve, read by our
 * own cursor before GnuTLS sees it, so that a stranger's key cannot cost
 * seconds. Floor 0.
 */
#ifndef VMST_CRYPTO_KEY_H
#define VMST_CRYPTO_KEY_H

#include "crypto/pss.h"
#include "der/cursor.h"

enum vmst_key_algorithm {
    VMST_KEY_UNKNOWN, /* an OID or a curve that we do not know: no failure */
    VMST_KEY_RSA,
    VMST_KEY_RSA_PSS,
    VMST_KEY_EC_P256,
    VMST_KEY_EC_P384,
    VMST_KEY_EC_P521,
    VMST_KEY_EC_OTHER, /* a named curve that is none of these three (P-192,
                          P-224, secp256k1, Brainpool), or explicit parameters:
                          no signature of such a key is computed */
    VMST_KEY_ED25519,
    VMST_KEY_ED448,
    VMST_KEY_DSA,
};

struct vmst_rsa_numbers { /* magnitudes without leading zeros; views */
    struct vmst_bytes modulus;
    struct vmst_bytes exponent;
};

struct vmst_dsa_numbers { /* p, q and g are empty where they are inherited */
    struct vmst_bytes p;
    struct vmst_bytes q;
    struct vmst_bytes g;
    struct vmst_bytes y;
};

struct vmst_key {
    struct vmst_bytes spki;      /* the whole SubjectPublicKeyInfo; view */
    struct vmst_bytes algorithm; /* its AlgorithmIdentifier, whole; view */
    struct vmst_bytes oid;       /* of the algorithm, contents; view */
    struct vmst_bytes curve;     /* namedCurve OID contents, or empty; view */
    struct vmst_bytes bits;      /* subjectPublicKey; view */
    enum vmst_key_algorithm kind;
    bool is_explicit_curve;
    /* Bits of the modulus, of p or of the field; 0 if not known. */
    uint32_t size;
    /* RSA: modulus odd and at most 16,384 bits, exponent odd, 3 <= e < 2^64.
     * DSA: p at most 4,096 bits, q at most 256. Others: always. */
    bool is_reasonable;
    struct vmst_rsa_numbers rsa; /* RSA and RSA-PSS */
    struct vmst_dsa_numbers dsa;
    bool has_pss_limits; /* an RSA-PSS key with parameters: what its
                                    signatures must keep to (RFC 4055 3.3) */
    struct vmst_pss pss_limits;
};

/* Reads one SubjectPublicKeyInfo and advances. An unknown algorithm is no
 * failure; a known one with contents that do not fit it is. */
int vmst_key_read(struct vmst_der *in, struct vmst_key *key);

/* "RSA 3072", "ECDSA P-256", "Ed25519", or the dotted OID. */
void vmst_key_show(struct vmst_buffer *buffer, const struct vmst_key *key);

#endif
