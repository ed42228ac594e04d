/*
 * The builder: Certificate as RFC 5280 4.1 has it, from the inside out.
 */
#include "build_cert.h"

#include <stdio.h>
#include <stdlib.h>

#include <gnutls/abstract.h>

#include "base/address.h"
#include "base/time.h"

#define ED25519 "300506032b6570"
#define MOST_KEYS 16384

static void
must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "build_cert: %s\n", what);
        exit(99);
    }
}

/* --- DER ------------------------------------------------------------------- */

void
build_element(struct vmst_buffer *out, uint8_t tag, struct vmst_bytes contents)
{
    uint8_t head[6] = {tag};
    size_t size = 1;
    size_t bytes = 0;

    while (contents.size >> (8 * bytes) != 0) {
        bytes++;
    }
    if (contents.size < 0x80) {
        head[size++] = (uint8_t)contents.size;
    } else {
        head[size++] = (uint8_t)(0x80 + bytes);
        for (size_t i = bytes; i > 0; i--) {
            head[size++] = (uint8_t)(contents.size >> (8 * (i - 1)));
        }
    }
    vmst_buffer_add(out, head, size);
    vmst_buffer_add(out, contents.data, contents.size);
}

static uint8_t
digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *place = memchr(digits, c, 16);

    must(place != NULL, "hexadecimal digit");
    return (uint8_t)(place - digits);
}

