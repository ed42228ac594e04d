/*
 * Files of CRLs as people have them. One that holds none is answered with what
 * its first block is instead. Floor 1.
 */
#include "cert/crls.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "cert/read.h"
#include "der/pem.h"
#include "limits.h"

/* A file name or a label in front of another sentence. */
#define NAME_SHOWN 160

/* --- The list ------------------------------------------------------------- */

int
vmst_crls_add(struct vmst_crls *crls, const struct vmst_crl *crl)
{
    if (crls->count == crls->capacity) {
        size_t capacity = crls->capacity == 0 ? 4 : crls->capacity * 2;
        struct vmst_crl **list =
            realloc(crls->list, capacity * sizeof(struct vmst_crl *));

        if (list == NULL) {
            return VMSTRUST_E_MEMORY;
        }
        crls->list = list;
        crls->capacity = capacity;
    }
    crls->list[crls->count++] = vmst_crl_ref(crl);
    return VMSTRUST_OK;
}

static void
drop_from(struct vmst_crls *crls, size_t count)
{
    while (crls->count > count) {
        vmst_crl_free(crls->list[--crls->count]);
    }
}

void
vmst_crls_free(struct vmst_crls *crls)
{
    drop_from(crls, 0);
    free(crls->list);
    *crls = (struct vmst_crls){0};
}

/* --- Reading -------------------------------------------------------------- */

struct reading { /* of one input */
    struct vmst_note *note;
    struct vmst_crls *crls;
    size_t count;           /* read so far from this input */
    char other[NAME_SHOWN]; /* label of the first block of another kind */
};

static int
take_crl(struct reading *reading, struct vmst_bytes der, struct vmst_note *note)
{
    AUTO(crl) crl = NULL;

    if (reading->count == VMST_LIMIT_STORE_CRLS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "more than %zu CRLs in one file",
                         VMST_LIMIT_STORE_CRLS);
    }
    TRY(vmst_crl_parse(der, note, &crl));
    if (vmst_crls_add(reading->crls, crl) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    reading->count++;
    return VMSTRUST_OK;
}

/* The note says in which line the block begins. RFC 7468 7: "X509 CRL"; and
 * what others wrote before it. */
static int
take_block(struct reading *reading, const struct vmst_pem_block *block)
{
    struct vmst_note inner = {0};
    int status;

    if (!vmst_bytes_equal(block->label, vmst_bytes_of("X509 CRL")) &&
        !vmst_bytes_equal(block->label, vmst_bytes_of("CRL"))) {
        if (reading->other[0] == '\0') {
            vmst_text_show_in(reading->other, sizeof reading->other,
                              block->label);
        }
        return VMSTRUST_OK;
    }
    status = take_crl(reading, vmst_bytes(block->der->data, block->der->size),
                      &inner);
    if (status == VMSTRUST_E_MALFORMED) {
        return vmst_fail_at(reading->note, inner.offset, inner.field,
                            "the block that begins in line %zu: %s",
                            block->line, inner.text);
    }
    return status == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail(reading->note, status, "%s", inner.text);
}

static int
take_blocks(struct reading *reading, struct vmst_bytes text)
{
    struct vmst_pem pem = vmst_pem_open(text, reading->note);

    for (;;) {
        struct vmst_pem_block block;
        bool found;
        int status;

        TRY(vmst_pem_next(&pem, &found, &block));
        if (!found) {
            return VMSTRUST_OK;
        }
        status = take_block(reading, &block);
        vmst_blob_free(block.der);
        TRY(status);
    }
}

static int
take_text(struct reading *reading, struct vmst_bytes input)
{
    AUTO(blob) text = NULL;

    TRY(vmst_text_decode(input, reading->note, &text));
    TRY(take_blocks(reading, vmst_bytes(text->data, text->size)));
    if (reading->count != 0) {
        return VMSTRUST_OK;
    }
    if (reading->other[0] != '\0') {
        return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                         "no CRL: the first PEM block is \"%s\"",
                         reading->other);
    }
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                     "no CRL: neither DER nor text with a \"-----BEGIN X509 "
                     "CRL-----\" line");
}

int
vmst_crls_read(struct vmst_bytes input, struct vmst_note *note,
               struct vmst_crls *crls)
{
    struct reading reading = {.note = note, .crls = crls};
    size_t before = crls->count;
    int status;

    if (input.size > VMST_LIMIT_FILE_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "%zu bytes: at most %zu are read", input.size,
                         VMST_LIMIT_FILE_SIZE);
    }
    status = vmst_input_is_der(input) ? take_crl(&reading, input, note)
                                      : take_text(&reading, input);
    if (status != VMSTRUST_OK) {
        drop_from(crls, before);
    }
    return status;
}

int
vmst_crls_load(const char *path, struct vmst_note *note, struct vmst_crls *crls)
{
    AUTO(blob) blob = NULL;
    struct vmst_note inner = {0};
    char name[NAME_SHOWN];
    int status;

    TRY(vmst_file_read(path, VMST_LIMIT_FILE_SIZE, note, &blob));
    status = vmst_crls_read(vmst_bytes(blob->data, blob->size), &inner, crls);
    if (status == VMSTRUST_OK) {
        return VMSTRUST_OK;
    }
    vmst_text_show_in(name, sizeof name, vmst_bytes_of(path));
    if (inner.has_offset) {
        return vmst_fail_at(note, inner.offset, inner.field, "%s: %s", name,
                            inner.text);
    }
    return vmst_fail(note, status, "%s: %s", name, inner.text);
}
