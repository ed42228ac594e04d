/*
 * One path at a time, by the steps of RFC 5280 6.1: a row is a path, from the
 * certificate to its anchor, and exactly what is found about it. Signatures
 * and the chaining of names are proved elsewhere (test_search.c).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "path/policies.h"
#include "path/validate.h"

#include "../rows.h"
#include "../scene.h"

enum { MOST_CERTS = 6 };

#define DAY INT64_C(86400)

enum change { /* of the rules, bits */
              SKIP_TIME = 1 << 0,
              ALLOW_WEAK = 1 << 1,
              FOR_AUTHORITY = 1 << 2,
              ANY_PURPOSE = 1 << 3,
              SYSTEM_ANCHOR = 1 << 4,
              NO_INTERMEDIATES = 1 << 5,
              WITH_COMMON_NAME = 1 << 6, /* "rec01" was found in the subject */
};

struct row {
    const char *name;
    const char *expected;
    const char *rules; /* NULL: "path" */
    unsigned changes;
    uint32_t ignored_fields; /* of the anchor */
    int64_t now;             /* 0: BUILD_NOW */
    struct build_wish certs[MOST_CERTS];
};

/* A certificate between the ends, and one that is an anchor; `...` adds to or
 * overrides what is usual. */
#define SERVER(...)                                                            \
    {                                                                          \
        .issuer = "CA 1", .names = "dns:rec01", .purposes = BUILD_SERVER_AUTH, \
        __VA_ARGS__                                                            \
    }
#define AUTHORITY(title, ...)                                                  \
    {                                                                          \
        .subject = title, .issuer = "CA above", .key = 2, .signer = 3,         \
        .flags = BUILD_CA, .key_usage = BUILD_CA_USAGE, __VA_ARGS__            \
    }
#define CA(...) AUTHORITY("CA 1", __VA_ARGS__)
#define ROOT(...)                                                              \
    {                                                                          \
        .subject = "Root", .key = 3, .signer = 3, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }
#define SELF_ISSUED(...)                                                       \
    {                                                                          \
        .subject = "CA 1", .key = 4, .signer = 2, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }
