/*
 * The policy graph, one level at a time. A node keeps what the rest of the
 * graph would be asked for: which policies of the anchor's domain lead to it,
 * and whether the caller accepts one of them. Deleting childless nodes
 * (6.1.3 (d) (3)) changes neither, so it is not needed. Floor 2.
 */
#include "path/policies.h"

#include <stdlib.h>

/* 512 policies at one level, 1,024 mappings to the next: the largest of the
 * published suites has 12; what needs more is refused as too much work. */
#define MOST_NODES 512
#define MOST_EXPECTED 1024

struct node {
    struct vmst_bytes policy; /* OID contents; view of a certificate */
    uint64_t roots;           /* bit n: root n of the state leads here */
    bool is_acceptable;       /* one of those is in the initial set */
    bool is_mapped;           /* its expected set is in `expected` */
    bool is_deleted;
};

struct expected { /* one element of an expected_policy_set */
    size_t node;
    struct vmst_bytes policy;
};

struct level {
    struct node nodes[MOST_NODES];
    size_t node_count;
    struct expected expected[MOST_EXPECTED];
    size_t expected_count;
};

struct vmst_policy_scratch {
    struct level levels[2];
};

struct state { /* the state variables of RFC 5280 6.1.2 */
    const struct vmst_rules *rules;
    struct vmst_path *path;
    struct level *above; /* depth i - 1; empty: the graph is NULL */
    struct level *here;  /* depth i */
    uint32_t explicit_policy;
    uint32_t policy_mapping;
    uint32_t inhibit_any;
    struct vmst_bytes roots[VMST_LIMIT_VALID_POLICIES];
    size_t root_count; /* counts on beyond the array */
    bool is_overfull;  /* more than the levels hold, or too much work */
    struct vmst_budget *budget;
    struct vmst_findings *findings;
};

static const uint8_t any_policy[] = {0x55, 0x1d, 0x20, 0x00}; /* 2.5.29.32.0 */

struct vmst_policy_scratch *
vmst_policy_scratch_new(void)
{
    return malloc(sizeof(struct vmst_policy_scratch));
}

static bool
is_any(struct vmst_bytes policy)
{
    return vmst_bytes_equal(policy, vmst_bytes(any_policy, sizeof(any_policy)));
}

static bool
is_in(const struct vmst_oids *policies, struct vmst_bytes policy)
{
    for (size_t i = 0; i < policies->count; i++) {
        if (vmst_bytes_equal(policies->list[i], policy)) {
            return true;
        }
    }
    return false;
}

/* RFC 5280 6.1.1 (c): no initial set is any-policy. */
static bool
accepts(const struct vmst_rules *rules, struct vmst_bytes policy)
{
    const struct vmst_oids *initial = &rules->initial_policies;
    return initial->count == 0 ||
           is_in(initial, vmst_bytes(any_policy, sizeof(any_policy))) ||
           is_in(initial, policy);
}

static void
add_finding(struct state *state, vmstrust_finding number, size_t depth,
            struct vmst_fact found)
{
    vmst_findings_add(state->findings, state->rules->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = (int)depth,
                                            .cert = state->path->certs[depth],
                                            .found = found});
}

/* --- Levels ------------------------------------------------------------------- */

static struct node *
find_node(struct level *level, struct vmst_bytes policy)
{
    for (size_t i = 0; i < level->node_count; i++) {
        if (!level->nodes[i].is_deleted &&
            vmst_bytes_equal(level->nodes[i].policy, policy)) {
            return &level->nodes[i];
        }
    }
    return NULL;
}

static struct node *
find_any(struct level *level)
{
    return find_node(level, vmst_bytes(any_policy, sizeof(any_policy)));
}

static struct node *
new_node(struct state *state, struct vmst_bytes policy)
{
    struct level *here = state->here;
    if (here->node_count == MOST_NODES) {
        state->is_overfull = true;
        return NULL;
    }
    struct node *node = &here->nodes[here->node_count++];
    *node = (struct node){.policy = policy};
    return node;
}

/* A policy that hangs on anyPolicy is one of the anchor's domain. */
static void
become_root(struct state *state, struct node *node)
{
    if (state->root_count < VMST_LIMIT_VALID_POLICIES) {
        state->roots[state->root_count] = node->policy;
        node->roots = UINT64_C(1) << state->root_count;
    }
    state->root_count++;
    node->is_acceptable = accepts(state->rules, node->policy);
}

