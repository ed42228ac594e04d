/*
 * Which GnuTLS stands below, for people who ask. Floor 0.
 */
#ifndef VMST_CRYPTO_LIBRARY_H
#define VMST_CRYPTO_LIBRARY_H

#include "base/bytes.h"

/* Appends one line: the version that runs, and the one it was built with. */
void vmst_crypto_describe_library(struct vmst_buffer *buffer);

#endif
