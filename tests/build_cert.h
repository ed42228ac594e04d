/*
 * Certificates for tests, made of a struct of wishes: our own DER, so that
 * every field can be wished for, also one that no CA would issue. Keys and
 * signatures are Ed25519 from fixed seeds: the same wishes give the same bytes
 * in every run. Any failure ends the program. Not part of the library.
 */
#ifndef TESTS_BUILD_CERT_H
#define TESTS_BUILD_CERT_H

#include "cert/cert.h"

/* Unless wished otherwise: 2020-01-01 to 2049-12-31, judged in between. */
#define BUILD_NOT_BEFORE INT64_C(1577836800)
#define BUILD_NOT_AFTER INT64_C(2524521600)
#define BUILD_NOW INT64_C(1750000000) /* 2025-06-15 */

enum build_flag {
    BUILD_CA = 1 << 0,          /* basicConstraints: cA, critical */
    BUILD_CONSTRAINTS = 1 << 1, /* basicConstraints: without cA */
    BUILD_PATH_LENGTH = 1 << 2, /* path_length counts */
    BUILD_NO_KEY_IDS = 1 << 3,  /* else those of both keys are there */
    BUILD_BAD_SIGNATURE = 1 << 4,
    BUILD_V1 = 1 << 5,            /* version 1, and so no extension at all */
    BUILD_POLICY_LIMITS = 1 << 6, /* policyConstraints: explicit from here */
    BUILD_NO_SUBJECT = 1 << 7,    /* an empty one */
};

struct build_extension {
    const char *oid; /* dotted; NULL: none */
    const char *hex; /* the contents, as hexadecimal digits */
    bool is_critical;
};

/* All zero is a good certificate of a server without a name. Numbers of keys
 * start at 1; 0 is as 1. */
struct build_wish {
    const char *subject; /* CN; NULL: "Server" */
    const char *issuer;  /* CN; NULL: as the subject */
    unsigned key;
    unsigned signer;       /* number of the issuer's key */
    unsigned serial;       /* 0: 1 */
    const char *names;     /* "dns:rec01 ip:10.0.0.5 email:a@b uri:..." */
    const char *emails;    /* one emailAddress in the subject */
    const char *purposes;  /* dotted, one after the other */
    const char *permitted; /* as names; an address has a mask:
                              "ip:10.0.0.0/255.0.0.0", "dir:CN" */
    const char *excluded;
    const char *policies; /* dotted */
    unsigned flags;       /* enum build_flag */
    unsigned path_length;
    unsigned key_usage; /* VMST_USAGE_*; 0: no extension */
    int64_t not_before; /* 0: BUILD_NOT_BEFORE */
    int64_t not_after;
    unsigned key_id;        /* number of the key it claims; 0: its own */
    unsigned issuer_key_id; /* of the signer; 0: the signer's own */
    /* Contents of SubjectPublicKeyInfo and AlgorithmIdentifier in hexadecimal,
     * heads included, in place of Ed25519; then the signature is not good. */
    const char *spki;
    const char *algorithm;
    struct build_extension more[3];
};

/* A server's certificate and a CA's as most tests want them. */
#define BUILD_SERVER_AUTH "1.3.6.1.5.5.7.3.1"
#define BUILD_CA_USAGE (VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN)

/* The bytes, to be freed with vmst_buffer_free. */
struct vmst_buffer build_der(const struct build_wish *wish);

/* The certificate; malformed if the wishes make it so. The caller owns it. */
struct vmst_cert *build_cert(const struct build_wish *wish);

/* Signed bytes, their signature by this key, and what follows it: a CRL, or a
 * BasicOCSPResponse. To be freed with vmst_buffer_free. */
struct vmst_buffer build_signed(struct vmst_bytes tbs, unsigned signer,
                                struct vmst_bytes more);

/* SubjectPublicKeyInfo of an RSA key of so many bits, in hexadecimal; to be
 * freed with free(). Nobody has its private key. */
char *build_rsa_spki(unsigned bits);

/* Appends an element with its tag and shortest length. */
void build_element(struct vmst_buffer *out, uint8_t tag,
                   struct vmst_bytes contents);

#endif
