/*
 * Chains that a stranger could send to keep a verifier busy: each with its
 * trusted roots and the answer it must have. Not part of the library.
 */
#ifndef TESTS_VERDICT_HARD_H
#define TESTS_VERDICT_HARD_H

#include <vmstrust/vmstrust.h>

#include "forge.h"

#define HARD_HOST "rec01.site.local"

struct hard_case {
    vmstrust_finding worst; /* 0: trusted */
    size_t path;            /* certificates on the path; 0: not looked at */
    /* Also work-limit-reached is an answer: the budget may end it first. */
    bool may_reach_limit;
    struct forge_der leaf;
    struct forge_list extras;
    struct forge_list anchors;
};

size_t hard_count(void);
const char *hard_name(size_t index);
/* Makes one of them; hard_free frees it. */
struct hard_case hard_make(size_t index);
void hard_free(struct hard_case *hard);

/* Its trusted roots as a store, what is sent as a chain. */
vmstrust_store *hard_store(const struct hard_case *hard);
vmstrust_chain *hard_chain(const struct hard_case *hard);

#endif
