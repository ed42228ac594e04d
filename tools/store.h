/*
 * What the verbs of a store share: opening it, finding a certificate in a file
 * or in the store, and how entries are shown.
 */
#ifndef TOOLS_STORE_H
#define TOOLS_STORE_H

#include <vmstrust/vmstrust.h>

#include "ca.h"
#include "command.h"

#define STORE_REASON_OPTION                                                    \
    {                                                                          \
        OPTION_REASON, "reason", VALUE_TEXT, "WHY", false,                     \
            "why, for those who read the store later"                          \
    }

/* What ends sooner is told. */
#define STORE_DUE_WITHIN ((int64_t)60 * CA_DAY)

/* How wide the heads of the lines are. */
#define STORE_COLUMN 7

/* The folder that the first operand names, to be changed. On failure it has
 * said why, and answers an exit status. */
int store_open(const struct arguments *arguments, vmstrust_store **store);
/* Writes what was changed, unless --dry-run. */
int store_save(const struct arguments *arguments, vmstrust_store *store);

/* The inventory of it. */
int store_read(const struct arguments *arguments,
               vmstrust_inventory **inventory);

/* The same certificate, by its SHA-256? */
bool store_is_same(const vmstrust_cert *a, const vmstrust_cert *b);

/* The certificate that a word means: the one of a file, or of those in the store
 * the one whose SHA-256 begins with it (eight digits or more) or whose
 * thumbprint it is. One more owner. Where several are meant they are listed. */
int store_find(const struct arguments *arguments, const char *word,
               vmstrust_cert **cert);
/* The same of the second operand, which must be the last. */
int store_find_operand(const struct arguments *arguments, vmstrust_cert **cert);

/* "ADDED  CN=..." and by what it is known; in a dry run `would` in place of
 * `done`. */
void store_put_change(const struct arguments *arguments, const char *done,
                      const char *would, const vmstrust_cert *cert);

/* The name that people know it by, its thumbprint and SHA-256, and until when. */
void store_put_cert(const vmstrust_cert *cert);

/* The problems of the files that have `part` in their path. */
void store_put_problems(const vmstrust_inventory *inventory, const char *part);

#endif
