/*
 * Name constraints: two lists of subtrees. Floor 1.
 */
#include "cert/read.h"

/* Minimum and maximum of a subtree, whose values nobody uses: RFC 5280 asks
 * for 0 and none, and a certificate with others is refused above. */
struct bounds {
    bool is_unusual;
    bool is_written_default;
};

/*
 * GeneralSubtree ::= SEQUENCE {                            RFC 5280 4.2.1.10
 *     base     GeneralName,
 *     minimum  [0]  BaseDistance DEFAULT 0,
 *     maximum  [1]  BaseDistance OPTIONAL }
 */
static int
read_subtree(struct vmst_der *in, struct vmst_arena *arena,
             struct bounds *bounds, struct vmst_subtree *subtree)
{
    struct vmst_der fields;
    uint32_t distance;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_general_name_read(&fields, arena, VMST_GENERAL_IS_CONSTRAINT,
                               &subtree->base));
    if (vmst_der_peek(&fields) == VMST_DER_CONTEXT(0)) {
        TRY(vmst_der_size_as(&fields, VMST_DER_CONTEXT(0), &distance));
        bounds->is_unusual |= distance != 0;
        bounds->is_written_default |= distance == 0;
    }
    if (vmst_der_peek(&fields) == VMST_DER_CONTEXT(1)) {
        TRY(vmst_der_size_as(&fields, VMST_DER_CONTEXT(1), &distance));
        bounds->is_unusual = true;
    }
    return vmst_der_end(&fields);
}

/*
 * GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
 *                                                          RFC 5280 4.2.1.10
 */
static int
read_subtrees(struct vmst_der *in, struct vmst_arena *arena,
              struct bounds *bounds, struct vmst_subtrees *subtrees)
{
    struct vmst_subtree *list;
    size_t count;

    TRY(vmst_count_elements(in, &count));
    if (count == 0) {
        return vmst_der_fail(in, "a list of subtrees without a subtree");
    }
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(read_subtree(in, arena, bounds, &list[i]));
    }
    *subtrees = (struct vmst_subtrees){list, count};
    return VMSTRUST_OK;
}

static int
read_optional_subtrees(struct vmst_der *in, uint8_t tag,
                       struct vmst_arena *arena, struct bounds *bounds,
                       struct vmst_subtrees *subtrees)
{
    struct vmst_der inside;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    return read_subtrees(&inside, arena, bounds, subtrees);
}

/*
 * NameConstraints ::= SEQUENCE {                           RFC 5280 4.2.1.10
 *     permittedSubtrees  [0]  GeneralSubtrees OPTIONAL,
 *     excludedSubtrees   [1]  GeneralSubtrees OPTIONAL }
 */
int
vmst_name_constraints_read(struct vmst_der *in, struct vmst_arena *arena,
                           struct vmst_cert *cert)
{
    struct bounds bounds = {0};
    struct vmst_der fields;

    cert->name_constraints = vmst_bytes(in->next, (size_t)(in->end - in->next));
    TRY(vmst_der_sequence(in, &fields));
    TRY(read_optional_subtrees(&fields, VMST_DER_CONTEXT_CONSTRUCTED(0), arena,
                               &bounds, &cert->permitted));
    TRY(read_optional_subtrees(&fields, VMST_DER_CONTEXT_CONSTRUCTED(1), arena,
                               &bounds, &cert->excluded));
    cert->has_subtree_bounds = bounds.is_unusual;
    cert->has_loose_encoding |= bounds.is_written_default;
    cert->has_empty_constraints =
        cert->permitted.count == 0 && cert->excluded.count == 0;
    return vmst_der_end(&fields);
}
