/*
 * What lies in a store's folder, and what is wrong with it: for people. Floor 5.
 */
#ifndef VMST_STORE_INVENTORY_H
#define VMST_STORE_INVENTORY_H

#include "store/shelf.h"

struct vmst_problem {
    vmstrust_severity severity;
    const char *id; /* static */
    char *file;     /* owned; below the store */
    char *text;     /* owned */
};

struct vmst_inventory {
    struct vmst_shelf *shelf;      /* owned */
    struct vmst_problem *problems; /* owned */
    size_t problem_count;
    size_t problem_room;
};

/* Reads on where opening would refuse. */
int vmst_inventory_read(const char *path, struct vmst_note *note,
                        struct vmst_inventory **inventory);
void vmst_inventory_free(struct vmst_inventory *inventory);
VMST_FREE_AT_SCOPE_END(inventory)

/* Adds what is wrong with the entries at `now`, or `within` seconds later. */
int vmst_inventory_check(struct vmst_inventory *inventory, int64_t now,
                         int64_t within);

#endif
