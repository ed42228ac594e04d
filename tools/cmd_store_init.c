/*
 * vmstrust store init: makes an empty store of trusted certificates.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static int
run(const struct arguments *arguments)
{
    const char *path = arguments_get(arguments, OPERAND);
    vmstrust_error *error = NULL;
    struct stat status;

    if (arguments_have(arguments, OPTION_DRY_RUN)) {
        if (lstat(path, &status) == 0) {
            complain("%s: there is something of that name already", SHOW(path));
            return EXIT_UNKNOWN;
        }
        printf("Would make the store %s\n", SHOW(path));
        return EXIT_YES;
    }
    if (vmstrust_store_create(path, &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    printf("MADE   %s, which trusts nothing yet\n", SHOW(path));
    text_item(stdout, STORE_COLUMN, "Next",
              "'vmstrust store add' trusts a CA certificate in it, and "
              "'vmstrust verify --store' judges by it.");
    return EXIT_YES;
}

static const struct option options[] = {
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_init = {
    .name = "store init",
    .summary = "make a store of trusted certificates",
    .synopsis = "[--dry-run] DIR",
    .text = "A store is a folder that a person can read, with one PEM file for "
            "each certificate. It is no CApath of OpenSSL.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples = {"store init /var/lib/nvr/trust", "store init --dry-run trust"},
    .run = run,
};
