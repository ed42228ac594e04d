/*
 * Keys out of passphrases: PBKDF2 by GnuTLS, and the derivation of PKCS#12,
 * which GnuTLS has and does not hand out. Floor 0.
 */
#ifndef VMST_CRYPTO_KDF_H
#define VMST_CRYPTO_KDF_H

#include "base/note.h"
#include "crypto/digest.h"
#include "crypto/secret.h"

/* RFC 8018 5.2, with HMAC of SHA-256. */
int vmst_pbkdf2_sha256(const struct vmst_secret *passphrase,
                       struct vmst_bytes salt, uint32_t iterations,
                       struct vmst_note *note, uint8_t *out, size_t size);

enum vmst_pkcs12_use { /* RFC 7292 B.3 */
                       VMST_PKCS12_USE_KEY = 1,
                       VMST_PKCS12_USE_IV = 2,
                       VMST_PKCS12_USE_MAC = 3,
};

struct vmst_pkcs12_kdf {
    enum vmst_hash hash; /* SHA-1 or SHA-256 */
    enum vmst_pkcs12_use use;
    uint32_t iterations;
    struct vmst_bytes salt; /* at most VMST_KDF_SALT bytes; the caller's */
};
#define VMST_KDF_SALT ((size_t)64)

/* RFC 7292 B.2. VMSTRUST_E_ARGUMENT if the passphrase is not UTF-8. */
int vmst_pkcs12_derive(const struct vmst_pkcs12_kdf *kdf,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note, uint8_t *out, size_t size);

#endif
