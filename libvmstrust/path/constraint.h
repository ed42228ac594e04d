/*
 * Name constraints (RFC 5280 4.2.1.10, 6.1.3 (b) and (c)): every name of every
 * certificate below against every subtree above. Floor 2.
 */
#ifndef VMST_PATH_CONSTRAINT_H
#define VMST_PATH_CONSTRAINT_H

#include "path/budget.h"
#include "path/rules.h"

/* Judges the names of `cert` by the constraints of `authority`, which stands
 * above it. `common_name` is one more DNS name of it, or empty. Adds at most
 * one finding. */
void vmst_constraints_check(const struct vmst_rules *rules,
                            const struct vmst_cert *authority,
                            const struct vmst_cert *cert, int depth,
                            struct vmst_bytes common_name,
                            struct vmst_budget *budget,
                            struct vmst_findings *findings);

/* May the authority issue for this one name? */
bool vmst_constraints_permit(const struct vmst_cert *authority,
                             const struct vmst_general_name *name);

/* Adds a finding if the certificate's own constraints cannot be processed. */
void vmst_constraints_check_form(const struct vmst_rules *rules,
                                 const struct vmst_cert *authority, int depth,
                                 struct vmst_findings *findings);

#endif
