/*
 * vmstrust ca sign: a certificate for the key of a request.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "confirm.h"
#include "file.h"
#include "order.h"
#include "policy.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

struct task {
    const struct arguments *arguments;
    vmstrust_request *request;
    vmstrust_order *order;
    vmstrust_ca *ca;
};

static int
load_request(struct task *task)
{
    const char *path = arguments_get(task->arguments, OPTION_CSR);
    vmstrust_error *error = NULL;
    struct file file;
    int status = file_read(path, &file);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = vmstrust_request_parse(file.data, file.size, &task->request, &error);
    free(file.data);
    if (code != VMSTRUST_OK) {
        answer_error(file_name(path), error);
        return code == VMSTRUST_E_MALFORMED ? EXIT_NO : EXIT_UNKNOWN;
    }
    return EXIT_YES;
}

static bool
is_limited(const struct task *task)
{
    return arguments_have(task->arguments, OPTION_HOST) ||
           arguments_have(task->arguments, OPTION_IP);
}

/* The names that were given, or else those of the request. */
static int
add_names(struct task *task)
{
    vmstrust_error *error = NULL;

    if (is_limited(task)) {
        return order_add_hosts(task->arguments, task->order);
    }
    if (vmstrust_order_add_requested(task->order, task->request, &error) !=
        VMSTRUST_OK) {
        return answer_refusal("the request; --host and --ip name others",
                              error);
    }
    if (vmstrust_order_get_host_count(task->order) == 0) {
        complain("the request names no host: give every name and address that "
                 "clients dial with --host and --ip");
        return EXIT_NO;
    }
    return EXIT_YES;
}

static int
read_order(struct task *task)
{
    vmstrust_error *error = NULL;
    vmstrust_role role;
    int status = policy_read_role(task->arguments, &role);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_order_new(role, &task->order, &error) != VMSTRUST_OK) {
        return answer_error("--server-role", error);
    }
    vmstrust_order_set_replacing(
        task->order, arguments_have(task->arguments, OPTION_REPLACE));
    status = order_set_rest(task->arguments, task->order);
    return status == EXIT_YES ? load_request(task) : status;
}

/* --- What is asked for ---------------------------------------------------- */

static int
put_subject(const struct task *task)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_request_write_subject(task->request, &subject, &error) !=
        VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    text_item(stdout, COLUMN, "From",
              vmstrust_bytes_get_size(subject) == 0
                  ? "(no subject)"
                  : (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
    return EXIT_YES;
}

static int
put_ungranted(const struct task *task)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_order_write_ungranted(task->order, task->request, &text,
                                       &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    text_items(stdout, COLUMN, "Not",
               (const char *)vmstrust_bytes_get_data(text));
    vmstrust_bytes_free(text);
    return EXIT_YES;
}

static int
put_request(const struct task *task)
{
    const char *head = "Names";
    int status = put_subject(task);

    for (size_t i = 0; i < vmstrust_order_get_host_count(task->order); i++) {
        text_item(stdout, COLUMN, head,
                  SHOW(vmstrust_order_get_host(task->order, i)));
        head = "";
    }
    return status == EXIT_YES ? put_ungranted(task) : status;
}

/* Names that somebody else wrote down are confirmed. */
static int
confirm_names(const struct task *task)
{
    if (is_limited(task) || arguments_have(task->arguments, OPTION_DRY_RUN)) {
        return EXIT_YES;
    }
    return confirm(task->arguments, "Is it to be signed with these names?",
                   "--yes takes the names of the request, --host and --ip give "
                   "others");
}

/* --- Signing -------------------------------------------------------------- */

static int
write_file(const struct task *task, const vmstrust_cert *cert)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_write_chain(task->ca, cert, &pem, &error) != VMSTRUST_OK) {
        return answer_error("--out", error);
    }
    status =
        file_write("--out", arguments_get(task->arguments, OPTION_OUT),
                   vmstrust_bytes_get_data(pem), vmstrust_bytes_get_size(pem),
                   arguments_have(task->arguments, OPTION_FORCE));
    vmstrust_bytes_free(pem);
    if (status == EXIT_YES &&
        vmstrust_ca_set_delivered(task->ca, cert, &error) != VMSTRUST_OK) {
        answer_error("the file is written, and the ledger does not know it",
                     error);
        return EXIT_UNKNOWN;
    }
    return status;
}

