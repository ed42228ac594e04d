/*
 * Private keys. What a file holds is told by its labels and by our own cursor;
 * GnuTLS is given one form, so that its answer about a passphrase is about the
 * passphrase. Floor 0.
 */
#include "crypto/private_key.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "crypto/pbe.h"
#include "crypto/token.h"
#include "der/oid.h"
#include "der/pem.h"
#include "limits.h"

struct vmst_private_key {
    gnutls_privkey_t handle;
    struct vmst_blob *spki;
    struct vmst_key public;  /* views of spki */
    struct vmst_secret *pin; /* of the token, which asks for it again */
    bool is_in_token;
};

/* --- Errors of GnuTLS ----------------------------------------------------- */

static int
fail_gnutls(struct vmst_note *note, const char *what, int status)
{
    return status == GNUTLS_E_MEMORY_ERROR
               ? vmst_fail_memory(note)
               : vmst_fail(note, VMSTRUST_E_CRYPTO, "%s: %s", what,
                           gnutls_strerror(status));
}

static int
fail_passphrase(struct vmst_note *note, const struct vmst_secret *passphrase)
{
    return vmst_fail(note, VMSTRUST_E_PASSPHRASE,
                     passphrase == NULL
                         ? "the private key is encrypted: its passphrase is "
                           "needed"
                         : "the passphrase of the private key is wrong");
}

/* --- Life ----------------------------------------------------------------- */

void
vmst_private_key_free(struct vmst_private_key *key)
{
    if (key != NULL) {
        if (key->handle != NULL) {
            gnutls_privkey_deinit(key->handle);
        }
        vmst_blob_free(key->spki);
        vmst_secret_free(key->pin);
        free(key);
    }
}

static int
new_key(struct vmst_note *note, struct vmst_private_key **key)
{
    *key = calloc(1, sizeof **key);
    if (*key == NULL) {
        return vmst_fail_memory(note);
    }
    if (gnutls_privkey_init(&(*key)->handle) != 0) {
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}

static int
copy_spki(gnutls_pubkey_t pubkey, struct vmst_note *note,
          struct vmst_private_key *key)
{
    gnutls_datum_t der = {NULL, 0};
    int status = gnutls_pubkey_export2(pubkey, GNUTLS_X509_FMT_DER, &der);

    if (status != 0) {
        return fail_gnutls(note, "the public key cannot be written", status);
    }
    status = vmst_blob_new(vmst_bytes(der.data, der.size), &key->spki);
    gnutls_free(der.data);
    return status == VMSTRUST_OK ? VMSTRUST_OK : vmst_fail_memory(note);
}

/* What the key is, read back by our own cursor. */
static int
describe(struct vmst_note *note, struct vmst_private_key *key)
{
    gnutls_pubkey_t pubkey;
    struct vmst_der in;
    int status;

    if (gnutls_pubkey_init(&pubkey) != 0) {
        return vmst_fail_memory(note);
    }
    status = gnutls_pubkey_import_privkey(pubkey, key->handle, 0, 0);
    status =
        status == 0
            ? copy_spki(pubkey, note, key)
            : fail_gnutls(note, "the private key has no public key", status);
    gnutls_pubkey_deinit(pubkey);
    TRY(status);
    in = vmst_der_open(vmst_private_key_spki(key), note, "public key");
    return vmst_key_read(&in, &key->public);
}

/* --- Making --------------------------------------------------------------- */

static const struct {
    gnutls_pk_algorithm_t algorithm;
    unsigned bits;
} new_keys[] = {
    [VMST_NEW_RSA_2048] = {GNUTLS_PK_RSA, 2048},
    [VMST_NEW_RSA_3072] = {GNUTLS_PK_RSA, 3072},
    [VMST_NEW_RSA_4096] = {GNUTLS_PK_RSA, 4096},
    [VMST_NEW_EC_P256] = {GNUTLS_PK_EC,
                          GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1)},
    [VMST_NEW_EC_P384] = {GNUTLS_PK_EC,
                          GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP384R1)},
};

int
vmst_private_key_make(enum vmst_new_key kind, struct vmst_note *note,
                      struct vmst_private_key **key)
{
    AUTO(private_key) made = NULL;
    int status;

