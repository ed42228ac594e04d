/*
 * Distinguished names: read once into the form in which they are compared.
 * A value that is no valid string of its type is not refused, since nothing is
 * gained by it: it equals nothing but the same bytes. Floor 1.
 */
#include <assert.h>

#include "base/hash.h"
#include "base/text.h"
#include "cert/read.h"
#include "der/oid.h"
#include "limits.h"

/* Types of strings beyond those of DirectoryString, all ASCII. */
enum {
    NUMERIC_STRING = 0x12,
    VISIBLE_STRING = 0x1a,
};

/* What stands for the type of a value in the normal form: one mark for all
 * strings (no tag is 0), the tag for what is none. */
#define STRING_MARK 0

/* Bytes of a name in a sentence, from which on no attribute is added. */
#define NAME_SHOWN 1024

struct attribute {
    struct vmst_bytes type; /* OID contents */
    uint8_t tag;
    struct vmst_bytes value;
};

/* --- Characters of the string types --------------------------------------- */

static size_t
read_ascii(struct vmst_bytes rest, uint32_t *code_point)
{
    *code_point = rest.data[0];
    return rest.data[0] < 0x80 ? 1 : 0;
}

/* T.61 as the world writes it: Latin-1. */
static size_t
read_latin1(struct vmst_bytes rest, uint32_t *code_point)
{
    *code_point = rest.data[0];
    return 1;
}

static bool
is_scalar(uint32_t code_point)
{
    return code_point <= 0x10ffff &&
           (code_point < 0xd800 || code_point > 0xdfff);
}

static size_t
read_big_endian(struct vmst_bytes rest, size_t width, uint32_t *code_point)
{
    if (rest.size < width) {
        return 0;
    }
    *code_point = 0;
    for (size_t i = 0; i < width; i++) {
        *code_point = *code_point << 8 | rest.data[i];
    }
    return is_scalar(*code_point) ? width : 0;
}

/* One character from the front of a string of this type: its bytes, 0 where
 * there is none. */
static size_t
read_character(uint8_t tag, struct vmst_bytes rest, uint32_t *code_point)
{
    switch (tag) {
    case VMST_DER_UTF8_STRING:
        return vmst_utf8_read(rest, code_point);
    case VMST_DER_PRINTABLE_STRING:
    case VMST_DER_IA5_STRING:
    case NUMERIC_STRING:
    case VISIBLE_STRING:
        return read_ascii(rest, code_point);
    case VMST_DER_TELETEX_STRING:
        return read_latin1(rest, code_point);
    case VMST_DER_BMP_STRING:
        return read_big_endian(rest, 2, code_point);
    case VMST_DER_UNIVERSAL_STRING:
        return read_big_endian(rest, 4, code_point);
    default:
        return 0;
    }
}

/* --- Writing the normal form ---------------------------------------------- */

struct writer { /* into a piece of the arena that is large enough */
    uint8_t *data;
    size_t size;
    size_t capacity;
};

/* No string type grows by more than Latin-1 does, one byte to two; lengths and
 * marks are less than twice the headers that they stand for (an attribute: 9
 * for at least 9, an RDN: 4 for at least 2). As much again serves to sort the
 * attributes of an RDN. */
#define NORMAL_GROWTH 4

static void
put(struct writer *out, const void *data, size_t size)
{
    assert(size <= out->capacity - out->size);
    if (size != 0) {
        memcpy(out->data + out->size, data, size);
        out->size += size;
    }
}

static void
put_length(struct writer *out, size_t length)
{
    uint32_t value = (uint32_t)length;

    put(out, &value, sizeof value);
}

static void
set_length(struct writer *out, size_t at)
{
    uint32_t value = (uint32_t)(out->size - at - sizeof value);

    memcpy(out->data + at, &value, sizeof value);
}

static void
put_character(struct writer *out, uint32_t code_point)
{
    uint8_t bytes[VMST_UTF8_MAX];

    put(out, bytes, vmst_utf8_encode(code_point, bytes));
}

static bool
is_white(uint32_t code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
}

/* RFC 5280 7.1: case folded, white space at the ends dropped and inside
 * collapsed. False if it is no valid string. */
