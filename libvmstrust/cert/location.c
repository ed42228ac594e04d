/*
 * Where more is to be had: issuers, OCSP, CRLs. Printed and never fetched, so
 * no path depends on them, and bad contents are a lint. Floor 1.
 */
#include "cert/read.h"
#include "der/oid.h"

/*
 * AccessDescription ::= SEQUENCE {                         RFC 5280 4.2.2.1
 *     accessMethod    OBJECT IDENTIFIER,
 *     accessLocation  GeneralName }
 */
static int
read_description(struct vmst_der *in, struct vmst_arena *arena,
                 struct vmst_bytes *method, struct vmst_general_name *location)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, method));
    TRY(vmst_general_name_read(&fields, arena, VMST_GENERAL_IS_NAME, location));
    return vmst_der_end(&fields);
}

struct locations { /* by method; each list holds as many as there can be */
    struct vmst_general_name *issuers;
    struct vmst_general_name *ocsp;
    size_t issuer_count;
    size_t ocsp_count;
};

static int
read_descriptions(struct vmst_der *in, struct vmst_arena *arena,
                  struct locations *locations)
{
    while (!vmst_der_is_empty(in)) {
        struct vmst_general_name location;
        struct vmst_bytes method;

        TRY(read_description(in, arena, &method, &location));
        if (vmst_bytes_equal(method,
                             VMST_OID("\x2b\x06\x01\x05\x05\x07\x30\x02"))) {
            locations->issuers[locations->issuer_count++] = location;
        } else if (vmst_bytes_equal(
                       method, VMST_OID("\x2b\x06\x01\x05\x05\x07\x30\x01"))) {
            locations->ocsp[locations->ocsp_count++] = location;
        }
    }
    return VMSTRUST_OK;
}

/*
 * AuthorityInfoAccessSyntax ::=                            RFC 5280 4.2.2.1
 *     SEQUENCE SIZE (1..MAX) OF AccessDescription
 */
static int
read_info_access(struct vmst_der *in, struct vmst_arena *arena,
                 struct locations *locations)
{
    struct vmst_der descriptions;
    size_t count;

    TRY(vmst_der_sequence(in, &descriptions));
    TRY(vmst_count_elements(&descriptions, &count));
    if (count == 0) {
        return vmst_der_fail(in, "a list of locations without a location");
    }
    locations->issuers =
        vmst_arena_take(arena, count, 2 * sizeof *locations->issuers);
    if (locations->issuers == NULL) {
        return vmst_fail_memory(in->note);
    }
    locations->ocsp = locations->issuers + count;
    return read_descriptions(&descriptions, arena, locations);
}

int
vmst_authority_info_read(struct vmst_der *in, struct vmst_arena *arena,
                         struct vmst_cert *cert)
{
    struct locations found = {0};

    TRY(read_info_access(in, arena, &found));
    cert->ca_issuers =
        (struct vmst_general_names){found.issuers, found.issuer_count};
    cert->ocsp = (struct vmst_general_names){found.ocsp, found.ocsp_count};
    return VMSTRUST_OK;
}

/* RFC 5280 4.2.2.2: the same syntax; nothing of it is used. */
int
vmst_subject_info_read(struct vmst_der *in, struct vmst_arena *arena,
                       struct vmst_cert *cert)
{
    struct locations found = {0};

    (void)cert;
    return read_info_access(in, arena, &found);
}

struct point { /* each empty where it is absent */
    struct vmst_der full_name;
    struct vmst_der issuer;
};

/* GeneralNames under an IMPLICIT tag: at least one. */
static int
enter_names(struct vmst_der *in, uint8_t tag, struct vmst_der *names)
{
    TRY(vmst_der_enter(in, tag, names, NULL));
    if (vmst_der_is_empty(names)) {
        return vmst_der_fail(names, "a list of names without a name");
    }
    return VMSTRUST_OK;
}

/*
 * DistributionPointName ::= CHOICE {                       RFC 5280 4.2.1.13
 *     fullName                 [0]  GeneralNames,
 *     nameRelativeToCRLIssuer  [1]  RelativeDistinguishedName }
 */
