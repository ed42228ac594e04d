/*
 * Certificate policies by the steps of RFC 5280 6.1, with the graph of
 * RFC 9618: a row is a path, what the caller accepts, what is found, and which
 * policies are left. PKITS 4.8 to 4.12 has many more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "der/oid.h"
#include "path/policies.h"

#include "../rows.h"
#include "../scene.h"

enum { MOST_CERTS = 5 };

enum change { /* of the rules, bits */
              DEMANDED = 1 << 0,
              NO_MAPPING = 1 << 1,
              NO_ANY = 1 << 2,
              ANCHOR_IGNORED = 1 << 3,
};

struct row {
    const char *name;
    const char *expected;
    const char *valid;    /* what is left; NULL: not asked */
    const char *accepted; /* by the caller; NULL: any */
    unsigned changes;
    struct build_wish certs[MOST_CERTS];
};

#define GOLD "1.2.3.5"
#define SILVER "1.2.3.6"
#define BRONZE "1.2.3.7"
#define ANY "2.5.29.32.0"

#define GOLD_TO_SILVER                                                         \
    {                                                                          \
        "2.5.29.33", "300c300a06032a030506032a0306", true                      \
    }
#define GOLD_AND_BRONZE_TO_SILVER                                              \
    {                                                                          \
        "2.5.29.33",                                                           \
            "3018300a06032a030506032a0306"                                     \
            "300a06032a030706032a0306",                                        \
            true                                                               \
    }
#define ANY_TO_SILVER                                                          \
    {                                                                          \
        "2.5.29.33", "300d300b0604551d200006032a0306", true                    \
    }
#define DEMAND_AFTER(count)                                                    \
    {                                                                          \
        "2.5.29.36", "30038001" count, true                                    \
    }
#define NO_MAPPING_AFTER(count)                                                \
    {                                                                          \
        "2.5.29.36", "30038101" count, true                                    \
    }
#define NO_ANY_AFTER(count)                                                    \
    {                                                                          \
        "2.5.29.54", "0201" count, true                                        \
    }

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
#define SELF_ISSUED(...)                                                       \
    {                                                                          \
        .subject = "CA 1", .key = 4, .signer = 2, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }
