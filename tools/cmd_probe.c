/*
 * vmstrust probe: what do running servers present, and may it be trusted? Asks
 * all of them side by side, once, and says of each what came of it.
 */
#include <stdio.h>
#include <string.h>

#include "answer.h"
#include "command.h"
#include "policy.h"
#include "probe.h"
#include "progress.h"
#include "text.h"
#include "trial.h"
#include "trust.h"
#include "verbs.h"

#define MOST_SECONDS 3600   /* as vmstrust_probe_set_timeout() */
#define MOST_PARALLEL 10000 /* as vmstrust_probe_set_parallel() */

/* What one run works with; all of it is freed at its end. */
struct work {
    const struct arguments *arguments;
    vmstrust_role role;
    vmstrust_policy *policy;
    vmstrust_store *store;
    vmstrust_chain *expected;
    vmstrust_probe *probe;
    vmstrust_task *task;
    bool was_cancelled;
};

/* --- The command line ---------------------------------------------------- */

static int
read_policy(struct work *work)
{
    int status = EXIT_YES;

    work->role = VMSTRUST_ROLE_TLS_SERVER;
    if (arguments_have(work->arguments, OPTION_SERVER_ROLE)) {
        status = policy_read_role(work->arguments, &work->role);
    }
    return status == EXIT_YES
               ? policy_read(work->arguments, work->role, &work->policy)
               : status;
}

static int
read_store(struct work *work)
{
    return trust_read(work->arguments, &work->store);
}

static int
read_expected(struct work *work)
{
    const char *path = arguments_get(work->arguments, OPTION_EXPECT);

    return path == NULL ? EXIT_YES : answer_load(path, &work->expected);
}

/* What the library says about a value of an option. */
static int
wrong_value(struct work *work, const char *option, vmstrust_error *error)
{
    int status = usage_error(work->arguments->verb, "%s%s", option,
                             vmstrust_error_get_text(error));

    vmstrust_error_free(error);
    return status;
}

static int
add_endpoints(struct work *work)
{
    const char *text;
    size_t at = 0;
    vmstrust_error *error = NULL;

    if (vmstrust_probe_new(&work->probe, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    while ((text = arguments_next(work->arguments, OPERAND, &at)) != NULL) {
        size_t index = vmstrust_probe_get_count(work->probe);

        if (vmstrust_probe_add(work->probe, text, work->policy, &error) !=
                VMSTRUST_OK ||
            (work->expected != NULL &&
             vmstrust_probe_set_expected(
                 work->probe, index, vmstrust_chain_get_cert(work->expected, 0),
                 &error) != VMSTRUST_OK)) {
            return wrong_value(work, "", error);
        }
    }
    return EXIT_YES;
}

/* "10", "10s", "0.5": at most a thousandth of a second is told apart. */
static bool
read_seconds(const char *text, uint32_t *millis)
{
    size_t digits = strspn(text, "0123456789");
    uint32_t number = 0, weight = 100;

    if (digits == 0 || digits > 4) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        number = number * 10 + (uint32_t)(text[i] - '0');
    }
    number *= 1000;
    text += digits;
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9' && weight > 0; text++) {
            number += (uint32_t)(*text - '0') * weight;
            weight /= 10;
        }
    }
    *millis = number;
    return number > 0 && number <= MOST_SECONDS * 1000 &&
           (*text == '\0' || strcmp(text, "s") == 0);
}

static int
read_timeout(struct work *work)
{
    const char *text = arguments_get(work->arguments, OPTION_TIMEOUT);
    uint32_t millis = 0;
    vmstrust_error *error = NULL;

    if (text == NULL) {
        return EXIT_YES;
    }
    if (!read_seconds(text, &millis)) {
        return usage_error(work->arguments->verb,
                           "--timeout %s: seconds are taken, up to %d, such "
                           "as 5 or 0.5",
                           SHOW(text), MOST_SECONDS);
    }
    return vmstrust_probe_set_timeout(work->probe, millis, &error) ==
                   VMSTRUST_OK
               ? EXIT_YES
               : wrong_value(work, "--timeout: ", error);
}

static int
read_parallel(struct work *work)
{
    const char *text = arguments_get(work->arguments, OPTION_PARALLEL);
    uint32_t count = 0;
    vmstrust_error *error = NULL;

    if (text == NULL) {
        return EXIT_YES;
    }
    for (size_t i = 0; i < 6 && text[i] >= '0' && text[i] <= '9'; i++) {
        count = count * 10 + (uint32_t)(text[i] - '0');
    }
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 6) {
        return usage_error(work->arguments->verb,
                           "--parallel %s: a number is taken, up to %d",
                           SHOW(text), MOST_PARALLEL);
    }
    return vmstrust_probe_set_parallel(work->probe, count, &error) ==
                   VMSTRUST_OK
               ? EXIT_YES
               : wrong_value(work, "--parallel: ", error);
}

/* --- The run ------------------------------------------------------------- */

