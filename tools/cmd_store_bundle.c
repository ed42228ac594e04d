/*
 * vmstrust store bundle: the roots of a store as another consumer imports them.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "bundle.h"
#include "command.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

/* --- What goes into it ---------------------------------------------------- */

/* Nothing can be trusted by such an entry. */
static bool
is_fatal(const vmstrust_inventory *inventory, size_t problem)
{
    return vmstrust_inventory_get_problem_severity(inventory, problem) ==
               VMSTRUST_SEVERITY_ERROR ||
           strcmp(vmstrust_inventory_get_problem_id(inventory, problem),
                  "trusted-and-distrusted") == 0;
}

/* What is wrong with the file, so that it is left out; NULL: nothing. */
static const char *
find_problem(const vmstrust_inventory *inventory, const char *file)
{
    for (size_t i = 0; i < vmstrust_inventory_get_problem_count(inventory);
         i++) {
        if (is_fatal(inventory, i) &&
            strcmp(vmstrust_inventory_get_problem_file(inventory, i), file) ==
                0) {
            return vmstrust_inventory_get_problem_text(inventory, i);
        }
    }
    return NULL;
}

static bool
is_for_recording_servers(vmstrust_role role)
{
    return role == VMSTRUST_ROLE_RECORDING_SERVER ||
           role == VMSTRUST_ROLE_FAILOVER_RECORDING_SERVER;
}

/* NULL: the entry belongs into the bundle; else why not. */
static const char *
reason_against(const struct bundle *bundle, const vmstrust_inventory *inventory,
               size_t at)
{
    const char *kind = vmstrust_inventory_get_kind(inventory, at);
    const char *problem =
        find_problem(inventory, vmstrust_inventory_get_file(inventory, at));

    if (strcmp(kind, "limited") == 0 &&
        !(bundle->target->takes_limited &&
          is_for_recording_servers(
              vmstrust_inventory_get_role(inventory, at)))) {
        return "trusted for one role alone, which this consumer cannot limit";
    }
    if (strcmp(kind, "limited") != 0 && strcmp(kind, "anchor") != 0) {
        return "no trusted root";
    }
    return problem;
}

static bool
has(const struct bundle *bundle, const vmstrust_cert *cert)
{
    for (size_t i = 0; i < bundle->count; i++) {
        if (memcmp(vmstrust_cert_get_sha256(bundle->roots[i]),
                   vmstrust_cert_get_sha256(cert), 32) == 0) {
            return true;
        }
    }
    return false;
}

static int
fill(struct bundle *bundle, const vmstrust_inventory *inventory)
{
    for (size_t i = 0; i < vmstrust_inventory_get_count(inventory); i++) {
        const vmstrust_cert *cert = vmstrust_inventory_get_cert(inventory, i);
        const char *reason = reason_against(bundle, inventory, i);
        const char *file = vmstrust_inventory_get_file(inventory, i);

        if (reason != NULL) {
            printf("left out  %s\n", SHOW(file));
            text_item(stdout, 10, "", reason);
        } else if (bundle->count == BUNDLE_ROOTS) {
            complain("more than %d roots are more than anybody looks at",
                     BUNDLE_ROOTS);
            return EXIT_UNKNOWN;
        } else if (!has(bundle, cert)) {
            bundle->roots[bundle->count++] = cert;
        }
    }
    if (bundle->count == 0) {
        complain("the store has no root for this consumer: nothing was "
                 "written");
        return EXIT_NO;
    }
    return EXIT_YES;
}

/* --- The folder ----------------------------------------------------------- */

static void
remove_folder(const char *path)
{
    DIR *entries = opendir(path);
    const struct dirent *entry;

    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        unlinkat(dirfd(entries), entry->d_name, 0);
    }
    if (entries != NULL) {
        closedir(entries);
    }
    rmdir(path);
}

/* Whole or not at all: beside it under another name, then renamed. */
static int
write_folder(const struct bundle *bundle, const char *out)
{
    size_t size = strlen(out) + sizeof ".XXXXXX";
    char *scratch = malloc(size);
    int status;

    if (scratch == NULL) {
        complain("%s", strerror(ENOMEM));
        return EXIT_UNKNOWN;
    }
    snprintf(scratch, size, "%s.XXXXXX", out);
    if (mkdtemp(scratch) == NULL) {
        complain("--out %s: cannot be made: %s", SHOW(out), strerror(errno));
        free(scratch);
        return EXIT_UNKNOWN;
    }
    status = bundle_write(bundle, scratch);
    if (status == EXIT_YES &&
        (chmod(scratch, 0755) != 0 || rename(scratch, out) != 0)) {
        complain("--out %s: %s", SHOW(out), strerror(errno));
        status = EXIT_UNKNOWN;
    }
    if (status != EXIT_YES) {
        remove_folder(scratch);
    }
    free(scratch);
    return status;
}

