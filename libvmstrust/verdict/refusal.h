/*
 * What one TLS stack would refuse in a chain, for its form alone: no trust, no
 * clock, no host, no signature. What every stack refuses is no part of it.
 * Floor 4.
 */
#ifndef VMST_VERDICT_REFUSAL_H
#define VMST_VERDICT_REFUSAL_H

#include "path/finding.h"
#include "role/table.h"
#include "verdict/chain.h"

struct vmst_refusals {
    vmstrust_target target;
    struct vmst_certs path;        /* owned: those that the findings borrow */
    struct vmst_findings findings; /* worst first; their facts are gone */
};

/* VMSTRUST_E_MALFORMED if the first certificate is not well formed,
 * VMSTRUST_E_ARGUMENT if there is none, VMSTRUST_E_MEMORY. */
int vmst_refusals_find(const struct vmst_chain *chain, vmstrust_target target,
                       struct vmst_note *note, struct vmst_refusals **refusals);
void vmst_refusals_free(struct vmst_refusals *refusals);
VMST_FREE_AT_SCOPE_END(refusals)

/* What the table says about one of the findings; never NULL for these. */
const struct vmst_refusal *
vmst_refusals_row(const struct vmst_refusals *refusals, size_t index);

#endif
