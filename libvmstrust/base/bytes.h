/*
 * Bytes: `vmst_bytes` is a view that borrows, `vmst_buffer` grows, and
 * `vmst_blob` (the public vmstrust_bytes) is the immutable result that a call
 * hands out, wiped when freed. Floor 0.
 */
#ifndef VMST_BYTES_H
#define VMST_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "scope.h"

struct vmst_bytes {
    const uint8_t *data; /* borrowed; where a view is stored, its owner is
                            named on that line */
    size_t size;
};

static inline struct vmst_bytes
vmst_bytes(const void *data, size_t size)
{
    return (struct vmst_bytes){(const uint8_t *)data, size};
}

static inline struct vmst_bytes
vmst_bytes_of(const char *text)
{
    return vmst_bytes(text, text == NULL ? 0 : strlen(text));
}

static inline bool
vmst_bytes_equal(struct vmst_bytes a, struct vmst_bytes b)
{
    return a.size == b.size &&
           (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Forgets a secret: a store that the compiler may not leave out. */
void vmst_wipe(void *data, size_t size);

/* Total order: memcmp of the common length, then the shorter first. */
int vmst_bytes_compare(struct vmst_bytes a, struct vmst_bytes b);

/* A buffer that grows. A failed allocation is remembered: later writes do
 * nothing, and vmst_buffer_finish reports it once. Zero-initialise it. */
struct vmst_buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
    bool failed;
};

void vmst_buffer_add(struct vmst_buffer *buffer, const void *data, size_t size);
void vmst_buffer_add_text(struct vmst_buffer *buffer, const char *text);
void vmst_buffer_format(struct vmst_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Lower-case hexadecimal digits; `separator` 0 writes none. */
void vmst_buffer_add_hex(struct vmst_buffer *buffer, struct vmst_bytes bytes,
                         char separator);
void vmst_buffer_free(struct vmst_buffer *buffer); /* wipes, then zero */

#define AUTO_BUFFER                                                            \
    __attribute__((cleanup(vmst_buffer_free))) struct vmst_buffer

/* A view of what is in the buffer. */
struct vmst_bytes vmst_buffer_view(const struct vmst_buffer *buffer);

/* A NUL-terminated copy of the text, to be freed with free(); the buffer is
 * empty afterwards. VMSTRUST_E_MEMORY if any allocation failed. */
int vmst_buffer_take_text(struct vmst_buffer *buffer, char **text);

/* The public vmstrust_bytes: data, size, a NUL after the end. */
struct vmst_blob {
    size_t size;
    uint8_t data[]; /* size bytes and a NUL */
};

int vmst_blob_new(struct vmst_bytes bytes, struct vmst_blob **blob);
/* `size` zeros, to be filled by the caller before anyone else sees them. */
int vmst_blob_new_empty(size_t size, struct vmst_blob **blob);
int vmst_buffer_take_blob(struct vmst_buffer *buffer, struct vmst_blob **blob);
void vmst_blob_free(struct vmst_blob *blob); /* wipes; NULL does nothing */
VMST_FREE_AT_SCOPE_END(blob)

#endif
