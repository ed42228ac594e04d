/*
 * Folders that appear whole. Refuses to replace anything. Floor 0.
 */
/* For realpath(3). */
#define _XOPEN_SOURCE 700
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#ifdef HAVE_SYS_STATFS_H
#include <sys/statfs.h>
#endif
#include <unistd.h>

#include "base/attributes.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"

/* A path in a sentence leaves room for the sentence. */
#define PATH_SHOWN 300
/* PATH_MAX of Linux, which realpath(3) asks for. */
#define PATH_ROOM 4096

static const char *
reason_of(int number)
{
    static const struct {
        int number;
        const char *reason;
    } reasons[] = {
        {ENOENT, "the folder that it would be in does not exist"},
        {ENOTDIR, "a part of the path is not a folder"},
        {EISDIR, "it is a folder"},
        {EACCES, "no permission to write there"},
        {EPERM, "writing there is not allowed"},
        {EROFS, "the file system is read-only"},
        {EEXIST, "there is something of that name already"},
        {ENOTEMPTY, "there is something of that name already"},
        {ENOSPC, "no space is left"},
        {EDQUOT, "the quota is used up"},
        {EIO, "the disk failed"},
        {ENAMETOOLONG, "the name is too long"},
        {EWOULDBLOCK, "another process has been writing for ten seconds; try "
                      "again when it has ended"},
    };

    for (size_t i = 0; i < VMST_COUNT(reasons); i++) {
        if (reasons[i].number == number) {
            return reasons[i].reason;
        }
    }
    return "the system refused";
}

int
vmst_fail_writing(struct vmst_note *note, const char *path, int number)
{
    char shown[PATH_SHOWN];

    if (number == ENOMEM) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(
        note, VMSTRUST_E_FILE, "%s: cannot be written: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path)),
        reason_of(number));
}

/* "A" and "B" with `between` in the middle. */
static int
join(const char *a, const char *between, const char *b, char **text)
{
    AUTO_BUFFER buffer = {0};

    vmst_buffer_add_text(&buffer, a);
    vmst_buffer_add_text(&buffer, between);
    vmst_buffer_add_text(&buffer, b);
    return vmst_buffer_take_text(&buffer, text);
}

int
vmst_path_join(const char *folder, const char *name, char **path)
{
    return join(folder, "/", name, path);
}

