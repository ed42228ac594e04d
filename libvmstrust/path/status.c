/*
 * RFC 5280 6.3.3 for one certificate, step by step. Floor 2.
 */
#include "path/status.h"

#include "path/signer.h"
#include "path/strength.h"

/* One certificate and one distribution point, and what came of them. */
struct query {
    const struct vmst_revocation *revocation;
    const struct vmst_path *path;
    size_t depth;
    const struct vmst_cert *cert;
    const struct vmst_distribution_point *point; /* NULL: the one that
                                                    6.3.3 assumes */
    struct vmst_status *status;
};

/* --- Issuer and scope -------------------------------------------------------- */

/* RFC 5280 6.3.3 (b) (1). */
static bool
is_of_right_issuer(const struct query *query, const struct vmst_crl *crl)
{
    if (query->point != NULL && query->point->has_crl_issuer) {
        return crl->issuing_point.is_indirect &&
               vmst_general_names_have(&query->point->crl_issuer, &crl->issuer);
    }
    return vmst_name_equal(&crl->issuer, &query->cert->issuer);
}

/* RFC 5280 6.3.3 (b) (2) (i). */
static bool
is_for_point(const struct query *query, const struct vmst_crl *crl)
{
    const struct vmst_issuing_point *issuing = &crl->issuing_point;
    const struct vmst_distribution_point *point = query->point;
    if (!issuing->has_names) {
        return true;
    }
    if (point == NULL) {
        return vmst_general_names_have(&issuing->names, &query->cert->issuer);
    }
    if (point->has_names) {
        return vmst_general_names_overlap(&issuing->names, &point->names);
    }
    return point->has_crl_issuer &&
           vmst_general_names_overlap(&issuing->names, &point->crl_issuer);
}

/* RFC 5280 6.3.3 (b) (2) (ii) to (iv). */
static bool
is_for_kind(const struct query *query, const struct vmst_crl *crl)
{
    const struct vmst_issuing_point *issuing = &crl->issuing_point;
    return !issuing->only_attribute_certs &&
           !(issuing->only_user_certs && query->cert->is_authority) &&
           !(issuing->only_ca_certs && !query->cert->is_authority);
}

/* RFC 5280 6.3.2 (c), 6.3.3 (d). */
static uint16_t
reasons_of(const struct query *query, const struct vmst_crl *crl)
{
    uint16_t by_point = query->point == NULL ? (uint16_t)VMST_REASONS_ALL
                                             : query->point->reasons;
    return by_point & crl->issuing_point.reasons;
}

/* --- Time, and what forbids to use a CRL ---------------------------------------- */

static bool
is_out_of_date(const struct vmst_rules *rules, const struct vmst_crl *crl)
{
    /* RFC 5280 6.3.3 (a). By 5.1.2.5 nextUpdate is required; without it nobody
     * knows until when the list holds. */
    return !rules->skip_time && !rules->ignore_crl_expiry &&
           (!crl->has_next_update || rules->now > crl->next_update);
}

/* A literal, or NULL: the CRL may be used. RFC 5280 5.2, 5.3: with a critical
 * extension that cannot be processed it "MUST NOT" be. */
static const char *
why_unusable(const struct vmst_rules *rules, const struct vmst_crl *crl)
{
    if (crl->is_malformed) {
        return "it is not well formed";
    }
    if (crl->has_unknown_critical || crl->has_unknown_critical_entry) {
        return "it contains a critical rule we do not know";
    }
    if (!vmst_strength_allows(rules, crl->algorithm.hash)) {
        return "its signature can be forged";
    }
    if (!rules->skip_time && rules->now < crl->this_update) {
        return "it is not valid yet";
    }
    return NULL;
}

/* --- Delta CRLs ---------------------------------------------------------------- */

/* RFC 5280 6.3.3 (c). */
static bool
has_same_scope(const struct vmst_crl *a, const struct vmst_crl *b)
{
    const struct vmst_issuing_point *x = &a->issuing_point;
    const struct vmst_issuing_point *y = &b->issuing_point;
    return a->has_issuing_point == b->has_issuing_point &&
           x->has_names == y->has_names &&
           (!x->has_names ||
            vmst_general_names_overlap(&x->names, &y->names)) &&
           x->only_user_certs == y->only_user_certs &&
           x->only_ca_certs == y->only_ca_certs &&
           x->is_indirect == y->is_indirect && x->reasons == y->reasons;
}

