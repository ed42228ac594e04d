/*
 * The places where a computer keeps the roots that its programs trust: the
 * system's, the browsers' of a user (NSS), Java's. What is put there stands in a
 * record first, one line for each place, and only what a record names is ever
 * taken away.
 */
#ifndef TOOLS_PLACE_H
#define TOOLS_PLACE_H

#include <glob.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#define PLACE_PATH_SIZE 4096
#define PLACE_SHA256_SIZE 65
#define PLACE_ALIAS_SIZE 26 /* "vmstrust-", 16 digits and a NUL */

/* A root, and the tree that it is installed in. */
struct place_root {
    const char *tree; /* "" for this computer, or another one's folder */
    const vmstrust_cert *cert;
    char sha256[PLACE_SHA256_SIZE];
    char alias[PLACE_ALIAS_SIZE]; /* its name in browsers and Java */
};

/* A kind of place. Each function but the first says in one line what it did, or
 * why not, and answers an exit status: EXIT_NO where something is missing, so
 * that the others still have their turn. Targets are paths within the tree. */
struct place {
    const char *name; /* in a record, and of its option */
    /* Writes a line into the record for each target that there is; says where
     * there is none. */
    int (*plan)(const struct place_root *root, FILE *record);
    int (*install)(const struct place_root *root, const char *target);
    int (*remove)(const struct place_root *root, const char *target);
    /* Once after the last target: what makes it count. May be NULL. */
    int (*finish)(const struct place_root *root, bool is_removal);
    /* Is the root there, and in force? Says nothing. */
    bool (*has)(const struct place_root *root, const char *target);
};

#define PLACE_COUNT 3
extern const struct place *const places[PLACE_COUNT];
extern const struct place place_system;
extern const struct place place_nss;
extern const struct place place_java;

void place_root_set(struct place_root *root, const char *tree,
                    const vmstrust_cert *cert);

/* "system   installed: PATH", wrapped; answers `status`. */
int place_say(const struct place *place, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The path within the tree as one of this computer. PLACE_PATH_SIZE; what does
 * not fit becomes "", which is no file. */
const char *place_path(const struct place_root *root, const char *path,
                       char *full);

/* The paths within the tree that a pattern of glob(3) names below a folder,
 * whose own name, as the tree's, means itself. False: none. Else each path is
 * of this computer, and globfree(3) frees them. */
bool place_find(const struct place_root *root, const char *folder,
                const char *pattern, glob_t *found);

/* Does the path, links followed, lie within the tree? An image of another
 * system may hold links to places that mean this computer when seen from
 * outside of it. */
bool place_is_inside(const struct place_root *root, const char *path);

/* There is nothing of this name within the tree; false where that cannot be
 * known. */
bool place_is_missing(const struct place_root *root, const char *path);

/* The line of a target into the record. False, and it has said why, where
 * nothing may be put: a link leads out of the tree, or the name would be more
 * than one line. */
bool place_put(const struct place *place, const struct place_root *root,
               const char *target, FILE *record);

/* Whether these bytes, PEM or DER, are the root's certificate and no other; and
 * whether it is among them. */
bool place_is_root(const struct place_root *root, const void *data,
                   size_t size);
bool place_has_root(const struct place_root *root, const void *data,
                    size_t size);

/* The certificate in a new file for a program that wants one. NULL where it
 * cannot be written; else to be unlinked and freed. */
char *place_lend_file(const struct place_root *root);

#endif
