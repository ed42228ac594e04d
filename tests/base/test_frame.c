/* Frames: what is added is taken in order; what is cut short is not taken. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/frame.h"

static void
what_is_added_is_taken(void **state)
{
    AUTO_BUFFER buffer = {0};
    struct vmst_bytes rest;
    struct vmst_bytes taken;

    (void)state;
    vmst_frame_add(&buffer, vmst_bytes_of("rec01"));
    vmst_frame_add(&buffer, vmst_bytes(NULL, 0));
    assert_int_equal(buffer.size, 4 + 5 + 4);
    assert_memory_equal(buffer.data, "\0\0\0\5rec01\0\0\0\0", 13);
    rest = vmst_buffer_view(&buffer);
    assert_true(vmst_frame_take(&rest, &taken));
    assert_true(vmst_bytes_equal(taken, vmst_bytes_of("rec01")));
    assert_true(vmst_frame_take(&rest, &taken));
    assert_int_equal(taken.size, 0);
    assert_int_equal(rest.size, 0);
    assert_false(vmst_frame_take(&rest, &taken));
}

static void
what_is_cut_short_is_not(void **state)
{
    static const uint8_t whole[] = {0, 0, 0, 2, 1, 2};
    static const uint8_t endless[] = {0xff, 0xff, 0xff, 0xff, 1};
    struct vmst_bytes taken;

    (void)state;
    for (size_t size = 0; size < sizeof whole; size++) {
        struct vmst_bytes rest = vmst_bytes(whole, size);

        assert_false(vmst_frame_take(&rest, &taken));
        assert_int_equal(rest.size, size);
    }
    struct vmst_bytes rest = vmst_bytes(endless, sizeof endless);
    assert_false(vmst_frame_take(&rest, &taken));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_is_taken),
        cmocka_unit_test(what_is_cut_short_is_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