static void
inherit(struct node *node, const struct node *parent)
{
    node->roots |= parent->roots;
    node->is_acceptable = node->is_acceptable || parent->is_acceptable;
}

/* Makes the node below every parent that expects the policy; false: there is
 * no such parent. */
static bool
add_below_expecting(struct state *state, struct vmst_bytes policy)
{
    struct level *above = state->above;
    struct node *node = NULL;
    for (size_t i = 0; i < above->node_count; i++) {
        const struct node *parent = &above->nodes[i];
        if (!parent->is_mapped && !parent->is_deleted &&
            vmst_bytes_equal(parent->policy, policy)) {
            node = node == NULL ? new_node(state, policy) : node;
            if (node == NULL) {
                return true;
            }
            inherit(node, parent);
        }
    }
    for (size_t i = 0; i < above->expected_count; i++) {
        const struct expected *expected = &above->expected[i];
        const struct node *parent = &above->nodes[expected->node];
        if (!parent->is_deleted && vmst_bytes_equal(expected->policy, policy)) {
            node = node == NULL ? new_node(state, policy) : node;
            if (node == NULL) {
                return true;
            }
            inherit(node, parent);
        }
    }
    return node != NULL;
}

/* RFC 5280 6.1.3 (d) (1) as RFC 9618 5.3 has it. */
static void
add_asserted(struct state *state, struct vmst_bytes policy)
{
    if (is_any(policy) || find_node(state->here, policy) != NULL ||
        add_below_expecting(state, policy) || find_any(state->above) == NULL) {
        return;
    }
    struct node *node = new_node(state, policy);
    if (node != NULL) {
        become_root(state, node);
    }
}

/* RFC 5280 6.1.3 (d) (2): anyPolicy stands for every policy that is expected
 * and not asserted. */
static void
add_expected(struct state *state)
{
    struct level *above = state->above;
    for (size_t i = 0; i < above->node_count && !state->is_overfull; i++) {
        const struct node *parent = &above->nodes[i];
        if (!parent->is_mapped && !parent->is_deleted &&
            find_node(state->here, parent->policy) == NULL) {
            (void)add_below_expecting(state, parent->policy);
        }
    }
    for (size_t i = 0; i < above->expected_count && !state->is_overfull; i++) {
        struct vmst_bytes policy = above->expected[i].policy;
        if (find_node(state->here, policy) == NULL) {
            (void)add_below_expecting(state, policy);
        }
    }
}

/* Every policy is compared with all of both levels: charged before. */
static bool
may_compare(struct state *state, const struct vmst_cert *cert)
{
    size_t here = cert->policies.count + cert->mapping_issuer.count + 1;
    size_t above = state->above->node_count + state->above->expected_count +
                   MOST_NODES / 16;
    if (!vmst_budget_spend(state->budget, &state->budget->policies,
                           (uint32_t)(here * above), "certificate policies")) {
        state->is_overfull = true;
    }
    return !state->is_overfull;
}

/* RFC 5280 6.1.3 (d) and (e) for one certificate: fills `here`, which stays
 * empty, as NULL, where it has no policies. Childless nodes (d) (3) are none
 * of `here`, and no other level is kept. */
static void
process_policies(struct state *state, const struct vmst_cert *cert,
                 bool is_last)
{
    state->here->node_count = 0;
    state->here->expected_count = 0;
    if (!may_compare(state, cert)) {
        return;
    }
    for (size_t i = 0; i < cert->policies.count; i++) {
        add_asserted(state, cert->policies.list[i]);
    }
    bool is_any_allowed =
        state->inhibit_any > 0 || (!is_last && vmst_cert_is_self_issued(cert));
    if (is_any_allowed &&
        is_in(&cert->policies, vmst_bytes(any_policy, sizeof(any_policy)))) {
        add_expected(state);
    }
}

/* --- Mappings: RFC 5280 6.1.4 (a) and (b) ------------------------------------------ */

/* RFC 5280 6.1.4 (a). */
static bool
maps_any(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->mapping_issuer.count; i++) {
        if (is_any(cert->mapping_issuer.list[i]) ||
            is_any(cert->mapping_subject.list[i])) {
            return true;
        }
    }
    return false;
}

