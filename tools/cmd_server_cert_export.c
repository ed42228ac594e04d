/*
 * vmstrust server-cert export: certificate, chain and key into the files that
 * an importer wants. Nothing is written that does not belong together, and
 * nothing over another file unless asked.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "delivery.h"
#include "file.h"
#include "passphrase.h"
#include "text.h"
#include "verbs.h"

struct task {
    const struct arguments *arguments;
    vmstrust_identity *identity;
    vmstrust_files *files;
    struct passphrase passphrase; /* of what is read */
    struct passphrase pfx;        /* of what is written */
    vmstrust_target target;
    bool is_forced;
    bool is_dry;
};

struct output {
    enum option_id id;
    const char *option;
    bool is_private;
    int (*make)(struct task *task, vmstrust_bytes **bytes,
                vmstrust_error **error);
};

static int
make_chain(struct task *task, vmstrust_bytes **bytes, vmstrust_error **error)
{
    return vmstrust_identity_write_chain(task->identity, bytes, error);
}

static int
make_pkcs7(struct task *task, vmstrust_bytes **bytes, vmstrust_error **error)
{
    return vmstrust_identity_write_pkcs7(task->identity, bytes, error);
}

static int
make_pfx(struct task *task, vmstrust_bytes **bytes, vmstrust_error **error)
{
    return vmstrust_identity_write_pfx(task->identity, task->target,
                                       passphrase_data(&task->pfx),
                                       task->pfx.size, bytes, error);
}

/* Under the passphrase of what was read; plain, if that was plain. */
static int
make_key(struct task *task, vmstrust_bytes **bytes, vmstrust_error **error)
{
    return vmstrust_identity_write_key(task->identity,
                                       passphrase_data(&task->passphrase),
                                       task->passphrase.size, bytes, error);
}

/* The key first: it takes its name first. */
static const struct output outputs[] = {
    {OPTION_KEY_OUT, "--key-out", true, make_key},
    {OPTION_PFX, "--pfx", true, make_pfx},
    {OPTION_PEM, "--pem", false, make_chain},
    {OPTION_PKCS7, "--pkcs7", false, make_pkcs7},
    {OPTION_DER, "--der", false, NULL},
};

/* Its bytes go into the set; DER is lent by the certificate. */
static int
add_output(struct task *task, const struct output *output)
{
    const char *path = arguments_get(task->arguments, output->id);
    vmstrust_bytes *bytes = NULL;
    vmstrust_error *error = NULL;
    const void *data;
    size_t size;
    int code = VMSTRUST_OK;

    if (output->make == NULL) {
        data = vmstrust_cert_get_der(
            vmstrust_identity_get_cert(task->identity, 0), &size);
    } else {
        code = output->make(task, &bytes, &error);
        data = vmstrust_bytes_get_data(bytes);
        size = vmstrust_bytes_get_size(bytes);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(task->files, path, data, size,
                                  output->is_private, &error);
    }
    vmstrust_bytes_free(bytes);
    return code == VMSTRUST_OK ? EXIT_YES : answer_error(output->option, error);
}

