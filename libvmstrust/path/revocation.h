/*
 * Revocation: RFC 5280 6.3 over the CRLs at hand, and a stapled OCSP response
 * (RFC 6960). Three answers, never silently good: good, revoked, unknown.
 * Nothing is fetched. Floor 2.
 */
#ifndef VMST_PATH_REVOCATION_H
#define VMST_PATH_REVOCATION_H

#include "path/memo.h"
#include "path/search.h"

/* What the steps of one verification share. */
struct vmst_revocation {
    const struct vmst_rules *rules;
    const struct vmst_pool *pool;
    struct vmst_memo *memo;
    struct vmst_budget *budget;
    unsigned nesting; /* 0: the path that is judged; above: that of a signer of
                         CRLs */
};

/* Judges every certificate of a path that is valid otherwise, its anchor
 * excepted, and adds findings. Sets path->revocation. */
void vmst_revocation_check(const struct vmst_revocation *revocation,
                           struct vmst_path *path,
                           struct vmst_findings *findings);

/* May the path of a signer be relied on: is none of its certificates revoked,
 * and, where that must be known, is it known of each? */
bool vmst_revocation_allows(const struct vmst_revocation *revocation,
                            const struct vmst_path *path);

#endif
