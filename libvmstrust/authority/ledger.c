/*
 * The ledger in SQLite: the only file that knows it. Measured for this use:
 * write-ahead log, synchronous=FULL and BEGIN IMMEDIATE lose nothing to kill -9
 * and to four writers at once. Floor 5.
 */
#include "authority/ledger.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/address.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"
#include "role/host.h"

#define LEDGER_NAME "ledger.db"
#define LEDGER_FORMAT 1
/* A writer holds the ledger for about a millisecond; half a minute of waiting
 * is a machine in trouble. */
#define BUSY_MILLISECONDS 30000
/* Digits of a SHA-256 that can be meant as one; fewer hit too much. */
#define PREFIX_DIGITS 8

struct vmst_ledger {
    sqlite3 *db;
};

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

#define ENTRY_COLUMNS                                                          \
    "SELECT der, state, role, revoked_at, reason, invalid_since"               \
    " FROM certificates "

const char *
vmst_entry_state_id(enum vmst_entry_state state)
{
    switch (state) {
    case VMST_ENTRY_ISSUED:
        break;
    case VMST_ENTRY_DELIVERED:
        return "delivered";
    case VMST_ENTRY_REVOKED:
        return "revoked";
    }
    return "issued";
}

void
vmst_entries_free(struct vmst_entries *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        vmst_cert_free(entries->list[i].cert);
    }
    free(entries->list);
    *entries = (struct vmst_entries){.list = NULL};
}

/* --- SQLite in our words ------------------------------------------------- */

static int
refuse(sqlite3 *db, struct vmst_note *note)
{
    int code = db == NULL ? SQLITE_NOMEM : sqlite3_errcode(db);

    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return vmst_fail_memory(note);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "the ledger is held by another process; nothing was "
                         "changed: try again");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "ledger.db is damaged or no ledger; nothing was "
                         "changed: take the last backup");
    case SQLITE_FULL:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "no space is left for the ledger; nothing was "
                         "changed");
    case SQLITE_READONLY:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "the ledger may only be read here");
    case SQLITE_CANTOPEN:
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "ledger.db is missing or may not be opened");
    default:
        return vmst_fail(note, VMSTRUST_E_FILE, "the ledger: %s",
                         sqlite3_errstr(code));
    }
}

static int
run(sqlite3 *db, const char *sql, struct vmst_note *note)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? VMSTRUST_OK
               : refuse(db, note);
}

struct query { /* a statement, and what it was told */
    sqlite3 *db;
    sqlite3_stmt *it;
    int bound;
    bool failed;
    struct vmst_note *note;
};

static void
query_free(struct query *query)
{
    sqlite3_finalize(query->it);
}

#define AUTO_QUERY __attribute__((cleanup(query_free))) struct query

static struct query
ask(struct vmst_ledger *ledger, const char *sql, struct vmst_note *note)
{
    struct query query = {.db = ledger->db, .note = note};

    query.failed =
        sqlite3_prepare_v2(ledger->db, sql, -1, &query.it, NULL) != SQLITE_OK;
    return query;
}

static void
tell_number(struct query *query, int64_t number)
{
    if (!query->failed) {
        query->failed =
            sqlite3_bind_int64(query->it, ++query->bound, number) != SQLITE_OK;
    }
}

/* Each value is copied; NULL is NULL. */
static void
tell_text(struct query *query, const char *text)
{
    if (!query->failed) {
        query->failed = sqlite3_bind_text(query->it, ++query->bound, text, -1,
                                          SQLITE_TRANSIENT) != SQLITE_OK;
    }
}

static void
tell_hex(struct query *query, struct vmst_bytes bytes)
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

static void
tell_blob(struct query *query, struct vmst_bytes bytes)
{
    if (!query->failed) {
        query->failed =
            sqlite3_bind_blob64(query->it, ++query->bound, bytes.data,
                                bytes.size, SQLITE_TRANSIENT) != SQLITE_OK;
    }
}

/* The next row; *has_row is false behind the last. */
static int
next(struct query *query, bool *has_row)
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

static int
finish(struct query *query)
{
    bool has_row;

    return next(query, &has_row);
}

