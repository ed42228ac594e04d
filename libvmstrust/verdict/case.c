/*
 * Reads case files: strict, bounded, and every refusal names its line. A table
 * of keys (verdict/case_key.c), one reader each. Floor 4.
 */
#include "verdict/case.h"

#include <stdlib.h>

#include "der/pem.h"
#include "verdict/case_key.h"

/* Blocks of one file: those of a full chain, and as many again. */
#define MOST_BLOCKS (2 * VMST_LIMIT_CHAIN)

/* --- Lines --------------------------------------------------------------- */

static bool
starts_block(struct vmst_bytes rest)
{
    static const char begin[] = "-----BEGIN ";
    return rest.size >= sizeof(begin) - 1 &&
           memcmp(rest.data, begin, sizeof(begin) - 1) == 0;
}

static int
fail_about_label(const struct vmst_case_reading *reading,
                 struct vmst_bytes label)
{
    return vmst_case_fail_about(reading, "no block of this kind belongs here",
                                label);
}

static int
use_cert(struct vmst_case_reading *reading, const struct vmst_case_key *key,
         struct vmst_bytes value, struct vmst_bytes label,
         struct vmst_bytes der)
{
    AUTO(cert) cert = NULL;
    if (!vmst_bytes_equal(label, vmst_bytes_of(VMST_CASE_CERT)) &&
        !vmst_bytes_equal(label, vmst_bytes_of(VMST_CASE_MALFORMED))) {
        return fail_about_label(reading, label);
    }
    TRY(vmst_cert_take(der, reading->note, &cert));
    if (cert->is_malformed && !key->may_be_malformed) {
        return vmst_case_fail_with(reading, VMSTRUST_E_MALFORMED, &cert->note);
    }
    return key->take(reading, value, cert);
}

static int
use_block(struct vmst_case_reading *reading, const struct vmst_case_key *key,
          struct vmst_bytes label, struct vmst_bytes der)
{
    return vmst_bytes_equal(label, vmst_bytes_of(key->label))
               ? key->add(reading, der)
               : fail_about_label(reading, label);
}

static int
read_block(struct vmst_case_reading *reading, const struct vmst_case_key *key,
           struct vmst_bytes value)
{
    struct vmst_pem pem = {reading->rest,
                           (size_t)(reading->rest.data - reading->text.data),
                           reading->line + 1, reading->note};
    struct vmst_pem_block block;
    bool found = false;
    TRY(vmst_pem_next(&pem, &found, &block));
    AUTO(blob) owned = block.der;
    const struct vmst_bytes der = vmst_bytes(owned->data, owned->size);
    reading->line = block.line;
    if (++reading->blocks > MOST_BLOCKS) {
        return vmst_case_fail(reading, "too many certificates");
    }
    TRY(key->take != NULL ? use_cert(reading, key, value, block.label, der)
                          : use_block(reading, key, block.label, der));
    reading->rest = pem.rest;
    reading->line = pem.line - 1;
    return VMSTRUST_OK;
}

static int
read_blocks(struct vmst_case_reading *reading, const struct vmst_case_key *key,
            struct vmst_bytes value)
{
    if (!starts_block(reading->rest)) {
        return vmst_case_fail(reading, "a PEM block must follow");
    }
    while (starts_block(reading->rest)) {
        TRY(read_block(reading, key, value));
    }
    return VMSTRUST_OK;
}

static struct vmst_bytes
trim(struct vmst_bytes text)
{
    while (text.size > 0 && (text.data[text.size - 1] == ' ' ||
                             text.data[text.size - 1] == '\r')) {
        text.size--;
    }
    while (text.size > 0 && text.data[0] == ' ') {
        text = vmst_bytes(text.data + 1, text.size - 1);
    }
    return text;
}

static bool
next_line(struct vmst_case_reading *reading, struct vmst_bytes *line)
{
    const struct vmst_bytes rest = reading->rest;
    if (rest.size == 0) {
        return false;
    }
    const uint8_t *end = memchr(rest.data, '\n', rest.size);
    size_t size = end == NULL ? rest.size : (size_t)(end - rest.data);
    size_t used = end == NULL ? size : size + 1;
    *line = trim(vmst_bytes(rest.data, size));
    reading->rest = vmst_bytes(rest.data + used, rest.size - used);
    reading->line++;
    return true;
}

