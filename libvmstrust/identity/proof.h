/*
 * A proof that somebody can use a private key: it signs a fixed label and a
 * fresh nonce. The label makes the signature of use to nobody else, so that who
 * answers is no oracle. Floor 5.
 */
#ifndef VMST_IDENTITY_PROOF_H
#define VMST_IDENTITY_PROOF_H

#include "crypto/private_key.h"

#define VMST_PROOF_NONCE 32

/* A fresh nonce. VMSTRUST_E_CRYPTO. */
int vmst_proof_ask(uint8_t nonce[VMST_PROOF_NONCE], struct vmst_note *note);
int vmst_proof_sign(const struct vmst_private_key *key,
                    const uint8_t nonce[VMST_PROOF_NONCE],
                    struct vmst_note *note, struct vmst_blob **signature);
/* `algorithm` is the AlgorithmIdentifier that was signed with. */
bool vmst_proof_holds(const struct vmst_key *key, struct vmst_bytes algorithm,
                      const uint8_t nonce[VMST_PROOF_NONCE],
                      struct vmst_bytes signature);

#endif
