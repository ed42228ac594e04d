/*
 * Permissions, worked out: may an account read a file? By a walk over every
 * part of the path, as the kernel does it: links, modes, groups, POSIX ACLs. A
 * look at what is written down, not a try: what a security module, a network
 * file system or a sandbox says besides is not seen. Floor 0.
 */
#ifndef VMST_PERMISSION_H
#define VMST_PERMISSION_H

#include "base/account.h"

enum vmst_permission {
    VMST_PERMITTED,
    VMST_NOT_PERMITTED,
    VMST_PERMISSION_UNKNOWN, /* a part of the path could not be looked at */
};

/* An `account` of NULL is any account that owns nothing here and is in no group
 * and no entry of an ACL. `why` gets which part of the path stands in the way,
 * a part of a sentence; nothing where it is permitted. */
enum vmst_permission vmst_permission_to_read(const char *path,
                                             const struct vmst_account *account,
                                             struct vmst_buffer *why);

/* "owner vms, group vms, mode 0640", and whether there is an ACL; nothing where
 * it cannot be looked at. Links are followed. */
void vmst_permission_show(struct vmst_buffer *buffer, const char *path);

#endif
