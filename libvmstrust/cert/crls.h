/*
 * Files of CRLs: PEM (several blocks, text around them) or DER. Floor 1.
 */
#ifndef VMST_CERT_CRLS_H
#define VMST_CERT_CRLS_H

#include "cert/crl.h"

struct vmst_crls { /* an owned, growing list */
    struct vmst_crl **list;
    size_t count;
    size_t capacity;
};

int vmst_crls_add(struct vmst_crls *crls,
                  const struct vmst_crl *crl); /* takes a reference */
void vmst_crls_free(struct vmst_crls *crls);

/* Every "X509 CRL" block of a PEM text (CRLF, BOM and UTF-16 accepted), other
 * blocks passed over, or one CRL as DER (first byte 30). None at all, or a
 * malformed one: VMSTRUST_E_MALFORMED, and nothing is added. Bounds:
 * VMST_LIMIT_FILE_SIZE, VMST_LIMIT_STORE_CRLS (VMSTRUST_E_LIMIT). */
int vmst_crls_read(struct vmst_bytes input, struct vmst_note *note,
                   struct vmst_crls *crls);
/* The same from a file; the note names the file. */
int vmst_crls_load(const char *path, struct vmst_note *note,
                   struct vmst_crls *crls);

#endif
