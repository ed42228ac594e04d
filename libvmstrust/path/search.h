/*
 * The search: proposes complete paths from the certificate to an anchor, best
 * first, and stops at the first one without an error. It knows nothing of
 * RFC 5280 beyond names and signatures. Of what failed it keeps the most
 * telling. Floor 2.
 */
#ifndef VMST_PATH_SEARCH_H
#define VMST_PATH_SEARCH_H

#include "cert/crl.h"
#include "cert/ocsp.h"
#include "path/cache.h"
#include "path/validate.h"

struct vmst_near_miss {
    vmstrust_near_miss kind;
    const struct vmst_cert *cert;  /* borrowed */
    const struct vmst_cert *child; /* the certificate it almost issued, or NULL;
                                      borrowed */
};

struct vmst_near_misses {
    struct vmst_near_miss rows[VMST_LIMIT_NEAR_MISSES];
    size_t count;
};

/* What is searched in: the certificates in the order in which the peer sent
 * them, and one generation of the store. */
struct vmst_pool {
    struct vmst_cert *const *certs; /* [0] is judged; not malformed */
    size_t count;
    const struct vmst_trust *trust;
    struct vmst_cache *cache;     /* may be NULL */
    struct vmst_crl *const *crls; /* what the peer sent */
    size_t crl_count;
    const struct vmst_ocsp *ocsp; /* stapled, or NULL */
};

struct vmst_memo;

struct vmst_outcome {
    struct vmst_path path;         /* accepted; or the best that failed; or the
                                       certificates up to where it breaks off,
                                       with no anchor */
    struct vmst_findings findings; /* of that path; no error: accepted */
    struct vmst_near_misses near;
    size_t failed_paths;       /* complete ones */
    struct vmst_budget budget; /* what is left */
};

/* VMSTRUST_OK: there is an outcome, whatever it says. VMSTRUST_E_MEMORY;
 * VMSTRUST_E_CRYPTO: the library below could not compute, so there is no
 * answer. */
int vmst_search(const struct vmst_rules *rules, const struct vmst_pool *pool,
                struct vmst_outcome *outcome);

/* Has the signer of a CRL a valid path of its own? Revocation is not asked.
 * Shares memo and budget with the verification that needs to know. */
bool vmst_search_signer(const struct vmst_rules *rules,
                        const struct vmst_pool *pool,
                        const struct vmst_cert *signer, struct vmst_memo *memo,
                        struct vmst_budget *budget, struct vmst_path *path);

#endif
