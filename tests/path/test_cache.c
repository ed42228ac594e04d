/*
 * The cache says only what was computed: a good signature is known for its
 * key, its algorithm, its bytes and no others; a false one never is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "path/memo.h"

#include "../build_cert.h"

static const struct build_wish issuer_wish = {
    .subject = "CA", .key = 2, .signer = 2};
static const struct build_wish stranger_wish = {
    .subject = "CA", .key = 3, .signer = 3};
static const struct build_wish good_wish = {
    .issuer = "CA", .key = 1, .signer = 2};
static const struct build_wish false_wish = {
    .issuer = "CA", .key = 1, .signer = 2, .flags = BUILD_BAD_SIGNATURE};

static void
test_good_stays_good_and_false_stays_false(void **state)
{
    AUTO(cert) issuer = build_cert(&issuer_wish);
    AUTO(cert) stranger = build_cert(&stranger_wish);
    AUTO(cert) good = build_cert(&good_wish);
    AUTO(cert) forged = build_cert(&false_wish);
    AUTO(cache) cache = NULL;

    (void)state;
    assert_int_equal(vmst_cache_new(&cache), VMSTRUST_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(vmst_cache_check(cache, good, issuer),
                         VMST_SIGNATURE_GOOD);
        assert_int_equal(vmst_cache_check(cache, good, stranger),
                         VMST_SIGNATURE_BAD);
        assert_int_equal(vmst_cache_check(cache, forged, issuer),
                         VMST_SIGNATURE_BAD);
        assert_int_equal(vmst_cache_check(NULL, good, issuer),
                         VMST_SIGNATURE_GOOD);
    }
}

/* More signatures than it has room for: it forgets, and never lies. */
static void
test_full_cache_never_lies(void **state)
{
    AUTO(cert) issuer = build_cert(&issuer_wish);
    AUTO(cache) cache = NULL;

    (void)state;
    assert_int_equal(vmst_cache_new(&cache), VMSTRUST_OK);
    for (unsigned i = 0; i < 2500; i++) {
        struct build_wish wish = i % 5 == 0 ? false_wish : good_wish;

        wish.serial = i + 1;
        AUTO(cert) cert = build_cert(&wish);
        enum vmst_signature_result expected =
            i % 5 == 0 ? VMST_SIGNATURE_BAD : VMST_SIGNATURE_GOOD;

        assert_int_equal(vmst_cache_check(cache, cert, issuer), expected);
        assert_int_equal(vmst_cache_check(cache, cert, issuer), expected);
    }
}

/* A hit is charged like a miss, a second look in one verification is not. */
static void
test_charge_does_not_tell_what_is_cached(void **state)
{
    AUTO(cert) issuer = build_cert(&issuer_wish);
    AUTO(cert) good = build_cert(&good_wish);
    AUTO(cache) cache = NULL;
    uint32_t left[2];

    (void)state;
    assert_int_equal(vmst_cache_new(&cache), VMSTRUST_OK);
    for (int i = 0; i < 2; i++) {
        struct vmst_budget budget = vmst_budget_full();
        struct vmst_memo memo = {.slots = NULL};
        enum vmst_signature_result result;

        assert_int_equal(vmst_memo_new(1, &memo), VMSTRUST_OK);
        assert_true(
            vmst_memo_check(&memo, cache, &budget, good, issuer, &result));
        assert_int_equal(result, VMST_SIGNATURE_GOOD);
        left[i] = budget.signatures;
        assert_true(
            vmst_memo_check(&memo, cache, &budget, good, issuer, &result));
        assert_int_equal(budget.signatures, left[i]);
        vmst_memo_free(&memo);
    }
    assert_true(left[0] < VMST_LIMIT_SIGNATURE_UNITS);
    assert_int_equal(left[0], left[1]);
}

static void
test_nothing_is_computed_without_budget(void **state)
{
    AUTO(cert) issuer = build_cert(&issuer_wish);
    AUTO(cert) good = build_cert(&good_wish);
    struct vmst_budget budget = {.signatures = 0};
    struct vmst_memo memo = {.slots = NULL};
    enum vmst_signature_result result;

    (void)state;
    assert_int_equal(vmst_memo_new(1, &memo), VMSTRUST_OK);
    assert_false(vmst_memo_check(&memo, NULL, &budget, good, issuer, &result));
    assert_string_equal(budget.spent, "signatures");
    vmst_memo_free(&memo);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_stays_good_and_false_stays_false),
        cmocka_unit_test(test_full_cache_never_lies),
        cmocka_unit_test(test_charge_does_not_tell_what_is_cached),
        cmocka_unit_test(test_nothing_is_computed_without_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
