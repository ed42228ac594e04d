/*
 * vmstrust_ca and its plan: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include <stdlib.h>
#include <string.h>

#include "api/error.h"
#include "authority/chain.h"
#include "authority/issue.h"
#include "authority/revoke.h"
#include "authority/subordinate.h"
#include "base/file.h"
#include "base/text.h"
#include "base/time.h"
#include "der/pem.h"
#include "verdict/chain.h"

int
vmstrust_ca_plan_new(const char *path, const char *title,
                     vmstrust_ca_plan **plan, vmstrust_error **error)
{
    if (plan != NULL) {
        *plan = NULL;
    }
    if (path == NULL || *path == '\0' || title == NULL || plan == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return vmst_error_answer(vmst_ca_plan_new(path, title, plan), NULL, error);
}

void
vmstrust_ca_plan_free(vmstrust_ca_plan *plan)
{
    vmst_ca_plan_free(plan);
}

int
vmstrust_ca_plan_set_key_type(vmstrust_ca_plan *plan, const char *type,
                              vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL && type != NULL) {
        code = vmst_ca_plan_set_key(plan, type, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_plan_set_actor(vmstrust_ca_plan *plan, const char *account,
                           const char *computer, vmstrust_error **error)
{
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL) {
        code = vmst_ca_plan_set_actor(plan, account, computer);
    }
    return vmst_error_answer(code, NULL, error);
}

void
vmstrust_ca_plan_set_valid_for(vmstrust_ca_plan *plan, int64_t seconds)
{
    if (plan != NULL) {
        plan->valid_for = seconds;
    }
}

int
vmstrust_ca_plan_add_permitted(vmstrust_ca_plan *plan, const char *name,
                               vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL && name != NULL) {
        code = vmst_permits_add(&plan->permits, name, &note);
    }
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_ca_plan_set_subordinate(vmstrust_ca_plan *plan, bool is_subordinate)
{
    if (plan != NULL) {
        plan->is_subordinate = is_subordinate;
    }
}

int
vmstrust_ca_plan_check(const vmstrust_ca_plan *plan, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL) {
        code = vmst_ca_check_plan(plan, &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
check_passphrase(struct vmst_bytes passphrase, struct vmst_note *note)
{
    AUTO(secret) secret = NULL;

    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_check_passphrase(secret, note);
}

int
vmstrust_ca_check_passphrase(const void *passphrase, size_t passphrase_size,
                             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (passphrase != NULL) {
        code = check_passphrase(vmst_bytes(passphrase, passphrase_size), &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
create(const struct vmst_ca_plan *plan, struct vmst_bytes passphrase,
       struct vmst_note *note)
{
    AUTO(secret) secret = NULL;
    int64_t time;

    TRY(vmst_time_now(&time));
    TRY(vmst_secret_new(passphrase, note, &secret));
    return vmst_ca_create(plan, secret, time, note);
}

int
vmstrust_ca_create(const vmstrust_ca_plan *plan, const void *passphrase,
                   size_t passphrase_size, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL && passphrase != NULL) {
        code = create(plan, vmst_bytes(passphrase, passphrase_size), &note);
    }
    return vmst_error_answer(code, &note, error);
}

typedef int taker(const struct vmst_ca_plan *plan,
                  const struct vmst_certs *answer,
                  const struct vmst_secret *passphrase, int64_t now,
                  struct vmst_note *note);

static int
take_answer(taker *take, const struct vmst_ca_plan *plan,
            const struct vmst_chain *answer, struct vmst_bytes passphrase,
            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO(secret) secret = NULL;
    int64_t time;
    int code = VMSTRUST_E_ARGUMENT;

    if (plan != NULL && answer != NULL && passphrase.data != NULL) {
        code = vmst_time_now(&time);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_secret_new(passphrase, &note, &secret);
    }
    if (code == VMSTRUST_OK) {
        code = take(plan, &answer->certs, secret, time, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_check_answer(const vmstrust_ca_plan *plan,
                         const vmstrust_chain *answer, const void *passphrase,
                         size_t passphrase_size, vmstrust_error **error)
{
    return take_answer(vmst_ca_check_answer, plan, answer,
                       vmst_bytes(passphrase, passphrase_size), error);
}

int
vmstrust_ca_complete(const vmstrust_ca_plan *plan, const vmstrust_chain *answer,
                     const void *passphrase, size_t passphrase_size,
                     vmstrust_error **error)
{
    return take_answer(vmst_ca_complete, plan, answer,
                       vmst_bytes(passphrase, passphrase_size), error);
}

static int
compare_answer(const struct vmst_ca_plan *plan, const struct vmst_certs *answer,
               struct vmst_note *note, struct vmst_blob **text)
{
    AUTO_BUFFER buffer = {0};

    TRY(vmst_ca_compare_answer(plan->path, answer, note, &buffer));
    return vmst_buffer_take_blob(&buffer, text);
}

int
vmstrust_ca_compare_answer(const vmstrust_ca_plan *plan,
                           const vmstrust_chain *answer, vmstrust_bytes **text,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (text != NULL) {
        *text = NULL;
    }
    if (plan != NULL && answer != NULL && text != NULL) {
        code = compare_answer(plan, &answer->certs, &note, text);
    }
    return vmst_error_answer(code, &note, error);
}

/* "ca/ledger.db is...", "ca: this folder is..." */
static bool
begins_with_name(const char *text, const char *name)
{
    size_t size = strlen(name);

    return size > 0 && strncmp(text, name, size) == 0 &&
           (name[size - 1] == '/' || text[size] == '/' || text[size] == ':');
}

