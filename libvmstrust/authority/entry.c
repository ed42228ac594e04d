/*
 * The certificates of the ledger (ledger.h): entered, found, revoked, counted.
 * Floor 5.
 */
#include <stdlib.h>

#include "authority/database.h"
#include "authority/ledger.h"
#include "base/address.h"
#include "base/text.h"
#include "role/host.h"

/* Digits of a SHA-256 that can be meant as one; fewer hit too much. */
#define PREFIX_DIGITS 8

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

/* --- Entering and revoking ------------------------------------------------ */

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

static int
transact(struct vmst_ledger *ledger, struct deed *deed)
{
    TRY(vmst_ledger_begin(ledger, deed->note));
    return vmst_ledger_end(ledger, deed->run(ledger, deed), deed->note);
}

/* As the ledger has it, whatever the case in which others wrote it (RFC 4343). */
static void
tell_name(struct vmst_query *query, struct vmst_bytes name)
{
    char text[VMST_LIMIT_HOST + 1];

    vmst_text_show_in(text, sizeof text, name);
    for (char *at = text; *at != '\0'; at++) {
        *at = vmst_ascii_lower(*at);
    }
    vmst_query_tell_text(query, text);
}

static int
add_name(struct vmst_ledger *ledger, const struct vmst_cert *cert,
         const struct vmst_general_name *name, struct vmst_note *note)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "INSERT OR IGNORE INTO names(serial, name) VALUES(?, ?)",
        note);
    char address[VMST_ADDRESS_TEXT];

    vmst_query_tell_hex(&query, cert->serial);
    if (name->kind == VMST_GENERAL_IP) {
        vmst_query_tell_text(&query, vmst_address_show(name->value, address));
    } else {
        tell_name(&query, name->value);
    }
    return vmst_query_finish(&query);
}

static int
add_row(struct vmst_ledger *ledger, const struct deed *deed)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "INSERT INTO certificates(serial, sha256, sha1, role, not_before,"
        " not_after, der, state, issued_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        deed->note);
    uint8_t sha1[VMST_SHA1_SIZE];

    TRY(vmst_sha1(deed->cert->der, sha1));
    vmst_query_tell_hex(&query, deed->cert->serial);
    vmst_query_tell_hex(&query,
                        vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    vmst_query_tell_hex(&query, vmst_bytes(sha1, sizeof sha1));
    vmst_query_tell_text(&query, deed->role);
    vmst_query_tell_number(&query, deed->cert->not_before);
    vmst_query_tell_number(&query, deed->cert->not_after);
    vmst_query_tell_blob(&query, deed->cert->der);
    vmst_query_tell_number(&query, deed->state);
    vmst_query_tell_number(&query, deed->origin->time);
    return vmst_query_finish(&query);
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
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT sha256=? FROM certificates WHERE serial=?",
        deed->note);
    bool has_row;

    vmst_query_tell_hex(&query,
                        vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    vmst_query_tell_hex(&query, deed->cert->serial);
    TRY(vmst_query_next(&query, &has_row));
    if (!has_row) {
        return add_cert(ledger, deed);
    }
    deed->is_done = true;
    return vmst_query_number(&query, 0) != 0
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
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "UPDATE certificates SET state=? WHERE sha256=? AND state=?", note);

    vmst_query_tell_number(&query, VMST_ENTRY_DELIVERED);
    vmst_query_tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    vmst_query_tell_number(&query, VMST_ENTRY_ISSUED);
    return vmst_query_finish(&query);
}

int
vmst_ledger_check_revocable(struct vmst_ledger *ledger,
                            const struct vmst_cert *cert,
                            struct vmst_note *note)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT state FROM certificates WHERE sha256=?", note);
    bool has_row;

    vmst_query_tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    TRY(vmst_query_next(&query, &has_row));
    if (!has_row) {
        return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                         "the ledger has no such certificate: this CA did not "
                         "issue it");
    }
    if (vmst_query_number(&query, 0) == VMST_ENTRY_REVOKED) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT, "it is revoked already");
    }
    return VMSTRUST_OK;
}

