/* Views, growing buffers and blobs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bytes.h"

static void
order_is_total(void **state)
{
    static const char *const sorted[] = {"", "a", "aa", "ab", "b"};

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 5; j++) {
            int order = vmst_bytes_compare(vmst_bytes_of(sorted[i]),
                                           vmst_bytes_of(sorted[j]));

            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
            assert_int_equal(vmst_bytes_equal(vmst_bytes_of(sorted[i]),
                                              vmst_bytes_of(sorted[j])),
                             i == j);
        }
    }
    assert_true(vmst_bytes_equal(vmst_bytes(NULL, 0), vmst_bytes_of("")));
    assert_int_equal(vmst_bytes_of(NULL).size, 0);
}

static void
buffer_grows_and_is_taken(void **state)
{
    struct vmst_buffer buffer = {0};
    char *text;

    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        vmst_buffer_format(&buffer, "%03u,", i);
    }
    assert_int_equal(buffer.size, 4000);
    vmst_buffer_add(&buffer, NULL, 0);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_OK);
    assert_null(buffer.data);
    assert_int_equal(strlen(text), 4000);
    assert_memory_equal(text + 3996, "999,", 5);
    free(text);
}

static void
hexadecimal_digits(void **state)
{
    AUTO_BUFFER buffer = {0};

    (void)state;
    vmst_buffer_add_hex(&buffer, vmst_bytes("\x00\x9f\xff", 3), 0);
    vmst_buffer_add_text(&buffer, " ");
    vmst_buffer_add_hex(&buffer, vmst_bytes("\x00\x9f\xff", 3), ':');
    vmst_buffer_add_hex(&buffer, vmst_bytes(NULL, 0), ':');
    assert_true(vmst_bytes_equal(vmst_buffer_view(&buffer),
                                 vmst_bytes_of("009fff 00:9f:ff")));
}

static void
failed_buffer_stays_failed(void **state)
{
    struct vmst_buffer buffer = {0};
    struct vmst_blob *blob;
    char *text;

    (void)state;
    vmst_buffer_add_text(&buffer, "a");
    buffer.failed = true;
    vmst_buffer_add_text(&buffer, "b");
    vmst_buffer_format(&buffer, "%d", 1);
    assert_int_equal(buffer.size, 1);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_E_MEMORY);
    assert_null(text);
    assert_null(buffer.data);
    buffer.failed = true;
    assert_int_equal(vmst_buffer_take_blob(&buffer, &blob), VMSTRUST_E_MEMORY);
    assert_null(blob);
}

static void
size_that_no_memory_holds(void **state)
{
    struct vmst_buffer buffer = {0};
    struct vmst_blob *blob;

    (void)state;
    vmst_buffer_add_text(&buffer, "a");
    vmst_buffer_add(&buffer, "a", SIZE_MAX - 1);
    assert_true(buffer.failed);
    vmst_buffer_free(&buffer);
    assert_int_equal(vmst_blob_new_empty(SIZE_MAX - 2, &blob),
                     VMSTRUST_E_MEMORY);
    assert_null(blob);
}

static void
blob_ends_with_a_nul(void **state)
{
    struct vmst_buffer buffer = {0};
    struct vmst_blob *blob;

    (void)state;
    vmst_buffer_add(&buffer, "a\0b", 3);
    assert_int_equal(vmst_buffer_take_blob(&buffer, &blob), VMSTRUST_OK);
    assert_int_equal(blob->size, 3);
    assert_memory_equal(blob->data, "a\0b", 4);
    vmst_blob_free(blob);
    assert_int_equal(vmst_blob_new(vmst_bytes(NULL, 0), &blob), VMSTRUST_OK);
    assert_int_equal(blob->size, 0);
    assert_int_equal(blob->data[0], 0);
    vmst_blob_free(blob);
    vmst_blob_free(NULL);
}

static void
arena_gives_zeros_and_takes_back_the_end(void **state)
{
    struct vmst_arena arena = {0};
    uint8_t *first;
    uint8_t *second;

    (void)state;
    first = vmst_arena_take(&arena, 100, 4);
    assert_non_null(first);
    memset(first, 0xff, 400);
    vmst_arena_trim(&arena, first + 33);
    second = vmst_arena_take(&arena, 1, 300);
    assert_non_null(second);
    assert_ptr_equal(second, first + 48);
    for (size_t i = 0; i < 300; i++) {
        assert_int_equal(second[i], 0);
    }
    assert_int_equal(first[32], 0xff);
    assert_non_null(vmst_arena_take(&arena, 1, 100000)); /* another chunk */
    assert_null(vmst_arena_take(&arena, SIZE_MAX / 2, 3));
    assert_non_null(vmst_arena_take(&arena, 0, 8));
    vmst_arena_free(&arena);
    assert_null(arena.chunks);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_total),
        cmocka_unit_test(buffer_grows_and_is_taken),
        cmocka_unit_test(hexadecimal_digits),
        cmocka_unit_test(failed_buffer_stays_failed),
        cmocka_unit_test(size_that_no_memory_holds),
        cmocka_unit_test(blob_ends_with_a_nul),
        cmocka_unit_test(arena_gives_zeros_and_takes_back_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