int
vmst_path_make_absolute(const char *path, struct vmst_note *note,
                        char **absolute)
{
    char folder[PATH_ROOM] = "";
    bool is_absolute = path[0] == '/';

    *absolute = NULL;
    if (!is_absolute && getcwd(folder, sizeof folder) == NULL) {
        return vmst_fail_writing(note, path, errno);
    }
    return join(folder, is_absolute ? "" : "/", path, absolute) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

bool
vmst_path_is_taken(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

bool
vmst_path_is_missing(const char *path)
{
    struct stat status;

    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

int
vmst_folder_make(const char *path, struct vmst_note *note, char **scratch)
{
    size_t size = strlen(path);

    while (size > 1 && path[size - 1] == '/') {
        size--;
    }
    *scratch = malloc(size + sizeof ".XXXXXX");
    if (*scratch == NULL) {
        return vmst_fail_memory(note);
    }
    memcpy(*scratch, path, size);
    memcpy(*scratch + size, ".XXXXXX", sizeof ".XXXXXX");
    if (mkdtemp(*scratch) == NULL) {
        int number = errno;

        free(*scratch);
        *scratch = NULL;
        return vmst_fail_writing(note, path, number);
    }
    return VMSTRUST_OK;
}

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

/* Whatever the umask takes away, fchmod gives back: a CA certificate that
 * nobody may read helps nobody. */
static int
write_file(const char *path, mode_t mode, struct vmst_bytes contents)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                    S_IRUSR | S_IWUSR);
    int number = 0;

    if (file < 0) {
        return errno;
    }
    if (!write_all(file, contents) || fchmod(file, mode) != 0 ||
        fsync(file) != 0) {
        number = errno;
    }
    if (close(file) != 0 && number == 0) {
        number = errno;
    }
    return number;
}

int
vmst_folder_write(const char *folder, const char *name, enum vmst_access access,
                  struct vmst_bytes contents, struct vmst_note *note)
{
    mode_t mode = access == VMST_ACCESS_OWNER ? 0600 : 0644;
    char *path = NULL;
    int number;
    int code;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    number = write_file(path, mode, contents);
    code = number == 0 ? VMSTRUST_OK : vmst_fail_writing(note, path, number);
    free(path);
    return code;
}

/* As another of the same name was: who runs this may be another account than
 * the one whose file it is. */
static int
fill_as(const char *path, int file, bool is_private, struct vmst_bytes contents,
        struct vmst_note *note)
{
    if (fchmod(file, 0) != 0 || !write_all(file, contents)) {
        return vmst_fail_writing(note, path, errno);
    }
    TRY(vmst_attributes_take_over(path, file, is_private, note));
    return fsync(file) == 0 ? VMSTRUST_OK
                            : vmst_fail_writing(note, path, errno);
}

static int
write_as(const char *path, const char *scratch, bool is_private,
         struct vmst_bytes contents, struct vmst_note *note)
{
    int file =
        open(scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
             S_IRUSR | S_IWUSR);
    int code;

    if (file < 0) {
        return vmst_fail_writing(note, path, errno);
    }
    code = fill_as(path, file, is_private, contents, note);
    if (close(file) != 0 && code == VMSTRUST_OK) {
        code = vmst_fail_writing(note, path, errno);
    }
    return code;
}

static int
write_new(const char *path, const char *scratch, bool is_private,
          struct vmst_bytes contents, struct vmst_note *note)
{
    int number = write_file(scratch, is_private ? 0600 : 0644, contents);

    return number == 0 ? VMSTRUST_OK : vmst_fail_writing(note, path, number);
}

static int
replace_file(const char *path, const char *scratch, bool is_private,
             struct vmst_bytes contents, struct vmst_note *note)
{
    int code;

    (void)unlink(scratch); /* of one that was interrupted */
    code = vmst_path_is_taken(path)
               ? write_as(path, scratch, is_private, contents, note)
               : write_new(path, scratch, is_private, contents, note);
    if (code == VMSTRUST_OK && rename(scratch, path) != 0) {
        code = vmst_fail_writing(note, path, errno);
    }
    if (code != VMSTRUST_OK) {
        (void)unlink(scratch);
    }
    return code;
}

int
vmst_folder_replace(const char *folder, const char *name,
                    enum vmst_access access, struct vmst_bytes contents,
                    struct vmst_note *note)
{
    bool is_private = access == VMST_ACCESS_OWNER;
    char *scratch = NULL;
    char *path = NULL;
    int code = VMSTRUST_E_MEMORY;

    if (vmst_path_join(folder, name, &path) == VMSTRUST_OK &&
        join(path, "", VMST_FOLDER_SCRATCH, &scratch) == VMSTRUST_OK) {
        code = replace_file(path, scratch, is_private, contents, note);
        (void)vmst_sync_parent(path);
    }
    free(scratch);
    free(path);
    return code == VMSTRUST_E_MEMORY ? vmst_fail_memory(note) : code;
}

int
vmst_folder_open_up(const char *folder, const char *name,
                    struct vmst_note *note)
{
    char *path = NULL;
    int code = VMSTRUST_OK;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (chmod(path, 0644) != 0) {
        code = vmst_fail_writing(note, path, errno);
    }
    free(path);
    return code;
}

int
vmst_folder_sync(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int number = 0;

    if (folder < 0) {
        return errno;
    }
    if (fsync(folder) != 0) {
        number = errno;
    }
    close(folder);
    return number;
}

/* "." for a bare name; NULL: no memory. */
static char *
parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL ? 1 : (size_t)(slash - path) + (slash == path);
    char *parent = calloc(1, size + 1);

    if (parent != NULL) {
        memcpy(parent, slash == NULL ? "." : path, size);
    }
    return parent;
}

