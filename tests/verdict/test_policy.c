/*
 * The policy: what is locked is lowered by no call without `insecure` in its
 * name, overrides win whatever the order, a client is never milder than its
 * rule set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "role/severity.h"
#include "verdict/policy.h"

static struct vmst_policy *
policy_for(const char *role)
{
    struct vmst_policy *policy = NULL;

    assert_int_equal(vmst_policy_new(vmst_role_find(role), &policy),
                     VMSTRUST_OK);
    return policy;
}

static vmstrust_severity
severity_of(const struct vmst_policy *policy, vmstrust_finding finding)
{
    return (vmstrust_severity)policy->severities.severity[finding];
}

/* The revocation mode, and nothing else, sets their severity. */
static bool
is_of_mode(vmstrust_finding finding)
{
    return finding == VMSTRUST_FINDING_CRL_EXPIRED ||
           finding == VMSTRUST_FINDING_REVOCATION_UNKNOWN;
}

/* Every finding, every severity. */
static void
test_locked_is_lowered_by_nobody(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);

        for (int severity = VMSTRUST_SEVERITY_OFF;
             severity <= VMSTRUST_SEVERITY_ERROR; severity++) {
            AUTO(policy) policy = policy_for("recording-server");
            bool may = !is_of_mode(row->number) &&
                       (row->is_lint || severity == VMSTRUST_SEVERITY_ERROR);
            vmstrust_severity before = severity_of(policy, row->number);
            int code = vmst_policy_set_severity(
                policy, row->number, (vmstrust_severity)severity, false, NULL);

            assert_int_equal(code, may ? VMSTRUST_OK : VMSTRUST_E_LOCKED);
            assert_int_equal(severity_of(policy, row->number),
                             may ? (vmstrust_severity)severity : before);
            assert_false(vmst_policy_is_insecure(policy));
        }
    }
}

static void
test_mode_sets_what_nobody_may_override(void **state)
{
    static const struct {
        vmstrust_revocation mode;
        vmstrust_severity severity;
    } modes[] = {
        {VMSTRUST_REVOCATION_AVAILABLE, VMSTRUST_SEVERITY_WARNING},
        {VMSTRUST_REVOCATION_REQUIRED, VMSTRUST_SEVERITY_ERROR},
    };

    (void)state;
    for (size_t i = 0; i < VMST_COUNT(modes); i++) {
        AUTO(policy) policy = policy_for("recording-server");

        vmst_policy_set_revocation(policy, modes[i].mode);
        assert_int_equal(vmst_policy_set_severity(
                             policy, VMSTRUST_FINDING_REVOCATION_UNKNOWN,
                             VMSTRUST_SEVERITY_OFF, true, NULL),
                         VMSTRUST_E_LOCKED);
        assert_int_equal(
            severity_of(policy, VMSTRUST_FINDING_REVOCATION_UNKNOWN),
            modes[i].severity);
        assert_int_equal(severity_of(policy, VMSTRUST_FINDING_CRL_EXPIRED),
                         modes[i].severity);
    }
}

static void
test_insecure_call_lowers_one_finding(void **state)
{
    AUTO(policy) policy = policy_for("recording-server");
    const struct vmst_severities before = policy->severities;

    (void)state;
    assert_int_equal(vmst_policy_set_severity(policy, VMSTRUST_FINDING_EXPIRED,
                                              VMSTRUST_SEVERITY_WARNING, true,
                                              NULL),
                     VMSTRUST_OK);
    assert_true(vmst_policy_is_insecure(policy));
    for (size_t i = 0; i < VMST_FINDING_SLOTS; i++) {
        assert_int_equal(policy->severities.severity[i],
                         i == VMSTRUST_FINDING_EXPIRED
                             ? (int)VMSTRUST_SEVERITY_WARNING
                             : before.severity[i]);
    }
}

static void
test_overrides_win_in_any_order(void **state)
{
    const vmstrust_finding finding = VMSTRUST_FINDING_ISSUER_KEY_ID_MISSING;

    (void)state;
    for (int order = 0; order < 2; order++) {
        AUTO(policy) policy = policy_for("recording-server");

        for (int step = 0; step < 2; step++) {
            if (step == order) {
                assert_int_equal(vmst_policy_set_severity(policy, finding,
                                                          VMSTRUST_SEVERITY_OFF,
                                                          false, NULL),
                                 VMSTRUST_OK);
            } else {
                vmst_policy_set_rules(policy, vmst_ruleset_find("rfc5280"));
                vmst_policy_set_client(policy, vmst_client_at(0));
            }
        }
        assert_int_equal(severity_of(policy, finding), VMSTRUST_SEVERITY_OFF);
        assert_int_equal(policy->severities.client[finding], 0);
    }
}

