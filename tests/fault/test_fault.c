/* The failing allocator itself: a sweep over a blind one would prove nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fault.h"

static void
second_fails_and_the_third_does_not(void **state)
{
    void *made[3];

    (void)state;
    fault_arm(2, FAULT_ONCE);
    for (size_t i = 0; i < 3; i++) {
        made[i] = malloc(8);
    }
    assert_true(fault_disarm());
    assert_non_null(made[0]);
    assert_null(made[1]);
    assert_non_null(made[2]);
    free(made[0]);
    free(made[2]);
}

static void
all_fail_from_the_second_on(void **state)
{
    void *first, *second, *third;

    (void)state;
    fault_arm(2, FAULT_LASTING);
    first = calloc(1, 8);
    second = calloc(1, 8);
    third = malloc(8);
    assert_true(fault_disarm());
    assert_non_null(first);
    assert_null(second);
    assert_null(third);
    free(first);
}

static void
too_late_a_failure_does_not_happen(void **state)
{
    (void)state;
    fault_arm(2, FAULT_ONCE);
    free(malloc(8));
    assert_false(fault_disarm());
}

static void
leak_is_counted(void **state)
{
    long live = fault_get_live();
    void *made = malloc(8);

    (void)state;
    assert_int_equal(fault_get_live() - live, 1);
    made = realloc(made, 64);
    assert_int_equal(fault_get_live() - live, 1);
    free(made);
    assert_int_equal(fault_get_live() - live, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(second_fails_and_the_third_does_not),
        cmocka_unit_test(all_fail_from_the_second_on),
        cmocka_unit_test(too_late_a_failure_does_not_happen),
        cmocka_unit_test(leak_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