#define LENGTH(value)                                                          \
    .flags = BUILD_CA | BUILD_PATH_LENGTH, .path_length = (value)

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct row rows[] = {
    /* 6.1.1 (a), (d), 6.1.2 (g) to (k) */
    {"a good path of three", "", .certs = {SERVER(), CA(), ROOT()}},
    {"a good path of two", "", .certs = {SERVER(), ROOT()}},
    {"a device's certificate that is its own anchor", "",
     .certs = {SERVER(.subject = "Camera", .issuer = NULL)}},

    /* 6.1.1 (b), 6.1.3 (a) (2) */
    {"expired by a second", "expired@0",
     .certs = {SERVER(.not_after = BUILD_NOW - 1), ROOT()}},
    {"expires at this second", "",
     .certs = {SERVER(.not_after = BUILD_NOW), ROOT()}},
    {"begins at this second", "",
     .certs = {SERVER(.not_before = BUILD_NOW), ROOT()}},
    {"begins in a second", "not-valid-yet@0",
     .certs = {SERVER(.not_before = BUILD_NOW + 1), ROOT()}},
    {"ends before it begins", "expired@0",
     .certs = {SERVER(.not_before = BUILD_NOW + DAY,
                      .not_after = BUILD_NOW - DAY),
               ROOT()}},
    {"an intermediate has expired", "expired@1",
     .certs = {SERVER(), CA(.not_after = BUILD_NOW - 1), ROOT()}},
    {"the root has expired", "root-expired@1",
     .certs = {SERVER(), ROOT(.not_after = BUILD_NOW - 1)}},
    {"the root is not valid yet", "not-valid-yet@1",
     .certs = {SERVER(), ROOT(.not_before = BUILD_NOW + 1)}},
    {"the root has expired, its validity does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_VALIDITY,
     .certs = {SERVER(), ROOT(.not_after = BUILD_NOW - 1)}},
    {"a device's certificate that is its own anchor has expired, and the "
     "anchor's validity does not count",
     "expired@0", .ignored_fields = SCENE_ANCHOR_FIELDS,
     .certs = {SERVER(.issuer = NULL, .not_after = BUILD_NOW - 1)}},
    {"all have expired, without the clock", "", .changes = SKIP_TIME,
     .certs = {SERVER(.not_after = BUILD_NOW - 1),
               CA(.not_after = BUILD_NOW - 1),
               ROOT(.not_after = BUILD_NOW - 1)}},
    {"at the beginning of time", "not-valid-yet@0 not-valid-yet@1",
     .now = INT64_MIN, .certs = {SERVER(), ROOT()}},
    {"at the end of time", "expired@0 root-expired@1", .now = INT64_MAX,
     .certs = {SERVER(), ROOT()}},

    /* 6.1.4 (k) */
    {"an intermediate without basicConstraints", "issuer-is-not-a-ca@1",
     .certs = {SERVER(), CA(.flags = 0), ROOT()}},
    {"an intermediate that says it is no CA", "issuer-is-not-a-ca@1",
     .certs = {SERVER(), CA(.flags = BUILD_CONSTRAINTS), ROOT()}},
    {"an intermediate of version 1", "issuer-is-not-a-ca@1",
     .certs = {SERVER(), CA(.flags = BUILD_V1, .key_usage = 0), ROOT()}},
    {"a server's certificate as issuer",
     "issuer-is-not-a-ca@1 issuer-may-not-sign-certificates@1",
     .certs = {SERVER(),
               CA(.flags = 0, .key_usage = VMST_USAGE_DIGITAL_SIGNATURE),
               ROOT()}},

    /* The same of an anchor: architecture.md 4. */
    {"a root without basicConstraints is a lint under vms",
     "| trusted-root-not-marked-as-ca@1", .rules = "vms",
     .certs = {SERVER(), ROOT(.flags = 0)}},
    {"a root of version 1 is a lint under vms",
     "| trusted-root-not-marked-as-ca@1 version-not-3@1", .rules = "vms",
     .certs = {SERVER(), ROOT(.flags = BUILD_V1, .key_usage = 0)}},
    {"a system's root without basicConstraints is no CA",
     "issuer-is-not-a-ca@1", .rules = "vms", .changes = SYSTEM_ANCHOR,
     .certs = {SERVER(), ROOT(.flags = 0)}},
    {"a root that says it is no CA", "issuer-is-not-a-ca@1", .rules = "vms",
     .certs = {SERVER(), ROOT(.flags = BUILD_CONSTRAINTS)}},
    {"a root that says it is no CA, its mark does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_AUTHORITY,
     .certs = {SERVER(), ROOT(.flags = BUILD_CONSTRAINTS)}},

    /* 6.1.2 (k), 6.1.4 (l), (m), RFC 5937 3.2 */
    {"path length 0, nothing between", "",
     .certs = {SERVER(), ROOT(LENGTH(0))}},
    {"path length 0, one between", "path-too-long@2",
     .certs = {SERVER(), CA(), ROOT(LENGTH(0))}},
    {"path length 1, one between", "",
     .certs = {SERVER(), CA(), ROOT(LENGTH(1))}},
    {"path length 0, one between that is self-issued", "",
     .certs = {SERVER(), SELF_ISSUED(), CA(LENGTH(0)), ROOT()}},
    {"path length 0, a self-issued one and another between", "path-too-long@3",
     .certs = {SERVER(), AUTHORITY("CA 2"), SELF_ISSUED(), CA(LENGTH(0)),
               ROOT()}},
    {"path length 0 of an intermediate, one between", "path-too-long@2",
     .certs = {SERVER(), AUTHORITY("CA 2"), CA(LENGTH(0)), ROOT()}},
    {"the root's path length does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_PATH_LENGTH,
     .certs = {SERVER(), CA(), ROOT(LENGTH(0))}},
    {"path length 0 holds for a CA certificate at the end, too", "",
     .changes = FOR_AUTHORITY | ANY_PURPOSE, .certs = {CA(), ROOT(LENGTH(0))}},
    {"the caller wants no intermediates, and there is one", "path-too-long@0",
     .changes = NO_INTERMEDIATES, .certs = {SERVER(), CA(), ROOT()}},
    {"the caller wants no intermediates, and one is self-issued", "",
     .changes = NO_INTERMEDIATES, .certs = {SERVER(), SELF_ISSUED(), ROOT()}},

    /* 6.1.4 (n) */
    {"an intermediate may not sign certificates",
     "issuer-may-not-sign-certificates@1",
     .certs = {SERVER(), CA(.key_usage = VMST_USAGE_CRL_SIGN), ROOT()}},
    {"an intermediate without key usage", "",
     .certs = {SERVER(), CA(.key_usage = 0), ROOT()}},
    {"the root may not sign certificates", "issuer-may-not-sign-certificates@1",
     .certs = {SERVER(), ROOT(.key_usage = VMST_USAGE_CRL_SIGN)}},
    {"the root may not sign certificates, its key usage does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_KEY_USAGE,
     .certs = {SERVER(), ROOT(.key_usage = VMST_USAGE_CRL_SIGN)}},

    /* 6.1.4 (o), 6.1.5 (f) */
    {"a critical extension that nobody knows",
     "critical-extension-unknown@0 critical-extension-unknown@1 "
     "critical-extension-unknown@2",
     .certs = {SERVER(.more = {{"1.2.3.4", "0500", true}}),
               CA(.more = {{"1.2.3.4", "0500", true}}),
               ROOT(.more = {{"1.2.3.4", "0500", true}})}},
    {"an extension that nobody knows, not critical", "",
     .certs = {SERVER(.more = {{"1.2.3.4", "0500", false}}), ROOT()}},
    {"a critical extension of the root does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_CRITICAL,
     .certs = {SERVER(), ROOT(.more = {{"1.2.3.4", "0500", true}})}},

    /* 4.2.1.12 */
    {"no purpose at all", "", .certs = {SERVER(.purposes = NULL), ROOT()}},
    {"any purpose", "", .certs = {SERVER(.purposes = "2.5.29.37.0"), ROOT()}},
    {"another purpose", "not-for-server-authentication@0",
     .certs = {SERVER(.purposes = "1.3.6.1.5.5.7.3.2"), ROOT()}},
    {"another purpose, and nobody asks", "", .changes = ANY_PURPOSE,
     .certs = {SERVER(.purposes = "1.3.6.1.5.5.7.3.2"), ROOT()}},
    {"an intermediate for another purpose", "not-for-server-authentication@1",
     .certs = {SERVER(), CA(.purposes = "1.3.6.1.5.5.7.3.2"), ROOT()}},
    {"a root for another purpose", "not-for-server-authentication@1",
     .certs = {SERVER(), ROOT(.purposes = "1.3.6.1.5.5.7.3.2")}},
    {"a root for another purpose, which does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_PURPOSE,
     .certs = {SERVER(), ROOT(.purposes = "1.3.6.1.5.5.7.3.2")}},

    /* The certificate as a CA. */
    {"a server's certificate judged as a CA",
     "issuer-is-not-a-ca@0 issuer-may-not-sign-certificates@0",
     .changes = FOR_AUTHORITY | ANY_PURPOSE,
     .certs = {SERVER(.key_usage = VMST_USAGE_DIGITAL_SIGNATURE), ROOT()}},
    {"a root judged as a CA that is its own anchor", "",
     .changes = FOR_AUTHORITY | ANY_PURPOSE, .certs = {ROOT()}},

    /* 6.1.2 (b), (c), 6.1.3 (b), (c), 6.1.4 (g), RFC 5937 3.2 */
    {"a name that the root does not permit", "name-not-permitted-by-ca@0",
     .certs = {SERVER(), ROOT(.permitted = "dns:site.local")}},
    {"a name that the root does not permit, which does not count", "",
     .ignored_fields = VMSTRUST_ANCHOR_FIELD_NAME_CONSTRAINTS,
     .certs = {SERVER(), ROOT(.permitted = "dns:site.local")}},
    {"a name that an intermediate does not permit",
     "name-not-permitted-by-ca@0",
     .certs = {SERVER(), CA(.permitted = "dns:site.local"), ROOT()}},
    {"an intermediate's subject that the root does not permit",
     "name-not-permitted-by-ca@1",
     .certs = {SERVER(), CA(), ROOT(.permitted = "dir:Server")}},
    {"a self-issued intermediate is not held to constraints", "",
     .certs = {SERVER(.subject = "Server"), SELF_ISSUED(),
               ROOT(.permitted = "dir:Server")}},
    {"a self-issued certificate at the end is held to constraints",
     "name-not-permitted-by-ca@0",
     .certs = {SERVER(.subject = "CA 1"), ROOT(.permitted = "dir:Server")}},
    {"its own constraints bind no certificate", "",
     .certs = {SERVER(.permitted = "dns:site.local"), ROOT()}},
    {"a device's certificate that is its own anchor binds itself to nothing",
     "", .certs = {SERVER(.issuer = NULL, .permitted = "dns:site.local")}},
    {"a constraint that is no name, on an intermediate", "malformed@1",
     .certs = {SERVER(.names = "ip:10.0.0.5"),
               CA(.permitted = "dns:.site..local"), ROOT()}},
    {"a constraint that is no name, on a root", "malformed@1",
     .certs = {SERVER(.names = "ip:10.0.0.5"),
               ROOT(.excluded = "dns:.site..local")}},

    /* The subject in place of DNS names. */
    {"the subject under an own root", "", .changes = WITH_COMMON_NAME,
     .certs = {SERVER(.subject = "rec01", .names = NULL), ROOT()}},
    {"the subject under a root of the system", "host-name-not-in-certificate@0",
     .changes = WITH_COMMON_NAME | SYSTEM_ANCHOR,
     .certs = {SERVER(.subject = "rec01", .names = NULL), ROOT()}},
    {"the subject must be a DNS name that the root permits",
     "name-not-permitted-by-ca@0", .changes = WITH_COMMON_NAME,
     .certs = {SERVER(.subject = "rec01", .names = NULL),
               ROOT(.permitted = "dns:site.local")}},
    {"the subject must not be a DNS name that an intermediate excludes",
     "name-not-permitted-by-ca@0", .changes = WITH_COMMON_NAME,
     .certs = {SERVER(.subject = "rec01", .names = NULL),
               CA(.excluded = "dns:rec01"), ROOT()}},

    /* Policies: more in the published suites. */
    {"a policy is demanded, and there is one", "",
     .certs = {SERVER(.policies = "1.2.3.5"),
               CA(.policies = "1.2.3.5",
                  .flags = BUILD_CA | BUILD_POLICY_LIMITS),
               ROOT()}},
    {"a policy is demanded, and there is none", "policy-not-acceptable@0",
     .certs = {SERVER(),
               CA(.policies = "1.2.3.5",
                  .flags = BUILD_CA | BUILD_POLICY_LIMITS),
               ROOT()}},

    /* Lints of the path. */
    {"valid longer than its CA", "| outlives-its-ca@0", .rules = "vms",
     .certs = {SERVER(), CA(.not_after = BUILD_NOW + 400 * DAY), ROOT()}},
};

