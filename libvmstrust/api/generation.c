/*
 * The generations of a vmstrust_ca: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/generation.h"
#include "base/time.h"

size_t
vmstrust_ca_get_root_count(const vmstrust_ca *ca)
{
    return ca == NULL ? 0 : vmst_ca_root_count(ca);
}

const vmstrust_cert *
vmstrust_ca_get_root(const vmstrust_ca *ca, size_t index)
{
    return ca == NULL ? NULL : vmst_ca_root(ca, index);
}

const vmstrust_cert *
vmstrust_ca_get_cross(const vmstrust_ca *ca, size_t index)
{
    const struct vmst_generation *one =
        ca == NULL ? NULL : vmst_ca_generation(ca, index);

    return one == NULL ? NULL : one->forward;
}

const vmstrust_cert *
vmstrust_ca_get_back_cross(const vmstrust_ca *ca, size_t index)
{
    const struct vmst_generation *one =
        ca == NULL ? NULL : vmst_ca_generation(ca, index);

    return one == NULL ? NULL : one->back;
}

int
vmstrust_ca_plan_next(const vmstrust_ca *ca, const char *title,
                      vmstrust_ca_plan **plan, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (plan != NULL) {
        *plan = NULL;
    }
    if (ca == NULL || plan == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_ca_plan_next(ca, title, &note, plan), &note,
                             error);
}

int
vmstrust_ca_check_rollover(const vmstrust_ca *ca, const vmstrust_ca_plan *plan,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int64_t time;

    if (ca == NULL || plan == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_time_now(&time);
    if (code == VMSTRUST_OK) {
        code = vmst_ca_check_rollover(ca, plan, time, &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
roll_over(struct vmst_ca *ca, const struct vmst_ca_plan *plan,
          struct vmst_bytes passphrase, struct vmst_note *note)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_roll_over(ca, plan, secret, time, note);
}

int
vmstrust_ca_roll_over(vmstrust_ca *ca, const vmstrust_ca_plan *plan,
                      const void *passphrase, size_t passphrase_size,
                      vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && plan != NULL && passphrase != NULL) {
        code =
            roll_over(ca, plan, vmst_bytes(passphrase, passphrase_size), &note);
    }
    return vmst_error_answer(code, &note, error);
}
