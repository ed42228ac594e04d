/*
 * The ledger of an authority: every certificate it issued, whatever became of
 * it, and who did what. An SQLite database with a write-ahead log; a row that
 * was answered for survives a power cut. Several processes may use one at once.
 * Refuses file systems that other computers share, and a ledger of a format
 * that it does not know. Floor 5.
 */
#ifndef VMST_AUTHORITY_LEDGER_H
#define VMST_AUTHORITY_LEDGER_H

#include "cert/cert.h"

struct vmst_private_key;

/* One life of an authority, from one rollover to the next. The first is there
 * only once there is a second. */
struct vmst_generation {
    struct vmst_cert *cert;       /* owned: its root */
    struct vmst_cert *forward;    /* owned: its key by the generation before;
                                  NULL: the first */
    struct vmst_cert *back;       /* owned: the key before, by this one; NULL */
    struct vmst_private_key *key; /* owned; NULL: of the newest, which the
                                     authority has, or opened to be read */
};

/* Generations of one CA: each lives for years. */
#define VMST_LIMIT_GENERATIONS 32

struct vmst_generations { /* oldest first; none: never rolled over */
    struct vmst_generation list[VMST_LIMIT_GENERATIONS];
    size_t count;
};

struct vmst_ledger {    /* one connection: one thread at a time */
    struct sqlite3 *db; /* owned; authority/database.h */
};

/* Who does something, and why; borrowed. Texts may be NULL. */
struct vmst_origin {
    int64_t time;
    const char *account;
    const char *computer;
    const char *command;
    const char *reason;
};

enum vmst_entry_state {
    VMST_ENTRY_ISSUED,    /* signed, and not known to have been handed out */
    VMST_ENTRY_DELIVERED, /* its files were written */
    VMST_ENTRY_REVOKED,
};
/* "issued", "delivered", "revoked". */
const char *vmst_entry_state_id(enum vmst_entry_state state);

struct vmst_entry {
    struct vmst_cert *cert; /* owned */
    enum vmst_entry_state state;
    char role[64]; /* the id in the table of roles */
    int64_t revoked_at;
    enum vmst_reason reason;
    bool has_invalid_since;
    int64_t invalid_since;
};

struct vmst_entries { /* an owned list */
    struct vmst_entry *list;
    size_t count;
    size_t capacity;
};

void vmst_entries_free(struct vmst_entries *entries);

/* A new one in a folder, with the first line of its log. */
int vmst_ledger_create(const char *folder, const struct vmst_origin *origin,
                       struct vmst_note *note);
/* For reading alone it is opened on read-only media, too. */
int vmst_ledger_open(const char *folder, bool is_writing,
                     struct vmst_note *note, struct vmst_ledger **ledger);
void vmst_ledger_free(struct vmst_ledger *ledger);
VMST_FREE_AT_SCOPE_END(ledger)

/* A lock over several calls and over files beside the ledger: no other process
 * changes anything in between. Refused where the CA moved away. The end keeps
 * what was done where `code` is VMSTRUST_OK, and else undoes it and answers
 * `code`. */
int vmst_ledger_begin(struct vmst_ledger *ledger, struct vmst_note *note);
int vmst_ledger_end(struct vmst_ledger *ledger, int code,
                    struct vmst_note *note);
int vmst_ledger_add_log(struct vmst_ledger *ledger,
                        const struct vmst_origin *origin,
                        struct vmst_note *note);

/* The certificate with its serial number, its names and a line of the log, in
 * one transaction; state issued. Afterwards, and not before, the certificate
 * may leave the process. */
int vmst_ledger_add(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                    const char *role, const struct vmst_origin *origin,
                    struct vmst_note *note);
/* The same for one that was handed out before there was this ledger; *is_new is
 * false, and nothing happens, if it is there. VMSTRUST_E_ARGUMENT: another
 * certificate has its serial number. */
int vmst_ledger_record(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                       const char *role, const struct vmst_origin *origin,
                       struct vmst_note *note, bool *is_new);
int vmst_ledger_set_delivered(struct vmst_ledger *ledger,
                              const struct vmst_cert *cert,
                              struct vmst_note *note);
/* VMSTRUST_E_NOT_FOUND if it is not there, VMSTRUST_E_ARGUMENT if it is revoked
 * already. `invalid_since` may be NULL. */
int vmst_ledger_revoke(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                       enum vmst_reason reason, const int64_t *invalid_since,
                       const struct vmst_origin *origin,
                       struct vmst_note *note);
