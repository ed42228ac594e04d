/*
 * From the question to code, report and note. Floor 6.
 */
#include "api/judge.h"

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

int
vmst_answer_question(const struct vmst_question *question,
                     vmstrust_report **report, struct vmst_note *note)
{
    struct vmst_verdict verdict;
    TRY(vmst_judge(question, note, &verdict));
    AUTO(report) made = NULL;
    if (report != NULL) {
        TRY(vmst_report_new(question, &verdict, &made));
        TRY(vmst_report_add_shadow(question, note, made));
    }
    int code = verdict.is_trusted ? VMSTRUST_OK
                                  : refuse(question->policy, &verdict, note);
    if (report != NULL &&
        (code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED)) {
        *report = steal(&made);
    }
    return code;
}
