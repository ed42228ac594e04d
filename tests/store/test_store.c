/*
 * The store: a change is a new generation or nothing at all, and a report
 * outlives the store, the policy and the chain that it was made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#include "../build_cert.h"

#define HOST "rec01.site.local"

static const struct build_wish root_wish = {
    .subject = "Root", .key = 2, .signer = 2, .flags = BUILD_CA};
static const struct build_wish server_wish = {.issuer = "Root",
                                              .key = 1,
                                              .signer = 2,
                                              .names = "dns:" HOST,
                                              .purposes = BUILD_SERVER_AUTH};

static vmstrust_store *
new_store(void)
{
    vmstrust_store *store = NULL;

    assert_int_equal(vmstrust_store_new(&store, NULL), VMSTRUST_OK);
    return store;
}

static vmstrust_chain *
chain_of(const struct vmst_cert *cert)
{
    vmstrust_chain *chain = NULL;

    assert_int_equal(vmstrust_chain_new(&chain, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_add_cert(chain, cert, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_set_time(chain, BUILD_NOW, NULL),
                     VMSTRUST_OK);
    return chain;
}

static int
verify(const vmstrust_store *store, vmstrust_report **report)
{
    AUTO(cert) server = build_cert(&server_wish);
    vmstrust_chain *chain = chain_of(server);
    vmstrust_policy *policy = NULL;
    int code;

    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, NULL),
        VMSTRUST_OK);
    code = vmstrust_verify(store, policy, chain, HOST, report, NULL);
    vmstrust_policy_free(policy);
    vmstrust_chain_free(chain);
    return code;
}

static void
test_every_change_is_a_generation(void **state)
{
    vmstrust_store *store = new_store();
    AUTO(cert) root = build_cert(&root_wish);
    uint64_t first = vmstrust_store_get_generation(store);

    (void)state;
    assert_int_equal(verify(store, NULL), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_store_add_cert(store, root, NULL), VMSTRUST_OK);
    uint64_t second = vmstrust_store_get_generation(store);
    assert_true(second > first);
    assert_int_equal(verify(store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_distrust_cert(store, root, NULL), 0);
    assert_true(vmstrust_store_get_generation(store) > second);
    assert_int_equal(verify(store, NULL), VMSTRUST_E_UNTRUSTED);
    vmstrust_store_free(store);
}

static void
test_failed_change_is_no_generation(void **state)
{
    vmstrust_store *store = new_store();
    AUTO(cert) root = build_cert(&root_wish);
    uint64_t before;

    (void)state;
    assert_int_equal(vmstrust_store_add_cert(store, root, NULL), VMSTRUST_OK);
    before = vmstrust_store_get_generation(store);
    assert_int_equal(vmstrust_store_add_pem(store, "\x30\x80", 2, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_store_remove_pins(store, HOST, NULL),
                     VMSTRUST_E_NOT_FOUND);
    assert_int_equal(vmstrust_store_add_pin(store, "a b", root, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_get_generation(store), before);
    assert_int_equal(vmstrust_store_remove_cert(store, root, NULL), 0);
    assert_int_equal(vmstrust_store_get_count(store), 0);
    assert_int_equal(vmstrust_store_remove_cert(store, root, NULL),
                     VMSTRUST_E_NOT_FOUND);
    vmstrust_store_free(store);
}

static void
test_malformed_is_never_trusted(void **state)
{
    struct build_wish wish = root_wish;
    vmstrust_store *store = new_store();

    (void)state;
    wish.more[0] = (struct build_extension){"2.5.29.15", "30", true};
    AUTO(cert) cert = build_cert(&wish);
    assert_true(cert->is_malformed);
    assert_int_equal(vmstrust_store_add_cert(store, cert, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_store_add_intermediate(store, cert, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_store_add_pin(store, HOST, cert, 1, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_store_distrust_key(store, cert, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_store_distrust_cert(store, cert, NULL),
                     VMSTRUST_OK);
    vmstrust_store_free(store);
}

static void
test_report_outlives_all_it_names(void **state)
{
    vmstrust_store *store = new_store();
    vmstrust_report *report = NULL;
    vmstrust_bytes *text = NULL;
    uint64_t generation;

    (void)state;
    {
        AUTO(cert) root = build_cert(&root_wish);
        assert_int_equal(vmstrust_store_add_cert(store, root, NULL), 0);
    }
    generation = vmstrust_store_get_generation(store);
    assert_int_equal(verify(store, &report), VMSTRUST_OK);
    {
        AUTO(cert) root = build_cert(&root_wish);
        assert_int_equal(vmstrust_store_remove_cert(store, root, NULL), 0);
    }
    vmstrust_store_free(store);
    assert_true(vmstrust_report_is_trusted(report));
    assert_int_equal(vmstrust_report_get_generation(report), generation);
    assert_int_equal(vmstrust_report_get_path_count(report), 2);
    for (size_t i = 0; i < 2; i++) {
        const vmstrust_cert *cert = vmstrust_report_get_path_cert(report, i);
        assert_non_null(vmstrust_cert_get_sha256(cert));
    }
    assert_int_equal(vmstrust_report_write_json(report, &text, NULL), 0);
    vmstrust_bytes_free(text);
    assert_int_equal(vmstrust_report_write_evidence(report, &text, NULL), 0);
    vmstrust_bytes_free(text);
    vmstrust_report_free(report);
}

static void
test_store_lives_as_long_as_its_last_owner(void **state)
{
    vmstrust_store *store = new_store();
    vmstrust_store *shared = vmstrust_store_ref(store);

    (void)state;
    assert_ptr_equal(shared, store);
    vmstrust_store_free(store);
    assert_int_equal(verify(shared, NULL), VMSTRUST_E_UNTRUSTED);
    vmstrust_store_free(shared);
    assert_null(vmstrust_store_ref(NULL));
    vmstrust_store_free(NULL);
}

/* A pointer that is missing is an argument that is wrong, everywhere. */
static void
test_nothing_is_made_of_null(void **state)
{
    vmstrust_store *store = new_store();
    AUTO(cert) root = build_cert(&root_wish);
    const int codes[] = {
        vmstrust_store_new(NULL, NULL),
        vmstrust_store_load(NULL, NULL, NULL),
        vmstrust_store_add_cert(NULL, root, NULL),
        vmstrust_store_add_cert(store, NULL, NULL),
        vmstrust_store_add_cert_for_role(store, NULL, VMSTRUST_ROLE_ANY, NULL),
        vmstrust_store_add_cert_for_role(store, root, (vmstrust_role)9999,
                                         NULL),
        vmstrust_store_add_pem(store, NULL, 1, NULL),
        vmstrust_store_add_path(store, NULL, NULL),
        vmstrust_store_add_system_roots(NULL, NULL),
        vmstrust_store_add_intermediate(store, NULL, NULL),
        vmstrust_store_remove_cert(store, NULL, NULL),
        vmstrust_store_distrust_cert(store, NULL, NULL),
        vmstrust_store_distrust_key(store, NULL, NULL),
        vmstrust_store_add_pin(store, NULL, root, 0, NULL),
        vmstrust_store_add_pin(store, HOST, NULL, 0, NULL),
        vmstrust_store_remove_pins(store, NULL, NULL),
        vmstrust_verify(NULL, NULL, NULL, NULL, NULL, NULL),
        vmstrust_store_verify_chain(store, VMSTRUST_ROLE_ANY, NULL, NULL, NULL),
        vmstrust_store_verify_pem(store, VMSTRUST_ROLE_ANY, NULL, NULL, 1,
                                  NULL),
        vmstrust_chain_new(NULL, NULL),
        vmstrust_chain_add_der(NULL, "", 0, NULL),
        vmstrust_chain_add_cert(NULL, root, NULL),
        vmstrust_chain_set_time(NULL, 0, NULL),
    };

    (void)state;
    for (size_t i = 0; i < VMST_COUNT(codes); i++) {
        if (codes[i] != VMSTRUST_E_ARGUMENT) {
            fail_msg("call %zu: code %d", i, codes[i]);
        }
    }
    vmstrust_store *made = store;
    assert_int_equal(vmstrust_store_load(NULL, &made, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(made);
    vmstrust_store_free(store);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_change_is_a_generation),
        cmocka_unit_test(test_failed_change_is_no_generation),
        cmocka_unit_test(test_malformed_is_never_trusted),
        cmocka_unit_test(test_report_outlives_all_it_names),
        cmocka_unit_test(test_store_lives_as_long_as_its_last_owner),
        cmocka_unit_test(test_nothing_is_made_of_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
