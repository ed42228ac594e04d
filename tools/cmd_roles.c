/*
 * vmstrust roles: the table of what presents a certificate.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "table.h"
#include "text.h"
#include "verbs.h"

/* The longest id, the port and the gaps between. */
#define NAME_COLUMN 45

static void
put_head(void)
{
    char head[64];

    snprintf(head, sizeof head, "%-36s  %5s", "ROLE", "PORT");
    text_item(stdout, NAME_COLUMN, head, "NAME");
}

static void
put_row(size_t index)
{
    vmstrust_role role = vmstrust_role_get_at(index);
    char head[96];
    char port[8] = "-";

    if (vmstrust_role_get_port(role) != 0) {
        snprintf(port, sizeof port, "%u",
                 (unsigned)vmstrust_role_get_port(role));
    }
    snprintf(head, sizeof head, "%-36s  %5s", vmstrust_role_get_id(role), port);
    text_item(stdout, NAME_COLUMN, head, vmstrust_role_get_name(role));
}

static void
put_json(struct json *json, size_t index)
{
    vmstrust_role role = vmstrust_role_get_at(index);
    json_object(json, NULL);
    json_text(json, "id", vmstrust_role_get_id(role));
    json_number(json, "number", (long)role);
    json_text(json, "name", vmstrust_role_get_name(role));
    json_text(json, "endpoint", vmstrust_role_get_endpoint(role));
    json_number(json, "port", vmstrust_role_get_port(role));
    json_bool(json, "takes_host", vmstrust_role_takes_host(role));
    json_text(json, "source", vmstrust_role_get_source(role));
    json_end_object(json);
}

static const struct table table = {
    .schema = "vmstrust-roles-1",
    .name = "roles",
    .get_total = vmstrust_role_get_total,
    .put_head = put_head,
    .put_row = put_row,
    .put_json = put_json,
};

static int
run(const struct arguments *arguments)
{
    return table_print(&table, arguments);
}

static const struct option options[] = {
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-roles-1)"},
};

const struct verb verb_roles = {
    .name = "roles",
    .summary = "list the roles: what presents a certificate",
    .synopsis = "[--json]",
    .text = "A role is what --server-role takes. PORT is where it presents its "
            "certificate unless set up otherwise.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"roles", "roles --json"},
    .run = run,
};
