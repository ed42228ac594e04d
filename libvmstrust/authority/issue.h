/*
 * Issuing: an order becomes a certificate by the preset of its role. What was
 * signed is judged by our own rules first, then entered into the ledger, and
 * only then handed out. Floor 5.
 */
#ifndef VMST_AUTHORITY_ISSUE_H
#define VMST_AUTHORITY_ISSUE_H

#include "authority/order.h"
#include "identity/identity.h"

/* From when until when it would be valid, never beyond the CA. Refuses what
 * vmst_issue would refuse. */
struct vmst_span {
    int64_t first;
    int64_t last;
};
int vmst_order_check(const struct vmst_ca *ca, const struct vmst_order *order,
                     int64_t now, struct vmst_note *note,
                     struct vmst_span *span);

/* A new private key, which is nowhere else, its certificate, which is in the
 * ledger, and the chain that the server sends with it. */
int vmst_issue(const struct vmst_ca *ca, const struct vmst_order *order,
               int64_t now, struct vmst_note *note,
               struct vmst_identity **identity);

/* What would be signed for the order, for a day: for a judgement of the CA. It is
 * in no ledger, and must not leave the library. */
int vmst_sample(const struct vmst_ca *ca, const struct vmst_order *order,
                const struct vmst_key *key, int64_t now, struct vmst_note *note,
                struct vmst_cert **cert);

/* A certificate for the key of a request, which proved to have it; of what the
 * request asks for the order says what is granted. It is in the ledger.
 * VMSTRUST_E_ARGUMENT for a key that our rules would not trust. The check
 * refuses what it would refuse, and changes nothing. */
int vmst_check_sign(const struct vmst_ca *ca, const struct vmst_order *order,
                    const struct vmst_request *request, int64_t now,
                    struct vmst_note *note);
int vmst_sign(const struct vmst_ca *ca, const struct vmst_order *order,
              const struct vmst_request *request, int64_t now,
              struct vmst_note *note, struct vmst_cert **cert);

/* A certificate for the key that the renewed one has, of an order of
 * vmst_order_renew; with a new key, vmst_issue does it. */
int vmst_check_renew(const struct vmst_ca *ca, const struct vmst_order *order,
                     int64_t now, struct vmst_note *note);
int vmst_renew(const struct vmst_ca *ca, const struct vmst_order *order,
               int64_t now, struct vmst_note *note, struct vmst_cert **cert);

#endif
