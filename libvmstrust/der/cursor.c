/*
 * Tag, length, and the few types that X.509 is made of. Refuses every form
 * that DER forbids; a failed read leaves the cursor where it was. X.690 is
 * quoted in its edition of 2021. Floor 0.
 */
#include "base/time.h"
#include "der/cursor.h"

struct header {
    uint8_t tag;
    size_t size;   /* of the contents */
    size_t before; /* bytes of tag and length */
};

struct vmst_der
vmst_der_open(struct vmst_bytes input, struct vmst_note *note,
              const char *field)
{
    static const uint8_t nothing[1];
    const uint8_t *data = input.data == NULL ? nothing : input.data;

    return (struct vmst_der){data, data + input.size, data, note, field};
}

struct vmst_der
vmst_der_open_in(struct vmst_bytes part, const struct vmst_der *whole,
                 const char *field)
{
    struct vmst_der inside = vmst_der_open(part, whole->note, field);

    inside.start = whole->start;
    return inside;
}

bool
vmst_der_is_empty(const struct vmst_der *in)
{
    return in->next == in->end;
}

uint8_t
vmst_der_peek(const struct vmst_der *in)
{
    return vmst_der_is_empty(in) ? 0 : *in->next;
}

int
vmst_der_fail(const struct vmst_der *in, const char *sentence)
{
    return vmst_fail_at(in->note, (size_t)(in->next - in->start), in->field,
                        "%s", sentence);
}

/* X.690 8.1.2. Tags above 30 take several bytes; X.509 has none, and a low
 * number in that form is forbidden (8.1.2.4.2). The constructed bit of a
 * universal tag is no choice in DER (10.2): the two container types have it,
 * and so have EXTERNAL (8), EMBEDDED PDV (11) and CHARACTER STRING (29). */
static int
check_tag(const struct vmst_der *in, uint8_t tag)
{
    static const uint32_t constructed =
        1u << 8 | 1u << 11 | 1u << 16 | 1u << 17 | 1u << 29;
    unsigned number = tag & 0x1f;
    bool is_universal = (tag & 0xc0) == 0;
    bool is_constructed = (tag & 0x20) != 0;

    if (number == 0x1f) {
        return vmst_der_fail(in, "a tag of several bytes");
    }
    if (is_universal && number == 0) {
        return vmst_der_fail(in, "an end-of-contents mark");
    }
    if (is_universal && is_constructed != ((constructed >> number & 1) != 0)) {
        return vmst_der_fail(in, "a type in the form that DER forbids for it");
    }
    return VMSTRUST_OK;
}

/* X.690 8.1.3 and 10.1: `count` bytes that give the length, most significant
 * first, no more than are needed. */
static int
read_long_length(const struct vmst_der *in, size_t count, size_t *size)
{
    const uint8_t *digits = in->next + 2;

    if (count == 0) {
        return vmst_der_fail(in, "an indefinite length");
    }
    if (count > sizeof(uint32_t)) {
        return vmst_der_fail(in, "a length beyond all reason");
    }
    if (count > (size_t)(in->end - digits)) {
        return vmst_der_fail(in, "the input ends inside a length");
    }
    *size = 0;
    for (size_t i = 0; i < count; i++) {
        *size = *size << 8 | digits[i];
    }
    if (*size < 0x80 || digits[0] == 0) {
        return vmst_der_fail(in, "a length in more bytes than it needs");
    }
    return VMSTRUST_OK;
}

static int
read_header(const struct vmst_der *in, struct header *header)
{
    size_t left = (size_t)(in->end - in->next);

    if (left == 0) {
        return vmst_der_fail(in, "the input ends where more must follow");
    }
    header->tag = in->next[0];
    TRY(check_tag(in, header->tag));
    if (left == 1) {
        return vmst_der_fail(in, "the input ends before a length");
    }
    header->size = in->next[1];
    header->before = 2;
    if (header->size >= 0x80) {
        size_t count = header->size - 0x80;

        TRY(read_long_length(in, count, &header->size));
        header->before += count;
    }
    if (header->size > left - header->before) {
        return vmst_der_fail(in, "a length beyond the end of what holds it");
    }
    return VMSTRUST_OK;
}

int
vmst_der_any(struct vmst_der *in, uint8_t *tag, struct vmst_bytes *contents,
             struct vmst_bytes *whole)
{
    struct header header = {0};

    TRY(read_header(in, &header));
    *tag = header.tag;
    *contents = vmst_bytes(in->next + header.before, header.size);
    if (whole != NULL) {
        *whole = vmst_bytes(in->next, header.before + header.size);
    }
    in->next += header.before + header.size;
    return VMSTRUST_OK;
}

