/*
 * Law: a certificate request that is accepted was signed by its own key, and
 * with any bit of what was signed turned it is accepted no more; what is
 * refused leaves nothing behind and says why.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cert/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

/* The request again, with one bit of its signed bytes turned. */
static void
must_not_stand_changed(const struct vmst_request *request, size_t seed)
{
    size_t size = request->der.size;
    size_t at = (size_t)(request->info.data - request->der.data) +
                seed % request->info.size;
    uint8_t *changed = malloc(size);
    struct vmst_request *other;

    must(changed != NULL);
    memcpy(changed, request->der.data, size);
    changed[at] ^= (uint8_t)(1u << seed % 8);
    must(vmst_request_read(vmst_bytes(changed, size), NULL, &other) !=
         VMSTRUST_OK);
    must(other == NULL);
    free(changed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_request *request;
    int code = vmst_request_read(vmst_bytes(data, size), &note, &request);

    must((code == VMSTRUST_OK) == (request != NULL));
    must((code == VMSTRUST_OK) == (note.code == VMSTRUST_OK));
    if (request != NULL) {
        must_not_stand_changed(request, size);
    }
    vmst_request_free(request);
    return 0;
}
