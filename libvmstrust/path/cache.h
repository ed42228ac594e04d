/*
 * The one cache: signatures that verified. The key is SHA-256 over the
 * length-prefixed SPKI, AlgorithmIdentifier, TBS and signature, so that a hit
 * says exactly what the computation would. Failures are never stored, nothing
 * else reads it, its size is fixed, it has its own lock. Floor 2.
 */
#ifndef VMST_PATH_CACHE_H
#define VMST_PATH_CACHE_H

#include "cert/cert.h"
#include "cert/crl.h"

struct vmst_cache;

int vmst_cache_new(struct vmst_cache **cache);
void vmst_cache_free(struct vmst_cache *cache);
VMST_FREE_AT_SCOPE_END(cache)

/* Did `issuer`'s key make the signature of `cert`? `cache` may be NULL. */
enum vmst_signature_result vmst_cache_check(struct vmst_cache *cache,
                                            const struct vmst_cert *cert,
                                            const struct vmst_cert *issuer);
/* Did `issuer`'s key make the signature of `crl`? The key is SHA-256 over a
 * mark, the length-prefixed SPKI and the SHA-256 of the whole CRL, which was
 * computed when it was parsed: a CRL of 10 MB is not read again for a hit. */
enum vmst_signature_result vmst_cache_check_crl(struct vmst_cache *cache,
                                                const struct vmst_crl *crl,
                                                const struct vmst_cert *issuer);

#endif