/* RFC 5280 6.1.4 (b) (1): the node of the issuer's policy, made from anyPolicy
 * if need be. */
static struct node *
node_to_map(struct state *state, struct vmst_bytes policy)
{
    struct node *node = find_node(state->here, policy);
    if (node == NULL && find_any(state->here) != NULL) {
        node = new_node(state, policy);
        if (node != NULL) {
            become_root(state, node);
        }
    }
    return node;
}

static void
map(struct state *state, struct vmst_bytes from, struct vmst_bytes to)
{
    struct level *here = state->here;
    struct node *node = node_to_map(state, from);
    if (node == NULL) {
        return;
    }
    if (here->expected_count == MOST_EXPECTED) {
        state->is_overfull = true;
        return;
    }
    node->is_mapped = true;
    here->expected[here->expected_count++] =
        (struct expected){(size_t)(node - here->nodes), to};
}

/* RFC 5280 6.1.4 (b) as RFC 9618 5.4 has it. */
static void
process_mappings(struct state *state, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->mapping_issuer.count; i++) {
        struct vmst_bytes from = cert->mapping_issuer.list[i];
        struct node *node = find_node(state->here, from);
        if (state->policy_mapping > 0) {
            map(state, from, cert->mapping_subject.list[i]);
        } else if (node != NULL) {
            node->is_deleted = true; /* 6.1.4 (b) (2) */
        }
    }
}

/* --- Counters ------------------------------------------------------------------------ */

static void
count_down(uint32_t *counter)
{
    *counter -= *counter > 0 ? 1 : 0;
}

static void
lower(uint32_t *counter, bool is_set, uint32_t to)
{
    if (is_set && to < *counter) {
        *counter = to;
    }
}

/* RFC 5280 6.1.4 (h), (i), (j). */
static void
prepare_counters(struct state *state, const struct vmst_cert *cert,
                 bool is_anchor)
{
    if (!is_anchor && !vmst_cert_is_self_issued(cert)) {
        count_down(&state->explicit_policy);
        count_down(&state->policy_mapping);
        count_down(&state->inhibit_any);
    }
    lower(&state->explicit_policy, cert->has_require_explicit,
          cert->require_explicit);
    lower(&state->policy_mapping, cert->has_inhibit_mapping,
          cert->inhibit_mapping);
    lower(&state->inhibit_any, vmst_cert_has(cert, VMST_EXT_INHIBIT_ANY_POLICY),
          cert->inhibit_any);
}

/* --- One certificate ------------------------------------------------------------------ */

static bool
is_empty(const struct level *level)
{
    for (size_t i = 0; i < level->node_count; i++) {
        if (!level->nodes[i].is_deleted) {
            return false;
        }
    }
    return true;
}

static void
refuse(struct state *state, size_t depth)
{
    add_finding(state, VMSTRUST_FINDING_POLICY_NOT_ACCEPTABLE, depth,
                (struct vmst_fact){.kind = VMST_FACT_NONE});
}

static void
swap_levels(struct state *state)
{
    struct level *above = state->above;
    state->above = state->here;
    state->here = above;
}

/* RFC 5280 6.1.3 (d) to (f), then 6.1.4 (a), (b) and (h) to (j). False: the
 * path is refused. */
static bool
process(struct state *state, size_t depth, bool is_anchor)
{
    const struct vmst_cert *cert = state->path->certs[depth];
    process_policies(state, cert, depth == 0);
    if (state->is_overfull) {
        return false;
    }
    if (state->explicit_policy == 0 && is_empty(state->here)) {
        refuse(state, depth);
        return false;
    }
    if (depth > 0) {
        if (maps_any(cert)) {
            add_finding(state, VMSTRUST_FINDING_POLICY_NOT_ACCEPTABLE, depth,
                        VMST_FACT_OF_LITERAL("a mapping of anyPolicy"));
            return false;
        }
        process_mappings(state, cert);
        prepare_counters(state, cert, is_anchor);
    }
    swap_levels(state);
    return !state->is_overfull;
}

/* --- The whole path ---------------------------------------------------------------------- */

