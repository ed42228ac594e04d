/*
 * A folder that is there whole or not at all: it is filled under a scratch
 * name, synced, and then renamed. And on what kind of file system a path lies.
 * Floor 0.
 */
#ifndef VMST_FOLDER_H
#define VMST_FOLDER_H

#include "base/bytes.h"
#include "base/note.h"

/* "FOLDER/NAME", to be freed with free(). */
int vmst_path_join(const char *folder, const char *name, char **path);

/* The path from the root on, to be freed with free(). Links stay. */
int vmst_path_make_absolute(const char *path, struct vmst_note *note,
                            char **absolute);

/* Is there anything at all of this name, a dangling link included? */
bool vmst_path_is_taken(const char *path);
/* Is there surely nothing? False also where nobody here may look. */
bool vmst_path_is_missing(const char *path);

/* An empty folder beside `path`, mode 0700, to be committed or discarded.
 * VMSTRUST_E_FILE. */
int vmst_folder_make(const char *path, struct vmst_note *note, char **scratch);
/* A new file, with its mode from the first byte on, and on the disk. Never
 * over another. */
enum vmst_access {
    VMST_ACCESS_OWNER,    /* 0600 */
    VMST_ACCESS_EVERYONE, /* 0644 */
};
int vmst_folder_write(const char *folder, const char *name,
                      enum vmst_access access, struct vmst_bytes contents,
                      struct vmst_note *note);
/* In the place of another, which is there until this one is whole; under a lock
 * of the caller's. Owner, group, mode, ACL and label stay as they were,
 * but for the rights of all others in a private one. */
#define VMST_FOLDER_SCRATCH ".new"
int vmst_folder_replace(const char *folder, const char *name,
                        enum vmst_access access, struct vmst_bytes contents,
                        struct vmst_note *note);
/* 0600 becomes 0644. */
int vmst_folder_open_up(const char *folder, const char *name,
                        struct vmst_note *note);
/* Gives the scratch folder its name; VMSTRUST_E_FILE if that was taken
 * meanwhile. */
int vmst_folder_commit(const char *scratch, const char *path,
                       struct vmst_note *note);
/* Removes the folder and the files in it. */
void vmst_folder_discard(const char *scratch);

struct vmst_path_state {
    unsigned mode; /* its twelve bits */
    bool is_file;
    bool is_folder;
    bool is_ours; /* of the account that runs this */
};

/* VMSTRUST_E_FILE where it cannot be looked at. Links are not followed. */
int vmst_path_look(const char *path, struct vmst_path_state *state);
/* From the root on, without links, to be freed with free(). VMSTRUST_E_FILE
 * where there is nothing. */
int vmst_path_resolve(const char *path, char **whole);
/* The same of the folder that `path` is in, whether there is such a file or
 * not. */
int vmst_path_resolve_parent(const char *path, char **whole);
/* Makes a change of names in the folder last; an errno. */
int vmst_folder_sync(const char *path);
/* Makes a change of names in the folder that `path` is in last; an errno. */
int vmst_sync_parent(const char *path);
/* VMSTRUST_E_FILE: why the path cannot be written, by an errno;
 * VMSTRUST_E_MEMORY for ENOMEM. */
int vmst_fail_writing(struct vmst_note *note, const char *path, int number);

enum vmst_medium {
    VMST_MEDIUM_USUAL,
    VMST_MEDIUM_READ_ONLY,
    VMST_MEDIUM_NETWORK, /* shared with other computers */
};

/* Of a path that exists; what cannot be asked is VMST_MEDIUM_USUAL. */
enum vmst_medium vmst_medium_of(const char *path);

#endif
