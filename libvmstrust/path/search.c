/*
 * Depth first over candidates that can reach an anchor, with backtracking, one
 * path in hand. The order of candidates is total and never that of the input:
 * a fitting key identifier first, then what is fit to issue, the nearer to an
 * anchor, then SHA-256. A key identifier ranks and never excludes. Floor 2.
 */
#include "path/search.h"

#include <stdlib.h>

#include "path/graph.h"
#include "path/memo.h"
#include "path/policies.h"
#include "path/revocation.h"

struct search {
    const struct vmst_rules *rules;
    const struct vmst_pool *pool;
    struct vmst_graph graph;
    struct vmst_memo *memo;     /* shared with the search for signers */
    struct vmst_budget *budget; /* likewise */
    struct vmst_policy_scratch *scratch; /* owned */
    struct vmst_path path;               /* in hand */
    uint32_t positions[VMST_LIMIT_PATH]; /* of its certificates in the chain */
    const struct vmst_group *groups[VMST_LIMIT_PATH]; /* of their subjects */
    bool has_failed_path; /* outcome->path is the most telling so far */
    bool is_accepted;
    struct vmst_findings tried; /* of the path in hand, when complete */
    struct vmst_findings edges; /* why candidates did not issue */
    struct vmst_outcome *outcome;
};

static bool
is_over(const struct search *search)
{
    return search->is_accepted || search->memo->code != VMSTRUST_OK ||
           search->budget->spent != NULL;
}

static const struct vmst_cert *
top_of(const struct search *search)
{
    return search->path.certs[search->path.count - 1];
}

/* --- Signatures ------------------------------------------------------------- */

/* Both name a key, and it is the same one. */
static bool
has_key_id_of(const struct vmst_cert *child, const struct vmst_cert *issuer)
{
    return child->authority_key_id.size > 0 &&
           child->authority_key_id.size <= VMST_LIMIT_KEY_ID &&
           vmst_bytes_equal(child->authority_key_id, issuer->subject_key_id);
}

static void
add_edge(struct search *search, vmstrust_finding number,
         const struct vmst_cert *cert, struct vmst_fact found)
{
    for (size_t i = 0; i < search->edges.count; i++) {
        if (search->edges.rows[i].number == number &&
            search->edges.rows[i].cert == cert) {
            return;
        }
    }
    vmst_findings_add(&search->edges, search->rules->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = VMST_DEPTH_NONE,
                                            .cert = cert,
                                            .found = found});
}

/* With the same key id the key did not make the signature: the certificate was
 * altered. Otherwise another CA bears the name. */
static void
note_bad_signature(struct search *search, const struct vmst_cert *child,
                   const struct vmst_cert *issuer)
{
    if (has_key_id_of(child, issuer)) {
        add_edge(search, VMSTRUST_FINDING_SIGNATURE_INVALID, child,
                 VMST_FACT_OF_NAME(&issuer->subject));
        vmst_near_misses_add(&search->outcome->near,
                             VMSTRUST_NEAR_MISS_SIGNATURE_FAILED, issuer,
                             child);
    } else {
        vmst_near_misses_add(&search->outcome->near,
                             VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME, issuer,
                             child);
    }
}

/* RFC 5280 6.1.3 (a) (1), with the key and its algorithm and parameters from
 * above (6.1.2 (g) to (i), 6.1.4 (d), (f)): did the candidate's key sign the
 * child? Not known is no. */
static bool
is_signed_by(struct search *search, const struct vmst_cert *child,
             const struct vmst_cert *issuer)
{
    enum vmst_signature_result result;
    if (!vmst_memo_check(search->memo, search->pool->cache, search->budget,
                         child, issuer, &result)) {
        return false;
    }
    switch (result) {
    case VMST_SIGNATURE_GOOD:
        return true;
    case VMST_SIGNATURE_BAD:
        note_bad_signature(search, child, issuer);
        return false;
    case VMST_SIGNATURE_UNSUPPORTED:
        add_edge(search, VMSTRUST_FINDING_ALGORITHM_UNKNOWN, child,
                 VMST_FACT_OF_ALGORITHM(&child->algorithm));
        return false;
    case VMST_SIGNATURE_UNREASONABLE:
        add_edge(search, VMSTRUST_FINDING_KEY_UNREASONABLE, issuer,
                 VMST_FACT_OF_KEY(&issuer->key));
        return false;
    case VMST_SIGNATURE_FAILED: /* the memo knows */
        return false;
    }
    return false;
}

