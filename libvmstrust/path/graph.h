/*
 * The candidates of one verification, grouped by subject name. Only what the
 * certificate can lead to by names is taken in, and every group knows how far
 * it is from an anchor: what cannot reach one costs no signature. Floor 2.
 */
#ifndef VMST_PATH_GRAPH_H
#define VMST_PATH_GRAPH_H

#include "path/rules.h"
#include "path/search.h"

#define VMST_UNREACHABLE UINT32_MAX

struct vmst_node {
    const struct vmst_cert *cert; /* borrowed */
    uint32_t issuer_group;
    uint32_t rank;     /* the lower, the sooner it is tried */
    uint32_t position; /* in the chain; VMST_FROM_STORE */
};
#define VMST_FROM_STORE UINT32_MAX

struct vmst_group { /* all candidates of one subject */
    const struct vmst_name *name;
    uint32_t first; /* into nodes */
    uint32_t count;
    struct vmst_range anchors; /* of the trust set */
    bool has_anchor;           /* one of them may be used */
    bool has_distrusted;       /* one was there, and is no candidate */
    uint32_t distance; /* steps from a certificate issued under this name to
                          an anchor; VMST_UNREACHABLE */
};

struct vmst_graph {
    struct vmst_node *nodes;
    size_t node_count;
    struct vmst_group *groups; /* [0]: the issuer of the certificate judged */
    size_t group_count;
    uint32_t *slots; /* open addressing: group number + 1, by name hash */
    size_t slot_mask;
    size_t pair_count; /* child and candidate issuer: what signatures there
                          are to compute at most */
};

int vmst_graph_build(const struct vmst_rules *rules,
                     const struct vmst_pool *pool,
                     struct vmst_near_misses *near, struct vmst_graph *graph);
void vmst_graph_free(struct vmst_graph *graph);
/* The candidates of this subject, or NULL. */
const struct vmst_group *vmst_graph_find(const struct vmst_graph *graph,
                                         const struct vmst_name *subject);

/* May this anchor end a path for the role? */
bool vmst_anchor_is_usable(const struct vmst_rules *rules,
                           const struct vmst_trust *trust,
                           const struct vmst_anchor *anchor);
/* Records a near miss once. */
void vmst_near_misses_add(struct vmst_near_misses *near,
                          vmstrust_near_miss kind, const struct vmst_cert *cert,
                          const struct vmst_cert *child);

#endif
