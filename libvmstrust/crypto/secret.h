/*
 * Secrets: passphrases and private keys in memory, wiped when released. The one
 * type for them; nothing else holds one. A secret has no NUL inside: what takes
 * C strings would cut it short there. Floor 0.
 */
#ifndef VMST_CRYPTO_SECRET_H
#define VMST_CRYPTO_SECRET_H

#include "base/bytes.h"
#include "base/note.h"

/* A passphrase is text of a person; a file with one is small. */
#define VMST_SECRET_FILE ((size_t)4096)

struct vmst_secret {
    size_t size;
    uint8_t data[]; /* size bytes and a NUL; wiped by vmst_secret_free */
};

/* VMSTRUST_E_ARGUMENT where a NUL is inside. */
int vmst_secret_new(struct vmst_bytes bytes, struct vmst_note *note,
                    struct vmst_secret **secret);
struct vmst_bytes vmst_secret_view(const struct vmst_secret *secret);
void vmst_secret_free(struct vmst_secret *secret); /* NULL does nothing */
VMST_FREE_AT_SCOPE_END(secret)

/* A passphrase from a file: its first line, without LF or CRLF, a UTF-8 or
 * UTF-16 byte order mark decoded. VMSTRUST_E_FILE, also for a file longer than
 * VMST_SECRET_FILE; VMSTRUST_E_MALFORMED if the line is empty or has a NUL.
 * The note never holds any of it. */
int vmst_secret_load(const char *path, struct vmst_note *note,
                     struct vmst_secret **secret);

#endif
