/*
 * The store object. Floor 5.
 */
#include "store/store.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/lock.h"
#include "base/text.h"
#include "store/save.h"
#include "store/supersede.h"

#define PATH_SHOWN 300

struct vmst_store {
    atomic_size_t count;
    struct vmst_lock lock;      /* of `current`, held for a few instructions */
    struct vmst_lock changing;  /* held by the one who changes; of all below */
    struct vmst_trust *current; /* owned reference */
    struct vmst_cache *cache;   /* owned; has a lock of its own */

    struct vmst_trust *own; /* owned reference; what calls put in */
    struct vmst_shelf **shelves;
    size_t shelf_count;
    bool is_saved;                    /* in the first of them */
    struct vmst_trust *below;         /* owned; what lies in all of them */
    struct vmst_unsaved_list unsaved; /* of a store that is saved */
    char *by;                         /* owned; NULL: not known */
};

static int
fill(struct vmst_store *store)
{
    TRY(vmst_cache_new(&store->cache));
    TRY(vmst_trust_new(NULL, &store->own));
    vmst_trust_seal(store->own);
    store->current = vmst_trust_ref(store->own);
    return VMSTRUST_OK;
}

static void
free_contents(struct vmst_store *store)
{
    for (size_t i = 0; i < store->shelf_count; i++) {
        vmst_shelf_free(store->shelves[i]);
    }
    free(store->shelves);
    free(store->by);
    vmst_unsaved_free(&store->unsaved);
    vmst_trust_free(store->below);
    vmst_trust_free(store->own);
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

/* --- Changing ------------------------------------------------------------- */

/* What is in force: what calls put in, over what lies in the folders less what
 * calls removed. */
static int
combine(const struct vmst_store *store, const struct vmst_trust *own,
        const struct vmst_trust *below, struct vmst_trust **made)
{
    *made = NULL;
    if (below == NULL) {
        *made = vmst_trust_ref(own);
        return VMSTRUST_OK;
    }
    AUTO(trust) next = NULL;
    TRY(vmst_trust_new(below, &next));
    vmst_unsaved_apply(&store->unsaved, next);
    TRY(vmst_trust_join(next, own));
    vmst_trust_seal(next);
    *made = steal(&next);
    return VMSTRUST_OK;
}

/* Takes over `next`; the old one is dropped after unlocking. */
static void
swap_in(struct vmst_store *store, struct vmst_trust *next)
{
    vmst_lock_take(&store->lock);
    struct vmst_trust *dropped = store->current;
    store->current = next;
    vmst_lock_release(&store->lock);
    vmst_trust_free(dropped);
}

/* Takes over `own`, also where it fails. */
static int
commit(struct vmst_store *store, struct vmst_trust *own)
{
    struct vmst_trust *next = NULL;
    vmst_trust_seal(own);
    int code = combine(store, own, store->below, &next);
    if (code != VMSTRUST_OK) {
        vmst_trust_free(own);
        return code;
    }
    vmst_trust_free(store->own);
    store->own = own;
    swap_in(store, next);
    return VMSTRUST_OK;
}

int
vmst_store_begin(struct vmst_store *store, struct vmst_trust **next)
{
    vmst_lock_take(&store->changing);
    int code = vmst_trust_new(store->own, next);
    if (code != VMSTRUST_OK) {
        vmst_lock_release(&store->changing);
    }
    return code;
}

int
vmst_store_end(struct vmst_store *store, struct vmst_trust *next, int code)
{
    if (code == VMSTRUST_OK) {
        code = commit(store, next);
    } else {
        vmst_trust_free(next);
    }
    vmst_lock_release(&store->changing);
    return code;
}

/* As vmst_store_end, and what was noted to be saved is forgotten with it. */
static int
end_noted(struct vmst_store *store, struct vmst_trust *next, int code,
          size_t noted)
{
    if (code == VMSTRUST_OK) {
        code = commit(store, next);
    } else {
        vmst_trust_free(next);
    }
    if (code != VMSTRUST_OK) {
        vmst_unsaved_cut(&store->unsaved, noted);
    }
    vmst_lock_release(&store->changing);
    return code;
}

/* What somebody asks to remove: a certificate, or the pins of a host. */
struct wish {
    const struct vmst_cert *cert; /* or NULL */
    const char *host;
};

static bool
has(const struct vmst_shelf *shelf, const struct wish *wish)
{
    return wish->cert != NULL ? vmst_shelf_has_cert(shelf, wish->cert)
                              : vmst_shelf_has_pin(shelf, wish->host);
}

static int
refuse_read_only(const struct vmst_shelf *shelf, const struct wish *wish,
                 struct vmst_note *note)
{
    char shown[PATH_SHOWN];
    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(shelf->path));
    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT,
        "%s is only read here, and what it has is not removed; %s", shown,
        wish->cert != NULL ? "distrust the certificate instead"
                           : "open that store and remove it there");
}

