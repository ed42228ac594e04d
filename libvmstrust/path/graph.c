/*
 * Building the graph: one pass upwards from the certificate takes in every
 * candidate once, then distances spread downwards from the anchors. Linear in
 * the candidates; no signature is computed. Floor 2.
 */
#include "path/graph.h"

#include <stdlib.h>

/* An extra of the chain, sorted as the trust set is. */
struct extra {
    const struct vmst_cert *cert;
    uint32_t position;
};

struct builder {
    const struct vmst_rules *rules;
    const struct vmst_pool *pool;
    struct extra *extras;
    size_t extra_count;
    struct vmst_near_misses *near;
    struct vmst_graph *graph;
};

void
vmst_near_misses_add(struct vmst_near_misses *near, vmstrust_near_miss kind,
                     const struct vmst_cert *cert,
                     const struct vmst_cert *child)
{
    for (size_t i = 0; i < near->count; i++) {
        if (near->rows[i].kind == kind && near->rows[i].cert == cert) {
            return;
        }
    }
    if (near->count < VMST_LIMIT_NEAR_MISSES) {
        near->rows[near->count++] = (struct vmst_near_miss){kind, cert, child};
    }
}

bool
vmst_anchor_is_usable(const struct vmst_rules *rules,
                      const struct vmst_trust *trust,
                      const struct vmst_anchor *anchor)
{
    return vmst_anchor_is_for(anchor, rules->role) &&
           !vmst_trust_distrusts(trust, anchor->cert);
}

/* --- The extras, sorted and without doubles ------------------------------- */

static int
compare_extras(const void *a, const void *b)
{
    const struct extra *x = a;
    const struct extra *y = b;
    int order = vmst_cert_order(x->cert, y->cert);
    if (order != 0) {
        return order;
    }
    return x->position < y->position ? -1 : x->position > y->position;
}

static void
collect_extras(struct builder *builder)
{
    const struct vmst_pool *pool = builder->pool;
    size_t count = 0;
    for (size_t i = 1; i < pool->count; i++) {
        if (!pool->certs[i]->is_malformed) {
            builder->extras[count++] =
                (struct extra){pool->certs[i], (uint32_t)i};
        }
    }
    if (count == 0) {
        return;
    }
    qsort(builder->extras, count, sizeof(builder->extras[0]), compare_extras);
    size_t last = 0;
    for (size_t i = 1; i < count; i++) {
        if (vmst_cert_order(builder->extras[last].cert,
                            builder->extras[i].cert) != 0) {
            builder->extras[++last] = builder->extras[i];
        }
    }
    builder->extra_count = last + 1;
}

