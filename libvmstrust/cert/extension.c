/*
 * The extensions of a certificate: one row for each that has a reader. What no
 * row names is kept as it is; whether it may be critical is judged above.
 * Floor 1.
 */
#include "cert/read.h"
#include "der/oid.h"
#include "limits.h"

static int
read_authority_key_id(struct vmst_der *in, struct vmst_arena *arena,
                      struct vmst_cert *cert)
{
    return vmst_authority_key_id_read(in, arena, &cert->authority_key_id,
                                      &cert->has_authority_issuer);
}

/*
 * SubjectKeyIdentifier ::= OCTET STRING                    RFC 5280 4.2.1.2
 */
static int
read_subject_key_id(struct vmst_der *in, struct vmst_arena *arena,
                    struct vmst_cert *cert)
{
    (void)arena;
    return vmst_der_octets(in, &cert->subject_key_id);
}

/*
 * KeyUsage ::= BIT STRING { … }                            RFC 5280 4.2.1.3
 */
static int
read_key_usage(struct vmst_der *in, struct vmst_arena *arena,
               struct vmst_cert *cert)
{
    (void)arena;
    return vmst_der_named_bits_lax(in, VMST_DER_BIT_STRING, &cert->key_usage,
                                   &cert->has_loose_encoding);
}

/*
 * SubjectAltName ::= GeneralNames                          RFC 5280 4.2.1.6
 */
static int
read_subject_alt_name(struct vmst_der *in, struct vmst_arena *arena,
                      struct vmst_cert *cert)
{
    struct vmst_der names;

    TRY(vmst_der_sequence(in, &names));
    return vmst_general_names_read(&names, arena, &cert->alt_names);
}

/*
 * IssuerAltName ::= GeneralNames                           RFC 5280 4.2.1.7
 */
static int
read_issuer_alt_name(struct vmst_der *in, struct vmst_arena *arena,
                     struct vmst_cert *cert)
{
    struct vmst_general_names ignored;
    struct vmst_der names;

    (void)cert;
    TRY(vmst_der_sequence(in, &names));
    return vmst_general_names_read(&names, arena, &ignored);
}

/*
 * BasicConstraints ::= SEQUENCE {                          RFC 5280 4.2.1.9
 *     cA                 BOOLEAN DEFAULT FALSE,
 *     pathLenConstraint  INTEGER (0..MAX) OPTIONAL }
 *
 * Deviates: cA may be written out as FALSE, as many authorities do.
 */
static int
read_basic_constraints(struct vmst_der *in, struct vmst_arena *arena,
                       struct vmst_cert *cert)
{
    struct vmst_der fields;

    (void)arena;
    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_boolean_lax(&fields, false, &cert->is_authority,
                             &cert->has_loose_encoding));
    TRY(vmst_der_optional_size(&fields, &cert->has_path_length,
                               &cert->path_length));
    return vmst_der_end(&fields);
}

/*
 * ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
 * KeyPurposeId ::= OBJECT IDENTIFIER                       RFC 5280 4.2.1.12
 */
static int
read_extended_key_usage(struct vmst_der *in, struct vmst_arena *arena,
                        struct vmst_cert *cert)
{
    struct vmst_der purposes;
    struct vmst_bytes *list;
    size_t count;

    TRY(vmst_der_sequence(in, &purposes));
    TRY(vmst_count_elements(&purposes, &count));
    if (count == 0) {
        return vmst_der_fail(in, "a list of purposes without a purpose");
    }
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(vmst_der_oid(&purposes, &list[i]));
    }
    cert->extended_key_usage = (struct vmst_oids){list, count};
    return VMSTRUST_OK;
}

/* RFC 5280 4.2.1.13. A relative name stands under the issuer, read before. */
static int
read_crl_points(struct vmst_der *in, struct vmst_arena *arena,
                struct vmst_cert *cert)
{
    bool ignored = false;

