/*
 * vmstrust ca rollover: the next generation of a CA.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static int
read_plan(const struct arguments *arguments, const vmstrust_ca *ca,
          vmstrust_ca_plan **plan)
{
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;
    int64_t seconds = 0;
    int status =
        ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", &seconds);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_ca_plan_next(ca, arguments_get(arguments, OPTION_TITLE), plan,
                              &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    if (arguments_have(arguments, OPTION_VALID_FOR)) {
        vmstrust_ca_plan_set_valid_for(*plan, seconds);
    }
    if (type != NULL &&
        vmstrust_ca_plan_set_key_type(*plan, type, &error) != VMSTRUST_OK) {
        return answer_error("--key-type", error);
    }
    return EXIT_YES;
}

/* The title and the span are wrong words; whatever else is refused is a no. That
 * the folder is there already is as it must be. */
static int
check_plan(const vmstrust_ca *ca, const vmstrust_ca_plan *plan)
{
    vmstrust_error *error = NULL;

    if (vmstrust_ca_plan_check(plan, &error) == VMSTRUST_E_ARGUMENT) {
        return answer_error(NULL, error);
    }
    vmstrust_error_free(error);
    return vmstrust_ca_check_rollover(ca, plan, &error) == VMSTRUST_OK
               ? EXIT_YES
               : answer_refusal(NULL, error);
}

static void
put_done(const vmstrust_ca *ca)
{
    char until[CA_UNTIL_SIZE];
    char line[256];
    struct ca_ids ids;

    ca_read_ids(vmstrust_ca_get_cert(ca), &ids);
    fputs("ROLLED OVER to ", stdout);
    ca_put_title(ca);
    printf("\nValid  until %s\n", ca_until(vmstrust_ca_get_cert(ca), until));
    text_item(stdout, COLUMN, "Known", "by this thumbprint, and by SHA-256:");
    printf("       %s\n       %s\n", ids.thumbprint, ids.sha256);
    snprintf(line, sizeof line,
             "What is issued from now on is of the new generation, and its "
             "chain carries the new key certified by the old root: clients of "
             "today trust it until %s.",
             ca_until(vmstrust_ca_get_root(ca, 1), until));
    text_item(stdout, COLUMN, "Now", line);
    text_item(
        stdout, COLUMN, "Next",
        "Make a backup. Give the new root ('vmstrust ca export') to every "
        "client. Renew the servers one by one ('vmstrust ca renew'). When "
        "no certificate of the old root is left, take the old root from "
        "the clients.");
}

static int
roll_over(const struct arguments *arguments, vmstrust_ca *ca,
          const struct passphrase *passphrase)
{
    vmstrust_ca_plan *plan = NULL;
    vmstrust_error *error = NULL;
    int status = read_plan(arguments, ca, &plan);

    if (status == EXIT_YES) {
        status = check_plan(ca, plan);
    }
    if (status == EXIT_YES && arguments_have(arguments, OPTION_DRY_RUN)) {
        puts("Would make the next generation; nothing was changed.");
    } else if (status == EXIT_YES) {
        if (vmstrust_ca_roll_over(ca, plan, passphrase->text, passphrase->size,
                                  &error) == VMSTRUST_OK) {
            put_done(ca);
        } else {
            status = answer_refusal(NULL, error);
        }
    }
    vmstrust_ca_plan_free(plan);
    return status;
}

static int
run(const struct arguments *arguments)
{
    struct passphrase passphrase = {.size = 0};
    vmstrust_ca *ca = NULL;
    int status = ca_read_passphrase(arguments, &passphrase);

    if (status == EXIT_YES) {
        status = ca_open_with(arguments, &passphrase, &ca);
    }
    if (status == EXIT_YES) {
        status = roll_over(arguments, ca, &passphrase);
    }
    passphrase_forget(&passphrase);
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_TITLE, "title", VALUE_TEXT, "NAME", false,
     "what people call the new generation; the same as now unless given"},
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "rsa3072, rsa4096, p256 or p384; as now unless given"},
    {OPTION_VALID_FOR, "valid-for", VALUE_TEXT, "SPAN", false,
     "how long it is valid, such as 10y; as long as the one before unless "
     "given"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_rollover = {
    .name = "ca rollover",
    .summary = "make the next generation of a CA",
    .synopsis = "[OPTION]... CA",
    .text =
        "A new key and root, and a certificate of either for the other: old "
        "clients trust new servers, and new clients old ones. Do it while "
        "the old root has years left. The old generation signs the lists "
        "of what it issued until it ends.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca rollover harbour-ca",
                 "ca rollover --title \"Harbour CA 2026\" --valid-for 15y "
                 "harbour-ca"},
    .run = run,
};
