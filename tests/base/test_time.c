/* Civil dates against the C library's own for every day, and refused ones. */
#define _DEFAULT_SOURCE /* timegm */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "../rows.h"
#include "base/time.h"
#include "scope.h"

static void
every_day_agrees_with_the_c_library(void **state)
{
    /* 0000-01-01 to 9999-12-31, each day at another second. */
    (void)state;
    for (int64_t day = -719528; day <= 2932896; day++) {
        int64_t time = day * 86400 + (day % 86400 + 86400) % 86400;
        time_t seconds = (time_t)time;
        struct vmst_civil civil;
        struct tm tm;
        int64_t again;

        gmtime_r(&seconds, &tm);
        vmst_time_to_civil(time, &civil);
        if (civil.year != tm.tm_year + 1900 || civil.month != tm.tm_mon + 1 ||
            civil.day != tm.tm_mday || civil.hour != tm.tm_hour ||
            civil.minute != tm.tm_min || civil.second != tm.tm_sec ||
            !vmst_time_from_civil(&civil, &again) || again != time) {
            fail_msg("day %lld", (long long)day);
        }
    }
}

static const struct refused {
    const char *name;
    struct vmst_civil civil;
} refusals[] = {
    {"year 10000", {10000, 1, 1, 0, 0, 0}},
    {"year -1", {-1, 1, 1, 0, 0, 0}},
    {"month 0", {2026, 0, 1, 0, 0, 0}},
    {"month 13", {2026, 13, 1, 0, 0, 0}},
    {"day 0", {2026, 1, 0, 0, 0, 0}},
    {"31 April", {2026, 4, 31, 0, 0, 0}},
    {"29 February 1900", {1900, 2, 29, 0, 0, 0}},
    {"hour 24", {2026, 1, 1, 24, 0, 0}},
    {"minute 60", {2026, 1, 1, 0, 60, 0}},
    {"second 60", {2026, 1, 1, 0, 0, 60}},
    {"second -1", {2026, 1, 1, 0, 0, -1}},
};

static void
is_no_time(void **state)
{
    const struct refused *row = *state;
    int64_t time;

    assert_false(vmst_time_from_civil(&row->civil, &time));
}

static void
shown_by_rfc_3339(void **state)
{
    char text[VMST_TIME_TEXT];

    (void)state;
    assert_string_equal(vmst_time_show(0, text), "1970-01-01T00:00:00Z");
    assert_string_equal(vmst_time_show(-1, text), "1969-12-31T23:59:59Z");
    assert_string_equal(vmst_time_show(253402300799, text),
                        "9999-12-31T23:59:59Z");
    assert_string_equal(vmst_date_show(951782400, text), "2000-02-29");
}

static void
extreme_times_stay_in_the_array(void **state)
{
    char text[VMST_TIME_TEXT];

    (void)state;
    assert_string_equal(vmst_time_show(INT64_MAX, text),
                        "292277026596-12-04T15:30:07Z");
    assert_string_equal(vmst_time_show(INT64_MIN, text),
                        "-292277022657-01-27T08:29:52Z");
}

static void
clock_is_past_the_day_this_was_written(void **state)
{
    int64_t now;

    (void)state;
    assert_int_equal(vmst_time_now(&now), VMSTRUST_OK);
    assert_true(now > 1735689600); /* 2025-01-01 */
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(refusals) + 4] = {
        cmocka_unit_test(every_day_agrees_with_the_c_library),
        cmocka_unit_test(shown_by_rfc_3339),
        cmocka_unit_test(extreme_times_stay_in_the_array),
        cmocka_unit_test(clock_is_past_the_day_this_was_written),
    };
    size_t count = 4;

    ADD_ROWS(tests, count, refusals, is_no_time);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
