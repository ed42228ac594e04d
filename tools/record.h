/*
 * The record of what `trust install` put where: a text file for each root,
 * named by its SHA-256, below /var/lib of the computer or below the home of who
 * is not root. It holds the certificate, too.
 */
#ifndef TOOLS_RECORD_H
#define TOOLS_RECORD_H

#include "command.h"
#include "place.h"

struct record {
    char path[PLACE_PATH_SIZE]; /* of this computer */
    char *text;                 /* owned; NULL: there is none */
};

/* Reads the record of a root. On failure, also for a newer format, it has said
 * why, and answers an exit status; that there is none is no failure. */
int record_read(const struct place_root *root, struct record *record);

/* Writes it whole: `targets` are lines of places, those of the record that is
 * there already left out. */
int record_write(const struct place_root *root, struct record *record,
                 const char *targets);

int record_unlink(const struct record *record);
void record_free(struct record *record);

/* The next line of a place; *at starts at 0. NULL: no more. The target is
 * copied into PLACE_PATH_SIZE. */
const struct place *record_next(const char *text, size_t *at, char *target);

/* Installs into, or removes from, every line of `text`, and finishes each place
 * once. EXIT_NO where one of them could not. */
int record_install(const struct place_root *root, const char *text);
int record_take_away(const struct place_root *root, const char *text);

/* The root that the operand means: a file, or the first digits of the SHA-256
 * of a record, eight or more. *cert is owned. On failure it has said why;
 * several are listed. */
int record_find_root(const struct arguments *arguments, vmstrust_cert **cert,
                     struct place_root *root);

#endif
