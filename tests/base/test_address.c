/* IP addresses as text and back, and what is none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "../rows.h"
#include "base/address.h"

static const struct address {
    const char *name; /* as it is shown */
    const char *text; /* as it is read */
    size_t size;
} addresses[] = {
    {"10.0.0.1", "10.0.0.1", 4},
    {"0.0.0.0", "0.0.0.0", 4},
    {"255.255.255.255", "255.255.255.255", 4},
    {"::1", "0:0:0:0:0:0:0:1", 16},
    {"2001:db8::1", "2001:DB8::1", 16},
    {"::ffff:10.0.0.1", "::ffff:10.0.0.1", 16},
    {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", 16},
};

static void
is_an_address(void **state)
{
    const struct address *row = *state;
    uint8_t bytes[VMST_ADDRESS_SIZE];
    char text[VMST_ADDRESS_TEXT];
    size_t size;

    assert_true(vmst_address_parse(vmst_bytes_of(row->text), bytes, &size));
    assert_int_equal(size, row->size);
    assert_string_equal(vmst_address_show(vmst_bytes(bytes, size), text),
                        row->name);
}

static const struct {
    const char *name;
} refusals[] = {
    {""},
    {"rec01"},
    {"10.0.0"},
    {"10.0.0.256"},
    {"10.0.0.01"},
    {"010.0.0.1"},
    {"10.0.0.1:80"},
    {"[::1]"},
    {"fe80::1%eth0"},
    {"::1 "},
    {" ::1"},
    {"0x0a.0.0.1"},
    {"1:2:3:4:5:6:7:8:9"},
    {"::1::"},
    {"10.0.0.1/8"},
};

static void
is_no_address(void **state)
{
    const char *const *text = *state;
    uint8_t bytes[VMST_ADDRESS_SIZE];
    size_t size;

    assert_false(vmst_address_parse(vmst_bytes_of(*text), bytes, &size));
}

static void
nul_ends_no_address(void **state)
{
    uint8_t bytes[VMST_ADDRESS_SIZE];
    size_t size;

    (void)state;
    assert_false(vmst_address_parse(vmst_bytes("10.0.0.1\0", 9), bytes, &size));
    assert_false(
        vmst_address_parse(vmst_bytes("::1\0.evil.example", 17), bytes, &size));
}

static void
other_lengths_are_digits(void **state)
{
    char text[VMST_ADDRESS_TEXT];
    uint8_t bytes[64] = {0xab};

    (void)state;
    assert_string_equal(vmst_address_show(vmst_bytes(bytes, 3), text),
                        "ab0000");
    assert_string_equal(vmst_address_show(vmst_bytes(bytes, 0), text), "");
    assert_string_equal(vmst_address_show(vmst_bytes(bytes, 64), text),
                        "ab0000000000000000000000000000000000000000...");
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(addresses) + ROW_COUNT(refusals) + 2] = {
        cmocka_unit_test(nul_ends_no_address),
        cmocka_unit_test(other_lengths_are_digits),
    };
    size_t count = 2;

    ADD_ROWS(tests, count, addresses, is_an_address);
    ADD_ROWS(tests, count, refusals, is_no_address);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
