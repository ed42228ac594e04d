/*
 * DNS names as certificates carry them: syntax, wildcards, and the two
 * comparisons (RFC 9525 6.3 with a host, RFC 5280 4.2.1.10 with a subtree).
 * Everything is ASCII and compared without case; nothing here knows IDNA: a
 * name with other bytes is not valid. Floor 1.
 */
#ifndef VMST_CERT_DNS_H
#define VMST_CERT_DNS_H

#include "base/bytes.h"

/* What a DNS name may hold beyond letters, digits and inner hyphens. */
enum {
    VMST_DNS_STRICT = 0,
    VMST_DNS_WILDCARD = 1 << 0,   /* the left-most label may be "*", with at
                                     least two labels to its right */
    VMST_DNS_UNDERSCORE = 1 << 1, /* "rec_01": no host name by RFC 1123, but
                                     Windows allows it and sites have it */
};

/* Labels of 1 to 63 bytes, 253 in all, no empty label (so no leading and no
 * trailing dot), no other byte (so no NUL). `allow` is of VMST_DNS_*. */
bool vmst_dns_name_is_valid(struct vmst_bytes name, unsigned allow);
/* Starts with "*."; says nothing about the rest. */
bool vmst_dns_is_wildcard(struct vmst_bytes name);
/* The left-most label and its dot taken away; empty for a single label. */
struct vmst_bytes vmst_dns_parent(struct vmst_bytes name);
size_t vmst_dns_label_count(struct vmst_bytes name);
/* The last label is all digits (WHATWG URL: such a host is an IPv4 address or
 * nothing), or there is a colon: a dNSName that matches no host. */
bool vmst_dns_looks_like_address(struct vmst_bytes name);

/* Does the presented name of a certificate name this host? RFC 9525 6.3: equal
 * without case, or a valid wildcard in place of exactly the left-most label.
 * `host` is a valid DNS name. A presented name that is not valid, or looks
 * like an address, names no host. */
bool vmst_dns_names_host(struct vmst_bytes presented, struct vmst_bytes host);

/* RFC 5280 4.2.1.10: equal to the base, or the base with labels added on the
 * left. Every name is within the empty base. Both are valid names. */
bool vmst_dns_is_within(struct vmst_bytes name, struct vmst_bytes base);

#endif
