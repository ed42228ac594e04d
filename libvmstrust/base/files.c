/*
 * The switch. The journal is a file with one line for each name that is to be
 * taken, "scratch NUL path NUL"; it appears whole and locked, under one name in
 * each folder, so that two never switch there at once. One that this account
 * has not written is not obeyed, nor one that would do more than a switch:
 * whoever may write in a folder can give a file of this account that name.
 * Floor 0.
 */
#define _DEFAULT_SOURCE 1 /* flock */

#include "config.h"

#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attributes.h"
#include "base/file.h"
#include "base/random.h"
#include "base/text.h"

#define PATH_SHOWN 300
/* PATH_MAX of Linux, and what stands behind a path. */
#define PATH_ROOM 4096
#define SUFFIX_ROOM 16
/* Of the other name: a dot and these digits. */
#define SUFFIX_DIGITS 8
/* A journal: two paths for each file. */
#define JOURNAL_LARGEST (2 * VMST_FILES_MOST * (size_t)PATH_ROOM)

struct item {
    const struct vmst_new_file *file;
    char scratch[PATH_ROOM + SUFFIX_ROOM]; /* "": not there */
    char kept[PATH_ROOM + SUFFIX_ROOM];    /* the old one, another link to it */
    bool is_replacing;
};

struct writing { /* one call */
    struct item items[VMST_FILES_MOST];
    size_t count;
    bool may_replace;
    char journal[PATH_ROOM];
    int journal_file; /* holds the lock; -1: there is none */
    struct vmst_note *note;
};

/* --- Names ---------------------------------------------------------------- */

static int
fail_to_write(struct vmst_note *note, const char *path, const char *reason)
{
    char shown[PATH_SHOWN];

    return vmst_fail(
        note, VMSTRUST_E_FILE, "%s: cannot be written: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path)), reason);
}

/* `path`, a dot and eight digits that nobody can have foreseen. */
static bool
name_beside(const char *path, char *name)
{
    uint8_t random[SUFFIX_DIGITS / 2];

    if (!vmst_random(random, sizeof random)) {
        return false;
    }
    snprintf(name, PATH_ROOM + SUFFIX_ROOM, "%s.%02x%02x%02x%02x", path,
             random[0], random[1], random[2], random[3]);
    return true;
}

/* In the folder of the file; false: the name is too long. */
static bool
name_journal(const char *path, char journal[PATH_ROOM])
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;

    if (folder + sizeof VMST_FILES_JOURNAL + SUFFIX_ROOM > PATH_ROOM) {
        return false;
    }
    snprintf(journal, PATH_ROOM, "%.*s%s", (int)folder, path,
             VMST_FILES_JOURNAL);
    return true;
}

static int
fail_random(const struct writing *writing)
{
    return vmst_fail(writing->note, VMSTRUST_E_CRYPTO,
                     "the system has no random bytes");
}

/* --- Each file under another name ----------------------------------------- */

static bool
write_all(int file, struct vmst_bytes rest)
{
    while (rest.size != 0) {
        ssize_t done = write(file, rest.data, rest.size);

        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            rest.data += done;
            rest.size -= (size_t)done;
        }
    }
    return true;
}

/* Nobody can read it until it is what it shall be: of mode 0 it is filled, and
 * then it takes over. */
static int
fill(struct writing *writing, const struct item *item, int file)
{
    const struct vmst_new_file *wanted = item->file;

    if (fchmod(file, 0) != 0 || !write_all(file, wanted->contents)) {
        return vmst_fail_writing(writing->note, wanted->path, errno);
    }
    if (item->is_replacing) {
        TRY(vmst_attributes_take_over(wanted->path, file,
                                      wanted->access == VMST_ACCESS_OWNER,
                                      writing->note));
    } else if (fchmod(file,
                      wanted->access == VMST_ACCESS_OWNER ? 0600 : 0644) != 0) {
        return vmst_fail_writing(writing->note, wanted->path, errno);
    }
    return fsync(file) == 0
               ? VMSTRUST_OK
               : vmst_fail_writing(writing->note, wanted->path, errno);
}

