/*
 * Certificate policies: RFC 5280 6.1.2 to 6.1.5 with the policy graph of
 * RFC 9618. What a level of the graph allows depends on the level above alone,
 * so two levels are kept, whatever the length of the path: nothing grows
 * exponentially. Floor 2.
 */
#ifndef VMST_PATH_POLICIES_H
#define VMST_PATH_POLICIES_H

#include "path/budget.h"
#include "path/rules.h"
#include "path/validate.h"

struct vmst_policy_scratch; /* the two levels */

/* NULL: no memory. Freed with free(). */
struct vmst_policy_scratch *vmst_policy_scratch_new(void);

/* Judges the policies of the path; on return path->policies is the
 * user-constrained-policy-set (6.1.5 (g)). */
void vmst_policies_check(const struct vmst_rules *rules, struct vmst_path *path,
                         struct vmst_policy_scratch *scratch,
                         struct vmst_budget *budget,
                         struct vmst_findings *findings);

#endif