/* Who looks after several asks which one it is, where the reason names no file
 * of it by its whole path. */
static int
name_folder(const char *path, int code, const struct vmst_note *inner,
            struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(path));
    if (inner->code == VMSTRUST_OK || inner->text[0] == '/' ||
        begins_with_name(inner->text, shown)) {
        *note = *inner;
        return code;
    }
    return vmst_file_fail(path, code, inner, note);
}

static int
open_ca(const char *path, struct vmst_bytes passphrase, struct vmst_note *note,
        struct vmst_ca **ca)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(secret) secret = NULL;
    int code;

    if (passphrase.data != NULL) {
        TRY(vmst_secret_new(passphrase, note, &secret));
    }
    code = vmst_ca_open(path, secret, &inner, ca);
    return code == VMSTRUST_OK ? code : name_folder(path, code, &inner, note);
}

int
vmstrust_ca_open(const char *path, const void *passphrase,
                 size_t passphrase_size, vmstrust_ca **ca,
                 vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (ca != NULL) {
        *ca = NULL;
    }
    if (path == NULL || ca == NULL ||
        (passphrase == NULL && passphrase_size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code =
        open_ca(path, vmst_bytes(passphrase, passphrase_size), &note, ca);
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_ca_free(vmstrust_ca *ca)
{
    vmst_ca_free(ca);
}

const vmstrust_cert *
vmstrust_ca_get_cert(const vmstrust_ca *ca)
{
    return ca == NULL ? NULL : ca->cert;
}

int
vmstrust_ca_set_actor(vmstrust_ca *ca, const char *account,
                      const char *computer, vmstrust_error **error)
{
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL) {
        code = vmst_ca_set_actor(ca, account, computer);
    }
    return vmst_error_answer(code, NULL, error);
}

static int
check_order(const struct vmst_ca *ca, const struct vmst_order *order,
            struct vmst_note *note, struct vmst_span *span)
{
    int64_t time;

    TRY(vmst_time_now(&time));
    return vmst_order_check(ca, order, time, note, span);
}

int
vmstrust_ca_check_order(const vmstrust_ca *ca, const vmstrust_order *order,
                        int64_t *not_before, int64_t *not_after,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_span span = {.first = 0};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && order != NULL) {
        code = check_order(ca, order, &note, &span);
    }
    if (not_before != NULL) {
        *not_before = code == VMSTRUST_OK ? span.first : 0;
    }
    if (not_after != NULL) {
        *not_after = code == VMSTRUST_OK ? span.last : 0;
    }
    return vmst_error_answer(code, &note, error);
}

static int
issue(const struct vmst_ca *ca, const struct vmst_order *order,
      struct vmst_note *note, struct vmst_identity **identity)
{
    int64_t time;

    TRY(vmst_time_now(&time));
    return vmst_issue(ca, order, time, note, identity);
}

int
vmstrust_ca_issue(vmstrust_ca *ca, const vmstrust_order *order,
                  vmstrust_identity **identity, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (identity != NULL) {
        *identity = NULL;
    }
    if (ca == NULL || order == NULL || identity == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(issue(ca, order, &note, identity), &note, error);
}

int
vmstrust_ca_write_chain(const vmstrust_ca *ca, const vmstrust_cert *cert,
                        vmstrust_bytes **pem, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (pem != NULL) {
        *pem = NULL;
    }
    if (ca == NULL || cert == NULL || pem == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_ca_write_chain(ca, cert, &note, pem), &note,
                             error);
}

static int
set_delivered(const struct vmst_ca *ca, const struct vmst_cert *cert,
              struct vmst_note *note)
{
    TRY(vmst_ca_check_writing(ca, note));
    return vmst_ledger_set_delivered(ca->ledger, cert, note);
}

int
vmstrust_ca_set_delivered(vmstrust_ca *ca, const vmstrust_cert *cert,
                          vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && cert != NULL) {
        code = set_delivered(ca, cert, &note);
    }
    return vmst_error_answer(code, &note, error);
}

/* vmst_revoke, or what only asks. */
typedef int revoker(const struct vmst_ca *ca, const struct vmst_cert *cert,
                    enum vmst_reason reason, const int64_t *invalid_since,
                    int64_t now, struct vmst_note *note);

static int
revoke(revoker *act, const struct vmst_ca *ca, const struct vmst_cert *cert,
       const char *reason, int64_t invalid_since, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    enum vmst_reason number = VMST_REASON_UNSPECIFIED;
    int64_t time = 0;
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && cert != NULL && reason != NULL) {
        code = vmst_revocation_reason_read(reason, &note, &number);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_time_now(&time);
    }
    if (code == VMSTRUST_OK) {
        code = act(ca, cert, number, invalid_since == 0 ? NULL : &invalid_since,
                   time, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_revoke(vmstrust_ca *ca, const vmstrust_cert *cert,
                   const char *reason, int64_t invalid_since,
                   vmstrust_error **error)
{
    return revoke(vmst_revoke, ca, cert, reason, invalid_since, error);
}

int
vmstrust_ca_check_revoke(const vmstrust_ca *ca, const vmstrust_cert *cert,
                         const char *reason, int64_t invalid_since,
                         vmstrust_error **error)
{
    return revoke(vmst_check_revoke, ca, cert, reason, invalid_since, error);
}

static int
write_crl(const struct vmst_ca *ca, int64_t valid_for, struct vmst_note *note,
          struct vmst_blob **pem)
{
    struct vmst_crls crls = {.list = NULL};
    AUTO_BUFFER text = {0};
    int64_t time;
    int code = vmst_time_now(&time);

    if (code == VMSTRUST_OK) {
        code = vmst_crl_make(ca, valid_for, time, note, &crls);
    }
    for (size_t i = 0; code == VMSTRUST_OK && i < crls.count; i++) {
        vmst_pem_write(&text, "X509 CRL", crls.list[i]->der);
    }
    vmst_crls_free(&crls);
    return code == VMSTRUST_OK ? vmst_buffer_take_blob(&text, pem) : code;
}

static int
check_crl(struct vmst_ca *ca, struct vmst_bytes input, struct vmst_note *note)
{
    struct vmst_crls crls = {.list = NULL};
    int code = vmst_crls_read(input, note, &crls);

    if (code == VMSTRUST_OK) {
        code = vmst_crl_check(ca, &crls, note);
    }
    vmst_crls_free(&crls);
    return code;
}

int
vmstrust_ca_check_crl(vmstrust_ca *ca, const void *data, size_t size,
                      vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && data != NULL) {
        code = check_crl(ca, vmst_bytes(data, size), &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_write_crl(vmstrust_ca *ca, int64_t valid_for, vmstrust_bytes **pem,
                      vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (pem != NULL) {
        *pem = NULL;
    }
    if (ca == NULL || pem == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(write_crl(ca, valid_for, &note, pem), &note,
                             error);
}

static int
write_log(const struct vmst_ca *ca, struct vmst_note *note,
          struct vmst_blob **text)
{
    AUTO_BUFFER buffer = {0};

    TRY(vmst_ledger_write_log(ca->ledger, note, &buffer));
    return vmst_buffer_take_blob(&buffer, text);
}

int
vmstrust_ca_write_log(const vmstrust_ca *ca, vmstrust_bytes **text,
                      vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (text != NULL) {
        *text = NULL;
    }
    if (ca == NULL || text == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(write_log(ca, &note, text), &note, error);
}