static int
sign(const struct task *task)
{
    vmstrust_cert *cert = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_sign(task->ca, task->order, task->request, &cert, &error) !=
        VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    status = write_file(task, cert);
    if (status == EXIT_YES) {
        order_put_made("SIGNED", cert);
    }
    vmstrust_cert_free(cert);
    return status;
}

static void
put_file(const struct task *task)
{
    char line[SHOWN_SIZE + 128];

    snprintf(line, sizeof line, "%s, the certificate as the server sends it",
             SHOW(arguments_get(task->arguments, OPTION_OUT)));
    text_item(stdout, COLUMN, "File", line);
}

static int
sign_or_tell(const struct task *task)
{
    vmstrust_error *error = NULL;
    struct order_span span;
    int status = order_check(task->arguments, task->ca, task->order, &span);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_ca_check_request(task->ca, task->order, task->request,
                                  &error) != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    if (arguments_have(task->arguments, OPTION_DRY_RUN)) {
        puts("Would sign it; nothing was changed.");
    } else {
        status = sign(task);
    }
    if (status == EXIT_YES) {
        order_put_span(task->ca, &span, COLUMN);
        put_file(task);
    }
    return status;
}

static int
check_usage(const struct arguments *arguments)
{
    if (!arguments_have(arguments, OPTION_CSR)) {
        return usage_error(arguments->verb,
                           "--csr FILE is missing: the request");
    }
    if (!arguments_have(arguments, OPTION_OUT)) {
        return usage_error(arguments->verb, "--out FILE is missing: where the "
                                            "certificate goes");
    }
    return EXIT_YES;
}

/* Everything that can be refused without the passphrase is. */
static int
run_task(struct task *task)
{
    const struct arguments *arguments = task->arguments;
    int status = check_usage(arguments);

    if (status == EXIT_YES) {
        status = read_order(task);
    }
    if (status == EXIT_YES) {
        status = file_may_write("--out", arguments_get(arguments, OPTION_OUT),
                                arguments_have(arguments, OPTION_FORCE));
    }
    if (status == EXIT_YES) {
        status = add_names(task);
    }
    if (status == EXIT_YES) {
        status = put_request(task);
    }
    if (status == EXIT_YES) {
        status = confirm_names(task);
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &task->ca);
    }
    return status == EXIT_YES ? sign_or_tell(task) : status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {.arguments = arguments};
    int status = run_task(&task);

    vmstrust_ca_free(task.ca);
    vmstrust_order_free(task.order);
    vmstrust_request_free(task.request);
    return status;
}

static const struct option options[] = {
    {OPTION_CSR, "csr", VALUE_FILE, "FILE", false,
     "the request, PEM or DER; - is standard input"},
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "who will present the certificate ('vmstrust roles' lists them)"},
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", true,
     "a host name that clients dial, in place of those of the request; may be "
     "repeated"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", true,
     "an IP address that clients dial, likewise"},
    {OPTION_OUT, "out", VALUE_FILE, "FILE", false,
     "the file for the certificate"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite FILE if it exists"},
    ORDER_OPTIONS,
    {OPTION_REPLACE, "replace", VALUE_NONE, NULL, false,
     "sign it also where the host has a valid certificate already"},
    CONFIRM_OPTION,
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_sign = {
    .name = "ca sign",
    .summary = "sign a certificate request",
    .synopsis = "--csr FILE --server-role ROLE --out FILE [OPTION]... CA",
    .text = "The request must be signed with its own key. Its names are shown "
            "and confirmed, or replaced by --host and --ip; of a request "
            "without names the common name is offered. Whatever else it asks "
            "for is listed and not granted.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca sign --csr sds7.csr --server-role \\\n"
                 "      secure-display-station-web --host sds7.site.local \\\n"
                 "      --ip 192.0.2.7 --out sds7.crt ca",
                 "ca sign --csr rec01.csr --server-role recording-server \\\n"
                 "      --yes --out rec01.crt ca"},
    .run = run,
};