static int
revoke(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "UPDATE certificates SET state=?, revoked_at=?, reason=?,"
        " invalid_since=? WHERE sha256=?",
        deed->note);

    TRY(vmst_ledger_check_revocable(ledger, deed->cert, deed->note));
    vmst_query_tell_number(&query, VMST_ENTRY_REVOKED);
    vmst_query_tell_number(&query, deed->origin->time);
    vmst_query_tell_number(&query, deed->reason);
    if (deed->invalid_since != NULL) {
        vmst_query_tell_number(&query, *deed->invalid_since);
    } else {
        vmst_query_tell_text(&query, NULL);
    }
    vmst_query_tell_hex(&query,
                        vmst_bytes(deed->cert->sha256, VMST_SHA256_SIZE));
    TRY(vmst_query_finish(&query));
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
read_entry(struct vmst_query *query, struct vmst_entries *entries)
{
    struct vmst_entry *entry;

    TRY(make_room(entries, query->note));
    entry = &entries->list[entries->count];
    *entry = (struct vmst_entry){
        .state = (enum vmst_entry_state)vmst_query_number(query, 1),
        .revoked_at = vmst_query_number(query, 3),
        .reason = (enum vmst_reason)vmst_query_number(query, 4),
        .has_invalid_since = vmst_query_has(query, 5),
        .invalid_since = vmst_query_number(query, 5),
    };
    vmst_text_show_in(entry->role, sizeof entry->role,
                      vmst_bytes_of(vmst_query_text(query, 2)));
    TRY(vmst_cert_parse(vmst_query_blob(query, 0), query->note, &entry->cert));
    entries->count++;
    return VMSTRUST_OK;
}

/* On failure the list is empty. */
static int
read_entries(struct vmst_query *query, struct vmst_entries *entries)
{
    bool has_row;
    int code;

    *entries = (struct vmst_entries){.list = NULL};
    code = vmst_query_next(query, &has_row);
    while (code == VMSTRUST_OK && has_row) {
        code = read_entry(query, entries);
        if (code == VMSTRUST_OK) {
            code = vmst_query_next(query, &has_row);
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
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, ENTRY_COLUMNS "ORDER BY not_after, serial", note);

    return read_entries(&query, entries);
}

int
vmst_ledger_list_due(struct vmst_ledger *ledger, int64_t before,
                     struct vmst_note *note, struct vmst_entries *entries)
{
    AUTO_QUERY query =
        vmst_query_ask(ledger->db,
                       ENTRY_COLUMNS "WHERE not_after<=? AND +state<>?"
                                     " ORDER BY not_after, serial",
                       note);

    vmst_query_tell_number(&query, before);
    vmst_query_tell_number(&query, VMST_ENTRY_REVOKED);
    return read_entries(&query, entries);
}

/* Digits as the ledger has them: lower case, nothing between. */
static void
tell_digits(struct vmst_query *query, const char *word)
{
    char digits[2 * VMST_SHA256_SIZE + 1];
    size_t size = 0;

    for (; *word != '\0' && size + 1 < sizeof digits; word++) {
        if (*word != ':' && *word != ' ') {
            digits[size++] = vmst_ascii_lower(*word);
        }
    }
    digits[size] = '\0';
    vmst_query_tell_text(query, digits);
}

int
vmst_ledger_find(struct vmst_ledger *ledger, const char *word,
                 struct vmst_note *note, struct vmst_entries *entries)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        ENTRY_COLUMNS
        "WHERE serial=?1 OR serial='00'||?1 OR sha1=?1"
        " OR (length(?1)>=?2 AND substr(sha256, 1, length(?1))=?1)"
        " OR serial IN (SELECT serial FROM names WHERE name=?3)"
        " ORDER BY not_after, serial",
        note);
    struct vmst_host host;

    tell_digits(&query, word);
    vmst_query_tell_number(&query, PREFIX_DIGITS);
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
    AUTO_QUERY query =
        vmst_query_ask(ledger->db, ENTRY_COLUMNS "WHERE sha256=?", note);

    vmst_query_tell_hex(&query, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    return read_entries(&query, entries);
}

