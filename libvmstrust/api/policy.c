/*
 * vmstrust_policy: the public calls. Floor 6.
 */
#include <vmstrust/policy.h>

#include "api/error.h"
#include "base/text.h"
#include "verdict/policy.h"

/* Beyond a century nobody means it. */
#define MOST_DAYS 36500

#define EVERY_ANCHOR_FIELD                                                     \
    (VMSTRUST_ANCHOR_FIELD_VALIDITY | VMSTRUST_ANCHOR_FIELD_AUTHORITY |        \
     VMSTRUST_ANCHOR_FIELD_KEY_USAGE | VMSTRUST_ANCHOR_FIELD_PATH_LENGTH |     \
     VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS | VMSTRUST_ANCHOR_FIELD_PURPOSE |  \
     VMSTRUST_ANCHOR_FIELD_POLICIES | VMSTRUST_ANCHOR_FIELD_CRITICAL)

static int
answer(int code, vmstrust_error **error)
{
    const struct vmst_note note = {.code = VMSTRUST_OK};
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_new(vmstrust_role role, vmstrust_policy **policy,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    const struct vmst_role *row = vmst_role_get(role);
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    *policy = NULL;
    if (row == NULL) {
        vmst_fail(&note, VMSTRUST_E_ARGUMENT, "There is no role %d.",
                  (int)role);
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return answer(vmst_policy_new(row, policy), error);
}

vmstrust_policy *
vmstrust_policy_ref(const vmstrust_policy *policy)
{
    return vmst_policy_ref(policy);
}

void
vmstrust_policy_free(vmstrust_policy *policy)
{
    vmst_policy_free(policy);
}

vmstrust_role
vmstrust_policy_get_role(const vmstrust_policy *policy)
{
    return policy == NULL ? 0 : (vmstrust_role)policy->role->row.number;
}

vmstrust_client
vmstrust_policy_get_client(const vmstrust_policy *policy)
{
    return policy == NULL || policy->client == NULL
               ? VMSTRUST_CLIENT_NONE
               : (vmstrust_client)policy->client->row.number;
}

vmstrust_severity
vmstrust_policy_get_severity(const vmstrust_policy *policy,
                             vmstrust_finding finding)
{
    return policy == NULL || vmst_finding_row(finding) == NULL
               ? VMSTRUST_SEVERITY_ERROR
               : (vmstrust_severity)policy->severities.severity[finding];
}

int
vmstrust_policy_set_client(vmstrust_policy *policy, vmstrust_client client,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    const struct vmst_client *row = vmst_client_get(client);
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    if (row == NULL) {
        vmst_fail(&note, VMSTRUST_E_ARGUMENT, "There is no client %d.",
                  (int)client);
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    vmst_policy_set_client(policy, row);
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_set_rules(vmstrust_policy *policy, const char *rules,
                          vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL || rules == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    const struct vmst_ruleset *row = vmst_ruleset_find(rules);
    if (row == NULL) {
        char shown[VMST_NOTE_TEXT / 2];
        vmst_text_show_in(shown, sizeof(shown), vmst_bytes_of(rules));
        vmst_fail(&note, VMSTRUST_E_ARGUMENT,
                  "There is no rule set \"%s\". There are vms, path, rfc5280 "
                  "and webpki, each also with its version, such as vms@1.",
                  shown);
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    vmst_policy_set_rules(policy, row);
    return answer(VMSTRUST_OK, error);
}

static int
set_severity(vmstrust_policy *policy, vmstrust_finding finding,
             vmstrust_severity severity, bool is_insecure,
             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    int code =
        vmst_policy_set_severity(policy, finding, severity, is_insecure, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_set_severity(vmstrust_policy *policy, vmstrust_finding finding,
                             vmstrust_severity severity, vmstrust_error **error)
{
    return set_severity(policy, finding, severity, false, error);
}

int
vmstrust_policy_insecure_set_severity(vmstrust_policy *policy,
                                      vmstrust_finding finding,
                                      vmstrust_severity severity,
                                      vmstrust_error **error)
{
    return set_severity(policy, finding, severity, true, error);
}

static bool
are_anchor_fields(vmstrust_anchor_field fields)
{
    return ((unsigned)fields & ~(unsigned)EVERY_ANCHOR_FIELD) == 0;
}

int
vmstrust_policy_set_anchor_fields(vmstrust_policy *policy,
                                  vmstrust_anchor_field fields,
                                  vmstrust_error **error)
{
    if (policy == NULL || !are_anchor_fields(fields)) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->anchor_fields_set |= (uint32_t)fields;
    policy->anchor_fields_ignored &= ~(uint32_t)fields;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_insecure_ignore_anchor_fields(vmstrust_policy *policy,
                                              vmstrust_anchor_field fields,
                                              vmstrust_error **error)
{
    if (policy == NULL || !are_anchor_fields(fields)) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->anchor_fields_ignored |= (uint32_t)fields;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_set_max_path_length(vmstrust_policy *policy, uint32_t length,
                                    vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->max_intermediates = length;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_add_required_name(vmstrust_policy *policy, const char *name,
                                  vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL || name == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    int code = vmst_policy_add_required_name(policy, name, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_set_earliest_time(vmstrust_policy *policy, int64_t time,
                                  vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->has_earliest_time = true;
    policy->earliest_time = time;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_set_due_within(vmstrust_policy *policy, uint32_t days,
                               vmstrust_error **error)
{
    if (policy == NULL || days > MOST_DAYS) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->due_within = days;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_add_shadow(vmstrust_policy *policy,
                           const vmstrust_policy *other, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL || other == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    int code = vmst_policy_add_shadow(policy, other, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_insecure_skip_name(vmstrust_policy *policy,
                                   vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->insecure_skip_name = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_insecure_allow_weak(vmstrust_policy *policy,
                                    vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->insecure_allow_weak = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_insecure_skip_time(vmstrust_policy *policy,
                                   vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->insecure_skip_time = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_set_purpose(vmstrust_policy *policy, const char *purpose,
                            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL || purpose == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    int code = vmst_policy_set_purpose(policy, purpose, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_add_initial_policy(vmstrust_policy *policy,
                                   const char *policy_id,
                                   vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (policy == NULL || policy_id == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    int code = vmst_policy_add_initial_policy(policy, policy_id, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_policy_require_explicit_policy(vmstrust_policy *policy,
                                        vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->explicit_policy = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_inhibit_policy_mapping(vmstrust_policy *policy,
                                       vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->inhibit_mapping = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_inhibit_any_policy(vmstrust_policy *policy,
                                   vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->inhibit_any = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_set_revocation(vmstrust_policy *policy,
                               vmstrust_revocation mode, vmstrust_error **error)
{
    if (policy == NULL || (unsigned)mode > VMSTRUST_REVOCATION_REQUIRED) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    vmst_policy_set_revocation(policy, mode);
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_insecure_skip_issuer_revocation(vmstrust_policy *policy,
                                                vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->insecure_skip_issuer_revocation = true;
    return answer(VMSTRUST_OK, error);
}

int
vmstrust_policy_insecure_ignore_crl_expiry(vmstrust_policy *policy,
                                           vmstrust_error **error)
{
    if (policy == NULL) {
        return answer(VMSTRUST_E_ARGUMENT, error);
    }
    policy->insecure_ignore_crl_expiry = true;
    return answer(VMSTRUST_OK, error);
}
