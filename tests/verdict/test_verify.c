/*
 * The verdict: a row is what was sent, what is trusted, what was asked, and
 * exactly what is found, warnings included. Law of every row: trusted if and
 * only if no finding is an error.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "verdict/verify.h"

#include "../rows.h"
#include "../scene.h"

enum { MOST_SENT = 4, MOST_ROOTS = 3 };

#define DAY INT64_C(86400)
#define HOST "rec01.site.local"
#define CLIENT_AUTH "1.3.6.1.5.5.7.3.2"

struct world { /* what a row may still change */
    struct vmst_policy *policy;
    struct vmst_trust *trust; /* not sealed; the roots are not in it */
    struct vmst_chain *chain;
    struct vmst_cert **roots; /* those of the row */
};

struct row {
    const char *name;
    const char *expected;
    const char *role;  /* NULL: "tls-server" */
    const char *rules; /* NULL: "vms" */
    const char *host;  /* NULL: HOST; "" is none */
    vmstrust_match matched;
    int64_t now; /* 0: BUILD_NOW */
    struct build_wish sent[MOST_SENT];
    struct build_wish roots[MOST_ROOTS];
    void (*change)(const struct world *world);
    bool no_roots; /* the change has put them where they belong */
    bool is_pinned;
};

#define SERVER(...)                                                            \
    {                                                                          \
        .issuer = "Root", .signer = 2, .names = "dns:rec01 dns:" HOST,         \
        .purposes = BUILD_SERVER_AUTH, __VA_ARGS__                             \
    }
#define CA(...)                                                                \
    {                                                                          \
        .subject = "CA", .issuer = "Root", .key = 3, .signer = 2,              \
        .flags = BUILD_CA, .key_usage = BUILD_CA_USAGE, __VA_ARGS__            \
    }
#define BELOW_CA(...) SERVER(.issuer = "CA", .signer = 3, __VA_ARGS__)
#define ROOT(...)                                                              \
    {                                                                          \
        .subject = "Root", .key = 2, .signer = 2, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }
/* A camera's own: nobody issued it. */
#define CAMERA(...)                                                            \
    {                                                                          \
        .subject = "camera", .key = 5, .signer = 5,                            \
        .names = "dns:rec01 dns:" HOST, __VA_ARGS__                            \
    }
#define BY_CN .subject = HOST, .names = NULL

#define SAN_DNS VMSTRUST_MATCH_SAN_DNS
#define SAN_IP VMSTRUST_MATCH_SAN_IP
#define SUBJECT_CN VMSTRUST_MATCH_SUBJECT_CN

/* --- Changes ------------------------------------------------------------------ */

static struct vmst_cert *
leaf_of(const struct world *world)
{
    return world->chain->certs.list[0];
}

static void
must(int code)
{
    assert_int_equal(code, VMSTRUST_OK);
}

static void
pin(const struct world *world, const struct vmst_cert *cert, const char *host,
    int64_t expires)
{
    struct vmst_host read;

    must(vmst_host_read(host, &read, NULL));
    must(vmst_trust_add_pin(world->trust, read.text, cert, expires));
}

static void
pin_leaf(const struct world *world)
{
    pin(world, leaf_of(world), HOST, BUILD_NOW + 1);
}

static void
pin_leaf_and_require_revocation(const struct world *world)
{
    pin_leaf(world);
    vmst_policy_set_revocation(world->policy, VMSTRUST_REVOCATION_REQUIRED);
}

static void
pin_leaf_in_capitals(const struct world *world)
{
    pin(world, leaf_of(world), "REC01.Site.LOCAL.", BUILD_NOW + 1);
}

static void
pin_leaf_until_now(const struct world *world)
{
    pin(world, leaf_of(world), HOST, BUILD_NOW);
}

static void
pin_leaf_twice(const struct world *world)
{
    pin(world, leaf_of(world), HOST, BUILD_NOW + 1);
    pin(world, leaf_of(world), HOST, BUILD_NOW - 1);
}

static void
pin_root(const struct world *world)
{
    pin(world, world->roots[0], HOST, BUILD_NOW + 1);
}

static void
pin_root_no_longer(const struct world *world)
{
    pin(world, world->roots[0], HOST, BUILD_NOW - 1);
}

