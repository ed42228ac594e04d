/*
 * Writes DER into one growing buffer. An element is opened by its tag alone;
 * when it is closed its contents move up and the length goes in front of them,
 * so that nobody has to know a size beforehand. Floor 0.
 */
#include "der/writer.h"

#include <libtasn1.h>
#include <stdio.h>

#include "base/time.h"

/* --- Elements ------------------------------------------------------------- */

static bool
is_usable(const struct vmst_writer *writer)
{
    return !writer->is_misused && !writer->out.failed;
}

void
vmst_writer_open(struct vmst_writer *writer, uint8_t tag)
{
    if (writer->depth == VMST_WRITER_DEPTH) {
        writer->is_misused = true;
        return;
    }
    vmst_buffer_add(&writer->out, &tag, 1);
    writer->starts[writer->depth++] = writer->out.size;
}

void
vmst_writer_open_bits(struct vmst_writer *writer)
{
    const uint8_t unused_bits = 0;

    vmst_writer_open(writer, VMST_DER_BIT_STRING);
    vmst_buffer_add(&writer->out, &unused_bits, 1);
}

/* Puts `size` bytes in at `at`, and what stands there moves up. */
static void
insert(struct vmst_buffer *out, size_t at, const uint8_t *bytes, size_t size)
{
    size_t after = out->size - at;

    vmst_buffer_add(out, bytes, size);
    if (!out->failed) {
        memmove(out->data + at + size, out->data + at, after);
        memcpy(out->data + at, bytes, size);
    }
}

void
vmst_writer_close(struct vmst_writer *writer)
{
    uint8_t length[ASN1_MAX_LENGTH_SIZE];
    int size;
    size_t start;

    if (writer->depth == 0) {
        writer->is_misused = true;
    }
    if (!is_usable(writer)) {
        return;
    }
    start = writer->starts[--writer->depth];
    asn1_length_der(writer->out.size - start, length, &size);
    insert(&writer->out, start, length, (size_t)size);
}

/* Tag and length of an element whose size is known. */
static void
begin(struct vmst_writer *writer, uint8_t tag, size_t contents)
{
    uint8_t length[ASN1_MAX_LENGTH_SIZE];
    int size;

    asn1_length_der(contents, length, &size);
    vmst_buffer_add(&writer->out, &tag, 1);
    vmst_buffer_add(&writer->out, length, (size_t)size);
}

/* An element whose contents are one byte and `rest`. */
static void
write_byte_and(struct vmst_writer *writer, uint8_t tag, uint8_t byte,
               struct vmst_bytes rest)
{
    begin(writer, tag, 1 + rest.size);
    vmst_buffer_add(&writer->out, &byte, 1);
    vmst_buffer_add(&writer->out, rest.data, rest.size);
}

void
vmst_writer_element(struct vmst_writer *writer, uint8_t tag,
                    struct vmst_bytes contents)
{
    begin(writer, tag, contents.size);
    vmst_buffer_add(&writer->out, contents.data, contents.size);
}

void
vmst_writer_raw(struct vmst_writer *writer, struct vmst_bytes der)
{
    vmst_buffer_add(&writer->out, der.data, der.size);
}

/* --- SET OF --------------------------------------------------------------- */

/* The size of the element at `at` and where the next begins; false where the
 * bytes are no DER. */
static bool
element_at(const struct vmst_buffer *out, size_t at, struct vmst_bytes *whole)
{
    struct vmst_der in =
        vmst_der_open(vmst_bytes(out->data + at, out->size - at), NULL, "SET");
    struct vmst_bytes contents;
    uint8_t tag;

    return vmst_der_any(&in, &tag, &contents, whole) == VMSTRUST_OK;
}

/* Where the element that ends the sorted part belongs: before the first that
 * is greater. */
static size_t
place_of(const struct vmst_buffer *out, size_t start, struct vmst_bytes element)
{
    size_t limit = (size_t)(element.data - out->data);
    size_t at = start;

    while (at < limit) {
        struct vmst_bytes other;

        if (!element_at(out, at, &other) ||
            vmst_bytes_compare(other, element) > 0) {
            break;
        }
        at += other.size;
    }
    return at;
}

/* Moves `element` down to `place`, and what stood between one element up. */
static void
move_down(struct vmst_buffer *out, struct vmst_bytes element, size_t place)
{
    AUTO_BUFFER kept = {0};
    size_t between = (size_t)(element.data - out->data) - place;

    vmst_buffer_add(&kept, element.data, element.size);
    if (kept.failed) {
        out->failed = true;
        return;
    }
    memmove(out->data + place + element.size, out->data + place, between);
    memcpy(out->data + place, kept.data, kept.size);
}

/* Insertion: a set that is written here has a handful of elements. */
static void
sort_elements(struct vmst_writer *writer, size_t start)
{
    size_t at = start;

    while (at < writer->out.size && is_usable(writer)) {
        struct vmst_bytes element;
        size_t place;

        if (!element_at(&writer->out, at, &element)) {
            writer->is_misused = true;
            return;
        }
        place = place_of(&writer->out, start, element);
        if (place != at) {
            move_down(&writer->out, element, place);
        }
        at += element.size;
    }
}

