/*
 * One handshake with GnuTLS (session.h).
 */
#include "session.h"

#include <errno.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bounds.h"
#include "flight.h"

/* TLS 1.0 and 1.1 are spoken so that a server that has nothing better can be
 * named, and its certificate judged. No DHE below TLS 1.3: there the server
 * chooses the group, and one of a million bits would hold all others up. */
static const char *const priorities =
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:+VERS-TLS1.1:+VERS-TLS1.0:"
    "-DHE-RSA:-DHE-DSS";

int
vmst_session_credentials(gnutls_certificate_credentials_t *credentials)
{
    return gnutls_certificate_allocate_credentials(credentials) < 0
               ? VMSTRUST_E_MEMORY
               : VMSTRUST_OK;
}

/* --- The wire ------------------------------------------------------------ */

static struct vmst_session *
session_of(gnutls_transport_ptr_t pointer)
{
    return pointer;
}

static ssize_t
pull(gnutls_transport_ptr_t pointer, void *data, size_t size)
{
    struct vmst_session *session = session_of(pointer);
    ssize_t got;

    if (session->heard >= VMST_BOUND_HEARD) {
        session->own_fault = VMSTRUST_E_LIMIT;
        gnutls_transport_set_errno(session->tls, ENOBUFS);
        return -1;
    }
    got = recv(session->descriptor, data, size, 0);
    if (got < 0) {
        gnutls_transport_set_errno(session->tls, errno);
    }
    for (ssize_t i = 0; i < got; i++, session->heard++) {
        if (session->heard < VMST_FIRST_BYTES) {
            session->first[session->heard] = ((const uint8_t *)data)[i];
        }
    }
    return got;
}

/* A server that closes must not end the process with SIGPIPE. */
static ssize_t
push(gnutls_transport_ptr_t pointer, const void *data, size_t size)
{
    struct vmst_session *session = session_of(pointer);
    ssize_t sent = send(session->descriptor, data, size, MSG_NOSIGNAL);

    if (sent < 0) {
        gnutls_transport_set_errno(session->tls, errno);
    }
    return sent;
}

/* --- What the server sends ----------------------------------------------- */

static bool
is_rsa(int algorithm)
{
    return algorithm == GNUTLS_PK_RSA || algorithm == GNUTLS_PK_RSA_PSS;
}

/* Whether GnuTLS is done with this key in no time: what is beyond these bounds
 * takes seconds for one signature. */
static bool
is_reasonable(gnutls_x509_crt_t cert)
{
    gnutls_datum_t modulus = {NULL, 0}, exponent = {NULL, 0};
    unsigned bits = 0;
    int algorithm = gnutls_x509_crt_get_pk_algorithm(cert, &bits);

    if (bits > VMST_BOUND_KEY_BITS || !is_rsa(algorithm)) {
        return bits <= VMST_BOUND_KEY_BITS;
    }
    if (gnutls_x509_crt_get_pk_rsa_raw(cert, &modulus, &exponent) < 0) {
        return false;
    }
    gnutls_free(modulus.data);
    gnutls_free(exponent.data);
    /* one byte more, for the sign */
    return exponent.size <= VMST_BOUND_EXPONENT_SIZE + 1;
}

static bool
has_reasonable_key(const vmstrust_chain *chain)
{
    gnutls_x509_crt_t cert = NULL;
    gnutls_datum_t der;
    size_t size = 0;
    bool answer = true;

    der.data = (unsigned char *)vmstrust_cert_get_der(
        vmstrust_chain_get_cert(chain, 0), &size);
    der.size = (unsigned)size;
    if (der.data == NULL || gnutls_x509_crt_init(&cert) < 0) {
        return false;
    }
    /* What it cannot parse, it will not use. */
    if (gnutls_x509_crt_import(cert, &der, GNUTLS_X509_FMT_DER) >= 0) {
        answer = is_reasonable(cert);
    }
    gnutls_x509_crt_deinit(cert);
    return answer;
}

static int
keep(struct vmst_session *session, unsigned type, struct vmst_bytes body)
{
    bool is_tls13 = gnutls_protocol_get_version(session->tls) == GNUTLS_TLS1_3;

    if (type == GNUTLS_HANDSHAKE_CERTIFICATE_STATUS) {
        return vmst_flight_read_status(body, session->chain, NULL);
    }
    if (vmstrust_chain_get_count(session->chain) > 0) {
        return VMSTRUST_E_MALFORMED; /* one message only */
    }
    return vmst_flight_read_certificates(body, is_tls13, session->chain, NULL);
}

/* Before GnuTLS looks at a message. Ends the handshake where going on would
 * make no sense, or would be dear. */
static int
hear(gnutls_session_t tls, unsigned type, unsigned when, unsigned is_incoming,
     const gnutls_datum_t *message)
{
    struct vmst_session *session = gnutls_session_get_ptr(tls);
    int code;

    if (!is_incoming || when != GNUTLS_HOOK_PRE ||
        (type != GNUTLS_HANDSHAKE_CERTIFICATE_PKT &&
         type != GNUTLS_HANDSHAKE_CERTIFICATE_STATUS)) {
        return 0;
    }
    code = keep(session, type, vmst_bytes(message->data, message->size));
    if (code == VMSTRUST_E_MEMORY || code == VMSTRUST_E_LIMIT) {
        session->own_fault = code;
    }
    if (code != VMSTRUST_OK) {
        return GNUTLS_E_UNEXPECTED_PACKET_LENGTH;
    }
    return type == GNUTLS_HANDSHAKE_CERTIFICATE_STATUS ||
                   vmstrust_chain_get_count(session->chain) == 0 ||
                   has_reasonable_key(session->chain)
               ? 0
               : GNUTLS_E_CERTIFICATE_ERROR;
}

