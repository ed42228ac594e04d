/*
 * The failure note: why something could not be done, in a small struct on the
 * caller's stack. It rides in what is already passed down (a cursor, the
 * context of a call), so that nothing is allocated on the way to reporting
 * that an allocation failed. Only the deepest layer that knows why writes it:
 * a note that is already written stays. Floor 0.
 */
#ifndef VMST_NOTE_H
#define VMST_NOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

#define VMST_NOTE_TEXT 1024 /* the reason and the fix of a refusal */

struct vmst_note {
    int code;        /* VMSTRUST_OK: nothing was written yet */
    bool has_offset; /* offset counts bytes from the start of the input */
    size_t offset;
    const char *field; /* a literal naming the part of a certificate, or NULL */
    char text[VMST_NOTE_TEXT];
};

/* Writes the note unless it is written already, and returns `code`. The format
 * is a literal of ours; foreign text passes through vmst_text_show first.
 * `note` may be NULL. */
int vmst_fail(struct vmst_note *note, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with the offset of malformed input and the field it is in. */
int vmst_fail_at(struct vmst_note *note, size_t offset, const char *field,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

/* VMSTRUST_E_MEMORY, always with the same sentence. */
int vmst_fail_memory(struct vmst_note *note);

#endif