/* --- Complete paths ---------------------------------------------------------- */

/* Is the path in hand more telling than the one kept? Its worst finding ranks
 * higher; of equals the one with fewer findings, then the one found first. */
static bool
is_more_telling(const struct search *search)
{
    if (!search->has_failed_path) {
        return true;
    }
    const struct vmst_finding *worst = vmst_findings_worst(&search->tried);
    const struct vmst_finding *kept =
        vmst_findings_worst(&search->outcome->findings);
    int order = (int)vmst_finding_row(worst->number)->rank -
                (int)vmst_finding_row(kept->number)->rank;
    return order > 0 || (order == 0 &&
                         search->tried.count < search->outcome->findings.count);
}

static void
keep_path(struct search *search)
{
    search->outcome->path = search->path;
    search->outcome->findings = search->tried;
}

/* How the chain was sent. RFC 5246 7.4.2: each certificate certifies the one
 * before it; RFC 8446 4.4.2 asks to be lenient. */
static void
check_sending(struct search *search)
{
    const struct vmst_path *path = &search->path;
    struct vmst_finding finding = {.depth = 0, .cert = path->certs[0]};
    uint32_t before = 0;
    for (size_t i = 1; i + 1 < path->count; i++) {
        uint32_t position = search->positions[i];
        if (position == VMST_FROM_STORE) {
            const struct vmst_cert *cert = path->certs[i];
            vmst_findings_add(
                &search->tried, search->rules->severities,
                (struct vmst_finding){
                    .number = VMSTRUST_FINDING_INTERMEDIATE_NOT_SENT,
                    .depth = (int)i,
                    .cert = cert,
                    .found = VMST_FACT_OF_NAME(&cert->subject)});
            continue;
        }
        if (position < before) {
            finding.number = VMSTRUST_FINDING_CERTIFICATES_OUT_OF_ORDER;
        }
        before = position;
    }
    if (finding.number != 0) {
        vmst_findings_add(&search->tried, search->rules->severities, finding);
    }
}

/* RFC 5280 6.1.3 (a) (3). Only of a path that is valid otherwise: it costs
 * signatures. */
static void
check_revocation(struct search *search)
{
    const struct vmst_revocation revocation = {search->rules, search->pool,
                                               search->memo, search->budget, 0};
    if (!search->tried.has_error && search->budget->spent == NULL) {
        vmst_revocation_check(&revocation, &search->path, &search->tried);
    }
}

/* Whoever judges a path reads all of it. */
static uint32_t
cost_of(const struct vmst_path *path)
{
    uint32_t cost = 1;
    for (size_t i = 0; i < path->count; i++) {
        cost += (uint32_t)(path->certs[i]->der.size / VMST_PATH_UNIT);
    }
    return cost;
}

/* RFC 5280 6.1.6: success ends the search; of the failures the most telling is
 * kept. */
static void
judge_path(struct search *search, const struct vmst_anchor *anchor)
{
    struct vmst_budget *budget = search->budget;
    if (!vmst_budget_spend(budget, &budget->paths, cost_of(&search->path),
                           "paths")) {
        return;
    }
    search->path.anchor = anchor;
    search->tried = (struct vmst_findings){.count = 0};
    vmst_validate(search->rules, &search->path, search->scratch, budget,
                  &search->tried);
    check_sending(search);
    check_revocation(search);
    if (!search->tried.has_error && budget->spent == NULL) {
        search->is_accepted = true;
        keep_path(search);
        return;
    }
    if (!search->tried.has_error) {
        return; /* the budget ran out before every name was judged */
    }
    search->outcome->failed_paths++;
    if (is_more_telling(search)) {
        search->has_failed_path = true;
        keep_path(search);
    }
}

/* --- The search --------------------------------------------------------------- */

/* The same subject and key never twice: no loops (RFC 4158 2.4.2). Asked for
 * every candidate, so it compares no bytes of a stranger's choosing: one group
 * is one subject, and a key that is larger signed nothing that is on a path. */