/* RFC 5280 6.1.2 (a), (d), (e), (f), RFC 9618 5.2. */
static void
initialize(struct state *state, struct vmst_policy_scratch *scratch)
{
    const struct vmst_rules *rules = state->rules;
    /* n + 1; of a certificate that is itself trusted n is 1. */
    size_t count = state->path->count;
    uint32_t never = count == 1 ? 2 : (uint32_t)count;
    state->above = &scratch->levels[0];
    state->here = &scratch->levels[1];
    state->above->node_count = 1;
    state->above->expected_count = 0;
    state->above->nodes[0] =
        (struct node){.policy = vmst_bytes(any_policy, sizeof(any_policy)),
                      .is_acceptable = true};
    state->explicit_policy = rules->explicit_policy ? 0 : never;
    state->policy_mapping = rules->inhibit_mapping ? 0 : never;
    state->inhibit_any = rules->inhibit_any ? 0 : never;
}

/* RFC 5937 3.2: an anchor's own policies narrow what the caller accepts. */
static bool
process_anchor(struct state *state)
{
    size_t last = state->path->count - 1;
    const struct vmst_cert *anchor = state->path->certs[last];
    if (last == 0 ||
        (state->rules->anchor_fields & VMSTRUST_ANCHOR_FIELD_POLICIES) == 0) {
        return true;
    }
    if (vmst_cert_has(anchor, VMST_EXT_POLICIES)) {
        return process(state, last, true);
    }
    prepare_counters(state, anchor, true);
    return true;
}

/* RFC 5280 6.1.6, RFC 9618 5.5: the user-constrained-policy-set, as far as there
 * is room: what of the anchor's domain is acceptable, or all that the caller
 * accepts. */
static void
collect_valid(struct state *state)
{
    struct vmst_valid_policies *valid = &state->path->policies;
    uint64_t roots = 0;
    bool has_any = find_any(state->above) != NULL;
    for (size_t i = 0; i < state->above->node_count; i++) {
        const struct node *node = &state->above->nodes[i];
        roots |= node->is_deleted ? 0 : node->roots;
    }
    for (size_t i = 0; i < VMST_LIMIT_VALID_POLICIES && !has_any; i++) {
        if ((roots >> i & 1) != 0 && accepts(state->rules, state->roots[i])) {
            valid->list[valid->count++] = state->roots[i];
        }
    }
    const struct vmst_oids *initial = &state->rules->initial_policies;
    for (size_t i = 0;
         has_any && i < initial->count && i < VMST_LIMIT_VALID_POLICIES; i++) {
        valid->list[valid->count++] = initial->list[i];
    }
    if (has_any && initial->count == 0) {
        valid->list[valid->count++] =
            vmst_bytes(any_policy, sizeof(any_policy));
    }
}

static bool
is_acceptable(const struct level *level)
{
    for (size_t i = 0; i < level->node_count; i++) {
        if (!level->nodes[i].is_deleted && level->nodes[i].is_acceptable) {
            return true;
        }
    }
    return false;
}

/* RFC 5280 6.1.5 (a), (b), (g), RFC 9618 5.5. */
static void
wrap_up(struct state *state)
{
    const struct vmst_cert *leaf = state->path->certs[0];
    count_down(&state->explicit_policy);
    if (leaf->has_require_explicit && leaf->require_explicit == 0) {
        state->explicit_policy = 0;
    }
    collect_valid(state);
    if (state->explicit_policy == 0 && !is_acceptable(state->above)) {
        refuse(state, 0);
    }
}

void
vmst_policies_check(const struct vmst_rules *rules, struct vmst_path *path,
                    struct vmst_policy_scratch *scratch,
                    struct vmst_budget *budget, struct vmst_findings *findings)
{
    struct state state = {
        .rules = rules, .path = path, .budget = budget, .findings = findings};
    path->policies.count = 0;
    initialize(&state, scratch);
    bool goes_on = process_anchor(&state);
    /* A certificate that is itself trusted is judged as the last one. */
    size_t below_anchor = path->count == 1 ? 1 : path->count - 1;
    for (size_t depth = below_anchor; goes_on && depth > 0; depth--) {
        goes_on = process(&state, depth - 1, false);
    }
    if (goes_on) {
        wrap_up(&state);
    } else if (state.is_overfull && budget->spent == NULL) {
        budget->spent = "certificate policies";
    }
}