/* What was expected, in words, for the tags that have one. */
static int
fail_expected(const struct vmst_der *in, uint8_t tag)
{
    static const struct {
        uint8_t tag;
        const char *sentence;
    } expected[] = {
        {VMST_DER_BOOLEAN, "a BOOLEAN was expected"},
        {VMST_DER_INTEGER, "an INTEGER was expected"},
        {VMST_DER_BIT_STRING, "a BIT STRING was expected"},
        {VMST_DER_OCTET_STRING, "an OCTET STRING was expected"},
        {VMST_DER_NULL, "a NULL was expected"},
        {VMST_DER_OID, "an OBJECT IDENTIFIER was expected"},
        {VMST_DER_ENUMERATED, "an ENUMERATED was expected"},
        {VMST_DER_SEQUENCE, "a SEQUENCE was expected"},
        {VMST_DER_SET, "a SET was expected"},
    };

    for (size_t i = 0; i < VMST_COUNT(expected); i++) {
        if (expected[i].tag == tag) {
            return vmst_der_fail(in, expected[i].sentence);
        }
    }
    return vmst_der_fail(in, "another type was expected");
}

int
vmst_der_element(struct vmst_der *in, uint8_t tag, struct vmst_bytes *contents)
{
    uint8_t found;

    if (!vmst_der_is_empty(in) && vmst_der_peek(in) != tag) {
        return fail_expected(in, tag);
    }
    return vmst_der_any(in, &found, contents, NULL);
}

int
vmst_der_enter(struct vmst_der *in, uint8_t tag, struct vmst_der *inside,
               struct vmst_bytes *whole)
{
    const uint8_t *first = in->next;
    struct vmst_bytes contents;

    TRY(vmst_der_element(in, tag, &contents));
    *inside = vmst_der_open_in(contents, in, in->field);
    if (whole != NULL) {
        *whole = vmst_bytes(first, (size_t)(in->next - first));
    }
    return VMSTRUST_OK;
}

int
vmst_der_sequence(struct vmst_der *in, struct vmst_der *inside)
{
    return vmst_der_enter(in, VMST_DER_SEQUENCE, inside, NULL);
}

int
vmst_der_optional(struct vmst_der *in, uint8_t tag, bool *present,
                  struct vmst_bytes *contents)
{
    *contents = vmst_bytes(NULL, 0);
    *present = vmst_der_peek(in) == tag;
    return *present ? vmst_der_element(in, tag, contents) : VMSTRUST_OK;
}

/* A read in two steps, element and contents, that must move only if both
 * succeed: the first is done on a copy. */
static int
accept(struct vmst_der *in, const struct vmst_der *after)
{
    in->next = after->next;
    return VMSTRUST_OK;
}

/* X.690 11.1: TRUE is FF. */
int
vmst_der_boolean(struct vmst_der *in, bool *value)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes contents;

    TRY(vmst_der_element(&ahead, VMST_DER_BOOLEAN, &contents));
    if (contents.size != 1 ||
        (contents.data[0] != 0 && contents.data[0] != 0xff)) {
        return vmst_der_fail(in, "a BOOLEAN that is neither 00 nor FF");
    }
    *value = contents.data[0] != 0;
    return accept(in, &ahead);
}

int
vmst_der_boolean_or(struct vmst_der *in, bool absent, bool *value)
{
    struct vmst_der ahead = *in;

    if (vmst_der_peek(in) != VMST_DER_BOOLEAN) {
        *value = absent;
        return VMSTRUST_OK;
    }
    TRY(vmst_der_boolean(&ahead, value));
    if (*value == absent) {
        return vmst_der_fail(in, "a default value that is written out");
    }
    return accept(in, &ahead);
}

int
vmst_der_boolean_lax(struct vmst_der *in, bool absent, bool *value,
                     bool *is_written_default)
{
    if (vmst_der_peek(in) != VMST_DER_BOOLEAN) {
        *value = absent;
        return VMSTRUST_OK;
    }
    TRY(vmst_der_boolean(in, value));
    *is_written_default |= *value == absent;
    return VMSTRUST_OK;
}

/* X.690 8.3.2: the first nine bits are neither all zero nor all one. */
static int
check_integer(const struct vmst_der *in, struct vmst_bytes contents)
{
    if (contents.size == 0) {
        return vmst_der_fail(in, "an INTEGER without contents");
    }
    if (contents.size > 1) {
        bool is_negative = (contents.data[1] & 0x80) != 0;

        if (contents.data[0] == (is_negative ? 0xff : 0x00)) {
            return vmst_der_fail(in, "an INTEGER in more bytes than it needs");
        }
    }
    return VMSTRUST_OK;
}

