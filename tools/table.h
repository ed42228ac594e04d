/*
 * A verb that prints a table of the library: rows for people, or JSON.
 */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include <stddef.h>

#include "command.h"
#include "json.h"

struct table {
    const char *schema;
    const char *name; /* of the array in the JSON */
    size_t (*get_total)(void);
    void (*put_head)(void);
    void (*put_row)(size_t index);
    void (*put_json)(struct json *json, size_t index);
};

/* With --json as JSON; answers an exit status. */
int table_print(const struct table *table, const struct arguments *arguments);

#endif
