/*
 * A JSON writer (RFC 8259): nesting, commas and quoting are done here and
 * nowhere else. Two spaces of indent, members in call order. Invalid UTF-8 is
 * written as U+FFFD; control characters, U+2028/9 and bidirectional marks as
 * \uNNNN. A document ends with a line feed. Floor 0.
 */
#ifndef VMST_JSON_H
#define VMST_JSON_H

#include "base/bytes.h"

#define VMST_JSON_DEPTH 16

struct vmst_json {
    struct vmst_buffer *out; /* the caller's */
    unsigned depth;
    bool has_member[VMST_JSON_DEPTH];
};

/* `name` is NULL in an array and at the top. */
void vmst_json_object(struct vmst_json *json, const char *name);
void vmst_json_array(struct vmst_json *json, const char *name);
void vmst_json_end_object(struct vmst_json *json);
void vmst_json_end_array(struct vmst_json *json);
void vmst_json_text(struct vmst_json *json, const char *name,
                    const char *text); /* NULL: null */
void vmst_json_bytes_text(struct vmst_json *json, const char *name,
                          struct vmst_bytes text);
void vmst_json_number(struct vmst_json *json, const char *name, int64_t number);
void vmst_json_bool(struct vmst_json *json, const char *name, bool value);
void vmst_json_null(struct vmst_json *json, const char *name);
void vmst_json_time(struct vmst_json *json, const char *name,
                    int64_t time); /* RFC 3339 */
void vmst_json_hex(struct vmst_json *json, const char *name,
                   struct vmst_bytes bytes);

#endif
