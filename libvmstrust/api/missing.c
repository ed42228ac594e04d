/*
 * How a search of a table ends that found nothing. Floor 6.
 */
#include "api/missing.h"

#include "api/error.h"
#include "base/text.h"

#define SHOWN_SIZE 200

int
vmst_missing_answer(const char *kind, const char *asked, const char *nearest,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    char shown[SHOWN_SIZE];
    int code;

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(asked));
    code = nearest == NULL
               ? vmst_fail(&note, VMSTRUST_E_NOT_FOUND,
                           "%s: there is no such %s", shown, kind)
               : vmst_fail(&note, VMSTRUST_E_NOT_FOUND,
                           "%s: there is no such %s; the nearest is %s", shown,
                           kind, nearest);
    return vmst_error_answer(code, &note, error);
}
