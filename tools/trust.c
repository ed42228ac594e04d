/*
 * What to trust, as the command line names it (trust.h). A folder is trusted
 * only where a folder was asked for: a slip of the hand must not trust more
 * than one file.
 */
#include "trust.h"

#include <stdio.h>
#include <sys/stat.h>

#include "answer.h"
#include "text.h"

static bool
is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool
is_something_else(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

static int
add_path(vmstrust_store *store, const char *option, const char *path)
{
    vmstrust_error *error = NULL;

    if (vmstrust_store_add_path(store, path, &error) == VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error(option, error);
    return EXIT_UNKNOWN;
}

static int
add_files(const struct arguments *arguments, vmstrust_store *store)
{
    const char *path;
    size_t at = 0;
    int status = EXIT_YES;

    while (status == EXIT_YES &&
           (path = arguments_next(arguments, OPTION_CA, &at)) != NULL) {
        if (is_folder(path)) {
            return usage_error(arguments->verb,
                               "--ca %s: this is a folder; give it as --ca-dir",
                               SHOW(path));
        }
        status = add_path(store, "--ca", path);
    }
    return status;
}

static int
add_folder(const struct arguments *arguments, vmstrust_store *store)
{
    const char *path = arguments_get(arguments, OPTION_CA_DIR);

    if (path == NULL) {
        return EXIT_YES;
    }
    if (is_something_else(path)) {
        return usage_error(arguments->verb,
                           "--ca-dir %s: this is no folder; give a file as "
                           "--ca",
                           SHOW(path));
    }
    return add_path(store, "--ca-dir", path);
}

static int
add_stores(const struct arguments *arguments, vmstrust_store *store)
{
    const char *path;
    size_t at = 0;
    vmstrust_error *error = NULL;

    while ((path = arguments_next(arguments, OPTION_STORE, &at)) != NULL) {
        if (vmstrust_store_add_folder(store, path, &error) != VMSTRUST_OK) {
            answer_error("--store", error);
            return EXIT_UNKNOWN;
        }
    }
    return EXIT_YES;
}

static int
add_system_roots(const struct arguments *arguments, vmstrust_store *store)
{
    vmstrust_error *error = NULL;

    if (!arguments_have(arguments, OPTION_SYSTEM_ROOTS) ||
        vmstrust_store_add_system_roots(store, &error) == VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error("--system-roots", error);
    return EXIT_UNKNOWN;
}

static int
add_chain(vmstrust_store *store, const vmstrust_chain *chain)
{
    vmstrust_error *error = NULL;

    for (size_t i = 0; i < vmstrust_chain_get_count(chain); i++) {
        const vmstrust_cert *cert = vmstrust_chain_get_cert(chain, i);

        if (vmstrust_store_add_intermediate(store, cert, &error) !=
            VMSTRUST_OK) {
            answer_error("--intermediate", error);
            return EXIT_UNKNOWN;
        }
    }
    return EXIT_YES;
}

static int
add_intermediates(const struct arguments *arguments, vmstrust_store *store)
{
    const char *path;
    size_t at = 0;
    int status = EXIT_YES;

    while (status == EXIT_YES &&
           (path = arguments_next(arguments, OPTION_INTERMEDIATE, &at)) !=
               NULL) {
        vmstrust_chain *chain = NULL;
        vmstrust_error *error = NULL;

        if (vmstrust_chain_load(path, &chain, &error) != VMSTRUST_OK) {
            answer_error("--intermediate", error);
            return EXIT_UNKNOWN;
        }
        status = add_chain(store, chain);
        vmstrust_chain_free(chain);
    }
    return status;
}

static int
add_crls(const struct arguments *arguments, vmstrust_store *store)
{
    const char *path;
    size_t at = 0;
    vmstrust_error *error = NULL;

    while ((path = arguments_next(arguments, OPTION_CRL, &at)) != NULL) {
        if (vmstrust_store_add_crl_file(store, path, &error) != VMSTRUST_OK) {
            answer_error("--crl", error);
            return EXIT_UNKNOWN;
        }
    }
    return EXIT_YES;
}

static int
fill(const struct arguments *arguments, vmstrust_store *store)
{
    static int (*const steps[])(const struct arguments *, vmstrust_store *) = {
        add_files,        add_folder,        add_stores,
        add_system_roots, add_intermediates, add_crls};
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](arguments, store);
    }
    return status;
}

int
trust_read(const struct arguments *arguments, vmstrust_store **store)
{
    vmstrust_error *error = NULL;
    int status;

    *store = NULL;
    if (!arguments_have(arguments, OPTION_CA) &&
        !arguments_have(arguments, OPTION_CA_DIR) &&
        !arguments_have(arguments, OPTION_STORE) &&
        !arguments_have(arguments, OPTION_SYSTEM_ROOTS)) {
        return usage_error(arguments->verb,
                           "nothing to trust: give --ca FILE, --ca-dir DIR, "
                           "--store DIR or --system-roots");
    }
    if (vmstrust_store_new(store, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = fill(arguments, *store);
    if (status != EXIT_YES) {
        vmstrust_store_free(*store);
        *store = NULL;
    }
    return status;
}
