/*
 * vmstrust_replay: judges an evidence file by nothing but what is in it.
 * Floor 6.
 */
#include <vmstrust/verify.h>

#include "api/error.h"
#include "api/judge.h"
#include "verdict/case.h"

static int
replay(struct vmst_bytes text, vmstrust_report **report, struct vmst_note *note)
{
    AUTO(case) object = NULL;
    TRY(vmst_case_read(text, note, &object));
    const struct vmst_question question = {
        object->trust, NULL, object->policy, object->chain, object->host, NULL};
    return vmst_answer_question(&question, report, note);
}

int
vmstrust_replay(const void *data, size_t size, vmstrust_report **report,
                vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (report != NULL) {
        *report = NULL;
    }
    if (data == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = replay(vmst_bytes(data, size), report, &note);
    return vmst_error_answer(code, &note, error);
}