/* Notes that the folder's entries are to go; *found if there are any. */
static int
note_removal(struct vmst_store *store, const struct wish *wish,
             struct vmst_note *note, bool *found)
{
    for (size_t i = 0; i < store->shelf_count; i++) {
        if (!has(store->shelves[i], wish)) {
            continue;
        }
        if (i > 0 || !store->is_saved) {
            return refuse_read_only(store->shelves[i], wish, note);
        }
        *found = true;
    }
    const struct vmst_unsaved entry = {.kind = wish->cert != NULL
                                                   ? VMST_UNSAVED_REMOVE_CERT
                                                   : VMST_UNSAVED_REMOVE_PINS,
                                       .cert = (struct vmst_cert *)wish->cert,
                                       .host = (char *)wish->host};
    return *found ? vmst_unsaved_add(&store->unsaved, &entry) : VMSTRUST_OK;
}

static bool
is_here(const struct vmst_store *store, const struct wish *wish)
{
    const struct vmst_trust *current = store->current;
    return wish->cert != NULL ? vmst_trust_has_cert(current, wish->cert)
                              : vmst_trust_has_pin(current, wish->host);
}

static int
remove_from(struct vmst_store *store, const struct wish *wish,
            struct vmst_note *note, struct vmst_trust *next)
{
    bool found = false;
    if (!is_here(store, wish)) {
        return VMSTRUST_E_NOT_FOUND;
    }
    TRY(note_removal(store, wish, note, &found));
    if (wish->cert != NULL) {
        vmst_trust_remove_cert(next, wish->cert);
    } else {
        vmst_trust_remove_pins(next, wish->host);
    }
    return VMSTRUST_OK;
}

static int
remove_wish(struct vmst_store *store, const struct wish *wish,
            struct vmst_note *note)
{
    struct vmst_trust *next = NULL;
    TRY(vmst_store_begin(store, &next));
    size_t noted = store->unsaved.count;
    return end_noted(store, next, remove_from(store, wish, note, next), noted);
}

int
vmst_store_remove_cert(struct vmst_store *store, const struct vmst_cert *cert,
                       struct vmst_note *note)
{
    const struct wish wish = {.cert = cert};
    int code = remove_wish(store, &wish, note);
    return code != VMSTRUST_E_NOT_FOUND
               ? code
               : vmst_fail(note, code, "This certificate is not in the store.");
}

int
vmst_store_remove_pins(struct vmst_store *store, const char *host,
                       struct vmst_note *note)
{
    const struct wish wish = {.host = host};
    int code = remove_wish(store, &wish, note);
    return code != VMSTRUST_E_NOT_FOUND
               ? code
               : vmst_fail(note, code, "Nothing is pinned to the host %s.",
                           host);
}

static int
distrust_in(struct vmst_store *store, const struct vmst_cert *cert, bool is_key,
            struct vmst_trust *next)
{
    if (is_key) {
        TRY(vmst_trust_distrust_key(next, cert));
    } else {
        TRY(vmst_trust_distrust_cert(next, cert));
    }
    const struct vmst_unsaved entry = {.kind = VMST_UNSAVED_DISTRUST,
                                       .is_key = is_key,
                                       .cert = (struct vmst_cert *)cert};
    return store->is_saved ? vmst_unsaved_add(&store->unsaved, &entry)
                           : VMSTRUST_OK;
}

int
vmst_store_distrust(struct vmst_store *store, const struct vmst_cert *cert,
                    bool is_key)
{
    struct vmst_trust *next = NULL;
    TRY(vmst_store_begin(store, &next));
    size_t noted = store->unsaved.count;
    return end_noted(store, next, distrust_in(store, cert, is_key, next),
                     noted);
}

