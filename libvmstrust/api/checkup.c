/*
 * vmstrust_checkup: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/checkup.h"
#include "base/time.h"

static int
make(const char *path, struct vmst_bytes passphrase, struct vmst_note *note,
     struct vmst_checkup **checkup)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    if (passphrase.data != NULL) {
        TRY(vmst_secret_new(passphrase, note, &secret));
    }
    return vmst_checkup_make(path, secret, time, note, checkup);
}

int
vmstrust_checkup_new(const char *path, const void *passphrase,
                     size_t passphrase_size, vmstrust_checkup **checkup,
                     vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (checkup != NULL) {
        *checkup = NULL;
    }
    if (path == NULL || checkup == NULL ||
        (passphrase == NULL && passphrase_size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code =
        make(path, vmst_bytes(passphrase, passphrase_size), &note, checkup);
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_checkup_free(vmstrust_checkup *checkup)
{
    vmst_checkup_free(checkup);
}

size_t
vmstrust_checkup_get_count(const vmstrust_checkup *checkup)
{
    return checkup == NULL ? 0 : checkup->count;
}

/* NULL beyond the last. */
static const struct vmst_check *
check_at(const struct vmst_checkup *checkup, size_t index)
{
    return checkup == NULL || index >= checkup->count ? NULL
                                                      : &checkup->list[index];
}

const char *
vmstrust_checkup_get_id(const vmstrust_checkup *checkup, size_t index)
{
    const struct vmst_check *check = check_at(checkup, index);

    return check == NULL ? "" : check->id;
}

const char *
vmstrust_checkup_get_mark(const vmstrust_checkup *checkup, size_t index)
{
    const struct vmst_check *check = check_at(checkup, index);

    return check == NULL ? "" : vmst_mark_id(check->mark);
}

const char *
vmstrust_checkup_get_text(const vmstrust_checkup *checkup, size_t index)
{
    const struct vmst_check *check = check_at(checkup, index);

    return check == NULL ? "" : check->text;
}
