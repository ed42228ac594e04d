/*
 * PKCS#12, read and written. Floor 5.
 */
#include "identity/pkcs12.h"

#include <gnutls/crypto.h>
#include <gnutls/pkcs12.h>

#include "base/random.h"
#include "base/text.h"
#include "crypto/pbe.h"
#include "der/oid.h"
#include "identity/pfx.h"
#include "limits.h"

/* --- Reading -------------------------------------------------------------- */

struct parts { /* what GnuTLS hands out, to be freed by it */
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t *chain;
    unsigned chain_count;
    gnutls_x509_crt_t *others;
    unsigned other_count;
};

static void
free_list(gnutls_x509_crt_t *list, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        gnutls_x509_crt_deinit(list[i]);
    }
    gnutls_free(list);
}

static void
free_parts(struct parts *parts)
{
    if (parts->key != NULL) {
        gnutls_x509_privkey_deinit(parts->key);
    }
    free_list(parts->chain, parts->chain_count);
    free_list(parts->others, parts->other_count);
}

/* GnuTLS bounds what encryption asks for, and not what the MAC does. What it does
 * not find here, it does not find when it computes it. */
static int
check_mac_cost(gnutls_pkcs12_t file, struct vmst_note *note)
{
    unsigned iterations = 0;

    (void)gnutls_pkcs12_mac_info(file, NULL, NULL, NULL, &iterations, NULL);
    return iterations <= VMST_LIMIT_ITERATIONS
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_LIMIT,
                           "the MAC of the PKCS#12 file asks for %u "
                           "iterations, and this library computes at most %u",
                           iterations, (unsigned)VMST_LIMIT_ITERATIONS);
}

/* The MAC is over the passphrase, so that a wrong one is known before anything
 * is decrypted with it. A file without a MAC is taken: its encryption will
 * tell. */
static int
check_mac(gnutls_pkcs12_t file, const struct vmst_secret *passphrase,
          struct vmst_note *note)
{
    const char *text = passphrase == NULL ? "" : (const char *)passphrase->data;
    int status = gnutls_pkcs12_verify_mac(file, text);

    if (status == GNUTLS_E_MAC_VERIFY_FAILED && passphrase == NULL) {
        status = gnutls_pkcs12_verify_mac(file, NULL);
    }
    if (status == 0 || status == GNUTLS_E_ASN1_ELEMENT_NOT_FOUND ||
        status == GNUTLS_E_ASN1_VALUE_NOT_FOUND) {
        return VMSTRUST_OK;
    }
    if (status != GNUTLS_E_MAC_VERIFY_FAILED) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "the PKCS#12 file cannot be read: %s",
                         gnutls_strerror(status));
    }
    return vmst_fail(note, VMSTRUST_E_PASSPHRASE,
                     passphrase == NULL
                         ? "the PKCS#12 file is encrypted: its passphrase is "
                           "needed"
                         : "the passphrase of the PKCS#12 file is wrong, or "
                           "the file was damaged");
}

static int
take_list(gnutls_x509_crt_t *list, unsigned count, struct vmst_note *note,
          struct vmst_certs *certs)
{
    for (unsigned i = 0; i < count; i++) {
        AUTO(cert) cert = NULL;
        gnutls_datum_t der = {NULL, 0};
        int status =
            gnutls_x509_crt_export2(list[i], GNUTLS_X509_FMT_DER, &der);

        if (status != 0) {
            return vmst_fail_memory(note);
        }
        status = vmst_cert_parse(vmst_bytes(der.data, der.size), note, &cert);
        gnutls_free(der.data);
        TRY(status);
        if (vmst_certs_add(certs, cert) != VMSTRUST_OK) {
            return vmst_fail_memory(note);
        }
    }
    return VMSTRUST_OK;
}

/* Through PKCS#8, so that there is one way by which a key comes in. */
static int
take_key(gnutls_x509_privkey_t handle, struct vmst_note *note,
         struct vmst_private_key **key)
{
    gnutls_datum_t info = {NULL, 0};
    int status = gnutls_x509_privkey_export2_pkcs8(
        handle, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN, &info);

