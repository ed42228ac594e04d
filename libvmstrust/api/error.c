/*
 * Error objects: an immutable code, sentence and offset. Floor 6.
 *
 * Promises that a failing call always yields an object with its own code, also
 * when there is no memory left to make one: then a static object stands in,
 * and freeing that does nothing.
 */
#include <vmstrust/error.h>

#include <stdlib.h>
#include <string.h>

#include "api/error.h"
#include "scope.h"

struct vmst_error {
    vmstrust_code code;
    bool is_static;
    int64_t offset;
    const char *text; /* a literal, or in the same allocation */
};

struct code_row {
    const char *name;
    const char *text;
    struct vmst_error unexplained; /* handed out when malloc fails */
};

#define CODE(number, suffix, name, text)                                       \
    {name, text, {VMSTRUST_##suffix, true, -1, text " (no memory for more)"}},
#define RETIRED(number, suffix, name, text)

static struct code_row code_rows[] = {
#include "codes.def"
};

#undef CODE
#undef RETIRED

static struct code_row *
find_row(int code)
{
    for (size_t i = 0; i < VMST_COUNT(code_rows); i++) {
        if (code_rows[i].unexplained.code == code) {
            return &code_rows[i];
        }
    }
    return NULL;
}

static struct vmst_error *
make_error(struct code_row *row, const char *text, int64_t offset)
{
    size_t size = strlen(text) + 1;
    struct vmst_error *made = malloc(sizeof *made + size);

    if (made == NULL) {
        return &row->unexplained;
    }
    made->code = row->unexplained.code;
    made->is_static = false;
    made->offset = offset;
    made->text = memcpy(made + 1, text, size);
    return made;
}

int
vmst_error_answer(int code, const struct vmst_note *note,
                  vmstrust_error **error)
{
    bool is_written = note != NULL && note->code != VMSTRUST_OK;
    struct code_row *row = find_row(code);

    if (row == NULL) { /* a status of a library below must not leak out */
        code = VMSTRUST_E_INTERNAL;
        row = find_row(code);
    }
    if (error == NULL) {
        return code;
    }
    if (code == VMSTRUST_OK) {
        *error = NULL;
    } else if (is_written) {
        *error = make_error(row, note->text,
                            note->has_offset ? (int64_t)note->offset : -1);
    } else {
        *error = make_error(row, row->text, -1);
    }
    return code;
}

vmstrust_error *
vmstrust_error_new(vmstrust_code code, const char *text)
{
    struct code_row *row = find_row((int)code);

    if (code == VMSTRUST_OK) {
        return NULL;
    }
    if (row == NULL) {
        row = find_row(VMSTRUST_E_INTERNAL);
    }
    return make_error(row, text == NULL ? row->text : text, -1);
}

vmstrust_code
vmstrust_error_get_code(const vmstrust_error *error)
{
    return error == NULL ? VMSTRUST_OK : error->code;
}

const char *
vmstrust_error_get_text(const vmstrust_error *error)
{
    return error == NULL ? "" : error->text;
}

int64_t
vmstrust_error_get_offset(const vmstrust_error *error)
{
    return error == NULL ? -1 : error->offset;
}

void
vmstrust_error_free(vmstrust_error *error)
{
    if (error != NULL && !error->is_static) {
        free(error);
    }
}

const char *
vmstrust_code_get_name(vmstrust_code code)
{
    const struct code_row *row = find_row((int)code);

    return row == NULL ? "unknown" : row->name;
}

const char *
vmstrust_code_get_text(vmstrust_code code)
{
    const struct code_row *row = find_row((int)code);

    return row == NULL ? "unknown code" : row->text;
}
