/*
 * The tables as a caller reads them: every row can be found by its id, has its
 * texts, and an unknown number or id is answered.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/role.h>

static void
every_role_is_found_by_its_id(void **state)
{
    (void)state;
    assert_true(vmstrust_role_get_total() > 0);
    for (size_t i = 0; i < vmstrust_role_get_total(); i++) {
        vmstrust_role row = vmstrust_role_get_at(i);
        vmstrust_role found;

        assert_int_equal(
            vmstrust_role_find(vmstrust_role_get_id(row), &found, NULL),
            VMSTRUST_OK);
        assert_int_equal(found, row);
        assert_string_not_equal(vmstrust_role_get_name(row), "");
        assert_string_not_equal(vmstrust_role_get_source(row), "");
    }
}

static void
every_client_is_found_by_its_id(void **state)
{
    (void)state;
    assert_true(vmstrust_client_get_total() > 0);
    for (size_t i = 0; i < vmstrust_client_get_total(); i++) {
        vmstrust_client row = vmstrust_client_get_at(i);
        vmstrust_client found;

        assert_int_equal(
            vmstrust_client_find(vmstrust_client_get_id(row), &found, NULL),
            VMSTRUST_OK);
        assert_int_equal(found, row);
        assert_string_not_equal(vmstrust_client_get_name(row), "");
        assert_string_not_equal(vmstrust_client_get_store(row), "");
        assert_string_not_equal(vmstrust_client_get_install(row), "");
        assert_string_not_equal(vmstrust_client_get_source(row), "");
    }
}

static void
every_target_is_found_by_its_id(void **state)
{
    (void)state;
    assert_true(vmstrust_target_get_total() > 0);
    for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
        vmstrust_target row = vmstrust_target_get_at(i);
        vmstrust_target found;

        assert_int_equal(
            vmstrust_target_find(vmstrust_target_get_id(row), &found, NULL),
            VMSTRUST_OK);
        assert_int_equal(found, row);
        assert_string_not_equal(vmstrust_target_get_name(row), "");
    }
}

static void
every_connection_joins_a_client_and_a_role(void **state)
{
    (void)state;
    assert_true(vmstrust_connection_get_total() > 0);
    for (size_t i = 0; i < vmstrust_connection_get_total(); i++) {
        vmstrust_connection row = vmstrust_connection_get_at(i);
        const char *id = vmstrust_connection_get_id(row);
        vmstrust_connection found;

        assert_int_equal(vmstrust_connection_find(id, &found, NULL),
                         VMSTRUST_OK);
        assert_string_equal(vmstrust_connection_get_id(found), id);
        assert_string_not_equal(
            vmstrust_client_get_id(vmstrust_connection_get_client(row)),
            "unknown");
        assert_string_not_equal(
            vmstrust_role_get_id(vmstrust_connection_get_role(row)), "unknown");
        assert_string_not_equal(vmstrust_connection_get_name_rule(row), "");
        assert_string_not_equal(vmstrust_connection_get_if_expired(row), "");
        assert_string_not_equal(vmstrust_connection_get_if_untrusted(row), "");
        assert_string_not_equal(vmstrust_connection_get_source(row), "");
    }
}

static void
recording_server_streams_on_7563_and_needs_a_host(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_role_get_port(VMSTRUST_ROLE_RECORDING_SERVER),
                     7563);
    assert_string_equal(
        vmstrust_role_get_endpoint(VMSTRUST_ROLE_RECORDING_SERVER),
        "Streaming media certificate");
    assert_true(vmstrust_role_takes_host(VMSTRUST_ROLE_RECORDING_SERVER));
    assert_false(vmstrust_role_takes_host(VMSTRUST_ROLE_ANY));
    assert_true(vmstrust_role_takes_host((vmstrust_role)9999));
}

static void
unknown_number_has_the_empty_row(void **state)
{
    (void)state;
    assert_string_equal(vmstrust_role_get_id((vmstrust_role)9999), "unknown");
    assert_string_equal(vmstrust_role_get_name((vmstrust_role)9999), "");
    assert_int_equal(vmstrust_role_get_port((vmstrust_role)9999), 0);
    assert_string_equal(vmstrust_client_get_id(VMSTRUST_CLIENT_NONE),
                        "unknown");
    assert_int_equal(vmstrust_client_get_target((vmstrust_client)9999),
                     VMSTRUST_TARGET_NONE);
    assert_string_equal(vmstrust_target_get_id((vmstrust_target)9999),
                        "unknown");
    assert_string_equal(
        vmstrust_connection_get_source((vmstrust_connection)9999), "");
    assert_int_equal(vmstrust_role_get_at(SIZE_MAX), 0);
    assert_int_equal(vmstrust_client_get_at(SIZE_MAX), VMSTRUST_CLIENT_NONE);
    assert_int_equal(vmstrust_target_get_at(SIZE_MAX), VMSTRUST_TARGET_NONE);
    assert_int_equal(vmstrust_connection_get_at(SIZE_MAX), 0);
}

static void
unknown_id_is_answered_with_the_nearest(void **state)
{
    vmstrust_role role = VMSTRUST_ROLE_ANY;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_role_find("recordin-server", &role, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_int_equal(role, 0);
    assert_string_equal(vmstrust_error_get_text(error),
                        "recordin-server: there is no such role; the nearest "
                        "is recording-server");
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_role_find("\x1b[2K", &role, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_string_equal(vmstrust_error_get_text(error),
                        "\\u{1B}[2K: there is no such role; 'vmstrust roles' "
                        "lists them");
    vmstrust_error_free(error);
}

static void
far_word_is_answered_with_where_they_are(void **state)
{
    vmstrust_client client = VMSTRUST_CLIENT_NONE;
    vmstrust_target target = VMSTRUST_TARGET_NONE;
    vmstrust_connection connection = 0;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_client_find("far-away-word", &client, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_string_equal(vmstrust_error_get_text(error),
                        "far-away-word: there is no such client; 'vmstrust "
                        "clients' lists them");
    vmstrust_error_free(error);
    assert_int_equal(
        vmstrust_connection_find("far-away-word", &connection, &error),
        VMSTRUST_E_NOT_FOUND);
    assert_string_equal(vmstrust_error_get_text(error),
                        "far-away-word: there is no such connection; "
                        "'vmstrust connections' lists them");
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_target_find("openssl-strikt", &target, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_string_equal(vmstrust_error_get_text(error),
                        "openssl-strikt: there is no such target; the nearest "
                        "is openssl-strict");
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_target_find("nosuch", &target, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_int_equal(target, VMSTRUST_TARGET_NONE);
    assert_non_null(strstr(vmstrust_error_get_text(error),
                           "nosuch: there is no such target; known are "));
    for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
        assert_non_null(
            strstr(vmstrust_error_get_text(error),
                   vmstrust_target_get_id(vmstrust_target_get_at(i))));
    }
    vmstrust_error_free(error);
}

static void
null_is_an_argument_error(void **state)
{
    vmstrust_client client = VMSTRUST_CLIENT_SMART_CLIENT;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_client_find(NULL, &client, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(client, VMSTRUST_CLIENT_NONE);
    assert_int_equal(vmstrust_client_find("any", NULL, &error),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_role_find("any", NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_target_find(NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_connection_find(NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
}

static void
target_makes_more_of_a_lint_and_nothing_of_another(void **state)
{
    (void)state;
    assert_int_equal(vmstrust_target_get_severity(VMSTRUST_TARGET_XPROTECT,
                                                  VMSTRUST_FINDING_NOT_RSA),
                     VMSTRUST_SEVERITY_WARNING);
    assert_int_equal(
        vmstrust_target_get_severity(VMSTRUST_TARGET_XPROTECT,
                                     VMSTRUST_FINDING_SHORT_NAME_ONLY),
        VMSTRUST_SEVERITY_OFF);
    assert_int_equal(vmstrust_target_get_severity((vmstrust_target)9999,
                                                  VMSTRUST_FINDING_NOT_RSA),
                     VMSTRUST_SEVERITY_OFF);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_is_found_by_its_id),
        cmocka_unit_test(every_client_is_found_by_its_id),
        cmocka_unit_test(every_target_is_found_by_its_id),
        cmocka_unit_test(every_connection_joins_a_client_and_a_role),
        cmocka_unit_test(recording_server_streams_on_7563_and_needs_a_host),
        cmocka_unit_test(unknown_number_has_the_empty_row),
        cmocka_unit_test(unknown_id_is_answered_with_the_nearest),
        cmocka_unit_test(far_word_is_answered_with_where_they_are),
        cmocka_unit_test(null_is_an_argument_error),
        cmocka_unit_test(target_makes_more_of_a_lint_and_nothing_of_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
