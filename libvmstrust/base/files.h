/*
 * Files that belong together, written together: each is whole and on the disk
 * under another name before any of them takes its own. One that replaces
 * another takes over owner, group, mode, ACL and label, and where it may not,
 * nothing is replaced.
 *
 * What holds when the process is killed: before the first name is taken nothing
 * has changed; after the last all has. In between, two system calls apart for a
 * certificate and its key, a journal beside the first file says what is left to
 * do, and the next write into that folder does it before anything else. Floor 0.
 */
#ifndef VMST_FILES_H
#define VMST_FILES_H

#include "base/folder.h"

/* A key, a certificate, its chain, and room to grow. */
#define VMST_FILES_MOST 8

struct vmst_new_file { /* all borrowed */
    const char *path;
    struct vmst_bytes contents;
    enum vmst_access access; /* of a file that replaces none; of one that does,
                                whether all others keep their rights */
};

/* VMSTRUST_E_FILE, and the note says which and what to run: something of that
 * name is there and may not be replaced, or is no regular file; its owner
 * cannot be taken over. */
int vmst_files_write(const struct vmst_new_file *files, size_t count,
                     bool may_replace, struct vmst_note *note);

/* Was a write into the folder of this file interrupted halfway? */
bool vmst_files_are_halfway(const char *path);

#define VMST_FILES_JOURNAL ".vmstrust-switch"

#endif