static bool
put_folded(struct writer *out, uint8_t tag, struct vmst_bytes text)
{
    size_t start = out->size;
    bool has_space = false;

    while (text.size != 0) {
        uint32_t c = 0;
        size_t length = read_character(tag, text, &c);

        if (length == 0) {
            out->size = start;
            return false;
        }
        text = vmst_bytes(text.data + length, text.size - length);
        if (is_white(c)) {
            has_space = out->size != start;
            continue;
        }
        if (has_space) {
            put(out, " ", 1);
            has_space = false;
        }
        put_character(out, c < 0x80 ? (uint8_t)vmst_ascii_lower((char)c) : c);
    }
    return true;
}

/* OID with its length, the mark of the type, the value with its length. */
static void
put_attribute(struct writer *out, const struct attribute *attribute)
{
    uint8_t mark = STRING_MARK;
    size_t mark_at;
    size_t length_at;

    put_length(out, attribute->type.size);
    put(out, attribute->type.data, attribute->type.size);
    mark_at = out->size;
    put(out, &mark, 1);
    length_at = out->size;
    put_length(out, 0);
    if (!put_folded(out, attribute->tag, attribute->value)) {
        out->data[mark_at] = attribute->tag;
        put(out, attribute->value.data, attribute->value.size);
    }
    set_length(out, length_at);
}

/* Attributes that stand one behind the other, brought into one order. The
 * free end of the array serves as scratch. */
static void
sort_attributes(struct writer *out, struct vmst_bytes *parts, size_t count)
{
    size_t start = (size_t)(parts[0].data - out->data);
    size_t size = out->size - start;

    for (size_t i = 1; i < count; i++) {
        struct vmst_bytes moved = parts[i];
        size_t j = i;

        while (j > 0 && vmst_bytes_compare(parts[j - 1], moved) > 0) {
            parts[j] = parts[j - 1];
            j--;
        }
        parts[j] = moved;
    }
    for (size_t i = 0; i < count; i++) {
        put(out, parts[i].data, parts[i].size);
    }
    memcpy(out->data + start, out->data + start + size, size);
    out->size = start + size;
}

/* --- Reading -------------------------------------------------------------- */

/*
 * AttributeTypeAndValue ::= SEQUENCE {                     RFC 5280 4.1.2.4
 *     type   OBJECT IDENTIFIER,
 *     value  ANY }
 */
static int
read_attribute(struct vmst_der *in, struct attribute *attribute)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &attribute->type));
    TRY(vmst_der_any(&fields, &attribute->tag, &attribute->value, NULL));
    return vmst_der_end(&fields);
}

struct reading { /* of one name */
    struct writer out;
    size_t attributes;
    struct attribute common_name; /* the last one */
    uint32_t common_name_count;
};

static int
read_into(struct vmst_der *attributes, struct reading *reading)
{
    static const struct vmst_bytes common_name = {
        (const uint8_t *)"\x55\x04\x03", 3};
    struct attribute attribute = {0};

    if (++reading->attributes > VMST_LIMIT_NAME_ATTRIBUTES) {
        return vmst_der_fail(attributes, "a name with too many attributes");
    }
    TRY(read_attribute(attributes, &attribute));
    if (vmst_bytes_equal(attribute.type, common_name)) {
        reading->common_name = attribute;
        reading->common_name_count++;
    }
    put_attribute(&reading->out, &attribute);
    return VMSTRUST_OK;
}

/*
 * RelativeDistinguishedName ::=                            RFC 5280 4.1.2.4
 *     SET SIZE (1..MAX) OF AttributeTypeAndValue
 *
 * Deviates: the order of the set is not asked for (X.690 11.6); the normal
 * form has an order of its own.
 */
static int
read_rdn(struct vmst_der *in, struct reading *reading)
{
    struct vmst_bytes parts[VMST_LIMIT_NAME_ATTRIBUTES];
    struct writer *out = &reading->out;
    struct vmst_der attributes;
    size_t length_at = out->size;
    size_t count = 0;

    TRY(vmst_der_enter(in, VMST_DER_SET, &attributes, NULL));
    put_length(out, 0);
    do {
        size_t start = out->size;

        TRY(read_into(&attributes, reading));
        parts[count++] = vmst_bytes(out->data + start, out->size - start);
    } while (!vmst_der_is_empty(&attributes));
    if (count > 1) {
        sort_attributes(out, parts, count);
    }
    set_length(out, length_at);
    return VMSTRUST_OK;
}

/* The last common name as it is written, in UTF-8; none if it is no text. */
static int
keep_common_name(const struct reading *reading, struct vmst_arena *arena,
                 struct vmst_name *name)
{
    const struct attribute *last = &reading->common_name;
    struct vmst_bytes rest = last->value;
    struct writer out = {0};

