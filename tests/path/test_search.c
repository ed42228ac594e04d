/*
 * The search: a row is what was sent, what is stored and trusted, and which
 * path must come out, by serial numbers, with exactly what is found and the
 * near misses. Whatever the order of what was sent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "path/search.h"
#include "role/id.h"

#include "../rows.h"
#include "../scene.h"

enum { MOST = 8, ORDERS = 6 };

struct row {
    const char *name;
    const char *path; /* serial numbers, from the leaf */
    const char *expected;
    const char *near;    /* kinds, and the serial number of each */
    unsigned signatures; /* how many were computed; 0: not looked at */
    struct build_wish sent[MOST];
    struct build_wish stored[2];
    struct build_wish trusted[2];
    struct build_wish elsewhere; /* trusted for another role */
    struct build_wish distrusted;
};

/* Serial numbers name them: 1 the leaf, 2.. CAs, 90.. roots. */
#define LEAF(...)                                                              \
    {                                                                          \
        .issuer = "CA", .key = 1, .signer = 2, .serial = 1, .names = "dns:a",  \
        __VA_ARGS__                                                            \
    }
#define CA(number, title, by, ...)                                             \
    {                                                                          \
        .subject = title, .issuer = by, .serial = number, .flags = BUILD_CA,   \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }
#define GOOD_CA CA(2, "CA", "Root", .key = 2, .signer = 9)
#define ROOT CA(90, "Root", "Root", .key = 9, .signer = 9)
#define EXPIRED .not_after = BUILD_NOW - 1

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct row rows[] = {
    {.name = "leaf and root",
     .path = "1 90",
     .sent = {LEAF(.issuer = "Root", .signer = 9)},
     .trusted = {ROOT},
     .signatures = 1},
    {.name = "leaf, CA and root",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {ROOT},
     .signatures = 2},
    {.name = "the CA is stored",
     .path = "1 2 90",
     .sent = {LEAF()},
     .stored = {GOOD_CA},
     .trusted = {ROOT}},
    {.name = "the CA is trusted, and so is the root: the shorter path",
     .path = "1 2",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {GOOD_CA, ROOT},
     .signatures = 1},
    {.name = "the CA is trusted and has expired: the longer path",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {CA(3, "CA", "Root", .key = 2, .signer = 9, EXPIRED), ROOT}},
    {.name = "the leaf is trusted itself",
     .path = "1",
     .sent = {LEAF()},
     .trusted = {LEAF()}},
    {.name = "the leaf is trusted itself and has expired",
     .path = "1",
     .expected = "expired@0",
     .sent = {LEAF(EXPIRED)},
     .trusted = {LEAF(EXPIRED)}},
    {.name = "sent twice",
     .path = "1 2 90",
     .sent = {LEAF(), LEAF(), GOOD_CA, GOOD_CA, ROOT, ROOT},
     .trusted = {ROOT},
     .signatures = 2},
    {.name = "what leads nowhere costs no signature",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA, CA(3, "CA", "Nobody", .key = 2, .signer = 5),
              CA(4, "CA", "Nowhere", .key = 2, .signer = 5),
              CA(5, "Nowhere", "Nobody", .key = 5, .signer = 6),
              CA(6, "Other", "Root", .key = 7, .signer = 9)},
     .trusted = {ROOT},
     .signatures = 2},
    {.name = "a namesake with another key",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA, CA(3, "CA", "Root", .key = 3, .signer = 9)},
     .trusted = {ROOT},
     .signatures = 2},
    {.name = "a namesake that claims the key",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA,
              CA(3, "CA", "Root", .key = 3, .signer = 9, .key_id = 2)},
     .trusted = {ROOT}},
    {.name = "a key id that is wrong excludes nobody",
     .path = "1 2 90",
     .sent = {LEAF(.issuer_key_id = 77),
              CA(2, "CA", "Root", .key = 2, .signer = 9, .key_id = 78)},
     .trusted = {ROOT}},
    {.name = "a renewed CA: the one that has not expired",
     .path = "1 2 90",
     .sent = {LEAF(), CA(3, "CA", "Root", .key = 2, .signer = 9, EXPIRED),
              GOOD_CA},
     .trusted = {ROOT}},
    {.name = "the nearer root",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA, CA(3, "CA", "Far", .key = 2, .signer = 5),
              CA(4, "Far", "Root", .key = 5, .signer = 9)},
     .trusted = {ROOT},
     .signatures = 2},
    {.name = "the nearer way is closed, the longer open",
     .path = "1 3 4 90",
     .sent = {LEAF(),
              CA(2, "CA", "Root", .key = 2, .signer = 9, .excluded = "dns:a"),
              CA(3, "CA", "Far", .key = 2, .signer = 5),
              CA(4, "Far", "Root", .key = 5, .signer = 9)},
     .trusted = {ROOT}},
    {.name = "a cycle of two that certify each other, and a way out",
     .path = "1 3 4 90",
     .sent = {LEAF(), CA(2, "CA", "Other", .key = 2, .signer = 4),
              CA(3, "CA", "Other", .key = 2, .signer = 4),
              CA(4, "Other", "Root", .key = 4, .signer = 9),
              CA(5, "Other", "CA", .key = 4, .signer = 2)},
     .trusted = {ROOT}},
    {.name = "a cycle of two without a way out",
     .path = "1 2 5",
     .expected = "root-not-installed",
     .sent = {LEAF(), CA(2, "CA", "Other", .key = 2, .signer = 4),
              CA(5, "Other", "CA", .key = 4, .signer = 2)},
     .trusted = {ROOT}},
    {.name = "a new root that the old one certifies",
     .path = "1 2 3 90",
     .sent = {LEAF(), CA(2, "CA", "Root", .key = 2, .signer = 5),
              CA(3, "Root", "Root", .key = 5, .signer = 9)},
     .trusted = {ROOT}},
    {.name = "of two roots of one name, the one that signed",
     .path = "1 2 90",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {ROOT, CA(91, "Root", "Root", .key = 8, .signer = 8)}},

    /* What nearly was a path. */
    {.name = "nobody is trusted",
     .path = "1 2",
     .expected = "root-not-installed",
     .near = "missing-intermediate 2",
     .sent = {LEAF(), GOOD_CA}},
    {.name = "an intermediate is missing",
     .path = "1",
     .expected = "root-not-installed",
     .near = "missing-intermediate 1",
     .sent = {LEAF()},
     .trusted = {ROOT}},
    {.name = "another root has the name",
     .path = "1 2",
     .expected = "root-not-installed | other-ca-same-name",
     .near = "other-ca-same-name 91",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {CA(91, "Root", "Root", .key = 8, .signer = 8)}},
    {.name = "the root is for another role",
     .path = "1 2",
     .expected = "root-not-for-this-use",
     .near = "other-role 90",
     .sent = {LEAF(), GOOD_CA},
     .elsewhere = ROOT},
    {.name = "another root of the name is for another role",
     .path = "1 2",
     .expected = "root-not-installed | other-ca-same-name",
     .near = "other-ca-same-name 91",
     .sent = {LEAF(), GOOD_CA},
     .elsewhere = CA(91, "Root", "Root", .key = 8, .signer = 8)},
    {.name = "the issuer has expired",
     .path = "1 2 90",
     .expected = "expired@1",
     .near = "expired-issuer 2",
     .sent = {LEAF(), CA(2, "CA", "Root", .key = 2, .signer = 9, EXPIRED)},
     .trusted = {ROOT}},
    {.name = "the signature is false",
     .path = "1",
     .expected = "signature-invalid",
     .near = "signature-failed 2",
     .sent = {LEAF(.flags = BUILD_BAD_SIGNATURE), GOOD_CA},
     .trusted = {ROOT}},
    {.name = "the CA is distrusted",
     .path = "1",
     .expected = "distrusted",
     .near = "distrusted 2",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {ROOT},
     .distrusted = GOOD_CA},
    {.name = "the root is distrusted",
     .path = "1 2",
     .expected = "distrusted",
     .near = "distrusted 90",
     .sent = {LEAF(), GOOD_CA},
     .trusted = {ROOT},
     .distrusted = ROOT},

    /* Of two that fail, the one that tells more. */
    {.name = "expired tells more than no CA",
     .path = "1 2 90",
     .expected = "expired@1",
     .near = "expired-issuer 2",
     .sent = {LEAF(), CA(2, "CA", "Root", .key = 2, .signer = 9, EXPIRED),
              CA(3, "CA", "Root", .key = 2, .signer = 9, .flags = 0)},
     .trusted = {ROOT}},
    {.name = "a path that fails tells more than none",
     .path = "1 2 90",
     .expected = "issuer-is-not-a-ca@1",
     .sent = {LEAF(), CA(2, "CA", "Root", .key = 2, .signer = 9, .flags = 0),
              CA(3, "CA", "Nobody", .key = 2, .signer = 5)},
     .trusted = {ROOT}},
};

