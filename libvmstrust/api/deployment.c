/*
 * vmstrust_deployment: the public calls. Floor 6.
 */
#include <vmstrust/deployment.h>

#include <stdlib.h>

#include "api/error.h"
#include "api/judge.h"
#include "identity/deployment.h"
#include "store/store.h"

static int
answer_argument(vmstrust_error **error)
{
    return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
}

int
vmstrust_deployment_new(const char *cert_path, const char *key_path,
                        vmstrust_deployment **deployment,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (deployment != NULL) {
        *deployment = NULL;
    }
    if (cert_path == NULL || deployment == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(
        vmst_deployment_new(cert_path, key_path, &note, deployment), &note,
        error);
}

void
vmstrust_deployment_free(vmstrust_deployment *deployment)
{
    vmst_deployment_free(deployment);
}

/* --- Setting -------------------------------------------------------------- */

int
vmstrust_deployment_set_passphrase(vmstrust_deployment *deployment,
                                   const void *passphrase,
                                   size_t passphrase_size,
                                   vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_secret *secret = NULL;
    int code = VMSTRUST_OK;

    if (deployment == NULL || (passphrase == NULL && passphrase_size != 0)) {
        return answer_argument(error);
    }
    if (passphrase != NULL) {
        code = vmst_secret_new(vmst_bytes(passphrase, passphrase_size), &note,
                               &secret);
    }
    if (code == VMSTRUST_OK) {
        vmst_secret_free(deployment->passphrase);
        deployment->passphrase = secret;
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_deployment_set_account(vmstrust_deployment *deployment,
                                const char *account, vmstrust_error **error)
{
    AUTO_BUFFER text = {0};
    char *copy = NULL;
    int code = VMSTRUST_OK;

    if (deployment == NULL || (account != NULL && account[0] == '\0')) {
        return answer_argument(error);
    }
    if (account != NULL) {
        vmst_buffer_add_text(&text, account);
        code = vmst_buffer_take_text(&text, &copy);
    }
    if (code == VMSTRUST_OK) {
        free(deployment->account);
        deployment->account = copy;
    }
    return vmst_error_answer(code, NULL, error);
}

int
vmstrust_deployment_set_computer(vmstrust_deployment *deployment,
                                 const char *computer, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_host host = {.kind = VMST_HOST_NONE};
    int code = VMSTRUST_OK;

    if (deployment == NULL) {
        return answer_argument(error);
    }
    if (computer != NULL) {
        code = vmst_host_read(computer, &host, &note);
    }
    if (code == VMSTRUST_OK) {
        deployment->computer = host;
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_deployment_set_target(vmstrust_deployment *deployment,
                               vmstrust_target target, vmstrust_error **error)
{
    if (deployment == NULL) {
        return answer_argument(error);
    }
    deployment->target = target;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

int
vmstrust_deployment_set_time(vmstrust_deployment *deployment, int64_t time,
                             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (deployment == NULL) {
        return answer_argument(error);
    }
    code = vmst_chain_check_time(time, &note);
    if (code == VMSTRUST_OK) {
        deployment->has_time = true;
        deployment->time = time;
    }
    return vmst_error_answer(code, &note, error);
}

/* --- Checking ------------------------------------------------------------- */

static int
check(const vmstrust_deployment *deployment, const vmstrust_store *store,
      const vmstrust_policy *policy, const char *host, struct vmst_note *note,
      vmstrust_report **report)
{
    AUTO(trust) trust = vmst_store_get_trust(store);
    struct vmst_examination examination;
    int code = vmst_deployment_examine(deployment, trust, note, &examination);

    if (code == VMSTRUST_OK) {
        const struct vmst_question question = {
            trust, vmst_store_get_cache(store), policy, examination.chain,
            host,  &examination.answer};

        code = vmst_answer_question(&question, report, note);
        vmst_examination_clear(&examination);
    }
    return code;
}

int
vmstrust_deployment_check(const vmstrust_deployment *deployment,
                          const vmstrust_store *store,
                          const vmstrust_policy *policy, const char *host,
                          vmstrust_report **report, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (report != NULL) {
        *report = NULL;
    }
    if (deployment == NULL || store == NULL || policy == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(
        check(deployment, store, policy, host, &note, report), &note, error);
}

/* Nothing is trusted here and no rule is asked about: the key is looked at. */
static int
check_access(const vmstrust_deployment *deployment, struct vmst_note *note,
             vmstrust_key_access *access, vmstrust_bytes **text)
{
    AUTO(trust) trust = NULL;
    struct vmst_examination examination;
    int code;

    TRY(vmst_trust_new(NULL, &trust));
    TRY(vmst_deployment_examine(deployment, trust, note, &examination));
    code = vmst_blob_new(vmst_bytes_of(examination.answer.text), text);
    if (code == VMSTRUST_OK) {
        *access = examination.answer.access;
    }
    vmst_examination_clear(&examination);
    return code;
}

int
vmstrust_deployment_check_access(const vmstrust_deployment *deployment,
                                 vmstrust_key_access *access,
                                 vmstrust_bytes **text, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (access != NULL) {
        *access = VMSTRUST_KEY_ACCESS_NOT_ASKED;
    }
    if (text != NULL) {
        *text = NULL;
    }
    if (deployment == NULL || access == NULL || text == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(check_access(deployment, &note, access, text),
                             &note, error);
}