    return vmst_distribution_points_read(in, arena, &cert->issuer, &ignored,
                                         &cert->crl_points);
}

/* RFC 5280 4.2.1.15: the same syntax. */
static int
read_freshest_crl(struct vmst_der *in, struct vmst_arena *arena,
                  struct vmst_cert *cert)
{
    bool ignored = false;

    return vmst_distribution_points_read(in, arena, &cert->issuer, &ignored,
                                         &cert->freshest_crl);
}

/*
 * id-pkix-ocsp-nocheck: NULL                               RFC 6960 4.2.2.2.1
 */
static int
read_no_check(struct vmst_der *in, struct vmst_arena *arena,
              struct vmst_cert *cert)
{
    (void)arena;
    TRY(vmst_der_null(in));
    TRY(vmst_der_end(in));
    cert->has_no_check = true;
    return VMSTRUST_OK;
}

struct row {
    enum vmst_extension extension;
    const char *oid; /* contents */
    size_t oid_size;
    const char *name;
    bool is_extra; /* bad contents do not make the certificate malformed */
    vmst_extension_reader *read;
};

#define ROW(extension, oid, name, is_extra, read)                              \
    {                                                                          \
        VMST_EXT_##extension, oid, sizeof(oid) - 1, name, is_extra, read       \
    }

static const struct row rows[] = {
    ROW(AUTHORITY_KEY_ID, "\x55\x1d\x23", "authorityKeyIdentifier", false,
        read_authority_key_id),
    ROW(SUBJECT_KEY_ID, "\x55\x1d\x0e", "subjectKeyIdentifier", false,
        read_subject_key_id),
    ROW(KEY_USAGE, "\x55\x1d\x0f", "keyUsage", false, read_key_usage),
    ROW(POLICIES, "\x55\x1d\x20", "certificatePolicies", false,
        vmst_policies_read),
    ROW(POLICY_MAPPINGS, "\x55\x1d\x21", "policyMappings", false,
        vmst_policy_mappings_read),
    ROW(SUBJECT_ALT_NAME, "\x55\x1d\x11", "subjectAltName", false,
        read_subject_alt_name),
    ROW(ISSUER_ALT_NAME, "\x55\x1d\x12", "issuerAltName", true,
        read_issuer_alt_name),
    ROW(BASIC_CONSTRAINTS, "\x55\x1d\x13", "basicConstraints", false,
        read_basic_constraints),
    ROW(NAME_CONSTRAINTS, "\x55\x1d\x1e", "nameConstraints", false,
        vmst_name_constraints_read),
    ROW(POLICY_CONSTRAINTS, "\x55\x1d\x24", "policyConstraints", false,
        vmst_policy_constraints_read),
    ROW(EXTENDED_KEY_USAGE, "\x55\x1d\x25", "extKeyUsage", false,
        read_extended_key_usage),
    ROW(CRL_POINTS, "\x55\x1d\x1f", "cRLDistributionPoints", true,
        read_crl_points),
    ROW(INHIBIT_ANY_POLICY, "\x55\x1d\x36", "inhibitAnyPolicy", false,
        vmst_inhibit_any_policy_read),
    ROW(FRESHEST_CRL, "\x55\x1d\x2e", "freshestCRL", true, read_freshest_crl),
    ROW(AUTHORITY_INFO, "\x2b\x06\x01\x05\x05\x07\x01\x01",
        "authorityInfoAccess", true, vmst_authority_info_read),
    ROW(SUBJECT_INFO, "\x2b\x06\x01\x05\x05\x07\x01\x0b", "subjectInfoAccess",
        true, vmst_subject_info_read),
    ROW(NO_CHECK, "\x2b\x06\x01\x05\x05\x07\x30\x01\x05", "ocspNoCheck", true,
        read_no_check),
};

const char *
vmst_extension_name(enum vmst_extension extension)
{
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (rows[i].extension == extension) {
            return rows[i].name;
        }
    }
    return "";
}

