/*
 * What `trust install` put where (record.h).
 */
#include "record.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "when.h"

#define FORMAT "format: 1\n"
#define SYSTEM_FOLDER "/var/lib/vmstrust/trust"
#define USER_FOLDER "/.local/share/vmstrust/trust"

/* Within the tree, with room for the name of a record. On failure it has said
 * why. */
static bool
find_folder(const char *tree, char *folder)
{
    const struct passwd *user = getpwuid(getuid());
    bool is_root = geteuid() == 0 || user == NULL;
    int length = snprintf(folder, PLACE_PATH_SIZE, "%s%s%s", tree,
                          is_root ? "" : user->pw_dir,
                          is_root ? SYSTEM_FOLDER : USER_FOLDER);

    if (length < 0 || length >= PLACE_PATH_SIZE - PLACE_SHA256_SIZE - 1) {
        complain("--root %s: the path is too long", SHOW(tree));
        return false;
    }
    return true;
}

/* Each folder on the way; mode 0755, as the process lets it. */
static bool
make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0755) != 0 && errno != EEXIST) {
            complain("%s: cannot be made: %s", SHOW(path), strerror(errno));
            return false;
        }
        *slash = '/';
    }
    return true;
}

static int
check_format(const struct record *record)
{
    if (strncmp(record->text, FORMAT, sizeof FORMAT - 1) == 0) {
        return EXIT_YES;
    }
    complain("%s: the record is not of format 1, which is all that this "
             "vmstrust knows: use the one that wrote it",
             SHOW(record->path));
    return EXIT_UNKNOWN;
}

int
record_read(const struct place_root *root, struct record *record)
{
    char folder[PLACE_PATH_SIZE];
    struct file file;
    int status;

    record->text = NULL;
    if (!find_folder(root->tree, folder)) {
        return EXIT_UNKNOWN;
    }
    snprintf(record->path, sizeof record->path, "%.*s/%s",
             (int)(sizeof record->path - PLACE_SHA256_SIZE - 1), folder,
             root->sha256);
    if (!place_is_inside(root, record->path + strlen(root->tree))) {
        complain("%s: a link on the way to the record leads out of --root",
                 SHOW(record->path));
        return EXIT_UNKNOWN;
    }
    if (access(record->path, F_OK) != 0 && errno == ENOENT) {
        return EXIT_YES;
    }
    status = file_read(record->path, &file);
    if (status == EXIT_YES) {
        record->text = strndup((const char *)file.data, file.size);
        free(file.data);
        status = record->text == NULL ? EXIT_UNKNOWN : check_format(record);
    }
    return status;
}

const struct place *
record_next(const char *text, size_t *at, char *target)
{
    while (text != NULL && text[*at] != '\0') {
        const char *line = text + *at;
        size_t size = strcspn(line, "\n");

        *at += size + (line[size] == '\n');
        for (size_t i = 0; i < PLACE_COUNT; i++) {
            size_t name = strlen(places[i]->name);

            if (strncmp(line, places[i]->name, name) == 0 &&
                strncmp(line + name, ": ", 2) == 0 &&
                size - name - 2 < PLACE_PATH_SIZE) {
                snprintf(target, PLACE_PATH_SIZE, "%.*s",
                         (int)(size - name - 2), line + name + 2);
                return places[i];
            }
        }
    }
    return NULL;
}

static bool
has_line(const char *text, const struct place *place, const char *target)
{
    char other[PLACE_PATH_SIZE];
    const struct place *found;
    size_t at = 0;

    while ((found = record_next(text, &at, other)) != NULL) {
        if (found == place && strcmp(other, target) == 0) {
            return true;
        }
    }
    return false;
}

/* The lines of `text` that are not in `known`. */
static void
put_lines(FILE *out, const char *text, const char *known)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    size_t at = 0;

    while ((place = record_next(text, &at, target)) != NULL) {
        if (!has_line(known, place, target)) {
            fprintf(out, "%s: %s\n", place->name, target);
        }
    }
}

