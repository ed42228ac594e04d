/*
 * Revoking, and the list that says so (RFC 5280 5). A list stops nobody who
 * does not read it. Floor 5.
 */
#ifndef VMST_AUTHORITY_REVOKE_H
#define VMST_AUTHORITY_REVOKE_H

#include "authority/authority.h"
#include "cert/crls.h"

/* By its name in RFC 5280 5.3.1 ("keyCompromise"), upper or lower case. Refused
 * are those that make no sense for a server certificate. */
int vmst_revocation_reason_read(const char *name, struct vmst_note *note,
                                enum vmst_reason *reason);

/* `invalid_since` may be NULL. The second refuses what the first would refuse. */
int vmst_revoke(const struct vmst_ca *ca, const struct vmst_cert *cert,
                enum vmst_reason reason, const int64_t *invalid_since,
                int64_t now, struct vmst_note *note);
int vmst_check_revoke(const struct vmst_ca *ca, const struct vmst_cert *cert,
                      enum vmst_reason reason, const int64_t *invalid_since,
                      int64_t now, struct vmst_note *note);

/* Lists that are due again after `valid_for` seconds, signed, and read back by
 * our own parser: one for each generation that has not ended, the newest first.
 * What was added stays the caller's on failure, too. */
int vmst_crl_make(const struct vmst_ca *ca, int64_t valid_for, int64_t now,
                  struct vmst_note *note, struct vmst_crls *crls);
/* Lists that this CA published before: VMSTRUST_E_ARGUMENT where one revokes what
 * the ledger does not, or is another CA's. The next list gets a higher number. */
int vmst_crl_check(struct vmst_ca *ca, const struct vmst_crls *crls,
                   struct vmst_note *note);

#endif
