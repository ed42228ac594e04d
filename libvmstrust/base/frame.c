/*
 * Frames, written and taken. Floor 0.
 */
#include "base/frame.h"

#define HEAD 4

void
vmst_frame_add(struct vmst_buffer *buffer, struct vmst_bytes bytes)
{
    const uint8_t head[HEAD] = {
        (uint8_t)(bytes.size >> 24), (uint8_t)(bytes.size >> 16),
        (uint8_t)(bytes.size >> 8), (uint8_t)bytes.size};

    vmst_buffer_add(buffer, head, sizeof head);
    vmst_buffer_add(buffer, bytes.data, bytes.size);
}

bool
vmst_frame_take(struct vmst_bytes *rest, struct vmst_bytes *bytes)
{
    const uint8_t *head = rest->data;
    size_t size;

    if (rest->size < HEAD) {
        return false;
    }
    size = (size_t)head[0] << 24 | (size_t)head[1] << 16 |
           (size_t)head[2] << 8 | head[3];
    if (size > rest->size - HEAD) {
        return false;
    }
    *bytes = vmst_bytes(head + HEAD, size);
    *rest = vmst_bytes(head + HEAD + size, rest->size - HEAD - size);
    return true;
}
