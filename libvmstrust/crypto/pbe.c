/*
 * Encryption under a passphrase, read and written. Floor 0.
 */
#include "crypto/pbe.h"

#include <gnutls/crypto.h>

#include "base/random.h"
#include "der/oid.h"
#include "limits.h"

#define OID(literal)                                                           \
    {                                                                          \
        (const uint8_t *)literal, sizeof(literal) - 1                          \
    }

/* RSADSI's arcs: pkcs-5, pkcs-12PbeIds, digestAlgorithm, encryption. */
#define PKCS5 "\x2a\x86\x48\x86\xf7\x0d\x01\x05"
#define PKCS12_PBE "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01"
#define RSADSI_HMAC "\x2a\x86\x48\x86\xf7\x0d\x02"
#define RSADSI_CIPHER "\x2a\x86\x48\x86\xf7\x0d\x03"
/* NIST's AES, 2.16.840.1.101.3.4.1. */
#define NIST_AES "\x60\x86\x48\x01\x65\x03\x04\x01"

#define PBES2 PKCS5 "\x0d"
#define PBKDF2 PKCS5 "\x0c"
#define AES_256_CBC NIST_AES "\x2a"
#define HMAC_SHA256 RSADSI_HMAC "\x09"
#define SHA1_3DES PKCS12_PBE "\x03"

static const struct {
    struct vmst_bytes oid;
    enum vmst_pbe_scheme scheme;
    enum vmst_pbe_cipher cipher;
    unsigned key_bits;
    enum vmst_hash hash;
} schemes[] = {
    /* RFC 8018 A.3 */
    {OID(PKCS5 "\x01"), VMST_PBE_PBES1, VMST_CIPHER_DES, 56, VMST_HASH_MD2},
    {OID(PKCS5 "\x03"), VMST_PBE_PBES1, VMST_CIPHER_DES, 56, VMST_HASH_MD5},
    {OID(PKCS5 "\x04"), VMST_PBE_PBES1, VMST_CIPHER_RC2, 64, VMST_HASH_MD2},
    {OID(PKCS5 "\x06"), VMST_PBE_PBES1, VMST_CIPHER_RC2, 64, VMST_HASH_MD5},
    {OID(PKCS5 "\x0a"), VMST_PBE_PBES1, VMST_CIPHER_DES, 56, VMST_HASH_SHA1},
    {OID(PKCS5 "\x0b"), VMST_PBE_PBES1, VMST_CIPHER_RC2, 64, VMST_HASH_SHA1},
    /* RFC 7292 C */
    {OID(PKCS12_PBE "\x01"), VMST_PBE_PKCS12, VMST_CIPHER_RC4, 128,
     VMST_HASH_SHA1},
    {OID(PKCS12_PBE "\x02"), VMST_PBE_PKCS12, VMST_CIPHER_RC4, 40,
     VMST_HASH_SHA1},
    {OID(SHA1_3DES), VMST_PBE_PKCS12, VMST_CIPHER_3DES, 168, VMST_HASH_SHA1},
    {OID(PKCS12_PBE "\x04"), VMST_PBE_PKCS12, VMST_CIPHER_3DES, 112,
     VMST_HASH_SHA1},
    {OID(PKCS12_PBE "\x05"), VMST_PBE_PKCS12, VMST_CIPHER_RC2, 128,
     VMST_HASH_SHA1},
    {OID(PKCS12_PBE "\x06"), VMST_PBE_PKCS12, VMST_CIPHER_RC2, 40,
     VMST_HASH_SHA1},
    /* RFC 8018 A.4; the rest is in the parameters */
    {OID(PBES2), VMST_PBE_PBES2, VMST_CIPHER_UNKNOWN, 0, VMST_HASH_SHA1},
};

static const struct {
    struct vmst_bytes oid;
    enum vmst_pbe_cipher cipher;
    unsigned key_bits;
} ciphers[] = {
    /* RFC 8018 B.2; RFC 3565 4.1 */
    {OID("\x2b\x0e\x03\x02\x07"), VMST_CIPHER_DES, 56},
    {OID(RSADSI_CIPHER "\x02"), VMST_CIPHER_RC2, 128},
    {OID(RSADSI_CIPHER "\x07"), VMST_CIPHER_3DES, 168},
    {OID(NIST_AES "\x02"), VMST_CIPHER_AES, 128},
    {OID(NIST_AES "\x16"), VMST_CIPHER_AES, 192},
    {OID(AES_256_CBC), VMST_CIPHER_AES, 256},
};

