/*
 * vmstrust ca check: whether a CA is in good order.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "json.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 9

static size_t
count_marks(const vmstrust_checkup *checkup, const char *mark)
{
    size_t count = 0;

    for (size_t i = 0; i < vmstrust_checkup_get_count(checkup); i++) {
        count += strcmp(vmstrust_checkup_get_mark(checkup, i), mark) == 0;
    }
    return count;
}

static const char *
verdict_of(const vmstrust_checkup *checkup)
{
    if (count_marks(checkup, "bad") != 0) {
        return "bad";
    }
    return count_marks(checkup, "warning") != 0 ? "warning" : "good";
}

static void
put_text(const vmstrust_checkup *checkup)
{
    const char *verdict = verdict_of(checkup);

    puts(strcmp(verdict, "bad") == 0       ? "NOT IN ORDER"
         : strcmp(verdict, "warning") == 0 ? "IN ORDER, with warnings"
                                           : "IN ORDER");
    for (size_t i = 0; i < vmstrust_checkup_get_count(checkup); i++) {
        const char *mark = vmstrust_checkup_get_mark(checkup, i);
        bool is_good = strcmp(mark, "good") == 0;
        char line[1200];

        snprintf(line, sizeof line, "%s%s%s", is_good ? "" : mark,
                 is_good ? "" : ": ", vmstrust_checkup_get_text(checkup, i));
        text_item(stdout, COLUMN, vmstrust_checkup_get_id(checkup, i), line);
    }
}

static void
put_json(const vmstrust_checkup *checkup)
{
    struct json json = {.out = stdout};

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-ca-check-1");
    json_text(&json, "mark", verdict_of(checkup));
    json_array(&json, "checks");
    for (size_t i = 0; i < vmstrust_checkup_get_count(checkup); i++) {
        json_object(&json, NULL);
        json_text(&json, "id", vmstrust_checkup_get_id(checkup, i));
        json_text(&json, "mark", vmstrust_checkup_get_mark(checkup, i));
        json_text(&json, "text", vmstrust_checkup_get_text(checkup, i));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
}

/* A CA that cannot be looked at is not known to be in bad order: the name may be
 * mistyped, or the folder somebody else's. */
static int
look_for_folder(const char *path)
{
    struct stat about;

    if (stat(path, &about) == 0 && !S_ISDIR(about.st_mode)) {
        errno = ENOTDIR;
    } else if (access(path, R_OK | X_OK) == 0) {
        return EXIT_YES;
    }
    complain("%s: cannot be looked at: %s", SHOW(path), strerror(errno));
    return EXIT_UNKNOWN;
}

static int
run(const struct arguments *arguments)
{
    struct passphrase passphrase = {.size = 0};
    vmstrust_checkup *checkup = NULL;
    vmstrust_error *error = NULL;
    int status = look_for_folder(arguments_get(arguments, OPERAND));
    int code;

    if (status == EXIT_YES) {
        status =
            passphrase_read(arguments, OPTION_PASSPHRASE_FILE, &passphrase);
    }
    if (status != EXIT_YES) {
        return status;
    }
    code = vmstrust_checkup_new(arguments_get(arguments, OPERAND),
                                passphrase_data(&passphrase), passphrase.size,
                                &checkup, &error);
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (arguments_have(arguments, OPTION_JSON)) {
        put_json(checkup);
    } else {
        put_text(checkup);
    }
    status = count_marks(checkup, "bad") == 0 ? EXIT_YES : EXIT_NO;
    vmstrust_checkup_free(checkup);
    return status;
}

static const struct option options[] = {
    {OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,
     "try the key with the passphrase in the first line of FILE; without this "
     "option the key is not tried"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-ca-check-1)"},
};

const struct verb verb_ca_check = {
    .name = "ca check",
    .summary = "whether a CA is in good order",
    .synopsis = "[OPTION]... CA",
    .text = "Its files and who may read them, its key, every row of its "
            "ledger, how long it lasts, and its backup; with what to do. "
            "Nothing is changed, and read-only media will do.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca check harbour-ca",
                 "ca check --passphrase-file passphrase --json harbour-ca"},
    .run = run,
};
