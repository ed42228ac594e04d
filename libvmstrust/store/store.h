/*
 * The store: a place for the generation in force. A changing call builds the
 * next one outside any lock; the lock is held only to copy the pointer and add
 * a reference, or to swap it. (A bare atomic exchange would free a generation
 * under a reader's hands.) Floor 5.
 */
#ifndef VMST_STORE_H
#define VMST_STORE_H

#include "path/cache.h"
#include "path/trust.h"

struct vmst_store;

int vmst_store_new(struct vmst_store **store);
struct vmst_store *vmst_store_ref(const struct vmst_store *store);
void vmst_store_free(struct vmst_store *store);
VMST_FREE_AT_SCOPE_END(store)

/* The generation in force; the caller owns the reference. */
struct vmst_trust *vmst_store_get_trust(const struct vmst_store *store);
/* Lent. */
struct vmst_cache *vmst_store_get_cache(const struct vmst_store *store);

/* A change is begun, made on the next generation, and committed or dropped.
 * Between the two no other change can begin. */
int vmst_store_begin(struct vmst_store *store, struct vmst_trust **next);
/* Seals and swaps in `next` if `code` is VMSTRUST_OK, drops it otherwise;
 * returns `code`. */
int vmst_store_end(struct vmst_store *store, struct vmst_trust *next, int code);

#endif
