/*
 * The OCSP response: its life and its readers. Its bytes lie behind it in the
 * same allocation, its answers and names in an arena. Floor 1.
 */
#include "cert/ocsp.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "cert/read.h"
#include "der/oid.h"
#include "limits.h"

struct vmst_ocsp_private {
    atomic_size_t owners;
    struct vmst_arena arena;
};

struct whole { /* one allocation */
    struct vmst_ocsp ocsp;
    struct vmst_ocsp_private private_;
    uint8_t der[];
};

const char *
vmst_ocsp_result_name(enum vmst_ocsp_result result)
{
    switch (result) {
    case VMST_OCSP_SUCCESSFUL:
        return "successful";
    case VMST_OCSP_MALFORMED_REQUEST:
        return "malformedRequest";
    case VMST_OCSP_INTERNAL_ERROR:
        break;
    case VMST_OCSP_TRY_LATER:
        return "tryLater";
    case VMST_OCSP_SIG_REQUIRED:
        return "sigRequired";
    case VMST_OCSP_UNAUTHORIZED:
        return "unauthorized";
    }
    return "internalError";
}

static struct vmst_der *
at_field(struct vmst_der *in, const char *field)
{
    in->field = field;
    return in;
}

/* GeneralizedTime as RFC 5280 4.1.2.5.2 has it (RFC 6960 4.2.2.1). */
static int
read_time(struct vmst_der *in, int64_t *time)
{
    struct vmst_der before = *in;
    bool is_generalized;

    TRY(vmst_der_time(in, time, &is_generalized));
    return is_generalized
               ? VMSTRUST_OK
               : vmst_der_fail(&before, "a GeneralizedTime was expected");
}

/* --- Extensions ----------------------------------------------------------- */

struct critical { /* the first critical extension */
    bool *is_there;
    struct vmst_bytes *oid;
};

/*
 * [1]  EXPLICIT Extensions OPTIONAL                        RFC 6960 4.2.1
 *
 * "Support for any specific extension is OPTIONAL. The critical flag SHOULD
 * NOT be set for any of them" (4.4). None changes an answer, so that none is
 * kept but the first critical one, which forbids using it.
 */
static int
read_extensions(struct vmst_der *in, bool *has_loose_encoding,
                struct critical critical)
{
    const uint8_t tag = VMST_DER_CONTEXT_CONSTRUCTED(1);
    struct vmst_der extensions;
    struct vmst_der inside;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_der_sequence(&inside, &extensions));
    do {
        struct vmst_extension_fields extension = {0};

        TRY(vmst_extension_fields_read(&extensions, has_loose_encoding,
                                       &extension));
        if (extension.is_critical && !*critical.is_there) {
            *critical.is_there = true;
            *critical.oid = extension.oid;
        }
    } while (!vmst_der_is_empty(&extensions));
    return vmst_der_end(&inside);
}

/* --- One answer ----------------------------------------------------------- */

/* The hash functions that a CertID may name, by their OID. */
static enum vmst_hash
hash_of(struct vmst_bytes oid)
{
    static const struct {
        const char *oid;
        size_t size;
        enum vmst_hash hash;
    } hashes[] = {
        {"\x2b\x0e\x03\x02\x1a", 5, VMST_HASH_SHA1},
        {"\x60\x86\x48\x01\x65\x03\x04\x02\x01", 9, VMST_HASH_SHA256},
        {"\x60\x86\x48\x01\x65\x03\x04\x02\x02", 9, VMST_HASH_SHA384},
        {"\x60\x86\x48\x01\x65\x03\x04\x02\x03", 9, VMST_HASH_SHA512},
    };

    for (size_t i = 0; i < VMST_COUNT(hashes); i++) {
        if (vmst_bytes_equal(oid, vmst_bytes(hashes[i].oid, hashes[i].size))) {
            return hashes[i].hash;
        }
    }
    return VMST_HASH_NONE;
}

/*
 * AlgorithmIdentifier ::= SEQUENCE {                       RFC 5280 4.1.1.2
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL }
 *
 * Of a hash: NULL or absent (RFC 5754 2); those of others are nobody's.
 */
