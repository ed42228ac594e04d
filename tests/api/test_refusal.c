/*
 * Who will refuse this? Chains made of wishes, and for each the exact reasons
 * of one stack; then the empty cases, and NULL for every pointer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/refusal.h>

#include "base/bytes.h"
#include "../build_cert.h"
#include "../rows.h"

#define GOOD_LEAF                                                              \
    .subject = "rec01", .issuer = "Issuing", .key = 3, .signer = 2,            \
    .names = "dns:rec01", .purposes = BUILD_SERVER_AUTH
#define GOOD_MIDDLE                                                            \
    .subject = "Issuing", .issuer = "Root", .key = 2, .signer = 1,             \
    .flags = BUILD_CA, .key_usage = BUILD_CA_USAGE
#define GOOD_ROOT                                                              \
    .subject = "Root", .key = 1, .flags = BUILD_CA, .key_usage = BUILD_CA_USAGE

#define ERROR VMSTRUST_SEVERITY_ERROR
#define WARNING VMSTRUST_SEVERITY_WARNING
#define FINDING(suffix) VMSTRUST_FINDING_##suffix
#define TARGET(suffix) VMSTRUST_TARGET_##suffix

#define MOST_CERTS 4
#define MOST_REASONS 4

struct reason {
    vmstrust_finding finding; /* 0: no more */
    vmstrust_severity severity;
    int depth;
};

static const struct row {
    const char *name;
    vmstrust_target target;
    size_t count;
    struct build_wish certs[MOST_CERTS];
    struct reason reasons[MOST_REASONS];
} rows[] = {
    {"a good chain is accepted",
     TARGET(GO),
     3,
     {{GOOD_LEAF}, {GOOD_MIDDLE}, {GOOD_ROOT}},
     {{0}}},
    {"a server need not send the root",
     TARGET(GO),
     2,
     {{GOOD_LEAF}, {GOOD_MIDDLE}},
     {{0}}},
    {"order does not matter, nor what is sent twice",
     TARGET(GO),
     4,
     {{GOOD_LEAF}, {GOOD_ROOT}, {GOOD_MIDDLE}, {GOOD_ROOT}},
     {{0}}},
    {"a self-signed server certificate has no gap",
     TARGET(GO),
     1,
     {{.subject = "rec01", .names = "dns:rec01"}},
     {{0}}},
    {"what another stack refuses is no reason here",
     TARGET(NODE),
     2,
     {{.subject = "rec01", .issuer = "Root", .key = 3, .signer = 1},
      {GOOD_ROOT}},
     {{0}}},
    {"name only in the subject",
     TARGET(GO),
     2,
     {{.subject = "rec01", .issuer = "Root", .key = 3, .signer = 1},
      {GOOD_ROOT}},
     {{FINDING(HOST_NAME_ONLY_IN_SUBJECT), ERROR, 0}}},
    {"root without basicConstraints",
     TARGET(GO),
     3,
     {{GOOD_LEAF}, {GOOD_MIDDLE}, {.subject = "Root", .key = 1}},
     {{FINDING(TRUSTED_ROOT_NOT_MARKED_AS_CA), ERROR, 2}}},
    {"root of version 1: Go does not mind",
     TARGET(GO),
     3,
     {{GOOD_LEAF},
      {GOOD_MIDDLE},
      {.subject = "Root", .key = 1, .flags = BUILD_V1}},
     {{0}}},
    {"root of version 1: OpenSSL does when it is strict",
     TARGET(OPENSSL_STRICT),
     3,
     {{GOOD_LEAF},
      {GOOD_MIDDLE},
      {.subject = "Root", .key = 1, .flags = BUILD_V1}},
     {{FINDING(VERSION_NOT_3), ERROR, 2},
      {FINDING(SUBJECT_KEY_ID_MISSING), ERROR, 2}}},
    {"intermediate missing below a root that is there",
     TARGET(JAVA),
     2,
     {{GOOD_LEAF}, {GOOD_ROOT}},
     {{FINDING(INTERMEDIATE_NOT_SENT), ERROR, 0}}},
    {"a server certificate alone: its issuer may be trusted",
     TARGET(JAVA),
     1,
     {{GOOD_LEAF}},
     {{FINDING(INTERMEDIATE_NOT_SENT), WARNING, 0}}},
    {"a stack that no row says it of",
     TARGET(WINDOWS),
     1,
     {{GOOD_LEAF}},
     {{FINDING(NOT_RSA), WARNING, 0}}},
    {"of two issuers of one name the one whose key is named",
     TARGET(GO),
     3,
     {{.subject = "rec01",
       .issuer = "Root",
       .key = 3,
       .signer = 1,
       .names = "dns:rec01"},
      {.subject = "Root", .key = 4},
      {GOOD_ROOT}},
     {{0}}},
    {"a root that is also signed by another is the end",
     TARGET(GO),
     3,
     {{.subject = "rec01",
       .issuer = "Root",
       .key = 3,
       .signer = 1,
       .names = "dns:rec01"},
      {.subject = "Root", .issuer = "Other", .key = 1, .signer = 2},
      {GOOD_ROOT}},
     {{0}}},
    {"a stack that has no rows", TARGET(SDS), 1, {{.subject = "rec01"}}, {{0}}},
};

