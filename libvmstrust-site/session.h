/*
 * One TLS handshake over a connected socket, without waiting, as far as its
 * end and no further. Whatever the server sends of certificates is kept, also
 * where the handshake then fails. What GnuTLS thinks of them counts for
 * nothing.
 */
#ifndef VMST_SITE_SESSION_H
#define VMST_SITE_SESSION_H

#include <gnutls/gnutls.h>
#include <vmstrust/chain.h>

#include "base/note.h"
#include "watch.h"

enum vmst_session_state {
    VMST_SESSION_WORKING,
    VMST_SESSION_DONE,
    VMST_SESSION_FAILED,
};

#define VMST_FIRST_BYTES 3 /* the type and the version of a TLS record */

struct vmst_session {
    gnutls_session_t tls;
    int descriptor;        /* owned */
    vmstrust_chain *chain; /* owned; empty if nothing was sent */
    int own_fault;         /* a code: we could not keep what was sent */
    uint8_t first[VMST_FIRST_BYTES];
    size_t heard; /* bytes */
    int error;    /* GnuTLS's, after VMST_SESSION_FAILED */
};

/* What all sessions of a run share; freed after the last of them. */
int vmst_session_credentials(gnutls_certificate_credentials_t *credentials);

/* Takes the socket over, also on failure. `name` is sent to the server (SNI)
 * unless it is NULL. */
int vmst_session_new(int descriptor, const char *name,
                     gnutls_certificate_credentials_t credentials,
                     struct vmst_session **session);

enum vmst_session_state vmst_session_step(struct vmst_session *session);

void vmst_session_watch(const struct vmst_session *session,
                        struct vmst_watch *watch);

/* What came, if anything, starts as a TLS record does (RFC 8446 5.1). */
bool vmst_session_is_tls(const struct vmst_session *session);

/* The server has proved that it has the private key of its certificate. */
bool vmst_session_has_proof(const struct vmst_session *session);

/* The server speaks SSL 3.0, which we do not. */
bool vmst_session_is_ssl3(const struct vmst_session *session);

/* Older than TLS 1.2. */
bool vmst_session_is_old(const struct vmst_session *session);

/* "TLS 1.3"; "" where none was agreed on. */
const char *vmst_session_get_protocol(const struct vmst_session *session);
const char *vmst_session_get_group(const struct vmst_session *session);

void vmst_session_free(struct vmst_session *session);

#endif
