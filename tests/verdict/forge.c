/*
 * The forge: what GnuTLS can make, and by hand what it would refuse to.
 */
#include "forge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>

#define NOT_BEFORE ((time_t)1577836800) /* 2020-01-01 */
#define NOT_AFTER ((time_t)2524521600)  /* 2049-12-31 */

static void
must(int status, const char *what)
{
    if (status < 0) {
        fprintf(stderr, "forge: %s: %s\n", what, gnutls_strerror(status));
        exit(99);
    }
}

static void *
must_have(void *memory)
{
    if (memory == NULL) {
        fprintf(stderr, "forge: out of memory\n");
        exit(99);
    }
    return memory;
}

struct forge_party
forge_party_new(enum forge_kind kind, const char *format, ...)
{
    struct forge_party party;
    va_list values;

    va_start(values, format);
    vsnprintf(party.name, sizeof party.name, format, values);
    va_end(values);
    must(gnutls_x509_privkey_init(&party.key), "key");
    if (kind == FORGE_P256) {
        must(gnutls_x509_privkey_generate(
                 party.key, GNUTLS_PK_ECDSA,
                 GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0),
             "P-256");
    } else {
        must(gnutls_x509_privkey_generate(party.key, GNUTLS_PK_RSA, 2048, 0),
             "RSA");
    }
    return party;
}

void
forge_party_free(struct forge_party *party)
{
    gnutls_x509_privkey_deinit(party->key);
    party->key = NULL;
}

/* Everything but key, extensions and signature. */
static gnutls_x509_crt_t
start_cert(const char *subject)
{
    static uint32_t serial;
    uint8_t bytes[5] = {1};
    gnutls_x509_crt_t cert;

    serial++;
    for (int i = 0; i < 4; i++) {
        bytes[i + 1] = (uint8_t)(serial >> (24 - 8 * i));
    }
    must(gnutls_x509_crt_init(&cert), "certificate");
    must(gnutls_x509_crt_set_version(cert, 3), "version");
    must(gnutls_x509_crt_set_serial(cert, bytes, sizeof bytes), "serial");
    must(gnutls_x509_crt_set_activation_time(cert, NOT_BEFORE), "time");
    must(gnutls_x509_crt_set_expiration_time(cert, NOT_AFTER), "time");
    must(gnutls_x509_crt_set_dn_by_oid(cert, GNUTLS_OID_X520_COMMON_NAME, 0,
                                       subject, (unsigned)strlen(subject)),
         "subject");
    return cert;
}

static void
mark_as_authority(gnutls_x509_crt_t cert)
{
    must(gnutls_x509_crt_set_basic_constraints(cert, 1, -1), "CA");
    must(gnutls_x509_crt_set_key_usage(cert, GNUTLS_KEY_KEY_CERT_SIGN |
                                                 GNUTLS_KEY_CRL_SIGN),
         "key usage");
}

static struct forge_der
export_cert(gnutls_x509_crt_t cert)
{
    struct forge_der made;
    gnutls_datum_t der;

    must(gnutls_x509_crt_export2(cert, GNUTLS_X509_FMT_DER, &der), "export");
    made.data = must_have(malloc(der.size));
    made.size = der.size;
    memcpy(made.data, der.data, der.size);
    gnutls_free(der.data);
    gnutls_x509_crt_deinit(cert);
    return made;
}

/* GnuTLS takes the issuer's name from a certificate: one with a name and a key
 * is enough. */
static struct forge_der
finish_cert(gnutls_x509_crt_t cert, const struct forge_party *issuer)
{
    gnutls_x509_crt_t name = start_cert(issuer->name);

    must(gnutls_x509_crt_set_key(name, issuer->key), "issuer's key");
    must(gnutls_x509_crt_sign2(cert, name, issuer->key, GNUTLS_DIG_SHA256, 0),
         "signature");
    gnutls_x509_crt_deinit(name);
    return export_cert(cert);
}

struct forge_der
forge_authority(const struct forge_party *subject,
                const struct forge_party *issuer)
{
    gnutls_x509_crt_t cert = start_cert(subject->name);

    must(gnutls_x509_crt_set_key(cert, subject->key), "key");
    mark_as_authority(cert);
    return finish_cert(cert, issuer);
}

/* A leaf's certificate but for its signature. */
static gnutls_x509_crt_t
start_leaf(const struct forge_party *subject, const char *purpose)
{
    gnutls_x509_crt_t cert = start_cert(subject->name);

    must(gnutls_x509_crt_set_key(cert, subject->key), "key");
    must(gnutls_x509_crt_set_key_purpose_oid(cert, purpose, 0), "purpose");
    must(gnutls_x509_crt_set_key_usage(cert, GNUTLS_KEY_DIGITAL_SIGNATURE),
         "key usage");
    return cert;
}

