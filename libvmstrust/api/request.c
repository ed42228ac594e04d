/*
 * vmstrust_request: the public calls. What a request asks for is read as that
 * of a certificate is. Floor 6.
 */
#include <vmstrust/request.h>

#include <vmstrust/cert.h>

#include "api/error.h"
#include "cert/request.h"

int
vmstrust_request_parse(const void *data, size_t size,
                       vmstrust_request **request, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (request != NULL) {
        *request = NULL;
    }
    if (request == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    code = vmst_request_read(vmst_bytes(data, size), &note, request);
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_request_free(vmstrust_request *request)
{
    vmst_request_free(request);
}

int
vmstrust_request_write_subject(const vmstrust_request *request,
                               vmstrust_bytes **text, vmstrust_error **error)
{
    return vmstrust_cert_write_subject(
        request == NULL ? NULL : &request->wanted, text, error);
}

size_t
vmstrust_request_get_dns_name_count(const vmstrust_request *request)
{
    return request == NULL ? 0
                           : vmstrust_cert_get_dns_name_count(&request->wanted);
}

const char *
vmstrust_request_get_dns_name(const vmstrust_request *request, size_t index,
                              size_t *size)
{
    return vmstrust_cert_get_dns_name(request == NULL ? NULL : &request->wanted,
                                      index, size);
}

size_t
vmstrust_request_get_ip_address_count(const vmstrust_request *request)
{
    return request == NULL
               ? 0
               : vmstrust_cert_get_ip_address_count(&request->wanted);
}

const uint8_t *
vmstrust_request_get_ip_address(const vmstrust_request *request, size_t index,
                                size_t *size)
{
    return vmstrust_cert_get_ip_address(
        request == NULL ? NULL : &request->wanted, index, size);
}
