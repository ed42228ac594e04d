/*
 * The trust set: what is added is found, what is double is one, what is
 * removed or distrusted is that, and a generation never changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "path/trust.h"

#include "../build_cert.h"

enum { CA_A, CA_A_AGAIN, CA_B, OTHER, CERTS };

static struct vmst_cert *certs[CERTS];

static int
make_certs(void **state)
{
    static const struct build_wish wishes[CERTS] = {
        [CA_A] = {.subject = "A", .key = 1, .signer = 1},
        [CA_A_AGAIN] = {.subject = "A", .key = 1, .signer = 1, .serial = 2},
        [CA_B] = {.subject = "B", .key = 2, .signer = 2},
        [OTHER] = {.subject = "Other", .key = 3, .signer = 3},
    };

    (void)state;
    for (size_t i = 0; i < CERTS; i++) {
        certs[i] = build_cert(&wishes[i]);
    }
    return 0;
}

static int
free_certs(void **state)
{
    (void)state;
    for (size_t i = 0; i < CERTS; i++) {
        vmst_cert_free(certs[i]);
    }
    return 0;
}

static struct vmst_trust *
next_of(const struct vmst_trust *old)
{
    struct vmst_trust *trust = NULL;

    assert_int_equal(vmst_trust_new(old, &trust), VMSTRUST_OK);
    return trust;
}

static void
add(struct vmst_trust *trust, int cert, vmstrust_role role, bool is_system)
{
    assert_int_equal(vmst_trust_add_anchor(trust, certs[cert], role, is_system),
                     VMSTRUST_OK);
}

static void
test_roles_are_united(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    add(trust, CA_A, VMSTRUST_ROLE_MOBILE_SERVER, false);
    add(trust, CA_B, 0, false);
    add(trust, CA_A, VMSTRUST_ROLE_RECORDING_SERVER, false);
    vmst_trust_seal(trust);
    assert_int_equal(trust->anchor_count, 2);
    const struct vmst_anchor *a = vmst_trust_find_anchor(trust, certs[CA_A]);
    const struct vmst_anchor *b = vmst_trust_find_anchor(trust, certs[CA_B]);
    assert_true(vmst_anchor_is_for(a, VMSTRUST_ROLE_MOBILE_SERVER));
    assert_true(vmst_anchor_is_for(a, VMSTRUST_ROLE_RECORDING_SERVER));
    assert_false(vmst_anchor_is_for(a, VMSTRUST_ROLE_TLS_SERVER));
    assert_false(vmst_anchor_is_for(a, (vmstrust_role)-1));
    assert_false(vmst_anchor_is_for(a, (vmstrust_role)256));
    assert_true(vmst_anchor_is_for(b, VMSTRUST_ROLE_TLS_SERVER));
    assert_null(vmst_trust_find_anchor(trust, certs[CA_A_AGAIN]));
    assert_null(vmst_trust_find_anchor(trust, certs[OTHER]));
}

static void
test_own_and_system_are_told_apart(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    add(trust, CA_A, 0, true);
    add(trust, CA_A, VMSTRUST_ROLE_MOBILE_SERVER, false);
    add(trust, CA_B, 0, true);
    vmst_trust_seal(trust);
    const struct vmst_anchor *a = vmst_trust_find_anchor(trust, certs[CA_A]);
    const struct vmst_anchor *b = vmst_trust_find_anchor(trust, certs[CA_B]);
    assert_true(vmst_anchor_is_for(a, VMSTRUST_ROLE_TLS_SERVER));
    assert_false(vmst_anchor_is_own(a, VMSTRUST_ROLE_TLS_SERVER));
    assert_true(vmst_anchor_is_own(a, VMSTRUST_ROLE_MOBILE_SERVER));
    assert_true(vmst_role_set_is_empty(&b->own));
    assert_false(vmst_role_set_is_empty(&b->system));
}

static void
test_generations_do_not_change(void **state)
{
    AUTO(trust) first = next_of(NULL);

    (void)state;
    add(first, CA_A, VMSTRUST_ROLE_MOBILE_SERVER, false);
    vmst_trust_seal(first);
    AUTO(trust) second = next_of(first);
    add(second, CA_A, 0, false);
    add(second, CA_B, 0, false);
    vmst_trust_seal(second);
    assert_true(second->generation > first->generation);
    assert_int_equal(first->anchor_count, 1);
    assert_int_equal(second->anchor_count, 2);
    assert_false(vmst_anchor_is_for(vmst_trust_find_anchor(first, certs[CA_A]),
                                    VMSTRUST_ROLE_TLS_SERVER));
    assert_true(vmst_anchor_is_for(vmst_trust_find_anchor(second, certs[CA_A]),
                                   VMSTRUST_ROLE_TLS_SERVER));
}

static void
test_sealing_again_changes_only_the_number(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    for (int i = 0; i < CERTS; i++) {
        add(trust, i, 0, false);
        add(trust, i, 0, true);
        assert_int_equal(vmst_trust_add_intermediate(trust, certs[i]), 0);
        assert_int_equal(vmst_trust_add_intermediate(trust, certs[i]), 0);
        assert_int_equal(vmst_trust_distrust_cert(trust, certs[i]), 0);
        assert_int_equal(vmst_trust_distrust_cert(trust, certs[i]), 0);
        assert_int_equal(vmst_trust_distrust_key(trust, certs[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        vmst_trust_seal(trust);
        assert_int_equal(trust->anchor_count, CERTS);
        assert_int_equal(trust->intermediate_count, CERTS);
        assert_int_equal(trust->distrusted_cert_count, CERTS);
        assert_int_equal(trust->distrusted_key_count, CERTS - 1); /* A twice */
    }
}

