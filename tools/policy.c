/*
 * By which rules and for whom (policy.h). Every option is one call of the
 * library, which says what is wrong with a value.
 */
#include "policy.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "when.h"

#define MOST_DAYS 36500 /* as vmstrust_policy_set_due_within() */

/* A value that the library refused, with its own sentence. */
static int
wrong_value(const struct arguments *arguments, const char *option,
            vmstrust_error *error)
{
    int status = usage_error(arguments->verb, "--%s: %s", option,
                             vmstrust_error_get_text(error));

    vmstrust_error_free(error);
    return status;
}

int
policy_read_role(const struct arguments *arguments, vmstrust_role *role)
{
    const char *id = arguments_get(arguments, OPTION_SERVER_ROLE);
    vmstrust_error *error = NULL;

    *role = 0;
    if (id == NULL) {
        return usage_error(arguments->verb,
                           "no role: give --server-role ROLE, who presents the "
                           "certificate ('vmstrust roles' lists them)");
    }
    if (vmstrust_role_find(id, role, &error) != VMSTRUST_OK) {
        return wrong_value(arguments, "server-role", error);
    }
    return EXIT_YES;
}

static int
read_client(const struct arguments *arguments, vmstrust_policy *policy)
{
    const char *id = arguments_get(arguments, OPTION_AS);
    vmstrust_client client = 0;
    vmstrust_error *error = NULL;

    if (id == NULL) {
        return EXIT_YES;
    }
    if (vmstrust_client_find(id, &client, &error) != VMSTRUST_OK ||
        vmstrust_policy_set_client(policy, client, &error) != VMSTRUST_OK) {
        return wrong_value(arguments, "as", error);
    }
    return EXIT_YES;
}

static int
read_rules(const struct arguments *arguments, vmstrust_policy *policy)
{
    const char *rules = arguments_get(arguments, OPTION_RULES);
    vmstrust_error *error = NULL;

    if (rules != NULL &&
        vmstrust_policy_set_rules(policy, rules, &error) != VMSTRUST_OK) {
        return wrong_value(arguments, "rules", error);
    }
    return EXIT_YES;
}

static int
read_revocation(const struct arguments *arguments, vmstrust_policy *policy)
{
    const char *mode = arguments_get(arguments, OPTION_REVOCATION);
    vmstrust_revocation number;
    vmstrust_error *error = NULL;

    if (mode != NULL &&
        (vmstrust_revocation_find(mode, &number, &error) != VMSTRUST_OK ||
         vmstrust_policy_set_revocation(policy, number, &error) !=
             VMSTRUST_OK)) {
        return wrong_value(arguments, "revocation", error);
    }
    return EXIT_YES;
}

static int
read_names(const struct arguments *arguments, vmstrust_policy *policy)
{
    const char *name;
    size_t at = 0;
    vmstrust_error *error = NULL;

    while ((name = arguments_next(arguments, OPTION_REQUIRE_NAME, &at)) !=
           NULL) {
        if (vmstrust_policy_add_required_name(policy, name, &error) !=
            VMSTRUST_OK) {
            return wrong_value(arguments, "require-name", error);
        }
    }
    return EXIT_YES;
}

/* "60" or "60d". */
static bool
read_days(const char *text, uint32_t *days)
{
    size_t digits = strspn(text, "0123456789");
    unsigned long number = strtoul(text, NULL, 10);

    if (digits == 0 || digits > 5 || number > MOST_DAYS ||
        (strcmp(text + digits, "") != 0 && strcmp(text + digits, "d") != 0)) {
        return false;
    }
    *days = (uint32_t)number;
    return true;
}

static int
read_due_within(const struct arguments *arguments, vmstrust_policy *policy)
{
    const char *text = arguments_get(arguments, OPTION_DUE_WITHIN);
    uint32_t days = 0;
    vmstrust_error *error = NULL;

    if (text == NULL) {
        return EXIT_YES;
    }
    if (!read_days(text, &days)) {
        return usage_error(arguments->verb,
                           "--due-within %s: a number of days up to %d is "
                           "taken, such as 60d",
                           SHOW(text), MOST_DAYS);
    }
    if (vmstrust_policy_set_due_within(policy, days, &error) != VMSTRUST_OK) {
        return wrong_value(arguments, "due-within", error);
    }
    return EXIT_YES;
}

static int
read_insecure(const struct arguments *arguments, vmstrust_policy *policy)
{
    static const struct {
        enum option_id id;
        const char *name;
        int (*weaken)(vmstrust_policy *, vmstrust_error **);
    } rows[] = {
        {OPTION_SKIP_NAME, "insecure-skip-name",
         vmstrust_policy_insecure_skip_name},
        {OPTION_ALLOW_WEAK, "insecure-allow-weak",
         vmstrust_policy_insecure_allow_weak},
        {OPTION_SKIP_TIME, "insecure-skip-time",
         vmstrust_policy_insecure_skip_time},
    };
    vmstrust_error *error = NULL;

    for (size_t i = 0; i < COUNT(rows); i++) {
        if (arguments_have(arguments, rows[i].id) &&
            rows[i].weaken(policy, &error) != VMSTRUST_OK) {
            return wrong_value(arguments, rows[i].name, error);
        }
    }
    return EXIT_YES;
}

static int
fill(const struct arguments *arguments, vmstrust_policy *policy)
{
    static int (*const steps[])(const struct arguments *, vmstrust_policy *) = {
        read_client, read_rules,      read_revocation,
        read_names,  read_due_within, read_insecure};
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](arguments, policy);
    }
    return status;
}

int
policy_read(const struct arguments *arguments, vmstrust_role role,
            vmstrust_policy **policy)
{
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_policy_new(role, policy, &error) != VMSTRUST_OK) {
        return wrong_value(arguments, "server-role", error);
    }
    status = fill(arguments, *policy);
    if (status != EXIT_YES) {
        vmstrust_policy_free(*policy);
        *policy = NULL;
    }
    return status;
}

int
policy_read_time(const struct arguments *arguments, enum answer_time *at,
                 int64_t *time)
{
    const char *text = arguments_get(arguments, OPTION_AT);
    const struct verb *verb = arguments->verb;
    bool is_date = false;

    *at = ANSWER_AT_NOW;
    if (text == NULL) {
        return EXIT_YES;
    }
    switch (when_parse(text, time, &is_date)) {
    case WHEN_OK:
        *at = is_date ? ANSWER_AT_DATE : ANSWER_AT_TIME;
        break;
    case WHEN_MALFORMED:
        return usage_error(verb, "--at %s: not a time; taken are " WHEN_FORMS,
                           SHOW(text));
    case WHEN_NO_SUCH_TIME:
        return usage_error(
            verb, "--at %s: there is no such time; taken are " WHEN_FORMS,
            SHOW(text));
    }
    return EXIT_YES;
}
