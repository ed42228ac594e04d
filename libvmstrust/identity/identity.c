/*
 * Identities: read, held against themselves, and written without the key.
 * Floor 5.
 */
#include "identity/identity.h"

#include <stdlib.h>

#include "base/file.h"
#include "crypto/token.h"
#include "der/oid.h"
#include "der/pem.h"
#include "der/writer.h"
#include "identity/pfx.h"
#include "identity/pkcs12.h"
#include "identity/proof.h"
#include "limits.h"

/* --- Life ----------------------------------------------------------------- */

static int
new_identity(struct vmst_note *note, struct vmst_identity **identity)
{
    *identity = calloc(1, sizeof **identity);
    return *identity == NULL ? vmst_fail_memory(note) : VMSTRUST_OK;
}

void
vmst_identity_free(struct vmst_identity *identity)
{
    if (identity != NULL) {
        vmst_certs_free(&identity->certs);
        vmst_private_key_free(identity->key);
        free(identity);
    }
}

int
vmst_identity_make(enum vmst_new_key kind, struct vmst_note *note,
                   struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;

    *identity = NULL;
    TRY(new_identity(note, &made));
    TRY(vmst_private_key_make(kind, note, &made->key));
    *identity = steal(&made);
    return VMSTRUST_OK;
}

/* --- Reading -------------------------------------------------------------- */

static int
read_both(struct vmst_bytes input, const struct vmst_secret *passphrase,
          struct vmst_note *note, struct vmst_identity *identity)
{
    if (vmst_pfx_is(input)) {
        return vmst_pkcs12_read(input, passphrase, note, identity);
    }
    TRY(vmst_certs_read(input, VMST_TAKE_STRICT, note, &identity->certs));
    return vmst_private_key_is_in(input)
               ? vmst_private_key_read(input, passphrase, note, &identity->key)
               : VMSTRUST_OK;
}

int
vmst_identity_read_parts(struct vmst_bytes input,
                         const struct vmst_secret *passphrase,
                         struct vmst_note *note,
                         struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;

    *identity = NULL;
    TRY(new_identity(note, &made));
    TRY(read_both(input, passphrase, note, made));
    *identity = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_identity_read(struct vmst_bytes input,
                   const struct vmst_secret *passphrase, struct vmst_note *note,
                   struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;

    *identity = NULL;
    TRY(vmst_identity_read_parts(input, passphrase, note, &made));
    if (made->key == NULL && vmst_pfx_is(input)) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "the PKCS#12 file has no private key: export it again "
                         "with the private key");
    }
    if (made->key == NULL) { /* the reader says what is there instead */
        TRY(vmst_private_key_read(input, passphrase, note, &made->key));
    }
    *identity = steal(&made);
    return VMSTRUST_OK;
}

static int
load_together(const char *path, const struct vmst_secret *passphrase,
              struct vmst_note *note, struct vmst_identity **identity)
{
    AUTO(blob) file = NULL;
    struct vmst_note inner = {0};
    int code;

    TRY(vmst_file_read(path, VMST_LIMIT_KEY_FILE, note, &file));
    code = vmst_identity_read(vmst_bytes(file->data, file->size), passphrase,
                              &inner, identity);
    return code == VMSTRUST_OK ? VMSTRUST_OK
                               : vmst_file_fail(path, code, &inner, note);
}

static int
load_from_token(const char *url, const struct vmst_secret *pin,
                struct vmst_note *note, struct vmst_certs *certs)
{
    AUTO(blob) der = NULL;

    TRY(vmst_token_load_cert(url, pin, note, &der));
    return vmst_certs_read(vmst_bytes(der->data, der->size), VMST_TAKE_STRICT,
                           note, certs);
}

/* A path, or a PKCS#11 URL. */
static int
load_certs(const char *path, const struct vmst_secret *pin,
           struct vmst_note *note, struct vmst_certs *certs)
{
    return vmst_token_is_url(path)
               ? load_from_token(path, pin, note, certs)
               : vmst_certs_load(path, VMST_TAKE_STRICT, note, certs);
}

static int
load_apart(const char *cert_path, const char *key_path,
           const struct vmst_secret *passphrase, struct vmst_note *note,
           struct vmst_identity *identity)
{
    if (cert_path != NULL) {
        TRY(load_certs(cert_path, passphrase, note, &identity->certs));
    }
    return vmst_private_key_load(key_path, passphrase, note, &identity->key);
}

