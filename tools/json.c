/*
 * JSON for the tables of the command (json.h). Every control character, also
 * DEL, C1 and the line separators, is written as \uNNNN; a byte that is no
 * UTF-8 as U+FFFD.
 */
#include "json.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "text.h"
#include "when.h"

static void
put_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text != '\0') {
        uint32_t character = 0;
        size_t size = text_read(text, &character);

        if (size == 0) {
            fputs("\\ufffd", out);
            size = 1;
        } else if (character == '"' || character == '\\') {
            fprintf(out, "\\%c", (int)character);
        } else if (text_is_harmful(character) && character <= 0xffff) {
            fprintf(out, "\\u%04x", (unsigned)character);
        } else {
            fwrite(text, 1, size, out);
        }
        text += size;
    }
    fputc('"', out);
}

/* A new line and the name of what comes, with the comma before it. */
static void
start(struct json *json, const char *name)
{
    if (json->has_member[json->depth]) {
        fputc(',', json->out);
    }
    if (json->depth > 0) {
        fprintf(json->out, "\n%*s", 2 * (int)json->depth, "");
    }
    json->has_member[json->depth] = true;
    if (name != NULL) {
        put_quoted(json->out, name);
        fputs(": ", json->out);
    }
}

static void
open_level(struct json *json, const char *name, char mark)
{
    start(json, name);
    fputc(mark, json->out);
    assert(json->depth + 1 < JSON_DEPTH);
    json->depth++;
    json->has_member[json->depth] = false;
}

static void
close_level(struct json *json, char mark)
{
    bool is_empty = !json->has_member[json->depth];

    json->depth--;
    if (!is_empty) {
        fprintf(json->out, "\n%*s", 2 * (int)json->depth, "");
    }
    fputc(mark, json->out);
    if (json->depth == 0) {
        fputc('\n', json->out);
    }
}

void
json_object(struct json *json, const char *name)
{
    open_level(json, name, '{');
}

void
json_array(struct json *json, const char *name)
{
    open_level(json, name, '[');
}

void
json_end_object(struct json *json)
{
    close_level(json, '}');
}

void
json_end_array(struct json *json)
{
    close_level(json, ']');
}

void
json_text(struct json *json, const char *name, const char *text)
{
    start(json, name);
    put_quoted(json->out, text);
}

void
json_number(struct json *json, const char *name, long number)
{
    start(json, name);
    fprintf(json->out, "%ld", number);
}

void
json_bool(struct json *json, const char *name, bool value)
{
    json_raw(json, name, value ? "true" : "false");
}

void
json_null(struct json *json, const char *name)
{
    json_raw(json, name, "null");
}

/* A line end outside of quotes is all there can be: it is moved in. */
void
json_raw(struct json *json, const char *name, const char *value)
{
    size_t size = strlen(value);

    start(json, name);
    while (size > 0 && value[size - 1] == '\n') {
        size--;
    }
    for (size_t i = 0; i < size; i++) {
        fputc(value[i], json->out);
        if (value[i] == '\n') {
            fprintf(json->out, "%*s", 2 * (int)json->depth, "");
        }
    }
}

void
json_time(struct json *json, const char *name, int64_t time)
{
    char text[WHEN_UTC_SIZE];

    if (*when_write_utc(time, text) == '\0') {
        json_null(json, name);
    } else {
        json_text(json, name, text);
    }
}
