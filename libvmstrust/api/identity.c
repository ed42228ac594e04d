/*
 * vmstrust_identity and the PKCS#12 files that it comes in: the public calls.
 * Floor 6.
 */
#include <vmstrust/identity.h>

#include "api/error.h"
#include "api/missing.h"
#include "base/text.h"
#include "identity/pfx.h"
#include "identity/pkcs12.h"
#include "limits.h"

static int
answer_argument(vmstrust_error **error)
{
    return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
}

/* NULL and 0 is no passphrase; NULL and a length is a mistake. */
static int
take_passphrase(const void *data, size_t size, struct vmst_note *note,
                struct vmst_secret **secret)
{
    *secret = NULL;
    if (data == NULL) {
        return size == 0 ? VMSTRUST_OK : VMSTRUST_E_ARGUMENT;
    }
    return vmst_secret_new(vmst_bytes(data, size), note, secret);
}

static int
load_passphrase(const char *path, struct vmst_note *note,
                vmstrust_bytes **passphrase)
{
    AUTO(secret) secret = NULL;

    TRY(vmst_secret_load(path, note, &secret));
    return vmst_blob_new(vmst_secret_view(secret), passphrase);
}

int
vmstrust_passphrase_load(const char *path, vmstrust_bytes **passphrase,
                         vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (passphrase != NULL) {
        *passphrase = NULL;
    }
    if (path == NULL || passphrase == NULL) {
        return answer_argument(error);
    }
    code = load_passphrase(path, &note, passphrase);
    return vmst_error_answer(code, &note, error);
}

/* --- Making --------------------------------------------------------------- */

static const char *const key_types[] = {
    [VMST_NEW_RSA_2048] = "rsa2048", [VMST_NEW_RSA_3072] = "rsa3072",
    [VMST_NEW_RSA_4096] = "rsa4096", [VMST_NEW_EC_P256] = "p256",
    [VMST_NEW_EC_P384] = "p384",
};

int
vmstrust_identity_make(const char *key_type, vmstrust_identity **identity,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (identity != NULL) {
        *identity = NULL;
    }
    if (key_type == NULL || identity == NULL) {
        return answer_argument(error);
    }
    for (size_t i = 0; i < VMST_COUNT(key_types); i++) {
        if (strcmp(key_types[i], key_type) == 0) {
            int code =
                vmst_identity_make((enum vmst_new_key)i, &note, identity);

            return vmst_error_answer(code, &note, error);
        }
    }
    return vmst_missing_among("key type", key_type, key_types,
                              VMST_COUNT(key_types), error);
}

static int
parse(struct vmst_bytes data, const void *passphrase, size_t passphrase_size,
      struct vmst_note *note, vmstrust_identity **identity)
{
    AUTO(secret) secret = NULL;

    if (data.size > VMST_LIMIT_KEY_FILE) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(take_passphrase(passphrase, passphrase_size, note, &secret));
    return vmst_identity_read(data, secret, note, identity);
}

int
vmstrust_identity_parse(const void *data, size_t size, const void *passphrase,
                        size_t passphrase_size, vmstrust_identity **identity,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (identity != NULL) {
        *identity = NULL;
    }
    if (identity == NULL || (data == NULL && size > 0)) {
        return answer_argument(error);
    }
    code = parse(vmst_bytes(data, size), passphrase, passphrase_size, &note,
                 identity);
    return vmst_error_answer(code, &note, error);
}

static int
load(const char *cert_path, const char *key_path, const void *passphrase,
     size_t passphrase_size, struct vmst_note *note,
     vmstrust_identity **identity)
{
    AUTO(secret) secret = NULL;

    TRY(take_passphrase(passphrase, passphrase_size, note, &secret));
    return vmst_identity_load(cert_path, key_path, secret, note, identity);
}

int
vmstrust_identity_load(const char *cert_path, const char *key_path,
                       const void *passphrase, size_t passphrase_size,
                       vmstrust_identity **identity, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (identity != NULL) {
        *identity = NULL;
    }
    if (identity == NULL || (cert_path == NULL && key_path == NULL)) {
        return answer_argument(error);
    }
    code =
        load(cert_path, key_path, passphrase, passphrase_size, &note, identity);
    return vmst_error_answer(code, &note, error);
}

void
vmstrust_identity_free(vmstrust_identity *identity)
{
    vmst_identity_free(identity);
}

/* --- Asking --------------------------------------------------------------- */

size_t
vmstrust_identity_get_cert_count(const vmstrust_identity *identity)
{
    return identity == NULL ? 0 : identity->certs.count;
}

const vmstrust_cert *
vmstrust_identity_get_cert(const vmstrust_identity *identity, size_t index)
{
    return index < vmstrust_identity_get_cert_count(identity)
               ? identity->certs.list[index]
               : NULL;
}

bool
vmstrust_identity_key_matches(const vmstrust_identity *identity)
{
    return identity != NULL && vmst_identity_matches(identity);
}

bool
vmstrust_identity_key_is_in_token(const vmstrust_identity *identity)
{
    return identity != NULL && vmst_private_key_is_in_token(identity->key);
}

