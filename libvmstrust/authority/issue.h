/*
 * Issuing: an order becomes a certificate by the preset of its role. What was
 * signed is judged by our own rules first, then entered into the ledger, and
 * only then handed out. Floor 5.
 */
#ifndef VMST_AUTHORITY_ISSUE_H
#define VMST_AUTHORITY_ISSUE_H

#include "authority/authority.h"
#include "role/host.h"
#include "role/table.h"

/* Names of one certificate: more than any server is reached by, and a
 * handshake still carries it. */
#define VMST_LIMIT_ORDER_HOSTS 100
/* 397 days: below every limit that clients had until 2026. 825: phones refuse
 * more (Apple, 2019). */
#define VMST_ORDER_DAYS 397
#define VMST_ORDER_MOST_DAYS 825

struct vmst_order {
    const struct vmst_role *role;
    struct vmst_host *hosts; /* owned; the first names the certificate */
    size_t host_count;
    int64_t valid_for; /* seconds */
    enum vmst_new_key key;
    bool is_replacing; /* also where a valid one was handed out already */
};

/* VMSTRUST_E_ARGUMENT for a role that is no server's. */
int vmst_order_new(const struct vmst_role *role, struct vmst_note *note,
                   struct vmst_order **order);
void vmst_order_free(struct vmst_order *order);
VMST_FREE_AT_SCOPE_END(order)
/* A DNS name or an address; a second time changes nothing. */
int vmst_order_add_host(struct vmst_order *order, const char *text,
                        struct vmst_note *note);
int vmst_order_set_valid_for(struct vmst_order *order, int64_t seconds,
                             struct vmst_note *note);

/* From when until when it would be valid, never beyond the CA. Refuses what
 * vmst_issue would refuse. */
struct vmst_span {
    int64_t first;
    int64_t last;
};
int vmst_order_check(const struct vmst_ca *ca, const struct vmst_order *order,
                     int64_t now, struct vmst_note *note,
                     struct vmst_span *span);

/* The certificate, in the ledger, and its private key, which is nowhere else. */
int vmst_issue(const struct vmst_ca *ca, const struct vmst_order *order,
               int64_t now, struct vmst_note *note, struct vmst_cert **cert,
               struct vmst_private_key **key);

#endif
