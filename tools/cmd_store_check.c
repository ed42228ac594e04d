/*
 * vmstrust store check: what is wrong with a store, file by file, and what soon
 * will be.
 */
#include <stdio.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "json.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static void
put_json(const vmstrust_inventory *inventory)
{
    struct json json = {.out = stdout};

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-store-check-1");
    json_number(&json, "entries",
                (long)vmstrust_inventory_get_count(inventory));
    json_array(&json, "problems");
    for (size_t i = 0; i < vmstrust_inventory_get_problem_count(inventory);
         i++) {
        json_object(&json, NULL);
        json_text(&json, "id", vmstrust_inventory_get_problem_id(inventory, i));
        json_text(&json, "severity",
                  vmstrust_severity_get_id(
                      vmstrust_inventory_get_problem_severity(inventory, i)));
        json_text(&json, "file",
                  vmstrust_inventory_get_problem_file(inventory, i));
        json_text(&json, "text",
                  vmstrust_inventory_get_problem_text(inventory, i));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
}

static size_t
count_errors(const vmstrust_inventory *inventory)
{
    size_t errors = 0;

    for (size_t i = 0; i < vmstrust_inventory_get_problem_count(inventory);
         i++) {
        errors += vmstrust_inventory_get_problem_severity(inventory, i) ==
                  VMSTRUST_SEVERITY_ERROR;
    }
    return errors;
}

static void
put_text(const vmstrust_inventory *inventory)
{
    size_t count = vmstrust_inventory_get_count(inventory);
    size_t problems = vmstrust_inventory_get_problem_count(inventory);

    store_put_problems(inventory, "");
    printf("%s%zu entr%s, %zu problem%s\n", problems == 0 ? "" : "\n", count,
           count == 1 ? "y" : "ies", problems, problems == 1 ? "" : "s");
}

static int
check(const struct arguments *arguments, vmstrust_inventory *inventory)
{
    vmstrust_error *error = NULL;
    int64_t within = STORE_DUE_WITHIN;
    int status =
        ca_read_span(arguments, OPTION_DUE_WITHIN, "due-within", &within);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_inventory_check(inventory, (int64_t)time(NULL), within,
                                 &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (arguments_have(arguments, OPTION_JSON)) {
        put_json(inventory);
    } else {
        put_text(inventory);
    }
    return count_errors(inventory) == 0 ? EXIT_YES : EXIT_NO;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_inventory *inventory = NULL;
    int status = store_read(arguments, &inventory);

    if (status == EXIT_YES) {
        status = check(arguments, inventory);
    }
    vmstrust_inventory_free(inventory);
    return status;
}

static const struct option options[] = {
    {OPTION_DUE_WITHIN, "due-within", VALUE_TEXT, "DAYS", false,
     "tell what expires within so many days: 60d without this option"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-store-check-1)"},
};

const struct verb verb_store_check = {
    .name = "store check",
    .summary = "find what is wrong with a store",
    .synopsis = "[--due-within DAYS] [--json] DIR",
    .text =
        "Files that cannot be read or are not what their names say, private "
        "keys, roles that are not known; and certificates that expire, are "
        "weak, are no CA, share their name with another CA, or are "
        "distrusted, too. Exit status: 0 no error, 1 an error, 2 no store.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples = {"store check /var/lib/nvr/trust",
                 "store check --due-within 90d --json trust"},
    .run = run,
};
