/*
 * RFC 5280 6.1 step by step. The steps that this file leaves out stand
 * elsewhere: 6.1.3 (a) (1) and (4), signature and names, in search.c; (b) and
 * (c), name constraints, in constraint.c; (d) to (f), policies, in policies.c.
 * Floor 2.
 */
#include "path/validate.h"

#include "path/constraint.h"
#include "path/policies.h"
#include "path/profile.h"
#include "path/strength.h"

/* One certificate in its place, and where its findings go. */
struct step {
    const struct vmst_rules *rules;
    const struct vmst_cert *cert;
    int depth;
    struct vmst_findings *findings;
};

static void
add(const struct step *step, vmstrust_finding number, struct vmst_fact expected,
    struct vmst_fact found)
{
    vmst_findings_add(step->findings, step->rules->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = step->depth,
                                            .cert = step->cert,
                                            .expected = expected,
                                            .found = found});
}

static void
add_plain(const struct step *step, vmstrust_finding number)
{
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    add(step, number, none, none);
}

static bool
counts(const struct vmst_rules *rules, uint32_t anchor_field)
{
    return (rules->anchor_fields & anchor_field) != 0;
}

/* RFC 5280 6.1.3 (a) (2): the validity period includes the current time, both
 * ends included (4.1.2.5). `expired` differs for the trusted root, because what
 * to do differs. */
static void
check_time(const struct step *step, vmstrust_finding expired)
{
    const struct vmst_cert *cert = step->cert;
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    if (step->rules->skip_time) {
        return;
    }
    if (step->rules->now > cert->not_after) {
        add(step, expired, none, VMST_FACT_OF_TIME(cert->not_after));
    } else if (step->rules->now < cert->not_before) {
        add(step, VMSTRUST_FINDING_NOT_VALID_YET, none,
            VMST_FACT_OF_TIME(cert->not_before));
    }
}

/* RFC 5280 6.1.4 (o), 6.1.5 (f): a critical extension that is not recognised,
 * or whose information cannot be processed. */
static void
check_critical(const struct step *step)
{
    const struct vmst_cert *cert = step->cert;
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    for (size_t i = 0; i < cert->unknown_count; i++) {
        if (cert->unknown[i].is_critical) {
            add(step, VMSTRUST_FINDING_CRITICAL_EXTENSION_UNKNOWN, none,
                VMST_FACT_OF_OID(cert->unknown[i].oid));
            return;
        }
    }
}

/* Extended key usage, RFC 5280 4.2.1.12, on every certificate that has one.
 * Deviates: RFC 5280 limits only the certificate itself; an intermediate that
 * is limited passes its limit on here, as in every TLS stack. */
static void
check_purpose(const struct step *step)
{
    static const uint8_t server_auth[] = {0x2b, 0x06, 0x01, 0x05,
                                          0x05, 0x07, 0x03, 0x01};
    struct vmst_bytes purpose = step->rules->purpose;
    if (purpose.size == 0 || vmst_cert_allows_purpose(step->cert, purpose)) {
        return;
    }
    bool is_server =
        vmst_bytes_equal(purpose, vmst_bytes(server_auth, sizeof(server_auth)));
    add(step,
        is_server ? VMSTRUST_FINDING_NOT_FOR_SERVER_AUTHENTICATION
                  : VMSTRUST_FINDING_NOT_FOR_THIS_PURPOSE,
        VMST_FACT_OF_OID(purpose), VMST_FACT_OF_CERT(VMST_FACT_PURPOSES));
}

/* RFC 5280 6.1.4 (n). */
static bool
may_sign(const struct vmst_cert *cert)
{
    return !vmst_cert_has(cert, VMST_EXT_KEY_USAGE) ||
           (cert->key_usage & VMST_USAGE_CERT_SIGN) != 0;
}

/* RFC 5280 6.1.4 (k): version 3, basicConstraints present, cA true. */
static bool
is_marked_as_authority(const struct vmst_cert *cert)
{
    return cert->version == 3 && cert->is_authority;
}

