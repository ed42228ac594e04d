/*
 * Memory for the parts of one object that live and die with it: taken piece by
 * piece, given back at once. Pieces are zeroed and aligned for any object.
 * Floor 0.
 */
#ifndef VMST_ARENA_H
#define VMST_ARENA_H

#include "base/bytes.h"

struct vmst_arena_chunk;

struct vmst_arena { /* zero-initialise it */
    uint8_t *next;
    size_t left;
    struct vmst_arena_chunk *chunks;
};

/* `count` objects of `size` bytes; NULL if there is no memory. Zero objects
 * are a pointer that is not to be read. */
void *vmst_arena_take(struct vmst_arena *arena, size_t count, size_t size);
/* Gives back the end of the piece that was taken last. */
void vmst_arena_trim(struct vmst_arena *arena, void *end);
void vmst_arena_free(struct vmst_arena *arena);

#endif