static vmstrust_chain *
build_chain(const struct build_wish *wishes, size_t count)
{
    vmstrust_chain *chain = NULL;

    assert_int_equal(vmstrust_chain_new(&chain, NULL), VMSTRUST_OK);
    for (size_t i = 0; i < count; i++) {
        struct vmst_buffer der = build_der(&wishes[i]);
        struct vmst_bytes view = vmst_buffer_view(&der);

        assert_int_equal(
            vmstrust_chain_add_der(chain, view.data, view.size, NULL),
            VMSTRUST_OK);
        vmst_buffer_free(&der);
    }
    return chain;
}

static size_t
count_reasons(const struct row *row)
{
    size_t count = 0;

    while (count < MOST_REASONS && row->reasons[count].finding != 0) {
        count++;
    }
    return count;
}

static void
has_these_reasons(void **state)
{
    const struct row *row = *state;
    vmstrust_chain *chain = build_chain(row->certs, row->count);
    vmstrust_refusals *refusals = NULL;
    bool is_accepted = true;

    assert_int_equal(
        vmstrust_chain_find_refusals(chain, row->target, &refusals, NULL),
        VMSTRUST_OK);
    vmstrust_chain_free(chain); /* the answer outlives it */
    assert_int_equal(vmstrust_refusals_get_count(refusals), count_reasons(row));
    for (size_t i = 0; i < count_reasons(row); i++) {
        const struct reason *reason = &row->reasons[i];

        assert_int_equal(vmstrust_refusals_get_finding(refusals, i),
                         reason->finding);
        assert_int_equal(vmstrust_refusals_get_severity(refusals, i),
                         reason->severity);
        assert_int_equal(vmstrust_refusals_get_depth(refusals, i),
                         reason->depth);
        assert_non_null(
            vmstrust_cert_get_sha256(vmstrust_refusals_get_cert(refusals, i)));
        assert_string_not_equal(vmstrust_refusals_get_message(refusals, i), "");
        is_accepted = is_accepted && reason->severity != ERROR;
    }
    assert_int_equal(vmstrust_refusals_is_accepted(refusals), is_accepted);
    vmstrust_refusals_free(refusals);
}

