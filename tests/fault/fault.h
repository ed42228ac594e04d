/*
 * The allocator that fails on demand. A program linked with
 *   -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
 * takes its memory from here, as does all code of ours in it; the libraries
 * below us are linked already and keep theirs.
 */
#ifndef VMST_TEST_FAULT_H
#define VMST_TEST_FAULT_H

#include <stdbool.h>
#include <stddef.h>

enum fault_kind {
    FAULT_ONCE,   /* one allocation fails, those after it do not */
    FAULT_LASTING /* all fail from there on: memory does not come back */
};

/* From now on the allocation of this number (the first is 1) fails. */
void fault_arm(size_t number, enum fault_kind kind);

/* No allocation fails any more. Says whether one did. */
bool fault_disarm(void);

/* Allocations that were made and not freed since the program began. */
long fault_get_live(void);

#endif
