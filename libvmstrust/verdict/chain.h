/*
 * The chain: what one peer sent, in the order received, and the time at which
 * it is judged. Floor 4.
 */
#ifndef VMST_VERDICT_CHAIN_H
#define VMST_VERDICT_CHAIN_H

#include "cert/crls.h"
#include "cert/ocsp.h"

struct vmst_chain {
    struct vmst_certs certs; /* owned; the first is the one judged */
    struct vmst_crls crls;   /* owned; malformed ones are items, too */
    struct vmst_ocsp *ocsp;  /* owned: the stapled response, or NULL */
    bool has_time;
    int64_t time; /* instead of the system's clock */
};

int vmst_chain_new(struct vmst_chain **chain);
void vmst_chain_free(struct vmst_chain *chain);
VMST_FREE_AT_SCOPE_END(chain)

/* VMSTRUST_E_LIMIT beyond VMST_LIMIT_CHAIN; takes a reference. */
int vmst_chain_add(struct vmst_chain *chain, const struct vmst_cert *cert,
                   struct vmst_note *note);
/* VMSTRUST_E_LIMIT beyond VMST_LIMIT_CHAIN_CRLS; takes a reference. */
int vmst_chain_add_crl(struct vmst_chain *chain, const struct vmst_crl *crl,
                       struct vmst_note *note);
/* VMSTRUST_E_ARGUMENT beyond the years 0000 to 9999: nobody could judge there,
 * and differences would overflow. */
int vmst_chain_check_time(int64_t time, struct vmst_note *note);
/* In the place of one set before; takes a reference. NULL: none. */
void vmst_chain_set_ocsp(struct vmst_chain *chain,
                         const struct vmst_ocsp *ocsp);

#endif
