/*
 * What a stranger can make the search do is charged before it is done: each
 * row is a chain made to keep a verifier busy, the part of the budget that may
 * run out, and what is said in the end. The same in every order. How long it
 * took is printed, and measured by hand: under 100 ms each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "path/search.h"

#include "../rows.h"
#include "../scene.h"

enum { ORDERS = 3 };

struct load { /* what is sent, and the one root */
    struct vmst_cert **certs;
    size_t count;
    struct vmst_cert *root;
};

struct row {
    const char *name;
    const char *expected; /* "...": and more of the kind */
    const char *spent;    /* NULL: nothing ran out */
    void (*make)(struct load *load);
};

static void
send(struct load *load, const struct build_wish *wish)
{
    struct vmst_cert **grown =
        realloc(load->certs, (load->count + 1) * sizeof grown[0]);

    assert_non_null(grown);
    load->certs = grown;
    load->certs[load->count] = build_cert(wish);
    assert_false(load->certs[load->count++]->is_malformed);
}

static void
trust(struct load *load, const struct build_wish *wish)
{
    load->root = build_cert(wish);
}

/* `count` words with a number inside, and spaces between. */
static char *
make_list(size_t count, const char *before, const char *after)
{
    struct vmst_buffer list = {0};
    char *text = NULL;

    for (size_t i = 0; i < count; i++) {
        vmst_buffer_format(&list, "%s%s%zu%s", i == 0 ? "" : " ", before, i,
                           after);
    }
    assert_int_equal(vmst_buffer_take_text(&list, &text), VMSTRUST_OK);
    return text;
}

static void
trust_root(struct load *load)
{
    trust(load,
          &(struct build_wish){
              .subject = "Root", .key = 9, .signer = 9, .flags = BUILD_CA});
}

/* --- Names and constraints ------------------------------------------------------ */

static void
send_names(struct load *load, const char *names, const char *excluded)
{
    send(load,
         &(struct build_wish){.issuer = "CA", .signer = 2, .names = names});
    send(load, &(struct build_wish){.subject = "CA",
                                    .issuer = "Root",
                                    .key = 2,
                                    .signer = 9,
                                    .excluded = excluded,
                                    .flags = BUILD_CA});
    trust_root(load);
}

static void
make_names(struct load *load, size_t names, size_t constraints,
           const char *domain)
{
    char *list = make_list(names, "dns:rec", domain);
    char *excluded = make_list(constraints, "dns:other", domain);

    send_names(load, list, excluded);
    free(list);
    free(excluded);
}

static void
make_thousand_names(struct load *load)
{
    make_names(load, 1000, 1000, ".local");
}

static void
make_few_names(struct load *load)
{
    make_names(load, 200, 1000, ".local");
}

#define LABEL "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
make_long_names(struct load *load)
{
    make_names(load, 490, 500, "." LABEL "." LABEL "." LABEL);
}

/* One name of a megabyte before 50,000 constraints: few comparisons, and each
 * reads all of the name. */
static void
make_long_uri(struct load *load)
{
    struct vmst_buffer names = {0};
    char *excluded = make_list(50000, "uri:.a", ".b");
    char *list = NULL;

    vmst_buffer_add_text(&names, "uri:https://rec01.site.local/");
    for (size_t i = 0; i < 900000; i++) {
        vmst_buffer_add_text(&names, "a");
    }
    assert_int_equal(vmst_buffer_take_text(&names, &list), VMSTRUST_OK);
    send_names(load, list, excluded);
    free(list);
    free(excluded);
}

/* --- Candidates ------------------------------------------------------------------- */

enum { NAMESAKES = 5000 };

static void
send_namesakes(struct load *load, unsigned flags, unsigned first)
{
    for (unsigned i = 0; i < NAMESAKES; i++) {
        send(load, &(struct build_wish){.subject = "CA",
                                        .issuer = "Root",
                                        .key = first + i,
                                        .signer = 9,
                                        .flags = BUILD_CA | flags});
    }
    trust_root(load);
}

static void
make_namesakes(struct load *load)
{
    send(load, &(struct build_wish){.issuer = "CA", .signer = 8});
    send_namesakes(load, BUILD_NO_KEY_IDS, 10);
}

static void
make_namesakes_with_key_ids(struct load *load)
{
    send(load, &(struct build_wish){.issuer = "CA", .signer = 2500});
    send_namesakes(load, 0, 10);
}

