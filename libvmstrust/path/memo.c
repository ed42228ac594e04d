/*
 * A hash table of fixed size, by the addresses of both certificates. It never
 * fills up: the budget is spent before. Floor 2.
 */
#include "path/memo.h"

#include <assert.h>
#include <stdlib.h>

int
vmst_memo_new(size_t pairs, struct vmst_memo *memo)
{
    /* A signature costs at least one unit. */
    size_t wanted =
        pairs < VMST_LIMIT_SIGNATURE_UNITS ? pairs : VMST_LIMIT_SIGNATURE_UNITS;
    size_t slots = 4;
    while (slots < 2 * (wanted + 1)) {
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
find_slot(const struct vmst_memo *memo, const struct vmst_cert *cert,
          const struct vmst_cert *issuer)
{
    /* Fibonacci hashing (Knuth, TAOCP 6.4) of two addresses. */
    uint64_t hash = ((uint64_t)(uintptr_t)cert * 31 + (uintptr_t)issuer) *
                    UINT64_C(0x9e3779b97f4a7c15);
    size_t slot = (size_t)(hash >> 32) & memo->mask;
    while (memo->slots[slot].cert != NULL &&
           (memo->slots[slot].cert != cert ||
            memo->slots[slot].issuer != issuer)) {
        slot = (slot + 1) & memo->mask;
    }
    return &memo->slots[slot];
}

bool
vmst_memo_check(struct vmst_memo *memo, struct vmst_cache *cache,
                struct vmst_budget *budget, const struct vmst_cert *cert,
                const struct vmst_cert *issuer,
                enum vmst_signature_result *result)
{
    struct vmst_memo_slot *slot = find_slot(memo, cert, issuer);
    if (slot->cert == NULL) {
        if (!vmst_budget_spend(
                budget, &budget->signatures,
                vmst_signature_cost(&issuer->key, cert->tbs.size),
                "signatures")) {
            return false;
        }
        *slot = (struct vmst_memo_slot){cert, issuer,
                                        vmst_cache_check(cache, cert, issuer)};
        memo->used++;
        assert(memo->used <= memo->mask);
    }
    *result = slot->result;
    return true;
}
