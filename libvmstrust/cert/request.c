/*
 * Reads a certificate request. Floor 1.
 */
#include "cert/request.h"

#include <stdlib.h>

#include "cert/read.h"
#include "der/oid.h"
#include "der/pem.h"
#include "limits.h"

/* PKCS #9 extensionRequest, RFC 2985 5.4.2, and Microsoft's own of before
 * (CERT_EXTENSIONS, szOID_CERT_EXTENSIONS). */
#define EXTENSION_REQUEST "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e"
#define CERT_EXTENSIONS "\x2b\x06\x01\x04\x01\x82\x37\x02\x01\x0e"

struct vmst_request_private {
    struct vmst_arena arena;
    struct vmst_blob *der;
};

void
vmst_request_free(struct vmst_request *request)
{
    if (request == NULL) {
        return;
    }
    if (request->private_ != NULL) {
        vmst_arena_free(&request->private_->arena);
        vmst_blob_free(request->private_->der);
        free(request->private_);
    }
    free(request);
}

/*
 * Attribute ::= SEQUENCE {                                     RFC 2986 4.1
 *     type    OBJECT IDENTIFIER,
 *     values  SET SIZE (1..MAX) OF ANY }
 * Of extensionRequest there is one value, Extensions (RFC 2985 5.4.2). Others
 * (challengePassword, what Windows says of itself) ask for nothing.
 */
static int
read_attribute(struct vmst_der *in, struct vmst_request *request)
{
    struct vmst_der fields;
    struct vmst_der values;
    struct vmst_bytes type;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &type));
    TRY(vmst_der_enter(&fields, VMST_DER_SET, &values, NULL));
    TRY(vmst_der_end(&fields));
    if (!vmst_bytes_equal(type, VMST_OID(EXTENSION_REQUEST)) &&
        !vmst_bytes_equal(type, VMST_OID(CERT_EXTENSIONS))) {
        return VMSTRUST_OK;
    }
    values.field = "extensionRequest";
    if (request->wanted.unknown != NULL) {
        return vmst_der_fail(&values, "extensions are asked for twice");
    }
    TRY(vmst_extensions_read(&values, &request->private_->arena,
                             &request->wanted));
    return vmst_der_end(&values);
}

/* attributes [0] Attributes; very old software leaves an empty one out. */
static int
read_attributes(struct vmst_der *in, struct vmst_request *request)
{
    struct vmst_der attributes;

    in->field = "attributes";
    if (vmst_der_is_empty(in)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(0), &attributes, NULL));
    while (!vmst_der_is_empty(&attributes)) {
        TRY(read_attribute(&attributes, request));
    }
    return VMSTRUST_OK;
}

/*
 * CertificationRequestInfo ::= SEQUENCE {                      RFC 2986 4.1
 *     version        INTEGER { v1(0) },
 *     subject        Name,
 *     subjectPKInfo  SubjectPublicKeyInfo,
 *     attributes     [0]  Attributes }
 */
static int
read_info(struct vmst_der *in, struct vmst_request *request)
{
    struct vmst_der fields;
    uint32_t version;

    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &fields, &request->info));
    fields.field = "version";
    TRY(vmst_der_size(&fields, &version));
    if (version != 0) {
        return vmst_der_fail(in, "a version other than 1");
    }
    fields.field = "subject";
    TRY(vmst_name_read(&fields, &request->private_->arena,
                       &request->wanted.subject));
    fields.field = "subjectPKInfo";
    TRY(vmst_key_read(&fields, &request->wanted.key));
    TRY(read_attributes(&fields, request));
    return vmst_der_end(&fields);
}

/*
 * CertificationRequest ::= SEQUENCE {                          RFC 2986 4.2
 *     certificationRequestInfo  CertificationRequestInfo,
 *     signatureAlgorithm        AlgorithmIdentifier,
 *     signature                 BIT STRING }
 */
static int
read_request(struct vmst_note *note, struct vmst_request *request)
{
    struct vmst_der in =
        vmst_der_open(request->der, note, "certificate request");
    struct vmst_der fields;

    TRY(vmst_der_sequence(&in, &fields));
    TRY(read_info(&fields, request));
    fields.field = "signatureAlgorithm";
    TRY(vmst_signature_algorithm_read(&fields, &request->algorithm));
    fields.field = "signature";
    TRY(vmst_der_bit_octets(&fields, &request->signature));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

/* RFC 2986 3: who signs the request with the key proves to have it. */
static int
prove_possession(const struct vmst_request *request, struct vmst_note *note)
{
    switch (vmst_signature_check(&request->wanted.key, &request->algorithm,
                                 request->info, request->signature)) {
    case VMST_SIGNATURE_GOOD:
        return VMSTRUST_OK;
    case VMST_SIGNATURE_BAD:
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "the certificate request is not signed by its own "
                         "key: it was changed, or made without the key");
    case VMST_SIGNATURE_UNSUPPORTED:
    case VMST_SIGNATURE_UNREASONABLE:
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "the certificate request has a key or a signature of "
                         "a kind that is not accepted here");
    case VMST_SIGNATURE_FAILED:
        break;
    }
    return vmst_fail(note, VMSTRUST_E_CRYPTO,
                     "the signature of the certificate request could not be "
                     "verified");
}

static bool
is_label(struct vmst_bytes label)
{
    return vmst_bytes_equal(label, vmst_bytes_of("CERTIFICATE REQUEST")) ||
           vmst_bytes_equal(label, vmst_bytes_of("NEW CERTIFICATE REQUEST"));
}

/* The first request of a PEM text. */
static int
find_block(struct vmst_bytes text, struct vmst_note *note,
           struct vmst_blob **der)
{
    struct vmst_pem pem = vmst_pem_open(text, note);
    struct vmst_pem_block block;
    bool found;

    for (;;) {
        TRY(vmst_pem_next(&pem, &found, &block));
        if (!found) {
            return vmst_fail(note, VMSTRUST_E_MALFORMED,
                             "there is no certificate request here");
        }
        if (is_label(block.label)) {
            *der = block.der;
            return VMSTRUST_OK;
        }
        vmst_blob_free(block.der);
    }
}

static int
take_bytes(struct vmst_bytes input, struct vmst_note *note,
           struct vmst_blob **der)
{
    AUTO(blob) text = NULL;

    if (vmst_input_is_der(input)) {
        return vmst_blob_new(input, der) == VMSTRUST_OK
                   ? VMSTRUST_OK
                   : vmst_fail_memory(note);
    }
    TRY(vmst_text_decode(input, note, &text));
    return find_block(vmst_bytes(text->data, text->size), note, der);
}

static int
new_request(struct vmst_note *note, struct vmst_request **request)
{
    *request = calloc(1, sizeof **request);
    if (*request != NULL) {
        (*request)->private_ = calloc(1, sizeof *(*request)->private_);
    }
    return *request != NULL && (*request)->private_ != NULL
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

int
vmst_request_read(struct vmst_bytes input, struct vmst_note *note,
                  struct vmst_request **request)
{
    AUTO(request) made = NULL;

    *request = NULL;
    if (input.size > VMST_LIMIT_KEY_FILE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "too large for a certificate request");
    }
    TRY(new_request(note, &made));
    TRY(take_bytes(input, note, &made->private_->der));
    made->der =
        vmst_bytes(made->private_->der->data, made->private_->der->size);
    TRY(read_request(note, made));
    TRY(prove_possession(made, note));
    *request = steal(&made);
    return VMSTRUST_OK;
}
