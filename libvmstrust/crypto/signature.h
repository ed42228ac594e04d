/*
 * Signatures: which algorithm an AlgorithmIdentifier names, how strong it is,
 * what verifying it costs, and whether a signature is good. GnuTLS computes;
 * strength is judged above, so a good MD5 signature is "good" here. Floor 0.
 */
#ifndef VMST_CRYPTO_SIGNATURE_H
#define VMST_CRYPTO_SIGNATURE_H

#include "crypto/key.h"

enum vmst_signature_scheme {
    VMST_SCHEME_UNKNOWN,
    VMST_SCHEME_RSA, /* PKCS#1 v1.5 */
    VMST_SCHEME_RSA_PSS,
    VMST_SCHEME_ECDSA,
    VMST_SCHEME_ED25519,
    VMST_SCHEME_ED448,
    VMST_SCHEME_DSA,
};

struct vmst_signature_algorithm {
    struct vmst_bytes whole; /* the AlgorithmIdentifier; view */
    struct vmst_bytes oid;   /* contents; view */
    enum vmst_signature_scheme scheme;
    enum vmst_hash hash;
    uint32_t salt_size; /* RSA-PSS */
};

/* Reads one AlgorithmIdentifier and advances. Unknown algorithms are no
 * failure; parameters that do not fit a known one are. */
int vmst_signature_algorithm_read(struct vmst_der *in,
                                  struct vmst_signature_algorithm *algorithm);

/* "SHA-256 with RSA", "RSA-PSS with SHA-256", or the dotted OID. */
void
vmst_signature_algorithm_show(struct vmst_buffer *buffer,
                              const struct vmst_signature_algorithm *algorithm);

enum vmst_signature_result {
    VMST_SIGNATURE_GOOD,
    VMST_SIGNATURE_BAD,          /* computed, and it does not match */
    VMST_SIGNATURE_UNSUPPORTED,  /* algorithm, or key of another kind */
    VMST_SIGNATURE_UNREASONABLE, /* key beyond the bounds: not computed */
    VMST_SIGNATURE_FAILED,       /* no answer, and not by the peer's doing: the
                                    library below has no memory or is in its
                                    error state (VMSTRUST_E_CRYPTO) */
};

/* The cost of one verification in units of about one RSA-2048 verification
 * (20 us), the hashing of the message included; never 0. */
uint32_t vmst_signature_cost(const struct vmst_key *key, size_t message_size);

/* Never GOOD unless GnuTLS computed it to be. */
enum vmst_signature_result
vmst_signature_check(const struct vmst_key *key,
                     const struct vmst_signature_algorithm *algorithm,
                     struct vmst_bytes message, struct vmst_bytes signature);

#endif