static int
make_scratch(struct writing *writing, struct item *item)
{
    int file;
    int code;

    if (!name_beside(item->file->path, item->scratch)) {
        return fail_random(writing);
    }
    file = open(item->scratch,
                O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                S_IRUSR | S_IWUSR);
    if (file < 0) {
        item->scratch[0] = '\0';
        return vmst_fail_writing(writing->note, item->file->path, errno);
    }
    code = fill(writing, item, file);
    if (close(file) != 0 && code == VMSTRUST_OK) {
        code = vmst_fail_writing(writing->note, item->file->path, errno);
    }
    return code;
}

/* What is there may be replaced, and is a file. */
static int
look_at(struct writing *writing, struct item *item)
{
    const char *path = item->file->path;
    struct stat about;

    if (strlen(path) + 1 > PATH_ROOM) {
        return vmst_fail_writing(writing->note, path, ENAMETOOLONG);
    }
    if (lstat(path, &about) != 0) {
        return errno == ENOENT ? VMSTRUST_OK
                               : vmst_fail_writing(writing->note, path, errno);
    }
    if (!S_ISREG(about.st_mode)) {
        return fail_to_write(writing->note, path,
                             S_ISLNK(about.st_mode)
                                 ? "it is a link; give the name of the file "
                                   "that it leads to"
                                 : "there is something that is no file");
    }
    item->is_replacing = true;
    return writing->may_replace
               ? VMSTRUST_OK
               : vmst_fail_writing(writing->note, path, EEXIST);
}

/* --- The journal ---------------------------------------------------------- */

/* From the root on: who finishes it may stand in another folder. */
static int
add_path(const struct writing *writing, const char *path,
         struct vmst_buffer *text)
{
    char *absolute = NULL;
    size_t size;

    TRY(vmst_path_make_absolute(path, writing->note, &absolute));
    size = strlen(absolute) + 1;
    vmst_buffer_add(text, absolute, size);
    free(absolute);
    return size <= PATH_ROOM
               ? VMSTRUST_OK
               : vmst_fail_writing(writing->note, path, ENAMETOOLONG);
}

static int
write_journal_text(const struct writing *writing, struct vmst_buffer *text)
{
    for (size_t i = 0; i < writing->count; i++) {
        TRY(add_path(writing, writing->items[i].scratch, text));
        TRY(add_path(writing, writing->items[i].file->path, text));
    }
    return text->failed ? vmst_fail_memory(writing->note) : VMSTRUST_OK;
}

/* Made under another name, so that it appears whole and locked. */
static int
open_journal(const struct writing *writing, const char *name,
             const struct vmst_buffer *text)
{
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                    S_IRUSR | S_IWUSR);
    int number = 0;

    if (file < 0) {
        return -1;
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0 ||
        !write_all(file, vmst_buffer_view(text)) || fsync(file) != 0 ||
        link(name, writing->journal) != 0) {
        number = errno;
    }
    unlink(name);
    if (number != 0) {
        close(file);
        errno = number;
        return -1;
    }
    return file;
}

static int
start_journal(struct writing *writing)
{
    AUTO_BUFFER text = {0};
    char name[PATH_ROOM + SUFFIX_ROOM];

    TRY(write_journal_text(writing, &text));
    if (!name_beside(writing->journal, name)) {
        return fail_random(writing);
    }
    writing->journal_file = open_journal(writing, name, &text);
    if (writing->journal_file < 0) {
        return vmst_fail_writing(writing->note, writing->journal, errno);
    }
    (void)vmst_sync_parent(writing->journal);
    return VMSTRUST_OK;
}