static void
test_names_are_found(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    for (int i = 0; i < OTHER; i++) {
        add(trust, i, 0, false);
        assert_int_equal(vmst_trust_add_intermediate(trust, certs[i]), 0);
    }
    vmst_trust_seal(trust);
    assert_int_equal(
        vmst_trust_find_anchors(trust, &certs[CA_A]->subject).count, 2);
    assert_int_equal(
        vmst_trust_find_anchors(trust, &certs[CA_B]->subject).count, 1);
    assert_int_equal(
        vmst_trust_find_anchors(trust, &certs[OTHER]->subject).count, 0);
    assert_int_equal(
        vmst_trust_find_intermediates(trust, &certs[CA_A]->subject).count, 2);
    assert_int_equal(
        vmst_trust_find_intermediates(trust, &certs[OTHER]->subject).count, 0);
}

static void
test_distrust_is_by_certificate_or_key(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    assert_int_equal(vmst_trust_distrust_cert(trust, certs[CA_A]), 0);
    vmst_trust_seal(trust);
    assert_true(vmst_trust_distrusts(trust, certs[CA_A]));
    assert_false(vmst_trust_distrusts(trust, certs[CA_A_AGAIN]));
    AUTO(trust) next = next_of(trust);
    assert_int_equal(vmst_trust_distrust_key(next, certs[CA_A]), 0);
    vmst_trust_seal(next);
    assert_true(vmst_trust_distrusts(next, certs[CA_A_AGAIN]));
    assert_false(vmst_trust_distrusts(next, certs[CA_B]));
}

static void
test_removed_is_gone_and_distrust_stays(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    add(trust, CA_A, 0, false);
    assert_int_equal(vmst_trust_add_intermediate(trust, certs[CA_A]), 0);
    assert_int_equal(vmst_trust_distrust_cert(trust, certs[CA_A]), 0);
    assert_int_equal(vmst_trust_remove_cert(trust, certs[CA_A]), 2);
    assert_int_equal(vmst_trust_remove_cert(trust, certs[CA_A]), 0);
    vmst_trust_seal(trust);
    assert_null(vmst_trust_find_anchor(trust, certs[CA_A]));
    assert_int_equal(trust->intermediate_count, 0);
    assert_true(vmst_trust_distrusts(trust, certs[CA_A]));
}

static void
test_pins_belong_to_their_host(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    assert_int_equal(vmst_trust_add_pin(trust, "rec01", certs[CA_A], 1), 0);
    assert_int_equal(vmst_trust_add_pin(trust, "rec02", certs[CA_A], 2), 0);
    assert_int_equal(vmst_trust_add_pin(trust, "rec01", certs[CA_B], 3), 0);
    AUTO(trust) next = next_of(trust);
    assert_int_equal(next->pin_count, 3);
    assert_int_equal(vmst_trust_remove_pins(next, "rec03"), 0);
    assert_int_equal(vmst_trust_remove_pins(next, "rec01"), 2);
    assert_int_equal(next->pin_count, 1);
    assert_string_equal(next->pins[0].host, "rec02");
    assert_int_equal(trust->pin_count, 3);
}

static void
test_empty_set_has_nothing(void **state)
{
    AUTO(trust) trust = next_of(NULL);

    (void)state;
    vmst_trust_seal(trust);
    assert_int_equal(
        vmst_trust_find_anchors(trust, &certs[CA_A]->subject).count, 0);
    assert_false(vmst_trust_distrusts(trust, certs[CA_A]));
    assert_int_equal(vmst_trust_remove_cert(trust, certs[CA_A]), 0);
    assert_null(vmst_trust_ref(NULL));
    vmst_trust_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles_are_united),
        cmocka_unit_test(test_own_and_system_are_told_apart),
        cmocka_unit_test(test_generations_do_not_change),
        cmocka_unit_test(test_sealing_again_changes_only_the_number),
        cmocka_unit_test(test_names_are_found),
        cmocka_unit_test(test_distrust_is_by_certificate_or_key),
        cmocka_unit_test(test_removed_is_gone_and_distrust_stays),
        cmocka_unit_test(test_pins_belong_to_their_host),
        cmocka_unit_test(test_empty_set_has_nothing),
    };
    return cmocka_run_group_tests(tests, make_certs, free_certs);
}