static int
read_hash(struct vmst_der *in, enum vmst_hash *hash)
{
    struct vmst_bytes contents;
    struct vmst_bytes oid;
    struct vmst_der fields;
    uint8_t tag;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &oid));
    *hash = hash_of(oid);
    if (vmst_der_is_empty(&fields)) {
        return VMSTRUST_OK;
    }
    TRY(*hash == VMST_HASH_NONE ? vmst_der_any(&fields, &tag, &contents, NULL)
                                : vmst_der_null(&fields));
    return vmst_der_end(&fields);
}

/*
 * CertID ::= SEQUENCE {                                    RFC 6960 4.1.1
 *     hashAlgorithm   AlgorithmIdentifier,
 *     issuerNameHash  OCTET STRING,
 *     issuerKeyHash   OCTET STRING,
 *     serialNumber    CertificateSerialNumber }
 */
static int
read_cert_id(struct vmst_der *in, struct vmst_cert_id *id)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(read_hash(&fields, &id->hash));
    TRY(vmst_der_octets(&fields, &id->issuer_name_hash));
    TRY(vmst_der_octets(&fields, &id->issuer_key_hash));
    TRY(vmst_der_integer(&fields, &id->serial));
    return vmst_der_end(&fields);
}

/*
 * RevokedInfo ::= SEQUENCE {                               RFC 6960 4.2.1
 *     revocationTime    GeneralizedTime,
 *     revocationReason  [0]  EXPLICIT CRLReason OPTIONAL }
 */
static int
read_revoked(struct vmst_der *in, struct vmst_ocsp_single *single)
{
    const uint8_t reason = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der inside;

    TRY(read_time(in, &single->revocation_time));
    single->has_reason = vmst_der_peek(in) == reason;
    if (single->has_reason) {
        TRY(vmst_der_enter(in, reason, &inside, NULL));
        TRY(vmst_reason_read(&inside, &single->reason));
        TRY(vmst_der_end(&inside));
    }
    return vmst_der_end(in);
}

/* NULL under an IMPLICIT tag. */
static int
read_null(struct vmst_der *in, uint8_t tag)
{
    struct vmst_der before = *in;
    struct vmst_bytes contents;

    TRY(vmst_der_element(in, tag, &contents));
    return contents.size == 0 ? VMSTRUST_OK
                              : vmst_der_fail(&before, "a NULL with contents");
}

/*
 * CertStatus ::= CHOICE {                                  RFC 6960 4.2.1
 *     good     [0]  IMPLICIT NULL,
 *     revoked  [1]  IMPLICIT RevokedInfo,
 *     unknown  [2]  IMPLICIT UnknownInfo }
 * UnknownInfo ::= NULL
 */
static int
read_status(struct vmst_der *in, struct vmst_ocsp_single *single)
{
    const uint8_t good = VMST_DER_CONTEXT(0);
    const uint8_t revoked = VMST_DER_CONTEXT_CONSTRUCTED(1);
    struct vmst_der inside;

    if (vmst_der_peek(in) == good) {
        single->status = VMST_OCSP_GOOD;
        return read_null(in, good);
    }
    if (vmst_der_peek(in) == revoked) {
        single->status = VMST_OCSP_REVOKED;
        TRY(vmst_der_enter(in, revoked, &inside, NULL));
        return read_revoked(&inside, single);
    }
    single->status = VMST_OCSP_UNKNOWN;
    return read_null(in, VMST_DER_CONTEXT(2));
}

/*
 * SingleResponse ::= SEQUENCE {                            RFC 6960 4.2.1
 *     certID            CertID,
 *     certStatus        CertStatus,
 *     thisUpdate        GeneralizedTime,
 *     nextUpdate        [0]  EXPLICIT GeneralizedTime OPTIONAL,
 *     singleExtensions  [1]  EXPLICIT Extensions OPTIONAL }
 */
static int
read_single(struct vmst_der *in, bool *has_loose_encoding,
            struct vmst_ocsp_single *single)
{
    const uint8_t next = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der fields;
    struct vmst_der inside;

