/*
 * A certificate request (PKCS#10, RFC 2986) as somebody else wrote it: read
 * strictly, and proved to come from who holds the private key. What it asks
 * for is a wish; nothing here grants it. Floor 1.
 */
#ifndef VMST_CERT_REQUEST_H
#define VMST_CERT_REQUEST_H

#include "cert/cert.h"

struct vmst_request {
    struct vmst_bytes der;  /* owned */
    struct vmst_bytes info; /* the signed bytes; view */
    struct vmst_signature_algorithm algorithm;
    struct vmst_bytes signature; /* view */
    /* The subject, the key and the extensions that are asked for, as they would
     * stand in a certificate; every other field is empty. */
    struct vmst_cert wanted;
    struct vmst_request_private *private_; /* the memory of the lists */
};

/* PEM ("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"; a byte order mark,
 * CRLF, UTF-16) or DER. VMSTRUST_E_MALFORMED if it is none, or its signature
 * is not that of its own key: possession is not proved. VMSTRUST_E_CRYPTO if
 * the signature could not be computed. */
int vmst_request_read(struct vmst_bytes input, struct vmst_note *note,
                      struct vmst_request **request);
void vmst_request_free(struct vmst_request *request);
VMST_FREE_AT_SCOPE_END(request)

#endif
