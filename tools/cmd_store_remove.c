/*
 * vmstrust store remove: certificates that are no longer to be trusted, nor to
 * be distrusted by mistake for it: what is distrusted stays so.
 */
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static int
remove_one(const struct arguments *arguments, const vmstrust_cert *cert)
{
    vmstrust_store *store = NULL;
    vmstrust_error *error = NULL;
    int status = store_open(arguments, &store);

    if (status == EXIT_YES) {
        int code = vmstrust_store_remove_cert(store, cert, &error);

        if (code != VMSTRUST_OK) {
            answer_error(NULL, error);
            status = code == VMSTRUST_E_NOT_FOUND ? EXIT_NO : EXIT_UNKNOWN;
        }
    }
    if (status == EXIT_YES) {
        status = store_save(arguments, store);
    }
    if (status == EXIT_YES) {
        store_put_change(arguments, "REMOVED", "Would remove", cert);
    }
    vmstrust_store_free(store);
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_cert *cert = NULL;
    int status = store_find_operand(arguments, &cert);

    if (status == EXIT_YES) {
        status = remove_one(arguments, cert);
    }
    vmstrust_cert_free(cert);
    return status;
}

static const struct option options[] = {
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_remove = {
    .name = "store remove",
    .summary = "remove a certificate from a store",
    .synopsis = "[--dry-run] DIR CERTIFICATE",
    .text = "From the roots, whatever their roles, and the intermediates. "
            "CERTIFICATE is a file, a thumbprint, or the first eight or more "
            "digits of a SHA-256. What is distrusted stays distrusted; to lift "
            "that, delete its file.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "DIR CERTIFICATE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples = {"store remove trust old-ca.pem",
                 "store remove --dry-run trust 9f2c41d07b6a11e2"},
    .run = run,
};
