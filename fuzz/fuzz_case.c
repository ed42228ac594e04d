/*
 * Law: what is read as a case and can be judged gives evidence that is read,
 * judged to the same findings, and gives the same evidence again, to the byte;
 * and no renderer lets a control character through.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "verdict/case.h"
#include "verdict/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

/* NULL: no case, or none that can be judged. */
static struct vmst_report *
judge(struct vmst_bytes text)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_verdict verdict;
    struct vmst_report *report = NULL;
    AUTO(case) object = NULL;

    if (vmst_case_read(text, &note, &object) != VMSTRUST_OK) {
        must(note.code != VMSTRUST_OK && object == NULL);
        return NULL;
    }
    const struct vmst_question question = {
        object->trust, NULL, object->policy, object->chain, object->host, NULL};
    if (vmst_judge(&question, &note, &verdict) != VMSTRUST_OK) {
        must(note.code != VMSTRUST_OK);
        return NULL;
    }
    must(verdict.is_trusted == !verdict.outcome.findings.has_error);
    must(vmst_report_new(&question, &verdict, &report) == VMSTRUST_OK);
    return report;
}

static void
must_be_harmless(const struct vmst_buffer *out)
{
    must(!out->failed);
    for (struct vmst_bytes rest = vmst_buffer_view(out); rest.size > 0;) {
        uint32_t code_point = 0;
        size_t size = vmst_utf8_read(rest, &code_point);

        must(size > 0);
        must(code_point == '\n' || !vmst_text_is_hidden(code_point));
        rest = vmst_bytes(rest.data + size, rest.size - size);
    }
}

static void
render(const struct vmst_report *report)
{
    AUTO_BUFFER text = {0};
    AUTO_BUFFER ascii = {0};
    AUTO_BUFFER json = {0};

    vmst_report_write_text(report, false, &text);
    vmst_report_write_text(report, true, &ascii);
    must(vmst_report_write_json(report, &json) == VMSTRUST_OK);
    must_be_harmless(&text);
    must_be_harmless(&ascii);
    must_be_harmless(&json);
    for (size_t i = 0; i < ascii.size; i++) {
        must(ascii.data[i] < 0x7f);
    }
}

static void
must_be_alike(const struct vmst_report *one, const struct vmst_report *other)
{
    const struct vmst_findings *a = &one->verdict.outcome.findings;
    const struct vmst_findings *b = &other->verdict.outcome.findings;

    must(one->verdict.is_trusted == other->verdict.is_trusted);
    must(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        must(a->rows[i].number == b->rows[i].number);
        must(a->rows[i].severity == b->rows[i].severity);
        must(a->rows[i].depth == b->rows[i].depth);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(report) report = judge(vmst_bytes(data, size));
    AUTO(report) again = NULL;
    AUTO_BUFFER first = {0};
    AUTO_BUFFER second = {0};

    if (report == NULL) {
        return 0;
    }
    render(report);
    vmst_report_write_evidence(report, &first);
    must_be_harmless(&first);
    again = judge(vmst_buffer_view(&first));
    must(again != NULL);
    must_be_alike(report, again);
    vmst_report_write_evidence(again, &second);
    must(vmst_bytes_equal(vmst_buffer_view(&first), vmst_buffer_view(&second)));
    return 0;
}
