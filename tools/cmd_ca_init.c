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

static bool
is_subordinate(const struct arguments *arguments)
{
    return arguments_have(arguments, OPTION_SUBORDINATE);
}

/* The folder, and who acts there. */
static int
new_plan(const struct arguments *arguments, const char *title,
         vmstrust_ca_plan **plan)
{
    vmstrust_error *error = NULL;
    struct ca_actor actor;

    if (vmstrust_ca_plan_new(arguments_get(arguments, OPERAND), title, plan,
                             &error) != VMSTRUST_OK) {
        return refuse(error);
    }
    ca_read_actor(&actor);
    return vmstrust_ca_plan_set_actor(*plan, actor.account, actor.computer,
                                      &error) == VMSTRUST_OK
               ? EXIT_YES
               : refuse(error);
}

static int
read_plan(const struct arguments *arguments, vmstrust_ca_plan **plan)
{
    const char *title = arguments_get(arguments, OPTION_TITLE);
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;
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
    if (is_subordinate(arguments) &&
        arguments_have(arguments, OPTION_VALID_FOR)) {
        return usage_error(arguments->verb,
                           "--valid-for: of a --subordinate the company's CA "
                           "decides how long it is valid");
    }
    status = new_plan(arguments, title, plan);
    if (status != EXIT_YES) {
        return status;
    }
    vmstrust_ca_plan_set_subordinate(*plan, is_subordinate(arguments));
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
                  is_subordinate(arguments)
                      ? "and the names below these are asked for; what the "
                        "company's CA grants otherwise is told with its "
                        "answer. That will be permanent."
                      : "and the names below these. Clients refuse any other "
                        "name, short ones too, from this CA. This is "
                        "permanent: for another name a new CA is needed.");
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

    snprintf(line, sizeof line, "%s/%s", SHOW(folder),
             is_subordinate(arguments) ? "ca.csr, for the company's CA"
                                       : "ca.crt, to be trusted by every "
                                         "client");
    text_item(stdout, COLUMN, "Files", line);
    text_item(stdout, COLUMN, "",
              has_token(arguments) ? "ca.key, which names the key on the token"
                                   : "ca.key, the private key, encrypted");
    text_item(stdout, COLUMN, "", "ledger.db, what it issues and revokes");
}

static int
put_asked(const struct arguments *arguments)
{
    puts("ASKED  for a certificate of the company's CA");
    put_permits(arguments);
    put_files(arguments);
    text_item(stdout, COLUMN, "Next",
              "Hand ca.csr to the company's CA, and ask for a certificate of a "
              "subordinate certification authority, with all certificates up "
              "to the root. With the answer 'vmstrust ca init --answer FILE "
              "DIR' completes this CA; until then it issues nothing. Back up "
              "the folder now: the answer is of use to this key alone.");
    return EXIT_YES;
}

static void
put_identity(const vmstrust_ca *ca)
{
    struct ca_ids ids;
    char until[CA_UNTIL_SIZE];

    ca_read_ids(vmstrust_ca_get_cert(ca), &ids);
    ca_put_title(ca);
    printf("\nValid  until %s\n", ca_until(vmstrust_ca_get_cert(ca), until));
    text_item(stdout, COLUMN, "Known", "by this thumbprint, and by SHA-256:");
    printf("       %s\n       %s\n", ids.thumbprint, ids.sha256);
}

static int
put_made(const struct arguments *arguments)
{
    const char *folder = arguments_get(arguments, OPERAND);
    vmstrust_ca *ca = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_ca_open(folder, NULL, 0, &ca, &error) != VMSTRUST_OK) {
        return answer_error("the new CA cannot be read", error);
    }
    fputs("MADE   ", stdout);
    put_identity(ca);
    vmstrust_ca_free(ca);
    put_permits(arguments);
    put_files(arguments);
    text_item(
        stdout, COLUMN, "Next",
        has_token(arguments)
            ? "Back it up now ('vmstrust ca backup'). The private key is not "
              "in it: without "
              "the token, or a copy of it made by its own means, the CA is "
              "replaced, with every certificate that it issued."
            : "Back it up now ('vmstrust ca backup'), and keep it off the "
              "servers. Nobody can "
              "restore a lost passphrase: a CA without it is replaced, with "
              "every certificate that it issued.");
    return EXIT_YES;
}