static void
pin_root_to_another_host(const struct world *world)
{
    pin(world, world->roots[0], "rec02.site.local", BUILD_NOW + 1);
}

static void
pin_leaf_of_address(const struct world *world)
{
    pin(world, leaf_of(world), "2001:DB8:0::1", BUILD_NOW + 1);
}

static void
pin_and_distrust_leaf(const struct world *world)
{
    pin_leaf(world);
    must(vmst_trust_distrust_cert(world->trust, leaf_of(world)));
}

static void
pin_and_distrust_key(const struct world *world)
{
    pin_leaf(world);
    must(vmst_trust_distrust_key(world->trust, leaf_of(world)));
}

static void
lower(const struct world *world, vmstrust_finding finding)
{
    must(vmst_policy_set_severity(world->policy, finding,
                                  VMSTRUST_SEVERITY_WARNING, true, NULL));
}

static void
pin_root_and_lower(const struct world *world)
{
    pin_root(world);
    lower(world, VMSTRUST_FINDING_PIN_CHANGED);
}

static void
pin_leaf_skip_name(const struct world *world)
{
    pin_leaf(world);
    world->policy->insecure_skip_name = true;
}

static void
pin_root_skip_name(const struct world *world)
{
    pin_root(world);
    world->policy->insecure_skip_name = true;
}

static void
distrust_root_key(const struct world *world)
{
    must(vmst_trust_distrust_key(world->trust, world->roots[0]));
}

static void
distrust_root(const struct world *world)
{
    must(vmst_trust_distrust_cert(world->trust, world->roots[0]));
}

static void
distrust_leaf(const struct world *world)
{
    must(vmst_trust_distrust_cert(world->trust, leaf_of(world)));
}

static void
distrust_second(const struct world *world)
{
    must(vmst_trust_distrust_cert(world->trust, world->chain->certs.list[1]));
}

static void
distrust_second_key(const struct world *world)
{
    must(vmst_trust_distrust_key(world->trust, world->chain->certs.list[1]));
}

static void
lower_distrusted(const struct world *world)
{
    distrust_root(world);
    lower(world, VMSTRUST_FINDING_DISTRUSTED);
}

static void
trust_for_mobile_server(const struct world *world)
{
    must(vmst_trust_add_anchor(world->trust, world->roots[0],
                               VMSTRUST_ROLE_MOBILE_SERVER, false));
}

static void
trust_for_two_roles(const struct world *world)
{
    trust_for_mobile_server(world);
    must(vmst_trust_add_anchor(world->trust, world->roots[0],
                               VMSTRUST_ROLE_TLS_SERVER, false));
}

static void
trust_as_system(const struct world *world)
{
    must(vmst_trust_add_anchor(world->trust, world->roots[0], 0, true));
}

static void
trust_as_system_and_own(const struct world *world)
{
    trust_as_system(world);
    must(vmst_trust_add_anchor(world->trust, world->roots[0], 0, false));
}

static void
trust_as_system_and_own_elsewhere(const struct world *world)
{
    trust_as_system(world);
    trust_for_mobile_server(world);
}

static void
trust_as_intermediate(const struct world *world)
{
    must(vmst_trust_add_intermediate(world->trust, world->roots[1]));
    must(vmst_trust_add_anchor(world->trust, world->roots[0], 0, false));
}

static void
skip_name(const struct world *world)
{
    world->policy->insecure_skip_name = true;
}

static void
skip_time(const struct world *world)
{
    world->policy->insecure_skip_time = true;
    world->policy->has_earliest_time = true;
    world->policy->earliest_time = BUILD_NOW + 1;
}

static void
allow_weak(const struct world *world)
{
    world->policy->insecure_allow_weak = true;
}

static void
earliest_is_now(const struct world *world)
{
    world->policy->has_earliest_time = true;
    world->policy->earliest_time = BUILD_NOW;
}

static void
earliest_is_later(const struct world *world)
{
    world->policy->has_earliest_time = true;
    world->policy->earliest_time = BUILD_NOW + 1;
}

static void
due_within_a_century(const struct world *world)
{
    world->policy->due_within = 36500;
}

static void
require_both_names(const struct world *world)
{
    must(vmst_policy_add_required_name(world->policy, "REC01", NULL));
    must(vmst_policy_add_required_name(world->policy, HOST ".", NULL));
}

