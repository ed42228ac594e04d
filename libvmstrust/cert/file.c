/*
 * Files of certificates as people have them. One that holds none is answered
 * with what it looks like instead. Floor 1.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "cert/file.h"
#include "cert/read.h"
#include "cert/leak.h"
#include "der/oid.h"
#include "der/pem.h"
#include "limits.h"

/* --- The list ------------------------------------------------------------- */

/* Room for one more. */
static int
reserve(struct vmst_certs *certs)
{
    size_t capacity = certs->capacity == 0 ? 16 : certs->capacity * 2;
    struct vmst_cert **list;

    if (certs->count < certs->capacity) {
        return VMSTRUST_OK;
    }
    if (capacity > SIZE_MAX / sizeof(struct vmst_cert *)) {
        return VMSTRUST_E_MEMORY;
    }
    list = realloc(certs->list, capacity * sizeof(struct vmst_cert *));
    if (list == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    certs->list = list;
    certs->capacity = capacity;
    return VMSTRUST_OK;
}

int
vmst_certs_add(struct vmst_certs *certs, const struct vmst_cert *cert)
{
    TRY(reserve(certs));
    certs->list[certs->count++] = vmst_cert_ref(cert);
    return VMSTRUST_OK;
}

static void
drop_from(struct vmst_certs *certs, size_t count)
{
    while (certs->count > count) {
        vmst_cert_free(certs->list[--certs->count]);
    }
}

void
vmst_certs_free(struct vmst_certs *certs)
{
    drop_from(certs, 0);
    free(certs->list);
    *certs = (struct vmst_certs){0};
}

/* --- One certificate ------------------------------------------------------ */

struct reading { /* of one input */
    enum vmst_take take;
    struct vmst_note *note;
    struct vmst_certs *certs;
    size_t count; /* read so far from this input */
};

static int
take_cert(struct reading *reading, struct vmst_bytes der,
          struct vmst_note *note)
{
    AUTO(cert) cert = NULL;

    if (reading->count == VMST_LIMIT_FILE_CERTS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "more than %zu certificates in one file",
                         VMST_LIMIT_FILE_CERTS);
    }
    if (reading->take == VMST_TAKE_STRICT) {
        TRY(vmst_cert_parse(der, note, &cert));
    } else {
        TRY(vmst_cert_take(der, note, &cert));
    }
    if (vmst_certs_add(reading->certs, cert) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    reading->count++;
    return VMSTRUST_OK;
}

/* --- PKCS#7 --------------------------------------------------------------- */

#define SIGNED_DATA VMST_OID("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")

static bool
is_signed_data(struct vmst_bytes der)
{
    struct vmst_der in = vmst_der_open(der, NULL, NULL);
    struct vmst_der fields;
    struct vmst_bytes type;

    return vmst_der_sequence(&in, &fields) == VMSTRUST_OK &&
           vmst_der_oid(&fields, &type) == VMSTRUST_OK &&
           vmst_bytes_equal(type, SIGNED_DATA);
}

/*
 * CertificateSet ::= SET OF CertificateChoices             RFC 5652 10.2.3
 * CertificateChoices ::= CHOICE {                          RFC 5652 10.2.2
 *     certificate  Certificate,
 *     …            [0] to [3] }
 */
static int
take_certificate_set(struct reading *reading, struct vmst_der *set)
{
    while (!vmst_der_is_empty(set)) {
        struct vmst_bytes contents;
        struct vmst_bytes whole;
        uint8_t tag;

        TRY(vmst_der_any(set, &tag, &contents, &whole));
        if (tag == VMST_DER_SEQUENCE) {
            TRY(take_cert(reading, whole, set->note));
        }
    }
    return VMSTRUST_OK;
}

/*
 * SignedData ::= SEQUENCE {                                RFC 5652 5.1
 *     version           CMSVersion,
 *     digestAlgorithms  SET OF DigestAlgorithmIdentifier,
 *     encapContentInfo  SEQUENCE { … },
 *     certificates      [0]  IMPLICIT CertificateSet OPTIONAL,
 *     crls              [1]  IMPLICIT RevocationInfoChoices OPTIONAL,
 *     signerInfos       SET OF SignerInfo }
 *
 * A bundle has no signers; what they would say is not asked.
 */
static int
take_signed_data(struct reading *reading, struct vmst_der *in)
{
    const uint8_t certificates = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der fields;
    struct vmst_der set;
    struct vmst_bytes version;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_integer(&fields, &version));
    TRY(vmst_der_enter(&fields, VMST_DER_SET, &set, NULL));
    TRY(vmst_der_sequence(&fields, &set));
    if (vmst_der_peek(&fields) == certificates) {
        TRY(vmst_der_enter(&fields, certificates, &set, NULL));
        TRY(take_certificate_set(reading, &set));
    }
    return VMSTRUST_OK;
}

