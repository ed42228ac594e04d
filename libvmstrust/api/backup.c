/*
 * vmstrust_backup, and what keeps an authority: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/backup.h"
#include "authority/keyfile.h"
#include "base/time.h"

static int
set_passphrase(const struct vmst_ca *ca, struct vmst_bytes passphrase,
               struct vmst_note *note)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_set_passphrase(ca, secret, time, note);
}

int
vmstrust_ca_set_passphrase(vmstrust_ca *ca, const void *passphrase,
                           size_t passphrase_size, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && passphrase != NULL) {
        code =
            set_passphrase(ca, vmst_bytes(passphrase, passphrase_size), &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
check_set_passphrase(const struct vmst_ca *ca, struct vmst_bytes passphrase,
                     struct vmst_note *note)
{
    AUTO(secret) secret = NULL;

    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_check_set_passphrase(ca, secret, note);
}

int
vmstrust_ca_check_set_passphrase(const vmstrust_ca *ca, const void *passphrase,
                                 size_t passphrase_size, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && passphrase != NULL) {
        code = check_set_passphrase(ca, vmst_bytes(passphrase, passphrase_size),
                                    &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_backup(vmstrust_ca *ca, const char *path, bool is_replacing,
                   vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int64_t time;

    if (ca == NULL || path == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_time_now(&time);
    if (code == VMSTRUST_OK) {
        code = vmst_backup_write(ca, path, is_replacing, time, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_move(vmstrust_ca *ca, const char *path, bool is_replacing,
                 const char *place, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int64_t time;

    if (ca == NULL || path == NULL || place == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_time_now(&time);
    if (code == VMSTRUST_OK) {
        code = vmst_backup_move(ca, path, is_replacing, place, time, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_check_backup(const vmstrust_ca *ca, const char *path,
                         bool is_replacing, const char *place,
                         vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && path != NULL) {
        code =
            place == NULL
                ? vmst_backup_check_write(ca, path, is_replacing, &note)
                : vmst_backup_check_move(ca, path, is_replacing, place, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_backup_open(const char *path, vmstrust_backup **backup,
                     vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (backup != NULL) {
        *backup = NULL;
    }
    if (path == NULL || backup == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_backup_open(path, &note, backup), &note,
                             error);
}

void
vmstrust_backup_free(vmstrust_backup *backup)
{
    vmst_backup_free(backup);
}

int64_t
vmstrust_backup_get_made_at(const vmstrust_backup *backup)
{
    return backup == NULL ? 0 : backup->made_at;
}

const char *
vmstrust_backup_get_place(const vmstrust_backup *backup)
{
    return backup == NULL ? "" : backup->place;
}

const char *
vmstrust_backup_get_computer(const vmstrust_backup *backup)
{
    return backup == NULL ? "" : backup->made_on;
}

const char *
vmstrust_backup_get_moving_to(const vmstrust_backup *backup)
{
    return backup == NULL ? "" : backup->moving_to;
}

int
vmstrust_backup_set_actor(vmstrust_backup *backup, const char *account,
                          const char *computer, vmstrust_error **error)
{
    int code = VMSTRUST_E_ARGUMENT;

    if (backup != NULL) {
        code = vmst_backup_set_actor(backup, account, computer);
    }
    return vmst_error_answer(code, NULL, error);
}

int
vmstrust_backup_check(const vmstrust_backup *backup, const char *folder,
                      vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (backup != NULL && folder != NULL && *folder != '\0') {
        code = vmst_backup_check(backup, folder, &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
try_passphrase(const struct vmst_backup *backup, struct vmst_bytes passphrase,
               struct vmst_note *note)
{
    AUTO(secret) secret = NULL;

    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_backup_try_passphrase(backup, secret, note);
}

int
vmstrust_backup_try_passphrase(const vmstrust_backup *backup,
                               const void *passphrase, size_t passphrase_size,
                               vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (backup != NULL && passphrase != NULL) {
        code = try_passphrase(backup, vmst_bytes(passphrase, passphrase_size),
                              &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
restore(const struct vmst_backup *backup, const char *folder,
        struct vmst_bytes passphrase, struct vmst_note *note)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    if (passphrase.data != NULL) {
        TRY(vmst_secret_new(passphrase, note, &secret));
    }
    return vmst_backup_restore(backup, folder, secret, time, note);
}

int
vmstrust_backup_restore(const vmstrust_backup *backup, const char *folder,
                        const void *passphrase, size_t passphrase_size,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (backup != NULL && folder != NULL && *folder != '\0' &&
        (passphrase != NULL || passphrase_size == 0)) {
        code = restore(backup, folder, vmst_bytes(passphrase, passphrase_size),
                       &note);
    }
    return vmst_error_answer(code, &note, error);
}
