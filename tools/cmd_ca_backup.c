/*
 * vmstrust ca backup: the whole CA in one file.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static void
put_made(const char *path, const char *place)
{
    char line[2 * SHOWN_SIZE + 256];

    printf("BACKUP %s\n", SHOW(path));
    text_item(stdout, COLUMN, "Proved",
              "It was restored once, into a folder beside it that is gone "
              "again.");
    text_item(stdout, COLUMN, "Key",
              "Encrypted under the passphrase of today: the file is worth "
              "nothing without it. Keep both, apart.");
    if (place == NULL) {
        text_item(stdout, COLUMN, "Next",
                  "Put the file on another medium, away from the servers.");
        return;
    }
    snprintf(line, sizeof line,
             "The CA here says that it moved to %s, and issues and revokes "
             "nothing any more. There: 'vmstrust ca restore'. Then delete the "
             "folder here.",
             SHOW(place));
    text_item(stdout, COLUMN, "Next", line);
}

static int
write_backup(const struct arguments *arguments, const char *path,
             vmstrust_ca *ca)
{
    const char *place = arguments_get(arguments, OPTION_MOVING_TO);
    bool is_forced = arguments_have(arguments, OPTION_FORCE);
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    vmstrust_error *error = NULL;
    int code;

    if (is_dry) {
        code = vmstrust_ca_check_backup(ca, path, is_forced, place, &error);
    } else if (place == NULL) {
        code = vmstrust_ca_backup(ca, path, is_forced, &error);
    } else {
        code = vmstrust_ca_move(ca, path, is_forced, place, &error);
    }
    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (is_dry) {
        puts("Would write a backup; nothing was changed.");
    } else {
        put_made(path, place);
    }
    return EXIT_YES;
}

static int
run(const struct arguments *arguments)
{
    bool takes_passphrase = arguments_have(arguments, OPTION_MOVING_TO) ||
                            arguments_have(arguments, OPTION_PASSPHRASE_FILE);
    vmstrust_ca *ca = NULL;
    const char *path;
    size_t at = 0;
    int status;

    (void)arguments_next(arguments, OPERAND, &at);
    path = arguments_next(arguments, OPERAND, &at);
    if (arguments_count(arguments, OPERAND) > 2) {
        return usage_error(arguments->verb, "one CA and one file are taken");
    }
    status =
        file_may_write("FILE", path, arguments_have(arguments, OPTION_FORCE));
    if (status == EXIT_YES) {
        status = takes_passphrase ? ca_open(arguments, &ca)
                                  : ca_open_to_read(arguments, &ca);
    }
    if (status == EXIT_YES) {
        status = write_backup(arguments, path, ca);
    }
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_MOVING_TO, "moving-to", VALUE_TEXT, "PLACE", false,
     "the CA moves: after the backup it says that it went to PLACE, and issues "
     "nothing here any more; this takes the passphrase"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite FILE if it exists"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_backup = {
    .name = "ca backup",
    .summary = "write the whole CA into one file",
    .synopsis = "[OPTION]... CA FILE",
    .text = "Certificate, encrypted key and ledger, with their checksums. "
            "Others may use the CA meanwhile. The file is restored once, to "
            "prove that it can be. No passphrase is needed unless the CA "
            "moves; one that is given is tried first.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA FILE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples = {"ca backup harbour-ca /media/stick/harbour.backup",
                 "ca backup --moving-to \"ca02, /srv/harbour-ca\" \\\n"
                 "      harbour-ca harbour.backup"},
    .run = run,
};
