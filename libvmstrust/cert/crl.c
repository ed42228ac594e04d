/*
 * The life of a CRL, and what the list as a whole says. Its bytes lie behind
 * it in the same allocation, its names in an arena; the entries are the
 * index's. Floor 1.
 */
#include <stdlib.h>

#include "cert/index.h"
#include "cert/read.h"
#include "limits.h"

struct whole { /* one allocation */
    struct vmst_crl crl;
    struct vmst_crl_private private_;
    uint8_t der[];
};

/* --- Extensions ----------------------------------------------------------- */

typedef int extension_reader(struct vmst_der *in, struct vmst_crl *crl,
                             bool is_critical);

/* RFC 5280 5.2.1 */
static int
read_authority_key_id(struct vmst_der *in, struct vmst_crl *crl,
                      bool is_critical)
{
    (void)is_critical;
    return vmst_authority_key_id_read(in, &crl->private_->arena,
                                      &crl->authority_key_id,
                                      &crl->has_authority_issuer);
}

/*
 * IssuerAltName ::= GeneralNames                           RFC 5280 5.2.2
 */
static int
read_issuer_alt_name(struct vmst_der *in, struct vmst_crl *crl,
                     bool is_critical)
{
    struct vmst_general_names ignored;
    struct vmst_der names;

    (void)is_critical;
    TRY(vmst_der_sequence(in, &names));
    return vmst_general_names_read(&names, &crl->private_->arena, &ignored);
}

/* INTEGER (0..MAX) of any length. */
static int
read_number_contents(struct vmst_der *in, struct vmst_bytes *number)
{
    struct vmst_der before = *in;

    TRY(vmst_der_integer(in, number));
    return (number->data[0] & 0x80) == 0
               ? VMSTRUST_OK
               : vmst_der_fail(&before, "a negative INTEGER");
}

/*
 * CRLNumber ::= INTEGER (0..MAX)                           RFC 5280 5.2.3
 */
static int
read_number(struct vmst_der *in, struct vmst_crl *crl, bool is_critical)
{
    crl->has_number = true;
    crl->is_number_critical = is_critical;
    return read_number_contents(in, &crl->number);
}

/*
 * BaseCRLNumber ::= CRLNumber                              RFC 5280 5.2.4
 */
static int
read_delta_indicator(struct vmst_der *in, struct vmst_crl *crl,
                     bool is_critical)
{
    crl->is_delta = true;
    crl->is_delta_critical = is_critical;
    return read_number_contents(in, &crl->base_number);
}

/* [n] IMPLICIT BOOLEAN DEFAULT FALSE. Deviates: FALSE may be written out. */
static int
read_flag(struct vmst_der *in, unsigned number, struct vmst_crl *crl,
          bool *flag)
{
    struct vmst_der before = *in;
    struct vmst_bytes contents;
    bool present;

    TRY(vmst_der_optional(in, (uint8_t)VMST_DER_CONTEXT(number), &present,
                          &contents));
    if (!present) {
        return VMSTRUST_OK;
    }
    if (contents.size != 1 ||
        (contents.data[0] != 0 && contents.data[0] != 0xff)) {
        return vmst_der_fail(&before, "a BOOLEAN that is neither 00 nor FF");
    }
    *flag = contents.data[0] != 0;
    crl->has_loose_encoding |= !*flag;
    return VMSTRUST_OK;
}

/*
 * IssuingDistributionPoint ::= SEQUENCE {                  RFC 5280 5.2.5
 *     distributionPoint           [0]  DistributionPointName OPTIONAL,
 *     onlyContainsUserCerts       [1]  BOOLEAN DEFAULT FALSE,
 *     onlyContainsCACerts         [2]  BOOLEAN DEFAULT FALSE,
 *     onlySomeReasons             [3]  ReasonFlags OPTIONAL,
 *     indirectCRL                 [4]  BOOLEAN DEFAULT FALSE,
 *     onlyContainsAttributeCerts  [5]  BOOLEAN DEFAULT FALSE }
 */