    TRY(vmst_der_sequence(in, &fields));
    TRY(read_cert_id(at_field(&fields, "certID"), &single->id));
    TRY(read_status(at_field(&fields, "certStatus"), single));
    TRY(read_time(at_field(&fields, "thisUpdate"), &single->this_update));
    single->has_next_update = vmst_der_peek(&fields) == next;
    if (single->has_next_update) {
        TRY(vmst_der_enter(at_field(&fields, "nextUpdate"), next, &inside,
                           NULL));
        TRY(read_time(&inside, &single->next_update));
        TRY(vmst_der_end(&inside));
    }
    TRY(read_extensions(at_field(&fields, "singleExtensions"),
                        has_loose_encoding,
                        (struct critical){&single->has_unknown_critical,
                                          &single->unknown_critical}));
    return vmst_der_end(&fields);
}

/* --- The response --------------------------------------------------------- */

/*
 * version  [0]  EXPLICIT Version DEFAULT v1                RFC 6960 4.2.1
 * Version ::= INTEGER { v1(0) }
 *
 * Deviates: v1 may be written out.
 */
static int
read_version(struct vmst_der *in, bool *has_loose_encoding)
{
    const uint8_t tag = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der inside;
    uint32_t version;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_der_size(&inside, &version));
    if (version != 0) {
        return vmst_der_fail(in, "a version that is not 1");
    }
    *has_loose_encoding = true;
    return vmst_der_end(&inside);
}

/*
 * ResponderID ::= CHOICE {                                 RFC 6960 4.2.1
 *     byName  [1]  Name,
 *     byKey   [2]  KeyHash }
 * KeyHash ::= OCTET STRING
 *
 * The tags are EXPLICIT.
 */
static int
read_responder(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    const uint8_t by_name = VMST_DER_CONTEXT_CONSTRUCTED(1);
    const uint8_t by_key = VMST_DER_CONTEXT_CONSTRUCTED(2);
    struct vmst_der inside;

    ocsp->is_responder_by_key = vmst_der_peek(in) == by_key;
    if (ocsp->is_responder_by_key) {
        TRY(vmst_der_enter(in, by_key, &inside, NULL));
        TRY(vmst_der_octets(&inside, &ocsp->responder_key));
    } else {
        TRY(vmst_der_enter(in, by_name, &inside, NULL));
        TRY(vmst_name_read(&inside, &ocsp->private_->arena, &ocsp->responder));
    }
    return vmst_der_end(&inside);
}

/*
 * responses  SEQUENCE OF SingleResponse                    RFC 6960 4.2.1
 */
static int
read_singles(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    struct vmst_ocsp_single *list;
    struct vmst_der singles;
    size_t count;

    TRY(vmst_der_sequence(in, &singles));
    TRY(vmst_count_elements(&singles, &count));
    list = vmst_arena_take(&ocsp->private_->arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(read_single(&singles, &ocsp->has_loose_encoding, &list[i]));
    }
    ocsp->singles = list;
    ocsp->single_count = count;
    return VMSTRUST_OK;
}

/*
 * ResponseData ::= SEQUENCE {                              RFC 6960 4.2.1
 *     version             [0]  EXPLICIT Version DEFAULT v1,
 *     responderID         ResponderID,
 *     producedAt          GeneralizedTime,
 *     responses           SEQUENCE OF SingleResponse,
 *     responseExtensions  [1]  EXPLICIT Extensions OPTIONAL }
 */
static int
read_data(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    struct vmst_der fields;

    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &fields, &ocsp->tbs));
    TRY(read_version(at_field(&fields, "version"), &ocsp->has_loose_encoding));
    TRY(read_responder(at_field(&fields, "responderID"), ocsp));
    TRY(read_time(at_field(&fields, "producedAt"), &ocsp->produced_at));
    TRY(read_singles(at_field(&fields, "responses"), ocsp));
    TRY(read_extensions(at_field(&fields, "responseExtensions"),
                        &ocsp->has_loose_encoding,
                        (struct critical){&ocsp->has_unknown_critical,
                                          &ocsp->unknown_critical}));
    return vmst_der_end(&fields);
}

/*
 * certs  [0]  EXPLICIT SEQUENCE OF Certificate OPTIONAL    RFC 6960 4.2.1
 */
