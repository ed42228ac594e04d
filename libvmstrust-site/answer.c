/*
 * Error objects of this library (answer.h).
 */
#include "answer.h"

int
vmst_site_answer(int code, const struct vmst_note *note, vmstrust_error **error)
{
    bool is_written = note != NULL && note->code != VMSTRUST_OK;

    if (error != NULL) {
        *error = vmstrust_error_new((vmstrust_code)code,
                                    is_written ? note->text : NULL);
    }
    return code;
}

int
vmst_site_note(vmstrust_error *error, struct vmst_note *note)
{
    int code = vmstrust_error_get_code(error);

    vmst_fail(note, code, "%s", vmstrust_error_get_text(error));
    vmstrust_error_free(error);
    return code;
}
