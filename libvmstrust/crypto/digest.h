/*
 * Digests by GnuTLS, and the hash functions that signatures name. Floor 0.
 */
#ifndef VMST_CRYPTO_DIGEST_H
#define VMST_CRYPTO_DIGEST_H

#include "base/bytes.h"

#define VMST_SHA256_SIZE 32
#define VMST_SHA1_SIZE 20

enum vmst_hash {
    VMST_HASH_NONE, /* inside the algorithm (EdDSA), or not known */
    VMST_HASH_MD2,
    VMST_HASH_MD5,
    VMST_HASH_SHA1,
    VMST_HASH_SHA224,
    VMST_HASH_SHA256,
    VMST_HASH_SHA384,
    VMST_HASH_SHA512,
};

/* "SHA-256"; "no hash" for VMST_HASH_NONE. */
const char *vmst_hash_name(enum vmst_hash hash);

/* VMSTRUST_E_CRYPTO if the library below refuses (FIPS mode and SHA-1). */
int vmst_sha256(struct vmst_bytes data, uint8_t digest[VMST_SHA256_SIZE]);
/* Over several pieces, one after the other. */
int vmst_sha256_of(const struct vmst_bytes *pieces, size_t count,
                   uint8_t digest[VMST_SHA256_SIZE]);
/* Over what comes piece by piece. A failure is answered by the end. */
struct vmst_sha256 {
    void *handle;
    bool failed;
};
void vmst_sha256_begin(struct vmst_sha256 *hash);
void vmst_sha256_add(struct vmst_sha256 *hash, struct vmst_bytes piece);
int vmst_sha256_end(struct vmst_sha256 *hash, uint8_t digest[VMST_SHA256_SIZE]);
int vmst_sha1(struct vmst_bytes data, uint8_t digest[VMST_SHA1_SIZE]);
/* By the hash that something names: its digest, of vmst_digest_size bytes.
 * VMSTRUST_E_CRYPTO for none, MD2 and MD5. */
#define VMST_DIGEST_SIZE 64
int vmst_digest(enum vmst_hash hash, struct vmst_bytes data,
                uint8_t digest[VMST_DIGEST_SIZE]);
/* 0 for those that vmst_digest refuses. */
size_t vmst_digest_size(enum vmst_hash hash);

#endif
