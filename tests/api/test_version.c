/* The version as number and as text, and the two against the headers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/bytes.h>
#include <vmstrust/version.h>

#include "config.h"

static void
number_is_that_of_the_headers(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_version_number(), VMSTRUST_VERSION_NUMBER);
}

static void
text_says_the_same_as_the_number(void **state)
{
    uint32_t number = vmstrust_version_number();
    char text[32];

    (void)state;
    snprintf(text, sizeof text, "%u.%u.%u", (unsigned)(number >> 16),
             (unsigned)(number >> 8 & 0xff), (unsigned)(number & 0xff));
    assert_string_equal(vmstrust_version_text(), text);
}

static void
package_has_the_version_of_the_library(void **state)
{
    (void)state;
    assert_string_equal(vmstrust_version_text(), PACKAGE_VERSION);
}

static void
libraries_below_are_named_with_their_versions(void **state)
{
    static const char *const names[] = {"\nlibtasn1 4.", "\nlibpsl",
                                        "\nSQLite"};
    vmstrust_bytes *text = NULL;

    (void)state;
    assert_int_equal(vmstrust_version_write_libraries(&text, NULL),
                     VMSTRUST_OK);
    assert_memory_equal(vmstrust_bytes_get_data(text), "GnuTLS 3.", 9);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_non_null(
            strstr((const char *)vmstrust_bytes_get_data(text), names[i]));
    }
    vmstrust_bytes_free(text);
}

static void
libraries_need_a_place_to_be_written_to(void **state)
{
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_version_write_libraries(NULL, &error),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_ARGUMENT);
    vmstrust_error_free(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_is_that_of_the_headers),
        cmocka_unit_test(text_says_the_same_as_the_number),
        cmocka_unit_test(package_has_the_version_of_the_library),
        cmocka_unit_test(libraries_below_are_named_with_their_versions),
        cmocka_unit_test(libraries_need_a_place_to_be_written_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
