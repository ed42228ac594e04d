/*
 * One visit of a client at a server of a trial: the handshake from the server's
 * side, and what the client does after it. Never waits.
 */
#ifndef VMST_SITE_VISIT_H
#define VMST_SITE_VISIT_H

#include <gnutls/gnutls.h>
#include <stdbool.h>
#include <vmstrust-site/enumerations.h>

#include "watch.h"

struct vmst_visit {
    size_t server;   /* index of the one that is visited */
    int descriptor;  /* owned */
    int64_t ends_at; /* monotonic milliseconds */
    gnutls_session_t tls;
    bool has_shaken; /* hands */
    vmstrust_reaction reaction;
};

/* Takes the socket over, also on failure. */
int vmst_visit_start(struct vmst_visit *visit, size_t server, int descriptor,
                     gnutls_certificate_credentials_t credentials,
                     int64_t ends_at);

/* True: it is over, and the reaction is known; NONE if the client has not come
 * so far that it could have looked at the certificate. */
bool vmst_visit_step(struct vmst_visit *visit);

void vmst_visit_watch(const struct vmst_visit *visit, struct vmst_watch *watch);

void vmst_visit_stop(struct vmst_visit *visit);

#endif