static void
require_address(const struct world *world)
{
    must(vmst_policy_add_required_name(world->policy, "10.0.0.5", NULL));
}

static void
require_subject(const struct world *world)
{
    must(vmst_policy_add_required_name(world->policy, HOST, NULL));
}

static void
lower_malformed(const struct world *world)
{
    lower(world, VMSTRUST_FINDING_MALFORMED);
}

static void
lower_signature(const struct world *world)
{
    lower(world, VMSTRUST_FINDING_SIGNATURE_INVALID);
}

static void
lower_work_limit(const struct world *world)
{
    lower(world, VMSTRUST_FINDING_WORK_LIMIT_REACHED);
    lower(world, VMSTRUST_FINDING_KEY_UNREASONABLE);
    lower(world, VMSTRUST_FINDING_ALGORITHM_UNKNOWN);
}

static void
silence_mark(const struct world *world)
{
    must(vmst_policy_set_severity(
        world->policy, VMSTRUST_FINDING_TRUSTED_ROOT_NOT_MARKED_AS_CA,
        VMSTRUST_SEVERITY_OFF, false, NULL));
}

static void
fields_of_anchor_count(const struct world *world)
{
    world->policy->anchor_fields_set = SCENE_ANCHOR_FIELDS;
}

#define RSA_1024_SPKI                                                          \
    "30819f300d06092a864886f70d010101050003818d0030818902818100"               \
    "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"         \
    "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"         \
    "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"         \
    "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"         \
    "0203010001"
