/*
 * Certificates written and signed (RFC 5280 4.1 and 4.2). Purposes are not
 * critical: clients that know more than TLS refuse what they need not. Floor 5.
 */
#include "authority/body.h"

#include "base/random.h"
#include "base/text.h"
#include "der/oid.h"
#include "der/pem.h"
#include "der/writer.h"

/* Last arcs of id-ce, 2.5.29 (RFC 5280 appendix A). */
enum {
    CE_SUBJECT_KEY_ID = 14,
    CE_KEY_USAGE = 15,
    CE_SUBJECT_ALT_NAME = 17,
    CE_BASIC_CONSTRAINTS = 19,
    CE_NAME_CONSTRAINTS = 30,
    CE_CRL_DISTRIBUTION_POINTS = 31,
    CE_AUTHORITY_KEY_ID = 35,
    CE_EXTENDED_KEY_USAGE = 37,
};

/* id-pe-authorityInfoAccess, id-ad-caIssuers (RFC 5280 4.2.2.1). */
#define AUTHORITY_INFO_ACCESS VMST_OID("\x2b\x06\x01\x05\x05\x07\x01\x01")
#define CA_ISSUERS VMST_OID("\x2b\x06\x01\x05\x05\x07\x30\x02")

#define VERSION_3 2

int
vmst_body_number(struct vmst_body *body, struct vmst_note *note)
{
    if (!vmst_random(body->serial, sizeof body->serial)) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "the system has no random bytes for a serial number");
    }
    return VMSTRUST_OK;
}

/*
 * Extension ::= SEQUENCE {                                 RFC 5280 4.1
 *     extnID     OBJECT IDENTIFIER,
 *     critical   BOOLEAN DEFAULT FALSE,
 *     extnValue  OCTET STRING }
 */
static void
open_extension(struct vmst_writer *out, struct vmst_bytes oid, bool is_critical)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_oid(out, oid);
    if (is_critical) {
        vmst_writer_boolean(out, true);
    }
    vmst_writer_open(out, VMST_DER_OCTET_STRING);
}

void
vmst_extension_open(struct vmst_writer *out, uint8_t last, bool is_critical)
{
    const uint8_t oid[] = {0x55, 0x1d, last};

    open_extension(out, vmst_bytes(oid, sizeof oid), is_critical);
}

void
vmst_extension_close(struct vmst_writer *out)
{
    vmst_writer_close(out);
    vmst_writer_close(out);
}

void
vmst_extension_issuer_key(struct vmst_writer *out, struct vmst_bytes id)
{
    vmst_extension_open(out, CE_AUTHORITY_KEY_ID, false);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_element(out, VMST_DER_CONTEXT(0), id);
    vmst_writer_close(out);
    vmst_extension_close(out);
}

/* A Name that was given; or one with one RDN, CN, as UTF8String (RFC 5280
 * 4.1.2.4). */
static void
write_subject(struct vmst_writer *out, const struct vmst_body *body)
{
    if (body->subject.size != 0) {
        vmst_writer_raw(out, body->subject);
        return;
    }
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    if (body->common_name != NULL) {
        vmst_writer_open(out, VMST_DER_SET);
        vmst_writer_open(out, VMST_DER_SEQUENCE);
        vmst_writer_oid(out, VMST_OID("\x55\x04\x03"));
        vmst_writer_element(out, VMST_DER_UTF8_STRING,
                            vmst_bytes_of(body->common_name));
        vmst_writer_close(out);
        vmst_writer_close(out);
    }
    vmst_writer_close(out);
}

/* "SEQUENCE {}" are two bytes. */
static bool
has_subject(const struct vmst_body *body)
{
    return body->subject.size > 2 ||
           (body->subject.size == 0 && body->common_name != NULL);
}

/* RFC 5280 4.2.1.6: critical where the subject is empty. */
static void
write_hosts(struct vmst_writer *out, const struct vmst_body *body)
{
    vmst_extension_open(out, CE_SUBJECT_ALT_NAME, !has_subject(body));
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    for (size_t i = 0; i < body->host_count; i++) {
        const struct vmst_host *host = &body->hosts[i];

        if (host->kind == VMST_HOST_IP) {
            vmst_writer_element(out, VMST_DER_CONTEXT(VMST_GENERAL_IP),
                                vmst_bytes(host->address, host->address_size));
        } else {
            vmst_writer_element(out, VMST_DER_CONTEXT(VMST_GENERAL_DNS),
                                vmst_bytes_of(host->text));
        }
    }
    vmst_writer_close(out);
    vmst_extension_close(out);
}