int
vmstrust_identity_prove(const vmstrust_identity *identity,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (identity == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_identity_prove(identity, &note), &note,
                             error);
}

/* --- Writing -------------------------------------------------------------- */

typedef int identity_writer(const struct vmst_identity *identity,
                            struct vmst_note *note, struct vmst_blob **blob);

static int
write_with(identity_writer *write, const vmstrust_identity *identity,
           vmstrust_bytes **bytes, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (bytes != NULL) {
        *bytes = NULL;
    }
    if (identity == NULL || bytes == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(write(identity, &note, bytes), &note, error);
}

int
vmstrust_identity_write_chain(const vmstrust_identity *identity,
                              vmstrust_bytes **pem, vmstrust_error **error)
{
    return write_with(vmst_identity_write_chain, identity, pem, error);
}

int
vmstrust_identity_write_pkcs7(const vmstrust_identity *identity,
                              vmstrust_bytes **der, vmstrust_error **error)
{
    return write_with(vmst_identity_write_pkcs7, identity, der, error);
}

static int
write_key(const vmstrust_identity *identity, const void *passphrase,
          size_t passphrase_size, struct vmst_note *note, vmstrust_bytes **pem)
{
    AUTO(secret) secret = NULL;

    TRY(take_passphrase(passphrase, passphrase_size, note, &secret));
    return vmst_private_key_write(identity->key, secret, note, pem);
}

int
vmstrust_identity_write_key(const vmstrust_identity *identity,
                            const void *passphrase, size_t passphrase_size,
                            vmstrust_bytes **pem, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (pem != NULL) {
        *pem = NULL;
    }
    if (identity == NULL || pem == NULL) {
        return answer_argument(error);
    }
    code = write_key(identity, passphrase, passphrase_size, &note, pem);
    return vmst_error_answer(code, &note, error);
}

static int
write_pfx(const vmstrust_identity *identity, vmstrust_target target,
          struct vmst_bytes passphrase, struct vmst_note *note,
          vmstrust_bytes **pfx)
{
    AUTO(secret) secret = NULL;

    TRY(take_passphrase(passphrase.data, passphrase.size, note, &secret));
    return vmst_pkcs12_write(identity, target, secret, note, pfx);
}

int
vmstrust_identity_write_pfx(const vmstrust_identity *identity,
                            vmstrust_target target, const void *passphrase,
                            size_t passphrase_size, vmstrust_bytes **pfx,
                            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (pfx != NULL) {
        *pfx = NULL;
    }
    if (identity == NULL || passphrase == NULL || pfx == NULL) {
        return answer_argument(error);
    }
    code = write_pfx(identity, target, vmst_bytes(passphrase, passphrase_size),
                     &note, pfx);
    return vmst_error_answer(code, &note, error);
}

/* --- PKCS#12 files -------------------------------------------------------- */

static int
read_pfx(const void *data, size_t size, struct vmst_note *note,
         struct vmst_pfx *pfx)
{
    if (data == NULL) {
        return VMSTRUST_E_ARGUMENT;
    }
    if (size > VMST_LIMIT_KEY_FILE) {
        return VMSTRUST_E_LIMIT;
    }
    return vmst_pfx_read(vmst_bytes(data, size), note, pfx);
}

typedef void pfx_writer(const struct vmst_pfx *pfx, struct vmst_buffer *buffer);

static int
describe(pfx_writer *write, const void *data, size_t size,
         vmstrust_bytes **text, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO_BUFFER buffer = {0};
    struct vmst_pfx pfx;
    int code;

    if (text == NULL) {
        return answer_argument(error);
    }
    *text = NULL;
    code = read_pfx(data, size, &note, &pfx);
    if (code == VMSTRUST_OK) {
        write(&pfx, &buffer);
        code = vmst_buffer_take_blob(&buffer, text);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_pfx_write_text(const void *data, size_t size, vmstrust_bytes **text,
                        vmstrust_error **error)
{
    return describe(vmst_pfx_write_text, data, size, text, error);
}

int
vmstrust_pfx_write_json(const void *data, size_t size, vmstrust_bytes **json,
                        vmstrust_error **error)
{
    return describe(vmst_pfx_write_json, data, size, json, error);
}

static int
check_target(const void *data, size_t size, vmstrust_target target,
             struct vmst_note *note, vmstrust_bytes **reason)
{
    const struct vmst_pfx_row *row;
    AUTO_BUFFER buffer = {0};
    struct vmst_pfx pfx;

    TRY(vmst_pfx_row_find(target, note, &row));
    TRY(read_pfx(data, size, note, &pfx));
    vmst_pfx_check(&pfx, row, &buffer);
    return vmst_buffer_take_blob(&buffer, reason);
}

int
vmstrust_pfx_check_target(const void *data, size_t size, vmstrust_target target,
                          vmstrust_bytes **reason, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (reason == NULL) {
        return answer_argument(error);
    }
    *reason = NULL;
    code = check_target(data, size, target, &note, reason);
    return vmst_error_answer(code, &note, error);
}
