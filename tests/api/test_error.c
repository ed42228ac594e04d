/* Error objects: what becomes of a note, and what a reader says of nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/error.h>

#include "api/error.h"

static vmstrust_error *const garbage = (vmstrust_error *)(uintptr_t)0x5a5a5a58;

static void
success_writes_null(void **state)
{
    const struct vmst_note note = {.code = VMSTRUST_E_FILE, .text = "tried"};
    vmstrust_error *error = garbage;

    (void)state;
    assert_int_equal(vmst_error_answer(VMSTRUST_OK, &note, &error),
                     VMSTRUST_OK);
    assert_null(error);
}

static void
note_becomes_text_and_offset(void **state)
{
    const struct vmst_note note = {.code = VMSTRUST_E_MALFORMED,
                                   .has_offset = true,
                                   .offset = 17,
                                   .text = "the length runs past the end"};
    vmstrust_error *error = garbage;

    (void)state;
    assert_int_equal(vmst_error_answer(VMSTRUST_E_MALFORMED, &note, &error),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_MALFORMED);
    assert_string_equal(vmstrust_error_get_text(error), note.text);
    assert_int_equal(vmstrust_error_get_offset(error), 17);
    vmstrust_error_free(error);
}

static void
without_a_note_the_code_speaks(void **state)
{
    const struct vmst_note unwritten = {.code = VMSTRUST_OK};
    const struct vmst_note *notes[] = {NULL, &unwritten};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        vmstrust_error *error = garbage;

        vmst_error_answer(VMSTRUST_E_ARGUMENT, notes[i], &error);
        assert_string_equal(vmstrust_error_get_text(error),
                            vmstrust_code_get_text(VMSTRUST_E_ARGUMENT));
        assert_int_equal(vmstrust_error_get_offset(error), -1);
        vmstrust_error_free(error);
    }
}

static void
nobody_need_take_the_object(void **state)
{
    (void)state;
    assert_int_equal(vmst_error_answer(VMSTRUST_E_MEMORY, NULL, NULL),
                     VMSTRUST_E_MEMORY);
}

static void
foreign_status_does_not_leak_out(void **state)
{
    vmstrust_error *error = garbage;

    (void)state;
    assert_int_equal(vmst_error_answer(-89, NULL, &error), VMSTRUST_E_INTERNAL);
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_INTERNAL);
    vmstrust_error_free(error);
    assert_int_equal(vmst_error_answer(1, NULL, NULL), VMSTRUST_E_INTERNAL);
}

static void
readers_accept_null(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_error_get_code(NULL), VMSTRUST_OK);
    assert_string_equal(vmstrust_error_get_text(NULL), "");
    assert_int_equal(vmstrust_error_get_offset(NULL), -1);
    vmstrust_error_free(NULL);
}

static void
codes_have_names(void **state)
{
    (void)state;
    assert_string_equal(vmstrust_code_get_name(VMSTRUST_OK), "ok");
    assert_string_equal(vmstrust_code_get_name(VMSTRUST_E_UNTRUSTED),
                        "untrusted");
    assert_string_equal(vmstrust_code_get_name((vmstrust_code)-999), "unknown");
    assert_string_equal(vmstrust_code_get_text((vmstrust_code)-999),
                        "unknown code");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(success_writes_null),
        cmocka_unit_test(note_becomes_text_and_offset),
        cmocka_unit_test(without_a_note_the_code_speaks),
        cmocka_unit_test(nobody_need_take_the_object),
        cmocka_unit_test(foreign_status_does_not_leak_out),
        cmocka_unit_test(readers_accept_null),
        cmocka_unit_test(codes_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