/* --- Lists that are superseded -------------------------------------------- */

/* Those in a folder that is only read stay: they do no harm. */
static int
remove_superseded(struct vmst_store *store, int64_t now,
                  struct vmst_trust *next, size_t *removed)
{
    const struct vmst_trust *current = store->current;
    for (size_t i = 0; i < current->crl_count; i++) {
        const struct vmst_unsaved entry = {.kind = VMST_UNSAVED_REMOVE_CRL,
                                           .crl = current->crls[i]};
        if (!vmst_crl_is_superseded(current, store->cache, entry.crl, now)) {
            continue;
        }
        size_t gone = vmst_trust_remove_crl(next, entry.crl);
        if (store->is_saved &&
            vmst_shelf_has_crl(store->shelves[0], entry.crl)) {
            TRY(vmst_unsaved_add(&store->unsaved, &entry));
            gone = 1;
        }
        *removed += gone;
    }
    return VMSTRUST_OK;
}

int
vmst_store_remove_superseded_crls(struct vmst_store *store, int64_t now,
                                  size_t *removed)
{
    struct vmst_trust *next = NULL;
    *removed = 0;
    TRY(vmst_store_begin(store, &next));
    size_t noted = store->unsaved.count;
    int code = end_noted(store, next,
                         remove_superseded(store, now, next, removed), noted);
    if (code != VMSTRUST_OK) {
        *removed = 0;
    }
    return code;
}

/* --- Folders -------------------------------------------------------------- */

static int
read_below(struct vmst_shelf *const *shelves, size_t count,
           struct vmst_trust **below)
{
    AUTO(trust) made = NULL;
    *below = NULL;
    TRY(vmst_trust_new(NULL, &made));
    for (size_t i = 0; i < count; i++) {
        TRY(vmst_shelf_add_to(shelves[i], made));
    }
    vmst_trust_seal(made);
    *below = steal(&made);
    return VMSTRUST_OK;
}

/* A generation of what the shelves say now, with `own` over it; takes over
 * `own`, also where it fails. */
static int
put_in_force(struct vmst_store *store, struct vmst_shelf *const *shelves,
             size_t count, struct vmst_trust *own)
{
    AUTO(trust) mine = own;
    AUTO(trust) below = NULL;
    struct vmst_trust *next = NULL;
    TRY(read_below(shelves, count, &below));
    TRY(combine(store, mine, below, &next));
    vmst_trust_free(store->below);
    store->below = steal(&below);
    vmst_trust_free(store->own);
    store->own = steal(&mine);
    swap_in(store, next);
    return VMSTRUST_OK;
}

