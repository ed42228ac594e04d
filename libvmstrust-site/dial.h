/*
 * A connection to the first of a host's addresses that answers: they are raced,
 * each with a head start before the next (RFC 8305 section 5). Never waits.
 */
#ifndef VMST_SITE_DIAL_H
#define VMST_SITE_DIAL_H

#include <stdint.h>

#include "lookup.h"
#include "watch.h"

enum vmst_dial_state {
    VMST_DIAL_WORKING,
    VMST_DIAL_DONE,
    VMST_DIAL_FAILED, /* `error` says why */
};

struct vmst_dial {
    const struct vmst_addresses *addresses; /* owned by the attempt */
    int sockets[VMST_BOUND_ADDRESSES];      /* -1: not tried, or closed */
    size_t next;                            /* the address to try next */
    int64_t next_at;                        /* when, in milliseconds */
    size_t last;                            /* that was tried, or has won */
    bool is_starved; /* no descriptor is left for the next one */
    int error;       /* errno, the most telling one */
};

void vmst_dial_start(struct vmst_dial *dial,
                     const struct vmst_addresses *addresses, int64_t now);

/* Goes on as far as it can. When it is done, *descriptor is a connected socket
 * that the caller closes. */
enum vmst_dial_state vmst_dial_step(struct vmst_dial *dial, int64_t now,
                                    int *descriptor);

/* What to wait for; returns when to step at the latest. */
int64_t vmst_dial_watch(const struct vmst_dial *dial, struct vmst_watch *watch);

/* Closes what is still open. */
void vmst_dial_stop(struct vmst_dial *dial);

#endif