static int
read_issuing_point(struct vmst_der *in, struct vmst_crl *crl, bool is_critical)
{
    struct vmst_issuing_point *point = &crl->issuing_point;
    struct vmst_der fields;

    crl->has_issuing_point = true;
    crl->is_issuing_point_critical = is_critical;
    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_point_names_read(&fields, &crl->private_->arena, &crl->issuer,
                              &point->has_names, &point->names));
    TRY(read_flag(&fields, 1, crl, &point->only_user_certs));
    TRY(read_flag(&fields, 2, crl, &point->only_ca_certs));
    TRY(vmst_reason_flags_read(&fields, VMST_DER_CONTEXT(3),
                               &crl->has_loose_encoding, &point->has_reasons,
                               &point->reasons));
    TRY(read_flag(&fields, 4, crl, &point->is_indirect));
    TRY(read_flag(&fields, 5, crl, &point->only_attribute_certs));
    return vmst_der_end(&fields);
}

/* RFC 5280 5.2.6 */
static int
read_freshest(struct vmst_der *in, struct vmst_crl *crl, bool is_critical)
{
    (void)is_critical;
    crl->has_freshest = true;
    return vmst_distribution_points_read(in, &crl->private_->arena,
                                         &crl->issuer, &crl->has_loose_encoding,
                                         &crl->freshest);
}

struct row {
    const char *oid; /* contents, all of the same size */
    const char *name;
    extension_reader *read;
};

#define OID_SIZE 3

static const struct row rows[] = {
    {"\x55\x1d\x23", "authorityKeyIdentifier", read_authority_key_id},
    {"\x55\x1d\x12", "issuerAltName", read_issuer_alt_name},
    {"\x55\x1d\x14", "cRLNumber", read_number},
    {"\x55\x1d\x1b", "deltaCRLIndicator", read_delta_indicator},
    {"\x55\x1d\x1c", "issuingDistributionPoint", read_issuing_point},
    {"\x55\x1d\x2e", "freshestCRL", read_freshest},
};

static const struct row *
find_row(struct vmst_bytes oid)
{
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (vmst_bytes_equal(oid, vmst_bytes(rows[i].oid, OID_SIZE))) {
            return &rows[i];
        }
    }
    return NULL;
}

static int
take_extension(const struct vmst_der *at,
               const struct vmst_extension_fields *extension,
               struct vmst_crl *crl)
{
    const struct row *row = find_row(extension->oid);
    struct vmst_der value;

    if (row == NULL) {
        if (extension->is_critical && !crl->has_unknown_critical) {
            crl->has_unknown_critical = true;
            crl->unknown_critical = extension->oid;
        }
        return VMSTRUST_OK;
    }
    value = vmst_der_open_in(extension->value, at, row->name);
    TRY(row->read(&value, crl, extension->is_critical));
    return vmst_der_end(&value);
}

/* Is one of the first `count` of them this one? */
static bool
is_among(const struct vmst_bytes *oids, size_t count, struct vmst_bytes oid)
{
    for (size_t i = 0; i < count; i++) {
        if (vmst_bytes_equal(oids[i], oid)) {
            return true;
        }
    }
    return false;
}

/*
 * Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension       RFC 5280 4.1
 */
static int
read_extension_list(struct vmst_der *extensions, struct vmst_crl *crl)
{
    struct vmst_bytes seen[VMST_LIMIT_EXTENSIONS];
    size_t count = 0;

    do {
        struct vmst_extension_fields extension = {0};
        struct vmst_der at = *extensions;

        if (count == VMST_LIMIT_EXTENSIONS) {
            return vmst_der_fail(&at, "too many extensions");
        }
        TRY(vmst_extension_fields_read(extensions, &crl->has_loose_encoding,
                                       &extension));
        if (is_among(seen, count, extension.oid)) {
            return vmst_der_fail(&at, "an extension that is there twice");
        }
        seen[count++] = extension.oid;
        TRY(take_extension(&at, &extension, crl));
    } while (!vmst_der_is_empty(extensions));
    return VMSTRUST_OK;
}

/*
 * crlExtensions  [0]  EXPLICIT Extensions OPTIONAL         RFC 5280 5.1
 *     -- if present, version MUST be v2
 */
