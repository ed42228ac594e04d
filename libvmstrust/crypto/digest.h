/*
 * Digests by GnuTLS. Floor 0.
 */
#ifndef VMST_CRYPTO_DIGEST_H
#define VMST_CRYPTO_DIGEST_H

#include "base/bytes.h"

#define VMST_SHA256_SIZE 32
#define VMST_SHA1_SIZE 20

/* VMSTRUST_E_CRYPTO if the library below refuses (FIPS mode and SHA-1). */
int vmst_sha256(struct vmst_bytes data, uint8_t digest[VMST_SHA256_SIZE]);
int vmst_sha1(struct vmst_bytes data, uint8_t digest[VMST_SHA1_SIZE]);

#endif
