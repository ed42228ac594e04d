/*
 * The store object. Floor 5.
 */
#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct vmst_store {
    atomic_size_t count;
    pthread_mutex_t lock;       /* of `current`, held for a few instructions */
    pthread_mutex_t changing;   /* held by the one who changes */
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

int
vmst_store_new(struct vmst_store **store)
{
    struct vmst_store *made = calloc(1, sizeof(*made));
    *store = NULL;
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    atomic_init(&made->count, 1);
    /* With default attributes Linux allocates nothing and cannot fail here. */
    (void)pthread_mutex_init(&made->lock, NULL);
    (void)pthread_mutex_init(&made->changing, NULL);
    int code = fill(made);
    if (code != VMSTRUST_OK) {
        vmst_store_free(made);
        return code;
    }
    *store = made;
    return VMSTRUST_OK;
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
    vmst_trust_free(store->current);
    vmst_cache_free(store->cache);
    pthread_mutex_destroy(&store->lock);
    pthread_mutex_destroy(&store->changing);
    free(store);
}

struct vmst_trust *
vmst_store_get_trust(const struct vmst_store *store)
{
    struct vmst_store *shared = (struct vmst_store *)store;
    pthread_mutex_lock(&shared->lock);
    struct vmst_trust *trust = vmst_trust_ref(shared->current);
    pthread_mutex_unlock(&shared->lock);
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
    pthread_mutex_lock(&store->changing);
    /* Nobody else swaps `current` now, so it needs no lock to be read. */
    int code = vmst_trust_new(store->current, next);
    if (code != VMSTRUST_OK) {
        pthread_mutex_unlock(&store->changing);
    }
    return code;
}

int
vmst_store_end(struct vmst_store *store, struct vmst_trust *next, int code)
{
    struct vmst_trust *dropped = next;
    if (code == VMSTRUST_OK) {
        vmst_trust_seal(next);
        pthread_mutex_lock(&store->lock);
        dropped = store->current;
        store->current = next;
        pthread_mutex_unlock(&store->lock);
    }
    pthread_mutex_unlock(&store->changing);
    vmst_trust_free(dropped);
    return code;
}
