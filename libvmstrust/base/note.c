/*
 * The failure note: a sentence in a fixed array. Writing it cannot fail and
 * allocates nothing; a note that is written already stays. Floor 0.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/note.h"

static bool
may_write(const struct vmst_note *note)
{
    return note != NULL && note->code == VMSTRUST_OK;
}

/* A sentence that was cut must not end in half a character. */
static void
drop_half_character(char *text, size_t size)
{
    size_t end = size;

    while (end > 0 && (text[end - 1] & 0xc0) == 0x80) {
        end--;
    }
    if (end > 0 && (text[end - 1] & 0x80) != 0) {
        end--;
    }
    text[end] = '\0';
}

__attribute__((format(printf, 3, 0))) static void
write_text(struct vmst_note *note, int code, const char *format,
           va_list arguments)
{
    int size = vsnprintf(note->text, sizeof note->text, format, arguments);

    note->code = code;
    if (size < 0) {
        note->text[0] = '\0';
    } else if ((size_t)size >= sizeof note->text) {
        drop_half_character(note->text, sizeof note->text - 1);
    }
}

int
vmst_fail(struct vmst_note *note, int code, const char *format, ...)
{
    if (may_write(note)) {
        va_list arguments;

        va_start(arguments, format);
        write_text(note, code, format, arguments);
        va_end(arguments);
    }
    return code;
}

int
vmst_fail_at(struct vmst_note *note, size_t offset, const char *field,
             const char *format, ...)
{
    if (may_write(note)) {
        va_list arguments;

        note->has_offset = true;
        note->offset = offset;
        note->field = field;
        va_start(arguments, format);
        write_text(note, VMSTRUST_E_MALFORMED, format, arguments);
        va_end(arguments);
    }
    return VMSTRUST_E_MALFORMED;
}

int
vmst_fail_memory(struct vmst_note *note)
{
    return vmst_fail(note, VMSTRUST_E_MEMORY, "out of memory");
}