/* Runs what is to happen whole or not at all. */
struct deed {
    int (*run)(struct vmst_ledger *ledger, struct deed *deed);
    const struct vmst_cert *cert;
    const char *role;
    enum vmst_entry_state state;
    bool is_done; /* it was there already */
    enum vmst_reason reason;
    const int64_t *invalid_since;
    const struct vmst_origin *origin;
    int64_t number;
    struct vmst_entries *entries;
    struct vmst_note *note;
};

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
    if (code != VMSTRUST_OK && sqlite3_get_autocommit(ledger->db) == 0) {
        sqlite3_exec(ledger->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return code;
}

int
vmst_ledger_begin(struct vmst_ledger *ledger, struct vmst_note *note)
{
    TRY(run(ledger->db, "BEGIN IMMEDIATE", note));
    return roll_back(ledger, vmst_ledger_check_here(ledger, note));
}

int
vmst_ledger_end(struct vmst_ledger *ledger, int code, struct vmst_note *note)
{
    if (code == VMSTRUST_OK) {
        code = run(ledger->db, "COMMIT", note);
    }
    return roll_back(ledger, code);
}

static int
transact(struct vmst_ledger *ledger, struct deed *deed)
{
    TRY(vmst_ledger_begin(ledger, deed->note));
    return vmst_ledger_end(ledger, deed->run(ledger, deed), deed->note);
}

int
vmst_ledger_add_log(struct vmst_ledger *ledger,
                    const struct vmst_origin *origin, struct vmst_note *note)
{
    AUTO_QUERY query =
        ask(ledger,
            "INSERT INTO log(time, account, computer, command, reason)"
            " VALUES(?, ?, ?, ?, ?)",
            note);

    tell_number(&query, origin->time);
    tell_text(&query, origin->account);
    tell_text(&query, origin->computer);
    tell_text(&query, origin->command);
    tell_text(&query, origin->reason);
    return finish(&query);
}

/* --- Opening -------------------------------------------------------------- */

static int
open_database(const char *name, int flags, struct vmst_note *note, sqlite3 **db)
{
    if (sqlite3_open_v2(name, db, flags | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        return refuse(*db, note);
    }
    sqlite3_extended_result_codes(*db, 0);
    sqlite3_busy_timeout(*db, BUSY_MILLISECONDS);
    return run(*db, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;", note);
}

static int
fill(sqlite3 *db, const struct vmst_origin *origin, struct vmst_note *note)
{
    struct vmst_ledger ledger = {.db = db};

    TRY(run(db, schema, note));
    return vmst_ledger_add_log(&ledger, origin, note);
}

int
vmst_ledger_create(const char *folder, const struct vmst_origin *origin,
                   struct vmst_note *note)
{
    sqlite3 *db = NULL;
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
    code = open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, note,
                         &db);
    if (code == VMSTRUST_OK) {
        code = fill(db, origin, note);
    }
    free(path);
    if (sqlite3_close(db) != SQLITE_OK && code == VMSTRUST_OK) {
        code = refuse(db, note);
    }
    return code;
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
               sqlite3 **db)
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
    code =
        open_database(name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, note, db);
    free(name);
    return code;
}

static int
open_path(const char *folder, const char *path, bool is_writing,
          struct vmst_note *note, sqlite3 **db)
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
    return open_database(path, SQLITE_OPEN_READWRITE, note, db);
}

static int
check_format(struct vmst_ledger *ledger, struct vmst_note *note)
{
    AUTO_QUERY query =
        ask(ledger, "SELECT value FROM settings WHERE name='format'", note);
    bool has_row;
    int64_t format;

    TRY(next(&query, &has_row));
    format = has_row ? sqlite3_column_int64(query.it, 0) : 0;
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
        sqlite3_close(ledger->db);
        free(ledger);
    }
}

/* --- Certificates --------------------------------------------------------- */

/* As the ledger has it, whatever the case in which others wrote it (RFC 4343). */
static void
tell_name(struct query *query, struct vmst_bytes name)
{
    char text[VMST_LIMIT_HOST + 1];

    vmst_text_show_in(text, sizeof text, name);
    for (char *at = text; *at != '\0'; at++) {
        *at = vmst_ascii_lower(*at);
    }
    tell_text(query, text);
}

