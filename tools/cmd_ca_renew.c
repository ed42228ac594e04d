/*
 * vmstrust ca renew: the next certificate of a server, or of all that end soon.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "delivery.h"
#include "file.h"
#include "order.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7
#define ENDING_SIZE 9 /* eight digits of a serial number */

struct task {
    const struct arguments *arguments;
    struct delivery delivery;
    vmstrust_ca *ca;
    bool has_new_key;
    bool is_dry;
};

/* What became of all that was looked at. */
struct counts {
    size_t renewed;
    size_t before;  /* has a successor already */
    size_t over;    /* ended before today */
    size_t refused; /* or failed */
};

/* --- What is to be done now ----------------------------------------------- */

/* Two commands on Windows: the certificate goes into the store, and is tied to
 * the key that is there. */
static void
put_join(const struct task *task, const char *thumbprint)
{
    const char *cert = task->delivery.path[DELIVERY_CERT];
    const char *name = strrchr(cert, '/') + 1;
    char line[2 * SHOWN_SIZE];

    if (task->has_new_key) {
        text_item(stdout, COLUMN, "Join",
                  "Key and certificate belong together: install both, and take "
                  "the old ones away.");
        return;
    }
    text_item(stdout, COLUMN, "Join",
              "The key stays where it is. On Windows, as administrator on the "
              "server:");
    printf("         certutil -addstore My %s\n"
           "         certutil -repairstore My %s\n",
           SHOW(name), thumbprint);
    snprintf(line, sizeof line,
             "On Linux put %s in the place of the old certificate file, beside "
             "its key, and restart the service.",
             SHOW(strrchr(task->delivery.path[DELIVERY_CHAIN], '/') + 1));
    text_item(stdout, COLUMN, "", line);
}

/* Where the old thumbprint stands, by the tables of roles and connections. */
static void
put_place(const vmstrust_order *order, const char *old)
{
    vmstrust_role role = vmstrust_order_get_role(order);
    const char *endpoint = vmstrust_role_get_endpoint(role);
    unsigned port = vmstrust_role_get_port(role);
    char line[3 * SHOWN_SIZE];
    char where[64] = "";

    if (port != 0) {
        snprintf(where, sizeof where, ", port %u", port);
    }
    if (*endpoint != '\0') {
        snprintf(line, sizeof line,
                 "on %s in the Server Configurator, Encryption, \"%s\" (%s%s)",
                 SHOW(vmstrust_order_get_host(order, 0)), endpoint,
                 vmstrust_role_get_name(role), where);
    } else {
        snprintf(line, sizeof line,
                 "on %s where the certificate of %s%s is set",
                 SHOW(vmstrust_order_get_host(order, 0)),
                 vmstrust_role_get_name(role), where);
    }
    text_item(stdout, COLUMN, "Choose", line);
    snprintf(line, sizeof line,
             "and wherever else %s is set: 'netsh http show sslcert' lists the "
             "bindings of Windows.",
             old);
    text_item(stdout, COLUMN, "", line);
}

/* Who connects: until it is chosen they see the old one end. */
static void
put_clients(vmstrust_role role)
{
    char line[4096] = "";
    size_t size = 0;

    for (size_t i = 0; i < vmstrust_connection_get_total(); i++) {
        vmstrust_connection connection = vmstrust_connection_get_at(i);

        if (vmstrust_connection_get_role(connection) == role &&
            size < sizeof line) {
            size += (size_t)snprintf(
                line + size, sizeof line - size, "%s%s",
                size == 0 ? "by " : ", ",
                vmstrust_client_get_name(
                    vmstrust_connection_get_client(connection)));
        }
    }
    if (size != 0) {
        text_item(stdout, COLUMN, "Seen", line);
        text_item(stdout, COLUMN, "",
                  "They trust this CA already; only where the certificate "
                  "itself was pinned it is pinned anew.");
    }
}

