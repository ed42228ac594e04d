/*
 * vmstrust ca record: enters certificates that a CA issued before it had a
 * ledger, or after the backup that it was restored from.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "policy.h"
#include "text.h"
#include "verbs.h"

struct task {
    const struct arguments *arguments;
    vmstrust_ca *ca;
    vmstrust_role role;
    size_t entered;
    size_t known;
    size_t refused;
};

static void
record(struct task *task, const char *path, const vmstrust_cert *cert)
{
    bool is_dry = arguments_have(task->arguments, OPTION_DRY_RUN);
    vmstrust_error *error = NULL;
    bool is_new = false;
    char name[CA_NAME_SIZE];
    char until[CA_UNTIL_SIZE];
    int code =
        is_dry
            ? vmstrust_ca_check_record(task->ca, cert, &is_new, &error)
            : vmstrust_ca_record(task->ca, cert, task->role, &is_new, &error);

    if (code != VMSTRUST_OK) {
        answer_error(path, error);
        task->refused++;
        return;
    }
    task->entered += is_new;
    task->known += !is_new;
    printf("%s %s, until %s\n",
           !is_new  ? "KNOWN  "
           : is_dry ? "WOULD  "
                    : "ENTERED",
           SHOW(ca_name(cert, name)), ca_until(cert, until));
}

static bool
is_same(const vmstrust_cert *one, const vmstrust_cert *other)
{
    return other != NULL && memcmp(vmstrust_cert_get_sha256(one),
                                   vmstrust_cert_get_sha256(other), 32) == 0;
}

static bool
is_own(const vmstrust_ca *ca, const vmstrust_cert *cert)
{
    for (size_t i = 0; i < vmstrust_ca_get_root_count(ca); i++) {
        if (is_same(cert, vmstrust_ca_get_root(ca, i)) ||
            is_same(cert, vmstrust_ca_get_cross(ca, i)) ||
            is_same(cert, vmstrust_ca_get_back_cross(ca, i))) {
            return true;
        }
    }
    return false;
}

/* Every certificate of the file, but for the CA's own: chains have them. */
static void
record_file(struct task *task, const char *path)
{
    vmstrust_chain *chain = NULL;
    size_t count;

    if (answer_load(path, &chain) != EXIT_YES) {
        task->refused++;
        return;
    }
    count = vmstrust_chain_get_count(chain);
    for (size_t i = 0; i < count; i++) {
        const vmstrust_cert *cert = vmstrust_chain_get_cert(chain, i);

        if (count == 1 || !is_own(task->ca, cert)) {
            record(task, path, cert);
        }
    }
    vmstrust_chain_free(chain);
}

static int
record_files(struct task *task)
{
    const char *path;
    size_t at = 0;

    (void)arguments_next(task->arguments, OPERAND, &at);
    while ((path = arguments_next(task->arguments, OPERAND, &at)) != NULL) {
        record_file(task, path);
    }
    printf("%s%zu entered, %zu known before, %zu refused\n",
           task->entered + task->known == 0 ? "" : "\n", task->entered,
           task->known, task->refused);
    return task->refused == 0 ? EXIT_YES : EXIT_NO;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {.arguments = arguments,
                        .role = VMSTRUST_ROLE_TLS_SERVER};
    int status = EXIT_YES;

    if (arguments_have(arguments, OPTION_SERVER_ROLE)) {
        status = policy_read_role(arguments, &task.role);
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &task.ca);
    }
    if (status == EXIT_YES) {
        status = record_files(&task);
    }
    vmstrust_ca_free(task.ca);
    return status;
}

static const struct option options[] = {
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "who presents these certificates: tls-server unless given"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_record = {
    .name = "ca record",
    .summary = "enter certificates that a CA issued before",
    .synopsis = "[--server-role ROLE] [OPTION]... CA FILE...",
    .text = "FILE is PEM, DER or PKCS#7. Each certificate must be signed by "
            "this CA, by any of its generations; one that the ledger has is "
            "left as it is. Exit status: 0 "
            "all are in the ledger, 1 some were refused, 2 not possible, 64 "
            "wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "CA FILE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples = {"ca record harbour-ca rec01.crt rec02.crt",
                 "ca record --server-role mobile-server ca mobile.crt"},
    .run = run,
};
