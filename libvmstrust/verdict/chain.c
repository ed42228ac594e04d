/*
 * The chain object. Floor 4.
 */
#include "verdict/chain.h"

#include <stdlib.h>

#include "limits.h"

int
vmst_chain_new(struct vmst_chain **chain)
{
    *chain = calloc(1, sizeof(**chain));
    return *chain == NULL ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

void
vmst_chain_free(struct vmst_chain *chain)
{
    if (chain != NULL) {
        vmst_certs_free(&chain->certs);
        free(chain);
    }
}

int
vmst_chain_add(struct vmst_chain *chain, const struct vmst_cert *cert,
               struct vmst_note *note)
{
    if (chain->certs.count >= VMST_LIMIT_CHAIN) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "A chain has at most %zu certificates.",
                         VMST_LIMIT_CHAIN);
    }
    int code = vmst_certs_add(&chain->certs, cert);
    return code == VMSTRUST_OK ? code : vmst_fail_memory(note);
}