    if (status != 0) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "the private key cannot be read: %s",
                         gnutls_strerror(status));
    }
    status = vmst_private_key_read(vmst_bytes(info.data, info.size), NULL, note,
                                   key);
    vmst_wipe(info.data, info.size);
    gnutls_free(info.data);
    return status;
}

static int
take_parts(const struct parts *parts, struct vmst_note *note,
           struct vmst_identity *identity)
{
    if (parts->key != NULL) {
        TRY(take_key(parts->key, note, &identity->key));
    }
    TRY(take_list(parts->chain, parts->chain_count, note, &identity->certs));
    TRY(take_list(parts->others, parts->other_count, note, &identity->certs));
    if (identity->certs.count == 0) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         parts->key == NULL
                             ? "the PKCS#12 file has no private key: export it "
                               "again with the private key"
                             : "the PKCS#12 file has no certificate");
    }
    return VMSTRUST_OK;
}

static int
read_file(gnutls_pkcs12_t file, struct vmst_bytes input,
          const struct vmst_secret *passphrase, struct vmst_note *note,
          struct vmst_identity *identity)
{
    gnutls_datum_t data = {(unsigned char *)input.data, (unsigned)input.size};
    struct parts parts = {0};
    int status = gnutls_pkcs12_import(file, &data, GNUTLS_X509_FMT_DER, 0);

    if (status != 0) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "the PKCS#12 file is not well formed: %s",
                         gnutls_strerror(status));
    }
    TRY(check_mac_cost(file, note));
    TRY(check_mac(file, passphrase, note));
    status = gnutls_pkcs12_simple_parse(
        file, passphrase == NULL ? "" : (const char *)passphrase->data,
        &parts.key, &parts.chain, &parts.chain_count, &parts.others,
        &parts.other_count, NULL, 0);
    if (status == 0 || status == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE) {
        status = take_parts(&parts, note, identity); /* it misses what it has
                                                        not found */
    } else {
        status = vmst_fail(note, VMSTRUST_E_CRYPTO,
                           "the PKCS#12 file cannot be read: %s",
                           gnutls_strerror(status));
    }
    free_parts(&parts);
    return status;
}

/* What software writes that does not know DER (NSS: indefinite lengths) is left
 * to GnuTLS; of everything else it is known first what opening it costs. */
static int
check_encryption(struct vmst_bytes input, struct vmst_note *note)
{
    struct vmst_pfx pfx;

    if (vmst_pfx_read(input, NULL, &pfx) != VMSTRUST_OK) {
        return VMSTRUST_OK;
    }
    for (size_t i = 0; i < pfx.part_count; i++) {
        TRY(vmst_pbe_check(&pfx.parts[i].pbe, "the PKCS#12 file", note));
    }
    return VMSTRUST_OK;
}

int
vmst_pkcs12_read(struct vmst_bytes input, const struct vmst_secret *passphrase,
                 struct vmst_note *note, struct vmst_identity *identity)
{
    gnutls_pkcs12_t file;
    int status;

    TRY(check_encryption(input, note));
    if (gnutls_pkcs12_init(&file) != 0) {
        return vmst_fail_memory(note);
    }
    status = read_file(file, input, passphrase, note, identity);
    gnutls_pkcs12_deinit(file);
    return status;
}

/* --- Writing: bags -------------------------------------------------------- */

/* RFC 7292 A: bagtypes, and PKCS #9's certificate and attributes. */
#define PKCS12_BAG "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01"
#define SHROUDED_KEY_BAG PKCS12_BAG "\x02"
#define CERT_BAG PKCS12_BAG "\x03"
#define PKCS9 "\x2a\x86\x48\x86\xf7\x0d\x01\x09"
#define FRIENDLY_NAME PKCS9 "\x14"
#define LOCAL_KEY_ID PKCS9 "\x15"
#define X509_CERTIFICATE PKCS9 "\x16\x01"
#define PKCS7 "\x2a\x86\x48\x86\xf7\x0d\x01\x07"
#define DATA PKCS7 "\x01"
#define ENCRYPTED_DATA PKCS7 "\x06"