    *key = NULL;
    TRY(new_key(note, &made));
    status = gnutls_privkey_generate(made->handle, new_keys[kind].algorithm,
                                     new_keys[kind].bits, 0);
    if (status != 0) {
        return fail_gnutls(note, "no key was made", status);
    }
    TRY(describe(note, made));
    *key = steal(&made);
    return VMSTRUST_OK;
}

/* --- What the bytes are --------------------------------------------------- */

enum shape {
    SHAPE_UNKNOWN,
    SHAPE_PLAIN,       /* PrivateKeyInfo, RFC 5208 5 */
    SHAPE_ENCRYPTED,   /* EncryptedPrivateKeyInfo, RFC 5208 6 */
    SHAPE_TRADITIONAL, /* RSAPrivateKey, RFC 8017 A.1.2; ECPrivateKey, RFC 5915 */
    SHAPE_CERTIFICATE, /* or a request or a CRL */
    SHAPE_PUBLIC_KEY,
    SHAPE_PKCS12,
};

static const char *
name_of(enum shape shape)
{
    switch (shape) {
    case SHAPE_CERTIFICATE:
        return "this is a certificate or a certificate request, and not a "
               "private key";
    case SHAPE_PUBLIC_KEY:
        return "this is a public key, and not a private key";
    case SHAPE_PKCS12:
        return "this is a PKCS#12 file (PFX), which holds certificate and "
               "private key together, and not a private key alone";
    case SHAPE_UNKNOWN:
    case SHAPE_PLAIN:
    case SHAPE_ENCRYPTED:
    case SHAPE_TRADITIONAL:
        break;
    }
    return "this is not a private key";
}

/* The tags of the first three elements; 0 where there is none. */
static bool
read_tags(struct vmst_bytes der, uint8_t tags[3], uint8_t *first_byte)
{
    struct vmst_der in = vmst_der_open(der, NULL, "private key");
    struct vmst_der fields;

    if (vmst_der_sequence(&in, &fields) != VMSTRUST_OK) {
        return false;
    }
    for (size_t i = 0; i < 3 && !vmst_der_is_empty(&fields); i++) {
        struct vmst_bytes contents;

        if (vmst_der_any(&fields, &tags[i], &contents, NULL) != VMSTRUST_OK) {
            return false;
        }
        if (i == 0 && contents.size != 0) {
            *first_byte = contents.data[contents.size - 1];
        }
    }
    return true;
}

/* By the types of the first three fields; where these are not enough, by the
 * version number, which is the last byte of the first. */
static enum shape
shape_of(struct vmst_bytes der)
{
    static const struct {
        uint8_t tags[3];
        enum shape shape;
    } shapes[] = {
        {{0x02, 0x30, 0x04}, SHAPE_PLAIN},
        {{0x30, 0x04, 0x00}, SHAPE_ENCRYPTED},
        {{0x02, 0x02, 0x02}, SHAPE_TRADITIONAL},
        {{0x02, 0x04, 0xa0}, SHAPE_TRADITIONAL},
        {{0x02, 0x04, 0xa1}, SHAPE_TRADITIONAL},
        {{0x30, 0x30, 0x03}, SHAPE_CERTIFICATE},
        {{0x30, 0x03, 0x00}, SHAPE_PUBLIC_KEY},
        {{0x02, 0x30, 0x30}, SHAPE_PKCS12},
        {{0x02, 0x30, 0x00}, SHAPE_PKCS12},
    };
    uint8_t tags[3] = {0};
    uint8_t version = 0;

    if (!read_tags(der, tags, &version)) {
        return SHAPE_UNKNOWN;
    }
    for (size_t i = 0; i < VMST_COUNT(shapes); i++) {
        if (memcmp(tags, shapes[i].tags, sizeof tags) == 0) {
            bool is_pfx = shapes[i].shape == SHAPE_PKCS12;

            return is_pfx && version != 3 ? SHAPE_UNKNOWN : shapes[i].shape;
        }
    }
    return SHAPE_UNKNOWN;
}

/* --- Reading -------------------------------------------------------------- */

static gnutls_datum_t
datum(struct vmst_bytes bytes)
{
    /* GnuTLS reads through this pointer and never writes. */
    return (gnutls_datum_t){(unsigned char *)bytes.data, (unsigned)bytes.size};
}

static const char *
text_of(const struct vmst_secret *secret)
{
    return secret == NULL ? NULL : (const char *)secret->data;
}

