/*
 * The entries of a CRL: read one by one, and found by an index of offsets,
 * sorted by issuer and serial number, each certificate once. Floor 1.
 */
#ifndef VMST_CERT_INDEX_H
#define VMST_CERT_INDEX_H

#include <stdatomic.h>

#include "base/arena.h"
#include "cert/crl.h"
#include "der/cursor.h"

struct vmst_crl_group { /* the entries of one issuer of certificates */
    const struct vmst_name *issuer; /* in the arena of the CRL, or its own */
    uint32_t first;                 /* in the index */
    uint32_t count;
};

struct vmst_crl_index {
    uint32_t *offsets; /* owned; where the entries begin in the DER */
    struct vmst_crl_group *groups; /* owned; first that of the CRL's issuer */
    size_t group_count;
    size_t entries_start; /* of the list of entries, in the DER */
    size_t entries_end;
};

struct vmst_crl_private {
    atomic_size_t owners;
    struct vmst_arena arena;
    struct vmst_crl_index index;
};

/* Reads every entry and builds the index. What the list itself says was read
 * before. After a failure the index is empty. */
int vmst_crl_index_build(struct vmst_crl *crl, const struct vmst_der *entries);
void vmst_crl_index_free(struct vmst_crl_index *index);

#endif
