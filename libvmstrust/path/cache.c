/*
 * Signatures that verified, in a table of fixed size: a new one takes the
 * place of the one whose digest starts alike. Floor 2.
 */
#include "path/cache.h"

#include <stdlib.h>

#include "base/lock.h"

/* 1,024 entries are 32 KiB: ten times the certificates of a site with forty
 * servers and their intermediates. A power of two. */
#define ENTRIES 1024

struct vmst_cache {
    struct vmst_lock lock;                      /* guards the digests */
    uint8_t digests[ENTRIES][VMST_SHA256_SIZE]; /* all zero: empty */
};

int
vmst_cache_new(struct vmst_cache **cache)
{
    *cache = calloc(1, sizeof(**cache));
    if (*cache == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    if (vmst_lock_new(&(*cache)->lock) != VMSTRUST_OK) {
        free(*cache);
        *cache = NULL;
        return VMSTRUST_E_MEMORY;
    }
    return VMSTRUST_OK;
}

void
vmst_cache_free(struct vmst_cache *cache)
{
    if (cache != NULL) {
        vmst_lock_free(&cache->lock);
        free(cache);
    }
}

static void
add_length(uint8_t out[8], size_t size)
{
    for (size_t i = 0; i < 8; i++) {
        out[i] = (uint8_t)((uint64_t)size >> (56 - 8 * i));
    }
}

/* Each part after its length. */
#define MOST_PARTS 4

static int
digest_parts(const struct vmst_bytes *parts, size_t count,
             uint8_t digest[VMST_SHA256_SIZE])
{
    uint8_t lengths[MOST_PARTS][8];
    struct vmst_bytes pieces[2 * MOST_PARTS];
    for (size_t i = 0; i < count; i++) {
        add_length(lengths[i], parts[i].size);
        pieces[2 * i] = vmst_bytes(lengths[i], sizeof(lengths[i]));
        pieces[2 * i + 1] = parts[i];
    }
    return vmst_sha256_of(pieces, 2 * count, digest);
}

static int
digest_of(const struct vmst_cert *cert, const struct vmst_cert *issuer,
          uint8_t digest[VMST_SHA256_SIZE])
{
    const struct vmst_bytes parts[MOST_PARTS] = {
        issuer->key.spki, cert->algorithm.whole, cert->tbs, cert->signature};
    return digest_parts(parts, VMST_COUNT(parts), digest);
}

/* Three parts where a certificate has four, so that neither stands for the
 * other: the first one of a certificate is a key, and no key is this mark. */
static int
digest_of_crl(const struct vmst_crl *crl, const struct vmst_cert *issuer,
              uint8_t digest[VMST_SHA256_SIZE])
{
    const struct vmst_bytes parts[] = {
        vmst_bytes_of("CRL"), issuer->key.spki,
        vmst_bytes(crl->sha256, sizeof(crl->sha256))};
    return digest_parts(parts, VMST_COUNT(parts), digest);
}

static uint8_t *
entry_of(struct vmst_cache *cache, const uint8_t digest[VMST_SHA256_SIZE])
{
    return cache->digests[(digest[0] | digest[1] << 8) % ENTRIES];
}

static bool
is_known(struct vmst_cache *cache, const uint8_t digest[VMST_SHA256_SIZE])
{
    vmst_lock_take(&cache->lock);
    bool known = memcmp(entry_of(cache, digest), digest, VMST_SHA256_SIZE) == 0;
    vmst_lock_release(&cache->lock);
    return known;
}

static void
remember(struct vmst_cache *cache, const uint8_t digest[VMST_SHA256_SIZE])
{
    vmst_lock_take(&cache->lock);
    memcpy(entry_of(cache, digest), digest, VMST_SHA256_SIZE);
    vmst_lock_release(&cache->lock);
}

enum vmst_signature_result
vmst_cache_check(struct vmst_cache *cache, const struct vmst_cert *cert,
                 const struct vmst_cert *issuer)
{
    uint8_t digest[VMST_SHA256_SIZE];
    bool is_cached =
        cache != NULL && digest_of(cert, issuer, digest) == VMSTRUST_OK;
    if (is_cached && is_known(cache, digest)) {
        return VMST_SIGNATURE_GOOD;
    }
    enum vmst_signature_result result = vmst_signature_check(
        &issuer->key, &cert->algorithm, cert->tbs, cert->signature);
    if (is_cached && result == VMST_SIGNATURE_GOOD) {
        remember(cache, digest);
    }
    return result;
}

enum vmst_signature_result
vmst_cache_check_crl(struct vmst_cache *cache, const struct vmst_crl *crl,
                     const struct vmst_cert *issuer)
{
    uint8_t digest[VMST_SHA256_SIZE];
    bool is_cached =
        cache != NULL && digest_of_crl(crl, issuer, digest) == VMSTRUST_OK;
    if (is_cached && is_known(cache, digest)) {
        return VMST_SIGNATURE_GOOD;
    }
    enum vmst_signature_result result = vmst_signature_check(
        &issuer->key, &crl->algorithm, crl->tbs, crl->signature);
    if (is_cached && result == VMST_SIGNATURE_GOOD) {
        remember(cache, digest);
    }
    return result;
}
