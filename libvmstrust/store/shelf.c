/*
 * Reading the folder of a store. Names that start with a dot are passed over;
 * every other must be one that the format knows. No lock is taken: whoever may
 * read could else keep others from writing. Distrust is read last, so that what is
 * moved there meanwhile is seen in one place or in both. Floor 5.
 */
#include "store/shelf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"
#include "limits.h"
#include "role/host.h"
#include "role/table.h"

#define FORMAT_NAME "vmstrust-store"
#define FORMAT_KEY FORMAT_NAME ": "
#define FORMAT "1"
#define LARGEST_FORMAT ((size_t)65536)

#define PATH_SHOWN 300

/* --- Memory --------------------------------------------------------------- */

static int
grow(void **array, size_t *room, size_t count, size_t element)
{
    size_t wanted = *room == 0 ? 16 : *room * 2;
    void *grown;

    if (count < *room) {
        return VMSTRUST_OK;
    }
    grown = realloc(*array, wanted * element);
    if (grown == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    *array = grown;
    *room = wanted;
    return VMSTRUST_OK;
}

static int
copy_text(const char *text, char **copy)
{
    AUTO_BUFFER buffer = {0};

    *copy = NULL;
    if (text == NULL) {
        return VMSTRUST_OK;
    }
    vmst_buffer_add_text(&buffer, text);
    return vmst_buffer_take_text(&buffer, copy);
}

static void
free_text(char **text)
{
    free(*text);
}

#define AUTO_TEXT __attribute__((cleanup(free_text))) char *

void
vmst_shelf_free(struct vmst_shelf *shelf)
{
    if (shelf == NULL) {
        return;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        vmst_item_clear(&shelf->items[i]);
    }
    free(shelf->items);
    free(shelf->path);
    free(shelf);
}

void
vmst_faults_free(struct vmst_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        free(faults->list[i].path);
        free(faults->list[i].text);
    }
    free(faults->list);
    *faults = (struct vmst_faults){0};
}

/* --- What is wrong -------------------------------------------------------- */

struct reading {
    struct vmst_shelf *shelf;
    const struct vmst_shelf *old; /* NULL */
    struct vmst_faults *faults;   /* NULL: the first fault ends it */
    struct vmst_note *note;
    int64_t now;
};

/* Takes down what was found at `path` below the store, or ends the reading. */
static int
answer_fault(const struct reading *reading, int code, const char *path,
             const struct vmst_note *inner, enum vmst_fault_kind kind)
{
    struct vmst_faults *faults = reading->faults;
    struct vmst_fault *fault;

    if (faults == NULL || code == VMSTRUST_E_MEMORY ||
        code == VMSTRUST_E_CRYPTO) {
        if (reading->note != NULL && reading->note->code == VMSTRUST_OK) {
            *reading->note = *inner;
        }
        return code;
    }
    TRY(grow((void **)&faults->list, &faults->room, faults->count,
             sizeof faults->list[0]));
    fault = &faults->list[faults->count];
    *fault = (struct vmst_fault){.kind = kind};
    TRY(copy_text(path, &fault->path));
    faults->count++;
    return copy_text(inner->text, &fault->text);
}

__attribute__((format(printf, 4, 5))) static int
refuse(const struct reading *reading, const char *path,
       enum vmst_fault_kind kind, const char *format, ...)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    char where[PATH_SHOWN];
    char name[PATH_SHOWN / 2];
    char sentence[VMST_NOTE_TEXT / 2];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    vmst_text_show_in(where, sizeof where, vmst_bytes_of(reading->shelf->path));
    vmst_text_show_in(name, sizeof name, vmst_bytes_of(path));
    vmst_fail(&inner, VMSTRUST_E_MALFORMED, "%s/%s: %s", where, name, sentence);
    return answer_fault(reading, VMSTRUST_E_MALFORMED, path, &inner, kind);
}

/* --- Entries -------------------------------------------------------------- */

