/*
 * vmstrust_verify: takes the generation in force, asks the verdict floor, and
 * answers with code, report and error. Floor 6.
 */
#include <vmstrust/verify.h>

#include "api/error.h"
#include "store/store.h"
#include "verdict/report.h"

/* The worst finding's sentence and fix become the error's text. */
static int
refuse(const struct vmst_policy *policy, const struct vmst_verdict *verdict,
       struct vmst_note *note)
{
    struct vmst_sentences sentences = {.title = NULL};
    const struct vmst_finding *worst =
        vmst_findings_worst(&verdict->outcome.findings);
    int code = vmst_sentences_make(policy, verdict, worst, &sentences);
    if (code == VMSTRUST_OK) {
        code =
            vmst_fail(note, VMSTRUST_E_UNTRUSTED, "%s%s%s", sentences.text,
                      sentences.fix[0] == '\0' ? "" : " Fix: ", sentences.fix);
    }
    vmst_sentences_free(&sentences);
    return code;
}

static int
judge(const struct vmst_question *question, vmstrust_report **report,
      struct vmst_note *note)
{
    struct vmst_verdict verdict;
    TRY(vmst_judge(question, note, &verdict));
    AUTO(report) made = NULL;
    if (report != NULL) {
        TRY(vmst_report_new(question, &verdict, &made));
    }
    int code = verdict.is_trusted ? VMSTRUST_OK
                                  : refuse(question->policy, &verdict, note);
    if (report != NULL &&
        (code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED)) {
        *report = steal(&made);
    }
    return code;
}

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
    const struct vmst_question question = {trust, vmst_store_get_cache(store),
                                           policy, chain, host};
    return vmst_error_answer(judge(&question, report, &note), &note, error);
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
