/*
 * vmstrust_task: the public calls. Floor 6.
 */
#include <vmstrust/task.h>

#include <stdlib.h>

#include "api/error.h"
#include "base/task.h"

int
vmstrust_task_new(vmstrust_task **task, vmstrust_error **error)
{
    if (task == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    *task = calloc(1, sizeof **task);
    return vmst_error_answer(*task == NULL ? VMSTRUST_E_MEMORY : VMSTRUST_OK,
                             NULL, error);
}

void
vmstrust_task_cancel(vmstrust_task *task)
{
    if (task != NULL) {
        atomic_store(&task->is_cancelled, true);
    }
}

bool
vmstrust_task_is_cancelled(const vmstrust_task *task)
{
    return vmst_task_is_cancelled(task);
}

uint64_t
vmstrust_task_get_done(const vmstrust_task *task)
{
    return task == NULL ? 0 : atomic_load(&task->done);
}

uint64_t
vmstrust_task_get_total(const vmstrust_task *task)
{
    return task == NULL ? 0 : atomic_load(&task->total);
}

void
vmstrust_task_set_progress(vmstrust_task *task, uint64_t done, uint64_t total)
{
    vmst_task_set_progress(task, done, total);
}

void
vmstrust_task_free(vmstrust_task *task)
{
    free(task);
}