static int
compare_items(const void *a, const void *b)
{
    return strcmp(((const struct vmst_item *)a)->path,
                  ((const struct vmst_item *)b)->path);
}

static const struct vmst_item *
find_item(const struct vmst_shelf *shelf, const char *path)
{
    const struct vmst_item key = {.path = (char *)path};

    return shelf == NULL || shelf->count == 0
               ? NULL
               : bsearch(&key, shelf->items, shelf->count,
                         sizeof shelf->items[0], compare_items);
}

/* What one folder has in common. */
struct place {
    enum vmst_item_kind kind;
    vmstrust_role role;
    const char *host;   /* NULL */
    const char *folder; /* whole path */
    const char *below;  /* "limited/any" */
};

static int
copy_item(const struct vmst_item *old, struct vmst_item *item)
{
    item->cert = vmst_cert_ref(old->cert);
    item->crl = vmst_crl_ref(old->crl);
    item->is_key = old->is_key;
    item->until = old->until;
    item->is_settled = true;
    item->head.has_added = old->head.has_added;
    item->head.added = old->head.added;
    TRY(copy_text(old->head.by, &item->head.by));
    return copy_text(old->head.why, &item->head.why);
}

static int
fill_item(const struct reading *reading, const struct place *place,
          const char *name, struct vmst_note *note, struct vmst_item *item)
{
    const struct vmst_item *old = find_item(reading->old, item->path);

    TRY(copy_text(place->host, &item->host));
    if (old != NULL && old->is_settled &&
        vmst_stamp_equal(&old->stamp, &item->stamp)) {
        return copy_item(old, item);
    }
    item->is_settled = vmst_stamp_is_settled(&item->stamp, reading->now);
    return vmst_item_read(place->folder, name, note, item);
}

/* Removed since the folder was listed? A link that leads nowhere was not. */
static bool
is_gone(const struct place *place, const char *name)
{
    AUTO_TEXT path = NULL;

    return vmst_path_join(place->folder, name, &path) == VMSTRUST_OK &&
           !vmst_path_is_taken(path);
}

static int
read_item(const struct reading *reading, const struct place *place,
          const char *name, struct vmst_note *note, struct vmst_item *item)
{
    AUTO_TEXT path = NULL;

    item->kind = place->kind;
    item->role = place->role;
    TRY(vmst_path_join(place->below, name, &item->path));
    TRY(vmst_path_join(place->folder, name, &path));
    (void)vmst_stamp_read(path, &item->stamp); /* reading it says why not */
    return fill_item(reading, place, name, note, item);
}

static int
take_item(const struct reading *reading, const struct place *place,
          const char *name)
{
    struct vmst_shelf *shelf = reading->shelf;
    struct vmst_item item = {.kind = place->kind};
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = read_item(reading, place, name, &note, &item);

    if (code == VMSTRUST_OK) {
        code = grow((void **)&shelf->items, &shelf->room, shelf->count,
                    sizeof shelf->items[0]);
    }
    if (code == VMSTRUST_OK) {
        shelf->items[shelf->count++] = item;
        return VMSTRUST_OK;
    }
    if (code == VMSTRUST_E_MEMORY) {
        vmst_fail_memory(&note);
    }
    if (code != VMSTRUST_E_FILE || !is_gone(place, name)) {
        code = answer_fault(reading, code, item.path, &note,
                            item.has_private_key ? VMST_FAULT_PRIVATE_KEY
                                                 : VMST_FAULT_UNREADABLE);
    } else {
        code = VMSTRUST_OK;
    }
    vmst_item_clear(&item);
    return code;
}

/* --- Folders -------------------------------------------------------------- */

/* Every name that does not start with a dot. */
static int
for_each_name(const struct reading *reading, const struct place *place,
              int (*take)(const struct reading *, const struct place *,
                          const char *))
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_names names = {.count = 0};
    int code = vmst_directory_list(place->folder, &note, &names);

    if (code != VMSTRUST_OK) {
        return answer_fault(reading, code, place->below, &note,
                            VMST_FAULT_UNREADABLE);
    }
    for (size_t i = 0; i < names.count && code == VMSTRUST_OK; i++) {
        if (names.names[i][0] != '.') {
            code = take(reading, place, names.names[i]);
        }
    }
    vmst_names_free(&names);
    return code;
}

