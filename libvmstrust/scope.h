/*
 * The only macros that steer: TRY returns a failing status, AUTO frees at the
 * end of the scope. Failure leaves early, the straight line is success.
 * Floor: below all.
 */
#ifndef VMST_SCOPE_H
#define VMST_SCOPE_H

#include <stddef.h>

#include "vmstrust/enumerations.h"

/* Returns from the calling function with the status of `call` unless it is
 * VMSTRUST_OK. The calling function returns an int. */
#define TRY(call)                                                              \
    do {                                                                       \
        int vmst_status = (call);                                              \
        if (vmst_status != VMSTRUST_OK) {                                      \
            return vmst_status;                                                \
        }                                                                      \
    } while (0)

/* AUTO(cert) c = NULL; is a `struct vmst_cert *` freed by
 * vmst_cert_free_scope at the end of its scope. */
#define AUTO(noun)                                                             \
    __attribute__((cleanup(vmst_##noun##_free_scope))) struct vmst_##noun *

/* Makes vmst_<noun>_free_scope out of vmst_<noun>_free, which takes NULL. */
#define VMST_FREE_AT_SCOPE_END(noun)                                           \
    static inline void vmst_##noun##_free_scope(struct vmst_##noun **object)   \
    {                                                                          \
        vmst_##noun##_free(*object);                                           \
    }

/* steal(&p): hands ownership on; p is NULL afterwards, so that AUTO frees
 * nothing. The type is kept. */
#define steal(pointer)                                                         \
    ((__typeof__(*(pointer)))vmst_steal((void **)(void *)(pointer)))

static inline void *
vmst_steal(void **pointer)
{
    void *value = *pointer;
    *pointer = NULL;
    return value;
}

#define VMST_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