/* --- The handshake ------------------------------------------------------- */

static int
set_up(struct vmst_session *session, const char *name,
       gnutls_certificate_credentials_t credentials)
{
    gnutls_session_t tls;

    if (gnutls_init(&session->tls,
                    GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) < 0) {
        session->tls = NULL;
        return VMSTRUST_E_MEMORY;
    }
    tls = session->tls;
    gnutls_session_set_ptr(tls, session);
    gnutls_transport_set_ptr(tls, session);
    gnutls_transport_set_pull_function(tls, pull);
    gnutls_transport_set_push_function(tls, push);
    gnutls_handshake_set_timeout(tls, 0); /* the loop has the clock */
    gnutls_handshake_set_hook_function(tls, GNUTLS_HANDSHAKE_ANY,
                                       GNUTLS_HOOK_PRE, hear);
    if (gnutls_priority_set_direct(tls, priorities, NULL) < 0 ||
        gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials) < 0 ||
        gnutls_ocsp_status_request_enable_client(tls, NULL, 0, NULL) < 0) {
        return VMSTRUST_E_CRYPTO;
    }
    if (name != NULL &&
        gnutls_server_name_set(tls, GNUTLS_NAME_DNS, name, strlen(name)) < 0) {
        return VMSTRUST_E_CRYPTO;
    }
    return vmstrust_chain_new(&session->chain, NULL);
}

int
vmst_session_new(int descriptor, const char *name,
                 gnutls_certificate_credentials_t credentials,
                 struct vmst_session **session)
{
    struct vmst_session *made = calloc(1, sizeof *made);
    int code;

    *session = NULL;
    if (made == NULL) {
        close(descriptor);
        return VMSTRUST_E_MEMORY;
    }
    made->descriptor = descriptor;
    code = set_up(made, name, credentials);
    if (code != VMSTRUST_OK) {
        vmst_session_free(made);
        return code;
    }
    *session = made;
    return VMSTRUST_OK;
}

enum vmst_session_state
vmst_session_step(struct vmst_session *session)
{
    for (int i = 0; i < VMST_BOUND_STEPS; i++) {
        int status = gnutls_handshake(session->tls);

        if (status >= 0) {
            return VMST_SESSION_DONE;
        }
        if (status == GNUTLS_E_AGAIN) {
            return VMST_SESSION_WORKING;
        }
        if (gnutls_error_is_fatal(status)) {
            session->error = status;
            return VMST_SESSION_FAILED;
        }
    }
    return VMST_SESSION_WORKING;
}

void
vmst_session_watch(const struct vmst_session *session, struct vmst_watch *watch)
{
    bool is_writing = gnutls_record_get_direction(session->tls) == 1;

    vmst_watch_add(watch, session->descriptor, is_writing ? POLLOUT : POLLIN);
}

/* --- What came of it ----------------------------------------------------- */

bool
vmst_session_is_tls(const struct vmst_session *session)
{
    const uint8_t *first = session->first;

    /* change_cipher_spec(20) to application_data(23), and a version 3.x */
    return session->heard >= 2 && first[0] >= 20 && first[0] <= 23 &&
           first[1] == 3;
}

bool
vmst_session_is_ssl3(const struct vmst_session *session)
{
    return vmst_session_is_tls(session) && session->heard >= VMST_FIRST_BYTES &&
           session->first[2] == 0;
}

/* A whole handshake proves it; so does one that the server broke off after our
 * Finished, since by then its signature was verified, but for the RSA key
 * exchange, in which it signs nothing. */
bool
vmst_session_has_proof(const struct vmst_session *session)
{
    if (session->error == 0) {
        return true;
    }
    return gnutls_handshake_get_last_out(session->tls) ==
               GNUTLS_HANDSHAKE_FINISHED &&
           gnutls_kx_get(session->tls) != GNUTLS_KX_RSA;
}

bool
vmst_session_is_old(const struct vmst_session *session)
{
    gnutls_protocol_t version = gnutls_protocol_get_version(session->tls);

    return vmst_session_is_ssl3(session) || version == GNUTLS_TLS1_0 ||
           version == GNUTLS_TLS1_1;
}

const char *
vmst_session_get_protocol(const struct vmst_session *session)
{
    if (vmst_session_is_ssl3(session)) {
        return "SSL 3.0";
    }
    switch (gnutls_protocol_get_version(session->tls)) {
    case GNUTLS_TLS1_0:
        return "TLS 1.0";
    case GNUTLS_TLS1_1:
        return "TLS 1.1";
    case GNUTLS_TLS1_2:
        return "TLS 1.2";
    case GNUTLS_TLS1_3:
        return "TLS 1.3";
    default:
        return "";
    }
}

const char *
vmst_session_get_group(const struct vmst_session *session)
{
    const char *name = gnutls_group_get_name(gnutls_group_get(session->tls));

    return name == NULL ? "" : name;
}

void
vmst_session_free(struct vmst_session *session)
{
    if (session == NULL) {
        return;
    }
    if (session->tls != NULL) {
        gnutls_deinit(session->tls);
    }
    vmstrust_chain_free(session->chain);
    close(session->descriptor);
    free(session);
}
