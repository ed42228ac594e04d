/*
 * An identity: the certificate of a server, the chain that it sends with it,
 * and its private key. The three come from files of any form, and whether they
 * belong together is asked, not assumed. Floor 5.
 */
#ifndef VMST_IDENTITY_IDENTITY_H
#define VMST_IDENTITY_IDENTITY_H

#include "cert/file.h"
#include "crypto/private_key.h"

struct vmst_identity {
    struct vmst_certs certs; /* the server's own first; none for a new key */
    struct vmst_private_key *key; /* owned */
};

/* A new key that has no certificate yet. */
int vmst_identity_make(enum vmst_new_key kind, struct vmst_note *note,
                       struct vmst_identity **identity);
/* One PKCS#12 file, or PEM with certificate and key. `passphrase` may be NULL.
 * VMSTRUST_E_PASSPHRASE, told apart in the note; VMSTRUST_E_MALFORMED if the
 * certificate or the key is not there. */
int vmst_identity_read(struct vmst_bytes input,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note, struct vmst_identity **identity);
/* The same of what may lack the private key: `key` is NULL then. */
int vmst_identity_read_parts(struct vmst_bytes input,
                             const struct vmst_secret *passphrase,
                             struct vmst_note *note,
                             struct vmst_identity **identity);
/* The certificate and the key, each a file or a PKCS#11 URL; NULL for a key in
 * the certificate's own file or of the same URL. A NULL certificate gives an
 * identity that has none. Of a file with several certificates the first is the
 * server's. */
int vmst_identity_load(const char *cert_path, const char *key_path,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note, struct vmst_identity **identity);
void vmst_identity_free(struct vmst_identity *identity);
VMST_FREE_AT_SCOPE_END(identity)

/* The server's certificate, or NULL. */
const struct vmst_cert *
vmst_identity_cert(const struct vmst_identity *identity);
/* Is the private key that of the certificate? False without a certificate. */
bool vmst_identity_matches(const struct vmst_identity *identity);
/* The same, proved: the key signs a nonce and the certificate's key verifies
 * it. VMSTRUST_E_ARGUMENT with the reason if it does not. */
int vmst_identity_prove(const struct vmst_identity *identity,
                        struct vmst_note *note);

/* The certificate and its chain as PEM, and as a PKCS#7 bundle (RFC 5652 5,
 * degenerate SignedData). */
int vmst_identity_write_chain(const struct vmst_identity *identity,
                              struct vmst_note *note, struct vmst_blob **pem);
int vmst_identity_write_pkcs7(const struct vmst_identity *identity,
                              struct vmst_note *note, struct vmst_blob **der);

#endif