static void
test_no_number_that_no_finding_has(void **state)
{
    AUTO(policy) policy = policy_for("recording-server");
    const int numbers[] = {-1, 0, VMST_FINDING_SLOTS - 1, VMST_FINDING_SLOTS,
                           100000};

    (void)state;
    for (size_t i = 0; i < VMST_COUNT(numbers); i++) {
        assert_int_equal(
            vmst_policy_set_severity(policy, (vmstrust_finding)numbers[i],
                                     VMSTRUST_SEVERITY_ERROR, true, NULL),
            VMSTRUST_E_ARGUMENT);
    }
    assert_int_equal(vmst_policy_set_severity(policy, VMSTRUST_FINDING_EXPIRED,
                                              (vmstrust_severity)4, true, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmst_policy_set_severity(policy, VMSTRUST_FINDING_EXPIRED,
                                              (vmstrust_severity)-1, true,
                                              NULL),
                     VMSTRUST_E_ARGUMENT);
}

/* Every role, rule set and client. */
static void
check_combination(size_t role, const struct vmst_ruleset *rules, size_t client)
{
    AUTO(policy) policy = policy_for(vmst_role_at(role)->row.id);

    vmst_policy_set_rules(policy, rules);
    if (client < vmst_client_count()) {
        vmst_policy_set_client(policy, vmst_client_at(client));
    }
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);

        assert_true(is_of_mode(row->number) ||
                    severity_of(policy, row->number) >=
                        vmst_severity_under(rules, row->number));
    }
}

static void
test_client_is_never_milder_than_the_rules(void **state)
{
    (void)state;
    for (size_t rules = 0; rules < vmst_ruleset_count(); rules++) {
        for (size_t role = 0; role < vmst_role_count(); role++) {
            for (size_t client = 0; client <= vmst_client_count(); client++) {
                check_combination(role, vmst_ruleset_at(rules), client);
            }
        }
    }
}

static void
test_ignored_field_can_be_asked_for_again(void **state)
{
    AUTO(policy) policy = policy_for("recording-server");
    uint32_t all = vmst_policy_anchor_fields(policy);

    (void)state;
    policy->anchor_fields_ignored = VMSTRUST_ANCHOR_FIELD_VALIDITY;
    assert_true(vmst_policy_is_insecure(policy));
    assert_int_equal(vmst_policy_anchor_fields(policy),
                     all & ~(uint32_t)VMSTRUST_ANCHOR_FIELD_VALIDITY);
    vmst_policy_set_rules(policy, vmst_ruleset_find("path"));
    policy->anchor_fields_ignored = 0;
    assert_int_equal(vmst_policy_anchor_fields(policy), 0);
    policy->anchor_fields_set = VMSTRUST_ANCHOR_FIELD_VALIDITY;
    assert_int_equal(vmst_policy_anchor_fields(policy),
                     VMSTRUST_ANCHOR_FIELD_VALIDITY);
    policy->anchor_fields_ignored = VMSTRUST_ANCHOR_FIELD_VALIDITY;
    assert_int_equal(vmst_policy_anchor_fields(policy), 0);
}

static void
test_copy_shares_nothing(void **state)
{
    AUTO(policy) policy = policy_for("recording-server");
    AUTO(policy) copy = NULL;

    (void)state;
    assert_int_equal(vmst_policy_add_required_name(policy, "rec01", NULL), 0);
    assert_int_equal(vmst_policy_copy(policy, &copy), VMSTRUST_OK);
    assert_int_equal(vmst_policy_add_required_name(policy, "rec02", NULL), 0);
    assert_int_equal(copy->required_count, 1);
    assert_ptr_not_equal(copy->required, policy->required);
    assert_string_equal(copy->required[0].text, "rec01");
}

static void
test_required_names_are_bounded_and_hosts(void **state)
{
    AUTO(policy) policy = policy_for("recording-server");

    (void)state;
    assert_int_equal(vmst_policy_add_required_name(policy, "", NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmst_policy_add_required_name(policy, "*.a.b", NULL),
                     VMSTRUST_E_ARGUMENT);
    for (size_t i = 0; i < VMST_LIMIT_REQUIRED_NAMES; i++) {
        assert_int_equal(vmst_policy_add_required_name(policy, "rec01", NULL),
                         VMSTRUST_OK);
    }
    assert_int_equal(vmst_policy_add_required_name(policy, "rec01", NULL),
                     VMSTRUST_E_LIMIT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_locked_is_lowered_by_nobody),
        cmocka_unit_test(test_mode_sets_what_nobody_may_override),
        cmocka_unit_test(test_insecure_call_lowers_one_finding),
        cmocka_unit_test(test_overrides_win_in_any_order),
        cmocka_unit_test(test_no_number_that_no_finding_has),
        cmocka_unit_test(test_client_is_never_milder_than_the_rules),
        cmocka_unit_test(test_ignored_field_can_be_asked_for_again),
        cmocka_unit_test(test_copy_shares_nothing),
        cmocka_unit_test(test_required_names_are_bounded_and_hosts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