static void
end_journal(struct writing *writing)
{
    if (writing->journal_file >= 0) {
        unlink(writing->journal);
        (void)vmst_sync_parent(writing->journal);
        close(writing->journal_file);
        writing->journal_file = -1;
    }
}

/* --- Taking the names ----------------------------------------------------- */

/* Never over a file that appeared meanwhile, unless that was asked for; a file
 * system without hard links can only be asked whether there is one. */
static int
take_name(const struct writing *writing, const struct item *item)
{
    const char *path = item->file->path;

    if (!writing->may_replace) {
        if (link(item->scratch, path) == 0) {
            return unlink(item->scratch) == 0 ? 0 : errno;
        }
        if (errno == EEXIST || vmst_path_is_taken(path)) {
            return EEXIST;
        }
    }
    return rename(item->scratch, path) == 0 ? 0 : errno;
}

/* The old ones get a second name, so that they can come back. Without one there
 * is still the journal. */
static void
keep_old(struct item *item)
{
    if (item->is_replacing && (!name_beside(item->file->path, item->kept) ||
                               link(item->file->path, item->kept) != 0)) {
        item->kept[0] = '\0';
    }
}

static void
bring_back(struct writing *writing, size_t taken)
{
    for (size_t i = 0; i < taken; i++) {
        struct item *item = &writing->items[i];

        if (item->kept[0] != '\0' &&
            rename(item->kept, item->file->path) == 0) {
            item->kept[0] = '\0';
        } else if (!item->is_replacing) {
            unlink(item->file->path);
        }
    }
}

static int
take_names(struct writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        struct item *item = &writing->items[i];
        int number = take_name(writing, item);

        if (number != 0) {
            bring_back(writing, i);
            return vmst_fail_writing(writing->note, item->file->path, number);
        }
        item->scratch[0] = '\0';
    }
    for (size_t i = 0; i < writing->count; i++) {
        (void)vmst_sync_parent(writing->items[i].file->path);
    }
    return VMSTRUST_OK;
}

/* --- What was interrupted ------------------------------------------------- */

