/*
 * vmstrust verify: may this chain be trusted for this role and this host? Reads
 * what to trust, by which rules and for whom from the command line, asks the
 * library once, and prints its report. Nothing is trusted that was not named.
 */
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "question.h"
#include "text.h"
#include "verbs.h"

/* What one run works with; all of it is freed at its end. */
struct task {
    const struct arguments *arguments;
    struct question question;
    vmstrust_chain *chain;
};

/* An evidence file that could not be written afterwards is refused before. */
static int
check_evidence(struct task *task)
{
    const char *path = arguments_get(task->arguments, OPTION_EVIDENCE);

    if (path == NULL) {
        return EXIT_YES;
    }
    if (strcmp(path, "-") == 0) {
        return usage_error(task->arguments->verb,
                           "--evidence -: give the name of a file; standard "
                           "output has the report");
    }
    return file_may_write("--evidence", path,
                          arguments_have(task->arguments, OPTION_FORCE));
}

static int
read_chain(struct task *task)
{
    vmstrust_error *error = NULL;
    int status =
        answer_load(arguments_get(task->arguments, OPERAND), &task->chain);

    if (status != EXIT_YES || task->question.at == ANSWER_AT_NOW) {
        return status;
    }
    return vmstrust_chain_set_time(task->chain, task->question.time, &error) ==
                   VMSTRUST_OK
               ? EXIT_YES
               : answer_error("--at", error);
}

static int
judge(struct task *task)
{
    struct question *question = &task->question;
    vmstrust_error *error = NULL;
    int code = vmstrust_verify(question->store, question->policy, task->chain,
                               question->host, &question->report, &error);
    bool is_host = arguments_have(task->arguments, OPTION_HOST) &&
                   code == VMSTRUST_E_ARGUMENT;

    return question_take(code, is_host ? "--host" : NULL, error);
}

static int
write_evidence(struct task *task)
{
    const char *path = arguments_get(task->arguments, OPTION_EVIDENCE);
    vmstrust_bytes *evidence = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (path == NULL) {
        return EXIT_YES;
    }
    if (vmstrust_report_write_evidence(task->question.report, &evidence,
                                       &error) != VMSTRUST_OK) {
        answer_error("--evidence", error);
        return EXIT_UNKNOWN;
    }
    status = file_write("--evidence", path, vmstrust_bytes_get_data(evidence),
                        vmstrust_bytes_get_size(evidence),
                        arguments_have(task->arguments, OPTION_FORCE));
    vmstrust_bytes_free(evidence);
    return status;
}

static int
run_task(struct task *task)
{
    int status = question_read(task->arguments, &task->question);

    if (status == EXIT_YES) {
        status = check_evidence(task);
    }
    if (status == EXIT_YES) {
        status = read_chain(task);
    }
    if (status == EXIT_YES) {
        status = judge(task);
    }
    if (status == EXIT_YES) {
        status = write_evidence(task);
    }
    return status == EXIT_YES ? question_answer(&task->question) : status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {.arguments = arguments};
    int status = run_task(&task);

    vmstrust_chain_free(task.chain);
    question_free(&task.question);
    return status;
}

static const struct option options[] = {
    QUESTION_OPTIONS,
    {OPTION_EVIDENCE, "evidence", VALUE_FILE, "FILE", false,
     "write all that was judged into one file, for 'vmstrust replay'"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite an evidence file that exists"},
};

const struct verb verb_verify = {
    .name = "verify",
    .summary = "may this chain be trusted for this role and host, and why not",
    .synopsis = "--server-role ROLE (--host NAME | --ip ADDRESS)\n"
                "(--ca FILE | --ca-dir DIR | --store DIR |\n"
                " --system-roots)\n"
                "[OPTION]... CHAIN",
    .text = "CHAIN is a file with what the server sends, its own certificate "
            "first (PEM, DER or PKCS#7); - reads standard input. Exit status: "
            "0 trusted, 1 not trusted, 2 could not tell, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "CHAIN",
    .fewest_operands = 1,
    .examples = {"verify --server-role recording-server --as smart-client \\\n"
                 "      --host rec07.harbour.local --ca site-ca.pem rec07.pem",
                 "verify --server-role mobile-server --ip 192.0.2.14 \\\n"
                 "      --system-roots --evidence ticket.case mobile.pem"},
    .run = run,
};
