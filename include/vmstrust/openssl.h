/*
 * The adapter for OpenSSL 3, and for what stands on it, such as libcurl: all of
 * it is in this header, so that libvmstrust does not link OpenSSL. Not part of
 * vmstrust.h, since it names types of OpenSSL:
 *
 *     cc client.c $(pkg-config --cflags --libs vmstrust openssl)
 *
 * One context is for one connection at a time. It belongs to the caller, starts
 * at zero, and must outlive the SSL_CTX or the SSL that it was given to.
 *
 * A session that was judged once must not be resumed for ever: OpenSSL judges
 * nothing when it resumes. So vmstrust_openssl_use() keeps no sessions. A
 * program that keeps them itself (SSL_get1_session(), SSL_set_session()) calls
 * vmstrust_openssl_check_resumed() after every handshake.
 */
#ifndef VMSTRUST_OPENSSL_H
#define VMSTRUST_OPENSSL_H

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <vmstrust/api.h>
#include <vmstrust/chain.h>
#include <vmstrust/error.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>
#include <vmstrust/store.h>
#include <vmstrust/verify.h>

VMSTRUST_BEGIN

/** What one connection is judged by, and what came of it. */
struct vmstrust_openssl_context {
    const vmstrust_store *store;
    const vmstrust_policy *policy;
    /** The one name or address that this connection dialled, never what SNI
     *  or the peer says; NULL as for vmstrust_verify(). */
    const char *host;
    /** The last report, for the caller to read; NULL if there is no answer. */
    vmstrust_report *report;
    /** Why the last handshake was refused; NULL if it was not. */
    vmstrust_error *error;
};

/** Frees report and error, and sets both to NULL. */
static inline void
vmstrust_openssl_clear(struct vmstrust_openssl_context *context)
{
    vmstrust_report_free(context->report);
    vmstrust_error_free(context->error);
    context->report = NULL;
    context->error = NULL;
}

/** One more certificate for the chain: OpenSSL has parsed it and encodes it
 *  again, so that what was BER arrives as DER. */
static inline int
vmstrust_openssl_add(vmstrust_chain *chain, X509 *cert, vmstrust_error **error)
{
    unsigned char *der = NULL;
    int size = i2d_X509(cert, &der);
    int code;

    /* Bytes that OpenSSL cannot write are none: the library says so. */
    code = vmstrust_chain_add_der(chain, size < 0 ? NULL : der,
                                  size < 0 ? 0 : (size_t)size, error);
    OPENSSL_free(der);
    return code;
}

/** The OCSP response that a server stapled. Under TLS 1.2 it arrives after
 *  OpenSSL has asked for the verdict: then it counts only in
 *  vmstrust_openssl_check_resumed(). */
static inline int
vmstrust_openssl_add_response(vmstrust_chain *chain, SSL *ssl,
                              vmstrust_error **error)
{
    unsigned char *response = NULL;
    long size;

    if (ssl == NULL || SSL_is_server(ssl)) { /* it would be our own */
        return VMSTRUST_OK;
    }
    size = SSL_get_tlsext_status_ocsp_resp(ssl, &response);
    if (response == NULL || size <= 0) {
        return VMSTRUST_OK;
    }
    return vmstrust_chain_set_ocsp(chain, response, (size_t)size, error);
}

/** Judges a certificate and what was sent with it into the context. */
static inline int
vmstrust_openssl_judge(struct vmstrust_openssl_context *context, SSL *ssl,
                       X509 *leaf, STACK_OF(X509) * sent)
{
    vmstrust_chain *chain = NULL;
    int code;

    vmstrust_openssl_clear(context);
    code = vmstrust_chain_new(&chain, &context->error);
    if (code == VMSTRUST_OK && leaf != NULL) {
        code = vmstrust_openssl_add(chain, leaf, &context->error);
    }
    for (int i = 0; code == VMSTRUST_OK && i < sk_X509_num(sent); i++) {
        X509 *cert = sk_X509_value(sent, i);

        if (cert != leaf) { /* the list of a client has the leaf in it */
            code = vmstrust_openssl_add(chain, cert, &context->error);
        }
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_openssl_add_response(chain, ssl, &context->error);
    }
    if (code == VMSTRUST_OK) {
        code =
            vmstrust_verify(context->store, context->policy, chain,
                            context->host, &context->report, &context->error);
    }
    vmstrust_chain_free(chain);
    return code;
}

/** The error of OpenSSL that comes nearest to a finding: it becomes
 *  SSL_get_verify_result() and chooses the alert that the peer sees. */
