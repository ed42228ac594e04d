/*
 * The one cache: signatures that verified. The key is SHA-256 over the
 * length-prefixed SPKI, AlgorithmIdentifier, TBS and signature, so that a hit
 * says exactly what the computation would. Failures are never stored, nothing
 * else reads it, its size is fixed, it has its own lock. Floor 2.
 */
#ifndef VMST_PATH_CACHE_H
#define VMST_PATH_CACHE_H

#include "cert/cert.h"

struct vmst_cache;

int vmst_cache_new(struct vmst_cache **cache);
void vmst_cache_free(struct vmst_cache *cache);
VMST_FREE_AT_SCOPE_END(cache)

/* Did `issuer`'s key make the signature of `cert`? `cache` may be NULL. */
enum vmst_signature_result vmst_cache_check(struct vmst_cache *cache,
                                            const struct vmst_cert *cert,
                                            const struct vmst_cert *issuer);

#endif