/* What all of one file shares. */
struct file {
    struct vmst_pbe_plan plan;
    enum vmst_hash mac;
    struct vmst_bytes name;         /* friendlyName, a BMPString's contents */
    uint8_t key_id[VMST_SHA1_SIZE]; /* localKeyID */
    const struct vmst_identity *identity;
    struct vmst_note *note;
};

static void
open_attribute(struct vmst_writer *writer, struct vmst_bytes type)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, type);
    vmst_writer_open(writer, VMST_DER_SET);
}

static void
close_attribute(struct vmst_writer *writer)
{
    vmst_writer_close_set(writer);
    vmst_writer_close(writer);
}

/*
 * bagAttributes  SET OF PKCS12Attribute                         RFC 7292 4.2
 *     friendlyName  BMPString (SIZE(1..pkcs-9-ub-friendlyName)) RFC 2985 5.5.1
 *     localKeyId    OCTET STRING                                RFC 2985 5.5.2
 * Windows finds the certificate of a key by localKeyId.
 */
static void
write_attributes(struct vmst_writer *writer, const struct file *file)
{
    vmst_writer_open(writer, VMST_DER_SET);
    if (file->name.size != 0) {
        open_attribute(writer, VMST_OID(FRIENDLY_NAME));
        vmst_writer_element(writer, VMST_DER_BMP_STRING, file->name);
        close_attribute(writer);
    }
    open_attribute(writer, VMST_OID(LOCAL_KEY_ID));
    vmst_writer_octets(writer, vmst_bytes(file->key_id, sizeof file->key_id));
    close_attribute(writer);
    vmst_writer_close_set(writer);
}

/*
 * SafeBag ::= SEQUENCE {                                        RFC 7292 4.2
 *     bagId          OBJECT IDENTIFIER,
 *     bagValue       [0] EXPLICIT ANY DEFINED BY bagId,
 *     bagAttributes  SET OF PKCS12Attribute OPTIONAL }
 */
static void
open_bag(struct vmst_writer *writer, struct vmst_bytes type)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, type);
    vmst_writer_open(writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
}

/*
 * CertBag ::= SEQUENCE {                                      RFC 7292 4.2.3
 *     certId     OBJECT IDENTIFIER, -- x509Certificate
 *     certValue  [0] EXPLICIT OCTET STRING }
 */
static void
write_cert_bag(struct vmst_writer *writer, const struct file *file,
               size_t index)
{
    open_bag(writer, VMST_OID(CERT_BAG));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(X509_CERTIFICATE));
    vmst_writer_open(writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_octets(writer, file->identity->certs.list[index]->der);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    if (index == 0) {
        write_attributes(writer, file);
    }
    vmst_writer_close(writer);
}

/* PKCS8ShroudedKeyBag ::= EncryptedPrivateKeyInfo             RFC 7292 4.2.2 */
static int
write_key_bag(struct vmst_writer *writer, const struct file *file)
{
    AUTO(blob) info = NULL;

    TRY(vmst_private_key_write_info(file->identity->key, file->note, &info));
    open_bag(writer, VMST_OID(SHROUDED_KEY_BAG));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    TRY(vmst_pbe_write(writer, &file->plan, VMST_DER_OCTET_STRING,
                       vmst_bytes(info->data, info->size), file->note));
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    write_attributes(writer, file);
    vmst_writer_close(writer);
    return VMSTRUST_OK;
}

/* --- Writing: contents ---------------------------------------------------- */

/*
 * ContentInfo ::= SEQUENCE {                                      RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0] EXPLICIT ANY DEFINED BY contentType }
 */
static void
open_content(struct vmst_writer *writer, struct vmst_bytes type)
{
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, type);
    vmst_writer_open(writer, VMST_DER_CONTEXT_CONSTRUCTED(0));
}

static void
close_content(struct vmst_writer *writer)
{
    vmst_writer_close(writer);
    vmst_writer_close(writer);
}

/* Data: an OCTET STRING that wraps SafeContents with the one key. */
static int
write_key_content(struct vmst_writer *writer, const struct file *file)
{
    open_content(writer, VMST_OID(DATA));
    vmst_writer_open(writer, VMST_DER_OCTET_STRING);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    TRY(write_key_bag(writer, file));
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    close_content(writer);
    return VMSTRUST_OK;
}

