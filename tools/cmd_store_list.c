/*
 * vmstrust store list: what lies in a store, by whom, when and why.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "json.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

/* What an entry means, in words. */
static void
put_meaning(const vmstrust_inventory *inventory, size_t at)
{
    const char *kind = vmstrust_inventory_get_kind(inventory, at);
    char date[CA_UNTIL_SIZE];
    static const struct {
        const char *kind;
        const char *text;
    } meanings[] = {
        {"anchor", "trusted for every role"},
        {"intermediate", "an intermediate, trusted for nothing by itself"},
        {"crl", "a revocation list"},
        {"distrusted-certificate", "distrusted"},
        {"distrusted-key", "distrusted with every certificate of its key"},
    };

    for (size_t i = 0; i < COUNT(meanings); i++) {
        if (strcmp(meanings[i].kind, kind) == 0) {
            printf("  %s\n", meanings[i].text);
        }
    }
    if (strcmp(kind, "limited") == 0) {
        printf(
            "  trusted for %s alone\n",
            vmstrust_role_get_id(vmstrust_inventory_get_role(inventory, at)));
    }
    if (strcmp(kind, "pin") == 0) {
        printf("  pinned to %s until %s\n",
               SHOW(vmstrust_inventory_get_host(inventory, at)),
               ca_date(vmstrust_inventory_get_expires(inventory, at), date));
    }
}

static void
put_origin(const vmstrust_inventory *inventory, size_t at)
{
    const char *by = vmstrust_inventory_get_actor(inventory, at);
    const char *why = vmstrust_inventory_get_reason(inventory, at);
    int64_t when = vmstrust_inventory_get_added_at(inventory, at);
    char date[CA_UNTIL_SIZE];

    if (when != 0 || *by != '\0') {
        fputs("  added", stdout);
        if (when != 0) {
            printf(" on %s", ca_date(when, date));
        }
        if (*by != '\0') {
            fputs(" by ", stdout);
            text_put(stdout, by); /* escaped where it was written */
        }
        fputc('\n', stdout);
    }
    if (*why != '\0') {
        fputs("  ", stdout);
        text_item(stdout, STORE_COLUMN, "why:", why);
    }
}

static void
put_name(const vmstrust_cert *cert)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    char until[CA_UNTIL_SIZE];
    struct ca_ids ids;

    if (vmstrust_cert_write_subject(cert, &subject, &error) != VMSTRUST_OK) {
        vmstrust_error_free(error);
    }
    text_wrap(stdout, 2,
              vmstrust_bytes_get_size(subject) == 0
                  ? "a certificate without a name"
                  : (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
    ca_read_ids(cert, &ids);
    if (!vmstrust_cert_is_malformed(cert)) {
        printf("  valid until %s\n", ca_until(cert, until));
    }
    printf("  thumbprint %s\n", ids.thumbprint);
}

static void
put_entry(const vmstrust_inventory *inventory, size_t at)
{
    const vmstrust_cert *cert = vmstrust_inventory_get_cert(inventory, at);

    if (cert != NULL) {
        put_name(cert);
    } else {
        puts("A revocation list");
    }
    put_meaning(inventory, at);
    put_origin(inventory, at);
    printf("  %s\n", SHOW(vmstrust_inventory_get_file(inventory, at)));
}

static void
put_json_cert(struct json *json, const vmstrust_cert *cert)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    struct ca_ids ids;

    if (cert == NULL) {
        return;
    }
    if (vmstrust_cert_write_subject(cert, &subject, &error) != VMSTRUST_OK) {
        vmstrust_error_free(error);
    }
    ca_read_ids(cert, &ids);
    json_text(json, "subject",
              subject == NULL ? ""
                              : (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
    json_text(json, "thumbprint", ids.thumbprint);
    json_text(json, "sha256", ids.sha256);
    json_time(json, "not_before", vmstrust_cert_get_not_before(cert));
    json_time(json, "not_after", vmstrust_cert_get_not_after(cert));
}

static void
put_json_entry(struct json *json, const vmstrust_inventory *inventory,
               size_t at)
{
    vmstrust_role role = vmstrust_inventory_get_role(inventory, at);
    const char *host = vmstrust_inventory_get_host(inventory, at);

    json_object(json, NULL);
    json_text(json, "kind", vmstrust_inventory_get_kind(inventory, at));
    json_text(json, "file", vmstrust_inventory_get_file(inventory, at));
    put_json_cert(json, vmstrust_inventory_get_cert(inventory, at));
    if (role != 0) {
        json_text(json, "role", vmstrust_role_get_id(role));
    }
    if (*host != '\0') {
        json_text(json, "host", host);
        json_time(json, "until", vmstrust_inventory_get_expires(inventory, at));
    }
    json_time(json, "added_at", vmstrust_inventory_get_added_at(inventory, at));
    json_text(json, "by", vmstrust_inventory_get_actor(inventory, at));
    json_text(json, "why", vmstrust_inventory_get_reason(inventory, at));
    json_end_object(json);
}

static void
put_json(const vmstrust_inventory *inventory)
{
    struct json json = {.out = stdout};

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-store-list-1");
    json_array(&json, "entries");
    for (size_t i = 0; i < vmstrust_inventory_get_count(inventory); i++) {
        put_json_entry(&json, inventory, i);
    }
    json_end_array(&json);
    json_number(&json, "unreadable",
                (long)vmstrust_inventory_get_problem_count(inventory));
    json_end_object(&json);
}

static void
put_text(const vmstrust_inventory *inventory)
{
    size_t count = vmstrust_inventory_get_count(inventory);

    for (size_t i = 0; i < count; i++) {
        put_entry(inventory, i);
    }
    printf("%s%zu entr%s\n", count == 0 ? "" : "\n", count,
           count == 1 ? "y" : "ies");
}

static int
run(const struct arguments *arguments)
{
    vmstrust_inventory *inventory = NULL;
    int status = store_read(arguments, &inventory);
    size_t unreadable = vmstrust_inventory_get_problem_count(inventory);

    if (status == EXIT_YES && arguments_have(arguments, OPTION_JSON)) {
        put_json(inventory);
    } else if (status == EXIT_YES) {
        put_text(inventory);
    }
    if (unreadable != 0) {
        complain("%zu more cannot be read, so that the store does not open; "
                 "'vmstrust store check' says which and why",
                 unreadable);
        status = EXIT_NO;
    }
    vmstrust_inventory_free(inventory);
    return status;
}

static const struct option options[] = {
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-store-list-1)"},
};

const struct verb verb_store_list = {
    .name = "store list",
    .summary = "list what a store trusts and distrusts",
    .synopsis = "[--json] DIR",
    .text = "Each certificate with what it is trusted for, who added it, when "
            "and why, and its file. Exit status: 0 listed, 1 something cannot "
            "be read, 2 no store.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples = {"store list /var/lib/nvr/trust", "store list --json trust"},
    .run = run,
};
