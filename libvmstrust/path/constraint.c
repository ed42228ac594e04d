/*
 * Name constraints. Rather than intersecting subtrees on the way down, each
 * name is held against the subtrees of each CA above it: the same answer
 * (RFC 5280 6.1.4 (g) intersects permitted and unites excluded subtrees), and
 * the finding can say which CA forbids. Floor 2.
 */
#include "path/constraint.h"

#include "cert/subtree.h"

/* RFC 5280 6.1.3 (b): is the name in one of the permitted subtrees of its kind?
 * With none of its kind it is not restricted (4.2.1.10). */
static bool
is_permitted(const struct vmst_subtrees *permitted,
             const struct vmst_general_name *name)
{
    bool is_restricted = false;
    for (size_t i = 0; i < permitted->count; i++) {
        const struct vmst_general_name *base = &permitted->list[i].base;
        if (base->kind != name->kind) {
            continue;
        }
        is_restricted = true;
        if (vmst_general_name_permitted(name, base) == VMST_FIT_WITHIN) {
            return true;
        }
    }
    return !is_restricted;
}

/* RFC 5280 6.1.3 (c): is the name in an excluded subtree, or can nobody tell?
 * "either process the constraint or reject the certificate" (4.2.1.10). */
static bool
is_excluded(const struct vmst_subtrees *excluded,
            const struct vmst_general_name *name)
{
    for (size_t i = 0; i < excluded->count; i++) {
        const struct vmst_general_name *base = &excluded->list[i].base;
        if (base->kind == name->kind &&
            vmst_general_name_excluded(name, base) != VMST_FIT_OUTSIDE) {
            return true;
        }
    }
    return false;
}

bool
vmst_constraints_permit(const struct vmst_cert *authority,
                        const struct vmst_general_name *name)
{
    return is_permitted(&authority->permitted, name) &&
           !is_excluded(&authority->excluded, name);
}

struct check { /* what one call of vmst_constraints_check goes by */
    const struct vmst_rules *rules;
    const struct vmst_cert *authority;
    const struct vmst_cert *cert;
    int depth;
    struct vmst_budget *budget;
    struct vmst_findings *findings;
};

static size_t
size_of(const struct vmst_subtrees *subtrees)
{
    size_t size = 0;
    for (size_t i = 0; i < subtrees->count; i++) {
        size += subtrees->list[i].base.value.size;
    }
    return size;
}

/* One unit for each comparison, and one for each VMST_CONSTRAINT_UNIT bytes
 * that they read between them: the name as often as there are subtrees, and
 * every base. */
static bool
may_compare(const struct check *check, const struct vmst_general_name *name)
{
    const struct vmst_cert *authority = check->authority;
    uint64_t count = authority->permitted.count + authority->excluded.count;
    uint64_t bytes = count * name->value.size + size_of(&authority->permitted) +
                     size_of(&authority->excluded);
    uint64_t units = count + bytes / VMST_CONSTRAINT_UNIT;
    return vmst_budget_spend(check->budget, &check->budget->constraints,
                             units < UINT32_MAX ? (uint32_t)units : UINT32_MAX,
                             "name constraints");
}

/* RFC 5280 6.1.4 (g), by one CA at a time. False: the name is refused, or the
 * budget is spent; no other is judged. */
static bool
check_name(const struct check *check, const struct vmst_general_name *name,
           struct vmst_fact found)
{
    if (!may_compare(check, name)) {
        return false;
    }
    if (vmst_constraints_permit(check->authority, name)) {
        return true;
    }
    vmst_findings_add(
        check->findings, check->rules->severities,
        (struct vmst_finding){
            .number = VMSTRUST_FINDING_NAME_NOT_PERMITTED_BY_CA,
            .depth = check->depth,
            .cert = check->cert,
            .expected = VMST_FACT_OF_NAME(&check->authority->subject),
            .found = found});
    return false;
}

static bool
check_names(const struct check *check, const struct vmst_general_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct vmst_general_name *name = &names->list[i];
        if (!check_name(check, name, VMST_FACT_OF_GENERAL(name))) {
            return false;
        }
    }
    return true;
}

static bool
has_email(const struct vmst_general_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind == VMST_GENERAL_EMAIL) {
            return true;
        }
    }
    return false;
}

/* The subject, if it is not empty, as a directoryName (6.1.3 (b)), and its
 * emailAddress attributes where the alternative names have no rfc822Name.
 * Deviates: 4.2.1.10 asks only where there are no alternative names at all; an
 * address that stands nowhere else is believed all the same. */
static bool
check_subject(const struct check *check)
{
    const struct vmst_name *subject = &check->cert->subject;
    struct vmst_general_name name = {VMST_GENERAL_DIRECTORY, subject->der,
                                     subject};
    if (subject->rdn_count > 0 &&
        !check_name(check, &name, VMST_FACT_OF_NAME(subject))) {
        return false;
    }
    return has_email(&check->cert->alt_names) ||
           check_names(check, &check->cert->subject_emails);
}

void
vmst_constraints_check(const struct vmst_rules *rules,
                       const struct vmst_cert *authority,
                       const struct vmst_cert *cert, int depth,
                       struct vmst_bytes common_name,
                       struct vmst_budget *budget,
                       struct vmst_findings *findings)
{
    if (!vmst_cert_has(authority, VMST_EXT_NAME_CONSTRAINTS)) {
        return;
    }
    const struct check check = {rules, authority, cert,
                                depth, budget,    findings};
    struct vmst_general_name name = {VMST_GENERAL_DNS, common_name, NULL};
    if (common_name.size > 0 &&
        !check_name(&check, &name, VMST_FACT_OF_FOREIGN(common_name))) {
        return;
    }
    if (check_subject(&check)) {
        check_names(&check, &cert->alt_names);
    }
}

static const struct vmst_general_name *
find_invalid(const struct vmst_subtrees *subtrees)
{
    for (size_t i = 0; i < subtrees->count; i++) {
        if (!vmst_subtree_base_is_valid(&subtrees->list[i].base)) {
            return &subtrees->list[i].base;
        }
    }
    return NULL;
}

void
vmst_constraints_check_form(const struct vmst_rules *rules,
                            const struct vmst_cert *authority, int depth,
                            struct vmst_findings *findings)
{
    const struct vmst_general_name *invalid =
        find_invalid(&authority->permitted);
    if (invalid == NULL) {
        invalid = find_invalid(&authority->excluded);
    }
    struct vmst_finding finding = {.depth = depth, .cert = authority};
    if (invalid != NULL) {
        finding.number = VMSTRUST_FINDING_MALFORMED;
        finding.found = VMST_FACT_OF_GENERAL(invalid);
        finding.expected = VMST_FACT_OF_LITERAL("a valid name constraint");
    } else if (authority->has_subtree_bounds) {
        /* RFC 5280 4.2.1.10: minimum MUST be zero, maximum MUST be absent,
         * else process it or reject. */
        finding.number = VMSTRUST_FINDING_CRITICAL_EXTENSION_UNKNOWN;
        finding.found = VMST_FACT_OF_LITERAL(
            "name constraints with a minimum or a maximum");
    } else {
        return;
    }
    vmst_findings_add(findings, rules->severities, finding);
}