static int
put_head(FILE *out, const struct place_root *root)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    struct ca_actor actor;
    char text[WHEN_UTC_SIZE];

    if (vmstrust_cert_write_subject(root->cert, &subject, &error) !=
        VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    ca_read_actor(&actor);
    fprintf(out, FORMAT "time: %s\naccount: %s\nsubject: %s\n",
            when_write_utc((int64_t)time(NULL), text), SHOW(actor.account),
            (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
    return EXIT_YES;
}

static int
put_cert(FILE *out, const struct place_root *root)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_cert_write_pem(root->cert, &pem, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    fwrite(vmstrust_bytes_get_data(pem), 1, vmstrust_bytes_get_size(pem), out);
    vmstrust_bytes_free(pem);
    return EXIT_YES;
}

int
record_write(const struct place_root *root, struct record *record,
             const char *targets)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int status = out == NULL ? EXIT_UNKNOWN : put_head(out, root);

    if (status == EXIT_YES) {
        put_lines(out, record->text, "");
        put_lines(out, targets, record->text);
        status = put_cert(out, root);
    }
    if (out == NULL || fclose(out) != 0) {
        complain("the record: %s", strerror(errno));
        status = EXIT_UNKNOWN;
    }
    if (status == EXIT_YES && !make_folders(record->path)) {
        status = EXIT_UNKNOWN;
    }
    if (status == EXIT_YES) {
        status = file_write("the record", record->path, text, size, true);
    }
    if (status == EXIT_YES) {
        free(record->text);
        record->text = text;
        return EXIT_YES;
    }
    free(text);
    return status;
}

int
record_unlink(const struct record *record)
{
    if (unlink(record->path) == 0 || errno == ENOENT) {
        return EXIT_YES;
    }
    complain("%s: cannot be removed: %s", SHOW(record->path), strerror(errno));
    return EXIT_UNKNOWN;
}

void
record_free(struct record *record)
{
    free(record->text);
    record->text = NULL;
}

/* --- Every line ----------------------------------------------------------- */

static int
finish(const struct place_root *root, const char *text, bool is_removal)
{
    char target[PLACE_PATH_SIZE];
    int worst = EXIT_YES;

    for (size_t i = 0; i < PLACE_COUNT; i++) {
        const struct place *place;
        size_t at = 0;

        while ((place = record_next(text, &at, target)) != NULL &&
               place != places[i]) {
        }
        if (place != NULL && place->finish != NULL &&
            place->finish(root, is_removal) != EXIT_YES) {
            worst = EXIT_NO;
        }
    }
    return worst;
}

int
record_install(const struct place_root *root, const char *text)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    int worst = EXIT_YES;
    size_t at = 0;

    while ((place = record_next(text, &at, target)) != NULL) {
        if (place->install(root, target) != EXIT_YES) {
            worst = EXIT_NO;
        }
    }
    return finish(root, text, false) == EXIT_YES ? worst : EXIT_NO;
}

int
record_take_away(const struct place_root *root, const char *text)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    int worst = EXIT_YES;
    size_t at = 0;

    while ((place = record_next(text, &at, target)) != NULL) {
        if (!place_is_inside(root, target)) {
            worst = place_say(place, EXIT_NO,
                              "left alone, since it lies outside of --root: %s",
                              SHOW(target));
        } else if (place->remove(root, target) != EXIT_YES) {
            worst = EXIT_NO;
        }
    }
    return finish(root, text, true) == EXIT_YES ? worst : EXIT_NO;
}

/* --- By digits ------------------------------------------------------------ */

#define FEWEST_DIGITS 8

/* The one name in the folder that starts so; *count tells how many do, and
 * several are listed. */
static void
find_name(const char *folder, const char *digits, char *name, size_t *count)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;

    *count = 0;
    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        if (strncmp(entry->d_name, digits, strlen(digits)) != 0 ||
            strlen(entry->d_name) != PLACE_SHA256_SIZE - 1) {
            continue;
        }
        if (*count == 1) {
            complain("it could be %s", SHOW(name));
        }
        memcpy(name, entry->d_name, PLACE_SHA256_SIZE);
        *count += 1;
        if (*count > 1) {
            complain("it could be %s", SHOW(name));
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
}

/* As names of records have them: in lower case, without colons. "" where there
 * are too many. */
static void
copy_digits(const char *given, char digits[PLACE_SHA256_SIZE])
{
    size_t used = 0;

    for (; *given != '\0' && used < PLACE_SHA256_SIZE; given++) {
        if (*given != ':' && *given != ' ') {
            digits[used++] = (char)tolower((unsigned char)*given);
        }
    }
    digits[used < PLACE_SHA256_SIZE ? used : 0] = '\0';
}

static int
find_path(const char *tree, const char *given, char *path, size_t size)
{
    char folder[PLACE_PATH_SIZE];
    char name[PLACE_SHA256_SIZE];
    char digits[PLACE_SHA256_SIZE];
    size_t count = 0;

    if (!find_folder(tree, folder)) {
        return EXIT_UNKNOWN;
    }
    copy_digits(given, digits);
    if (strlen(digits) >= FEWEST_DIGITS) {
        find_name(folder, digits, name, &count);
    }
    if (count != 1) {
        complain("%s: %s", SHOW(given),
                 count == 0 ? "no file, and no SHA-256 (eight digits or more) "
                              "of a root that trust install put here"
                            : "that is the SHA-256 of several; give more of "
                              "its digits");
        return EXIT_UNKNOWN;
    }
    snprintf(path, size, "%s/%s", folder, name);
    return EXIT_YES;
}

int
record_find_root(const struct arguments *arguments, vmstrust_cert **cert,
                 struct place_root *root)
{
    const char *given = arguments_get(arguments, OPERAND);
    const char *tree = arguments_get(arguments, OPTION_ROOT);
    char path[PLACE_PATH_SIZE + PLACE_SHA256_SIZE];
    vmstrust_chain *chain = NULL;
    int status = EXIT_YES;

    tree = tree == NULL ? "" : tree;
    snprintf(path, sizeof path, "%s", given);
    if (!file_is_standard_input(given) && access(given, F_OK) != 0) {
        status = find_path(tree, given, path, sizeof path);
    }
    if (status == EXIT_YES) {
        status = answer_load(path, &chain);
    }
    if (status == EXIT_YES) {
        *cert = vmstrust_cert_ref(vmstrust_chain_get_cert(chain, 0));
        place_root_set(root, tree, *cert);
    }
    vmstrust_chain_free(chain);
    return status;
}
