/*
 * An order: what a server's certificate is to say; made from nothing, from a
 * request, or from the certificate that it renews. Refuses what no client would
 * dial, more than 825 days, and addresses that are not to be had. Floor 5.
 */
#ifndef VMST_AUTHORITY_ORDER_H
#define VMST_AUTHORITY_ORDER_H

#include "authority/authority.h"
#include "cert/request.h"
#include "role/host.h"
#include "role/table.h"

/* Names of one certificate: more than any server is reached by, and a
 * handshake still carries it. */
#define VMST_LIMIT_ORDER_HOSTS 100
/* Addresses of one kind: one, and a mirror or two. */
#define VMST_LIMIT_ORDER_URLS 8
/* 397 days: below every limit that clients had until 2026. 825: phones refuse
 * more (Apple, 2019). */
#define VMST_ORDER_DAYS 397
#define VMST_ORDER_MOST_DAYS 825

struct vmst_urls { /* an owned list */
    char *list[VMST_LIMIT_ORDER_URLS];
    size_t count;
};

/* http:// and visible ASCII. VMSTRUST_E_ARGUMENT with the reason: https:// for
 * one needs the very certificate that is asked about. */
int vmst_urls_add(struct vmst_urls *urls, const char *url,
                  struct vmst_note *note);

struct vmst_order {
    const struct vmst_role *role;
    struct vmst_host *hosts; /* owned; the first names the certificate */
    size_t host_count;
    struct vmst_urls crl_urls;    /* where the revocation list is */
    struct vmst_urls issuer_urls; /* where the CA's certificate is */
    int64_t valid_for;            /* seconds */
    enum vmst_new_key key;
    bool is_replacing; /* also where a valid one was handed out already */
    struct vmst_cert *renewed; /* owned: whose subject, names and, unless there
                                  is a new one, key it has; NULL */
};

/* VMSTRUST_E_ARGUMENT for a role that is no server's. */
int vmst_order_new(const struct vmst_role *role, struct vmst_note *note,
                   struct vmst_order **order);
void vmst_order_free(struct vmst_order *order);
VMST_FREE_AT_SCOPE_END(order)
/* A DNS name or an address; a second time changes nothing. */
int vmst_order_add_host(struct vmst_order *order, const char *text,
                        struct vmst_note *note);
/* Every DNS name and address that the request asks for; where it asks for none,
 * its common name, if that is a host name. */
int vmst_order_add_requested(struct vmst_order *order,
                             const struct vmst_request *request,
                             struct vmst_note *note);
int vmst_order_set_valid_for(struct vmst_order *order, int64_t seconds,
                             struct vmst_note *note);

/* The order that renews a certificate of the ledger: its role, subject, names
 * and addresses, and its kind of key. A name that is only its common name
 * becomes a DNS name. VMSTRUST_E_NOT_FOUND: not in the ledger;
 * VMSTRUST_E_ARGUMENT: revoked, no server's, or with a name that could not be
 * kept. */
int vmst_order_renew(const struct vmst_ca *ca, const struct vmst_cert *cert,
                     struct vmst_note *note, struct vmst_order **order);
/* What stands for the renewed certificate already: handed out for the same
 * role, with all its names, ending later. */
int vmst_order_find_successors(const struct vmst_ca *ca,
                               const struct vmst_order *order, int64_t now,
                               struct vmst_note *note,
                               struct vmst_entries *entries);

#endif
