/*
 * The names of a server certificate. Floor 3.
 */
#include "role/leaf.h"

#include "cert/dns.h"
#include "role/suffix.h"

static void
add(struct vmst_findings *findings, const struct vmst_rules *rules,
    vmstrust_finding number, const struct vmst_cert *leaf,
    struct vmst_fact expected, struct vmst_fact found)
{
    vmst_findings_add(findings, rules->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = 0,
                                            .cert = leaf,
                                            .expected = expected,
                                            .found = found});
}

/* RFC 9525 6.6: what is not in the certificate is refused. */
vmstrust_match
vmst_leaf_check_host(const struct vmst_rules *rules,
                     const struct vmst_host *host, const struct vmst_cert *leaf,
                     bool has_cn_fallback, struct vmst_bytes *common_name,
                     struct vmst_findings *findings)
{
    struct vmst_host_match match;
    *common_name = vmst_bytes(NULL, 0);
    vmst_host_match(host, leaf, &match);
    if (match.matched != VMSTRUST_MATCH_NONE) {
        return match.matched;
    }
    /* architecture.md 6: no dNSName and no iPAddress, one CN that is a name. */
    if (has_cn_fallback && vmst_host_is_common_name(host, leaf)) {
        (void)vmst_host_common_name(leaf, common_name);
        add(findings, rules, VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT, leaf,
            VMST_FACT_OF_CERT(VMST_FACT_HOST),
            VMST_FACT_OF_FOREIGN(*common_name));
        return VMSTRUST_MATCH_SUBJECT_CN;
    }
    add(findings, rules,
        host->kind == VMST_HOST_IP
            ? VMSTRUST_FINDING_IP_ADDRESS_NOT_IN_CERTIFICATE
            : VMSTRUST_FINDING_HOST_NAME_NOT_IN_CERTIFICATE,
        leaf, VMST_FACT_OF_CERT(VMST_FACT_HOST),
        VMST_FACT_OF_CERT(VMST_FACT_NAMES));
    return VMSTRUST_MATCH_NONE;
}

void
vmst_leaf_check_required(const struct vmst_rules *rules,
                         const struct vmst_host *required, size_t count,
                         const struct vmst_cert *leaf,
                         struct vmst_findings *findings)
{
    for (size_t i = 0; i < count; i++) {
        struct vmst_host_match match;
        vmst_host_match(&required[i], leaf, &match);
        if (match.matched == VMSTRUST_MATCH_NONE) {
            add(findings, rules,
                VMSTRUST_FINDING_REQUIRED_NAME_NOT_IN_CERTIFICATE, leaf,
                VMST_FACT_OF_LITERAL(required[i].text),
                VMST_FACT_OF_CERT(VMST_FACT_NAMES));
        }
    }
}

static bool
is_address_of(const struct vmst_cert *leaf, struct vmst_bytes text)
{
    for (size_t i = 0; i < leaf->alt_names.count; i++) {
        const struct vmst_general_name *name = &leaf->alt_names.list[i];
        char address[VMST_ADDRESS_TEXT];
        if (name->kind == VMST_GENERAL_IP &&
            vmst_bytes_equal(
                vmst_bytes_of(vmst_address_show(name->value, address)), text)) {
            return true;
        }
    }
    return false;
}

/* True where there is no DNS name to compare with. */
static bool
is_dns_name_of(const struct vmst_cert *leaf, struct vmst_bytes text)
{
    bool has_dns_name = false;
    for (size_t i = 0; i < leaf->alt_names.count; i++) {
        const struct vmst_general_name *name = &leaf->alt_names.list[i];
        if (name->kind != VMST_GENERAL_DNS) {
            continue;
        }
        has_dns_name = true;
        if (vmst_bytes_equal(name->value, text) ||
            (vmst_dns_is_wildcard(name->value) &&
             vmst_bytes_equal(vmst_dns_parent(name->value), text))) {
            return true;
        }
    }
    return !has_dns_name;
}

/* CA/Browser Forum BR 7.1.4.3: a CN is one of the names, character for
 * character; an address as RFC 5952 writes it.
 * Deviates: the domain of a wildcard passes beside it, and a DNS name beside
 * addresses alone, as CAs of the Web have issued them. */
static bool
has_common_name_in_names(const struct vmst_cert *leaf)
{
    struct vmst_bytes name = leaf->subject.common_name;
    if (leaf->subject.common_name_count == 0) {
        return true;
    }
    return vmst_dns_looks_like_address(name) ? is_address_of(leaf, name)
                                             : is_dns_name_of(leaf, name);
}

static bool
is_shown(const struct vmst_rules *rules, vmstrust_finding finding)
{
    return rules->severities->severity[finding] != VMSTRUST_SEVERITY_OFF;
}

static void
check_suffixes(const struct vmst_rules *rules, const struct vmst_cert *leaf,
               struct vmst_findings *findings)
{
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    if (!is_shown(rules, VMSTRUST_FINDING_WILDCARD_BELOW_PUBLIC_SUFFIX) &&
        !is_shown(rules, VMSTRUST_FINDING_PUBLIC_SUFFIX_NOT_JUDGED)) {
        return; /* the list of suffixes is asked for each name */
    }
    for (size_t i = 0; i < leaf->alt_names.count; i++) {
        const struct vmst_general_name *name = &leaf->alt_names.list[i];
        if (name->kind != VMST_GENERAL_DNS) {
            continue;
        }
        switch (vmst_suffix_has_wildcard_below(name->value)) {
        case VMST_SUFFIX_NO:
            break;
        case VMST_SUFFIX_YES:
            add(findings, rules, VMSTRUST_FINDING_WILDCARD_BELOW_PUBLIC_SUFFIX,
                leaf, none, VMST_FACT_OF_GENERAL(name));
            return;
        case VMST_SUFFIX_NOT_JUDGED:
            add(findings, rules, VMSTRUST_FINDING_PUBLIC_SUFFIX_NOT_JUDGED,
                leaf, none, VMST_FACT_OF_GENERAL(name));
            return;
        }
    }
}

void
vmst_leaf_check_names(const struct vmst_rules *rules,
                      const struct vmst_cert *leaf,
                      struct vmst_findings *findings)
{
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    const struct vmst_fact names = VMST_FACT_OF_CERT(VMST_FACT_NAMES);
    const struct vmst_host nobody = {.kind = VMST_HOST_NONE};
    struct vmst_host_match match;
    vmst_host_match(&nobody, leaf, &match);
    if (match.has_short_name && !match.has_full_name) {
        add(findings, rules, VMSTRUST_FINDING_SHORT_NAME_ONLY, leaf, none,
            names);
    }
    if (match.has_full_name && !match.has_short_name) {
        add(findings, rules, VMSTRUST_FINDING_FULL_NAME_ONLY, leaf, none,
            names);
    }
    if (!has_common_name_in_names(leaf)) {
        add(findings, rules, VMSTRUST_FINDING_COMMON_NAME_NOT_IN_NAMES, leaf,
            names, VMST_FACT_OF_FOREIGN(leaf->subject.common_name));
    }
    check_suffixes(rules, leaf, findings);
}
