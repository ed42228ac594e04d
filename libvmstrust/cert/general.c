/*
 * General names. Checked is their form, and that the three kinds of ASCII text
 * are ASCII; what is a valid host, mailbox or address range in them is judged
 * where they are compared. Floor 1.
 */
#include "cert/read.h"

int
vmst_count_elements(const struct vmst_der *in, size_t *count)
{
    struct vmst_der ahead = *in;
    struct vmst_bytes contents;
    uint8_t tag;

    *count = 0;
    while (!vmst_der_is_empty(&ahead)) {
        TRY(vmst_der_any(&ahead, &tag, &contents, NULL));
        ++*count;
    }
    return VMSTRUST_OK;
}

/* IA5String: ASCII. */
static int
check_ascii(const struct vmst_der *in, struct vmst_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= 0x80) {
            return vmst_der_fail(in, "a name with bytes that are not ASCII");
        }
    }
    return VMSTRUST_OK;
}

/*
 * OtherName ::= SEQUENCE {                                 RFC 5280 4.2.1.6
 *     type-id  OBJECT IDENTIFIER,
 *     value    [0] EXPLICIT ANY }
 */
static int
check_other_name(const struct vmst_der *in, struct vmst_bytes contents)
{
    struct vmst_der fields = vmst_der_open_in(contents, in, in->field);
    struct vmst_der value;
    struct vmst_bytes type;
    struct vmst_bytes any;
    uint8_t tag;

    TRY(vmst_der_oid(&fields, &type));
    TRY(vmst_der_enter(&fields, VMST_DER_CONTEXT_CONSTRUCTED(0), &value, NULL));
    TRY(vmst_der_any(&value, &tag, &any, NULL));
    TRY(vmst_der_end(&value));
    return vmst_der_end(&fields);
}

/* Ones, then zeros (RFC 4632 3.1). */
static bool
is_mask(struct vmst_bytes mask)
{
    bool is_over = false;

    for (size_t i = 0; i < mask.size * 8; i++) {
        bool is_set = (mask.data[i / 8] >> (7 - i % 8) & 1) != 0;

        if (is_set && is_over) {
            return false;
        }
        is_over = !is_set;
    }
    return true;
}

/* RFC 5280 4.2.1.6: 4 or 16 bytes; 4.2.1.10: address and mask. */
static int
check_address(const struct vmst_der *in, enum vmst_general_use use,
              struct vmst_bytes value)
{
    bool is_range = use == VMST_GENERAL_IS_CONSTRAINT;
    size_t size = is_range ? value.size / 2 : value.size;

    if ((size != 4 && size != 16) || (is_range && value.size != 2 * size)) {
        return vmst_der_fail(in, "an IP address of a wrong length");
    }
    if (is_range && !is_mask(vmst_bytes(value.data + size, size))) {
        return vmst_der_fail(in, "an IP range whose mask has gaps");
    }
    return VMSTRUST_OK;
}

static int
read_directory(const struct vmst_der *in, struct vmst_bytes contents,
               struct vmst_arena *arena, struct vmst_general_name *name)
{
    struct vmst_der inside = vmst_der_open_in(contents, in, in->field);
    struct vmst_name *directory = vmst_arena_take(arena, 1, sizeof *directory);

    if (directory == NULL) {
        return vmst_fail_memory(in->note);
    }
    TRY(vmst_name_read(&inside, arena, directory));
    name->directory = directory;
    return vmst_der_end(&inside);
}

/* The kind that a tag names, in the form that its type must have. */
static int
read_kind(const struct vmst_der *in, enum vmst_general_kind *kind)
{
    static const uint16_t constructed =
        1u << VMST_GENERAL_OTHER | 1u << VMST_GENERAL_X400 |
        1u << VMST_GENERAL_DIRECTORY | 1u << VMST_GENERAL_EDI;
    uint8_t tag = vmst_der_peek(in);
    unsigned number = tag & 0x1f;
    uint8_t form = (constructed >> number & 1) != 0 ? 0xa0 : 0x80;

    if (number >= VMST_GENERAL_KINDS || tag != (form | number)) {
        return vmst_der_fail(in, "a GeneralName was expected");
    }
    *kind = (enum vmst_general_kind)number;
    return VMSTRUST_OK;
}