#define SHA1_WITH_RSA "300d06092a864886f70d0101050500"
#define CUT .more = {{"2.5.29.19", "30", true}} /* basicConstraints, cut off */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct row rows[] = {
    /* RFC 5280 6.1.1 (a), (d), 6.1.2 (g) to (j), 6.1.3 (a) (1), (4), 6.1.4 (c),
     * (d), (f) */
    {"a server below a root", "", .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT()}},
    {"a server below an intermediate that is sent", "", .matched = SAN_DNS,
     .sent = {BELOW_CA(), CA()}, .roots = {ROOT()}},
    {"a server below an intermediate of the store", "| intermediate-not-sent@1",
     .matched = SAN_DNS, .sent = {BELOW_CA()}, .roots = {ROOT(), CA()},
     .change = trust_as_intermediate, .no_roots = true},
    {"an intermediate is trusted as the end of a path", "", .matched = SAN_DNS,
     .sent = {BELOW_CA()}, .roots = {CA()}},
    {"a device's certificate is trusted itself", "", .matched = SAN_DNS,
     .sent = {CAMERA()}, .roots = {CAMERA()}},
    {"nobody is trusted", "root-not-installed@0", .matched = SAN_DNS,
     .sent = {SERVER()}},
    {"the root that is sent along is no trusted one", "root-not-installed@1",
     .matched = SAN_DNS, .sent = {SERVER(), ROOT()}},

    /* RFC 9525 6.1, RFC 9525 6.6: more in test_host.c. */
    {"another host", "host-name-not-in-certificate@0",
     .host = "rec02.site.local", .sent = {SERVER()}, .roots = {ROOT()}},
    {"a host in capitals with a dot at its end", "",
     .host = "REC01.SITE.LOCAL.", .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT()}},
    {"an address", "", .host = "10.0.0.5", .matched = SAN_IP,
     .sent = {SERVER(.names = "dns:rec01 dns:a.b ip:10.0.0.5")},
     .roots = {ROOT()}},
    {"an address written as a DNS name", "ip-address-not-in-certificate@0",
     .host = "10.0.0.5", .sent = {SERVER(.names = "dns:10.0.0.5")},
     .roots = {ROOT()}},
    {"no host for a role that takes none", "", .role = "any", .host = "",
     .sent = {SERVER(.purposes = CLIENT_AUTH)}, .roots = {ROOT()}},
    {"a host for a role that takes none", "host-name-not-in-certificate@0",
     .role = "any", .host = "rec02.site.local", .sent = {SERVER()},
     .roots = {ROOT()}},
    {"a certificate of a client", "", .role = "tls-client", .host = "",
     .sent = {SERVER(.purposes = CLIENT_AUTH)}, .roots = {ROOT()}},
    {"a server's certificate for a client", "not-for-this-purpose@0",
     .role = "tls-client", .host = "", .sent = {SERVER()}, .roots = {ROOT()}},
    {"a CA certificate", "", .role = "authority", .host = "", .sent = {CA()},
     .roots = {ROOT()}},
    {"a server's certificate as a CA", "issuer-is-not-a-ca@0",
     .role = "authority", .host = "", .sent = {SERVER()}, .roots = {ROOT()}},

    /* The subject in place of DNS names. */
    {"the subject", "| host-name-only-in-subject@0", .matched = SUBJECT_CN,
     .sent = {SERVER(BY_CN)}, .roots = {ROOT()}},
    {"the subject beside an e-mail address", "| host-name-only-in-subject@0",
     .matched = SUBJECT_CN,
     .sent = {SERVER(BY_CN, .names = "email:a@site.local")}, .roots = {ROOT()}},
    {"the subject beside a DNS name", "host-name-not-in-certificate@0",
     .sent = {SERVER(BY_CN, .names = "dns:rec02")}, .roots = {ROOT()}},
    {"the subject beside an address", "host-name-not-in-certificate@0",
     .sent = {SERVER(BY_CN, .names = "ip:10.0.0.5")}, .roots = {ROOT()}},
    {"the subject under other rules", "host-name-not-in-certificate@0",
     .rules = "path", .sent = {SERVER(BY_CN)}, .roots = {ROOT()}},
    {"the subject under a root of the system",
     "host-name-not-in-certificate@0 | host-name-only-in-subject@0",
     .matched = SUBJECT_CN, .sent = {SERVER(BY_CN)}, .roots = {ROOT()},
     .change = trust_as_system, .no_roots = true},
    {"the subject under a root that is the system's and the caller's",
     "| host-name-only-in-subject@0", .matched = SUBJECT_CN,
     .sent = {SERVER(BY_CN)}, .roots = {ROOT()},
     .change = trust_as_system_and_own, .no_roots = true},
    {"the subject under a root of the system that is the caller's for another "
     "role",
     "host-name-not-in-certificate@0 | host-name-only-in-subject@0",
     .matched = SUBJECT_CN, .sent = {SERVER(BY_CN)}, .roots = {ROOT()},
     .change = trust_as_system_and_own_elsewhere, .no_roots = true},
    {"the subject where DNS names are restricted",
     "name-not-permitted-by-ca@0 | host-name-only-in-subject@0",
     .matched = SUBJECT_CN, .sent = {SERVER(BY_CN)},
     .roots = {ROOT(.permitted = "dns:other.local")}},
    {"the subject is an address", "ip-address-not-in-certificate@0",
     .host = "10.0.0.5", .sent = {SERVER(.subject = "10.0.0.5", .names = NULL)},
     .roots = {ROOT()}},
    {"the subject is a wildcard", "host-name-not-in-certificate@0",
     .sent = {SERVER(.subject = "*.site.local", .names = NULL)},
     .roots = {ROOT()}},

    /* Required names. */
    {"both required names", "", .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT()}, .change = require_both_names},
    {"a required address that is not there",
     "required-name-not-in-certificate@0", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = require_address},
    {"a required name only in the subject",
     "required-name-not-in-certificate@0 | host-name-only-in-subject@0",
     .matched = SUBJECT_CN, .sent = {SERVER(BY_CN)}, .roots = {ROOT()},
     .change = require_subject},

    /* Pins. */
    {"a pinned certificate", "", .matched = SAN_DNS, .sent = {CAMERA()},
     .change = pin_leaf, .is_pinned = true},
    {"a pin in other letters", "", .matched = SAN_DNS, .sent = {CAMERA()},
     .change = pin_leaf_in_capitals, .is_pinned = true},
    {"a pin of an address in another form", "", .host = "2001:db8::1",
     .matched = SAN_IP,
     .sent = {CAMERA(.names = "dns:a dns:a.b ip:2001:db8::1")},
     .change = pin_leaf_of_address, .is_pinned = true},
    {"a pin that ends now", "pin-changed@0", .matched = SAN_DNS,
     .sent = {CAMERA()}, .change = pin_leaf_until_now},
    {"a pin where revocation must be known", "revocation-unknown@0",
     .matched = SAN_DNS, .sent = {CAMERA()},
     .change = pin_leaf_and_require_revocation, .is_pinned = true},
    {"one of two pins has expired", "", .matched = SAN_DNS, .sent = {CAMERA()},
     .change = pin_leaf_twice, .is_pinned = true},
    {"another certificate is pinned, and a path is not enough", "pin-changed@0",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT()},
     .change = pin_root},
    {"another certificate was pinned, and a path is not enough",
     "pin-changed@0", .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT()},
     .change = pin_root_no_longer},
    {"another certificate is pinned to another host", "", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = pin_root_to_another_host},
    {"a pinned certificate issues nothing", "pin-changed@0", .matched = SAN_DNS,
     .sent = {SERVER(), ROOT()}, .roots = {ROOT()}, .change = pin_root,
     .no_roots = true},
    {"a pinned certificate has expired", "expired@0", .matched = SAN_DNS,
     .sent = {CAMERA(.not_after = BUILD_NOW - 1)}, .change = pin_leaf,
     .is_pinned = true},
    {"a pinned certificate for another host", "host-name-not-in-certificate@0",
     .sent = {CAMERA(.names = "dns:rec02")}, .change = pin_leaf,
     .is_pinned = true},
    {"a pinned certificate with a weak key", "key-or-signature-too-weak@0",
     .matched = SAN_DNS, .sent = {CAMERA(.spki = RSA_1024_SPKI)},
     .change = pin_leaf, .is_pinned = true},
    {"a pinned certificate is distrusted", "distrusted@0", .matched = SAN_DNS,
     .sent = {CAMERA()}, .change = pin_and_distrust_leaf, .is_pinned = true},
    {"a pinned certificate with a distrusted key", "distrusted@0",
     .matched = SAN_DNS, .sent = {CAMERA()}, .change = pin_and_distrust_key,
     .is_pinned = true},
    {"a changed pin that only warns still wants a path",
     "root-not-installed@0 | pin-changed@0", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = pin_root_and_lower,
     .no_roots = true},
    {"a changed pin that only warns, and a path", "| pin-changed@0",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT()},
     .change = pin_root_and_lower},
    {"a pinned certificate for another host, without the name", "",
     .sent = {CAMERA(.names = "dns:rec02 dns:a.b")},
     .change = pin_leaf_skip_name, .is_pinned = true},
    {"a changed pin without the name", "pin-changed@0", .sent = {SERVER()},
     .roots = {ROOT()}, .change = pin_root_skip_name},

    /* Distrust. */
    {"the certificate is distrusted", "distrusted@0", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = distrust_leaf},
    {"the root is distrusted", "distrusted", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = distrust_root},
    {"the root's key is distrusted", "distrusted", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = distrust_root_key},
    {"the intermediate is distrusted", "distrusted", .matched = SAN_DNS,
     .sent = {BELOW_CA(), CA()}, .roots = {ROOT()}, .change = distrust_second},
    {"the intermediate is distrusted, and there is another with its key", "",
     .matched = SAN_DNS, .sent = {BELOW_CA(), CA(), CA(.serial = 2)},
     .roots = {ROOT()}, .change = distrust_second},
    {"the intermediate's key is distrusted, and there is another with it",
     "distrusted", .matched = SAN_DNS,
     .sent = {BELOW_CA(), CA(), CA(.serial = 2)}, .roots = {ROOT()},
     .change = distrust_second_key},
    {"a device's certificate is trusted and distrusted", "distrusted@0",
     .matched = SAN_DNS, .sent = {CAMERA()}, .roots = {CAMERA()},
     .change = distrust_leaf},
    {"the root is distrusted, which only warns: it is no root all the same",
     "root-not-installed@0 | distrusted", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = lower_distrusted},

    /* Roles of roots. */
    {"the root is for another role", "root-not-for-this-use",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT()},
     .change = trust_for_mobile_server, .no_roots = true},
    {"the root is for two roles", "", .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT()}, .change = trust_for_two_roles, .no_roots = true},
    {"a device's certificate is for another role", "root-not-for-this-use",
     .matched = SAN_DNS, .sent = {CAMERA()}, .roots = {CAMERA()},
     .change = trust_for_mobile_server, .no_roots = true},

    /* The clock. */
    {"the clock is as early as it may be", "", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = earliest_is_now},
    {"the clock is earlier than it can be", "clock-wrong", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT()}, .change = earliest_is_later},
    {"60 days are left", "", .matched = SAN_DNS,
     .sent = {SERVER(.not_after = BUILD_NOW + 60 * DAY)}, .roots = {ROOT()}},
    {"one second less than 60 days is left", "| expires-soon@0",
     .matched = SAN_DNS,
     .sent = {SERVER(.not_after = BUILD_NOW + 60 * DAY - 1)},
     .roots = {ROOT()}},
    {"the last second", "| expires-soon@0", .matched = SAN_DNS,
     .sent = {SERVER(.not_after = BUILD_NOW)}, .roots = {ROOT()}},
    {"the root expires soon", "| expires-soon@1 outlives-its-ca@0",
     .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT(.not_after = BUILD_NOW + DAY)}},
    {"at the beginning of time", "not-valid-yet@0 not-valid-yet@1",
     .matched = SAN_DNS, .now = INT64_MIN, .sent = {SERVER()},
     .roots = {ROOT()}, .change = due_within_a_century},
    {"at the end of time", "expired@0 root-expired@1", .matched = SAN_DNS,
     .now = INT64_MAX, .sent = {SERVER()}, .roots = {ROOT()},
     .change = due_within_a_century},

    /* What is malformed. */
    {"a malformed certificate", "malformed@0", .sent = {SERVER(CUT)},
     .roots = {ROOT()}},
    {"a malformed extra", "", .matched = SAN_DNS, .sent = {SERVER(), CA(CUT)},
     .roots = {ROOT()}},
    {"a malformed intermediate", "root-not-installed@0", .matched = SAN_DNS,
     .sent = {BELOW_CA(), CA(CUT)}, .roots = {ROOT()}},

    /* Each insecure call does what its name says, and no more. */
    {"without the name: another host", "", .host = "rec02.site.local",
     .sent = {SERVER()}, .roots = {ROOT()}, .change = skip_name},
    {"without the name: no host", "", .host = "", .sent = {SERVER()},
     .roots = {ROOT()}, .change = skip_name},
    {"without the name: all else counts",
     "expired@0 not-for-server-authentication@0",
     .sent = {SERVER(.not_after = BUILD_NOW - 1, .purposes = CLIENT_AUTH)},
     .roots = {ROOT()}, .change = skip_name},
    {"without the clock: expired, and the clock is wrong", "",
     .matched = SAN_DNS, .sent = {SERVER(.not_after = BUILD_NOW - 1)},
     .roots = {ROOT(.not_after = BUILD_NOW - 1)}, .change = skip_time},
    {"without the clock: all else counts", "host-name-not-in-certificate@0",
     .host = "rec02.site.local", .sent = {SERVER(.not_after = BUILD_NOW - 1)},
     .roots = {ROOT()}, .change = skip_time},
    {"weak keys: RSA 1024", "", .matched = SAN_DNS,
     .sent = {SERVER(.spki = RSA_1024_SPKI)}, .roots = {ROOT()},
     .change = allow_weak},
    {"RSA 1024", "key-or-signature-too-weak@0", .matched = SAN_DNS,
     .sent = {SERVER(.spki = RSA_1024_SPKI)}, .roots = {ROOT()}},
    {"weak keys: a false signature is false", "signature-invalid@0",
     .matched = SAN_DNS, .sent = {SERVER(.flags = BUILD_BAD_SIGNATURE)},
     .roots = {ROOT()}, .change = allow_weak},
    {"malformed only warns: it is refused all the same", "malformed@0",
     .sent = {SERVER(CUT)}, .roots = {ROOT()}, .change = lower_malformed},
    {"a false signature only warns: there is no path all the same",
     "root-not-installed@0 | signature-invalid@0", .matched = SAN_DNS,
     .sent = {SERVER(.flags = BUILD_BAD_SIGNATURE)}, .roots = {ROOT()},
     .change = lower_signature},
    {"unknown algorithms only warn: there is no path all the same",
     "root-not-installed@0 | algorithm-unknown@0", .matched = SAN_DNS,
     .sent = {SERVER(.algorithm = "30060604abcdef01")}, .roots = {ROOT()},
     .change = lower_work_limit},

    /* The mark of a root. */
    {"a root without basicConstraints", "| trusted-root-not-marked-as-ca@1",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT(.flags = 0)}},
    {"a root without basicConstraints, and the warning is silenced", "",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT(.flags = 0)},
     .change = silence_mark},
    {"a root without basicConstraints under rfc5280",
     "trusted-root-not-marked-as-ca@1", .rules = "rfc5280", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT(.flags = 0)}},
    {"a root without basicConstraints under path", "", .rules = "path",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT(.flags = 0)}},
    {"a root without basicConstraints under path, where its mark counts",
     "issuer-is-not-a-ca@1", .rules = "path", .matched = SAN_DNS,
     .sent = {SERVER()}, .roots = {ROOT(.flags = 0)},
     .change = fields_of_anchor_count},
    {"a root of the system without basicConstraints", "issuer-is-not-a-ca@1",
     .matched = SAN_DNS, .sent = {SERVER()}, .roots = {ROOT(.flags = 0)},
     .change = trust_as_system, .no_roots = true},
    {"a root without basicConstraints of the system that is the caller's for "
     "another role",
     "issuer-is-not-a-ca@1", .matched = SAN_DNS, .sent = {SERVER()},
     .roots = {ROOT(.flags = 0)}, .change = trust_as_system_and_own_elsewhere,
     .no_roots = true},
};

