/*
 * The certificate revocation list: parsed once, immutable after, counted. It
 * keeps its bytes once and an index of 32-bit offsets beside them, so that a
 * list of 10 MB takes little more and is looked up in microseconds. Parsing
 * checks the form of every entry; meaning is checked above. Floor 1.
 */
#ifndef VMST_CERT_CRL_H
#define VMST_CERT_CRL_H

#include "cert/distribution.h"
#include "crypto/digest.h"
#include "crypto/signature.h"

/* IssuingDistributionPoint, RFC 5280 5.2.5. All zero and reasons
 * VMST_REASONS_ALL where the CRL has none. */
struct vmst_issuing_point {
    bool has_names;
    struct vmst_general_names names; /* a name relative to the issuer of the CRL
                                        is one directory name here */
    bool only_user_certs;
    bool only_ca_certs;
    bool only_attribute_certs;
    bool is_indirect;
    bool has_reasons; /* onlySomeReasons */
    uint16_t reasons; /* VMST_REASONS_* */
};

struct vmst_crl {
    /* Always there, also when the CRL is malformed. */
    struct vmst_bytes der; /* owned */
    uint8_t sha256[VMST_SHA256_SIZE];
    bool is_malformed;     /* then nothing below counts, only the note */
    struct vmst_note note; /* why: field, offset, sentence */

    int version;                               /* 1 or 2 */
    struct vmst_bytes tbs;                     /* the signed bytes; view */
    struct vmst_signature_algorithm algorithm; /* outer and inner are equal,
                                                  else malformed */
    struct vmst_bytes signature;
    struct vmst_name issuer;
    int64_t this_update;
    bool has_next_update;
    int64_t next_update;
    bool is_time_encoding_legal; /* as in vmst_cert, of these two */
    bool has_loose_encoding;     /* as in vmst_cert; an empty list of entries
                                    that is written out, too */

    struct vmst_bytes authority_key_id; /* empty if absent */
    bool has_authority_issuer;          /* authorityCertIssuer or -Serial */
    bool has_number;                    /* cRLNumber */
    bool is_number_critical;
    struct vmst_bytes number; /* INTEGER contents, not negative; view */
    bool is_delta;            /* deltaCRLIndicator */
    bool is_delta_critical;
    struct vmst_bytes base_number; /* of what the delta stands on; view */
    bool has_issuing_point;
    bool is_issuing_point_critical;
    struct vmst_issuing_point issuing_point;
    bool has_freshest;
    struct vmst_distribution_points freshest; /* freshestCRL */

    /* An extension that is critical and that no reader knows: of the list, and
     * of any of its entries. Either forbids using the CRL (RFC 5280 5.2, 5.3).
     * OID contents; view. */
    bool has_unknown_critical;
    struct vmst_bytes unknown_critical;
    bool has_unknown_critical_entry;
    struct vmst_bytes unknown_critical_entry;

    size_t entry_count; /* as written, with those that are there twice */

    struct vmst_crl_private *private_; /* count, index and the memory of the
                                          names; only crl.c and index.c know */
};

struct vmst_crl_entry {
    struct vmst_bytes serial; /* INTEGER contents; view */
    int64_t revocation_time;
    bool has_reason;
    enum vmst_reason reason; /* a code that RFC 5280 does not know is
                                UNSPECIFIED */
    bool has_invalidity_date;
    int64_t invalidity_date;
    /* Who issued the certificate: the last certificateIssuer at or before this
     * entry, else the issuer of the CRL (RFC 5280 5.3.3). Owned by the CRL. */
    const struct vmst_name *issuer;
    bool has_unknown_critical;
    struct vmst_bytes unknown_critical; /* OID contents; view */
};

/* Bytes to a CRL of the caller's: malformed bytes are VMSTRUST_E_MALFORMED.
 * The bytes are copied. */
int vmst_crl_parse(struct vmst_bytes der, struct vmst_note *note,
                   struct vmst_crl **crl);
/* Bytes from a peer: always makes an item, marked is_malformed if it is;
 * fails only for VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO and bytes beyond
 * VMST_LIMIT_CRL_SIZE (VMSTRUST_E_LIMIT). */
int vmst_crl_take(struct vmst_bytes der, struct vmst_note *note,
                  struct vmst_crl **crl);
/* One more owner; the object is the same. NULL gives NULL. */
struct vmst_crl *vmst_crl_ref(const struct vmst_crl *crl);
void vmst_crl_free(struct vmst_crl *crl);
VMST_FREE_AT_SCOPE_END(crl)

/* The entry of the certificate with this issuer and serial number (INTEGER
 * contents). Only an indirect CRL has entries of another issuer than its own;
 * in any other a certificateIssuer is VMSTRUST_E_MALFORMED at parse. Of several
 * entries of one certificate the first one that revokes it is found. */
bool vmst_crl_find(const struct vmst_crl *crl,
                   const struct vmst_name *cert_issuer,
                   struct vmst_bytes serial, struct vmst_crl_entry *entry);

bool vmst_crl_equal(const struct vmst_crl *a, const struct vmst_crl *b);

/* The order of two numbers that are not negative, as INTEGER contents (CRL
 * numbers, which may be longer than any integer type): below, at or above 0. */
int vmst_crl_number_compare(struct vmst_bytes a, struct vmst_bytes b);

/* Every entry in the order written: for tests and for showing. Zero-initialise
 * the walk; false at the end. */
struct vmst_crl_walk {
    size_t offset;
    const struct vmst_name *issuer;
};
bool vmst_crl_next(const struct vmst_crl *crl, struct vmst_crl_walk *walk,
                   struct vmst_crl_entry *entry);

#endif