static void
is_measured_or_documented(void **state)
{
    const struct build_wish leaf = {
        .subject = "rec01", .issuer = "Root", .key = 3, .signer = 1};
    vmstrust_chain *chain = build_chain(&leaf, 1);
    vmstrust_refusals *go = NULL;
    vmstrust_refusals *browser = NULL;

    (void)state;
    assert_int_equal(vmstrust_chain_find_refusals(chain, TARGET(GO), &go, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_chain_find_refusals(chain, TARGET(BROWSER), &browser, NULL),
        VMSTRUST_OK);
    assert_true(vmstrust_refusals_is_measured(go, 0));
    assert_false(vmstrust_refusals_is_measured(browser, 0));
    assert_string_equal(vmstrust_refusals_get_message(go, 0),
                        "x509: certificate relies on legacy Common Name field, "
                        "use SANs instead");
    vmstrust_refusals_free(go);
    vmstrust_refusals_free(browser);
    vmstrust_chain_free(chain);
}

/* As many self-issued and cross-signed names as fit: the walk ends. */
static void
a_long_chain_ends(void **state)
{
    vmstrust_chain *chain = NULL;
    vmstrust_refusals *refusals = NULL;
    const struct build_wish leaf = {GOOD_LEAF};

    (void)state;
    chain = build_chain(&leaf, 1);
    for (unsigned i = 0; i < 100; i++) {
        const struct build_wish ring = {.subject = i % 2 == 0 ? "Issuing" : "B",
                                        .issuer = i % 2 == 0 ? "B" : "Issuing",
                                        .serial = i + 1,
                                        .flags = BUILD_CA};
        struct vmst_buffer der = build_der(&ring);
        struct vmst_bytes view = vmst_buffer_view(&der);

        assert_int_equal(
            vmstrust_chain_add_der(chain, view.data, view.size, NULL),
            VMSTRUST_OK);
        vmst_buffer_free(&der);
    }
    assert_int_equal(
        vmstrust_chain_find_refusals(chain, TARGET(GO), &refusals, NULL),
        VMSTRUST_OK);
    assert_true(vmstrust_refusals_is_accepted(refusals));
    vmstrust_refusals_free(refusals);
    vmstrust_chain_free(chain);
}

static void
expect_failure(const vmstrust_chain *chain, vmstrust_target target, int code)
{
    vmstrust_refusals *refusals = (vmstrust_refusals *)(uintptr_t)1;
    vmstrust_error *error = NULL;

    assert_int_equal(
        vmstrust_chain_find_refusals(chain, target, &refusals, &error), code);
    assert_null(refusals);
    assert_int_equal(vmstrust_error_get_code(error), code);
    vmstrust_error_free(error);
}

static void
what_cannot_be_asked_is_an_error(void **state)
{
    const struct build_wish leaf = {GOOD_LEAF};
    vmstrust_chain *good = build_chain(&leaf, 1);
    vmstrust_chain *empty = build_chain(NULL, 0);
    vmstrust_chain *malformed = build_chain(NULL, 0);

    (void)state;
    assert_int_equal(vmstrust_chain_add_der(malformed, "x", 1, NULL),
                     VMSTRUST_OK);
    expect_failure(NULL, TARGET(GO), VMSTRUST_E_ARGUMENT);
    expect_failure(empty, TARGET(GO), VMSTRUST_E_ARGUMENT);
    expect_failure(good, (vmstrust_target)0, VMSTRUST_E_ARGUMENT);
    expect_failure(good, (vmstrust_target)9999, VMSTRUST_E_ARGUMENT);
    expect_failure(malformed, TARGET(GO), VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_chain_find_refusals(good, TARGET(GO), NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_chain_free(good);
    vmstrust_chain_free(empty);
    vmstrust_chain_free(malformed);
}

static void
null_reads_as_nothing(void **state)
{
    (void)state;
    assert_false(vmstrust_refusals_is_accepted(NULL));
    assert_int_equal(vmstrust_refusals_get_count(NULL), 0);
    assert_int_equal(vmstrust_refusals_get_finding(NULL, 0), 0);
    assert_int_equal(vmstrust_refusals_get_severity(NULL, 0),
                     VMSTRUST_SEVERITY_OFF);
    assert_int_equal(vmstrust_refusals_get_depth(NULL, 0), -1);
    assert_null(vmstrust_refusals_get_cert(NULL, 0));
    assert_false(vmstrust_refusals_is_measured(NULL, 0));
    assert_string_equal(vmstrust_refusals_get_message(NULL, 0), "");
    vmstrust_refusals_free(NULL);
}

int
main(void)
{
    size_t count = 4;
    struct CMUnitTest tests[ROW_COUNT(rows) + 4] = {
        cmocka_unit_test(is_measured_or_documented),
        cmocka_unit_test(a_long_chain_ends),
        cmocka_unit_test(what_cannot_be_asked_is_an_error),
        cmocka_unit_test(null_reads_as_nothing),
    };

    ADD_ROWS(tests, count, rows, has_these_reasons);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
