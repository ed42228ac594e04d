/*
 * vmstrust server-cert inspect-pfx: what a PKCS#12 file is made of, and who
 * will import it. Asks for no passphrase.
 */
#include <stdio.h>
#include <stdlib.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "verbs.h"

/* The answer of one target, as a line. */
static int
put_target(const struct file *file, const char *id, vmstrust_target target)
{
    vmstrust_bytes *reason = NULL;
    vmstrust_error *error = NULL;
    bool is_imported;

    if (vmstrust_pfx_check_target(file->data, file->size, target, &reason,
                                  &error) != VMSTRUST_OK) {
        return answer_error(id, error);
    }
    is_imported = vmstrust_bytes_get_size(reason) == 0;
    printf("%s %s", id, is_imported ? "imports it\n" : "does not import it: ");
    if (!is_imported) {
        text_put(stdout, (const char *)vmstrust_bytes_get_data(reason));
        fputc('\n', stdout);
    }
    vmstrust_bytes_free(reason);
    return is_imported ? EXIT_YES : EXIT_NO;
}

static int
answer_target(const struct file *file, const char *id)
{
    vmstrust_target target = VMSTRUST_TARGET_NONE;
    vmstrust_error *error = NULL;

    if (vmstrust_target_find(id, &target, &error) != VMSTRUST_OK) {
        return answer_error("--for", error);
    }
    return put_target(file, id, target);
}

static int
describe(const struct file *file, const char *path, bool is_json)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    int code =
        is_json
            ? vmstrust_pfx_write_json(file->data, file->size, &text, &error)
            : vmstrust_pfx_write_text(file->data, file->size, &text, &error);

    if (code != VMSTRUST_OK) {
        return answer_error(SHOW(file_name(path)), error);
    }
    if (is_json) {
        answer_json(text);
    } else {
        answer_text(text);
    }
    return EXIT_YES;
}

static int
run(const struct arguments *arguments)
{
    const char *path = arguments_get(arguments, OPERAND);
    const char *target = arguments_get(arguments, OPTION_FOR);
    bool is_json = arguments_have(arguments, OPTION_JSON);
    struct file file;
    int status;

    if (target != NULL && is_json) {
        return usage_error(arguments->verb, "--json: it has every target; "
                                            "leave --for out");
    }
    status = file_read(path, &file);
    if (status != EXIT_YES) {
        return status;
    }
    status = target == NULL ? describe(&file, path, is_json)
                            : answer_target(&file, target);
    free(file.data);
    return status;
}

static const struct option options[] = {
    {OPTION_FOR, "for", VALUE_TARGET, "TARGET", false,
     "answer for this target only"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-pfx-1)"},
};

const struct verb verb_server_cert_inspect_pfx = {
    .name = "server-cert inspect-pfx",
    .summary = "which systems will import a PFX, and why not",
    .synopsis = "[--for TARGET | --json] FILE",
    .text = "FILE is PKCS#12 (PFX); - reads standard input. No passphrase is "
            "asked for. Exit status: 0 it is well formed, and with --for the "
            "target imports it, 1 the target does not, 2 it could not be "
            "read, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "FILE",
    .fewest_operands = 1,
    .examples = {"server-cert inspect-pfx rec07.pfx",
                 "server-cert inspect-pfx --for windows-2016 rec07.pfx"},
    .run = run,
};
