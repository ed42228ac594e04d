/* Subjects of floor api: error objects. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/error.h"
#include "subjects.h"

static int
answer(const struct vmst_note *note)
{
    vmstrust_error *error = NULL;
    int code = vmst_error_answer(VMSTRUST_E_MALFORMED, note, &error);

    assert_int_equal(vmstrust_error_get_code(error), code);
    assert_string_not_equal(vmstrust_error_get_text(error), "");
    vmstrust_error_free(error);
    return code;
}

int
subject_error_with_a_note(void)
{
    const struct vmst_note note = {.code = VMSTRUST_E_MALFORMED,
                                   .text = "the length runs past the end"};

    return answer(&note);
}

int
subject_error_without_a_note(void)
{
    return answer(NULL);
}