/*
 * EncryptedPrivateKeyInfo ::= SEQUENCE {                          RFC 5208 6
 *     encryptionAlgorithm  AlgorithmIdentifier,
 *     encryptedData        OCTET STRING }
 * Looked at before GnuTLS is, so that a file cannot ask for hours of work, and
 * encryption that it does not know is not called a wrong passphrase.
 */
static int
check_encryption(struct vmst_bytes der, struct vmst_note *note)
{
    struct vmst_der in = vmst_der_open(der, note, "encrypted private key");
    struct vmst_der fields;
    struct vmst_pbe pbe;

    TRY(vmst_der_sequence(&in, &fields));
    TRY(vmst_pbe_read(&fields, &pbe));
    return vmst_pbe_check(&pbe, "the private key", note);
}

static bool
is_unsupported(int status)
{
    return status == GNUTLS_E_UNKNOWN_CIPHER_TYPE ||
           status == GNUTLS_E_UNKNOWN_HASH_ALGORITHM ||
           status == GNUTLS_E_UNKNOWN_PK_ALGORITHM ||
           status == GNUTLS_E_UNIMPLEMENTED_FEATURE ||
           status == GNUTLS_E_ECC_UNSUPPORTED_CURVE;
}

/* One decryption in 256 by a wrong passphrase ends in correct padding and so
 * in bytes that are no key: of an encrypted key, "malformed" means "wrong". */
static int
answer(int status, bool is_encrypted, const struct vmst_secret *passphrase,
       struct vmst_note *note)
{
    if (status == 0) {
        return VMSTRUST_OK;
    }
    if (status == GNUTLS_E_MEMORY_ERROR || is_unsupported(status)) {
        return fail_gnutls(note, "the private key cannot be read", status);
    }
    if (is_encrypted) {
        return fail_passphrase(note, passphrase);
    }
    return vmst_fail(note, VMSTRUST_E_MALFORMED,
                     "the private key is not well formed: %s",
                     gnutls_strerror(status));
}

struct source {             /* where a key is */
    struct vmst_bytes text; /* its PEM block; empty for DER */
    struct vmst_bytes der;
    bool has_headers;
};

/* An encrypted key of the old form says so in headers, which GnuTLS reads. */
static int
import_with_headers(gnutls_x509_privkey_t handle, const struct source *source,
                    const struct vmst_secret *passphrase,
                    struct vmst_note *note)
{
    gnutls_datum_t text = datum(source->text);
    int status;

    if (passphrase == NULL) {
        return fail_passphrase(note, NULL);
    }
    status =
        gnutls_x509_privkey_import_openssl(handle, &text, text_of(passphrase));
    return answer(status, true, passphrase, note);
}

static int
import_encrypted(gnutls_x509_privkey_t handle, struct vmst_bytes bytes,
                 const struct vmst_secret *passphrase, struct vmst_note *note)
{
    gnutls_datum_t der = datum(bytes);
    int status;

    if (passphrase == NULL) {
        return fail_passphrase(note, NULL);
    }
    TRY(check_encryption(bytes, note));
    status = gnutls_x509_privkey_import_pkcs8(handle, &der, GNUTLS_X509_FMT_DER,
                                              text_of(passphrase), 0);
    return answer(status, true, passphrase, note);
}

static int
import_source(gnutls_x509_privkey_t handle, const struct source *source,
              const struct vmst_secret *passphrase, struct vmst_note *note)
{
    gnutls_datum_t der = datum(source->der);
    enum shape shape = shape_of(source->der);

    if (source->has_headers) {
        return import_with_headers(handle, source, passphrase, note);
    }
    switch (shape) {
    case SHAPE_PLAIN:
        return answer(gnutls_x509_privkey_import_pkcs8(handle, &der,
                                                       GNUTLS_X509_FMT_DER,
                                                       NULL, GNUTLS_PKCS_PLAIN),
                      false, NULL, note);
    case SHAPE_ENCRYPTED:
        return import_encrypted(handle, source->der, passphrase, note);
    case SHAPE_TRADITIONAL:
        return answer(
            gnutls_x509_privkey_import(handle, &der, GNUTLS_X509_FMT_DER),
            false, NULL, note);
    case SHAPE_UNKNOWN:
    case SHAPE_CERTIFICATE:
    case SHAPE_PUBLIC_KEY:
    case SHAPE_PKCS12:
        break;
    }
    return vmst_fail(note, VMSTRUST_E_MALFORMED, "%s", name_of(shape));
}

