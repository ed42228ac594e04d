/*
 * Files replaced whole (written under another name, synced, renamed, and the
 * folder synced), and one writer at a time. Floor 0.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/change.h"
#include "base/file.h"
#include "base/folder.h"

#define SECOND INT64_C(1000000000)
/* FAT counts in 2 s, which is the coarsest there is. */
#define COARSEST_TICK 2
/* A writer that adds 10,000 files needs seconds. */
#define GUARD_TRIES 200
#define GUARD_PAUSE (50 * SECOND / 1000)

/* --- Stamps --------------------------------------------------------------- */

static int64_t
nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * SECOND + time->tv_nsec;
}

enum vmst_entry
vmst_stamp_read(const char *path, struct vmst_stamp *stamp)
{
    struct stat about;

    if (stat(path, &about) != 0) {
        return errno == ENOENT ? VMST_ENTRY_NONE : VMST_ENTRY_OTHER;
    }
    if (stamp != NULL) {
        *stamp = (struct vmst_stamp){
            .device = (uint64_t)about.st_dev,
            .inode = (uint64_t)about.st_ino,
            .size = (uint64_t)about.st_size,
            .modified = nanoseconds(&about.st_mtim),
            .changed = nanoseconds(&about.st_ctim),
        };
    }
    if (S_ISDIR(about.st_mode)) {
        return VMST_ENTRY_FOLDER;
    }
    return S_ISREG(about.st_mode) ? VMST_ENTRY_FILE : VMST_ENTRY_OTHER;
}

bool
vmst_stamp_equal(const struct vmst_stamp *a, const struct vmst_stamp *b)
{
    return a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->modified == b->modified &&
           a->changed == b->changed;
}

bool
vmst_stamp_is_settled(const struct vmst_stamp *stamp, int64_t now)
{
    return stamp->changed / SECOND < now - COARSEST_TICK &&
           stamp->modified / SECOND < now - COARSEST_TICK;
}

/* --- One writer ----------------------------------------------------------- */

static int
lock(int file)
{
    const struct timespec pause = {.tv_nsec = GUARD_PAUSE};

    for (int i = 0; i < GUARD_TRIES; i++) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            return 0;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return errno;
        }
        nanosleep(&pause, NULL);
    }
    return EWOULDBLOCK;
}

int
vmst_guard_take(const char *path, struct vmst_note *note,
                struct vmst_guard *guard)
{
    int number;

    guard->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (guard->file < 0) {
        return vmst_fail_writing(note, path, errno);
    }
    number = lock(guard->file);
    if (number != 0) {
        close(guard->file);
        return vmst_fail_writing(note, path, number);
    }
    return VMSTRUST_OK;
}

void
vmst_guard_release(struct vmst_guard *guard)
{
    close(guard->file);
}

/* --- Files ---------------------------------------------------------------- */

static int
replace(const char *folder, const char *name, const char *scratch_name,
        struct vmst_bytes contents, struct vmst_note *note)
{
    char *scratch = NULL;
    char *path = NULL;
    int code = VMSTRUST_E_MEMORY;

    if (vmst_path_join(folder, scratch_name, &scratch) == VMSTRUST_OK &&
        vmst_path_join(folder, name, &path) == VMSTRUST_OK) {
        unlink(scratch); /* of a process that had this number and was killed */
        code = vmst_folder_write(folder, scratch_name, VMST_ACCESS_EVERYONE,
                                 contents, note);
        if (code == VMSTRUST_OK && rename(scratch, path) != 0) {
            code = vmst_fail_writing(note, path, errno);
        }
        if (code != VMSTRUST_OK) {
            unlink(scratch);
        }
    }
    free(scratch);
    free(path);
    return code == VMSTRUST_E_MEMORY ? vmst_fail_memory(note) : code;
}

int
vmst_file_replace(const char *folder, const char *name,
                  struct vmst_bytes contents, struct vmst_note *note)
{
    char scratch_name[sizeof VMST_SCRATCH_PREFIX + 24];
    int number;

    snprintf(scratch_name, sizeof scratch_name, VMST_SCRATCH_PREFIX "%ld",
             (long)getpid());
    TRY(replace(folder, name, scratch_name, contents, note));
    number = vmst_folder_sync(folder);
    return number == 0 ? VMSTRUST_OK : vmst_fail_writing(note, folder, number);
}

int
vmst_file_remove(const char *folder, const char *name, struct vmst_note *note)
{
    char *path = NULL;
    int number = 0;
    int code = VMSTRUST_OK;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (unlink(path) != 0) {
        number = errno == ENOENT ? 0 : errno;
    } else {
        number = vmst_folder_sync(folder);
    }
    if (number != 0) {
        code = vmst_fail_writing(note, path, number);
    }
    free(path);
    return code;
}

static void
remove_scratch(const char *folder, const char *name)
{
    char *path = NULL;

    if (strncmp(name, VMST_SCRATCH_PREFIX, sizeof VMST_SCRATCH_PREFIX - 1) ==
            0 &&
        vmst_path_join(folder, name, &path) == VMSTRUST_OK) {
        unlink(path);
        free(path);
    }
}

void
vmst_scratch_remove(const char *folder)
{
    struct vmst_names names = {.count = 0};

    if (vmst_directory_list(folder, NULL, &names) == VMSTRUST_OK) {
        for (size_t i = 0; i < names.count; i++) {
            remove_scratch(folder, names.names[i]);
        }
        vmst_names_free(&names);
    }
}

/* --- Folders -------------------------------------------------------------- */

int
vmst_folder_ensure(const char *path, struct vmst_note *note)
{
    int number;

    if (mkdir(path, 0755) != 0) {
        return errno == EEXIST && vmst_file_is_directory(path)
                   ? VMSTRUST_OK
                   : vmst_fail_writing(note, path, errno);
    }
    TRY(vmst_folder_publish(path, note)); /* whatever the umask took away */
    number = vmst_sync_parent(path);
    return number == 0 ? VMSTRUST_OK : vmst_fail_writing(note, path, number);
}

int
vmst_folder_publish(const char *path, struct vmst_note *note)
{
    return chmod(path, 0755) == 0 ? VMSTRUST_OK
                                  : vmst_fail_writing(note, path, errno);
}

void
vmst_folder_remove(const char *path)
{
    rmdir(path);
}
