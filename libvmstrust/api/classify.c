/*
 * What an upload page was given: the public call. Floor 6.
 */
#include <vmstrust/store.h>

#include "api/error.h"
#include "base/time.h"
#include "role/id.h"
#include "store/classify.h"

static int
classify(struct vmst_bytes input, vmstrust_role role, struct vmst_note *note,
         struct vmst_upload *upload)
{
    int64_t now;

    TRY(vmst_time_now(&now));
    return vmst_classify(input, vmst_role_get(role), now, note, upload);
}

int
vmstrust_bytes_classify(const void *data, size_t size, vmstrust_role role,
                        vmstrust_content *content, vmstrust_bytes **sentence,
                        vmstrust_cert **cert, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_upload upload = {.cert = NULL};
    int code = VMSTRUST_E_ARGUMENT;

    if ((data != NULL || size == 0) && content != NULL && sentence != NULL &&
        vmst_role_get(role) != NULL) {
        code = classify(vmst_bytes(data, size), role, &note, &upload);
    }
    if (code != VMSTRUST_OK) {
        upload = (struct vmst_upload){.cert = NULL};
    }
    if (content != NULL) {
        *content = upload.content;
    }
    if (sentence != NULL) {
        *sentence = upload.sentence;
    }
    if (cert != NULL) {
        *cert = upload.cert;
    } else {
        vmst_cert_free(upload.cert);
    }
    return vmst_error_answer(code, &note, error);
}

const char *
vmstrust_content_get_id(vmstrust_content content)
{
    return vmst_id_of(vmst_content_ids(), (int)content);
}