#define ROOT(...)                                                              \
    {                                                                          \
        .subject = "Root", .key = 3, .signer = 3, .flags = BUILD_CA,           \
        .key_usage = BUILD_CA_USAGE, __VA_ARGS__                               \
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct row rows[] = {
    /* RFC 5280 6.1.1 (f), 6.1.2 (d) */
    {"nobody demands a policy, and there is none", "", "",
     .certs = {SERVER(), CA(), ROOT()}},
    {"the caller demands one, and there is one", "", GOLD, .changes = DEMANDED,
     .certs = {SERVER(.policies = GOLD), CA(.policies = GOLD), ROOT()}},
    {"the caller demands one, and the server has none",
     "policy-not-acceptable@0", .changes = DEMANDED,
     .certs = {SERVER(), CA(.policies = GOLD), ROOT()}},

    /* RFC 5280 6.1.1 (c) */
    {"the caller accepts this one", "", GOLD, .accepted = GOLD,
     .changes = DEMANDED, .certs = {SERVER(.policies = GOLD), ROOT()}},
    {"the caller accepts another", "policy-not-acceptable@0", "",
     .accepted = SILVER, .changes = DEMANDED,
     .certs = {SERVER(.policies = GOLD), ROOT()}},
    {"the caller accepts another, and demands none", "", "", .accepted = SILVER,
     .certs = {SERVER(.policies = GOLD), ROOT()}},

    /* RFC 5280 6.1.2 (a), RFC 9618 5.2 */
    {"any policy leads to any", "", GOLD, .changes = DEMANDED,
     .certs = {SERVER(.policies = GOLD), CA(.policies = ANY), ROOT()}},

    /* RFC 5280 6.1.3 (d) (1), RFC 9618 5.3 */
    {"a policy that the CA has not", "policy-not-acceptable@0", "",
     .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER), CA(.policies = GOLD), ROOT()}},
    {"one of two", "", SILVER, .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER), CA(.policies = GOLD " " SILVER),
               ROOT()}},
    {"one node with two parents, of which one is accepted", "", BRONZE,
     .accepted = BRONZE, .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER),
               CA(.policies = GOLD " " BRONZE,
                  .more = {GOLD_AND_BRONZE_TO_SILVER}),
               ROOT()}},

    /* RFC 5280 6.1.3 (d) (2) */
    {"any policy stands for what is expected", "", GOLD, .changes = DEMANDED,
     .certs = {SERVER(.policies = ANY), CA(.policies = GOLD), ROOT()}},
    {"any policy all the way", "", ANY, .changes = DEMANDED,
     .certs = {SERVER(.policies = ANY), CA(.policies = ANY), ROOT()}},

    /* RFC 5280 6.1.1 (g), 6.1.2 (e), 6.1.3 (d) (2) */
    {"the caller does not let any policy count", "policy-not-acceptable@0", "",
     .changes = DEMANDED | NO_ANY,
     .certs = {SERVER(.policies = ANY), CA(.policies = GOLD), ROOT()}},
    {"of a self-issued certificate it counts all the same", "", GOLD,
     .changes = DEMANDED | NO_ANY,
     .certs = {SERVER(.policies = GOLD), SELF_ISSUED(.policies = ANY),
               CA(.policies = GOLD), ROOT()}},

    /* RFC 5280 6.1.3 (d) (3) */
    {"a branch that ended on the way", "policy-not-acceptable@0", "",
     .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER), AUTHORITY("CA 2", .policies = GOLD),
               CA(.policies = GOLD " " SILVER), ROOT()}},

    /* RFC 5280 6.1.3 (e), (f) */
    {"a CA without policies, and one is demanded", "policy-not-acceptable@1",
     .changes = DEMANDED, .certs = {SERVER(.policies = GOLD), CA(), ROOT()}},
    {"a CA without policies, and none is demanded yet", "", "",
     .certs = {SERVER(.policies = GOLD), CA(), ROOT()}},

    /* RFC 5280 6.1.4 (a) */
    {"any policy is mapped", "policy-not-acceptable@1",
     .certs = {SERVER(.policies = SILVER),
               CA(.policies = ANY, .more = {ANY_TO_SILVER}), ROOT()}},

    /* RFC 5280 6.1.4 (b) (1), RFC 9618 5.4 */
    {"a policy is mapped", "", GOLD, .accepted = GOLD, .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER),
               CA(.policies = GOLD, .more = {GOLD_TO_SILVER}), ROOT()}},
    {"a policy is mapped, and the old one no longer expected",
     "policy-not-acceptable@0", "", .changes = DEMANDED,
     .certs = {SERVER(.policies = GOLD),
               CA(.policies = GOLD, .more = {GOLD_TO_SILVER}), ROOT()}},
    {"a policy is mapped that only any policy stands for", "", GOLD,
     .accepted = GOLD, .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER),
               CA(.policies = ANY, .more = {GOLD_TO_SILVER}), ROOT()}},

    /* RFC 5280 6.1.1 (e), 6.1.2 (f), 6.1.4 (b) (2), RFC 9618 5.4 */
    {"the caller does not let policies be mapped", "policy-not-acceptable@0",
     "", .changes = DEMANDED | NO_MAPPING,
     .certs = {SERVER(.policies = SILVER),
               CA(.policies = GOLD, .more = {GOLD_TO_SILVER}), ROOT()}},

    /* RFC 5280 6.1.4 (h) */
    {"demanded after two, one of them self-issued", "", "",
     .certs = {SERVER(), SELF_ISSUED(),
               CA(.policies = GOLD, .more = {DEMAND_AFTER("02")}), ROOT()}},
    {"demanded after two", "policy-not-acceptable@0", "",
     .certs = {SERVER(), AUTHORITY("CA 2", .policies = GOLD),
               CA(.policies = GOLD, .more = {DEMAND_AFTER("02")}), ROOT()}},

    /* RFC 5280 6.1.4 (i) */
    {"a CA demands one at once", "policy-not-acceptable@0",
     .certs = {SERVER(), CA(.policies = GOLD, .more = {DEMAND_AFTER("00")}),
               ROOT()}},
    {"a CA forbids to map", "policy-not-acceptable@0", "", .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER),
               AUTHORITY("CA 2", .policies = GOLD, .more = {GOLD_TO_SILVER}),
               CA(.policies = GOLD, .more = {NO_MAPPING_AFTER("00")}), ROOT()}},

    /* RFC 5280 6.1.4 (j) */
    {"a CA forbids any policy", "policy-not-acceptable@0", "",
     .changes = DEMANDED,
     .certs = {SERVER(.policies = ANY),
               CA(.policies = GOLD, .more = {NO_ANY_AFTER("00")}), ROOT()}},

    /* RFC 5280 6.1.5 (a) */
    {"demanded after the server's certificate, which is the last",
     "policy-not-acceptable@0", "",
     .certs = {SERVER(), CA(.policies = GOLD, .more = {DEMAND_AFTER("01")}),
               ROOT()}},

    /* RFC 5280 6.1.5 (b) */
    {"the server's certificate itself demands one", "policy-not-acceptable@0",
     "", .certs = {SERVER(.more = {DEMAND_AFTER("00")}), ROOT()}},
    {"the server's certificate would demand one of the next", "", "",
     .certs = {SERVER(.more = {DEMAND_AFTER("01")}), ROOT()}},

    /* RFC 5280 6.1.5 (g), RFC 5280 6.1.6, RFC 9618 5.5 */
    {"both accept two", "", GOLD " " SILVER,
     .accepted = GOLD " " SILVER " " BRONZE, .changes = DEMANDED,
     .certs = {SERVER(.policies = GOLD " " SILVER),
               CA(.policies = GOLD " " SILVER), ROOT()}},
    {"any policy is what the caller accepts", "", GOLD, .accepted = GOLD,
     .changes = DEMANDED,
     .certs = {SERVER(.policies = ANY), CA(.policies = ANY), ROOT()}},

    /* RFC 5937 3.2 */
    {"the policies of the anchor narrow", "policy-not-acceptable@0", "",
     .changes = DEMANDED,
     .certs = {SERVER(.policies = SILVER), ROOT(.policies = GOLD)}},
    {"the policies of the anchor do not count", "", SILVER,
     .changes = DEMANDED | ANCHOR_IGNORED,
     .certs = {SERVER(.policies = SILVER), ROOT(.policies = GOLD)}},
    {"the anchor demands one", "policy-not-acceptable@0", "",
     .certs = {SERVER(), ROOT(.more = {DEMAND_AFTER("00")})}},
    {"a certificate that is its own anchor needs none", "", "",
     .certs = {SERVER(.issuer = NULL)}},
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
    *made = (struct made){.path = {.count = 0}};
    for (size_t i = 0; i < MOST_CERTS; i++) {
        bool is_there =
            row->certs[i].key_usage != 0 || row->certs[i].purposes != NULL;
        if (!is_there) {
            break;
        }
        made->certs[i] = build_cert(&row->certs[i]);
        assert_false(made->certs[i]->is_malformed);
        made->path.certs[made->path.count++] = made->certs[i];
    }
    made->anchor = (struct vmst_anchor){
        .cert = made->certs[made->path.count - 1], .own.has_every = true};
    made->path.anchor = &made->anchor;
}