#pragma GCC diagnostic pop

/* --- One row ------------------------------------------------------------------ */

static size_t
make_all(const struct build_wish *wishes, size_t most, struct vmst_cert **certs)
{
    static const struct build_wish nothing;
    size_t count = 0;

    while (count < most &&
           memcmp(&wishes[count], &nothing, sizeof nothing) != 0) {
        certs[count] = build_cert(&wishes[count]);
        count++;
    }
    return count;
}

static void
make_world(const struct row *row, struct world *world)
{
    struct vmst_cert *sent[MOST_SENT];
    size_t sent_count = make_all(row->sent, MOST_SENT, sent);
    size_t root_count = make_all(row->roots, MOST_ROOTS, world->roots);

    must(vmst_trust_new(NULL, &world->trust));
    must(vmst_chain_new(&world->chain));
    must(vmst_policy_new(
        vmst_role_find(row->role == NULL ? "tls-server" : row->role),
        &world->policy));
    if (row->rules != NULL) {
        vmst_policy_set_rules(world->policy, vmst_ruleset_find(row->rules));
    }
    for (size_t i = 0; i < sent_count; i++) {
        must(vmst_chain_add(world->chain, sent[i], NULL));
        vmst_cert_free(sent[i]);
    }
    for (size_t i = 0; i < root_count && !row->no_roots; i++) {
        must(vmst_trust_add_anchor(world->trust, world->roots[i], 0, false));
    }
    world->chain->has_time = true;
    world->chain->time = row->now == 0 ? BUILD_NOW : row->now;
    if (row->change != NULL) {
        row->change(world);
    }
    vmst_trust_seal(world->trust);
}

