/*
 * vmstrust server-cert request: a certificate request for a company's CA, with
 * a new key or one that is there.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "passphrase.h"
#include "text.h"
#include "verbs.h"

struct task {
    const struct arguments *arguments;
    struct passphrase passphrase;
    vmstrust_identity *identity;
    vmstrust_draft *draft;
    bool is_forced;
    bool is_dry;
};

/* "O=Harbour": the attribute and its value. */
static int
add_subject(const struct task *task, const char *text)
{
    const char *equals = strchr(text, '=');
    char attribute[16];
    vmstrust_error *error = NULL;

    if (equals == NULL || (size_t)(equals - text) >= sizeof attribute) {
        return usage_error(task->arguments->verb,
                           "--subject %s: give an attribute and its value, "
                           "such as O=Harbour",
                           SHOW(text));
    }
    snprintf(attribute, sizeof attribute, "%.*s", (int)(equals - text), text);
    if (vmstrust_draft_add_subject(task->draft, attribute, equals + 1,
                                   &error) != VMSTRUST_OK) {
        return answer_error("--subject", error);
    }
    return EXIT_YES;
}

static int
add_host(const struct task *task, const char *host)
{
    vmstrust_error *error = NULL;

    if (vmstrust_draft_add_host(task->draft, host, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    return EXIT_YES;
}

static int
add_all(const struct task *task, enum option_id id,
        int (*add)(const struct task *task, const char *value))
{
    const char *value;
    size_t at = 0;
    int status = EXIT_YES;

    while (status == EXIT_YES &&
           (value = arguments_next(task->arguments, id, &at)) != NULL) {
        status = add(task, value);
    }
    return status;
}

static int
fill_draft(struct task *task)
{
    const char *id = arguments_get(task->arguments, OPTION_SERVER_ROLE);
    vmstrust_role role = VMSTRUST_ROLE_TLS_SERVER;
    vmstrust_error *error = NULL;
    int status;

    if (id != NULL && vmstrust_role_find(id, &role, &error) != VMSTRUST_OK) {
        return answer_error("--server-role", error);
    }
    if (vmstrust_draft_new(role, &task->draft, &error) != VMSTRUST_OK) {
        return answer_error("--server-role", error);
    }
    status = add_all(task, OPTION_SUBJECT, add_subject);
    if (status == EXIT_YES) {
        status = add_all(task, OPTION_HOST, add_host);
    }
    return status == EXIT_YES ? add_all(task, OPTION_IP, add_host) : status;
}

/* --- The key -------------------------------------------------------------- */

static int
load_key(struct task *task)
{
    return passphrase_load_identity(task->arguments, OPTION_PASSPHRASE_FILE,
                                    NULL,
                                    arguments_get(task->arguments, OPTION_KEY),
                                    &task->passphrase, &task->identity);
}

static int
make_key(struct task *task)
{
    const char *type = arguments_get(task->arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;

    if (!task->passphrase.is_given &&
        passphrase_ask(task->arguments, OPTION_PASSPHRASE_FILE,
                       "the new private key", true,
                       &task->passphrase) != EXIT_YES) {
        return EXIT_UNKNOWN;
    }
    if (vmstrust_identity_make(type == NULL ? "rsa3072" : type, &task->identity,
                               &error) != VMSTRUST_OK) {
        return answer_error("--key-type", error);
    }
    return EXIT_YES;
}

/* --- The files ------------------------------------------------------------ */

static int
may_write(const struct task *task)
{
    const char *key = arguments_get(task->arguments, OPTION_KEY_OUT);
    int status = file_may_write(
        "--out", arguments_get(task->arguments, OPTION_OUT), task->is_forced);

    if (status == EXIT_YES && key != NULL) {
        status = file_may_write("--key-out", key, task->is_forced);
    }
    return status;
}

static int
add_key(const struct task *task, vmstrust_files *files)
{
    const char *path = arguments_get(task->arguments, OPTION_KEY_OUT);
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int code;

    if (path == NULL) {
        return EXIT_YES;
    }
    code = vmstrust_identity_write_key(task->identity,
                                       passphrase_data(&task->passphrase),
                                       task->passphrase.size, &pem, &error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(files, path, vmstrust_bytes_get_data(pem),
                                  vmstrust_bytes_get_size(pem), true, &error);
    }
    vmstrust_bytes_free(pem);
    return code == VMSTRUST_OK ? EXIT_YES : answer_error("--key-out", error);
}

static int
add_request(const struct task *task, vmstrust_files *files)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_draft_write(task->draft, task->identity, &pem, &error);

    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(files,
                                  arguments_get(task->arguments, OPTION_OUT),
                                  vmstrust_bytes_get_data(pem),
                                  vmstrust_bytes_get_size(pem), false, &error);
    }
    vmstrust_bytes_free(pem);
    return code == VMSTRUST_OK ? EXIT_YES : answer_error("--out", error);
}

/* A new key without its request is worth nothing, nor is a request whose key was
 * lost: both are written, or neither. */
static int
write_set(const struct task *task, vmstrust_files *files)
{
    vmstrust_error *error = NULL;
    int status = add_key(task, files);

    if (status == EXIT_YES) {
        status = add_request(task, files);
    }
    if (status == EXIT_YES && !task->is_dry &&
        vmstrust_files_write(files, &error) != VMSTRUST_OK) {
        status = answer_error(NULL, error);
    }
    return status;
}

static void
put_written(const struct task *task, const char *path)
{
    if (path != NULL) {
        fputs(task->is_dry ? "would write " : "wrote ", stdout);
        text_put(stdout, SHOW(path));
        fputc('\n', stdout);
    }
}

static int
write_files(const struct task *task)
{
    vmstrust_files *files = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_files_new(task->is_forced, &files, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = write_set(task, files);
    vmstrust_files_free(files);
    if (status == EXIT_YES) {
        put_written(task, arguments_get(task->arguments, OPTION_KEY_OUT));
        put_written(task, arguments_get(task->arguments, OPTION_OUT));
    }
    return status;
}

static int
check_usage(const struct arguments *arguments)
{
    if (!arguments_have(arguments, OPTION_OUT)) {
        return usage_error(arguments->verb, "--out is missing");
    }
    if (arguments_have(arguments, OPTION_KEY) ==
        arguments_have(arguments, OPTION_KEY_OUT)) {
        return usage_error(arguments->verb,
                           "give --key for a key that is there, or --key-out "
                           "for a new one");
    }
    if (arguments_have(arguments, OPTION_KEY) &&
        arguments_have(arguments, OPTION_KEY_TYPE)) {
        return usage_error(arguments->verb,
                           "--key-type: only a new key has a choice");
    }
    return EXIT_YES;
}

static int
run_task(struct task *task)
{
    int status = check_usage(task->arguments);

    if (status == EXIT_YES) {
        status = may_write(task);
    }
    if (status == EXIT_YES) {
        status = fill_draft(task);
    }
    if (status == EXIT_YES) {
        status = passphrase_read(task->arguments, OPTION_PASSPHRASE_FILE,
                                 &task->passphrase);
    }
    if (status == EXIT_YES) {
        status = arguments_have(task->arguments, OPTION_KEY) ? load_key(task)
                                                             : make_key(task);
    }
    return status == EXIT_YES ? write_files(task) : status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {
        .arguments = arguments,
        .is_forced = arguments_have(arguments, OPTION_FORCE),
        .is_dry = arguments_have(arguments, OPTION_DRY_RUN),
    };
    int status = run_task(&task);

    passphrase_forget(&task.passphrase);
    vmstrust_draft_free(task.draft);
    vmstrust_identity_free(task.identity);
    return status;
}

static const struct option options[] = {
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", true,
     "a host name of the server"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", true,
     "an IP address of the server"},
    {OPTION_SUBJECT, "subject", VALUE_TEXT, "ATTRIBUTE=VALUE", true,
     "C, ST, L, O, OU or CN, in the order in which they shall stand"},
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "what will present the certificate (tls-server)"},
    {OPTION_KEY, "key", VALUE_FILE, "FILE", false,
     "the private key that is there, or a PKCS#11 URL"},
    {OPTION_KEY_OUT, "key-out", VALUE_FILE, "FILE", false,
     "make a new private key and write it here, encrypted"},
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "of a new key: rsa2048, rsa3072, rsa4096, p256, p384 (rsa3072)"},
    {OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,
     "the passphrase of the private key; asked for otherwise"},
    {OPTION_OUT, "out", VALUE_FILE, "FILE", false, "write the request here"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite files that exist"},
    {OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false, "do all but write"},
};

const struct verb verb_server_cert_request = {
    .name = "server-cert request",
    .summary = "ask a company's CA for a certificate (CSR)",
    .synopsis = "[--host NAME]... [--ip ADDRESS]...\n"
                "[--subject ATTRIBUTE=VALUE]...\n"
                "[--server-role ROLE]\n"
                "(--key FILE |\n"
                "--key-out FILE [--key-type TYPE])\n"
                "[--passphrase-file FILE] --out FILE\n"
                "[--force] [--dry-run]",
    .text = "The request is PKCS#10 in PEM. A new private key is encrypted "
            "and mode 0600. Exit status: 0 written, 2 not possible, 64 wrong "
            "usage.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"server-cert request --host rec07.harbour.local \\\n"
                 "      --subject C=DK --subject O=Harbour \\\n"
                 "      --key-out rec07.key --out rec07.csr",
                 "server-cert request --host rec07 --key rec07.key --out "
                 "rec07.csr"},
    .run = run,
};