static int
read_extensions(struct vmst_der *in, struct vmst_crl *crl)
{
    const uint8_t tag = VMST_DER_CONTEXT_CONSTRUCTED(0);
    struct vmst_der extensions;
    struct vmst_der inside;

    if (vmst_der_peek(in) != tag) {
        return VMSTRUST_OK;
    }
    if (crl->version != 2) {
        return vmst_der_fail(in, "extensions in version 1");
    }
    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_der_sequence(&inside, &extensions));
    TRY(read_extension_list(&extensions, crl));
    return vmst_der_end(&inside);
}

/* --- The list ------------------------------------------------------------- */

/*
 * version  Version OPTIONAL                                RFC 5280 5.1.2.1
 *     -- if present, MUST be v2
 */
static int
read_version(struct vmst_der *in, struct vmst_crl *crl)
{
    struct vmst_der before = *in;
    uint32_t version;
    bool present;

    TRY(vmst_der_optional_size(in, &present, &version));
    if (present && version != 1) {
        return vmst_der_fail(&before, "a version that is not 2");
    }
    crl->version = present ? 2 : 1;
    return VMSTRUST_OK;
}

/*
 * thisUpdate  Time,                                        RFC 5280 5.1
 * nextUpdate  Time OPTIONAL
 */
static int
read_times(struct vmst_der *in, struct vmst_crl *crl)
{
    uint8_t tag;

    crl->is_time_encoding_legal = true;
    in->field = "thisUpdate";
    TRY(vmst_time_read(in, &crl->this_update, &crl->is_time_encoding_legal));
    in->field = "nextUpdate";
    tag = vmst_der_peek(in);
    crl->has_next_update =
        tag == VMST_DER_UTC_TIME || tag == VMST_DER_GENERALIZED_TIME;
    return crl->has_next_update ? vmst_time_read(in, &crl->next_update,
                                                 &crl->is_time_encoding_legal)
                                : VMSTRUST_OK;
}

/*
 * revokedCertificates  SEQUENCE OF SEQUENCE { … } OPTIONAL RFC 5280 5.1.2.6
 *
 * Deviates: an empty list may be written out.
 */
static int
enter_entries(struct vmst_der *in, struct vmst_crl *crl,
              struct vmst_der *entries)
{
    *entries = *in;
    entries->end = entries->next;
    if (vmst_der_peek(in) != VMST_DER_SEQUENCE) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_sequence(in, entries));
    crl->has_loose_encoding |= vmst_der_is_empty(entries);
    return VMSTRUST_OK;
}

static struct vmst_der *
at_field(struct vmst_der *in, const char *field)
{
    in->field = field;
    return in;
}

/*
 * TBSCertList ::= SEQUENCE {                               RFC 5280 5.1
 *     version              Version OPTIONAL,
 *     signature            AlgorithmIdentifier,
 *     issuer               Name,
 *     thisUpdate           Time,
 *     nextUpdate           Time OPTIONAL,
 *     revokedCertificates  SEQUENCE OF SEQUENCE { … } OPTIONAL,
 *     crlExtensions        [0]  EXPLICIT Extensions OPTIONAL }
 *
 * The entries are read last: what they mean depends on the extensions.
 */
static int
read_tbs(struct vmst_der *in, struct vmst_crl *crl)
{
    struct vmst_der entries;
    struct vmst_der tbs;

    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &tbs, &crl->tbs));
    TRY(read_version(at_field(&tbs, "version"), crl));
    TRY(vmst_signature_algorithm_read(at_field(&tbs, "signature"),
                                      &crl->algorithm));
    TRY(vmst_name_read(at_field(&tbs, "issuer"), &crl->private_->arena,
                       &crl->issuer));
    TRY(read_times(&tbs, crl));
    TRY(enter_entries(at_field(&tbs, "revokedCertificates"), crl, &entries));
    TRY(read_extensions(at_field(&tbs, "crlExtensions"), crl));
    TRY(vmst_der_end(&tbs));
    return vmst_crl_index_build(crl, &entries);
}

