/*
 * What came of an attempt (judge.h). Trusted is only what vmstrust_verify()
 * trusts, after a handshake in which the server proved its key.
 */
#include "judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <vmstrust/finding.h>
#include <vmstrust/verify.h>

#include "answer.h"

void
vmst_judge_end(struct vmst_endpoint *endpoint, vmstrust_outcome outcome,
               const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(endpoint->text, sizeof endpoint->text, format, arguments);
    va_end(arguments);
    endpoint->outcome = outcome;
}

/* --- The certificates ---------------------------------------------------- */

static void
write_hex(const vmstrust_cert *cert, char text[VMST_FINDING_FACT])
{
    const uint8_t *digest = vmstrust_cert_get_sha256(cert);

    for (size_t i = 0; i < 32; i++) {
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    }
}

static void
compare_with_expected(struct vmst_endpoint *endpoint)
{
    const vmstrust_cert *first = vmstrust_chain_get_cert(endpoint->chain, 0);
    char found[VMST_FINDING_FACT], expected[VMST_FINDING_FACT];

    if (endpoint->expected == NULL ||
        memcmp(vmstrust_cert_get_sha256(first),
               vmstrust_cert_get_sha256(endpoint->expected), 32) == 0) {
        return;
    }
    write_hex(first, found);
    write_hex(endpoint->expected, expected);
    vmst_endpoint_find(endpoint, VMSTRUST_FINDING_OTHER_CERTIFICATE_PRESENTED,
                       found, expected);
}

static void
look_at_protocol(struct vmst_endpoint *endpoint,
                 const struct vmst_session *session)
{
    endpoint->protocol = vmst_session_get_protocol(session);
    if (vmst_session_is_old(session)) {
        vmst_endpoint_find(endpoint, VMSTRUST_FINDING_SERVER_PROTOCOL_TOO_OLD,
                           endpoint->protocol, "TLS 1.2");
    }
}

static bool
has_error(const struct vmst_endpoint *endpoint)
{
    return endpoint->finding_count > 0 &&
           endpoint->findings[0].severity == VMSTRUST_SEVERITY_ERROR;
}

static void
end_untrusted(struct vmst_endpoint *endpoint)
{
    vmstrust_finding finding = endpoint->findings[0].finding;

    vmst_judge_end(endpoint, VMSTRUST_OUTCOME_UNTRUSTED, "%s%s%s. %s",
                   vmstrust_finding_get_title(finding),
                   endpoint->findings[0].found[0] == '\0' ? "" : ": ",
                   endpoint->findings[0].found,
                   vmstrust_finding_get_fix(finding));
}

/* What TLS itself says where it breaks off. */
static const char *
reason(const struct vmst_session *session)
{
    const char *alert = NULL;

    if (session->error == GNUTLS_E_FATAL_ALERT_RECEIVED) {
        alert = gnutls_alert_get_name(gnutls_alert_get(session->tls));
    }
    return alert != NULL ? alert : gnutls_strerror(session->error);
}

static void
end_failed_handshake(struct vmst_endpoint *endpoint,
                     const struct vmst_session *session)
{
    bool is_alert = session->error == GNUTLS_E_FATAL_ALERT_RECEIVED;
    const char *why = reason(session); /* a full stop at its end, or none */
    size_t size = strlen(why);

    size -= size > 0 && why[size - 1] == '.';
    vmst_judge_end(endpoint, VMSTRUST_OUTCOME_HANDSHAKE_FAILED,
                   "The server speaks TLS, but the handshake failed%s: %.*s.%s",
                   is_alert ? "; the server says" : "", (int)size, why,
                   gnutls_certificate_client_get_request_status(session->tls)
                       ? " It asks for a certificate of the client."
                       : "");
}

