/*
 * The policy object. Floor 4.
 */
#include "verdict/policy.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/text.h"
#include "der/oid.h"
#include "role/severity.h"

#define ALL_ANCHOR_FIELDS                                                      \
    (VMSTRUST_ANCHOR_FIELD_VALIDITY | VMSTRUST_ANCHOR_FIELD_AUTHORITY |        \
     VMSTRUST_ANCHOR_FIELD_KEY_USAGE | VMSTRUST_ANCHOR_FIELD_PATH_LENGTH |     \
     VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS | VMSTRUST_ANCHOR_FIELD_PURPOSE |  \
     VMSTRUST_ANCHOR_FIELD_POLICIES | VMSTRUST_ANCHOR_FIELD_CRITICAL)

struct vmst_policy_private {
    atomic_size_t count;
};

/* Set by the mode and by nothing else (architecture.md 4). */
static bool
is_set_by_mode(vmstrust_finding finding)
{
    return finding == VMSTRUST_FINDING_CRL_EXPIRED ||
           finding == VMSTRUST_FINDING_REVOCATION_UNKNOWN;
}

static vmstrust_severity
severity_of_mode(vmstrust_revocation mode)
{
    switch (mode) {
    case VMSTRUST_REVOCATION_OFF:
        return VMSTRUST_SEVERITY_OFF;
    case VMSTRUST_REVOCATION_AVAILABLE:
        return VMSTRUST_SEVERITY_WARNING;
    case VMSTRUST_REVOCATION_REQUIRED:
        break;
    }
    return VMSTRUST_SEVERITY_ERROR;
}

static void
compute_severities(struct vmst_policy *policy)
{
    vmst_severities_fill(&policy->severities, policy->rules, policy->role,
                         policy->client);
    for (size_t i = 0; i < VMST_FINDING_SLOTS; i++) {
        if (policy->overrides[i] != VMST_NO_OVERRIDE) {
            policy->severities.severity[i] = policy->overrides[i];
            policy->severities.client[i] = 0;
        }
        if (is_set_by_mode((vmstrust_finding)i)) {
            policy->severities.severity[i] =
                (uint8_t)severity_of_mode(policy->revocation);
        }
    }
}

/* A policy of all zeros with one owner. */
static struct vmst_policy *
allocate(void)
{
    struct vmst_policy *policy = calloc(1, sizeof(*policy));
    struct vmst_policy_private *own = calloc(1, sizeof(*own));
    if (policy == NULL || own == NULL) {
        free(policy);
        free(own);
        return NULL;
    }
    atomic_init(&own->count, 1);
    policy->private_ = own;
    return policy;
}

int
vmst_policy_new(const struct vmst_role *role, struct vmst_policy **policy)
{
    struct vmst_policy *made = allocate();
    *policy = made;
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    made->role = role;
    made->rules = vmst_ruleset_find("vms");
    made->max_intermediates = UINT32_MAX;
    made->due_within = VMST_DUE_WITHIN_DAYS;
    made->revocation = VMSTRUST_REVOCATION_AVAILABLE;
    memset(made->overrides, VMST_NO_OVERRIDE, sizeof(made->overrides));
    compute_severities(made);
    return VMSTRUST_OK;
}

static int
copy_list(const void *list, size_t count, size_t size, void **copy)
{
    if (count == 0) {
        return VMSTRUST_OK;
    }
    *copy = malloc(count * size);
    if (*copy == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    memcpy(*copy, list, count * size);
    return VMSTRUST_OK;
}

int
vmst_policy_copy(const struct vmst_policy *policy, struct vmst_policy **copy)
{
    *copy = NULL;
    AUTO(policy) made = allocate();
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    struct vmst_policy_private *own = made->private_;
    *made = *policy;
    made->private_ = own;
    made->shadow = NULL;
    made->required = NULL;
    made->initial_policies = NULL;
    TRY(copy_list(policy->required, policy->required_count,
                  sizeof(policy->required[0]), (void **)&made->required));
    TRY(copy_list(policy->initial_policies, policy->initial_policy_count,
                  sizeof(policy->initial_policies[0]),
                  (void **)&made->initial_policies));
    *copy = steal(&made);
    return VMSTRUST_OK;
}

struct vmst_policy *
vmst_policy_ref(const struct vmst_policy *policy)
{
    if (policy != NULL) {
        atomic_fetch_add_explicit(&policy->private_->count, 1,
                                  memory_order_relaxed);
    }
    return (struct vmst_policy *)policy;
}

void
vmst_policy_free(struct vmst_policy *policy)
{
    if (policy == NULL ||
        atomic_fetch_sub_explicit(&policy->private_->count, 1,
                                  memory_order_acq_rel) != 1) {
        return;
    }
    vmst_policy_free(policy->shadow);
    free(policy->required);
    free(policy->initial_policies);
    free(policy->private_);
    free(policy);
}

void
vmst_policy_set_client(struct vmst_policy *policy,
                       const struct vmst_client *client)
{
    policy->client = client;
    compute_severities(policy);
}

void
vmst_policy_set_revocation(struct vmst_policy *policy, vmstrust_revocation mode)
{
    policy->revocation = mode;
    compute_severities(policy);
}

void
vmst_policy_set_rules(struct vmst_policy *policy,
                      const struct vmst_ruleset *rules)
{
    policy->rules = rules;
    compute_severities(policy);
}

int
vmst_policy_set_severity(struct vmst_policy *policy, vmstrust_finding finding,
                         vmstrust_severity severity, bool is_insecure,
                         struct vmst_note *note)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding);
    if (row == NULL || (unsigned)severity > VMSTRUST_SEVERITY_ERROR) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "There is no finding %d, or no severity %d.",
                         (int)finding, (int)severity);
    }
    if (is_set_by_mode(finding)) {
        return vmst_fail(note, VMSTRUST_E_LOCKED,
                         "The severity of %s is that of the revocation mode.",
                         row->id);
    }
    bool is_lowered = !row->is_lint && severity != VMSTRUST_SEVERITY_ERROR;
    if (is_lowered && !is_insecure) {
        return vmst_fail(note, VMSTRUST_E_LOCKED,
                         "The finding %s is locked: without it a party that "
                         "nobody trusts could be trusted.",
                         row->id);
    }
    policy->insecure_severity = policy->insecure_severity || is_lowered;
    policy->overrides[finding] = (uint8_t)severity;
    compute_severities(policy);
    return VMSTRUST_OK;
}

