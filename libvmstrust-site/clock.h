/*
 * The clock of the loops: milliseconds that only go forward.
 */
#ifndef VMST_SITE_CLOCK_H
#define VMST_SITE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t
vmst_clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
