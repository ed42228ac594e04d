/*
 * Proofs: label, zero byte, nonce. Floor 5.
 */
#include "identity/proof.h"

#include "base/random.h"

#define LABEL "vmstrust key proof 1"

struct message {
    uint8_t bytes[sizeof LABEL + VMST_PROOF_NONCE];
};

static struct message
message_of(const uint8_t nonce[VMST_PROOF_NONCE])
{
    struct message message = {LABEL};

    memcpy(message.bytes + sizeof LABEL, nonce, VMST_PROOF_NONCE);
    return message;
}

int
vmst_proof_ask(uint8_t nonce[VMST_PROOF_NONCE], struct vmst_note *note)
{
    return vmst_random(nonce, VMST_PROOF_NONCE)
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_CRYPTO,
                           "the system has no random bytes");
}

int
vmst_proof_sign(const struct vmst_private_key *key,
                const uint8_t nonce[VMST_PROOF_NONCE], struct vmst_note *note,
                struct vmst_blob **signature)
{
    const struct message message = message_of(nonce);

    return vmst_private_key_sign(
        key, vmst_bytes(message.bytes, sizeof message.bytes), note, signature);
}

bool
vmst_proof_holds(const struct vmst_key *key, struct vmst_bytes algorithm,
                 const uint8_t nonce[VMST_PROOF_NONCE],
                 struct vmst_bytes signature)
{
    const struct message message = message_of(nonce);
    struct vmst_der in = vmst_der_open(algorithm, NULL, "algorithm");
    struct vmst_signature_algorithm read;

    return vmst_signature_algorithm_read(&in, &read) == VMSTRUST_OK &&
           vmst_signature_check(key, &read,
                                vmst_bytes(message.bytes, sizeof message.bytes),
                                signature) == VMST_SIGNATURE_GOOD;
}