/*
 * CertificateList ::= SEQUENCE {                           RFC 5280 5.1
 *     tbsCertList         TBSCertList,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signatureValue      BIT STRING }
 */
static int
read_crl(struct vmst_crl *crl)
{
    struct vmst_der in = vmst_der_open(crl->der, &crl->note, "CertificateList");
    struct vmst_der fields;

    crl->issuing_point.reasons = VMST_REASONS_ALL;
    TRY(vmst_der_sequence(&in, &fields));
    TRY(read_tbs(at_field(&fields, "tbsCertList"), crl));
    TRY(vmst_signature_read(&fields, &crl->algorithm, &crl->signature));
    TRY(vmst_der_end(&fields));
    return vmst_der_end(&in);
}

/* --- Life ----------------------------------------------------------------- */

static struct vmst_crl *
allocate(struct vmst_bytes der)
{
    struct whole *whole = calloc(1, sizeof *whole + der.size);

    if (whole == NULL) {
        return NULL;
    }
    atomic_init(&whole->private_.owners, 1);
    whole->crl.private_ = &whole->private_;
    if (der.size != 0) {
        memcpy(whole->der, der.data, der.size);
    }
    whole->crl.der = vmst_bytes(whole->der, der.size);
    return &whole->crl;
}

static void
free_contents(struct vmst_crl *crl)
{
    vmst_crl_index_free(&crl->private_->index);
    vmst_arena_free(&crl->private_->arena);
}

/* What was read before the fault was found must be seen by nobody. */
static void
mark_malformed(struct vmst_crl *crl)
{
    struct vmst_crl bare = {0};

    free_contents(crl);
    bare.der = crl->der;
    memcpy(bare.sha256, crl->sha256, sizeof bare.sha256);
    bare.is_malformed = true;
    bare.note = crl->note;
    bare.private_ = crl->private_;
    *crl = bare;
}

int
vmst_crl_take(struct vmst_bytes der, struct vmst_note *note,
              struct vmst_crl **crl)
{
    AUTO(crl) made = NULL;
    int status;

    *crl = NULL;
    if (der.size > VMST_LIMIT_CRL_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "a CRL of %zu bytes: at most %zu are read", der.size,
                         VMST_LIMIT_CRL_SIZE);
    }
    made = allocate(der);
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    if (vmst_sha256(made->der, made->sha256) != VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO,
                         "SHA-256 could not be computed");
    }
    status = read_crl(made);
    if (status == VMSTRUST_E_MALFORMED) {
        mark_malformed(made);
    } else if (status != VMSTRUST_OK) {
        return vmst_fail(note, status, "%s", made->note.text);
    }
    *crl = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_crl_parse(struct vmst_bytes der, struct vmst_note *note,
               struct vmst_crl **crl)
{
    AUTO(crl) taken = NULL;

    *crl = NULL;
    TRY(vmst_crl_take(der, note, &taken));
    if (taken->is_malformed) {
        return vmst_fail_at(note, taken->note.offset, taken->note.field, "%s",
                            taken->note.text);
    }
    *crl = steal(&taken);
    return VMSTRUST_OK;
}

struct vmst_crl *
vmst_crl_ref(const struct vmst_crl *crl)
{
    if (crl != NULL) {
        atomic_fetch_add_explicit(&crl->private_->owners, 1,
                                  memory_order_relaxed);
    }
    return (struct vmst_crl *)crl;
}

void
vmst_crl_free(struct vmst_crl *crl)
{
    if (crl != NULL && atomic_fetch_sub_explicit(&crl->private_->owners, 1,
                                                 memory_order_acq_rel) == 1) {
        free_contents(crl);
        free(crl); /* the first member of the whole */
    }
}

bool
vmst_crl_equal(const struct vmst_crl *a, const struct vmst_crl *b)
{
    return a == b || vmst_bytes_equal(a->der, b->der);
}

/* Minimal and not negative: the longer one is the larger one. */
int
vmst_crl_number_compare(struct vmst_bytes a, struct vmst_bytes b)
{
    if (a.size != b.size) {
        return a.size < b.size ? -1 : 1;
    }
    return vmst_bytes_compare(a, b);
}
