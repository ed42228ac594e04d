/*
 * vmstrust store add: trusts certificates in a store, for every role or for
 * one; adds intermediates and revocation lists.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "policy.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

/* What one run works with; all of it is freed at its end. */
struct task {
    const struct arguments *arguments;
    vmstrust_role role; /* 0: every role */
    vmstrust_store *store;
    vmstrust_inventory *before; /* what is there already */
    vmstrust_chain *roots;      /* what is to be added; lists, no chains */
    vmstrust_chain *intermediates;
    size_t superseded; /* lists that the new ones replace */
};

static int
fail(const char *about, vmstrust_error *error)
{
    answer_error(about, error);
    return EXIT_UNKNOWN;
}

/* --- Reading -------------------------------------------------------------- */

static int
append_file(const char *path, vmstrust_chain *list)
{
    vmstrust_chain *chain = NULL;
    vmstrust_error *error = NULL;
    int status = answer_load(path, &chain);

    for (size_t i = 0;
         status == EXIT_YES && i < vmstrust_chain_get_count(chain); i++) {
        if (vmstrust_chain_add_cert(list, vmstrust_chain_get_cert(chain, i),
                                    &error) != VMSTRUST_OK) {
            status = fail(SHOW(path), error);
        }
    }
    vmstrust_chain_free(chain);
    return status;
}

/* The first operand is the store. */
static int
read_files(struct task *task)
{
    vmstrust_error *error = NULL;
    const char *path;
    size_t at = 0;
    int status = EXIT_YES;

    if (vmstrust_chain_new(&task->roots, &error) != VMSTRUST_OK ||
        vmstrust_chain_new(&task->intermediates, &error) != VMSTRUST_OK) {
        return fail(NULL, error);
    }
    (void)arguments_next(task->arguments, OPERAND, &at);
    while (status == EXIT_YES &&
           (path = arguments_next(task->arguments, OPERAND, &at)) != NULL) {
        status = append_file(path, task->roots);
    }
    at = 0;
    while (status == EXIT_YES &&
           (path = arguments_next(task->arguments, OPTION_INTERMEDIATE, &at)) !=
               NULL) {
        status = append_file(path, task->intermediates);
    }
    return status;
}

static int
read_role(struct task *task)
{
    return arguments_have(task->arguments, OPTION_SERVER_ROLE)
               ? policy_read_role(task->arguments, &task->role)
               : EXIT_YES;
}

static int
check_usage(struct task *task)
{
    const struct arguments *arguments = task->arguments;

    return arguments_count(arguments, OPERAND) > 1 ||
                   arguments_have(arguments, OPTION_INTERMEDIATE) ||
                   arguments_have(arguments, OPTION_CRL)
               ? EXIT_YES
               : usage_error(arguments->verb,
                             "nothing to add: give CERTIFICATE, --intermediate "
                             "FILE or --crl FILE");
}

/* --- Adding --------------------------------------------------------------- */

static int
open_store(struct task *task)
{
    int status = store_open(task->arguments, &task->store);

    return status == EXIT_YES ? store_read(task->arguments, &task->before)
                              : status;
}

static int
add_roots(struct task *task)
{
    vmstrust_error *error = NULL;

    for (size_t i = 0; i < vmstrust_chain_get_count(task->roots); i++) {
        const vmstrust_cert *cert = vmstrust_chain_get_cert(task->roots, i);
        int code = task->role == 0
                       ? vmstrust_store_add_cert(task->store, cert, &error)
                       : vmstrust_store_add_cert_for_role(task->store, cert,
                                                          task->role, &error);

        if (code != VMSTRUST_OK) {
            return fail(NULL, error);
        }
    }
    return EXIT_YES;
}

static int
add_intermediates(struct task *task)
{
    vmstrust_error *error = NULL;

    for (size_t i = 0; i < vmstrust_chain_get_count(task->intermediates); i++) {
        if (vmstrust_store_add_intermediate(
                task->store, vmstrust_chain_get_cert(task->intermediates, i),
                &error) != VMSTRUST_OK) {
            return fail("--intermediate", error);
        }
    }
    return EXIT_YES;
}

static int
add_crls(struct task *task)
{
    const char *path;
    size_t at = 0;
    vmstrust_error *error = NULL;

    while ((path = arguments_next(task->arguments, OPTION_CRL, &at)) != NULL) {
        if (vmstrust_store_add_crl_file(task->store, path, &error) !=
            VMSTRUST_OK) {
            return fail("--crl", error);
        }
    }
    if (arguments_have(task->arguments, OPTION_CRL) &&
        vmstrust_store_remove_superseded_crls(task->store, &task->superseded,
                                              &error) != VMSTRUST_OK) {
        return fail("--crl", error);
    }
    return EXIT_YES;
}

static int
save(struct task *task)
{
    return store_save(task->arguments, task->store);
}

/* --- What was added ------------------------------------------------------- */

static bool
was_there(const struct task *task, const vmstrust_cert *cert, const char *kind,
          vmstrust_role role)
{
    size_t count = vmstrust_inventory_get_count(task->before);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(vmstrust_inventory_get_kind(task->before, i), kind) == 0 &&
            vmstrust_inventory_get_role(task->before, i) == role &&
            store_is_same(vmstrust_inventory_get_cert(task->before, i), cert)) {
            return true;
        }
    }
    return false;
}

static void
put_cert(const struct task *task, const vmstrust_cert *cert, bool is_there,
         const char *what)
{
    if (is_there) {
        store_put_change(task->arguments, "THERE ALREADY", "Is there already",
                         cert);
    } else {
        store_put_change(task->arguments, "ADDED", "Would add", cert);
    }
    text_item(stdout, STORE_COLUMN, "For", what);
}