static int
add_outputs(struct task *task)
{
    vmstrust_error *error = NULL;
    int status = EXIT_YES;

    if (vmstrust_files_new(task->is_forced, &task->files, &error) !=
        VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    for (size_t i = 0; i < COUNT(outputs) && status == EXIT_YES; i++) {
        const char *path = arguments_get(task->arguments, outputs[i].id);

        if (path != NULL) {
            status = file_may_write(outputs[i].option, path, task->is_forced);
            status =
                status == EXIT_YES ? add_output(task, &outputs[i]) : status;
        }
    }
    return status;
}

static void
put_outputs(const struct task *task)
{
    for (size_t i = 0; i < COUNT(outputs); i++) {
        const char *path = arguments_get(task->arguments, outputs[i].id);

        if (path != NULL) {
            fputs(task->is_dry ? "would write " : "wrote ", stdout);
            text_put(stdout, SHOW(path));
            fputc('\n', stdout);
        }
    }
}

/* Who owned the key before owns it still: can it still be used by that account?
 * Without a certificate beside it that cannot be asked. */
static int
check_owner(const struct task *task, const char *owner)
{
    vmstrust_deployment *deployment = NULL;
    vmstrust_key_access access;
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_deployment_new(
        arguments_get(task->arguments, OPTION_PEM),
        arguments_get(task->arguments, OPTION_KEY_OUT), &deployment, &error);

    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_set_passphrase(
            deployment, passphrase_data(&task->passphrase),
            task->passphrase.size, &error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_set_account(deployment, owner, &error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_check_access(deployment, &access, &text,
                                                &error);
    }
    vmstrust_deployment_free(deployment);
    if (code != VMSTRUST_OK) {
        return answer_error("--key-out", error);
    }
    text_put(stdout, (const char *)vmstrust_bytes_get_data(text));
    fputc('\n', stdout);
    vmstrust_bytes_free(text);
    return access == VMSTRUST_KEY_ACCESS_TESTED_YES ||
                   access == VMSTRUST_KEY_ACCESS_EVALUATED_YES
               ? EXIT_YES
               : EXIT_NO;
}

/* All or none; a key and its certificate are switched as a pair. */
static int
write_outputs(struct task *task)
{
    const char *key = arguments_get(task->arguments, OPTION_KEY_OUT);
    char owner[FILE_OWNER_SIZE] = "";
    vmstrust_error *error = NULL;
    int status = add_outputs(task);

    if (status != EXIT_YES) {
        return status;
    }
    if (key != NULL && arguments_have(task->arguments, OPTION_PEM)) {
        file_read_owner(key, owner);
    }
    if (!task->is_dry &&
        vmstrust_files_write(task->files, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    put_outputs(task);
    return task->is_dry || owner[0] == '\0' ? EXIT_YES
                                            : check_owner(task, owner);
}

static int
prove(const struct task *task)
{
    vmstrust_error *error = NULL;

    if (vmstrust_identity_prove(task->identity, &error) == VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error(NULL, error);
    return EXIT_NO;
}

/* The passphrase of the PFX: its own file, that of what is read, or asked. */
static int
read_pfx_passphrase(struct task *task)
{
    int status;

    if (!arguments_have(task->arguments, OPTION_PFX)) {
        return EXIT_YES;
    }
    status = passphrase_read(task->arguments, OPTION_PFX_PASSPHRASE_FILE,
                             &task->pfx);
    if (status != EXIT_YES || task->pfx.is_given) {
        return status;
    }
    if (arguments_have(task->arguments, OPTION_PASSPHRASE_FILE)) {
        task->pfx = task->passphrase;
        return EXIT_YES;
    }
    return passphrase_ask(task->arguments, OPTION_PFX_PASSPHRASE_FILE,
                          "the PFX", true, &task->pfx);
}

static int
load(struct task *task)
{
    int status = passphrase_read(task->arguments, OPTION_PASSPHRASE_FILE,
                                 &task->passphrase);

    if (status == EXIT_YES) {
        status = passphrase_load_identity(
            task->arguments, OPTION_PASSPHRASE_FILE,
            arguments_get(task->arguments, OPTION_CERT),
            arguments_get(task->arguments, OPTION_KEY), &task->passphrase,
            &task->identity);
    }
    if (status == EXIT_YES) {
        status = prove(task);
    }
    return status == EXIT_YES ? read_pfx_passphrase(task) : status;
}

static int
check_usage(const struct arguments *arguments)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT(outputs); i++) {
        count += arguments_have(arguments, outputs[i].id);
    }
    if (!arguments_have(arguments, OPTION_CERT)) {
        return usage_error(arguments->verb, "--cert is missing");
    }
    if (count == 0) {
        return usage_error(arguments->verb,
                           "nothing to write: give --pfx, --pem, --key-out, "
                           "--pkcs7 or --der");
    }
    if (arguments_have(arguments, OPTION_FOR) &&
        !arguments_have(arguments, OPTION_PFX)) {
        return usage_error(arguments->verb, "--for: only --pfx depends on it");
    }
    return EXIT_YES;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {
        .arguments = arguments,
        .is_forced = arguments_have(arguments, OPTION_FORCE),
        .is_dry = arguments_have(arguments, OPTION_DRY_RUN),
    };
    int status = check_usage(arguments);

    if (status == EXIT_YES) {
        status = delivery_read_target(arguments, &task.target);
    }
    if (status == EXIT_YES) {
        status = load(&task);
    }
    if (status == EXIT_YES) {
        status = write_outputs(&task);
    }
    passphrase_forget(&task.passphrase);
    passphrase_forget(&task.pfx);
    vmstrust_files_free(task.files);
    vmstrust_identity_free(task.identity);
    return status;
}

static const struct option options[] = {
    {OPTION_CERT, "cert", VALUE_FILE, "FILE", false,
     "the certificate and its chain, or a PFX with all of it"},
    {OPTION_KEY, "key", VALUE_FILE, "FILE", false,
     "the private key, or a PKCS#11 URL; left out where --cert has it"},
    {OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,
     "the passphrase of what is read; asked for otherwise"},
    {OPTION_PFX, "pfx", VALUE_FILE, "FILE", false,
     "write certificate, chain and key as PFX"},
    {OPTION_FOR, "for", VALUE_TARGET, "TARGET", false,
     "who will import the PFX: windows-2016, dotnet, ... (windows)"},
    {OPTION_PFX_PASSPHRASE_FILE, "pfx-passphrase-file", VALUE_FILE, "FILE",
     false, "the passphrase of the PFX, if not that of what is read"},
    {OPTION_PEM, "pem", VALUE_FILE, "FILE", false,
     "write certificate and chain as PEM"},
    {OPTION_KEY_OUT, "key-out", VALUE_FILE, "FILE", false,
     "write the private key, under the passphrase of what is read; with --pem "
     "as one pair"},
    {OPTION_PKCS7, "pkcs7", VALUE_FILE, "FILE", false,
     "write certificate and chain as PKCS#7"},
    {OPTION_DER, "der", VALUE_FILE, "FILE", false,
     "write the certificate alone as DER"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite files that exist"},
    {OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false, "do all but write"},
};

const struct verb verb_server_cert_export = {
    .name = "server-cert export",
    .summary = "write a server certificate for another system",
    .synopsis = "--cert FILE [--key FILE]\n"
                "[--passphrase-file FILE]\n"
                "[--pfx FILE [--for TARGET]\n"
                "[--pfx-passphrase-file FILE]]\n"
                "[--pem FILE] [--key-out FILE]\n"
                "[--pkcs7 FILE] [--der FILE]\n"
                "[--force] [--dry-run]",
    .text = "The private key must belong to the certificate. A PFX is mode "
            "0600. Exit status: 0 written, 1 key and certificate do not "
            "belong together, 2 not possible, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"server-cert export --cert rec07.pem --key rec07.key \\\n"
                 "      --pfx rec07.pfx --for windows-2016",
                 "server-cert export --cert rec07.pfx --pem rec07.pem"},
    .run = run,
};
