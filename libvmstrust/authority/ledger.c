/*
 * The ledger: made, opened, changed by one process at a time, copied; its log
 * and its generations. What it says of certificates is in entry.c. Floor 5.
 */
#include "authority/ledger.h"

#include <stdlib.h>

#include "authority/database.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"

#define LEDGER_NAME "ledger.db"
#define LEDGER_FORMAT 1

static const char schema[] =
    "PRAGMA journal_mode=WAL;"
    "CREATE TABLE settings("
    " name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE certificates("
    " serial TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,"
    " sha1 TEXT NOT NULL, role TEXT NOT NULL, not_before INTEGER NOT NULL,"
    " not_after INTEGER NOT NULL, der BLOB NOT NULL,"
    " state INTEGER NOT NULL, issued_at INTEGER NOT NULL,"
    " revoked_at INTEGER, reason INTEGER, invalid_since INTEGER);"
    "CREATE INDEX by_end ON certificates(not_after);"
    "CREATE INDEX by_sha1 ON certificates(sha1);"
    "CREATE INDEX by_state ON certificates(state);"
    "CREATE TABLE names("
    " name TEXT NOT NULL, serial TEXT NOT NULL"
    " REFERENCES certificates(serial), PRIMARY KEY(name, serial))"
    " WITHOUT ROWID;"
    "CREATE TABLE log("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL,"
    " account TEXT, computer TEXT, command TEXT NOT NULL, reason TEXT);"
    "CREATE TABLE generations("
    " number INTEGER PRIMARY KEY, der BLOB NOT NULL, forward BLOB, back BLOB,"
    " since INTEGER NOT NULL);"
    "CREATE TABLE lists("
    " number INTEGER PRIMARY KEY, time INTEGER NOT NULL,"
    " entries INTEGER NOT NULL);"
    "CREATE TABLE moves(time INTEGER NOT NULL, place TEXT NOT NULL);"
    "INSERT INTO settings VALUES('format', 1);";

/* --- Changing it ---------------------------------------------------------- */

int
vmst_ledger_check_here(struct vmst_ledger *ledger, struct vmst_note *note)
{
    char place[VMST_MOVE_PLACE];
    char date[VMST_TIME_TEXT];
    int64_t time;

    TRY(vmst_ledger_read_move(ledger, note, &time, place));
    if (time == 0) {
        return VMSTRUST_OK;
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "this CA moved to \"%s\" on %s and changes nothing here "
                     "any more: work with the one there",
                     place, vmst_date_show(time, date));
}

static int
roll_back(struct vmst_ledger *ledger, int code)
{
    if (code != VMSTRUST_OK) {
        vmst_database_roll_back(ledger->db);
    }
    return code;
}

int
vmst_ledger_begin(struct vmst_ledger *ledger, struct vmst_note *note)
{
    TRY(vmst_database_run(ledger->db, "BEGIN IMMEDIATE", note));
    return roll_back(ledger, vmst_ledger_check_here(ledger, note));
}

int
vmst_ledger_end(struct vmst_ledger *ledger, int code, struct vmst_note *note)
{
    if (code == VMSTRUST_OK) {
        code = vmst_database_run(ledger->db, "COMMIT", note);
    }
    return roll_back(ledger, code);
}

int
vmst_ledger_add_log(struct vmst_ledger *ledger,
                    const struct vmst_origin *origin, struct vmst_note *note)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "INSERT INTO log(time, account, computer, command, reason)"
        " VALUES(?, ?, ?, ?, ?)",
        note);

    vmst_query_tell_number(&query, origin->time);
    vmst_query_tell_text(&query, origin->account);
    vmst_query_tell_text(&query, origin->computer);
    vmst_query_tell_text(&query, origin->command);
    vmst_query_tell_text(&query, origin->reason);
    return vmst_query_finish(&query);
}

/* --- Opening -------------------------------------------------------------- */

static int
fill(struct sqlite3 *db, const struct vmst_origin *origin,
     struct vmst_note *note)
{
    struct vmst_ledger ledger = {.db = db};

    TRY(vmst_database_run(db, schema, note));
    return vmst_ledger_add_log(&ledger, origin, note);
}

int
vmst_ledger_create(const char *folder, const struct vmst_origin *origin,
                   struct vmst_note *note)
{
    struct sqlite3 *db = NULL;
    char *path = NULL;
    int code;

