/*
 * A helper: a program of ours that is started, asked once through a pipe and
 * gone after five seconds. It is root that starts it, so it is started only
 * where nobody but root could have put something else there. Floor 0.
 */
#ifndef VMST_HELPER_H
#define VMST_HELPER_H

#include "base/bytes.h"

#define VMST_HELPER_SECONDS 5
/* What is asked must fit into the pipe before anybody reads it (Linux: 64 KiB
 * for root), so that nothing is written to a process that may be gone. */
#define VMST_HELPER_REQUEST ((size_t)32 << 10)
/* An answer: a sentence and a signature. */
#define VMST_HELPER_ANSWER ((size_t)16 << 10)

/* True: *answer is what it wrote, which is to be believed as little as what
 * any stranger writes. False: `why` gets why there is none, part of a sentence.
 * It gets no environment, no descriptors but its pipes, and the signals as
 * they are by default. */
bool vmst_helper_ask(const char *path, struct vmst_bytes request,
                     struct vmst_buffer *answer, struct vmst_buffer *why);

/* What the helper itself starts with: closes every descriptor from this one
 * on. */
bool vmst_close_from(int first);

#endif
