/*
 * A CRL as readable text (tests/der/ascii.h), part by part, so that a table
 * can spoil one of them. The signature is not good.
 */
#ifndef VMST_TEST_CRL_H
#define VMST_TEST_CRL_H

#include "make.h"

#define VERSION_2 "02{01}"
#define THIS_UPDATE "17{'260101000000Z'}"
#define NEXT_UPDATE "17{'260201000000Z'}"
#define CRL_TBS(version, algorithm, issuer, times, entries, extensions)        \
    "30{ " version algorithm issuer times entries extensions " }"

/* All as usual but the entries and what follows them. */
#define CRL_OF(entries, extensions)                                            \
    SIGNED(CRL_TBS(VERSION_2, ED25519, CN("CA"), THIS_UPDATE NEXT_UPDATE,      \
                   entries, extensions),                                       \
           ED25519, SIGNATURE)
#define CRL_WITH(list) CRL_OF("", "a0{ 30{ " list " } }")
#define INDIRECT "a0{ 30{ " CRITICAL(IDP, "30{ 84{ff} }") " } }"

#define ENTRIES(list) "30{ " list " }"
#define ENTRY(serial, extensions)                                              \
    "30{ 02{" serial "} 17{'251231000000Z'} " extensions " }"
#define ENTRY_WITH(serial, list) ENTRY(serial, "30{ " list " }")
#define REASON(code) EXTENSION("551d15", "0a{" code "}")
#define CERT_ISSUER(name) CRITICAL("551d1d", "30{ a4{ " name " } }")

#define IDP "551d1c"
#define NUMBER "551d14"
#define DELTA "551d1b"
#define FRESHEST "551d2e"

#endif
