/*
 * The signers of CRLs. Floor 2.
 */
#include "path/signer.h"

/* A signer's path may need CRLs in its turn; beyond this nobody looks
 * further. */
#define MOST_NESTING 2

/* Certificates that are looked at for the price of one candidate: most bear
 * another name, which is told by a number. */
#define LOOKED_AT 64

/* RFC 5280 6.3.3 (g), for a delta (h). */
bool
vmst_signer_is(const struct vmst_revocation *revocation,
               const struct vmst_crl *crl, const struct vmst_cert *cert)
{
    enum vmst_signature_result result;
    return vmst_name_equal(&crl->issuer, &cert->subject) &&
           vmst_memo_check_crl(revocation->memo, revocation->pool->cache,
                               revocation->budget, crl, cert, &result) &&
           result == VMST_SIGNATURE_GOOD;
}

/* RFC 5280 6.3.3 (f): "If a key usage extension is present in the CRL issuer's
 * certificate, verify that the cRLSign bit is set." */
static bool
may_sign_crls(const struct vmst_rules *rules, const struct vmst_cert *cert,
              bool is_anchor)
{
    bool counts = !is_anchor ||
                  (rules->anchor_fields & VMSTRUST_ANCHOR_FIELD_KEY_USAGE) != 0;
    return !counts || !vmst_cert_has(cert, VMST_EXT_KEY_USAGE) ||
           (cert->key_usage & VMST_USAGE_CRL_SIGN) != 0;
}

/* RFC 5280 6.3.3 (f): "The trust anchor for the certification path MUST be the
 * same as the trust anchor used to validate the target certificate." */
static bool
has_path_to(const struct vmst_revocation *revocation,
            const struct vmst_anchor *anchor, const struct vmst_cert *candidate)
{
    struct vmst_path path;
    const struct vmst_revocation nested = {revocation->rules, revocation->pool,
                                           revocation->memo, revocation->budget,
                                           revocation->nesting + 1};
    return revocation->nesting < MOST_NESTING &&
           vmst_search_signer(revocation->rules, revocation->pool, candidate,
                              revocation->memo, revocation->budget, &path) &&
           vmst_cert_same_authority(path.anchor->cert, anchor->cert) &&
           vmst_revocation_allows(&nested, &path);
}

/* Distrust beats everything: who is distrusted vouches for nobody. */
static bool
is_signer(const struct vmst_revocation *revocation,
          const struct vmst_path *path, const struct vmst_crl *crl,
          const struct vmst_cert *candidate)
{
    return !candidate->is_malformed &&
           may_sign_crls(revocation->rules, candidate, false) &&
           vmst_signer_is(revocation, crl, candidate) &&
           !vmst_trust_distrusts(revocation->pool->trust, candidate) &&
           has_path_to(revocation, path->anchor, candidate);
}

/* The issuer on the path, which is proved already. */
static bool
is_signed_by_path(const struct vmst_revocation *revocation,
                  const struct vmst_path *path, size_t issuer_depth,
                  const struct vmst_crl *crl, const struct vmst_cert **signer)
{
    for (size_t depth = issuer_depth; depth < path->count; depth++) {
        const struct vmst_cert *cert = path->certs[depth];
        if (may_sign_crls(revocation->rules, cert, depth + 1 == path->count) &&
            vmst_signer_is(revocation, crl, cert)) {
            *signer = cert;
            return true;
        }
    }
    return false;
}

/* Every list has all looked at that was sent. */
static bool
may_look(const struct vmst_revocation *revocation)
{
    struct vmst_budget *budget = revocation->budget;
    return vmst_budget_spend(
        budget, &budget->steps,
        1 + (uint32_t)(revocation->pool->count / LOOKED_AT), "candidates");
}

static bool
is_signed_by_sent(const struct vmst_revocation *revocation,
                  const struct vmst_path *path, const struct vmst_crl *crl,
                  const struct vmst_cert **signer)
{
    const struct vmst_pool *pool = revocation->pool;
    for (size_t i = 1; i < pool->count; i++) {
        if (is_signer(revocation, path, crl, pool->certs[i])) {
            *signer = pool->certs[i];
            return true;
        }
    }
    return false;
}

static bool
is_signed_by_stored(const struct vmst_revocation *revocation,
                    const struct vmst_path *path, const struct vmst_crl *crl,
                    const struct vmst_cert **signer)
{
    const struct vmst_trust *trust = revocation->pool->trust;
    struct vmst_range range =
        vmst_trust_find_intermediates(trust, &crl->issuer);
    for (size_t i = 0; i < range.count; i++) {
        const struct vmst_cert *cert = trust->intermediates[range.first + i];
        if (is_signer(revocation, path, crl, cert)) {
            *signer = cert;
            return true;
        }
    }
    return false;
}

bool
vmst_signer_find(const struct vmst_revocation *revocation,
                 const struct vmst_path *path, size_t issuer_depth,
                 const struct vmst_crl *crl, const struct vmst_cert **signer)
{
    return is_signed_by_path(revocation, path, issuer_depth, crl, signer) ||
           (may_look(revocation) &&
            is_signed_by_sent(revocation, path, crl, signer)) ||
           is_signed_by_stored(revocation, path, crl, signer);
}
