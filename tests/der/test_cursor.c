/*
 * The cursor: what each read accepts, and every form that DER forbids with the
 * sentence and the offset of its refusal. A read that fails leaves the cursor.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "ascii.h"
#include "der/cursor.h"
#include "../rows.h"

/* --- Refusals ------------------------------------------------------------- */

typedef int reader(struct vmst_der *in);

static int
any(struct vmst_der *in)
{
    struct vmst_bytes contents;
    uint8_t tag;

    return vmst_der_any(in, &tag, &contents, NULL);
}

static int
sequence(struct vmst_der *in)
{
    struct vmst_der inside;

    return vmst_der_sequence(in, &inside);
}

/* The second element of a sequence: offsets count from the whole input. */
static int
second_inside(struct vmst_der *in)
{
    struct vmst_der ahead = *in;
    struct vmst_der inside;

    TRY(vmst_der_sequence(&ahead, &inside));
    TRY(any(&inside));
    return any(&inside);
}

static int
boolean(struct vmst_der *in)
{
    bool value;

    return vmst_der_boolean(in, &value);
}

static int
boolean_or_false(struct vmst_der *in)
{
    bool value;

    return vmst_der_boolean_or(in, false, &value);
}

static int
integer(struct vmst_der *in)
{
    struct vmst_bytes contents;

    return vmst_der_integer(in, &contents);
}

static int
size(struct vmst_der *in)
{
    uint32_t value;

    return vmst_der_size(in, &value);
}

static int
oid(struct vmst_der *in)
{
    struct vmst_bytes contents;

    return vmst_der_oid(in, &contents);
}

static int
bits(struct vmst_der *in)
{
    struct vmst_bytes value;
    unsigned unused;

    return vmst_der_bits(in, &value, &unused);
}

static int
bit_octets(struct vmst_der *in)
{
    struct vmst_bytes octets;

    return vmst_der_bit_octets(in, &octets);
}

static int
named_bits(struct vmst_der *in)
{
    uint16_t value;

    return vmst_der_named_bits(in, VMST_DER_BIT_STRING, &value);
}

static int
time_of(struct vmst_der *in)
{
    bool is_generalized;
    int64_t time;

    return vmst_der_time(in, &time, &is_generalized);
}

static int
end(struct vmst_der *in)
{
    return vmst_der_end(in);
}

#define NO_TIME "a time that is no date, hour, minute and second of UTC"