    name->common_name_count = reading->common_name_count;
    out.capacity = 2 * rest.size;
    out.data = vmst_arena_take(arena, 1, out.capacity);
    if (out.data == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    while (rest.size != 0) {
        uint32_t code_point = 0;
        size_t length = read_character(last->tag, rest, &code_point);

        if (length == 0) {
            out.size = 0;
            break;
        }
        put_character(&out, code_point);
        rest = vmst_bytes(rest.data + length, rest.size - length);
    }
    vmst_arena_trim(arena, out.data + out.size);
    name->common_name = vmst_bytes(out.data, out.size);
    return VMSTRUST_OK;
}

static int
read_rdns(struct vmst_der *rdns, struct vmst_arena *arena,
          struct vmst_name *name)
{
    struct reading reading = {0};

    reading.out.capacity = NORMAL_GROWTH * name->der.size;
    reading.out.data = vmst_arena_take(arena, 1, reading.out.capacity);
    if (reading.out.data == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    while (!vmst_der_is_empty(rdns)) {
        TRY(read_rdn(rdns, &reading));
        name->rdn_count++;
    }
    vmst_arena_trim(arena, reading.out.data + reading.out.size);
    name->normal = vmst_bytes(reading.out.data, reading.out.size);
    name->hash = vmst_hash(name->normal);
    return keep_common_name(&reading, arena, name);
}

/*
 * Name ::= CHOICE { rdnSequence RDNSequence }              RFC 5280 4.1.2.4
 * RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
 */
int
vmst_name_read(struct vmst_der *in, struct vmst_arena *arena,
               struct vmst_name *name)
{
    struct vmst_der rdns;
    int status;

    *name = (struct vmst_name){0};
    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &rdns, &name->der));
    status = read_rdns(&rdns, arena, name);
    return status == VMSTRUST_E_MEMORY ? vmst_fail_memory(in->note) : status;
}

/* --- E-mail addresses in a subject ---------------------------------------- */

#define EMAIL_ADDRESS VMST_OID("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01")

/* The emailAddress attributes of a name that was read before; `list` may be
 * NULL to count them only. */
static size_t
list_emails(const struct vmst_name *name, struct vmst_general_name *list)
{
    struct vmst_der whole = vmst_der_open(name->der, NULL, NULL);
    struct vmst_der rdns;
    size_t count = 0;

    if (vmst_der_sequence(&whole, &rdns) != VMSTRUST_OK) {
        return 0;
    }
    while (!vmst_der_is_empty(&rdns)) {
        struct attribute attribute = {0};
        struct vmst_der rdn;

        if (vmst_der_enter(&rdns, VMST_DER_SET, &rdn, NULL) != VMSTRUST_OK) {
            break;
        }
        while (read_attribute(&rdn, &attribute) == VMSTRUST_OK) {
            if (!vmst_bytes_equal(attribute.type, EMAIL_ADDRESS)) {
                continue;
            }
            if (list != NULL) {
                list[count].kind = VMST_GENERAL_EMAIL;
                list[count].value = attribute.value;
            }
            count++;
        }
    }
    return count;
}

int
vmst_name_emails_read(const struct vmst_name *name, struct vmst_arena *arena,
                      struct vmst_note *note, struct vmst_general_names *emails)
{
    size_t count = list_emails(name, NULL);
    struct vmst_general_name *list;

    if (count == 0) {
        return VMSTRUST_OK;
    }
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(note);
    }
    *emails = (struct vmst_general_names){list, list_emails(name, list)};
    return VMSTRUST_OK;
}

/* --- Comparing ------------------------------------------------------------ */

bool
vmst_name_equal(const struct vmst_name *a, const struct vmst_name *b)
{
    return a->hash == b->hash && vmst_bytes_equal(a->normal, b->normal);
}

/* Each RDN begins with its length, so that a prefix ends with a whole RDN. */
bool
vmst_name_is_within(const struct vmst_name *name, const struct vmst_name *base)
{
    return name->normal.size >= base->normal.size &&
           vmst_bytes_equal(vmst_bytes(name->normal.data, base->normal.size),
                            base->normal);
}

/* --- Showing -------------------------------------------------------------- */

/* RFC 4514 2.4, on text that vmst_text_show made: its own escapes hold none of
 * these characters, and a backslash is doubled already. */
