/*
 * How a search of a table ends that found nothing. Floor 6.
 */
#include "api/missing.h"

#include <stdlib.h>

#include "api/error.h"
#include "base/text.h"

#define SHOWN_SIZE 200

int
vmst_missing_answer(const char *kind, const char *asked, const char *nearest,
                    const char *where, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    char shown[SHOWN_SIZE];
    int code;

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(asked));
    code = nearest == NULL
               ? vmst_fail(&note, VMSTRUST_E_NOT_FOUND,
                           "%s: there is no such %s; %s", shown, kind, where)
               : vmst_fail(&note, VMSTRUST_E_NOT_FOUND,
                           "%s: there is no such %s; the nearest is %s", shown,
                           kind, nearest);
    return vmst_error_answer(code, &note, error);
}

int
vmst_missing_among(const char *kind, const char *asked, const char *const *ids,
                   size_t count, vmstrust_error **error)
{
    AUTO_BUFFER where = {0};
    int nearest = vmst_text_nearest(asked, ids, count);
    char *text = NULL;
    int code;

    vmst_buffer_add_text(&where, "known are ");
    for (size_t i = 0; i < count; i++) {
        vmst_buffer_add_text(&where, i == 0 ? "" : ", ");
        vmst_buffer_add_text(&where, ids[i]);
    }
    if (vmst_buffer_take_text(&where, &text) != VMSTRUST_OK) {
        return vmst_error_answer(VMSTRUST_E_MEMORY, NULL, error);
    }
    code = vmst_missing_answer(kind, asked, nearest < 0 ? NULL : ids[nearest],
                               text, error);
    free(text);
    return code;
}