    if (vmst_medium_of(folder) == VMST_MEDIUM_NETWORK) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "a CA is not kept on a network file system: the "
                         "locks of its ledger do not hold there");
    }
    if (vmst_path_join(folder, LEDGER_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_database_open(path, VMST_DATABASE_NEW, note, &db);
    if (code == VMSTRUST_OK) {
        code = fill(db, origin, note);
    }
    free(path);
    return vmst_database_close(db, code, note);
}

/* "file:PATH?immutable=1" (SQLite, "URI Filenames"): what means something in a
 * URI is written in hexadecimal. */
static int
immutable_name(const char *path, char **name)
{
    AUTO_BUFFER uri = {0};

    vmst_buffer_add_text(&uri, "file:");
    for (const char *at = path; *at != '\0'; at++) {
        if (vmst_ascii_is_alnum(*at) || strchr("/._-", *at) != NULL) {
            vmst_buffer_add(&uri, at, 1);
        } else {
            vmst_buffer_format(&uri, "%%%02x", (unsigned char)*at);
        }
    }
    vmst_buffer_add_text(&uri, "?immutable=1");
    return vmst_buffer_take_text(&uri, name);
}

/* On read-only media the write-ahead log cannot be read: without it the newest
 * rows would be missing, and nobody would know. */
static int
open_immutable(const char *folder, const char *path, struct vmst_note *note,
               struct sqlite3 **db)
{
    char *log = NULL;
    char *name = NULL;
    bool has_log;
    int code;

    TRY(vmst_path_join(folder, LEDGER_NAME "-wal", &log));
    has_log = vmst_file_exists(log);
    free(log);
    if (has_log) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "ledger.db-wal lies beside the ledger: its rows "
                         "cannot be read on read-only media; copy the whole "
                         "folder elsewhere");
    }
    TRY(immutable_name(path, &name));
    code = vmst_database_open(name, VMST_DATABASE_IMMUTABLE, note, db);
    free(name);
    return code;
}

static int
open_path(const char *folder, const char *path, bool is_writing,
          struct vmst_note *note, struct sqlite3 **db)
{
    enum vmst_medium medium = vmst_medium_of(folder);

    if (medium == VMST_MEDIUM_NETWORK) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "the CA lies on a network file system: the locks of "
                         "its ledger do not hold there; move it to a disk of "
                         "this computer");
    }
    if (is_writing && medium == VMST_MEDIUM_READ_ONLY) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "the CA lies on read-only media: it can be read here, "
                         "and changes nothing");
    }
    if (medium == VMST_MEDIUM_READ_ONLY) {
        return open_immutable(folder, path, note, db);
    }
    return vmst_database_open(path, VMST_DATABASE_SHARED, note, db);
}

static int
check_format(struct vmst_ledger *ledger, struct vmst_note *note)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT value FROM settings WHERE name='format'", note);
    bool has_row;
    int64_t format;

    TRY(vmst_query_next(&query, &has_row));
    format = has_row ? vmst_query_number(&query, 0) : 0;
    if (format != LEDGER_FORMAT) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "the ledger has format %lld, and this version knows "
                         "format %d; nothing was changed",
                         (long long)format, LEDGER_FORMAT);
    }
    return VMSTRUST_OK;
}

int
vmst_ledger_open(const char *folder, bool is_writing, struct vmst_note *note,
                 struct vmst_ledger **ledger)
{
    AUTO(ledger) made = calloc(1, sizeof *made);
    char *path = NULL;
    int code;

    *ledger = NULL;
    if (made == NULL ||
        vmst_path_join(folder, LEDGER_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = open_path(folder, path, is_writing, note, &made->db);
    free(path);
    TRY(code);
    TRY(check_format(made, note));
    *ledger = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_ledger_free(struct vmst_ledger *ledger)
{
    if (ledger != NULL) {
        (void)vmst_database_close(ledger->db, VMSTRUST_OK, NULL);
        free(ledger);
    }
}

/* --- The log -------------------------------------------------------------- */

int
vmst_ledger_read_last(struct vmst_ledger *ledger, const char *command,
                      struct vmst_note *note, int64_t *time)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT max(time) FROM log WHERE command=?", note);
    bool has_row;

    vmst_query_tell_text(&query, command);
    TRY(vmst_query_next(&query, &has_row));
    *time = has_row ? vmst_query_number(&query, 0) : 0;
    return VMSTRUST_OK;
}

static void
write_column(struct vmst_query *query, int column, struct vmst_buffer *out)
{
    const char *text = vmst_query_text(query, column);

    vmst_text_show(out, vmst_bytes_of(text == NULL ? "-" : text));
}

int
vmst_ledger_write_log(struct vmst_ledger *ledger, struct vmst_note *note,
                      struct vmst_buffer *out)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "SELECT time, account, computer, command, reason FROM log ORDER BY id",
        note);
    char time[VMST_TIME_TEXT];
    bool has_row;

    TRY(vmst_query_next(&query, &has_row));
    while (has_row) {
        vmst_buffer_add_text(
            out, vmst_time_show(vmst_query_number(&query, 0), time));
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 1, out);
        vmst_buffer_add_text(out, "@");
        write_column(&query, 2, out);
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 3, out);
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 4, out);
        vmst_buffer_add_text(out, "\n");
        TRY(vmst_query_next(&query, &has_row));
    }
    return VMSTRUST_OK;
}

/* --- Keeping --------------------------------------------------------------- */

