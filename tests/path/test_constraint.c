/*
 * Name constraints of one CA over one certificate: a row has the names, the
 * subtrees, and whether that is permitted. What one name is to one subtree is
 * in tests/cert/test_subtree.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "path/constraint.h"

#include "../rows.h"
#include "../scene.h"

#define REFUSED "name-not-permitted-by-ca@0"
#define MALFORMED "malformed@1"

struct row {
    const char *name;
    const char *expected; /* the certificate, then the CA's own form */
    struct build_wish cert;
    struct build_wish authority;
};

static const struct row rows[] = {
    {"no constraints", "", {.names = "dns:a.b"}, {.subject = "CA"}},
    {"a permitted name",
     "",
     {.names = "dns:rec.a.b"},
     {.permitted = "dns:a.b"}},
    {"a name beside the permitted",
     REFUSED,
     {.names = "dns:a.c"},
     {.permitted = "dns:a.b"}},
    {"one of two names beside",
     REFUSED,
     {.names = "dns:a.b dns:a.c"},
     {.permitted = "dns:a.b"}},
    {"one of two permitted",
     "",
     {.names = "dns:a.c"},
     {.permitted = "dns:a.b dns:a.c"}},
    {"an excluded name",
     REFUSED,
     {.names = "dns:rec.a.b"},
     {.excluded = "dns:a.b"}},
    {"excluded beats permitted",
     REFUSED,
     {.names = "dns:rec.a.b"},
     {.permitted = "dns:a.b", .excluded = "dns:rec.a.b"}},
    {"another kind is not restricted",
     "",
     {.names = "ip:10.0.0.5"},
     {.permitted = "dns:a.b"}},
    {"a wildcard in a permitted domain",
     "",
     {.names = "dns:*.a.b"},
     {.permitted = "dns:a.b"}},
    {"a wildcard wider than the permitted",
     REFUSED,
     {.names = "dns:*.a.b"},
     {.permitted = "dns:rec.a.b"}},
    {"a wildcard that holds an excluded name",
     REFUSED,
     {.names = "dns:*.a.b"},
     {.excluded = "dns:rec.a.b"}},
    {"every DNS name excluded",
     REFUSED,
     {.names = "dns:a.b"},
     {.excluded = "dns:"}},
    {"no name at all, every DNS name excluded",
     "",
     {.names = NULL},
     {.excluded = "dns:"}},
    {"a permitted address",
     "",
     {.names = "ip:10.1.2.3"},
     {.permitted = "ip:10.0.0.0/255.0.0.0"}},
    {"an address beside",
     REFUSED,
     {.names = "ip:11.1.2.3"},
     {.permitted = "ip:10.0.0.0/255.0.0.0"}},
    {"an IPv6 address where IPv4 is permitted",
     REFUSED,
     {.names = "ip:2001:db8::1"},
     {.permitted = "ip:10.0.0.0/255.0.0.0"}},
    {"a subject beside the permitted",
     REFUSED,
     {.subject = "Server"},
     {.permitted = "dir:CA"}},
    {"a permitted subject",
     "",
     {.subject = "Server"},
     {.permitted = "dir:Server"}},
    {"an excluded subject",
     REFUSED,
     {.subject = "Server"},
     {.excluded = "dir:Server"}},
    {"no subject, where one is permitted",
     "",
     {.flags = BUILD_NO_SUBJECT, .names = "dns:a"},
     {.permitted = "dir:Server"}},
    {"an e-mail address in the subject",
     REFUSED,
     {.emails = "a@b.c"},
     {.excluded = "email:b.c"}},
    {"an e-mail address in the subject beside one in the names",
     "",
     {.emails = "a@b.c", .names = "email:a@d.e"},
     {.excluded = "email:b.c"}},
    {"an e-mail address in the names",
     REFUSED,
     {.names = "email:a@b.c"},
     {.permitted = "email:d.e"}},
    {"a URI of a permitted host",
     "",
     {.names = "uri:https://a.b/c"},
     {.permitted = "uri:a.b"}},
    {"a URI without a host, where hosts are permitted",
     REFUSED,
     {.names = "uri:urn:a"},
     {.permitted = "uri:a.b"}},
    {"a name that is none, where names are excluded",
     REFUSED,
     {.names = "dns:a..b"},
     {.excluded = "dns:c.d"}},
    {"a name that is none, where nothing is said about its kind",
     "",
     {.names = "dns:a..b"},
     {.excluded = "ip:10.0.0.0/255.0.0.0"}},
    {"a constraint that is no DNS name",
     MALFORMED,
     {.names = "ip:10.0.0.5"},
     {.permitted = "dns:.a.b"}},
    {"an address where a URI has a host",
     MALFORMED,
     {.names = "dns:a.b"},
     {.excluded = "uri:10.0.0.1"}},
};

/* The subject's CN stands for a DNS name. */
static const struct row rows_by_subject[] = {
    {"the subject as a DNS name, permitted",
     "",
     {.subject = "rec.a.b"},
     {.permitted = "dns:a.b"}},
    {"the subject as a DNS name beside",
     REFUSED,
     {.subject = "rec.a.c"},
     {.permitted = "dns:a.b"}},
};

static void
check_row(const struct row *row, struct vmst_bytes common_name)
{
    const struct vmst_severities severities = scene_severities("path");
    const struct vmst_rules rules = scene_rules(&severities);
    struct vmst_findings findings = {.count = 0};
    struct vmst_budget budget = vmst_budget_full();
    AUTO(cert) cert = build_cert(&row->cert);
    AUTO(cert) authority = build_cert(&row->authority);

    assert_false(cert->is_malformed);
    assert_false(authority->is_malformed);
    vmst_constraints_check(&rules, authority, cert, 0, common_name, &budget,
                           &findings);
    vmst_constraints_check_form(&rules, authority, 1, &findings);
    assert_string_equal(scene_say(&findings, VMSTRUST_SEVERITY_INFO),
                        row->expected);
    assert_null(budget.spent);
}

static void
test_row(void **state)
{
    check_row(*state, vmst_bytes(NULL, 0));
}

static void
test_row_by_subject(void **state)
{
    const struct row *row = *state;

    check_row(row, vmst_bytes_of(row->cert.subject));
}

/* Nothing is judged without a charge, and a spent budget is no answer. */
static void
test_spent_budget_finds_nothing(void **state)
{
    const struct build_wish wish = {.names = "dns:a.c"};
    const struct build_wish above = {.permitted = "dns:a.b"};
    const struct vmst_severities severities = scene_severities("path");
    const struct vmst_rules rules = scene_rules(&severities);
    struct vmst_findings findings = {.count = 0};
    struct vmst_budget budget = {.constraints = 1};
    AUTO(cert) cert = build_cert(&wish);
    AUTO(cert) authority = build_cert(&above);

    (void)state;
    vmst_constraints_check(&rules, authority, cert, 0, vmst_bytes(NULL, 0),
                           &budget, &findings);
    assert_int_equal(findings.count, 0);
    assert_string_equal(budget.spent, "name constraints");
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows) + ROW_COUNT(rows_by_subject) + 1];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_row);
    ADD_ROWS(tests, count, rows_by_subject, test_row_by_subject);
    tests[count++] =
        (struct CMUnitTest)cmocka_unit_test(test_spent_budget_finds_nothing);
    return _cmocka_run_group_tests("constraint", tests, count, NULL, NULL);
}
