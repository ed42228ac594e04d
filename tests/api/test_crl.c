/*
 * CRLs and OCSP responses through the public calls: what a peer sent is taken
 * whatever it is, what the caller trusts must be well formed; NULL for every
 * pointer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/chain.h>
#include <vmstrust/store.h>

#include "../cert/crl.h"
#include "../der/ascii.h"
#include "limits.h"

struct world {
    vmstrust_store *store;
    vmstrust_chain *chain;
};

static int
set_up(void **state)
{
    static struct world world;

    assert_int_equal(vmstrust_store_new(&world.store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_new(&world.chain, NULL), VMSTRUST_OK);
    *state = &world;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *world = *state;

    vmstrust_chain_free(world->chain);
    vmstrust_store_free(world->store);
    return 0;
}

/* The code, which is also the error's. */
static int
code_of(int code, vmstrust_error *error)
{
    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    if (error != NULL) {
        assert_int_equal(vmstrust_error_get_code(error), code);
    }
    vmstrust_error_free(error);
    return code;
}

static void
a_peer_may_send_anything(void **state)
{
    struct world *world = *state;
    AUTO(blob) crl = der_from(CRL_OF(ENTRIES(ENTRY("05", "")), ""));
    vmstrust_error *error;
    int code;

    code = vmstrust_chain_add_crl(world->chain, crl->data, crl->size, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_OK);
    code = vmstrust_chain_add_crl(world->chain, "junk", 4, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_OK);
    code = vmstrust_chain_set_ocsp(world->chain, "junk", 4, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_OK);
    code = vmstrust_chain_set_ocsp(world->chain, NULL, 0, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_get_count(world->chain), 0);
}

static void
a_chain_has_limits(void **state)
{
    struct world *world = *state;
    static const uint8_t large[VMST_LIMIT_OCSP_SIZE + 1];
    vmstrust_error *error;
    int code;

    code = vmstrust_chain_set_ocsp(world->chain, large, sizeof large, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_LIMIT);
    for (size_t i = 0; i < VMST_LIMIT_CHAIN_CRLS; i++) {
        assert_int_equal(vmstrust_chain_add_crl(world->chain, "", 0, NULL),
                         VMSTRUST_OK);
    }
    code = vmstrust_chain_add_crl(world->chain, "", 0, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_LIMIT);
}

static void
a_store_takes_what_is_well_formed(void **state)
{
    struct world *world = *state;
    uint64_t generation = vmstrust_store_get_generation(world->store);
    AUTO(blob) crl = der_from(CRL_OF(ENTRIES(ENTRY("05", "")), ""));
    vmstrust_error *error;
    int code;

    code = vmstrust_store_add_crl(world->store, "junk", 4, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_MALFORMED);
    code =
        vmstrust_store_add_crl(world->store, crl->data, crl->size - 1, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_MALFORMED);
    code = vmstrust_store_add_crl_file(world->store, "no-such-file", &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_FILE);
    assert_int_equal(vmstrust_store_get_generation(world->store), generation);

    code = vmstrust_store_add_crl(world->store, crl->data, crl->size, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_OK);
    assert_true(vmstrust_store_get_generation(world->store) > generation);
    assert_int_equal(vmstrust_store_get_count(world->store), 0);
}

static void
null_is_an_argument(void **state)
{
    struct world *world = *state;

    assert_int_equal(vmstrust_chain_add_crl(NULL, "", 0, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_chain_add_crl(world->chain, NULL, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_chain_set_ocsp(NULL, "", 0, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_chain_set_ocsp(world->chain, NULL, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_add_crl(NULL, "", 0, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_add_crl(world->store, NULL, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_add_crl_file(NULL, "x", NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_add_crl_file(world->store, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_peer_may_send_anything),
        TEST(a_chain_has_limits),
        TEST(a_store_takes_what_is_well_formed),
        TEST(null_is_an_argument),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
