/*
 * Digests by GnuTLS. SHA-1 is here for thumbprints as Windows prints them;
 * nothing trusts it. Floor 0.
 */
#include "crypto/digest.h"

#include <gnutls/crypto.h>

const char *
vmst_hash_name(enum vmst_hash hash)
{
    switch (hash) {
    case VMST_HASH_NONE:
        return "no hash";
    case VMST_HASH_MD2:
        return "MD2";
    case VMST_HASH_MD5:
        return "MD5";
    case VMST_HASH_SHA1:
        return "SHA-1";
    case VMST_HASH_SHA224:
        return "SHA-224";
    case VMST_HASH_SHA256:
        return "SHA-256";
    case VMST_HASH_SHA384:
        return "SHA-384";
    case VMST_HASH_SHA512:
        return "SHA-512";
    }
    return "no hash";
}

static int
digest_by_gnutls(gnutls_digest_algorithm_t algorithm, struct vmst_bytes data,
                 uint8_t *digest)
{
    /* Never NULL: no data is data too. */
    const void *start = data.data != NULL ? (const void *)data.data : "";

    if (gnutls_hash_fast(algorithm, start, data.size, digest) != 0) {
        return VMSTRUST_E_CRYPTO;
    }
    return VMSTRUST_OK;
}

int
vmst_sha256(struct vmst_bytes data, uint8_t digest[VMST_SHA256_SIZE])
{
    return digest_by_gnutls(GNUTLS_DIG_SHA256, data, digest);
}

int
vmst_sha1(struct vmst_bytes data, uint8_t digest[VMST_SHA1_SIZE])
{
    return digest_by_gnutls(GNUTLS_DIG_SHA1, data, digest);
}

void
vmst_sha256_begin(struct vmst_sha256 *hash)
{
    gnutls_hash_hd_t handle = NULL;

    hash->failed = gnutls_hash_init(&handle, GNUTLS_DIG_SHA256) != 0;
    hash->handle = hash->failed ? NULL : handle;
}

void
vmst_sha256_add(struct vmst_sha256 *hash, struct vmst_bytes piece)
{
    if (!hash->failed && piece.size > 0) {
        hash->failed = gnutls_hash(hash->handle, piece.data, piece.size) != 0;
    }
}

int
vmst_sha256_end(struct vmst_sha256 *hash, uint8_t digest[VMST_SHA256_SIZE])
{
    if (hash->handle != NULL) {
        gnutls_hash_deinit(hash->handle, digest);
        hash->handle = NULL;
    }
    return hash->failed ? VMSTRUST_E_CRYPTO : VMSTRUST_OK;
}

int
vmst_sha256_of(const struct vmst_bytes *pieces, size_t count,
               uint8_t digest[VMST_SHA256_SIZE])
{
    struct vmst_sha256 hash;

    vmst_sha256_begin(&hash);
    for (size_t i = 0; i < count; i++) {
        vmst_sha256_add(&hash, pieces[i]);
    }
    return vmst_sha256_end(&hash, digest);
}

static gnutls_digest_algorithm_t
algorithm_of(enum vmst_hash hash)
{
    switch (hash) {
    case VMST_HASH_NONE:
    case VMST_HASH_MD2:
    case VMST_HASH_MD5:
        break;
    case VMST_HASH_SHA1:
        return GNUTLS_DIG_SHA1;
    case VMST_HASH_SHA224:
        return GNUTLS_DIG_SHA224;
    case VMST_HASH_SHA256:
        return GNUTLS_DIG_SHA256;
    case VMST_HASH_SHA384:
        return GNUTLS_DIG_SHA384;
    case VMST_HASH_SHA512:
        return GNUTLS_DIG_SHA512;
    }
    return GNUTLS_DIG_UNKNOWN;
}

size_t
vmst_digest_size(enum vmst_hash hash)
{
    gnutls_digest_algorithm_t algorithm = algorithm_of(hash);

    return algorithm == GNUTLS_DIG_UNKNOWN ? 0 : gnutls_hash_get_len(algorithm);
}

int
vmst_digest(enum vmst_hash hash, struct vmst_bytes data,
            uint8_t digest[VMST_DIGEST_SIZE])
{
    gnutls_digest_algorithm_t algorithm = algorithm_of(hash);

    return algorithm == GNUTLS_DIG_UNKNOWN
               ? VMSTRUST_E_CRYPTO
               : digest_by_gnutls(algorithm, data, digest);
}
