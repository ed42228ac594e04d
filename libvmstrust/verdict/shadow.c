/*
 * A second opinion that decides nothing: how a site moves from one policy to a
 * stricter one without losing video. Floor 4.
 */
#include "verdict/report.h"

/* What the shadow makes of it, beside what the policy decided. */
static void
compare(const struct vmst_report *report, struct vmst_buffer *text)
{
    const struct vmst_report *shadow = report->shadow;
    const struct vmst_sentences *worst = &shadow->sentences[0];

    if (report->verdict.is_trusted == shadow->verdict.is_trusted) {
        vmst_buffer_add_text(text, shadow->verdict.is_trusted
                                       ? "The shadow policy trusts it, too."
                                       : "The shadow policy refuses it, too.");
        return;
    }
    if (shadow->verdict.is_trusted) {
        vmst_buffer_add_text(text, "The shadow policy would trust it.");
        return;
    }
    vmst_buffer_format(text, "The shadow policy would refuse it: %s%s%s",
                       worst->text,
                       worst->fix[0] == '\0' ? "" : " Fix: ", worst->fix);
}

/* A verdict of its own, or the reason why there is none. */
static int
judge(const struct vmst_question *question, struct vmst_note *note,
      struct vmst_report *report, struct vmst_buffer *text)
{
    struct vmst_question asked = *question;
    struct vmst_note inner = {.code = VMSTRUST_OK};
    struct vmst_verdict verdict;
    int code;

    asked.policy = question->policy->shadow;
    code = vmst_judge(&asked, &inner, &verdict);
    if (code == VMSTRUST_E_ARGUMENT) {
        vmst_buffer_format(text, "The shadow policy could not judge: %s",
                           inner.text);
        return VMSTRUST_OK;
    }
    if (code != VMSTRUST_OK) {
        return vmst_fail(note, code, "%s", inner.text);
    }
    code = vmst_report_new(&asked, &verdict, &report->shadow);
    if (code != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    compare(report, text);
    return VMSTRUST_OK;
}

int
vmst_report_add_shadow(const struct vmst_question *question,
                       struct vmst_note *note, struct vmst_report *report)
{
    AUTO_BUFFER text = {0};

    if (question->policy->shadow == NULL) {
        return VMSTRUST_OK;
    }
    TRY(judge(question, note, report, &text));
    return vmst_buffer_take_text(&text, &report->shadow_text) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}
