/*
 * vmstrust replay: judges an evidence file again, with its own time, rules and
 * roots and nothing of this computer.
 */
#include <stdlib.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "verbs.h"

static int
run(const struct arguments *arguments)
{
    const char *path = arguments_get(arguments, OPERAND);
    struct shown shown;
    struct file file;
    vmstrust_report *report = NULL;
    vmstrust_error *error = NULL;
    int status = file_read(path, &file);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = vmstrust_replay(file.data, file.size, &report, &error);
    free(file.data);
    if (report == NULL && code != VMSTRUST_OK) {
        answer_error(text_show(&shown, file_name(path)), error);
        return EXIT_UNKNOWN;
    }
    vmstrust_error_free(error);
    status = answer_report(report, arguments_have(arguments, OPTION_JSON),
                           ANSWER_AT_TIME);
    vmstrust_report_free(report);
    return status;
}

static const struct option options[] = {
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print the report as JSON (schema vmstrust-report-1)"},
};

const struct verb verb_replay = {
    .name = "replay",
    .summary = "judge an evidence file of verify again",
    .synopsis = "[--json] FILE",
    .text = "FILE is what 'vmstrust verify --evidence' wrote, or any *.case "
            "file; - reads standard input. The verdict is the one it had where "
            "it was written. Exit status: 0 trusted, 1 not trusted, 2 could "
            "not tell, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "FILE",
    .fewest_operands = 1,
    .examples = {"replay ticket.case", "replay --json ticket.case"},
    .run = run,
};
