/* The row of severities: what a rule set says, and what clients raise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "role/severity.h"

/* One question: under these rules, for this role and client, how much does the
 * finding weigh, and who made it so? */
struct question {
    const char *name;
    const char *rules;
    vmstrust_role role;
    vmstrust_client client;
    vmstrust_finding finding;
    vmstrust_severity severity;
    vmstrust_client raised_by;
};

/* Short, so that a row is a sentence. */
#define ASK(name, rules, role, client, finding, severity, by)                  \
    {                                                                          \
        name, rules, VMSTRUST_ROLE_##role, VMSTRUST_CLIENT_##client,           \
            VMSTRUST_FINDING_##finding, VMSTRUST_SEVERITY_##severity,          \
            VMSTRUST_CLIENT_##by                                               \
    }

static const struct question questions[] = {
    ASK("a column speaks for itself", "vms", TLS_SERVER, NONE,
        HOST_NAME_ONLY_IN_SUBJECT, WARNING, NONE),
    ASK("every rule set has its own column", "rfc5280", TLS_SERVER, NONE,
        ISSUER_KEY_ID_MISSING, ERROR, NONE),
    ASK("XProtect takes the subject with a warning", "vms", RECORDING_SERVER,
        NONE, HOST_NAME_ONLY_IN_SUBJECT, WARNING, NONE),
    ASK("phones do not take the subject", "vms", MOBILE_SERVER, NONE,
        HOST_NAME_ONLY_IN_SUBJECT, ERROR, XPROTECT_MOBILE_CLIENT),
    ASK("browsers do not take the subject", "vms", API_GATEWAY,
        XPROTECT_WEB_CLIENT, HOST_NAME_ONLY_IN_SUBJECT, ERROR,
        XPROTECT_WEB_CLIENT),
    ASK("a client that is named judges alone", "vms", MOBILE_SERVER,
        XPROTECT_WEB_CLIENT, VALID_TOO_LONG_FOR_PHONES, OFF, NONE),
    ASK("without a client the strictest counts", "vms", MOBILE_SERVER, NONE,
        VALID_TOO_LONG_FOR_PHONES, ERROR, XPROTECT_MOBILE_CLIENT),
    ASK("a second stack of a client counts", "vms", MOBILE_SERVER,
        XPROTECT_MOBILE_CLIENT, INTERMEDIATE_NOT_SENT, ERROR,
        XPROTECT_MOBILE_CLIENT),
    ASK("XProtect is documented with RSA only", "vms", RECORDING_SERVER, NONE,
        NOT_RSA, WARNING, SMART_CLIENT),
    ASK("nobody in particular does not mind", "vms", TLS_SERVER, NONE, NOT_RSA,
        OFF, NONE),
    ASK("the strictest counts under vms only", "rfc5280", MOBILE_SERVER, NONE,
        VALID_TOO_LONG_FOR_PHONES, OFF, NONE),
    ASK("a client that is named counts under every rule set", "rfc5280",
        MOBILE_SERVER, XPROTECT_MOBILE_CLIENT, VALID_TOO_LONG_FOR_PHONES, ERROR,
        XPROTECT_MOBILE_CLIENT),
    ASK("what is an error already is nobody's doing", "vms", MOBILE_SERVER,
        NONE, EXPIRED, ERROR, NONE),
    ASK("an integration of one's own refuses nothing more", "vms",
        RECORDING_SERVER, DIRECT_API_INTEGRATION, NOT_RSA, OFF, NONE),
};

static void
answer(void **state)
{
    const struct question *asked = *state;
    struct vmst_severities severities;

    vmst_severities_fill(&severities, vmst_ruleset_find(asked->rules),
                         vmst_role_get(asked->role),
                         vmst_client_get(asked->client));
    assert_int_equal(severities.severity[asked->finding], asked->severity);
    assert_int_equal(severities.client[asked->finding], asked->raised_by);
}

/* Whoever asks: never lower than the rule set, and never less than each client
 * of the role would say. */
static void
nothing_is_lowered(void **state)
{
    struct vmst_severities severities;
    struct vmst_severities alone;

    (void)state;
    for (size_t i = 0; i < vmst_connection_count(); i++) {
        const struct vmst_connection *row = vmst_connection_at(i);
        const struct vmst_ruleset *rules = vmst_ruleset_find("vms");
        const struct vmst_role *role = vmst_role_get(row->role);

        vmst_severities_fill(&severities, rules, role, NULL);
        vmst_severities_fill(&alone, rules, role, vmst_client_get(row->client));
        for (size_t j = 0; j < vmst_finding_total(); j++) {
            vmstrust_finding finding = vmst_finding_at(j)->number;
            assert_true(severities.severity[finding] >=
                        alone.severity[finding]);
            assert_true(alone.severity[finding] >=
                        vmst_severity_under(rules, finding));
        }
    }
}

/* A slot that no finding has must not let anything pass. */
static void
an_unknown_number_is_an_error(void **state)
{
    struct vmst_severities severities;

    (void)state;
    vmst_severities_fill(&severities, vmst_ruleset_find("path"),
                         vmst_role_get(VMSTRUST_ROLE_ANY), NULL);
    assert_int_equal(severities.severity[VMST_FINDING_SLOTS - 1],
                     VMSTRUST_SEVERITY_ERROR);
    assert_int_equal(
        vmst_severity_under(vmst_ruleset_find("path"), (vmstrust_finding)999),
        VMSTRUST_SEVERITY_ERROR);
}

/* A locked row is an error everywhere, but for what the revocation mode sets. */
static void
what_is_locked_is_an_error_under_every_rule_set(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);
        for (size_t j = 0; !row->is_lint && j < vmst_ruleset_count(); j++) {
            assert_int_equal(
                vmst_severity_under(vmst_ruleset_at(j), row->number),
                VMSTRUST_SEVERITY_ERROR);
        }
    }
}

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(questions) + 3] = {
        cmocka_unit_test(nothing_is_lowered),
        cmocka_unit_test(an_unknown_number_is_an_error),
        cmocka_unit_test(what_is_locked_is_an_error_under_every_rule_set),
    };

    for (size_t i = 0; i < VMST_COUNT(questions); i++) {
        tests[i + 3] = (struct CMUnitTest){questions[i].name, answer, NULL,
                                           NULL, (void *)&questions[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
