/*
 * SQLite: the only file that knows it. Measured for this use: write-ahead log,
 * synchronous=FULL and BEGIN IMMEDIATE lose nothing to kill -9 and to four
 * writers at once. Floor 5.
 */
#include "authority/database.h"

#include <errno.h>
#include <sqlite3.h>

#include "base/text.h"

/* A writer holds the ledger for about a millisecond; half a minute of waiting
 * is a machine in trouble. */
#define BUSY_MILLISECONDS 30000

/* What is not open has no path. */
static const char *
name_of(sqlite3 *db, char shown[VMST_TEXT_SHOWN])
{
    const char *path = sqlite3_db_filename(db, "main");

    return vmst_text_show_in(
        shown, VMST_TEXT_SHOWN,
        vmst_bytes_of(path == NULL || *path == '\0' ? "ledger.db" : path));
}

static int
fail_full(const char *name, struct vmst_note *note)
{
    return vmst_fail(note, VMSTRUST_E_FILE,
                     "%s: no space is left for the ledger; nothing was changed",
                     name);
}

static int
fail_otherwise(sqlite3 *db, const char *name, struct vmst_note *note)
{
    return vmst_fail(note, VMSTRUST_E_FILE, "the ledger %s: %s", name,
                     sqlite3_errstr(sqlite3_errcode(db)));
}

/* A full disk is this, too, where SQLite only makes its memory beside the
 * ledger. */
static int
refuse_io(sqlite3 *db, const char *name, struct vmst_note *note)
{
    int cause = sqlite3_system_errno(db);

    return cause == ENOSPC || cause == EDQUOT ? fail_full(name, note)
                                              : fail_otherwise(db, name, note);
}

static int
refuse_named(sqlite3 *db, const char *name, struct vmst_note *note)
{
    switch (sqlite3_errcode(db) & 0xff) {
    case SQLITE_NOMEM:
        return vmst_fail_memory(note);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "%s is held by another process; nothing was changed: "
                         "try again",
                         name);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "%s is damaged or no ledger; nothing was changed: "
                         "take the last backup",
                         name);
    case SQLITE_FULL:
        return fail_full(name, note);
    case SQLITE_IOERR:
        return refuse_io(db, name, note);
    case SQLITE_READONLY:
        return vmst_fail(note, VMSTRUST_E_FILE, "%s may only be read here",
                         name);
    case SQLITE_CANTOPEN:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "%s is missing or may not be opened", name);
    default:
        return fail_otherwise(db, name, note);
    }
}

static int
refuse(sqlite3 *db, struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];

    return db == NULL ? vmst_fail_memory(note)
                      : refuse_named(db, name_of(db, shown), note);
}

/* --- Databases ------------------------------------------------------------ */

int
vmst_database_run(sqlite3 *db, const char *sql, struct vmst_note *note)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? VMSTRUST_OK
               : refuse(db, note);
}

int
vmst_database_open(const char *name, enum vmst_database_mode mode,
                   struct vmst_note *note, sqlite3 **db)
{
    static const int flags[] = {
        [VMST_DATABASE_NEW] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        [VMST_DATABASE_SHARED] = SQLITE_OPEN_READWRITE,
        [VMST_DATABASE_IMMUTABLE] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
    };

