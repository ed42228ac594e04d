/*
 * vmstrust ca init: makes a certificate authority in a folder.
 */
#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static int
refuse(vmstrust_error *error)
{
    return answer_error(NULL, error);
}

static int
add_permits(const struct arguments *arguments, vmstrust_ca_plan *plan)
{
    vmstrust_error *error = NULL;
    const char *name;
    size_t at = 0;

    while ((name = arguments_next(arguments, OPTION_PERMIT, &at)) != NULL) {
        if (vmstrust_ca_plan_add_permitted(plan, name, &error) != VMSTRUST_OK) {
            return refuse(error);
        }
    }
    return EXIT_YES;
}

static int
read_plan(const struct arguments *arguments, vmstrust_ca_plan **plan)
{
    const char *title = arguments_get(arguments, OPTION_TITLE);
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;
    struct ca_actor actor;
    int64_t seconds = 0;
    int status =
        ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", &seconds);

    if (status != EXIT_YES) {
        return status;
    }
    if (title == NULL) {
        return usage_error(arguments->verb, "--title NAME is missing: what "
                                            "people will call the CA");
    }
    if (vmstrust_ca_plan_new(arguments_get(arguments, OPERAND), title, plan,
                             &error) != VMSTRUST_OK) {
        return refuse(error);
    }
    ca_read_actor(&actor);
    if (vmstrust_ca_plan_set_actor(*plan, actor.account, actor.computer,
                                   &error) != VMSTRUST_OK) {
        return refuse(error);
    }
    if (arguments_have(arguments, OPTION_VALID_FOR)) {
        vmstrust_ca_plan_set_valid_for(*plan, seconds);
    }
    if (type != NULL &&
        vmstrust_ca_plan_set_key_type(*plan, type, &error) != VMSTRUST_OK) {
        return refuse(error);
    }
    status = add_permits(arguments, *plan);
    if (status != EXIT_YES) {
        return status;
    }
    return vmstrust_ca_plan_check(*plan, &error) == VMSTRUST_OK ? EXIT_YES
                                                                : refuse(error);
}

/* What cannot be taken back is said before and after. */
static void
put_permits(const struct arguments *arguments)
{
    const char *head = "Only";
    const char *name;
    size_t at = 0;

    while ((name = arguments_next(arguments, OPTION_PERMIT, &at)) != NULL) {
        text_item(stdout, COLUMN, head, SHOW(name));
        head = "";
    }
    if (arguments_have(arguments, OPTION_PERMIT)) {
        text_item(stdout, COLUMN, "",
                  "and the names below these. Clients refuse any other name, "
                  "short ones too, from this CA. This is permanent: for "
                  "another name a new CA is needed.");
    }
}

/* The key lies on a token, and its PIN is the passphrase. */
static bool
has_token(const struct arguments *arguments)
{
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);

    return type != NULL && strncmp(type, "pkcs11:", 7) == 0;
}

static void
put_files(const struct arguments *arguments)
{
    const char *folder = arguments_get(arguments, OPERAND);
    char line[SHOWN_SIZE + 128];

    snprintf(line, sizeof line, "%s/ca.crt, to be trusted by every client",
             SHOW(folder));
    text_item(stdout, COLUMN, "Files", line);
    text_item(stdout, COLUMN, "",
              has_token(arguments) ? "ca.key, which names the key on the token"
                                   : "ca.key, the private key, encrypted");
    text_item(stdout, COLUMN, "", "ledger.db, what it issues and revokes");
}

static int
put_made(const struct arguments *arguments)
{
    const char *folder = arguments_get(arguments, OPERAND);
    vmstrust_ca *ca = NULL;
    vmstrust_error *error = NULL;
    struct ca_ids ids;
    char until[CA_UNTIL_SIZE];

    if (vmstrust_ca_open(folder, NULL, 0, &ca, &error) != VMSTRUST_OK) {
        return answer_error("the new CA cannot be read", error);
    }
    ca_read_ids(vmstrust_ca_get_cert(ca), &ids);
    fputs("MADE   ", stdout);
    ca_put_title(ca);
    printf("\nValid  until %s\n", ca_until(vmstrust_ca_get_cert(ca), until));
    text_item(stdout, COLUMN, "Known", "by this thumbprint, and by SHA-256:");
    printf("       %s\n       %s\n", ids.thumbprint, ids.sha256);
    vmstrust_ca_free(ca);
    put_permits(arguments);
    put_files(arguments);
    text_item(
        stdout, COLUMN, "Next",
        has_token(arguments)
            ? "Back up the folder now. The private key is not in it: without "
              "the token, or a copy of it made by its own means, the CA is "
              "replaced, with every certificate that it issued."
            : "Back up the folder now, and keep it off the servers. Nobody can "
              "restore a lost passphrase: a CA without it is replaced, with "
              "every certificate that it issued.");
    return EXIT_YES;
}

static int
create(const struct arguments *arguments, const vmstrust_ca_plan *plan)
{
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status =
        ca_read_passphrase(arguments, !has_token(arguments), &passphrase);
    int code = VMSTRUST_OK;

    if (status == EXIT_YES) {
        code =
            vmstrust_ca_create(plan, passphrase.text, passphrase.size, &error);
    }
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    return status == EXIT_YES ? put_made(arguments) : status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_ca_plan *plan = NULL;
    int status = read_plan(arguments, &plan);

    if (status == EXIT_YES && arguments_have(arguments, OPTION_DRY_RUN)) {
        puts("Would make a CA; nothing was changed.");
        put_permits(arguments);
        put_files(arguments);
    } else if (status == EXIT_YES) {
        status = create(arguments, plan);
    }
    vmstrust_ca_plan_free(plan);
    return status;
}

static const struct option options[] = {
    {OPTION_TITLE, "title", VALUE_TEXT, "NAME", false,
     "what people call the CA; eight digits of its key are put behind it"},
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "rsa3072 (unless given), rsa4096, p256 or p384; or the PKCS#11 URL of a "
     "key that a token has, whose PIN is the passphrase"},
    {OPTION_VALID_FOR, "valid-for", VALUE_TEXT, "SPAN", false,
     "how long it is valid, such as 10y (unless given) or 3650d"},
    {OPTION_PERMIT, "permit", VALUE_TEXT, "NAME|NET", true,
     "limit the CA, for ever, to this DNS name and all below it, or to this "
     "address or network; may be repeated"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_init = {
    .name = "ca init",
    .summary = "make a certificate authority",
    .synopsis = "--title NAME [OPTION]... DIR",
    .text = "DIR is made, with mode 0700; it must not exist. It holds ca.crt, "
            "the encrypted ca.key and the ledger. The CA is made whole or not "
            "at all.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "DIR",
    .fewest_operands = 1,
    .examples =
        {"ca init --title \"Harbour CA\" harbour-ca",
         "ca init --title \"Harbour CA\" --permit harbour.local harbour-ca"},
    .run = run,
};