static int
take_folder(const struct reading *reading, const struct place *outer,
            const char *name, vmstrust_role role, const char *host)
{
    struct place place = *outer;
    AUTO_TEXT folder = NULL;
    AUTO_TEXT below = NULL;

    TRY(vmst_path_join(outer->folder, name, &folder));
    TRY(vmst_path_join(outer->below, name, &below));
    place.folder = folder;
    place.below = below;
    place.role = role;
    place.host = host;
    return for_each_name(reading, &place, take_item);
}

static int
take_role(const struct reading *reading, const struct place *outer,
          const char *name)
{
    const struct vmst_role *role = vmst_role_find(name);
    const struct vmst_role *near = vmst_role_nearest(name);
    AUTO_TEXT path = NULL;

    if (role != NULL) {
        return take_folder(reading, outer, name,
                           (vmstrust_role)role->row.number, NULL);
    }
    TRY(vmst_path_join(outer->below, name, &path));
    return refuse(reading, path, VMST_FAULT_ROLE_UNKNOWN,
                  "there is no such role%s%s; 'vmstrust roles' lists them",
                  near == NULL ? "" : ", perhaps ",
                  near == NULL ? "" : near->row.id);
}

static int
take_host(const struct reading *reading, const struct place *outer,
          const char *name)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_host host;
    AUTO_TEXT path = NULL;

    if (vmst_host_read(name, &host, &note) == VMSTRUST_OK &&
        strcmp(host.text, name) == 0) {
        return take_folder(reading, outer, name, 0, name);
    }
    TRY(vmst_path_join(outer->below, name, &path));
    return refuse(reading, path, VMST_FAULT_UNREADABLE,
                  "no host is looked up by this name; %s%s",
                  note.code == VMSTRUST_OK ? "rename it to " : note.text,
                  note.code == VMSTRUST_OK ? host.text : "");
}

static int
take_kind(const struct reading *reading, enum vmst_item_kind kind)
{
    struct place place = {.kind = kind, .below = vmst_item_folder(kind)};
    AUTO_TEXT folder = NULL;

    TRY(vmst_path_join(reading->shelf->path, place.below, &folder));
    place.folder = folder;
    switch (kind) {
    case VMST_ITEM_LIMITED:
        return for_each_name(reading, &place, take_role);
    case VMST_ITEM_PIN:
        return for_each_name(reading, &place, take_host);
    case VMST_ITEM_ANCHOR:
    case VMST_ITEM_INTERMEDIATE:
    case VMST_ITEM_CRL:
    case VMST_ITEM_DISTRUSTED:
        break;
    }
    return for_each_name(reading, &place, take_item);
}

/* --- The whole ------------------------------------------------------------ */

/* What stands beside the folders could be one that was meant: "distrust". */
static int
check_top(const struct reading *reading, const struct place *place,
          const char *name)
{
    (void)place;
    for (int kind = 0; kind < VMST_ITEM_KINDS; kind++) {
        if (strcmp(name, vmst_item_folder((enum vmst_item_kind)kind)) == 0) {
            return VMSTRUST_OK;
        }
    }
    return strcmp(name, FORMAT_NAME) == 0
               ? VMSTRUST_OK
               : refuse(reading, name, VMST_FAULT_UNREADABLE,
                        "nothing of this name belongs into a store; move it "
                        "elsewhere");
}

