/*
 * vmstrust ca issue: a server's certificate and private key, as files.
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "delivery.h"
#include "file.h"
#include "order.h"
#include "policy.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7

static int
read_order(const struct arguments *arguments, vmstrust_order **order)
{
    vmstrust_role role;
    vmstrust_error *error = NULL;
    int status = policy_read_role(arguments, &role);

    if (status != EXIT_YES) {
        return status;
    }
    if (arguments_get(arguments, OPTION_OUT) == NULL) {
        return usage_error(arguments->verb, "--out DIR is missing: where the "
                                            "files go");
    }
    if (!arguments_have(arguments, OPTION_HOST) &&
        !arguments_have(arguments, OPTION_IP)) {
        return usage_error(arguments->verb,
                           "--host NAME is missing: every name and, with "
                           "--ip, every address that clients dial");
    }
    if (vmstrust_order_new(role, order, &error) != VMSTRUST_OK) {
        return answer_error("--server-role", error);
    }
    status = order_add_hosts(arguments, *order);
    if (status == EXIT_YES) {
        vmstrust_order_set_replacing(*order,
                                     arguments_have(arguments, OPTION_REPLACE));
        status = order_set_rest(arguments, *order);
    }
    return status;
}

static int
issue(vmstrust_ca *ca, const vmstrust_order *order,
      const struct delivery *delivery)
{
    vmstrust_identity *identity = NULL;
    vmstrust_error *error = NULL;
    const vmstrust_cert *cert;
    int status;

    if (vmstrust_ca_issue(ca, order, &identity, &error) != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    cert = vmstrust_identity_get_cert(identity, 0);
    status = delivery_write(delivery, ca, identity, cert);
    if (status == EXIT_YES) {
        order_put_made("ISSUED", cert);
    }
    vmstrust_identity_free(identity);
    return status;
}

static int
issue_or_tell(const struct arguments *arguments, vmstrust_ca *ca,
              const vmstrust_order *order, const struct delivery *delivery)
{
    struct order_span span;
    int status = order_check(arguments, ca, order, &span);

    if (status == EXIT_YES && arguments_have(arguments, OPTION_DRY_RUN)) {
        puts("Would issue a certificate; nothing was changed.");
    } else if (status == EXIT_YES) {
        status =
            file_make_folder("--out", arguments_get(arguments, OPTION_OUT));
        status = status == EXIT_YES ? issue(ca, order, delivery) : status;
    }
    if (status == EXIT_YES) {
        order_put_span(ca, &span, COLUMN);
        delivery_put(delivery, COLUMN);
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    const char *host = arguments_get(arguments, OPTION_HOST);
    const char *address = arguments_get(arguments, OPTION_IP);
    struct delivery delivery = {.key = DELIVERY_PEM};
    vmstrust_order *order = NULL;
    vmstrust_ca *ca = NULL;
    int status = read_order(arguments, &order);

    if (status == EXIT_YES) {
        status = delivery_read(arguments, &delivery);
    }
    if (status == EXIT_YES) {
        delivery_name(&delivery, arguments_get(arguments, OPTION_OUT),
                      host != NULL ? host : address, "");
        status = delivery_check(&delivery);
    }
    if (status == EXIT_YES) {
        status =
            file_may_make_folder("--out", arguments_get(arguments, OPTION_OUT));
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &ca);
    }
    if (status == EXIT_YES) {
        status = delivery_ask(arguments, &delivery);
    }
    if (status == EXIT_YES) {
        status = issue_or_tell(arguments, ca, order, &delivery);
    }
    delivery_forget(&delivery);
    vmstrust_ca_free(ca);
    vmstrust_order_free(order);
    return status;
}

static const struct option options[] = {
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "who will present the certificate ('vmstrust roles' lists them)"},
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", true,
     "a host name that clients dial; may be repeated"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", true,
     "an IP address that clients dial; may be repeated"},
    {OPTION_OUT, "out", VALUE_FOLDER, "DIR", false,
     "the folder for the files; it is made if it does not exist"},
    DELIVERY_OPTIONS,
    ORDER_OPTIONS,
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "rsa3072 (unless given), rsa4096, p256 or p384"},
    {OPTION_REPLACE, "replace", VALUE_NONE, NULL, false,
     "issue it also where the host has a valid certificate already"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_issue = {
    .name = "ca issue",
    .summary = "issue a server's certificate, with a new key",
    .synopsis = "--server-role ROLE (--host NAME | --ip ADDRESS)...\n"
                "--out DIR [OPTION]... CA",
    .text = "CA is the folder of 'vmstrust ca init'. The files are named by "
            "the first host: rec01.crt, rec01.key (with --pfx rec01.pfx), "
            "rec01.chain.pem. The certificate is in the ledger before it is "
            "in a file.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca issue --server-role recording-server \\\n"
                 "      --host rec01.site.local --host rec01 --out rec01 ca",
                 "ca issue --server-role mobile-server --ip 192.0.2.7 \\\n"
                 "      --pfx --for windows-2016 --out mobile ca"},
    .run = run,
};
