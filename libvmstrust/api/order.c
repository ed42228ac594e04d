/*
 * vmstrust_order: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/grant.h"
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

int
vmstrust_order_new_renewal(const vmstrust_ca *ca, const vmstrust_cert *cert,
                           vmstrust_order **order, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (order != NULL) {
        *order = NULL;
    }
    if (ca == NULL || cert == NULL || order == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_order_renew(ca, cert, &note, order), &note,
                             error);
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
vmstrust_order_add_requested(vmstrust_order *order,
                             const vmstrust_request *request,
                             vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (order != NULL && request != NULL) {
        code = vmst_order_add_requested(order, request, &note);
    }
    return vmst_error_answer(code, &note, error);
}

static int
write_ungranted(const struct vmst_order *order,
                const struct vmst_request *request, struct vmst_blob **text)
{
    AUTO_BUFFER buffer = {0};

    vmst_order_show_ungranted(order, request, &buffer);
    return vmst_buffer_take_blob(&buffer, text);
}

int
vmstrust_order_write_ungranted(const vmstrust_order *order,
                               const vmstrust_request *request,
                               vmstrust_bytes **text, vmstrust_error **error)
{
    int code = VMSTRUST_E_ARGUMENT;

    if (text != NULL) {
        *text = NULL;
    }
    if (order != NULL && request != NULL && text != NULL) {
        code = write_ungranted(order, request, text);
    }
    return vmst_error_answer(code, NULL, error);
}

vmstrust_role
vmstrust_order_get_role(const vmstrust_order *order)
{
    return order == NULL ? (vmstrust_role)0
                         : (vmstrust_role)order->role->row.number;
}

size_t
vmstrust_order_get_host_count(const vmstrust_order *order)
{
    return order == NULL ? 0 : order->host_count;
}

const char *
vmstrust_order_get_host(const vmstrust_order *order, size_t index)
{
    return order == NULL || index >= order->host_count
               ? NULL
               : order->hosts[index].text;
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
