/*
 * Where a CRL is to be had and what it covers: the distribution points of a
 * certificate, as RFC 5280 6.3.3 (b) compares them with the issuing
 * distribution point of a CRL; and the reasons of a revocation. Floor 1.
 */
#ifndef VMST_CERT_DISTRIBUTION_H
#define VMST_CERT_DISTRIBUTION_H

#include "cert/name.h"

/* CRLReason, RFC 5280 5.3.1; 7 is not used. */
enum vmst_reason {
    VMST_REASON_UNSPECIFIED = 0,
    VMST_REASON_KEY_COMPROMISE = 1,
    VMST_REASON_CA_COMPROMISE = 2,
    VMST_REASON_AFFILIATION_CHANGED = 3,
    VMST_REASON_SUPERSEDED = 4,
    VMST_REASON_CESSATION_OF_OPERATION = 5,
    VMST_REASON_CERTIFICATE_HOLD = 6,
    VMST_REASON_REMOVE_FROM_CRL = 8,
    VMST_REASON_PRIVILEGE_WITHDRAWN = 9,
    VMST_REASON_AA_COMPROMISE = 10,
};

/* The name of RFC 5280: "keyCompromise". */
const char *vmst_reason_name(enum vmst_reason reason);

/* ReasonFlags, RFC 5280 4.2.1.13: bit n is ASN.1 bit n; not the numbers of
 * CRLReason. Bit 0 is not used. */
enum {
    VMST_REASONS_KEY_COMPROMISE = 1 << 1,
    VMST_REASONS_CA_COMPROMISE = 1 << 2,
    VMST_REASONS_AFFILIATION_CHANGED = 1 << 3,
    VMST_REASONS_SUPERSEDED = 1 << 4,
    VMST_REASONS_CESSATION_OF_OPERATION = 1 << 5,
    VMST_REASONS_CERTIFICATE_HOLD = 1 << 6,
    VMST_REASONS_PRIVILEGE_WITHDRAWN = 1 << 7,
    VMST_REASONS_AA_COMPROMISE = 1 << 8,
    VMST_REASONS_ALL = 0x1fe, /* RFC 5280 6.3.3: "all-reasons" */
};

/*
 * DistributionPoint, RFC 5280 4.2.1.13. A nameRelativeToCRLIssuer stands in
 * `names` as the one directory name that it means: under the directory name of
 * cRLIssuer if there is exactly one, else under the issuer of the certificate.
 */
struct vmst_distribution_point {
    bool has_names;
    struct vmst_general_names names;
    uint16_t reasons; /* VMST_REASONS_ALL where there are none */
    bool has_reasons;
    bool has_crl_issuer;
    struct vmst_general_names crl_issuer;
};

struct vmst_distribution_points {
    const struct vmst_distribution_point *list; /* owned by what was read */
    size_t count;
};

#endif
