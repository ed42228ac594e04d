/*
 * Distribution points and reasons. A name relative to the issuer is written
 * out here, so that above there is one kind of name to compare. Floor 1.
 */
#include "cert/distribution.h"

#include "cert/read.h"
#include "limits.h"

const char *
vmst_reason_name(enum vmst_reason reason)
{
    switch (reason) {
    case VMST_REASON_UNSPECIFIED:
        break;
    case VMST_REASON_KEY_COMPROMISE:
        return "keyCompromise";
    case VMST_REASON_CA_COMPROMISE:
        return "cACompromise";
    case VMST_REASON_AFFILIATION_CHANGED:
        return "affiliationChanged";
    case VMST_REASON_SUPERSEDED:
        return "superseded";
    case VMST_REASON_CESSATION_OF_OPERATION:
        return "cessationOfOperation";
    case VMST_REASON_CERTIFICATE_HOLD:
        return "certificateHold";
    case VMST_REASON_REMOVE_FROM_CRL:
        return "removeFromCRL";
    case VMST_REASON_PRIVILEGE_WITHDRAWN:
        return "privilegeWithdrawn";
    case VMST_REASON_AA_COMPROMISE:
        return "aACompromise";
    }
    return "unspecified";
}

/*
 * CRLReason ::= ENUMERATED { … }                           RFC 5280 5.3.1
 *
 * Deviates: a code that is not defined is read as unspecified, since the
 * certificate is revoked all the same.
 */
int
vmst_reason_read(struct vmst_der *in, enum vmst_reason *reason)
{
    uint32_t code;

    TRY(vmst_der_size_as(in, VMST_DER_ENUMERATED, &code));
    *reason = code == 7 || code > VMST_REASON_AA_COMPROMISE
                  ? VMST_REASON_UNSPECIFIED
                  : (enum vmst_reason)code;
    return VMSTRUST_OK;
}

/*
 * ReasonFlags ::= BIT STRING { … }                         RFC 5280 4.2.1.13
 *
 * Deviates: zeros at the end are read, as of keyUsage.
 */
int
vmst_reason_flags_read(struct vmst_der *in, uint8_t tag,
                       bool *has_loose_encoding, bool *present,
                       uint16_t *reasons)
{
    *reasons = VMST_REASONS_ALL;
    *present = vmst_der_peek(in) == tag;
    if (!*present) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_named_bits_lax(in, tag, reasons, has_loose_encoding));
    *reasons &= VMST_REASONS_ALL;
    return VMSTRUST_OK;
}

/* --- Names ---------------------------------------------------------------- */

/* GeneralNames under an IMPLICIT tag: at least one, and few, because all of
 * them are compared with all of another list. */
static int
read_names(struct vmst_der *in, uint8_t tag, struct vmst_arena *arena,
           struct vmst_general_names *names)
{
    struct vmst_der inside;
    size_t count;

    TRY(vmst_der_enter(in, tag, &inside, NULL));
    TRY(vmst_count_elements(&inside, &count));
    if (count > VMST_LIMIT_POINT_NAMES) {
        return vmst_der_fail(in, "too many names of one point");
    }
    return vmst_general_names_read(&inside, arena, names);
}

/* Tag and length, minimal; how many bytes they took. */
#define HEADER_SIZE 6

static size_t
put_header(uint8_t out[HEADER_SIZE], uint8_t tag, size_t size)
{
    size_t digits = 0;

    out[0] = tag;
    if (size < 0x80) {
        out[1] = (uint8_t)size;
        return 2;
    }
    for (size_t rest = size; rest != 0; rest >>= 8) {
        digits++;
    }
    out[1] = (uint8_t)(0x80 | digits);
    for (size_t i = 0; i < digits; i++) {
        out[2 + i] = (uint8_t)(size >> 8 * (digits - 1 - i));
    }
    return 2 + digits;
}

/* SEQUENCE { the RDNs of the issuer, SET { the attributes } } */
static int
write_relative(const struct vmst_name *issuer, struct vmst_bytes attributes,
               struct vmst_arena *arena, struct vmst_bytes *der)
{
    struct vmst_der in = vmst_der_open(issuer->der, NULL, NULL);
    uint8_t name[HEADER_SIZE];
    uint8_t rdn[HEADER_SIZE];
    struct vmst_bytes above;
    uint8_t *out;

    TRY(vmst_der_element(&in, VMST_DER_SEQUENCE, &above));
    size_t rdn_size = put_header(rdn, VMST_DER_SET, attributes.size);
    size_t inside = above.size + rdn_size + attributes.size;
    size_t name_size = put_header(name, VMST_DER_SEQUENCE, inside);
    out = vmst_arena_take(arena, 1, name_size + inside);
    if (out == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    *der = vmst_bytes(out, name_size + inside);
    memcpy(out, name, name_size);
    memcpy(out + name_size, above.data, above.size);
    memcpy(out + name_size + above.size, rdn, rdn_size);
    memcpy(out + der->size - attributes.size, attributes.data, attributes.size);
    return VMSTRUST_OK;
}

/*
 * RelativeDistinguishedName ::=                            RFC 5280 4.1.2.4
 *     SET SIZE (1..MAX) OF AttributeTypeAndValue
 *
 * "Appended to the X.500 distinguished name of the CRL issuer" (4.2.1.13).
 */
static int
resolve(const struct vmst_der *at, struct vmst_bytes attributes,
        const struct vmst_name *issuer, struct vmst_arena *arena,
        struct vmst_general_names *names)
{
    struct vmst_general_name *full;
    struct vmst_name *directory;
    struct vmst_bytes der;
    struct vmst_der in;

