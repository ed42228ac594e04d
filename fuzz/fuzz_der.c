/*
 * Law: what the cursor accepts, libtasn1 reads as the same tag and the same
 * length, and writing tag and length anew gives the same bytes. A typed read
 * moves to the end of one element or not at all. An object identifier that is
 * shown in full reads back as it was.
 */
#include <libtasn1.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "der/cursor.h"
#include "der/oid.h"

/* Elements inside one another: a stack of calls as deep. */
#define DEEPEST 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_agree(struct vmst_bytes whole, uint8_t tag, struct vmst_bytes contents)
{
    unsigned char class;
    unsigned long number;
    unsigned char length[ASN1_MAX_LENGTH_SIZE];
    int tag_size;
    int length_size;
    int written;

    must(asn1_get_tag_der(whole.data, (int)whole.size, &class, &tag_size,
                          &number) == ASN1_SUCCESS);
    must(tag_size == 1 && (class | number) == tag);
    must(asn1_get_length_der(whole.data + 1, (int)whole.size - 1,
                             &length_size) == (long)contents.size);
    must(whole.data + 1 + length_size == contents.data);

    asn1_length_der(contents.size, length, &written);
    must(written == length_size);
    must(memcmp(whole.data + 1, length, (size_t)written) == 0);
    must(whole.size == 1 + (size_t)written + contents.size);
}

static void
must_read_back(struct vmst_bytes oid)
{
    AUTO_BUFFER shown = {0};
    char *dotted = NULL;
    uint8_t *again = malloc(oid.size);
    size_t used;

    must(again != NULL);
    vmst_oid_show(&shown, oid);
    must(vmst_buffer_take_text(&shown, &dotted) == VMSTRUST_OK);
    if (strchr(dotted, '?') == NULL) {
        must(vmst_oid_parse(dotted, again, oid.size, &used));
        must(vmst_bytes_equal(vmst_bytes(again, used), oid));
    }
    free(dotted);
    free(again);
}

/* Each typed read at this place: `end` is where the element ends. */
static void
read_typed(const struct vmst_der *at, const uint8_t *end)
{
    uint8_t tag = vmst_der_peek(at);
    struct vmst_bytes bytes;
    unsigned unused;
    uint32_t size;
    uint16_t bits;
    int64_t time;
    bool flag = false;
    bool present = false;

#define READ(...)                                                              \
    do {                                                                       \
        struct vmst_der in = *at;                                              \
        bool is_read = (__VA_ARGS__) == VMSTRUST_OK;                           \
        must(in.next == at->next || (is_read && in.next == end));              \
    } while (0)

    READ(vmst_der_boolean(&in, &flag));
    READ(vmst_der_boolean_or(&in, false, &flag));
    READ(vmst_der_boolean_lax(&in, true, &flag, &present));
    READ(vmst_der_integer(&in, &bytes));
    READ(vmst_der_size(&in, &size));
    READ(vmst_der_size_as(&in, tag, &size));
    READ(vmst_der_optional_size(&in, &present, &size));
    READ(vmst_der_octets(&in, &bytes));
    READ(vmst_der_bits(&in, &bytes, &unused));
    READ(vmst_der_bit_octets(&in, &bytes));
    READ(vmst_der_named_bits(&in, tag, &bits));
    READ(vmst_der_null(&in));
    READ(vmst_der_time(&in, &time, &flag));
    READ(vmst_der_optional(&in, VMST_DER_SET, &present, &bytes));
#undef READ

    struct vmst_der in = *at;
    if (vmst_der_oid(&in, &bytes) == VMSTRUST_OK) {
        must(in.next == end);
        must_read_back(bytes);
    }
}

static void
walk(struct vmst_der in, unsigned depth)
{
    for (;;) {
        struct vmst_der at = in;
        struct vmst_bytes contents;
        struct vmst_bytes whole;
        uint8_t tag;

        if (vmst_der_any(&in, &tag, &contents, &whole) != VMSTRUST_OK) {
            must(in.next == at.next);
            read_typed(&at, at.next);
            return;
        }
        must(in.next == whole.data + whole.size);
        must_agree(whole, tag, contents);
        read_typed(&at, in.next);
        if (depth < DEEPEST) {
            walk(vmst_der_open_in(contents, &in, "inside"), depth + 1);
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_note note = {0};

    walk(vmst_der_open(vmst_bytes(data, size), &note, "input"), 0);
    must(note.code == VMSTRUST_E_MALFORMED && note.has_offset);
    must(note.offset <= size);
    return 0;
}
