/*
 * Backups. Refuses to call a file a backup that was not restored once, and to
 * restore one beside the CA that it was made of. Floor 5.
 *
 *     vmstrust-backup: 1
 *     made-at: 1795309323                      Unix seconds
 *     ca: 64 digits                            SHA-256 of the CA's certificate
 *     computer: ca01
 *     place: /srv/harbour-ca
 *     moving-to: /media/stick                  only of a CA that moves
 *     part: ledger.db 81920 64 digits          name, bytes, SHA-256
 *     part: ca.key 412 64 digits
 *     part: ca.crt 550 64 digits
 *     head: 64 digits                          SHA-256 of the lines above
 *                                              an empty line, and the parts
 */
#include "authority/backup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "authority/generation.h"
#include "authority/keyfile.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/stream.h"
#include "base/text.h"
#include "base/time.h"

#define CHUNK ((size_t)65536)
#define LINE (VMST_BACKUP_PLACE + 64)
/* A path in a sentence leaves room for the sentence. */
#define PATH_SHOWN 300
/* Keys and certificates; a ledger may be larger. */
#define SMALL_PART ((size_t)1 << 20)
#define DIGITS ((size_t)2 * VMST_SHA256_SIZE)

/* What is kept, in this order: the ledger first, so that a key which was made
 * meanwhile is one too many and not one too few. */
static const struct {
    const char *name;
    bool is_needed;
    enum vmst_access access;
} parts[] = {
    {"ledger.db", true, VMST_ACCESS_OWNER},
    {"ca.key", true, VMST_ACCESS_OWNER},
    {"ca.crt", true, VMST_ACCESS_EVERYONE},
    {"ca.csr", false, VMST_ACCESS_EVERYONE},
    {"chain.crt", false, VMST_ACCESS_EVERYONE},
};

_Static_assert(VMST_COUNT(parts) <= VMST_BACKUP_PARTS, "parts have no room");

static void
copy_shown(char *out, const char *text)
{
    vmst_text_show_in(out, VMST_BACKUP_TEXT,
                      vmst_bytes_of(text == NULL ? "" : text));
}

/* Whole, since it will be looked for; as it is shown where that cannot be. */
static void
copy_place(char out[VMST_BACKUP_PLACE], const char *path)
{
    size_t characters;

    if (strlen(path) < VMST_BACKUP_PLACE &&
        vmst_text_count(vmst_bytes_of(path), &characters)) {
        memcpy(out, path, strlen(path) + 1);
    } else {
        vmst_text_show_in(out, VMST_BACKUP_PLACE, vmst_bytes_of(path));
    }
}

/* --- The parts, in a folder of their own ------------------------------------ */

/* A small file of the CA, copied; one that is not needed may be missing. */
static int
copy_small(const struct vmst_ca *ca, const char *scratch, size_t at,
           struct vmst_note *note)
{
    AUTO(blob) contents = NULL;
    char *path = NULL;
    int code;

