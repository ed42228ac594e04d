/*
 * Files read whole and directories listed. Refuses what is not a regular file
 * before reading a byte of it: a FIFO would wait for ever, a device never end.
 * Sentences for errno are ours, since strerror knows locales. Floor 0.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "limits.h"

#define CHUNK ((size_t)16384)
/* A file name in a sentence leaves room for the sentence. */
#define NAME_SHOWN 300
/* In front of another sentence. */
#define SUBJECT_SHOWN 160

static const char *
reason_of(int number)
{
    static const struct {
        int number;
        const char *reason;
    } reasons[] = {
        {ENOENT, "there is no such file or directory"},
        {EACCES, "no permission to read it"},
        {EPERM, "reading it is not allowed"},
        {ENOTDIR, "a part of the path is not a directory"},
        {EISDIR, "it is a directory"},
        {ELOOP, "too many symbolic links"},
        {ENAMETOOLONG, "the name is too long"},
        {EMFILE, "this process has too many files open"},
        {ENFILE, "the system has too many files open"},
        {ENXIO, "it is a socket or a device without a driver"},
        {EIO, "the disk or the network failed"},
        {ESTALE, "the network file system lost it"},
    };

    for (size_t i = 0; i < VMST_COUNT(reasons); i++) {
        if (reasons[i].number == number) {
            return reasons[i].reason;
        }
    }
    return "the system refused";
}

static int
fail(struct vmst_note *note, const char *path, const char *reason)
{
    char name[NAME_SHOWN];

    return vmst_fail(note, VMSTRUST_E_FILE, "%s: %s",
                     vmst_text_show_in(name, sizeof name, vmst_bytes_of(path)),
                     reason);
}

int
vmst_fail_reading(struct vmst_note *note, const char *path, int number)
{
    return fail(note, path, reason_of(number));
}

static const char *
kind_of(mode_t mode)
{
    if (S_ISDIR(mode)) {
        return "it is a directory, not a file";
    }
    if (S_ISFIFO(mode)) {
        return "it is a FIFO (named pipe), not a file";
    }
    if (S_ISCHR(mode) || S_ISBLK(mode)) {
        return "it is a device, not a file";
    }
    return "it is not a regular file";
}

static int
fail_too_large(struct vmst_note *note, const char *path, size_t limit)
{
    char name[NAME_SHOWN];

    return vmst_fail(note, VMSTRUST_E_FILE,
                     "%s: it is larger than the %zu bytes that are read here",
                     vmst_text_show_in(name, sizeof name, vmst_bytes_of(path)),
                     limit);
}

static int
check_kind(int file, const char *path, size_t limit, struct vmst_note *note)
{
    struct stat about;

    if (fstat(file, &about) != 0) {
        return fail(note, path, reason_of(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        return fail(note, path, kind_of(about.st_mode));
    }
    if ((uintmax_t)about.st_size > limit) {
        return fail_too_large(note, path, limit);
    }
    return VMSTRUST_OK;
}

/* Up to the end and not to the size that fstat told: the file may grow. */
static int
read_all(int file, uint8_t chunk[CHUNK], struct vmst_buffer *buffer,
         size_t limit)
{
    ssize_t count = 1;

    while (count != 0 && !buffer->failed && buffer->size <= limit) {
        count = read(file, chunk, CHUNK);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        if (count > 0) {
            vmst_buffer_add(buffer, chunk, (size_t)count);
        }
    }
    return 0;
}

int
vmst_file_read_open(int file, const char *path, size_t limit,
                    struct vmst_note *note, struct vmst_blob **blob)
{
    AUTO_BUFFER buffer = {0};
    uint8_t chunk[CHUNK];
    int number;

    *blob = NULL;
    TRY(check_kind(file, path, limit, note));
    number = read_all(file, chunk, &buffer, limit);
    vmst_wipe(chunk, sizeof chunk); /* it may be a private key */
    if (number != 0) {
        return fail(note, path, reason_of(number));
    }
    if (buffer.size > limit) {
        return fail_too_large(note, path, limit);
    }
    if (vmst_buffer_take_blob(&buffer, blob) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}

int
vmst_file_read(const char *path, size_t limit, struct vmst_note *note,
               struct vmst_blob **blob)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    int status;

    *blob = NULL;
    if (file < 0) {
        return fail(note, path, reason_of(errno));
    }
    status = vmst_file_read_open(file, path, limit, note, blob);
    close(file);
    return status;
}

static int
add_name(struct vmst_names *names, const char *name)
{
    size_t size = strlen(name) + 1;
    char **grown =
        realloc(names->names, (names->count + 1) * sizeof *names->names);

    if (grown == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    names->names = grown;
    grown[names->count] = malloc(size);
    if (grown[names->count] == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    memcpy(grown[names->count++], name, size);
    return VMSTRUST_OK;
}

static bool
is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int
read_names(DIR *directory, const char *path, struct vmst_note *note,
           struct vmst_names *names)
{
    for (;;) {
        const struct dirent *entry;

        errno = 0;
        entry = readdir(directory);
        if (entry == NULL) {
            return errno == 0 ? VMSTRUST_OK
                              : fail(note, path, reason_of(errno));
        }
        if (is_dot(entry->d_name)) {
            continue;
        }
        if (names->count == VMST_LIMIT_DIRECTORY) {
            return fail(note, path, "the directory has too many entries");
        }
        if (add_name(names, entry->d_name) != VMSTRUST_OK) {
            return vmst_fail_memory(note);
        }
    }
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int
vmst_directory_list(const char *path, struct vmst_note *note,
                    struct vmst_names *names)
{
    DIR *directory = opendir(path);
    int status;

    *names = (struct vmst_names){0};
    if (directory == NULL) {
        return fail(note, path, reason_of(errno));
    }
    status = read_names(directory, path, note, names);
    closedir(directory);
    if (status != VMSTRUST_OK) {
        vmst_names_free(names);
        return status;
    }
    if (names->count != 0) {
        qsort(names->names, names->count, sizeof *names->names, compare_names);
    }
    return VMSTRUST_OK;
}

void
vmst_names_free(struct vmst_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->names[i]);
    }
    free(names->names);
    *names = (struct vmst_names){0};
}

int
vmst_file_fail(const char *path, int code, const struct vmst_note *inner,
               struct vmst_note *note)
{
    char name[SUBJECT_SHOWN];

    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    vmst_text_show_in(name, sizeof name, vmst_bytes_of(path));
    if (inner->has_offset) {
        return vmst_fail_at(note, inner->offset, inner->field, "%s: %s", name,
                            inner->text);
    }
    return vmst_fail(note, code, "%s: %s", name, inner->text);
}

bool
vmst_file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

bool
vmst_file_is_missing(const char *path)
{
    struct stat status;

    return stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool
vmst_file_is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
