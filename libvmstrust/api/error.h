/*
 * From the failure note of the floors below to the error object of a public
 * call. Refuses nothing: where there is no memory for the object, a static one
 * with the same code stands in. Floor 6.
 */
#ifndef VMST_API_ERROR_H
#define VMST_API_ERROR_H

#include <vmstrust/error.h>

#include "base/note.h"

/* How every public call ends: returns `code` and writes *error, NULL if the
 * code is VMSTRUST_OK, otherwise an object with that code and the text and
 * offset of the note, or the general text of the code where the note was not
 * written. `error` and `note` may be NULL. */
int vmst_error_answer(int code, const struct vmst_note *note,
                      vmstrust_error **error);

#endif
