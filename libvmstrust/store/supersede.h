/*
 * Revocation lists that another one of the same authority has replaced. Floor 5.
 */
#ifndef VMST_STORE_SUPERSEDE_H
#define VMST_STORE_SUPERSEDE_H

#include "path/cache.h"
#include "path/trust.h"

/* Is this one of the lists of `trust`, and is there another with the same
 * issuer and scope, a higher number and no earlier date, in force at `now`,
 * that the same key of an authority of `trust` signed? What cannot be shown to
 * be superseded is not. */
bool vmst_crl_is_superseded(const struct vmst_trust *trust,
                            struct vmst_cache *cache,
                            const struct vmst_crl *crl, int64_t now);

#endif
