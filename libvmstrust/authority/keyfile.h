/*
 * ca.key: the private keys of a CA, one for each generation, oldest first, each
 * encrypted PKCS#8 in PEM. One file, so that all of them change their
 * passphrase at once. Of a key in a token it is the URL, in one line. Floor 5.
 */
#ifndef VMST_AUTHORITY_KEYFILE_H
#define VMST_AUTHORITY_KEYFILE_H

#include "authority/authority.h"

#define VMST_CA_KEY_NAME "ca.key"
/* Longer than any PKCS#11 URL that names a token and an object. */
#define VMST_KEY_URL_SIZE 1024

struct vmst_key_file {
    struct vmst_blob *text;                           /* owned */
    struct vmst_bytes blocks[VMST_LIMIT_GENERATIONS]; /* views of text */
    size_t count;
};

int vmst_key_file_load(const char *folder, struct vmst_note *note,
                       struct vmst_key_file *file);
/* Of its contents, which it owns from then on. */
void vmst_key_file_take(struct vmst_blob *text, struct vmst_key_file *file);
void vmst_key_file_free(struct vmst_key_file *file);
#define AUTO_KEY_FILE                                                          \
    __attribute__((cleanup(vmst_key_file_free))) struct vmst_key_file

/* VMSTRUST_E_MALFORMED where ca.key holds a key that is not encrypted. */
int vmst_ca_check_key_file(const struct vmst_ca *ca, struct vmst_note *note);
/* Is every key in it encrypted, or in a token? */
bool vmst_key_file_is_safe(const struct vmst_key_file *file);
/* Does it name a key on a token? */
bool vmst_key_file_is_token(const struct vmst_key_file *file);
/* The key of a generation, counted from 0. VMSTRUST_E_PASSPHRASE. */
int vmst_key_file_open(const struct vmst_key_file *file, size_t at,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note, struct vmst_private_key **key);

/* All keys of the CA, and one more behind them unless it is NULL, into the place
 * of ca.key; under vmst_ledger_begin. */
int vmst_ca_write_keys(const struct vmst_ca *ca,
                       const struct vmst_private_key *more,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note);
/* VMSTRUST_E_PASSPHRASE if it is too short, or the CA was opened to be read;
 * VMSTRUST_E_ARGUMENT for a key in a token, whose PIN is the token's affair. */
int vmst_ca_check_set_passphrase(const struct vmst_ca *ca,
                                 const struct vmst_secret *passphrase,
                                 struct vmst_note *note);
/* Another passphrase for all of them: the old one holds until the new file is
 * in its place. Refused beforehand what vmst_ca_check_set_passphrase refuses. */
int vmst_ca_set_passphrase(const struct vmst_ca *ca,
                           const struct vmst_secret *passphrase, int64_t now,
                           struct vmst_note *note);

#endif