/* RFC 5280 4.2.1.9: only a CA has it, critical, and a root no pathLen: with
 * one, a root could not be rolled over. */
static void
write_constraints(struct vmst_writer *out, const struct vmst_body *body)
{
    vmst_extension_open(out, CE_BASIC_CONSTRAINTS, true);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_boolean(out, true);
    if (body->is_subordinate) {
        vmst_writer_number(out, 0);
    }
    vmst_writer_close(out);
    vmst_extension_close(out);
}

static void
write_purpose(struct vmst_writer *out, struct vmst_bytes purpose)
{
    vmst_extension_open(out, CE_EXTENDED_KEY_USAGE, false);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_oid(out, purpose);
    vmst_writer_close(out);
    vmst_extension_close(out);
}

static void
write_url(struct vmst_writer *out, const char *url)
{
    vmst_writer_element(out, VMST_DER_CONTEXT(VMST_GENERAL_URI),
                        vmst_bytes_of(url));
}

/*
 * CRLDistributionPoints ::= SEQUENCE OF DistributionPoint  RFC 5280 4.2.1.13
 *     DistributionPoint ::= SEQUENCE {
 *         distributionPoint [0] { fullName [0] GeneralNames } }
 * Several names of one point are ways to the same list.
 */
static void
write_crl_urls(struct vmst_writer *out, const struct vmst_urls *urls)
{
    vmst_extension_open(out, CE_CRL_DISTRIBUTION_POINTS, false);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    for (size_t i = 0; i < urls->count; i++) {
        write_url(out, urls->list[i]);
    }
    vmst_writer_close(out);
    vmst_writer_close(out);
    vmst_writer_close(out);
    vmst_writer_close(out);
    vmst_extension_close(out);
}

/*
 * AuthorityInfoAccessSyntax ::= SEQUENCE OF                RFC 5280 4.2.2.1
 *     AccessDescription ::= SEQUENCE { accessMethod, accessLocation }
 */
static void
write_issuer_urls(struct vmst_writer *out, const struct vmst_urls *urls)
{
    open_extension(out, AUTHORITY_INFO_ACCESS, false);
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    for (size_t i = 0; i < urls->count; i++) {
        vmst_writer_open(out, VMST_DER_SEQUENCE);
        vmst_writer_oid(out, CA_ISSUERS);
        write_url(out, urls->list[i]);
        vmst_writer_close(out);
    }
    vmst_writer_close(out);
    vmst_extension_close(out);
}

static void
write_urls(struct vmst_writer *out, const struct vmst_body *body)
{
    if (body->crl_urls != NULL && body->crl_urls->count != 0) {
        write_crl_urls(out, body->crl_urls);
    }
    if (body->issuer_urls != NULL && body->issuer_urls->count != 0) {
        write_issuer_urls(out, body->issuer_urls);
    }
}

/* RFC 5280 4.2.1.2 (1): SHA-1 of the key's bits; a name, and no proof. */
static int
write_key_id(struct vmst_writer *out, const struct vmst_body *body)
{
    struct vmst_bytes id = body->key_id;
    uint8_t digest[VMST_SHA1_SIZE];

    if (id.size == 0) {
        TRY(vmst_sha1(body->key->bits, digest));
        id = vmst_bytes(digest, sizeof digest);
    }
    vmst_extension_open(out, CE_SUBJECT_KEY_ID, false);
    vmst_writer_octets(out, id);
    vmst_extension_close(out);
    return VMSTRUST_OK;
}

static int
write_extensions(struct vmst_writer *out, const struct vmst_body *body)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    if (body->is_authority) {
        write_constraints(out, body);
    }
    vmst_extension_open(out, CE_KEY_USAGE, true);
    vmst_writer_named_bits(out, body->key_usage);
    vmst_extension_close(out);
    if (body->name_constraints.size != 0) {
        /* RFC 5280 4.2.1.10: critical. */
        vmst_extension_open(out, CE_NAME_CONSTRAINTS, true);
        vmst_writer_raw(out, body->name_constraints);
        vmst_extension_close(out);
    }
    if (body->purpose.size != 0) {
        write_purpose(out, body->purpose);
    }
    if (body->host_count != 0) {
        write_hosts(out, body);
    }
    TRY(write_key_id(out, body));
    if (body->issuer_key_id.size != 0) {
        vmst_extension_issuer_key(out, body->issuer_key_id);
    }
    write_urls(out, body);
    vmst_writer_close(out);
    return VMSTRUST_OK;
}

