/*
 * What one judgement goes by: made once by the verdict floor out of policy,
 * chain and host, and only read below. Floor 2.
 */
#ifndef VMST_PATH_RULES_H
#define VMST_PATH_RULES_H

#include "path/finding.h"

struct vmst_rules {
    const struct vmst_severities *severities;
    int64_t now;
    bool skip_time;
    bool allow_weak;
    uint32_t anchor_fields;     /* VMSTRUST_ANCHOR_FIELD_ values that count */
    bool may_lack_anchor_mark;  /* the caller's own anchor: a lint, no error */
    uint32_t max_intermediates; /* UINT32_MAX: no bound but VMST_LIMIT_PATH */
    unsigned leaf_place;        /* enum vmst_place: which lints the first
                                   certificate is held to; 0: none */
    bool is_for_authority;      /* the first certificate is judged as a CA */
    vmstrust_role role;         /* for anchors that are limited to roles */
    struct vmst_bytes purpose; /* extended key usage OID contents; empty: any */
    vmstrust_revocation revocation;
    bool ignore_crl_expiry;
    bool skip_issuer_revocation; /* only the first certificate is asked about */
    struct vmst_oids initial_policies; /* none: any-policy (6.1.1 (c)) */
    bool explicit_policy;              /* 6.1.1 (e) to (g) */
    bool inhibit_mapping;
    bool inhibit_any;
    struct vmst_bytes common_name; /* the CN in which the host was found, for
                                      want of DNS names; empty otherwise.
                                      Views the leaf */
};

#endif
