/*
 * The lock, over the system's mutex. Taking and releasing cannot fail in a
 * program that obeys lock.h, so they return nothing. Floor 0.
 */
#include <assert.h>

#include "base/lock.h"
#include "scope.h"

int
vmst_lock_new(struct vmst_lock *lock)
{
    return pthread_mutex_init(&lock->mutex, NULL) == 0 ? VMSTRUST_OK
                                                       : VMSTRUST_E_MEMORY;
}

void
vmst_lock_free(struct vmst_lock *lock)
{
    int status = pthread_mutex_destroy(&lock->mutex);

    assert(status == 0);
    (void)status;
}

void
vmst_lock_take(struct vmst_lock *lock)
{
    int status = pthread_mutex_lock(&lock->mutex);

    assert(status == 0);
    (void)status;
}

void
vmst_lock_release(struct vmst_lock *lock)
{
    int status = pthread_mutex_unlock(&lock->mutex);

    assert(status == 0);
    (void)status;
}
