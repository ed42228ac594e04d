/*
 * The revocation status of one certificate while it is being found out:
 * what is covered, what was found, why it is open. Floor 2.
 */
#ifndef VMST_PATH_STATUS_H
#define VMST_PATH_STATUS_H

#include "cert/crl.h"
#include "path/revocation.h"

struct vmst_status {
    uint16_t covered;   /* VMST_REASONS_* that a valid CRL spoke for */
    bool is_known_good; /* all of them, or OCSP said so */
    bool is_revoked;
    int64_t revoked_at;
    bool has_reason;
    enum vmst_reason reason;
    const char *open_because;    /* a literal; NULL: nothing spoke of it */
    const char *invalid_because; /* a CRL that could have spoken is not valid */
    bool has_expired;            /* the only ones that spoke are out of date */
    int64_t expired_at;
    bool is_held; /* revoked as certificateHold, by a list of this date; a
                     later one without it lifts the hold */
    int64_t held_at;
    int64_t clear_at;  /* the latest list that may lift a hold and does not
                          name it */
    bool lacks_number; /* RFC 5280 5.2.3, of any list that was believed */
    bool has_critical_number;
};

/* By the CRLs at hand (RFC 5280 6.3.3). `issuer` stands above `cert` on the
 * path whose anchor is `path->anchor`. */
void vmst_status_by_crls(const struct vmst_revocation *revocation,
                         const struct vmst_path *path, size_t depth,
                         struct vmst_status *status);

/* By the stapled response (RFC 6960 3.2, 4.2.2), for the first certificate. */
void vmst_status_by_ocsp(const struct vmst_revocation *revocation,
                         const struct vmst_path *path,
                         struct vmst_status *status);

#endif