int
vmst_sync_parent(const char *path)
{
    char *parent = parent_of(path);
    int number;

    if (parent == NULL) {
        return ENOMEM;
    }
    number = vmst_folder_sync(parent);
    free(parent);
    return number;
}

int
vmst_folder_commit(const char *scratch, const char *path,
                   struct vmst_note *note)
{
    int number = vmst_folder_sync(scratch);

    /* rename(2) would replace an empty folder, and nothing else. */
    if (number == 0 && vmst_path_is_taken(path)) {
        number = EEXIST;
    }
    if (number == 0 && rename(scratch, path) != 0) {
        number = errno;
    }
    if (number != 0) {
        return vmst_fail_writing(note, path, number);
    }
    (void)vmst_sync_parent(
        scratch); /* it is there; only a power cut could undo it */
    return VMSTRUST_OK;
}

void
vmst_folder_discard(const char *scratch)
{
    struct vmst_names names = {.count = 0};

    if (vmst_directory_list(scratch, NULL, &names) == VMSTRUST_OK) {
        for (size_t i = 0; i < names.count; i++) {
            char *path = NULL;

            if (vmst_path_join(scratch, names.names[i], &path) == VMSTRUST_OK) {
                unlink(path);
            }
            free(path);
        }
        vmst_names_free(&names);
    }
    rmdir(scratch);
}

#ifdef HAVE_SYS_STATFS_H
/* The numbers of statfs(2). FUSE is not among them: most of it is local. */
static bool
is_network(const char *path)
{
    static const unsigned long numbers[] = {
        0x6969,     /* NFS */
        0x517b,     /* SMB */
        0xff534d42, /* CIFS */
        0xfe534d42, /* SMB2 */
        0x01021997, /* 9P, folders shared with a virtual machine */
        0x5346414f, /* AFS */
        0x73757245, /* Coda */
        0x564c,     /* NCP */
        0x00c36400, /* Ceph */
        0x786f4256, /* folders shared by VirtualBox */
    };
    struct statfs about;

    if (statfs(path, &about) != 0) {
        return false;
    }
    for (size_t i = 0; i < VMST_COUNT(numbers); i++) {
        if (((unsigned long)about.f_type & 0xffffffff) == numbers[i]) {
            return true;
        }
    }
    return false;
}
#else
static bool
is_network(const char *path)
{
    (void)path;
    return false;
}
#endif

int
vmst_path_look(const char *path, struct vmst_path_state *state)
{
    struct stat about;

    if (lstat(path, &about) != 0) {
        return VMSTRUST_E_FILE;
    }
    *state = (struct vmst_path_state){
        .mode = (unsigned)about.st_mode & 07777,
        .is_file = S_ISREG(about.st_mode),
        .is_folder = S_ISDIR(about.st_mode),
        .is_ours = about.st_uid == geteuid(),
    };
    return VMSTRUST_OK;
}

int
vmst_path_resolve(const char *path, char **whole)
{
    char found[PATH_ROOM]; /* not of an allocator that is not ours */

    *whole = NULL;
    return realpath(path, found) == NULL ? VMSTRUST_E_FILE
                                         : join(found, "", "", whole);
}

int
vmst_path_resolve_parent(const char *path, char **whole)
{
    char *parent = parent_of(path);
    int code = VMSTRUST_E_MEMORY;

    *whole = NULL;
    if (parent != NULL) {
        code = vmst_path_resolve(parent, whole);
    }
    free(parent);
    return code;
}

enum vmst_medium
vmst_medium_of(const char *path)
{
    struct statvfs about;

    if (is_network(path)) {
        return VMST_MEDIUM_NETWORK;
    }
    if (statvfs(path, &about) == 0 && (about.f_flag & ST_RDONLY) != 0) {
        return VMST_MEDIUM_READ_ONLY;
    }
    return VMST_MEDIUM_USUAL;
}
