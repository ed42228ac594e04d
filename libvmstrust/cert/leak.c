/*
 * Looks for a key at every byte that could begin one. What it takes for a key
 * is told by the first elements of its structure, none of which a certificate,
 * a request or a list has in this order. Floor 1.
 */
#include "cert/leak.h"

#include "der/cursor.h"
#include "der/oid.h"

/* --- Lines ---------------------------------------------------------------- */

static const char *const marks[] = {
    "PRIVATE KEY-----",       /* PEM (RFC 7468), OpenSSH */
    "PRIVATE KEY BLOCK-----", /* PGP (RFC 9580 6.2.1) */
    "PRIVATE KEY ----",       /* SSH Communications' */
    "PuTTY-User-Key-File-",
};

/* Zero bytes before an ASCII letter in UTF-32, and in UTF-16 fewer. */
#define ZEROS 3

/* Does the mark stand here, zeros between its letters passed over? */
static bool
starts_with_mark(struct vmst_bytes rest, const char *mark)
{
    size_t zeros = 0;

    for (size_t i = 0; i < rest.size && *mark != '\0'; i++) {
        if (rest.data[i] == (uint8_t)*mark) {
            mark++;
            zeros = 0;
        } else if (rest.data[i] != 0 || ++zeros > ZEROS) {
            return false;
        }
    }
    return *mark == '\0';
}

static bool
has_mark(struct vmst_bytes rest, const char *mark)
{
    const uint8_t *found;

    while (rest.size != 0 &&
           (found = memchr(rest.data, *mark, rest.size)) != NULL) {
        rest.size -= (size_t)(found - rest.data);
        rest.data = found;
        if (starts_with_mark(rest, mark)) {
            return true;
        }
        rest = vmst_bytes(rest.data + 1, rest.size - 1);
    }
    return false;
}

/* --- Structures ----------------------------------------------------------- */

/* Elements are entered and passed over, and nothing here looks at each byte of
 * one: structures in structures would make that quadratic. */

static bool
takes_version(struct vmst_der *in, uint32_t least, uint32_t most)
{
    uint32_t version;

    return vmst_der_size(in, &version) == VMSTRUST_OK && version >= least &&
           version <= most;
}

/* Nothing, [0], or [1] of either form: all that follows a key. */
static bool
ends_as_key(const struct vmst_der *in)
{
    return vmst_der_is_empty(in) ||
           vmst_der_peek(in) == VMST_DER_CONTEXT_CONSTRUCTED(0) ||
           (vmst_der_peek(in) & ~0x20) == VMST_DER_CONTEXT(1);
}

/*
 * OneAsymmetricKey ::= SEQUENCE {                          RFC 5958 2
 *     version              INTEGER { v1(0), v2(1) },
 *     privateKeyAlgorithm  SEQUENCE { OBJECT IDENTIFIER, … },
 *     privateKey           OCTET STRING,
 *     attributes           [0]  Attributes OPTIONAL,
 *     publicKey            [1]  BIT STRING OPTIONAL }
 */
static bool
is_pkcs8(struct vmst_der in)
{
    struct vmst_der algorithm;
    struct vmst_bytes ignored;

    return takes_version(&in, 0, 1) &&
           vmst_der_sequence(&in, &algorithm) == VMSTRUST_OK &&
           vmst_der_element(&algorithm, VMST_DER_OID, &ignored) ==
               VMSTRUST_OK &&
           vmst_der_octets(&in, &ignored) == VMSTRUST_OK && ends_as_key(&in);
}

