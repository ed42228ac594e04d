/*
 * How every public call of this library ends: an error object is made of the
 * code and the note, by the library below.
 */
#ifndef VMST_SITE_ANSWER_H
#define VMST_SITE_ANSWER_H

#include <vmstrust/error.h>

#include "base/note.h"

/* Returns `code`, and writes *error: NULL if the code is VMSTRUST_OK, else an
 * object with the text of the note, or of the code where the note was not
 * written. `note` and `error` may be NULL. */
int vmst_site_answer(int code, const struct vmst_note *note,
                     vmstrust_error **error);

/* Moves the sentence of an error of the library below into the note, frees the
 * error, and returns its code. */
int vmst_site_note(vmstrust_error *error, struct vmst_note *note);

#endif
