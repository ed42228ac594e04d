/* The calls of an authority: NULL for every pointer, and what an order takes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#define REFUSED VMSTRUST_E_ARGUMENT

static void
plan_and_ca_take_null(void **state)
{
    vmstrust_ca *ca = (vmstrust_ca *)state;
    vmstrust_ca_plan *plan = (vmstrust_ca_plan *)state;
    vmstrust_bytes *text;

    assert_int_equal(vmstrust_ca_plan_new(NULL, "x", &plan, NULL), REFUSED);
    assert_null(plan);
    assert_int_equal(vmstrust_ca_plan_new("x", NULL, &plan, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_plan_new("", "x", &plan, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_plan_new("x", "x", NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_plan_set_key_type(NULL, "p256", NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_plan_set_actor(NULL, "x", "x", NULL), REFUSED);
    assert_int_equal(vmstrust_ca_plan_add_permitted(NULL, "x", NULL), REFUSED);
    vmstrust_ca_plan_set_subordinate(NULL, true);
    assert_int_equal(vmstrust_ca_complete(NULL, NULL, "x", 1, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_complete(NULL, NULL, NULL, 0, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_answer(NULL, NULL, "x", 1, NULL),
                     REFUSED);
    text = (vmstrust_bytes *)state;
    assert_int_equal(vmstrust_ca_compare_answer(NULL, NULL, &text, NULL),
                     REFUSED);
    assert_null(text);
    assert_int_equal(vmstrust_ca_compare_answer(NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_check_passphrase(NULL, 0, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_passphrase("1234567", 7, NULL),
                     VMSTRUST_E_PASSPHRASE);
    assert_int_equal(vmstrust_ca_check_passphrase("12345678", 8, NULL),
                     VMSTRUST_OK);
    vmstrust_ca_plan_set_valid_for(NULL, 1);
    assert_int_equal(vmstrust_ca_plan_check(NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_create(NULL, "x", 1, NULL), REFUSED);
    vmstrust_ca_plan_free(NULL);
    assert_int_equal(vmstrust_ca_open(NULL, NULL, 0, &ca, NULL), REFUSED);
    assert_null(ca);
    assert_int_equal(vmstrust_ca_open("x", NULL, 1, &ca, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_open("x", NULL, 0, NULL, NULL), REFUSED);
    assert_null(vmstrust_ca_get_cert(NULL));
    assert_int_equal(vmstrust_ca_set_actor(NULL, "x", "x", NULL), REFUSED);
    vmstrust_ca_free(NULL);
}

static void
plan_takes_so_many_names(void **state)
{
    vmstrust_ca_plan *plan = (vmstrust_ca_plan *)state;

    assert_int_equal(vmstrust_ca_plan_new("x", "x", &plan, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_plan_add_permitted(plan, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_plan_add_permitted(plan, "", NULL), REFUSED);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(vmstrust_ca_plan_add_permitted(plan, "rec01", NULL),
                         VMSTRUST_OK);
    }
    assert_int_equal(vmstrust_ca_plan_add_permitted(plan, "rec01", NULL),
                     VMSTRUST_E_LIMIT);
    vmstrust_ca_plan_free(plan);
}

static void
deeds_take_null(void **state)
{
    vmstrust_identity *identity = (vmstrust_identity *)state;
    vmstrust_bytes *bytes = (vmstrust_bytes *)state;
    int64_t first = 1;
    int64_t last = 1;

    assert_int_equal(vmstrust_ca_issue(NULL, NULL, &identity, NULL), REFUSED);
    assert_null(identity);
    assert_int_equal(vmstrust_ca_issue(NULL, NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_write_chain(NULL, NULL, &bytes, NULL),
                     REFUSED);
    assert_null(bytes);
    assert_int_equal(vmstrust_ca_write_chain(NULL, NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_order(NULL, NULL, &first, &last, NULL),
                     REFUSED);
    assert_true(first == 0 && last == 0);
    assert_int_equal(vmstrust_ca_check_order(NULL, NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_set_delivered(NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_revoke(NULL, NULL, NULL, 0, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_revoke(NULL, NULL, NULL, 0, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_write_crl(NULL, 86400, &bytes, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_write_crl(NULL, 86400, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_write_log(NULL, &bytes, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_write_log(NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_cert_write_pem(NULL, &bytes, NULL), REFUSED);
}

static void
keys_elsewhere_take_null(void **state)
{
    vmstrust_order *order = (vmstrust_order *)state;
    vmstrust_entries *entries = (vmstrust_entries *)state;
    vmstrust_cert *cert = (vmstrust_cert *)state;
    vmstrust_bytes *bytes = (vmstrust_bytes *)state;

    assert_int_equal(vmstrust_order_new_renewal(NULL, NULL, &order, NULL),
                     REFUSED);
    assert_null(order);
    assert_int_equal(vmstrust_order_new_renewal(NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_order_add_requested(NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_order_write_ungranted(NULL, NULL, &bytes, NULL),
                     REFUSED);
    assert_null(bytes);
    assert_int_equal(vmstrust_order_write_ungranted(NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_order_get_role(NULL), 0);
    assert_int_equal(vmstrust_order_get_host_count(NULL), 0);
    assert_null(vmstrust_order_get_host(NULL, 0));
    assert_int_equal(vmstrust_ca_check_request(NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_sign(NULL, NULL, NULL, &cert, NULL), REFUSED);
    assert_null(cert);
    assert_int_equal(vmstrust_ca_sign(NULL, NULL, NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_renewal(NULL, NULL, NULL), REFUSED);
    cert = (vmstrust_cert *)state;
    assert_int_equal(vmstrust_ca_renew(NULL, NULL, &cert, NULL), REFUSED);
    assert_null(cert);
    assert_int_equal(vmstrust_ca_renew(NULL, NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_list_successors(NULL, NULL, &entries, NULL),
                     REFUSED);
    assert_null(entries);
}

static void
adoption_takes_null(void **state)
{
    vmstrust_report *report = (vmstrust_report *)state;
    bool is_new = true;

    assert_int_equal(vmstrust_ca_check_adoption(NULL, NULL, &report, NULL),
                     REFUSED);
    assert_null(report);
    assert_int_equal(vmstrust_ca_check_adoption(NULL, NULL, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_adopt(NULL, NULL, NULL, 0, NULL), REFUSED);
    assert_int_equal(
        vmstrust_ca_record(NULL, NULL, VMSTRUST_ROLE_TLS_SERVER, &is_new, NULL),
        REFUSED);
    assert_false(is_new);
    is_new = true;
    assert_int_equal(vmstrust_ca_check_record(NULL, NULL, &is_new, NULL),
                     REFUSED);
    assert_false(is_new);
    assert_int_equal(vmstrust_ca_check_record(NULL, NULL, NULL, NULL), REFUSED);
}

static void
entries_take_null(void **state)
{
    vmstrust_entries *entries = (vmstrust_entries *)state;

    assert_int_equal(vmstrust_ca_list(NULL, &entries, NULL), REFUSED);
    assert_null(entries);
    assert_int_equal(vmstrust_ca_list(NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_list_due(NULL, 0, &entries, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_find(NULL, NULL, &entries, NULL), REFUSED);
    assert_int_equal(vmstrust_entries_get_count(NULL), 0);
    assert_null(vmstrust_entries_get_cert(NULL, 0));
    assert_string_equal(vmstrust_entries_get_state(NULL, 0), "");
    assert_string_equal(vmstrust_entries_get_role(NULL, 0), "");
    assert_string_equal(vmstrust_entries_get_reason(NULL, 0), "");
    assert_true(vmstrust_entries_get_revoked_at(NULL, 0) == 0);
    assert_true(vmstrust_entries_get_invalid_since(NULL, 0) == 0);
    vmstrust_entries_free(NULL);
}

static void
generations_take_null(void **state)
{
    vmstrust_ca_plan *plan = (vmstrust_ca_plan *)state;

    assert_int_equal(vmstrust_ca_get_root_count(NULL), 0);
    assert_null(vmstrust_ca_get_root(NULL, 0));
    assert_null(vmstrust_ca_get_cross(NULL, 0));
    assert_null(vmstrust_ca_get_back_cross(NULL, 0));
    assert_int_equal(vmstrust_ca_plan_next(NULL, NULL, &plan, NULL), REFUSED);
    assert_null(plan);
    assert_int_equal(vmstrust_ca_plan_next(NULL, NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_rollover(NULL, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_roll_over(NULL, NULL, NULL, 0, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_crl(NULL, NULL, 0, NULL), REFUSED);
}

static void
keeping_takes_null(void **state)
{
    vmstrust_backup *backup = (vmstrust_backup *)state;
    vmstrust_checkup *checkup = (vmstrust_checkup *)state;

    assert_int_equal(vmstrust_ca_set_passphrase(NULL, "x", 1, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_set_passphrase(NULL, "x", 1, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_backup(NULL, "x", false, NULL), REFUSED);
    assert_int_equal(vmstrust_ca_check_backup(NULL, "x", false, NULL, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_ca_move(NULL, "x", false, "x", NULL), REFUSED);
    assert_int_equal(vmstrust_backup_open(NULL, &backup, NULL), REFUSED);
    assert_null(backup);
    assert_int_equal(vmstrust_backup_open("x", NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_backup_open("/dev/null", &backup, NULL),
                     VMSTRUST_E_FILE);
    assert_true(vmstrust_backup_get_made_at(NULL) == 0);
    assert_string_equal(vmstrust_backup_get_place(NULL), "");
    assert_string_equal(vmstrust_backup_get_computer(NULL), "");
    assert_string_equal(vmstrust_backup_get_moving_to(NULL), "");
    assert_int_equal(vmstrust_backup_set_actor(NULL, "x", "x", NULL), REFUSED);
    assert_int_equal(vmstrust_backup_check(NULL, "x", NULL), REFUSED);
    assert_int_equal(vmstrust_backup_try_passphrase(NULL, "x", 1, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_backup_restore(NULL, "x", "x", 1, NULL), REFUSED);
    vmstrust_backup_free(NULL);
    assert_int_equal(vmstrust_checkup_new(NULL, NULL, 0, &checkup, NULL),
                     REFUSED);
    assert_null(checkup);
    assert_int_equal(vmstrust_checkup_new("x", NULL, 1, &checkup, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_checkup_new("x", NULL, 0, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_checkup_get_count(NULL), 0);
    assert_string_equal(vmstrust_checkup_get_id(NULL, 0), "");
    assert_string_equal(vmstrust_checkup_get_mark(NULL, 0), "");
    assert_string_equal(vmstrust_checkup_get_text(NULL, 0), "");
    vmstrust_checkup_free(NULL);
}

static void
order_takes_null_and_checks_what_it_takes(void **state)
{
    vmstrust_order *order = (vmstrust_order *)state;
    vmstrust_error *error = NULL;

    assert_int_equal(vmstrust_order_new((vmstrust_role)9999, &order, NULL),
                     REFUSED);
    assert_null(order);
    assert_int_equal(
        vmstrust_order_new(VMSTRUST_ROLE_AUTHORITY, &order, &error), REFUSED);
    assert_string_equal(vmstrust_error_get_text(error),
                        "authority: certificates are issued to the roles of "
                        "servers");
    vmstrust_error_free(error);
    assert_int_equal(
        vmstrust_order_new(VMSTRUST_ROLE_RECORDING_SERVER, NULL, NULL),
        REFUSED);
    assert_int_equal(
        vmstrust_order_new(VMSTRUST_ROLE_RECORDING_SERVER, &order, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_order_add_host(order, "rec01", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_add_host(order, "REC01.", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_add_host(order, "a b", NULL), REFUSED);
    assert_int_equal(vmstrust_order_get_role(order),
                     VMSTRUST_ROLE_RECORDING_SERVER);
    assert_int_equal(vmstrust_order_get_host_count(order), 1);
    assert_string_equal(vmstrust_order_get_host(order, 0), "rec01");
    assert_null(vmstrust_order_get_host(order, 1));
    assert_int_equal(vmstrust_order_add_host(NULL, "rec01", NULL), REFUSED);
    assert_int_equal(vmstrust_order_add_host(order, NULL, NULL), REFUSED);
    assert_int_equal(
        vmstrust_order_add_crl_url(order, "http://a.local/ca.crl", NULL),
        VMSTRUST_OK);
    assert_int_equal(
        vmstrust_order_add_crl_url(order, "https://a.local/ca.crl", NULL),
        REFUSED);
    assert_int_equal(vmstrust_order_add_crl_url(order, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_order_add_crl_url(NULL, "http://a", NULL),
                     REFUSED);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(
            vmstrust_order_add_aia_url(order, "http://a.local/ca.crt", NULL),
            VMSTRUST_OK);
    }
    assert_int_equal(
        vmstrust_order_add_aia_url(order, "http://a.local/ca.crt", NULL),
        VMSTRUST_E_LIMIT);
    assert_int_equal(vmstrust_order_add_aia_url(order, NULL, NULL), REFUSED);
    assert_int_equal(vmstrust_order_add_aia_url(NULL, "http://a", NULL),
                     REFUSED);
    assert_int_equal(vmstrust_order_set_valid_for(order, 825 * 86400, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_set_valid_for(order, 826 * 86400, NULL),
                     REFUSED);
    assert_int_equal(vmstrust_order_set_valid_for(NULL, 86400, NULL), REFUSED);
    assert_int_equal(vmstrust_order_set_key_type(order, "p384", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_set_key_type(order, "ed25519", NULL),
                     REFUSED);
    assert_int_equal(vmstrust_order_set_key_type(NULL, "p384", NULL), REFUSED);
    vmstrust_order_set_replacing(order, true);
    vmstrust_order_set_replacing(NULL, true);
    vmstrust_order_free(order);
    vmstrust_order_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plan_and_ca_take_null),
        cmocka_unit_test(plan_takes_so_many_names),
        cmocka_unit_test(deeds_take_null),
        cmocka_unit_test(keys_elsewhere_take_null),
        cmocka_unit_test(adoption_takes_null),
        cmocka_unit_test(entries_take_null),
        cmocka_unit_test(generations_take_null),
        cmocka_unit_test(keeping_takes_null),
        cmocka_unit_test(order_takes_null_and_checks_what_it_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
