/*
 * Host names to A-labels by gnutls_idna_map (IDNA 2008 through libidn2). It
 * converts and proves nothing about the syntax of plain ASCII: role/host.c
 * checks what comes out. Floor 0.
 */
#include "crypto/idna.h"

#include <gnutls/gnutls.h>

#include "base/text.h"

static int
copy_lower(gnutls_datum_t ascii, char *out, size_t size, struct vmst_note *note)
{
    if (ascii.size >= size || memchr(ascii.data, '\0', ascii.size) != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the name is longer than %zu characters in its ASCII "
                         "form",
                         size - 1);
    }
    for (size_t i = 0; i < ascii.size; i++) {
        out[i] = vmst_ascii_lower((char)ascii.data[i]);
    }
    out[ascii.size] = '\0';
    return VMSTRUST_OK;
}

int
vmst_idna_to_ascii(struct vmst_bytes name, char *out, size_t size,
                   struct vmst_note *note)
{
    gnutls_datum_t ascii = {NULL, 0};
    int status;

    out[0] = '\0';
    if (name.size > UINT16_MAX) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT, "the name is too long");
    }
    status = gnutls_idna_map((const char *)name.data, (unsigned)name.size,
                             &ascii, 0);
    if (status == GNUTLS_E_MEMORY_ERROR) {
        return vmst_fail_memory(note);
    }
    if (status != 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the name has no ASCII form (IDNA): %s",
                         gnutls_strerror(status));
    }
    status = copy_lower(ascii, out, size, note);
    gnutls_free(ascii.data);
    return status;
}
