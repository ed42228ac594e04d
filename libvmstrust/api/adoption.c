/*
 * CAs that others made, and what they issued: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "api/judge.h"
#include "authority/adopt.h"
#include "base/time.h"

/* What clients will say of servers of this CA. */
static int
judge_sample(const struct vmst_cert *authority, const struct vmst_cert *sample,
             int64_t time, struct vmst_note *note, vmstrust_report **report)
{
    AUTO(trust) trust = NULL;
    AUTO(chain) chain = NULL;
    AUTO(policy) policy = NULL;
    struct vmst_question question = {.host = NULL};

    TRY(vmst_trust_new(NULL, &trust));
    TRY(vmst_trust_add_anchor(trust, authority, 0, false));
    vmst_trust_seal(trust);
    TRY(vmst_chain_new(&chain));
    TRY(vmst_chain_add(chain, sample, note));
    chain->has_time = true;
    chain->time = time;
    TRY(vmst_policy_new(vmst_role_get(VMSTRUST_ROLE_RECORDING_SERVER),
                        &policy));
    policy->insecure_skip_name = true; /* the sample has no server */
    question.trust = trust;
    question.chain = chain;
    question.policy = policy;
    return vmst_answer_question(&question, report, note);
}

static int
check_adoption(const struct vmst_ca_plan *plan,
               const struct vmst_identity *identity, struct vmst_note *note,
               vmstrust_report **report)
{
    AUTO(cert) sample = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    TRY(vmst_adoption_check(plan, identity, note));
    TRY(vmst_adoption_sample(identity, time, note, &sample));
    return judge_sample(vmst_identity_cert(identity), sample, time, note,
                        report);
}

int
vmstrust_ca_check_adoption(const vmstrust_ca_plan *plan,
                           const vmstrust_identity *identity,
                           vmstrust_report **report, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (report != NULL) {
        *report = NULL;
    }
    if (plan != NULL && identity != NULL) {
        code = check_adoption(plan, identity, &note, report);
    }
    return vmst_error_answer(code, &note, error);
}

static int
adopt(const struct vmst_ca_plan *plan, const struct vmst_identity *identity,
      struct vmst_bytes passphrase, struct vmst_note *note)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_adopt(plan, identity, secret, time, note);
}

int
vmstrust_ca_adopt(const vmstrust_ca_plan *plan,
                  const vmstrust_identity *identity, const void *passphrase,
                  size_t passphrase_size, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL && identity != NULL && passphrase != NULL) {
        code = adopt(plan, identity, vmst_bytes(passphrase, passphrase_size),
                     &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
record(const struct vmst_ca *ca, const struct vmst_cert *cert,
       const struct vmst_role *role, struct vmst_note *note, bool *is_new)
{
    int64_t time;

    TRY(vmst_time_now(&time));
    return vmst_ca_record(ca, cert, role, time, note, is_new);
}

int
vmstrust_ca_record(vmstrust_ca *ca, const vmstrust_cert *cert,
                   vmstrust_role role, bool *is_new, vmstrust_error **error)
{
    const struct vmst_role *row = vmst_role_get(role);
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;
    bool was_new = false;

    if (ca != NULL && cert != NULL && row != NULL) {
        code = record(ca, cert, row, &note, &was_new);
    }
    if (is_new != NULL) {
        *is_new = was_new;
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_check_record(const vmstrust_ca *ca, const vmstrust_cert *cert,
                         bool *is_new, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;
    bool would_be_new = false;

    if (ca != NULL && cert != NULL) {
        code = vmst_ca_check_record(ca, cert, &note, &would_be_new);
    }
    if (is_new != NULL) {
        *is_new = would_be_new;
    }
    return vmst_error_answer(code, &note, error);
}
