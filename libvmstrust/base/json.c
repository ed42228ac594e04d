/*
 * The JSON writer. The caller opens and closes in pairs; commas, indent and
 * quoting are done here, so that no foreign text can end a string early.
 * Floor 0.
 */
#include <assert.h>
#include <inttypes.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

#define REPLACEMENT 0xfffd /* RFC 3629: what is not UTF-8 */

static void
break_line(struct vmst_json *json)
{
    vmst_buffer_add_text(json->out, "\n");
    for (unsigned i = 0; i < json->depth; i++) {
        vmst_buffer_add_text(json->out, "  ");
    }
}

/* RFC 8259 7; above U+FFFF as a surrogate pair. */
static void
write_escape(struct vmst_buffer *out, uint32_t code_point)
{
    unsigned value = code_point & 0x1fffff;

    if (value > 0xffff) {
        vmst_buffer_format(out, "\\u%04x\\u%04x",
                           0xd800 + ((value - 0x10000) >> 10),
                           0xdc00 + (value & 0x3ff));
    } else {
        vmst_buffer_format(out, "\\u%04x", value);
    }
}

static void
write_character(struct vmst_buffer *out, uint32_t code_point)
{
    if (code_point == '"' || code_point == '\\') {
        vmst_buffer_add_text(out, "\\");
        vmst_utf8_write(out, code_point);
    } else if (vmst_text_is_hidden(code_point)) {
        write_escape(out, code_point);
    } else {
        vmst_utf8_write(out, code_point);
    }
}

static void
write_string(struct vmst_buffer *out, struct vmst_bytes text)
{
    vmst_buffer_add_text(out, "\"");
    while (text.size != 0) {
        uint32_t code_point = REPLACEMENT;
        size_t length = vmst_utf8_read(text, &code_point);

        if (length == 0) {
            length = 1;
        }
        write_character(out, code_point);
        text = vmst_bytes(text.data + length, text.size - length);
    }
    vmst_buffer_add_text(out, "\"");
}

/* Everything that stands before a value. */
static void
begin_member(struct vmst_json *json, const char *name)
{
    if (json->depth != 0) {
        if (json->has_member[json->depth - 1]) {
            vmst_buffer_add_text(json->out, ",");
        }
        json->has_member[json->depth - 1] = true;
        break_line(json);
    }
    if (name != NULL) {
        write_string(json->out, vmst_bytes_of(name));
        vmst_buffer_add_text(json->out, ": ");
    }
}

static void
open_level(struct vmst_json *json, const char *name, const char *bracket)
{
    assert(json->depth < VMST_JSON_DEPTH);
    begin_member(json, name);
    vmst_buffer_add_text(json->out, bracket);
    json->has_member[json->depth++] = false;
}

static void
close_level(struct vmst_json *json, const char *bracket)
{
    assert(json->depth > 0);
    json->depth--;
    if (json->has_member[json->depth]) {
        break_line(json);
    }
    vmst_buffer_add_text(json->out, bracket);
    if (json->depth == 0) {
        vmst_buffer_add_text(json->out, "\n");
    }
}

void
vmst_json_object(struct vmst_json *json, const char *name)
{
    open_level(json, name, "{");
}

void
vmst_json_array(struct vmst_json *json, const char *name)
{
    open_level(json, name, "[");
}

void
vmst_json_end_object(struct vmst_json *json)
{
    close_level(json, "}");
}

void
vmst_json_end_array(struct vmst_json *json)
{
    close_level(json, "]");
}

void
vmst_json_text(struct vmst_json *json, const char *name, const char *text)
{
    if (text == NULL) {
        vmst_json_null(json, name);
    } else {
        vmst_json_bytes_text(json, name, vmst_bytes_of(text));
    }
}

void
vmst_json_bytes_text(struct vmst_json *json, const char *name,
                     struct vmst_bytes text)
{
    begin_member(json, name);
    write_string(json->out, text);
}

void
vmst_json_number(struct vmst_json *json, const char *name, int64_t number)
{
    begin_member(json, name);
    vmst_buffer_format(json->out, "%" PRId64, number);
}

void
vmst_json_bool(struct vmst_json *json, const char *name, bool value)
{
    begin_member(json, name);
    vmst_buffer_add_text(json->out, value ? "true" : "false");
}

void
vmst_json_null(struct vmst_json *json, const char *name)
{
    begin_member(json, name);
    vmst_buffer_add_text(json->out, "null");
}

void
vmst_json_time(struct vmst_json *json, const char *name, int64_t time)
{
    char text[VMST_TIME_TEXT];

    vmst_json_text(json, name, vmst_time_show(time, text));
}

void
vmst_json_hex(struct vmst_json *json, const char *name, struct vmst_bytes bytes)
{
    begin_member(json, name);
    vmst_buffer_add_text(json->out, "\"");
    vmst_buffer_add_hex(json->out, bytes, 0);
    vmst_buffer_add_text(json->out, "\"");
}
