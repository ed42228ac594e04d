/*
 * The budget of one verification: every cost that a stranger can cause is
 * charged here before the work is done. Floor 2.
 */
#ifndef VMST_PATH_BUDGET_H
#define VMST_PATH_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "limits.h"

struct vmst_budget {
    uint32_t signatures;  /* units, crypto/signature.h */
    uint32_t steps;       /* candidates tried */
    uint32_t paths;       /* complete paths validated */
    uint32_t constraints; /* names compared with constraints */
    uint32_t policies;    /* certificate policies compared */
    const char *spent;    /* which one ran out first; NULL: none did */
};

static inline struct vmst_budget
vmst_budget_full(void)
{
    return (struct vmst_budget){.signatures = VMST_LIMIT_SIGNATURE_UNITS,
                                .steps = VMST_LIMIT_SEARCH_STEPS,
                                .paths = VMST_LIMIT_PATHS,
                                .constraints = VMST_LIMIT_CONSTRAINT_CHECKS,
                                .policies = VMST_LIMIT_POLICY_CHECKS,
                                .spent = NULL};
}

/* Takes `units` from one cost of the budget. False: not that much is left, and
 * from now on the budget is spent. */
static inline bool
vmst_budget_spend(struct vmst_budget *budget, uint32_t *cost, uint32_t units,
                  const char *what)
{
    if (budget->spent != NULL || *cost < units) {
        budget->spent = budget->spent == NULL ? what : budget->spent;
        return false;
    }
    *cost -= units;
    return true;
}

#endif
