/*
 * vmstrust store distrust: a certificate, or all of its key, that is never
 * trusted again, whatever else says so.
 */
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static int
distrust(const struct arguments *arguments, const vmstrust_cert *cert)
{
    bool is_key = arguments_have(arguments, OPTION_BY_KEY);
    vmstrust_store *store = NULL;
    vmstrust_error *error = NULL;
    int status = store_open(arguments, &store);

    if (status == EXIT_YES &&
        (is_key ? vmstrust_store_distrust_key(store, cert, &error)
                : vmstrust_store_distrust_cert(store, cert, &error)) !=
            VMSTRUST_OK) {
        answer_error(NULL, error);
        status = EXIT_UNKNOWN;
    }
    if (status == EXIT_YES) {
        status = store_save(arguments, store);
    }
    if (status == EXIT_YES) {
        store_put_change(arguments, "DISTRUSTED", "Would distrust", cert);
        text_item(stdout, STORE_COLUMN, "What",
                  is_key ? "every certificate of its key"
                         : "this certificate; one with the same key and "
                           "another serial number is another certificate "
                           "(--by-key)");
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
        status = distrust(arguments, cert);
    }
    vmstrust_cert_free(cert);
    return status;
}

static const struct option options[] = {
    {OPTION_BY_KEY, "by-key", VALUE_NONE, NULL, false,
     "every certificate with the same key"},
    STORE_REASON_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_store_distrust = {
    .name = "store distrust",
    .summary = "never trust a certificate or a key again",
    .synopsis = "[--by-key] [OPTION]... DIR CERTIFICATE",
    .text = "Distrust beats everything else, also what another store trusts. "
            "CERTIFICATE is a file, a thumbprint, or the first eight or more "
            "digits of a SHA-256 of the store. To lift it, delete its file in "
            "distrusted/.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "DIR CERTIFICATE",
    .fewest_operands = 2,
    .takes_many_operands = true,
    .examples =
        {"store distrust --by-key --reason \"key stolen\" trust rec01.crt",
         "store distrust trust 9f2c41d07b6a11e2"},
    .run = run,
};
