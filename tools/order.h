/*
 * What the verbs that make certificates share: an order out of options, and how
 * long it will last.
 */
#ifndef TOOLS_ORDER_H
#define TOOLS_ORDER_H

#include <vmstrust/vmstrust.h>

#include "command.h"

/* Rows for the table of such a verb. */
#define ORDER_OPTIONS                                                          \
    {OPTION_VALID_FOR,                                                         \
     "valid-for",                                                              \
     VALUE_TEXT,                                                               \
     "SPAN",                                                                   \
     false,                                                                    \
     "how long it is valid: 397d unless given, 825d at most, and never "       \
     "longer "                                                                 \
     "than the CA"},                                                           \
        {OPTION_CRL_URL,                                                       \
         "crl-url",                                                            \
         VALUE_TEXT,                                                           \
         "URL",                                                                \
         true,                                                                 \
         "http:// address of the revocation list, for clients that read it"},  \
    {                                                                          \
        OPTION_AIA_URL, "aia-url", VALUE_TEXT, "URL", true,                    \
            "http:// address of the CA's certificate"                          \
    }

/* Each answers an exit status, and on failure has said why. */

/* Every --host and --ip. */
int order_add_hosts(const struct arguments *arguments, vmstrust_order *order);
/* --valid-for, --key-type, --crl-url and --aia-url. */
int order_set_rest(const struct arguments *arguments, vmstrust_order *order);

struct order_span {
    int64_t asked; /* seconds */
    int64_t first;
    int64_t last;
};
/* Whether it would be refused; EXIT_NO if it is. */
int order_check(const struct arguments *arguments, const vmstrust_ca *ca,
                const vmstrust_order *order, struct order_span *span);
/* "Valid until ...: asked 397 days, got 112, because ...". */
void order_put_span(const vmstrust_ca *ca, const struct order_span *span,
                    size_t column);

/* "ISSUED rec01", and how the certificate is known. */
void order_put_made(const char *done, const vmstrust_cert *cert);

#endif