/* RFC 5280 6.1.4 (k), (n), (o) for a certificate between anchor and leaf. */
static void
check_intermediate(const struct step *step)
{
    check_time(step, VMSTRUST_FINDING_EXPIRED);
    vmst_strength_check(step->rules, step->cert, step->depth, false,
                        step->findings);
    if (!is_marked_as_authority(step->cert)) {
        add_plain(step, VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA);
    }
    if (!may_sign(step->cert)) {
        add_plain(step, VMSTRUST_FINDING_ISSUER_MAY_NOT_SIGN_CERTIFICATES);
    }
    check_critical(step);
    check_purpose(step);
    vmst_constraints_check_form(step->rules, step->cert, step->depth,
                                step->findings);
    vmst_profile_check(step->rules, step->cert, step->depth,
                       VMST_PLACE_INTERMEDIATE, step->findings);
}

/* An anchor of the caller's own that lacks basicConstraints (v1, or the older
 * script of the vendor) is a lint where the rule set has one for it; a system
 * root, and cA false, never are. Whether that lint is shown is another
 * matter: one that is off makes no CA of less. */
static void
check_anchor_mark(const struct step *step, const struct vmst_anchor *anchor)
{
    const struct vmst_cert *cert = step->cert;
    if (cert->is_authority) {
        return;
    }
    bool is_lint = !vmst_cert_has(cert, VMST_EXT_BASIC_CONSTRAINTS) &&
                   vmst_anchor_is_own(anchor, step->rules->role) &&
                   step->rules->may_lack_anchor_mark;
    add_plain(step, is_lint ? VMSTRUST_FINDING_TRUSTED_ROOT_NOT_MARKED_AS_CA
                            : VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA);
}

/* The anchor as an issuer: RFC 5280 6.1.1 (d) makes it a name and a key;
 * which of its other fields count is the rule set's (RFC 5937 3.2). */
static void
check_anchor(const struct step *step, const struct vmst_anchor *anchor)
{
    const struct vmst_rules *rules = step->rules;
    vmst_strength_check(rules, step->cert, step->depth, true, step->findings);
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_VALIDITY)) {
        check_time(step, VMSTRUST_FINDING_ROOT_EXPIRED);
    }
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_AUTHORITY)) {
        check_anchor_mark(step, anchor);
    }
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_KEY_USAGE) &&
        !may_sign(step->cert)) {
        add_plain(step, VMSTRUST_FINDING_ISSUER_MAY_NOT_SIGN_CERTIFICATES);
    }
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_CRITICAL)) {
        check_critical(step);
    }
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_PURPOSE)) {
        check_purpose(step);
    }
    if (counts(rules, VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS)) {
        vmst_constraints_check_form(rules, step->cert, step->depth,
                                    step->findings);
    }
    vmst_profile_check(rules, step->cert, step->depth, VMST_PLACE_ANCHOR,
                       step->findings);
}

/* RFC 5280 6.1.2 (k), 6.1.4 (l) and (m): how many certificates that are not
 * self-issued may still follow below each CA, the certificate itself not
 * counted. */
static void
check_lengths(const struct vmst_rules *rules, const struct vmst_path *path,
              struct vmst_findings *findings)
{
    uint32_t below = 0; /* not self-issued, between this CA and the leaf */
    for (size_t depth = 1; depth < path->count; depth++) {
        const struct vmst_cert *cert = path->certs[depth];
        bool is_anchor = depth + 1 == path->count;
        bool is_bound =
            cert->has_path_length &&
            (!is_anchor || counts(rules, VMSTRUST_ANCHOR_FIELD_PATH_LENGTH));
        if (is_bound && below > cert->path_length) {
            const struct step step = {rules, cert, (int)depth, findings};
            add(&step, VMSTRUST_FINDING_PATH_TOO_LONG,
                VMST_FACT_OF_NUMBER(cert->path_length),
                VMST_FACT_OF_NUMBER(below));
        }
        below += is_anchor || vmst_cert_is_self_issued(cert) ? 0 : 1;
    }
    if (below > rules->max_intermediates) {
        const struct step step = {rules, path->certs[0], 0, findings};
        add(&step, VMSTRUST_FINDING_PATH_TOO_LONG,
            VMST_FACT_OF_NUMBER(rules->max_intermediates),
            VMST_FACT_OF_NUMBER(below));
    }
}

/* RFC 5280 6.1.3 (b) and (c): the names of every certificate that is not
 * self-issued, and of the last one in any case, by every CA above it; by the
 * anchor where its constraints count (6.1.2 (b) and (c), RFC 5937 3.2). */
