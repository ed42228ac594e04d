/*
 * Views, buffers that grow, and the blobs that calls hand out. Memory that
 * held bytes is wiped before it is given back, also when a buffer moves: a
 * private key passes through here. Floor 0.
 */
#define _DEFAULT_SOURCE /* explicit_bzero */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/bytes.h"

/* A first allocation that holds a sentence or a small file. */
#define SMALLEST_CAPACITY ((size_t)256)

void
vmst_wipe(void *data, size_t size)
{
    if (size != 0) {
        explicit_bzero(data, size);
    }
}

int
vmst_bytes_compare(struct vmst_bytes a, struct vmst_bytes b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

    if (order != 0) {
        return order;
    }
    return (a.size > b.size) - (a.size < b.size);
}

/* Not realloc: it would leave a copy of the bytes in freed memory. */
static bool
move_to(struct vmst_buffer *buffer, size_t capacity)
{
    uint8_t *data = malloc(capacity);

    if (data == NULL) {
        return false;
    }
    if (buffer->size != 0) {
        memcpy(data, buffer->data, buffer->size);
        vmst_wipe(buffer->data, buffer->size);
    }
    free(buffer->data);
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

/* Makes room for `more` bytes. */
static bool
reserve(struct vmst_buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity;

    if (buffer->failed) {
        return false;
    }
    if (more <= capacity - buffer->size) {
        return true;
    }
    if (more > SIZE_MAX / 2 - buffer->size) {
        buffer->failed = true;
        return false;
    }
    capacity = capacity < SMALLEST_CAPACITY ? SMALLEST_CAPACITY : capacity * 2;
    if (capacity < buffer->size + more) {
        capacity = buffer->size + more;
    }
    buffer->failed = !move_to(buffer, capacity);
    return !buffer->failed;
}

void
vmst_buffer_add(struct vmst_buffer *buffer, const void *data, size_t size)
{
    if (size != 0 && reserve(buffer, size)) {
        memcpy(buffer->data + buffer->size, data, size);
        buffer->size += size;
    }
}

void
vmst_buffer_add_text(struct vmst_buffer *buffer, const char *text)
{
    vmst_buffer_add(buffer, text, strlen(text));
}

void
vmst_buffer_format(struct vmst_buffer *buffer, const char *format, ...)
{
    va_list measured;
    va_list written;
    int size;

    va_start(measured, format);
    va_copy(written, measured);
    size = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    /* One byte more for the NUL, which is not counted. */
    if (size >= 0 && reserve(buffer, (size_t)size + 1)) {
        vsnprintf((char *)buffer->data + buffer->size, (size_t)size + 1, format,
                  written);
        buffer->size += (size_t)size;
    }
    va_end(written);
}

void
vmst_buffer_add_hex(struct vmst_buffer *buffer, struct vmst_bytes bytes,
                    char separator)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < bytes.size; i++) {
        char pair[2] = {digits[bytes.data[i] >> 4],
                        digits[bytes.data[i] & 0x0f]};

        if (i != 0 && separator != 0) {
            vmst_buffer_add(buffer, &separator, 1);
        }
        vmst_buffer_add(buffer, pair, sizeof pair);
    }
}

void
vmst_buffer_free(struct vmst_buffer *buffer)
{
    if (buffer->data != NULL) {
        vmst_wipe(buffer->data, buffer->capacity);
        free(buffer->data);
    }
    *buffer = (struct vmst_buffer){0};
}

struct vmst_bytes
vmst_buffer_view(const struct vmst_buffer *buffer)
{
    return vmst_bytes(buffer->data, buffer->size);
}

int
vmst_buffer_take_text(struct vmst_buffer *buffer, char **text)
{
    *text = NULL;
    vmst_buffer_add(buffer, "", 1);
    if (buffer->failed) {
        vmst_buffer_free(buffer);
        return VMSTRUST_E_MEMORY;
    }
    *text = (char *)buffer->data;
    *buffer = (struct vmst_buffer){0};
    return VMSTRUST_OK;
}

int
vmst_blob_new_empty(size_t size, struct vmst_blob **blob)
{
    *blob = NULL;
    if (size > SIZE_MAX - sizeof **blob - 1) {
        return VMSTRUST_E_MEMORY;
    }
    *blob = calloc(1, sizeof **blob + size + 1);
    if (*blob == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    (*blob)->size = size;
    return VMSTRUST_OK;
}

int
vmst_blob_new(struct vmst_bytes bytes, struct vmst_blob **blob)
{
    TRY(vmst_blob_new_empty(bytes.size, blob));
    if (bytes.size != 0) {
        memcpy((*blob)->data, bytes.data, bytes.size);
    }
    return VMSTRUST_OK;
}

int
vmst_buffer_take_blob(struct vmst_buffer *buffer, struct vmst_blob **blob)
{
    int status = VMSTRUST_E_MEMORY;

    *blob = NULL;
    if (!buffer->failed) {
        status = vmst_blob_new(vmst_buffer_view(buffer), blob);
    }
    vmst_buffer_free(buffer);
    return status;
}

void
vmst_blob_free(struct vmst_blob *blob)
{
    if (blob != NULL) {
        vmst_wipe(blob->data, blob->size);
        free(blob);
    }
}
