/*
 * vmstrust store pin: this host must present this very certificate.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "host.h"
#include "store.h"
#include "text.h"
#include "verbs.h"
#include "when.h"

/* What one run works with; all of it is freed at its end. */
struct task {
    const struct arguments *arguments;
    const char *host;
    int64_t until;
    vmstrust_chain *chain; /* the first certificate is the one */
    vmstrust_store *store;
};

static int
read_host(struct task *task)
{
    return host_read(task->arguments, VMSTRUST_ROLE_TLS_SERVER, &task->host);
}

static int
read_chain(struct task *task)
{
    const char *path;
    size_t at = 0;

    (void)arguments_next(task->arguments, OPERAND, &at);
    path = arguments_next(task->arguments, OPERAND, &at);
    if (arguments_count(task->arguments, OPERAND) > 2) {
        return usage_error(task->arguments->verb, "one certificate at a time");
    }
    return answer_load(path, &task->chain);
}

static int
read_until(struct task *task)
{
    const char *text = arguments_get(task->arguments, OPTION_UNTIL);
    bool is_date;

    task->until =
        vmstrust_cert_get_not_after(vmstrust_chain_get_cert(task->chain, 0));
    if (text == NULL || when_parse(text, &task->until, &is_date) == WHEN_OK) {
        return EXIT_YES;
    }
    return usage_error(task->arguments->verb, "--until %s: a time is %s",
                       SHOW(text), WHEN_FORMS);
}

static int
open_store(struct task *task)
{
    return store_open(task->arguments, &task->store);
}

static int
replace(struct task *task)
{
    vmstrust_error *error = NULL;
    int code;

    if (!arguments_have(task->arguments, OPTION_REPLACE)) {
        return EXIT_YES;
    }
    code = vmstrust_store_remove_pins(task->store, task->host, &error);
    if (code == VMSTRUST_OK || code == VMSTRUST_E_NOT_FOUND) {
        vmstrust_error_free(error);
        return EXIT_YES;
    }
    return answer_error("--replace", error);
}

static int
add(struct task *task)
{
    vmstrust_error *error = NULL;

    return vmstrust_store_add_pin(task->store, task->host,
                                  vmstrust_chain_get_cert(task->chain, 0),
                                  task->until, &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--host", error);
}

static int
save(struct task *task)
{
    return store_save(task->arguments, task->store);
}

/* --- What was pinned before ----------------------------------------------- */

static void
put_difference(const vmstrust_cert *cert, const vmstrust_cert *before)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    char line[4096];

    if (vmstrust_cert_write_difference(cert, before, &text, &error) !=
        VMSTRUST_OK) {
        vmstrust_error_free(error);
    }
    if (vmstrust_bytes_get_size(text) != 0) {
        snprintf(line, sizeof line,
                 "what was pinned has another SHA-256; the "
                 "new one has %s",
                 (const char *)vmstrust_bytes_get_data(text));
        text_item(stdout, STORE_COLUMN, "Before", line);
    }
    vmstrust_bytes_free(text);
}

/* Both names of one host, such as 2001:DB8:0::7 and 2001:db8::7? What is pinned
 * to the one is found by the other. */
static bool
is_same_host(const struct task *task, const char *host)
{
    vmstrust_store *scratch = NULL;
    bool is_same =
        vmstrust_store_new(&scratch, NULL) == VMSTRUST_OK &&
        vmstrust_store_add_pin(scratch, task->host,
                               vmstrust_chain_get_cert(task->chain, 0),
                               task->until, NULL) == VMSTRUST_OK &&
        vmstrust_store_remove_pins(scratch, host, NULL) == VMSTRUST_OK;

    vmstrust_store_free(scratch);
    return is_same;
}

static bool
is_other_pin(const struct task *task, const vmstrust_inventory *inventory,
             size_t at)
{
    const vmstrust_cert *cert = vmstrust_inventory_get_cert(inventory, at);

    return *vmstrust_inventory_get_host(inventory, at) != '\0' &&
           is_same_host(task, vmstrust_inventory_get_host(inventory, at)) &&
           memcmp(vmstrust_cert_get_sha256(cert),
                  vmstrust_cert_get_sha256(
                      vmstrust_chain_get_cert(task->chain, 0)),
                  32) != 0;
}

/* Said before anything is changed: who pins the next certificate decides by
 * it. */
static int
put_before(struct task *task)
{
    const vmstrust_cert *cert = vmstrust_chain_get_cert(task->chain, 0);
    vmstrust_inventory *inventory = NULL;
    int status = store_read(task->arguments, &inventory);

    for (size_t i = 0;
         status == EXIT_YES && i < vmstrust_inventory_get_count(inventory);
         i++) {
        if (is_other_pin(task, inventory, i)) {
            put_difference(cert, vmstrust_inventory_get_cert(inventory, i));
        }
    }
    vmstrust_inventory_free(inventory);
    return status;
}

static int
put_pinned(struct task *task)
{
    char line[SHOWN_SIZE + 64];
    char date[CA_UNTIL_SIZE];

    store_put_change(task->arguments, "PINNED", "Would pin",
                     vmstrust_chain_get_cert(task->chain, 0));
    snprintf(line, sizeof line, "%s until %s", SHOW(task->host),
             ca_date(task->until, date));
    text_item(stdout, STORE_COLUMN, "To", line);
    text_item(stdout, STORE_COLUMN, "So",
              "any other certificate of this host is refused, also one of a "
              "CA that is trusted, and after that day this one, too: pin the "
              "next one before.");
    return EXIT_YES;
}

static int
run(const struct arguments *arguments)
{
    static int (*const steps[])(struct task *) = {
        read_host, read_chain, read_until, open_store, put_before,
        replace,   add,        save,       put_pinned};
    struct task task = {.arguments = arguments};
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](&task);
    }
    vmstrust_chain_free(task.chain);
    vmstrust_store_free(task.store);
    return status;
}

static const struct option options[] = {
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", false,
     "the host name that clients dial"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", false,
     "the IP address that they dial, in place of a name"},
    {OPTION_UNTIL, "until", VALUE_TEXT, "TIME", false,
     "when the pin ends; without this option with the certificate"},
    {OPTION_REPLACE, "replace", VALUE_NONE, NULL, false,
     "remove what was pinned to the host before"},
    STORE_REASON_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_pin = {
    .name = "store pin",
    .summary = "pin a certificate to a host",
    .synopsis = "(--host NAME | --ip ADDRESS)\n"
                "[OPTION]... DIR CERTIFICATE",
    .text =
        "For a server whose certificate no CA signed, such as a camera or a "
        "display. CERTIFICATE is a file; its first certificate is pinned. "
        "Compare its thumbprint with what the server itself shows before.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "DIR CERTIFICATE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples =
        {"store pin --ip 192.0.2.14 --until 2027-06-30 trust camera.pem",
         "store pin --host display3.site.local --replace trust new.pem"},
    .run = run,
};