static int
read_certs(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    const uint8_t tag = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der inside;
    struct vmst_der certs;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_der_sequence(&inside, &certs));
    while (!vmst_der_is_empty(&certs)) {
        AUTO(cert) cert = NULL;
        struct vmst_bytes contents;
        struct vmst_bytes whole;
        uint8_t tag_found;

        if (ocsp->certs.count == VMST_LIMIT_OCSP_CERTS) {
            return vmst_der_fail(&certs, "too many certificates");
        }
        TRY(vmst_der_any(&certs, &tag_found, &contents, &whole));
        TRY(vmst_cert_take(whole, in->note, &cert));
        if (vmst_certs_add(&ocsp->certs, cert) != VMSTRUST_OK) {
            return vmst_fail_memory(in->note);
        }
    }
    return vmst_der_end(&inside);
}

/*
 * BasicOCSPResponse ::= SEQUENCE {                         RFC 6960 4.2.1
 *     tbsResponseData     ResponseData,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signature           BIT STRING,
 *     certs               [0]  EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 */
static int
read_basic(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(read_data(at_field(&fields, "tbsResponseData"), ocsp));
    TRY(vmst_signature_algorithm_read(at_field(&fields, "signatureAlgorithm"),
                                      &ocsp->algorithm));
    TRY(vmst_der_bit_octets(at_field(&fields, "signature"), &ocsp->signature));
    TRY(read_certs(at_field(&fields, "certs"), ocsp));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(in);
}

/*
 * ResponseBytes ::= SEQUENCE {                             RFC 6960 4.2.1
 *     responseType  OBJECT IDENTIFIER,
 *     response      OCTET STRING }
 */
static int
read_bytes(struct vmst_der *in, struct vmst_ocsp *ocsp)
{
    struct vmst_bytes response;
    struct vmst_bytes type;
    struct vmst_der fields;
    struct vmst_der basic;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &type));
    if (!vmst_bytes_equal(type,
                          VMST_OID("\x2b\x06\x01\x05\x05\x07\x30\x01\x01"))) {
        return vmst_der_fail(&fields, "a response of another type than basic");
    }
    TRY(vmst_der_octets(&fields, &response));
    basic = vmst_der_open_in(response, &fields, "BasicOCSPResponse");
    TRY(read_basic(&basic, ocsp));
    return vmst_der_end(&fields);
}

/* OCSPResponseStatus ::= ENUMERATED { … }                  RFC 6960 4.2.1 */
static int
read_result(struct vmst_der *in, enum vmst_ocsp_result *result)
{
    struct vmst_der before = *in;
    uint32_t code;

    TRY(vmst_der_size_as(in, VMST_DER_ENUMERATED, &code));
    if (code == 4 || code > VMST_OCSP_UNAUTHORIZED) {
        return vmst_der_fail(&before, "a status that is not defined");
    }
    *result = (enum vmst_ocsp_result)code;
    return VMSTRUST_OK;
}

/*
 * OCSPResponse ::= SEQUENCE {                              RFC 6960 4.2.1
 *     responseStatus  OCSPResponseStatus,
 *     responseBytes   [0]  EXPLICIT ResponseBytes OPTIONAL }
 *
 * "If the value of responseStatus is one of the error conditions, the
 * responseBytes field is not set."
 */
