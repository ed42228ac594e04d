/*
 * The certificate: parsed once, immutable after, counted. Above this floor
 * nobody sees DER. Parsing checks form; meaning is checked above. Floor 1.
 */
#ifndef VMST_CERT_H
#define VMST_CERT_H

#include "cert/distribution.h"
#include "crypto/digest.h"
#include "crypto/signature.h"

/* Extensions that have a reader. Bits of vmst_cert.present and .critical. */
enum vmst_extension {
    VMST_EXT_AUTHORITY_KEY_ID,
    VMST_EXT_SUBJECT_KEY_ID,
    VMST_EXT_KEY_USAGE,
    VMST_EXT_POLICIES,
    VMST_EXT_POLICY_MAPPINGS,
    VMST_EXT_SUBJECT_ALT_NAME,
    VMST_EXT_ISSUER_ALT_NAME,
    VMST_EXT_BASIC_CONSTRAINTS,
    VMST_EXT_NAME_CONSTRAINTS,
    VMST_EXT_POLICY_CONSTRAINTS,
    VMST_EXT_EXTENDED_KEY_USAGE,
    VMST_EXT_CRL_POINTS,
    VMST_EXT_INHIBIT_ANY_POLICY,
    VMST_EXT_FRESHEST_CRL,
    VMST_EXT_AUTHORITY_INFO,
    VMST_EXT_SUBJECT_INFO,
    VMST_EXT_NO_CHECK,
    VMST_EXT_COUNT
};
#define VMST_EXT_BIT(extension) (UINT32_C(1) << (extension))
/* As the RFC writes it: "basicConstraints". */
const char *vmst_extension_name(enum vmst_extension extension);

/* KeyUsage, RFC 5280 4.2.1.3: bit n is ASN.1 bit n. */
enum {
    VMST_USAGE_DIGITAL_SIGNATURE = 1 << 0,
    VMST_USAGE_CONTENT_COMMITMENT = 1 << 1,
    VMST_USAGE_KEY_ENCIPHERMENT = 1 << 2,
    VMST_USAGE_DATA_ENCIPHERMENT = 1 << 3,
    VMST_USAGE_KEY_AGREEMENT = 1 << 4,
    VMST_USAGE_CERT_SIGN = 1 << 5,
    VMST_USAGE_CRL_SIGN = 1 << 6,
    VMST_USAGE_ENCIPHER_ONLY = 1 << 7,
    VMST_USAGE_DECIPHER_ONLY = 1 << 8,
};

/* GeneralSubtree, RFC 5280 4.2.1.10. minimum must be 0 and maximum absent:
 * anything else sets vmst_cert.has_subtree_bounds. */
struct vmst_subtree {
    struct vmst_general_name base;
};

struct vmst_subtrees {
    const struct vmst_subtree *list; /* owned by the certificate */
    size_t count;
};

struct vmst_oids {
    const struct vmst_bytes *list; /* owned; views of the certificate */
    size_t count;
};

struct vmst_unknown_extension {
    struct vmst_bytes oid;   /* contents; view */
    struct vmst_bytes value; /* view */
    bool is_critical;
};

struct vmst_cert {
    /* Always there, also when the certificate is malformed. */
    struct vmst_bytes der; /* owned */
    uint8_t sha256[VMST_SHA256_SIZE];
    bool is_malformed;     /* then nothing below counts, only the note */
    struct vmst_note note; /* why: field, offset, sentence */

    int version;                               /* 1, 2 or 3 */
    struct vmst_bytes tbs;                     /* the signed bytes; view */
    struct vmst_bytes serial;                  /* INTEGER contents; view */
    struct vmst_signature_algorithm algorithm; /* outer and inner are equal,
                                                  else malformed */
    struct vmst_bytes signature;
    struct vmst_name issuer;
    struct vmst_name subject;
    int64_t not_before;
    int64_t not_after;
    bool is_time_encoding_legal; /* UTCTime through 2049, GeneralizedTime after
                                    (RFC 5280 4.1.2.5); false is a lint */
    struct vmst_key key;
    bool has_unique_ids; /* issuerUniqueID or subjectUniqueID */

    /* What DER forbids and the world does, each without a second meaning: a
     * default value that is written out (version v1, critical FALSE, cA FALSE,
     * minimum 0), named bits with zeros at their end (keyUsage). A lint. */
    bool has_loose_encoding;

