/*
 * The life of a report. Floor 4.
 */
#include "verdict/report.h"

#include <stdlib.h>

#include "der/oid.h"

static int
own_chain(const struct vmst_chain *chain, struct vmst_report *report)
{
    for (size_t i = 0; i < chain->certs.count; i++) {
        TRY(vmst_certs_add(&report->chain, chain->certs.list[i]));
    }
    for (size_t i = 0; i < chain->crls.count; i++) {
        TRY(vmst_crls_add(&report->crls, chain->crls.list[i]));
    }
    report->ocsp = vmst_ocsp_ref(chain->ocsp);
    return VMSTRUST_OK;
}

/* The facts become text and are gone: they may borrow from the caller's
 * policy. */
static int
make_sentences(struct vmst_report *report)
{
    struct vmst_outcome *outcome = &report->verdict.outcome;
    for (size_t i = 0; i < outcome->findings.count; i++) {
        struct vmst_finding *finding = &outcome->findings.rows[i];
        TRY(vmst_sentences_make(report->policy, &report->verdict, finding,
                                &report->sentences[i]));
        finding->expected = (struct vmst_fact){.kind = VMST_FACT_NONE};
        finding->found = (struct vmst_fact){.kind = VMST_FACT_NONE};
    }
    for (size_t i = 0; i < outcome->near.count; i++) {
        TRY(vmst_near_miss_text(&outcome->near.rows[i],
                                &report->near_texts[i]));
    }
    return VMSTRUST_OK;
}

static int
own_key(const struct vmst_key_answer *key, struct vmst_report *report)
{
    AUTO_BUFFER text = {0};
    if (key == NULL) {
        return VMSTRUST_OK;
    }
    report->key_access = key->access;
    vmst_buffer_add_text(&text, key->text);
    return vmst_buffer_take_text(&text, &report->key_text);
}

/* The valid certificate policies, which may borrow from the caller's policy,
 * become text as well. */
static int
make_policies(struct vmst_report *report)
{
    struct vmst_valid_policies *valid = &report->verdict.outcome.path.policies;
    for (size_t i = 0; i < valid->count; i++) {
        AUTO_BUFFER text = {0};
        vmst_oid_show(&text, valid->list[i]);
        TRY(vmst_buffer_take_text(&text, &report->policies[i]));
        valid->list[i] = vmst_bytes(NULL, 0);
    }
    return VMSTRUST_OK;
}

int
vmst_report_new(const struct vmst_question *question,
                const struct vmst_verdict *verdict, struct vmst_report **report)
{
    *report = NULL;
    AUTO(report) made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    made->verdict = *verdict;
    made->trust = vmst_trust_ref(question->trust);
    made->has_time = question->chain->has_time;
    TRY(vmst_policy_copy(question->policy, &made->policy));
    TRY(own_chain(question->chain, made));
    TRY(own_key(question->key, made));
    TRY(make_sentences(made));
    TRY(make_policies(made));
    *report = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_report_free(struct vmst_report *report)
{
    if (report == NULL) {
        return;
    }
    for (size_t i = 0; i < VMST_LIMIT_FINDINGS; i++) {
        vmst_sentences_free(&report->sentences[i]);
    }
    for (size_t i = 0; i < VMST_LIMIT_NEAR_MISSES; i++) {
        free(report->near_texts[i]);
    }
    for (size_t i = 0; i < VMST_LIMIT_VALID_POLICIES; i++) {
        free(report->policies[i]);
    }
    free(report->key_text);
    free(report->shadow_text);
    vmst_report_free(report->shadow);
    vmst_certs_free(&report->chain);
    vmst_crls_free(&report->crls);
    vmst_ocsp_free(report->ocsp);
    vmst_policy_free(report->policy);
    vmst_trust_free(report->trust);
    free(report);
}
