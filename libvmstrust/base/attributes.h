/*
 * What a file has besides its bytes: owner, group, mode, POSIX ACL, SELinux
 * label. Floor 0.
 */
#ifndef VMST_ATTRIBUTES_H
#define VMST_ATTRIBUTES_H

#include "base/note.h"

/* The new, open file, of mode 0, gets all that the old one has, and is never
 * open to more on the way; for a private one the rights of all others are left
 * out. VMSTRUST_E_FILE: something of it cannot be taken
 * over, and the note says what to run; the new file is then not to be used. */
int vmst_attributes_take_over(const char *path, int file, bool is_private,
                              struct vmst_note *note);

#endif
