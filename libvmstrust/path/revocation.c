/*
 * From statuses to findings. Floor 2.
 */
#include "path/revocation.h"

#include "path/status.h"

static struct vmst_status
status_of(const struct vmst_revocation *revocation,
          const struct vmst_path *path, size_t depth)
{
    struct vmst_status status = {.covered = 0};
    if (depth == 0 && revocation->nesting == 0) {
        vmst_status_by_ocsp(revocation, path, &status);
    }
    if (!status.is_revoked) {
        vmst_status_by_crls(revocation, path, depth, &status);
    }
    return status;
}

/* As Windows calls the reasons. */
static const char *
words_of(enum vmst_reason reason)
{
    switch (reason) {
    case VMST_REASON_UNSPECIFIED:
        return "Unspecified";
    case VMST_REASON_KEY_COMPROMISE:
        return "Key Compromise (its key was lost or stolen)";
    case VMST_REASON_CA_COMPROMISE:
        return "CA Compromise (the key of a CA was lost or stolen)";
    case VMST_REASON_AFFILIATION_CHANGED:
        return "Change of Affiliation";
    case VMST_REASON_SUPERSEDED:
        return "Superseded (another one took its place)";
    case VMST_REASON_CESSATION_OF_OPERATION:
        return "Cease of Operation";
    case VMST_REASON_CERTIFICATE_HOLD:
        return "Certificate Hold (for a time)";
    case VMST_REASON_REMOVE_FROM_CRL:
        return "Remove from CRL";
    case VMST_REASON_PRIVILEGE_WITHDRAWN:
        return "Privilege Withdrawn";
    case VMST_REASON_AA_COMPROMISE:
        return "AA Compromise";
    }
    return "Unspecified";
}

static struct vmst_fact
reason_fact(const struct vmst_status *status)
{
    return status->has_reason ? VMST_FACT_OF_LITERAL(words_of(status->reason))
                              : (struct vmst_fact){.kind = VMST_FACT_NONE};
}

/* One finding says how the certificate stands; what it says of a list that is
 * not valid counts only while nothing better is known. */
static struct vmst_finding
finding_of(const struct vmst_status *status)
{
    if (status->is_revoked) {
        return (struct vmst_finding){.number = VMSTRUST_FINDING_REVOKED,
                                     .found =
                                         VMST_FACT_OF_TIME(status->revoked_at),
                                     .expected = reason_fact(status)};
    }
    if (status->is_known_good) {
        return (struct vmst_finding){.number = VMSTRUST_FINDING_NONE};
    }
    if (status->invalid_because != NULL) {
        return (struct vmst_finding){
            .number = VMSTRUST_FINDING_CRL_NOT_VALID,
            .found = VMST_FACT_OF_LITERAL(status->invalid_because)};
    }
    if (status->has_expired) {
        return (struct vmst_finding){.number = VMSTRUST_FINDING_CRL_EXPIRED,
                                     .found =
                                         VMST_FACT_OF_TIME(status->expired_at)};
    }
    return (struct vmst_finding){
        .number = VMSTRUST_FINDING_REVOCATION_UNKNOWN,
        .found = VMST_FACT_OF_LITERAL(
            status->open_because != NULL
                ? status->open_because
                : "there is no list of its issuer at hand")};
}

/* The profile of the lists that were believed, RFC 5280 5.2.3: of all of them,
 * so that their order does not matter. */
static void
check_profile(const struct vmst_revocation *revocation,
              const struct vmst_status *status, int depth,
              const struct vmst_cert *cert, struct vmst_findings *findings)
{
    struct vmst_finding finding = {.depth = depth, .cert = cert};
    if (status->lacks_number) {
        finding.number = VMSTRUST_FINDING_CRL_NUMBER_MISSING;
        vmst_findings_add(findings, revocation->rules->severities, finding);
    }
    if (status->has_critical_number) {
        finding.number = VMSTRUST_FINDING_CRL_NUMBER_MARKED_CRITICAL;
        vmst_findings_add(findings, revocation->rules->severities, finding);
    }
}

static bool
has_anything_at_hand(const struct vmst_pool *pool)
{
    return pool->crl_count > 0 || pool->trust->crl_count > 0 ||
           pool->ocsp != NULL;
}

/* The state of the whole path: the worst of its certificates. */
static void
worsen(vmstrust_revocation_state *state, const struct vmst_status *status)
{
    if (status->is_revoked) {
        *state = VMSTRUST_REVOCATION_STATE_REVOKED;
    } else if (!status->is_known_good &&
               *state == VMSTRUST_REVOCATION_STATE_GOOD) {
        *state = VMSTRUST_REVOCATION_STATE_UNKNOWN;
    }
}

void
vmst_revocation_check(const struct vmst_revocation *revocation,
                      struct vmst_path *path, struct vmst_findings *findings)
{
    const struct vmst_rules *rules = revocation->rules;
    path->revocation = VMSTRUST_REVOCATION_STATE_NOT_ASKED;
    if (rules->revocation == VMSTRUST_REVOCATION_OFF || path->count < 2) {
        return; /* nobody revokes an anchor: it is removed from the store */
    }
    path->revocation = VMSTRUST_REVOCATION_STATE_NOT_AVAILABLE;
    if (rules->revocation == VMSTRUST_REVOCATION_AVAILABLE &&
        !has_anything_at_hand(revocation->pool)) {
        return; /* the report says so; a site without lists is no fault */
    }
    path->revocation = VMSTRUST_REVOCATION_STATE_GOOD;
    size_t end = rules->skip_issuer_revocation ? 1 : path->count - 1;
    for (size_t depth = 0; depth < end && depth + 1 < path->count; depth++) {
        struct vmst_status status = status_of(revocation, path, depth);
        struct vmst_finding finding = finding_of(&status);
        finding.depth = (int)depth;
        finding.cert = path->certs[depth];
        worsen(&path->revocation, &status);
        check_profile(revocation, &status, (int)depth, finding.cert, findings);
        if (finding.number != VMSTRUST_FINDING_NONE) {
            vmst_findings_add(findings, rules->severities, finding);
        }
    }
}

/* RFC 5280 6.1.3 (a)(3) for the path of a CRL's signer. Where every certificate
 * must be known not to be revoked, so must the signer's: else whoever holds a
 * revoked key for lists, and withholds the list that says so, vouches for
 * anything. A signer that its CA leaves to its own list (PKITS 4.14.30) may vouch
 * for itself: of the signer of that list it is enough that nobody revokes it. */
bool
vmst_revocation_allows(const struct vmst_revocation *revocation,
                       const struct vmst_path *path)
{
    const struct vmst_rules *rules = revocation->rules;
    bool must_know = rules->revocation == VMSTRUST_REVOCATION_REQUIRED &&
                     !rules->skip_issuer_revocation && revocation->nesting == 1;
    for (size_t depth = 0; depth + 1 < path->count; depth++) {
        struct vmst_status status = status_of(revocation, path, depth);
        if (status.is_revoked || (must_know && !status.is_known_good)) {
            return false;
        }
    }
    return true;
}
