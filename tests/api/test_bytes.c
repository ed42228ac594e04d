/* Bytes as a caller reads them: with a NUL behind, and NULL as no bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/bytes.h>

#include "base/bytes.h"

static void
data_has_its_size_and_a_nul_behind(void **state)
{
    vmstrust_bytes *bytes = NULL;

    (void)state;
    assert_int_equal(vmst_blob_new(vmst_bytes("a\0b", 3), &bytes), VMSTRUST_OK);
    assert_int_equal(vmstrust_bytes_get_size(bytes), 3);
    assert_memory_equal(vmstrust_bytes_get_data(bytes), "a\0b", 4);
    vmstrust_bytes_free(bytes);
}

static void
null_is_no_bytes(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_bytes_get_size(NULL), 0);
    assert_string_equal((const char *)vmstrust_bytes_get_data(NULL), "");
    vmstrust_bytes_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_has_its_size_and_a_nul_behind),
        cmocka_unit_test(null_is_no_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
