/*
 * The OCSP response (RFC 6960): parsed once, immutable after, counted. Parsing
 * checks form; who may sign it, and when it counts, is judged above. Floor 1.
 */
#ifndef VMST_CERT_OCSP_H
#define VMST_CERT_OCSP_H

#include "cert/distribution.h"
#include "cert/file.h"

/* OCSPResponseStatus, RFC 6960 4.2.1; 4 is not used. */
enum vmst_ocsp_result {
    VMST_OCSP_SUCCESSFUL = 0,
    VMST_OCSP_MALFORMED_REQUEST = 1,
    VMST_OCSP_INTERNAL_ERROR = 2,
    VMST_OCSP_TRY_LATER = 3,
    VMST_OCSP_SIG_REQUIRED = 5,
    VMST_OCSP_UNAUTHORIZED = 6,
};

/* The name of RFC 6960: "tryLater". */
const char *vmst_ocsp_result_name(enum vmst_ocsp_result result);

enum vmst_ocsp_status { /* CertStatus */
                        VMST_OCSP_GOOD,
                        VMST_OCSP_REVOKED,
                        VMST_OCSP_UNKNOWN,
};

struct vmst_cert_id {    /* CertID; views */
    enum vmst_hash hash; /* VMST_HASH_NONE for one that we do not know: then it
                            matches nothing */
    struct vmst_bytes issuer_name_hash;
    struct vmst_bytes issuer_key_hash;
    struct vmst_bytes serial; /* INTEGER contents */
};

struct vmst_ocsp_single {
    struct vmst_cert_id id;
    enum vmst_ocsp_status status;
    int64_t revocation_time; /* of REVOKED, as the two below */
    bool has_reason;
    enum vmst_reason reason;
    int64_t this_update;
    bool has_next_update;
    int64_t next_update;
    bool has_unknown_critical; /* a critical extension: RFC 6960 defines none
                                  that must be understood */
    struct vmst_bytes unknown_critical; /* OID contents; view */
};

struct vmst_ocsp {
    /* Always there, also when the response is malformed. */
    struct vmst_bytes der; /* owned */
    bool is_malformed;     /* then nothing below counts, only the note */
    struct vmst_note note; /* why: field, offset, sentence */

    enum vmst_ocsp_result result; /* unless SUCCESSFUL, nothing follows */

    struct vmst_bytes tbs; /* ResponseData, the signed bytes; view */
    struct vmst_signature_algorithm algorithm;
    struct vmst_bytes signature;
    /* ResponderID: exactly one of the two. */
    bool is_responder_by_key;
    struct vmst_bytes responder_key; /* SHA-1 of the key's bits; view */
    struct vmst_name responder;
    int64_t produced_at;
    const struct vmst_ocsp_single *singles; /* owned */
    size_t single_count;
    bool has_unknown_critical; /* of responseExtensions */
    struct vmst_bytes unknown_critical;
    bool has_loose_encoding;
    struct vmst_certs certs; /* owned; a malformed one is an item, too */

    struct vmst_ocsp_private *private_; /* count and memory; only ocsp.c */
};

/* Bytes to a response of the caller's: malformed bytes are
 * VMSTRUST_E_MALFORMED. The bytes are copied. */
int vmst_ocsp_parse(struct vmst_bytes der, struct vmst_note *note,
                    struct vmst_ocsp **ocsp);
/* Bytes from a peer: always makes an item, marked is_malformed if it is;
 * fails only for VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO and bytes beyond
 * VMST_LIMIT_OCSP_SIZE (VMSTRUST_E_LIMIT). */
int vmst_ocsp_take(struct vmst_bytes der, struct vmst_note *note,
                   struct vmst_ocsp **ocsp);
/* One more owner; the object is the same. NULL gives NULL. */
struct vmst_ocsp *vmst_ocsp_ref(const struct vmst_ocsp *ocsp);
void vmst_ocsp_free(struct vmst_ocsp *ocsp);
VMST_FREE_AT_SCOPE_END(ocsp)

/* Is it about this certificate of this issuer (RFC 6960 4.1.1)? Not so where a
 * digest cannot be computed. */
bool vmst_ocsp_matches(const struct vmst_ocsp_single *single,
                       const struct vmst_cert *cert,
                       const struct vmst_cert *issuer);
/* Is this certificate the one that the ResponderID names (RFC 6960 4.2.1)? */
bool vmst_ocsp_is_responder(const struct vmst_ocsp *ocsp,
                            const struct vmst_cert *cert);

#endif
