/*
 * What a role asks of the server certificate itself, whatever its path: the
 * host, the names, the days that are left. Floor 3.
 */
#ifndef VMST_ROLE_LEAF_H
#define VMST_ROLE_LEAF_H

#include "path/rules.h"
#include "role/host.h"

/* Holds the host against the certificate and adds what is wrong. Where the
 * subject may stand in (`has_cn_fallback`) and does, *common_name is that CN,
 * to be held to the name constraints of the path; else it is empty. */
vmstrust_match vmst_leaf_check_host(const struct vmst_rules *rules,
                                    const struct vmst_host *host,
                                    const struct vmst_cert *leaf,
                                    bool has_cn_fallback,
                                    struct vmst_bytes *common_name,
                                    struct vmst_findings *findings);

/* Every required name must be in the SAN. */
void vmst_leaf_check_required(const struct vmst_rules *rules,
                              const struct vmst_host *required, size_t count,
                              const struct vmst_cert *leaf,
                              struct vmst_findings *findings);

/* The lints about the names of a server. */
void vmst_leaf_check_names(const struct vmst_rules *rules,
                           const struct vmst_cert *leaf,
                           struct vmst_findings *findings);

#endif