static bool
is_on_path(const struct search *search, const struct vmst_group *group,
           const struct vmst_cert *cert)
{
    if (cert->key.spki.size > VMST_LIMIT_SIGNING_KEY) {
        return false;
    }
    for (size_t i = 0; i < search->path.count; i++) {
        if (search->groups[i] == group &&
            vmst_bytes_equal(search->path.certs[i]->key.spki, cert->key.spki)) {
            return true;
        }
    }
    return false;
}

/* Charges one candidate, and proves that it may stand above the top. */
static bool
may_follow(struct search *search, const struct vmst_group *group,
           const struct vmst_cert *candidate)
{
    struct vmst_budget *budget = search->budget;
    return search->path.count < VMST_LIMIT_PATH &&
           vmst_budget_spend(budget, &budget->steps, 1, "candidates") &&
           !is_on_path(search, group, candidate) &&
           is_signed_by(search, top_of(search), candidate);
}

static void
push(struct search *search, const struct vmst_group *group,
     const struct vmst_cert *cert, uint32_t position)
{
    search->groups[search->path.count] = group;
    search->positions[search->path.count] = position;
    search->path.certs[search->path.count++] = cert;
}

static void
pop(struct search *search)
{
    search->path.count--;
}

/* RFC 5280 6.1.1 (d), 6.1.2 (j), 6.1.3 (a) (4): the anchors of the group bear
 * the name that the top of the path gives as its issuer. */
static void
try_anchors(struct search *search, const struct vmst_group *group,
            bool with_key_id)
{
    const struct vmst_trust *trust = search->pool->trust;
    for (size_t i = 0; i < group->anchors.count && !is_over(search); i++) {
        const struct vmst_anchor *anchor =
            &trust->anchors[group->anchors.first + i];
        if (has_key_id_of(top_of(search), anchor->cert) != with_key_id ||
            !vmst_anchor_is_usable(search->rules, trust, anchor) ||
            !may_follow(search, group, anchor->cert)) {
            continue;
        }
        push(search, group, anchor->cert, VMST_FROM_STORE);
        judge_path(search, anchor);
        pop(search);
    }
}

static void search_above(struct search *search, uint32_t group_number);

/* RFC 5280 6.1.3 (a) (4), 6.1.4 (c): likewise the certificates of the group. */
static void
try_nodes(struct search *search, const struct vmst_group *group,
          bool with_key_id)
{
    const struct vmst_graph *graph = &search->graph;
    for (uint32_t i = 0; i < group->count && !is_over(search); i++) {
        const struct vmst_node *node = &graph->nodes[group->first + i];
        if (graph->groups[node->issuer_group].distance == VMST_UNREACHABLE ||
            has_key_id_of(top_of(search), node->cert) != with_key_id ||
            !may_follow(search, group, node->cert)) {
            continue;
        }
        push(search, group, node->cert, node->position);
        search_above(search, node->issuer_group);
        pop(search);
    }
}

/* At most VMST_LIMIT_PATH deep: may_follow counts. */
static void
search_above(struct search *search, uint32_t group_number)
{
    const struct vmst_group *group = &search->graph.groups[group_number];
    if (group->distance == VMST_UNREACHABLE) {
        return;
    }
    try_anchors(search, group, true);
    try_anchors(search, group, false);
    try_nodes(search, group, true);
    try_nodes(search, group, false);
}

/* RFC 5280 6.1.1 (a): the paths end at the first certificate of the chain. It
 * may itself be an anchor: a device's own, or a CA. */
static void
search_all(struct search *search)
{
    const struct vmst_cert *leaf = search->pool->certs[0];
    const struct vmst_anchor *anchor =
        vmst_trust_find_anchor(search->pool->trust, leaf);
    push(search, vmst_graph_find(&search->graph, &leaf->subject), leaf, 0);
    if (anchor != NULL && vmst_anchor_is_for(anchor, search->rules->role)) {
        judge_path(search, anchor);
    }
    if (!is_over(search)) {
        search_above(search, 0);
    }
}

/* --- What to say when there is no path ---------------------------------------- */

/* The anchors of this name that may not be used here, and the issuers that are
 * out of date. */
