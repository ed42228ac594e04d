/*
 * vmstrust ca revoke: marks one certificate for the next revocation list.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "text.h"
#include "verbs.h"
#include "when.h"

#define COLUMN 7

/* The one that can be meant: of several the only one that is not revoked. */
static int
choose(const char *word, const vmstrust_entries *entries,
       const vmstrust_cert **cert)
{
    size_t count = vmstrust_entries_get_count(entries);
    size_t candidates = 0;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(vmstrust_entries_get_state(entries, i), "revoked") != 0) {
            *cert = vmstrust_entries_get_cert(entries, i);
            candidates++;
        }
    }
    if (candidates == 1) {
        return EXIT_YES;
    }
    if (count == 0) {
        complain("%s: this CA issued no such certificate; 'vmstrust ca list' "
                 "shows them",
                 SHOW(word));
    } else if (candidates == 0) {
        complain("%s: revoked already", SHOW(word));
    } else {
        complain("%s: several certificates are meant; name one by its serial:",
                 SHOW(word));
        ca_complain_candidates(entries);
    }
    return EXIT_NO;
}

static int
read_since(const struct arguments *arguments, int64_t *since)
{
    const char *text = arguments_get(arguments, OPTION_INVALID_SINCE);
    bool is_date;

    *since = 0;
    if (text == NULL || when_parse(text, since, &is_date) == WHEN_OK) {
        return EXIT_YES;
    }
    return usage_error(arguments->verb, "--invalid-since %s: a time is %s",
                       SHOW(text), WHEN_FORMS);
}

static void
put_revoked(const vmstrust_cert *cert, bool is_dry)
{
    char name[CA_NAME_SIZE];
    char until[CA_UNTIL_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("%s%s\n", is_dry ? "Would revoke " : "REVOKED ",
           SHOW(ca_name(cert, name)));
    printf("Was    valid until %s\n", ca_until(cert, until));
    printf("Known  by thumbprint %s\n       serial %s\n", ids.thumbprint,
           ids.serial);
    text_item(stdout, COLUMN, "Next",
              "'vmstrust ca crl' writes the list that says so. A list stops "
              "nobody who does not read it, and most clients of a VMS read "
              "none: replace the certificate on the server, and where the key "
              "was stolen distrust it in the clients.");
}

static int
revoke(const struct arguments *arguments, vmstrust_ca *ca,
       const vmstrust_cert *cert)
{
    const char *reason = arguments_get(arguments, OPTION_REASON);
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    vmstrust_error *error = NULL;
    int64_t since;
    int status = read_since(arguments, &since);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = is_dry ? vmstrust_ca_check_revoke(ca, cert, reason, since, &error)
                  : vmstrust_ca_revoke(ca, cert, reason, since, &error);
    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    put_revoked(cert, is_dry);
    return EXIT_YES;
}

static int
find_and_revoke(const struct arguments *arguments, const char *word,
                vmstrust_ca *ca)
{
    vmstrust_entries *entries = NULL;
    const vmstrust_cert *cert = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_find(ca, word, &entries, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = choose(word, entries, &cert);
    if (status == EXIT_YES) {
        status = revoke(arguments, ca, cert);
    }
    vmstrust_entries_free(entries);
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_ca *ca = NULL;
    const char *word;
    size_t at = 0;
    int status;

    (void)arguments_next(arguments, OPERAND, &at);
    word = arguments_next(arguments, OPERAND, &at);
    if (arguments_count(arguments, OPERAND) > 2) {
        return usage_error(arguments->verb, "one certificate at a time");
    }
    if (!arguments_have(arguments, OPTION_REASON)) {
        return usage_error(arguments->verb,
                           "--reason WHY is missing: keyCompromise, "
                           "superseded, cessationOfOperation, ...");
    }
    status = ca_open(arguments, &ca);
    if (status == EXIT_YES) {
        status = find_and_revoke(arguments, word, ca);
    }
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_REASON, "reason", VALUE_TEXT, "WHY", false,
     "keyCompromise, superseded, cessationOfOperation, affiliationChanged, "
     "privilegeWithdrawn or unspecified"},
    {OPTION_INVALID_SINCE, "invalid-since", VALUE_TEXT, "TIME", false,
     "since when the key was not its owner's alone"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_revoke = {
    .name = "ca revoke",
    .summary = "revoke a certificate",
    .synopsis = "--reason WHY [OPTION]... CA CERTIFICATE",
    .text = "CERTIFICATE is a serial number, a thumbprint, the first eight or "
            "more digits of a SHA-256, or a host name. Where several are "
            "meant they are listed, and none is revoked.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA CERTIFICATE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples = {"ca revoke --reason keyCompromise harbour-ca rec01.site.local",
                 "ca revoke --reason superseded --dry-run ca 9f2c41d07b6a11e2"},
    .run = run,
};
