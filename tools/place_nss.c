/*
 * The browsers of the user who runs the command: Chromium's database and those
 * of Firefox's profiles, with NSS's certutil.
 */
#include <glob.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "place.h"
#include "spawn.h"
#include "text.h"

#define TOOL "certutil"

static const char *const databases[] = {
    "/.pki/nssdb/cert9.db",
    "/.mozilla/firefox/*/cert9.db",
    "/snap/firefox/common/.mozilla/firefox/*/cert9.db",
    "/.var/app/org.mozilla.firefox/.mozilla/firefox/*/cert9.db",
};

/* The folders of one pattern. */
static size_t
plan_pattern(const struct place_root *root, const char *home,
             const char *pattern, FILE *record)
{
    char path[PLACE_PATH_SIZE];
    char full[PLACE_PATH_SIZE];
    size_t tree = strlen(root->tree);
    glob_t found;
    size_t count = 0;

    snprintf(path, sizeof path, "%s%s", home, pattern);
    if (glob(place_path(root, path, full), 0, NULL, &found) != 0) {
        return 0;
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *target = found.gl_pathv[i] + tree;

        *strrchr(target, '/') = '\0';
        count += place_put(&place_nss, root, target, record) ? 1 : 0;
    }
    globfree(&found);
    return count;
}

static int
plan(const struct place_root *root, FILE *record)
{
    const struct passwd *user = getpwuid(getuid());
    const char *home = user == NULL ? "" : user->pw_dir;
    size_t count = 0;

    if (spawn_find(TOOL) == NULL) {
        return place_say(&place_nss, EXIT_NO,
                         "not possible: certutil is not here (package "
                         "libnss3-tools or nss-tools)");
    }
    for (size_t i = 0; i < COUNT(databases); i++) {
        count += plan_pattern(root, home, databases[i], record);
    }
    return count > 0 ? EXIT_YES
                     : place_say(&place_nss, EXIT_NO,
                                 "no browser has a database below %s yet: "
                                 "start it once, then install again",
                                 SHOW(home));
}

/* The database as certutil wants it named. */
static const char *
name_of(const struct place_root *root, const char *target, char *name)
{
    int length =
        snprintf(name, PLACE_PATH_SIZE, "sql:%s%s", root->tree, target);

    if (length < 0 || length >= PLACE_PATH_SIZE) {
        name[0] = '\0';
    }
    return name;
}

static bool
has(const struct place_root *root, const char *target)
{
    char name[PLACE_PATH_SIZE];
    char said[16384];
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {tool, "-d", name_of(root, target, name),
                                   "-L", "-n", root->alias,
                                   "-a", NULL};

    return tool != NULL && spawn_run(command, said, sizeof said) &&
           place_is_root(root, said, strlen(said));
}

/* "C": trusted to issue certificates of servers, and nothing else. */
static int
install(const struct place_root *root, const char *target)
{
    char name[PLACE_PATH_SIZE];
    char said[1024];
    char *file = place_lend_file(root);
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {tool, "-d",  name_of(root, target, name),
                                   "-A", "-n",  root->alias,
                                   "-t", "C,,", "-a",
                                   "-i", file,  NULL};
    bool is_done = file != NULL && tool != NULL &&
                   spawn_run(command, said, sizeof said) && has(root, target);

    if (file != NULL) {
        unlink(file);
    }
    free(file);
    return is_done ? place_say(&place_nss, EXIT_YES, "installed in %s",
                               SHOW(target))
                   : place_say(&place_nss, EXIT_NO,
                               "certutil could not add it to %s; with a "
                               "primary password the browser has to import it "
                               "itself",
                               SHOW(target));
}

static int
take_away(const struct place_root *root, const char *target)
{
    char name[PLACE_PATH_SIZE];
    char said[1024];
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {
        tool, "-d", name_of(root, target, name), "-D", "-n", root->alias, NULL};

    if (tool == NULL) {
        return place_say(&place_nss, EXIT_NO, "certutil is not here");
    }
    if (!has(root, target)) {
        return place_say(&place_nss, EXIT_YES, "was gone from %s",
                         SHOW(target));
    }
    return spawn_run(command, said, sizeof said)
               ? place_say(&place_nss, EXIT_YES, "removed from %s",
                           SHOW(target))
               : place_say(&place_nss, EXIT_NO,
                           "certutil could not remove it from %s: %s",
                           SHOW(target), SHOW(said));
}

const struct place place_nss = {"nss", plan, install, take_away, NULL, has};
