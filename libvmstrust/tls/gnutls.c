/*
 * The adapter for GnuTLS: takes the peer's certificates and its stapled OCSP
 * response out of a session, as the bytes received, and asks vmstrust_verify.
 *
 * Promises that nothing GnuTLS thinks of the certificates counts, and that a
 * session without certificates gets no answer. Floor 6.
 */
#include <vmstrust/gnutls.h>
#include <vmstrust/verify.h>

#include "api/error.h"

static int
refuse(const char *reason, int code, vmstrust_error **error)
{
    struct vmst_note note = {0};

    code = vmst_fail(&note, code, "%s", reason);
    return vmst_error_answer(code, &note, error);
}

/* What the peer sent, its own certificate first; for a resumed session what
 * was sent when it was new, which the session carries along. */
static int
take_peers(gnutls_session_t session, const gnutls_datum_t **certs,
           unsigned *count, vmstrust_error **error)
{
    *certs = NULL;
    *count = 0;
    if (gnutls_certificate_type_get2(session, GNUTLS_CTYPE_PEERS) ==
        GNUTLS_CRT_X509) {
        *certs = gnutls_certificate_get_peers(session, count);
    }
    if (*certs == NULL || *count == 0) {
        return refuse("the peer of this session sent no certificate: connect "
                      "again without resumption, and look at the server",
                      VMSTRUST_E_NOT_FOUND, error);
    }
    return VMSTRUST_OK;
}

/* Certificates, and the OCSP response that was stapled, if there is one: a
 * resumed session has none. */
static int
make_chain(gnutls_session_t session, const gnutls_datum_t *certs,
           unsigned count, vmstrust_chain **chain, vmstrust_error **error)
{
    gnutls_datum_t response;
    int code = vmstrust_chain_new(chain, error);

    for (unsigned i = 0; code == VMSTRUST_OK && i < count; i++) {
        code =
            vmstrust_chain_add_der(*chain, certs[i].data, certs[i].size, error);
    }
    if (code == VMSTRUST_OK &&
        gnutls_ocsp_status_request_get(session, &response) >= 0) {
        code = vmstrust_chain_set_ocsp(*chain, response.data, response.size,
                                       error);
    }
    return code;
}

int
vmstrust_gnutls_verify(gnutls_session_t session, const vmstrust_store *store,
                       const vmstrust_policy *policy, const char *host,
                       vmstrust_report **report, vmstrust_error **error)
{
    const gnutls_datum_t *certs;
    unsigned count;
    vmstrust_chain *chain = NULL;
    int code;

    if (report != NULL) {
        *report = NULL;
    }
    if (session == NULL) {
        return refuse("session is NULL", VMSTRUST_E_ARGUMENT, error);
    }
    code = take_peers(session, &certs, &count, error);
    if (code == VMSTRUST_OK) {
        code = make_chain(session, certs, count, &chain, error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_verify(store, policy, chain, host, report, error);
    }
    vmstrust_chain_free(chain);
    return code;
}
