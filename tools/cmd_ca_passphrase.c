/*
 * vmstrust ca passphrase: another passphrase for the CA's private key.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static int
change(const struct arguments *arguments, vmstrust_ca *ca)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status = ca_read_new_passphrase(arguments, OPTION_NEW_PASSPHRASE_FILE,
                                        "the CA from now on", &passphrase);
    int code = VMSTRUST_OK;

    if (status == EXIT_YES) {
        code = is_dry ? vmstrust_ca_check_set_passphrase(
                            ca, passphrase.text, passphrase.size, &error)
                      : vmstrust_ca_set_passphrase(ca, passphrase.text,
                                                   passphrase.size, &error);
    }
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    if (status == EXIT_YES && is_dry) {
        puts("Would change the passphrase; nothing was changed.");
    } else if (status == EXIT_YES) {
        puts("CHANGED the passphrase");
        text_item(stdout, COLUMN, "Next",
                  "Make a backup: the ones before open with the old passphrase "
                  "only, and who knows it can use them. If it became known, "
                  "that is no remedy: the CA is replaced.");
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_ca *ca = NULL;
    int status = ca_open(arguments, &ca);

    if (status == EXIT_YES) {
        status = change(arguments, ca);
    }
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    CA_PASSPHRASE_OPTION,
    {OPTION_NEW_PASSPHRASE_FILE, "new-passphrase-file", VALUE_FILE, "FILE",
     false,
     "the new passphrase is the first line of FILE; without this option it is "
     "asked for, twice"},
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_passphrase = {
    .name = "ca passphrase",
    .summary = "change the passphrase of a CA",
    .synopsis = "[OPTION]... CA",
    .text = "The old passphrase holds until the new key file is in its place. "
            "Backups keep the passphrase that they were made under.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca passphrase harbour-ca",
                 "ca passphrase --passphrase-file old \\\n"
                 "      --new-passphrase-file new harbour-ca"},
    .run = run,
};
