/*
 * Progress and cancelling (task.h): promises never to wait. Floor 0.
 */
#include "base/task.h"

#include <stddef.h>

/* A lock would make a cancelling signal handler wait for the thread that it
 * interrupts. */
_Static_assert(ATOMIC_BOOL_LOCK_FREE == 2, "atomic_bool takes a lock");

void
vmst_task_set_progress(struct vmst_task *task, uint64_t done, uint64_t total)
{
    if (task != NULL) {
        atomic_store(&task->total, total);
        atomic_store(&task->done, done);
    }
}

bool
vmst_task_is_cancelled(const struct vmst_task *task)
{
    return task != NULL && atomic_load(&task->is_cancelled);
}
