/*
 * Private keys: made, read, signed with and written, by GnuTLS; in a file or
 * behind a PKCS#11 URL. Memory that held one is wiped. Floor 0.
 */
#ifndef VMST_CRYPTO_PRIVATE_KEY_H
#define VMST_CRYPTO_PRIVATE_KEY_H

#include "crypto/key.h"
#include "crypto/secret.h"
#include "crypto/signature.h"

struct vmst_private_key; /* one owner; may be used by several threads at once */

/* What can be made (words.md, issue order): "rsa2048" only where asked for. */
enum vmst_new_key {
    VMST_NEW_RSA_2048,
    VMST_NEW_RSA_3072,
    VMST_NEW_RSA_4096,
    VMST_NEW_EC_P256,
    VMST_NEW_EC_P384,
};

int vmst_private_key_make(enum vmst_new_key kind, struct vmst_note *note,
                          struct vmst_private_key **key);
/* PKCS#8 plain and encrypted, traditional RSA and EC (also encrypted), PEM or
 * DER, with a byte order mark, CRLF or UTF-16; of a PEM file the first private
 * key, whatever stands around it. `passphrase` may be NULL, and is not looked
 * at where the key is not encrypted.
 * VMSTRUST_E_MALFORMED: no private key, and the note says what the bytes look
 * like instead. VMSTRUST_E_PASSPHRASE: one is needed, or this one is wrong;
 * told apart in the note. */
int vmst_private_key_read(struct vmst_bytes input,
                          const struct vmst_secret *passphrase,
                          struct vmst_note *note,
                          struct vmst_private_key **key);
/* Has it a private key, by its look? */
bool vmst_private_key_is_in(struct vmst_bytes input);
/* A path, or a PKCS#11 URL (RFC 7512), whose PIN is the passphrase.
 * VMSTRUST_E_NOT_FOUND: no token has it, or none that this account may see. */
int vmst_private_key_load(const char *path,
                          const struct vmst_secret *passphrase,
                          struct vmst_note *note,
                          struct vmst_private_key **key);
void vmst_private_key_free(struct vmst_private_key *key);
VMST_FREE_AT_SCOPE_END(private_key)

/* Its SubjectPublicKeyInfo; a view of the key. */
struct vmst_bytes vmst_private_key_spki(const struct vmst_private_key *key);
/* What it is; views of the key. */
const struct vmst_key *
vmst_private_key_public(const struct vmst_private_key *key);
/* Are two public keys one? By the numbers: a compressed point and the whole one
 * are the same. */
bool vmst_key_matches(const struct vmst_key *one, const struct vmst_key *other);
/* Does it belong to this public key? */
bool vmst_private_key_matches(const struct vmst_private_key *key,
                              const struct vmst_key *public_key);
/* Can it be written to a file? A key in a token cannot. */
bool vmst_private_key_is_in_token(const struct vmst_private_key *key);

/* The AlgorithmIdentifier that vmst_private_key_sign uses: SHA-256 with RSA
 * (PKCS#1 v1.5, which every VMS client reads), ECDSA with the hash of the
 * curve's size, or EdDSA. DER of ours; empty for a key that does not sign here
 * (DSA, RSA-PSS, other curves). */
struct vmst_bytes
vmst_private_key_algorithm(const struct vmst_private_key *key);
/* The signature over `message`, as the BIT STRING of a certificate holds it.
 * VMSTRUST_E_ARGUMENT for a key that does not sign here. */
int vmst_private_key_sign(const struct vmst_private_key *key,
                          struct vmst_bytes message, struct vmst_note *note,
                          struct vmst_blob **signature);

/* PKCS#8 in PEM: encrypted (PBES2, AES-256-CBC, PBKDF2 with HMAC-SHA-256 and
 * VMST_PRIVATE_KEY_ITERATIONS) under `passphrase`, or plain where it is NULL.
 * VMSTRUST_E_ARGUMENT for a key in a token. The blob is wiped when freed. */
#define VMST_PRIVATE_KEY_ITERATIONS                                            \
    600000 /* what GnuTLS 3.7 writes, and OWASP
                                              asks of PBKDF2-HMAC-SHA256 */
int vmst_private_key_write(const struct vmst_private_key *key,
                           const struct vmst_secret *passphrase,
                           struct vmst_note *note, struct vmst_blob **pem);
/* The PrivateKeyInfo itself (RFC 5208), for PKCS#12. */
int vmst_private_key_write_info(const struct vmst_private_key *key,
                                struct vmst_note *note,
                                struct vmst_blob **info);

#endif