    if (vmst_path_join(ca->path, parts[at].name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (!parts[at].is_needed && !vmst_path_is_taken(path)) {
        free(path);
        return VMSTRUST_OK;
    }
    code = vmst_file_read(path, SMALL_PART, note, &contents);
    free(path);
    TRY(code);
    return vmst_folder_write(scratch, parts[at].name, parts[at].access,
                             vmst_bytes(contents->data, contents->size), note);
}

static int
gather(const struct vmst_ca *ca, const char *scratch, struct vmst_note *note)
{
    TRY(vmst_ledger_copy(ca->ledger, scratch, note));
    for (size_t i = 1; i < VMST_COUNT(parts); i++) {
        TRY(copy_small(ca, scratch, i, note));
    }
    return VMSTRUST_OK;
}

/* Passes the bytes of a stream on, to another stream or to nobody, and hashes
 * them. */
static int
pour(struct vmst_stream *in, uint64_t size, struct vmst_stream *out,
     uint8_t digest[VMST_SHA256_SIZE], struct vmst_note *note)
{
    struct vmst_sha256 hash;
    uint8_t chunk[CHUNK];
    int code = VMSTRUST_OK;

    vmst_sha256_begin(&hash);
    while (size != 0 && code == VMSTRUST_OK) {
        size_t some = size < CHUNK ? (size_t)size : CHUNK;

        code = vmst_stream_read(in, chunk, some, note);
        vmst_sha256_add(&hash, vmst_bytes(chunk, some));
        if (code == VMSTRUST_OK && out != NULL) {
            code = vmst_stream_write(out, vmst_bytes(chunk, some), note);
        }
        size -= some;
    }
    vmst_wipe(chunk, sizeof chunk);
    if (vmst_sha256_end(&hash, digest) != VMSTRUST_OK && code == VMSTRUST_OK) {
        code = vmst_fail(note, VMSTRUST_E_CRYPTO, "SHA-256 cannot be had");
    }
    return code;
}

static int
open_part(const char *folder, const char *name, struct vmst_note *note,
          struct vmst_stream **stream)
{
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_stream_open(path, note, stream);
    free(path);
    return code;
}

static bool
has_part(const char *folder, const char *name)
{
    char *path = NULL;
    bool is_there = vmst_path_join(folder, name, &path) == VMSTRUST_OK &&
                    vmst_path_is_taken(path);

    free(path);
    return is_there;
}

static int
describe_parts(const char *scratch, struct vmst_backup *backup,
               struct vmst_note *note)
{
    for (size_t i = 0; i < VMST_COUNT(parts); i++) {
        struct vmst_backup_part *part = &backup->parts[backup->part_count];
        AUTO(stream) in = NULL;

        if (!parts[i].is_needed && !has_part(scratch, parts[i].name)) {
            continue;
        }
        TRY(open_part(scratch, parts[i].name, note, &in));
        snprintf(part->name, sizeof part->name, "%s", parts[i].name);
        part->size = vmst_stream_size(in);
        TRY(pour(in, part->size, NULL, part->sha256, note));
        backup->part_count++;
    }
    return VMSTRUST_OK;
}

/* --- Writing ----------------------------------------------------------------- */

static void
write_digest(struct vmst_buffer *out, const uint8_t digest[VMST_SHA256_SIZE])
{
    vmst_buffer_add_hex(out, vmst_bytes(digest, VMST_SHA256_SIZE), 0);
    vmst_buffer_add_text(out, "\n");
}

static int
write_head(const struct vmst_backup *backup, struct vmst_buffer *out)
{
    uint8_t digest[VMST_SHA256_SIZE];

    vmst_buffer_format(out, "vmstrust-backup: %d\nmade-at: %" PRId64 "\nca: ",
                       VMST_BACKUP_FORMAT, backup->made_at);
    write_digest(out, backup->ca);
    vmst_buffer_format(out, "computer: %s\nplace: %s\n", backup->made_on,
                       backup->place);
    if (backup->moving_to[0] != '\0') {
        vmst_buffer_format(out, "moving-to: %s\n", backup->moving_to);
    }
    for (size_t i = 0; i < backup->part_count; i++) {
        vmst_buffer_format(out, "part: %s %" PRIu64 " ", backup->parts[i].name,
                           backup->parts[i].size);
        write_digest(out, backup->parts[i].sha256);
    }
    if (out->failed) {
        return VMSTRUST_E_MEMORY;
    }
    TRY(vmst_sha256(vmst_buffer_view(out), digest));
    vmst_buffer_add_text(out, "head: ");
    write_digest(out, digest);
    vmst_buffer_add_text(out, "\n");
    return out->failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

static int
write_parts(const char *scratch, const struct vmst_backup *backup,
            struct vmst_stream *out, struct vmst_note *note)
{
    uint8_t digest[VMST_SHA256_SIZE];

    for (size_t i = 0; i < backup->part_count; i++) {
        const struct vmst_backup_part *part = &backup->parts[i];
        AUTO(stream) in = NULL;

        TRY(open_part(scratch, part->name, note, &in));
        TRY(pour(in, part->size, out, digest, note));
    }
    return VMSTRUST_OK;
}

/* The stream is closed again by the caller, named or not. */
static int
write_file(const char *scratch, struct vmst_backup *backup,
           struct vmst_stream *out, struct vmst_note *note)
{
    AUTO_BUFFER head = {0};
    int code;

    TRY(describe_parts(scratch, backup, note));
    code = write_head(backup, &head);
    if (code != VMSTRUST_OK) {
        return code == VMSTRUST_E_MEMORY
                   ? vmst_fail_memory(note)
                   : vmst_fail(note, code, "SHA-256 cannot be had");
    }
    TRY(vmst_stream_write(out, vmst_buffer_view(&head), note));
    return write_parts(scratch, backup, out, note);
}

static int
describe(const struct vmst_ca *ca, const char *moving_to, int64_t now,
         struct vmst_note *note, struct vmst_backup *backup)
{
    char *place = NULL;

    if (vmst_path_resolve(ca->path, &place) == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    backup->made_at = now;
    memcpy(backup->ca, ca->cert->sha256, sizeof backup->ca);
    copy_shown(backup->made_on, ca->computer);
    copy_place(backup->place, place == NULL ? ca->path : place);
    copy_shown(backup->moving_to, moving_to);
    free(place);
    return VMSTRUST_OK;
}

/* Whoever reads a backup trusts that it can be restored: so it is, once. */
static int prove(const char *path, int64_t now, struct vmst_note *note);

static bool
is_within(const char *folder, const char *whole)
{
    size_t size = strlen(whole);

    return strncmp(folder, whole, size) == 0 &&
           (folder[size] == '\0' || folder[size] == '/');
}

/* There it would be lost with the CA, or be written over a part of it. */
static int
check_elsewhere(const struct vmst_ca *ca, const char *path,
                struct vmst_note *note)
{
    char shown[PATH_SHOWN];
    char *folder = NULL;
    char *home = NULL;
    int code = vmst_path_resolve_parent(path, &folder);

    if (code == VMSTRUST_OK) {
        code = vmst_path_resolve(ca->path, &home);
    }
    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path));
    if (code == VMSTRUST_E_MEMORY) {
        vmst_fail_memory(note);
    } else if (code != VMSTRUST_OK) {
        vmst_fail(note, code,
                  "%s: cannot be written: the folder that it would be in "
                  "cannot be found",
                  shown);
    } else if (is_within(folder, home)) {
        code = vmst_fail(note, VMSTRUST_E_FILE,
                         "%s: this is in the CA's own folder, where a backup "
                         "is lost with the CA: give a file elsewhere, on "
                         "another medium",
                         shown);
    }
    free(folder);
    free(home);
    return code;
}

static int
check_name(const char *path, bool is_replacing, struct vmst_note *note)
{
    struct vmst_path_state state = {.is_file = false};
    char shown[PATH_SHOWN];

    if (vmst_path_look(path, &state) != VMSTRUST_OK ||
        (is_replacing && state.is_file)) {
        return VMSTRUST_OK;
    }
    return vmst_fail(
        note, VMSTRUST_E_FILE,
        "%s: cannot be written: there is something of that name "
        "already",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path)));
}