int
vmst_der_integer_as(struct vmst_der *in, uint8_t tag,
                    struct vmst_bytes *contents)
{
    struct vmst_der ahead = *in;

    TRY(vmst_der_element(&ahead, tag, contents));
    TRY(check_integer(in, *contents));
    return accept(in, &ahead);
}

int
vmst_der_integer(struct vmst_der *in, struct vmst_bytes *contents)
{
    return vmst_der_integer_as(in, VMST_DER_INTEGER, contents);
}

static uint32_t
saturate(struct vmst_bytes contents)
{
    uint32_t value = 0;

    for (size_t i = 0; i < contents.size; i++) {
        if (value > UINT32_MAX >> 8) {
            return UINT32_MAX;
        }
        value = value << 8 | contents.data[i];
    }
    return value;
}

int
vmst_der_size_as(struct vmst_der *in, uint8_t tag, uint32_t *value)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes contents;

    TRY(vmst_der_integer_as(&ahead, tag, &contents));
    if ((contents.data[0] & 0x80) != 0) {
        return vmst_der_fail(in, "a negative INTEGER");
    }
    *value = saturate(contents);
    return accept(in, &ahead);
}

int
vmst_der_size(struct vmst_der *in, uint32_t *value)
{
    return vmst_der_size_as(in, VMST_DER_INTEGER, value);
}

int
vmst_der_optional_size(struct vmst_der *in, bool *present, uint32_t *value)
{
    *present = vmst_der_peek(in) == VMST_DER_INTEGER;
    *value = 0;
    return *present ? vmst_der_size(in, value) : VMSTRUST_OK;
}

/* X.690 8.19.2: no subidentifier begins with 80, and the last one ends. */
int
vmst_der_check_oid(const struct vmst_der *in, struct vmst_bytes contents)
{
    bool is_first = true;

    for (size_t i = 0; i < contents.size; i++) {
        if (is_first && contents.data[i] == 0x80) {
            return vmst_der_fail(in, "an OBJECT IDENTIFIER with padding");
        }
        is_first = (contents.data[i] & 0x80) == 0;
    }
    if (contents.size == 0 || !is_first) {
        return vmst_der_fail(in, "an OBJECT IDENTIFIER that does not end");
    }
    return VMSTRUST_OK;
}

int
vmst_der_oid(struct vmst_der *in, struct vmst_bytes *contents)
{
    struct vmst_der ahead = *in;

    TRY(vmst_der_element(&ahead, VMST_DER_OID, contents));
    TRY(vmst_der_check_oid(in, *contents));
    return accept(in, &ahead);
}

int
vmst_der_octets(struct vmst_der *in, struct vmst_bytes *contents)
{
    return vmst_der_element(in, VMST_DER_OCTET_STRING, contents);
}

/* X.690 8.6.2 and 11.2.1: the first byte counts the unused bits of the last,
 * and these are zero. */
static int
split_bits(const struct vmst_der *in, struct vmst_bytes contents,
           struct vmst_bytes *bits, unsigned *unused)
{
    if (contents.size == 0 || contents.data[0] > 7 ||
        (contents.size == 1 && contents.data[0] != 0)) {
        return vmst_der_fail(in, "a BIT STRING with a wrong count of bits");
    }
    *unused = contents.data[0];
    *bits = vmst_bytes(contents.data + 1, contents.size - 1);
    if (*unused != 0 &&
        (bits->data[bits->size - 1] & ((1u << *unused) - 1)) != 0) {
        return vmst_der_fail(in, "a BIT STRING with unused bits that are set");
    }
    return VMSTRUST_OK;
}

static int
read_bits(struct vmst_der *in, uint8_t tag, struct vmst_bytes *bits,
          unsigned *unused)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes contents;

    TRY(vmst_der_element(&ahead, tag, &contents));
    TRY(split_bits(in, contents, bits, unused));
    return accept(in, &ahead);
}

int
vmst_der_bits(struct vmst_der *in, struct vmst_bytes *bits, unsigned *unused)
{
    return read_bits(in, VMST_DER_BIT_STRING, bits, unused);
}

int
vmst_der_bit_octets(struct vmst_der *in, struct vmst_bytes *octets)
{
    struct vmst_der ahead = *in;
    unsigned unused;

    TRY(vmst_der_bits(&ahead, octets, &unused));
    if (unused != 0) {
        return vmst_der_fail(in, "a BIT STRING that is not whole bytes");
    }
    return accept(in, &ahead);
}

