/*
 * The writer: what it writes, byte for byte and as the strict cursor reads it;
 * and that misuse and a lack of memory are told at the end.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "ascii.h"
#include "der/writer.h"
#include "../rows.h"

static void
must_be(struct vmst_writer *writer, const char *expected)
{
    struct vmst_blob *wanted = der_from(expected);
    struct vmst_blob *der;

    assert_int_equal(vmst_writer_finish(writer, &der), VMSTRUST_OK);
    assert_int_equal(der->size, wanted->size);
    assert_memory_equal(der->data, wanted->data, wanted->size);
    vmst_blob_free(der);
    vmst_blob_free(wanted);
}

/* --- INTEGER -------------------------------------------------------------- */

static const struct integer {
    const char *name;
    const char *bytes;
    size_t size;
    const char *der;
} integers[] = {
    {"no bytes are zero", "", 0, "02{00}"},
    {"zero", "\x00", 1, "02{00}"},
    {"many zeros", "\x00\x00\x00", 3, "02{00}"},
    {"127", "\x7f", 1, "02{7f}"},
    {"128 stays positive", "\x80", 1, "02{0080}"},
    {"leading zeros go", "\x00\x00\x01\x00", 4, "02{0100}"},
    {"one zero is kept", "\x00\x00\xff\x00", 4, "02{00ff00}"},
};

static void
integer_is_minimal(void **state)
{
    const struct integer *row = *state;
    AUTO_WRITER writer = {0};

    vmst_writer_integer(&writer, vmst_bytes(row->bytes, row->size));
    must_be(&writer, row->der);
}

static const struct number {
    const char *name;
    uint64_t value;
    const char *der;
} numbers[] = {
    {"number 0", 0, "02{00}"},
    {"number 3", 3, "02{03}"},
    {"number 255", 255, "02{00ff}"},
    {"number 100,000", 100000, "02{0186a0}"},
    {"the largest number", UINT64_MAX, "02{00ffffffffffffffff}"},
};

static void
number_is_minimal(void **state)
{
    const struct number *row = *state;
    AUTO_WRITER writer = {0};

    vmst_writer_number(&writer, row->value);
    must_be(&writer, row->der);
}

/* --- Named bits and times ------------------------------------------------- */

static const struct bits {
    const char *name;
    uint16_t value;
    const char *der;
} bit_rows[] = {
    {"no bits", 0x0000, "03{00}"},        {"bit 0", 0x0001, "03{0780}"},
    {"bits 0 and 2", 0x0005, "03{05a0}"}, {"bit 7", 0x0080, "03{0001}"},
    {"bit 8", 0x0100, "03{070080}"},      {"bits 5 and 6", 0x0060, "03{0106}"},
    {"bit 15", 0x8000, "03{000001}"},
};

static void
bits_have_no_trailing_zeros(void **state)
{
    const struct bits *row = *state;
    struct vmst_der in;
    AUTO_WRITER writer = {0};
    uint16_t again;

    vmst_writer_named_bits(&writer, row->value);
    in = vmst_der_open(vmst_writer_view(&writer), NULL, "bits");
    assert_int_equal(vmst_der_named_bits(&in, VMST_DER_BIT_STRING, &again),
                     VMSTRUST_OK);
    assert_int_equal(again, row->value);
    must_be(&writer, row->der);
}

static const struct time {
    const char *name;
    int64_t time;
    const char *der;
} times[] = {
    {"1970", 0, "17{'700101000000Z'}"},
    {"the first second of 1950", -631152000, "17{'500101000000Z'}"},
    {"the last second of 1949", -631152001, "18{'19491231235959Z'}"},
    {"the last second of 2049", 2524607999, "17{'491231235959Z'}"},
    {"the first second of 2050", 2524608000, "18{'20500101000000Z'}"},
    {"no expiration", 253402300799, "18{'99991231235959Z'}"},
};

static void
time_has_its_form(void **state)
{
    const struct time *row = *state;
    AUTO_WRITER writer = {0};

    vmst_writer_time(&writer, row->time);
    must_be(&writer, row->der);
}

/* --- SET OF --------------------------------------------------------------- */

static const struct set {
    const char *name;
    const char *elements;
    const char *der;
} sets[] = {
    {"an empty set", "", "31{}"},
    {"one element", "02{05}", "31{02{05}}"},
    {"in order", "02{01} 02{02}", "31{02{01} 02{02}}"},
    {"turned round", "02{03} 02{02} 02{01}", "31{02{01} 02{02} 02{03}}"},
    {"the longer is greater", "04{'aa'} 04{'b'}", "31{04{'b'} 04{'aa'}}"},
    {"equal ones stay", "02{02} 02{01} 02{02}", "31{02{01} 02{02} 02{02}}"},
    {"the tag counts first", "30{} 0c{'z'} 02{7f}", "31{02{7f} 0c{'z'} 30{}}"},
    {"what is nested stays", "30{02{09} 02{01}} 30{02{02} 02{01}}",
     "31{30{02{02} 02{01}} 30{02{09} 02{01}}}"},
};

static void
set_is_in_order(void **state)
{
    const struct set *row = *state;
    struct vmst_blob *elements = der_from(row->elements);
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SET);
    vmst_writer_raw(&writer, vmst_bytes(elements->data, elements->size));
    vmst_writer_close_set(&writer);
    vmst_blob_free(elements);
    must_be(&writer, row->der);
}

/* --- Elements ------------------------------------------------------------- */

