/*
 * What of a store is not in its folder yet, and how it gets there. Floor 5.
 */
#ifndef VMST_STORE_SAVE_H
#define VMST_STORE_SAVE_H

#include "store/shelf.h"

enum vmst_unsaved_kind {
    VMST_UNSAVED_DISTRUST,
    VMST_UNSAVED_REMOVE_CERT,
    VMST_UNSAVED_REMOVE_PINS,
    VMST_UNSAVED_REMOVE_CRL,
};

/* What the trust set of the calls cannot say itself. */
struct vmst_unsaved {
    enum vmst_unsaved_kind kind;
    bool is_key;            /* DISTRUST */
    struct vmst_cert *cert; /* owned reference; DISTRUST, REMOVE_CERT */
    char *host;             /* owned; REMOVE_PINS */
    struct vmst_crl *crl;   /* owned reference; REMOVE_CRL */
};

struct vmst_unsaved_list {
    struct vmst_unsaved *list; /* owned */
    size_t count;
    size_t room;
};

/* Adds a copy of one, unless it is there. */
int vmst_unsaved_add(struct vmst_unsaved_list *list,
                     const struct vmst_unsaved *entry);
void vmst_unsaved_cut(struct vmst_unsaved_list *list, size_t count);
void vmst_unsaved_free(struct vmst_unsaved_list *list);
/* Takes out of `trust` what was removed. */
void vmst_unsaved_apply(const struct vmst_unsaved_list *list,
                        struct vmst_trust *trust);

struct vmst_save {
    const struct vmst_shelf *shelf; /* as it was last read */
    const struct vmst_trust *own;   /* what calls put in */
    const struct vmst_unsaved_list *unsaved;
    struct vmst_item_head head; /* who, when and why */
};

/* Each change whole or not at all, and in an order that trusts no more on the
 * way than before or after. What is done is not undone by a later failure; the
 * same again does the rest. */
int vmst_save_write(const struct vmst_save *save, struct vmst_note *note);

#endif