/* Refuses what vmst_ledger_revoke would refuse. */
int vmst_ledger_check_revocable(struct vmst_ledger *ledger,
                                const struct vmst_cert *cert,
                                struct vmst_note *note);

/* All, in the order in which they end. */
int vmst_ledger_list(struct vmst_ledger *ledger, struct vmst_note *note,
                     struct vmst_entries *entries);
/* Those not revoked that end at or before this time. */
int vmst_ledger_list_due(struct vmst_ledger *ledger, int64_t before,
                         struct vmst_note *note, struct vmst_entries *entries);
/* By serial number, SHA-1 thumbprint, the first 8 or more digits of SHA-256
 * (upper or lower case, with or without colons), or host. */
int vmst_ledger_find(struct vmst_ledger *ledger, const char *word,
                     struct vmst_note *note, struct vmst_entries *entries);
/* This very certificate; none or one. */
int vmst_ledger_find_cert(struct vmst_ledger *ledger,
                          const struct vmst_cert *cert, struct vmst_note *note,
                          struct vmst_entries *entries);
/* Delivered for this host, not revoked, and not over at that time. */
int vmst_ledger_list_valid(struct vmst_ledger *ledger, const char *host,
                           int64_t time, struct vmst_note *note,
                           struct vmst_entries *entries);

/* Is the certificate with this serial number revoked? False, too, for one that is
 * not there. */
int vmst_ledger_is_revoked(struct vmst_ledger *ledger, struct vmst_bytes serial,
                           struct vmst_note *note, bool *is_revoked);

/* The number of the next CRL, max(last + 1, time, least), and what it lists: both in
 * one transaction, so that of two lists the one with the higher number never
 * lacks what the other has. */
int vmst_ledger_take_crl(struct vmst_ledger *ledger,
                         const struct vmst_origin *origin, int64_t least,
                         struct vmst_note *note, int64_t *number,
                         struct vmst_entries *revoked);

/* When a command was last entered into the log; 0: never. */
int vmst_ledger_read_last(struct vmst_ledger *ledger, const char *command,
                          struct vmst_note *note, int64_t *time);
/* The log as text, a line for each deed, oldest first. */
int vmst_ledger_write_log(struct vmst_ledger *ledger, struct vmst_note *note,
                          struct vmst_buffer *out);

/* A CA that went elsewhere says so, and changes nothing any more. `place` is
 * shown text; time 0: it is here. */
#define VMST_MOVE_PLACE 300
int vmst_ledger_read_move(struct vmst_ledger *ledger, struct vmst_note *note,
                          int64_t *time, char place[VMST_MOVE_PLACE]);
/* VMSTRUST_E_ARGUMENT, with where it went. */
int vmst_ledger_check_here(struct vmst_ledger *ledger, struct vmst_note *note);
/* Under vmst_ledger_begin. */
int vmst_ledger_add_move(struct vmst_ledger *ledger, const char *place,
                         const struct vmst_origin *origin,
                         struct vmst_note *note);
/* A restored one is here, wherever the one went that was backed up. */
int vmst_ledger_arrive(struct vmst_ledger *ledger,
                       const struct vmst_origin *origin,
                       struct vmst_note *note);

/* A copy of it as it is now, while others may use it, as ledger.db in another
 * folder. */
int vmst_ledger_copy(struct vmst_ledger *ledger, const char *folder,
                     struct vmst_note *note);
/* Reads all of it. VMSTRUST_E_FILE if it is damaged. */
int vmst_ledger_check(struct vmst_ledger *ledger, struct vmst_note *note);

/* Adds to `generations` what is there; on failure the caller frees what is. */
int vmst_ledger_read_generations(struct vmst_ledger *ledger,
                                 struct vmst_note *note,
                                 struct vmst_generations *generations);
/* Behind the last one; under vmst_ledger_begin. */
int vmst_ledger_add_generation(struct vmst_ledger *ledger,
                               const struct vmst_generation *generation,
                               int64_t since, struct vmst_note *note);

struct vmst_tally { /* numbers of certificates */
    int64_t all;
    int64_t not_delivered; /* signed, and not known to have been handed out */
    int64_t revoked;
    int64_t since; /* entered at or after some time */
};
int vmst_ledger_count(struct vmst_ledger *ledger, int64_t since,
                      struct vmst_note *note, struct vmst_tally *tally);

#endif
