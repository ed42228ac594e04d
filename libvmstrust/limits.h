/*
 * Every bound on foreign data, each with the origin of its number. A loop over
 * bytes from a stranger ends at one of these names. Floor: below all.
 */
#ifndef VMST_LIMITS_H
#define VMST_LIMITS_H

/* One certificate. The largest of the 19,605 files of fuzz-certs and of
 * limbo (its name-constraint bombs) are below 1 MiB; OpenSSL reads no
 * handshake certificate list above 100 KiB by default. */
#define VMST_LIMIT_CERT_SIZE ((size_t)1 << 20)

/* One CRL: six times the 10 MB that the benchmark loads. The index holds
 * offsets of 32 bits. */
#define VMST_LIMIT_CRL_SIZE ((size_t)64 << 20)
/* CRLs of one store, and of one chain: one for each authority, and a delta. */
#define VMST_LIMIT_STORE_CRLS ((size_t)10000)
#define VMST_LIMIT_CHAIN_CRLS ((size_t)100)

/* One OCSP response: OpenSSL reads at most 100 KiB (OCSP_MAX_RESP_LENGTH), and
 * one for a single certificate with its responder's takes about 2 KiB. */
#define VMST_LIMIT_OCSP_SIZE ((size_t)128 << 10)
/* Certificates in it: a responder's, and those up to the authority. */
#define VMST_LIMIT_OCSP_CERTS ((size_t)32)

/* A file of certificates: the system's bundle is 0.2 MiB; 10,000 certificates
 * of 2 KiB in PEM are 27 MiB. */
#define VMST_LIMIT_FILE_SIZE ((size_t)64 << 20)
#define VMST_LIMIT_FILE_CERTS ((size_t)20000)

/* Certificates of one kind in a store: ten times the 10,000 anchors that the
 * benchmarks load. */
#define VMST_LIMIT_STORE_CERTS ((size_t)100000)

/* Entries of a directory: twice what a store may hold of one kind, since its
 * folder, a file for each, must be readable again. */
#define VMST_LIMIT_DIRECTORY ((size_t)200000)

/* Certificates of one chain object: TLS sends a handful; 2^24 bytes is the
 * protocol's own bound, far beyond any honest peer. 10,000 is the size of the
 * oversized bundle that must be answered. */
#define VMST_LIMIT_CHAIN ((size_t)10000)

/* Certificates on one path, leaf and anchor included. OpenSSL's default depth
 * is 100 and Windows' is about 10; the largest honest one seen in the suites is
 * 6. */
#define VMST_LIMIT_PATH 32

/* Extensions of one certificate, and attributes of one name. */
#define VMST_LIMIT_EXTENSIONS ((size_t)128)
#define VMST_LIMIT_NAME_ATTRIBUTES ((size_t)256)
/* Policies, and pairs of mapped policies, of one certificate; each is compared
 * with every other. The largest number in PKITS is 8. */
#define VMST_LIMIT_POLICIES ((size_t)1024)

/* Distribution points of one certificate or CRL, and names of one point, each
 * of which is compared with each name of another. PKITS has at most two of
 * either; one for each of the eight reasons makes sense. */
#define VMST_LIMIT_DISTRIBUTION_POINTS ((size_t)64)
#define VMST_LIMIT_POINT_NAMES ((size_t)64)
/* A name relative to an issuer is written out, so that the issuer's bytes are
 * there once more for each point. */
#define VMST_LIMIT_RELATIVE_NAME ((size_t)8 << 10)
/* Authorities that one indirect CRL speaks for; PKITS has 3. */
#define VMST_LIMIT_CRL_ISSUERS ((size_t)1024)

/* Findings of one report; errors displace what is milder (path/finding.h). */
#define VMST_LIMIT_FINDINGS 64
#define VMST_LIMIT_NEAR_MISSES 8

/* Work of one verification. Signatures are counted in units of one RSA-2048
 * verification, 17 us (foundations.md 1): 2,000 units are 34 ms on that
 * machine, which leaves two thirds of the 100 ms that a verdict may take. */
#define VMST_LIMIT_SIGNATURE_UNITS 2000
/* Candidates tried in the search, and complete paths validated. */
#define VMST_LIMIT_SEARCH_STEPS 20000
#define VMST_LIMIT_PATHS 200
/* Bytes of a path that count as one path more: a large one, of 32 certificates
 * with RSA-4096, has 60 KiB. */
#define VMST_PATH_UNIT ((size_t)64 << 10)
/* Comparisons of a name with a constraint: as many as Go allows
 * (maxConstraintComparisons); OpenSSL 3 allows 1 << 20 (NAME_CHECK_MAX). */
#define VMST_LIMIT_CONSTRAINT_CHECKS 250000
/* Bytes that one of them reads; more count as more. A host name and a base are
 * seldom half as long; 250,000 units are 75 ms. */
#define VMST_CONSTRAINT_UNIT ((size_t)128)

/* Comparisons of certificate policies: as many as of names. */
#define VMST_LIMIT_POLICY_CHECKS 250000
/* Valid policies that a report names; a bit each (path/policies.c). */
#define VMST_LIMIT_VALID_POLICIES 64
/* Policies that a caller accepts, and bytes of an OID that a caller gives. */
#define VMST_LIMIT_INITIAL_POLICIES 64
#define VMST_LIMIT_OID 64

/* RSA keys (foundations.md 2: RSA-65536 costs 11 s in one call). */
#define VMST_LIMIT_RSA_BITS 16384
/* A SubjectPublicKeyInfo whose key signs: RSA-16384 takes 2,086 bytes, DSA with
 * its parameters less. */
#define VMST_LIMIT_SIGNING_KEY ((size_t)8192)
/* A key identifier that is looked at: the longest hash has 64 bytes. */
#define VMST_LIMIT_KEY_ID ((size_t)64)

/* A file with a private key, a PKCS#12 file or a certificate request: RSA-16384
 * in PEM is 13 KiB, and a PKCS#12 file holds a chain. */
#define VMST_LIMIT_KEY_FILE ((size_t)1 << 20)
/* Groups of one account: what Linux allows (NGROUPS_MAX). */
#define VMST_LIMIT_ACCOUNT_GROUPS 65536
/* Iterations of a derivation that a file of the caller's may ask for: ten
 * million are 5 s. Windows' own maximum is 600,000. */
#define VMST_LIMIT_ITERATIONS 10000000

/* RFC 1035 2.3.4, RFC 1123 2.1. */
#define VMST_LIMIT_HOST 253
#define VMST_LIMIT_LABEL 63

#endif