static void
put_bundle(const struct bundle *bundle, const char *done, const char *out)
{
    for (size_t i = 0; i < bundle->count; i++) {
        char name[BUNDLE_NAME];

        bundle_name(bundle->roots[i], name);
        printf("%-9s %s\n", done, name);
    }
    printf("%-9s %s, with README.txt:\n", "in", SHOW(out));
    bundle_put_steps(bundle, stdout);
}

/* Names beside it are made of its own, so that it ends with no slash. */
static void
cut_slashes(char *path)
{
    size_t size = strlen(path);

    while (size > 1 && path[size - 1] == '/') {
        path[--size] = '\0';
    }
}

static int
make_at(const struct arguments *arguments, struct bundle *bundle,
        const vmstrust_inventory *inventory, const char *out)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    struct stat there;
    int status = fill(bundle, inventory);

    if (status == EXIT_YES && lstat(out, &there) == 0) {
        complain("--out %s: it exists; give the name of a new folder",
                 SHOW(out));
        status = EXIT_UNKNOWN;
    }
    if (status == EXIT_YES && !is_dry) {
        status = write_folder(bundle, out);
    }
    if (status == EXIT_YES) {
        put_bundle(bundle, is_dry ? "would be" : "wrote", out);
    }
    return status;
}

static int
make(const struct arguments *arguments, struct bundle *bundle,
     const vmstrust_inventory *inventory)
{
    char *out = strdup(arguments_get(arguments, OPTION_OUT));
    int status;

    if (out == NULL) {
        complain("%s", strerror(ENOMEM));
        return EXIT_UNKNOWN;
    }
    cut_slashes(out);
    status = make_at(arguments, bundle, inventory, out);
    free(out);
    return status;
}

/* --- The verb ------------------------------------------------------------- */

static int
read_target(const struct arguments *arguments, struct bundle *bundle)
{
    const char *id = arguments_get(arguments, OPTION_FOR);
    vmstrust_target target = VMSTRUST_TARGET_NONE;
    vmstrust_error *error = NULL;
    char known[200];

    bundle_list(known, sizeof known);
    if (id == NULL || arguments_get(arguments, OPTION_OUT) == NULL) {
        return usage_error(arguments->verb,
                           "--for TARGET and --out DIR are needed; targets are "
                           "%s",
                           known);
    }
    if (vmstrust_target_find(id, &target, &error) != VMSTRUST_OK) {
        return answer_error("--for", error);
    }
    bundle->target = bundle_find(target);
    return bundle->target != NULL
               ? EXIT_YES
               : usage_error(arguments->verb,
                             "--for %s: it has no bundle; those that have one "
                             "are %s",
                             id, known);
}

/* What cannot be read could be what distrusts: such a store does not open, and
 * so hands out nothing. */
static int
check_whole(const vmstrust_inventory *inventory)
{
    if (vmstrust_inventory_get_problem_count(inventory) == 0) {
        return EXIT_YES;
    }
    complain("%s", vmstrust_inventory_get_problem_text(inventory, 0));
    return EXIT_UNKNOWN;
}

static int
read_inventory(const struct arguments *arguments,
               vmstrust_inventory **inventory)
{
    vmstrust_error *error = NULL;
    int status = store_read(arguments, inventory);

    if (status == EXIT_YES) {
        status = check_whole(*inventory);
    }
    if (status == EXIT_YES &&
        vmstrust_inventory_check(*inventory, (int64_t)time(NULL), 0, &error) !=
            VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    struct bundle bundle = {.count = 0};
    vmstrust_inventory *inventory = NULL;
    int status = read_target(arguments, &bundle);

    if (status == EXIT_YES) {
        status = read_inventory(arguments, &inventory);
    }
    if (status == EXIT_YES) {
        status = make(arguments, &bundle, inventory);
    }
    vmstrust_inventory_free(inventory);
    return status;
}

static const struct option options[] = {
    {OPTION_FOR, "for", VALUE_TARGET, "TARGET", false,
     "who imports it: sds, ai-bridge, ios, android, java, windows or openssl"},
    {OPTION_OUT, "out", VALUE_FOLDER, "DIR", false,
     "the new folder that the files are written to"},
    {OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false,
     "say what would be written, and write nothing"},
};

const struct verb verb_store_bundle = {
    .name = "store bundle",
    .summary = "write the roots of a store as another consumer imports them",
    .synopsis = "--for TARGET --out DIR [--dry-run] STORE",
    .text = "In the form that the consumer takes, with the steps in its own "
            "words. What it cannot keep, such as a limit to one role or what "
            "is distrusted, is left out and named. Exit status: 0 written, 1 "
            "no root is left, 2 it could not be told, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "STORE",
    .fewest_operands = 1,
    .examples = {"store bundle --for sds --out for-the-displays trust",
                 "store bundle --for windows --out roots trust"},
    .run = run,
};
