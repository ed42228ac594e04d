/*
 * A CA below a company's: its request (ca.csr), and the answer, with which the
 * folder becomes a CA. Until then it has no ca.crt. Floor 5.
 */
#ifndef VMST_AUTHORITY_SUBORDINATE_H
#define VMST_AUTHORITY_SUBORDINATE_H

#include "authority/authority.h"

#define VMST_CA_REQUEST_NAME "ca.csr"
/* A subject, a key of RSA-16384 and a hundred permitted names, by far. */
#define VMST_CA_REQUEST_SIZE ((size_t)1 << 20)

/* Does the folder wait for an answer? */
int vmst_ca_is_waiting(const char *folder, struct vmst_note *note,
                       bool *is_waiting);

/* Whether vmst_ca_complete would be refused; changes nothing. */
int vmst_ca_check_answer(const struct vmst_ca_plan *plan,
                         const struct vmst_certs *answer,
                         const struct vmst_secret *passphrase, int64_t now,
                         struct vmst_note *note);
/* Takes the certificate of the answer that belongs to the key, and keeps what
 * leads from it to the company's root. Of the plan the path and the actor count.
 * VMSTRUST_E_FILE: the folder waits for none. VMSTRUST_E_ARGUMENT, with what to
 * ask the company for: no certificate of this key, no CA certificate, no whole
 * chain up to a root, or one that would not be trusted. Nothing is changed
 * then. */
int vmst_ca_complete(const struct vmst_ca_plan *plan,
                     const struct vmst_certs *answer,
                     const struct vmst_secret *passphrase, int64_t now,
                     struct vmst_note *note);

/* What of the answer is otherwise than ca.csr in the folder asked for, as
 * vmst_cert_show_differences has it. VMSTRUST_E_ARGUMENT if no certificate of the
 * answer belongs to the key of the request. */
int vmst_ca_compare_answer(const char *folder, const struct vmst_certs *answer,
                           struct vmst_note *note, struct vmst_buffer *out);

#endif
