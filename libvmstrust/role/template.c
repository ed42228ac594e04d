/*
 * Templates: {blank} is replaced, [part] is left out where a blank in it is
 * not known. Parts are not nested, and every template is a constant of ours,
 * so that there is nothing to refuse. Floor 3.
 */
#include "role/template.h"

#include <assert.h>
#include <stddef.h>

#include "scope.h"

struct blank_row {
    const char *name;
    const char *without;
    size_t place; /* in struct vmst_blanks */
};

#define BLANK(name, without, what)                                             \
    {#name, without, offsetof(struct vmst_blanks, name)},

static const struct blank_row rows[] = {
#include "blanks.def"
};

static const struct blank_row *
find_row(struct vmst_bytes name)
{
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (vmst_bytes_equal(vmst_bytes_of(rows[i].name), name)) {
            return &rows[i];
        }
    }
    return NULL;
}

static const char *
value_of(const struct blank_row *row, const struct vmst_blanks *blanks)
{
    const char *value = NULL;

    memcpy(&value, (const char *)blanks + row->place, sizeof value);
    return value == NULL || value[0] == '\0' ? NULL : value;
}

/* Cuts the text before `mark` off the front of `rest`, and the mark with it;
 * all of it where the mark is not there. */
static struct vmst_bytes
cut_before(struct vmst_bytes *rest, char mark)
{
    const uint8_t *end = memchr(rest->data, mark, rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    size_t skipped = end == NULL ? size : size + 1;
    struct vmst_bytes before = vmst_bytes(rest->data, size);

    *rest = vmst_bytes(rest->data + skipped, rest->size - skipped);
    return before;
}

static bool
is_complete(struct vmst_bytes part, const struct vmst_blanks *blanks)
{
    while (part.size > 0) {
        cut_before(&part, '{');
        if (part.size > 0) {
            const struct blank_row *row = find_row(cut_before(&part, '}'));
            if (row == NULL || value_of(row, blanks) == NULL) {
                return false;
            }
        }
    }
    return true;
}

/* Text with blanks and without parts. A blank that stands for a template is
 * one level deeper; there is none below that. */
static void
write_plain(struct vmst_buffer *buffer, struct vmst_bytes text,
            const struct vmst_blanks *blanks)
{
    while (text.size > 0) {
        struct vmst_bytes before = cut_before(&text, '{');
        const struct blank_row *row = NULL;
        const char *value = NULL;

        vmst_buffer_add(buffer, before.data, before.size);
        if (text.size == 0) {
            return;
        }
        row = find_row(cut_before(&text, '}'));
        assert(row != NULL);
        value = value_of(row, blanks);
        if (value == NULL ||
            row->place == offsetof(struct vmst_blanks, install)) {
            write_plain(buffer,
                        vmst_bytes_of(value == NULL ? row->without : value),
                        blanks);
        } else {
            vmst_buffer_add_text(buffer, value);
        }
    }
}

void
vmst_template_write(struct vmst_buffer *buffer, const char *template,
                    const struct vmst_blanks *blanks)
{
    struct vmst_bytes rest = vmst_bytes_of(template);

    while (rest.size > 0) {
        struct vmst_bytes plain = cut_before(&rest, '[');
        struct vmst_bytes part = cut_before(&rest, ']');

        write_plain(buffer, plain, blanks);
        if (is_complete(part, blanks)) {
            write_plain(buffer, part, blanks);
        }
    }
}
