/*
 * The browsers of the user who runs the command: Chromium's database and those
 * of Firefox's profiles, with NSS's certutil.
 */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "place.h"
#include "spawn.h"
#include "text.h"

#define TOOL "certutil"
#define LIST_SIZE                                                              \
    ((size_t)1 << 20) /* of some ten thousand nicknames, or some
                                       hundred certificates */

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
    size_t tree = strlen(root->tree);
    glob_t found;
    size_t count = 0;

    if (!place_find(root, home, pattern, &found)) {
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

/* NSS answers with every certificate of that one's subject, the newest first:
 * each generation of a CA, too. */
static bool
has_as(const struct place_root *root, const char *target, const char *nickname)
{
    char name[PLACE_PATH_SIZE];
    char *said = malloc(LIST_SIZE);
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {tool, "-d", name_of(root, target, name),
                                   "-L", "-n", nickname,
                                   "-a", NULL};
    bool is_there = said != NULL && tool != NULL &&
                    spawn_run(command, said, LIST_SIZE) &&
                    place_has_root(root, said, strlen(said));

    free(said);
    return is_there;
}

static bool
has(const struct place_root *root, const char *target)
{
    return has_as(root, target, root->alias);
}

/* Cuts "Site CA           C,,  " after the nickname; false for a heading. */
static bool
cut_nickname(char *line)
{
    char *end = line + strlen(line);
    const char *trust;

    while (end > line && end[-1] == ' ') {
        *--end = '\0';
    }
    trust = strrchr(line, ' ');
    if (trust == NULL || strchr(trust, ',') == NULL) {
        return false;
    }
    end = line + (trust - line);
    while (end > line && end[-1] == ' ') {
        end--;
    }
    *end = '\0';
    return end > line;
}

/* What certutil lists, to be freed; NULL where it cannot. */
static char *
list(const struct place_root *root, const char *target)
{
    char name[PLACE_PATH_SIZE];
    char *said = malloc(LIST_SIZE);
    const char *tool = spawn_find(TOOL);
    const char *const command[] = {tool, "-d", name_of(root, target, name),
                                   "-L", NULL};

    if (said != NULL && tool != NULL && spawn_run(command, said, LIST_SIZE)) {
        return said;
    }
    free(said);
    return NULL;
}

/* Is there a nickname for which `is_it` holds? */
static bool
has_nickname(const struct place_root *root, const char *target, char *listed,
             bool (*is_it)(const struct place_root *, const char *,
                           const char *))
{
    char *rest = NULL;

    for (char *line = strtok_r(listed, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (cut_nickname(line) && is_it(root, target, line)) {
            return true;
        }
    }
    return false;
}

/* Somebody else put the certificate there, under a nickname of his: certutil
 * would change what that one is trusted for, and nobody could undo it. */
static bool
is_of_another(const struct place_root *root, const char *target)
{
    char *listed = list(root, target);
    bool is_there =
        listed != NULL && has_nickname(root, target, listed, has_as);

    free(listed);
    return is_there;
}

static bool
is_ours(const struct place_root *root, const char *target, const char *nickname)
{
    (void)target;
    return strcmp(nickname, root->alias) == 0;
}

/* Why nothing is removed from where the certificate was not found: that it
 * could not be looked for does not mean that it is gone. */
static int
say_absence(const struct place_root *root, const char *target)
{
    char *listed = list(root, target);
    bool is_known = listed != NULL || place_is_missing(root, target);
    bool is_other =
        listed != NULL && has_nickname(root, target, listed, is_ours);

    free(listed);
    if (!is_known) {
        return place_say(&place_nss, EXIT_NO,
                         "certutil cannot read %s: it may still be trusted "
                         "there",
                         SHOW(target));
    }
    return is_other ? place_say(&place_nss, EXIT_NO,
                                "left alone, since it is another certificate "
                                "now: %s",
                                SHOW(target))
                    : place_say(&place_nss, EXIT_YES, "was gone from %s",
                                SHOW(target));
}

/* "C": trusted to issue certificates of servers, and nothing else. */
static int
install(const struct place_root *root, const char *target)
{
    char name[PLACE_PATH_SIZE];
    char said[1024];
    const char *tool = spawn_find(TOOL);
    char *file;
    bool is_done;

    if (!has(root, target) && is_of_another(root, target)) {
        return place_say(&place_nss, EXIT_NO,
                         "left alone, since somebody put it there under "
                         "another name: %s",
                         SHOW(target));
    }
    file = place_lend_file(root);
    const char *const command[] = {tool, "-d",  name_of(root, target, name),
                                   "-A", "-n",  root->alias,
                                   "-t", "C,,", "-a",
                                   "-i", file,  NULL};
    is_done = file != NULL && tool != NULL &&
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
        return say_absence(root, target);
    }
    return spawn_run(command, said, sizeof said)
               ? place_say(&place_nss, EXIT_YES, "removed from %s",
                           SHOW(target))
               : place_say(&place_nss, EXIT_NO,
                           "certutil could not remove it from %s: %s",
                           SHOW(target), SHOW(said));
}

const struct place place_nss = {"nss", plan, install, take_away, NULL, has};