int
vmst_backup_check_write(const struct vmst_ca *ca, const char *path,
                        bool is_replacing, struct vmst_note *note)
{
    TRY(vmst_ca_check_key_file(ca, note));
    TRY(check_elsewhere(ca, path, note));
    return check_name(path, is_replacing, note);
}

int
vmst_backup_check_move(const struct vmst_ca *ca, const char *path,
                       bool is_replacing, const char *place,
                       struct vmst_note *note)
{
    TRY(vmst_ca_check_writing(ca, note));
    if (*place == '\0' || strlen(place) >= VMST_MOVE_PLACE) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "say in less than %d characters where the CA goes",
                         VMST_MOVE_PLACE);
    }
    return vmst_backup_check_write(ca, path, is_replacing, note);
}

static int
write_proved(const struct vmst_ca *ca, const char *scratch, const char *path,
             bool is_replacing, const char *moving_to, int64_t now,
             struct vmst_note *note)
{
    struct vmst_backup backup = {.path = NULL};
    AUTO(stream) out = NULL;

    TRY(describe(ca, moving_to, now, note, &backup));
    TRY(vmst_stream_create(path, is_replacing, note, &out));
    TRY(gather(ca, scratch, note));
    TRY(write_file(scratch, &backup, out, note));
    TRY(prove(vmst_stream_name(out), now, note));
    return vmst_stream_commit(out, note);
}