static int
read_response(struct vmst_ocsp *ocsp)
{
    struct vmst_der in = vmst_der_open(ocsp->der, &ocsp->note, "OCSPResponse");
    struct vmst_der fields;
    struct vmst_der inside;

    TRY(vmst_der_sequence(&in, &fields));
    TRY(read_result(at_field(&fields, "responseStatus"), &ocsp->result));
    if (ocsp->result == VMST_OCSP_SUCCESSFUL) {
        TRY(vmst_der_enter(at_field(&fields, "responseBytes"),
                           VMST_DER_CONTEXT_CONSTRUCTED(0), &inside, NULL));
        TRY(read_bytes(&inside, ocsp));
        TRY(vmst_der_end(&inside));
    }
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

/* --- Life ----------------------------------------------------------------- */

static struct vmst_ocsp *
allocate(struct vmst_bytes der)
{
    struct whole *whole = calloc(1, sizeof *whole + der.size);

    if (whole == NULL) {
        return NULL;
    }
    atomic_init(&whole->private_.owners, 1);
    whole->ocsp.private_ = &whole->private_;
    if (der.size != 0) {
        memcpy(whole->der, der.data, der.size);
    }
    whole->ocsp.der = vmst_bytes(whole->der, der.size);
    return &whole->ocsp;
}

static void
free_contents(struct vmst_ocsp *ocsp)
{
    vmst_certs_free(&ocsp->certs);
    vmst_arena_free(&ocsp->private_->arena);
}

/* What was read before the fault was found must be seen by nobody. */
static void
mark_malformed(struct vmst_ocsp *ocsp)
{
    struct vmst_ocsp bare = {0};

    free_contents(ocsp);
    bare.der = ocsp->der;
    bare.is_malformed = true;
    bare.note = ocsp->note;
    bare.private_ = ocsp->private_;
    *ocsp = bare;
}

int
vmst_ocsp_take(struct vmst_bytes der, struct vmst_note *note,
               struct vmst_ocsp **ocsp)
{
    AUTO(ocsp) made = NULL;
    int status;

    *ocsp = NULL;
    if (der.size > VMST_LIMIT_OCSP_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "an OCSP response of %zu bytes: at most %zu are read",
                         der.size, VMST_LIMIT_OCSP_SIZE);
    }
    made = allocate(der);
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    status = read_response(made);
    if (status == VMSTRUST_E_MALFORMED) {
        mark_malformed(made);
    } else if (status != VMSTRUST_OK) {
        return vmst_fail(note, status, "%s", made->note.text);
    }
    *ocsp = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_ocsp_parse(struct vmst_bytes der, struct vmst_note *note,
                struct vmst_ocsp **ocsp)
{
    AUTO(ocsp) taken = NULL;

    *ocsp = NULL;
    TRY(vmst_ocsp_take(der, note, &taken));
    if (taken->is_malformed) {
        return vmst_fail_at(note, taken->note.offset, taken->note.field, "%s",
                            taken->note.text);
    }
    *ocsp = steal(&taken);
    return VMSTRUST_OK;
}

struct vmst_ocsp *
vmst_ocsp_ref(const struct vmst_ocsp *ocsp)
{
    if (ocsp != NULL) {
        atomic_fetch_add_explicit(&ocsp->private_->owners, 1,
                                  memory_order_relaxed);
    }
    return (struct vmst_ocsp *)ocsp;
}

void
vmst_ocsp_free(struct vmst_ocsp *ocsp)
{
    if (ocsp != NULL && atomic_fetch_sub_explicit(&ocsp->private_->owners, 1,
                                                  memory_order_acq_rel) == 1) {
        free_contents(ocsp);
        free(ocsp); /* the first member of the whole */
    }
}

/* --- Whom it is about ----------------------------------------------------- */

static bool
is_digest_of(struct vmst_bytes digest, enum vmst_hash hash,
             struct vmst_bytes data)
{
    uint8_t computed[VMST_DIGEST_SIZE];

    return digest.size != 0 && digest.size == vmst_digest_size(hash) &&
           vmst_digest(hash, data, computed) == VMSTRUST_OK &&
           memcmp(computed, digest.data, digest.size) == 0;
}

/* RFC 6960 4.1.1: the issuer's name as the certificate has it, and the value of
 * the issuer's key without tag, length and unused bits. */
bool
vmst_ocsp_matches(const struct vmst_ocsp_single *single,
                  const struct vmst_cert *cert, const struct vmst_cert *issuer)
{
    const struct vmst_cert_id *id = &single->id;

    return vmst_bytes_equal(id->serial, cert->serial) &&
           is_digest_of(id->issuer_name_hash, id->hash, cert->issuer.der) &&
           is_digest_of(id->issuer_key_hash, id->hash, issuer->key.bits);
}

bool
vmst_ocsp_is_responder(const struct vmst_ocsp *ocsp,
                       const struct vmst_cert *cert)
{
    if (cert->is_malformed) {
        return false;
    }
    return ocsp->is_responder_by_key
               ? is_digest_of(ocsp->responder_key, VMST_HASH_SHA1,
                              cert->key.bits)
               : vmst_name_equal(&ocsp->responder, &cert->subject);
}
