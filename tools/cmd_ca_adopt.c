/*
 * vmstrust ca adopt: takes over a certificate authority that others made.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "passphrase.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

struct task {
    const struct arguments *arguments;
    vmstrust_ca_plan *plan;
    vmstrust_identity *identity;
    vmstrust_report *report;
};

static int
read_plan(struct task *task)
{
    vmstrust_error *error = NULL;
    struct ca_actor actor;

    ca_read_actor(&actor);
    if (vmstrust_ca_plan_new(arguments_get(task->arguments, OPERAND), "adopted",
                             &task->plan, &error) != VMSTRUST_OK ||
        vmstrust_ca_plan_set_actor(task->plan, actor.account, actor.computer,
                                   &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    return EXIT_YES;
}

static int
load_identity(struct task *task)
{
    const char *pfx = arguments_get(task->arguments, OPTION_PFX);
    struct passphrase passphrase = {.size = 0};
    int status = passphrase_read(task->arguments, OPTION_PFX_PASSPHRASE_FILE,
                                 &passphrase);

    if (status == EXIT_YES) {
        status = passphrase_load_identity(
            task->arguments, OPTION_PFX_PASSPHRASE_FILE,
            pfx != NULL ? pfx : arguments_get(task->arguments, OPTION_CERT),
            arguments_get(task->arguments, OPTION_KEY), &passphrase,
            &task->identity);
    }
    passphrase_forget(&passphrase);
    return status;
}

/* --- What is found -------------------------------------------------------- */

static void
put_finding(const vmstrust_report *report, size_t at)
{
    char line[SHOWN_SIZE];

    snprintf(line, sizeof line, "%s: %s (%s)",
             vmstrust_severity_get_id(vmstrust_report_get_severity(report, at)),
             vmstrust_report_get_title(report, at),
             vmstrust_finding_get_id(vmstrust_report_get_finding(report, at)));
    text_item(stdout, COLUMN, "Found", line);
    text_item(stdout, COLUMN, "", vmstrust_report_get_text(report, at));
    text_item(stdout, COLUMN, "", vmstrust_report_get_fix(report, at));
}

/* The sample's own, at depth 0, say nothing of the CA. */
static void
put_findings(const vmstrust_report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < vmstrust_report_get_count(report); i++) {
        if (vmstrust_report_get_depth(report, i) != 0) {
            put_finding(report, i);
            count++;
        }
    }
    if (count == 0) {
        text_item(stdout, COLUMN, "Found", "nothing wrong with the CA");
    }
    if (!vmstrust_report_is_trusted(report)) {
        text_item(stdout, COLUMN, "",
                  "What this CA issues is not trusted: it can revoke and "
                  "publish its list, and a new CA has to take its place.");
    }
}

static int
check(struct task *task)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_ca_check_adoption(task->plan, task->identity,
                                          &task->report, &error);

    if (code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED) {
        vmstrust_error_free(error);
        return EXIT_YES;
    }
    return answer_refusal(NULL, error);
}

/* --- Taking over ---------------------------------------------------------- */

static void
put_adopted(const struct task *task)
{
    const vmstrust_cert *cert = vmstrust_identity_get_cert(task->identity, 0);
    char until[CA_UNTIL_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("Valid  until %s\n", ca_until(cert, until));
    text_item(stdout, COLUMN, "Known", "by this thumbprint, and by SHA-256:");
    printf("       %s\n       %s\n", ids.thumbprint, ids.sha256);
    put_findings(task->report);
}

static void
put_next(const struct task *task)
{
    const char *key = arguments_get(task->arguments, OPTION_KEY);
    const char *pfx = arguments_get(task->arguments, OPTION_PFX);
    const char *cert = arguments_get(task->arguments, OPTION_CERT);
    char line[SHOWN_SIZE + 256];

    text_item(stdout, COLUMN, "Next",
              "Enter what it issued before: 'vmstrust ca record'. Only what "
              "the ledger knows is listed, renewed and revoked.");
    snprintf(line, sizeof line,
             "Back up the folder, then destroy %s and every other copy of the "
             "key: whoever has one issues certificates that this ledger does "
             "not know.",
             SHOW(pfx != NULL   ? pfx
                  : key != NULL ? key
                                : cert));
    text_item(stdout, COLUMN, "", line);
}

static int
adopt(const struct task *task)
{
    bool is_dry = arguments_have(task->arguments, OPTION_DRY_RUN);
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status = ca_read_new_passphrase(task->arguments, OPTION_PASSPHRASE_FILE,
                                        "the CA", &passphrase);
    int code = VMSTRUST_OK;

    if (status == EXIT_YES && !is_dry) {
        code = vmstrust_ca_adopt(task->plan, task->identity, passphrase.text,
                                 passphrase.size, &error);
    }
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (status == EXIT_YES && is_dry) {
        puts("Would adopt this CA; nothing was changed.");
        put_adopted(task);
    } else if (status == EXIT_YES) {
        printf("ADOPTED %s\n", SHOW(arguments_get(task->arguments, OPERAND)));
        put_adopted(task);
        put_next(task);
    }
    return status;
}

static int
check_usage(const struct arguments *arguments)
{
    bool has_pfx = arguments_have(arguments, OPTION_PFX);
    bool has_cert = arguments_have(arguments, OPTION_CERT);

    if (has_pfx == has_cert) {
        return usage_error(arguments->verb,
                           "give the CA as --pfx FILE, or as --cert FILE and "
                           "--key FILE");
    }
    if (has_pfx && arguments_have(arguments, OPTION_KEY)) {
        return usage_error(arguments->verb, "--key: the PFX has the key");
    }
    return EXIT_YES;
}

static int
run_task(struct task *task)
{
    int status = check_usage(task->arguments);

    if (status == EXIT_YES) {
        status = read_plan(task);
    }
    if (status == EXIT_YES) {
        status = load_identity(task);
    }
    if (status == EXIT_YES) {
        status = check(task);
    }
    return status == EXIT_YES ? adopt(task) : status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {.arguments = arguments};
    int status = run_task(&task);

    vmstrust_report_free(task.report);
    vmstrust_identity_free(task.identity);
    vmstrust_ca_plan_free(task.plan);
    return status;
}

static const struct option options[] = {
    {OPTION_PFX, "pfx", VALUE_FILE, "FILE", false,
     "certificate and private key of the CA as one PFX"},
    {OPTION_CERT, "cert", VALUE_FILE, "FILE", false,
     "its certificate; of a subordinate with those up to its root"},
    {OPTION_KEY, "key", VALUE_FILE, "FILE", false,
     "its private key; left out where --cert has it"},
    {OPTION_PFX_PASSPHRASE_FILE, "pfx-passphrase-file", VALUE_FILE, "FILE",
     false, "the passphrase of the PFX or of the key; asked for otherwise"},
    {OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,
     "the new passphrase of the CA is the first line of FILE; without this "
     "option it is asked for on the terminal"},
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_adopt = {
    .name = "ca adopt",
    .summary = "take over a CA that exists",
    .synopsis = "(--pfx FILE | --cert FILE [--key FILE])\n"
                "[OPTION]... DIR",
    .text = "For a CA that the vendor's script or another program made. What "
            "is remarkable about it is told, once. The files that it came from "
            "are left as they are. A CA whose key lies in a token is not taken "
            "over: the token would have to give the key away.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples = {"ca adopt --pfx root-authority.pfx harbour-ca",
                 "ca adopt --cert ca.crt --key ca.key --dry-run harbour-ca"},
    .run = run,
};