/* Another format is nothing to read on in. */
static int
check_format(const char *path, struct vmst_bytes text, struct vmst_note *note)
{
    const size_t before = sizeof FORMAT_KEY - 1;
    char shown[PATH_SHOWN];
    char format[16];
    size_t size = 0;

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path));
    if (text.size < before || memcmp(text.data, FORMAT_KEY, before) != 0) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "%s/" FORMAT_NAME
                         ": it does not begin with \"" FORMAT_KEY FORMAT "\"",
                         shown);
    }
    text = vmst_bytes(text.data + before, text.size - before);
    while (size < text.size && text.data[size] > ' ') {
        size++;
    }
    text.size = size;
    if (vmst_bytes_equal(text, vmst_bytes_of(FORMAT))) {
        return VMSTRUST_OK;
    }
    return vmst_fail(note, VMSTRUST_E_MALFORMED,
                     "%s: a store of format %s; this version knows format "
                     "" FORMAT " and changed nothing",
                     shown, vmst_text_show_in(format, sizeof format, text));
}

static int
read_format(const char *path, struct vmst_note *note)
{
    AUTO_TEXT file = NULL;
    AUTO(blob) text = NULL;
    char shown[PATH_SHOWN];

    if (vmst_path_join(path, FORMAT_NAME, &file) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (vmst_file_is_directory(path) && vmst_path_is_missing(file)) {
        return vmst_fail(
            note, VMSTRUST_E_MALFORMED,
            "%s: this folder is no store, since it has no file " FORMAT_NAME
            "; 'vmstrust store init' makes one, and a folder with certificates "
            "alone is given as --ca-dir",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path)));
    }
    TRY(vmst_file_read(file, LARGEST_FORMAT, note, &text));
    return check_format(path, vmst_bytes(text->data, text->size), note);
}

static int
read_everything(const struct reading *reading)
{
    const struct place top = {.folder = reading->shelf->path, .below = ""};
    struct vmst_shelf *shelf = reading->shelf;

    TRY(read_format(shelf->path, reading->note));
    TRY(for_each_name(reading, &top, check_top));
    for (int kind = 0; kind < VMST_ITEM_KINDS; kind++) {
        TRY(take_kind(reading, (enum vmst_item_kind)kind));
    }
    if (shelf->count != 0) {
        qsort(shelf->items, shelf->count, sizeof shelf->items[0],
              compare_items);
    }
    return VMSTRUST_OK;
}

int
vmst_shelf_read(const char *path, const struct vmst_shelf *old,
                struct vmst_faults *faults, struct vmst_note *note,
                struct vmst_shelf **shelf)
{
    AUTO(shelf) made = calloc(1, sizeof *made);
    struct reading reading = {
        .shelf = made, .old = old, .faults = faults, .note = note};
    int code;

    *shelf = NULL;
    if (made == NULL || copy_text(path, &made->path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (vmst_time_now(&reading.now) != VMSTRUST_OK) {
        reading.now = VMST_TIME_FIRST; /* nothing is settled */
    }
    code = read_everything(&reading);
    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    TRY(code);
    *shelf = steal(&made);
    return VMSTRUST_OK;
}

/* --- What it says --------------------------------------------------------- */

bool
vmst_shelf_equal(const struct vmst_shelf *a, const struct vmst_shelf *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct vmst_item *first = &a->items[i];
        const struct vmst_item *second = &b->items[i];

        /* The name is the digest of what is in the file. */
        if (strcmp(first->path, second->path) != 0 ||
            first->is_key != second->is_key || first->until != second->until) {
            return false;
        }
    }
    return true;
}

static int
add_item(const struct vmst_item *item, struct vmst_trust *trust)
{
    switch (item->kind) {
    case VMST_ITEM_ANCHOR:
    case VMST_ITEM_LIMITED:
        return vmst_trust_add_anchor(trust, item->cert, item->role, false);
    case VMST_ITEM_INTERMEDIATE:
        return vmst_trust_add_intermediate(trust, item->cert);
    case VMST_ITEM_CRL:
        return vmst_trust_add_crl(trust, item->crl);
    case VMST_ITEM_PIN:
        return vmst_trust_add_pin(trust, item->host, item->cert, item->until);
    case VMST_ITEM_DISTRUSTED:
        break;
    }
    if (item->is_key) {
        TRY(vmst_trust_distrust_key(trust, item->cert));
    }
    return vmst_trust_distrust_cert(trust, item->cert);
}

int
vmst_shelf_add_to(const struct vmst_shelf *shelf, struct vmst_trust *trust)
{
    for (size_t i = 0; i < shelf->count; i++) {
        TRY(add_item(&shelf->items[i], trust));
    }
    return VMSTRUST_OK;
}

static bool
may_stand_on_a_path(enum vmst_item_kind kind)
{
    return kind == VMST_ITEM_ANCHOR || kind == VMST_ITEM_LIMITED ||
           kind == VMST_ITEM_INTERMEDIATE;
}

bool
vmst_shelf_has_cert(const struct vmst_shelf *shelf,
                    const struct vmst_cert *cert)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (may_stand_on_a_path(shelf->items[i].kind) &&
            vmst_cert_equal(shelf->items[i].cert, cert)) {
            return true;
        }
    }
    return false;
}

