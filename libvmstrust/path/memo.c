/*
 * A hash table of fixed size, by the addresses of what is signed and of the
 * issuer. One slot is always free, so that a look-up ends. Floor 2.
 */
#include "path/memo.h"

#include <stdlib.h>

/* Room for the lists of one path beside the certificates. */
#define CRLS 32

int
vmst_memo_new(size_t pairs, struct vmst_memo *memo)
{
    /* A signature costs at least one unit. */
    size_t wanted =
        pairs < VMST_LIMIT_SIGNATURE_UNITS ? pairs : VMST_LIMIT_SIGNATURE_UNITS;
    size_t slots = 4;
    while (slots < 2 * (wanted + CRLS)) {
        slots *= 2;
    }
    memo->slots = calloc(slots, sizeof(memo->slots[0]));
    memo->mask = slots - 1;
    memo->used = 0;
    return memo->slots == NULL ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

void
vmst_memo_free(struct vmst_memo *memo)
{
    free(memo->slots);
    memo->slots = NULL;
}

static struct vmst_memo_slot *
find_slot(const struct vmst_memo *memo, const void *signed_,
          const struct vmst_cert *issuer)
{
    /* Fibonacci hashing (Knuth, TAOCP 6.4) of two addresses. */
    uint64_t hash = ((uint64_t)(uintptr_t)signed_ * 31 + (uintptr_t)issuer) *
                    UINT64_C(0x9e3779b97f4a7c15);
    size_t slot = (size_t)(hash >> 32) & memo->mask;
    while (memo->slots[slot].signed_ != NULL &&
           (memo->slots[slot].signed_ != signed_ ||
            memo->slots[slot].issuer != issuer)) {
        slot = (slot + 1) & memo->mask;
    }
    return &memo->slots[slot];
}

/* What is found when the table is full is computed again, and charged again. */
static void
keep(struct vmst_memo *memo, struct vmst_memo_slot *slot,
     struct vmst_memo_slot value)
{
    if (memo->used < memo->mask) {
        *slot = value;
        memo->used++;
    }
}

static bool
spend(struct vmst_budget *budget, const struct vmst_cert *issuer, size_t size)
{
    return vmst_budget_spend(budget, &budget->signatures,
                             vmst_signature_cost(&issuer->key, size),
                             "signatures");
}

void
vmst_memo_note(struct vmst_memo *memo, enum vmst_signature_result result)
{
    if (result == VMST_SIGNATURE_FAILED) {
        memo->code = VMSTRUST_E_CRYPTO;
    }
}

bool
vmst_memo_check(struct vmst_memo *memo, struct vmst_cache *cache,
                struct vmst_budget *budget, const struct vmst_cert *cert,
                const struct vmst_cert *issuer,
                enum vmst_signature_result *result)
{
    struct vmst_memo_slot *slot = find_slot(memo, cert, issuer);
    if (slot->signed_ != NULL) {
        *result = slot->result;
        return true;
    }
    if (!spend(budget, issuer, cert->tbs.size)) {
        return false;
    }
    *result = vmst_cache_check(cache, cert, issuer);
    keep(memo, slot, (struct vmst_memo_slot){cert, issuer, *result});
    vmst_memo_note(memo, *result);
    return true;
}

/* A list was hashed whole when it was read, so its cost is linear in what was
 * given; at most the size of a certificate is charged here, or one honest list
 * of 10 MB would spend the budget. */
static size_t
charged_size(const struct vmst_crl *crl)
{
    return crl->tbs.size < VMST_LIMIT_CERT_SIZE ? crl->tbs.size
                                                : VMST_LIMIT_CERT_SIZE;
}

bool
vmst_memo_check_crl(struct vmst_memo *memo, struct vmst_cache *cache,
                    struct vmst_budget *budget, const struct vmst_crl *crl,
                    const struct vmst_cert *issuer,
                    enum vmst_signature_result *result)
{
    struct vmst_memo_slot *slot = find_slot(memo, crl, issuer);
    if (slot->signed_ != NULL) {
        *result = slot->result;
        return true;
    }
    if (!spend(budget, issuer, charged_size(crl))) {
        return false;
    }
    *result = vmst_cache_check_crl(cache, crl, issuer);
    keep(memo, slot, (struct vmst_memo_slot){crl, issuer, *result});
    vmst_memo_note(memo, *result);
    return true;
}