static void
put_root(const struct task *task, const vmstrust_cert *cert)
{
    bool is_for_all = was_there(task, cert, "anchor", 0);
    char what[128] = "every role";

    if (task->role == 0) {
        put_cert(task, cert, is_for_all, what);
        return;
    }
    snprintf(what, sizeof what, "the role %s%s",
             vmstrust_role_get_id(task->role),
             is_for_all ? "; it is trusted for every role already" : " alone");
    put_cert(task, cert, was_there(task, cert, "limited", task->role), what);
}

static void
put_certs(const struct task *task)
{
    for (size_t i = 0; i < vmstrust_chain_get_count(task->roots); i++) {
        put_root(task, vmstrust_chain_get_cert(task->roots, i));
    }
    for (size_t i = 0; i < vmstrust_chain_get_count(task->intermediates); i++) {
        const vmstrust_cert *cert =
            vmstrust_chain_get_cert(task->intermediates, i);

        put_cert(task, cert, was_there(task, cert, "intermediate", 0),
                 "nothing by itself; it may stand between server and root");
    }
}

static bool
has_file(const vmstrust_inventory *inventory, const char *file)
{
    for (size_t i = 0; i < vmstrust_inventory_get_count(inventory); i++) {
        if (strcmp(vmstrust_inventory_get_file(inventory, i), file) == 0) {
            return true;
        }
    }
    return false;
}

static size_t
count_new_crls(const struct task *task, const vmstrust_inventory *after)
{
    size_t count = 0;

    for (size_t i = 0; i < vmstrust_inventory_get_count(after); i++) {
        count += strcmp(vmstrust_inventory_get_kind(after, i), "crl") == 0 &&
                 !has_file(task->before, vmstrust_inventory_get_file(after, i));
    }
    return count;
}

/* `after`: NULL in a dry run, which cannot tell the new lists. */
static void
put_crls(const struct task *task, const vmstrust_inventory *after)
{
    size_t files = arguments_count(task->arguments, OPTION_CRL);
    size_t added = count_new_crls(task, after);

    if (files == 0) {
        return;
    }
    if (after == NULL) {
        printf("Would add %zu file%s of revocation lists, but what is there "
               "already\n",
               files, files == 1 ? "" : "s");
    } else if (added == 0) {
        puts("Nothing in the revocation lists is new.");
    } else {
        printf("%-*s%zu revocation list%s\n", STORE_COLUMN, "ADDED", added,
               added == 1 ? "" : "s");
    }
    if (task->superseded != 0) {
        printf("Of the lists %zu %s superseded, and %s.\n", task->superseded,
               task->superseded == 1 ? "is" : "are",
               after == NULL ? "would be removed" : "removed");
    }
}

/* What stands in the store beside it may be a surprise: another CA of the same
 * name, a distrust. */
static void
put_problems_of(const vmstrust_inventory *inventory, const vmstrust_chain *list)
{
    for (size_t i = 0; i < vmstrust_chain_get_count(list); i++) {
        struct ca_ids ids;

        ca_read_ids(vmstrust_chain_get_cert(list, i), &ids);
        store_put_problems(inventory, ids.sha256);
    }
}

static void
put_problems(const struct task *task, vmstrust_inventory *after)
{
    vmstrust_error *error = NULL;

    if (vmstrust_inventory_check(after, (int64_t)time(NULL), STORE_DUE_WITHIN,
                                 &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
    }
    put_problems_of(after, task->roots);
    put_problems_of(after, task->intermediates);
}

static int
put_added(struct task *task)
{
    vmstrust_inventory *after = NULL;
    int status = EXIT_YES;

    put_certs(task);
    if (arguments_have(task->arguments, OPTION_DRY_RUN)) {
        put_crls(task, NULL);
        return EXIT_YES;
    }
    status = store_read(task->arguments, &after);
    if (status == EXIT_YES) {
        put_crls(task, after);
        put_problems(task, after);
    }
    vmstrust_inventory_free(after);
    return status;
}

static int
run(const struct arguments *arguments)
{
    static int (*const steps[])(struct task *) = {
        check_usage,       read_role, read_files, open_store, add_roots,
        add_intermediates, add_crls,  save,       put_added};
    struct task task = {.arguments = arguments};
    int status = EXIT_YES;

    for (size_t i = 0; i < COUNT(steps) && status == EXIT_YES; i++) {
        status = steps[i](&task);
    }
    vmstrust_chain_free(task.roots);
    vmstrust_chain_free(task.intermediates);
    vmstrust_inventory_free(task.before);
    vmstrust_store_free(task.store);
    return status;
}

static const struct option options[] = {
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "trust it for this role alone; add it again for further ones"},
    {OPTION_INTERMEDIATE, "intermediate", VALUE_FILE, "FILE", true,
     "certificates that may stand between server and root; trusts none"},
    {OPTION_CRL, "crl", VALUE_FILE, "FILE", true,
     "revocation lists (PEM or DER)"},
    STORE_REASON_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_add = {
    .name = "store add",
    .summary = "trust certificates in a store",
    .synopsis = "[OPTION]... DIR [CERTIFICATE]...",
    .text = "CERTIFICATE is a file (PEM, DER, PKCS#7); every certificate in "
            "it is trusted. A certificate that is there already stays as it "
            "is, and the answer says so.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "DIR CERTIFICATE",
    .fewest_operands = 1,
    .takes_many_operands = true,
    .examples = {"store add --reason \"ticket 4711\" trust site-ca.pem",
                 "store add --server-role recording-server trust media-ca.crt"},
    .run = run,
};