static int
put_dry(const struct arguments *arguments)
{
    puts("Would make a CA; nothing was changed.");
    put_permits(arguments);
    put_files(arguments);
    return EXIT_YES;
}

/* The PIN of a token is as long as the token has it. */
static int
read_passphrase(const struct arguments *arguments,
                struct passphrase *passphrase)
{
    return has_token(arguments)
               ? ca_read_passphrase(arguments, passphrase)
               : ca_read_new_passphrase(arguments, OPTION_PASSPHRASE_FILE,
                                        "the CA", passphrase);
}

static int
create(const struct arguments *arguments, const vmstrust_ca_plan *plan)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status = read_passphrase(arguments, &passphrase);
    int code = VMSTRUST_OK;

    if (status == EXIT_YES && !is_dry) {
        code =
            vmstrust_ca_create(plan, passphrase.text, passphrase.size, &error);
    }
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    if (status != EXIT_YES) {
        return status;
    }
    return is_dry                      ? put_dry(arguments)
           : is_subordinate(arguments) ? put_asked(arguments)
                                       : put_made(arguments);
}

/* --- The answer of a company's CA ------------------------------------------ */

static int
add_answer(const char *path, vmstrust_chain *answer)
{
    vmstrust_chain *more = NULL;
    vmstrust_error *error = NULL;
    int status = answer_load(path, &more);
    int code = VMSTRUST_OK;

    for (size_t i = 0;
         i < vmstrust_chain_get_count(more) && code == VMSTRUST_OK; i++) {
        code = vmstrust_chain_add_cert(answer, vmstrust_chain_get_cert(more, i),
                                       &error);
    }
    vmstrust_chain_free(more);
    return code == VMSTRUST_OK ? status : refuse(error);
}

static int
load_answer(const struct arguments *arguments, vmstrust_chain **answer)
{
    vmstrust_error *error = NULL;
    const char *path;
    size_t at = 0;

    if (vmstrust_chain_new(answer, &error) != VMSTRUST_OK) {
        return refuse(error);
    }
    while ((path = arguments_next(arguments, OPTION_ANSWER, &at)) != NULL) {
        int status = add_answer(path, *answer);

        if (status != EXIT_YES) {
            return status;
        }
    }
    return EXIT_YES;
}

static void
put_path_length(const vmstrust_cert *cert)
{
    uint32_t length;
    char line[80];

    if (!vmstrust_cert_get_path_length(cert, &length)) {
        text_item(stdout, COLUMN, "Below",
                  "any number of other CAs (no pathLen)");
    } else if (length != 0) {
        snprintf(line, sizeof line, "%lu other CAs (pathLen)",
                 (unsigned long)length);
        text_item(stdout, COLUMN, "Below", line);
    } else {
        text_item(stdout, COLUMN, "Below", "no other CA (pathLen 0)");
    }
}

/* The company decides: that it granted another thing is no error. */
static int
put_differences(const vmstrust_ca_plan *plan, const vmstrust_chain *answer)
{
    vmstrust_bytes *lines = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_ca_compare_answer(plan, answer, &lines, &error) !=
        VMSTRUST_OK) {
        answer_error("what was granted cannot be compared with the request",
                     error);
        return EXIT_UNKNOWN;
    }
    if (vmstrust_bytes_get_size(lines) != 0) {
        text_item(stdout, COLUMN, "Notice",
                  "The company granted this otherwise than ca.csr asked for, "
                  "and it holds:");
        text_items(stdout, COLUMN, "",
                   (const char *)vmstrust_bytes_get_data(lines));
    }
    vmstrust_bytes_free(lines);
    return EXIT_YES;
}

