/*
 * What lies in a PKCS#11 token: objects by their URL (RFC 7512), and why one
 * cannot be had. A PIN never stands in a URL: command lines are read by
 * everybody. Floor 0.
 */
#ifndef VMST_CRYPTO_TOKEN_H
#define VMST_CRYPTO_TOKEN_H

#include "crypto/secret.h"

/* Does it begin with "pkcs11:"? */
bool vmst_token_is_url(const char *path);
/* VMSTRUST_E_ARGUMENT for a URL with a PIN in it, or with the name of a file
 * that GnuTLS would read; and for one with white space. */
int vmst_token_check_url(const char *url, struct vmst_note *note);

/* For gnutls_*_set_pin_function: `data` is a struct vmst_secret or NULL. */
int vmst_token_give_pin(void *data, int attempt, const char *url,
                        const char *label, unsigned flags, char *pin,
                        size_t size);

/* A status of GnuTLS as a note. VMSTRUST_E_PASSPHRASE: the PIN is wrong,
 * missing, or the token is locked. VMSTRUST_E_NOT_FOUND: there is no such token,
 * or it is there and shows no such object to this account; told apart. `what`
 * is "private key" or "certificate". */
int vmst_token_fail(struct vmst_note *note, const char *url, const char *what,
                    bool has_pin, int status);

/* The DER of the first certificate that the URL names. */
int vmst_token_load_cert(const char *url, const struct vmst_secret *pin,
                         struct vmst_note *note, struct vmst_blob **der);

#endif
