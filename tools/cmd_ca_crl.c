/*
 * vmstrust ca crl: the revocation list of a CA, as a file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7
#define USUAL_DAYS 30
/* As vmstrust_ca_write_crl(), which a dry run does not call. */
#define SHORTEST 3600
#define LONGEST ((int64_t)366 * CA_DAY)

static void
put_written(const char *path, int64_t seconds)
{
    char date[CA_UNTIL_SIZE];
    char line[SHOWN_SIZE + 128];

    snprintf(line, sizeof line, "%s, PEM, the next one is due on %s",
             SHOW(path), ca_date((int64_t)time(NULL) + seconds, date));
    text_item(stdout, COLUMN, "List", line);
    text_item(stdout, COLUMN, "Next",
              "Hand it to those who read it ('vmstrust verify --crl FILE'). It "
              "stops nobody else.");
}

static int
check_file(const char *option, const char *path, vmstrust_ca *ca)
{
    vmstrust_error *error = NULL;
    struct file file;
    char about[SHOWN_SIZE + 32];
    int status = file_read(path, &file);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = vmstrust_ca_check_crl(ca, file.data, file.size, &error);
    free(file.data);
    if (code != VMSTRUST_OK) {
        snprintf(about, sizeof about, "%s %s", option, SHOW(path));
        status = answer_refusal(about, error);
        /* What is no list is not overwritten. */
        return code == VMSTRUST_E_MALFORMED ? EXIT_NO : status;
    }
    return EXIT_YES;
}

/* The list that is replaced, and those that were published elsewhere. */
static int
check_earlier(const struct arguments *arguments, vmstrust_ca *ca)
{
    const char *path = arguments_get(arguments, OPTION_OUT);
    struct stat about;
    size_t at = 0;
    int status = EXIT_YES;

    if (stat(path, &about) == 0) {
        status = check_file("--out", path, ca);
    }
    while (status == EXIT_YES &&
           (path = arguments_next(arguments, OPTION_CRL, &at)) != NULL) {
        status = check_file("--crl", path, ca);
    }
    return status;
}

static int
write_list(const struct arguments *arguments, vmstrust_ca *ca, int64_t seconds)
{
    const char *path = arguments_get(arguments, OPTION_OUT);
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_write_crl(ca, seconds, &pem, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = file_write("--out", path, vmstrust_bytes_get_data(pem),
                        vmstrust_bytes_get_size(pem),
                        arguments_have(arguments, OPTION_FORCE));
    vmstrust_bytes_free(pem);
    if (status == EXIT_YES) {
        put_written(path, seconds);
    }
    return status;
}

static int
read_span(const struct arguments *arguments, int64_t *seconds)
{
    int status =
        ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", seconds);

    if (status == EXIT_YES && (*seconds < SHORTEST || *seconds > LONGEST)) {
        return usage_error(arguments->verb,
                           "--valid-for: a revocation list is valid for 1 hour "
                           "to 366 days");
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    const char *path = arguments_get(arguments, OPTION_OUT);
    int64_t seconds = (int64_t)USUAL_DAYS * CA_DAY;
    vmstrust_ca *ca = NULL;
    int status;

    if (path == NULL) {
        return usage_error(arguments->verb,
                           "--out FILE is missing: where the list goes");
    }
    status = read_span(arguments, &seconds);
    if (status == EXIT_YES) {
        status = file_may_write("--out", path,
                                arguments_have(arguments, OPTION_FORCE));
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &ca);
    }
    if (status == EXIT_YES) {
        status = check_earlier(arguments, ca);
    }
    if (status == EXIT_YES && arguments_have(arguments, OPTION_DRY_RUN)) {
        puts("Would write a revocation list; nothing was changed.");
    } else if (status == EXIT_YES) {
        status = write_list(arguments, ca, seconds);
    }
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_OUT, "out", VALUE_FILE, "FILE", false, "the file for the list"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite FILE if it exists: a list of this CA that revokes nothing but "
     "what its ledger revokes, too"},
    {OPTION_CRL, "crl", VALUE_FILE, "FILE", true,
     "a list that was published before, elsewhere; looked at as the one that "
     "is "
     "overwritten"},
    {OPTION_VALID_FOR, "valid-for", VALUE_TEXT, "SPAN", false,
     "when the next list is due: 30d unless given, 1h to 366d"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_crl = {
    .name = "ca crl",
    .summary = "write the list of revoked certificates",
    .synopsis = "--out FILE [OPTION]... CA",
    .text = "The list (CRL, version 2, PEM) names every certificate that was "
            "revoked, when and why. Its number is higher than that of every "
            "list before. After a rollover there is a list for each "
            "generation that has not ended, in one file.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca crl --out harbour.crl harbour-ca",
                 "ca crl --out harbour.crl --force --valid-for 7d harbour-ca"},
    .run = run,
};