int
vmst_ledger_read_move(struct vmst_ledger *ledger, struct vmst_note *note,
                      int64_t *time, char place[VMST_MOVE_PLACE])
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT time, place FROM moves ORDER BY time DESC LIMIT 1",
        note);
    bool has_row;

    *time = 0;
    place[0] = '\0';
    TRY(vmst_query_next(&query, &has_row));
    if (has_row) {
        const char *text = vmst_query_text(&query, 1);

        *time = vmst_query_number(&query, 0);
        vmst_text_show_in(place, VMST_MOVE_PLACE, vmst_bytes_of(text));
    }
    return VMSTRUST_OK;
}

int
vmst_ledger_add_move(struct vmst_ledger *ledger, const char *place,
                     const struct vmst_origin *origin, struct vmst_note *note)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "INSERT INTO moves(time, place) VALUES(?, ?)", note);

    vmst_query_tell_number(&query, origin->time);
    vmst_query_tell_text(&query, place);
    TRY(vmst_query_finish(&query));
    return vmst_ledger_add_log(ledger, origin, note);
}

int
vmst_ledger_arrive(struct vmst_ledger *ledger, const struct vmst_origin *origin,
                   struct vmst_note *note)
{
    int code;

    TRY(vmst_database_run(ledger->db, "BEGIN IMMEDIATE", note));
    code = vmst_database_run(ledger->db, "DELETE FROM moves", note);
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_add_log(ledger, origin, note);
    }
    return vmst_ledger_end(ledger, code, note);
}

int
vmst_ledger_copy(struct vmst_ledger *ledger, const char *folder,
                 struct vmst_note *note)
{
    struct sqlite3 *db = NULL;
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, LEDGER_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_database_open(path, VMST_DATABASE_NEW, note, &db);
    if (code == VMSTRUST_OK) {
        code = vmst_database_copy(ledger->db, db, note);
    }
    free(path);
    return vmst_database_close(db, code, note);
}

int
vmst_ledger_check(struct vmst_ledger *ledger, struct vmst_note *note)
{
    AUTO_QUERY query =
        vmst_query_ask(ledger->db, "PRAGMA integrity_check(1)", note);
    AUTO_QUERY keys =
        vmst_query_ask(ledger->db, "PRAGMA foreign_key_check", note);
    const char *answer;
    bool has_row;

    TRY(vmst_query_next(&query, &has_row));
    answer = has_row ? vmst_query_text(&query, 0) : NULL;
    if (answer == NULL || strcmp(answer, "ok") != 0) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "ledger.db is damaged: take the last backup");
    }
    TRY(vmst_query_next(&keys, &has_row));
    return has_row ? vmst_fail(note, VMSTRUST_E_FILE,
                               "ledger.db has names of certificates that it "
                               "does not have: take the last backup")
                   : VMSTRUST_OK;
}

/* --- Generations ---------------------------------------------------------- */

/* NULL is no certificate. */
static int
read_cert(struct vmst_query *query, int column, struct vmst_cert **cert)
{
    struct vmst_bytes der = vmst_query_blob(query, column);

    *cert = NULL;
    return der.data == NULL ? VMSTRUST_OK
                            : vmst_cert_parse(der, query->note, cert);
}

/* The last one read: each has its root, and every one but the first what leads
 * to it and back. */
static int
check_generation(const struct vmst_generations *generations,
                 struct vmst_note *note)
{
    const struct vmst_generation *one =
        &generations->list[generations->count - 1];
    bool is_first = generations->count == 1;

    if (one->cert != NULL && (is_first || one->forward != NULL) &&
        (is_first || one->back != NULL)) {
        return VMSTRUST_OK;
    }
    return vmst_fail(note, VMSTRUST_E_FILE,
                     "ledger.db lacks certificates of a generation: take the "
                     "last backup");
}

int
vmst_ledger_read_generations(struct vmst_ledger *ledger, struct vmst_note *note,
                             struct vmst_generations *generations)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "SELECT der, forward, back FROM generations ORDER BY number", note);
    bool has_row;

    TRY(vmst_query_next(&query, &has_row));
    while (has_row && generations->count < VMST_LIMIT_GENERATIONS) {
        struct vmst_generation *one = &generations->list[generations->count++];

        TRY(read_cert(&query, 0, &one->cert));
        TRY(read_cert(&query, 1, &one->forward));
        TRY(read_cert(&query, 2, &one->back));
        TRY(check_generation(generations, note));
        TRY(vmst_query_next(&query, &has_row));
    }
    return VMSTRUST_OK;
}

static void
tell_cert(struct vmst_query *query, const struct vmst_cert *cert)
{
    if (cert == NULL) {
        vmst_query_tell_text(query, NULL);
    } else {
        vmst_query_tell_blob(query, cert->der);
    }
}

int
vmst_ledger_add_generation(struct vmst_ledger *ledger,
                           const struct vmst_generation *generation,
                           int64_t since, struct vmst_note *note)
{
    AUTO_QUERY query =
        vmst_query_ask(ledger->db,
                       "INSERT INTO generations(der, forward, back, since)"
                       " VALUES(?, ?, ?, ?)",
                       note);

    tell_cert(&query, generation->cert);
    tell_cert(&query, generation->forward);
    tell_cert(&query, generation->back);
    vmst_query_tell_number(&query, since);
    return vmst_query_finish(&query);
}