int
vmst_policy_add_required_name(struct vmst_policy *policy, const char *name,
                              struct vmst_note *note)
{
    struct vmst_host host;
    TRY(vmst_host_read(name, &host, note));
    if (policy->required_count >= VMST_LIMIT_REQUIRED_NAMES) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "A policy requires at most %d names.",
                         VMST_LIMIT_REQUIRED_NAMES);
    }
    struct vmst_host *grown =
        realloc(policy->required,
                (policy->required_count + 1) * sizeof(policy->required[0]));
    if (grown == NULL) {
        return vmst_fail_memory(note);
    }
    grown[policy->required_count++] = host;
    policy->required = grown;
    return VMSTRUST_OK;
}

static int
read_oid(const char *dotted, struct vmst_note *note, struct vmst_oid *oid)
{
    if (vmst_oid_parse(dotted, oid->bytes, sizeof(oid->bytes), &oid->size)) {
        return VMSTRUST_OK;
    }
    char shown[VMST_NOTE_TEXT / 2];
    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT,
        "\"%s\" is no object identifier: numbers with dots, such "
        "as 1.3.6.1.5.5.7.3.1.",
        vmst_text_show_in(shown, sizeof(shown), vmst_bytes_of(dotted)));
}

int
vmst_policy_add_initial_policy(struct vmst_policy *policy, const char *dotted,
                               struct vmst_note *note)
{
    struct vmst_oid oid;
    TRY(read_oid(dotted, note, &oid));
    if (policy->initial_policy_count >= VMST_LIMIT_INITIAL_POLICIES) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "At most %d certificate policies can be accepted.",
                         VMST_LIMIT_INITIAL_POLICIES);
    }
    struct vmst_oid *grown = realloc(policy->initial_policies,
                                     (policy->initial_policy_count + 1) *
                                         sizeof(policy->initial_policies[0]));
    if (grown == NULL) {
        return vmst_fail_memory(note);
    }
    grown[policy->initial_policy_count++] = oid;
    policy->initial_policies = grown;
    return VMSTRUST_OK;
}

int
vmst_policy_set_purpose(struct vmst_policy *policy, const char *dotted,
                        struct vmst_note *note)
{
    struct vmst_oid oid;
    TRY(read_oid(dotted, note, &oid));
    policy->purpose = oid;
    return VMSTRUST_OK;
}

int
vmst_policy_add_shadow(struct vmst_policy *policy,
                       const struct vmst_policy *other, struct vmst_note *note)
{
    if (policy->shadow != NULL) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "The policy has a shadow: one other policy judges "
                         "beside it.");
    }
    return vmst_policy_copy(other, &policy->shadow) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

uint32_t
vmst_policy_anchor_fields(const struct vmst_policy *policy)
{
    uint32_t fields = policy->rules->anchor_fields == VMST_ANCHOR_FIELDS_ALL
                          ? ALL_ANCHOR_FIELDS
                          : 0;
    return (fields | policy->anchor_fields_set) &
           ~policy->anchor_fields_ignored;
}

bool
vmst_policy_is_insecure(const struct vmst_policy *policy)
{
    return policy->insecure_severity || policy->insecure_skip_name ||
           policy->insecure_allow_weak || policy->insecure_skip_time ||
           policy->insecure_skip_issuer_revocation ||
           policy->insecure_ignore_crl_expiry ||
           policy->anchor_fields_ignored != 0;
}
