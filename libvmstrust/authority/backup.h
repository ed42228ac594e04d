/*
 * An authority in one file: a head of lines with the size and the SHA-256 of
 * each part, its own SHA-256, and behind it the parts. The key in it stays
 * encrypted as it is in ca.key. Floor 5.
 */
#ifndef VMST_AUTHORITY_BACKUP_H
#define VMST_AUTHORITY_BACKUP_H

#include "authority/authority.h"

#define VMST_BACKUP_FORMAT 1
/* Parts of a CA: ca.crt, ca.key, ledger.db, and what a subordinate has more. */
#define VMST_BACKUP_PARTS 8
#define VMST_BACKUP_TEXT 512
#define VMST_BACKUP_PLACE 4096 /* PATH_MAX of Linux */

struct vmst_backup_part {
    char name[32];
    uint64_t size;
    uint8_t sha256[VMST_SHA256_SIZE];
};

/* What its head says; nothing in its texts is hidden. */
struct vmst_backup {
    char *path;     /* owned */
    char *account;  /* owned: who restores it, for the log */
    char *computer; /* owned */
    int64_t made_at;
    uint8_t ca[VMST_SHA256_SIZE];     /* of the CA's certificate */
    char made_on[VMST_BACKUP_TEXT];   /* the computer */
    char place[VMST_BACKUP_PLACE];    /* the folder of the CA there */
    char moving_to[VMST_BACKUP_TEXT]; /* "": the CA stays where it is */
    struct vmst_backup_part parts[VMST_BACKUP_PARTS];
    size_t part_count;
};

/* What the two below refuse before they write anything. VMSTRUST_E_FILE, also
 * where the path is taken and `is_replacing` is false, or within the CA's own
 * folder; VMSTRUST_E_MALFORMED where the key is not encrypted. */
int vmst_backup_check_write(const struct vmst_ca *ca, const char *path,
                            bool is_replacing, struct vmst_note *note);
int vmst_backup_check_move(const struct vmst_ca *ca, const char *path,
                           bool is_replacing, const char *place,
                           struct vmst_note *note);
/* Writes one, and restores it once into a folder beside it to prove it. */
int vmst_backup_write(const struct vmst_ca *ca, const char *path,
                      bool is_replacing, int64_t now, struct vmst_note *note);
/* The same, after which the CA is elsewhere and changes nothing here any more.
 * VMSTRUST_E_PASSPHRASE where it was opened to be read. */
int vmst_backup_move(const struct vmst_ca *ca, const char *path,
                     bool is_replacing, const char *place, int64_t now,
                     struct vmst_note *note);

/* Reads the head. VMSTRUST_E_MALFORMED: no backup, a damaged one, or one of a
 * format that is not known. */
int vmst_backup_open(const char *path, struct vmst_note *note,
                     struct vmst_backup **backup);
void vmst_backup_free(struct vmst_backup *backup);
VMST_FREE_AT_SCOPE_END(backup)
int vmst_backup_set_actor(struct vmst_backup *backup, const char *account,
                          const char *computer);
/* VMSTRUST_E_FILE where the CA that it was made of is alive on this computer, or
 * that cannot be known: of two, each would lack what the other revoked. VMSTRUST_E_MALFORMED where a
 * part is damaged: all of it is read. */
int vmst_backup_check(const struct vmst_backup *backup, const char *folder,
                      struct vmst_note *note);
/* Does it open the keys, and is one of them the certificate's? Writes nothing. */
int vmst_backup_try_passphrase(const struct vmst_backup *backup,
                               const struct vmst_secret *passphrase,
                               struct vmst_note *note);
/* A new folder, whole or not at all. With a passphrase the key is tried, too. */
int vmst_backup_restore(const struct vmst_backup *backup, const char *folder,
                        const struct vmst_secret *passphrase, int64_t now,
                        struct vmst_note *note);

#endif
