/*
 * From the library's answers to the command's (answer.h).
 */
#include "answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "file.h"
#include "text.h"
#include "when.h"

static int
status_of(vmstrust_code code)
{
    switch (code) {
    case VMSTRUST_OK:
        return EXIT_YES;
    case VMSTRUST_E_UNTRUSTED:
        return EXIT_NO;
    case VMSTRUST_E_ARGUMENT:
    case VMSTRUST_E_LOCKED:
    case VMSTRUST_E_NOT_FOUND:
        return EXIT_USAGE;
    case VMSTRUST_E_LIMIT:
    case VMSTRUST_E_PASSPHRASE:
    case VMSTRUST_E_MEMORY:
    case VMSTRUST_E_FILE:
    case VMSTRUST_E_CLOCK:
    case VMSTRUST_E_UNREACHABLE:
    case VMSTRUST_E_MALFORMED:
    case VMSTRUST_E_CANCELLED:
    case VMSTRUST_E_CRYPTO:
    case VMSTRUST_E_INTERNAL:
        break;
    }
    return EXIT_UNKNOWN;
}

int
answer_error(const char *about, vmstrust_error *error)
{
    int status = status_of(vmstrust_error_get_code(error));

    if (about == NULL) {
        complain("%s", vmstrust_error_get_text(error));
    } else {
        complain("%s: %s", about, vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
    return status;
}

int
answer_refusal(const char *about, vmstrust_error *error)
{
    int status = answer_error(about, error);

    return status == EXIT_USAGE ? EXIT_NO : status;
}

void
answer_text(vmstrust_bytes *text)
{
    text_put(stdout, (const char *)vmstrust_bytes_get_data(text));
    vmstrust_bytes_free(text);
}

void
answer_json(vmstrust_bytes *json)
{
    fwrite(vmstrust_bytes_get_data(json), 1, vmstrust_bytes_get_size(json),
           stdout);
    vmstrust_bytes_free(json);
}

static void
put_time(int64_t time, enum answer_time at)
{
    char text[WHEN_SIZE];
    char line[WHEN_SIZE + 40];

    if (at == ANSWER_AT_NOW) {
        return;
    }
    when_write(time, text);
    snprintf(line, sizeof line, "%s%s", text,
             at == ANSWER_AT_DATE ? "; a date is 00:00 local time" : "");
    text_item(stdout, 7, "At", line);
}

static int
write_report(const vmstrust_report *report, bool is_json,
             vmstrust_bytes **bytes, vmstrust_error **error)
{
    if (is_json) {
        return vmstrust_report_write_json(report, bytes, error);
    }
    return text_is_utf8() ? vmstrust_report_write_text(report, bytes, error)
                          : vmstrust_report_write_ascii(report, bytes, error);
}

int
answer_report(const vmstrust_report *report, bool is_json, enum answer_time at)
{
    vmstrust_bytes *bytes = NULL;
    vmstrust_error *error = NULL;
    int code = write_report(report, is_json, &bytes, &error);

    if (code != VMSTRUST_OK) {
        answer_error("the report", error);
        return EXIT_UNKNOWN;
    }
    if (is_json) {
        answer_json(bytes);
    } else {
        answer_text(bytes);
        put_time(vmstrust_report_get_judged_at(report), at);
    }
    return vmstrust_report_is_trusted(report) ? EXIT_YES : EXIT_NO;
}

static int
parse_standard_input(vmstrust_chain **chain, vmstrust_error **error, int *code)
{
    struct file file;
    int status = file_read("-", &file);

    if (status == EXIT_YES) {
        *code = vmstrust_chain_parse(file.data, file.size, chain, error);
        free(file.data);
    }
    return status;
}

/* Names the file where the library's sentence does not. */
static int
cannot_load(const char *path, vmstrust_error *error)
{
    const char *name = SHOW(file_name(path));
    bool is_named = strstr(vmstrust_error_get_text(error), name) != NULL;

    answer_error(is_named ? NULL : name, error);
    return EXIT_UNKNOWN;
}

int
answer_load(const char *path, vmstrust_chain **chain)
{
    vmstrust_error *error = NULL;
    int code = VMSTRUST_OK;

    if (!file_is_standard_input(path)) {
        code = vmstrust_chain_load(path, chain, &error);
    } else if (parse_standard_input(chain, &error, &code) != EXIT_YES) {
        return EXIT_UNKNOWN;
    }
    return code == VMSTRUST_OK ? EXIT_YES : cannot_load(path, error);
}