static void
make_rsa_65536(struct load *load)
{
    char *spki = build_rsa_spki(65536);

    send(load,
         &(struct build_wish){.issuer = "CA",
                              .signer = 2,
                              .algorithm = "300d06092a864886f70d01010b0500"});
    send(load, &(struct build_wish){.subject = "CA",
                                    .issuer = "Root",
                                    .key = 2,
                                    .signer = 9,
                                    .spki = spki,
                                    .flags = BUILD_CA});
    trust_root(load);
    free(spki);
}

/* 300 good ways up, all of them for a certificate that has expired. */
static void
send_ways(struct load *load, const char *purposes)
{
    send(load, &(struct build_wish){.issuer = "CA",
                                    .signer = 2,
                                    .purposes = purposes,
                                    .not_after = BUILD_NOW - 1});
    for (unsigned i = 1; i <= 300; i++) {
        send(load, &(struct build_wish){.subject = "CA",
                                        .issuer = "Root",
                                        .key = 2,
                                        .signer = 9,
                                        .serial = i,
                                        .flags = BUILD_CA});
    }
    trust_root(load);
}

static void
make_ways(struct load *load)
{
    send_ways(load, BUILD_SERVER_AUTH);
}

static void
make_ways_for_many_purposes(struct load *load)
{
    char *purposes = make_list(50000, "1.3.6.1.5.5.7.4.", "");

    send_ways(load, purposes);
    free(purposes);
}

/* --- Certificate policies ---------------------------------------------------- */

/* policyMappings: each of 30 policies to each of them, 900 pairs. As a tree it
 * would have 30 to the power of the CAs leaves (RFC 9618 1). */
static char *
make_mappings(void)
{
    enum { POLICIES = 30 };
    struct vmst_buffer list = {0};
    char *text = NULL;

    vmst_buffer_add_text(&list, "30822a30"); /* 900 pairs of 12 bytes */
    for (unsigned from = 0; from < POLICIES; from++) {
        for (unsigned to = 0; to < POLICIES; to++) {
            vmst_buffer_format(&list, "300a06032a03%02x06032a03%02x", from, to);
        }
    }
    assert_int_equal(vmst_buffer_take_text(&list, &text), VMSTRUST_OK);
    return text;
}

static void
make_policy_bomb(struct load *load)
{
    enum { CAS = 10 };
    char *policies = make_list(30, "1.2.3.", "");
    char *mappings = make_mappings();
    char titles[CAS + 1][8];

    for (unsigned i = 0; i <= CAS; i++) {
        snprintf(titles[i], sizeof titles[i], i == CAS ? "Root" : "CA %u", i);
    }
    send(load, &(struct build_wish){
                   .issuer = "CA 0", .signer = 2, .policies = policies});
    for (unsigned i = 0; i < CAS; i++) {
        send(load,
             &(struct build_wish){.subject = titles[i],
                                  .issuer = titles[i + 1],
                                  .key = 2,
                                  .signer = i + 1 == CAS ? 9 : 2,
                                  .flags = BUILD_CA,
                                  .policies = policies,
                                  .more = {{"2.5.29.33", mappings, true}}});
    }
    trust_root(load);
    free(policies);
    free(mappings);
}

/* Certificates of one name with keys of a quarter of a megabyte, which differ
 * in their last byte, beside CAs of that name that certify each other. */
static void
make_large_keys(struct load *load)
{
    enum { SIZE = 250000, KEYS = 40, CYCLE = 8 };
    struct vmst_buffer spki = {0};
    char *text = NULL;

    vmst_buffer_add_text(&spki, "308303d09e");
    vmst_buffer_add_text(&spki, "30060604abcdef01");
    vmst_buffer_add_text(&spki, "038303d091"
                                "00");
    for (size_t i = 0; i < SIZE; i++) {
        vmst_buffer_add_text(&spki, "55");
    }
    assert_int_equal(vmst_buffer_take_text(&spki, &text), VMSTRUST_OK);
    send(load, &(struct build_wish){.subject = "CA",
                                    .issuer = "CA",
                                    .signer = 20,
                                    .spki = text,
                                    .flags = BUILD_NO_KEY_IDS});
    for (unsigned i = 0; i < KEYS; i++) {
        text[strlen(text) - 1] = (char)('6' + i % 4);
        text[strlen(text) - 2] = (char)('0' + i / 4);
        send(load, &(struct build_wish){.subject = "CA",
                                        .signer = 9,
                                        .spki = text,
                                        .flags = BUILD_NO_KEY_IDS});
    }
    for (unsigned i = 0; i < CYCLE * CYCLE; i++) {
        send(load, &(struct build_wish){.subject = "CA",
                                        .key = 20 + i % CYCLE,
                                        .signer = 20 + i / CYCLE,
                                        .flags = BUILD_CA | BUILD_NO_KEY_IDS});
    }
    trust(load, &(struct build_wish){.subject = "CA",
                                     .key = 9,
                                     .signer = 9,
                                     .flags = BUILD_CA | BUILD_NO_KEY_IDS});
    free(text);
}