static int
add_name(struct vmst_ledger *ledger, const struct vmst_cert *cert,
         const struct vmst_general_name *name, struct vmst_note *note)
{
    AUTO_QUERY query = ask(
        ledger, "INSERT OR IGNORE INTO names(serial, name) VALUES(?, ?)", note);
    char address[VMST_ADDRESS_TEXT];

    tell_hex(&query, cert->serial);
    if (name->kind == VMST_GENERAL_IP) {
        tell_text(&query, vmst_address_show(name->value, address));
    } else {
        tell_name(&query, name->value);
    }
    return finish(&query);
}

static int
add_row(struct vmst_ledger *ledger, const struct deed *deed)
{
    AUTO_QUERY query = ask(
        ledger,
        "INSERT INTO certificates(serial, sha256, sha1, role, not_before,"
        " not_after, der, state, issued_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        deed->note);
    uint8_t sha1[VMST_SHA1_SIZE];

    TRY(vmst_sha1(deed->cert->der, sha1));
    tell_hex(&query, deed->cert->serial);
    tell_hex(&query, vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    tell_hex(&query, vmst_bytes(sha1, sizeof sha1));
    tell_text(&query, deed->role);
    tell_number(&query, deed->cert->not_before);
    tell_number(&query, deed->cert->not_after);
    tell_blob(&query, deed->cert->der);
    tell_number(&query, deed->state);
    tell_number(&query, deed->origin->time);
    return finish(&query);
}

static int
add_names(struct vmst_ledger *ledger, const struct deed *deed)
{
    const struct vmst_general_names *names = &deed->cert->alt_names;
    struct vmst_general_name subject = {.kind = VMST_GENERAL_DNS};

    for (size_t i = 0; i < names->count; i++) {
        TRY(add_name(ledger, deed->cert, &names->list[i], deed->note));
    }
    /* Certificates of old have their host in the subject alone. */
    return vmst_host_common_name(deed->cert, &subject.value)
               ? add_name(ledger, deed->cert, &subject, deed->note)
               : VMSTRUST_OK;
}

static int
add_cert(struct vmst_ledger *ledger, struct deed *deed)
{
    TRY(add_row(ledger, deed));
    TRY(add_names(ledger, deed));
    return vmst_ledger_add_log(ledger, deed->origin, deed->note);
}

int
vmst_ledger_add(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                const char *role, const struct vmst_origin *origin,
                struct vmst_note *note)
{
    struct deed deed = {.run = add_cert,
                        .cert = cert,
                        .role = role,
                        .state = VMST_ENTRY_ISSUED,
                        .origin = origin,
                        .note = note};

    return transact(ledger, &deed);
}

static int
record_cert(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY query = ask(
        ledger, "SELECT sha256=? FROM certificates WHERE serial=?", deed->note);
    bool has_row;

    tell_hex(&query, vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    tell_hex(&query, deed->cert->serial);
    TRY(next(&query, &has_row));
    if (!has_row) {
        return add_cert(ledger, deed);
    }
    deed->is_done = true;
    return sqlite3_column_int(query.it, 0) != 0
               ? VMSTRUST_OK
               : vmst_fail(deed->note, VMSTRUST_E_ARGUMENT,
                           "another certificate of the ledger has its serial "
                           "number: one of the two was made elsewhere");
}

int
vmst_ledger_record(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                   const char *role, const struct vmst_origin *origin,
                   struct vmst_note *note, bool *is_new)
{
    struct deed deed = {.run = record_cert,
                        .cert = cert,
                        .role = role,
                        .state = VMST_ENTRY_DELIVERED,
                        .origin = origin,
                        .note = note};
    int code = transact(ledger, &deed);

    *is_new = code == VMSTRUST_OK && !deed.is_done;
    return code;
}

int
vmst_ledger_set_delivered(struct vmst_ledger *ledger,
                          const struct vmst_cert *cert, struct vmst_note *note)
{
    AUTO_QUERY query =
        ask(ledger,
            "UPDATE certificates SET state=? WHERE sha256=? AND state=?", note);

    tell_number(&query, VMST_ENTRY_DELIVERED);
    tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    tell_number(&query, VMST_ENTRY_ISSUED);
    return finish(&query);
}

int
vmst_ledger_check_revocable(struct vmst_ledger *ledger,
                            const struct vmst_cert *cert,
                            struct vmst_note *note)
{
    AUTO_QUERY query =
        ask(ledger, "SELECT state FROM certificates WHERE sha256=?", note);
    bool has_row;

    tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    TRY(next(&query, &has_row));
    if (!has_row) {
        return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                         "the ledger has no such certificate: this CA did not "
                         "issue it");
    }
    if (sqlite3_column_int(query.it, 0) == VMST_ENTRY_REVOKED) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT, "it is revoked already");
    }
    return VMSTRUST_OK;
}

