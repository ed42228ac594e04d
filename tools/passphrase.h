/*
 * Passphrases of the command: from a file, or asked on the terminal without
 * echo. Never from the environment, which others can read and children
 * inherit.
 */
#ifndef TOOLS_PASSPHRASE_H
#define TOOLS_PASSPHRASE_H

#include <vmstrust/vmstrust.h>

#include "command.h"

#define PASSPHRASE_SIZE 1024

struct passphrase {
    char text[PASSPHRASE_SIZE]; /* wiped by passphrase_forget */
    size_t size;
    bool is_given;
};

/* From the file that an option names; without it, nothing is given. On failure
 * it has said why, and answers an exit status. */
int passphrase_read(const struct arguments *arguments, enum option_id id,
                    struct passphrase *passphrase);

/* Asks at the terminal; for a new one twice, and both must be equal. `id` is the
 * option that would have given it. On failure it has said why, and answers an
 * exit status. */
int passphrase_ask(const struct arguments *arguments, enum option_id id,
                   const char *what, bool is_new,
                   struct passphrase *passphrase);

/* From the file that the option names; without it, asked for. */
int passphrase_get(const struct arguments *arguments, enum option_id id,
                   const char *what, bool is_new,
                   struct passphrase *passphrase);

void passphrase_forget(struct passphrase *passphrase);

/* What a call of the library takes: NULL where nothing is given. */
const void *passphrase_data(const struct passphrase *passphrase);

/* An identity from --cert and --key, asking for the passphrase where one is
 * needed and none was given. `cert` may be NULL. On failure it has said why. */
int passphrase_load_identity(const struct arguments *arguments,
                             enum option_id id, const char *cert,
                             const char *key, struct passphrase *passphrase,
                             vmstrust_identity **identity);

#endif
