/*
 * vmstrust server-cert export: certificate, chain and key into the files that
 * an importer wants. Nothing is written that does not belong together, and
 * nothing over another file unless asked.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "passphrase.h"
#include "text.h"
#include "verbs.h"

struct task {
    const struct arguments *arguments;
    vmstrust_identity *identity;
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

/* DER is lent by the certificate and written as it is. */
static const struct output outputs[] = {
    {OPTION_PFX, "--pfx", true, make_pfx},
    {OPTION_PEM, "--pem", false, make_chain},
    {OPTION_PKCS7, "--pkcs7", false, make_pkcs7},
    {OPTION_DER, "--der", false, NULL},
};

static int
write_bytes(const struct task *task, const struct output *output,
            const void *data, size_t size)
{
    const char *path = arguments_get(task->arguments, output->id);
    int (*write)(const char *, const char *, const void *, size_t, bool) =
        output->is_private ? file_write_private : file_write;
    int status = file_may_write(output->option, path, task->is_forced);

    if (status == EXIT_YES && !task->is_dry) {
        status = write(output->option, path, data, size, task->is_forced);
    }
    if (status == EXIT_YES) {
        fputs(task->is_dry ? "would write " : "wrote ", stdout);
        text_put(stdout, SHOW(path));
        fputc('\n', stdout);
    }
    return status;
}

static int
write_output(struct task *task, const struct output *output)
{
    vmstrust_bytes *bytes = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (output->make == NULL) {
        size_t size;
        const uint8_t *der = vmstrust_cert_get_der(
            vmstrust_identity_get_cert(task->identity, 0), &size);

        return write_bytes(task, output, der, size);
    }
    if (output->make(task, &bytes, &error) != VMSTRUST_OK) {
        return answer_error(output->option, error);
    }
    status = write_bytes(task, output, vmstrust_bytes_get_data(bytes),
                         vmstrust_bytes_get_size(bytes));
    vmstrust_bytes_free(bytes);
    return status;
}

static int
write_outputs(struct task *task)
{
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(outputs) && status == EXIT_YES; i++) {
        if (arguments_have(task->arguments, outputs[i].id)) {
            status = write_output(task, &outputs[i]);
        }
    }
    return status;
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
    return passphrase_ask("the PFX", true, &task->pfx);
}

static int
load(struct task *task)
{
    int status = passphrase_read(task->arguments, OPTION_PASSPHRASE_FILE,
                                 &task->passphrase);

    if (status == EXIT_YES) {
        status = passphrase_load_identity(
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
read_target(struct task *task)
{
    const char *id = arguments_get(task->arguments, OPTION_FOR);
    vmstrust_error *error = NULL;

    task->target = VMSTRUST_TARGET_WINDOWS;
    if (id != NULL &&
        vmstrust_target_find(id, &task->target, &error) != VMSTRUST_OK) {
        return answer_error("--for", error);
    }
    return EXIT_YES;
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
                           "nothing to write: give --pfx, --pem, --pkcs7 or "
                           "--der");
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
        status = read_target(&task);
    }
    if (status == EXIT_YES) {
        status = load(&task);
    }
    if (status == EXIT_YES) {
        status = write_outputs(&task);
    }
    passphrase_forget(&task.passphrase);
    passphrase_forget(&task.pfx);
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
                "[--pem FILE] [--pkcs7 FILE] [--der FILE]\n"
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
