/*
 * The store: a place for the generation in force. A changing call builds the
 * next one outside any lock; the lock is held only to copy the pointer and add
 * a reference, or to swap it. (A bare atomic exchange would free a generation
 * under a reader's hands.)
 *
 * The generation is what calls put into the store, and what lies in its folders
 * less what calls removed. The first folder of a store that was opened is
 * written when it is saved. Floor 5.
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

/* A change is begun, made on a copy of what calls put in, and committed or
 * dropped. Between the two no other change can begin. */
int vmst_store_begin(struct vmst_store *store, struct vmst_trust **next);
/* Seals and swaps in `next` if `code` is VMSTRUST_OK, drops it otherwise;
 * returns `code`, or why no generation could be made of it. */
int vmst_store_end(struct vmst_store *store, struct vmst_trust *next, int code);

/* Changes that concern what lies in folders, too. VMSTRUST_E_NOT_FOUND, and
 * VMSTRUST_E_ARGUMENT where it lies in a folder that is only read. */
int vmst_store_remove_cert(struct vmst_store *store,
                           const struct vmst_cert *cert,
                           struct vmst_note *note);
int vmst_store_remove_pins(struct vmst_store *store, const char *host,
                           struct vmst_note *note);
int vmst_store_distrust(struct vmst_store *store, const struct vmst_cert *cert,
                        bool is_key);
/* What another list of the same key has replaced at `now`. */
int vmst_store_remove_superseded_crls(struct vmst_store *store, int64_t now,
                                      size_t *removed);

/* One more folder beneath; `is_saved`: the one that is written. */
int vmst_store_add_folder(struct vmst_store *store, const char *path,
                          bool is_saved, struct vmst_note *note);
/* A new generation if any folder says something else than before. */
int vmst_store_refresh(struct vmst_store *store, struct vmst_note *note);
/* Who changes it from now on; NULL: not known. */
int vmst_store_set_actor(struct vmst_store *store, const char *account,
                         const char *computer);
/* Writes what calls changed since it was opened or saved. `reason` may be
 * NULL. */
int vmst_store_save(struct vmst_store *store, const char *reason, int64_t now,
                    struct vmst_note *note);

#endif
