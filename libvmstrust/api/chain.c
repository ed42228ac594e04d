/*
 * vmstrust_chain: the public calls. Floor 6.
 */
#include <vmstrust/chain.h>

#include "api/error.h"
#include "verdict/chain.h"

int
vmstrust_chain_new(vmstrust_chain **chain, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_chain_new(chain), &note, error);
}

static int
add_der(vmstrust_chain *chain, struct vmst_bytes der, struct vmst_note *note)
{
    AUTO(cert) cert = NULL;
    TRY(vmst_cert_take(der, note, &cert));
    return vmst_chain_add(chain, cert, note);
}

int
vmstrust_chain_add_der(vmstrust_chain *chain, const void *data, size_t size,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = add_der(chain, vmst_bytes(data, size), &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_chain_add_cert(vmstrust_chain *chain, const vmstrust_cert *cert,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL || cert == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    return vmst_error_answer(vmst_chain_add(chain, cert, &note), &note, error);
}

static int
add_crl(vmstrust_chain *chain, struct vmst_bytes der, struct vmst_note *note)
{
    AUTO(crl) crl = NULL;
    TRY(vmst_crl_take(der, note, &crl));
    return vmst_chain_add_crl(chain, crl, note);
}

int
vmstrust_chain_add_crl(vmstrust_chain *chain, const void *data, size_t size,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = add_crl(chain, vmst_bytes(data, size), &note);
    return vmst_error_answer(code, &note, error);
}

static int
set_ocsp(vmstrust_chain *chain, struct vmst_bytes der, struct vmst_note *note)
{
    AUTO(ocsp) ocsp = NULL;
    TRY(vmst_ocsp_take(der, note, &ocsp));
    vmst_chain_set_ocsp(chain, ocsp);
    return VMSTRUST_OK;
}

int
vmstrust_chain_set_ocsp(vmstrust_chain *chain, const void *data, size_t size,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = set_ocsp(chain, vmst_bytes(data, size), &note);
    return vmst_error_answer(code, &note, error);
}

/* Takes the certificates over from `certs`, which is empty afterwards. */
static int
chain_of(struct vmst_certs *certs, struct vmst_note *note,
         vmstrust_chain **chain)
{
    AUTO(chain) made = NULL;
    TRY(vmst_chain_new(&made));
    for (size_t i = 0; i < certs->count; i++) {
        TRY(vmst_chain_add(made, certs->list[i], note));
    }
    *chain = steal(&made);
    return VMSTRUST_OK;
}

int
vmstrust_chain_parse(const void *data, size_t size, vmstrust_chain **chain,
                     vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    if (chain != NULL) {
        *chain = NULL;
    }
    if (chain == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code =
        vmst_certs_read(vmst_bytes(data, size), VMST_TAKE_PEER, &note, &certs);
    if (code == VMSTRUST_OK) {
        code = chain_of(&certs, &note, chain);
    }
    vmst_certs_free(&certs);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_chain_load(const char *path, vmstrust_chain **chain,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    if (chain != NULL) {
        *chain = NULL;
    }
    if (chain == NULL || path == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_certs_load(path, VMST_TAKE_PEER, &note, &certs);
    if (code == VMSTRUST_OK) {
        code = chain_of(&certs, &note, chain);
    }
    vmst_certs_free(&certs);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_chain_set_time(vmstrust_chain *chain, int64_t time,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (chain == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_chain_check_time(time, &note);
    if (code == VMSTRUST_OK) {
        chain->has_time = true;
        chain->time = time;
    }
    return vmst_error_answer(code, &note, error);
}

size_t
vmstrust_chain_get_count(const vmstrust_chain *chain)
{
    return chain == NULL ? 0 : chain->certs.count;
}

const vmstrust_cert *
vmstrust_chain_get_cert(const vmstrust_chain *chain, size_t index)
{
    return index < vmstrust_chain_get_count(chain) ? chain->certs.list[index]
                                                   : NULL;
}

void
vmstrust_chain_free(vmstrust_chain *chain)
{
    vmst_chain_free(chain);
}
