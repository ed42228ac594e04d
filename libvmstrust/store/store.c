/*
 * The store object. Floor 5.
 */
#include "store/store.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/lock.h"

struct vmst_store {
    atomic_size_t count;
    struct vmst_lock lock;      /* of `current`, held for a few instructions */
    struct vmst_lock changing;  /* held by the one who changes */
    struct vmst_trust *current; /* owned reference */
    struct vmst_cache *cache;   /* owned */
};

static int
fill(struct vmst_store *store)
{
    TRY(vmst_cache_new(&store->cache));
    TRY(vmst_trust_new(NULL, &store->current));
    vmst_trust_seal(store->current);
    return VMSTRUST_OK;
}

static void
free_contents(struct vmst_store *store)
{
    vmst_trust_free(store->current);
    vmst_cache_free(store->cache);
    vmst_lock_free(&store->changing);
    vmst_lock_free(&store->lock);
}

static int
make_locks(struct vmst_store *store)
{
    TRY(vmst_lock_new(&store->lock));
    int code = vmst_lock_new(&store->changing);
    if (code != VMSTRUST_OK) {
        vmst_lock_free(&store->lock);
    }
    return code;
}

int
vmst_store_new(struct vmst_store **store)
{
    *store = calloc(1, sizeof(**store));
    if (*store == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    atomic_init(&(*store)->count, 1);
    int code = make_locks(*store);
    if (code == VMSTRUST_OK) {
        code = fill(*store);
        if (code != VMSTRUST_OK) {
            free_contents(*store);
        }
    }
    if (code != VMSTRUST_OK) {
        free(*store);
        *store = NULL;
    }
    return code;
}

struct vmst_store *
vmst_store_ref(const struct vmst_store *store)
{
    struct vmst_store *shared = (struct vmst_store *)store;
    if (shared != NULL) {
        atomic_fetch_add_explicit(&shared->count, 1, memory_order_relaxed);
    }
    return shared;
}

void
vmst_store_free(struct vmst_store *store)
{
    if (store == NULL || atomic_fetch_sub_explicit(&store->count, 1,
                                                   memory_order_acq_rel) != 1) {
        return;
    }
    free_contents(store);
    free(store);
}

struct vmst_trust *
vmst_store_get_trust(const struct vmst_store *store)
{
    struct vmst_store *shared = (struct vmst_store *)store;
    vmst_lock_take(&shared->lock);
    struct vmst_trust *trust = vmst_trust_ref(shared->current);
    vmst_lock_release(&shared->lock);
    return trust;
}

struct vmst_cache *
vmst_store_get_cache(const struct vmst_store *store)
{
    return store->cache;
}

int
vmst_store_begin(struct vmst_store *store, struct vmst_trust **next)
{
    vmst_lock_take(&store->changing);
    /* Nobody else swaps `current` now, so it needs no lock to be read. */
    int code = vmst_trust_new(store->current, next);
    if (code != VMSTRUST_OK) {
        vmst_lock_release(&store->changing);
    }
    return code;
}

int
vmst_store_end(struct vmst_store *store, struct vmst_trust *next, int code)
{
    struct vmst_trust *dropped = next;
    if (code == VMSTRUST_OK) {
        vmst_trust_seal(next);
        vmst_lock_take(&store->lock);
        dropped = store->current;
        store->current = next;
        vmst_lock_release(&store->lock);
    }
    vmst_lock_release(&store->changing);
    vmst_trust_free(dropped);
    return code;
}
