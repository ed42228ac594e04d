/*
 * The walk. Links are resolved here and not by the system, since each folder
 * that a link leads through must let the account in, too. Floor 0.
 */
#include "config.h"

#include "base/permission.h"

#include <errno.h>
#include <sys/stat.h>
#ifdef HAVE_SYS_XATTR_H
#include <sys/xattr.h>
#endif
#include <unistd.h>

#include "base/folder.h"
#include "base/text.h"

/* What Linux allows (path_resolution(7)): links on one path, bytes of a path
 * with its NUL (PATH_MAX) and of one of its parts (NAME_MAX). */
#define LINKS 40
#define PATH_ROOM 4096
#define PART_LONGEST 255

enum right {
    RIGHT_READ = 4,
    RIGHT_SEARCH = 1, /* of a folder: to pass through it */
};

struct walk {
    const struct vmst_account *account;
    char at[PATH_ROOM];   /* resolved so far: no link in it; "" is the root */
    char rest[PATH_ROOM]; /* still to go */
    unsigned links;
    struct vmst_buffer *why;
};

/* --- POSIX ACLs ----------------------------------------------------------- */

/*
 * The value of system.posix_acl_access (linux/posix_acl_xattr.h), everything
 * little-endian: a version of 4 bytes, then entries of 8 bytes: tag and rights
 * of 2 bytes each, and the number of a user or a group.
 */
#define ACL_NAME "system.posix_acl_access"
#define ACL_VERSION 2
#define ACL_HEAD 4
#define ACL_ENTRY 8
/* ext4 keeps at most a block, XFS 64 KiB; no administrator writes 500. */
#define ACL_LARGEST (ACL_HEAD + 1000 * ACL_ENTRY)

enum acl_tag {
    ACL_OWNER = 0x01,
    ACL_USER = 0x02,
    ACL_OWNING_GROUP = 0x04,
    ACL_GROUP = 0x08,
    ACL_MASK = 0x10,
    ACL_OTHER = 0x20,
};

struct acl {
    uint8_t data[ACL_LARGEST];
    size_t size; /* 0: there is none, the mode is all */
};

struct acl_entry {
    unsigned tag;
    unsigned rights;
    uint32_t id;
};

/* False: there may be one, and it could not be read. */
static bool
read_acl(const char *path, struct acl *acl)
{
    acl->size = 0;
#ifdef HAVE_SYS_XATTR_H
    ssize_t size = getxattr(path, ACL_NAME, acl->data, sizeof acl->data);

    if (size < 0) {
        return errno == ENODATA || errno == ENOTSUP;
    }
    if (size < ACL_HEAD || (size - ACL_HEAD) % ACL_ENTRY != 0 ||
        acl->data[0] != ACL_VERSION) {
        return false;
    }
    acl->size = (size_t)size;
#else
    (void)path;
#endif
    return true;
}

static struct acl_entry
acl_entry(const struct acl *acl, size_t at)
{
    const uint8_t *p = acl->data + at;

    return (struct acl_entry){
        .tag = p[0] | (unsigned)p[1] << 8,
        .rights = p[2] | (unsigned)p[3] << 8,
        .id = p[4] | (uint32_t)p[5] << 8 | (uint32_t)p[6] << 16 |
              (uint32_t)p[7] << 24,
    };
}

static unsigned
rights_of_tag(const struct acl *acl, enum acl_tag tag, unsigned without)
{
    for (size_t at = ACL_HEAD; at < acl->size; at += ACL_ENTRY) {
        struct acl_entry entry = acl_entry(acl, at);

        if (entry.tag == tag) {
            return entry.rights;
        }
    }
    return without;
}

static bool
is_group_entry(const struct acl_entry *entry,
               const struct vmst_account *account, uint32_t owning_group)
{
    return (entry->tag == ACL_OWNING_GROUP &&
            vmst_account_has_group(account, owning_group)) ||
           (entry->tag == ACL_GROUP &&
            vmst_account_has_group(account, entry->id));
}

/* acl(5), "access check algorithm": the owner, then a user by name, then any
 * group that grants it, and if a group was met and none does, nobody else. */
