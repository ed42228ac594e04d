/*
 * A lock that one thread holds at a time, for the few lines that copy or swap a
 * pointer or look into a cache. What it guards is named where it is stored.
 * Floor 0.
 */
#ifndef VMST_LOCK_H
#define VMST_LOCK_H

#include <pthread.h>

struct vmst_lock {
    pthread_mutex_t mutex;
};

/* VMSTRUST_E_MEMORY: the system has no more locks. */
int vmst_lock_new(struct vmst_lock *lock);
void vmst_lock_free(struct vmst_lock *lock); /* nobody may hold it */

/* Waits for its turn. The same thread must not take it twice. */
void vmst_lock_take(struct vmst_lock *lock);
void vmst_lock_release(struct vmst_lock *lock);

#endif