void
vmst_judge_chain(struct vmst_endpoint *endpoint, struct vmst_session *session,
                 const vmstrust_store *store)
{
    vmstrust_error *error = NULL;
    int code;

    endpoint->chain = steal(&session->chain);
    endpoint->group = vmst_session_get_group(session);
    look_at_protocol(endpoint, session);
    compare_with_expected(endpoint);
    code = vmstrust_verify(store, endpoint->policy, endpoint->chain,
                           endpoint->host, &endpoint->report, &error);
    if (code == VMSTRUST_E_UNTRUSTED) {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_UNTRUSTED, "%s",
                       vmstrust_error_get_text(error));
    } else if (code != VMSTRUST_OK) {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_FAILED, "%s",
                       vmstrust_error_get_text(error));
    } else if (has_error(endpoint)) {
        end_untrusted(endpoint);
    } else if (!vmst_session_has_proof(session)) {
        end_failed_handshake(endpoint, session);
    } else {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_TRUSTED, "Trusted.");
    }
    vmstrust_error_free(error);
}

/* --- No certificates ----------------------------------------------------- */

bool
vmst_judge_may_be_http(const struct vmst_session *session)
{
    return !vmst_session_is_tls(session);
}

/* SSL 3.0, or an alert that says so. */
static bool
is_too_old(const struct vmst_session *session)
{
    return vmst_session_is_ssl3(session) ||
           session->error == GNUTLS_E_UNSUPPORTED_VERSION_PACKET ||
           (session->error == GNUTLS_E_FATAL_ALERT_RECEIVED &&
            gnutls_alert_get(session->tls) == GNUTLS_A_PROTOCOL_VERSION);
}

static void
end_too_old(struct vmst_endpoint *endpoint, const struct vmst_session *session)
{
    look_at_protocol(endpoint, session);
    if (!vmst_session_is_old(session)) { /* it only says so */
        vmst_endpoint_find(endpoint, VMSTRUST_FINDING_SERVER_PROTOCOL_TOO_OLD,
                           "one that is not spoken here", "TLS 1.2");
    }
    if (has_error(endpoint)) {
        end_untrusted(endpoint);
    } else {
        end_failed_handshake(endpoint, session);
    }
}

/* What came could not be kept. */
static void
end_own_fault(struct vmst_endpoint *endpoint, int code)
{
    if (code == VMSTRUST_E_LIMIT) {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_HANDSHAKE_FAILED,
                       "The server speaks TLS, but sends more than a handshake "
                       "may have. Let it send its own certificate and the "
                       "intermediates above it, and nothing else.");
    } else {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_FAILED,
                       "What the server sent could not be kept: %s.",
                       vmstrust_code_get_text((vmstrust_code)code));
    }
}

void
vmst_judge_failure(struct vmst_endpoint *endpoint,
                   const struct vmst_session *session, bool has_http)
{
    if (has_http) {
        vmst_endpoint_find(endpoint, VMSTRUST_FINDING_PLAIN_HTTP_STILL_OPEN, "",
                           "TLS");
        vmst_judge_end(
            endpoint, VMSTRUST_OUTCOME_PLAIN_HTTP,
            "The server answers in plain HTTP at this port, without "
            "encryption. %s",
            vmstrust_finding_get_fix(VMSTRUST_FINDING_PLAIN_HTTP_STILL_OPEN));
    } else if (session->own_fault != VMSTRUST_OK) {
        end_own_fault(endpoint, session->own_fault);
    } else if (session->heard == 0) {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_RESET,
                       "The server ends the connection without an answer. "
                       "Encryption may not be switched on for this service, or "
                       "something on the way does not let TLS pass.");
    } else if (!vmst_session_is_tls(session)) {
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_NOT_TLS,
                       "The server answers, but neither in TLS nor in HTTP. "
                       "Is it the right port, and is encryption switched on "
                       "for it?");
    } else if (is_too_old(session)) {
        end_too_old(endpoint, session);
    } else {
        end_failed_handshake(endpoint, session);
    }
}
