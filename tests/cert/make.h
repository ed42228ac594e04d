/*
 * A certificate as readable text (tests/der/ascii.h), part by part, so that a
 * table can spoil one of them. The signature is not good.
 */
#ifndef VMST_TEST_MAKE_H
#define VMST_TEST_MAKE_H

#define ED25519 "30{ 06{2b6570} }"
#define CN(value) "30{ 31{ 30{ 06{550403} 0c{'" value "'} } } }"
#define DATES "30{ 17{'260101000000Z'} 17{'271231235959Z'} }"
#define KEY                                                                    \
    "30{ " ED25519 " 03{00 d75a980182b10ab7d54bfed3c964073a"                   \
    "0ee172f3daa62325af021a68f707511a } }"
#define V1 ""
#define V2 "a0{ 02{01} }"
#define V3 "a0{ 02{02} }"
#define SERIAL "02{05}"
#define SIGNATURE "03{ 00 0102 }"

#define TBS(version, serial, algorithm, issuer, dates, subject, key, rest)     \
    "30{ " version serial algorithm issuer dates subject key rest " }"
#define SIGNED(tbs, algorithm, signature) "30{ " tbs algorithm signature " }"

/* All as usual but what follows the key. */
#define CERT(version, rest)                                                    \
    SIGNED(TBS(version, SERIAL, ED25519, CN("CA"), DATES, CN("rec01"), KEY,    \
               rest),                                                          \
           ED25519, SIGNATURE)

#define EXTENSIONS(list) "a3{ 30{ " list " } }"
#define EXTENSION(oid, value) "30{ 06{" oid "} 04{ " value " } }"
#define CRITICAL(oid, value) "30{ 06{" oid "} 0101ff 04{ " value " } }"
/* A version 3 certificate with these extensions. */
#define WITH(list) CERT(V3, EXTENSIONS(list))

#define SAN "551d11"
#define BASIC "551d13"
#define USAGE "551d0f"
#define PURPOSE "551d25"
#define CONSTRAINTS "551d1e"
#define POLICIES "551d20"
#define MAPPINGS "551d21"
#define LIMITS "551d24"
#define INHIBIT "551d36"
#define AKI "551d23"
#define SKI "551d0e"
#define CRL "551d1f"
#define AIA "2b06010505070101"
#define UNKNOWN "2a0305"

#endif
