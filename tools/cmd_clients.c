/*
 * vmstrust clients: the table of what verifies a certificate.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "table.h"
#include "text.h"
#include "verbs.h"

#define NAME_COLUMN 26

static void
put_row(size_t index)
{
    vmstrust_client client = vmstrust_client_get_at(index);
    char text[512];

    snprintf(text, sizeof text, "%s. Roots: %s",
             vmstrust_client_get_name(client),
             vmstrust_client_get_store(client));
    text_item(stdout, NAME_COLUMN, vmstrust_client_get_id(client), text);
}

static void
put_json(struct json *json, size_t index)
{
    vmstrust_client client = vmstrust_client_get_at(index);
    vmstrust_target target = vmstrust_client_get_target(client);

    json_object(json, NULL);
    json_text(json, "id", vmstrust_client_get_id(client));
    json_number(json, "number", (long)client);
    json_text(json, "name", vmstrust_client_get_name(client));
    if (target == 0) {
        json_null(json, "target");
    } else {
        json_text(json, "target", vmstrust_target_get_id(target));
    }
    json_text(json, "store", vmstrust_client_get_store(client));
    json_text(json, "install", vmstrust_client_get_install(client));
    json_text(json, "source", vmstrust_client_get_source(client));
    json_end_object(json);
}

static void
put_head(void)
{
    text_item(stdout, NAME_COLUMN, "CLIENT",
              "NAME, and where its trusted "
              "roots are");
}

static const struct table table = {
    .schema = "vmstrust-clients-1",
    .name = "clients",
    .get_total = vmstrust_client_get_total,
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
     "print JSON (schema vmstrust-clients-1)"},
};

const struct verb verb_clients = {
    .name = "clients",
    .summary = "list the clients: what verifies a certificate",
    .synopsis = "[--json]",
    .text = "A client is what --as takes. Its roots are the list of CA "
            "certificates that it trusts.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"clients", "clients --json"},
    .run = run,
};
