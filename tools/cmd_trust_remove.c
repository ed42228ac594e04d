/*
 * vmstrust trust remove: takes away what trust install put here.
 */
#include <stdio.h>
#include <unistd.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "record.h"
#include "text.h"
#include "verbs.h"

static void
put_plan(const char *text)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    size_t at = 0;

    while ((place = record_next(text, &at, target)) != NULL) {
        place_say(place, EXIT_YES, "would be removed: %s", SHOW(target));
    }
}

/* The record stays where something could not be removed: then again. */
static int
take_away(const struct arguments *arguments, const struct place_root *root,
          const struct record *record)
{
    int status;

    if (record->text == NULL) {
        complain("trust install did not install this certificate here, so "
                 "nothing is removed (looked for %s)",
                 SHOW(record->path));
        return EXIT_NO;
    }
    if (arguments_have(arguments, OPTION_DRY_RUN)) {
        put_plan(record->text);
        return EXIT_YES;
    }
    status = record_take_away(root, record->text);
    return status == EXIT_YES ? record_unlink(record) : status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_cert *cert = NULL;
    struct place_root root;
    struct record record = {.text = NULL};
    int status = record_find_root(arguments, &cert, &root);

    if (status == EXIT_YES) {
        status = record_read(&root, &record);
    }
    if (status == EXIT_YES) {
        status = take_away(arguments, &root, &record);
    }
    record_free(&record);
    vmstrust_cert_free(cert);
    return status;
}

static const struct option options[] = {
    {OPTION_ROOT, "root", VALUE_FOLDER, "DIR", false,
     "in the tree of another system, such as an image that is mounted"},
    {OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false,
     "say what would be done, and change nothing"},
};

const struct verb verb_trust_remove = {
    .name = "trust remove",
    .summary = "take away a root that trust install put here",
    .synopsis = "[--root DIR] [--dry-run] CERT",
    .text = "CERT is the certificate's file, or eight or more digits of its "
            "SHA-256. Only what trust install recorded is touched. Exit "
            "status: 0 removed, 1 it was not installed, or not all could be "
            "removed, 2 it could not be told, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "CERT",
    .fewest_operands = 1,
    .examples = {"trust remove harbour-ca.crt", "trust remove 9f2c41d0"},
    .run = run,
};
