/*
 * vmstrust ca restore: a CA out of its backup.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "confirm.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static void
put_backup(const vmstrust_backup *backup)
{
    const char *computer = vmstrust_backup_get_computer(backup);
    const char *moving = vmstrust_backup_get_moving_to(backup);
    char line[2 * SHOWN_SIZE];
    char date[CA_UNTIL_SIZE];

    snprintf(line, sizeof line, "%s, of %s%s%s",
             ca_date(vmstrust_backup_get_made_at(backup), date),
             SHOW(vmstrust_backup_get_place(backup)),
             *computer == '\0' ? "" : " on ", SHOW(computer));
    text_item(stdout, COLUMN, "Made", line);
    if (*moving != '\0') {
        snprintf(line, sizeof line, "to %s; the CA there was left",
                 SHOW(moving));
        text_item(stdout, COLUMN, "Moving", line);
    }
}

/* Nobody but the caller can know that the other one is gone. */
static int
ask_whether_lost(const struct arguments *arguments,
                 const vmstrust_backup *backup)
{
    if (*vmstrust_backup_get_moving_to(backup) != '\0' ||
        arguments_have(arguments, OPTION_DRY_RUN)) {
        return EXIT_YES;
    }
    return confirm(arguments,
                   "The CA that this backup was made of must never be used "
                   "again: of two, each\nwould lack what the other issues and "
                   "revokes. Is it lost?",
                   "the CA that this backup was made of must never be used "
                   "again: of two, each would lack what the other issues and "
                   "revokes; --yes says that it is lost");
}

static void
put_restored(const vmstrust_backup *backup, const char *folder)
{
    printf("RESTORED %s\n", SHOW(folder));
    put_backup(backup);
    text_item(stdout, COLUMN, "Next",
              "What was issued and revoked after the backup is not known here: "
              "enter those certificates with 'vmstrust ca record', and revoke "
              "again what was revoked. 'vmstrust ca crl' refuses to replace a "
              "list that revokes more. 'vmstrust ca check' looks at the rest.");
}

static int
restore(const struct arguments *arguments, const vmstrust_backup *backup,
        const char *folder)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status = ca_read_passphrase(arguments, &passphrase);
    int code;

    if (status != EXIT_YES) {
        passphrase_forget(&passphrase);
        return status;
    }
    code = is_dry ? vmstrust_backup_try_passphrase(backup, passphrase.text,
                                                   passphrase.size, &error)
                  : vmstrust_backup_restore(backup, folder, passphrase.text,
                                            passphrase.size, &error);
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (is_dry) {
        puts("Would restore this backup; nothing was changed.");
        put_backup(backup);
    } else {
        put_restored(backup, folder);
    }
    return EXIT_YES;
}

static int
check_and_restore(const struct arguments *arguments, vmstrust_backup *backup,
                  const char *folder)
{
    vmstrust_error *error = NULL;
    struct ca_actor actor;
    int status;

    ca_read_actor(&actor);
    if (vmstrust_backup_check(backup, folder, &error) != VMSTRUST_OK ||
        vmstrust_backup_set_actor(backup, actor.account, actor.computer,
                                  &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = ask_whether_lost(arguments, backup);
    return status == EXIT_YES ? restore(arguments, backup, folder) : status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_backup *backup = NULL;
    vmstrust_error *error = NULL;
    const char *path;
    const char *folder;
    size_t at = 0;
    int status;

    path = arguments_next(arguments, OPERAND, &at);
    folder = arguments_next(arguments, OPERAND, &at);
    if (arguments_count(arguments, OPERAND) > 2) {
        return usage_error(arguments->verb,
                           "one file and one folder are taken");
    }
    if (vmstrust_backup_open(path, &backup, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = check_and_restore(arguments, backup, folder);
    vmstrust_backup_free(backup);
    return status;
}

static const struct option options[] = {
    {OPTION_YES, "yes", VALUE_NONE, NULL, false,
     "the CA that the backup was made of is lost, and will never be used "
     "again"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_restore = {
    .name = "ca restore",
    .summary = "make a CA out of its backup",
    .synopsis = "[OPTION]... FILE DIR",
    .text = "DIR is made; it must not exist. The passphrase of the backup is "
            "tried. A CA whose backup was made with --moving-to is simply "
            "here now; any other backup is for a CA that is lost.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "FILE DIR",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples = {"ca restore harbour.backup /srv/harbour-ca",
                 "ca restore --yes --passphrase-file passphrase \\\n"
                 "      harbour.backup harbour-ca"},
    .run = run,
};
