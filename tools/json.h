/*
 * JSON for the tables of the command (RFC 8259): nesting, commas and quoting
 * are done here. What the library writes itself is taken over as it is.
 */
#ifndef TOOLS_JSON_H
#define TOOLS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define JSON_DEPTH 8

struct json {
    FILE *out;
    unsigned depth;
    bool has_member[JSON_DEPTH];
};

/* `name` is NULL in an array and at the top. */
void json_object(struct json *json, const char *name);
void json_array(struct json *json, const char *name);
void json_end_object(struct json *json);
void json_end_array(struct json *json);
void json_text(struct json *json, const char *name, const char *text);
void json_number(struct json *json, const char *name, long number);
void json_bool(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);
/* Unix seconds as RFC 3339; null for 0. */
void json_time(struct json *json, const char *name, int64_t time);

/* A value that is JSON already. */
void json_raw(struct json *json, const char *name, const char *value);

#endif
