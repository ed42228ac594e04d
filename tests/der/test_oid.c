/* Object identifiers: dotted form and back, names, and what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ascii.h"
#include "der/oid.h"
#include "../rows.h"

static const struct pair {
    const char *name; /* the dotted form */
    const char *contents;
    bool is_parsed; /* and not only shown */
} pairs[] = {
    {"2.5.4.3", "550403", true},
    {"0.0", "00", true},
    {"0.39", "27", true},
    {"1.0", "28", true},
    {"1.39", "4f", true},
    {"2.0", "50", true},
    {"2.47", "7f", true},
    {"2.999", "8837", true},
    {"1.2.840.113549.1.1.11", "2a864886f70d01010b", true},
    {"1.3.6.1.4.1.311.21.10", "2b060104018237150a", true},
    {"2.5.18446744073709551615", "55 81ffffffffffffffff7f", true},
    {"2.5.?", "55 82808080808080808000", false},
    {"2.?", "82808080808080808000", false},
};

static void
is_shown_and_parsed(void **state)
{
    const struct pair *row = *state;
    struct vmst_blob *contents = der_from(row->contents);
    struct vmst_buffer shown = {0};
    uint8_t parsed[64];
    char *dotted;
    size_t used;

    vmst_oid_show(&shown, vmst_bytes(contents->data, contents->size));
    assert_int_equal(vmst_buffer_take_text(&shown, &dotted), VMSTRUST_OK);
    assert_string_equal(dotted, row->name);
    assert_int_equal(vmst_oid_parse(dotted, parsed, sizeof parsed, &used),
                     row->is_parsed);
    if (row->is_parsed) {
        assert_int_equal(used, contents->size);
        assert_memory_equal(parsed, contents->data, used);
    }
    free(dotted);
    vmst_blob_free(contents);
}

static const struct {
    const char *name;
} refusals[] = {
    {""},
    {"1"},
    {"1."},
    {".1"},
    {"1..2"},
    {"1.2."},
    {"3.1"},
    {"0.40"},
    {"1.40"},
    {"01.2"},
    {"1.02"},
    {"1.2.x"},
    {"1.2 "},
    {"1.2.-1"},
    {" 1.2"},
    {"1.2.3.4x"},
    {"1.2.18446744073709551616"},
    {"2.18446744073709551600"},
};

static void
is_refused(void **state)
{
    const char *const *dotted = *state;
    uint8_t out[64];
    size_t used;

    assert_false(vmst_oid_parse(*dotted, out, sizeof out, &used));
}

static void
no_byte_beyond_the_array(void **state)
{
    uint8_t out[3] = {0xaa, 0xaa, 0xaa};
    size_t used;

    (void)state;
    assert_true(vmst_oid_parse("2.5.4.3", out, 3, &used));
    assert_int_equal(used, 3);
    out[2] = 0xaa;
    assert_false(vmst_oid_parse("2.5.4.3", out, 2, &used));
    assert_int_equal(out[2], 0xaa);
}

static void
names_of_what_we_know(void **state)
{
    (void)state;
    assert_string_equal(vmst_oid_name(VMST_OID("\x55\x04\x03")), "CN");
    assert_string_equal(
        vmst_oid_name(VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x01")),
        "serverAuth");
    assert_null(vmst_oid_name(VMST_OID("\x55\x04")));
    assert_null(vmst_oid_name(vmst_bytes(NULL, 0)));
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(pairs) + ROW_COUNT(refusals) + 2] = {
        cmocka_unit_test(no_byte_beyond_the_array),
        cmocka_unit_test(names_of_what_we_know),
    };
    size_t count = 2;

    ADD_ROWS(tests, count, pairs, is_shown_and_parsed);
    ADD_ROWS(tests, count, refusals, is_refused);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