#pragma GCC diagnostic pop

/* --- One row ------------------------------------------------------------------ */

struct world {
    struct vmst_cert *sent[MOST];
    size_t count;
    struct vmst_trust *trust;
};

static bool
is_wished(const struct build_wish *wish)
{
    static const struct build_wish nothing;

    return memcmp(wish, &nothing, sizeof nothing) != 0;
}

typedef int adder(struct vmst_trust *trust, const struct vmst_cert *cert);

static int
trust_it(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    return vmst_trust_add_anchor(trust, cert, 0, false);
}

static int
trust_it_elsewhere(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    return vmst_trust_add_anchor(trust, cert, VMSTRUST_ROLE_MOBILE_SERVER,
                                 false);
}

static void
add_all(struct vmst_trust *trust, const struct build_wish *wishes, size_t most,
        adder *add)
{
    for (size_t i = 0; i < most && is_wished(&wishes[i]); i++) {
        AUTO(cert) cert = build_cert(&wishes[i]);

        assert_int_equal(add(trust, cert), VMSTRUST_OK);
    }
}

static void
make_world(const struct row *row, struct world *world)
{
    *world = (struct world){.count = 0};
    while (world->count < MOST && is_wished(&row->sent[world->count])) {
        world->sent[world->count] = build_cert(&row->sent[world->count]);
        world->count++;
    }
    assert_int_equal(vmst_trust_new(NULL, &world->trust), VMSTRUST_OK);
    add_all(world->trust, row->stored, 2, vmst_trust_add_intermediate);
    add_all(world->trust, row->trusted, 2, trust_it);
    add_all(world->trust, &row->elsewhere, 1, trust_it_elsewhere);
    add_all(world->trust, &row->distrusted, 1, vmst_trust_distrust_cert);
    vmst_trust_seal(world->trust);
}

