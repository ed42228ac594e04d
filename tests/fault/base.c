/* Subjects of floor base: what is written grows in one buffer. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "subjects.h"

/* Enough for several growths of a buffer. */
static void
write_document(struct vmst_buffer *buffer)
{
    struct vmst_json json = {.out = buffer};

    vmst_json_object(&json, NULL);
    vmst_json_array(&json, "findings");
    for (int64_t i = 0; i < 100; i++) {
        vmst_json_object(&json, NULL);
        vmst_json_number(&json, "depth", i);
        vmst_json_text(&json, "text", "rec01 \x1b[2K TRUSTED");
        vmst_json_end_object(&json);
    }
    vmst_json_end_array(&json);
    vmst_json_end_object(&json);
}

int
subject_buffer_to_text(void)
{
    AUTO_BUFFER buffer = {0};
    char *text = NULL;
    int code;

    write_document(&buffer);
    vmst_text_show(&buffer, vmst_bytes_of("\xff foreign"));
    code = vmst_buffer_take_text(&buffer, &text);
    assert_int_equal(code == VMSTRUST_OK, text != NULL);
    free(text);
    return code;
}

int
subject_buffer_to_bytes(void)
{
    AUTO_BUFFER buffer = {0};
    AUTO(blob) blob = NULL;
    int code;

    write_document(&buffer);
    code = vmst_buffer_take_blob(&buffer, &blob);
    assert_int_equal(code == VMSTRUST_OK, blob != NULL);
    return code;
}

int
subject_arena(void)
{
    struct vmst_arena arena = {0};
    int code = VMSTRUST_OK;

    for (size_t i = 1; i < 200 && code == VMSTRUST_OK; i++) {
        if (vmst_arena_take(&arena, i, sizeof(int64_t)) == NULL) {
            code = VMSTRUST_E_MEMORY;
        }
    }
    vmst_arena_free(&arena);
    return code;
}
