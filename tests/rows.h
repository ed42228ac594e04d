/*
 * A row of a table is a test with a name: tests are made out of rows, and the
 * row is the state of its test. Include after <cmocka.h>.
 */
#ifndef VMST_TEST_ROWS_H
#define VMST_TEST_ROWS_H

#define ROW_COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* Appends one test for each row to `tests`, an array with room for all. */
#define ADD_ROWS(tests, count, rows, function)                                 \
    for (size_t row_ = 0; row_ < ROW_COUNT(rows); row_++) {                    \
        (tests)[(count)++] = (struct CMUnitTest){                              \
            .name = (rows)[row_].name,                                         \
            .test_func = function,                                             \
            .initial_state = (void *)(uintptr_t) & (rows)[row_],               \
        };                                                                     \
    }

#endif