static const struct {
    struct vmst_bytes oid;
    enum vmst_hash hash;
} functions[] = {
    /* RFC 8018 B.1.2 */
    {OID(RSADSI_HMAC "\x07"), VMST_HASH_SHA1},
    {OID(RSADSI_HMAC "\x08"), VMST_HASH_SHA224},
    {OID(HMAC_SHA256), VMST_HASH_SHA256},
    {OID(RSADSI_HMAC "\x0a"), VMST_HASH_SHA384},
    {OID(RSADSI_HMAC "\x0b"), VMST_HASH_SHA512},
};

/* --- Reading -------------------------------------------------------------- */

/*
 * PBEParameter, pkcs-12PbeParams ::= SEQUENCE {          RFC 8018 A.3, RFC 7292 C
 *     salt        OCTET STRING,
 *     iterations  INTEGER }
 */
static int
read_salt_and_count(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der fields;
    struct vmst_bytes salt;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_octets(&fields, &salt));
    TRY(vmst_der_size(&fields, &pbe->iterations));
    return vmst_der_end(&fields);
}

/* AlgorithmIdentifier: the OID, and the cursor stands before the parameters. */
static int
enter_algorithm(struct vmst_der *in, struct vmst_der *fields,
                struct vmst_bytes *oid)
{
    TRY(vmst_der_sequence(in, fields));
    return vmst_der_oid(fields, oid);
}

/* prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 */
static int
read_function(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der fields;
    struct vmst_bytes oid;

    if (vmst_der_is_empty(in)) {
        return VMSTRUST_OK;
    }
    TRY(enter_algorithm(in, &fields, &oid));
    pbe->hash = VMST_HASH_NONE;
    for (size_t i = 0; i < VMST_COUNT(functions); i++) {
        if (vmst_bytes_equal(functions[i].oid, oid)) {
            pbe->hash = functions[i].hash;
        }
    }
    return vmst_der_is_empty(&fields) ? VMSTRUST_OK : vmst_der_null(&fields);
}

/*
 * PBKDF2-params ::= SEQUENCE {                                  RFC 8018 A.2
 *     salt CHOICE {
 *         specified      OCTET STRING,
 *         otherSource    AlgorithmIdentifier },
 *     iterationCount  INTEGER (1..MAX),
 *     keyLength       INTEGER (1..MAX) OPTIONAL,
 *     prf             AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
 */
static int
read_pbkdf2(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der fields;
    struct vmst_bytes salt;
    uint32_t key_length;
    bool has_length;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_octets(&fields, &salt));
    TRY(vmst_der_size(&fields, &pbe->iterations));
    TRY(vmst_der_optional_size(&fields, &has_length, &key_length));
    TRY(read_function(&fields, pbe));
    return vmst_der_end(&fields);
}

static int
read_cipher(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der fields;
    struct vmst_bytes oid;

    TRY(enter_algorithm(in, &fields, &oid));
    for (size_t i = 0; i < VMST_COUNT(ciphers); i++) {
        if (vmst_bytes_equal(ciphers[i].oid, oid)) {
            pbe->cipher = ciphers[i].cipher;
            pbe->key_bits = ciphers[i].key_bits;
        }
    }
    return VMSTRUST_OK; /* its parameters are GnuTLS's to read */
}

/*
 * PBES2-params ::= SEQUENCE {                                   RFC 8018 A.4
 *     keyDerivationFunc  AlgorithmIdentifier,
 *     encryptionScheme   AlgorithmIdentifier }
 * A derivation that is not PBKDF2 makes the scheme one that we do not know.
 */
static int
read_pbes2(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der fields;
    struct vmst_der derivation;
    struct vmst_bytes oid;

    TRY(vmst_der_sequence(in, &fields));
    TRY(enter_algorithm(&fields, &derivation, &oid));
    if (vmst_bytes_equal(oid, VMST_OID(PBKDF2))) {
        TRY(read_pbkdf2(&derivation, pbe));
        TRY(vmst_der_end(&derivation));
    } else {
        pbe->scheme = VMST_PBE_UNKNOWN;
        pbe->oid = oid;
    }
    TRY(read_cipher(&fields, pbe));
    return vmst_der_end(&fields);
}

static void
set_known(struct vmst_pbe *pbe)
{
    for (size_t i = 0; i < VMST_COUNT(schemes); i++) {
        if (vmst_bytes_equal(schemes[i].oid, pbe->oid)) {
            pbe->scheme = schemes[i].scheme;
            pbe->cipher = schemes[i].cipher;
            pbe->key_bits = schemes[i].key_bits;
            pbe->hash = schemes[i].hash;
        }
    }
}