static void
add_hex(struct vmst_buffer *out, const char *hex)
{
    for (; hex[0] != '\0'; hex += 2) {
        uint8_t byte = (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
        vmst_buffer_add(out, &byte, 1);
    }
}

/* Puts what is in the buffer into an element of its own. */
static void
wrap(struct vmst_buffer *buffer, uint8_t tag)
{
    struct vmst_buffer outer = {0};

    build_element(&outer, tag, vmst_buffer_view(buffer));
    vmst_buffer_free(buffer);
    *buffer = outer;
}

static void
add_buffer(struct vmst_buffer *out, struct vmst_buffer *inner, uint8_t tag)
{
    build_element(out, tag, vmst_buffer_view(inner));
    vmst_buffer_free(inner);
}

static void
add_number(struct vmst_buffer *out, uint8_t tag, unsigned number)
{
    const uint8_t bytes[] = {0, (uint8_t)(number >> 24),
                             (uint8_t)(number >> 16), (uint8_t)(number >> 8),
                             (uint8_t)number};
    size_t skipped = 0;

    while (skipped < 4 && bytes[skipped] == 0 && bytes[skipped + 1] < 0x80) {
        skipped++;
    }
    build_element(out, tag, vmst_bytes(bytes + skipped, 5 - skipped));
}

static void
add_base_128(struct vmst_buffer *out, unsigned long number)
{
    for (int shift = 28; shift > 0; shift -= 7) {
        if (number >> shift != 0) {
            vmst_buffer_add(
                out, &(uint8_t){(uint8_t)(0x80 | (number >> shift & 0x7f))}, 1);
        }
    }
    vmst_buffer_add(out, &(uint8_t){number & 0x7f}, 1);
}

/* Advances to the end of the dotted number. */
static void
add_oid(struct vmst_buffer *out, const char **dotted)
{
    struct vmst_buffer inner = {0};
    char *end;
    unsigned long first = strtoul(*dotted, &end, 10);
    unsigned long next = strtoul(end + 1, &end, 10);

    add_base_128(&inner, first * 40 + next);
    while (*end == '.') {
        add_base_128(&inner, strtoul(end + 1, &end, 10));
    }
    *dotted = end;
    add_buffer(out, &inner, 0x06);
}

/* Dotted numbers with spaces between, each in a SEQUENCE if `tag` is 0x30. */
static void
add_oids(struct vmst_buffer *out, const char *list, uint8_t tag)
{
    while (*list != '\0') {
        struct vmst_buffer inner = {0};

        add_oid(&inner, &list);
        list += *list == ' ';
        if (tag != 0) {
            wrap(&inner, tag);
        }
        vmst_buffer_add(out, inner.data, inner.size);
        vmst_buffer_free(&inner);
    }
}

/* --- Keys -------------------------------------------------------------------- */

/* PKCS#8 of an Ed25519 seed (RFC 8410 7). */
static gnutls_privkey_t
make_key(unsigned number)
{
    uint8_t pkcs8[48] = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                         0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
    gnutls_datum_t data = {pkcs8, sizeof pkcs8};
    gnutls_x509_privkey_t key;
    gnutls_privkey_t made;

    pkcs8[16] = (uint8_t)number;
    pkcs8[17] = (uint8_t)(number >> 8);
    must(gnutls_x509_privkey_init(&key) == 0, "key");
    must(gnutls_x509_privkey_import(key, &data, GNUTLS_X509_FMT_DER) == 0,
         "Ed25519 seed");
    must(gnutls_privkey_init(&made) == 0, "key");
    must(gnutls_privkey_import_x509(made, key,
                                    GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE) == 0,
         "key");
    return made;
}

static gnutls_privkey_t
key_of(unsigned number)
{
    static gnutls_privkey_t keys[MOST_KEYS];

    number = number == 0 ? 1 : number;
    must(number < MOST_KEYS, "number of a key");
    if (keys[number] == NULL) {
        keys[number] = make_key(number);
    }
    return keys[number];
}

static void
add_spki(struct vmst_buffer *out, unsigned number)
{
    gnutls_pubkey_t key;
    gnutls_datum_t spki;

    must(gnutls_pubkey_init(&key) == 0, "public key");
    must(gnutls_pubkey_import_privkey(key, key_of(number), 0, 0) == 0,
         "public key");
    must(gnutls_pubkey_export2(key, GNUTLS_X509_FMT_DER, &spki) == 0,
         "public key");
    vmst_buffer_add(out, spki.data, spki.size);
    gnutls_free(spki.data);
    gnutls_pubkey_deinit(key);
}

static void
sign(struct vmst_buffer *out, unsigned number, struct vmst_bytes message)
{
    gnutls_datum_t data = {(void *)(uintptr_t)message.data,
                           (unsigned)message.size};
    gnutls_datum_t signature;

    must(gnutls_privkey_sign_data2(key_of(number), GNUTLS_SIGN_EDDSA_ED25519, 0,
                                   &data, &signature) == 0,
         "signature");
    vmst_buffer_add(out, signature.data, signature.size);
    gnutls_free(signature.data);
}

char *
build_rsa_spki(unsigned bits)
{
    struct vmst_buffer numbers = {0};
    struct vmst_buffer key = {0};
    struct vmst_buffer spki = {0};
    struct vmst_buffer hex = {0};
    char *text = NULL;
    size_t size = bits / 8 + 1;
    uint8_t *modulus = malloc(size);

    must(modulus != NULL, "memory");
    memset(modulus, 0xa5, size); /* odd, of full length, positive */
    modulus[0] = 0;
    build_element(&numbers, 0x02, vmst_bytes(modulus, size));
    free(modulus);
    add_number(&numbers, 0x02, 65537);
    wrap(&numbers, 0x30);
    vmst_buffer_add(&key, "", 1); /* no unused bits */
    vmst_buffer_add(&key, numbers.data, numbers.size);
    vmst_buffer_free(&numbers);
    add_hex(&spki, "300d06092a864886f70d0101010500");
    add_buffer(&spki, &key, 0x03);
    wrap(&spki, 0x30);
    vmst_buffer_add_hex(&hex, vmst_buffer_view(&spki), 0);
    vmst_buffer_free(&spki);
    must(vmst_buffer_take_text(&hex, &text) == VMSTRUST_OK, "memory");
    return text;
}

/* --- Names ------------------------------------------------------------------- */

static void
add_attribute(struct vmst_buffer *out, const char *oid, uint8_t tag,
              struct vmst_bytes value)
{
    struct vmst_buffer inner = {0};

    add_oid(&inner, &oid);
    build_element(&inner, tag, value);
    wrap(&inner, 0x30);
    add_buffer(out, &inner, 0x31);
}

static void
add_name(struct vmst_buffer *out, struct vmst_bytes common_name,
         const char *email)
{
    struct vmst_buffer inner = {0};

    if (common_name.data != NULL) {
        add_attribute(&inner, "2.5.4.3", 0x0c, common_name);
    }
    if (email != NULL) {
        add_attribute(&inner, "1.2.840.113549.1.9.1", 0x16,
                      vmst_bytes_of(email));
    }
    add_buffer(out, &inner, 0x30);
}

/* "10.0.0.5", or with a mask behind a slash. */
static void
add_address(struct vmst_buffer *out, struct vmst_bytes text)
{
    const uint8_t *slash = memchr(text.data, '/', text.size);
    size_t first = slash == NULL ? text.size : (size_t)(slash - text.data);
    struct vmst_buffer inner = {0};
    uint8_t address[VMST_ADDRESS_SIZE];
    size_t size;

    must(vmst_address_parse(vmst_bytes(text.data, first), address, &size),
         "address");
    vmst_buffer_add(&inner, address, size);
    if (slash != NULL) {
        must(vmst_address_parse(vmst_bytes(slash + 1, text.size - first - 1),
                                address, &size),
             "mask");
        vmst_buffer_add(&inner, address, size);
    }
    add_buffer(out, &inner, 0x87);
}

static const struct {
    const char *prefix;
    uint8_t tag;
} general_kinds[] = {
    {"email:", 0x81}, {"dns:", 0x82}, {"dir:", 0xa4},
    {"uri:", 0x86},   {"ip:", 0x87},
};

/* One GeneralName: "dns:rec01". */
static void
add_general(struct vmst_buffer *out, struct vmst_bytes text)
{
    for (size_t i = 0; i < VMST_COUNT(general_kinds); i++) {
        size_t size = strlen(general_kinds[i].prefix);

        if (text.size < size ||
            memcmp(text.data, general_kinds[i].prefix, size) != 0) {
            continue;
        }
        text = vmst_bytes(text.data + size, text.size - size);
        if (general_kinds[i].tag == 0x87) {
            add_address(out, text);
        } else if (general_kinds[i].tag == 0xa4) {
            struct vmst_buffer name = {0};

            add_name(&name, text, NULL);
            add_buffer(out, &name, 0xa4);
        } else {
            build_element(out, general_kinds[i].tag, text);
        }
        return;
    }
    must(false, "kind of a general name");
}

/* All of a list; each in an element of its own if `tag` is not 0. */
static void
add_generals(struct vmst_buffer *out, const char *list, uint8_t tag)
{
    while (*list != '\0') {
        struct vmst_buffer inner = {0};
        size_t size = strcspn(list, " ");

        add_general(&inner, vmst_bytes(list, size));
        list += size;
        list += *list == ' ';
        if (tag != 0) {
            wrap(&inner, tag);
        }
        vmst_buffer_add(out, inner.data, inner.size);
        vmst_buffer_free(&inner);
    }
}

/* --- Extensions ---------------------------------------------------------------- */

/* Frees `value`. */
static void
add_extension(struct vmst_buffer *out, const char *oid, bool is_critical,
              struct vmst_buffer *value)
{
    struct vmst_buffer inner = {0};

    add_oid(&inner, &oid);
    if (is_critical) {
        add_hex(&inner, "0101ff");
    }
    add_buffer(&inner, value, 0x04);
    add_buffer(out, &inner, 0x30);
}

static void
add_basic_constraints(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer value = {0};

    if ((wish->flags & (BUILD_CA | BUILD_CONSTRAINTS)) == 0) {
        return;
    }
    if ((wish->flags & BUILD_CA) != 0) {
        add_hex(&value, "0101ff");
    }
    if ((wish->flags & BUILD_PATH_LENGTH) != 0) {
        add_number(&value, 0x02, wish->path_length);
    }
    wrap(&value, 0x30);
    add_extension(out, "2.5.29.19", true, &value);
}

/* Bit n of the number is ASN.1 bit n; zeros at the end are left out. */
static void
add_key_usage(struct vmst_buffer *out, unsigned usage)
{
    struct vmst_buffer value = {0};
    uint8_t bits[3] = {0, 0, 0}; /* unused bits, then the bits */
    size_t last = 0;

    if (usage == 0) {
        return;
    }
    for (size_t i = 0; i < 9; i++) {
        if ((usage >> i & 1) != 0) {
            bits[1 + i / 8] |= (uint8_t)(0x80 >> i % 8);
            last = i;
        }
    }
    bits[0] = (uint8_t)(7 - last % 8);
    build_element(&value, 0x03, vmst_bytes(bits, 2 + last / 8));
    add_extension(out, "2.5.29.15", true, &value);
}

/* Twenty bytes that belong to the key of this number. */
static void
add_key_id(struct vmst_buffer *out, uint8_t tag, unsigned number)
{
    uint8_t id[20] = "key id";

    number = number == 0 ? 1 : number;
    id[18] = (uint8_t)(number >> 8);
    id[19] = (uint8_t)number;
    build_element(out, tag, vmst_bytes(id, sizeof id));
}

static void
add_key_ids(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer own = {0};
    struct vmst_buffer issuer = {0};

    if ((wish->flags & BUILD_NO_KEY_IDS) != 0) {
        return;
    }
    add_key_id(&own, 0x04, wish->key_id != 0 ? wish->key_id : wish->key);
    add_extension(out, "2.5.29.14", false, &own);
    add_key_id(&issuer, 0x80,
               wish->issuer_key_id != 0 ? wish->issuer_key_id : wish->signer);
    wrap(&issuer, 0x30);
    add_extension(out, "2.5.29.35", false, &issuer);
}

static void
add_name_constraints(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer value = {0};
    struct vmst_buffer list = {0};

    if (wish->permitted == NULL && wish->excluded == NULL) {
        return;
    }
    if (wish->permitted != NULL) {
        add_generals(&list, wish->permitted, 0x30);
        add_buffer(&value, &list, 0xa0);
    }
    if (wish->excluded != NULL) {
        add_generals(&list, wish->excluded, 0x30);
        add_buffer(&value, &list, 0xa1);
    }
    wrap(&value, 0x30);
    add_extension(out, "2.5.29.30", true, &value);
}

static void
add_lists(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer value = {0};

    if (wish->names != NULL) {
        add_generals(&value, wish->names, 0);
        wrap(&value, 0x30);
        add_extension(out, "2.5.29.17", (wish->flags & BUILD_NO_SUBJECT) != 0,
                      &value);
    }
    if (wish->purposes != NULL) {
        add_oids(&value, wish->purposes, 0);
        wrap(&value, 0x30);
        add_extension(out, "2.5.29.37", false, &value);
    }
    if (wish->policies != NULL) {
        add_oids(&value, wish->policies, 0x30);
        wrap(&value, 0x30);
        add_extension(out, "2.5.29.32", false, &value);
    }
    if ((wish->flags & BUILD_POLICY_LIMITS) != 0) {
        add_number(&value, 0x80, 0);
        wrap(&value, 0x30);
        add_extension(out, "2.5.29.36", true, &value);
    }
}

static void
add_extensions(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer list = {0};

    add_basic_constraints(&list, wish);
    add_key_usage(&list, wish->key_usage);
    add_key_ids(&list, wish);
    add_name_constraints(&list, wish);
    add_lists(&list, wish);
    for (size_t i = 0; i < VMST_COUNT(wish->more); i++) {
        const struct build_extension *more = &wish->more[i];
        struct vmst_buffer value = {0};

        if (more->oid != NULL) {
            add_hex(&value, more->hex);
            add_extension(&list, more->oid, more->is_critical, &value);
        }
    }
    if (list.size > 0) {
        wrap(&list, 0x30);
        add_buffer(out, &list, 0xa3);
    }
    vmst_buffer_free(&list);
}

/* --- The certificate ------------------------------------------------------------- */

/* RFC 5280 4.1.2.5: UTCTime through 2049. */
static void
add_time(struct vmst_buffer *out, int64_t time)
{
    struct vmst_civil civil;
    char text[64];
    bool is_utc;

    vmst_time_to_civil(time, &civil);
    is_utc = civil.year >= 1950 && civil.year < 2050;
    snprintf(text, sizeof text, "%04d%02d%02d%02d%02d%02dZ", (int)civil.year,
             civil.month, civil.day, civil.hour, civil.minute, civil.second);
    build_element(out, is_utc ? 0x17 : 0x18,
                  vmst_bytes_of(is_utc ? text + 2 : text));
}

static void
add_validity(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer inner = {0};

    add_time(&inner,
             wish->not_before == 0 ? BUILD_NOT_BEFORE : wish->not_before);
    add_time(&inner, wish->not_after == 0 ? BUILD_NOT_AFTER : wish->not_after);
    add_buffer(out, &inner, 0x30);
}

static struct vmst_bytes
subject_of(const struct build_wish *wish)
{
    if ((wish->flags & BUILD_NO_SUBJECT) != 0) {
        return vmst_bytes(NULL, 0);
    }
    return vmst_bytes_of(wish->subject == NULL ? "Server" : wish->subject);
}

static void
add_tbs(struct vmst_buffer *out, const struct build_wish *wish)
{
    struct vmst_buffer inner = {0};
    bool is_v1 = (wish->flags & BUILD_V1) != 0;

    add_hex(&inner, is_v1 ? "" : "a003020102");
    add_number(&inner, 0x02, wish->serial == 0 ? 1 : wish->serial);
    add_hex(&inner, wish->algorithm == NULL ? ED25519 : wish->algorithm);
    add_name(&inner,
             wish->issuer == NULL ? subject_of(wish)
                                  : vmst_bytes_of(wish->issuer),
             wish->issuer == NULL ? wish->emails : NULL);
    add_validity(&inner, wish);
    add_name(&inner, subject_of(wish), wish->emails);
    if (wish->spki == NULL) {
        add_spki(&inner, wish->key);
    } else {
        add_hex(&inner, wish->spki);
    }
    if (!is_v1) {
        add_extensions(&inner, wish);
    }
    add_buffer(out, &inner, 0x30);
}

struct vmst_buffer
build_signed(struct vmst_bytes tbs, unsigned signer, struct vmst_bytes more)
{
    struct vmst_buffer der = {0};
    struct vmst_buffer signature = {0};

    vmst_buffer_add(&signature, "", 1); /* no unused bits */
    sign(&signature, signer, tbs);
    vmst_buffer_add(&der, tbs.data, tbs.size);
    add_hex(&der, ED25519);
    add_buffer(&der, &signature, 0x03);
    vmst_buffer_add(&der, more.data, more.size);
    wrap(&der, 0x30);
    must(!der.failed, "memory");
    return der;
}

struct vmst_buffer
build_der(const struct build_wish *wish)
{
    struct vmst_buffer der = {0};
    struct vmst_buffer signature = {0};

    add_tbs(&der, wish);
    vmst_buffer_add(&signature, "", 1); /* no unused bits */
    sign(&signature, wish->signer, vmst_buffer_view(&der));
    if ((wish->flags & BUILD_BAD_SIGNATURE) != 0) {
        signature.data[10] ^= 1;
    }
    add_hex(&der, wish->algorithm == NULL ? ED25519 : wish->algorithm);
    add_buffer(&der, &signature, 0x03);
    wrap(&der, 0x30);
    must(!der.failed, "memory");
    return der;
}

struct vmst_cert *
build_cert(const struct build_wish *wish)
{
    struct vmst_buffer der = build_der(wish);
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_cert *cert = NULL;

    must(vmst_cert_take(vmst_buffer_view(&der), &note, &cert) == VMSTRUST_OK,
         note.text);
    vmst_buffer_free(&der);
    return cert;
}