static int
read_source(const struct source *source, const struct vmst_secret *passphrase,
            struct vmst_note *note, struct vmst_private_key *key)
{
    gnutls_x509_privkey_t handle;
    int status;

    if (gnutls_x509_privkey_init(&handle) != 0) {
        return vmst_fail_memory(note);
    }
    status = import_source(handle, source, passphrase, note);
    if (status == VMSTRUST_OK) {
        int imported = gnutls_privkey_import_x509(key->handle, handle,
                                                  GNUTLS_PRIVKEY_IMPORT_COPY);

        status = answer(imported, false, NULL, note);
    }
    gnutls_x509_privkey_deinit(handle);
    return status;
}

static bool
ends_with(struct vmst_bytes label, const char *end)
{
    size_t size = strlen(end);

    return label.size >= size &&
           memcmp(label.data + label.size - size, end, size) == 0;
}

static int
fail_no_key(struct vmst_note *note, struct vmst_bytes label)
{
    char shown[64];

    if (label.size == 0) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED, "%s",
                         name_of(SHAPE_UNKNOWN));
    }
    return vmst_fail(note, VMSTRUST_E_MALFORMED,
                     "there is no private key here, but a block \"%s\"",
                     vmst_text_show_in(shown, sizeof shown, label));
}

#define PEM_BEGIN "-----BEGIN "

/* The first block with a private key. */
static int
read_pem(struct vmst_bytes text, const struct vmst_secret *passphrase,
         struct vmst_note *note, struct vmst_private_key *key)
{
    struct vmst_pem pem = vmst_pem_open(text, note);
    struct vmst_bytes other = {NULL, 0};

    for (;;) {
        struct vmst_pem_block block;
        AUTO(blob) der = NULL;
        bool found;

        TRY(vmst_pem_next(&pem, &found, &block));
        if (!found) {
            return fail_no_key(note, other);
        }
        der = block.der;
        if (ends_with(block.label, "PRIVATE KEY")) {
            const uint8_t *begin = block.label.data - strlen(PEM_BEGIN);
            struct source source = {
                vmst_bytes(begin, (size_t)(pem.rest.data - begin)),
                vmst_bytes(der->data, der->size), block.has_headers};

            return read_source(&source, passphrase, note, key);
        }
        other = other.size == 0 ? block.label : other;
    }
}

/* DER begins with a SEQUENCE; no text does, since '0' is followed by a length
 * that fits the whole. */
static bool
is_der(struct vmst_bytes input)
{
    struct vmst_der in = vmst_der_open(input, NULL, "private key");
    struct vmst_der fields;

    return vmst_der_sequence(&in, &fields) == VMSTRUST_OK;
}

static int
read_any(struct vmst_bytes input, const struct vmst_secret *passphrase,
         struct vmst_note *note, struct vmst_private_key *key)
{
    AUTO(blob) text = NULL;

    if (is_der(input)) {
        struct source source = {.der = input};

        return read_source(&source, passphrase, note, key);
    }
    TRY(vmst_text_decode(input, note, &text));
    return read_pem(vmst_bytes(text->data, text->size), passphrase, note, key);
}

static bool
has_key_block(struct vmst_bytes text)
{
    struct vmst_pem pem = vmst_pem_open(text, NULL);
    bool found = true;
    bool is_key = false;

    while (found && !is_key) {
        struct vmst_pem_block block = {.der = NULL};

        if (vmst_pem_next(&pem, &found, &block) != VMSTRUST_OK) {
            return true; /* it may be the key that is damaged */
        }
        is_key = found && ends_with(block.label, "PRIVATE KEY");
        vmst_blob_free(block.der);
    }
    return is_key;
}

bool
vmst_private_key_is_in(struct vmst_bytes input)
{
    AUTO(blob) text = NULL;

    if (is_der(input)) {
        enum shape shape = shape_of(input);

        return shape != SHAPE_CERTIFICATE && shape != SHAPE_PUBLIC_KEY;
    }
    return vmst_text_decode(input, NULL, &text) != VMSTRUST_OK ||
           has_key_block(vmst_bytes(text->data, text->size));
}

int
vmst_private_key_read(struct vmst_bytes input,
                      const struct vmst_secret *passphrase,
                      struct vmst_note *note, struct vmst_private_key **key)
{
    AUTO(private_key) made = NULL;