/* Contents of the OIDs of a list, in `bytes`. */
static struct vmst_oids
oids_of(const char *list, struct vmst_bytes *oids, uint8_t (*bytes)[3])
{
    size_t count = 0;

    while (list != NULL && *list != '\0') {
        bytes[count][0] = 0x2a; /* "1.2.3." and a digit */
        bytes[count][1] = 3;
        bytes[count][2] = (uint8_t)(list[6] - '0');
        oids[count] = vmst_bytes(bytes[count], 3);
        count++;
        list += 7 + (list[7] == ' ' ? 1 : 0);
    }
    return (struct vmst_oids){oids, count};
}

static void
assert_valid(const struct vmst_path *path, const char *expected)
{
    struct vmst_buffer text = {0};

    for (size_t i = 0; i < path->policies.count; i++) {
        vmst_buffer_add_text(&text, i == 0 ? "" : " ");
        vmst_oid_show(&text, path->policies.list[i]);
    }
    vmst_buffer_add(&text, "", 1);
    assert_string_equal((const char *)text.data, expected);
    vmst_buffer_free(&text);
}

static void
test_row(void **state)
{
    const struct row *row = *state;
    struct vmst_severities severities = scene_severities("path");
    struct vmst_rules rules = scene_rules(&severities);
    struct vmst_budget budget = vmst_budget_full();
    struct vmst_findings findings = {.count = 0};
    struct vmst_policy_scratch *scratch = vmst_policy_scratch_new();
    struct vmst_bytes oids[3];
    uint8_t bytes[3][3];
    struct made made;

    make(row, &made);
    rules.initial_policies = oids_of(row->accepted, oids, bytes);
    rules.explicit_policy = (row->changes & DEMANDED) != 0;
    rules.inhibit_mapping = (row->changes & NO_MAPPING) != 0;
    rules.inhibit_any = (row->changes & NO_ANY) != 0;
    if ((row->changes & ANCHOR_IGNORED) != 0) {
        rules.anchor_fields &= ~(uint32_t)VMSTRUST_ANCHOR_FIELD_POLICIES;
    }
    vmst_policies_check(&rules, &made.path, scratch, &budget, &findings);
    assert_string_equal(scene_say(&findings, VMSTRUST_SEVERITY_INFO),
                        row->expected);
    if (row->valid != NULL) {
        assert_valid(&made.path, row->valid);
    }
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
    return _cmocka_run_group_tests("policies", tests, count, NULL, NULL);
}
