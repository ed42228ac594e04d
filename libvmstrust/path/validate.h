/*
 * Judges one complete path by the steps of RFC 5280 6.1, from the anchor down
 * to the certificate itself. It knows nothing of searching; signatures and
 * the chaining of names were proved when the path was built. Floor 2.
 */
#ifndef VMST_PATH_VALIDATE_H
#define VMST_PATH_VALIDATE_H

#include "path/budget.h"
#include "path/rules.h"
#include "path/trust.h"

struct vmst_valid_policies {
    struct vmst_bytes list[VMST_LIMIT_VALID_POLICIES]; /* OID contents; views of
                                                          certificates or of the
                                                          rules */
    size_t count;
};

struct vmst_path {
    const struct vmst_cert *certs[VMST_LIMIT_PATH]; /* borrowed; [0] is the
                                                       certificate judged */
    size_t count;
    const struct vmst_anchor *anchor;    /* of the last one; NULL: the path ends
                                         without one */
    struct vmst_valid_policies policies; /* set by vmst_validate */
    vmstrust_revocation_state revocation; /* set by vmst_revocation_check */
};

struct vmst_policy_scratch; /* path/policies.h */

/* Adds every finding about the path; path->anchor is not NULL. */
void vmst_validate(const struct vmst_rules *rules, struct vmst_path *path,
                   struct vmst_policy_scratch *scratch,
                   struct vmst_budget *budget, struct vmst_findings *findings);

/* Adds what is wrong with the first certificate whatever its path: time, key,
 * purpose, critical extensions, profile. vmst_validate includes it. Of a
 * certificate that is itself trusted (anchor or pin) the signature is nothing
 * to rely on, so its algorithm does not count. */
void vmst_validate_leaf(const struct vmst_rules *rules,
                        const struct vmst_cert *leaf, bool is_itself_trusted,
                        struct vmst_findings *findings);

/* Would it be refused as an issuer whatever the path (no CA, may not sign,
 * expired)? For ranking candidates. */
bool vmst_is_fit_to_issue(const struct vmst_rules *rules,
                          const struct vmst_cert *cert);

#endif