static int
revoke(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY query =
        ask(ledger,
            "UPDATE certificates SET state=?, revoked_at=?, reason=?,"
            " invalid_since=? WHERE sha256=?",
            deed->note);

    TRY(vmst_ledger_check_revocable(ledger, deed->cert, deed->note));
    tell_number(&query, VMST_ENTRY_REVOKED);
    tell_number(&query, deed->origin->time);
    tell_number(&query, deed->reason);
    if (deed->invalid_since != NULL) {
        tell_number(&query, *deed->invalid_since);
    } else {
        tell_text(&query, NULL);
    }
    tell_hex(&query, vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    TRY(finish(&query));
    return vmst_ledger_add_log(ledger, deed->origin, deed->note);
}

int
vmst_ledger_revoke(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                   enum vmst_reason reason, const int64_t *invalid_since,
                   const struct vmst_origin *origin, struct vmst_note *note)
{
    struct deed deed = {.run = revoke,
                        .cert = cert,
                        .reason = reason,
                        .invalid_since = invalid_since,
                        .origin = origin,
                        .note = note};

    return transact(ledger, &deed);
}

/* --- Lists ---------------------------------------------------------------- */

static int
make_room(struct vmst_entries *entries, struct vmst_note *note)
{
    size_t capacity = entries->capacity == 0 ? 16 : entries->capacity * 2;
    struct vmst_entry *grown;

    if (entries->count < entries->capacity) {
        return VMSTRUST_OK;
    }
    grown = realloc(entries->list, capacity * sizeof *grown);
    if (grown == NULL) {
        return vmst_fail_memory(note);
    }
    entries->list = grown;
    entries->capacity = capacity;
    return VMSTRUST_OK;
}

static int
read_entry(struct query *query, struct vmst_entries *entries)
{
    sqlite3_stmt *row = query->it;
    struct vmst_entry *entry;
    const void *der = sqlite3_column_blob(row, 0);

    TRY(make_room(entries, query->note));
    entry = &entries->list[entries->count];
    *entry = (struct vmst_entry){
        .state = (enum vmst_entry_state)sqlite3_column_int(row, 1),
        .revoked_at = sqlite3_column_int64(row, 3),
        .reason = (enum vmst_reason)sqlite3_column_int(row, 4),
        .has_invalid_since = sqlite3_column_type(row, 5) != SQLITE_NULL,
        .invalid_since = sqlite3_column_int64(row, 5),
    };
    vmst_text_show_in(entry->role, sizeof entry->role,
                      vmst_bytes_of((const char *)sqlite3_column_text(row, 2)));
    TRY(vmst_cert_parse(vmst_bytes(der, (size_t)sqlite3_column_bytes(row, 0)),
                        query->note, &entry->cert));
    entries->count++;
    return VMSTRUST_OK;
}

/* On failure the list is empty. */
static int
read_entries(struct query *query, struct vmst_entries *entries)
{
    bool has_row;
    int code;

    *entries = (struct vmst_entries){.list = NULL};
    code = next(query, &has_row);
    while (code == VMSTRUST_OK && has_row) {
        code = read_entry(query, entries);
        if (code == VMSTRUST_OK) {
            code = next(query, &has_row);
        }
    }
    if (code != VMSTRUST_OK) {
        vmst_entries_free(entries);
    }
    return code;
}

int
vmst_ledger_list(struct vmst_ledger *ledger, struct vmst_note *note,
                 struct vmst_entries *entries)
{
    AUTO_QUERY query =
        ask(ledger, ENTRY_COLUMNS "ORDER BY not_after, serial", note);

    return read_entries(&query, entries);
}

int
vmst_ledger_list_due(struct vmst_ledger *ledger, int64_t before,
                     struct vmst_note *note, struct vmst_entries *entries)
{
    AUTO_QUERY query = ask(ledger,
                           ENTRY_COLUMNS "WHERE not_after<=? AND +state<>?"
                                         " ORDER BY not_after, serial",
                           note);

    tell_number(&query, before);
    tell_number(&query, VMST_ENTRY_REVOKED);
    return read_entries(&query, entries);
}

/* Digits as the ledger has them: lower case, nothing between. */
static void
tell_digits(struct query *query, const char *word)
{
    char digits[2 * VMST_SHA256_SIZE + 1];
    size_t size = 0;

    for (; *word != '\0' && size + 1 < sizeof digits; word++) {
        if (*word != ':' && *word != ' ') {
            digits[size++] = vmst_ascii_lower(*word);
        }
    }
    digits[size] = '\0';
    tell_text(query, digits);
}

int
vmst_ledger_find(struct vmst_ledger *ledger, const char *word,
                 struct vmst_note *note, struct vmst_entries *entries)
{
    AUTO_QUERY query =
        ask(ledger,
            ENTRY_COLUMNS
            "WHERE serial=?1 OR serial='00'||?1 OR sha1=?1"
            " OR (length(?1)>=?2 AND substr(sha256, 1, length(?1))=?1)"
            " OR serial IN (SELECT serial FROM names WHERE name=?3)"
            " ORDER BY not_after, serial",
            note);
    struct vmst_host host;

    tell_digits(&query, word);
    tell_number(&query, PREFIX_DIGITS);
    tell_name(&query,
              vmst_bytes_of(vmst_host_read(word, &host, NULL) == VMSTRUST_OK
                                ? host.text
                                : word));
    return read_entries(&query, entries);
}

int
vmst_ledger_find_cert(struct vmst_ledger *ledger, const struct vmst_cert *cert,
                      struct vmst_note *note, struct vmst_entries *entries)
{
    AUTO_QUERY query = ask(ledger, ENTRY_COLUMNS "WHERE sha256=?", note);

    tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    return read_entries(&query, entries);
}

int
vmst_ledger_list_valid(struct vmst_ledger *ledger, const char *host,
                       int64_t time, struct vmst_note *note,
                       struct vmst_entries *entries)
{
    AUTO_QUERY query =
        ask(ledger,
            ENTRY_COLUMNS
            "WHERE serial IN (SELECT serial FROM names WHERE name=?)"
            " AND state=? AND not_after>=? ORDER BY not_after, serial",
            note);

    tell_text(&query, host);
    tell_number(&query, VMST_ENTRY_DELIVERED);
    tell_number(&query, time);
    return read_entries(&query, entries);
}

/* --- The CRL and the log -------------------------------------------------- */

static int
read_number(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY query =
        ask(ledger, "SELECT value FROM settings WHERE name='crl_number'",
            deed->note);
    bool has_row;

    TRY(next(&query, &has_row));
    if (deed->number < deed->origin->time) {
        deed->number = deed->origin->time;
    }
    if (has_row && sqlite3_column_int64(query.it, 0) >= deed->number) {
        deed->number = sqlite3_column_int64(query.it, 0) + 1;
    }
    return VMSTRUST_OK;
}

int
vmst_ledger_is_revoked(struct vmst_ledger *ledger, struct vmst_bytes serial,
                       struct vmst_note *note, bool *is_revoked)
{
    AUTO_QUERY query = ask(
        ledger, "SELECT 1 FROM certificates WHERE serial=? AND state=?", note);

    tell_hex(&query, serial);
    tell_number(&query, VMST_ENTRY_REVOKED);
    return next(&query, is_revoked);
}

/* What was published stands here, too, whoever has the file. */
static int
add_list(struct vmst_ledger *ledger, const struct deed *deed)
{
    AUTO_QUERY query =
        ask(ledger, "INSERT INTO lists(number, time, entries) VALUES(?, ?, ?)",
            deed->note);

    tell_number(&query, deed->number);
    tell_number(&query, deed->origin->time);
    tell_number(&query, (int64_t)deed->entries->count);
    return finish(&query);
}

static int
take_crl(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY revoked =
        ask(ledger, ENTRY_COLUMNS "WHERE state=? ORDER BY revoked_at, serial",
            deed->note);
    AUTO_QUERY store =
        ask(ledger, "INSERT OR REPLACE INTO settings VALUES('crl_number', ?)",
            deed->note);

    TRY(read_number(ledger, deed));
    tell_number(&store, deed->number);
    TRY(finish(&store));
    tell_number(&revoked, VMST_ENTRY_REVOKED);
    TRY(read_entries(&revoked, deed->entries));
    TRY(add_list(ledger, deed));
    return vmst_ledger_add_log(ledger, deed->origin, deed->note);
}

int
vmst_ledger_take_crl(struct vmst_ledger *ledger,
                     const struct vmst_origin *origin, int64_t least,
                     struct vmst_note *note, int64_t *number,
                     struct vmst_entries *revoked)
{
    struct deed deed = {.run = take_crl,
                        .origin = origin,
                        .number = least,
                        .entries = revoked,
                        .note = note};
    int code;

    *revoked = (struct vmst_entries){.list = NULL};
    code = transact(ledger, &deed);
    if (code != VMSTRUST_OK) {
        vmst_entries_free(revoked);
    }
    *number = code == VMSTRUST_OK ? deed.number : 0;
    return code;
}

int
vmst_ledger_read_last(struct vmst_ledger *ledger, const char *command,
                      struct vmst_note *note, int64_t *time)
{
    AUTO_QUERY query =
        ask(ledger, "SELECT max(time) FROM log WHERE command=?", note);
    bool has_row;

    tell_text(&query, command);
    TRY(next(&query, &has_row));
    *time = has_row ? sqlite3_column_int64(query.it, 0) : 0;
    return VMSTRUST_OK;
}

static void
write_column(struct query *query, int column, struct vmst_buffer *out)
{
    const char *text = (const char *)sqlite3_column_text(query->it, column);

    vmst_text_show(out, vmst_bytes_of(text == NULL ? "-" : text));
}

int
vmst_ledger_write_log(struct vmst_ledger *ledger, struct vmst_note *note,
                      struct vmst_buffer *out)
{
    AUTO_QUERY query = ask(
        ledger,
        "SELECT time, account, computer, command, reason FROM log ORDER BY id",
        note);
    char time[VMST_TIME_TEXT];
    bool has_row;

    TRY(next(&query, &has_row));
    while (has_row) {
        vmst_buffer_add_text(
            out, vmst_time_show(sqlite3_column_int64(query.it, 0), time));
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 1, out);
        vmst_buffer_add_text(out, "@");
        write_column(&query, 2, out);
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 3, out);
        vmst_buffer_add_text(out, "  ");
        write_column(&query, 4, out);
        vmst_buffer_add_text(out, "\n");
        TRY(next(&query, &has_row));
    }
    return VMSTRUST_OK;
}