static const struct refusal {
    const char *name;
    const char *input;
    reader *read;
    size_t offset;
    const char *sentence;
} refusals[] = {
    {"nothing at all", "", any, 0, "the input ends where more must follow"},
    {"a tag alone", "30", any, 0, "the input ends before a length"},
    {"indefinite length", "30 80 0000", any, 0, "an indefinite length"},
    {"length 5 in long form", "04 81 05 0000000000", any, 0,
     "a length in more bytes than it needs"},
    {"length 127 in long form", "04 81 7f", any, 0,
     "a length in more bytes than it needs"},
    {"length with a leading zero", "04 82 00 81", any, 0,
     "a length in more bytes than it needs"},
    {"length 200 in two bytes", "04 82 00 c8", any, 0,
     "a length in more bytes than it needs"},
    {"length in four bytes, three needed", "04 84 00 01 00 00", any, 0,
     "a length in more bytes than it needs"},
    {"length in five bytes", "04 85 01 00000000", any, 0,
     "a length beyond all reason"},
    {"length in 127 bytes", "04 ff", any, 0, "a length beyond all reason"},
    {"ends inside a length", "04 82 01", any, 0,
     "the input ends inside a length"},
    {"long form without a byte", "04 81", any, 0,
     "the input ends inside a length"},
    {"one byte too few", "04 03 0000", any, 0,
     "a length beyond the end of what holds it"},
    {"length of 4 GiB less one", "04 84 ffffffff 00", any, 0,
     "a length beyond the end of what holds it"},
    {"inner length beyond the outer", "30{ 0500 0402 } 0000", second_inside, 4,
     "a length beyond the end of what holds it"},
    {"low tag in high form", "1f 03 01 00", any, 0, "a tag of several bytes"},
    {"high tag", "bf 1f 00", any, 0, "a tag of several bytes"},
    {"end of contents", "00 00", any, 0, "an end-of-contents mark"},
    {"constructed OCTET STRING", "24{ 0401 00 }", any, 0,
     "a type in the form that DER forbids for it"},
    {"constructed UTF8String", "2c{ 0c01 61 }", any, 0,
     "a type in the form that DER forbids for it"},
    {"primitive SEQUENCE", "10 00", any, 0,
     "a type in the form that DER forbids for it"},
    {"primitive SET", "11 00", any, 0,
     "a type in the form that DER forbids for it"},
    {"SET for SEQUENCE", "31 00", sequence, 0, "a SEQUENCE was expected"},
    {"nothing for SEQUENCE", "", sequence, 0,
     "the input ends where more must follow"},
    {"BOOLEAN 01", "0101 01", boolean, 0,
     "a BOOLEAN that is neither 00 nor FF"},
    {"BOOLEAN 02", "0101 02", boolean, 0,
     "a BOOLEAN that is neither 00 nor FF"},
    {"BOOLEAN of no byte", "0100", boolean, 0,
     "a BOOLEAN that is neither 00 nor FF"},
    {"BOOLEAN of two bytes", "0102 ffff", boolean, 0,
     "a BOOLEAN that is neither 00 nor FF"},
    {"written default", "0101 00", boolean_or_false, 0,
     "a default value that is written out"},
    {"INTEGER without contents", "0200", integer, 0,
     "an INTEGER without contents"},
    {"padded positive INTEGER", "0202 007f", integer, 0,
     "an INTEGER in more bytes than it needs"},
    {"padded negative INTEGER", "0202 ff80", integer, 0,
     "an INTEGER in more bytes than it needs"},
    {"negative size", "0201 ff", size, 0, "a negative INTEGER"},
    {"ENUMERATED for INTEGER", "0a01 01", integer, 0,
     "an INTEGER was expected"},
    {"OID without contents", "0600", oid, 0,
     "an OBJECT IDENTIFIER that does not end"},
    {"OID that does not end", "0602 2a86", oid, 0,
     "an OBJECT IDENTIFIER that does not end"},
    {"OID with padding in front", "0602 802a", oid, 0,
     "an OBJECT IDENTIFIER with padding"},
    {"OID with padding inside", "0604 2a808648", oid, 0,
     "an OBJECT IDENTIFIER with padding"},
    {"BIT STRING without contents", "0300", bits, 0,
     "a BIT STRING with a wrong count of bits"},
    {"8 unused bits", "0302 0800", bits, 0,
     "a BIT STRING with a wrong count of bits"},
    {"unused bits of nothing", "0301 01", bits, 0,
     "a BIT STRING with a wrong count of bits"},
    {"unused bit that is set", "0302 0101", bits, 0,
     "a BIT STRING with unused bits that are set"},
    {"bits where bytes are meant", "0302 0180", bit_octets, 0,
     "a BIT STRING that is not whole bytes"},
    {"named bits with a zero", "0302 0680", named_bits, 0,
     "named bits with zeros at their end"},
    {"named bits with a zero byte", "0303 00 8000", named_bits, 0,
     "named bits with zeros at their end"},
    {"NULL with contents", "0501 00", vmst_der_null, 0, "a NULL with contents"},
    {"something after the end", "0500", end, 0,
     "something follows where the end must be"},
    {"INTEGER for a time", "0201 00", time_of, 0,
     "a UTCTime or GeneralizedTime was expected"},
    {"UTCTime without seconds", "17{'2601010000Z'}", time_of, 0, NO_TIME},
    {"UTCTime with an offset", "17{'260101000000+0100'}", time_of, 0, NO_TIME},
    {"UTCTime without Z", "17{'260101000000'}", time_of, 0, NO_TIME},
    {"GeneralizedTime with a fraction", "18{'20260101000000.5Z'}", time_of, 0,
     NO_TIME},
    {"GeneralizedTime of two digits", "18{'260101000000Z'}", time_of, 0,
     NO_TIME},
    {"UTCTime of four digits", "17{'20260101000000Z'}", time_of, 0, NO_TIME},
    {"month 13", "17{'261301000000Z'}", time_of, 0, NO_TIME},
    {"month 0", "17{'260001000000Z'}", time_of, 0, NO_TIME},
    {"29 February of a common year", "17{'260229000000Z'}", time_of, 0,
     NO_TIME},
    {"29 February 2100", "18{'21000229000000Z'}", time_of, 0, NO_TIME},
    {"hour 24", "17{'260101240000Z'}", time_of, 0, NO_TIME},
    {"second 60", "17{'260101000060Z'}", time_of, 0, NO_TIME},
    {"a letter in a time", "17{'26010100000aZ'}", time_of, 0, NO_TIME},
    {"a sign in a time", "17{'2601010000+1Z'}", time_of, 0, NO_TIME},
};