static bool
acl_permits(const struct acl *acl, const struct stat *about,
            const struct vmst_account *account, enum right right)
{
    unsigned mask = rights_of_tag(acl, ACL_MASK, 7);
    bool is_in_group = false;

    if (account == NULL) {
        return (rights_of_tag(acl, ACL_OTHER, 0) & right) != 0;
    }
    if (account->user == about->st_uid) {
        return (rights_of_tag(acl, ACL_OWNER, 0) & right) != 0;
    }
    for (size_t at = ACL_HEAD; at < acl->size; at += ACL_ENTRY) {
        struct acl_entry entry = acl_entry(acl, at);

        if (entry.tag == ACL_USER && entry.id == account->user) {
            return (entry.rights & mask & right) != 0;
        }
    }
    for (size_t at = ACL_HEAD; at < acl->size; at += ACL_ENTRY) {
        struct acl_entry entry = acl_entry(acl, at);

        if (is_group_entry(&entry, account, about->st_gid)) {
            is_in_group = true;
            if ((entry.rights & mask & right) != 0) {
                return true;
            }
        }
    }
    return !is_in_group && (rights_of_tag(acl, ACL_OTHER, 0) & right) != 0;
}

/* The class of the account decides alone, also where another has more. */
static bool
mode_permits(const struct stat *about, const struct vmst_account *account,
             enum right right)
{
    unsigned shift = 0;

    if (account != NULL && account->user == about->st_uid) {
        shift = 6;
    } else if (account != NULL &&
               vmst_account_has_group(account, about->st_gid)) {
        shift = 3;
    }
    return (about->st_mode >> shift & right) != 0;
}

/* --- One part of the path ------------------------------------------------- */

static void
show_owner(struct vmst_buffer *buffer, const struct stat *about, bool has_acl)
{
    vmst_buffer_add_text(buffer, "owner ");
    vmst_user_show(buffer, about->st_uid);
    vmst_buffer_add_text(buffer, ", group ");
    vmst_group_show(buffer, about->st_gid);
    vmst_buffer_format(buffer, ", mode %04o%s",
                       (unsigned)(about->st_mode & 07777),
                       has_acl ? " and an ACL" : "");
}

static void
explain(struct vmst_buffer *why, const char *path, const struct stat *about,
        bool has_acl)
{
    bool is_folder = S_ISDIR(about->st_mode);

    vmst_buffer_add_text(why, is_folder ? "the folder " : "the file ");
    vmst_text_show(why, vmst_bytes_of(path));
    vmst_buffer_add_text(why, " (");
    show_owner(why, about, has_acl);
    vmst_buffer_add_text(why, is_folder ? ") stands in the way: it does not let"
                                          " the account through"
                                        : ") does not let it be read");
}

static enum vmst_permission
cannot_look(struct vmst_buffer *why, const char *path)
{
    vmst_text_show(why, vmst_bytes_of(path));
    vmst_buffer_add_text(why, errno == EACCES
                                  ? " may not be looked at by this process"
                                  : " cannot be looked at");
    return VMST_PERMISSION_UNKNOWN;
}

/* root passes every mode. */
static enum vmst_permission
judge_part(const struct walk *walk, const char *path, const struct stat *about,
           enum right right)
{
    struct acl acl;
    bool is_permitted;

    if (!read_acl(path, &acl)) {
        return cannot_look(walk->why, path);
    }
    is_permitted =
        (walk->account != NULL && vmst_account_is_root(walk->account)) ||
        (acl.size != 0 ? acl_permits(&acl, about, walk->account, right)
                       : mode_permits(about, walk->account, right));
    if (!is_permitted) {
        explain(walk->why, path, about, acl.size != 0);
        return VMST_NOT_PERMITTED;
    }
    return VMST_PERMITTED;
}

/* --- The walk ------------------------------------------------------------- */

static enum vmst_permission
too_long(struct walk *walk)
{
    vmst_buffer_add_text(walk->why, "the path is too long, or its links lead "
                                    "in a circle");
    return VMST_PERMISSION_UNKNOWN;
}

/* Puts `front`, a slash and what is still to go where that was. */
static bool
go_on_with(struct walk *walk, const char *front, size_t size)
{
    size_t rest = strlen(walk->rest);

    if (size + 1 + rest + 1 > sizeof walk->rest) {
        return false;
    }
    memmove(walk->rest + size + 1, walk->rest, rest + 1);
    memcpy(walk->rest, front, size);
    walk->rest[size] = '/';
    return true;
}

/* Takes the next part off `rest`; "" at the end. */
static size_t
next_part(struct walk *walk, char part[PART_LONGEST + 1])
{
    size_t from = strspn(walk->rest, "/");
    size_t size = strcspn(walk->rest + from, "/");

    if (size <= PART_LONGEST) {
        memcpy(part, walk->rest + from, size);
        part[size] = '\0';
    }
    memmove(walk->rest, walk->rest + from + size,
            strlen(walk->rest + from + size) + 1);
    return size;
}

static void
go_up(struct walk *walk)
{
    char *slash = strrchr(walk->at, '/');

    if (slash != NULL) {
        *slash = '\0';
    }
}