static int
read_point_name(struct vmst_der *in, struct vmst_der *full_name)
{
    struct vmst_der ignored;

    if (vmst_der_peek(in) == VMST_DER_CONTEXT_CONSTRUCTED(0)) {
        return enter_names(in, VMST_DER_CONTEXT_CONSTRUCTED(0), full_name);
    }
    return vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(1), &ignored, NULL);
}

static int
read_optional_point_name(struct vmst_der *in, struct vmst_der *full_name)
{
    struct vmst_der choice;

    if (vmst_der_peek(in) != VMST_DER_CONTEXT_CONSTRUCTED(0)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(0), &choice, NULL));
    TRY(read_point_name(&choice, full_name));
    return vmst_der_end(&choice);
}

/*
 * DistributionPoint ::= SEQUENCE {                         RFC 5280 4.2.1.13
 *     distributionPoint  [0]  DistributionPointName OPTIONAL,
 *     reasons            [1]  ReasonFlags OPTIONAL,
 *     cRLIssuer          [2]  GeneralNames OPTIONAL }
 */
static int
read_point(struct vmst_der *in, struct point *point)
{
    const uint8_t issuer = VMST_DER_CONTEXT_CONSTRUCTED(2);
    bool has_trailing_zeros = false;
    struct vmst_der fields;
    uint16_t reasons;

    TRY(vmst_der_sequence(in, &fields));
    point->full_name = vmst_der_open_in(vmst_bytes(NULL, 0), in, in->field);
    point->issuer = point->full_name;
    TRY(read_optional_point_name(&fields, &point->full_name));
    if (vmst_der_peek(&fields) == VMST_DER_CONTEXT(1)) {
        TRY(vmst_der_named_bits_lax(&fields, VMST_DER_CONTEXT(1), &reasons,
                                    &has_trailing_zeros));
    }
    if (vmst_der_peek(&fields) == issuer) {
        TRY(enter_names(&fields, issuer, &point->issuer));
    }
    return vmst_der_end(&fields);
}

/* How many names the points have together. */
static int
count_full_names(struct vmst_der points, size_t *total)
{
    *total = 0;
    while (!vmst_der_is_empty(&points)) {
        struct point point;
        size_t count;

        TRY(read_point(&points, &point));
        TRY(vmst_count_elements(&point.full_name, &count));
        *total += count;
    }
    return VMSTRUST_OK;
}

static int
read_points(struct vmst_der *points, struct vmst_arena *arena,
            struct vmst_general_name *list)
{
    size_t count = 0;

    while (!vmst_der_is_empty(points)) {
        struct vmst_general_names issuer;
        struct point point;

        TRY(read_point(points, &point));
        while (!vmst_der_is_empty(&point.full_name)) {
            TRY(vmst_general_name_read(&point.full_name, arena,
                                       VMST_GENERAL_IS_NAME, &list[count++]));
        }
        if (!vmst_der_is_empty(&point.issuer)) {
            TRY(vmst_general_names_read(&point.issuer, arena, &issuer));
        }
    }
    return VMSTRUST_OK;
}

/*
 * CRLDistributionPoints ::=                                RFC 5280 4.2.1.13
 *     SEQUENCE SIZE (1..MAX) OF DistributionPoint
 */
static int
read_distribution(struct vmst_der *in, struct vmst_arena *arena,
                  struct vmst_general_names *names)
{
    struct vmst_general_name *list;
    struct vmst_der points;
    size_t count;

    TRY(vmst_der_sequence(in, &points));
    if (vmst_der_is_empty(&points)) {
        return vmst_der_fail(in, "a list of points without a point");
    }
    TRY(count_full_names(points, &count));
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    TRY(read_points(&points, arena, list));
    *names = (struct vmst_general_names){list, count};
    return VMSTRUST_OK;
}

int
vmst_crl_points_read(struct vmst_der *in, struct vmst_arena *arena,
                     struct vmst_cert *cert)
{
    return read_distribution(in, arena, &cert->crl_points);
}

/* RFC 5280 4.2.1.15: the same syntax. */
int
vmst_freshest_crl_read(struct vmst_der *in, struct vmst_arena *arena,
                       struct vmst_cert *cert)
{
    struct vmst_general_names ignored;

    (void)cert;
    return read_distribution(in, arena, &ignored);
}
