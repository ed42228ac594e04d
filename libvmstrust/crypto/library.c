/*
 * Which GnuTLS stands below. Floor 0.
 */
#include "crypto/library.h"

#include <gnutls/gnutls.h>

void
vmst_crypto_describe_library(struct vmst_buffer *buffer)
{
    vmst_buffer_format(buffer, "GnuTLS %s (built with %s)\n",
                       gnutls_check_version(NULL), GNUTLS_VERSION);
}