    if (sqlite3_open_v2(name, db, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        return refuse(*db, note);
    }
    sqlite3_extended_result_codes(*db, 0);
    sqlite3_busy_timeout(*db, BUSY_MILLISECONDS);
    return vmst_database_run(
        *db, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;", note);
}

int
vmst_database_close(sqlite3 *db, int code, struct vmst_note *note)
{
    return sqlite3_close(db) != SQLITE_OK && code == VMSTRUST_OK
               ? refuse(db, note)
               : code;
}

void
vmst_database_roll_back(sqlite3 *db)
{
    if (sqlite3_get_autocommit(db) == 0) {
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    }
}

static int
copy_pages(sqlite3 *from, sqlite3 *to, struct vmst_note *note)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");

    if (copy == NULL) {
        return refuse(to, note);
    }
    (void)sqlite3_backup_step(copy, -1); /* the end tells how it went */
    return sqlite3_backup_finish(copy) == SQLITE_OK ? VMSTRUST_OK
                                                    : refuse(to, note);
}

/* What a connection has begun to change cannot be copied by itself: another one
 * sees what was there before. */
int
vmst_database_copy(sqlite3 *from, sqlite3 *to, struct vmst_note *note)
{
    sqlite3 *other = NULL;
    int code;

    if (sqlite3_get_autocommit(from) != 0) {
        return copy_pages(from, to, note);
    }
    code = vmst_database_open(sqlite3_db_filename(from, "main"),
                              VMST_DATABASE_SHARED, note, &other);
    if (code == VMSTRUST_OK) {
        code = copy_pages(other, to, note);
    }
    sqlite3_close(other);
    return code;
}

/* --- Queries -------------------------------------------------------------- */

void
vmst_query_free(struct vmst_query *query)
{
    sqlite3_finalize(query->it);
}

struct vmst_query
vmst_query_ask(sqlite3 *db, const char *sql, struct vmst_note *note)
{
    struct vmst_query query = {.db = db, .note = note};

    query.failed =
        sqlite3_prepare_v2(db, sql, -1, &query.it, NULL) != SQLITE_OK;
    return query;
}

void
vmst_query_tell_number(struct vmst_query *query, int64_t number)
{
    if (!query->failed) {
        query->failed =
            sqlite3_bind_int64(query->it, ++query->bound, number) != SQLITE_OK;
    }
}

void
vmst_query_tell_text(struct vmst_query *query, const char *text)
{
    if (!query->failed) {
        query->failed = sqlite3_bind_text(query->it, ++query->bound, text, -1,
                                          SQLITE_TRANSIENT) != SQLITE_OK;
    }
}

void
vmst_query_tell_hex(struct vmst_query *query, struct vmst_bytes bytes)
{
    AUTO_BUFFER hex = {0};

    vmst_buffer_add_hex(&hex, bytes, 0);
    if (!query->failed && !hex.failed) {
        query->failed =
            sqlite3_bind_text(query->it, ++query->bound, (char *)hex.data,
                              (int)hex.size, SQLITE_TRANSIENT) != SQLITE_OK;
    }
    query->failed = query->failed || hex.failed;
}

void
vmst_query_tell_blob(struct vmst_query *query, struct vmst_bytes bytes)
{
    if (!query->failed) {
        query->failed =
            sqlite3_bind_blob64(query->it, ++query->bound, bytes.data,
                                bytes.size, SQLITE_TRANSIENT) != SQLITE_OK;
    }
}

int
vmst_query_next(struct vmst_query *query, bool *has_row)
{
    int code;

    *has_row = false;
    if (query->failed) {
        return sqlite3_errcode(query->db) == SQLITE_OK
                   ? vmst_fail_memory(query->note)
                   : refuse(query->db, query->note);
    }
    code = sqlite3_step(query->it);
    *has_row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE
               ? VMSTRUST_OK
               : refuse(query->db, query->note);
}

int
vmst_query_finish(struct vmst_query *query)
{
    bool has_row;

    return vmst_query_next(query, &has_row);
}

/* --- The row -------------------------------------------------------------- */

bool
vmst_query_has(const struct vmst_query *query, int column)
{
    return sqlite3_column_type(query->it, column) != SQLITE_NULL;
}

int64_t
vmst_query_number(const struct vmst_query *query, int column)
{
    return sqlite3_column_int64(query->it, column);
}

const char *
vmst_query_text(const struct vmst_query *query, int column)
{
    return (const char *)sqlite3_column_text(query->it, column);
}

struct vmst_bytes
vmst_query_blob(const struct vmst_query *query, int column)
{
    const void *data = sqlite3_column_blob(query->it, column);

    return vmst_bytes(data, (size_t)sqlite3_column_bytes(query->it, column));
}

/* --- Its version ---------------------------------------------------------- */

void
vmst_database_describe_library(struct vmst_buffer *buffer)
{
    vmst_buffer_format(buffer, "SQLite %s (built with %s)\n",
                       sqlite3_libversion(), SQLITE_VERSION);
}
