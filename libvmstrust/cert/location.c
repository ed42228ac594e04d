/*
 * Where more is to be had: issuers, OCSP. Printed and never fetched, so
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
