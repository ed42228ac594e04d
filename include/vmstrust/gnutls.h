/*
 * The adapter for GnuTLS: judges what the peer of a session sent. Not part of
 * vmstrust.h, since it names a type of GnuTLS; a program that includes it links
 * GnuTLS itself, too:
 *
 *     cc client.c $(pkg-config --cflags --libs vmstrust gnutls)
 *
 * GnuTLS must not judge by itself beside it: make the credentials without
 * trusted certificates, and set no other verify function.
 */
#ifndef VMSTRUST_GNUTLS_H
#define VMSTRUST_GNUTLS_H

#include <gnutls/gnutls.h>

#include <vmstrust/api.h>
#include <vmstrust/error.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>
#include <vmstrust/store.h>

VMSTRUST_BEGIN

/**
 * Judges the certificates of the session's peer, with the OCSP response that
 * it stapled, as vmstrust_verify() does.
 * Call it from the application's own verify function
 * (gnutls_certificate_set_verify_function()), so that a refusal ends the
 * handshake: return 0 there for VMSTRUST_OK and GNUTLS_E_CERTIFICATE_ERROR for
 * anything else, since to GnuTLS the library's codes mean other things.
 *
 * Call it once more after gnutls_handshake() if gnutls_session_is_resumed():
 * GnuTLS calls no verify function then. The certificates that a resumed session
 * carries are judged again, with the roots that are trusted now; what another
 * generation of the store said counts for nothing.
 *
 * A server asks its clients with GNUTLS_CERT_REQUIRE: of a client that sends no
 * certificate GnuTLS asks no verify function.
 *
 * @param host the one name or address that this connection dialled, never what
 *        the peer or the session says; NULL as for vmstrust_verify()
 * @param report may be NULL; written on VMSTRUST_OK and on
 *        VMSTRUST_E_UNTRUSTED, NULL otherwise
 * @return as vmstrust_verify(); VMSTRUST_E_NOT_FOUND if the session has no
 *         X.509 certificate of the peer: reconnect without resumption
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_gnutls_verify(gnutls_session_t session, const vmstrust_store *store,
                       const vmstrust_policy *policy, const char *host,
                       vmstrust_report **report,
                       vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