static void
every_kind_of_value(void **state)
{
    AUTO_WRITER writer = {0};

    (void)state;
    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_boolean(&writer, true);
    vmst_writer_boolean(&writer, false);
    vmst_writer_null(&writer);
    vmst_writer_oid(&writer, vmst_bytes("\x55\x04\x03", 3));
    vmst_writer_octets(&writer, vmst_bytes_of("rec01"));
    vmst_writer_bits(&writer, vmst_bytes_of("key"));
    vmst_writer_open_bits(&writer);
    vmst_writer_number(&writer, 1);
    vmst_writer_close(&writer);
    vmst_writer_open(&writer, VMST_DER_CONTEXT_CONSTRUCTED(3));
    vmst_writer_element(&writer, VMST_DER_CONTEXT(2), vmst_bytes_of("rec01"));
    vmst_writer_close(&writer);
    vmst_writer_close(&writer);
    must_be(&writer, "30{01{ff} 01{00} 05{} 06{550403} 04{'rec01'} 03{00 'key'}"
                     " 03{00 02{01}} a3{82{'rec01'}}}");
}

/* Contents of each size at which the length grows by a byte. */
static void
lengths_are_minimal(void **state)
{
    static const size_t sizes[] = {0,   1,     127,   128,    255,
                                   256, 65535, 65536, 100000, 16777216};
    static uint8_t octets[16777216];

    (void)state;
    for (size_t i = 0; i < ROW_COUNT(sizes); i++) {
        AUTO_WRITER writer = {0};
        struct vmst_bytes contents;
        struct vmst_der in;

        vmst_writer_open(&writer, VMST_DER_OCTET_STRING);
        vmst_writer_raw(&writer, vmst_bytes(octets, sizes[i]));
        vmst_writer_close(&writer);
        in = vmst_der_open(vmst_writer_view(&writer), NULL, "octets");
        assert_int_equal(vmst_der_octets(&in, &contents), VMSTRUST_OK);
        assert_int_equal(contents.size, sizes[i]);
        assert_int_equal(vmst_der_end(&in), VMSTRUST_OK);
    }
}

static void
as_deep_as_it_goes(void **state)
{
    AUTO_WRITER writer = {0};
    struct vmst_der in;
    uint64_t depth = 0;

    (void)state;
    for (size_t i = 0; i < VMST_WRITER_DEPTH; i++) {
        vmst_writer_open(&writer, VMST_DER_SEQUENCE);
        vmst_writer_number(&writer, i);
    }
    for (size_t i = 0; i < VMST_WRITER_DEPTH; i++) {
        vmst_writer_close(&writer);
    }
    in = vmst_der_open(vmst_writer_view(&writer), NULL, "nested");
    while (!vmst_der_is_empty(&in)) {
        struct vmst_der inside;
        uint32_t number;

        assert_int_equal(vmst_der_sequence(&in, &inside), VMSTRUST_OK);
        assert_int_equal(vmst_der_size(&inside, &number), VMSTRUST_OK);
        assert_int_equal(number, depth++);
        assert_int_equal(vmst_der_end(&in), VMSTRUST_OK);
        in = inside;
    }
    assert_int_equal(depth, VMST_WRITER_DEPTH);
}

/* --- Misuse --------------------------------------------------------------- */

static void
must_refuse(struct vmst_writer *writer)
{
    struct vmst_blob *der = (struct vmst_blob *)writer;

    assert_int_equal(vmst_writer_finish(writer, &der), VMSTRUST_E_INTERNAL);
    assert_null(der);
    assert_int_equal(vmst_writer_view(writer).size, 0);
}

static void
misuse_is_told(void **state)
{
    AUTO_WRITER open = {0};
    AUTO_WRITER closed = {0};
    AUTO_WRITER deep = {0};
    AUTO_WRITER ragged = {0};
    AUTO_WRITER late = {0};

    (void)state;
    vmst_writer_open(&open, VMST_DER_SEQUENCE);
    must_refuse(&open);
    vmst_writer_null(&closed);
    vmst_writer_close(&closed);
    must_refuse(&closed);
    for (size_t i = 0; i <= VMST_WRITER_DEPTH; i++) {
        vmst_writer_open(&deep, VMST_DER_SEQUENCE);
    }
    must_refuse(&deep);
    vmst_writer_open(&ragged, VMST_DER_SET);
    vmst_writer_raw(&ragged, vmst_bytes_of("\x30\x05"));
    vmst_writer_close_set(&ragged);
    must_refuse(&ragged);
    vmst_writer_time(&late, 253402300800);
    must_refuse(&late);
}

static void
lost_memory_is_told(void **state)
{
    struct vmst_writer writer = {.out.failed = true};
    struct vmst_blob *der;

    (void)state;
    vmst_writer_open(&writer, VMST_DER_SET);
    vmst_writer_number(&writer, 5);
    vmst_writer_close_set(&writer);
    assert_int_equal(vmst_writer_finish(&writer, &der), VMSTRUST_E_MEMORY);
    assert_null(der);
    vmst_writer_free(&writer);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(every_kind_of_value),
        cmocka_unit_test(lengths_are_minimal),
        cmocka_unit_test(as_deep_as_it_goes),
        cmocka_unit_test(misuse_is_told),
        cmocka_unit_test(lost_memory_is_told),
    };
    size_t count = 5;

    ADD_ROWS(tests, count, integers, integer_is_minimal);
    ADD_ROWS(tests, count, numbers, number_is_minimal);
    ADD_ROWS(tests, count, bit_rows, bits_have_no_trailing_zeros);
    ADD_ROWS(tests, count, times, time_has_its_form);
    ADD_ROWS(tests, count, sets, set_is_in_order);
    return _cmocka_run_group_tests("writer", tests, count, NULL, NULL);
}
