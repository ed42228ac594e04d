/*
 * Object identifiers as dotted decimal and by name. The names are those of the
 * RFC that defines the identifier. Floor 0.
 */
#include <inttypes.h>

#include "base/text.h"
#include "der/oid.h"

/* One subidentifier, X.690 8.19.2; false if it is larger than 64 bits. */
static bool
read_arc(struct vmst_bytes *rest, uint64_t *arc)
{
    bool fits = true;
    size_t i = 0;

    *arc = 0;
    while (i < rest->size) {
        fits = fits && *arc <= UINT64_MAX >> 7;
        *arc = *arc << 7 | (rest->data[i] & 0x7f);
        if ((rest->data[i++] & 0x80) == 0) {
            break;
        }
    }
    *rest = vmst_bytes(rest->data + i, rest->size - i);
    return fits;
}

/* X.690 8.19.4: the first subidentifier holds two arcs. */
static void
show_first(struct vmst_buffer *buffer, bool fits, uint64_t value)
{
    uint64_t first = value < 80 ? value / 40 : 2;

    if (fits) {
        vmst_buffer_format(buffer, "%" PRIu64 ".%" PRIu64, first,
                           value - first * 40);
    } else {
        vmst_buffer_add_text(buffer, "2.?");
    }
}

void
vmst_oid_show(struct vmst_buffer *buffer, struct vmst_bytes oid)
{
    uint64_t arc;
    bool fits = read_arc(&oid, &arc);

    show_first(buffer, fits, arc);
    while (oid.size != 0) {
        if (read_arc(&oid, &arc)) {
            vmst_buffer_format(buffer, ".%" PRIu64, arc);
        } else {
            vmst_buffer_add_text(buffer, ".?");
        }
    }
}

/* A decimal number without leading zeros, and the dot behind it. */
static bool
parse_arc(const char **text, uint64_t *arc)
{
    const char *next = *text;
    bool is_padded = next[0] == '0' && vmst_ascii_is_digit(next[1]);

    *arc = 0;
    if (!vmst_ascii_is_digit(*next) || is_padded) {
        return false;
    }
    for (; vmst_ascii_is_digit(*next); next++) {
        uint64_t digit = (uint64_t)(*next - '0');

        if (*arc > (UINT64_MAX - digit) / 10) {
            return false;
        }
        *arc = *arc * 10 + digit;
    }
    if (*next == '.' && next[1] != '\0') {
        next++;
    }
    *text = next;
    return true;
}

static bool
write_arc(uint64_t arc, uint8_t *out, size_t size, size_t *used)
{
    size_t length = 1;

    for (uint64_t rest = arc >> 7; rest != 0; rest >>= 7) {
        length++;
    }
    if (length > size - *used) {
        return false;
    }
    for (size_t i = length; i > 0; i--) {
        uint8_t more = i == length ? 0 : 0x80;

        out[*used + i - 1] = (uint8_t)(more | (arc & 0x7f));
        arc >>= 7;
    }
    *used += length;
    return true;
}

/* X.660: the first arc is 0, 1 or 2, the second below 40 under 0 and 1. */
static bool
join_first(uint64_t first, uint64_t second, uint64_t *value)
{
    if (first > 2 || (first < 2 && second >= 40) ||
        second > UINT64_MAX - first * 40) {
        return false;
    }
    *value = first * 40 + second;
    return true;
}

bool
vmst_oid_parse(const char *dotted, uint8_t *out, size_t size, size_t *used)
{
    uint64_t first;
    uint64_t arc;

    *used = 0;
    if (!parse_arc(&dotted, &first) || !parse_arc(&dotted, &arc) ||
        !join_first(first, arc, &arc)) {
        return false;
    }
    for (;;) {
        if (!write_arc(arc, out, size, used)) {
            return false;
        }
        if (*dotted == '\0') {
            return true;
        }
        if (!parse_arc(&dotted, &arc)) {
            return false;
        }
    }
}

#define NAME(literal, name)                                                    \
    {                                                                          \
        literal, sizeof(literal) - 1, name                                     \
    }