/* "key: value"; false where there is no colon. */
static bool
split_line(struct vmst_bytes line, struct vmst_bytes *name,
           struct vmst_bytes *value)
{
    const uint8_t *colon = memchr(line.data, ':', line.size);
    size_t size = colon == NULL ? 0 : (size_t)(colon - line.data);
    if (colon == NULL) {
        return false;
    }
    *name = vmst_bytes(line.data, size);
    *value = trim(vmst_bytes(colon + 1, line.size - size - 1));
    return true;
}

static int
check_order(struct vmst_case_reading *reading, const struct vmst_case_key *key)
{
    uint32_t bit = UINT32_C(1) << (key - vmst_case_keys);
    if (!key->is_repeated && (reading->seen & bit) != 0) {
        return vmst_case_fail_about(reading, "this is given twice",
                                    vmst_bytes_of(key->name));
    }
    reading->seen |= bit;
    if (!key->may_lead && reading->made->policy == NULL) {
        return vmst_case_fail(reading, "the role must come first");
    }
    return VMSTRUST_OK;
}

static int
read_line(struct vmst_case_reading *reading, struct vmst_bytes line)
{
    struct vmst_bytes name;
    struct vmst_bytes value;
    if (line.size == 0 || line.data[0] == '#') {
        return VMSTRUST_OK;
    }
    if (!split_line(line, &name, &value)) {
        return vmst_case_fail_about(reading, "this is no `key: value`", line);
    }
    for (size_t i = 0; i < vmst_case_key_count; i++) {
        const struct vmst_case_key *key = &vmst_case_keys[i];
        if (vmst_bytes_equal(vmst_bytes_of(key->name), name)) {
            TRY(check_order(reading, key));
            return key->read != NULL ? key->read(reading, value)
                                     : read_blocks(reading, key, value);
        }
    }
    return vmst_case_fail_about(reading, "there is no such key", name);
}

static int
read_version(struct vmst_case_reading *reading)
{
    struct vmst_bytes line = vmst_bytes(NULL, 0);
    struct vmst_bytes name;
    struct vmst_bytes value;
    uint64_t version = 0;
    if (!next_line(reading, &line) || !split_line(line, &name, &value) ||
        !vmst_bytes_equal(name, vmst_bytes_of(VMST_CASE_KEY)) ||
        !vmst_case_read_number(value, UINT32_MAX, &version)) {
        return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                         "This is no evidence file: its first line is not "
                         "\"%s: %d\".",
                         VMST_CASE_KEY, VMST_CASE_VERSION);
    }
    if (version != VMST_CASE_VERSION) {
        return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                         "This evidence file is of version %llu, and this "
                         "library reads version %d: use a newer one.",
                         (unsigned long long)version, VMST_CASE_VERSION);
    }
    return VMSTRUST_OK;
}

static int
check_whole(const struct vmst_case_reading *reading)
{
    const struct vmst_case *made = reading->made;
    const char *missing = made->policy == NULL            ? "role"
                          : made->chain->certs.count == 0 ? "chain"
                          : !made->chain->has_time        ? "time"
                                                          : NULL;
    if (missing == NULL) {
        return VMSTRUST_OK;
    }
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                     "The evidence file ends without a line \"%s\".", missing);
}

static int
read_lines(struct vmst_case_reading *reading)
{
    struct vmst_bytes line;
    TRY(read_version(reading));
    while (next_line(reading, &line)) {
        TRY(read_line(reading, line));
    }
    return check_whole(reading);
}

void
vmst_case_free(struct vmst_case *object)
{
    if (object == NULL) {
        return;
    }
    vmst_trust_free(object->trust);
    vmst_policy_free(object->policy);
    vmst_chain_free(object->chain);
    free(object->host);
    free(object);
}

int
vmst_case_read(struct vmst_bytes text, struct vmst_note *note,
               struct vmst_case **out)
{
    *out = NULL;
    AUTO(blob) plain = NULL;
    AUTO(case) made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    if (text.size > VMST_LIMIT_FILE_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "An evidence file is at most 64 MiB.");
    }
    TRY(vmst_text_decode(text, note, &plain));
    TRY(vmst_trust_new(NULL, &made->trust));
    TRY(vmst_chain_new(&made->chain));
    const struct vmst_bytes whole = vmst_bytes(plain->data, plain->size);
    struct vmst_case_reading reading = {
        .text = whole, .rest = whole, .note = note, .made = made};
    TRY(read_lines(&reading));
    vmst_trust_seal(made->trust);
    *out = steal(&made);
    return VMSTRUST_OK;
}