static void
note_anchors(struct search *search, const struct vmst_group *group)
{
    const struct vmst_trust *trust = search->pool->trust;
    for (size_t i = 0; i < group->anchors.count && !is_over(search); i++) {
        const struct vmst_anchor *anchor =
            &trust->anchors[group->anchors.first + i];
        if (!vmst_anchor_is_for(anchor, search->rules->role) &&
            !vmst_trust_distrusts(trust, anchor->cert) &&
            is_signed_by(search, top_of(search), anchor->cert)) {
            vmst_near_misses_add(&search->outcome->near,
                                 VMSTRUST_NEAR_MISS_OTHER_ROLE, anchor->cert,
                                 top_of(search));
        }
    }
}

/* Goes one certificate up, whether or not that leads anywhere; false at the
 * end. */
static bool
climb(struct search *search, const struct vmst_group *group, bool with_key_id,
      uint32_t *next)
{
    for (uint32_t i = 0; i < group->count && !is_over(search); i++) {
        const struct vmst_node *node = &search->graph.nodes[group->first + i];
        if (has_key_id_of(top_of(search), node->cert) == with_key_id &&
            may_follow(search, group, node->cert)) {
            push(search, group, node->cert, node->position);
            *next = node->issuer_group;
            return true;
        }
    }
    return false;
}

/* The certificates up to where the path breaks off. */
static void
find_partial_path(struct search *search)
{
    uint32_t number = 0;
    const struct vmst_group *group = &search->graph.groups[number];
    search->path.count = 1;
    search->path.anchor = NULL;
    note_anchors(search, group);
    while (climb(search, group, true, &number) ||
           climb(search, group, false, &number)) {
        group = &search->graph.groups[number];
        note_anchors(search, group);
    }
    search->outcome->path = search->path;
    if (group->count == 0 && group->anchors.count == 0 &&
        !group->has_distrusted && !vmst_cert_is_self_issued(top_of(search))) {
        vmst_near_misses_add(&search->outcome->near,
                             VMSTRUST_NEAR_MISS_MISSING_INTERMEDIATE,
                             top_of(search), NULL);
    }
}

static const struct vmst_near_miss *
find_near_miss(const struct search *search, vmstrust_near_miss kind)
{
    const struct vmst_near_misses *near = &search->outcome->near;
    for (size_t i = 0; i < near->count; i++) {
        if (near->rows[i].kind == kind) {
            return &near->rows[i];
        }
    }
    return NULL;
}

static void
add_outcome(struct search *search, vmstrust_finding number,
            const struct vmst_cert *cert, struct vmst_fact found)
{
    vmst_findings_add(&search->outcome->findings, search->rules->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = VMST_DEPTH_NONE,
                                            .cert = cert,
                                            .found = found});
}

/* Why there is no path, the most telling reason alone: a root that is not
 * installed is no news where the signature is wrong. Whatever severities were
 * lowered, what has no path has a finding for it. */
static void
explain_no_path(struct search *search)
{
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    struct vmst_findings *findings = &search->outcome->findings;
    const struct vmst_near_miss *other =
        find_near_miss(search, VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME);
    const struct vmst_near_miss *distrusted =
        find_near_miss(search, VMSTRUST_NEAR_MISS_DISTRUSTED);
    const struct vmst_near_miss *role =
        find_near_miss(search, VMSTRUST_NEAR_MISS_OTHER_ROLE);
    vmst_findings_join(findings, &search->edges);
    if (other != NULL) {
        add_outcome(search, VMSTRUST_FINDING_OTHER_CA_SAME_NAME, other->cert,
                    VMST_FACT_OF_NAME(&other->cert->subject));
    }
    if (distrusted != NULL) {
        add_outcome(search, VMSTRUST_FINDING_DISTRUSTED, distrusted->cert,
                    none);
    }
    if (role != NULL) {
        add_outcome(search, VMSTRUST_FINDING_ROOT_NOT_FOR_THIS_USE, role->cert,
                    VMST_FACT_OF_NAME(&role->cert->subject));
    }
    if (!findings->has_error) {
        const struct vmst_cert *top = top_of(search);
        add_outcome(search, VMSTRUST_FINDING_ROOT_NOT_INSTALLED, top,
                    VMST_FACT_OF_NAME(&top->issuer));
    }
}

