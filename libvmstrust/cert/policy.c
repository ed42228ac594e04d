/*
 * Certificate policies and what limits them. Qualifiers are checked for their
 * form and not kept: nothing is decided by them. Floor 1.
 */
#include "cert/read.h"
#include "limits.h"

/*
 * PolicyQualifierInfo ::= SEQUENCE {                       RFC 5280 4.2.1.4
 *     policyQualifierId  OBJECT IDENTIFIER,
 *     qualifier          ANY DEFINED BY policyQualifierId }
 */
static int
check_qualifier(struct vmst_der *in)
{
    struct vmst_der fields;
    struct vmst_bytes contents;
    uint8_t tag;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &contents));
    TRY(vmst_der_any(&fields, &tag, &contents, NULL));
    return vmst_der_end(&fields);
}

/*
 * PolicyInformation ::= SEQUENCE {                         RFC 5280 4.2.1.4
 *     policyIdentifier  OBJECT IDENTIFIER,
 *     policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo
 *                       OPTIONAL }
 */
static int
read_policy(struct vmst_der *in, struct vmst_bytes *policy)
{
    struct vmst_der fields;
    struct vmst_der qualifiers;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, policy));
    if (!vmst_der_is_empty(&fields)) {
        TRY(vmst_der_sequence(&fields, &qualifiers));
        do {
            TRY(check_qualifier(&qualifiers));
        } while (!vmst_der_is_empty(&qualifiers));
    }
    return vmst_der_end(&fields);
}

/* The elements of a list of policies, of which there is at least one. */
static int
count_policies(const struct vmst_der *in, size_t *count)
{
    TRY(vmst_count_elements(in, count));
    if (*count == 0) {
        return vmst_der_fail(in, "a list of policies without a policy");
    }
    if (*count > VMST_LIMIT_POLICIES) {
        return vmst_der_fail(in, "too many policies");
    }
    return VMSTRUST_OK;
}

static bool
is_in(const struct vmst_bytes *list, size_t count, struct vmst_bytes oid)
{
    for (size_t i = 0; i < count; i++) {
        if (vmst_bytes_equal(list[i], oid)) {
            return true;
        }
    }
    return false;
}

/*
 * certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
 *                                                          RFC 5280 4.2.1.4
 * "A certificate policy OID MUST NOT appear more than once".
 */
int
vmst_policies_read(struct vmst_der *in, struct vmst_arena *arena,
                   struct vmst_cert *cert)
{
    struct vmst_der policies;
    struct vmst_bytes *list;
    size_t count;

    TRY(vmst_der_sequence(in, &policies));
    TRY(count_policies(&policies, &count));
    list = vmst_arena_take(arena, count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        struct vmst_der before = policies;

        TRY(read_policy(&policies, &list[i]));
        if (is_in(list, i, list[i])) {
            return vmst_der_fail(&before, "a policy that is there twice");
        }
    }
    cert->policies = (struct vmst_oids){list, count};
    return VMSTRUST_OK;
}

/*
 * SEQUENCE {                                               RFC 5280 4.2.1.5
 *     issuerDomainPolicy   OBJECT IDENTIFIER,
 *     subjectDomainPolicy  OBJECT IDENTIFIER }
 */
static int
read_mapping(struct vmst_der *in, struct vmst_bytes *issuer,
             struct vmst_bytes *subject)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, issuer));
    TRY(vmst_der_oid(&fields, subject));
    return vmst_der_end(&fields);
}

/*
 * PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { … }
 *                                                          RFC 5280 4.2.1.5
 */
int
vmst_policy_mappings_read(struct vmst_der *in, struct vmst_arena *arena,
                          struct vmst_cert *cert)
{
    struct vmst_der mappings;
    struct vmst_bytes *list; /* all issuers, then all subjects */
    size_t count;

    TRY(vmst_der_sequence(in, &mappings));
    TRY(count_policies(&mappings, &count));
    list = vmst_arena_take(arena, 2 * count, sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(in->note);
    }
    for (size_t i = 0; i < count; i++) {
        TRY(read_mapping(&mappings, &list[i], &list[count + i]));
    }
    cert->mapping_issuer = (struct vmst_oids){list, count};
    cert->mapping_subject = (struct vmst_oids){list + count, count};
    return VMSTRUST_OK;
}

static int
read_skip_certs(struct vmst_der *in, uint8_t tag, bool *present,
                uint32_t *value)
{
    *present = vmst_der_peek(in) == tag;
    return *present ? vmst_der_size_as(in, tag, value) : VMSTRUST_OK;
}

/*
 * PolicyConstraints ::= SEQUENCE {                         RFC 5280 4.2.1.11
 *     requireExplicitPolicy  [0]  SkipCerts OPTIONAL,
 *     inhibitPolicyMapping   [1]  SkipCerts OPTIONAL }
 */
int
vmst_policy_constraints_read(struct vmst_der *in, struct vmst_arena *arena,
                             struct vmst_cert *cert)
{
    struct vmst_der fields;

    (void)arena;
    TRY(vmst_der_sequence(in, &fields));
    TRY(read_skip_certs(&fields, VMST_DER_CONTEXT(0),
                        &cert->has_require_explicit, &cert->require_explicit));
    TRY(read_skip_certs(&fields, VMST_DER_CONTEXT(1),
                        &cert->has_inhibit_mapping, &cert->inhibit_mapping));
    return vmst_der_end(&fields);
}

/*
 * InhibitAnyPolicy ::= SkipCerts                           RFC 5280 4.2.1.14
 * SkipCerts ::= INTEGER (0..MAX)
 */
int
vmst_inhibit_any_policy_read(struct vmst_der *in, struct vmst_arena *arena,
                             struct vmst_cert *cert)
{
    (void)arena;
    return vmst_der_size(in, &cert->inhibit_any);
}