static const struct row *
find_row(struct vmst_bytes oid)
{
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (vmst_bytes_equal(oid, vmst_bytes(rows[i].oid, rows[i].oid_size))) {
            return &rows[i];
        }
    }
    return NULL;
}

static int
read_value(const struct row *row, struct vmst_der *in, struct vmst_arena *arena,
           struct vmst_cert *cert)
{
    TRY(row->read(in, arena, cert));
    return vmst_der_end(in);
}

/* Bad contents of an extra must leave no note: the certificate is good. */
static int
read_extra(const struct row *row, struct vmst_der *in, struct vmst_arena *arena,
           struct vmst_cert *cert)
{
    struct vmst_der quiet = *in;
    int status;

    quiet.note = NULL;
    status = read_value(row, &quiet, arena, cert);
    if (status == VMSTRUST_E_MALFORMED) {
        cert->malformed_extras |= VMST_EXT_BIT(row->extension);
        return VMSTRUST_OK;
    }
    return status == VMSTRUST_E_MEMORY ? vmst_fail_memory(in->note) : status;
}

static int
take_known(const struct vmst_der *at, const struct row *row,
           const struct vmst_extension_fields *extension,
           struct vmst_arena *arena, struct vmst_cert *cert)
{
    struct vmst_der value = vmst_der_open_in(extension->value, at, row->name);
    uint32_t bit = VMST_EXT_BIT(row->extension);

    if ((cert->present & bit) != 0) {
        return vmst_der_fail(at, "an extension that is there twice");
    }
    cert->present |= bit;
    cert->critical |= extension->is_critical ? bit : 0;
    return row->is_extra ? read_extra(row, &value, arena, cert)
                         : read_value(row, &value, arena, cert);
}

static int
take_unknown(const struct vmst_der *at,
             const struct vmst_extension_fields *extension,
             struct vmst_unknown_extension *list, size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        if (vmst_bytes_equal(list[i].oid, extension->oid)) {
            return vmst_der_fail(at, "an extension that is there twice");
        }
    }
    list[(*count)++] = (struct vmst_unknown_extension){
        extension->oid, extension->value, extension->is_critical};
    return VMSTRUST_OK;
}

static int
count_extensions(const struct vmst_der *in, size_t *count)
{
    TRY(vmst_count_elements(in, count));
    if (*count == 0) {
        return vmst_der_fail(in, "a list of extensions without an extension");
    }
    if (*count > VMST_LIMIT_EXTENSIONS) {
        return vmst_der_fail(in, "too many extensions");
    }
    return VMSTRUST_OK;
}

/*
 * Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension       RFC 5280 4.1
 * "A certificate MUST NOT include more than one instance of a particular
 * extension" (4.2).
 */
int
vmst_extensions_read(struct vmst_der *in, struct vmst_arena *arena,
                     struct vmst_cert *cert)
{
    struct vmst_unknown_extension *unknown;
    struct vmst_der extensions;
    size_t count;

    TRY(vmst_der_sequence(in, &extensions));
    TRY(count_extensions(&extensions, &count));
    unknown = vmst_arena_take(arena, count, sizeof *unknown);
    if (unknown == NULL) {
        return vmst_fail_memory(in->note);
    }
    cert->unknown = unknown;
    while (!vmst_der_is_empty(&extensions)) {
        struct vmst_der at = extensions;
        struct vmst_extension_fields extension = {0};
        const struct row *row;

        TRY(vmst_extension_fields_read(&extensions, &cert->has_loose_encoding,
                                       &extension));
        row = find_row(extension.oid);
        if (row == NULL) {
            TRY(take_unknown(&at, &extension, unknown, &cert->unknown_count));
        } else {
            TRY(take_known(&at, row, &extension, arena, cert));
        }
    }
    return VMSTRUST_OK;
}
