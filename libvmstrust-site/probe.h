/*
 * A probe from within: its endpoints, and the loop that asks them.
 */
#ifndef VMST_SITE_PROBE_H
#define VMST_SITE_PROBE_H

#include <vmstrust/store.h>
#include <vmstrust/task.h>

#include "endpoint.h"

struct vmst_probe {
    struct vmst_endpoint *list; /* owned */
    size_t count, capacity;
    uint32_t timeout; /* milliseconds */
    uint32_t parallel;
};

/* Asks every endpoint, and returns when each has an outcome, also after the
 * task was cancelled. A failure: nobody was asked. */
int vmst_probe_ask(struct vmst_probe *probe, const vmstrust_store *store,
                   vmstrust_task *task);

/* VMSTRUST_OK, VMSTRUST_E_UNTRUSTED or VMSTRUST_E_UNREACHABLE. */
int vmst_probe_code(vmstrust_outcome outcome);

#endif