static int
write_certs(const struct file *file, struct vmst_blob **contents)
{
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    for (size_t i = 0; i < file->identity->certs.count; i++) {
        write_cert_bag(&writer, file, i);
    }
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, contents) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(file->note);
}

/*
 * EncryptedData ::= SEQUENCE {                                  RFC 5652 8
 *     version               INTEGER { v0(0) },
 *     encryptedContentInfo  SEQUENCE {
 *         contentType                 OBJECT IDENTIFIER, -- data
 *         contentEncryptionAlgorithm  AlgorithmIdentifier,
 *         encryptedContent            [0] IMPLICIT OCTET STRING } }
 */
static int
write_cert_content(struct vmst_writer *writer, const struct file *file)
{
    AUTO(blob) contents = NULL;

    TRY(write_certs(file, &contents));
    open_content(writer, VMST_OID(ENCRYPTED_DATA));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_number(writer, 0);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, VMST_OID(DATA));
    TRY(vmst_pbe_write(writer, &file->plan, VMST_DER_CONTEXT(0),
                       vmst_bytes(contents->data, contents->size), file->note));
    vmst_writer_close(writer);
    vmst_writer_close(writer);
    close_content(writer);
    return VMSTRUST_OK;
}

/* AuthenticatedSafe ::= SEQUENCE OF ContentInfo                 RFC 7292 4.1 */
static int
write_safe(const struct file *file, struct vmst_blob **safe)
{
    AUTO_WRITER writer = {0};

    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    TRY(write_cert_content(&writer, file));
    TRY(write_key_content(&writer, file));
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, safe) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(file->note);
}

/* --- Writing: the MAC ----------------------------------------------------- */

static const struct mac {
    enum vmst_hash hash;
    gnutls_mac_algorithm_t algorithm;
    struct vmst_bytes oid;
} macs[] = {
    /* RFC 3279 2.1, RFC 5754 2.2 */
    {VMST_HASH_SHA1,
     GNUTLS_MAC_SHA1,
     {(const uint8_t *)"\x2b\x0e\x03\x02\x1a", 5}},
    {VMST_HASH_SHA256,
     GNUTLS_MAC_SHA256,
     {(const uint8_t *)"\x60\x86\x48\x01\x65\x03\x04\x02\x01", 9}},
};

#define MAC_SALT 16 /* of Windows and of OpenSSL 3 with SHA-256 */

static int
compute_mac(const struct mac *mac, const struct file *file,
            const uint8_t salt[MAC_SALT], struct vmst_bytes safe,
            uint8_t digest[VMST_DIGEST_SIZE])
{
    uint8_t key[VMST_DIGEST_SIZE];
    size_t size = vmst_digest_size(mac->hash);
    const struct vmst_pkcs12_kdf kdf = {
        .hash = mac->hash,
        .use = VMST_PKCS12_USE_MAC,
        .iterations = file->plan.iterations,
        .salt = vmst_bytes(salt, MAC_SALT),
    };
    int status =
        vmst_pkcs12_derive(&kdf, file->plan.passphrase, file->note, key, size);

    if (status == VMSTRUST_OK &&
        gnutls_hmac_fast(mac->algorithm, key, size, safe.data, safe.size,
                         digest) != 0) {
        status =
            vmst_fail(file->note, VMSTRUST_E_CRYPTO, "GnuTLS computes no MAC");
    }
    vmst_wipe(key, sizeof key);
    return status;
}

/*
 * MacData ::= SEQUENCE {                                          RFC 7292 4
 *     mac         DigestInfo, -- SEQUENCE { AlgorithmIdentifier, OCTET STRING }
 *     macSalt     OCTET STRING,
 *     iterations  INTEGER DEFAULT 1 }
 */
static int
write_mac(struct vmst_writer *writer, const struct file *file,
          struct vmst_bytes safe)
{
    const struct mac *mac = &macs[file->mac == VMST_HASH_SHA1 ? 0 : 1];
    uint8_t digest[VMST_DIGEST_SIZE];
    uint8_t salt[MAC_SALT];