static void
free_world(struct world *world)
{
    for (size_t i = 0; i < MOST_ROOTS; i++) {
        vmst_cert_free(world->roots[i]);
    }
    vmst_chain_free(world->chain);
    vmst_policy_free(world->policy);
    vmst_trust_free(world->trust);
}

static const char *
host_of(const struct row *row)
{
    if (row->host == NULL) {
        return HOST;
    }
    return row->host[0] == '\0' ? NULL : row->host;
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    struct vmst_cert *roots[MOST_ROOTS] = {NULL};
    struct world world = {.roots = roots};
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_verdict verdict;

    make_world(row, &world);
    const struct vmst_question question = {.trust = world.trust,
                                           .policy = world.policy,
                                           .chain = world.chain,
                                           .host = host_of(row)};
    must(vmst_judge(&question, &note, &verdict));
    assert_string_equal(
        scene_say(&verdict.outcome.findings, VMSTRUST_SEVERITY_WARNING),
        row->expected);
    assert_int_equal(verdict.is_trusted,
                     scene_say(&verdict.outcome.findings,
                               VMSTRUST_SEVERITY_ERROR)[0] == '\0');
    assert_int_equal(verdict.matched, row->matched);
    assert_int_equal(verdict.is_pinned, row->is_pinned);
    free_world(&world);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    return _cmocka_run_group_tests("verify", tests, count, NULL, NULL);
}
