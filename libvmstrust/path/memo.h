/*
 * Signatures of one verification: each is computed at most once, and charged
 * to the budget before. Floor 2.
 */
#ifndef VMST_PATH_MEMO_H
#define VMST_PATH_MEMO_H

#include "path/budget.h"
#include "cert/crl.h"
#include "path/cache.h"

struct vmst_memo_slot {
    const void *signed_; /* certificate or CRL, borrowed; NULL: free */
    const struct vmst_cert *issuer;
    enum vmst_signature_result result;
};

struct vmst_memo {
    struct vmst_memo_slot *slots;
    size_t mask;
    size_t used;
    int code; /* VMSTRUST_OK, or why there is no answer: a signature that could
                 not be computed, no memory for the path of a signer */
};

/* Room for `pairs` signatures, or for as many as the budget can buy. */
int vmst_memo_new(size_t pairs, struct vmst_memo *memo);
void vmst_memo_free(struct vmst_memo *memo);

/* False: the budget is spent and nothing is known. */
bool vmst_memo_check(struct vmst_memo *memo, struct vmst_cache *cache,
                     struct vmst_budget *budget, const struct vmst_cert *cert,
                     const struct vmst_cert *issuer,
                     enum vmst_signature_result *result);

/* For a signature that is not kept here: one that could not be computed leaves
 * the verification without an answer. */
void vmst_memo_note(struct vmst_memo *memo, enum vmst_signature_result result);

bool vmst_memo_check_crl(struct vmst_memo *memo, struct vmst_cache *cache,
                         struct vmst_budget *budget, const struct vmst_crl *crl,
                         const struct vmst_cert *issuer,
                         enum vmst_signature_result *result);

#endif
