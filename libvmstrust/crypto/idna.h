/*
 * Internationalised host names to A-labels (RFC 5890, RFC 5891) by GnuTLS.
 * Floor 0.
 */
#ifndef VMST_CRYPTO_IDNA_H
#define VMST_CRYPTO_IDNA_H

#include "base/bytes.h"
#include "base/note.h"

/* A host name in UTF-8 as lower-case ASCII with A-labels in `out` (NUL
 * terminated). Only labels beyond ASCII are converted; the syntax of the others
 * is not looked at. VMSTRUST_E_ARGUMENT with the reason if it has none, or if
 * converting it would lose a character. */
int vmst_idna_to_ascii(struct vmst_bytes name, char *out, size_t size,
                       struct vmst_note *note);

#endif