static void
quote(struct vmst_buffer *buffer, struct vmst_bytes shown)
{
    for (size_t i = 0; i < shown.size; i++) {
        char c = (char)shown.data[i];
        bool is_first = i == 0;
        bool is_last = i + 1 == shown.size;

        if ((memchr("\"+,;<>", c, 6) != NULL) || (is_first && c == '#') ||
            ((is_first || is_last) && c == ' ')) {
            vmst_buffer_add_text(buffer, "\\");
        }
        vmst_buffer_add(buffer, &c, 1);
    }
}

/* The UTF-8 of a string; false if it is none. */
static bool
decode(struct vmst_buffer *buffer, const struct attribute *attribute)
{
    struct vmst_bytes rest = attribute->value;

    while (rest.size != 0) {
        uint32_t code_point = 0;
        size_t length = read_character(attribute->tag, rest, &code_point);

        if (length == 0) {
            return false;
        }
        vmst_utf8_write(buffer, code_point);
        rest = vmst_bytes(rest.data + length, rest.size - length);
    }
    return true;
}

static void
show_type(struct vmst_buffer *buffer, struct vmst_bytes type)
{
    const char *name = vmst_oid_name(type);

    if (name != NULL) {
        vmst_buffer_add_text(buffer, name);
    } else {
        vmst_oid_show(buffer, type);
    }
}

/* Deviates: text under an unknown type is shown as text, where RFC 4514 2.4
 * asks for hexadecimal digits. */
static void
show_attribute(struct vmst_buffer *buffer, const struct attribute *attribute)
{
    AUTO_BUFFER text = {0};
    char shown[VMST_TEXT_SHOWN * VMST_UTF8_MAX + 4];

    show_type(buffer, attribute->type);
    vmst_buffer_add_text(buffer, "=");
    if (decode(&text, attribute)) {
        vmst_text_show_in(shown, sizeof shown, vmst_buffer_view(&text));
        quote(buffer, vmst_bytes_of(shown));
    } else {
        size_t size = attribute->value.size;
        size_t most = VMST_TEXT_SHOWN / 2;

        vmst_buffer_add_text(buffer, "#");
        vmst_buffer_add_hex(
            buffer,
            vmst_bytes(attribute->value.data, size < most ? size : most), 0);
        vmst_buffer_add_text(buffer, size > most ? "..." : "");
    }
    buffer->failed |= text.failed;
}

/* The name was read before: that it cannot be read now is impossible. */
static void
show_rdn(struct vmst_buffer *buffer, struct vmst_bytes rdn)
{
    struct vmst_der in = vmst_der_open(rdn, NULL, NULL);
    struct vmst_der attributes;
    struct attribute attribute;
    const char *separator = "";

    if (vmst_der_enter(&in, VMST_DER_SET, &attributes, NULL) != VMSTRUST_OK) {
        return;
    }
    while (read_attribute(&attributes, &attribute) == VMSTRUST_OK) {
        vmst_buffer_add_text(buffer, separator);
        show_attribute(buffer, &attribute);
        separator = "+";
    }
}

/* The RDNs of a name as views, and how many. */
static size_t
list_rdns(const struct vmst_name *name,
          struct vmst_bytes rdns[VMST_LIMIT_NAME_ATTRIBUTES])
{
    struct vmst_der whole = vmst_der_open(name->der, NULL, NULL);
    struct vmst_bytes contents;
    struct vmst_der in;
    size_t count = 0;
    uint8_t tag;

    if (vmst_der_sequence(&whole, &in) != VMSTRUST_OK) {
        return 0;
    }
    while (count < VMST_LIMIT_NAME_ATTRIBUTES &&
           vmst_der_any(&in, &tag, &contents, &rdns[count]) == VMSTRUST_OK) {
        count++;
    }
    return count;
}

void
vmst_name_show(struct vmst_buffer *buffer, const struct vmst_name *name)
{
    struct vmst_bytes rdns[VMST_LIMIT_NAME_ATTRIBUTES];
    size_t count = list_rdns(name, rdns);
    size_t start = buffer->size;

    for (size_t i = count; i > 0; i--) {
        vmst_buffer_add_text(buffer, i == count ? "" : ",");
        if (buffer->size - start > NAME_SHOWN) {
            vmst_buffer_add_text(buffer, "...");
            return;
        }
        show_rdn(buffer, rdns[i - 1]);
    }
}

void
vmst_name_show_last(struct vmst_buffer *buffer, const struct vmst_name *name)
{
    struct vmst_bytes rdns[VMST_LIMIT_NAME_ATTRIBUTES];
    size_t count = list_rdns(name, rdns);

    if (count != 0) {
        show_rdn(buffer, rdns[count - 1]);
    }
}
