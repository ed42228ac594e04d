/*
 * The database under the ledger, and what is asked of it. A failure is a note
 * in our words. Floor 5.
 */
#ifndef VMST_AUTHORITY_DATABASE_H
#define VMST_AUTHORITY_DATABASE_H

#include "base/bytes.h"
#include "base/note.h"

struct sqlite3; /* one connection */
struct sqlite3_stmt;

enum vmst_database_mode {
    VMST_DATABASE_NEW,       /* made where it is missing */
    VMST_DATABASE_SHARED,    /* to be read and written, by others too */
    VMST_DATABASE_IMMUTABLE, /* its name is a URI; nobody writes it */
};

/* Also after a failure *db is to be closed. */
int vmst_database_open(const char *name, enum vmst_database_mode mode,
                       struct vmst_note *note, struct sqlite3 **db);
/* Answers `code`, or where that is VMSTRUST_OK how the closing went. */
int vmst_database_close(struct sqlite3 *db, int code, struct vmst_note *note);
int vmst_database_run(struct sqlite3 *db, const char *sql,
                      struct vmst_note *note);
/* Undoes what was begun and did not end. */
void vmst_database_roll_back(struct sqlite3 *db);
/* All of it, as it is on the disk. */
int vmst_database_copy(struct sqlite3 *from, struct sqlite3 *to,
                       struct vmst_note *note);

struct vmst_query {          /* a statement, and what it was told */
    struct sqlite3 *db;      /* borrowed */
    struct sqlite3_stmt *it; /* owned */
    int bound;
    bool failed;
    struct vmst_note *note;
};

struct vmst_query vmst_query_ask(struct sqlite3 *db, const char *sql,
                                 struct vmst_note *note);
void vmst_query_free(struct vmst_query *query);
#define AUTO_QUERY __attribute__((cleanup(vmst_query_free))) struct vmst_query

/* The value of the next "?". Each is copied; NULL is NULL. That one was not
 * taken is told by vmst_query_next. */
void vmst_query_tell_number(struct vmst_query *query, int64_t number);
void vmst_query_tell_text(struct vmst_query *query, const char *text);
void vmst_query_tell_hex(struct vmst_query *query, struct vmst_bytes bytes);
void vmst_query_tell_blob(struct vmst_query *query, struct vmst_bytes bytes);

/* The next row; *has_row is false behind the last. */
int vmst_query_next(struct vmst_query *query, bool *has_row);
/* Of one that answers no rows. */
int vmst_query_finish(struct vmst_query *query);

/* A column of the row, counted from 0; lent until the next row. NULL is 0, NULL
 * and no bytes. */
bool vmst_query_has(const struct vmst_query *query, int column);
int64_t vmst_query_number(const struct vmst_query *query, int column);
const char *vmst_query_text(const struct vmst_query *query, int column);
struct vmst_bytes vmst_query_blob(const struct vmst_query *query, int column);

/* Appends one line about SQLite: the version that runs, and the one it was
 * built with. */
void vmst_database_describe_library(struct vmst_buffer *buffer);

#endif
