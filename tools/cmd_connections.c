/*
 * vmstrust connections: the table of who connects to what, and what is lost.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "table.h"
#include "text.h"
#include "verbs.h"

#define PAIR_COLUMN 24

static void
put_row(size_t index)
{
    vmstrust_connection connection = vmstrust_connection_get_at(index);
    char text[192];
    char port[16] = "";
    unsigned number = vmstrust_connection_get_port(connection);

    if (number != 0) {
        snprintf(port, sizeof port, ", port %u", number);
    }
    snprintf(text, sizeof text, "%s \u2192 %s%s",
             vmstrust_client_get_id(vmstrust_connection_get_client(connection)),
             vmstrust_role_get_id(vmstrust_connection_get_role(connection)),
             port);
    text_item(stdout, PAIR_COLUMN, vmstrust_connection_get_id(connection),
              text);
}

static void
put_json(struct json *json, size_t index)
{
    vmstrust_connection connection = vmstrust_connection_get_at(index);
    json_object(json, NULL);
    json_text(json, "id", vmstrust_connection_get_id(connection));
    json_number(json, "number", (long)connection);
    json_text(
        json, "client",
        vmstrust_client_get_id(vmstrust_connection_get_client(connection)));
    json_text(json, "role",
              vmstrust_role_get_id(vmstrust_connection_get_role(connection)));
    json_number(json, "port", vmstrust_connection_get_port(connection));
    json_text(json, "name", vmstrust_connection_get_name_rule(connection));
    json_text(json, "if_expired",
              vmstrust_connection_get_if_expired(connection));
    json_text(json, "if_untrusted",
              vmstrust_connection_get_if_untrusted(connection));
    json_text(json, "source", vmstrust_connection_get_source(connection));
    json_end_object(json);
}

static void
put_head(void)
{
    text_item(stdout, PAIR_COLUMN, "CONNECTION", "CLIENT \u2192 ROLE");
}

static const struct table table = {
    .schema = "vmstrust-connections-1",
    .name = "connections",
    .get_total = vmstrust_connection_get_total,
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
     "print JSON (schema vmstrust-connections-1)"},
};

const struct verb verb_connections = {
    .name = "connections",
    .summary = "list the connections: which client connects to which role",
    .synopsis = "[--json]",
    .text = "With --json also the name that the certificate must carry, and "
            "what people see when it has expired or is not trusted.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"connections", "connections --json"},
    .run = run,
};