#pragma GCC diagnostic pop

/* --- One row ------------------------------------------------------------------ */

struct made {
    struct vmst_cert *certs[MOST_CERTS];
    struct vmst_anchor anchor;
    struct vmst_path path;
};

static void
make(const struct row *row, struct made *made)
{
    static const struct build_wish nothing;

    *made = (struct made){.path = {.count = 0}};
    for (size_t i = 0; i < MOST_CERTS; i++) {
        if (memcmp(&row->certs[i], &nothing, sizeof nothing) == 0) {
            break;
        }
        made->certs[i] = build_cert(&row->certs[i]);
        assert_false(made->certs[i]->is_malformed);
        made->path.certs[made->path.count++] = made->certs[i];
    }
    made->anchor = (struct vmst_anchor){
        .cert = made->certs[made->path.count - 1],
        .own.has_every = (row->changes & SYSTEM_ANCHOR) == 0,
        .system.has_every = (row->changes & SYSTEM_ANCHOR) != 0,
    };
    made->path.anchor = &made->anchor;
}

static struct vmst_rules
rules_of(const struct row *row, const struct vmst_severities *severities)
{
    struct vmst_rules rules = scene_rules(severities);

    rules.skip_time = (row->changes & SKIP_TIME) != 0;
    rules.allow_weak = (row->changes & ALLOW_WEAK) != 0;
    rules.is_for_authority = (row->changes & FOR_AUTHORITY) != 0;
    rules.anchor_fields &= ~row->ignored_fields;
    rules.now = row->now == 0 ? BUILD_NOW : row->now;
    if ((row->changes & ANY_PURPOSE) != 0) {
        rules.purpose = vmst_bytes(NULL, 0);
    }
    if ((row->changes & NO_INTERMEDIATES) != 0) {
        rules.max_intermediates = 0;
    }
    if ((row->changes & WITH_COMMON_NAME) != 0) {
        rules.common_name = vmst_bytes_of("rec01");
    }
    return rules;
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    struct vmst_severities severities =
        scene_severities(row->rules == NULL ? "path" : row->rules);
    struct vmst_rules rules = rules_of(row, &severities);
    struct vmst_budget budget = vmst_budget_full();
    struct vmst_findings findings = {.count = 0};
    struct vmst_policy_scratch *scratch = vmst_policy_scratch_new();
    struct made made;

    make(row, &made);
    vmst_validate(&rules, &made.path, scratch, &budget, &findings);
    assert_string_equal(scene_say(&findings, VMSTRUST_SEVERITY_WARNING),
                        row->expected);
    assert_null(budget.spent);
    free(scratch);
    for (size_t i = 0; i < made.path.count; i++) {
        vmst_cert_free(made.certs[i]);
    }
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    return _cmocka_run_group_tests("validate", tests, count, NULL, NULL);
}
