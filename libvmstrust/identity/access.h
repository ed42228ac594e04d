/*
 * Can an account use a private key? Tried as that account where that is
 * possible, worked out from modes, groups and ACLs where it is not, and said
 * which of the two. Floor 5.
 */
#ifndef VMST_IDENTITY_ACCESS_H
#define VMST_IDENTITY_ACCESS_H

#include "crypto/private_key.h"

/*
 * What is said to the helper, tools/key-access.c, in frames: this version, the
 * account, the path or URL, whether there is a passphrase (one byte), the
 * passphrase, the nonce. What it answers: one of the three words, the reason
 * (a sentence), the algorithm and the signature (identity/proof.h).
 */
#define VMST_ACCESS_VERSION "vmstrust key access 1"
#define VMST_ACCESS_SIGNED "signed"
#define VMST_ACCESS_REFUSED "refused" /* as that account it is not possible */
#define VMST_ACCESS_UNTRIED "untried" /* it did not become that account */

struct vmst_access_question { /* all borrowed */
    const char *account;
    const char *key_path; /* the file with the key, or a PKCS#11 URL */
    const struct vmst_secret *passphrase;
    const struct vmst_key *public_key; /* of the certificate */
};

/* `why` gets what stands in the way or what was not seen, part of a sentence.
 * VMSTRUST_E_NOT_FOUND: there is no such account. */
int vmst_access_ask(const struct vmst_access_question *access,
                    struct vmst_note *note, vmstrust_key_access *answer,
                    struct vmst_buffer *why);

/* Can any account of this computer read the file? `who` gets how it is
 * readable. Not known is no. */
bool vmst_access_is_open(const char *key_path, struct vmst_buffer *who);

#endif
