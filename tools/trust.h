/*
 * What to trust, as the command line names it. The options are the same for
 * every verb that judges.
 */
#ifndef TOOLS_TRUST_H
#define TOOLS_TRUST_H

#include <vmstrust/vmstrust.h>

#include "command.h"

/* Rows for the table of a verb that judges. */
#define TRUST_OPTIONS                                                            \
    {OPTION_CA,  "ca",                                                           \
     VALUE_FILE, "FILE",                                                         \
     true,       "trust every certificate of this file (PEM, DER, PKCS#7)"},     \
        {OPTION_CA_DIR, "ca-dir",                                                \
         VALUE_FOLDER,  "DIR",                                                   \
         false,         "trust every certificate of every file in this folder"}, \
        {OPTION_STORE,                                                           \
         "store",                                                                \
         VALUE_FOLDER,                                                           \
         "DIR",                                                                  \
         true,                                                                   \
         "trust what this store does (vmstrust store); several count "           \
         "together"},                                                            \
        {OPTION_SYSTEM_ROOTS,                                                    \
         "system-roots",                                                         \
         VALUE_NONE,                                                             \
         NULL,                                                                   \
         false,                                                                  \
         "trust the operating system's list of roots"},                          \
        {OPTION_CRL, "crl", VALUE_FILE,                                          \
         "FILE",     true,  "revocation lists (PEM or DER)"},                    \
        {OPTION_INTERMEDIATE,                                                    \
         "intermediate",                                                         \
         VALUE_FILE,                                                             \
         "FILE",                                                                 \
         true,                                                                   \
         "certificates that may stand between server and root; trusts none"},    \
    {                                                                            \
        OPTION_INTERMEDIATE, "untrusted", VALUE_FILE, "FILE", true, NULL         \
    }

/* The store of these options. Nothing to trust is wrong usage. On failure it
 * has said why, and answers an exit status. */
int trust_read(const struct arguments *arguments, vmstrust_store **store);

#endif