static void
is_refused(void **state)
{
    const struct refusal *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_note note = {0};
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), &note, "field");

    assert_int_equal(row->read(&in), VMSTRUST_E_MALFORMED);
    assert_ptr_equal(in.next, input->data);
    assert_int_equal(note.code, VMSTRUST_E_MALFORMED);
    assert_true(note.has_offset);
    assert_int_equal(note.offset, row->offset);
    assert_string_equal(note.field, "field");
    assert_string_equal(note.text, row->sentence);
    vmst_blob_free(input);
}

/* --- What is accepted ----------------------------------------------------- */

static const struct moment {
    const char *name;
    const char *input;
    int64_t time;
    bool is_generalized;
} moments[] = {
    {"the epoch", "17{'700101000000Z'}", 0, false},
    {"first of UTCTime", "17{'500101000000Z'}", -631152000, false},
    {"last of UTCTime", "17{'491231235959Z'}", 2524607999, false},
    {"first beyond UTCTime", "18{'20500101000000Z'}", 2524608000, true},
    {"no well-defined end", "18{'99991231235959Z'}", 253402300799, true},
    {"year 0", "18{'00000101000000Z'}", -62167219200, true},
    {"leap day 2000", "17{'000229120000Z'}", 951825600, false},
};

static void
is_this_moment(void **state)
{
    const struct moment *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
    bool is_generalized;
    int64_t time;

    assert_int_equal(vmst_der_time(&in, &time, &is_generalized), VMSTRUST_OK);
    assert_int_equal(time, row->time);
    assert_int_equal(is_generalized, row->is_generalized);
    assert_true(vmst_der_is_empty(&in));
    vmst_blob_free(input);
}

static const struct number {
    const char *name;
    const char *input;
    uint32_t value;
} numbers[] = {
    {"0", "0201 00", 0},
    {"127", "0201 7f", 127},
    {"128", "0202 0080", 128},
    {"65536", "0203 010000", 65536},
    {"4294967294", "0205 00fffffffe", 4294967294},
    {"4294967295", "0205 00ffffffff", UINT32_MAX},
    {"4294967296 saturates", "0205 0100000000", UINT32_MAX},
    {"2^128 saturates", "0211 0100000000000000000000000000000000", UINT32_MAX},
};

static void
is_this_number(void **state)
{
    const struct number *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
    uint32_t value;

    assert_int_equal(vmst_der_size(&in, &value), VMSTRUST_OK);
    assert_int_equal(value, row->value);
    assert_true(vmst_der_is_empty(&in));
    vmst_blob_free(input);
}

static const struct flags {
    const char *name;
    const char *input;
    uint16_t value;
    bool has_trailing_zeros;
} named[] = {
    {"no bit", "0301 00", 0, false},
    {"bit 0", "0302 0780", 1 << 0, false},
    {"bits 5 and 6", "0302 0106", 1 << 5 | 1 << 6, false},
    {"bit 8", "0303 07 0080", 1 << 8, false},
    {"bit 15", "0303 00 0001", 1 << 15, false},
    {"bit 16 is dropped", "0304 07 000080", 0, false},
    {"bits 5 and 6, and a zero", "0302 0006", 1 << 5 | 1 << 6, true},
    {"a zero", "0302 0700", 0, true},
};