/* PKCS#5 and PKCS#12 encrypt by a passphrase (RFC 8018 A, RFC 7292 C). */
static bool
is_by_passphrase(struct vmst_bytes oid)
{
    static const struct vmst_bytes arcs[] = {
        {(const uint8_t *)"\x2a\x86\x48\x86\xf7\x0d\x01\x05", 8},
        {(const uint8_t *)"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01", 9},
    };

    for (size_t i = 0; i < VMST_COUNT(arcs); i++) {
        if (oid.size > arcs[i].size &&
            memcmp(oid.data, arcs[i].data, arcs[i].size) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * EncryptedPrivateKeyInfo ::= SEQUENCE {                   RFC 5958 3
 *     encryptionAlgorithm  SEQUENCE { OBJECT IDENTIFIER, … },
 *     encryptedData        OCTET STRING }
 *
 * A digest with its algorithm, as some extensions have it, looks alike.
 */
static bool
is_encrypted(struct vmst_der in)
{
    struct vmst_der algorithm;
    struct vmst_bytes oid;
    struct vmst_bytes ignored;

    return vmst_der_sequence(&in, &algorithm) == VMSTRUST_OK &&
           vmst_der_element(&algorithm, VMST_DER_OID, &oid) == VMSTRUST_OK &&
           is_by_passphrase(oid) &&
           vmst_der_octets(&in, &ignored) == VMSTRUST_OK &&
           vmst_der_is_empty(&in);
}

/* Of the least RSA and DSA that was ever in use, 512 bits. Smaller numbers in a
 * row may be anything, such as those of a policy's notices. */
#define SMALLEST_MODULUS 64 /* bytes */

/*
 * RSAPrivateKey ::= SEQUENCE {                             RFC 8017 A.1.2
 *     version  INTEGER { two-prime(0), multi(1) },
 *     modulus  INTEGER,
 *     … six more INTEGER, … }
 *
 * What OpenSSL writes for DSA has version 0, the prime, and four more.
 */
static bool
is_rsa_or_dsa(struct vmst_der in)
{
    struct vmst_bytes number;
    size_t more = 0;

    if (!takes_version(&in, 0, 1) ||
        vmst_der_integer(&in, &number) != VMSTRUST_OK ||
        number.size < SMALLEST_MODULUS) {
        return false;
    }
    while (more < 4 && vmst_der_integer(&in, &number) == VMSTRUST_OK) {
        more++;
    }
    return more == 4;
}

/* Of the smallest curve of SEC 2, 112 bits. */
#define SMALLEST_SCALAR 14 /* bytes */

/*
 * ECPrivateKey ::= SEQUENCE {                              RFC 5915 3
 *     version     INTEGER { ecPrivkeyVer1(1) },
 *     privateKey  OCTET STRING,
 *     parameters  [0]  ECParameters OPTIONAL,
 *     publicKey   [1]  BIT STRING OPTIONAL }
 */
static bool
is_ec(struct vmst_der in)
{
    struct vmst_bytes scalar;

    return takes_version(&in, 1, 1) &&
           vmst_der_octets(&in, &scalar) == VMSTRUST_OK &&
           scalar.size >= SMALLEST_SCALAR && ends_as_key(&in);
}

/*
 * PFX ::= SEQUENCE {                                       RFC 7292 4
 *     version   INTEGER { v3(3) },
 *     authSafe  SEQUENCE { OBJECT IDENTIFIER, … },
 *     … }
 */
static bool
is_pfx(struct vmst_der in)
{
    struct vmst_der safe;
    struct vmst_bytes ignored;

    return takes_version(&in, 3, 3) &&
           vmst_der_sequence(&in, &safe) == VMSTRUST_OK &&
           vmst_der_element(&safe, VMST_DER_OID, &ignored) == VMSTRUST_OK;
}

static const struct {
    bool (*is)(struct vmst_der in);
    enum vmst_leak leak;
} structures[] = {
    {is_pkcs8, VMST_LEAK_KEY},      {is_encrypted, VMST_LEAK_KEY},
    {is_rsa_or_dsa, VMST_LEAK_KEY}, {is_ec, VMST_LEAK_KEY},
    {is_pfx, VMST_LEAK_PFX},
};

/* What begins with the first of these bytes; *size is how far it goes. */
static enum vmst_leak
leak_at(struct vmst_bytes rest, size_t *size)
{
    static const char ber_pfx[] = "\x30\x80\x02\x01\x03\x30";
    struct vmst_der in = vmst_der_open(rest, NULL, NULL);
    struct vmst_der fields;

    *size = 1;
    if (vmst_der_sequence(&in, &fields) == VMSTRUST_OK) {
        for (size_t i = 0; i < VMST_COUNT(structures); i++) {
            if (structures[i].is(fields)) {
                *size = (size_t)(in.next - rest.data);
                return structures[i].leak;
            }
        }
        return VMST_LEAK_NONE;
    }
    if (rest.size >= sizeof ber_pfx - 1 &&
        memcmp(rest.data, ber_pfx, sizeof ber_pfx - 1) == 0) {
        *size = rest.size;
        return VMST_LEAK_PFX;
    }
    return VMST_LEAK_NONE;
}

static enum vmst_leak
leak_in_structures(struct vmst_bytes rest)
{
    enum vmst_leak worst = VMST_LEAK_NONE;
    const uint8_t *found;

    while (rest.size != 0 && worst != VMST_LEAK_KEY &&
           (found = memchr(rest.data, VMST_DER_SEQUENCE, rest.size)) != NULL) {
        enum vmst_leak leak;
        size_t size;

        rest.size -= (size_t)(found - rest.data);
        rest.data = found;
        leak = leak_at(rest, &size);
        worst = leak > worst ? leak : worst;
        rest = vmst_bytes(rest.data + size, rest.size - size);
    }
    return worst;
}

/* --- Both ----------------------------------------------------------------- */

enum vmst_leak
vmst_leak_in(struct vmst_bytes input)
{
    for (size_t i = 0; i < VMST_COUNT(marks); i++) {
        if (has_mark(input, marks[i])) {
            return VMST_LEAK_KEY;
        }
    }
    return leak_in_structures(input);
}