int
vmst_pbe_read(struct vmst_der *in, struct vmst_pbe *pbe)
{
    struct vmst_der rest = *in;
    struct vmst_der fields;

    *pbe = (struct vmst_pbe){0};
    TRY(enter_algorithm(&rest, &fields, &pbe->oid));
    set_known(pbe);
    switch (pbe->scheme) {
    case VMST_PBE_UNKNOWN:
        *in = rest;
        return VMSTRUST_OK;
    case VMST_PBE_PBES1:
    case VMST_PBE_PKCS12:
        TRY(read_salt_and_count(&fields, pbe));
        break;
    case VMST_PBE_PBES2:
        TRY(read_pbes2(&fields, pbe));
        break;
    }
    TRY(vmst_der_end(&fields));
    *in = rest;
    return VMSTRUST_OK;
}

static const char *
cipher_name(enum vmst_pbe_cipher cipher)
{
    switch (cipher) {
    case VMST_CIPHER_UNKNOWN:
        return "an unknown cipher";
    case VMST_CIPHER_DES:
        return "DES";
    case VMST_CIPHER_RC2:
        return "RC2";
    case VMST_CIPHER_RC4:
        return "RC4";
    case VMST_CIPHER_3DES:
        return "3DES";
    case VMST_CIPHER_AES:
        return "AES";
    }
    return "an unknown cipher";
}

void
vmst_pbe_show(struct vmst_buffer *buffer, const struct vmst_pbe *pbe)
{
    if (pbe->scheme == VMST_PBE_UNKNOWN) {
        vmst_buffer_add_text(buffer, "encryption ");
        vmst_oid_show(buffer, pbe->oid);
        return;
    }
    vmst_buffer_add_text(buffer, cipher_name(pbe->cipher));
    if (pbe->key_bits != 0 && pbe->cipher != VMST_CIPHER_3DES) {
        vmst_buffer_format(buffer, "-%u", pbe->key_bits);
    }
    vmst_buffer_format(buffer, " with %s, %u iterations",
                       vmst_hash_name(pbe->hash), (unsigned)pbe->iterations);
}

static bool
is_known(const struct vmst_pbe *pbe)
{
    return pbe->scheme != VMST_PBE_UNKNOWN &&
           pbe->cipher != VMST_CIPHER_UNKNOWN && pbe->hash != VMST_HASH_NONE;
}

int
vmst_pbe_check(const struct vmst_pbe *pbe, const char *what,
               struct vmst_note *note)
{
    AUTO_BUFFER shown = {0};

    if (pbe->iterations > VMST_LIMIT_ITERATIONS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "%s asks for %u iterations, and this library computes "
                         "at most %u",
                         what, (unsigned)pbe->iterations,
                         (unsigned)VMST_LIMIT_ITERATIONS);
    }
    if (is_known(pbe)) {
        return VMSTRUST_OK;
    }
    vmst_pbe_show(&shown, pbe);
    vmst_buffer_add(&shown, "", 1);
    return vmst_fail(note, VMSTRUST_E_CRYPTO,
                     "%s is encrypted in a way that this library does not know "
                     "(%s)",
                     what, shown.failed ? "" : (const char *)shown.data);
}

/* --- Writing -------------------------------------------------------------- */

/* RFC 8018 4.1: at least 64 bits; 16 bytes are what Windows and OpenSSL 3
 * write with AES, 8 what they write with 3DES. */
#define SALT 16
#define LARGEST_KEY 32
#define LARGEST_BLOCK 16

struct cipher {
    gnutls_cipher_algorithm_t algorithm;
    size_t salt_size;
    size_t key_size;
    size_t block;
    uint8_t salt[SALT];
    uint8_t key[LARGEST_KEY];
    uint8_t iv[LARGEST_BLOCK];
};

static int
derive_pkcs12(const struct vmst_pbe_plan *plan, struct vmst_note *note,
              struct cipher *cipher)
{
    struct vmst_pkcs12_kdf kdf = {
        .hash = VMST_HASH_SHA1,
        .use = VMST_PKCS12_USE_KEY,
        .iterations = plan->iterations,
        .salt = vmst_bytes(cipher->salt, cipher->salt_size),
    };

    TRY(vmst_pkcs12_derive(&kdf, plan->passphrase, note, cipher->key,
                           cipher->key_size));
    kdf.use = VMST_PKCS12_USE_IV;
    return vmst_pkcs12_derive(&kdf, plan->passphrase, note, cipher->iv,
                              cipher->block);
}

static int
derive_pbes2(const struct vmst_pbe_plan *plan, struct vmst_note *note,
             struct cipher *cipher)
{
    return vmst_pbkdf2_sha256(
        plan->passphrase, vmst_bytes(cipher->salt, cipher->salt_size),
        plan->iterations, note, cipher->key, cipher->key_size);
}

static void
write_pkcs12_algorithm(struct vmst_writer *writer,
                       const struct vmst_pbe_plan *plan,
                       const struct cipher *cipher)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(SHA1_3DES));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_octets(writer, vmst_bytes(cipher->salt, cipher->salt_size));
    vmst_writer_number(writer, plan->iterations);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
}

