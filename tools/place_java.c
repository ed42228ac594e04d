/*
 * Java's keystore of trusted roots, with keytool.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "place.h"
#include "spawn.h"
#include "text.h"

#define TOOL "keytool"

/* What every keystore of trusted roots is delivered with: nothing in it is
 * secret. */
#define STORE_PASSWORD "changeit"

/* Debian's shared one, and one of each Java that brings its own. */
static const char *const keystores[] = {
    "/etc/ssl/certs/java/cacerts",
    "/usr/lib/jvm/*/lib/security/cacerts",
    "/usr/lib/jvm/*/jre/lib/security/cacerts",
};

/* A link would lead to a keystore that has its own line, or out of the
 * tree. */
static bool
is_file(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static size_t
plan_pattern(const struct place_root *root, const char *pattern, FILE *record)
{
    size_t tree = strlen(root->tree);
    glob_t found;
    size_t count = 0;

    if (!place_find(root, "", pattern, &found)) {
        return 0;
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        if (is_file(found.gl_pathv[i]) &&
            place_put(&place_java, root, found.gl_pathv[i] + tree, record)) {
            count++;
        }
    }
    globfree(&found);
    return count;
}

static int
plan(const struct place_root *root, FILE *record)
{
    size_t count = 0;

    if (spawn_find(TOOL) == NULL) {
        return place_say(&place_java, EXIT_NO,
                         "not possible: keytool is not here");
    }
    for (size_t i = 0; i < COUNT(keystores); i++) {
        count += plan_pattern(root, keystores[i], record);
    }
    return count > 0 ? EXIT_YES
                     : place_say(&place_java, EXIT_NO, "no keystore is here");
}

static bool
has(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];
    char said[16384];
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {tool,
                                   "-exportcert",
                                   "-rfc",
                                   "-alias",
                                   root->alias,
                                   "-keystore",
                                   place_path(root, target, full),
                                   "-storepass",
                                   STORE_PASSWORD,
                                   NULL};

    return tool != NULL && spawn_run(command, said, sizeof said) &&
           place_is_root(root, said, strlen(said));
}

static int
install(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];
    char said[1024] = "no temporary file could be written";
    char *file = NULL;
    const char *tool = spawn_find(TOOL);
    bool is_done;

    if (has(root, target)) {
        return place_say(&place_java, EXIT_YES, "was in %s", SHOW(target));
    }
    file = place_lend_file(root);
    const char *const command[] = {
        tool,         "-importcert",  "-noprompt",
        "-alias",     root->alias,    "-file",
        file,         "-keystore",    place_path(root, target, full),
        "-storepass", STORE_PASSWORD, NULL};
    is_done =
        file != NULL && tool != NULL && spawn_run(command, said, sizeof said);
    if (file != NULL) {
        unlink(file);
    }
    free(file);
    return is_done ? place_say(&place_java, EXIT_YES, "installed in %s",
                               SHOW(target))
                   : place_say(&place_java, EXIT_NO,
                               "keytool could not add it to %s: %s",
                               SHOW(target), SHOW(said));
}

/* Why nothing is removed from where the certificate was not found: that it
 * could not be looked for, as with another password, does not mean that it is
 * gone. */
static int
say_absence(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];
    char said[1024];
    const char *tool = spawn_find(TOOL);
    const char *const all[] = {tool,         "-list",
                               "-keystore",  place_path(root, target, full),
                               "-storepass", STORE_PASSWORD,
                               NULL};
    const char *const ours[] = {tool,         "-list",        "-alias",
                                root->alias,  "-keystore",    full,
                                "-storepass", STORE_PASSWORD, NULL};

    if (place_is_missing(root, target)) {
        return place_say(&place_java, EXIT_YES, "was gone from %s",
                         SHOW(target));
    }
    if (!spawn_run(all, said, sizeof said)) {
        return place_say(&place_java, EXIT_NO,
                         "keytool cannot read %s, and it may still be trusted "
                         "there: %s",
                         SHOW(target), SHOW(said));
    }
    return spawn_run(ours, NULL, 0)
               ? place_say(&place_java, EXIT_NO,
                           "left alone, since it is another certificate now: "
                           "%s",
                           SHOW(target))
               : place_say(&place_java, EXIT_YES, "was gone from %s",
                           SHOW(target));
}

static int
take_away(const struct place_root *root, const char *target)
{
    char full[PLACE_PATH_SIZE];
    char said[1024];
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {
        tool,         "-delete",      "-alias",
        root->alias,  "-keystore",    place_path(root, target, full),
        "-storepass", STORE_PASSWORD, NULL};

    if (tool == NULL) {
        return place_say(&place_java, EXIT_NO, "keytool is not here");
    }
    if (!has(root, target)) {
        return say_absence(root, target);
    }
    return spawn_run(command, said, sizeof said)
               ? place_say(&place_java, EXIT_YES, "removed from %s",
                           SHOW(target))
               : place_say(&place_java, EXIT_NO,
                           "keytool could not remove it from %s: %s",
                           SHOW(target), SHOW(said));
}

const struct place place_java = {"java", plan, install, take_away, NULL, has};
