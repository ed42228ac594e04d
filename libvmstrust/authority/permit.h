/*
 * The names that an authority may issue for (name constraints, RFC 5280
 * 4.2.1.10), as they will stand in its certificate, for ever. Once one name is
 * permitted, every kind of name that was not is shut out: a kind that is not
 * mentioned would be free. Floor 5.
 */
#ifndef VMST_AUTHORITY_PERMIT_H
#define VMST_AUTHORITY_PERMIT_H

#include "base/bytes.h"
#include "base/note.h"
#include "cert/cert.h"
#include "role/host.h"

/* More than a site has networks, and a handshake still carries them. */
#define VMST_LIMIT_PERMITS 100

struct vmst_permits {             /* zero-initialise it */
    struct vmst_buffer permitted; /* GeneralSubtrees, DER, without their
                                     SEQUENCE */
    size_t count;
    bool has_dns;
    bool has_ipv4;
    bool has_ipv6;
};

/* A DNS name, which permits itself and all below it, also a short one; an
 * address; or a network such as 192.0.2.0/24. VMSTRUST_E_ARGUMENT with a hint.
 */
int vmst_permits_add(struct vmst_permits *permits, const char *text,
                     struct vmst_note *note);
void vmst_permits_free(struct vmst_permits *permits);

/* NameConstraints; NULL where nothing was permitted, so that all is. */
int vmst_permits_write(const struct vmst_permits *permits,
                       struct vmst_blob **der);

/* VMSTRUST_E_ARGUMENT, with what it may, where the authority may not issue for
 * the host. */
int vmst_permits_check(const struct vmst_cert *authority,
                       const struct vmst_host *host, struct vmst_note *note);

/* Has the authority constraints on DNS names? Then OpenSSL and GnuTLS hold a
 * common name that is an address to them, and refuse it. */
bool vmst_permits_dns(const struct vmst_cert *authority);

#endif