static int
check_value(const struct vmst_der *in, struct vmst_arena *arena,
            enum vmst_general_use use, struct vmst_general_name *name)
{
    switch (name->kind) {
    case VMST_GENERAL_OTHER:
        return check_other_name(in, name->value);
    case VMST_GENERAL_EMAIL:
    case VMST_GENERAL_DNS:
    case VMST_GENERAL_URI:
        return check_ascii(in, name->value);
    case VMST_GENERAL_DIRECTORY:
        return read_directory(in, name->value, arena, name);
    case VMST_GENERAL_IP:
        return check_address(in, use, name->value);
    case VMST_GENERAL_REGISTERED_ID:
        return vmst_der_check_oid(in, name->value);
    case VMST_GENERAL_X400:
    case VMST_GENERAL_EDI:
        break; /* compared by nobody, so its inside is nobody's */
    }
    return VMSTRUST_OK;
}

/*
 * GeneralName ::= CHOICE {                                 RFC 5280 4.2.1.6
 *     otherName                  [0]  OtherName,
 *     rfc822Name                 [1]  IA5String,
 *     dNSName                    [2]  IA5String,
 *     x400Address                [3]  ORAddress,
 *     directoryName              [4]  Name,
 *     ediPartyName               [5]  EDIPartyName,
 *     uniformResourceIdentifier  [6]  IA5String,
 *     iPAddress                  [7]  OCTET STRING,
 *     registeredID               [8]  OBJECT IDENTIFIER }
 */
int
vmst_general_name_read(struct vmst_der *in, struct vmst_arena *arena,
                       enum vmst_general_use use,
                       struct vmst_general_name *name)
{
    struct vmst_der ahead = *in;
    uint8_t tag;

    *name = (struct vmst_general_name){0};
    TRY(read_kind(in, &name->kind));
    TRY(vmst_der_any(&ahead, &tag, &name->value, NULL));
    TRY(check_value(in, arena, use, name));
    *in = ahead;
    return VMSTRUST_OK;
}

/*
 * GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName   RFC 5280 4.2.1.6
 */
int
vmst_general_names_read(struct vmst_der *in, struct vmst_arena *arena,
                        struct vmst_general_names *names)
{
    struct vmst_general_name *list;
    size_t count;

    TRY(vmst_count_elements(in, &count));
    if (count == 0) {
        return vmst_der_fail(in, "a list of names without a name");
    }
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(vmst_general_name_read(in, arena, VMST_GENERAL_IS_NAME, &list[i]));
    }
    *names = (struct vmst_general_names){list, count};
    return VMSTRUST_OK;
}

bool
vmst_general_name_equal(const struct vmst_general_name *a,
                        const struct vmst_general_name *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    return a->kind == VMST_GENERAL_DIRECTORY
               ? vmst_name_equal(a->directory, b->directory)
               : vmst_bytes_equal(a->value, b->value);
}

bool
vmst_general_names_overlap(const struct vmst_general_names *a,
                           const struct vmst_general_names *b)
{
    for (size_t i = 0; i < a->count * b->count; i++) {
        if (vmst_general_name_equal(&a->list[i / b->count],
                                    &b->list[i % b->count])) {
            return true;
        }
    }
    return false;
}

bool
vmst_general_names_have(const struct vmst_general_names *names,
                        const struct vmst_name *directory)
{
    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind == VMST_GENERAL_DIRECTORY &&
            vmst_name_equal(names->list[i].directory, directory)) {
            return true;
        }
    }
    return false;
}
