/*
 * Tables of the library (table.h).
 */
#include "table.h"

#include <stdio.h>

static void
print_rows(const struct table *table)
{
    table->put_head();
    for (size_t i = 0; i < table->get_total(); i++) {
        table->put_row(i);
    }
}

static void
print_json(const struct table *table)
{
    struct json json = {.out = stdout};

    json_object(&json, NULL);
    json_text(&json, "schema", table->schema);
    json_array(&json, table->name);
    for (size_t i = 0; i < table->get_total(); i++) {
        table->put_json(&json, i);
    }
    json_end_array(&json);
    json_end_object(&json);
}

int
table_print(const struct table *table, const struct arguments *arguments)
{
    if (arguments_have(arguments, OPTION_JSON)) {
        print_json(table);
    } else {
        print_rows(table);
    }
    return EXIT_YES;
}