static unsigned
serial_of(const struct vmst_cert *cert)
{
    return cert->serial.data[cert->serial.size - 1];
}

static void
check_path(const struct row *row, const struct vmst_path *path)
{
    char text[256] = "";
    size_t used = 0;

    for (size_t i = 0; i < path->count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%u",
                                 i == 0 ? "" : " ", serial_of(path->certs[i]));
    }
    assert_string_equal(text, row->path);
}

static void
check_near(const struct row *row, const struct vmst_near_misses *near)
{
    char text[1024] = "";
    size_t used = 0;

    for (size_t i = 0; i < near->count; i++) {
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%s %u", i == 0 ? "" : ", ",
            vmst_id_of(vmst_near_miss_ids(), (int)near->rows[i].kind),
            serial_of(near->rows[i].cert));
    }
    assert_string_equal(text, row->near == NULL ? "" : row->near);
}

static void
check_outcome(const struct row *row, const struct vmst_outcome *outcome)
{
    check_path(row, &outcome->path);
    assert_string_equal(
        scene_say(&outcome->findings, VMSTRUST_SEVERITY_WARNING),
        row->expected == NULL ? "" : row->expected);
    assert_null(outcome->budget.spent);
    if (outcome->findings.has_error) {
        check_near(row, &outcome->near);
    }
}

static void
check_signatures(const struct row *row, const struct vmst_outcome *outcome)
{
    uint32_t cost = 0;

    for (size_t i = 0; i + 1 < outcome->path.count; i++) {
        cost += vmst_signature_cost(&outcome->path.certs[i + 1]->key,
                                    outcome->path.certs[i]->tbs.size);
    }
    if (row->signatures != 0) {
        assert_int_equal(outcome->path.count - 1, row->signatures);
        assert_int_equal(
            VMST_LIMIT_SIGNATURE_UNITS - outcome->budget.signatures, cost);
    }
}

/* Puts the extras into another order; after all of them the first again. */
static void
turn(struct world *world)
{
    struct vmst_cert *first = world->sent[1];

    if (world->count > 2) {
        memmove(&world->sent[1], &world->sent[2],
                (world->count - 2) * sizeof world->sent[0]);
        world->sent[world->count - 1] = first;
    }
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    const struct vmst_severities severities = scene_severities("path");
    const struct vmst_rules rules = scene_rules(&severities);
    struct vmst_outcome outcome;
    struct world world;

    make_world(row, &world);
    for (int order = 0; order < ORDERS; order++) {
        const struct vmst_pool pool = {
            .certs = world.sent, .count = world.count, .trust = world.trust};

        assert_int_equal(vmst_search(&rules, &pool, &outcome), VMSTRUST_OK);
        check_outcome(row, &outcome);
        check_signatures(row, &outcome);
        turn(&world);
    }
    for (size_t i = 0; i < world.count; i++) {
        vmst_cert_free(world.sent[i]);
    }
    vmst_trust_free(world.trust);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    return _cmocka_run_group_tests("search", tests, count, NULL, NULL);
}