static const struct row rows[] = {
    {"1,000 names and 1,000 constraints", "work-limit-reached",
     "name constraints", make_thousand_names},
    {"200 names and 1,000 constraints", "", NULL, make_few_names},
    {"490 long names and 500 long constraints", "work-limit-reached",
     "name constraints", make_long_names},
    {"a name of a megabyte and 50,000 constraints", "work-limit-reached",
     "name constraints", make_long_uri},
    {"5,000 CAs of one name, and none is the issuer", "work-limit-reached",
     "signatures", make_namesakes},
    {"5,000 CAs of one name, and the key id tells", "", NULL,
     make_namesakes_with_key_ids},
    {"a signature by an RSA-65536 key", "key-unreasonable", NULL,
     make_rsa_65536},
    {"300 ways up", "expired@0 work-limit-reached", "paths", make_ways},
    {"300 ways up, and 50,000 purposes",
     "expired@0 not-for-server-authentication@0 work-limit-reached", "paths",
     make_ways_for_many_purposes},
    {"a policy graph that grows with each CA", "work-limit-reached",
     "certificate policies", make_policy_bomb},
    {"large keys in a cycle", "algorithm-unknown ...", "signatures",
     make_large_keys},
};

/* --- One row ------------------------------------------------------------------ */

static double
milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* What is left was there before. */
static void
check_budget(const struct vmst_budget *left)
{
    const struct vmst_budget full = vmst_budget_full();

    assert_true(left->signatures <= full.signatures);
    assert_true(left->steps <= full.steps);
    assert_true(left->paths <= full.paths);
    assert_true(left->constraints <= full.constraints);
    assert_true(left->policies <= full.policies);
}

static void
check_answer(const struct row *row, const struct vmst_outcome *outcome)
{
    const char *found = scene_say(&outcome->findings, VMSTRUST_SEVERITY_ERROR);
    const char *more = strstr(row->expected, "...");

    if (more != NULL) {
        assert_memory_equal(found, row->expected,
                            (size_t)(more - row->expected));
    } else {
        assert_string_equal(found, row->expected);
    }
    if (row->spent == NULL) {
        assert_null(outcome->budget.spent);
    } else {
        assert_non_null(outcome->budget.spent);
        assert_string_equal(outcome->budget.spent, row->spent);
    }
    check_budget(&outcome->budget);
}

/* The leaf stays where it is. */
static void
shuffle(struct load *load, unsigned seed)
{
    for (size_t i = load->count; i > 2; i--) {
        size_t j;
        struct vmst_cert *moved = load->certs[i - 1];

        seed = seed * 1103515245 + 12345;
        j = 1 + (seed >> 8) % (i - 1);
        load->certs[i - 1] = load->certs[j];
        load->certs[j] = moved;
    }
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    struct vmst_severities severities = scene_severities("path");
    struct vmst_rules rules = scene_rules(&severities);
    static struct vmst_outcome first, outcome;
    struct vmst_trust *trust_set = NULL;
    struct load load = {.certs = NULL};

    row->make(&load);
    assert_int_equal(vmst_trust_new(NULL, &trust_set), VMSTRUST_OK);
    assert_int_equal(vmst_trust_add_anchor(trust_set, load.root, 0, false),
                     VMSTRUST_OK);
    vmst_trust_seal(trust_set);
    for (unsigned order = 0; order < ORDERS; order++) {
        const struct vmst_pool pool = {
            .certs = load.certs, .count = load.count, .trust = trust_set};
        double begin = milliseconds();

        assert_int_equal(vmst_search(&rules, &pool, &outcome), VMSTRUST_OK);
        print_message("%.1f ms\n", milliseconds() - begin);
        check_answer(row, &outcome);
        first = order == 0 ? outcome : first;
        assert_int_equal(outcome.path.count, first.path.count);
        assert_memory_equal(outcome.path.certs, first.path.certs,
                            first.path.count * sizeof first.path.certs[0]);
        shuffle(&load, order + 1);
    }
    for (size_t i = 0; i < load.count; i++) {
        vmst_cert_free(load.certs[i]);
    }
    free(load.certs);
    vmst_cert_free(load.root);
    vmst_trust_free(trust_set);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    return _cmocka_run_group_tests("budget", tests, count, NULL, NULL);
}
