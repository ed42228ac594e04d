/*
 * A task: what a caller and a long call have in common. The caller makes one,
 * hands it to the call, and meanwhile reads from another thread how far it has
 * come, or cancels it. There is no callback.
 *
 * Every call here but vmstrust_task_free() may be made by any number of threads
 * at once, and takes NULL.
 */
#ifndef VMSTRUST_TASK_H
#define VMSTRUST_TASK_H

#include <stdbool.h>
#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_task vmstrust_task;

/**
 * A task that nothing was done of.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_task_new(vmstrust_task **task,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks the call that has this task to end; it returns VMSTRUST_E_CANCELLED soon
 * after. There is no way back. May be called from a signal handler.
 *
 * @since 0.1
 */
VMSTRUST_API void vmstrust_task_cancel(vmstrust_task *task);

/** Whether it was cancelled: for a caller's own long loop that shares the task.
 *  @return false for NULL
 *  @since 0.1 */
VMSTRUST_API bool vmstrust_task_is_cancelled(const vmstrust_task *task);

/** How much is done, in the unit of the call: endpoints, certificates.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API uint64_t vmstrust_task_get_done(const vmstrust_task *task);

/** How much there is to do, in the same unit; 0 as long as nobody knows. A call
 *  may find out later that there is more.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API uint64_t vmstrust_task_get_total(const vmstrust_task *task);

/** What a call that has the task says of itself: for libraries that stand on
 *  this one.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_task_set_progress(vmstrust_task *task, uint64_t done,
                                             uint64_t total);

/** No call may have it any more.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_task_free(vmstrust_task *task);

VMSTRUST_END

#endif
