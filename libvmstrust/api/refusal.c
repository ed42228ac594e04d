/*
 * vmstrust_refusals: the public calls. A row beyond the last, and NULL, read as
 * the empty case. Floor 6.
 */
#include <vmstrust/refusal.h>

#include "api/error.h"
#include "verdict/refusal.h"

int
vmstrust_chain_find_refusals(const vmstrust_chain *chain,
                             vmstrust_target target,
                             vmstrust_refusals **refusals,
                             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (refusals != NULL) {
        *refusals = NULL;
    }
    if (chain == NULL || refusals == NULL || vmst_target_get(target) == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_refusals_find(chain, target, &note, refusals);
    return vmst_error_answer(code, &note, error);
}

/* The finding of a row, or NULL. */
static const struct vmst_finding *
finding_at(const vmstrust_refusals *refusals, size_t index)
{
    if (refusals == NULL || index >= refusals->findings.count) {
        return NULL;
    }
    return &refusals->findings.rows[index];
}

bool
vmstrust_refusals_is_accepted(const vmstrust_refusals *refusals)
{
    return refusals != NULL && !refusals->findings.has_error;
}

size_t
vmstrust_refusals_get_count(const vmstrust_refusals *refusals)
{
    return refusals == NULL ? 0 : refusals->findings.count;
}

vmstrust_finding
vmstrust_refusals_get_finding(const vmstrust_refusals *refusals, size_t index)
{
    const struct vmst_finding *finding = finding_at(refusals, index);
    return finding == NULL ? VMSTRUST_FINDING_NONE : finding->number;
}

vmstrust_severity
vmstrust_refusals_get_severity(const vmstrust_refusals *refusals, size_t index)
{
    const struct vmst_finding *finding = finding_at(refusals, index);
    return finding == NULL ? VMSTRUST_SEVERITY_OFF : finding->severity;
}

int
vmstrust_refusals_get_depth(const vmstrust_refusals *refusals, size_t index)
{
    const struct vmst_finding *finding = finding_at(refusals, index);
    return finding == NULL ? VMST_DEPTH_NONE : finding->depth;
}

const vmstrust_cert *
vmstrust_refusals_get_cert(const vmstrust_refusals *refusals, size_t index)
{
    const struct vmst_finding *finding = finding_at(refusals, index);
    return finding == NULL ? NULL : finding->cert;
}

bool
vmstrust_refusals_is_measured(const vmstrust_refusals *refusals, size_t index)
{
    return finding_at(refusals, index) != NULL &&
           vmst_refusals_row(refusals, index)->is_measured;
}

const char *
vmstrust_refusals_get_message(const vmstrust_refusals *refusals, size_t index)
{
    return finding_at(refusals, index) == NULL
               ? ""
               : vmst_refusals_row(refusals, index)->says;
}

void
vmstrust_refusals_free(vmstrust_refusals *refusals)
{
    vmst_refusals_free(refusals);
}