static int
write_backup(const struct vmst_ca *ca, const char *path, bool is_replacing,
             const char *moving_to, int64_t now, struct vmst_note *note)
{
    char *scratch = NULL;
    int code;

    TRY(vmst_backup_check_write(ca, path, is_replacing, note));
    TRY(vmst_folder_make(path, note, &scratch));
    code = write_proved(ca, scratch, path, is_replacing, moving_to, now, note);
    vmst_folder_discard(scratch);
    free(scratch);
    return code;
}

int
vmst_backup_write(const struct vmst_ca *ca, const char *path, bool is_replacing,
                  int64_t now, struct vmst_note *note)
{
    struct vmst_origin origin = vmst_ca_origin(ca, now, "backup", path);

    TRY(write_backup(ca, path, is_replacing, NULL, now, note));
    /* On read-only media nothing can be entered; the backup is none the less
     * good. */
    (void)vmst_ledger_add_log(ca->ledger, &origin, NULL);
    return VMSTRUST_OK;
}

/* The file first: if this is interrupted between the two, the CA is here, and
 * the file one of a move that never happened. */
static int
move_locked(const struct vmst_ca *ca, const char *path, bool is_replacing,
            const char *place, int64_t now, struct vmst_note *note)
{
    struct vmst_origin origin = vmst_ca_origin(ca, now, "move", place);

    TRY(write_backup(ca, path, is_replacing, place, now, note));
    return vmst_ledger_add_move(ca->ledger, place, &origin, note);
}

int
vmst_backup_move(const struct vmst_ca *ca, const char *path, bool is_replacing,
                 const char *place, int64_t now, struct vmst_note *note)
{
    int code;

    TRY(vmst_backup_check_move(ca, path, is_replacing, place, note));
    TRY(vmst_ledger_begin(ca->ledger, note));
    code = move_locked(ca, path, is_replacing, place, now, note);
    return vmst_ledger_end(ca->ledger, code, note);
}

/* --- The head ---------------------------------------------------------------- */

static int
fail_damaged(const struct vmst_backup *backup, const char *why,
             struct vmst_note *note)
{
    char shown[PATH_SHOWN];

    return vmst_fail(
        note, VMSTRUST_E_MALFORMED, "%s: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(backup->path)),
        why);
}