/* An issuer on a path that failed, whose time is not now. */
static void
note_expired_issuers(struct search *search)
{
    const struct vmst_path *path = &search->outcome->path;
    const struct vmst_rules *rules = search->rules;
    for (size_t i = 1; i < path->count && !rules->skip_time; i++) {
        const struct vmst_cert *cert = path->certs[i];
        if (rules->now < cert->not_before || rules->now > cert->not_after) {
            vmst_near_misses_add(&search->outcome->near,
                                 VMSTRUST_NEAR_MISS_EXPIRED_ISSUER, cert,
                                 path->certs[i - 1]);
        }
    }
}

static void
note_spent_budget(struct search *search)
{
    struct vmst_outcome *outcome = search->outcome;
    if (search->budget->spent != NULL) {
        vmst_findings_add(
            &outcome->findings, search->rules->severities,
            (struct vmst_finding){
                .number = VMSTRUST_FINDING_WORK_LIMIT_REACHED,
                .depth = VMST_DEPTH_NONE,
                .found = VMST_FACT_OF_LITERAL(search->budget->spent)});
    }
}

static void
conclude(struct search *search)
{
    struct vmst_outcome *outcome = search->outcome;
    if (search->is_accepted) {
        return;
    }
    note_spent_budget(search);
    if (search->has_failed_path) {
        note_expired_issuers(search);
        return;
    }
    find_partial_path(search);
    explain_no_path(search);
    vmst_validate_leaf(search->rules, search->pool->certs[0], false,
                       &outcome->findings);
}

/* Everything that the search works with is taken before it begins. */
static int
run(struct search *search)
{
    TRY(vmst_graph_build(search->rules, search->pool, &search->outcome->near,
                         &search->graph));
    if (search->memo->slots == NULL) {
        TRY(vmst_memo_new(search->graph.pair_count, search->memo));
    }
    search->scratch = vmst_policy_scratch_new();
    if (search->scratch == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    search_all(search);
    conclude(search);
    return search->memo->code;
}

static int
run_and_free(struct search *search)
{
    int code = run(search);
    free(search->scratch);
    vmst_graph_free(&search->graph);
    return code;
}

int
vmst_search(const struct vmst_rules *rules, const struct vmst_pool *pool,
            struct vmst_outcome *outcome)
{
    struct vmst_memo memo = {.slots = NULL};
    *outcome = (struct vmst_outcome){.budget = vmst_budget_full()};
    struct search search = {.rules = rules,
                            .pool = pool,
                            .outcome = outcome,
                            .memo = &memo,
                            .budget = &outcome->budget};
    int code = run_and_free(&search);
    vmst_memo_free(&memo);
    return code;
}

/* A signer is no server, needs no purpose, and has no name to match. */
static struct vmst_rules
rules_for_signer(const struct vmst_rules *rules)
{
    struct vmst_rules own = *rules;
    own.leaf_place = 0;
    own.is_for_authority = false;
    own.purpose = vmst_bytes(NULL, 0);
    own.common_name = vmst_bytes(NULL, 0);
    own.initial_policies = (struct vmst_oids){NULL, 0};
    own.explicit_policy = false;
    own.revocation = VMSTRUST_REVOCATION_OFF;
    return own;
}

bool
vmst_search_signer(const struct vmst_rules *rules, const struct vmst_pool *pool,
                   const struct vmst_cert *signer, struct vmst_memo *memo,
                   struct vmst_budget *budget, struct vmst_path *path)
{
    struct vmst_outcome outcome = {.budget = *budget};
    const struct vmst_rules own_rules = rules_for_signer(rules);
    struct vmst_cert **certs = calloc(pool->count + 1, sizeof(certs[0]));
    if (certs == NULL) {
        memo->code = VMSTRUST_E_MEMORY;
        return false;
    }
    struct vmst_pool own_pool = *pool;
    memcpy(&certs[1], pool->certs, pool->count * sizeof(certs[0]));
    certs[0] = (struct vmst_cert *)signer;
    own_pool.certs = certs;
    own_pool.count = pool->count + 1;
    struct search search = {.rules = &own_rules,
                            .pool = &own_pool,
                            .outcome = &outcome,
                            .memo = memo,
                            .budget = budget};
    int code = run_and_free(&search);
    free(certs);
    *path = outcome.path;
    /* That of a signer is that of the verdict: without it, who is revoked
     * would only be unknown. */
    memo->code = code;
    return code == VMSTRUST_OK && search.is_accepted;
}
