/*
 * vmstrust findings: the table of what can be wrong, or remarkable, with the
 * severities of a rule set.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "json.h"
#include "text.h"
#include "verbs.h"

#define TITLE_COLUMN 49

static void
put_row(const char *id, const char *severity, const char *title)
{
    char head[96];

    snprintf(head, sizeof head, "%-38s  %s", id, severity);
    text_item(stdout, TITLE_COLUMN, head, title);
}

static void
put_json(struct json *json, vmstrust_finding finding, const char *rules)
{
    vmstrust_severity severity = vmstrust_finding_get_severity(finding, rules);

    json_object(json, NULL);
    json_text(json, "id", vmstrust_finding_get_id(finding));
    json_number(json, "number", (long)finding);
    json_text(json, "severity", vmstrust_severity_get_id(severity));
    json_bool(json, "locked", vmstrust_finding_is_locked(finding));
    json_text(json, "title", vmstrust_finding_get_title(finding));
    json_text(json, "cause", vmstrust_finding_get_cause(finding));
    json_text(json, "fix", vmstrust_finding_get_fix(finding));
    json_text(json, "source", vmstrust_finding_get_source(finding));
    json_end_object(json);
}

static void
put_table(const char *rules)
{
    put_row("FINDING", "SEVERITY", "TITLE");
    for (size_t i = 0; i < vmstrust_finding_get_total(); i++) {
        vmstrust_finding finding = vmstrust_finding_get_at(i);

        put_row(vmstrust_finding_get_id(finding),
                vmstrust_severity_get_id(
                    vmstrust_finding_get_severity(finding, rules)),
                vmstrust_finding_get_title(finding));
    }
}

static void
put_table_json(const char *rules)
{
    struct json json = {.out = stdout};

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-findings-1");
    json_text(&json, "rules", rules);
    json_array(&json, "findings");
    for (size_t i = 0; i < vmstrust_finding_get_total(); i++) {
        put_json(&json, vmstrust_finding_get_at(i), rules);
    }
    json_end_array(&json);
    json_end_object(&json);
}

/* The reader of severities answers for any name, so a policy is asked whether
 * there is such a rule set. */
static int
check_rules(const struct arguments *arguments, const char *rules)
{
    vmstrust_policy *policy = NULL;
    vmstrust_error *error = NULL;
    int status = EXIT_YES;

    if (vmstrust_policy_new(VMSTRUST_ROLE_ANY, &policy, &error) !=
            VMSTRUST_OK ||
        vmstrust_policy_set_rules(policy, rules, &error) != VMSTRUST_OK) {
        status = usage_error(arguments->verb, "--rules: %s",
                             vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
    vmstrust_policy_free(policy);
    return status;
}

static int
run(const struct arguments *arguments)
{
    const char *rules = arguments_get(arguments, OPTION_RULES);
    int status = EXIT_YES;

    if (rules == NULL) {
        rules = "vms";
    } else {
        status = check_rules(arguments, rules);
    }
    if (status != EXIT_YES) {
        return status;
    }
    if (arguments_have(arguments, OPTION_JSON)) {
        put_table_json(rules);
    } else {
        put_table(rules);
    }
    return EXIT_YES;
}

static const struct option options[] = {
    {OPTION_RULES, "rules", VALUE_RULES, "SET", false,
     "the rule set: vms (without this option), path, rfc5280, webpki"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-findings-1)"},
};

const struct verb verb_findings = {
    .name = "findings",
    .summary = "list the findings: what can be wrong with a certificate",
    .synopsis = "[--rules SET] [--json]",
    .text = "The severity is that of the rule set; a client can make it weigh "
            "more. 'vmstrust explain' tells more about each.",
    .options = options,
    .option_count = COUNT(options),
    .examples = {"findings", "findings --rules webpki --json"},
    .run = run,
};
