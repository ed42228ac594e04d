/*
 * The policy: role, client, rule set, overrides. Made by one thread, then
 * shared as const. Its row of severities is computed when something changes,
 * so that a verification only reads it. Floor 4.
 */
#ifndef VMST_VERDICT_POLICY_H
#define VMST_VERDICT_POLICY_H

#include "path/rules.h"
#include "role/host.h"
#include "role/table.h"

/* A certificate carries one name per way in which a server is reached; 64 is
 * beyond any cluster. */
#define VMST_LIMIT_REQUIRED_NAMES 64

/* 60 days: two monthly maintenance windows (words.md 4). */
#define VMST_DUE_WITHIN_DAYS 60

#define VMST_NO_OVERRIDE 0xff

struct vmst_oid { /* contents of an OBJECT IDENTIFIER that a caller gave */
    uint8_t bytes[VMST_LIMIT_OID];
    size_t size;
};

struct vmst_policy {
    struct vmst_policy_private *private_; /* the count */
    const struct vmst_role *role;
    const struct vmst_client *client; /* NULL: no one in particular */
    const struct vmst_ruleset *rules;
    uint8_t overrides[VMST_FINDING_SLOTS]; /* or VMST_NO_OVERRIDE */
    struct vmst_severities severities;     /* the row: rules, client,
                                              overrides */
    uint32_t anchor_fields_set;
    uint32_t anchor_fields_ignored; /* insecure */
    uint32_t max_intermediates;     /* UINT32_MAX: not bounded */
    struct vmst_host *required;     /* owned list */
    size_t required_count;
    struct vmst_oid *initial_policies; /* owned list; none: any-policy */
    size_t initial_policy_count;
    bool explicit_policy;
    bool inhibit_mapping;
    bool inhibit_any;
    struct vmst_oid purpose; /* size 0: the role's own */
    bool has_earliest_time;
    int64_t earliest_time;
    uint32_t due_within;    /* days */
    bool insecure_severity; /* a locked finding was lowered */
    bool insecure_skip_name;
    bool insecure_allow_weak;
    bool insecure_skip_time;
    bool insecure_skip_issuer_revocation;
    bool insecure_ignore_crl_expiry;
    vmstrust_revocation revocation;
    struct vmst_policy *shadow; /* owned, a copy with none of its own; NULL:
                                   nobody judges beside it */
};

int vmst_policy_new(const struct vmst_role *role, struct vmst_policy **policy);
/* A policy of its own with the same rules: what a report keeps, since the
 * caller may go on setting his. */
int vmst_policy_copy(const struct vmst_policy *policy,
                     struct vmst_policy **copy);
struct vmst_policy *vmst_policy_ref(const struct vmst_policy *policy);
void vmst_policy_free(struct vmst_policy *policy);
VMST_FREE_AT_SCOPE_END(policy)

void vmst_policy_set_client(struct vmst_policy *policy,
                            const struct vmst_client *client);
void vmst_policy_set_revocation(struct vmst_policy *policy,
                                vmstrust_revocation mode);
void vmst_policy_set_rules(struct vmst_policy *policy,
                           const struct vmst_ruleset *rules);
/* `is_insecure` allows to lower a locked finding; without it that is
 * VMSTRUST_E_LOCKED. */
int vmst_policy_set_severity(struct vmst_policy *policy,
                             vmstrust_finding finding,
                             vmstrust_severity severity, bool is_insecure,
                             struct vmst_note *note);
int vmst_policy_add_required_name(struct vmst_policy *policy, const char *name,
                                  struct vmst_note *note);
int vmst_policy_add_initial_policy(struct vmst_policy *policy,
                                   const char *dotted, struct vmst_note *note);
/* A copy of `other` judges beside this policy. VMSTRUST_E_LIMIT for a
 * second. */
int vmst_policy_add_shadow(struct vmst_policy *policy,
                           const struct vmst_policy *other,
                           struct vmst_note *note);
int vmst_policy_set_purpose(struct vmst_policy *policy, const char *dotted,
                            struct vmst_note *note);

/* The fields of an anchor that count under this policy. */
uint32_t vmst_policy_anchor_fields(const struct vmst_policy *policy);
/* Anything in it that has `insecure` in its name. */
bool vmst_policy_is_insecure(const struct vmst_policy *policy);

#endif
