/*
 * What a server sends of its certificates in a handshake, read out of the
 * messages themselves: GnuTLS drops a chain in which it cannot parse a
 * certificate, and a server that sends a bad one is just what is looked for.
 */
#ifndef VMST_SITE_FLIGHT_H
#define VMST_SITE_FLIGHT_H

#include <vmstrust/chain.h>

#include "base/note.h"

/*
 * The body of a Certificate message: adds its certificates to the chain, and
 * the OCSP response of the first one (TLS 1.3 carries it here).
 *
 *     TLS 1.2: certificate_list<0..2^24-1> of opaque<1..2^24-1>  RFC 5246 7.4.2
 *     TLS 1.3: certificate_request_context<0..2^8-1>, then a list of entries,
 *     each with extensions<0..2^16-1>                            RFC 8446 4.4.2
 *
 * VMSTRUST_E_MALFORMED where the lengths do not fit; what came before is in the
 * chain.
 */
int vmst_flight_read_certificates(struct vmst_bytes body, bool is_tls13,
                                  vmstrust_chain *chain,
                                  struct vmst_note *note);

/*
 * The body of a CertificateStatus message, as TLS 1.2 has it, or of the
 * extension in TLS 1.3: CertificateStatus of RFC 6066 section 8, which is a type
 * (1: ocsp) and a response<1..2^24-1>. Another type is passed over.
 */
int vmst_flight_read_status(struct vmst_bytes body, vmstrust_chain *chain,
                            struct vmst_note *note);

#endif
