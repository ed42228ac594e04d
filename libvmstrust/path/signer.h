/*
 * Who signed a CRL: the issuer on the path, or another holder of the name with
 * a path of its own to the same anchor (RFC 5280 6.3.3 (f), (g)). Floor 2.
 */
#ifndef VMST_PATH_SIGNER_H
#define VMST_PATH_SIGNER_H

#include "cert/crl.h"
#include "path/revocation.h"

/* Is the CRL signed by one who may? `issuer_depth` is that of the certificate
 * on the path that issued the one in question. *signer is whose key it was. */
bool vmst_signer_find(const struct vmst_revocation *revocation,
                      const struct vmst_path *path, size_t issuer_depth,
                      const struct vmst_crl *crl,
                      const struct vmst_cert **signer);

/* Did this very key sign it? */
bool vmst_signer_is(const struct vmst_revocation *revocation,
                    const struct vmst_crl *crl, const struct vmst_cert *cert);

#endif
