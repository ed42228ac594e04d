/*
 * One attempt to learn what an endpoint presents: its name looked up, its
 * addresses dialled, a handshake, and where that fails or stays silent a
 * question in plain HTTP. All without waiting: the loop says when to go on.
 */
#ifndef VMST_SITE_ATTEMPT_H
#define VMST_SITE_ATTEMPT_H

#include <vmstrust/store.h>

#include "dial.h"
#include "endpoint.h"
#include "http.h"
#include "session.h"

enum vmst_attempt_stage {
    VMST_STAGE_LOOK_UP,
    VMST_STAGE_DIAL,
    VMST_STAGE_SHAKE, /* hands */
    VMST_STAGE_HTTP,  /* TLS has failed, and only that question is open */
    VMST_STAGE_OVER,
};

enum vmst_http_stage { /* of the question beside the handshake */
                       VMST_ASKED_NOTHING,
                       VMST_ASKED_DIAL,
                       VMST_ASKED_WAIT,
                       VMST_ASKED_YES,
                       VMST_ASKED_NO,
};

/* What an attempt can have open at once: every address, twice. */
#define VMST_ATTEMPT_DESCRIPTORS (2 * VMST_BOUND_ADDRESSES)

/* What all attempts of a run share. */
struct vmst_run {
    const vmstrust_store *store;
    gnutls_certificate_credentials_t credentials;
    struct vmst_bell *bell;
    uint32_t timeout; /* milliseconds */
};

struct vmst_attempt {
    struct vmst_endpoint *endpoint; /* the probe's */
    const struct vmst_run *run;
    enum vmst_attempt_stage stage;
    int64_t started, deadline, half; /* monotonic milliseconds */
    int64_t wake;                    /* when to step at the latest */
    int64_t retry_at;                /* when there may be a thread again */
    size_t watched, watched_count;   /* its part of the watch */
    struct vmst_lookup *lookup;      /* owned, or NULL */
    struct vmst_addresses addresses;
    struct vmst_dial dial;
    struct vmst_session *session; /* owned, or NULL */
    enum vmst_http_stage asked;
    struct vmst_addresses http_address; /* the one that took the connection */
    struct vmst_dial http_dial;
    struct vmst_http http;
};

void vmst_attempt_start(struct vmst_attempt *attempt,
                        struct vmst_endpoint *endpoint,
                        const struct vmst_run *run, int64_t now);

/* Puts what it waits for into the watch. */
void vmst_attempt_watch(struct vmst_attempt *attempt, struct vmst_watch *watch);

/* Goes on, if it is time or one of its descriptors, or the bell, has something.
 * True: it is over, and the endpoint has its outcome. */
bool vmst_attempt_step(struct vmst_attempt *attempt,
                       const struct vmst_watch *watch, bool has_rung,
                       int64_t now);

/* Ends it as cancelled. */
void vmst_attempt_cancel(struct vmst_attempt *attempt, int64_t now);

#endif
