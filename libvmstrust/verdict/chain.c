/*
 * The chain object. Floor 4.
 */
#include "verdict/chain.h"

#include <stdlib.h>

#include "base/time.h"
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
        vmst_crls_free(&chain->crls);
        vmst_ocsp_free(chain->ocsp);
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

int
vmst_chain_add_crl(struct vmst_chain *chain, const struct vmst_crl *crl,
                   struct vmst_note *note)
{
    if (chain->crls.count >= VMST_LIMIT_CHAIN_CRLS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "A chain has at most %zu CRLs.",
                         VMST_LIMIT_CHAIN_CRLS);
    }
    int code = vmst_crls_add(&chain->crls, crl);
    return code == VMSTRUST_OK ? code : vmst_fail_memory(note);
}

int
vmst_chain_check_time(int64_t time, struct vmst_note *note)
{
    if (time < VMST_TIME_FIRST || time > VMST_TIME_LAST) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "A time to judge at lies in the years 0000 to 9999.");
    }
    return VMSTRUST_OK;
}

void
vmst_chain_set_ocsp(struct vmst_chain *chain, const struct vmst_ocsp *ocsp)
{
    struct vmst_ocsp *before = chain->ocsp;
    chain->ocsp = vmst_ocsp_ref(ocsp);
    vmst_ocsp_free(before);
}
