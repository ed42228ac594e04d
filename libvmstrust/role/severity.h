/*
 * The row of severities that one judgement goes by, computed from the rule set,
 * the role and the client. Overrides of a policy come on top, elsewhere.
 * Floor 3.
 */
#ifndef VMST_ROLE_SEVERITY_H
#define VMST_ROLE_SEVERITY_H

#include "path/finding.h"
#include "role/table.h"

/* What a rule set makes of a finding by itself; VMSTRUST_SEVERITY_ERROR for a
 * number that no finding has. */
vmstrust_severity vmst_severity_under(const struct vmst_ruleset *rules,
                                      vmstrust_finding finding);

/* Starts with the column of the rule set. A client raises what its targets
 * refuse. Without a client (NULL), and under the rule set vms only, every
 * client that connects to the role does: the strictest counts, and of equals
 * the first of connections.def is named. Nothing is ever lowered. */
void vmst_severities_fill(struct vmst_severities *severities,
                          const struct vmst_ruleset *rules,
                          const struct vmst_role *role,
                          const struct vmst_client *client);

#endif