static void
put_renewed(const struct task *task, const vmstrust_order *order,
            const struct order_span *span, const vmstrust_cert *old,
            const vmstrust_cert *cert)
{
    char until[CA_UNTIL_SIZE];
    char line[SHOWN_SIZE];
    struct ca_ids before;
    struct ca_ids ids;

    ca_read_ids(old, &before);
    ca_read_ids(cert, &ids);
    printf("RENEWED %s, %s\n", SHOW(vmstrust_order_get_host(order, 0)),
           vmstrust_role_get_id(vmstrust_order_get_role(order)));
    order_put_span(task->ca, span, COLUMN);
    snprintf(line, sizeof line, "thumbprint %s, until %s", before.thumbprint,
             ca_until(old, until));
    text_item(stdout, COLUMN, "Was", line);
    printf("Now    thumbprint %s\n       serial %s\n", ids.thumbprint,
           ids.serial);
    delivery_put(&task->delivery, COLUMN);
    put_join(task, ids.thumbprint);
    put_place(order, before.thumbprint);
    put_clients(vmstrust_order_get_role(order));
}

/* --- One ------------------------------------------------------------------ */

/* With a new key, or for the one that is there. The certificate is a reference
 * of the caller's. */
static int
make(struct task *task, const vmstrust_order *order, vmstrust_cert **cert)
{
    vmstrust_identity *identity = NULL;
    vmstrust_error *error = NULL;
    int status;
    int code = task->has_new_key
                   ? vmstrust_ca_issue(task->ca, order, &identity, &error)
                   : vmstrust_ca_renew(task->ca, order, cert, &error);

    if (code != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    if (task->has_new_key) {
        *cert = vmstrust_cert_ref(vmstrust_identity_get_cert(identity, 0));
    }
    status = delivery_write(&task->delivery, task->ca, identity, *cert);
    vmstrust_identity_free(identity);
    return status;
}

static int
check(const struct task *task, const vmstrust_order *order,
      struct order_span *span)
{
    vmstrust_error *error = NULL;
    int status = order_check(task->arguments, task->ca, order, span);

    if (status == EXIT_YES && !task->has_new_key &&
        vmstrust_ca_check_renewal(task->ca, order, &error) != VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    return status;
}

static int
renew_order(struct task *task, const vmstrust_order *order,
            const vmstrust_cert *old)
{
    vmstrust_cert *cert = NULL;
    struct order_span span;
    int status = check(task, order, &span);

    if (status == EXIT_YES) {
        status = delivery_check(&task->delivery);
    }
    if (status == EXIT_YES && task->is_dry) {
        printf("Would renew %s; nothing was changed.\n",
               SHOW(vmstrust_order_get_host(order, 0)));
        order_put_span(task->ca, &span, COLUMN);
        delivery_put(&task->delivery, COLUMN);
        return status;
    }
    if (status == EXIT_YES) {
        status = make(task, order, &cert);
    }
    if (status == EXIT_YES) {
        put_renewed(task, order, &span, old, cert);
    }
    vmstrust_cert_free(cert);
    return status;
}

static int
read_order(const struct task *task, const vmstrust_cert *old,
           vmstrust_order **order)
{
    vmstrust_error *error = NULL;

    if (vmstrust_order_new_renewal(task->ca, old, order, &error) !=
        VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    vmstrust_order_set_replacing(
        *order, arguments_have(task->arguments, OPTION_REPLACE));
    return order_set_rest(task->arguments, *order);
}

/* Several servers may share the first part of their names; then the old serial
 * number tells the files apart. */
static void
name_files(struct task *task, const vmstrust_order *order,
           const vmstrust_cert *old, bool is_bulk)
{
    const char *folder = arguments_get(task->arguments, OPTION_OUT);
    const char *host = vmstrust_order_get_host(order, 0);
    char ending[ENDING_SIZE];
    struct ca_ids ids;

    delivery_name(&task->delivery, folder, host, "");
    if (is_bulk && !delivery_is_free(&task->delivery)) {
        ca_read_ids(old, &ids);
        snprintf(ending, sizeof ending, "%.8s", ids.serial);
        delivery_name(&task->delivery, folder, host, ending);
    }
}

static int
renew(struct task *task, const vmstrust_cert *old)
{
    vmstrust_order *order = NULL;
    int status = read_order(task, old, &order);

    if (status == EXIT_YES) {
        name_files(task, order, old, false);
        status = renew_order(task, order, old);
    }
    vmstrust_order_free(order);
    return status;
}

/* --- Which one ------------------------------------------------------------ */

static bool
has_successor(const struct task *task, const vmstrust_order *order)
{
    vmstrust_entries *entries = NULL;
    vmstrust_error *error = NULL;
    bool has = vmstrust_ca_list_successors(task->ca, order, &entries, &error) ==
                   VMSTRUST_OK &&
               vmstrust_entries_get_count(entries) != 0;

    vmstrust_error_free(error);
    vmstrust_entries_free(entries);
    return has;
}

/* Handed out, and nothing stands for it yet. */
static bool
is_current(const struct task *task, const vmstrust_entries *entries,
           size_t index)
{
    vmstrust_order *order = NULL;
    vmstrust_error *error = NULL;
    bool is;

    if (strcmp(vmstrust_entries_get_state(entries, index), "delivered") != 0) {
        return false;
    }
    is = vmstrust_order_new_renewal(task->ca,
                                    vmstrust_entries_get_cert(entries, index),
                                    &order, &error) != VMSTRUST_OK ||
         !has_successor(task, order);
    vmstrust_error_free(error);
    vmstrust_order_free(order);
    return is;
}

/* The only one that is meant, or the only one of several that is in use. */
static int
choose(const struct task *task, const char *word,
       const vmstrust_entries *entries, const vmstrust_cert **cert)
{
    size_t count = vmstrust_entries_get_count(entries);
    size_t current = 0;

    if (count == 0) {
        complain("%s: this CA issued no such certificate; 'vmstrust ca list' "
                 "shows them",
                 SHOW(word));
        return EXIT_NO;
    }
    for (size_t i = 0; i < count; i++) {
        if (count == 1 || is_current(task, entries, i)) {
            *cert = vmstrust_entries_get_cert(entries, i);
            current++;
        }
    }
    if (current == 1) {
        return EXIT_YES;
    }
    complain("%s: several certificates are meant; name one by its serial:",
             SHOW(word));
    ca_complain_candidates(entries);
    return EXIT_NO;
}

static int
renew_word(struct task *task, const char *word)
{
    vmstrust_entries *entries = NULL;
    const vmstrust_cert *old = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_find(task->ca, word, &entries, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = choose(task, word, entries, &old);
    if (status == EXIT_YES) {
        status = renew(task, old);
    }
    vmstrust_entries_free(entries);
    return status;
}

/* --- All that end soon ---------------------------------------------------- */

static void
put_over(const vmstrust_cert *cert)
{
    char name[CA_NAME_SIZE];
    char date[CA_UNTIL_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("OVER   %s since %s: renew serial %s, or revoke it if it is out of "
           "use\n",
           SHOW(ca_name(cert, name)),
           ca_date(vmstrust_cert_get_not_after(cert), date), ids.serial);
}

static void
renew_due(struct task *task, const vmstrust_cert *old, struct counts *counts)
{
    vmstrust_order *order = NULL;
    char name[CA_NAME_SIZE];
    int status = read_order(task, old, &order);

    if (status == EXIT_YES && has_successor(task, order)) {
        counts->before++;
    } else if (status == EXIT_YES &&
               vmstrust_cert_get_not_after(old) < (int64_t)time(NULL)) {
        put_over(old);
        counts->over++;
    } else {
        if (status == EXIT_YES) {
            name_files(task, order, old, true);
            status = renew_order(task, order, old);
        }
        counts->renewed += status == EXIT_YES;
        counts->refused += status != EXIT_YES;
    }
    if (status != EXIT_YES) {
        complain("%s: not renewed", SHOW(ca_name(old, name)));
    }
    vmstrust_order_free(order);
}

static int
put_counts(const struct task *task, const struct counts *counts)
{
    printf("%s%zu %srenewed, %zu renewed before, %zu over, %zu refused\n",
           counts->renewed + counts->over == 0 ? "" : "\n", counts->renewed,
           task->is_dry ? "would be " : "", counts->before, counts->over,
           counts->refused);
    return counts->refused == 0 ? EXIT_YES : EXIT_NO;
}

static int
renew_all(struct task *task, int64_t seconds)
{
    struct counts counts = {.renewed = 0};
    vmstrust_entries *entries = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_ca_list_due(task->ca, (int64_t)time(NULL) + seconds, &entries,
                             &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    for (size_t i = 0; i < vmstrust_entries_get_count(entries); i++) {
        if (strcmp(vmstrust_entries_get_state(entries, i), "delivered") == 0) {
            renew_due(task, vmstrust_entries_get_cert(entries, i), &counts);
        }
    }
    vmstrust_entries_free(entries);
    return put_counts(task, &counts);
}

/* --- The verb ------------------------------------------------------------- */

static int
check_usage(const struct arguments *arguments)
{
    size_t words = arguments_count(arguments, OPERAND);
    bool is_bulk = arguments_have(arguments, OPTION_DUE_WITHIN);

    if (!arguments_have(arguments, OPTION_OUT)) {
        return usage_error(arguments->verb, "--out DIR is missing: where the "
                                            "files go");
    }
    if (words > 2 || is_bulk != (words == 1)) {
        return usage_error(arguments->verb,
                           "give one certificate, or --due-within DAYS for all "
                           "that end by then");
    }
    if (!arguments_have(arguments, OPTION_NEW_KEY) &&
        (arguments_have(arguments, OPTION_PFX) ||
         arguments_have(arguments, OPTION_KEY_TYPE))) {
        return usage_error(arguments->verb,
                           "--pfx and --key-type need --new-key: the key that "
                           "is in use is not here");
    }
    return EXIT_YES;
}

static int
open_task(struct task *task)
{
    const struct arguments *arguments = task->arguments;
    const char *folder = arguments_get(arguments, OPTION_OUT);
    int status = delivery_read(arguments, &task->delivery);

    if (!task->has_new_key) {
        task->delivery.key = DELIVERY_NO_KEY;
    }
    if (status == EXIT_YES) {
        status = file_may_make_folder("--out", folder);
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &task->ca);
    }
    if (status == EXIT_YES) {
        status = delivery_ask(arguments, &task->delivery);
    }
    if (status == EXIT_YES && !task->is_dry) {
        status = file_make_folder("--out", folder);
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    struct task task = {
        .arguments = arguments,
        .has_new_key = arguments_have(arguments, OPTION_NEW_KEY),
        .is_dry = arguments_have(arguments, OPTION_DRY_RUN),
    };
    int64_t seconds = 0;
    size_t at = 0;
    int status = check_usage(arguments);

    if (status == EXIT_YES) {
        status =
            ca_read_span(arguments, OPTION_DUE_WITHIN, "due-within", &seconds);
    }
    if (status == EXIT_YES) {
        status = open_task(&task);
    }
    if (status == EXIT_YES && arguments_have(arguments, OPTION_DUE_WITHIN)) {
        status = renew_all(&task, seconds);
    } else if (status == EXIT_YES) {
        (void)arguments_next(arguments, OPERAND, &at);
        status = renew_word(&task, arguments_next(arguments, OPERAND, &at));
    }
    delivery_forget(&task.delivery);
    vmstrust_ca_free(task.ca);
    return status;
}

static const struct option options[] = {
    {OPTION_DUE_WITHIN, "due-within", VALUE_TEXT, "DAYS", false,
     "all that end within so many days, such as 60d, and have not been "
     "renewed"},
    {OPTION_OUT, "out", VALUE_FOLDER, "DIR", false,
     "the folder for the files; it is made if it does not exist"},
    {OPTION_NEW_KEY, "new-key", VALUE_NONE, NULL, false,
     "make a new private key, too"},
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "of the new key: rsa3072, rsa4096, p256 or p384; as it was unless given"},
    DELIVERY_OPTIONS,
    ORDER_OPTIONS,
    {OPTION_REPLACE, "replace", VALUE_NONE, NULL, false,
     "renew it also where that was done already"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_renew = {
    .name = "ca renew",
    .summary = "renew a certificate, or all that end soon",
    .synopsis = "--out DIR [OPTION]... CA CERTIFICATE\n"
                "--due-within DAYS --out DIR [OPTION]... CA",
    .text = "CERTIFICATE is a serial number, a thumbprint, the first eight or "
            "more digits of a SHA-256, or a host name. The names stay the "
            "same. Without --new-key only the certificate is written, for the "
            "key that stays where it is.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA CERTIFICATE",
    .fewest_operands = 1,
    .takes_many_operands = true,
    .examples = {"ca renew --out rec01-2027 ca rec01.site.local",
                 "ca renew --due-within 60d --out renewed ca"},
    .run = run,
};