static const struct {
    const char *oid;
    size_t size;
    const char *name;
} names[] = {
    /* Attributes of names: RFC 4519, RFC 4514 3, RFC 5280 appendix A. */
    NAME("\x55\x04\x03", "CN"),
    NAME("\x55\x04\x04", "SN"),
    NAME("\x55\x04\x05", "serialNumber"),
    NAME("\x55\x04\x06", "C"),
    NAME("\x55\x04\x07", "L"),
    NAME("\x55\x04\x08", "ST"),
    NAME("\x55\x04\x09", "STREET"),
    NAME("\x55\x04\x0a", "O"),
    NAME("\x55\x04\x0b", "OU"),
    NAME("\x55\x04\x0c", "title"),
    NAME("\x55\x04\x0d", "description"),
    NAME("\x55\x04\x0f", "businessCategory"),
    NAME("\x55\x04\x11", "postalCode"),
    NAME("\x55\x04\x14", "telephoneNumber"),
    NAME("\x55\x04\x29", "name"),
    NAME("\x55\x04\x2a", "givenName"),
    NAME("\x55\x04\x2b", "initials"),
    NAME("\x55\x04\x2c", "generationQualifier"),
    NAME("\x55\x04\x2d", "x500UniqueIdentifier"),
    NAME("\x55\x04\x2e", "dnQualifier"),
    NAME("\x55\x04\x41", "pseudonym"),
    NAME("\x55\x04\x61", "organizationIdentifier"),
    NAME("\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x01", "UID"),
    NAME("\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x19", "DC"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01", "emailAddress"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x02", "unstructuredName"),
    /* CA/Browser Forum EV: where the company is registered. */
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x01", "jurisdictionL"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x02", "jurisdictionST"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x03", "jurisdictionC"),

    /* Extensions: RFC 5280 4.2, RFC 6962, RFC 7633, Windows. */
    NAME("\x55\x1d\x09", "subjectDirectoryAttributes"),
    NAME("\x55\x1d\x0e", "subjectKeyIdentifier"),
    NAME("\x55\x1d\x0f", "keyUsage"),
    NAME("\x55\x1d\x10", "privateKeyUsagePeriod"),
    NAME("\x55\x1d\x11", "subjectAltName"),
    NAME("\x55\x1d\x12", "issuerAltName"),
    NAME("\x55\x1d\x13", "basicConstraints"),
    NAME("\x55\x1d\x14", "cRLNumber"),
    NAME("\x55\x1d\x15", "reasonCode"),
    NAME("\x55\x1d\x18", "invalidityDate"),
    NAME("\x55\x1d\x1b", "deltaCRLIndicator"),
    NAME("\x55\x1d\x1c", "issuingDistributionPoint"),
    NAME("\x55\x1d\x1d", "certificateIssuer"),
    NAME("\x55\x1d\x1e", "nameConstraints"),
    NAME("\x55\x1d\x1f", "cRLDistributionPoints"),
    NAME("\x55\x1d\x20", "certificatePolicies"),
    NAME("\x55\x1d\x21", "policyMappings"),
    NAME("\x55\x1d\x23", "authorityKeyIdentifier"),
    NAME("\x55\x1d\x24", "policyConstraints"),
    NAME("\x55\x1d\x25", "extKeyUsage"),
    NAME("\x55\x1d\x2e", "freshestCRL"),
    NAME("\x55\x1d\x36", "inhibitAnyPolicy"),
    NAME("\x55\x1d\x20\x00", "anyPolicy"),
    NAME("\x2b\x06\x01\x05\x05\x07\x01\x01", "authorityInfoAccess"),
    NAME("\x2b\x06\x01\x05\x05\x07\x01\x03", "qcStatements"),
    NAME("\x2b\x06\x01\x05\x05\x07\x01\x0b", "subjectInfoAccess"),
    NAME("\x2b\x06\x01\x05\x05\x07\x01\x18", "tlsFeature"),
    NAME("\x2b\x06\x01\x04\x01\xd6\x79\x02\x04\x02", "signedTimestamps"),
    NAME("\x2b\x06\x01\x04\x01\xd6\x79\x02\x04\x03", "ctPoison"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x14\x02", "certificateTemplateName"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x15\x01", "caVersion"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x15\x02", "previousCaCertificateHash"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x15\x07", "certificateTemplate"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x15\x0a", "applicationPolicies"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x19\x02", "ntdsCaSecurity"),
    NAME("\x60\x86\x48\x01\x86\xf8\x42\x01\x01", "netscapeCertType"),
    NAME("\x60\x86\x48\x01\x86\xf8\x42\x01\x0d", "netscapeComment"),
    NAME("\x2b\x06\x01\x05\x05\x07\x30\x01", "ocsp"),
    NAME("\x2b\x06\x01\x05\x05\x07\x30\x02", "caIssuers"),

    /* Purposes: RFC 5280 4.2.1.12 and others. */
    NAME("\x55\x1d\x25\x00", "anyExtendedKeyUsage"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x01", "serverAuth"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x02", "clientAuth"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x03", "codeSigning"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x04", "emailProtection"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x05", "ipsecEndSystem"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x06", "ipsecTunnel"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x07", "ipsecUser"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x08", "timeStamping"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x09", "OCSPSigning"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x0d", "eapOverPPP"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x0e", "eapOverLAN"),
    NAME("\x2b\x06\x01\x05\x05\x07\x03\x11", "ipsecIKE"),
    NAME("\x2b\x06\x01\x05\x02\x03\x05", "kerberosKdc"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x0a\x03\x04", "encryptingFileSystem"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x02", "smartcardLogon"),
    NAME("\x2b\x06\x01\x04\x01\x82\x37\x36\x01\x02", "remoteDesktop"),
    NAME("\x60\x86\x48\x01\x86\xf8\x42\x04\x01", "netscapeServerGatedCrypto"),

    /* Keys and curves: RFC 3279, RFC 4055, RFC 5480, RFC 8410, RFC 5639. */
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", "rsaEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x07", "id-RSAES-OAEP"),
    NAME("\x2a\x86\x48\xce\x38\x04\x01", "id-dsa"),
    NAME("\x2a\x86\x48\xce\x3d\x02\x01", "id-ecPublicKey"),
    NAME("\x2a\x86\x48\xce\x3d\x03\x01\x01", "secp192r1"),
    NAME("\x2a\x86\x48\xce\x3d\x03\x01\x07", "secp256r1"),
    NAME("\x2b\x81\x04\x00\x0a", "secp256k1"),
    NAME("\x2b\x81\x04\x00\x21", "secp224r1"),
    NAME("\x2b\x81\x04\x00\x22", "secp384r1"),
    NAME("\x2b\x81\x04\x00\x23", "secp521r1"),
    NAME("\x2b\x24\x03\x03\x02\x08\x01\x01\x07", "brainpoolP256r1"),
    NAME("\x2b\x24\x03\x03\x02\x08\x01\x01\x0b", "brainpoolP384r1"),
    NAME("\x2b\x24\x03\x03\x02\x08\x01\x01\x0d", "brainpoolP512r1"),
    NAME("\x2b\x65\x6e", "id-X25519"),
    NAME("\x2b\x65\x6f", "id-X448"),
    NAME("\x2b\x65\x70", "id-Ed25519"),
    NAME("\x2b\x65\x71", "id-Ed448"),

    /* Signatures: RFC 3279, RFC 4055, RFC 5758, RFC 9688, FIPS 204. */
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x02", "md2WithRSAEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04", "md5WithRSAEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05", "sha1WithRSAEncryption"),
    NAME("\x2b\x0e\x03\x02\x1d", "sha1WithRSASignature"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", "id-RSASSA-PSS"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", "sha256WithRSAEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", "sha384WithRSAEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", "sha512WithRSAEncryption"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0e", "sha224WithRSAEncryption"),
    NAME("\x2a\x86\x48\xce\x38\x04\x03", "id-dsa-with-sha1"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x01", "id-dsa-with-sha224"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x02", "id-dsa-with-sha256"),
    NAME("\x2a\x86\x48\xce\x3d\x04\x01", "ecdsa-with-SHA1"),
    NAME("\x2a\x86\x48\xce\x3d\x04\x03\x01", "ecdsa-with-SHA224"),
    NAME("\x2a\x86\x48\xce\x3d\x04\x03\x02", "ecdsa-with-SHA256"),
    NAME("\x2a\x86\x48\xce\x3d\x04\x03\x03", "ecdsa-with-SHA384"),
    NAME("\x2a\x86\x48\xce\x3d\x04\x03\x04", "ecdsa-with-SHA512"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x09", "ecdsa-with-SHA3-224"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x0a", "ecdsa-with-SHA3-256"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x0b", "ecdsa-with-SHA3-384"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x0c", "ecdsa-with-SHA3-512"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x11", "id-ml-dsa-44"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x12", "id-ml-dsa-65"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x03\x13", "id-ml-dsa-87"),

    /* Digests: RFC 1319, RFC 1321, FIPS 180. */
    NAME("\x2a\x86\x48\x86\xf7\x0d\x02\x02", "md2"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x02\x05", "md5"),
    NAME("\x2b\x0e\x03\x02\x1a", "sha1"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x02\x01", "sha256"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x02\x02", "sha384"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x02\x03", "sha512"),
    NAME("\x60\x86\x48\x01\x65\x03\x04\x02\x04", "sha224"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08", "id-mgf1"),

    /* Containers: RFC 5652, RFC 2985, RFC 7292. */
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", "data"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", "signedData"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", "envelopedData"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06", "encryptedData"),
    NAME("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e", "extensionRequest"),

    /* Policies: CA/Browser Forum. */
    NAME("\x67\x81\x0c\x01\x01", "ev-guidelines"),
    NAME("\x67\x81\x0c\x01\x02\x01", "domain-validated"),
    NAME("\x67\x81\x0c\x01\x02\x02", "organization-validated"),
    NAME("\x67\x81\x0c\x01\x02\x03", "individual-validated"),
};

const char *
vmst_oid_name(struct vmst_bytes oid)
{
    for (size_t i = 0; i < VMST_COUNT(names); i++) {
        if (vmst_bytes_equal(oid, vmst_bytes(names[i].oid, names[i].size))) {
            return names[i].name;
        }
    }
    return NULL;
}