static bool
read_digest(const char *text, uint8_t digest[VMST_SHA256_SIZE])
{
    if (strlen(text) != DIGITS || strspn(text, "0123456789abcdef") != DIGITS) {
        return false;
    }
    for (size_t i = 0; i < VMST_SHA256_SIZE; i++) {
        char pair[] = {text[2 * i], text[2 * i + 1], '\0'};

        digest[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return true;
}

static bool
read_size(const char *text, char **end, uint64_t *size)
{
    if (*text < '0' || *text > '9') {
        return false;
    }
    *size = strtoull(text, end, 10);
    return *size <= INT64_MAX;
}

static bool
is_known_part(const char *name, size_t size)
{
    for (size_t i = 0; i < VMST_COUNT(parts); i++) {
        if (strlen(parts[i].name) == size &&
            memcmp(parts[i].name, name, size) == 0) {
            return true;
        }
    }
    return false;
}

/* "NAME SIZE DIGITS"; a name that is not known could be a path out of here. */
static bool
read_part(struct vmst_backup *backup, const char *text)
{
    struct vmst_backup_part *part;
    size_t size = strcspn(text, " ");
    char *end = NULL;

    if (backup->part_count == VMST_BACKUP_PARTS || text[size] != ' ' ||
        !is_known_part(text, size)) {
        return false;
    }
    part = &backup->parts[backup->part_count];
    snprintf(part->name, sizeof part->name, "%.*s", (int)size, text);
    if (!read_size(text + size + 1, &end, &part->size) || *end != ' ' ||
        !read_digest(end + 1, part->sha256)) {
        return false;
    }
    backup->part_count++;
    return true;
}

static bool
read_time(struct vmst_backup *backup, const char *text)
{
    uint64_t time;
    char *end = NULL;

    if (!read_size(text, &end, &time) || *end != '\0' ||
        time > VMST_TIME_LAST) {
        return false;
    }
    backup->made_at = (int64_t)time;
    return true;
}

static bool
read_ca(struct vmst_backup *backup, const char *text)
{
    return read_digest(text, backup->ca);
}

static bool
read_computer(struct vmst_backup *backup, const char *text)
{
    copy_shown(backup->made_on, text);
    return true;
}

static bool
read_place(struct vmst_backup *backup, const char *text)
{
    copy_place(backup->place, text);
    return true;
}

static bool
read_moving_to(struct vmst_backup *backup, const char *text)
{
    copy_shown(backup->moving_to, text);
    return true;
}

/* A line of a later version that is not known is passed over: it only grows. */
static int
read_line(struct vmst_backup *backup, const char *line, struct vmst_note *note)
{
    static const struct {
        const char *key;
        bool (*read)(struct vmst_backup *backup, const char *text);
    } keys[] = {
        {"made-at: ", read_time},        {"ca: ", read_ca},
        {"computer: ", read_computer},   {"place: ", read_place},
        {"moving-to: ", read_moving_to}, {"part: ", read_part},
    };

    for (size_t i = 0; i < VMST_COUNT(keys); i++) {
        size_t size = strlen(keys[i].key);

        if (strncmp(line, keys[i].key, size) == 0 &&
            !keys[i].read(backup, line + size)) {
            return fail_damaged(backup, "the head of this backup is damaged",
                                note);
        }
    }
    return VMSTRUST_OK;
}

static int
check_format(const struct vmst_backup *backup, const char *line,
             struct vmst_note *note)
{
    static const char key[] = "vmstrust-backup: ";
    size_t size = sizeof key - 1;

    if (strncmp(line, key, size) != 0) {
        return fail_damaged(backup, "no backup of a CA", note);
    }
    if (strcmp(line + size, "1") != 0) {
        char shown[32];

        return vmst_fail(
            note, VMSTRUST_E_FILE,
            "the backup has format %s, and this version knows format %d; "
            "nothing was changed",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(line + size)),
            VMST_BACKUP_FORMAT);
    }
    return VMSTRUST_OK;
}

/* The digest over the lines above, and the empty line. */
static int
check_head(const struct vmst_backup *backup, struct vmst_stream *in,
           const char *digits, struct vmst_sha256 *hash, struct vmst_note *note)
{
    uint8_t digest[VMST_SHA256_SIZE];
    uint8_t told[VMST_SHA256_SIZE];
    char line[LINE];

    if (vmst_sha256_end(hash, digest) != VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO, "SHA-256 cannot be had");
    }
    TRY(vmst_stream_read_line(in, line, sizeof line, note));
    if (!read_digest(digits, told) ||
        memcmp(told, digest, sizeof digest) != 0 || line[0] != '\0') {
        return fail_damaged(backup, "the head of this backup is damaged", note);
    }
    return VMSTRUST_OK;
}

/* As many lines as there can be: one for each key, and the parts. */
#define MOST_LINES (16 + VMST_BACKUP_PARTS)

static int
read_lines(struct vmst_backup *backup, struct vmst_stream *in,
           struct vmst_sha256 *hash, struct vmst_note *note)
{
    char line[LINE];

    for (size_t i = 0; i < MOST_LINES; i++) {
        TRY(vmst_stream_read_line(in, line, sizeof line, note));
        if (strncmp(line, "head: ", 6) == 0) {
            return check_head(backup, in, line + 6, hash, note);
        }
        vmst_sha256_add(hash, vmst_bytes_of(line));
        vmst_sha256_add(hash, vmst_bytes_of("\n"));
        TRY(i == 0 ? check_format(backup, line, note)
                   : read_line(backup, line, note));
    }
    return fail_damaged(backup, "the head of this backup is damaged", note);
}

static int
read_head(struct vmst_backup *backup, struct vmst_stream *in,
          struct vmst_note *note)
{
    struct vmst_sha256 hash;
    uint8_t unused[VMST_SHA256_SIZE];
    int code;

    vmst_sha256_begin(&hash);
    code = read_lines(backup, in, &hash, note);
    (void)vmst_sha256_end(&hash, unused); /* of a head that was cut */
    return code;
}

static int
new_backup(const char *path, struct vmst_note *note,
           struct vmst_backup **backup)
{
    AUTO(backup) made = calloc(1, sizeof *made);
    AUTO_BUFFER copy = {0};

