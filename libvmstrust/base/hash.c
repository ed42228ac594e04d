/*
 * SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"; one
 * round per word and three at the end, as hash tables of Rust and Python use
 * it). Floor 0.
 */
#include <stdatomic.h>

#include "base/hash.h"
#include "base/random.h"

struct state {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t
rotate(uint64_t value, unsigned by)
{
    return value << by | value >> (64 - by);
}

static inline void
mix(struct state *s)
{
    s->v0 += s->v1;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v2 = rotate(s->v2, 32);
}

/* Up to eight bytes as a little-endian word. */
static inline uint64_t
read_word(const uint8_t *data, size_t size)
{
    uint64_t word = 0;

    for (size_t i = 0; i < size; i++) {
        word |= (uint64_t)data[i] << (8 * i);
    }
    return word;
}

static inline void
absorb(struct state *s, uint64_t word)
{
    s->v3 ^= word;
    mix(s);
    s->v0 ^= word;
}

uint64_t
vmst_hash_with(const uint64_t key[2], struct vmst_bytes bytes)
{
    /* The four constants are the algorithm's own. */
    struct state s = {key[0] ^ UINT64_C(0x736f6d6570736575),
                      key[1] ^ UINT64_C(0x646f72616e646f6d),
                      key[0] ^ UINT64_C(0x6c7967656e657261),
                      key[1] ^ UINT64_C(0x7465646279746573)};
    size_t whole = bytes.size / 8 * 8;

    for (size_t i = 0; i < whole; i += 8) {
        absorb(&s, read_word(bytes.data + i, 8));
    }
    absorb(&s, (uint64_t)bytes.size << 56 |
                   read_word(bytes.data + whole, bytes.size - whole));
    s.v2 ^= 0xff;
    mix(&s);
    mix(&s);
    mix(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* The word of the process, drawn by whoever comes first. Zero means not drawn
 * yet; where the system has no random bytes it is one: then names can be made
 * to collide, and the budget of the search still bounds the cost. */
static uint64_t
key_word(_Atomic uint64_t *shared)
{
    uint64_t word = atomic_load_explicit(shared, memory_order_relaxed);
    uint64_t fresh = 0;

    if (word != 0) {
        return word;
    }
    if (!vmst_random(&fresh, sizeof fresh) || fresh == 0) {
        fresh = 1;
    }
    /* On failure `word` becomes what another thread has stored. */
    return atomic_compare_exchange_strong(shared, &word, fresh) ? fresh : word;
}

uint64_t
vmst_hash(struct vmst_bytes bytes)
{
    static _Atomic uint64_t shared[2];
    const uint64_t key[2] = {key_word(&shared[0]), key_word(&shared[1])};

    return vmst_hash_with(key, bytes);
}