int
vmst_ledger_list_valid(struct vmst_ledger *ledger, const char *host,
                       int64_t time, struct vmst_note *note,
                       struct vmst_entries *entries)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        ENTRY_COLUMNS
        "WHERE serial IN (SELECT serial FROM names WHERE name=?)"
        " AND state=? AND not_after>=? ORDER BY not_after, serial",
        note);

    vmst_query_tell_text(&query, host);
    vmst_query_tell_number(&query, VMST_ENTRY_DELIVERED);
    vmst_query_tell_number(&query, time);
    return read_entries(&query, entries);
}

/* --- The CRL -------------------------------------------------------------- */

static int
read_number(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT value FROM settings WHERE name='crl_number'",
        deed->note);
    bool has_row;

    TRY(vmst_query_next(&query, &has_row));
    if (deed->number < deed->origin->time) {
        deed->number = deed->origin->time;
    }
    if (has_row && vmst_query_number(&query, 0) >= deed->number) {
        deed->number = vmst_query_number(&query, 0) + 1;
    }
    return VMSTRUST_OK;
}

int
vmst_ledger_is_revoked(struct vmst_ledger *ledger, struct vmst_bytes serial,
                       struct vmst_note *note, bool *is_revoked)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "SELECT 1 FROM certificates WHERE serial=? AND state=?",
        note);

    vmst_query_tell_hex(&query, serial);
    vmst_query_tell_number(&query, VMST_ENTRY_REVOKED);
    return vmst_query_next(&query, is_revoked);
}

/* What was published stands here, too, whoever has the file. */
static int
add_list(struct vmst_ledger *ledger, const struct deed *deed)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db, "INSERT INTO lists(number, time, entries) VALUES(?, ?, ?)",
        deed->note);

    vmst_query_tell_number(&query, deed->number);
    vmst_query_tell_number(&query, deed->origin->time);
    vmst_query_tell_number(&query, (int64_t)deed->entries->count);
    return vmst_query_finish(&query);
}

static int
take_crl(struct vmst_ledger *ledger, struct deed *deed)
{
    AUTO_QUERY revoked = vmst_query_ask(
        ledger->db, ENTRY_COLUMNS "WHERE state=? ORDER BY revoked_at, serial",
        deed->note);
    AUTO_QUERY store = vmst_query_ask(
        ledger->db, "INSERT OR REPLACE INTO settings VALUES('crl_number', ?)",
        deed->note);

    TRY(read_number(ledger, deed));
    vmst_query_tell_number(&store, deed->number);
    TRY(vmst_query_finish(&store));
    vmst_query_tell_number(&revoked, VMST_ENTRY_REVOKED);
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
vmst_ledger_count(struct vmst_ledger *ledger, int64_t since,
                  struct vmst_note *note, struct vmst_tally *tally)
{
    AUTO_QUERY query = vmst_query_ask(
        ledger->db,
        "SELECT count(*), coalesce(sum(state=?), 0),"
        " coalesce(sum(state=?), 0), coalesce(sum(issued_at>=?), 0)"
        " FROM certificates",
        note);
    bool has_row;

    vmst_query_tell_number(&query, VMST_ENTRY_ISSUED);
    vmst_query_tell_number(&query, VMST_ENTRY_REVOKED);
    vmst_query_tell_number(&query, since);
    TRY(vmst_query_next(&query, &has_row));
    *tally = (struct vmst_tally){
        .all = vmst_query_number(&query, 0),
        .not_delivered = vmst_query_number(&query, 1),
        .revoked = vmst_query_number(&query, 2),
        .since = vmst_query_number(&query, 3),
    };
    return VMSTRUST_OK;
}