static int
put_completed(const struct arguments *arguments, const vmstrust_ca_plan *plan,
              const vmstrust_chain *answer)
{
    vmstrust_ca *ca = NULL;
    vmstrust_bytes *issuer = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_open(arguments_get(arguments, OPERAND), NULL, 0, &ca,
                         &error) != VMSTRUST_OK ||
        vmstrust_cert_write_issuer(vmstrust_ca_get_cert(ca), &issuer, &error) !=
            VMSTRUST_OK) {
        vmstrust_ca_free(ca);
        return answer_error("the CA cannot be read", error);
    }
    fputs("MADE   ", stdout);
    put_identity(ca);
    text_item(stdout, COLUMN, "Signed",
              (const char *)vmstrust_bytes_get_data(issuer));
    put_path_length(vmstrust_ca_get_cert(ca));
    status = put_differences(plan, answer);
    text_item(stdout, COLUMN, "Next",
              "Back it up now ('vmstrust ca backup'). Clients trust the "
              "company's root; servers "
              "send this CA's certificate, and those up to the root, with "
              "their own (NAME.chain.pem).");
    vmstrust_bytes_free(issuer);
    vmstrust_ca_free(ca);
    return status;
}

static int
complete(const struct arguments *arguments, const vmstrust_ca_plan *plan,
         const vmstrust_chain *answer)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    struct passphrase passphrase = {.size = 0};
    vmstrust_error *error = NULL;
    int status = ca_read_passphrase(arguments, &passphrase);
    int code = VMSTRUST_OK;

    if (status == EXIT_YES) {
        code = (is_dry ? vmstrust_ca_check_answer : vmstrust_ca_complete)(
            plan, answer, passphrase.text, passphrase.size, &error);
    }
    passphrase_forget(&passphrase);
    if (code != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    if (status == EXIT_YES && is_dry) {
        puts("The answer fits; nothing was changed.");
        return put_differences(plan, answer);
    }
    return status == EXIT_YES ? put_completed(arguments, plan, answer) : status;
}

/* What was asked for stands in ca.csr. */
static int
refuse_to_ask_again(const struct arguments *arguments)
{
    static const struct {
        enum option_id id;
        const char *name;
    } asked[] = {
        {OPTION_TITLE, "title"},
        {OPTION_KEY_TYPE, "key-type"},
        {OPTION_PERMIT, "permit"},
        {OPTION_VALID_FOR, "valid-for"},
        {OPTION_SUBORDINATE, "subordinate"},
    };

    for (size_t i = 0; i < COUNT(asked); i++) {
        if (arguments_have(arguments, asked[i].id)) {
            return usage_error(arguments->verb,
                               "--%s does not go with --answer, which "
                               "completes what was asked for",
                               asked[i].name);
        }
    }
    return EXIT_YES;
}

static int
run_answer(const struct arguments *arguments)
{
    vmstrust_ca_plan *plan = NULL;
    vmstrust_chain *answer = NULL;
    int status = refuse_to_ask_again(arguments);

    if (status == EXIT_YES) {
        status = new_plan(arguments, "", &plan);
    }
    if (status == EXIT_YES) {
        status = load_answer(arguments, &answer);
    }
    if (status == EXIT_YES) {
        status = complete(arguments, plan, answer);
    }
    vmstrust_chain_free(answer);
    vmstrust_ca_plan_free(plan);
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_ca_plan *plan = NULL;
    int status;

    if (arguments_have(arguments, OPTION_ANSWER)) {
        return run_answer(arguments);
    }
    status = read_plan(arguments, &plan);
    if (status == EXIT_YES) {
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
    {OPTION_SUBORDINATE, "subordinate", VALUE_NONE, NULL, false,
     "make no root, but a request, ca.csr, for a company's CA"},
    {OPTION_ANSWER, "answer", VALUE_FILE, "FILE", true,
     "complete DIR with what the company's CA answered (PEM, DER, PKCS#7): the "
     "certificate and all up to the root; may be repeated"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_init = {
    .name = "ca init",
    .summary = "make a certificate authority",
    .synopsis = "(--title NAME | --answer FILE...) [OPTION]... DIR",
    .text = "DIR is made, with mode 0700; it must not exist. It holds ca.crt, "
            "the encrypted ca.key and the ledger. The CA is made whole or not "
            "at all. With --subordinate it becomes one when --answer brings "
            "what a company's CA made of the request.",
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
