/*
 * The stapled OCSP response: RFC 6960 3.2 and 4.2.2. Signed by the issuer
 * itself, or by a responder to whom that very issuer gave the purpose OCSP
 * Signing. Floor 2.
 */
#include "cert/ocsp.h"
#include "path/signer.h"
#include "path/strength.h"
#include "path/status.h"

/* Without nextUpdate "newer revocation information is available all the time"
 * (RFC 6960 4.2.2.1); a day is what a daily CRL would hold. */
#define FRESH_FOR INT64_C(86400)

static const uint8_t ocsp_signing[] = {0x2b, 0x06, 0x01, 0x05,
                                       0x05, 0x07, 0x03, 0x09};

/* RFC 6960 3.2 (2). */
static bool
is_made_by(const struct vmst_revocation *revocation,
           const struct vmst_ocsp *ocsp, const struct vmst_cert *signer)
{
    if (!vmst_budget_spend(revocation->budget, &revocation->budget->signatures,
                           vmst_signature_cost(&signer->key, ocsp->tbs.size),
                           "signatures")) {
        return false;
    }
    enum vmst_signature_result result = vmst_signature_check(
        &signer->key, &ocsp->algorithm, ocsp->tbs, ocsp->signature);
    vmst_memo_note(revocation->memo, result);
    return result == VMST_SIGNATURE_GOOD;
}

/* The purpose must be named: anyExtendedKeyUsage is not enough. */
static bool
has_responder_purpose(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->extended_key_usage.count; i++) {
        if (vmst_bytes_equal(cert->extended_key_usage.list[i],
                             vmst_bytes(ocsp_signing, sizeof(ocsp_signing)))) {
            return true;
        }
    }
    return false;
}

static bool
is_in_time(const struct vmst_rules *rules, const struct vmst_cert *cert)
{
    return rules->skip_time ||
           (rules->now >= cert->not_before && rules->now <= cert->not_after);
}

/* Key and signature of the responder's certificate, as on a path. */
static bool
is_strong(const struct vmst_rules *rules, const struct vmst_cert *responder)
{
    struct vmst_findings findings = {.count = 0};
    vmst_strength_check(rules, responder, VMST_DEPTH_NONE, false, &findings);
    return !findings.has_error;
}

/* A responder that may be revoked is asked about, as far as CRLs are at hand
 * (RFC 6960 4.2.2.2.1). */
static bool
is_revoked(const struct vmst_revocation *revocation,
           const struct vmst_path *path, const struct vmst_cert *responder)
{
    struct vmst_path own = *path;
    if (responder->has_no_check) {
        return false;
    }
    own.certs[0] = responder;
    const struct vmst_revocation nested = {revocation->rules, revocation->pool,
                                           revocation->memo, revocation->budget,
                                           revocation->nesting + 1};
    struct vmst_status status = {.covered = 0};
    vmst_status_by_crls(&nested, &own, 0, &status);
    return status.is_revoked;
}

/* RFC 6960 4.2.2.2: "issued directly by the CA that is identified in the
 * request", for this purpose. */
static bool
is_delegated(const struct vmst_revocation *revocation,
             const struct vmst_path *path, const struct vmst_cert *responder)
{
    const struct vmst_cert *issuer = path->certs[1];
    enum vmst_signature_result result;
    return !responder->is_malformed && has_responder_purpose(responder) &&
           is_in_time(revocation->rules, responder) &&
           is_strong(revocation->rules, responder) &&
           !vmst_trust_distrusts(revocation->pool->trust, responder) &&
           vmst_name_equal(&responder->issuer, &issuer->subject) &&
           vmst_memo_check(revocation->memo, revocation->pool->cache,
                           revocation->budget, responder, issuer, &result) &&
           result == VMST_SIGNATURE_GOOD &&
           !is_revoked(revocation, path, responder);
}

/* RFC 6960 3.2 (3), (4): by the issuer itself, or by one it appointed, whom the
 * response names. */
static bool
is_signed_rightly(const struct vmst_revocation *revocation,
                  const struct vmst_path *path, const struct vmst_ocsp *ocsp)
{
    const struct vmst_cert *issuer = path->certs[1];
    if (vmst_ocsp_is_responder(ocsp, issuer) &&
        is_made_by(revocation, ocsp, issuer)) {
        return true;
    }
    for (size_t i = 0; i < ocsp->certs.count; i++) {
        const struct vmst_cert *responder = ocsp->certs.list[i];
        if (vmst_ocsp_is_responder(ocsp, responder) &&
            is_delegated(revocation, path, responder) &&
            is_made_by(revocation, ocsp, responder)) {
            return true;
        }
    }
    return false;
}

/* RFC 6960 3.2 (1). */
static const struct vmst_ocsp_single *
find_single(const struct vmst_ocsp *ocsp, const struct vmst_path *path)
{
    for (size_t i = 0; i < ocsp->single_count; i++) {
        if (vmst_ocsp_matches(&ocsp->singles[i], path->certs[0],
                              path->certs[1])) {
            return &ocsp->singles[i];
        }
    }
    return NULL;
}

/* RFC 6960 3.2 (5), (6). */
static bool
is_fresh(const struct vmst_rules *rules, const struct vmst_ocsp_single *single)
{
    int64_t until = single->has_next_update ? single->next_update
                                            : single->this_update + FRESH_FOR;
    return rules->skip_time ||
           (rules->now >= single->this_update && rules->now <= until);
}

/* A literal, or NULL: *single speaks of the certificate. */
static const char *
why_silent(const struct vmst_revocation *revocation,
           const struct vmst_path *path, const struct vmst_ocsp_single **single)
{
    const struct vmst_ocsp *ocsp = revocation->pool->ocsp;
    if (ocsp->is_malformed || ocsp->result != VMST_OCSP_SUCCESSFUL) {
        return "the stapled OCSP response is no answer";
    }
    *single = find_single(ocsp, path);
    if (*single == NULL) {
        return "the stapled OCSP response is about another certificate";
    }
    if (ocsp->has_unknown_critical || (*single)->has_unknown_critical) {
        return "the stapled OCSP response has a critical rule we do not know";
    }
    if (!vmst_strength_allows(revocation->rules, ocsp->algorithm.hash)) {
        return "the signature of the stapled OCSP response can be forged";
    }
    if (!is_signed_rightly(revocation, path, ocsp)) {
        return "nobody who may answer has signed the stapled OCSP response";
    }
    if (!is_fresh(revocation->rules, *single)) {
        return "the stapled OCSP response is out of date";
    }
    return NULL;
}

void
vmst_status_by_ocsp(const struct vmst_revocation *revocation,
                    const struct vmst_path *path, struct vmst_status *status)
{
    const struct vmst_ocsp_single *single = NULL;
    if (revocation->pool->ocsp == NULL || path->count < 2) {
        return;
    }
    status->open_because = why_silent(revocation, path, &single);
    if (status->open_because != NULL) {
        return;
    }
    switch (single->status) {
    case VMST_OCSP_GOOD:
        status->is_known_good = true;
        return;
    case VMST_OCSP_REVOKED:
        status->is_revoked = true;
        status->revoked_at = single->revocation_time;
        status->has_reason = single->has_reason;
        status->reason = single->reason;
        return;
    case VMST_OCSP_UNKNOWN:
        status->open_because = "the OCSP responder does not know it";
        return;
    }
}
