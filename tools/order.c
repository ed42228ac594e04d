/*
 * Orders out of options (order.h).
 */
#include "order.h"

#include <arpa/inet.h>
#include <stdio.h>

#include "answer.h"
#include "ca.h"
#include "text.h"

#define USUAL_DAYS 397

static bool
is_address(const char *text)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, text, address) == 1 ||
           inet_pton(AF_INET6, text, address) == 1;
}

static int
add_hosts(const struct arguments *arguments, enum option_id id,
          vmstrust_order *order)
{
    bool wants_address = id == OPTION_IP;
    const char *name = wants_address ? "--ip" : "--host";
    const char *text;
    vmstrust_error *error = NULL;
    size_t at = 0;

    while ((text = arguments_next(arguments, id, &at)) != NULL) {
        if (is_address(text) != wants_address) {
            return usage_error(arguments->verb, "%s %s: %s", name, SHOW(text),
                               wants_address
                                   ? "no address; a name is given with --host"
                                   : "an address is given with --ip");
        }
        if (vmstrust_order_add_host(order, text, &error) != VMSTRUST_OK) {
            return answer_error(name, error);
        }
    }
    return EXIT_YES;
}

int
order_add_hosts(const struct arguments *arguments, vmstrust_order *order)
{
    int status = add_hosts(arguments, OPTION_HOST, order);

    return status == EXIT_YES ? add_hosts(arguments, OPTION_IP, order) : status;
}

static int
add_urls(const struct arguments *arguments, enum option_id id,
         vmstrust_order *order)
{
    bool is_crl = id == OPTION_CRL_URL;
    int (*add)(vmstrust_order *, const char *, vmstrust_error **) =
        is_crl ? vmstrust_order_add_crl_url : vmstrust_order_add_aia_url;
    vmstrust_error *error = NULL;
    const char *text;
    size_t at = 0;

    while ((text = arguments_next(arguments, id, &at)) != NULL) {
        if (add(order, text, &error) != VMSTRUST_OK) {
            return answer_error(is_crl ? "--crl-url" : "--aia-url", error);
        }
    }
    return EXIT_YES;
}

static int
set_key_type(const struct arguments *arguments, vmstrust_order *order)
{
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;

    if (type != NULL &&
        vmstrust_order_set_key_type(order, type, &error) != VMSTRUST_OK) {
        return answer_error("--key-type", error);
    }
    return EXIT_YES;
}

static int
read_asked(const struct arguments *arguments, int64_t *seconds)
{
    *seconds = (int64_t)USUAL_DAYS * CA_DAY;
    return ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", seconds);
}

int
order_set_rest(const struct arguments *arguments, vmstrust_order *order)
{
    vmstrust_error *error = NULL;
    int64_t seconds;
    int status = read_asked(arguments, &seconds);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_order_set_valid_for(order, seconds, &error) != VMSTRUST_OK) {
        return answer_error("--valid-for", error);
    }
    status = set_key_type(arguments, order);
    if (status == EXIT_YES) {
        status = add_urls(arguments, OPTION_CRL_URL, order);
    }
    return status == EXIT_YES ? add_urls(arguments, OPTION_AIA_URL, order)
                              : status;
}

int
order_check(const struct arguments *arguments, const vmstrust_ca *ca,
            const vmstrust_order *order, struct order_span *span)
{
    vmstrust_error *error = NULL;
    int status = read_asked(arguments, &span->asked);

    if (status == EXIT_YES &&
        vmstrust_ca_check_order(ca, order, &span->first, &span->last, &error) !=
            VMSTRUST_OK) {
        return answer_refusal(NULL, error);
    }
    return status;
}

void
order_put_span(const vmstrust_ca *ca, const struct order_span *span,
               size_t column)
{
    int64_t got = span->last + 1 - span->first;
    char date[CA_UNTIL_SIZE];
    char line[256];

    if (got < span->asked) {
        snprintf(line, sizeof line,
                 "until %s: asked %lld days, got %lld, because the CA ends "
                 "then",
                 ca_date(vmstrust_cert_get_not_after(vmstrust_ca_get_cert(ca)),
                         date),
                 (long long)span->asked / CA_DAY, (long long)got / CA_DAY);
    } else {
        snprintf(line, sizeof line, "until %s (%lld days)",
                 ca_date(span->last, date), (long long)got / CA_DAY);
    }
    text_item(stdout, column, "Valid", line);
}

void
order_put_made(const char *done, const vmstrust_cert *cert)
{
    char name[CA_NAME_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("%s %s\nKnown  by thumbprint %s\n       serial %s\n", done,
           SHOW(ca_name(cert, name)), ids.thumbprint, ids.serial);
}