static int
add_shelf(struct vmst_store *store, const char *path, struct vmst_note *note)
{
    AUTO(shelf) shelf = NULL;
    TRY(vmst_shelf_read(path, NULL, NULL, note, &shelf));
    struct vmst_shelf **grown =
        realloc(store->shelves, (store->shelf_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return vmst_fail_memory(note);
    }
    store->shelves = grown;
    grown[store->shelf_count] = shelf;
    TRY(put_in_force(store, grown, store->shelf_count + 1,
                     vmst_trust_ref(store->own)));
    store->shelf_count++;
    (void)steal(&shelf);
    return VMSTRUST_OK;
}

int
vmst_store_add_folder(struct vmst_store *store, const char *path, bool is_saved,
                      struct vmst_note *note)
{
    vmst_lock_take(&store->changing);
    int code = add_shelf(store, path, note);
    if (code == VMSTRUST_OK && is_saved) {
        store->is_saved = true;
    }
    vmst_lock_release(&store->changing);
    return code;
}

/* New readings of all folders, in an array to be freed. */
struct readings {
    struct vmst_shelf **shelves;
    size_t count;
    bool is_same;
};

static void
free_readings(struct readings *readings)
{
    for (size_t i = 0; i < readings->count; i++) {
        vmst_shelf_free(readings->shelves[i]);
    }
    free(readings->shelves);
}

static int
read_again(const struct vmst_store *store, struct vmst_note *note,
           struct readings *readings)
{
    readings->is_same = true;
    readings->shelves =
        calloc(store->shelf_count + 1, sizeof *readings->shelves);
    if (readings->shelves == NULL) {
        return vmst_fail_memory(note);
    }
    for (size_t i = 0; i < store->shelf_count; i++) {
        const struct vmst_shelf *old = store->shelves[i];
        struct vmst_shelf **shelf = &readings->shelves[i];
        TRY(vmst_shelf_read(old->path, old, NULL, note, shelf));
        readings->count++;
        readings->is_same = readings->is_same && vmst_shelf_equal(old, *shelf);
    }
    return VMSTRUST_OK;
}

/* The store has the new readings, and who frees `readings` frees the old. */
static void
take_readings(struct vmst_store *store, struct readings *readings)
{
    struct vmst_shelf **old = store->shelves;
    store->shelves = readings->shelves;
    readings->shelves = old;
}

static int
refresh(struct vmst_store *store, struct vmst_trust *own, bool has_new_own,
        struct vmst_note *note)
{
    struct readings readings = {.count = 0};
    int code = read_again(store, note, &readings);
    if (code != VMSTRUST_OK || (readings.is_same && !has_new_own)) {
        vmst_trust_free(own);
    } else {
        code = put_in_force(store, readings.shelves, readings.count, own);
    }
    if (code == VMSTRUST_OK) {
        take_readings(store, &readings); /* with what has settled since */
    }
    free_readings(&readings);
    return code;
}

int
vmst_store_refresh(struct vmst_store *store, struct vmst_note *note)
{
    vmst_lock_take(&store->changing);
    int code = refresh(store, vmst_trust_ref(store->own), false, note);
    vmst_lock_release(&store->changing);
    return code;
}

/* --- Saving --------------------------------------------------------------- */

int
vmst_store_set_actor(struct vmst_store *store, const char *account,
                     const char *computer)
{
    AUTO_BUFFER text = {0};
    char *by = NULL;
    if (account != NULL) {
        vmst_buffer_add_text(&text, account);
    }
    if (computer != NULL) {
        vmst_buffer_add_text(&text, account != NULL ? " on " : "on ");
        vmst_buffer_add_text(&text, computer);
    }
    TRY(vmst_buffer_take_text(&text, &by));
    vmst_lock_take(&store->changing);
    free(store->by);
    store->by = by;
    vmst_lock_release(&store->changing);
    return VMSTRUST_OK;
}

/* What is never saved: the system's roots. */
static int
keep_system_roots(const struct vmst_trust *own, struct vmst_trust **kept)
{
    AUTO(trust) made = NULL;
    TRY(vmst_trust_new(NULL, &made));
    for (size_t i = 0; i < own->anchor_count; i++) {
        if (!vmst_role_set_is_empty(&own->anchors[i].system)) {
            TRY(vmst_trust_add_anchor(made, own->anchors[i].cert, 0, true));
        }
    }
    vmst_trust_seal(made);
    *kept = steal(&made);
    return VMSTRUST_OK;
}

/* What was saved lies below from now on. */
static int
read_saved(struct vmst_store *store, struct vmst_note *note)
{
    struct vmst_unsaved_list saved = store->unsaved;
    struct vmst_trust *kept = NULL;
    TRY(keep_system_roots(store->own, &kept));
    store->unsaved = (struct vmst_unsaved_list){0};
    int code = refresh(store, kept, true, note);
    if (code == VMSTRUST_OK) {
        vmst_unsaved_free(&saved);
    } else {
        store->unsaved = saved;
    }
    return code;
}

static int
save(struct vmst_store *store, const struct vmst_item_head *head,
     struct vmst_note *note)
{
    if (!store->is_saved) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "this store was not opened from a folder, so that "
                         "there is none to save it in");
    }
    const struct vmst_save what = {.shelf = store->shelves[0],
                                   .own = store->own,
                                   .unsaved = &store->unsaved,
                                   .head = *head};
    TRY(vmst_save_write(&what, note));
    return read_saved(store, note);
}

int
vmst_store_save(struct vmst_store *store, const char *reason, int64_t now,
                struct vmst_note *note)
{
    vmst_lock_take(&store->changing);
    const struct vmst_item_head head = {.has_added = true,
                                        .added = now,
                                        .by = store->by,
                                        .why = (char *)reason};
    int code = save(store, &head, note);
    vmst_lock_release(&store->changing);
    return code;
}
