/*
 * Law: a certificate request that is accepted was signed by its own key, and
 * with any bit of what was signed turned it is accepted no more; what is
 * refused leaves nothing behind and says why. What is granted of it was asked
 * for, and what is not granted can be shown.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "authority/grant.h"
#include "base/text.h"

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

/* A DNS name that is an address is ordered as what it is. */
static bool
is_asked_for(const struct vmst_request *request, const struct vmst_host *host)
{
    const struct vmst_general_names *names = &request->wanted.alt_names;

    for (size_t i = 0; i < names->count; i++) {
        char text[VMST_LIMIT_HOST + 1];
        struct vmst_host asked;

        if (vmst_host_is_name(host, &names->list[i])) {
            return true;
        }
        vmst_text_show_in(text, sizeof text, names->list[i].value);
        if (names->list[i].kind == VMST_GENERAL_DNS &&
            vmst_host_read(text, &asked, NULL) == VMSTRUST_OK &&
            strcmp(asked.text, host->text) == 0) {
            return true;
        }
    }
    return vmst_host_is_common_name(host, &request->wanted);
}

static void
must_grant_what_was_asked_for(const struct vmst_request *request)
{
    AUTO(order) order = NULL;
    AUTO_BUFFER text = {0};
    int code;

    must(vmst_order_new(vmst_role_get(VMSTRUST_ROLE_TLS_SERVER), NULL,
                        &order) == VMSTRUST_OK);
    code = vmst_order_add_requested(order, request, NULL);
    must(code == VMSTRUST_OK || code == VMSTRUST_E_ARGUMENT ||
         code == VMSTRUST_E_LIMIT);
    for (size_t i = 0; i < order->host_count; i++) {
        must(is_asked_for(request, &order->hosts[i]));
    }
    vmst_order_show_ungranted(order, request, &text);
    for (size_t i = 0; i < text.size; i++) {
        must(text.data[i] == '\n' || text.data[i] >= ' ');
    }
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
        must_grant_what_was_asked_for(request);
    }
    vmst_request_free(request);
    return 0;
}