struct forge_der
forge_client(const struct forge_party *subject,
             const struct forge_party *issuer)
{
    return finish_cert(start_leaf(subject, GNUTLS_KP_TLS_WWW_CLIENT), issuer);
}

struct forge_der
forge_server(const struct forge_party *subject,
             const struct forge_party *issuer, const char *host)
{
    gnutls_x509_crt_t cert = start_leaf(subject, GNUTLS_KP_TLS_WWW_SERVER);

    must(gnutls_x509_crt_set_subject_alt_name(cert, GNUTLS_SAN_DNSNAME, host,
                                              (unsigned)strlen(host),
                                              GNUTLS_FSAN_SET),
         "DNS name");
    return finish_cert(cert, issuer);
}

struct forge_der
forge_huge_authority(const char *name, unsigned bits,
                     const struct forge_party *issuer)
{
    gnutls_x509_crt_t cert = start_cert(name);
    uint8_t exponent[] = {1, 0, 1};
    gnutls_datum_t e = {exponent, sizeof exponent};
    gnutls_datum_t m = {must_have(malloc(bits / 8)), bits / 8};
    gnutls_pubkey_t key;

    memset(m.data, 0xA5, m.size); /* odd, and of full length */
    must(gnutls_pubkey_init(&key), "key");
    must(gnutls_pubkey_import_rsa_raw(key, &m, &e), "RSA modulus");
    must(gnutls_x509_crt_set_pubkey(cert, key), "key");
    gnutls_pubkey_deinit(key);
    free(m.data);
    mark_as_authority(cert);
    return finish_cert(cert, issuer);
}

/* Writes a DER tag and a length below 2^24 in its shortest form. */
static size_t
write_head(uint8_t *out, uint8_t tag, size_t length)
{
    size_t bytes = length < 0x80 ? 0 : length < 0x100 ? 1 : 2;

    bytes += length > 0xFFFF;
    *out++ = tag;
    *out++ = bytes == 0 ? (uint8_t)length : (uint8_t)(0x80 + bytes);
    for (size_t i = bytes; i > 0; i--) {
        *out++ = (uint8_t)(length >> (8 * (i - 1)));
    }
    return 2 + bytes;
}

/* The whole size of the element at `at`: head and contents. */
static size_t
element_size(const uint8_t *at, size_t *head)
{
    size_t length = at[1];

    *head = 2;
    if (length >= 0x80) {
        size_t bytes = length - 0x80;

        length = 0;
        for (size_t i = 0; i < bytes; i++) {
            length = length << 8 | at[2 + i];
        }
        *head += bytes;
    }
    return *head + length;
}

struct forge_der
forge_other_signature(const struct forge_der *cert, size_t size)
{
    size_t head;
    size_t kept; /* TBSCertificate and AlgorithmIdentifier */
    const uint8_t *tbs;
    uint8_t *data = must_have(malloc(cert->size + size + 16));
    uint8_t tail[5];
    size_t tail_size;
    struct forge_der made;

    element_size(cert->data, &head);
    tbs = cert->data + head;
    kept = element_size(tbs, &head);
    kept += element_size(tbs + kept, &head);
    tail_size = write_head(tail, 0x03, size + 1);
    made.size = write_head(data, 0x30, kept + tail_size + 1 + size);
    memcpy(data + made.size, tbs, kept);
    made.size += kept;
    memcpy(data + made.size, tail, tail_size);
    made.size += tail_size;
    data[made.size++] = 0; /* no unused bits */
    memset(data + made.size, 0x5A, size);
    made.size += size;
    made.data = data;
    return made;
}

void
forge_der_free(struct forge_der *der)
{
    free(der->data);
    der->data = NULL;
}

void
forge_list_add(struct forge_list *list, struct forge_der der)
{
    if (list->count == list->space) {
        list->space = list->space == 0 ? 64 : 2 * list->space;
        list->items =
            must_have(realloc(list->items, list->space * sizeof *list->items));
    }
    list->items[list->count++] = der;
}

void
forge_list_free(struct forge_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        forge_der_free(&list->items[i]);
    }
    free(list->items);
    memset(list, 0, sizeof *list);
}

/* SplitMix64: Steele, Lea and Flood, OOPSLA 2014. */
uint32_t
forge_random(uint64_t *state, uint32_t bound)
{
    uint64_t value = *state += UINT64_C(0x9E3779B97F4A7C15);

    value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((value ^ value >> 31) % bound);
}

void
forge_list_shuffle(struct forge_list *list, uint64_t seed)
{
    for (size_t i = list->count; i > 1; i--) {
        size_t j = forge_random(&seed, (uint32_t)i);
        struct forge_der moved = list->items[j];

        list->items[j] = list->items[i - 1];
        list->items[i - 1] = moved;
    }
}
