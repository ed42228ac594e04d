/*
 * Host names to A-labels by gnutls_idna_map (IDNA 2008 through libidn2), label
 * by label: GnuTLS silently drops what has no place in a name ("rec_01.ü"
 * becomes "rec01.xn--tda"), and a name that was repaired is another name.
 * Labels in ASCII are copied; role/host.c checks their syntax. Floor 0.
 */
#include "crypto/idna.h"

#include <gnutls/gnutls.h>

#include "base/text.h"

/* Four bytes for each of 255 characters are the longest that can fit. */
#define NAME_LIMIT 1020
/* Of the name, in an answer: the sentence needs the rest of the note. */
#define SHOWN_SIZE 200

struct target {
    struct vmst_bytes name; /* what was asked, for the note */
    char *out;
    size_t size;
    size_t used;
    struct vmst_note *note;
};

static int
refuse(const struct target *target, const char *reason)
{
    char shown[SHOWN_SIZE];

    return vmst_fail(target->note, VMSTRUST_E_ARGUMENT, "host \"%s\": %s",
                     vmst_text_show_in(shown, sizeof shown, target->name),
                     reason);
}

static int
append(struct target *target, struct vmst_bytes ascii)
{
    if (ascii.size >= target->size - target->used) {
        return refuse(target, "it is longer than a host name can be");
    }
    for (size_t i = 0; i < ascii.size; i++) {
        target->out[target->used++] = vmst_ascii_lower((char)ascii.data[i]);
    }
    target->out[target->used] = '\0';
    return VMSTRUST_OK;
}

static bool
is_ascii(struct vmst_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

/* Does the mapping drop this character? Then it leaves no trace behind a letter
 * that stays. */
static bool
is_dropped(struct vmst_bytes character)
{
    static const char kept[] = "\xc3\xbc"; /* ü */
    static const char kept_ascii[] = "xn--tda";
    char probe[8];
    gnutls_datum_t ascii = {NULL, 0};
    bool is_same;

    memcpy(probe, kept, 2);
    memcpy(probe + 2, character.data, character.size);
    if (gnutls_idna_map(probe, (unsigned)(2 + character.size), &ascii, 0) !=
        0) {
        return false; /* not dropped: refused, by itself or in this place */
    }
    is_same = vmst_bytes_equal(vmst_bytes(ascii.data, ascii.size),
                               vmst_bytes_of(kept_ascii));
    gnutls_free(ascii.data);
    return is_same;
}

static bool
is_allowed(uint32_t code_point, struct vmst_bytes character)
{
    if (code_point < 0x80) {
        return vmst_ascii_is_alnum((char)code_point) || code_point == '-';
    }
    return !is_dropped(character);
}

/* Every character of a label beyond ASCII has its part in the result. */
static int
check_characters(const struct target *target, struct vmst_bytes label)
{
    while (label.size > 0) {
        uint32_t code_point;
        size_t size = vmst_utf8_read(label, &code_point);

        if (size == 0) {
            return refuse(target, "it is not valid UTF-8");
        }
        if (!is_allowed(code_point, vmst_bytes(label.data, size))) {
            return refuse(target, "it has a character that no "
                                  "internationalised name can have");
        }
        label = vmst_bytes(label.data + size, label.size - size);
    }
    return VMSTRUST_OK;
}

static int
append_mapped(struct target *target, struct vmst_bytes label)
{
    gnutls_datum_t ascii = {NULL, 0};
    int status;

    TRY(check_characters(target, label));
    status = gnutls_idna_map((const char *)label.data, (unsigned)label.size,
                             &ascii, 0);
    if (status == GNUTLS_E_MEMORY_ERROR) {
        return vmst_fail_memory(target->note);
    }
    if (status != 0) {
        return refuse(target, "it has no form in ASCII (IDNA 2008)");
    }
    status = append(target, vmst_bytes(ascii.data, ascii.size));
    gnutls_free(ascii.data);
    return status;
}

static int
append_label(struct target *target, struct vmst_bytes label)
{
    return is_ascii(label) ? append(target, label)
                           : append_mapped(target, label);
}

int
vmst_idna_to_ascii(struct vmst_bytes name, char *out, size_t size,
                   struct vmst_note *note)
{
    struct target target = {name, out, size, 0, note};

    out[0] = '\0';
    if (name.size > NAME_LIMIT) {
        return refuse(&target, "it is longer than a host name can be");
    }
    for (;;) {
        const uint8_t *dot =
            name.size == 0 ? NULL : memchr(name.data, '.', name.size);
        size_t label = dot == NULL ? name.size : (size_t)(dot - name.data);

        TRY(append_label(&target, vmst_bytes(name.data, label)));
        if (dot == NULL) {
            return VMSTRUST_OK;
        }
        TRY(append(&target, vmst_bytes(".", 1)));
        name = vmst_bytes(dot + 1, name.size - label - 1);
    }
}