bool
vmst_shelf_has_crl(const struct vmst_shelf *shelf, const struct vmst_crl *crl)
{
    for (size_t i = 0; i < shelf->count; i++) {
        const struct vmst_crl *other = shelf->items[i].crl;

        if (other != NULL &&
            memcmp(other->sha256, crl->sha256, VMST_SHA256_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

bool
vmst_shelf_has_pin(const struct vmst_shelf *shelf, const char *host)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (shelf->items[i].kind == VMST_ITEM_PIN &&
            strcmp(shelf->items[i].host, host) == 0) {
            return true;
        }
    }
    return false;
}

/* --- Making one ----------------------------------------------------------- */

static const char format_text[] = FORMAT_KEY FORMAT
    "\n"
    "\n"
    "This folder is a store of trusted certificates for libvmstrust; "
    "'vmstrust\n"
    "store' lists, changes and checks it. One PEM file each, named by "
    "SHA-256:\n"
    "\n"
    "  anchors/        trusted for every role\n"
    "  limited/ROLE/   trusted for this role alone\n"
    "  intermediates/  may stand between server and root; trusted for nothing\n"
    "  distrusted/     never trusted, whatever else says so\n"
    "  pins/HOST/      what this host must present\n"
    "  crls/           revocation lists\n"
    "\n"
    "It is no CApath of OpenSSL: a program that trusts every certificate which "
    "it\n"
    "finds below would trust distrusted/, too. Never run 'openssl rehash' on "
    "it.\n";

static int
fill_new(const char *scratch, struct vmst_note *note)
{
    for (int kind = 0; kind < VMST_ITEM_KINDS; kind++) {
        AUTO_TEXT folder = NULL;

        if (vmst_path_join(scratch, vmst_item_folder((enum vmst_item_kind)kind),
                           &folder) != VMSTRUST_OK) {
            return vmst_fail_memory(note);
        }
        TRY(vmst_folder_ensure(folder, note));
    }
    TRY(vmst_folder_write(scratch, FORMAT_NAME, VMST_ACCESS_EVERYONE,
                          vmst_bytes_of(format_text), note));
    return vmst_folder_publish(scratch, note);
}

static void
discard_new(const char *scratch)
{
    for (int kind = 0; kind < VMST_ITEM_KINDS; kind++) {
        AUTO_TEXT folder = NULL;

        if (vmst_path_join(scratch, vmst_item_folder((enum vmst_item_kind)kind),
                           &folder) == VMSTRUST_OK) {
            vmst_folder_remove(folder);
        }
    }
    vmst_folder_discard(scratch);
}

int
vmst_shelf_create(const char *path, struct vmst_note *note)
{
    AUTO_TEXT scratch = NULL;
    int code;

    TRY(vmst_folder_make(path, note, &scratch));
    code = fill_new(scratch, note);
    if (code == VMSTRUST_OK) {
        code = vmst_folder_commit(scratch, path, note);
    }
    if (code != VMSTRUST_OK) {
        discard_new(scratch);
    }
    return code;
}

/* --- Changing one --------------------------------------------------------- */

/* Removes what writers that were killed left. */
static void
sweep(const char *path)
{
    for (int kind = 0; kind < VMST_ITEM_KINDS; kind++) {
        const char *below = vmst_item_folder((enum vmst_item_kind)kind);
        struct vmst_names names = {.count = 0};
        AUTO_TEXT folder = NULL;

        if (vmst_path_join(path, below, &folder) != VMSTRUST_OK) {
            return;
        }
        vmst_scratch_remove(folder);
        if (!vmst_item_is_nested((enum vmst_item_kind)kind) ||
            vmst_directory_list(folder, NULL, &names) != VMSTRUST_OK) {
            continue;
        }
        for (size_t i = 0; i < names.count; i++) {
            AUTO_TEXT inner = NULL;

            if (vmst_path_join(folder, names.names[i], &inner) == VMSTRUST_OK) {
                vmst_scratch_remove(inner);
            }
        }
        vmst_names_free(&names);
    }
}

int
vmst_shelf_guard(const char *path, struct vmst_note *note,
                 struct vmst_guard *guard)
{
    AUTO_TEXT file = NULL;
    int code;

    if (vmst_path_join(path, FORMAT_NAME, &file) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    TRY(vmst_guard_take(file, note, guard));
    code = read_format(path, note); /* as it is now */
    if (code != VMSTRUST_OK) {
        vmst_guard_release(guard);
        return code;
    }
    sweep(path);
    return VMSTRUST_OK;
}

/* The folder that the entry lies in, made where there is none. */
static int
folder_of(const char *path, const struct vmst_item *item,
          struct vmst_note *note, char **folder)
{
    const char *below = vmst_item_folder(item->kind);
    const struct vmst_role *role = vmst_role_get(item->role);
    AUTO_TEXT outer = NULL;

    *folder = NULL;
    if (vmst_path_join(path, below, &outer) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (!vmst_item_is_nested(item->kind)) {
        *folder = steal(&outer);
        return VMSTRUST_OK;
    }
    if (vmst_path_join(outer,
                       item->kind == VMST_ITEM_PIN ? item->host : role->row.id,
                       folder) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return vmst_folder_ensure(*folder, note);
}

/* Is it there already, with the same meaning or a wider distrust? Who came
 * first stays named. */
static bool
is_there(const char *folder, const char *name, const struct vmst_item *item)
{
    struct vmst_item there = {.kind = item->kind};
    bool is_same = vmst_item_read(folder, name, NULL, &there) == VMSTRUST_OK &&
                   (there.is_key || !item->is_key) &&
                   there.until == item->until;

    vmst_item_clear(&there);
    return is_same;
}

int
vmst_shelf_put(const char *path, const struct vmst_item *item,
               struct vmst_note *note)
{
    AUTO_BUFFER text = {0};
    AUTO_TEXT folder = NULL;
    char name[VMST_ITEM_NAME];

    vmst_item_name(item->crl != NULL ? item->crl->sha256 : item->cert->sha256,
                   name);
    TRY(folder_of(path, item, note, &folder));
    if (is_there(folder, name, item)) {
        return VMSTRUST_OK;
    }
    if (vmst_item_write(item, &text) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return vmst_file_replace(folder, name, vmst_buffer_view(&text), note);
}

int
vmst_shelf_drop(const char *path, const char *item, struct vmst_note *note)
{
    const char *slash = strrchr(item, '/');
    AUTO_BUFFER text = {0};
    AUTO_TEXT folder = NULL;
    int code;

    vmst_buffer_add_text(&text, path);
    vmst_buffer_add_text(&text, "/");
    vmst_buffer_add(&text, item, (size_t)(slash - item));
    if (vmst_buffer_take_text(&text, &folder) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_file_remove(folder, slash + 1, note);
    if (code == VMSTRUST_OK && strchr(item, '/') != slash) {
        vmst_folder_remove(folder); /* of a role or host without any */
    }
    return code;
}