/* ASN.1 bit n is bit n of the value; the first bit of a BIT STRING is the
 * most significant one of its first byte. */
static uint16_t
named_bits_value(struct vmst_bytes bits)
{
    unsigned value = 0;

    for (unsigned n = 0; n < 16 && n / 8 < bits.size; n++) {
        if ((bits.data[n / 8] >> (7 - n % 8) & 1) != 0) {
            value |= 1u << n;
        }
    }
    return (uint16_t)value;
}

/* X.690 11.2.2: the last bit that is written is one. */
static bool
is_last_bit_set(struct vmst_bytes bits, unsigned unused)
{
    return bits.size == 0 || (bits.data[bits.size - 1] >> unused & 1) != 0;
}

int
vmst_der_named_bits_lax(struct vmst_der *in, uint8_t tag, uint16_t *value,
                        bool *has_trailing_zeros)
{
    struct vmst_bytes bits;
    unsigned unused;

    TRY(read_bits(in, tag, &bits, &unused));
    *value = named_bits_value(bits);
    *has_trailing_zeros |= !is_last_bit_set(bits, unused);
    return VMSTRUST_OK;
}

int
vmst_der_named_bits(struct vmst_der *in, uint8_t tag, uint16_t *value)
{
    struct vmst_der ahead = *in;
    bool has_trailing_zeros = false;

    TRY(vmst_der_named_bits_lax(&ahead, tag, value, &has_trailing_zeros));
    if (has_trailing_zeros) {
        return vmst_der_fail(in, "named bits with zeros at their end");
    }
    return accept(in, &ahead);
}

int
vmst_der_null(struct vmst_der *in)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes contents;

    TRY(vmst_der_element(&ahead, VMST_DER_NULL, &contents));
    if (contents.size != 0) {
        return vmst_der_fail(in, "a NULL with contents");
    }
    return accept(in, &ahead);
}

/* The next `count` digits as a number; false if they are not digits. */
static bool
read_digits(struct vmst_bytes *text, size_t count, int *value)
{
    *value = 0;
    if (text->size < count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (text->data[i] < '0' || text->data[i] > '9') {
            return false;
        }
        *value = *value * 10 + (text->data[i] - '0');
    }
    *text = vmst_bytes(text->data + count, text->size - count);
    return true;
}

/* YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ. */
static bool
read_civil(struct vmst_bytes text, bool is_generalized,
           struct vmst_civil *civil)
{
    int year = 0;

    if (!read_digits(&text, is_generalized ? 4 : 2, &year) ||
        !read_digits(&text, 2, &civil->month) ||
        !read_digits(&text, 2, &civil->day) ||
        !read_digits(&text, 2, &civil->hour) ||
        !read_digits(&text, 2, &civil->minute) ||
        !read_digits(&text, 2, &civil->second)) {
        return false;
    }
    if (!is_generalized) {
        year += year < 50 ? 2000 : 1900; /* RFC 5280 4.1.2.5.1 */
    }
    civil->year = year;
    return vmst_bytes_equal(text, vmst_bytes_of("Z"));
}

int
vmst_der_time(struct vmst_der *in, int64_t *time, bool *is_generalized)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes text;
    struct vmst_civil civil;
    uint8_t tag = vmst_der_peek(in);

    if (tag != VMST_DER_UTC_TIME && tag != VMST_DER_GENERALIZED_TIME) {
        return vmst_der_fail(in, "a UTCTime or GeneralizedTime was expected");
    }
    TRY(vmst_der_element(&ahead, tag, &text));
    *is_generalized = tag == VMST_DER_GENERALIZED_TIME;
    if (!read_civil(text, *is_generalized, &civil) ||
        !vmst_time_from_civil(&civil, time)) {
        return vmst_der_fail(in, "a time that is no date, hour, minute and "
                                 "second of UTC");
    }
    return accept(in, &ahead);
}

struct vmst_bytes
vmst_der_known(const uint8_t *element)
{
    const uint8_t *contents = element + 2;
    size_t size = element[1];

    if (size >= 0x80) {
        const uint8_t *end = contents + (size - 0x80);

        for (size = 0; contents != end; contents++) {
            size = size << 8 | *contents;
        }
    }
    return vmst_bytes(contents, size);
}

int
vmst_der_end(const struct vmst_der *in)
{
    if (!vmst_der_is_empty(in)) {
        return vmst_der_fail(in, "something follows where the end must be");
    }
    return VMSTRUST_OK;
}
