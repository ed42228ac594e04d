/*
 * vmstrust_order: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/issue.h"

int
vmstrust_order_new(vmstrust_role role, vmstrust_order **order,
                   vmstrust_error **error)
{
    const struct vmst_role *row = vmst_role_get(role);
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (order != NULL) {
        *order = NULL;
    }
    if (row == NULL || order == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_order_new(row, &note, order), &note, error);
}

void
vmstrust_order_free(vmstrust_order *order)
{
    vmst_order_free(order);
}

int
vmstrust_order_add_host(vmstrust_order *order, const char *host,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL && host != NULL) {
        code = vmst_order_add_host(order, host, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_order_add_crl_url(vmstrust_order *order, const char *url,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL && url != NULL) {
        code = vmst_urls_add(&order->crl_urls, url, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_order_add_aia_url(vmstrust_order *order, const char *url,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL && url != NULL) {
        code = vmst_urls_add(&order->issuer_urls, url, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_order_set_valid_for(vmstrust_order *order, int64_t seconds,
                             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL) {
        code = vmst_order_set_valid_for(order, seconds, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_order_set_key_type(vmstrust_order *order, const char *type,
                            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL && type != NULL) {
        code = vmst_key_type_read(type, &note, &order->key);
    }
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_order_set_replacing(vmstrust_order *order, bool is_replacing)
{
    if (order != NULL) {
        order->is_replacing = is_replacing;
    }
}
