/*
 * The public vmstrust_task: how far a long call has come, and whether its
 * caller wants it to end. Read and written by several threads and by signal
 * handlers, so that every field is atomic and there is no lock. Floor 0.
 */
#ifndef VMST_TASK_H
#define VMST_TASK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct vmst_task {
    atomic_bool is_cancelled;
    atomic_uint_least64_t done;
    atomic_uint_least64_t total;
};

/* All of these take NULL: nobody watches, and nobody cancels. */
void vmst_task_set_progress(struct vmst_task *task, uint64_t done,
                            uint64_t total);
bool vmst_task_is_cancelled(const struct vmst_task *task);

#endif
