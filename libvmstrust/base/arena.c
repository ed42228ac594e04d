/*
 * The arena: a list of chunks, the first large enough for a usual certificate.
 * Floor 0.
 */
#include <stdalign.h>
#include <stdlib.h>

#include "base/arena.h"

/* The lists and names of a server certificate take about 1 KiB. */
#define CHUNK ((size_t)1536)

struct vmst_arena_chunk {
    struct vmst_arena_chunk *below;
    alignas(max_align_t) uint8_t data[];
};

static size_t
round_up(size_t size)
{
    const size_t mask = alignof(max_align_t) - 1;

    return (size + mask) & ~mask;
}

static bool
add_chunk(struct vmst_arena *arena, size_t size)
{
    size_t capacity = size < CHUNK ? CHUNK : size;
    struct vmst_arena_chunk *chunk = calloc(1, sizeof *chunk + capacity);

    if (chunk == NULL) {
        return false;
    }
    chunk->below = arena->chunks;
    arena->chunks = chunk;
    arena->next = chunk->data;
    arena->left = capacity;
    return true;
}

void *
vmst_arena_take(struct vmst_arena *arena, size_t count, size_t size)
{
    uint8_t *piece;
    size_t total;

    if (size != 0 && count > SIZE_MAX / 4 / size) {
        return NULL;
    }
    total = round_up(count * size);
    if ((arena->next == NULL || total > arena->left) &&
        !add_chunk(arena, total)) {
        return NULL;
    }
    piece = arena->next;
    arena->next += total;
    arena->left -= total;
    return piece;
}

void
vmst_arena_trim(struct vmst_arena *arena, void *end)
{
    uint8_t *kept = arena->next - ((size_t)(arena->next - (uint8_t *)end) &
                                   ~(size_t)(alignof(max_align_t) - 1));

    memset(kept, 0, (size_t)(arena->next - kept));
    arena->left += (size_t)(arena->next - kept);
    arena->next = kept;
}

void
vmst_arena_free(struct vmst_arena *arena)
{
    while (arena->chunks != NULL) {
        struct vmst_arena_chunk *chunk = arena->chunks;

        arena->chunks = chunk->below;
        free(chunk);
    }
    *arena = (struct vmst_arena){0};
}