static void
check_constraints(const struct vmst_rules *rules, const struct vmst_path *path,
                  struct vmst_budget *budget, struct vmst_findings *findings)
{
    size_t above_end = path->count;
    if (!counts(rules, VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS)) {
        above_end--;
    }
    for (size_t depth = 0; depth + 1 < path->count; depth++) {
        const struct vmst_cert *cert = path->certs[depth];
        if (depth > 0 && vmst_cert_is_self_issued(cert)) {
            continue;
        }
        struct vmst_bytes name =
            depth == 0 ? rules->common_name : vmst_bytes(NULL, 0);
        for (size_t above = depth + 1; above < above_end; above++) {
            vmst_constraints_check(rules, path->certs[above], cert, (int)depth,
                                   name, budget, findings);
        }
    }
}

/* A certificate that outlives a CA above it stops working before its date. */
static void
check_outliving(const struct vmst_rules *rules, const struct vmst_path *path,
                struct vmst_findings *findings)
{
    const struct vmst_cert *leaf = path->certs[0];
    const struct vmst_cert *first = leaf;
    for (size_t depth = 1; depth < path->count; depth++) {
        if (path->certs[depth]->not_after < first->not_after) {
            first = path->certs[depth];
        }
    }
    if (first != leaf) {
        const struct step step = {rules, leaf, 0, findings};
        add(&step, VMSTRUST_FINDING_OUTLIVES_ITS_CA,
            VMST_FACT_OF_TIME(first->not_after),
            VMST_FACT_OF_TIME(leaf->not_after));
    }
}

void
vmst_validate_leaf(const struct vmst_rules *rules, const struct vmst_cert *leaf,
                   bool is_itself_trusted, struct vmst_findings *findings)
{
    const struct step step = {rules, leaf, 0, findings};
    check_time(&step, VMSTRUST_FINDING_EXPIRED);
    vmst_strength_check(rules, leaf, 0, is_itself_trusted, findings);
    check_critical(&step);
    check_purpose(&step);
    if (rules->is_for_authority) {
        if (!is_marked_as_authority(leaf)) {
            add_plain(&step, VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA);
        }
        if (!may_sign(leaf)) {
            add_plain(&step, VMSTRUST_FINDING_ISSUER_MAY_NOT_SIGN_CERTIFICATES);
        }
    }
    vmst_profile_check(rules, leaf, 0, rules->leaf_place, findings);
}

/* The CN may stand for a DNS name only under an anchor of the caller's own:
 * a public CA proved DNS names, not what a CN says. */
static void
check_common_name(const struct vmst_rules *rules, const struct vmst_path *path,
                  struct vmst_findings *findings)
{
    if (rules->common_name.size > 0 &&
        !vmst_anchor_is_own(path->anchor, rules->role)) {
        const struct step step = {rules, path->certs[0], 0, findings};
        add(&step, VMSTRUST_FINDING_HOST_NAME_NOT_IN_CERTIFICATE,
            (struct vmst_fact){.kind = VMST_FACT_NONE},
            VMST_FACT_OF_CERT(VMST_FACT_NAMES));
    }
}

void
vmst_validate(const struct vmst_rules *rules, struct vmst_path *path,
              struct vmst_policy_scratch *scratch, struct vmst_budget *budget,
              struct vmst_findings *findings)
{
    size_t last = path->count - 1;
    vmst_validate_leaf(rules, path->certs[0], last == 0, findings);
    for (size_t depth = 1; depth <= last; depth++) {
        const struct step step = {rules, path->certs[depth], (int)depth,
                                  findings};
        if (depth < last) {
            check_intermediate(&step);
        } else {
            check_anchor(&step, path->anchor);
        }
    }
    check_lengths(rules, path, findings);
    check_constraints(rules, path, budget, findings);
    vmst_policies_check(rules, path, scratch, budget, findings);
    check_outliving(rules, path, findings);
    check_common_name(rules, path, findings);
}

bool
vmst_is_fit_to_issue(const struct vmst_rules *rules,
                     const struct vmst_cert *cert)
{
    bool is_in_time = rules->skip_time || (rules->now >= cert->not_before &&
                                           rules->now <= cert->not_after);
    return is_in_time && is_marked_as_authority(cert) && may_sign(cert) &&
           cert->key.is_reasonable;
}