static bool
go_down(struct walk *walk, const char *part)
{
    size_t at = strlen(walk->at);
    size_t size = strlen(part);

    if (at + 1 + size + 1 > sizeof walk->at) {
        return false;
    }
    walk->at[at] = '/';
    memcpy(walk->at + at + 1, part, size + 1);
    return true;
}

/* `at` is a link: what it says takes its place. */
static bool
follow(struct walk *walk)
{
    char target[PATH_ROOM];
    ssize_t size = readlink(walk->at, target, sizeof target);

    if (size <= 0 || (size_t)size == sizeof target || ++walk->links > LINKS) {
        return false;
    }
    go_up(walk);
    if (target[0] == '/') {
        walk->at[0] = '\0';
    }
    return go_on_with(walk, target, (size_t)size);
}

static bool
is_at_end(const struct walk *walk)
{
    return walk->rest[strspn(walk->rest, "/")] == '\0';
}

/* Into the next part; *is_done: that was the file. */
static enum vmst_permission
take_part(struct walk *walk, bool *is_done)
{
    char part[PART_LONGEST + 1];
    struct stat about;
    size_t size = next_part(walk, part);

    if (size > PART_LONGEST) {
        return too_long(walk);
    }
    if (size == 0 || strcmp(part, ".") == 0) {
        return VMST_PERMITTED;
    }
    if (strcmp(part, "..") == 0) {
        go_up(walk);
        return VMST_PERMITTED;
    }
    if (!go_down(walk, part)) {
        return too_long(walk);
    }
    if (lstat(walk->at, &about) != 0) {
        return cannot_look(walk->why, walk->at);
    }
    if (S_ISLNK(about.st_mode)) {
        return follow(walk) ? VMST_PERMITTED : too_long(walk);
    }
    *is_done = is_at_end(walk) && !S_ISDIR(about.st_mode);
    return *is_done ? judge_part(walk, walk->at, &about, RIGHT_READ)
                    : VMST_PERMITTED;
}

static enum vmst_permission
pass_folder(struct walk *walk)
{
    const char *path = walk->at[0] == '\0' ? "/" : walk->at;
    struct stat about;

    if (lstat(path, &about) != 0) {
        return cannot_look(walk->why, path);
    }
    if (!S_ISDIR(about.st_mode)) {
        vmst_text_show(walk->why, vmst_bytes_of(path));
        vmst_buffer_add_text(walk->why, " is not a folder");
        return VMST_NOT_PERMITTED;
    }
    return judge_part(walk, path, &about, RIGHT_SEARCH);
}

static bool
start(struct walk *walk, const char *path)
{
    size_t size = strlen(path);

    if (path[0] != '/' &&
        (getcwd(walk->rest, sizeof walk->rest) == NULL ||
         strlen(walk->rest) + 1 + size + 1 > sizeof walk->rest)) {
        return false;
    }
    if (path[0] != '/') {
        size_t at = strlen(walk->rest);

        walk->rest[at] = '/';
        memcpy(walk->rest + at + 1, path, size + 1);
        return true;
    }
    if (size + 1 > sizeof walk->rest) {
        return false;
    }
    memcpy(walk->rest, path, size + 1);
    return true;
}

enum vmst_permission
vmst_permission_to_read(const char *path, const struct vmst_account *account,
                        struct vmst_buffer *why)
{
    struct walk walk = {.account = account, .why = why};
    bool is_done = false;

    if (!start(&walk, path)) {
        return too_long(&walk);
    }
    while (!is_done) {
        enum vmst_permission permission = pass_folder(&walk);

        if (permission == VMST_PERMITTED && is_at_end(&walk)) {
            vmst_buffer_add_text(why, "it is a folder");
            return VMST_NOT_PERMITTED;
        }
        permission = permission == VMST_PERMITTED ? take_part(&walk, &is_done)
                                                  : permission;
        if (permission != VMST_PERMITTED) {
            return permission;
        }
    }
    if (vmst_medium_of(walk.at) == VMST_MEDIUM_NETWORK) {
        vmst_buffer_add_text(why, "it lies on a network file system, whose "
                                  "server decides");
        return VMST_PERMISSION_UNKNOWN;
    }
    return VMST_PERMITTED;
}

void
vmst_permission_show(struct vmst_buffer *buffer, const char *path)
{
    struct stat about;
    struct acl acl;

    if (stat(path, &about) == 0) {
        bool has_acl = read_acl(path, &acl) && acl.size != 0;

        show_owner(buffer, &about, has_acl);
    }
}
