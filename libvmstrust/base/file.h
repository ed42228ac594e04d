/*
 * Files: read whole, with a bound, regular files only (never a FIFO, a device
 * or a directory), and directory listings in a fixed order. The only folder
 * with POSIX calls. Floor 0.
 */
#ifndef VMST_FILE_H
#define VMST_FILE_H

#include "base/bytes.h"
#include "base/note.h"

/* VMSTRUST_E_FILE with the file's name and the reason in the note (missing,
 * directory, FIFO, no permission, larger than `limit`). The file is opened
 * with O_CLOEXEC | O_NOCTTY | O_NONBLOCK. */
int vmst_file_read(const char *path, size_t limit, struct vmst_note *note,
                   struct vmst_blob **blob);
/* The same of one that is open at its start, and stays open: whatever has its
 * name meanwhile. `path` is for the note. */
int vmst_file_read_open(int file, const char *path, size_t limit,
                        struct vmst_note *note, struct vmst_blob **blob);

/* VMSTRUST_E_FILE: why the path cannot be read, by an errno. */
int vmst_fail_reading(struct vmst_note *note, const char *path, int number);

/* What is wrong inside a file that could be read, behind the file's name;
 * returns `code`. */
int vmst_file_fail(const char *path, int code, const struct vmst_note *inner,
                   struct vmst_note *note);

/* Links are followed; what cannot be looked at is neither. */
bool vmst_file_exists(const char *path);
/* There is nothing of this name; false where that cannot be known. */
bool vmst_file_is_missing(const char *path);
bool vmst_file_is_directory(const char *path);

struct vmst_names { /* an owned list of strings */
    size_t count;
    char **names;
};

/* The names (not paths) of the entries of a directory, "." and ".." left out,
 * sorted bytewise. */
int vmst_directory_list(const char *path, struct vmst_note *note,
                        struct vmst_names *names);
void vmst_names_free(struct vmst_names *names);

#endif
