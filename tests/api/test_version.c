/* The version as number and as text, and the two against the headers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_is_that_of_the_headers),
        cmocka_unit_test(text_says_the_same_as_the_number),
        cmocka_unit_test(package_has_the_version_of_the_library),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