int
vmst_identity_load(const char *cert_path, const char *key_path,
                   const struct vmst_secret *passphrase, struct vmst_note *note,
                   struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;

    *identity = NULL;
    if (key_path == NULL && vmst_token_is_url(cert_path)) {
        key_path = cert_path; /* certificate and key of one name */
    }
    if (key_path == NULL) {
        return load_together(cert_path, passphrase, note, identity);
    }
    TRY(new_identity(note, &made));
    TRY(load_apart(cert_path, key_path, passphrase, note, made));
    *identity = steal(&made);
    return VMSTRUST_OK;
}

/* --- Do they belong together? --------------------------------------------- */

const struct vmst_cert *
vmst_identity_cert(const struct vmst_identity *identity)
{
    return identity->certs.count == 0 ? NULL : identity->certs.list[0];
}

bool
vmst_identity_matches(const struct vmst_identity *identity)
{
    const struct vmst_cert *cert = vmst_identity_cert(identity);

    return cert != NULL && vmst_private_key_matches(identity->key, &cert->key);
}

/* Says which certificate of the file would fit, if one does. */
static int
fail_mismatch(const struct vmst_identity *identity, struct vmst_note *note)
{
    for (size_t i = 1; i < identity->certs.count; i++) {
        if (vmst_private_key_matches(identity->key,
                                     &identity->certs.list[i]->key)) {
            return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                             "the private key belongs to certificate %zu of "
                             "the file; the server's own stands first",
                             i + 1);
        }
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "the private key does not belong to the certificate");
}

int
vmst_identity_prove(const struct vmst_identity *identity,
                    struct vmst_note *note)
{
    const struct vmst_cert *cert = vmst_identity_cert(identity);
    uint8_t nonce[VMST_PROOF_NONCE];
    AUTO(blob) signature = NULL;

    if (!vmst_identity_matches(identity)) {
        return fail_mismatch(identity, note);
    }
    TRY(vmst_proof_ask(nonce, note));
    TRY(vmst_proof_sign(identity->key, nonce, note, &signature));
    if (!vmst_proof_holds(&cert->key, vmst_private_key_algorithm(identity->key),
                          nonce,
                          vmst_bytes(signature->data, signature->size))) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "what the private key signs does not verify with the "
                         "certificate");
    }
    return VMSTRUST_OK;
}

/* --- Writing -------------------------------------------------------------- */

int
vmst_identity_write_chain(const struct vmst_identity *identity,
                          struct vmst_note *note, struct vmst_blob **pem)
{
    AUTO_BUFFER out = {0};

    for (size_t i = 0; i < identity->certs.count; i++) {
        vmst_pem_write(&out, "CERTIFICATE", identity->certs.list[i]->der);
    }
    return vmst_buffer_take_blob(&out, pem) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

/* PKCS #7 data and signedData, RFC 5652 4 and 5.1. */
#define PKCS7_DATA "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"
#define PKCS7_SIGNED "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"

/*
 * SignedData ::= SEQUENCE {                                     RFC 5652 5.1
 *     version           INTEGER,
 *     digestAlgorithms  SET OF DigestAlgorithmIdentifier,
 *     encapContentInfo  SEQUENCE { eContentType },
 *     certificates      [0] IMPLICIT SET OF Certificate,
 *     signerInfos       SET OF SignerInfo }
 * "version 1 if ... there are no signers and the type is id-data".
 */
static void
write_signed_data(struct vmst_writer *writer, const struct vmst_certs *certs)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_number(writer, 1);
    vmst_writer_element(writer, VMST_DER_SET, vmst_bytes(NULL, 0));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(PKCS7_DATA));
    vmst_writer_close(writer);
    vmst_writer_open(writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
    for (size_t i = 0; i < certs->count; i++) {
        vmst_writer_raw(writer, certs->list[i]->der);
    }
    vmst_writer_close_set(writer);
    vmst_writer_element(writer, VMST_DER_SET, vmst_bytes(NULL, 0));
    vmst_writer_close(writer);
}

/*
 * ContentInfo ::= SEQUENCE {                                      RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0] EXPLICIT ANY DEFINED BY contentType }
 */
int
vmst_identity_write_pkcs7(const struct vmst_identity *identity,
                          struct vmst_note *note, struct vmst_blob **der)
{
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(&writer, VMST_OID(PKCS7_SIGNED));
    vmst_writer_open(&writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
    write_signed_data(&writer, &identity->certs);
    vmst_writer_close(&writer);
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, der) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}
