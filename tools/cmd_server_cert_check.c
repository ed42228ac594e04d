/*
 * vmstrust server-cert check: are certificate, chain and private key of a
 * server fit for use where they lie, and can the account of its service use
 * them? The library judges; this asks and prints.
 */
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "passphrase.h"
#include "question.h"
#include "text.h"
#include "verbs.h"

/* What one run works with; all of it is freed at its end. */
struct task {
    const struct arguments *arguments;
    struct question question;
    struct passphrase passphrase;
    vmstrust_deployment *deployment;
};

static int
read_question(struct task *task)
{
    return question_read(task->arguments, &task->question);
}

static int
read_files(struct task *task)
{
    const char *cert = arguments_get(task->arguments, OPTION_CERT);
    vmstrust_error *error = NULL;

    if (cert == NULL) {
        return usage_error(task->arguments->verb, "--cert is missing");
    }
    return vmstrust_deployment_new(cert,
                                   arguments_get(task->arguments, OPTION_KEY),
                                   &task->deployment, &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error(NULL, error);
}

static int
set_passphrase(struct task *task)
{
    vmstrust_error *error = NULL;

    return vmstrust_deployment_set_passphrase(
               task->deployment, passphrase_data(&task->passphrase),
               task->passphrase.size, &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--passphrase-file", error);
}

static int
read_passphrase(struct task *task)
{
    int status = passphrase_read(task->arguments, OPTION_PASSPHRASE_FILE,
                                 &task->passphrase);

    return status == EXIT_YES ? set_passphrase(task) : status;
}

static int
read_account(struct task *task)
{
    vmstrust_error *error = NULL;

    return vmstrust_deployment_set_account(
               task->deployment, arguments_get(task->arguments, OPTION_ACCOUNT),
               &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--account", error);
}

static int
read_computer(struct task *task)
{
    vmstrust_error *error = NULL;

    return vmstrust_deployment_set_computer(
               task->deployment,
               arguments_get(task->arguments, OPTION_COMPUTER),
               &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--computer", error);
}

static int
read_target(struct task *task)
{
    const char *id = arguments_get(task->arguments, OPTION_FOR);
    vmstrust_target target = VMSTRUST_TARGET_NONE;
    vmstrust_error *error = NULL;

    if ((id != NULL &&
         vmstrust_target_find(id, &target, &error) != VMSTRUST_OK) ||
        vmstrust_deployment_set_target(task->deployment, target, &error) !=
            VMSTRUST_OK) {
        return answer_error("--for", error);
    }
    return EXIT_YES;
}

static int
set_time(struct task *task)
{
    vmstrust_error *error = NULL;

    return task->question.at == ANSWER_AT_NOW ||
                   vmstrust_deployment_set_time(task->deployment,
                                                task->question.time,
                                                &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--at", error);
}

/* A passphrase is asked for once, and only where one is needed. */
static int
judge(struct task *task)
{
    struct question *question = &task->question;
    vmstrust_error *error = NULL;
    int code = vmstrust_deployment_check(task->deployment, question->store,
                                         question->policy, question->host,
                                         &question->report, &error);

    if (code == VMSTRUST_E_PASSPHRASE && !task->passphrase.is_given) {
        int status;

        vmstrust_error_free(error);
        status = passphrase_ask(task->arguments, OPTION_PASSPHRASE_FILE,
                                "the private key", false, &task->passphrase);
        if (status == EXIT_YES) {
            status = set_passphrase(task);
        }
        return status == EXIT_YES ? judge(task) : status;
    }
    return question_take(code, NULL, error);
}

static int
run_task(struct task *task)
{
    static int (*const steps[])(struct task *) = {
        read_question, read_files,  read_passphrase, read_account,
        read_computer, read_target, set_time,        judge,
    };
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](task);
    }
    return status == EXIT_YES ? question_answer(&task->question) : status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {.arguments = arguments};
    int status = run_task(&task);

    passphrase_forget(&task.passphrase);
    vmstrust_deployment_free(task.deployment);
    question_free(&task.question);
    return status;
}

static const struct option options[] = {
    {OPTION_CERT, "cert", VALUE_FILE, "FILE", false,
     "the certificate and its chain as the server sends it, or a PFX"},
    {OPTION_KEY, "key", VALUE_FILE, "FILE", false,
     "the private key, or a PKCS#11 URL; left out where --cert has it"},
    {OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,
     "the passphrase of the key or PFX; asked for otherwise"},
    {OPTION_ACCOUNT, "account", VALUE_TEXT, "USER", false,
     "can this account, that of the service, use the private key? As root it "
     "is tried, otherwise worked out"},
    {OPTION_COMPUTER, "computer", VALUE_TEXT, "NAME", false,
     "does the private key belong on this computer?"},
    {OPTION_FOR, "for", VALUE_TARGET, "TARGET", false,
     "can this target import the PFX?"},
    QUESTION_OPTIONS,
};

const struct verb verb_server_cert_check = {
    .name = "server-cert check",
    .summary = "is a server's certificate, with its key, fit for use here",
    .synopsis = "--server-role ROLE\n"
                "(--host NAME | --ip ADDRESS)\n"
                "(--ca FILE | --ca-dir DIR | --store DIR |\n"
                " --system-roots)\n"
                "--cert FILE [--key FILE]\n"
                "[--passphrase-file FILE]\n"
                "[--account USER] [--computer NAME]\n"
                "[--for TARGET] "
                "[OPTION]...",
    .text = "Judges the certificate and its chain like 'vmstrust verify', and "
            "the private key: is it there, does it match and sign, is it not "
            "that of a CA, who can read it. Exit status: 0 fit for use, 1 not, "
            "2 could not tell, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"server-cert check --server-role recording-server \\\n"
                 "      --host rec07.harbour.local --ca site-ca.pem \\\n"
                 "      --cert rec07.chain.pem --key rec07.key --account vms",
                 "server-cert check --server-role mobile-server \\\n"
                 "      --host mobile.harbour.local --ca site-ca.pem \\\n"
                 "      --cert mobile.pfx --for windows-2016"},
    .run = run,
};
