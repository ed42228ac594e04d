/*
 * A CA that others made is taken over: its key and certificate become one of
 * ours, and what it issued before is entered into the ledger. Refuses what is no
 * CA, and certificates that this CA did not sign. Floor 5.
 */
#ifndef VMST_AUTHORITY_ADOPT_H
#define VMST_AUTHORITY_ADOPT_H

#include "authority/authority.h"
#include "identity/identity.h"
#include "role/table.h"

/* Would vmst_ca_adopt refuse? VMSTRUST_E_FILE: the path is taken.
 * VMSTRUST_E_ARGUMENT: key and certificate do not belong together, the key is in
 * a token, the certificate is not that of a CA. One that says nothing of being
 * a CA is one if it is self-signed and its key usage allows it: the vendor's
 * older script made such. */
int vmst_adoption_check(const struct vmst_ca_plan *plan,
                        const struct vmst_identity *identity,
                        struct vmst_note *note);
/* A server's certificate as this CA would sign it, for a judgement of the CA:
 * it is in no ledger, and never leaves the library. */
int vmst_adoption_sample(const struct vmst_identity *identity, int64_t now,
                         struct vmst_note *note, struct vmst_cert **sample);
/* Of the plan only the path and the actor count. What the identity has between
 * its certificate and a root becomes chain.crt. */
int vmst_ca_adopt(const struct vmst_ca_plan *plan,
                  const struct vmst_identity *identity,
                  const struct vmst_secret *passphrase, int64_t now,
                  struct vmst_note *note);

/* Enters a certificate that this CA signed, as handed out; *is_new is false if
 * it is there already. A CA's gets the role of one. VMSTRUST_E_ARGUMENT if no
 * generation of this CA signed it, or it is its own. */
int vmst_ca_record(const struct vmst_ca *ca, const struct vmst_cert *cert,
                   const struct vmst_role *role, int64_t now,
                   struct vmst_note *note, bool *is_new);
/* Whether it would be, and changes nothing. */
int vmst_ca_check_record(const struct vmst_ca *ca, const struct vmst_cert *cert,
                         struct vmst_note *note, bool *is_new);

#endif