    if (attributes.size == 0 ||
        attributes.size + issuer->der.size > VMST_LIMIT_RELATIVE_NAME) {
        return vmst_der_fail(at, "a relative name that is empty or too long");
    }
    full = vmst_arena_take(arena, 1, sizeof *full);
    directory = vmst_arena_take(arena, 1, sizeof *directory);
    if (full == NULL || directory == NULL ||
        write_relative(issuer, attributes, arena, &der) != VMSTRUST_OK) {
        return vmst_fail_memory(at->note);
    }
    in = vmst_der_open(der, NULL, NULL);
    switch (vmst_name_read(&in, arena, directory)) {
    case VMSTRUST_OK:
        break;
    case VMSTRUST_E_MEMORY:
        return vmst_fail_memory(at->note);
    default:
        return vmst_der_fail(at, "a relative name that is no name");
    }
    *full = (struct vmst_general_name){VMST_GENERAL_DIRECTORY, der, directory};
    *names = (struct vmst_general_names){full, 1};
    return VMSTRUST_OK;
}

struct point_name { /* one of the two, once present */
    bool is_present;
    bool is_relative;
    struct vmst_general_names names;
    struct vmst_bytes attributes;
};

/*
 * DistributionPointName ::= CHOICE {                       RFC 5280 4.2.1.13
 *     fullName                 [0]  GeneralNames,
 *     nameRelativeToCRLIssuer  [1]  RelativeDistinguishedName }
 *
 * Under [0] EXPLICIT, since it is a CHOICE; OPTIONAL.
 */
static int
read_point_name(struct vmst_der *in, struct vmst_arena *arena,
                struct point_name *name)
{
    const uint8_t full = VMST_DER_CONTEXT_CONSTRUCTED(0);
    const uint8_t relative = VMST_DER_CONTEXT_CONSTRUCTED(1);
    struct vmst_der choice;

    *name = (struct point_name){0};
    name->is_present = vmst_der_peek(in) == VMST_DER_CONTEXT_CONSTRUCTED(0);
    if (!name->is_present) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(0), &choice, NULL));
    name->is_relative = vmst_der_peek(&choice) == relative;
    if (name->is_relative) {
        TRY(vmst_der_element(&choice, relative, &name->attributes));
    } else {
        TRY(read_names(&choice, full, arena, &name->names));
    }
    return vmst_der_end(&choice);
}

int
vmst_point_names_read(struct vmst_der *in, struct vmst_arena *arena,
                      const struct vmst_name *issuer, bool *present,
                      struct vmst_general_names *names)
{
    struct vmst_der before = *in;
    struct point_name name;

    TRY(read_point_name(in, arena, &name));
    *present = name.is_present;
    *names = name.names;
    return name.is_relative
               ? resolve(&before, name.attributes, issuer, arena, names)
               : VMSTRUST_OK;
}

/* --- Points --------------------------------------------------------------- */

/* The directory name under which a relative name stands. */
static const struct vmst_name *
crl_issuer_of(const struct vmst_distribution_point *point,
              const struct vmst_name *issuer)
{
    const struct vmst_general_names *names = &point->crl_issuer;

    return names->count == 1 && names->list[0].kind == VMST_GENERAL_DIRECTORY
               ? names->list[0].directory
               : issuer;
}

/*
 * DistributionPoint ::= SEQUENCE {                         RFC 5280 4.2.1.13
 *     distributionPoint  [0]  DistributionPointName OPTIONAL,
 *     reasons            [1]  ReasonFlags OPTIONAL,
 *     cRLIssuer          [2]  GeneralNames OPTIONAL }
 */
static int
read_point(struct vmst_der *in, struct vmst_arena *arena,
           const struct vmst_name *issuer, bool *has_loose_encoding,
           struct vmst_distribution_point *point)
{
    const uint8_t crl_issuer = VMST_DER_CONTEXT_CONSTRUCTED(2);
    struct vmst_der before = *in;
    struct point_name name;
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(read_point_name(&fields, arena, &name));
    TRY(vmst_reason_flags_read(&fields, VMST_DER_CONTEXT(1), has_loose_encoding,
                               &point->has_reasons, &point->reasons));
    point->has_crl_issuer = vmst_der_peek(&fields) == crl_issuer;
    if (point->has_crl_issuer) {
        TRY(read_names(&fields, crl_issuer, arena, &point->crl_issuer));
    }
    TRY(vmst_der_end(&fields));
    point->has_names = name.is_present;
    point->names = name.names;
    return name.is_relative
               ? resolve(&before, name.attributes, crl_issuer_of(point, issuer),
                         arena, &point->names)
               : VMSTRUST_OK;
}

/*
 * CRLDistributionPoints ::=                                RFC 5280 4.2.1.13
 *     SEQUENCE SIZE (1..MAX) OF DistributionPoint
 */
int
vmst_distribution_points_read(struct vmst_der *in, struct vmst_arena *arena,
                              const struct vmst_name *issuer,
                              bool *has_loose_encoding,
                              struct vmst_distribution_points *points)
{
    struct vmst_distribution_point *list;
    struct vmst_der inside;
    size_t count;

    TRY(vmst_der_sequence(in, &inside));
    TRY(vmst_count_elements(&inside, &count));
    if (count == 0) {
        return vmst_der_fail(in, "a list of points without a point");
    }
    if (count > VMST_LIMIT_DISTRIBUTION_POINTS) {
        return vmst_der_fail(in, "too many distribution points");
    }
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(read_point(&inside, arena, issuer, has_loose_encoding, &list[i]));
    }
    *points = (struct vmst_distribution_points){list, count};
    return VMSTRUST_OK;
}
