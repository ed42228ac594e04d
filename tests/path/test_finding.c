/*
 * The array of findings: nothing that is an error is lost, whatever comes
 * before and after, and the order is total. The table: every number is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "path/finding.h"

#include "../scene.h"

static const struct vmst_finding expired = {
    .number = VMSTRUST_FINDING_EXPIRED,
    .depth = 0,
};
static const struct vmst_finding soon = {
    .number = VMSTRUST_FINDING_EXPIRES_SOON,
    .depth = 0,
};
static const struct vmst_finding false_signature = {
    .number = VMSTRUST_FINDING_SIGNATURE_INVALID,
    .depth = VMST_DEPTH_NONE,
};

static void
add_many(struct vmst_findings *findings, const struct vmst_finding *finding,
         size_t count)
{
    const struct vmst_severities severities = scene_severities("vms");

    for (size_t i = 0; i < count; i++) {
        vmst_findings_add(findings, &severities, *finding);
    }
}

static size_t
count_of(const struct vmst_findings *findings, vmstrust_finding number)
{
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++) {
        count += findings->rows[i].number == number;
    }
    return count;
}

static void
test_what_is_off_is_not_recorded(void **state)
{
    struct vmst_findings findings = {.count = 0};
    struct vmst_severities severities = scene_severities("path");

    (void)state;
    vmst_findings_add(&findings, &severities, soon);
    assert_int_equal(findings.count, 0);
    assert_false(findings.has_error);
    assert_null(vmst_findings_worst(&findings));
}

static void
test_error_displaces_what_is_milder(void **state)
{
    struct vmst_findings findings = {.count = 0};

    (void)state;
    add_many(&findings, &soon, VMST_LIMIT_FINDINGS + 10);
    assert_int_equal(findings.count, VMST_LIMIT_FINDINGS);
    assert_int_equal(findings.dropped, 10);
    assert_false(findings.has_error);
    add_many(&findings, &expired, 1);
    assert_true(findings.has_error);
    assert_int_equal(findings.count, VMST_LIMIT_FINDINGS);
    assert_int_equal(findings.dropped, 11);
    assert_int_equal(count_of(&findings, VMSTRUST_FINDING_EXPIRED), 1);
    assert_int_equal(vmst_findings_worst(&findings)->number,
                     VMSTRUST_FINDING_EXPIRED);
}

static void
test_worse_error_displaces_an_error(void **state)
{
    struct vmst_findings findings = {.count = 0};

    (void)state;
    add_many(&findings, &expired, VMST_LIMIT_FINDINGS);
    add_many(&findings, &false_signature, 1);
    assert_int_equal(findings.count, VMST_LIMIT_FINDINGS);
    assert_int_equal(vmst_findings_worst(&findings)->number,
                     VMSTRUST_FINDING_SIGNATURE_INVALID);
    add_many(&findings, &soon, 1);
    assert_int_equal(count_of(&findings, VMSTRUST_FINDING_EXPIRES_SOON), 0);
}

static void
test_error_is_kept_when_arrays_are_joined(void **state)
{
    struct vmst_findings full = {.count = 0};
    struct vmst_findings one = {.count = 0};

    (void)state;
    add_many(&full, &soon, VMST_LIMIT_FINDINGS);
    add_many(&one, &expired, 1);
    vmst_findings_join(&full, &one);
    assert_true(full.has_error);
    assert_int_equal(count_of(&full, VMSTRUST_FINDING_EXPIRED), 1);
    assert_int_equal(full.dropped, 1);
}

static void
test_refused_is_an_error_whatever_the_row_says(void **state)
{
    struct vmst_findings findings = {.count = 0};

    (void)state;
    vmst_findings_refuse(&findings, soon);
    assert_true(findings.has_error);
    assert_int_equal(findings.rows[0].severity, VMSTRUST_SEVERITY_ERROR);
}

static void
test_worst_comes_first(void **state)
{
    struct vmst_findings findings = {.count = 0};
    struct vmst_finding deeper = expired;

    (void)state;
    deeper.depth = 1;
    add_many(&findings, &soon, 1);
    add_many(&findings, &deeper, 1);
    add_many(&findings, &expired, 1);
    add_many(&findings, &false_signature, 1);
    assert_string_equal(scene_say(&findings, VMSTRUST_SEVERITY_INFO),
                        "signature-invalid expired@0 expired@1 | "
                        "expires-soon@0");
}

static void
test_every_number_has_its_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);

        assert_ptr_equal(vmst_finding_row(row->number), row);
    }
    assert_null(vmst_finding_at(vmst_finding_total()));
    assert_null(vmst_finding_row(VMSTRUST_FINDING_NONE));
    assert_null(vmst_finding_row((vmstrust_finding)-1));
    assert_null(vmst_finding_row((vmstrust_finding)VMST_FINDING_SLOTS));
}

static void
test_no_two_findings_rank_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        for (size_t j = 0; j < i; j++) {
            const struct vmst_finding a = {.number = vmst_finding_at(i)->number,
                                           .severity = VMSTRUST_SEVERITY_ERROR};
            const struct vmst_finding b = {.number = vmst_finding_at(j)->number,
                                           .severity = VMSTRUST_SEVERITY_ERROR};

            assert_int_not_equal(vmst_finding_compare(&a, &b), 0);
            assert_int_equal(vmst_finding_compare(&a, &b) < 0,
                             vmst_finding_compare(&b, &a) > 0);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_off_is_not_recorded),
        cmocka_unit_test(test_error_displaces_what_is_milder),
        cmocka_unit_test(test_worse_error_displaces_an_error),
        cmocka_unit_test(test_error_is_kept_when_arrays_are_joined),
        cmocka_unit_test(test_refused_is_an_error_whatever_the_row_says),
        cmocka_unit_test(test_worst_comes_first),
        cmocka_unit_test(test_every_number_has_its_row),
        cmocka_unit_test(test_no_two_findings_rank_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
