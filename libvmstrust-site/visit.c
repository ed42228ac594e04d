/*
 * A server's view of one client (visit.h).
 */
#include "visit.h"

#include <unistd.h>
#include <vmstrust/enumerations.h>

#include "bounds.h"

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n"
                             "Connection: close\r\n\r\naccepted\n";

int
vmst_visit_start(struct vmst_visit *visit, size_t server, int descriptor,
                 gnutls_certificate_credentials_t credentials, int64_t ends_at)
{
    *visit = (struct vmst_visit){
        .server = server, .descriptor = descriptor, .ends_at = ends_at};
    if (gnutls_init(&visit->tls,
                    GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) < 0) {
        visit->tls = NULL;
    } else if (gnutls_set_default_priority(visit->tls) >= 0 &&
               gnutls_credentials_set(visit->tls, GNUTLS_CRD_CERTIFICATE,
                                      credentials) >= 0) {
        gnutls_transport_set_int(visit->tls, descriptor);
        gnutls_handshake_set_timeout(visit->tls, 0);
        return VMSTRUST_OK;
    }
    vmst_visit_stop(visit);
    return VMSTRUST_E_MEMORY;
}

/* The whole of what the server says before the client has its say was sent:
 * the certificate among it. */
static bool
has_presented(const struct vmst_visit *visit)
{
    gnutls_handshake_description_t last =
        gnutls_handshake_get_last_out(visit->tls);

    return last == GNUTLS_HANDSHAKE_SERVER_HELLO_DONE || /* TLS 1.2 */
           last == GNUTLS_HANDSHAKE_FINISHED;
}

/* What ends a visit in the handshake: an alert, or the connection closed. */
static bool
end_handshake(struct vmst_visit *visit)
{
    if (has_presented(visit)) {
        visit->reaction = VMSTRUST_REACTION_REFUSED;
    }
    return true;
}

static bool
shake(struct vmst_visit *visit)
{
    for (int i = 0; i < VMST_BOUND_STEPS; i++) {
        int status = gnutls_handshake(visit->tls);

        if (status >= 0) {
            visit->has_shaken = true;
            visit->reaction = VMSTRUST_REACTION_FINISHED;
            return false;
        }
        if (status == GNUTLS_E_AGAIN) {
            return false;
        }
        if (gnutls_error_is_fatal(status)) {
            return end_handshake(visit);
        }
    }
    return false;
}

/* Some clients look at the certificate after the handshake: an alert then is a
 * refusal, and only data shows that it was trusted. */
static bool
listen_to(struct vmst_visit *visit)
{
    char data[512];
    ssize_t got = gnutls_record_recv(visit->tls, data, sizeof data);

    if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED) {
        return false;
    }
    if (got > 0) {
        visit->reaction = VMSTRUST_REACTION_ACCEPTED;
        gnutls_record_send(visit->tls, answer, sizeof answer - 1);
        gnutls_bye(visit->tls, GNUTLS_SHUT_WR);
    } else if (got == GNUTLS_E_FATAL_ALERT_RECEIVED) {
        visit->reaction = VMSTRUST_REACTION_REFUSED;
    }
    return got >= 0 || gnutls_error_is_fatal((int)got);
}

bool
vmst_visit_step(struct vmst_visit *visit)
{
    if (!visit->has_shaken && shake(visit)) {
        return true;
    }
    return visit->has_shaken && listen_to(visit);
}

void
vmst_visit_watch(const struct vmst_visit *visit, struct vmst_watch *watch)
{
    bool is_writing =
        !visit->has_shaken && gnutls_record_get_direction(visit->tls) == 1;

    vmst_watch_add(watch, visit->descriptor, is_writing ? POLLOUT : POLLIN);
}

void
vmst_visit_stop(struct vmst_visit *visit)
{
    if (visit->tls != NULL) {
        gnutls_deinit(visit->tls);
    }
    close(visit->descriptor);
}
