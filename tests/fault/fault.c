/* The allocator of fault.h. For programs with one thread. */
#include "fault.h"

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *old);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *old);

static struct {
    bool is_armed;
    bool has_failed;
    enum fault_kind kind;
    size_t left; /* allocations until the one that fails */
    long live;
} fault;

void
fault_arm(size_t number, enum fault_kind kind)
{
    fault.is_armed = true;
    fault.has_failed = false;
    fault.kind = kind;
    fault.left = number;
}

bool
fault_disarm(void)
{
    fault.is_armed = false;
    return fault.has_failed;
}

long
fault_get_live(void)
{
    return fault.live;
}

static bool
must_fail(void)
{
    if (!fault.is_armed) {
        return false;
    }
    if (fault.left > 0) {
        fault.left--;
    }
    if (fault.left > 0 || (fault.has_failed && fault.kind == FAULT_ONCE)) {
        return false;
    }
    fault.has_failed = true;
    return true;
}

static void *
counted(void *made)
{
    fault.live += made != NULL;
    return made;
}

void *
__wrap_malloc(size_t size)
{
    return must_fail() ? NULL : counted(__real_malloc(size));
}

void *
__wrap_calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : counted(__real_calloc(count, size));
}

void *
__wrap_realloc(void *old, size_t size)
{
    if (must_fail()) {
        return NULL;
    }
    return old == NULL ? counted(__real_malloc(size))
                       : __real_realloc(old, size);
}

void
__wrap_free(void *old)
{
    fault.live -= old != NULL;
    __real_free(old);
}