/* One that somebody else could have written would rename what he likes. */
static bool
is_ours(int file, const char *path)
{
    struct stat opened;
    struct stat named;

    return fstat(file, &opened) == 0 && lstat(path, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev &&
           S_ISREG(opened.st_mode) && opened.st_uid == geteuid() &&
           (opened.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* The text after the one that starts here; NULL where it does not end. */
static const char *
after_text(const char *at, const char *end)
{
    const char *nul = memchr(at, '\0', (size_t)(end - at));

    return nul == NULL ? NULL : nul + 1;
}

struct step { /* of a journal; views of its text */
    const char *scratch;
    const char *path;
};

/* Takes the next one off; false: it does not end. */
static bool
next_step(const char **at, const char *end, struct step *step)
{
    step->scratch = *at;
    step->path = after_text(*at, end);
    *at = step->path == NULL ? NULL : after_text(step->path, end);
    return *at != NULL;
}

/* What name_beside makes of a path from the root on. */
static bool
is_of_switch(const struct step *step)
{
    size_t size = strlen(step->path);
    const char *suffix = step->scratch + size;

    return step->path[0] == '/' &&
           strncmp(step->scratch, step->path, size) == 0 && suffix[0] == '.' &&
           strlen(suffix) == 1 + SUFFIX_DIGITS &&
           strspn(suffix + 1, "0123456789abcdef") == SUFFIX_DIGITS;
}

/* It was written whole or not at all: anything else is not by us. */
static bool
is_switch(const struct vmst_blob *text)
{
    const char *at = (const char *)text->data;
    const char *end = at + text->size;
    struct step step;

    while (at < end) {
        if (!next_step(&at, end, &step) || !is_of_switch(&step)) {
            return false;
        }
    }
    return true;
}

/* What is no longer there has its name already. */
static int
finish(const struct vmst_blob *text, struct vmst_note *note)
{
    const char *at = (const char *)text->data;
    const char *end = at + text->size;
    struct step step;

    while (at < end && next_step(&at, end, &step)) {
        if (rename(step.scratch, step.path) != 0 && errno != ENOENT) {
            return vmst_fail_writing(note, step.path, errno);
        }
        (void)vmst_sync_parent(step.path);
    }
    return VMSTRUST_OK;
}

static int
recover_from(const char *path, int file, struct vmst_note *note)
{
    AUTO(blob) text = NULL;

    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        return fail_to_write(note, path,
                             "another process is replacing files in this "
                             "folder at this moment");
    }
    if (!is_ours(file, path)) {
        return vmst_path_is_taken(path)
                   ? fail_to_write(note, path,
                                   "another account was replacing files here "
                                   "and was interrupted; run this as that "
                                   "account")
                   : VMSTRUST_OK; /* it has just been finished */
    }
    TRY(vmst_file_read_open(file, path, JOURNAL_LARGEST, note, &text));
    if (!is_switch(text)) {
        return fail_to_write(note, path,
                             "it is not what a replacing of files leaves when "
                             "it is interrupted: look who made it, and remove "
                             "it");
    }
    TRY(finish(text, note));
    unlink(path);
    (void)vmst_sync_parent(path);
    return VMSTRUST_OK;
}

static int
recover(const struct writing *writing)
{
    int file =
        open(writing->journal, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    int code;

    if (file < 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? VMSTRUST_OK /* the usual; a missing folder is told later */
                   : vmst_fail_writing(writing->note, writing->journal, errno);
    }
    code = recover_from(writing->journal, file, writing->note);
    close(file);
    return code;
}

bool
vmst_files_are_halfway(const char *path)
{
    char journal[PATH_ROOM];

    return name_journal(path, journal) && vmst_path_is_taken(journal);
}

/* --- All of it ------------------------------------------------------------ */

static int
prepare(struct writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        TRY(look_at(writing, &writing->items[i]));
    }
    for (size_t i = 0; i < writing->count; i++) {
        TRY(make_scratch(writing, &writing->items[i]));
    }
    return VMSTRUST_OK;
}

/* Files that are new do not stand beside older ones that they do not fit. */
static bool
has_replacing(const struct writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        if (writing->items[i].is_replacing) {
            return true;
        }
    }
    return false;
}

static int
write_files(struct writing *writing)
{
    const char *first = writing->items[0].file->path;
    int code;

    if (!name_journal(first, writing->journal)) {
        return vmst_fail_writing(writing->note, first, ENAMETOOLONG);
    }
    TRY(recover(writing));
    TRY(prepare(writing));
    if (writing->count > 1 && has_replacing(writing)) {
        for (size_t i = 0; i < writing->count; i++) {
            keep_old(&writing->items[i]);
        }
        TRY(start_journal(writing));
    }
    code = take_names(writing);
    end_journal(writing);
    return code;
}

int
vmst_files_write(const struct vmst_new_file *files, size_t count,
                 bool may_replace, struct vmst_note *note)
{
    struct writing *writing;
    int code;

    if (count == 0 || count > VMST_FILES_MOST) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "between one and %d files are written together",
                         VMST_FILES_MOST);
    }
    writing = calloc(1, sizeof *writing);
    if (writing == NULL) {
        return vmst_fail_memory(note);
    }
    writing->count = count;
    writing->may_replace = may_replace;
    writing->journal_file = -1;
    writing->note = note;
    for (size_t i = 0; i < count; i++) {
        writing->items[i].file = &files[i];
    }
    code = write_files(writing);
    for (size_t i = 0; i < count; i++) {
        const struct item *item = &writing->items[i];

        if (item->scratch[0] != '\0') {
            unlink(item->scratch);
        }
        if (item->kept[0] != '\0') {
            unlink(item->kept);
        }
    }
    free(writing);
    return code;
}