/* RFC 5280 5.2.4: the complete CRL is at least as new as the base, and older
 * than the delta. */
static bool
stands_on(const struct vmst_crl *delta, const struct vmst_crl *complete)
{
    return delta->is_delta && delta->has_number && complete->has_number &&
           vmst_name_equal(&delta->issuer, &complete->issuer) &&
           vmst_bytes_equal(delta->authority_key_id,
                            complete->authority_key_id) &&
           has_same_scope(delta, complete) &&
           vmst_crl_number_compare(complete->number, delta->base_number) >= 0 &&
           vmst_crl_number_compare(delta->number, complete->number) > 0;
}

/* RFC 5280 6.3.3 (c), (h): the key that signed the complete CRL signed it. */
static bool
is_usable_delta(const struct query *query, const struct vmst_crl *delta,
                const struct vmst_crl *complete, const struct vmst_cert *signer)
{
    const struct vmst_rules *rules = query->revocation->rules;
    return stands_on(delta, complete) && why_unusable(rules, delta) == NULL &&
           !is_out_of_date(rules, delta) &&
           vmst_signer_is(query->revocation, delta, signer);
}

/* The newest delta that may be used, of both places, or NULL. */
static const struct vmst_crl *
find_delta(const struct query *query, const struct vmst_crl *complete,
           const struct vmst_cert *signer)
{
    const struct vmst_pool *pool = query->revocation->pool;
    struct vmst_range range =
        vmst_trust_find_crls(pool->trust, &complete->issuer);
    const struct vmst_crl *newest = NULL;
    for (size_t i = 0; i < range.count + pool->crl_count; i++) {
        const struct vmst_crl *delta = i < range.count
                                           ? pool->trust->crls[range.first + i]
                                           : pool->crls[i - range.count];
        bool is_newer =
            newest == NULL ||
            (delta->has_number &&
             vmst_crl_number_compare(delta->number, newest->number) > 0);
        if (!delta->is_malformed && is_newer &&
            is_usable_delta(query, delta, complete, signer)) {
            newest = delta;
        }
    }
    return newest;
}

/* --- The entry ------------------------------------------------------------------- */

/* A hold is lifted by a later list that does not name the certificate, is in
 * time, and would have it on (an out-of-date one proves nothing, and one of
 * other reasons never names who is on hold); every other revocation is for
 * ever. */
static void
record(const struct query *query, const struct vmst_crl *crl,
       const struct vmst_crl_entry *entry)
{
    struct vmst_status *status = query->status;
    bool is_hold =
        entry->has_reason && entry->reason == VMST_REASON_CERTIFICATE_HOLD;
    if (is_hold && status->is_held && crl->this_update < status->held_at) {
        return;
    }
    status->is_revoked = !is_hold;
    status->is_held = is_hold;
    status->held_at = crl->this_update;
    status->revoked_at = entry->revocation_time;
    status->has_reason = entry->has_reason;
    status->reason = entry->reason;
}

static bool
may_lift(const struct query *query, const struct vmst_crl *crl)
{
    return !is_out_of_date(query->revocation->rules, crl) &&
           (reasons_of(query, crl) & VMST_REASONS_CERTIFICATE_HOLD) != 0;
}

static void
record_clear(struct vmst_status *status, const struct vmst_crl *crl)
{
    if (crl->this_update > status->clear_at) {
        status->clear_at = crl->this_update;
    }
}

/* RFC 5280 6.3.3 (i), (j), (k): a delta speaks before the complete CRL, and may
 * take the certificate off (removeFromCRL). */
static void
look_up(const struct query *query, const struct vmst_crl *crl,
        const struct vmst_crl *delta)
{
    const struct vmst_cert *cert = query->cert;
    const struct vmst_crl *speaks = delta;
    struct vmst_crl_entry entry;
    bool is_named = delta != NULL &&
                    vmst_crl_find(delta, &cert->issuer, cert->serial, &entry);
    if (!is_named) {
        speaks = crl;
        is_named = vmst_crl_find(crl, &cert->issuer, cert->serial, &entry);
    }
    if (is_named &&
        !(entry.has_reason && entry.reason == VMST_REASON_REMOVE_FROM_CRL)) {
        record(query, speaks, &entry);
    } else if (may_lift(query, crl)) {
        record_clear(query->status, delta == NULL ? crl : delta);
    }
}

/* Does the list name another key than that of the issuer on the path? Then it
 * is no bad list of this CA, but one of another CA of the same name. */
