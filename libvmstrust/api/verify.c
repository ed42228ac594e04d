/*
 * vmstrust_verify: takes the generation in force, asks the verdict floor, and
 * answers with code, report and error. Floor 6.
 */
#include <vmstrust/verify.h>

#include "api/error.h"
#include "api/judge.h"
#include "store/store.h"

int
vmstrust_verify(const vmstrust_store *store, const vmstrust_policy *policy,
                const vmstrust_chain *chain, const char *host,
                vmstrust_report **report, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (report != NULL) {
        *report = NULL;
    }
    if (store == NULL || policy == NULL || chain == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    AUTO(trust) trust = vmst_store_get_trust(store);
    const struct vmst_question question = {
        trust, vmst_store_get_cache(store), policy, chain, host, NULL};
    return vmst_error_answer(vmst_answer_question(&question, report, &note),
                             &note, error);
}

int
vmstrust_store_verify_chain(const vmstrust_store *store, vmstrust_role role,
                            const char *host, const vmstrust_chain *chain,
                            vmstrust_error **error)
{
    vmstrust_policy *policy = NULL;
    int code = vmstrust_policy_new(role, &policy, error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_verify(store, policy, chain, host, NULL, error);
    }
    vmstrust_policy_free(policy);
    return code;
}

int
vmstrust_store_verify_pem(const vmstrust_store *store, vmstrust_role role,
                          const char *host, const void *data, size_t size,
                          vmstrust_error **error)
{
    vmstrust_chain *chain = NULL;
    int code = vmstrust_chain_parse(data, size, &chain, error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_store_verify_chain(store, role, host, chain, error);
    }
    vmstrust_chain_free(chain);
    return code;
}