static void
are_these_flags(void **state)
{
    const struct flags *row = *state;
    struct vmst_blob *input = der_from(row->input);
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
    bool has_trailing_zeros = false;
    uint16_t value;

    assert_int_equal(vmst_der_named_bits_lax(&in, VMST_DER_BIT_STRING, &value,
                                             &has_trailing_zeros),
                     VMSTRUST_OK);
    assert_int_equal(value, row->value);
    assert_int_equal(has_trailing_zeros, row->has_trailing_zeros);
    vmst_blob_free(input);
}

static void
lengths_of_every_form(void **state)
{
    static const size_t sizes[] = {0, 1, 127, 128, 255, 256, 65535, 65536};
    static char text[2 * 65536 + 8];

    (void)state;
    for (size_t i = 0; i < ROW_COUNT(sizes); i++) {
        struct vmst_bytes contents;
        struct vmst_blob *input;
        struct vmst_der in;

        strcpy(text, "04{");
        memset(text + 3, '0', 2 * sizes[i]);
        strcpy(text + 3 + 2 * sizes[i], "}");
        input = der_from(text);
        in = vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
        assert_int_equal(vmst_der_octets(&in, &contents), VMSTRUST_OK);
        assert_int_equal(contents.size, sizes[i]);
        assert_int_equal(vmst_der_end(&in), VMSTRUST_OK);
        assert_true(vmst_bytes_equal(vmst_der_known(input->data), contents));
        vmst_blob_free(input);
    }
}

static void
optional_that_is_not_there(void **state)
{
    struct vmst_blob *input = der_from("0500");
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
    struct vmst_bytes contents;
    bool present = true;
    uint32_t size = 7;
    bool flag = false;

    (void)state;
    assert_int_equal(
        vmst_der_optional(&in, VMST_DER_CONTEXT(0), &present, &contents),
        VMSTRUST_OK);
    assert_false(present);
    assert_int_equal(contents.size, 0);
    present = true;
    assert_int_equal(vmst_der_optional_size(&in, &present, &size), VMSTRUST_OK);
    assert_false(present);
    assert_int_equal(vmst_der_boolean_or(&in, true, &flag), VMSTRUST_OK);
    assert_true(flag);
    assert_int_equal(vmst_der_null(&in), VMSTRUST_OK);
    assert_int_equal(vmst_der_peek(&in), 0);
    vmst_blob_free(input);
}

static void
written_default_is_told(void **state)
{
    struct vmst_blob *input = der_from("0101 00 0101 ff");
    struct vmst_der in =
        vmst_der_open(vmst_bytes(input->data, input->size), NULL, NULL);
    bool is_written = false;
    bool value = true;

    (void)state;
    assert_int_equal(vmst_der_boolean_lax(&in, false, &value, &is_written),
                     VMSTRUST_OK);
    assert_false(value);
    assert_true(is_written);
    assert_int_equal(vmst_der_boolean_lax(&in, false, &value, &is_written),
                     VMSTRUST_OK);
    assert_true(value);
    assert_true(is_written); /* never cleared */
    vmst_blob_free(input);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(refusals) + ROW_COUNT(moments) +
                            ROW_COUNT(numbers) + ROW_COUNT(named) + 3] = {
        cmocka_unit_test(lengths_of_every_form),
        cmocka_unit_test(optional_that_is_not_there),
        cmocka_unit_test(written_default_is_told),
    };
    size_t count = 3;

    ADD_ROWS(tests, count, refusals, is_refused);
    ADD_ROWS(tests, count, moments, is_this_moment);
    ADD_ROWS(tests, count, numbers, is_this_number);
    ADD_ROWS(tests, count, named, are_these_flags);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
