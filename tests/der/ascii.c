/* DER as readable text, read by one function that calls itself. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ascii.h"

static void read_until(const char **text, char end, struct vmst_buffer *out);

static int
digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c == '\0' ? NULL : strchr(digits, c);

    return found == NULL ? -1 : (int)(found - digits);
}

static void
add_byte(struct vmst_buffer *out, size_t byte)
{
    uint8_t value = (uint8_t)byte;

    vmst_buffer_add(out, &value, 1);
}

static void
read_byte(const char **text, struct vmst_buffer *out)
{
    int high = digit((*text)[0]);
    int low = high < 0 ? -1 : digit((*text)[1]);

    if (low < 0) {
        fail_msg("not DER in text: %.20s", *text);
    }
    add_byte(out, (size_t)(high << 4 | low));
    *text += 2;
}

static void
add_length(struct vmst_buffer *out, size_t size)
{
    if (size >= 0x10000) {
        add_byte(out, 0x83);
        add_byte(out, size >> 16);
    }
    if (size >= 0x100 && size < 0x10000) {
        add_byte(out, 0x82);
    }
    if (size >= 0x100) {
        add_byte(out, size >> 8 & 0xff);
    }
    if (size >= 0x80 && size < 0x100) {
        add_byte(out, 0x81);
    }
    add_byte(out, size & 0xff);
}

static void
read_group(const char **text, struct vmst_buffer *out)
{
    AUTO_BUFFER inside = {0};

    read_until(text, '}', &inside);
    add_length(out, inside.size);
    vmst_buffer_add(out, inside.data, inside.size);
}

static void
read_quoted(const char **text, struct vmst_buffer *out)
{
    const char *end = strchr(*text, '\'');

    assert_non_null(end);
    vmst_buffer_add(out, *text, (size_t)(end - *text));
    *text = end + 1;
}

static void
read_until(const char **text, char end, struct vmst_buffer *out)
{
    while (**text != end) {
        char c = **text;

        if (c == ' ') {
            ++*text;
        } else if (c == '{') {
            ++*text;
            read_group(text, out);
        } else if (c == '\'') {
            ++*text;
            read_quoted(text, out);
        } else {
            read_byte(text, out);
        }
    }
    *text += end == '\0' ? 0 : 1;
}

struct vmst_blob *
der_from(const char *text)
{
    struct vmst_buffer buffer = {0};
    struct vmst_blob *blob;

    read_until(&text, '\0', &buffer);
    assert_int_equal(vmst_buffer_take_blob(&buffer, &blob), VMSTRUST_OK);
    return blob;
}
