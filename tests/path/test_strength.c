/*
 * How strong a key must be and by what it may be signed: a row is a
 * SubjectPublicKeyInfo or an AlgorithmIdentifier in place of Ed25519.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "path/strength.h"

#include "../rows.h"
#include "../scene.h"

#define WEAK "key-or-signature-too-weak@0"
#define UNKNOWN "algorithm-unknown@0"
#define UNREASONABLE "key-unreasonable@0"

#define WITH_RSA(code) "300d06092a864886f70d0101" code "0500"
#define SHA1_WITH_ECDSA "300906072a8648ce3d0401"
#define UNKNOWN_ALGORITHM "30060604abcdef01"
#define UNKNOWN_KEY "300e" UNKNOWN_ALGORITHM "03040055aa55"

static const struct row {
    const char *name;
    const char *expected;
    unsigned rsa_bits; /* 0: another key */
    const char *spki;
    const char *algorithm;
    bool is_anchor;
    bool allow_weak;
} rows[] = {
    {"Ed25519", "", 0, NULL, NULL, false, false},
    {"RSA 2048", "", 2048, NULL, NULL, false, false},
    {"RSA 2040", WEAK, 2040, NULL, NULL, false, false},
    {"RSA 1024", WEAK, 1024, NULL, NULL, false, false},
    {"RSA 1024 of an anchor", WEAK, 1024, NULL, NULL, true, false},
    {"RSA 1024, allowed", "", 1024, NULL, NULL, false, true},
    {"RSA 16384", "", 16384, NULL, NULL, false, false},
    {"RSA 16392", UNREASONABLE, 16392, NULL, NULL, false, false},
    {"RSA 65536, weak ones allowed", UNREASONABLE, 65536, NULL, NULL, false,
     true},
    {"an unknown key", UNKNOWN, 0, UNKNOWN_KEY, NULL, false, false},
    {"an unknown key, weak ones allowed", UNKNOWN, 0, UNKNOWN_KEY, NULL, false,
     true},
    {"SHA-256 with RSA", "", 0, NULL, WITH_RSA("0b"), false, false},
    {"SHA-1 with RSA", WEAK, 0, NULL, WITH_RSA("05"), false, false},
    {"MD5 with RSA", WEAK, 0, NULL, WITH_RSA("04"), false, false},
    {"MD2 with RSA", WEAK, 0, NULL, WITH_RSA("02"), false, false},
    {"SHA-1 with ECDSA", WEAK, 0, NULL, SHA1_WITH_ECDSA, false, false},
    {"SHA-1 on an anchor", "", 0, NULL, WITH_RSA("05"), true, false},
    {"SHA-1, allowed", "", 0, NULL, WITH_RSA("05"), false, true},
    {"SHA-1 and RSA 1024", WEAK " " WEAK, 1024, NULL, WITH_RSA("05"), false,
     false},
};

static void
test_row(void **state)
{
    const struct row *row = *state;
    const struct vmst_severities severities = scene_severities("path");
    struct vmst_rules rules = scene_rules(&severities);
    struct vmst_findings findings = {.count = 0};
    char *rsa = row->rsa_bits == 0 ? NULL : build_rsa_spki(row->rsa_bits);
    const struct build_wish wish = {.spki = rsa != NULL ? rsa : row->spki,
                                    .algorithm = row->algorithm};
    AUTO(cert) cert = build_cert(&wish);

    assert_false(cert->is_malformed);
    rules.allow_weak = row->allow_weak;
    vmst_strength_check(&rules, cert, 0, row->is_anchor, &findings);
    assert_string_equal(scene_say(&findings, VMSTRUST_SEVERITY_INFO),
                        row->expected);
    free(rsa);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    return _cmocka_run_group_tests("strength", tests, count, NULL, NULL);
}
