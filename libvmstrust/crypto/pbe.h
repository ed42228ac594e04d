/*
 * Encryption under a passphrase: PBES2 (RFC 8018) and the schemes of PKCS#12
 * (RFC 7292 C). What others wrote is described, so that its cost is known
 * before anyone pays it; what we write is one of two. Floor 0.
 */
#ifndef VMST_CRYPTO_PBE_H
#define VMST_CRYPTO_PBE_H

#include "crypto/kdf.h"
#include "der/writer.h"

enum vmst_pbe_scheme {
    VMST_PBE_UNKNOWN,
    VMST_PBE_PBES1,  /* RFC 8018 6.1: DES or RC2, MD5 or SHA-1 */
    VMST_PBE_PKCS12, /* RFC 7292 C: RC2, RC4 or 3DES, SHA-1 */
    VMST_PBE_PBES2,  /* RFC 8018 6.2 with PBKDF2 */
};

enum vmst_pbe_cipher {
    VMST_CIPHER_UNKNOWN,
    VMST_CIPHER_DES,
    VMST_CIPHER_RC2,
    VMST_CIPHER_RC4,
    VMST_CIPHER_3DES,
    VMST_CIPHER_AES,
};

struct vmst_pbe {
    struct vmst_bytes oid; /* of the scheme; view */
    enum vmst_pbe_scheme scheme;
    enum vmst_pbe_cipher cipher;
    unsigned key_bits;
    enum vmst_hash hash; /* of the derivation */
    uint32_t iterations; /* 0 where the scheme is not known */
};

/* Reads one AlgorithmIdentifier and advances. An unknown scheme is no failure;
 * a known one with parameters that do not fit it is. */
int vmst_pbe_read(struct vmst_der *in, struct vmst_pbe *pbe);
/* "AES-256 with SHA-256, 100000 iterations". */
void vmst_pbe_show(struct vmst_buffer *buffer, const struct vmst_pbe *pbe);

/* Can it be decrypted here, and at a bearable cost? VMSTRUST_E_CRYPTO for a
 * scheme or cipher that is not known, VMSTRUST_E_LIMIT beyond
 * VMST_LIMIT_ITERATIONS; the sentence begins with `what`, a literal. */
int vmst_pbe_check(const struct vmst_pbe *pbe, const char *what,
                   struct vmst_note *note);

enum vmst_pbe_kind {
    VMST_PBE_3DES_SHA1,     /* pbeWithSHAAnd3-KeyTripleDES-CBC */
    VMST_PBE_AES256_SHA256, /* PBES2, PBKDF2 with HMAC-SHA-256, AES-256-CBC */
};

struct vmst_pbe_plan {
    enum vmst_pbe_kind kind;
    uint32_t iterations;
    const struct vmst_secret *passphrase; /* the caller's */
};

/* Writes the AlgorithmIdentifier and, with `tag`, the ciphertext of `plain`,
 * with a salt and an IV of their own. */
int vmst_pbe_write(struct vmst_writer *writer, const struct vmst_pbe_plan *plan,
                   uint8_t tag, struct vmst_bytes plain,
                   struct vmst_note *note);

#endif
