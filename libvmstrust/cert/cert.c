/*
 * The life of a certificate: one function makes it, nothing changes it, the
 * last owner frees it. Its bytes lie behind it in the same allocation, its
 * lists and names in an arena. Floor 1.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/address.h"
#include "base/text.h"
#include "cert/read.h"
#include "der/oid.h"
#include "limits.h"

struct vmst_cert_private {
    atomic_size_t owners;
    struct vmst_arena arena;
};

struct whole { /* one allocation */
    struct vmst_cert cert;
    struct vmst_cert_private private_;
    uint8_t der[];
};

/*
 * Version ::= INTEGER { v1(0), v2(1), v3(2) }              RFC 5280 4.1.2.1
 *
 * [0] EXPLICIT Version DEFAULT v1. Deviates: v1 may be written out.
 */
static int
read_version(struct vmst_der *in, struct vmst_cert *cert)
{
    struct vmst_der inside;
    uint32_t version;

    cert->version = 1;
    if (vmst_der_peek(in) != VMST_DER_CONTEXT_CONSTRUCTED(0)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(0), &inside, NULL));
    TRY(vmst_der_size(&inside, &version));
    TRY(vmst_der_end(&inside));
    if (version > 2) {
        return vmst_der_fail(&inside, "a version that is none of 1, 2 and 3");
    }
    cert->version = (int)version + 1;
    cert->has_loose_encoding |= version == 0;
    return VMSTRUST_OK;
}

/*
 * Validity ::= SEQUENCE { notBefore Time, notAfter Time }  RFC 5280 4.1.2.5
 */
static int
read_validity(struct vmst_der *in, struct vmst_cert *cert)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    cert->is_time_encoding_legal = true;
    fields.field = "notBefore";
    TRY(vmst_time_read(&fields, &cert->not_before,
                       &cert->is_time_encoding_legal));
    fields.field = "notAfter";
    TRY(vmst_time_read(&fields, &cert->not_after,
                       &cert->is_time_encoding_legal));
    return vmst_der_end(&fields);
}

/*
 * issuerUniqueID   [1]  IMPLICIT UniqueIdentifier OPTIONAL,
 * subjectUniqueID  [2]  IMPLICIT UniqueIdentifier OPTIONAL
 * UniqueIdentifier ::= BIT STRING                          RFC 5280 4.1.2.8
 */
static int
read_unique_ids(struct vmst_der *in, struct vmst_cert *cert)
{
    for (unsigned number = 1; number <= 2; number++) {
        struct vmst_der before = *in;
        struct vmst_bytes contents;
        bool present;

        TRY(vmst_der_optional(in, (uint8_t)VMST_DER_CONTEXT(number), &present,
                              &contents));
        if (present && cert->version == 1) {
            return vmst_der_fail(&before, "a unique identifier in version 1");
        }
        cert->has_unique_ids |= present;
    }
    return VMSTRUST_OK;
}

/*
 * extensions  [3]  EXPLICIT Extensions OPTIONAL            RFC 5280 4.1.2.9
 */
static int
read_extensions(struct vmst_der *in, struct vmst_arena *arena,
                struct vmst_cert *cert)
{
    const uint8_t tag = VMST_DER_CONTEXT_CONSTRUCTED(3);
    struct vmst_der inside;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    if (cert->version != 3) {
        return vmst_der_fail(in, "extensions in a version before 3");
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_extensions_read(&inside, arena, cert));
    return vmst_der_end(&inside);
}

static struct vmst_der *
at_field(struct vmst_der *in, const char *field)
{
    in->field = field;
    return in;
}

/*
 * TBSCertificate ::= SEQUENCE {                            RFC 5280 4.1
 *     version               [0]  EXPLICIT Version DEFAULT v1,
 *     serialNumber          CertificateSerialNumber,
 *     signature             AlgorithmIdentifier,
 *     issuer                Name,
 *     validity              Validity,
 *     subject               Name,
 *     subjectPublicKeyInfo  SubjectPublicKeyInfo,
 *     issuerUniqueID        [1]  IMPLICIT UniqueIdentifier OPTIONAL,
 *     subjectUniqueID       [2]  IMPLICIT UniqueIdentifier OPTIONAL,
 *     extensions            [3]  EXPLICIT Extensions OPTIONAL }
 */
static int
read_tbs(struct vmst_der *in, struct vmst_arena *arena, struct vmst_cert *cert)
{
    struct vmst_der tbs;

    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &tbs, &cert->tbs));
    TRY(read_version(at_field(&tbs, "version"), cert));
    TRY(vmst_der_integer(at_field(&tbs, "serialNumber"), &cert->serial));
    TRY(vmst_signature_algorithm_read(at_field(&tbs, "signature"),
                                      &cert->algorithm));
    TRY(vmst_name_read(at_field(&tbs, "issuer"), arena, &cert->issuer));
    TRY(read_validity(at_field(&tbs, "validity"), cert));
    TRY(vmst_name_read(at_field(&tbs, "subject"), arena, &cert->subject));
    TRY(vmst_name_emails_read(&cert->subject, arena, tbs.note,
                              &cert->subject_emails));
    TRY(vmst_key_read(at_field(&tbs, "subjectPublicKeyInfo"), &cert->key));
    TRY(read_unique_ids(at_field(&tbs, "uniqueIdentifiers"), cert));
    TRY(read_extensions(at_field(&tbs, "extensions"), arena, cert));
    return vmst_der_end(&tbs);
}

/*
 * Certificate ::= SEQUENCE {                               RFC 5280 4.1
 *     tbsCertificate      TBSCertificate,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signatureValue      BIT STRING }
 */
