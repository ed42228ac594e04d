/*
 * Taking over. In the end all is looked at once more: some file systems say
 * that it was done and do nothing. Floor 0.
 */
#define _DEFAULT_SOURCE 1 /* fchown */

#include "config.h"

#include "base/attributes.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#ifdef HAVE_SYS_XATTR_H
#include <sys/xattr.h>
#endif
#include <unistd.h>

#include "base/account.h"
#include "base/text.h"

#define PATH_SHOWN 300
/* An ACL of 1000 entries (base/permission.c); a label is much shorter. */
#define VALUE_LARGEST 8192

/* Read, write, execute; what else a mode has no key and no certificate needs. */
#define RIGHTS 0777
#define RIGHTS_OF_OTHERS 07

struct value {
    uint8_t data[VALUE_LARGEST];
    size_t size; /* 0: there is none */
};

struct taking { /* one call */
    const char *path;
    int file;
    bool is_private;
    struct stat old; /* its mode is what the new one shall have */
    struct vmst_note *note;
};

static int
fail(const struct taking *taking, const char *reason, const char *fix)
{
    char shown[PATH_SHOWN];

    return vmst_fail(
        taking->note, VMSTRUST_E_FILE, "%s: it is not replaced, since %s: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(taking->path)),
        reason, fix);
}

/* --- Extended attributes -------------------------------------------------- */

#ifdef HAVE_SYS_XATTR_H
static bool
is_none(int number)
{
    return number == ENODATA || number == ENOTSUP;
}

/* False: there may be one, and it cannot be read. */
static bool
get_old(const struct taking *taking, const char *name, struct value *value)
{
    ssize_t size = getxattr(taking->path, name, value->data, VALUE_LARGEST);

    value->size = size < 0 ? 0 : (size_t)size;
    return size >= 0 || is_none(errno);
}

static bool
get_new(const struct taking *taking, const char *name, struct value *value)
{
    ssize_t size = fgetxattr(taking->file, name, value->data, VALUE_LARGEST);

    value->size = size < 0 ? 0 : (size_t)size;
    return size >= 0 || is_none(errno);
}

static bool
set_new(const struct taking *taking, const char *name,
        const struct value *value)
{
    return fsetxattr(taking->file, name, value->data, value->size, 0) == 0;
}

static bool
remove_new(const struct taking *taking, const char *name)
{
    return fremovexattr(taking->file, name) == 0 || is_none(errno);
}
#else
static bool
get_old(const struct taking *taking, const char *name, struct value *value)
{
    (void)taking;
    (void)name;
    value->size = 0;
    return true;
}

static bool
get_new(const struct taking *taking, const char *name, struct value *value)
{
    return get_old(taking, name, value);
}

static bool
set_new(const struct taking *taking, const char *name,
        const struct value *value)
{
    (void)taking;
    (void)name;
    return value->size == 0;
}

static bool
remove_new(const struct taking *taking, const char *name)
{
    (void)taking;
    (void)name;
    return true;
}
#endif

static bool
is_same(const struct value *a, const struct value *b)
{
    return vmst_bytes_equal(vmst_bytes(a->data, a->size),
                            vmst_bytes(b->data, b->size));
}

/* --- One after the other -------------------------------------------------- */

static int
take_owner(const struct taking *taking)
{
    AUTO_BUFFER reason = {0};
    struct stat made;

    if (fstat(taking->file, &made) == 0 && made.st_uid == taking->old.st_uid &&
        made.st_gid == taking->old.st_gid) {
        return VMSTRUST_OK;
    }
    if (fchown(taking->file, taking->old.st_uid, taking->old.st_gid) == 0) {
        return VMSTRUST_OK;
    }
    vmst_buffer_add_text(&reason, "it belongs to ");
    vmst_user_show(&reason, taking->old.st_uid);
    vmst_buffer_add_text(&reason, " and the group ");
    vmst_group_show(&reason, taking->old.st_gid);
    vmst_buffer_add_text(&reason, ", and only root may give them a file");
    vmst_buffer_add(&reason, "", 1);
    return reason.failed ? vmst_fail_memory(taking->note)
                         : fail(taking, (const char *)reason.data,
                                "run this as root (sudo), or as that account");
}

#define ACL "system.posix_acl_access"
#define LABEL "security.selinux"

/* Entries of 8 bytes behind 4 (base/permission.c): tag, rights. */
static void
close_to_others(struct value *acl)
{
    for (size_t at = 4; at + 8 <= acl->size; at += 8) {
        if (acl->data[at] == 0x20) { /* ACL_OTHER */
            acl->data[at + 2] = 0;
        }
    }
}

static bool
get_wanted_acl(const struct taking *taking, struct value *acl)
{
    if (!get_old(taking, ACL, acl)) {
        return false;
    }
    if (taking->is_private) {
        close_to_others(acl);
    }
    return true;
}

/* Of mode 0 until here. An ACL brings the mode with it; without one, what the
 * folder hands down to new files is taken off first. */
static int
take_rights(const struct taking *taking)
{
    struct value acl;

    if (!get_wanted_acl(taking, &acl)) {
        return fail(taking, "its ACL cannot be read",
                    "run this as root (sudo)");
    }
    if (acl.size != 0) {
        return set_new(taking, ACL, &acl)
                   ? VMSTRUST_OK
                   : fail(taking, "its ACL cannot be given to another file",
                          "run this as root (sudo)");
    }
    if (!remove_new(taking, ACL) ||
        fchmod(taking->file, taking->old.st_mode & RIGHTS) != 0) {
        return fail(taking, "its mode cannot be given to another file",
                    "run this as root (sudo)");
    }
    return VMSTRUST_OK;
}

static int
take_label(const struct taking *taking)
{
    struct value old;
    struct value made;

    if (get_old(taking, LABEL, &old) && get_new(taking, LABEL, &made) &&
        (old.size == 0 || is_same(&old, &made) ||
         set_new(taking, LABEL, &old))) {
        return VMSTRUST_OK;
    }
    return fail(taking, "its SELinux label cannot be given to another file",
                "run this as root (sudo) in a domain that may relabel, or give "
                "the folder the label by restorecon -R");
}

static int
look_again(const struct taking *taking)
{
    struct stat made;
    struct value old;
    struct value acl;

    if (fstat(taking->file, &made) != 0 || made.st_uid != taking->old.st_uid ||
        made.st_gid != taking->old.st_gid ||
        ((made.st_mode ^ taking->old.st_mode) & RIGHTS) != 0 ||
        !get_wanted_acl(taking, &old) || !get_new(taking, ACL, &acl) ||
        !is_same(&old, &acl)) {
        return fail(taking, "its file system does not keep owner, mode and ACL",
                    "write it elsewhere, and copy it there");
    }
    return VMSTRUST_OK;
}

int
vmst_attributes_take_over(const char *path, int file, bool is_private,
                          struct vmst_note *note)
{
    struct taking taking = {
        .path = path, .file = file, .is_private = is_private, .note = note};

    if (stat(path, &taking.old) != 0) {
        return fail(&taking, "it cannot be looked at",
                    "run this as root (sudo)");
    }
    if (is_private) {
        taking.old.st_mode &= (mode_t)~RIGHTS_OF_OTHERS;
    }
    TRY(take_owner(&taking));
    TRY(take_label(&taking)); /* of mode 0, nobody profits from the label */
    TRY(take_rights(&taking));
    return look_again(&taking);
}
