/*
 * The folder of a store as it was last read, and how it is written. Reading
 * takes what has not changed from the reading before. Floor 5.
 */
#ifndef VMST_STORE_SHELF_H
#define VMST_STORE_SHELF_H

#include "path/trust.h"
#include "store/item.h"

struct vmst_shelf {
    char *path;              /* owned */
    struct vmst_item *items; /* owned, sorted by path */
    size_t count;
    size_t room;
};

/* What is wrong with one file or folder, for who reads on. */
enum vmst_fault_kind {
    VMST_FAULT_UNREADABLE,
    VMST_FAULT_PRIVATE_KEY,
    VMST_FAULT_ROLE_UNKNOWN,
};
struct vmst_fault {
    enum vmst_fault_kind kind;
    char *path; /* owned; below the store */
    char *text; /* owned */
};
struct vmst_faults {
    struct vmst_fault *list; /* owned */
    size_t count;
    size_t room;
};
void vmst_faults_free(struct vmst_faults *faults);

/* The folder at `path`. What is unchanged since `old` is not read again; NULL:
 * everything is. With `faults` each is added there and the rest is read;
 * without, the first is the answer. VMSTRUST_E_FILE, VMSTRUST_E_MALFORMED,
 * VMSTRUST_E_LIMIT. */
int vmst_shelf_read(const char *path, const struct vmst_shelf *old,
                    struct vmst_faults *faults, struct vmst_note *note,
                    struct vmst_shelf **shelf);
void vmst_shelf_free(struct vmst_shelf *shelf);
VMST_FREE_AT_SCOPE_END(shelf)

/* Do both say the same about trust? */
bool vmst_shelf_equal(const struct vmst_shelf *a, const struct vmst_shelf *b);
/* Before sealing. */
int vmst_shelf_add_to(const struct vmst_shelf *shelf, struct vmst_trust *trust);
bool vmst_shelf_has_cert(const struct vmst_shelf *shelf,
                         const struct vmst_cert *cert);
bool vmst_shelf_has_crl(const struct vmst_shelf *shelf,
                        const struct vmst_crl *crl);
bool vmst_shelf_has_pin(const struct vmst_shelf *shelf, const char *host);

/* A new, empty one; VMSTRUST_E_FILE if there is anything of that name. */
int vmst_shelf_create(const char *path, struct vmst_note *note);

/* From here until it is released nobody else writes. */
int vmst_shelf_guard(const char *path, struct vmst_note *note,
                     struct vmst_guard *guard);
/* Writes one entry; one that is there and says the same stays as it is. */
int vmst_shelf_put(const char *path, const struct vmst_item *item,
                   struct vmst_note *note);
/* Removes one entry, by its path below the store, if it is there. */
int vmst_shelf_drop(const char *path, const char *item, struct vmst_note *note);

#endif
