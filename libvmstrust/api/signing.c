/*
 * Certificates for keys that are elsewhere, of a request or of the certificate
 * that is renewed: the public calls. Floor 6.
 */
#include <vmstrust/ca.h>

#include "api/error.h"
#include "authority/issue.h"
#include "base/time.h"

/* `cert` NULL: only whether it would be refused. */
static int
sign(const struct vmst_ca *ca, const struct vmst_order *order,
     const struct vmst_request *request, struct vmst_note *note,
     struct vmst_cert **cert)
{
    int64_t now;

    TRY(vmst_time_now(&now));
    if (request == NULL) {
        return cert == NULL ? vmst_check_renew(ca, order, now, note)
                            : vmst_renew(ca, order, now, note, cert);
    }
    return cert == NULL ? vmst_check_sign(ca, order, request, now, note)
                        : vmst_sign(ca, order, request, now, note, cert);
}

int
vmstrust_ca_check_request(const vmstrust_ca *ca, const vmstrust_order *order,
                          const vmstrust_request *request,
                          vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && order != NULL && request != NULL) {
        code = sign(ca, order, request, &note, NULL);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_sign(vmstrust_ca *ca, const vmstrust_order *order,
                 const vmstrust_request *request, vmstrust_cert **cert,
                 vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (cert != NULL) {
        *cert = NULL;
    }
    if (ca == NULL || order == NULL || request == NULL || cert == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(sign(ca, order, request, &note, cert), &note,
                             error);
}

int
vmstrust_ca_check_renewal(const vmstrust_ca *ca, const vmstrust_order *order,
                          vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_E_ARGUMENT;

    if (ca != NULL && order != NULL) {
        code = sign(ca, order, NULL, &note, NULL);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_renew(vmstrust_ca *ca, const vmstrust_order *order,
                  vmstrust_cert **cert, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (cert != NULL) {
        *cert = NULL;
    }
    if (ca == NULL || order == NULL || cert == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(sign(ca, order, NULL, &note, cert), &note, error);
}