    vmst_buffer_add_text(&copy, path);
    if (made == NULL ||
        vmst_buffer_take_text(&copy, &made->path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    *backup = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_backup_open(const char *path, struct vmst_note *note,
                 struct vmst_backup **backup)
{
    AUTO(backup) made = NULL;
    AUTO(stream) in = NULL;

    *backup = NULL;
    TRY(new_backup(path, note, &made));
    TRY(vmst_stream_open(path, note, &in));
    TRY(read_head(made, in, note));
    *backup = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_backup_free(struct vmst_backup *backup)
{
    if (backup != NULL) {
        free(backup->path);
        free(backup->account);
        free(backup->computer);
        free(backup);
    }
}

int
vmst_backup_set_actor(struct vmst_backup *backup, const char *account,
                      const char *computer)
{
    return vmst_actor_set(account, computer, &backup->account,
                          &backup->computer);
}

/* --- Restoring --------------------------------------------------------------- */

/* It may have been rolled over since. */
static bool
was_made_of(const struct vmst_backup *backup, const struct vmst_ca *ca)
{
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        if (memcmp(vmst_ca_root(ca, i)->sha256, backup->ca,
                   sizeof backup->ca) == 0) {
            return true;
        }
    }
    return false;
}

/* What cannot be known about it may be alive. */
static int
refuse_unknown(const struct vmst_backup *backup, int code, const char *why,
               struct vmst_note *note)
{
    char shown[PATH_SHOWN];

    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(
        note, VMSTRUST_E_FILE,
        "%s: the CA that this backup was made of may be alive there, and "
        "cannot be opened: %s; if it is lost, give that folder another name",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(backup->place)),
        why);
}

/* Is there surely neither a CA nor a part of one? */
static int
check_emptiness(const char *folder, bool *is_empty)
{
    *is_empty = true;
    for (size_t i = 0; i < VMST_COUNT(parts) && *is_empty; i++) {
        char *path = NULL;

        TRY(vmst_path_join(folder, parts[i].name, &path));
        *is_empty = vmst_path_is_missing(path);
        free(path);
    }
    return VMSTRUST_OK;
}

/* Of two, each would lack what the other issues and revokes. */
static int
check_living(const struct vmst_backup *backup, struct vmst_note *note)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(ca) living = NULL;
    char shown[PATH_SHOWN];
    bool is_empty = false;
    int code = check_emptiness(backup->place, &is_empty);

    if (code == VMSTRUST_OK && is_empty) {
        return VMSTRUST_OK;
    }
    if (code == VMSTRUST_OK) {
        code = vmst_ca_open(backup->place, NULL, &inner, &living);
    }
    if (code != VMSTRUST_OK) {
        return refuse_unknown(backup, code, inner.text, note);
    }
    if (!was_made_of(backup, living)) {
        return VMSTRUST_OK;
    }
    code = vmst_ledger_check_here(living->ledger, &inner);
    if (code == VMSTRUST_OK) {
        return vmst_fail(
            note, VMSTRUST_E_FILE,
            "%s: the CA that this backup was made of is alive there, "
            "and of two each would lack what the other issues and "
            "revokes; to move it, make a backup with --moving-to",
            vmst_text_show_in(shown, sizeof shown,
                              vmst_bytes_of(backup->place)));
    }
    return code == VMSTRUST_E_ARGUMENT /* it moved */
               ? VMSTRUST_OK
               : refuse_unknown(backup, code, inner.text, note);
}

static int
check_places(const struct vmst_backup *backup, const char *folder,
             struct vmst_note *note)
{
    char shown[PATH_SHOWN];

    if (vmst_path_is_taken(folder)) {
        return vmst_fail(
            note, VMSTRUST_E_FILE,
            "%s: there is something of that name already; nothing was changed",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(folder)));
    }
    return check_living(backup, note);
}

static int
check_digest(const struct vmst_backup *backup,
             const struct vmst_backup_part *part,
             const uint8_t digest[VMST_SHA256_SIZE], struct vmst_note *note)
{
    return memcmp(digest, part->sha256, VMST_SHA256_SIZE) == 0
               ? VMSTRUST_OK
               : fail_damaged(
                     backup, "this backup is damaged: take an older one", note);
}