static int
ask(struct work *work)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_task_new(&work->task, &error);

    if (code != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    progress_begin(work->task, "asked");
    code = vmstrust_probe_run(work->probe, work->store, work->task, &error);
    progress_end();
    work->was_cancelled = code == VMSTRUST_E_CANCELLED;
    if (code != VMSTRUST_OK && code != VMSTRUST_E_UNTRUSTED &&
        code != VMSTRUST_E_UNREACHABLE && code != VMSTRUST_E_CANCELLED) {
        return answer_error(NULL, error);
    }
    vmstrust_error_free(error);
    return EXIT_YES;
}

static int
put(struct work *work)
{
    const char *folder = arguments_get(work->arguments, OPTION_SAVE);
    int status = arguments_have(work->arguments, OPTION_JSON)
                     ? probe_put_json(work->probe)
                     : probe_put(work->probe);

    if (folder != NULL && status == EXIT_YES) {
        status = probe_save(work->probe, folder,
                            arguments_have(work->arguments, OPTION_FORCE));
    }
    return status;
}

/* The answer as an exit status: of what succeeds in part it is no. */
static int
conclude(struct work *work)
{
    struct probe_sum sum = probe_count(work->probe);

    if (work->was_cancelled) {
        return EXIT_UNKNOWN;
    }
    if (sum.untrusted > 0) {
        return EXIT_NO;
    }
    if (sum.unknown == 0) {
        return EXIT_YES;
    }
    return sum.trusted > 0 ? EXIT_NO : EXIT_UNKNOWN;
}

static int
run_work(struct work *work)
{
    static int (*const steps[])(struct work * work) = {
        read_policy,  read_store,    read_expected, add_endpoints,
        read_timeout, read_parallel, ask,           put,
    };
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](work);
    }
    return status == EXIT_YES ? conclude(work) : status;
}

/* Nobody is asked there, and nothing judged. */
static int
run_trial(const struct arguments *arguments, const char *folder)
{
    if (arguments->count >
        1 + (size_t)arguments_have(arguments, OPTION_FORCE)) {
        return usage_error(arguments->verb,
                           "--serve-wrong DIR goes with --force or alone");
    }
    return trial_serve(arguments, folder);
}

static int
run(const struct arguments *arguments)
{
    const char *folder = arguments_get(arguments, OPTION_SERVE_WRONG);
    struct work work = {.arguments = arguments};
    int status;

    if (folder != NULL) {
        return run_trial(arguments, folder);
    }
    if (arguments_count(arguments, OPERAND) == 0) {
        return usage_error(arguments->verb, "HOST[:PORT] is missing");
    }
    status = run_work(&work);

    vmstrust_task_free(work.task);
    vmstrust_probe_free(work.probe);
    vmstrust_chain_free(work.expected);
    vmstrust_store_free(work.store);
    vmstrust_policy_free(work.policy);
    return status;
}

static const struct option options[] = {
    ROLE_OPTIONS,
    TRUST_OPTIONS,
    POLICY_OPTIONS,
    {OPTION_EXPECT, "expect", VALUE_FILE, "CERT", false,
     "the certificate that the server should present; another one is an error"},
    {OPTION_TIMEOUT, "timeout", VALUE_TEXT, "S", false,
     "seconds for each server: 10 without this option"},
    {OPTION_PARALLEL, "parallel", VALUE_TEXT, "N", false,
     "how many are asked side by side: 500 without this option"},
    {OPTION_SAVE, "save", VALUE_FOLDER, "DIR", false,
     "keep what each server sent as HOST_PORT.pem, and the evidence for "
     "'vmstrust replay' as HOST_PORT.case"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite files that exist"},
    {OPTION_SERVE_WRONG, "serve-wrong", VALUE_FOLDER, "DIR", false,
     "ask nobody: serve wrong certificates on this computer, the CA and the "
     "ports in DIR, and say which of them your client accepted"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-probe-1)"},
};

const struct verb verb_probe = {
    .name = "probe",
    .summary = "what running servers present, and whether it may be trusted",
    .synopsis = "[--server-role ROLE]\n"
                "(--ca FILE | --ca-dir DIR | --store DIR | --system-roots)\n"
                "[OPTION]... HOST[:PORT]...\n"
                "--serve-wrong DIR [--force]",
    .text = "Connects to every server as a client would, up to the end of the "
            "TLS handshake, and judges what it presents. Who does not answer "
            "in TLS is asked once more, in plain HTTP. Without a port it is "
            "the one where --as CLIENT connects to the role, or the role's "
            "usual one. Exit status: 0 all trusted; 1 one or more not trusted, "
            "or only some answered; 2 none answered, or cancelled; 64 wrong "
            "usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_TEXT,
    .operand = "HOST[:PORT]",
    .takes_many_operands = true,
    .examples = {"probe --server-role recording-server --as smart-client \\\n"
                 "      --ca site-ca.pem rec07.harbour.local",
                 "probe --server-role camera-device --timeout 3 --json \\\n"
                 "      --ca site-ca.pem --save found 192.0.2.14 192.0.2.15"},
    .run = run,
};
