/*
 * The trust set: one immutable, counted generation of a store. Anchors (limited
 * to roles if wished), intermediates, distrust by certificate or key, pins. It
 * is built by adding, then sealed, then only read. Floor 2.
 */
#ifndef VMST_PATH_TRUST_H
#define VMST_PATH_TRUST_H

#include "cert/cert.h"
#include "cert/crl.h"
#include "limits.h"

struct vmst_role_set {
    bool has_every;
    uint64_t bits[4]; /* bit n: role number n; below 256 */
};

/* A root of the operating system that the caller trusts himself for one role
 * is his own for that role and no other, so both are kept. */
struct vmst_anchor {
    struct vmst_cert *cert;      /* owned reference */
    struct vmst_role_set own;    /* the caller's */
    struct vmst_role_set system; /* of the operating system's bundle */
};

struct vmst_digest {
    uint8_t bytes[VMST_SHA256_SIZE];
};

struct vmst_pin {
    char host[VMST_LIMIT_HOST + 1]; /* as vmst_host_read normalises it */
    struct vmst_cert *cert;         /* owned reference */
    int64_t expires;
};

struct vmst_trust {
    uint64_t generation;
    struct vmst_anchor *anchors; /* sorted by subject hash, then SHA-256 */
    size_t anchor_count;
    struct vmst_cert **intermediates; /* owned references, sorted alike */
    size_t intermediate_count;
    struct vmst_digest *distrusted_certs; /* SHA-256, sorted */
    size_t distrusted_cert_count;
    struct vmst_digest *distrusted_keys; /* SHA-256 of the SPKI, sorted */
    size_t distrusted_key_count;
    struct vmst_pin *pins;
    size_t pin_count;
    struct vmst_crl **crls; /* owned references, sorted by issuer hash, then
                               SHA-256 */
    size_t crl_count;
    struct vmst_trust_private *private_; /* count and capacities: trust.c */
};

/* A new, unsealed generation with everything that `old` has; NULL: empty. */
int vmst_trust_new(const struct vmst_trust *old, struct vmst_trust **trust);
struct vmst_trust *vmst_trust_ref(const struct vmst_trust *trust);
void vmst_trust_free(struct vmst_trust *trust);
VMST_FREE_AT_SCOPE_END(trust)

/* Before sealing. `role` 0: for every role. A certificate added twice is one
 * anchor with the union of its roles. */
int vmst_trust_add_anchor(struct vmst_trust *trust,
                          const struct vmst_cert *cert, vmstrust_role role,
                          bool is_system);
int vmst_trust_add_intermediate(struct vmst_trust *trust,
                                const struct vmst_cert *cert);
int vmst_trust_distrust_cert(struct vmst_trust *trust,
                             const struct vmst_cert *cert);
int vmst_trust_distrust_key(struct vmst_trust *trust,
                            const struct vmst_cert *cert);
int vmst_trust_add_pin(struct vmst_trust *trust, const char *host,
                       const struct vmst_cert *cert, int64_t expires);
int vmst_trust_add_crl(struct vmst_trust *trust, const struct vmst_crl *crl);
/* Everything that `other` has, too. */
int vmst_trust_join(struct vmst_trust *trust, const struct vmst_trust *other);
/* How many were removed. */
size_t vmst_trust_remove_cert(struct vmst_trust *trust,
                              const struct vmst_cert *cert);
size_t vmst_trust_remove_pins(struct vmst_trust *trust, const char *host);
size_t vmst_trust_remove_crl(struct vmst_trust *trust,
                             const struct vmst_crl *crl);
/* Sorts, joins what is double, and gives the generation its number. Nothing is
 * added afterwards. */
void vmst_trust_seal(struct vmst_trust *trust);

/* The anchors (or intermediates) with this subject: a range of the array. The
 * hash only finds the range; the names in it are equal. */
struct vmst_range {
    size_t first;
    size_t count;
};
struct vmst_range vmst_trust_find_anchors(const struct vmst_trust *trust,
                                          const struct vmst_name *subject);
struct vmst_range
vmst_trust_find_intermediates(const struct vmst_trust *trust,
                              const struct vmst_name *subject);
/* The CRLs of this issuer: a range of `crls`. */
struct vmst_range vmst_trust_find_crls(const struct vmst_trust *trust,
                                       const struct vmst_name *issuer);
/* The anchor that is this very certificate, or NULL. */
const struct vmst_anchor *vmst_trust_find_anchor(const struct vmst_trust *trust,
                                                 const struct vmst_cert *cert);
/* Among the anchors or the intermediates. */
bool vmst_trust_has_cert(const struct vmst_trust *trust,
                         const struct vmst_cert *cert);
bool vmst_trust_has_intermediate(const struct vmst_trust *trust,
                                 const struct vmst_cert *cert);
bool vmst_trust_has_pin(const struct vmst_trust *trust, const char *host);
bool vmst_anchor_is_for(const struct vmst_anchor *anchor, vmstrust_role role);
/* Did the caller himself trust it for this role? */
bool vmst_anchor_is_own(const struct vmst_anchor *anchor, vmstrust_role role);
bool vmst_role_set_has(const struct vmst_role_set *set, vmstrust_role role);
bool vmst_role_set_is_empty(const struct vmst_role_set *set);
/* By certificate or by key. A failure to compute a digest counts as
 * distrusted: not known is never trusted. */
bool vmst_trust_distrusts(const struct vmst_trust *trust,
                          const struct vmst_cert *cert);

/* The order of certificates in every array here: subject hash, then SHA-256. */
int vmst_cert_order(const struct vmst_cert *a, const struct vmst_cert *b);

#endif