/* --- Keeping --------------------------------------------------------------- */

int
vmst_ledger_read_move(struct vmst_ledger *ledger, struct vmst_note *note,
                      int64_t *time, char place[VMST_MOVE_PLACE])
{
    AUTO_QUERY query =
        ask(ledger, "SELECT time, place FROM moves ORDER BY time DESC LIMIT 1",
            note);
    bool has_row;

    *time = 0;
    place[0] = '\0';
    TRY(next(&query, &has_row));
    if (has_row) {
        const char *text = (const char *)sqlite3_column_text(query.it, 1);

        *time = sqlite3_column_int64(query.it, 0);
        vmst_text_show_in(place, VMST_MOVE_PLACE, vmst_bytes_of(text));
    }
    return VMSTRUST_OK;
}

int
vmst_ledger_add_move(struct vmst_ledger *ledger, const char *place,
                     const struct vmst_origin *origin, struct vmst_note *note)
{
    AUTO_QUERY query =
        ask(ledger, "INSERT INTO moves(time, place) VALUES(?, ?)", note);

    tell_number(&query, origin->time);
    tell_text(&query, place);
    TRY(finish(&query));
    return vmst_ledger_add_log(ledger, origin, note);
}

int
vmst_ledger_arrive(struct vmst_ledger *ledger, const struct vmst_origin *origin,
                   struct vmst_note *note)
{
    int code;