/* PBKDF2-params, RFC 8018 A.2; the length of the key follows from the cipher
 * and is left out, as OpenSSL and Windows do. */
static void
write_derivation(struct vmst_writer *writer, const struct vmst_pbe_plan *plan,
                 const struct cipher *cipher)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(PBKDF2));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_octets(writer, vmst_bytes(cipher->salt, cipher->salt_size));
    vmst_writer_number(writer, plan->iterations);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(HMAC_SHA256));
    vmst_writer_null(writer);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
}

static void
write_pbes2_algorithm(struct vmst_writer *writer,
                      const struct vmst_pbe_plan *plan,
                      const struct cipher *cipher)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(PBES2));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    write_derivation(writer, plan, cipher);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(AES_256_CBC));
    vmst_writer_octets(writer, vmst_bytes(cipher->iv, cipher->block));
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
}

static const struct kind {
    gnutls_cipher_algorithm_t algorithm;
    size_t salt_size;
    size_t key_size;
    size_t block;
    int (*derive)(const struct vmst_pbe_plan *plan, struct vmst_note *note,
                  struct cipher *cipher);
    void (*write)(struct vmst_writer *writer, const struct vmst_pbe_plan *plan,
                  const struct cipher *cipher);
} kinds[] = {
    [VMST_PBE_3DES_SHA1] = {GNUTLS_CIPHER_3DES_CBC, 8, 24, 8, derive_pkcs12,
                            write_pkcs12_algorithm},
    [VMST_PBE_AES256_SHA256] = {GNUTLS_CIPHER_AES_256_CBC, SALT, 32, 16,
                                derive_pbes2, write_pbes2_algorithm},
};

/* RFC 8018 6.1.1 step 4: padding of 1 to `block` bytes, each of which is its
 * length. */
static int
pad(struct vmst_bytes plain, size_t block, struct vmst_blob **padded)
{
    size_t more = block - plain.size % block;

    TRY(vmst_blob_new_empty(plain.size + more, padded));
    if (plain.size != 0) {
        memcpy((*padded)->data, plain.data, plain.size);
    }
    memset((*padded)->data + plain.size, (int)more, more);
    return VMSTRUST_OK;
}

static int
encrypt_in_place(const struct cipher *cipher, struct vmst_blob *text)
{
    gnutls_datum_t key = {(unsigned char *)cipher->key,
                          (unsigned)cipher->key_size};
    gnutls_datum_t iv = {(unsigned char *)cipher->iv, (unsigned)cipher->block};
    gnutls_cipher_hd_t handle;
    int status = gnutls_cipher_init(&handle, cipher->algorithm, &key, &iv);

    if (status == 0) {
        status = gnutls_cipher_encrypt(handle, text->data, text->size);
        gnutls_cipher_deinit(handle);
    }
    return status;
}

static int
encrypt(const struct cipher *cipher, struct vmst_bytes plain,
        struct vmst_note *note, struct vmst_blob **text)
{
    int status;

    if (pad(plain, cipher->block, text) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    status = encrypt_in_place(cipher, *text);
    return status == 0 ? VMSTRUST_OK
                       : vmst_fail(note, VMSTRUST_E_CRYPTO,
                                   "GnuTLS does not encrypt: %s",
                                   gnutls_strerror(status));
}

static int
write_with(struct cipher *cipher, const struct vmst_pbe_plan *plan,
           struct vmst_writer *writer, uint8_t tag, struct vmst_bytes plain,
           struct vmst_note *note)
{
    const struct kind *kind = &kinds[plan->kind];
    AUTO(blob) text = NULL;

    if (!vmst_random(cipher->salt, cipher->salt_size) ||
        !vmst_random(cipher->iv, cipher->block)) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "the system has no random bytes");
    }
    TRY(kind->derive(plan, note, cipher));
    TRY(encrypt(cipher, plain, note, &text));
    kind->write(writer, plan, cipher);
    vmst_writer_element(writer, tag, vmst_bytes(text->data, text->size));
    return VMSTRUST_OK;
}

int
vmst_pbe_write(struct vmst_writer *writer, const struct vmst_pbe_plan *plan,
               uint8_t tag, struct vmst_bytes plain, struct vmst_note *note)
{
    const struct kind *kind = &kinds[plan->kind];
    struct cipher cipher = {
        .algorithm = kind->algorithm,
        .salt_size = kind->salt_size,
        .key_size = kind->key_size,
        .block = kind->block,
    };
    int status = write_with(&cipher, plan, writer, tag, plain, note);

    vmst_wipe(&cipher, sizeof cipher);
    return status;
}
