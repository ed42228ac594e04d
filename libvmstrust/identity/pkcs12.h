/*
 * PKCS#12 files (RFC 7292): read by GnuTLS, in whatever cipher, and written by
 * ourselves, since who imports one decides by its algorithms and counts.
 * Floor 5.
 */
#ifndef VMST_IDENTITY_PKCS12_H
#define VMST_IDENTITY_PKCS12_H

#include "identity/identity.h"

/* Iterations of every bag and of the MAC: within every limit of pfx.def. */
#define VMST_PKCS12_ITERATIONS 100000

/* Certificates and key into an empty identity; the certificate of the key comes
 * first, its chain next. VMSTRUST_E_PASSPHRASE, told apart in the note;
 * VMSTRUST_E_LIMIT for counts that would cost minutes. */
int vmst_pkcs12_read(struct vmst_bytes input,
                     const struct vmst_secret *passphrase,
                     struct vmst_note *note, struct vmst_identity *identity);

/* What the target can import (pfx.def); VMSTRUST_E_NOT_FOUND for a target that
 * is not in that table. VMSTRUST_E_ARGUMENT if key and certificate do not
 * belong together, or the key is in a token. */
int vmst_pkcs12_write(const struct vmst_identity *identity,
                      vmstrust_target target,
                      const struct vmst_secret *passphrase,
                      struct vmst_note *note, struct vmst_blob **pfx);

#endif
