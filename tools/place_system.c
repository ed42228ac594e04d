/*
 * The system's trust: a file for the distribution's own tool, which makes the
 * bundle that programs read. Debian and its like, Fedora and its like.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "place.h"
#include "spawn.h"
#include "text.h"

static const struct layout {
    const char *folder;
    const char *ending;
    const char *tool;
    const char *after_removal; /* its option; NULL: none */
    const char *bundle;
} layouts[] = {
    {"/usr/local/share/ca-certificates", "crt",
     "/usr/sbin/update-ca-certificates", "--fresh",
     "/etc/ssl/certs/ca-certificates.crt"},
    {"/etc/pki/ca-trust/source/anchors", "pem", "/usr/bin/update-ca-trust",
     NULL, "/etc/pki/tls/certs/ca-bundle.crt"},
};

static const struct layout *
find_layout(const struct place_root *root)
{
    char full[PLACE_PATH_SIZE];
    struct stat status;

    for (size_t i = 0; i < COUNT(layouts); i++) {
        if (stat(place_path(root, layouts[i].folder, full), &status) == 0 &&
            S_ISDIR(status.st_mode)) {
            return &layouts[i];
        }
    }
    return NULL;
}

static int
plan(const struct place_root *root, FILE *record)
{
    const struct layout *layout = find_layout(root);
    char target[PLACE_PATH_SIZE];

    if (layout == NULL) {
        return place_say(&place_system, EXIT_NO,
                         "not possible: neither %s (Debian) nor %s (Fedora) is "
                         "here",
                         layouts[0].folder, layouts[1].folder);
    }
    snprintf(target, sizeof target, "%s/vmstrust-%s.%s", layout->folder,
             root->sha256, layout->ending);
    return place_put(&place_system, root, target, record) ? EXIT_YES : EXIT_NO;
}

static bool
is_written(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];
    struct file file;
    bool is_root;

    if (access(place_path(root, target, full), F_OK) != 0 ||
        file_read(full, &file) != EXIT_YES) {
        return false;
    }
    is_root = place_is_root(root, file.data, file.size);
    free(file.data);
    return is_root;
}

static int
install(const struct place_root *root, const char *target)
{
    vmstrust_bytes *pem = NULL;
    char full[PLACE_PATH_SIZE];
    int status;

    if (is_written(root, target)) {
        return place_say(&place_system, EXIT_YES, "was there: %s", target);
    }
    if (vmstrust_cert_write_pem(root->cert, &pem, NULL) != VMSTRUST_OK) {
        return place_say(&place_system, EXIT_NO, "no memory");
    }
    if (access(place_path(root, target, full), F_OK) == 0) {
        return place_say(&place_system, EXIT_NO,
                         "left alone, since it is another certificate: %s",
                         target);
    }
    status = file_write("trust install", full, vmstrust_bytes_get_data(pem),
                        vmstrust_bytes_get_size(pem), false);
    vmstrust_bytes_free(pem);
    return status == EXIT_YES
               ? place_say(&place_system, EXIT_YES, "wrote %s", target)
               : place_say(&place_system, EXIT_NO, "could not write %s",
                           target);
}

/* A file that somebody changed is his, and stays. */
static int
take_away(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];

    if (access(place_path(root, target, full), F_OK) != 0) {
        return place_say(&place_system, EXIT_YES, "was gone: %s", target);
    }
    if (!is_written(root, target)) {
        return place_say(&place_system, EXIT_NO,
                         "left alone, since it is another certificate now: %s",
                         target);
    }
    if (unlink(full) != 0) {
        return place_say(&place_system, EXIT_NO, "could not remove %s: %s",
                         target, strerror(errno));
    }
    return place_say(&place_system, EXIT_YES, "removed %s", target);
}

/* In another tree its own tool runs, so that the links within it are right.
 * Debian's does not see that a file of the administrator's is gone, and leaves
 * its link, unless it starts afresh. */
static int
finish(const struct place_root *root, bool is_removal)
{
    const struct layout *layout = find_layout(root);
    const bool is_here = *root->tree == '\0';
    const char *tool = layout == NULL ? "" : layout->tool;
    const char *option =
        layout == NULL || !is_removal ? NULL : layout->after_removal;
    const char *const here[] = {tool, option, NULL};
    const char *const there[] = {"/usr/sbin/chroot", root->tree, tool, option,
                                 NULL};
    char full[PLACE_PATH_SIZE];
    char said[1024];

    if (layout == NULL) {
        return EXIT_NO; /* plan said it */
    }
    if (access(place_path(root, tool, full), X_OK) != 0) {
        return place_say(&place_system, EXIT_NO,
                         "%s is not here: programs see the change when it has "
                         "run",
                         tool);
    }
    if (!spawn_run(is_here ? here : there, said, sizeof said)) {
        return place_say(&place_system, EXIT_NO, "%s failed: %s", tool,
                         SHOW(said));
    }
    return place_say(&place_system, EXIT_YES, "ran %s", tool);
}

/* The bundle holds each certificate as PEM in the one form. */
static bool
is_in_bundle(const struct place_root *root, const char *bundle)
{
    vmstrust_bytes *pem = NULL;
    char full[PLACE_PATH_SIZE];
    struct file file;
    bool is_there = false;

    if (access(place_path(root, bundle, full), F_OK) != 0 ||
        file_read(full, &file) != EXIT_YES) {
        return false;
    }
    if (vmstrust_cert_write_pem(root->cert, &pem, NULL) == VMSTRUST_OK) {
        size_t size = vmstrust_bytes_get_size(pem);
        const uint8_t *wanted = vmstrust_bytes_get_data(pem);

        for (size_t i = 0; !is_there && i + size <= file.size; i++) {
            is_there = memcmp(file.data + i, wanted, size) == 0;
        }
    }
    vmstrust_bytes_free(pem);
    free(file.data);
    return is_there;
}

static bool
has(const struct place_root *root, const char *target)
{
    const struct layout *layout = find_layout(root);

    return layout != NULL && is_written(root, target) &&
           is_in_bundle(root, layout->bundle);
}

const struct place place_system = {"system",  plan,   install,
                                   take_away, finish, has};
