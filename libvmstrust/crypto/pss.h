/*
 * RSASSA-PSS-params (RFC 4055 3.1), which stand both in a signature's
 * AlgorithmIdentifier and, as limits, in a key's. Floor 0.
 */
#ifndef VMST_CRYPTO_PSS_H
#define VMST_CRYPTO_PSS_H

#include "crypto/digest.h"
#include "der/cursor.h"

struct vmst_pss {
    enum vmst_hash hash; /* VMST_HASH_NONE: not known, or another hash or
                            another function generates the mask */
    uint32_t salt_size;  /* saturated */
};

/* Reads the parameters and advances. A hash or a mask function that we do not
 * know is no failure; a trailer field other than 1 is. */
int vmst_pss_read(struct vmst_der *in, struct vmst_pss *pss);

#endif