    *key = NULL;
    if (input.size > VMST_LIMIT_KEY_FILE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT, "too large for a private key");
    }
    TRY(new_key(note, &made));
    TRY(read_any(input, passphrase, note, made));
    TRY(describe(note, made));
    *key = steal(&made);
    return VMSTRUST_OK;
}

/* --- Tokens --------------------------------------------------------------- */

static int
open_token(const char *url, const struct vmst_secret *pin,
           struct vmst_note *note, struct vmst_private_key *key)
{
    int status;

    key->is_in_token = true;
    if (pin != NULL) {
        TRY(vmst_secret_new(vmst_secret_view(pin), note, &key->pin));
    }
    gnutls_privkey_set_pin_function(key->handle, vmst_token_give_pin, key->pin);
    status = gnutls_privkey_import_url(key->handle, url, 0);
    if (status != 0) {
        return vmst_token_fail(note, url, "private key", pin != NULL, status);
    }
    return describe(note, key);
}

static int
load_token(const char *url, const struct vmst_secret *pin,
           struct vmst_note *note, struct vmst_private_key **key)
{
    AUTO(private_key) made = NULL;

    TRY(vmst_token_check_url(url, note));
    TRY(new_key(note, &made));
    TRY(open_token(url, pin, note, made));
    *key = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_private_key_load(const char *path, const struct vmst_secret *passphrase,
                      struct vmst_note *note, struct vmst_private_key **key)
{
    AUTO(blob) file = NULL;
    struct vmst_note inner = {0};
    int code;

    *key = NULL;
    if (vmst_token_is_url(path)) {
        return load_token(path, passphrase, note, key);
    }
    TRY(vmst_file_read(path, VMST_LIMIT_KEY_FILE, note, &file));
    code = vmst_private_key_read(vmst_bytes(file->data, file->size), passphrase,
                                 &inner, key);
    return code == VMSTRUST_OK ? VMSTRUST_OK
                               : vmst_file_fail(path, code, &inner, note);
}

/* --- Asking --------------------------------------------------------------- */

struct vmst_bytes
vmst_private_key_spki(const struct vmst_private_key *key)
{
    return vmst_bytes(key->spki->data, key->spki->size);
}

const struct vmst_key *
vmst_private_key_public(const struct vmst_private_key *key)
{
    return &key->public;
}

bool
vmst_private_key_is_in_token(const struct vmst_private_key *key)
{
    return key->is_in_token;
}

/* SEC 1 2.3.3: a compressed point is x and whether y is odd (02 or 03). */
static bool
is_same_point(struct vmst_bytes a, struct vmst_bytes b)
{
    struct vmst_bytes whole = a.size > b.size ? a : b;
    struct vmst_bytes half = a.size > b.size ? b : a;
    size_t field = whole.size / 2;
    uint8_t form;

    if (a.size == b.size) {
        return vmst_bytes_equal(a, b);
    }
    form = 0x02 | (whole.data[whole.size - 1] & 1);
    return half.size == 1 + field && whole.size == 1 + 2 * field &&
           half.data[0] == form &&
           memcmp(whole.data + 1, half.data + 1, field) == 0;
}

bool
vmst_key_matches(const struct vmst_key *one, const struct vmst_key *other)
{
    if (one->kind != other->kind) {
        return false;
    }
    switch (one->kind) {
    case VMST_KEY_RSA:
    case VMST_KEY_RSA_PSS:
        return vmst_bytes_equal(one->rsa.modulus, other->rsa.modulus) &&
               vmst_bytes_equal(one->rsa.exponent, other->rsa.exponent);
    case VMST_KEY_EC_P256:
    case VMST_KEY_EC_P384:
    case VMST_KEY_EC_P521:
        return is_same_point(one->bits, other->bits);
    case VMST_KEY_DSA:
        return vmst_bytes_equal(one->dsa.y, other->dsa.y);
    case VMST_KEY_ED25519:
    case VMST_KEY_ED448:
    case VMST_KEY_EC_OTHER:
    case VMST_KEY_UNKNOWN:
        break;
    }
    return vmst_bytes_equal(one->spki, other->spki);
}

bool
vmst_private_key_matches(const struct vmst_private_key *key,
                         const struct vmst_key *public_key)
{
    return vmst_key_matches(&key->public, public_key);
}

/* --- Signing -------------------------------------------------------------- */

static const struct signer {
    enum vmst_key_algorithm kind;
    gnutls_sign_algorithm_t algorithm;
    const char *der; /* AlgorithmIdentifier */
    size_t size;
} signers[] = {
#define DER(literal) literal, sizeof(literal) - 1
    /* RFC 4055 5: sha256WithRSAEncryption with NULL */
    {VMST_KEY_RSA, GNUTLS_SIGN_RSA_SHA256,
     DER("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00")},
    /* RFC 5758 3.2: ecdsa-with-SHA256, -SHA384, -SHA512, no parameters */
    {VMST_KEY_EC_P256, GNUTLS_SIGN_ECDSA_SHA256,
     DER("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02")},
    {VMST_KEY_EC_P384, GNUTLS_SIGN_ECDSA_SHA384,
     DER("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03")},
    {VMST_KEY_EC_P521, GNUTLS_SIGN_ECDSA_SHA512,
     DER("\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04")},
    /* RFC 8410 3 */
    {VMST_KEY_ED25519, GNUTLS_SIGN_EDDSA_ED25519,
     DER("\x30\x05\x06\x03\x2b\x65\x70")},
    {VMST_KEY_ED448, GNUTLS_SIGN_EDDSA_ED448,
     DER("\x30\x05\x06\x03\x2b\x65\x71")},
#undef DER
};

static const struct signer *
find_signer(const struct vmst_private_key *key)
{
    for (size_t i = 0; i < VMST_COUNT(signers); i++) {
        if (signers[i].kind == key->public.kind) {
            return &signers[i];
        }
    }
    return NULL;
}

struct vmst_bytes
vmst_private_key_algorithm(const struct vmst_private_key *key)
{
    const struct signer *signer = find_signer(key);

    return signer == NULL ? vmst_bytes(NULL, 0)
                          : vmst_bytes(signer->der, signer->size);
}

int
vmst_private_key_sign(const struct vmst_private_key *key,
                      struct vmst_bytes message, struct vmst_note *note,
                      struct vmst_blob **signature)
{
    const struct signer *signer = find_signer(key);
    gnutls_datum_t data = datum(message);
    gnutls_datum_t made = {NULL, 0};
    int status;