/* X.690 11.6: "the encodings of the component values of a set-of value shall
 * appear in ascending order". */
void
vmst_writer_close_set(struct vmst_writer *writer)
{
    if (writer->depth != 0 && is_usable(writer)) {
        sort_elements(writer, writer->starts[writer->depth - 1]);
    }
    vmst_writer_close(writer);
}

/* --- Values --------------------------------------------------------------- */

/* X.690 11.1: TRUE is FF. */
void
vmst_writer_boolean(struct vmst_writer *writer, bool value)
{
    const uint8_t byte = value ? 0xff : 0x00;

    vmst_writer_element(writer, VMST_DER_BOOLEAN, vmst_bytes(&byte, 1));
}

void
vmst_writer_number(struct vmst_writer *writer, uint64_t value)
{
    uint8_t bytes[sizeof value];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(value >> (8 * (sizeof bytes - 1 - i)));
    }
    vmst_writer_integer(writer, vmst_bytes(bytes, sizeof bytes));
}

/* X.690 8.3.2: the first nine bits are never all zero; a leading zero byte
 * only keeps the number positive. */
void
vmst_writer_integer(struct vmst_writer *writer, struct vmst_bytes value)
{
    while (value.size != 0 && value.data[0] == 0) {
        value = vmst_bytes(value.data + 1, value.size - 1);
    }
    if (value.size == 0 || (value.data[0] & 0x80) != 0) {
        write_byte_and(writer, VMST_DER_INTEGER, 0, value);
    } else {
        vmst_writer_element(writer, VMST_DER_INTEGER, value);
    }
}

void
vmst_writer_null(struct vmst_writer *writer)
{
    vmst_writer_element(writer, VMST_DER_NULL, vmst_bytes(NULL, 0));
}

void
vmst_writer_oid(struct vmst_writer *writer, struct vmst_bytes contents)
{
    vmst_writer_element(writer, VMST_DER_OID, contents);
}

void
vmst_writer_octets(struct vmst_writer *writer, struct vmst_bytes octets)
{
    vmst_writer_element(writer, VMST_DER_OCTET_STRING, octets);
}

void
vmst_writer_bits(struct vmst_writer *writer, struct vmst_bytes octets)
{
    write_byte_and(writer, VMST_DER_BIT_STRING, 0, octets); /* unused bits */
}

/* X.690 11.2.2: "the bitstring shall have all trailing 0 bits removed". ASN.1
 * bit 0 is the highest bit of the first byte. */
void
vmst_writer_named_bits(struct vmst_writer *writer, uint16_t value)
{
    uint8_t bytes[3] = {0};
    size_t count = 0;

    for (unsigned bit = 0; bit < 16; bit++) {
        if ((value >> bit & 1) != 0) {
            bytes[1 + bit / 8] |= (uint8_t)(0x80 >> bit % 8);
            bytes[0] = (uint8_t)(7 - bit % 8);
            count = 1 + bit / 8;
        }
    }
    vmst_writer_element(writer, VMST_DER_BIT_STRING,
                        vmst_bytes(bytes, 1 + count));
}

/*
 * Time ::= CHOICE {                                        RFC 5280 4.1.2.5
 *     utcTime      UTCTime,          -- YYMMDDHHMMSSZ, 1950 through 2049
 *     generalTime  GeneralizedTime } -- YYYYMMDDHHMMSSZ
 */
void
vmst_writer_time(struct vmst_writer *writer, int64_t time)
{
    struct vmst_civil at;
    char text[sizeof "YYYYMMDDHHMMSSZ"];
    bool is_short;

    vmst_time_to_civil(time, &at);
    if (at.year < 0 || at.year > 9999) {
        writer->is_misused = true;
        return;
    }
    is_short = at.year >= 1950 && at.year < 2050;
    snprintf(text, sizeof text, "%04u%02u%02u%02u%02u%02uZ",
             (unsigned)at.year % 10000, (unsigned)at.month % 100,
             (unsigned)at.day % 100, (unsigned)at.hour % 100,
             (unsigned)at.minute % 100, (unsigned)at.second % 100);
    vmst_writer_element(
        writer, is_short ? VMST_DER_UTC_TIME : VMST_DER_GENERALIZED_TIME,
        vmst_bytes_of(is_short ? text + 2 : text));
}

/* --- The end -------------------------------------------------------------- */

int
vmst_writer_finish(struct vmst_writer *writer, struct vmst_blob **der)
{
    bool is_whole = writer->depth == 0 && !writer->is_misused;

    *der = NULL;
    if (!is_whole && !writer->out.failed) {
        vmst_writer_free(writer);
        return VMSTRUST_E_INTERNAL;
    }
    return vmst_buffer_take_blob(&writer->out, der);
}

struct vmst_bytes
vmst_writer_view(const struct vmst_writer *writer)
{
    return vmst_buffer_view(&writer->out);
}

void
vmst_writer_free(struct vmst_writer *writer)
{
    vmst_buffer_free(&writer->out);
    *writer = (struct vmst_writer){0};
}

void
vmst_writer_describe_library(struct vmst_buffer *buffer)
{
    vmst_buffer_format(buffer, "libtasn1 %s (built with %s)\n",
                       asn1_check_version(NULL), ASN1_VERSION);
}