    TRY(run(ledger->db, "BEGIN IMMEDIATE", note));
    code = run(ledger->db, "DELETE FROM moves", note);
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_add_log(ledger, origin, note);
    }
    return vmst_ledger_end(ledger, code, note);
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
static int
copy_to(struct vmst_ledger *ledger, sqlite3 *to, struct vmst_note *note)
{
    sqlite3 *other = NULL;
    int code;

    if (sqlite3_get_autocommit(ledger->db) != 0) {
        return copy_pages(ledger->db, to, note);
    }
    code = open_database(sqlite3_db_filename(ledger->db, "main"),
                         SQLITE_OPEN_READWRITE, note, &other);
    if (code == VMSTRUST_OK) {
        code = copy_pages(other, to, note);
    }
    sqlite3_close(other);
    return code;
}

int
vmst_ledger_copy(struct vmst_ledger *ledger, const char *folder,
                 struct vmst_note *note)
{
    sqlite3 *db = NULL;
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, LEDGER_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, note,
                         &db);
    if (code == VMSTRUST_OK) {
        code = copy_to(ledger, db, note);
    }
    free(path);
    if (sqlite3_close(db) != SQLITE_OK && code == VMSTRUST_OK) {
        code = refuse(db, note);
    }
    return code;
}

int
vmst_ledger_check(struct vmst_ledger *ledger, struct vmst_note *note)
{
    AUTO_QUERY query = ask(ledger, "PRAGMA integrity_check(1)", note);
    AUTO_QUERY keys = ask(ledger, "PRAGMA foreign_key_check", note);
    bool has_row;

    TRY(next(&query, &has_row));
    if (!has_row ||
        strcmp((const char *)sqlite3_column_text(query.it, 0), "ok") != 0) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "ledger.db is damaged: take the last backup");
    }
    TRY(next(&keys, &has_row));
    return has_row ? vmst_fail(note, VMSTRUST_E_FILE,
                               "ledger.db has names of certificates that it "
                               "does not have: take the last backup")
                   : VMSTRUST_OK;
}

