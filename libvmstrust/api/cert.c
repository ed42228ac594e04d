/*
 * vmstrust_cert: the public calls. Floor 6.
 */
#include <vmstrust/cert.h>

#include "api/error.h"
#include "cert/show.h"
#include "cert/subtree.h"
#include "der/pem.h"
#include "role/difference.h"

int
vmstrust_cert_parse(const void *data, size_t size, vmstrust_cert **cert,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (cert != NULL) {
        *cert = NULL;
    }
    if (cert == NULL || (data == NULL && size > 0)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    code = vmst_cert_parse(vmst_bytes(data, size), &note, cert);
    return vmst_error_answer(code, &note, error);
}

vmstrust_cert *
vmstrust_cert_ref(const vmstrust_cert *cert)
{
    return vmst_cert_ref(cert);
}

void
vmstrust_cert_free(vmstrust_cert *cert)
{
    vmst_cert_free(cert);
}

bool
vmstrust_cert_is_malformed(const vmstrust_cert *cert)
{
    return cert != NULL && cert->is_malformed;
}

/* Lends a view; NULL for an empty one. */
static const uint8_t *
lend(struct vmst_bytes view, size_t *size)
{
    if (size != NULL) {
        *size = view.size;
    }
    return view.data;
}

static const uint8_t *
lend_nothing(size_t *size)
{
    return lend(vmst_bytes(NULL, 0), size);
}

const uint8_t *
vmstrust_cert_get_der(const vmstrust_cert *cert, size_t *size)
{
    return cert == NULL ? lend_nothing(size) : lend(cert->der, size);
}

const uint8_t *
vmstrust_cert_get_sha256(const vmstrust_cert *cert)
{
    return cert == NULL ? NULL : cert->sha256;
}

int
vmstrust_cert_get_thumbprint(const vmstrust_cert *cert, char thumbprint[41],
                             vmstrust_error **error)
{
    _Static_assert(VMST_THUMBPRINT_TEXT == 41, "as the header says");

    if (thumbprint != NULL) {
        thumbprint[0] = '\0';
    }
    if (cert == NULL || thumbprint == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return vmst_error_answer(vmst_cert_thumbprint(cert, thumbprint), NULL,
                             error);
}

/* How every call ends that writes text: what is in the buffer becomes the
 * caller's, or an error says why it is not there. */
static int
answer_text(int code, struct vmst_buffer *buffer, vmstrust_bytes **text,
            vmstrust_error **error)
{
    if (code == VMSTRUST_OK) {
        code = vmst_buffer_take_blob(buffer, text);
    }
    return vmst_error_answer(code, NULL, error);
}

/* No output to write to, or nothing to write about. */
static bool
lacks_argument(const vmstrust_cert *cert, vmstrust_bytes **text)
{
    if (text != NULL) {
        *text = NULL;
    }
    return cert == NULL || text == NULL;
}

int
vmstrust_cert_write_subject(const vmstrust_cert *cert, vmstrust_bytes **text,
                            vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, text)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_name_show(&buffer, &cert->subject);
    return answer_text(VMSTRUST_OK, &buffer, text, error);
}

int
vmstrust_cert_write_issuer(const vmstrust_cert *cert, vmstrust_bytes **text,
                           vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, text)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_name_show(&buffer, &cert->issuer);
    return answer_text(VMSTRUST_OK, &buffer, text, error);
}

const uint8_t *
vmstrust_cert_get_serial(const vmstrust_cert *cert, size_t *size)
{
    return cert == NULL ? lend_nothing(size) : lend(cert->serial, size);
}

int64_t
vmstrust_cert_get_not_before(const vmstrust_cert *cert)
{
    return cert == NULL ? 0 : cert->not_before;
}

int64_t
vmstrust_cert_get_not_after(const vmstrust_cert *cert)
{
    return cert == NULL ? 0 : cert->not_after;
}

bool
vmstrust_cert_is_authority(const vmstrust_cert *cert)
{
    return cert != NULL && cert->is_authority;
}

bool
vmstrust_cert_is_limited_to_names(const vmstrust_cert *cert)
{
    bool is_limited = false;

    for (size_t i = 0; cert != NULL && i < cert->permitted.count; i++) {
        const struct vmst_general_name *base = &cert->permitted.list[i].base;

        if (base->kind != VMST_GENERAL_DNS) {
            continue;
        }
        /* The empty one holds all names, whatever stands beside it. */
        if (base->value.size == 0 || !vmst_subtree_base_is_valid(base)) {
            return false;
        }
        is_limited = true;
    }
    return is_limited;
}

bool
vmstrust_cert_get_path_length(const vmstrust_cert *cert, uint32_t *length)
{
    bool has = cert != NULL && cert->is_authority && cert->has_path_length;

    if (length != NULL) {
        *length = has ? cert->path_length : 0;
    }
    return has;
}

/* Counts the names of one kind, and finds the one with this index. */
static size_t
count_kind(const vmstrust_cert *cert, enum vmst_general_kind kind, size_t index,
           struct vmst_bytes *found)
{
    size_t count = 0;

    *found = vmst_bytes(NULL, 0);
    for (size_t i = 0; cert != NULL && i < cert->alt_names.count; i++) {
        const struct vmst_general_name *name = &cert->alt_names.list[i];

        if (name->kind == kind) {
            if (count == index) {
                *found = name->value;
            }
            count++;
        }
    }
    return count;
}

size_t
vmstrust_cert_get_dns_name_count(const vmstrust_cert *cert)
{
    struct vmst_bytes none;

    return count_kind(cert, VMST_GENERAL_DNS, SIZE_MAX, &none);
}

const char *
vmstrust_cert_get_dns_name(const vmstrust_cert *cert, size_t index,
                           size_t *size)
{
    struct vmst_bytes found;

    count_kind(cert, VMST_GENERAL_DNS, index, &found);
    return (const char *)lend(found, size);
}

size_t
vmstrust_cert_get_ip_address_count(const vmstrust_cert *cert)
{
    struct vmst_bytes none;

    return count_kind(cert, VMST_GENERAL_IP, SIZE_MAX, &none);
}

const uint8_t *
vmstrust_cert_get_ip_address(const vmstrust_cert *cert, size_t index,
                             size_t *size)
{
    struct vmst_bytes found;

    count_kind(cert, VMST_GENERAL_IP, index, &found);
    return lend(found, size);
}

int
vmstrust_cert_write_text(const vmstrust_cert *cert, vmstrust_bytes **text,
                         vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, text)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return answer_text(vmst_cert_write_text(cert, &buffer), &buffer, text,
                       error);
}

int
vmstrust_cert_write_json(const vmstrust_cert *cert, vmstrust_bytes **json,
                         vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, json)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return answer_text(vmst_cert_write_json(cert, &buffer), &buffer, json,
                       error);
}

int
vmstrust_cert_write_difference(const vmstrust_cert *cert,
                               const vmstrust_cert *before,
                               vmstrust_bytes **text, vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, text) || before == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_difference_show(&buffer, before, cert);
    return answer_text(VMSTRUST_OK, &buffer, text, error);
}

int
vmstrust_cert_write_pem(const vmstrust_cert *cert, vmstrust_bytes **pem,
                        vmstrust_error **error)
{
    AUTO_BUFFER buffer = {0};

    if (lacks_argument(cert, pem)) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_pem_write(&buffer, "CERTIFICATE", cert->der);
    return answer_text(VMSTRUST_OK, &buffer, pem, error);
}
