/*
 * Files of the command: standard input read within bounds, and a file written
 * whole or not at all.
 */
#ifndef TOOLS_FILE_H
#define TOOLS_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* As much as the library reads of a file (64 MiB). */
#define FILE_LARGEST ((size_t)64 << 20)

struct file {
    unsigned char *data; /* for free() */
    size_t size;
};

/* Whether the operand means standard input. */
bool file_is_standard_input(const char *path);

/* What to call it in a sentence. */
const char *file_name(const char *path);

/* Everything of a file, "-" standard input. On failure it has said why, and
 * answers an exit status. */
int file_read(const char *path, struct file *file);

/* Whether `path` may be written: there is nothing, or is_forced and a regular
 * file, in a folder that files can be made in. On refusal it has said why. */
int file_may_write(const char *option, const char *path, bool is_forced);

/* Whether files can be made in the folder `path`, or it can be made; and the
 * folder itself, where it is not there. On failure they have said why. */
int file_may_make_folder(const char *option, const char *path);
int file_make_folder(const char *option, const char *path);

/* Writes the file whole: beside it under another name, synced, then renamed,
 * so that nobody ever sees half of it. Mode 0644. */
int file_write(const char *option, const char *path, const void *data,
               size_t size, bool is_forced);

/* The same with mode 0600 from the first byte: for private keys. */
int file_write_private(const char *option, const char *path, const void *data,
                       size_t size, bool is_forced);

/* The name of the account whose file it is; "" where there is no file, the
 * account has no name, or it is root. */
#define FILE_OWNER_SIZE 256
void file_read_owner(const char *path, char owner[FILE_OWNER_SIZE]);

#endif
