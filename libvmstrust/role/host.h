/*
 * The host that a connection dialled, and whether a certificate names it
 * (RFC 9525 6). A host is read once into one normal form; whatever is not
 * plainly a DNS name or an IP address is refused with a hint. Floor 3.
 */
#ifndef VMST_ROLE_HOST_H
#define VMST_ROLE_HOST_H

#include "base/address.h"
#include "cert/cert.h"
#include "limits.h"

enum vmst_host_kind {
    VMST_HOST_NONE, /* no name was asked for: a host of all zeros */
    VMST_HOST_DNS,
    VMST_HOST_IP,
};

struct vmst_host {
    enum vmst_host_kind kind;
    char text[VMST_LIMIT_HOST + 1]; /* lower case, A-labels, no trailing dot; or
                                       the address as RFC 5952 writes it */
    bool is_short;                  /* DNS: a single label */
    uint8_t address[VMST_ADDRESS_SIZE];
    size_t address_size; /* IP: 4 or 16 */
};

/* VMSTRUST_E_ARGUMENT, and the note says what was given instead (a URL, a port,
 * brackets, a zone, a wildcard, …) and what to give. One trailing dot is
 * dropped; an underscore is tolerated; NULL is no host. */
int vmst_host_read(const char *asked, struct vmst_host *host,
                   struct vmst_note *note);

/* Is a name of a certificate this very one, written in the same manner? A
 * wildcard is not looked into. */
bool vmst_host_is_name(const struct vmst_host *host,
                       const struct vmst_general_name *name);

/* What a certificate has to say to one host. */
struct vmst_host_match {
    vmstrust_match matched; /* SAN_DNS, SAN_IP or NONE, never SUBJECT_CN */
    struct vmst_bytes by;   /* the name that matched; view of the certificate */
    bool has_short_name;    /* among the DNS names that can match a host */
    bool has_full_name;     /* wildcards included */
    bool has_address;
    struct vmst_bytes near; /* where nothing matched: the name that would if the
                               short name had been dialled in place of the full
                               one, or the reverse; view */
};

/* RFC 9525 6.2, RFC 9525 6.3, RFC 9525 6.4: a DNS name only by dNSName, an
 * address only by iPAddress. A host of kind NONE matches nothing. */
void vmst_host_match(const struct vmst_host *host, const struct vmst_cert *leaf,
                     struct vmst_host_match *match);

/* The candidate for the fallback to the subject: the SAN has neither a dNSName
 * nor an iPAddress, there is exactly one CN, and it is a DNS name that is
 * neither an address nor a wildcard. The caller decides whether the fallback
 * is allowed, and holds the name to the constraints of the path. */
bool vmst_host_common_name(const struct vmst_cert *leaf,
                           struct vmst_bytes *name);
/* Is there such a candidate, and is it this host? */
bool vmst_host_is_common_name(const struct vmst_host *host,
                              const struct vmst_cert *leaf);

#define VMST_HOST_NAMES_SHOWN 8 /* a sentence that can still be read */

/* The hosts that the certificate names, as a sentence wants them, escaped: "
 * rec01, rec01.site.local, 10.0.0.5 and 3 more", "the subject rec01" or
 * "nothing". */
void vmst_host_show_names(struct vmst_buffer *buffer,
                          const struct vmst_cert *leaf);

#endif
