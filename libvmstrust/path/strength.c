/*
 * Strength: tables of the least size of a key and of the hashes that can be
 * forged. NIST SP 800-57 part 1 rev. 5, table 2 (112 bits), SP 800-131A rev. 2
 * sections 3 and 9. Floor 2.
 */
#include "path/strength.h"

static const struct {
    enum vmst_key_algorithm kind;
    uint32_t least;
    const char *text;
} least_sizes[] = {
    /* 2048 bits: SP 800-57 table 2; the seeds' RSA, domain.md X8. */
    {VMST_KEY_RSA, 2048, "RSA 2048"},
    {VMST_KEY_RSA_PSS, 2048, "RSA 2048"},
    {VMST_KEY_DSA, 2048, "DSA 2048"},
    {VMST_KEY_EC_OTHER, 224, "ECDSA with 224 bits"},
};

/* SHA-1 collides (SP 800-131A rev. 2, table 8), MD5 and MD2 did before. */
static bool
is_forgeable(enum vmst_hash hash)
{
    return hash == VMST_HASH_MD2 || hash == VMST_HASH_MD5 ||
           hash == VMST_HASH_SHA1;
}

bool
vmst_strength_allows(const struct vmst_rules *rules, enum vmst_hash hash)
{
    return rules->allow_weak || !is_forgeable(hash);
}

/* The text of the least size that the key falls short of, or NULL. */
static const char *
too_small_for(const struct vmst_key *key)
{
    for (size_t i = 0; i < VMST_COUNT(least_sizes); i++) {
        if (least_sizes[i].kind == key->kind &&
            key->size < least_sizes[i].least) {
            return least_sizes[i].text;
        }
    }
    return NULL;
}

static void
check_key(const struct vmst_rules *rules, const struct vmst_cert *cert,
          int depth, struct vmst_findings *findings)
{
    struct vmst_finding finding = {
        .depth = depth, .cert = cert, .found = VMST_FACT_OF_KEY(&cert->key)};
    const char *least = too_small_for(&cert->key);
    if (!cert->key.is_reasonable) {
        finding.number = VMSTRUST_FINDING_KEY_UNREASONABLE;
    } else if (cert->key.kind == VMST_KEY_UNKNOWN ||
               cert->key.is_explicit_curve) {
        /* RFC 5480 2.1.1: specifiedCurve MUST NOT be used. */
        finding.number = VMSTRUST_FINDING_ALGORITHM_UNKNOWN;
    } else if (least != NULL && !rules->allow_weak) {
        finding.number = VMSTRUST_FINDING_KEY_OR_SIGNATURE_TOO_WEAK;
        finding.expected = VMST_FACT_OF_LITERAL(least);
    } else {
        return;
    }
    vmst_findings_add(findings, rules->severities, finding);
}

void
vmst_strength_check(const struct vmst_rules *rules,
                    const struct vmst_cert *cert, int depth, bool is_anchor,
                    struct vmst_findings *findings)
{
    check_key(rules, cert, depth, findings);
    if (is_anchor || vmst_strength_allows(rules, cert->algorithm.hash)) {
        return;
    }
    vmst_findings_add(findings, rules->severities,
                      (struct vmst_finding){
                          .number = VMSTRUST_FINDING_KEY_OR_SIGNATURE_TOO_WEAK,
                          .depth = depth,
                          .cert = cert,
                          .expected = VMST_FACT_OF_LITERAL("SHA-256"),
                          .found = VMST_FACT_OF_ALGORITHM(&cert->algorithm)});
}

void
vmst_strength_find(const struct vmst_cert *cert, bool is_anchor,
                   struct vmst_findings *findings)
{
    struct vmst_severities severities;
    const struct vmst_rules rules = {.severities = &severities};

    memset(&severities, 0, sizeof severities);
    memset(severities.severity, VMSTRUST_SEVERITY_ERROR,
           sizeof severities.severity);
    vmst_strength_check(&rules, cert, 0, is_anchor, findings);
}
