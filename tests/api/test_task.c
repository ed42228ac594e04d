/*
 * vmstrust_task, errors of one's own, and what a policy says of itself.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

static void
a_task_tells_and_is_cancelled(void **state)
{
    vmstrust_task *task = NULL;
    vmstrust_error *error = (vmstrust_error *)1;

    (void)state;
    assert_int_equal(vmstrust_task_new(&task, &error), VMSTRUST_OK);
    assert_null(error);
    assert_int_equal(vmstrust_task_get_done(task), 0);
    assert_int_equal(vmstrust_task_get_total(task), 0);
    assert_false(vmstrust_task_is_cancelled(task));
    vmstrust_task_set_progress(task, 3, UINT64_MAX);
    assert_int_equal(vmstrust_task_get_done(task), 3);
    assert_true(vmstrust_task_get_total(task) == UINT64_MAX);
    vmstrust_task_cancel(task);
    vmstrust_task_cancel(task);
    assert_true(vmstrust_task_is_cancelled(task));
    vmstrust_task_free(task);
}

static void
no_task_is_the_empty_case(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_task_new(NULL, NULL), VMSTRUST_E_ARGUMENT);
    assert_false(vmstrust_task_is_cancelled(NULL));
    assert_int_equal(vmstrust_task_get_done(NULL), 0);
    assert_int_equal(vmstrust_task_get_total(NULL), 0);
    vmstrust_task_set_progress(NULL, 1, 2);
    vmstrust_task_cancel(NULL);
    vmstrust_task_free(NULL);
}

static void
an_error_of_ones_own(void **state)
{
    vmstrust_error *error = vmstrust_error_new(VMSTRUST_E_FILE, "gone");

    (void)state;
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_FILE);
    assert_string_equal(vmstrust_error_get_text(error), "gone");
    assert_true(vmstrust_error_get_offset(error) == -1);
    vmstrust_error_free(error);
    error = vmstrust_error_new(VMSTRUST_E_FILE, NULL);
    assert_string_equal(vmstrust_error_get_text(error),
                        vmstrust_code_get_text(VMSTRUST_E_FILE));
    vmstrust_error_free(error);
    error = vmstrust_error_new((vmstrust_code)-12345, "x");
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_INTERNAL);
    vmstrust_error_free(error);
    assert_null(vmstrust_error_new(VMSTRUST_OK, "x"));
}

static void
a_policy_says_what_it_is(void **state)
{
    const vmstrust_finding finding = VMSTRUST_FINDING_PLAIN_HTTP_STILL_OPEN;
    vmstrust_policy *policy = NULL;

    (void)state;
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_MOBILE_SERVER, &policy, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_policy_get_role(policy),
                     VMSTRUST_ROLE_MOBILE_SERVER);
    assert_int_equal(vmstrust_policy_get_client(policy), VMSTRUST_CLIENT_NONE);
    assert_int_equal(vmstrust_policy_set_client(
                         policy, VMSTRUST_CLIENT_XPROTECT_MOBILE_CLIENT, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_policy_get_client(policy),
                     VMSTRUST_CLIENT_XPROTECT_MOBILE_CLIENT);
    assert_int_equal(vmstrust_policy_get_severity(policy, finding),
                     VMSTRUST_SEVERITY_WARNING);
    assert_int_equal(vmstrust_policy_set_severity(
                         policy, finding, VMSTRUST_SEVERITY_ERROR, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_policy_get_severity(policy, finding),
                     VMSTRUST_SEVERITY_ERROR);
    assert_int_equal(
        vmstrust_policy_get_severity(policy, (vmstrust_finding)9999),
        VMSTRUST_SEVERITY_ERROR);
    vmstrust_policy_free(policy);
    assert_int_equal(vmstrust_policy_get_role(NULL), 0);
    assert_int_equal(vmstrust_policy_get_client(NULL), 0);
    assert_int_equal(vmstrust_policy_get_severity(NULL, finding),
                     VMSTRUST_SEVERITY_ERROR);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_tells_and_is_cancelled),
        cmocka_unit_test(no_task_is_the_empty_case),
        cmocka_unit_test(an_error_of_ones_own),
        cmocka_unit_test(a_policy_says_what_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
