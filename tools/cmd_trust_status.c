/*
 * vmstrust trust status: whether what trust install did is still in force.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "record.h"
#include "text.h"
#include "verbs.h"

static int
put_record(const struct place_root *root, const struct record *record)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    int status = EXIT_YES;
    size_t at = 0;

    while ((place = record_next(record->text, &at, target)) != NULL) {
        bool is_there =
            place_is_inside(root, target) && place->has(root, target);

        status = is_there ? status : EXIT_NO;
        place_say(place, status, "%s: %s",
                  is_there ? "trusted" : "NOT TRUSTED any more", SHOW(target));
    }
    return status;
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
    if (status == EXIT_YES && record.text == NULL) {
        printf("not installed by trust install\n");
        status = EXIT_NO;
    } else if (status == EXIT_YES) {
        status = put_record(&root, &record);
    }
    record_free(&record);
    vmstrust_cert_free(cert);
    return status;
}

static const struct option options[] = {
    {OPTION_ROOT, "root", VALUE_FOLDER, "DIR", false,
     "in the tree of another system, such as an image that is mounted"},
};

const struct verb verb_trust_status = {
    .name = "trust status",
    .summary = "whether a root is still trusted where it was installed",
    .synopsis = "[--root DIR] CERT",
    .text = "CERT is the certificate's file, or eight or more digits of its "
            "SHA-256. Exit status: 0 trusted in every place that was recorded, "
            "1 not, 2 it could not be told, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "CERT",
    .fewest_operands = 1,
    .examples = {"trust status harbour-ca.crt", "trust status 9f2c41d0"},
    .run = run,
};