    *signature = NULL;
    if (signer == NULL || message.size > UINT32_MAX) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "this library does not sign with such a key");
    }
    status = gnutls_privkey_sign_data2(key->handle, signer->algorithm, 0, &data,
                                       &made);
    if (status != 0) {
        return fail_gnutls(note, "the private key does not sign", status);
    }
    status = vmst_blob_new(vmst_bytes(made.data, made.size), signature);
    gnutls_free(made.data);
    return status == VMSTRUST_OK ? VMSTRUST_OK : vmst_fail_memory(note);
}

/* --- Writing -------------------------------------------------------------- */

/* Takes over what GnuTLS allocated, and wipes it there. */
static int
take_secret(gnutls_datum_t *made, struct vmst_blob **blob)
{
    int status = vmst_blob_new(vmst_bytes(made->data, made->size), blob);

    vmst_wipe(made->data, made->size);
    gnutls_free(made->data);
    return status;
}

static bool
is_on_curve(const struct vmst_private_key *key)
{
    return key->public.kind == VMST_KEY_EC_P256 ||
           key->public.kind == VMST_KEY_EC_P384 ||
           key->public.kind == VMST_KEY_EC_P521;
}

/* Where GnuTLS writes a scalar: without leading zeros; here as many bytes as
 * the field has. */
static int
write_scalar(struct vmst_writer *writer, gnutls_datum_t scalar, size_t field)
{
    uint8_t octets[66] = {0}; /* P-521 */

    if (scalar.size > field || field > sizeof octets) {
        return VMSTRUST_E_CRYPTO;
    }
    memcpy(octets + field - scalar.size, scalar.data, scalar.size);
    vmst_writer_octets(writer, vmst_bytes(octets, field));
    vmst_wipe(octets, sizeof octets);
    return VMSTRUST_OK;
}