static size_t
find_extra(const struct builder *builder, uint64_t hash)
{
    size_t low = 0;
    size_t high = builder->extra_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (builder->extras[middle].cert->subject.hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* --- Groups ---------------------------------------------------------------- */

static void
add_node(struct builder *builder, struct vmst_group *group,
         const struct vmst_cert *cert, uint32_t position)
{
    const struct vmst_trust *trust = builder->pool->trust;
    const struct vmst_anchor *anchor = vmst_trust_find_anchor(trust, cert);
    if (vmst_trust_distrusts(trust, cert)) {
        vmst_near_misses_add(builder->near, VMSTRUST_NEAR_MISS_DISTRUSTED, cert,
                             NULL);
        group->has_distrusted = true;
        return;
    }
    if (anchor != NULL && vmst_anchor_is_for(anchor, builder->rules->role)) {
        return; /* it stands among the anchors of its group */
    }
    struct vmst_graph *graph = builder->graph;
    graph->nodes[graph->node_count++] =
        (struct vmst_node){.cert = cert, .position = position};
    group->count++;
}

static void
take_in_extras(struct builder *builder, struct vmst_group *group)
{
    for (size_t i = find_extra(builder, group->name->hash);
         i < builder->extra_count; i++) {
        const struct extra *extra = &builder->extras[i];
        if (!vmst_name_equal(&extra->cert->subject, group->name)) {
            return;
        }
        add_node(builder, group, extra->cert, extra->position);
    }
}

static bool
is_extra(const struct builder *builder, const struct vmst_cert *cert)
{
    for (size_t i = find_extra(builder, cert->subject.hash);
         i < builder->extra_count; i++) {
        int order = vmst_cert_order(builder->extras[i].cert, cert);
        if (order >= 0) {
            return order == 0;
        }
    }
    return false;
}

static void
take_in_intermediates(struct builder *builder, struct vmst_group *group)
{
    const struct vmst_trust *trust = builder->pool->trust;
    struct vmst_range range = vmst_trust_find_intermediates(trust, group->name);
    for (size_t i = 0; i < range.count; i++) {
        const struct vmst_cert *cert = trust->intermediates[range.first + i];
        if (!is_extra(builder, cert)) {
            add_node(builder, group, cert, VMST_FROM_STORE);
        }
    }
}

static void
take_in_anchors(struct builder *builder, struct vmst_group *group)
{
    const struct vmst_trust *trust = builder->pool->trust;
    group->anchors = vmst_trust_find_anchors(trust, group->name);
    for (size_t i = 0; i < group->anchors.count; i++) {
        const struct vmst_anchor *anchor =
            &trust->anchors[group->anchors.first + i];
        if (vmst_anchor_is_usable(builder->rules, trust, anchor)) {
            group->has_anchor = true;
        } else if (vmst_trust_distrusts(trust, anchor->cert)) {
            vmst_near_misses_add(builder->near, VMSTRUST_NEAR_MISS_DISTRUSTED,
                                 anchor->cert, NULL);
        }
    }
}

/* The slot of the group of this name, or the free one where it belongs. RFC 5280
 * 6.1.3 (a) (4): names are compared as in 7.1. */
static uint32_t *
find_slot(const struct vmst_graph *graph, const struct vmst_name *name)
{
    size_t slot = (size_t)name->hash & graph->slot_mask;
    while (graph->slots[slot] != 0 &&
           !vmst_name_equal(graph->groups[graph->slots[slot] - 1].name, name)) {
        slot = (slot + 1) & graph->slot_mask;
    }
    return &graph->slots[slot];
}

const struct vmst_group *
vmst_graph_find(const struct vmst_graph *graph, const struct vmst_name *subject)
{
    uint32_t slot = *find_slot(graph, subject);
    return slot == 0 ? NULL : &graph->groups[slot - 1];
}

static uint32_t
group_of(struct builder *builder, const struct vmst_name *name)
{
    struct vmst_graph *graph = builder->graph;
    uint32_t *slot = find_slot(graph, name);
    if (*slot == 0) {
        struct vmst_group *group = &graph->groups[graph->group_count++];
        *slot = (uint32_t)graph->group_count;
        *group = (struct vmst_group){.name = name,
                                     .first = (uint32_t)graph->node_count};
        take_in_extras(builder, group);
        take_in_intermediates(builder, group);
        take_in_anchors(builder, group);
        group->distance = group->has_anchor ? 1 : VMST_UNREACHABLE;
    }
    return *slot - 1;
}

static void
take_in_all(struct builder *builder)
{
    struct vmst_graph *graph = builder->graph;
    group_of(builder, &builder->pool->certs[0]->issuer);
    for (size_t node = 0; node < graph->node_count; node++) {
        graph->nodes[node].issuer_group =
            group_of(builder, &graph->nodes[node].cert->issuer);
    }
}

/* --- Distances, ranks, order ----------------------------------------------- */

/* One step of the breadth-first pass downwards; false: nothing changed. */
static bool
spread_distances(struct vmst_graph *graph)
{
    bool changed = false;
    for (size_t i = 0; i < graph->group_count; i++) {
        struct vmst_group *group = &graph->groups[i];
        for (uint32_t j = 0; j < group->count; j++) {
            const struct vmst_node *node = &graph->nodes[group->first + j];
            uint32_t above = graph->groups[node->issuer_group].distance;
            if (above < VMST_LIMIT_PATH && above + 1 < group->distance) {
                group->distance = above + 1;
                changed = true;
            }
        }
    }
    return changed;
}

/* Above every distance. */
#define UNFIT ((uint32_t)VMST_LIMIT_PATH * 2)

static int
compare_nodes(const void *a, const void *b)
{
    const struct vmst_node *x = a;
    const struct vmst_node *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return memcmp(x->cert->sha256, y->cert->sha256, VMST_SHA256_SIZE);
}

static void
rank_nodes(const struct vmst_rules *rules, struct vmst_graph *graph)
{
    for (size_t i = 0; i < graph->node_count; i++) {
        struct vmst_node *node = &graph->nodes[i];
        uint32_t distance = graph->groups[node->issuer_group].distance;
        bool is_fit = vmst_is_fit_to_issue(rules, node->cert);
        node->rank = (distance < VMST_LIMIT_PATH ? distance : VMST_LIMIT_PATH) +
                     (is_fit ? 0 : UNFIT);
    }
    for (size_t i = 0; i < graph->group_count; i++) {
        const struct vmst_group *group = &graph->groups[i];
        if (group->count > 1) {
            qsort(&graph->nodes[group->first], group->count,
                  sizeof(graph->nodes[0]), compare_nodes);
        }
    }
}

static void
count_pairs(struct vmst_graph *graph)
{
    const struct vmst_group *first = &graph->groups[0];
    graph->pair_count = first->count + first->anchors.count;
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct vmst_group *group =
            &graph->groups[graph->nodes[i].issuer_group];
        graph->pair_count += group->count + group->anchors.count;
    }
}

/* --- Memory ----------------------------------------------------------------- */

static size_t
power_of_two_above(size_t number)
{
    size_t power = 4;
    while (power < number) {
        power *= 2;
    }
    return power;
}

static int
allocate(struct vmst_graph *graph, size_t node_limit)
{
    size_t slots = power_of_two_above(2 * (node_limit + 1));
    *graph = (struct vmst_graph){.slot_mask = slots - 1};
    graph->nodes = calloc(node_limit + 1, sizeof(graph->nodes[0]));
    graph->groups = calloc(node_limit + 1, sizeof(graph->groups[0]));
    graph->slots = calloc(slots, sizeof(graph->slots[0]));
    if (graph->nodes == NULL || graph->groups == NULL || graph->slots == NULL) {
        vmst_graph_free(graph);
        return VMSTRUST_E_MEMORY;
    }
    return VMSTRUST_OK;
}

void
vmst_graph_free(struct vmst_graph *graph)
{
    free(graph->nodes);
    free(graph->groups);
    free(graph->slots);
    *graph = (struct vmst_graph){.nodes = NULL};
}

int
vmst_graph_build(const struct vmst_rules *rules, const struct vmst_pool *pool,
                 struct vmst_near_misses *near, struct vmst_graph *graph)
{
    struct builder builder = {
        .rules = rules, .pool = pool, .near = near, .graph = graph};
    TRY(allocate(graph, pool->count + pool->trust->intermediate_count));
    builder.extras = calloc(pool->count, sizeof(builder.extras[0]));
    if (builder.extras == NULL) {
        vmst_graph_free(graph);
        return VMSTRUST_E_MEMORY;
    }
    collect_extras(&builder);
    take_in_all(&builder);
    free(builder.extras);
    size_t pass = 0;
    while (spread_distances(graph) && pass < VMST_LIMIT_PATH) {
        pass++;
    }
    rank_nodes(rules, graph);
    count_pairs(graph);
    return VMSTRUST_OK;
}
