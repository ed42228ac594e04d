/*
 * Files of the command (file.h). Nothing but a regular file is opened for
 * reading by name, so a FIFO that nobody writes to cannot hold the command up;
 * nothing but a regular file is ever replaced.
 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer.h"
#include "command.h"
#include "text.h"

#define FIRST_SIZE ((size_t)64 << 10)

bool
file_is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

const char *
file_name(const char *path)
{
    return file_is_standard_input(path) ? "standard input" : path;
}

static int
cannot_read(const char *path, const char *why)
{
    complain("%s: cannot be read: %s", SHOW(file_name(path)), why);
    return EXIT_UNKNOWN;
}

/* Room for more; false if there is no memory. */
static bool
grow(struct file *file, size_t *room)
{
    size_t wanted = *room == 0 ? FIRST_SIZE : *room * 2;
    unsigned char *data = realloc(file->data, wanted);

    if (data == NULL) {
        return false;
    }
    file->data = data;
    *room = wanted;
    return true;
}

static int
read_all(int fd, const char *path, struct file *file)
{
    size_t room = 0;
    ssize_t got = 1;

    while (got > 0) {
        if (file->size == room && !grow(file, &room)) {
            return cannot_read(path, strerror(ENOMEM));
        }
        got = read(fd, file->data + file->size, room - file->size);
        if (got < 0 && errno != EINTR) {
            return cannot_read(path, strerror(errno));
        }
        file->size += got > 0 ? (size_t)got : 0;
        got = got < 0 ? 1 : got;
        if (file->size > FILE_LARGEST) {
            return cannot_read(path, "it is larger than 64 MiB");
        }
    }
    return EXIT_YES;
}

/* The descriptor of a regular file, or -1 with the reason. */
static int
open_regular(const char *path, const char **why)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0) {
        *why = strerror(errno);
        return -1;
    }
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        return fd;
    }
    *why = S_ISDIR(status.st_mode) ? "it is a directory"
                                   : "it is not a regular file";
    close(fd);
    return -1;
}

int
file_read(const char *path, struct file *file)
{
    const char *why = NULL;
    int status;
    int fd;

    file->data = NULL;
    file->size = 0;
    if (file_is_standard_input(path)) {
        status = read_all(STDIN_FILENO, path, file);
    } else {
        fd = open_regular(path, &why);
        if (fd < 0) {
            return cannot_read(path, why);
        }
        status = read_all(fd, path, file);
        close(fd);
    }
    if (status != EXIT_YES) {
        free(file->data);
        file->data = NULL;
    }
    return status;
}

static int
cannot_write(const char *option, const char *path, int number)
{
    complain("%s: %s: cannot be written: %s", option, SHOW(path),
             number == ENOENT    ? "the folder that it would be in does not "
                                   "exist"
             : number == ENOTDIR ? "a part of the path is not a folder"
                                 : strerror(number));
    return EXIT_UNKNOWN;
}

/* 0, or why no file can be made in the folder. */
static int
try_folder(const char *folder)
{
    struct stat about;

    if (stat(folder, &about) != 0) {
        return errno;
    }
    if (!S_ISDIR(about.st_mode)) {
        return ENOTDIR;
    }
    return access(folder, W_OK | X_OK) == 0 ? 0 : errno;
}

/* The folder that a file or folder would be in. */
static int
check_parent(const char *option, const char *path)
{
    size_t size = strlen(path);
    char *parent;
    int number;

    while (size > 1 && path[size - 1] == '/') {
        size--;
    }
    while (size > 0 && path[size - 1] != '/') {
        size--;
    }
    parent = size == 0 ? strdup(".") : strndup(path, size);
    number = parent == NULL ? ENOMEM : try_folder(parent);
    free(parent);
    return number == 0 ? EXIT_YES : cannot_write(option, path, number);
}

int
file_may_make_folder(const char *option, const char *path)
{
    int number = try_folder(path);

    if (number == ENOENT) {
        return check_parent(option, path);
    }
    return number == 0 ? EXIT_YES : cannot_write(option, path, number);
}

int
file_make_folder(const char *option, const char *path)
{
    int status = file_may_make_folder(option, path);

    if (status == EXIT_YES && mkdir(path, 0755) != 0 && errno != EEXIST) {
        return cannot_write(option, path, errno);
    }
    return status;
}

int
file_may_write(const char *option, const char *path, bool is_forced)
{
    struct stat status;

    if (lstat(path, &status) != 0) {
        return errno == ENOENT ? check_parent(option, path)
                               : cannot_write(option, path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        complain("%s %s: there is something that is no regular file; give "
                 "another name",
                 option, SHOW(path));
        return EXIT_UNKNOWN;
    }
    if (!is_forced) {
        complain("%s %s: the file exists; --force overwrites it", option,
                 SHOW(path));
        return EXIT_UNKNOWN;
    }
    return check_parent(option, path);
}

static int
write_as(bool is_private, const char *option, const char *path,
         const void *data, size_t size, bool is_forced)
{
    vmstrust_files *files = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_files_new(is_forced, &files, &error);

    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(files, path, data, size, is_private, &error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_write(files, &error);
    }
    vmstrust_files_free(files);
    return code == VMSTRUST_OK ? EXIT_YES : answer_error(option, error);
}

int
file_write(const char *option, const char *path, const void *data, size_t size,
           bool is_forced)
{
    return write_as(false, option, path, data, size, is_forced);
}

int
file_write_private(const char *option, const char *path, const void *data,
                   size_t size, bool is_forced)
{
    return write_as(true, option, path, data, size, is_forced);
}

void
file_read_owner(const char *path, char owner[FILE_OWNER_SIZE])
{
    const struct passwd *entry;
    struct stat about;

    owner[0] = '\0';
    if (lstat(path, &about) != 0 || about.st_uid == 0) {
        return;
    }
    entry = getpwuid(about.st_uid);
    if (entry != NULL && strlen(entry->pw_name) < FILE_OWNER_SIZE) {
        snprintf(owner, FILE_OWNER_SIZE, "%s", entry->pw_name);
    }
}