static int
read_certificate(struct vmst_cert *cert)
{
    struct vmst_der in = vmst_der_open(cert->der, &cert->note, "Certificate");
    struct vmst_der fields;

    TRY(vmst_der_sequence(&in, &fields));
    TRY(read_tbs(at_field(&fields, "tbsCertificate"), &cert->private_->arena,
                 cert));
    TRY(vmst_signature_read(&fields, &cert->algorithm, &cert->signature));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

static struct vmst_cert *
allocate(struct vmst_bytes der)
{
    struct whole *whole = calloc(1, sizeof *whole + der.size);

    if (whole == NULL) {
        return NULL;
    }
    atomic_init(&whole->private_.owners, 1);
    whole->cert.private_ = &whole->private_;
    if (der.size != 0) {
        memcpy(whole->der, der.data, der.size);
    }
    whole->cert.der = vmst_bytes(whole->der, der.size);
    return &whole->cert;
}

/* What was read before the fault was found must be seen by nobody. */
static void
mark_malformed(struct vmst_cert *cert)
{
    struct vmst_cert bare = {0};

    vmst_arena_free(&cert->private_->arena);
    bare.der = cert->der;
    memcpy(bare.sha256, cert->sha256, sizeof bare.sha256);
    bare.is_malformed = true;
    bare.note = cert->note;
    bare.private_ = cert->private_;
    *cert = bare;
}

int
vmst_cert_take(struct vmst_bytes der, struct vmst_note *note,
               struct vmst_cert **cert)
{
    AUTO(cert) made = NULL;
    int status;

    *cert = NULL;
    if (der.size > VMST_LIMIT_CERT_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "a certificate of %zu bytes: at most %zu are read",
                         der.size, VMST_LIMIT_CERT_SIZE);
    }
    made = allocate(der);
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    if (vmst_sha256(made->der, made->sha256) != VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "SHA-256 could not be computed");
    }
    status = read_certificate(made);
    if (status == VMSTRUST_E_MALFORMED) {
        mark_malformed(made);
    } else if (status != VMSTRUST_OK) {
        return vmst_fail(note, status, "%s", made->note.text);
    }
    *cert = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_cert_parse(struct vmst_bytes der, struct vmst_note *note,
                struct vmst_cert **cert)
{
    AUTO(cert) taken = NULL;

    *cert = NULL;
    TRY(vmst_cert_take(der, note, &taken));
    if (taken->is_malformed) {
        return vmst_fail_at(note, taken->note.offset, taken->note.field, "%s",
                            taken->note.text);
    }
    *cert = steal(&taken);
    return VMSTRUST_OK;
}

struct vmst_cert *
vmst_cert_ref(const struct vmst_cert *cert)
{
    if (cert != NULL) {
        atomic_fetch_add_explicit(&cert->private_->owners, 1,
                                  memory_order_relaxed);
    }
    return (struct vmst_cert *)cert;
}

void
vmst_cert_free(struct vmst_cert *cert)
{
    if (cert != NULL && atomic_fetch_sub_explicit(&cert->private_->owners, 1,
                                                  memory_order_acq_rel) == 1) {
        vmst_arena_free(&cert->private_->arena);
        free(cert); /* the first member of the whole */
    }
}

bool
vmst_cert_equal(const struct vmst_cert *a, const struct vmst_cert *b)
{
    return a == b || vmst_bytes_equal(a->der, b->der);
}

bool
vmst_cert_is_self_issued(const struct vmst_cert *cert)
{
    return !cert->is_malformed &&
           vmst_name_equal(&cert->subject, &cert->issuer);
}

bool
vmst_cert_same_authority(const struct vmst_cert *a, const struct vmst_cert *b)
{
    return !a->is_malformed && !b->is_malformed &&
           vmst_name_equal(&a->subject, &b->subject) &&
           vmst_bytes_equal(a->key.spki, b->key.spki);
}

static bool
has_purpose(const struct vmst_cert *cert, struct vmst_bytes oid)
{
    for (size_t i = 0; i < cert->extended_key_usage.count; i++) {
        if (vmst_bytes_equal(cert->extended_key_usage.list[i], oid)) {
            return true;
        }
    }
    return false;
}

bool
vmst_cert_allows_purpose(const struct vmst_cert *cert, struct vmst_bytes oid)
{
    return !vmst_cert_has(cert, VMST_EXT_EXTENDED_KEY_USAGE) ||
           has_purpose(cert, oid) ||
           has_purpose(cert, VMST_OID("\x55\x1d\x25\x00"));
}

/* The first DNS name or address of the subject alternative name. */
static bool
show_alt_name(struct vmst_buffer *buffer, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->alt_names.count; i++) {
        const struct vmst_general_name *name = &cert->alt_names.list[i];
        char address[VMST_ADDRESS_TEXT];

        if (name->kind == VMST_GENERAL_DNS && name->value.size != 0) {
            vmst_text_show(buffer, name->value);
            return true;
        }
        if (name->kind == VMST_GENERAL_IP) {
            vmst_buffer_add_text(buffer,
                                 vmst_address_show(name->value, address));
            return true;
        }
    }
    return false;
}

void
vmst_cert_show(struct vmst_buffer *buffer, const struct vmst_cert *cert)
{
    if (cert->subject.common_name.size != 0) {
        vmst_text_show(buffer, cert->subject.common_name);
    } else if (show_alt_name(buffer, cert)) {
        return;
    } else if (cert->subject.rdn_count != 0) {
        vmst_name_show_last(buffer, &cert->subject);
    } else {
        vmst_buffer_add_text(buffer, "certificate ");
        vmst_buffer_add_hex(buffer, vmst_bytes(cert->sha256, 4), 0);
    }
}