    if (!vmst_random(salt, sizeof salt)) {
        return vmst_fail(file->note, VMSTRUST_E_CRYPTO,
                         "the system has no random bytes");
    }
    TRY(compute_mac(mac, file, salt, safe, digest));
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_open(writer, VMST_DER_SEQUENCE);
    vmst_writer_oid(writer, mac->oid);
    vmst_writer_null(writer);
    vmst_writer_close(writer);
    vmst_writer_octets(writer, vmst_bytes(digest, vmst_digest_size(mac->hash)));
    vmst_writer_close(writer);
    vmst_writer_octets(writer, vmst_bytes(salt, sizeof salt));
    vmst_writer_number(writer, file->plan.iterations);
    vmst_writer_close(writer);
    return VMSTRUST_OK;
}

/*
 * PFX ::= SEQUENCE {                                              RFC 7292 4
 *     version   INTEGER { v3(3) },
 *     authSafe  ContentInfo,
 *     macData   MacData OPTIONAL }
 */
static int
write_pfx(const struct file *file, struct vmst_blob **pfx)
{
    AUTO_WRITER writer = {0};
    AUTO(blob) safe = NULL;

    TRY(write_safe(file, &safe));
    vmst_writer_open(&writer, VMST_DER_SEQUENCE);
    vmst_writer_number(&writer, 3);
    open_content(&writer, VMST_OID(DATA));
    vmst_writer_octets(&writer, vmst_bytes(safe->data, safe->size));
    close_content(&writer);
    TRY(write_mac(&writer, file, vmst_bytes(safe->data, safe->size)));
    vmst_writer_close(&writer);
    return vmst_writer_finish(&writer, pfx) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(file->note);
}

/* --- Writing: the whole --------------------------------------------------- */

/* RFC 2985 5.5.1: at most 255 characters; what is beyond U+FFFF is a pair. */
#define LONGEST_NAME 200

/* The name under which Windows lists the certificate. */
static void
add_name(struct vmst_buffer *name, const struct vmst_cert *cert)
{
    AUTO_BUFFER text = {0};
    struct vmst_bytes rest;

    vmst_cert_show(&text, cert);
    rest = vmst_buffer_view(&text);
    while (rest.size != 0 && name->size < 2 * LONGEST_NAME) {
        uint32_t c;
        size_t used = vmst_utf8_read(rest, &c);
        uint8_t unit[2] = {(uint8_t)(c >> 8), (uint8_t)c};

        if (used == 0) {
            break;
        }
        if (c > 0xffff) {
            unit[0] = 0xff; /* U+FFFD: a name for people, not an identity */
            unit[1] = 0xfd;
        }
        vmst_buffer_add(name, unit, sizeof unit);
        rest = vmst_bytes(rest.data + used, rest.size - used);
    }
    name->failed |= text.failed;
}

static int
write_for(const struct vmst_identity *identity, const struct vmst_pfx_row *row,
          const struct vmst_secret *passphrase, struct vmst_note *note,
          struct vmst_blob **pfx)
{
    AUTO_BUFFER name = {0};
    struct file file = {
        .plan = {row->reads_aes ? VMST_PBE_AES256_SHA256 : VMST_PBE_3DES_SHA1,
                 VMST_PKCS12_ITERATIONS, passphrase},
        .mac = row->reads_aes ? VMST_HASH_SHA256 : VMST_HASH_SHA1,
        .identity = identity,
        .note = note,
    };

    add_name(&name, vmst_identity_cert(identity));
    if (name.failed) {
        return vmst_fail_memory(note);
    }
    file.name = vmst_buffer_view(&name);
    if (vmst_sha1(vmst_identity_cert(identity)->der, file.key_id) !=
        VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO, "SHA-1 is switched off here");
    }
    return write_pfx(&file, pfx);
}

int
vmst_pkcs12_write(const struct vmst_identity *identity, vmstrust_target target,
                  const struct vmst_secret *passphrase, struct vmst_note *note,
                  struct vmst_blob **pfx)
{
    const struct vmst_pfx_row *row;

    *pfx = NULL;
    TRY(vmst_pfx_row_find(target, note, &row));
    if (vmst_private_key_is_in_token(identity->key)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the private key is in a token and stays there");
    }
    TRY(vmst_identity_prove(identity, note));
    return write_for(identity, row, passphrase, note, pfx);
}
