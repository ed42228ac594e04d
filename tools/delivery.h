/*
 * The files of one certificate, as a CA hands them out: named by its first
 * host, the key first, since who finds a certificate finds its key. Nothing is
 * ever overwritten, and with a PFX no plain key is written.
 */
#ifndef TOOLS_DELIVERY_H
#define TOOLS_DELIVERY_H

#include <vmstrust/vmstrust.h>

#include "command.h"
#include "passphrase.h"

/* Rows for the table of a verb that hands out keys. */
#define DELIVERY_OPTIONS                                                       \
    {OPTION_PFX,                                                               \
     "pfx",                                                                    \
     VALUE_NONE,                                                               \
     NULL,                                                                     \
     false,                                                                    \
     "write key, certificate and chain as one PFX; the key is written "        \
     "nowhere "                                                                \
     "else"},                                                                  \
        {OPTION_FOR,                                                           \
         "for",                                                                \
         VALUE_TARGET,                                                         \
         "TARGET",                                                             \
         false,                                                                \
         "who will import the PFX: windows-2016, dotnet, ... (windows)"},      \
    {                                                                          \
        OPTION_PFX_PASSPHRASE_FILE, "pfx-passphrase-file", VALUE_FILE, "FILE", \
            false,                                                             \
            "the passphrase of the PFX is the first line of FILE; asked for "  \
            "otherwise"                                                        \
    }

enum delivery_key {
    DELIVERY_NO_KEY, /* it stays where it is */
    DELIVERY_PEM,
    DELIVERY_PFX,
};

enum { DELIVERY_KEY, DELIVERY_CHAIN, DELIVERY_CERT, DELIVERY_COUNT };

#define DELIVERY_PATH 4096

struct delivery {
    enum delivery_key key;
    vmstrust_target target;
    struct passphrase pfx;
    char path[DELIVERY_COUNT][DELIVERY_PATH]; /* "": not written */
};

/* --for, of a PFX that is to be written: known is which ones it imports. The
 * newest Windows where it is not given. On failure it has said why, and answers
 * an exit status. */
int delivery_read_target(const struct arguments *arguments,
                         vmstrust_target *target);

/* --pfx, --for and --pfx-passphrase-file. On failure it has said why, and
 * answers an exit status. The passphrase is asked for by delivery_ask, which
 * stands behind every refusal that needs none. */
int delivery_read(const struct arguments *arguments, struct delivery *delivery);
int delivery_ask(const struct arguments *arguments, struct delivery *delivery);
void delivery_forget(struct delivery *delivery);

/* "FOLDER/rec01.key" and so on: a name up to its first dot, or an address, in
 * lower case. `ending` is put behind it unless it is "". */
void delivery_name(struct delivery *delivery, const char *folder,
                   const char *host, const char *ending);
/* Whether none of the files is there. */
bool delivery_is_free(const struct delivery *delivery);
/* The same; if not it has said which, and answers an exit status. */
int delivery_check(const struct delivery *delivery);

/* Writes the files, all or none, and notes in the ledger that they are. The
 * identity is NULL where the key is elsewhere. */
int delivery_write(const struct delivery *delivery, vmstrust_ca *ca,
                   const vmstrust_identity *identity,
                   const vmstrust_cert *cert);
/* What the files are, in a column of so many characters. */
void delivery_put(const struct delivery *delivery, size_t column);

#endif