    uint32_t present; /* VMST_EXT_BIT of each extension */
    uint32_t critical;
    uint32_t malformed_extras; /* extensions with bad contents that neither
                                    path nor names depend on (AIA, SIA, CRL
                                    points, freshest CRL, issuer alt name, nocheck):
                                    a lint; in any other extension bad contents
                                    make the certificate malformed */
    const struct vmst_unknown_extension *unknown; /* owned list */
    size_t unknown_count;

    bool is_authority; /* basicConstraints cA */
    bool has_path_length;
    uint32_t path_length; /* saturated */
    uint16_t key_usage;   /* VMST_USAGE_*; meaningful if present */
    struct vmst_oids extended_key_usage;
    struct vmst_general_names alt_names;
    struct vmst_general_names subject_emails; /* the emailAddress attributes of
                                                 the subject, as EMAIL */
    struct vmst_bytes name_constraints; /* as written; empty if absent; view */
    struct vmst_subtrees permitted;
    struct vmst_subtrees excluded;
    bool has_subtree_bounds;
    bool has_empty_constraints; /* nameConstraints without any subtree: "MUST
                                   NOT" by RFC 5280 4.2.1.10, and a lint */
    struct vmst_bytes subject_key_id;
    struct vmst_bytes authority_key_id; /* empty if absent */
    bool has_authority_issuer;          /* authorityCertIssuer or -Serial */
    struct vmst_oids policies;          /* certificatePolicies, identifiers */
    struct vmst_oids mapping_issuer;    /* policyMappings, pairwise */
    struct vmst_oids mapping_subject;
    bool has_require_explicit; /* policyConstraints */
    bool has_inhibit_mapping;
    uint32_t require_explicit;
    uint32_t inhibit_mapping;
    uint32_t inhibit_any;                 /* meaningful if present */
    struct vmst_general_names ca_issuers; /* AIA caIssuers addresses */
    struct vmst_general_names ocsp;       /* AIA OCSP addresses */
    struct vmst_distribution_points crl_points;
    struct vmst_distribution_points freshest_crl;
    bool has_no_check; /* id-pkix-ocsp-nocheck: of a responder, that nobody asks
                          whether it is revoked */

    struct vmst_cert_private *private_; /* count and the memory of the lists;
                                           only cert.c knows */
};

/* Bytes to a certificate of the caller's: malformed bytes are
 * VMSTRUST_E_MALFORMED. The bytes are copied. */
int vmst_cert_parse(struct vmst_bytes der, struct vmst_note *note,
                    struct vmst_cert **cert);
/* Bytes from a peer: always makes an item, marked is_malformed if it is;
 * fails only for VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO and bytes beyond
 * VMST_LIMIT_CERT_SIZE (VMSTRUST_E_LIMIT). */
int vmst_cert_take(struct vmst_bytes der, struct vmst_note *note,
                   struct vmst_cert **cert);
/* One more owner; the object is the same. NULL gives NULL. */
struct vmst_cert *vmst_cert_ref(const struct vmst_cert *cert);
void vmst_cert_free(struct vmst_cert *cert);
VMST_FREE_AT_SCOPE_END(cert)

static inline bool
vmst_cert_has(const struct vmst_cert *cert, enum vmst_extension extension)
{
    return (cert->present & VMST_EXT_BIT(extension)) != 0;
}

bool vmst_cert_equal(const struct vmst_cert *a, const struct vmst_cert *b);
/* Subject equals issuer by name (RFC 5280 6.1: self-issued). */
bool vmst_cert_is_self_issued(const struct vmst_cert *cert);
/* Same subject name and the same key. */
bool vmst_cert_same_authority(const struct vmst_cert *a,
                              const struct vmst_cert *b);
/* No extended key usage at all, or this purpose or anyExtendedKeyUsage in it
 * (RFC 5280 4.2.1.12). */
bool vmst_cert_allows_purpose(const struct vmst_cert *cert,
                              struct vmst_bytes oid);
/* What to call it in a sentence: the CN, else the first DNS name or address of
 * the SAN, else the last attribute of the subject, else "certificate
 * 1a2b3c4d" (SHA-256 prefix). Escaped. */
void vmst_cert_show(struct vmst_buffer *buffer, const struct vmst_cert *cert);

#endif
