/*
 * Private keys and PFX files are found beside whatever else, and nothing that
 * certificates hold is taken for one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/leak.h"
#include "make.h"

#define N8 "0102030405060708"
#define N16 N8 N8
#define N64 N16 N16 N16 N16

#define PKCS8 "30{ 02{00} " ED25519 " 04{ 04{ " N16 " } } }"
#define BY_PASSPHRASE(oid) "30{ 30{ 06{" oid "} 30{} } 04{ " N16 " } }"
#define PBES2 "2a864886f70d01050d"
#define PBE_3DES "2a864886f70d010c0103"
#define SHA256 "608648016503040201"
#define RSA                                                                    \
    "30{ 02{00} 02{" N64 "} 02{010001} 02{" N64 "} 02{" N16 "} 02{" N16 "} "   \
    "02{" N16 "} 02{" N16 "} 02{" N16 "} }"
#define DSA                                                                    \
    "30{ 02{00} 02{" N64 "} 02{" N16 "} 02{" N64 "} 02{" N64 "} 02{" N16 "} }"
#define EC "30{ 02{01} 04{" N16 "} a0{ 06{2a8648ce3d030107} } }"
#define PFX(inside)                                                            \
    "30{ 02{03} 30{ 06{2a864886f70d010701} a0{ 04{ " inside " } } } }"
#define CERTIFICATE CERT(V3, "")

static const struct row {
    const char *name;
    const char *bytes;
    enum vmst_leak leak;
} rows[] = {
    {"nothing", "", VMST_LEAK_NONE},
    {"a certificate", CERTIFICATE, VMST_LEAK_NONE},

    {"PKCS#8", PKCS8, VMST_LEAK_KEY},
    {"PKCS#8 of version 2", "30{ 02{01} " ED25519 " 04{ 00 } 81{00 01} }",
     VMST_LEAK_KEY},
    {"PKCS#8 by PBES2", BY_PASSPHRASE(PBES2), VMST_LEAK_KEY},
    {"PKCS#8 by PKCS#12", BY_PASSPHRASE(PBE_3DES), VMST_LEAK_KEY},
    {"RSA", RSA, VMST_LEAK_KEY},
    {"DSA", DSA, VMST_LEAK_KEY},
    {"EC", EC, VMST_LEAK_KEY},
    {"EC of no named curve", "30{ 02{01} 04{" N16 "} }", VMST_LEAK_KEY},

    {"behind a certificate", CERTIFICATE PKCS8, VMST_LEAK_KEY},
    {"before one", RSA CERTIFICATE, VMST_LEAK_KEY},
    {"behind text", "'0 is 30\n'" EC "'\n'", VMST_LEAK_KEY},
    {"behind a head that claims all", "3080 3082ffff" PKCS8, VMST_LEAK_KEY},
    {"in something else", "30{ 05{} 04{ " PKCS8 " } }", VMST_LEAK_KEY},
    {"cut off", "30820100 020100 300506032b6570 04200102", VMST_LEAK_NONE},

    {"PFX", PFX(""), VMST_LEAK_PFX},
    {"PFX with a key that can be read", PFX(PKCS8), VMST_LEAK_PFX},
    {"PFX behind a certificate", CERTIFICATE PFX(""), VMST_LEAK_PFX},
    {"PFX, then a key", PFX("") PKCS8, VMST_LEAK_KEY},
    {"PFX in BER", "00 3080 020103 3080", VMST_LEAK_PFX},

    {"PEM", "'-----BEGIN RSA PRIVATE KEY-----'", VMST_LEAK_KEY},
    {"PEM, the end", "'-----END PRIVATE KEY-----'", VMST_LEAK_KEY},
    {"PGP", "'-----BEGIN PGP PRIVATE KEY BLOCK-----'", VMST_LEAK_KEY},
    {"SSH", "'---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'", VMST_LEAK_KEY},
    {"PuTTY", "'PuTTY-User-Key-File-3: ssh-ed25519'", VMST_LEAK_KEY},
    {"after another P", "'PPRIVATE KEY-----'", VMST_LEAK_KEY},
    {"UTF-16, either end first",
     "00'P'00'R'00'I'00'V'00'A'00'T'00'E'00' '00'K'00'E'00'Y'"
     "00'-'00'-'00'-'00'-'00'-'",
     VMST_LEAK_KEY},
    {"UTF-32",
     "'P'000000'R'000000'I'000000'V'000000'A'000000'T'000000'E'000000' '000000"
     "'K'000000'E'000000'Y'000000'-'000000'-'000000'-'000000'-'000000'-'",
     VMST_LEAK_KEY},
    {"the words alone", "'the PRIVATE KEY is elsewhere'", VMST_LEAK_NONE},
    {"cut off by the end", "'-----BEGIN PRIVATE KEY----'", VMST_LEAK_NONE},
    {"a public one", "'-----BEGIN PUBLIC KEY-----'", VMST_LEAK_NONE},

    {"a digest with its algorithm, of a logotype", BY_PASSPHRASE(SHA256),
     VMST_LEAK_NONE},
    {"numbers of a policy's notice",
     "30{ 02{01} 02{02} 02{03} 02{04} 02{05} 02{06} }", VMST_LEAK_NONE},
    {"parameters of DSA", "30{ 02{" N64 "} 02{" N16 "} 02{" N64 "} }",
     VMST_LEAK_NONE},
    {"a public RSA key", "30{ 02{" N64 "} 02{010001} }", VMST_LEAK_NONE},
    {"a version and few octets", "30{ 02{01} 04{00} }", VMST_LEAK_NONE},
    {"a bundle's SignedData",
     "30{ 02{03} 31{} 30{ 06{2a864886f70d010701} } 31{} }", VMST_LEAK_NONE},
};

static void
leak_is_found(void **state)
{
    const struct row *row = *state;
    struct vmst_blob *input = der_from(row->bytes);

    assert_int_equal(vmst_leak_in(vmst_bytes(input->data, input->size)),
                     row->leak);
    vmst_blob_free(input);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, leak_is_found);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
