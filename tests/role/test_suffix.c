/* Wildcards below public suffixes; without libpsl nothing is judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "config.h"

#include "role/suffix.h"

static const struct row {
    const char *name;
    enum vmst_suffix answer;
    bool needs_list;
} rows[] = {
    {"*.com", VMST_SUFFIX_YES, true},
    {"*.co.uk", VMST_SUFFIX_YES, true},
    {"*.CO.UK", VMST_SUFFIX_YES, true},
    {"*.s3.amazonaws.com", VMST_SUFFIX_YES, true}, /* private section */
    {"*.local", VMST_SUFFIX_YES, true},            /* default rule */
    {"*.example.com", VMST_SUFFIX_NO, true},
    {"*.site.local", VMST_SUFFIX_NO, true},
    {"*", VMST_SUFFIX_YES, false},
    {"com", VMST_SUFFIX_NO, false},
    {"co.uk", VMST_SUFFIX_NO, false},
    {"a*.com", VMST_SUFFIX_NO, false},
    {"*.", VMST_SUFFIX_NO, false},
    {"*.-.com", VMST_SUFFIX_NO, false},
    {"", VMST_SUFFIX_NO, false},
};

static void
wildcard_is_judged(void **state)
{
    const struct row *row = *state;
    enum vmst_suffix expected = row->answer;

#ifndef HAVE_LIBPSL
    if (row->needs_list) {
        expected = VMST_SUFFIX_NOT_JUDGED;
    }
#endif
    assert_int_equal(vmst_suffix_has_wildcard_below(vmst_bytes_of(row->name)),
                     expected);
}

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(rows)];

    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        tests[i] = (struct CMUnitTest){rows[i].name, wildcard_is_judged, NULL,
                                       NULL, (void *)&rows[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