static inline int
vmstrust_openssl_error_of(vmstrust_finding finding)
{
    static const struct {
        vmstrust_finding finding;
        int error;
    } rows[] = {
        {VMSTRUST_FINDING_SIGNATURE_INVALID, X509_V_ERR_CERT_SIGNATURE_FAILURE},
        {VMSTRUST_FINDING_REVOKED, X509_V_ERR_CERT_REVOKED},
        {VMSTRUST_FINDING_REVOCATION_UNKNOWN, X509_V_ERR_UNABLE_TO_GET_CRL},
        {VMSTRUST_FINDING_CRL_EXPIRED, X509_V_ERR_CRL_HAS_EXPIRED},
        {VMSTRUST_FINDING_NOT_VALID_YET, X509_V_ERR_CERT_NOT_YET_VALID},
        {VMSTRUST_FINDING_EXPIRED, X509_V_ERR_CERT_HAS_EXPIRED},
        {VMSTRUST_FINDING_ROOT_EXPIRED, X509_V_ERR_CERT_HAS_EXPIRED},
        {VMSTRUST_FINDING_KEY_OR_SIGNATURE_TOO_WEAK,
         X509_V_ERR_EE_KEY_TOO_SMALL},
        {VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA, X509_V_ERR_INVALID_CA},
        {VMSTRUST_FINDING_ISSUER_MAY_NOT_SIGN_CERTIFICATES,
         X509_V_ERR_KEYUSAGE_NO_CERTSIGN},
        {VMSTRUST_FINDING_PATH_TOO_LONG, X509_V_ERR_PATH_LENGTH_EXCEEDED},
        {VMSTRUST_FINDING_NAME_NOT_PERMITTED_BY_CA,
         X509_V_ERR_PERMITTED_VIOLATION},
        {VMSTRUST_FINDING_CRITICAL_EXTENSION_UNKNOWN,
         X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION},
        {VMSTRUST_FINDING_NOT_FOR_SERVER_AUTHENTICATION,
         X509_V_ERR_INVALID_PURPOSE},
        {VMSTRUST_FINDING_NOT_FOR_THIS_PURPOSE, X509_V_ERR_INVALID_PURPOSE},
        {VMSTRUST_FINDING_HOST_NAME_NOT_IN_CERTIFICATE,
         X509_V_ERR_HOSTNAME_MISMATCH},
        {VMSTRUST_FINDING_IP_ADDRESS_NOT_IN_CERTIFICATE,
         X509_V_ERR_IP_ADDRESS_MISMATCH},
        {VMSTRUST_FINDING_ROOT_NOT_INSTALLED,
         X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY},
        {VMSTRUST_FINDING_ROOT_NOT_FOR_THIS_USE, X509_V_ERR_CERT_UNTRUSTED},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].finding == finding) {
            return rows[i].error;
        }
    }
    return X509_V_ERR_CERT_REJECTED;
}

/** The same for the outcome of a call. */
static inline int
vmstrust_openssl_error_from(int code, const vmstrust_report *report)
{
    switch (code) {
    case VMSTRUST_OK:
        return X509_V_OK;
    case VMSTRUST_E_UNTRUSTED:
        return vmstrust_openssl_error_of(
            vmstrust_report_get_finding(report, 0));
    case VMSTRUST_E_MEMORY:
        return X509_V_ERR_OUT_OF_MEM;
    default:
        return X509_V_ERR_APPLICATION_VERIFICATION;
    }
}

/**
 * The callback for SSL_CTX_set_cert_verify_callback(): OpenSSL's own judgement
 * does not take place.
 *
 * @param argument a struct vmstrust_openssl_context; NULL if SSL_get_app_data()
 *        of each connection is one, so that connections share an SSL_CTX
 * @return 1: trusted; 0: refused, or no answer
 */
static inline int
vmstrust_openssl_verify(X509_STORE_CTX *store_context, void *argument)
{
    struct vmstrust_openssl_context *context =
        (struct vmstrust_openssl_context *)argument;
    SSL *ssl = (SSL *)X509_STORE_CTX_get_ex_data(
        store_context, SSL_get_ex_data_X509_STORE_CTX_idx());
    int code = VMSTRUST_E_ARGUMENT;

    if (context == NULL && ssl != NULL) {
        context = (struct vmstrust_openssl_context *)SSL_get_app_data(ssl);
    }
    if (context != NULL) {
        code = vmstrust_openssl_judge(
            context, ssl, X509_STORE_CTX_get0_cert(store_context),
            X509_STORE_CTX_get0_untrusted(store_context));
    }
    X509_STORE_CTX_set_error(
        store_context, vmstrust_openssl_error_from(
                           code, context == NULL ? NULL : context->report));
    return code == VMSTRUST_OK;
}

/**
 * Puts an SSL_CTX under the library: the callback above, SSL_VERIFY_PEER
 * (without it OpenSSL ignores the answer), a stapled OCSP response is asked
 * for, and no session is kept, nor any given away as a ticket. For a server it
 * also means that a client without a certificate is refused. What is set
 * afterwards holds.
 *
 * @param context NULL as for vmstrust_openssl_verify()
 */
static inline void
vmstrust_openssl_use(SSL_CTX *ssl_context,
                     struct vmstrust_openssl_context *context)
{
    SSL_CTX_set_cert_verify_callback(ssl_context, vmstrust_openssl_verify,
                                     context);
    SSL_CTX_set_verify(ssl_context,
                       SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    SSL_CTX_set_tlsext_status_type(ssl_context, TLSEXT_STATUSTYPE_ocsp);
    SSL_CTX_set_session_cache_mode(ssl_context, SSL_SESS_CACHE_OFF);
    SSL_CTX_sess_set_new_cb(ssl_context, NULL);
    SSL_CTX_set_options(ssl_context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(ssl_context, 0);
}

/**
 * After a handshake: whether the connection may be used. The certificates that
 * the session carries are judged, with the roots that are trusted now; what
 * another generation of the store said of a resumed session counts for nothing.
 * A session that was written to a file carries the peer's own certificate only:
 * if that needs an intermediate which the store does not have, it is refused.
 *
 * @return VMSTRUST_OK: go on. Anything else: close the connection and forget
 *         the session; context->error says why
 */
static inline int
vmstrust_openssl_check_resumed(SSL *ssl,
                               struct vmstrust_openssl_context *context)
{
    X509 *leaf = SSL_get1_peer_certificate(ssl);
    int code;

    code = vmstrust_openssl_judge(context, ssl, leaf,
                                  SSL_get_peer_cert_chain(ssl));
    X509_free(leaf);
    SSL_set_verify_result(ssl,
                          vmstrust_openssl_error_from(code, context->report));
    return code;
}

VMSTRUST_END

#endif