/* The next part of the stream, on to another stream or to nobody. */
static int
take_part(const struct vmst_backup *backup, const struct vmst_backup_part *part,
          struct vmst_stream *in, struct vmst_stream *out,
          struct vmst_note *note)
{
    uint8_t digest[VMST_SHA256_SIZE];

    TRY(pour(in, part->size, out, digest, note));
    return check_digest(backup, part, digest, note);
}

static int
restore_part(const struct vmst_backup *backup,
             const struct vmst_backup_part *part, struct vmst_stream *in,
             const char *folder, struct vmst_note *note)
{
    AUTO(stream) out = NULL;
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, part->name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_stream_create(path, false, note, &out);
    free(path);
    TRY(code);
    TRY(take_part(backup, part, in, out, note));
    return vmst_stream_commit(out, note);
}

/* Every part into a folder, or NULL: only looked at. */
static int
take_parts(const struct vmst_backup *backup, const char *folder,
           struct vmst_note *note)
{
    struct vmst_backup again = {.path = backup->path};
    AUTO(stream) in = NULL;

    TRY(vmst_stream_open(backup->path, note, &in));
    TRY(read_head(&again, in, note));
    for (size_t i = 0; i < again.part_count; i++) {
        const struct vmst_backup_part *part = &again.parts[i];

        TRY(folder == NULL ? take_part(backup, part, in, NULL, note)
                           : restore_part(backup, part, in, folder, note));
    }
    if (!vmst_stream_is_at_end(in)) {
        return fail_damaged(backup, "there is more in it than a backup", note);
    }
    return VMSTRUST_OK;
}

int
vmst_backup_check(const struct vmst_backup *backup, const char *folder,
                  struct vmst_note *note)
{
    TRY(check_places(backup, folder, note));
    return take_parts(backup, NULL, note);
}

/* --- Its key ------------------------------------------------------------------ */

/* A part that fits in memory. */
static int
read_small(const struct vmst_backup *backup,
           const struct vmst_backup_part *part, struct vmst_stream *in,
           struct vmst_note *note, struct vmst_blob **contents)
{
    uint8_t digest[VMST_SHA256_SIZE];
    AUTO(blob) made = NULL;

    if (part->size > SMALL_PART ||
        vmst_blob_new_empty((size_t)part->size, &made) != VMSTRUST_OK) {
        return part->size > SMALL_PART
                   ? fail_damaged(backup, "a part is larger than any CA's",
                                  note)
                   : vmst_fail_memory(note);
    }
    TRY(vmst_stream_read(in, made->data, made->size, note));
    if (vmst_sha256(vmst_bytes(made->data, made->size), digest) !=
        VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO, "SHA-256 cannot be had");
    }
    TRY(check_digest(backup, part, digest, note));
    vmst_blob_free(*contents);
    *contents = steal(&made);
    return VMSTRUST_OK;
}

static int
read_key_and_cert(const struct vmst_backup *backup, struct vmst_note *note,
                  struct vmst_blob **key, struct vmst_blob **cert)
{
    struct vmst_backup again = {.path = backup->path};
    AUTO(stream) in = NULL;

    TRY(vmst_stream_open(backup->path, note, &in));
    TRY(read_head(&again, in, note));
    for (size_t i = 0; i < again.part_count; i++) {
        const struct vmst_backup_part *part = &again.parts[i];

        if (strcmp(part->name, VMST_CA_KEY_NAME) == 0) {
            TRY(read_small(backup, part, in, note, key));
        } else if (strcmp(part->name, VMST_CA_CERT_NAME) == 0) {
            TRY(read_small(backup, part, in, note, cert));
        } else {
            TRY(take_part(backup, part, in, NULL, note));
        }
    }
    return *key != NULL && *cert != NULL
               ? VMSTRUST_OK
               : fail_damaged(backup, "it lacks ca.key or ca.crt", note);
}

/* Every key, since a CA that was rolled over needs each; and one of them is the
 * key of the first certificate. */
static int
try_keys(const struct vmst_key_file *file, const struct vmst_cert *cert,
         const struct vmst_secret *passphrase, struct vmst_note *note)
{
    bool is_there = false;

    for (size_t i = 0; i < file->count; i++) {
        AUTO(private_key) key = NULL;

        TRY(vmst_key_file_open(file, i, passphrase, note, &key));
        is_there = is_there || vmst_private_key_matches(key, &cert->key);
    }
    return is_there ? VMSTRUST_OK
                    : vmst_fail(note, VMSTRUST_E_MALFORMED,
                                "ca.key is not the key of ca.crt: take an "
                                "older backup");
}

