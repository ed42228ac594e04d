/*
 * Changing files that others read and change at the same time: each is there
 * whole or not at all, whoever is killed when, and one process writes at a
 * time. Floor 0.
 */
#ifndef VMST_CHANGE_H
#define VMST_CHANGE_H

#include "base/bytes.h"
#include "base/note.h"

/* What tells one state of a file from the next, as far as the file system
 * does. */
struct vmst_stamp {
    uint64_t device, inode, size;
    int64_t modified, changed; /* nanoseconds */
};

enum vmst_entry {
    VMST_ENTRY_NONE, /* not there, or a link that leads nowhere */
    VMST_ENTRY_FILE,
    VMST_ENTRY_FOLDER,
    VMST_ENTRY_OTHER,
};

/* Links are followed. `stamp` may be NULL. */
enum vmst_entry vmst_stamp_read(const char *path, struct vmst_stamp *stamp);
bool vmst_stamp_equal(const struct vmst_stamp *a, const struct vmst_stamp *b);
/* Was the file left alone for long enough before `now` that a further change
 * must show in the stamp? Clocks of file systems tick in milliseconds to
 * seconds. */
bool vmst_stamp_is_settled(const struct vmst_stamp *stamp, int64_t now);

/* One writer at a time, by an advisory lock on a file that stays (flock). The
 * lock ends with the process, however that ends. VMSTRUST_E_FILE if another
 * holds it for ten seconds. */
struct vmst_guard {
    int file;
};
int vmst_guard_take(const char *path, struct vmst_note *note,
                    struct vmst_guard *guard);
void vmst_guard_release(struct vmst_guard *guard);

/* How the names begin under which files are written before they have their
 * own. Whoever holds the guard may remove what is left of them. */
#define VMST_SCRATCH_PREFIX ".new-"

/* The file with these contents and mode 0644, over another of its name if there
 * is one; it and its name are on the disk. `name` has no slash. */
int vmst_file_replace(const char *folder, const char *name,
                      struct vmst_bytes contents, struct vmst_note *note);
/* The file is not there afterwards, and that is on the disk. */
int vmst_file_remove(const char *folder, const char *name,
                     struct vmst_note *note);
/* Removes what writers that were killed left in a folder. */
void vmst_scratch_remove(const char *folder);

/* A folder with mode 0755, unless there is one; its name is on the disk. */
int vmst_folder_ensure(const char *path, struct vmst_note *note);
/* Mode 0755: vmst_folder_make gives the owner alone. */
int vmst_folder_publish(const char *path, struct vmst_note *note);
/* Does nothing to one that is not empty. */
void vmst_folder_remove(const char *path);

#endif