/*
 * TBSCertificate ::= SEQUENCE {                            RFC 5280 4.1
 *     version [0] v3, serialNumber, signature, issuer, validity, subject,
 *     subjectPublicKeyInfo, extensions [3] }
 */
static int
write_body(struct vmst_writer *out, const struct vmst_body *body,
           struct vmst_bytes algorithm)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_number(out, VERSION_3);
    vmst_writer_close(out);
    vmst_writer_integer(out, vmst_bytes(body->serial, sizeof body->serial));
    vmst_writer_raw(out, algorithm);
    if (body->issuer.size != 0) {
        vmst_writer_raw(out, body->issuer);
    } else {
        write_subject(out, body);
    }
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_time(out, body->not_before);
    vmst_writer_time(out, body->not_after);
    vmst_writer_close(out);
    write_subject(out, body);
    vmst_writer_raw(out, body->key->spki);
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(3));
    TRY(write_extensions(out, body));
    vmst_writer_close(out);
    vmst_writer_close(out);
    return VMSTRUST_OK;
}

int
vmst_signed_make(const struct vmst_private_key *signer, struct vmst_bytes body,
                 struct vmst_note *note, struct vmst_blob **der)
{
    AUTO_WRITER out = {.depth = 0};
    AUTO(blob) signature = NULL;

    TRY(vmst_private_key_sign(signer, body, note, &signature));
    vmst_writer_open(&out, VMST_DER_SEQUENCE);
    vmst_writer_raw(&out, body);
    vmst_writer_raw(&out, vmst_private_key_algorithm(signer));
    vmst_writer_bits(&out, vmst_bytes(signature->data, signature->size));
    vmst_writer_close(&out);
    return vmst_writer_finish(&out, der);
}

static int
check_signer(const struct vmst_private_key *signer, struct vmst_note *note)
{
    if (vmst_private_key_algorithm(signer).size == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the CA has a key that does not sign certificates "
                         "here: it takes RSA, ECDSA P-256 or P-384");
    }
    return VMSTRUST_OK;
}

/* PKCS #9 extensionRequest, RFC 2985 5.4.2. */
#define EXTENSION_REQUEST VMST_OID("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0e")

/*
 * CertificationRequestInfo ::= SEQUENCE {                      RFC 2986 4.1
 *     version        INTEGER { v1(0) },
 *     subject        Name,
 *     subjectPKInfo  SubjectPublicKeyInfo,
 *     attributes     [0]  SET OF SEQUENCE { type, SET OF value } }
 */
static int
write_request(struct vmst_writer *out, const struct vmst_body *body)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_number(out, 0);
    write_subject(out, body);
    vmst_writer_raw(out, body->key->spki);
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_oid(out, EXTENSION_REQUEST);
    vmst_writer_open(out, VMST_DER_SET);
    TRY(write_extensions(out, body));
    vmst_writer_close(out);
    vmst_writer_close(out);
    vmst_writer_close(out);
    vmst_writer_close(out);
    return VMSTRUST_OK;
}

int
vmst_body_request(const struct vmst_body *body,
                  const struct vmst_private_key *signer, struct vmst_note *note,
                  struct vmst_blob **pem)
{
    AUTO_WRITER out = {.depth = 0};
    AUTO(blob) info = NULL;
    AUTO(blob) der = NULL;
    AUTO_BUFFER text = {0};

    *pem = NULL;
    TRY(check_signer(signer, note));
    TRY(write_request(&out, body));
    TRY(vmst_writer_finish(&out, &info));
    TRY(vmst_signed_make(signer, vmst_bytes(info->data, info->size), note,
                         &der));
    vmst_pem_write(&text, "CERTIFICATE REQUEST",
                   vmst_bytes(der->data, der->size));
    return vmst_buffer_take_blob(&text, pem);
}

int
vmst_body_sign(const struct vmst_body *body,
               const struct vmst_private_key *signer, struct vmst_note *note,
               struct vmst_cert **cert)
{
    AUTO_WRITER out = {.depth = 0};
    AUTO(blob) signed_part = NULL;
    AUTO(blob) der = NULL;

    *cert = NULL;
    TRY(check_signer(signer, note));
    TRY(write_body(&out, body, vmst_private_key_algorithm(signer)));
    TRY(vmst_writer_finish(&out, &signed_part));
    TRY(vmst_signed_make(
        signer, vmst_bytes(signed_part->data, signed_part->size), note, &der));
    return vmst_cert_parse(vmst_bytes(der->data, der->size), note, cert);
}