/*
 * PrivateKeyInfo ::= SEQUENCE {                                   RFC 5208 5
 *     version              INTEGER { v1(0) },
 *     privateKeyAlgorithm  AlgorithmIdentifier,
 *     privateKey           OCTET STRING }
 *
 * ECPrivateKey ::= SEQUENCE {                                     RFC 5915 3
 *     version     INTEGER { ecPrivkeyVer1(1) },
 *     privateKey  OCTET STRING, -- of the length of the field
 *     parameters  [0] ECParameters OPTIONAL,
 *     publicKey   [1] BIT STRING OPTIONAL }
 *
 * GnuTLS 3.7.9 writes the scalar as a signed number, with a zero byte in front
 * of one key in two; .NET refuses such a key as corrupted.
 */
static int
write_ec_info(const struct vmst_private_key *key, gnutls_datum_t scalar,
              struct vmst_blob **info)
{
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_number(&writer, 0);
    vmst_writer_raw(&writer, key->public.algorithm);
    vmst_writer_open(&writer, VMST_DER_OCTET_STRING);
    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_number(&writer, 1);
    TRY(write_scalar(&writer, scalar, (key->public.size + 7) / 8));
    vmst_writer_open(&writer, VMST_DER_CONTEXT_CONSTRUCTED(1));
    vmst_writer_bits(&writer, key->public.bits);
    vmst_writer_close(&writer);
    vmst_writer_close(&writer);
    vmst_writer_close(&writer);
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, info);
}

static int
export_ec(const struct vmst_private_key *key, struct vmst_note *note,
          struct vmst_blob **info)
{
    gnutls_datum_t scalar = {NULL, 0};
    int status = gnutls_privkey_export_ecc_raw2(
        key->handle, NULL, NULL, NULL, &scalar, GNUTLS_EXPORT_FLAG_NO_LZ);

    if (status != 0) {
        return fail_gnutls(note, "the private key cannot be written", status);
    }
    status = write_ec_info(key, scalar, info);
    vmst_wipe(scalar.data, scalar.size);
    gnutls_free(scalar.data);
    return status == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail(note, status, "the private key cannot be written");
}

static int
export_other(const struct vmst_private_key *key, struct vmst_note *note,
             struct vmst_blob **info)
{
    gnutls_x509_privkey_t handle;
    gnutls_datum_t made = {NULL, 0};
    int status = gnutls_privkey_export_x509(key->handle, &handle);

    if (status == 0) {
        status = gnutls_x509_privkey_export2_pkcs8(
            handle, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN, &made);
        gnutls_x509_privkey_deinit(handle);
    }
    if (status != 0) {
        return fail_gnutls(note, "the private key cannot be written", status);
    }
    return take_secret(&made, info) == VMSTRUST_OK ? VMSTRUST_OK
                                                   : vmst_fail_memory(note);
}

int
vmst_private_key_write_info(const struct vmst_private_key *key,
                            struct vmst_note *note, struct vmst_blob **info)
{
    *info = NULL;
    if (key->is_in_token) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the private key is in a token and stays there");
    }
    return is_on_curve(key) ? export_ec(key, note, info)
                            : export_other(key, note, info);
}

/* EncryptedPrivateKeyInfo, RFC 5208 6, as above. */
static int
encrypt_info(struct vmst_bytes info, const struct vmst_secret *passphrase,
             struct vmst_note *note, struct vmst_blob **encrypted)
{
    AUTO_WRITER writer = {0};
    const struct vmst_pbe_plan plan = {VMST_PBE_AES256_SHA256,
                                       VMST_PRIVATE_KEY_ITERATIONS, passphrase};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    TRY(vmst_pbe_write(&writer, &plan, VMST_DER_OCTET_STRING, info, note));
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, encrypted) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

static int
write_pem(const char *label, const struct vmst_blob *der,
          struct vmst_note *note, struct vmst_blob **pem)
{
    AUTO_BUFFER out = {0};

    vmst_pem_write(&out, label, vmst_bytes(der->data, der->size));
    return vmst_buffer_take_blob(&out, pem) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

int
vmst_private_key_write(const struct vmst_private_key *key,
                       const struct vmst_secret *passphrase,
                       struct vmst_note *note, struct vmst_blob **pem)
{
    AUTO(blob) info = NULL;
    AUTO(blob) encrypted = NULL;

    *pem = NULL;
    TRY(vmst_private_key_write_info(key, note, &info));
    if (passphrase == NULL) {
        return write_pem("PRIVATE KEY", info, note, pem);
    }
    TRY(encrypt_info(vmst_bytes(info->data, info->size), passphrase, note,
                     &encrypted));
    return write_pem("ENCRYPTED PRIVATE KEY", encrypted, note, pem);
}
