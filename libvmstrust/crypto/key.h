/*
 * What a public key is (SubjectPublicKeyInfo, RFC 5280 4.1.2.7, RFC 3279,
 * RFC 4055, RFC 5480, RFC 8410): its algorithm, size and curve, read by our
 * own cursor before GnuTLS sees it, so that a stranger's key cannot cost
 * seconds. Floor 0.
 */
#ifndef VMST_CRYPTO_KEY_H
#define VMST_CRYPTO_KEY_H

#include "der/cursor.h"

enum vmst_key_algorithm {
    VMST_KEY_UNKNOWN, /* an OID or a curve that we do not know: no failure */
    VMST_KEY_RSA,
    VMST_KEY_RSA_PSS,
    VMST_KEY_EC_P256,
    VMST_KEY_EC_P384,
    VMST_KEY_EC_P521,
    VMST_KEY_EC_OTHER, /* a named curve that is none of these three, or
                          explicit parameters */
    VMST_KEY_ED25519,
    VMST_KEY_ED448,
    VMST_KEY_DSA,
};

struct vmst_key {
    struct vmst_bytes spki;      /* the whole SubjectPublicKeyInfo; view */
    struct vmst_bytes algorithm; /* its AlgorithmIdentifier, whole; view */
    struct vmst_bytes oid;       /* of the algorithm, contents; view */
    struct vmst_bytes curve;     /* namedCurve OID contents, or empty; view */
    struct vmst_bytes bits;      /* subjectPublicKey; view */
    enum vmst_key_algorithm kind;
    bool is_explicit_curve;
    uint32_t size;      /* bits of the modulus or of the field; 0 if
                                    not known */
    bool is_reasonable; /* RSA: modulus <= 16,384 bits, exponent odd,
                                    3 <= e < 2^64; others by their fixed size */
};

/* Reads one SubjectPublicKeyInfo and advances. An unknown algorithm is no
 * failure; a known one with contents that do not fit it is. */
int vmst_key_read(struct vmst_der *in, struct vmst_key *key);

/* "RSA 3072", "ECDSA P-256", "Ed25519", or the dotted OID. */
void vmst_key_show(struct vmst_buffer *buffer, const struct vmst_key *key);

#endif
