/*
 * Frames: bytes behind their length, four bytes, the highest first. How two
 * processes of ours talk through a pipe. Floor 0.
 */
#ifndef VMST_FRAME_H
#define VMST_FRAME_H

#include "base/bytes.h"

void vmst_frame_add(struct vmst_buffer *buffer, struct vmst_bytes bytes);
/* Takes the first one off; false, and nothing is taken, where there is none. */
bool vmst_frame_take(struct vmst_bytes *rest, struct vmst_bytes *bytes);

#endif