/* NULL is no certificate. */
static int
read_cert(struct query *query, int column, struct vmst_cert **cert)
{
    const void *der = sqlite3_column_blob(query->it, column);
    int size = sqlite3_column_bytes(query->it, column);

    *cert = NULL;
    return der == NULL ? VMSTRUST_OK
                       : vmst_cert_parse(vmst_bytes(der, (size_t)size),
                                         query->note, cert);
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
    AUTO_QUERY query =
        ask(ledger,
            "SELECT der, forward, back FROM generations ORDER BY number", note);
    bool has_row;

    TRY(next(&query, &has_row));
    while (has_row && generations->count < VMST_LIMIT_GENERATIONS) {
        struct vmst_generation *one = &generations->list[generations->count++];

        TRY(read_cert(&query, 0, &one->cert));
        TRY(read_cert(&query, 1, &one->forward));
        TRY(read_cert(&query, 2, &one->back));
        TRY(check_generation(generations, note));
        TRY(next(&query, &has_row));
    }
    return VMSTRUST_OK;
}

static void
tell_cert(struct query *query, const struct vmst_cert *cert)
{
    if (cert == NULL) {
        tell_text(query, NULL);
    } else {
        tell_blob(query, cert->der);
    }
}

int
vmst_ledger_add_generation(struct vmst_ledger *ledger,
                           const struct vmst_generation *generation,
                           int64_t since, struct vmst_note *note)
{
    AUTO_QUERY query = ask(ledger,
                           "INSERT INTO generations(der, forward, back, since)"
                           " VALUES(?, ?, ?, ?)",
                           note);

    tell_cert(&query, generation->cert);
    tell_cert(&query, generation->forward);
    tell_cert(&query, generation->back);
    tell_number(&query, since);
    return finish(&query);
}

int
vmst_ledger_count(struct vmst_ledger *ledger, int64_t since,
                  struct vmst_note *note, struct vmst_tally *tally)
{
    AUTO_QUERY query =
        ask(ledger,
            "SELECT count(*), coalesce(sum(state=?), 0),"
            " coalesce(sum(state=?), 0), coalesce(sum(issued_at>=?), 0)"
            " FROM certificates",
            note);
    bool has_row;

    tell_number(&query, VMST_ENTRY_ISSUED);
    tell_number(&query, VMST_ENTRY_REVOKED);
    tell_number(&query, since);
    TRY(next(&query, &has_row));
    *tally = (struct vmst_tally){
        .all = sqlite3_column_int64(query.it, 0),
        .not_delivered = sqlite3_column_int64(query.it, 1),
        .revoked = sqlite3_column_int64(query.it, 2),
        .since = sqlite3_column_int64(query.it, 3),
    };
    return VMSTRUST_OK;
}
