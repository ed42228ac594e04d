/*
 * vmstrust_draft: the public calls. Floor 6.
 */
#include <vmstrust/request.h>

#include <stdlib.h>

#include "api/error.h"
#include "identity/draft.h"
#include "role/table.h"

static int
answer_argument(vmstrust_error **error)
{
    return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
}

int
vmstrust_draft_new(vmstrust_role role, vmstrust_draft **draft,
                   vmstrust_error **error)
{
    const struct vmst_role *row = vmst_role_get(role);

    if (draft != NULL) {
        *draft = NULL;
    }
    if (draft == NULL || row == NULL ||
        (row->kind != VMST_ROLE_SERVER && row->kind != VMST_ROLE_CLIENT)) {
        return answer_argument(error);
    }
    *draft = calloc(1, sizeof **draft);
    if (*draft == NULL) {
        return vmst_error_answer(VMSTRUST_E_MEMORY, NULL, error);
    }
    (*draft)->is_for_client = row->kind == VMST_ROLE_CLIENT;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

void
vmstrust_draft_free(vmstrust_draft *draft)
{
    if (draft != NULL) {
        vmst_draft_free(draft);
        free(draft);
    }
}

int
vmstrust_draft_add_subject(vmstrust_draft *draft, const char *attribute,
                           const char *value, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (draft == NULL || attribute == NULL || value == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(
        vmst_draft_add_subject(draft, attribute, value, &note), &note, error);
}

int
vmstrust_draft_add_host(vmstrust_draft *draft, const char *host,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (draft == NULL || host == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_draft_add_host(draft, host, &note), &note,
                             error);
}

int
vmstrust_draft_write(const vmstrust_draft *draft,
                     const vmstrust_identity *identity, vmstrust_bytes **pem,
                     vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (pem != NULL) {
        *pem = NULL;
    }
    if (draft == NULL || identity == NULL || pem == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_draft_write(draft, identity->key, &note, pem),
                             &note, error);
}
