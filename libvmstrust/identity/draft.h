/*
 * A certificate request in the making: what a company's CA asks for, signed by
 * the key that the certificate will belong to. Floor 5.
 */
#ifndef VMST_IDENTITY_DRAFT_H
#define VMST_IDENTITY_DRAFT_H

#include "der/writer.h"
#include "identity/identity.h"
#include "limits.h"

/* Attributes of the subject, and names: a certificate with more is refused by
 * somebody. */
#define VMST_DRAFT_SUBJECT 16
#define VMST_DRAFT_NAMES 100

struct vmst_draft {             /* zero-initialise it; VMST_FREE at the end */
    struct vmst_buffer subject; /* RDNs, DER */
    struct vmst_buffer names;   /* GeneralNames, DER without their SEQUENCE */
    size_t subject_count;
    size_t name_count;
    bool is_for_client; /* Client Authentication in the place of Server */
};

void vmst_draft_free(struct vmst_draft *draft);

/* "C", "ST", "L", "O", "OU" or "CN", and UTF-8 text, in the order in which they
 * will stand. VMSTRUST_E_ARGUMENT with the reason: another attribute, an empty
 * or too long value (RFC 5280 A.1), no UTF-8, or a character that nobody sees.
 */
int vmst_draft_add_subject(struct vmst_draft *draft, const char *attribute,
                           const char *value, struct vmst_note *note);
/* A DNS name, also one with a wildcard for its first label, or an IP address.
 * VMSTRUST_E_ARGUMENT with a hint. */
int vmst_draft_add_host(struct vmst_draft *draft, const char *host,
                        struct vmst_note *note);
/* The request in PEM, signed. VMSTRUST_E_ARGUMENT if there is neither a subject
 * nor a name. */
int vmst_draft_write(const struct vmst_draft *draft,
                     const struct vmst_private_key *key, struct vmst_note *note,
                     struct vmst_blob **pem);

#endif