int
vmst_backup_try_passphrase(const struct vmst_backup *backup,
                           const struct vmst_secret *passphrase,
                           struct vmst_note *note)
{
    struct vmst_certs certs = {.list = NULL};
    AUTO_KEY_FILE file = {.text = NULL};
    AUTO(blob) cert = NULL;
    AUTO(blob) key = NULL;
    int code;

    TRY(read_key_and_cert(backup, note, &key, &cert));
    vmst_key_file_take(steal(&key), &file);
    code = vmst_certs_read(vmst_bytes(cert->data, cert->size), VMST_TAKE_STRICT,
                           note, &certs);
    if (code == VMSTRUST_OK) {
        code = try_keys(&file, certs.list[0], passphrase, note);
    }
    vmst_certs_free(&certs);
    return code;
}

/* --- Its folder ---------------------------------------------------------------- */

/* ca.crt is for everyone; what was restored is the owner's alone. */
static int
open_up(const char *folder, struct vmst_note *note)
{
    for (size_t i = 0; i < VMST_COUNT(parts); i++) {
        if (parts[i].access == VMST_ACCESS_EVERYONE &&
            has_part(folder, parts[i].name)) {
            TRY(vmst_folder_open_up(folder, parts[i].name, note));
        }
    }
    return VMSTRUST_OK;
}

/* Is it the CA that the head names, and whole? */
static int
check_restored(const struct vmst_backup *backup, const char *folder,
               const struct vmst_secret *passphrase, struct vmst_note *note)
{
    AUTO(ca) ca = NULL;

    TRY(vmst_ca_open(folder, passphrase, note, &ca));
    if (memcmp(ca->cert->sha256, backup->ca, sizeof backup->ca) != 0) {
        return fail_damaged(backup, "its certificate is not the CA's", note);
    }
    return vmst_ledger_check(ca->ledger, note);
}

static int
enter(const struct vmst_backup *backup, const char *folder, int64_t now,
      struct vmst_note *note)
{
    AUTO(ledger) ledger = NULL;
    char reason[VMST_BACKUP_PLACE + 64];
    char date[VMST_TIME_TEXT];
    struct vmst_origin origin = {.time = now,
                                 .account = backup->account,
                                 .computer = backup->computer,
                                 .command = "restore",
                                 .reason = reason};

    snprintf(reason, sizeof reason, "of %s, from %s",
             vmst_time_show(backup->made_at, date), backup->place);
    TRY(vmst_ledger_open(folder, true, note, &ledger));
    return vmst_ledger_arrive(ledger, &origin, note);
}

static int
fill_folder(const struct vmst_backup *backup, const char *folder,
            const struct vmst_secret *passphrase, int64_t now,
            struct vmst_note *note)
{
    TRY(take_parts(backup, folder, note));
    TRY(open_up(folder, note));
    TRY(enter(backup, folder, now, note));
    return check_restored(backup, folder, passphrase, note);
}

static int
prove(const char *path, int64_t now, struct vmst_note *note)
{
    AUTO(backup) backup = NULL;
    char *scratch = NULL;
    int code;

    TRY(vmst_backup_open(path, note, &backup));
    TRY(vmst_folder_make(path, note, &scratch));
    code = fill_folder(backup, scratch, NULL, now, note);
    vmst_folder_discard(scratch);
    free(scratch);
    return code;
}

int
vmst_backup_restore(const struct vmst_backup *backup, const char *folder,
                    const struct vmst_secret *passphrase, int64_t now,
                    struct vmst_note *note)
{
    char *scratch = NULL;
    int code;

    TRY(check_places(backup, folder, note));
    TRY(vmst_folder_make(folder, note, &scratch));
    code = fill_folder(backup, scratch, passphrase, now, note);
    if (code == VMSTRUST_OK) {
        code = vmst_folder_commit(scratch, folder, note);
    }
    if (code != VMSTRUST_OK) {
        vmst_folder_discard(scratch);
    }
    free(scratch);
    return code;
}
