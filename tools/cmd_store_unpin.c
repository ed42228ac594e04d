/*
 * vmstrust store unpin: a host is judged by its CA again.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "host.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static int
unpin(const struct arguments *arguments, const char *host,
      vmstrust_store *store)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_store_remove_pins(store, host, &error);
    int status;

    if (code == VMSTRUST_E_NOT_FOUND) {
        answer_error(NULL, error);
        return EXIT_NO;
    }
    if (code != VMSTRUST_OK) {
        return answer_error("--host", error);
    }
    status = store_save(arguments, store);
    if (status == EXIT_YES) {
        printf("%s %s\n",
               arguments_have(arguments, OPTION_DRY_RUN) ? "Would unpin"
                                                         : "UNPINNED",
               SHOW(host));
        text_item(stdout, STORE_COLUMN, "So",
                  "it is judged by the CAs of the store again.");
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_store *store = NULL;
    const char *host = NULL;
    int status = host_read(arguments, VMSTRUST_ROLE_TLS_SERVER, &host);

    if (status == EXIT_YES) {
        status = store_open(arguments, &store);
    }
    if (status == EXIT_YES) {
        status = unpin(arguments, host, store);
    }
    vmstrust_store_free(store);
    return status;
}

static const struct option options[] = {
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", false, "the host name"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", false,
     "the IP address, in place of a name"},
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_unpin = {
    .name = "store unpin",
    .summary = "remove every pin of a host",
    .synopsis = "(--host NAME | --ip ADDRESS) [--dry-run] DIR",
    .text = "Exit status: 0 removed, 1 nothing was pinned.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples = {"store unpin --ip 192.0.2.14 trust",
                 "store unpin --host display3.site.local --dry-run trust"},
    .run = run,
};
