/*
 * The certificate profile: a row breaks one rule and no other, in the place
 * where it applies; a certificate as it should be breaks none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "path/profile.h"

#include "../rows.h"
#include "../scene.h"

#define LEAF VMST_PLACE_LEAF
#define CA VMST_PLACE_INTERMEDIATE
#define ANCHOR VMST_PLACE_ANCHOR

/* A server as rfc5280 wants it, and a CA. */
#define SERVER(...)                                                            \
    {                                                                          \
        .issuer = "CA", .key = 1, .signer = 2, .names = "dns:rec01.a.b",       \
        .purposes = BUILD_SERVER_AUTH,                                         \
        .key_usage = VMST_USAGE_DIGITAL_SIGNATURE, __VA_ARGS__                 \
    }
#define AUTHORITY(...)                                                         \
    {                                                                          \
        .subject = "CA", .issuer = "Root", .key = 2, .signer = 3,              \
        .flags = BUILD_CA, .key_usage = BUILD_CA_USAGE, __VA_ARGS__            \
    }
#define ROOT(...)                                                              \
    {                                                                          \
        .subject = "Root", .key = 3, .signer = 3, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }

#define DAY INT64_C(86400)

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct row {
    const char *name;
    const char *expected;
    const char *rules;
    enum vmst_place place;
    struct build_wish cert;
} rows[] = {
    {"a server", "", "rfc5280", LEAF, SERVER()},
    {"a CA", "", "rfc5280", CA, AUTHORITY()},
    {"a root", "", "rfc5280", ANCHOR, ROOT()},
    {"no issuer key id", "issuer-key-id-missing@0", "rfc5280", LEAF,
     SERVER(.flags = BUILD_NO_KEY_IDS)},
    {"no key ids of a CA", "subject-key-id-missing@0 issuer-key-id-missing@0",
     "rfc5280", CA, AUTHORITY(.flags = BUILD_CA | BUILD_NO_KEY_IDS)},
    {"no key ids of a root that signed itself", "subject-key-id-missing@0",
     "rfc5280", ANCHOR, ROOT(.flags = BUILD_CA | BUILD_NO_KEY_IDS)},
    {"no issuer key id of an anchor with two names",
     "subject-key-id-missing@0 issuer-key-id-missing@0", "rfc5280", ANCHOR,
     AUTHORITY(.flags = BUILD_CA | BUILD_NO_KEY_IDS)},
    {"two names for one key", "subject-key-id-missing@0", "rfc5280", ANCHOR,
     AUTHORITY(.signer = 2, .flags = BUILD_CA | BUILD_NO_KEY_IDS)},
    {"a server that may sign certificates", "key-usage-does-not-fit@0",
     "rfc5280", LEAF, SERVER(.key_usage = VMST_USAGE_CERT_SIGN)},
    {"a server with name constraints",
     "name-constraints-on-server-certificate@0", "rfc5280", LEAF,
     SERVER(.permitted = "dns:a.b")},
    {"a CA without a subject", "subject-name-missing@0", "rfc5280", CA,
     AUTHORITY(.flags = BUILD_CA | BUILD_NO_SUBJECT)},
    {"a server without a subject, its names critical", "", "rfc5280", LEAF,
     SERVER(.flags = BUILD_NO_SUBJECT)},
    {"a DNS name with an underscore", "dns-name-not-preferred@0", "rfc5280",
     LEAF, SERVER(.names = "dns:rec_01.a.b")},
    {"a wildcard is left to others", "", "rfc5280", LEAF,
     SERVER(.names = "dns:*.a.b")},
    {"a server that is a CA",
     "server-certificate-is-a-ca@0 "
     "key-algorithm-not-allowed@0",
     "webpki", LEAF, SERVER(.flags = BUILD_CA)},
    {"no purpose", "key-algorithm-not-allowed@0 purpose-missing@0", "webpki",
     LEAF, SERVER(.purposes = NULL)},
    {"any purpose", "key-algorithm-not-allowed@0 purpose-any@0", "webpki", LEAF,
     SERVER(.purposes = "2.5.29.37.0")},
    {"a root with a purpose", "key-algorithm-not-allowed@0 root-has-purpose@0",
     "webpki", ANCHOR, ROOT(.purposes = BUILD_SERVER_AUTH)},
    {"a root whose key id is another's",
     "key-algorithm-not-allowed@0 root-key-id-does-not-match@0", "webpki",
     ANCHOR, ROOT(.issuer_key_id = 7)},
    {"version 1", "version-not-3@0", "vms", ANCHOR,
     ROOT(.flags = BUILD_V1, .key_usage = 0)},
};

#pragma GCC diagnostic pop

/* The validity that the CA/Browser Forum allows, to the second. */
static const struct {
    int64_t from;
    int64_t days;
} longest[] = {
    {INT64_C(1868227200), 47},  {INT64_C(1805068800), 100},
    {INT64_C(1773532800), 200}, {INT64_C(1598918400), 398},
    {INT64_C(1519862400), 825},
};

static const char *
say(const char *rules_name, enum vmst_place place,
    const struct build_wish *wish, vmstrust_severity least)
{
    const struct vmst_severities severities = scene_severities(rules_name);
    const struct vmst_rules rules = scene_rules(&severities);
    struct vmst_findings findings = {.count = 0};
    AUTO(cert) cert = build_cert(wish);

    assert_false(cert->is_malformed);
    vmst_profile_check(&rules, cert, 0, place, &findings);
    return scene_say(&findings, least);
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    bool is_vms = strcmp(row->rules, "vms") == 0;
    const char *said =
        say(row->rules, row->place, &row->cert,
            is_vms ? VMSTRUST_SEVERITY_WARNING : VMSTRUST_SEVERITY_ERROR);

    assert_string_equal(said[0] == '|' ? said + 2 : said, row->expected);
}

static void
test_validity_to_the_second(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(longest); i++) {
        for (int64_t more = 0; more < 2; more++) {
            const struct build_wish wish =
                SERVER(.not_before = longest[i].from,
                       .not_after =
                           longest[i].from + longest[i].days * DAY - 1 + more);
            const char *said =
                say("webpki", LEAF, &wish, VMSTRUST_SEVERITY_WARNING);

            assert_int_equal(strstr(said, "valid-too-long@0") != NULL,
                             more == 1);
        }
    }
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows) + 1];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    tests[count++] =
        (struct CMUnitTest)cmocka_unit_test(test_validity_to_the_second);
    return _cmocka_run_group_tests("profile", tests, count, NULL, NULL);
}