static bool
is_of_other_key(const struct query *query, const struct vmst_crl *crl)
{
    const struct vmst_cert *issuer = query->path->certs[query->depth + 1];
    return crl->authority_key_id.size > 0 && issuer->subject_key_id.size > 0 &&
           !vmst_bytes_equal(crl->authority_key_id, issuer->subject_key_id);
}

/* Why the list may not be used here, or NULL; *signer is who made it. */
static const char *
find_fault(const struct query *query, const struct vmst_crl *crl,
           const struct vmst_cert **signer)
{
    const char *fault = why_unusable(query->revocation->rules, crl);
    if (fault == NULL && !vmst_signer_find(query->revocation, query->path,
                                           query->depth + 1, crl, signer)) {
        fault = "nobody who may sign it has signed it";
    }
    return fault;
}

/* One complete CRL, by all of RFC 5280 6.3.3 but (e). Deviates: a list whose
 * reasons are all covered is looked into all the same, so that of two lists at
 * hand the one that revokes counts, whatever their order. */
static void
consider(const struct query *query, const struct vmst_crl *crl)
{
    const struct vmst_rules *rules = query->revocation->rules;
    struct vmst_status *status = query->status;
    const struct vmst_cert *signer = NULL;
    if (crl->is_malformed || crl->is_delta || status->is_revoked ||
        !is_of_right_issuer(query, crl) || !is_for_point(query, crl) ||
        !is_for_kind(query, crl) || reasons_of(query, crl) == 0) {
        return;
    }
    const char *fault = find_fault(query, crl, &signer);
    if (fault != NULL && is_of_other_key(query, crl)) {
        status->open_because =
            "the list at hand is of another CA of the same name";
        return;
    }
    if (fault != NULL) {
        status->invalid_because = fault;
        return;
    }
    look_up(query, crl, find_delta(query, crl, signer));
    if (is_out_of_date(rules, crl)) {
        status->has_expired = true;
        status->expired_at = crl->next_update;
        return; /* it revokes, and proves nothing else */
    }
    status->covered |= reasons_of(query, crl); /* RFC 5280 6.3.3 (l) */
    status->lacks_number |= !crl->has_number;
    status->has_critical_number |= crl->is_number_critical;
}

static void
consider_all_of(const struct query *query, const struct vmst_name *issuer)
{
    const struct vmst_pool *pool = query->revocation->pool;
    struct vmst_range range = vmst_trust_find_crls(pool->trust, issuer);
    for (size_t i = 0; i < range.count; i++) {
        consider(query, pool->trust->crls[range.first + i]);
    }
    for (size_t i = 0; i < pool->crl_count; i++) {
        if (!pool->crls[i]->is_malformed &&
            vmst_name_equal(&pool->crls[i]->issuer, issuer)) {
            consider(query, pool->crls[i]);
        }
    }
}

/* By one distribution point of the certificate. */
static void
ask_point(struct query *query, const struct vmst_distribution_point *point)
{
    query->point = point;
    if (!point->has_crl_issuer) {
        consider_all_of(query, &query->cert->issuer);
        return;
    }
    for (size_t i = 0; i < point->crl_issuer.count; i++) {
        if (point->crl_issuer.list[i].kind == VMST_GENERAL_DIRECTORY) {
            consider_all_of(query, point->crl_issuer.list[i].directory);
        }
    }
}

/* RFC 5280 6.3.1 (a), 6.3.2 (a) and (b): nothing is covered yet, and the
 * certificate is not revoked. */
void
vmst_status_by_crls(const struct vmst_revocation *revocation,
                    const struct vmst_path *path, size_t depth,
                    struct vmst_status *status)
{
    struct query query = {revocation,         path, depth,
                          path->certs[depth], NULL, status};
    const struct vmst_distribution_points *points = &query.cert->crl_points;
    for (size_t i = 0; i < points->count && !status->is_revoked; i++) {
        ask_point(&query, &points->list[i]);
    }
    /* "repeat the process above with any available CRLs not specified in a
     * distribution point but issued by the certificate issuer" */
    query.point = NULL;
    if (!status->is_revoked) {
        consider_all_of(&query, &query.cert->issuer);
    }
    if (status->is_held && status->clear_at <= status->held_at) {
        status->is_revoked = true;
    }
    if (status->covered == VMST_REASONS_ALL) {
        status->is_known_good = true;
    } else if (status->covered != 0) {
        status->open_because = "the lists leave some reasons out";
    }
}
