/*
 * A list takes the place of another only if the same key made both: else
 * whoever can slip in a list with a high number could take away the one that
 * revokes. Floor 5.
 */
#include "store/supersede.h"

/* Lists with parts of the entries, or of other issuers' certificates, are left
 * alone: which of them add up is not for here. */
static bool
is_plain(const struct vmst_crl *crl)
{
    return !crl->is_malformed && crl->has_number && !crl->is_delta &&
           !crl->has_issuing_point && !crl->has_unknown_critical &&
           !crl->has_unknown_critical_entry;
}

/* RFC 5280 5.2.3: not negative; leading zeros say nothing. */
static struct vmst_bytes
magnitude(struct vmst_bytes number)
{
    while (number.size != 0 && number.data[0] == 0) {
        number = vmst_bytes(number.data + 1, number.size - 1);
    }
    return number;
}

static bool
is_higher(struct vmst_bytes a, struct vmst_bytes b)
{
    a = magnitude(a);
    b = magnitude(b);
    if (a.size != b.size) {
        return a.size > b.size;
    }
    return a.size != 0 && memcmp(a.data, b.data, a.size) > 0;
}

/* What both lists say, before anybody looks at signatures. */
static bool
may_replace(const struct vmst_crl *newer, const struct vmst_crl *crl,
            int64_t now)
{
    return is_plain(newer) && is_higher(newer->number, crl->number) &&
           newer->this_update >= crl->this_update &&
           newer->this_update <= now &&
           vmst_bytes_equal(newer->authority_key_id, crl->authority_key_id);
}

static bool
has_signed(struct vmst_cache *cache, const struct vmst_cert *cert,
           const struct vmst_crl *a, const struct vmst_crl *b)
{
    return vmst_cache_check_crl(cache, a, cert) == VMST_SIGNATURE_GOOD &&
           vmst_cache_check_crl(cache, b, cert) == VMST_SIGNATURE_GOOD;
}

static bool
have_one_signer(const struct vmst_trust *trust, struct vmst_cache *cache,
                const struct vmst_crl *a, const struct vmst_crl *b)
{
    struct vmst_range anchors = vmst_trust_find_anchors(trust, &a->issuer);
    struct vmst_range others = vmst_trust_find_intermediates(trust, &a->issuer);

    for (size_t i = 0; i < anchors.count; i++) {
        if (has_signed(cache, trust->anchors[anchors.first + i].cert, a, b)) {
            return true;
        }
    }
    for (size_t i = 0; i < others.count; i++) {
        if (has_signed(cache, trust->intermediates[others.first + i], a, b)) {
            return true;
        }
    }
    return false;
}

bool
vmst_crl_is_superseded(const struct vmst_trust *trust, struct vmst_cache *cache,
                       const struct vmst_crl *crl, int64_t now)
{
    struct vmst_range range = vmst_trust_find_crls(trust, &crl->issuer);

    for (size_t i = 0; is_plain(crl) && i < range.count; i++) {
        const struct vmst_crl *newer = trust->crls[range.first + i];

        if (may_replace(newer, crl, now) &&
            have_one_signer(trust, cache, newer, crl)) {
            return true;
        }
    }
    return false;
}
