/*
 * A certificate before it is signed (RFC 5280 4.1.2): what it will say, and
 * the call that writes, signs and reads it back by our own strict parser, so
 * that nothing leaves here that would not be accepted as well formed. Floor 5.
 */
#ifndef VMST_AUTHORITY_BODY_H
#define VMST_AUTHORITY_BODY_H

#include "authority/order.h"
#include "cert/cert.h"

/* 128 random bits; RFC 5280 4.1.2.2 allows 20 octets. */
#define VMST_SERIAL_SIZE 16
/* ub-common-name, RFC 5280 appendix A.1; in characters. */
#define VMST_COMMON_NAME 64

struct vmst_body { /* all of it borrowed */
    uint8_t serial[VMST_SERIAL_SIZE];
    struct vmst_bytes issuer;  /* a whole Name; empty: its own subject */
    struct vmst_bytes subject; /* a whole Name; empty: of the common name */
    const char *common_name;   /* the subject; NULL: an empty one */
    int64_t not_before;
    int64_t not_after;
    const struct vmst_key *key;
    bool is_authority;
    bool is_subordinate;                /* pathLen 0: no CA below it */
    struct vmst_bytes name_constraints; /* NameConstraints; empty: none */
    uint16_t key_usage;                 /* VMST_USAGE_* */
    struct vmst_bytes purpose;          /* OID contents; empty: any */
    const struct vmst_host *hosts;      /* the subject alternative name */
    size_t host_count;
    struct vmst_bytes key_id;            /* empty: SHA-1 of the key */
    struct vmst_bytes issuer_key_id;     /* empty: none */
    const struct vmst_urls *crl_urls;    /* NULL or empty: none */
    const struct vmst_urls *issuer_urls; /* the same */
};

/* VMSTRUST_E_CRYPTO where the system has no random bytes. */
int vmst_body_number(struct vmst_body *body, struct vmst_note *note);

int vmst_body_sign(const struct vmst_body *body,
                   const struct vmst_private_key *signer,
                   struct vmst_note *note, struct vmst_cert **cert);

/* The same as a request (PKCS#10, RFC 2986) in PEM: the subject, the key and the
 * extensions count. */
int vmst_body_request(const struct vmst_body *body,
                      const struct vmst_private_key *signer,
                      struct vmst_note *note, struct vmst_blob **pem);

/*
 * Signed ::= SEQUENCE { toBeSigned, AlgorithmIdentifier, BIT STRING }: what
 * certificates and CRLs share (RFC 5280 4.1.1, 5.1.1).
 */
int vmst_signed_make(const struct vmst_private_key *signer,
                     struct vmst_bytes body, struct vmst_note *note,
                     struct vmst_blob **der);

/* Opens one Extension and the OCTET STRING of its value; ended by
 * vmst_extension_close. `last` is the last arc of 2.5.29, id-ce. */
struct vmst_writer;
void vmst_extension_open(struct vmst_writer *out, uint8_t last,
                         bool is_critical);
void vmst_extension_close(struct vmst_writer *out);
/* AuthorityKeyIdentifier with a keyIdentifier alone (RFC 5280 4.2.1.1). */
void vmst_extension_issuer_key(struct vmst_writer *out, struct vmst_bytes id);

#endif