/*
 * ContentInfo ::= SEQUENCE {                               RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0]  EXPLICIT ANY DEFINED BY contentType }
 */
static int
take_bundle(struct reading *reading, struct vmst_bytes der,
            struct vmst_note *note)
{
    struct vmst_der in = vmst_der_open(der, note, "PKCS#7");
    struct vmst_der fields;
    struct vmst_der content;
    struct vmst_bytes type;

    TRY(vmst_der_sequence(&in, &fields));
    TRY(vmst_der_oid(&fields, &type));
    if (!vmst_bytes_equal(type, SIGNED_DATA)) {
        return vmst_der_fail(&fields, "a PKCS#7 that is no bundle of "
                                      "certificates (SignedData)");
    }
    TRY(vmst_der_enter(&fields, VMST_DER_CONTEXT_CONSTRUCTED(0), &content,
                       NULL));
    TRY(take_signed_data(reading, &content));
    TRY(vmst_der_end(&content));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

/* --- What it looks like instead ------------------------------------------- */

#define GET_A_CERTIFICATE "; the certificate is what the CA makes of it"
#define PRIVATE_KEY "a private key, which must not be given away"

struct likeness {
    const char *label; /* of PEM */
    const char *what;
    enum vmst_likeness kind;
};

#define A_REQUEST "a certificate request (CSR)" GET_A_CERTIFICATE
#define A_PUBLIC_KEY "a public key without its certificate"

static const struct likeness *
likeness_of_label(const char *label, size_t size)
{
    static const struct likeness labels[] = {
        {"CERTIFICATE REQUEST", A_REQUEST, VMST_LIKE_REQUEST},
        {"NEW CERTIFICATE REQUEST", A_REQUEST, VMST_LIKE_REQUEST},
        {"PRIVATE KEY", PRIVATE_KEY, VMST_LIKE_PRIVATE_KEY},
        {"ENCRYPTED PRIVATE KEY", PRIVATE_KEY, VMST_LIKE_PRIVATE_KEY},
        {"RSA PRIVATE KEY", PRIVATE_KEY, VMST_LIKE_PRIVATE_KEY},
        {"EC PRIVATE KEY", PRIVATE_KEY, VMST_LIKE_PRIVATE_KEY},
        {"DSA PRIVATE KEY", PRIVATE_KEY, VMST_LIKE_PRIVATE_KEY},
        {"OPENSSH PRIVATE KEY", "a private key of SSH", VMST_LIKE_PRIVATE_KEY},
        {"PKCS12", "a PFX (PKCS#12), which also holds a private key",
         VMST_LIKE_PFX},
        {"PUBLIC KEY", A_PUBLIC_KEY, VMST_LIKE_OTHER},
        {"RSA PUBLIC KEY", A_PUBLIC_KEY, VMST_LIKE_OTHER},
        {"X509 CRL", "a revocation list (CRL)", VMST_LIKE_REVOCATION_LIST},
        {"DH PARAMETERS", "parameters of a key exchange", VMST_LIKE_OTHER},
        {"EC PARAMETERS", "parameters of a key", VMST_LIKE_OTHER},
    };
    static const struct likeness unknown = {"", "PEM blocks of another kind",
                                            VMST_LIKE_OTHER};

    for (size_t i = 0; i < VMST_COUNT(labels); i++) {
        if (vmst_bytes_equal(vmst_bytes(label, size),
                             vmst_bytes_of(labels[i].label))) {
            return &labels[i];
        }
    }
    return &unknown;
}

#define LIKENESS(label) likeness_of_label((label), sizeof(label) - 1)

static bool
starts_with(struct vmst_bytes input, const char *prefix)
{
    size_t size = strlen(prefix);

    return input.size >= size &&
           vmst_ascii_equal_fold(vmst_bytes(input.data, size),
                                 vmst_bytes_of(prefix));
}

static bool
is_base64(char c)
{
    return vmst_ascii_is_alnum(c) || c == '+' || c == '/' || c == '=' ||
           vmst_ascii_is_white(c);
}

/* Bytes up to the first that `is_of` does not hold for. */
static size_t
count_while(struct vmst_bytes input, bool (*is_of)(char))
{
    size_t count = 0;

    while (count < input.size && is_of((char)input.data[count])) {
        count++;
    }
    return count;
}

static bool
is_text(char c)
{
    return (unsigned char)c >= ' ' || vmst_ascii_is_white(c);
}

static const char *
likeness_of_text(struct vmst_bytes text)
{
    size_t white = count_while(text, vmst_ascii_is_white);
    struct vmst_bytes rest = vmst_bytes(text.data + white, text.size - white);

    if (rest.size == 0) {
        return "empty";
    }
    if (starts_with(rest, "MI") && count_while(rest, is_base64) == rest.size) {
        return "base64 without its \"-----BEGIN CERTIFICATE-----\" and END "
               "lines";
    }
    if (starts_with(rest, "<!doctype") || starts_with(rest, "<html")) {
        return "a web page (HTML)";
    }
    if (starts_with(rest, "<?xml")) {
        return "an XML file";
    }
    if (starts_with(rest, "ssh-") || starts_with(rest, "ecdsa-sha2-")) {
        return "a public key of SSH";
    }
    if (starts_with(rest, "PK\x03\x04")) {
        return "a ZIP archive";
    }
    return count_while(rest, is_text) == rest.size
               ? "text without a \"-----BEGIN CERTIFICATE-----\" line"
               : "binary data of another kind";
}

/*
 * CertificationRequestInfo ::= SEQUENCE {                  RFC 2986 4.1
 *     version        INTEGER { v1(0) },
 *     subject        Name,
 *     subjectPKInfo  SubjectPublicKeyInfo,
 *     attributes     [0]  Attributes }
 *
 * A certificate of version 1 with the serial number 0 begins the same way.
 */
static bool
is_request(struct vmst_der *in)
{
    struct vmst_der info;
    struct vmst_der ignored;
    uint32_t version;

    return vmst_der_sequence(in, &info) == VMSTRUST_OK &&
           vmst_der_size(&info, &version) == VMSTRUST_OK && version == 0 &&
           vmst_der_sequence(&info, &ignored) == VMSTRUST_OK &&
           vmst_der_sequence(&info, &ignored) == VMSTRUST_OK &&
           vmst_der_peek(&info) == VMST_DER_CONTEXT_CONSTRUCTED(0);
}

/*
 * EncryptedPrivateKeyInfo ::= SEQUENCE {                   RFC 5958 3
 *     encryptionAlgorithm  AlgorithmIdentifier,
 *     encryptedData        OCTET STRING }
 */
static bool
is_encrypted_key(struct vmst_der *in)
{
    struct vmst_der algorithm;
    struct vmst_bytes data;
    struct vmst_bytes oid;

    return vmst_der_sequence(in, &algorithm) == VMSTRUST_OK &&
           vmst_der_oid(&algorithm, &oid) == VMSTRUST_OK &&
           vmst_der_octets(in, &data) == VMSTRUST_OK && vmst_der_is_empty(in);
}

/* The first element of a DER file tells its kind: PFX and keys begin with a
 * version, PKCS#7 with a type. NULL: perhaps a certificate. */
static const struct likeness *
likeness_of_der(struct vmst_bytes der)
{
    static const struct likeness pkcs7 = {"PKCS7", "PKCS#7 of another kind",
                                          VMST_LIKE_OTHER};
    struct vmst_der in = vmst_der_open(der, NULL, NULL);
    struct vmst_der fields;
    struct vmst_der again;
    struct vmst_bytes first;
    uint32_t version;

    if (vmst_der_sequence(&in, &fields) != VMSTRUST_OK) {
        return starts_with(der, "\x30\x80\x02\x01\x03") ? LIKENESS("PKCS12")
                                                        : NULL; /* BER */
    }
    again = fields;
    if (vmst_der_size(&fields, &version) == VMSTRUST_OK) {
        return version == 3 ? LIKENESS("PKCS12") : LIKENESS("PRIVATE KEY");
    }
    if (vmst_der_oid(&fields, &first) == VMSTRUST_OK) {
        return &pkcs7;
    }
    if (is_request(&fields)) {
        return LIKENESS("CERTIFICATE REQUEST");
    }
    return is_encrypted_key(&again) ? LIKENESS("PRIVATE KEY") : NULL;
}

static int
fail_without(struct vmst_note *note, const char *likeness)
{
    return vmst_fail(note, VMSTRUST_E_MALFORMED, "no certificate: this is %s",
                     likeness);
}

/* --- PEM ------------------------------------------------------------------ */

enum block_kind {
    BLOCK_OTHER,
    BLOCK_CERTIFICATE,
    BLOCK_BUNDLE,
    BLOCK_TRUSTED,
};

static enum block_kind
kind_of(struct vmst_bytes label)
{
    static const struct {
        const char *label;
        enum block_kind kind;
    } kinds[] = {
        {"CERTIFICATE", BLOCK_CERTIFICATE},
        {"X509 CERTIFICATE", BLOCK_CERTIFICATE}, /* RFC 7468 appendix A */
        {"PKCS7", BLOCK_BUNDLE},
        {"PKCS #7 SIGNED DATA", BLOCK_BUNDLE},
        {"CMS", BLOCK_BUNDLE},
        {"TRUSTED CERTIFICATE", BLOCK_TRUSTED},
    };

    for (size_t i = 0; i < VMST_COUNT(kinds); i++) {
        if (vmst_bytes_equal(label, vmst_bytes_of(kinds[i].label))) {
            return kinds[i].kind;
        }
    }
    return BLOCK_OTHER;
}

static int
take_block_as(struct reading *reading, enum block_kind kind,
              const struct vmst_pem_block *block, struct vmst_note *note)
{
    struct vmst_bytes der = vmst_bytes(block->der->data, block->der->size);

    switch (kind) {
    case BLOCK_CERTIFICATE:
        return take_cert(reading, der, note);
    case BLOCK_BUNDLE:
        return take_bundle(reading, der, note);
    case BLOCK_TRUSTED:
        return vmst_fail(
            note, VMSTRUST_E_MALFORMED,
            "a TRUSTED CERTIFICATE is OpenSSL's own form, whose trust settings "
            "would be lost; write it again with openssl x509 -in FILE -out "
            "NEW");
    case BLOCK_OTHER:
        break;
    }
    return VMSTRUST_OK;
}

/* The note says in which line the block begins. */
static int
take_block(struct reading *reading, const struct vmst_pem_block *block)
{
    struct vmst_note inner = {0};
    int status = take_block_as(reading, kind_of(block->label), block, &inner);

    if (status == VMSTRUST_E_MALFORMED) {
        return vmst_fail_at(reading->note, inner.offset, inner.field,
                            "the block that begins in line %zu: %s",
                            block->line, inner.text);
    }
    return status == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail(reading->note, status, "%s", inner.text);
}

static int
take_pem(struct reading *reading, struct vmst_bytes text)
{
    struct vmst_pem pem = vmst_pem_open(text, reading->note);
    const char *other = NULL;

    for (;;) {
        struct vmst_pem_block block;
        bool found;
        int status;

        TRY(vmst_pem_next(&pem, &found, &block));
        if (!found) {
            break;
        }
        status = take_block(reading, &block);
        vmst_blob_free(block.der);
        TRY(status);
        other = other == NULL
                    ? likeness_of_label((const char *)block.label.data,
                                        block.label.size)
                          ->what
                    : other;
    }
    if (reading->count == 0) {
        return fail_without(reading->note,
                            other == NULL ? likeness_of_text(text) : other);
    }
    return VMSTRUST_OK;
}

static bool
has_pem(struct vmst_bytes text)
{
    struct vmst_pem pem = vmst_pem_open(text, NULL);
    struct vmst_pem_block block;
    bool found = false;
    int status = vmst_pem_next(&pem, &found, &block);

    vmst_blob_free(block.der);
    return status != VMSTRUST_OK || found;
}

/* --- Any of them ---------------------------------------------------------- */

static int
take_der(struct reading *reading, struct vmst_bytes der)
{
    const struct likeness *likeness = likeness_of_der(der);

    if (is_signed_data(der)) {
        return take_bundle(reading, der, reading->note);
    }
    if (likeness != NULL && reading->take == VMST_TAKE_STRICT) {
        return fail_without(reading->note, likeness->what);
    }
    return take_cert(reading, der, reading->note);
}

static enum vmst_likeness
likeness_of_leak(struct vmst_bytes input)
{
    switch (vmst_leak_in(input)) {
    case VMST_LEAK_KEY:
        return VMST_LIKE_PRIVATE_KEY;
    case VMST_LEAK_PFX:
        return VMST_LIKE_PFX;
    case VMST_LEAK_NONE:
        break;
    }
    return VMST_LIKE_OTHER;
}

static enum vmst_likeness
graver(enum vmst_likeness a, enum vmst_likeness b)
{
    return a > b ? a : b;
}

static enum vmst_likeness
likeness_of_block(const struct vmst_pem_block *block)
{
    const char *label = (const char *)block->label.data;

    return graver(
        likeness_of_label(label, block->label.size)->kind,
        likeness_of_leak(vmst_bytes(block->der->data, block->der->size)));
}

/* Of all blocks the gravest; one that is damaged ends the reading. */
static int
likeness_of_text_blocks(struct vmst_bytes text, enum vmst_likeness *likeness)
{
    struct vmst_pem pem = vmst_pem_open(text, NULL);

    for (;;) {
        struct vmst_pem_block block;
        bool found;
        int code = vmst_pem_next(&pem, &found, &block);

        if (code == VMSTRUST_E_MEMORY) {
            return code;
        }
        if (code != VMSTRUST_OK || !found) {
            return VMSTRUST_OK;
        }
        *likeness = graver(*likeness, likeness_of_block(&block));
        vmst_blob_free(block.der);
    }
}

int
vmst_likeness_of(struct vmst_bytes input, enum vmst_likeness *likeness)
{
    AUTO(blob) text = NULL;
    int code;

    if (vmst_input_is_der(input)) {
        const struct likeness *whole = likeness_of_der(input);

        *likeness = graver(whole == NULL ? VMST_LIKE_OTHER : whole->kind,
                           likeness_of_leak(input));
        return VMSTRUST_OK;
    }
    *likeness = likeness_of_leak(input);
    code = vmst_text_decode(input, NULL, &text);
    if (code != VMSTRUST_OK) {
        return code == VMSTRUST_E_MEMORY ? code : VMSTRUST_OK;
    }
    return likeness_of_text_blocks(vmst_bytes(text->data, text->size),
                                   likeness);
}

/* One whole element, or at least no text that holds PEM: "0" is 30, too. */
bool
vmst_input_is_der(struct vmst_bytes input)
{
    struct vmst_der in = vmst_der_open(input, NULL, NULL);
    struct vmst_der inside;

    if (input.size == 0 || input.data[0] != VMST_DER_SEQUENCE) {
        return false;
    }
    return (vmst_der_sequence(&in, &inside) == VMSTRUST_OK &&
            vmst_der_is_empty(&in)) ||
           !has_pem(input);
}

static int
take_text(struct reading *reading, struct vmst_bytes input)
{
    AUTO(blob) text = NULL;

    TRY(vmst_text_decode(input, reading->note, &text));
    return take_pem(reading, vmst_bytes(text->data, text->size));
}

int
vmst_certs_read(struct vmst_bytes input, enum vmst_take take,
                struct vmst_note *note, struct vmst_certs *certs)
{
    struct reading reading = {take, note, certs, 0};
    size_t before = certs->count;
    int status;

    if (input.size > VMST_LIMIT_FILE_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "%zu bytes: at most %zu are read", input.size,
                         VMST_LIMIT_FILE_SIZE);
    }
    status = vmst_input_is_der(input) ? take_der(&reading, input)
                                      : take_text(&reading, input);
    if (status == VMSTRUST_OK && reading.count == 0) {
        status = fail_without(note, "a PKCS#7 bundle without certificates");
    }
    if (status != VMSTRUST_OK) {
        drop_from(certs, before);
    }
    return status;
}

int
vmst_certs_load(const char *path, enum vmst_take take, struct vmst_note *note,
                struct vmst_certs *certs)
{
    AUTO(blob) blob = NULL;
    struct vmst_note inner = {0};
    int status;

    TRY(vmst_file_read(path, VMST_LIMIT_FILE_SIZE, note, &blob));
    status = vmst_certs_read(vmst_bytes(blob->data, blob->size), take, &inner,
                             certs);
    return status == VMSTRUST_OK ? VMSTRUST_OK
                                 : vmst_file_fail(path, status, &inner, note);
}
