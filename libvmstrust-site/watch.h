/*
 * The descriptors that one round of the loop waits for.
 */
#ifndef VMST_SITE_WATCH_H
#define VMST_SITE_WATCH_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

#define VMST_NEVER INT64_MAX

struct vmst_watch {
    struct pollfd *list; /* room for every descriptor of every attempt */
    size_t count;
};

static inline void
vmst_watch_add(struct vmst_watch *watch, int descriptor, short events)
{
    watch->list[watch->count++] =
        (struct pollfd){.fd = descriptor, .events = events};
}

static inline int64_t
vmst_sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

#endif
