/*
 * The table of findings as a caller reads it, and the words of the guides.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/finding.h>

static void
every_finding_is_found_by_its_id(void **state)
{
    (void)state;
    assert_true(vmstrust_finding_get_total() > 0);
    for (size_t i = 0; i < vmstrust_finding_get_total(); i++) {
        vmstrust_finding row = vmstrust_finding_get_at(i);
        vmstrust_finding found;

        assert_int_equal(
            vmstrust_finding_find(vmstrust_finding_get_id(row), &found, NULL),
            VMSTRUST_OK);
        assert_int_equal(found, row);
        assert_string_not_equal(vmstrust_finding_get_title(row), "");
        assert_true(strlen(vmstrust_finding_get_title(row)) <= 48);
        assert_string_not_equal(vmstrust_finding_get_cause(row), "");
        assert_string_not_equal(vmstrust_finding_get_fix(row), "");
        assert_string_not_equal(vmstrust_finding_get_source(row), "");
        assert_null(strchr(vmstrust_finding_get_fix(row), '{'));
    }
}

static void
locked_finding_is_an_error_under_vms(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmstrust_finding_get_total(); i++) {
        vmstrust_finding row = vmstrust_finding_get_at(i);

        if (vmstrust_finding_is_locked(row)) {
            assert_int_equal(vmstrust_finding_get_severity(row, "vms"),
                             VMSTRUST_SEVERITY_ERROR);
        }
    }
}

static void
rule_set_is_named_with_or_without_its_version(void **state)
{
    vmstrust_finding finding = VMSTRUST_FINDING_PURPOSE_MARKED_CRITICAL;

    (void)state;
    assert_int_equal(vmstrust_finding_get_severity(finding, "vms"),
                     VMSTRUST_SEVERITY_INFO);
    assert_int_equal(vmstrust_finding_get_severity(finding, "vms@1"),
                     VMSTRUST_SEVERITY_INFO);
    assert_int_equal(vmstrust_finding_get_severity(finding, "path"),
                     VMSTRUST_SEVERITY_OFF);
    assert_int_equal(vmstrust_finding_get_severity(finding, "none"),
                     VMSTRUST_SEVERITY_ERROR);
    assert_int_equal(vmstrust_finding_get_severity(finding, NULL),
                     VMSTRUST_SEVERITY_ERROR);
}

static void
unknown_number_is_locked_and_an_error(void **state)
{
    vmstrust_finding unknown = (vmstrust_finding)9999;

    (void)state;
    assert_true(vmstrust_finding_is_locked(unknown));
    assert_int_equal(vmstrust_finding_get_severity(unknown, "vms"),
                     VMSTRUST_SEVERITY_ERROR);
    assert_string_equal(vmstrust_finding_get_id(unknown), "unknown");
    assert_string_equal(vmstrust_finding_get_title(unknown), "");
    assert_string_equal(vmstrust_finding_get_cause(unknown), "");
    assert_string_equal(vmstrust_finding_get_fix(unknown), "");
    assert_string_equal(vmstrust_finding_get_source(unknown), "");
    assert_string_equal(
        vmstrust_finding_get_how_to_fix(unknown, VMSTRUST_PLATFORM_WINDOWS),
        "");
    assert_string_equal(vmstrust_finding_get_how_to_see(
                            VMSTRUST_FINDING_EXPIRED, (vmstrust_platform)99),
                        "");
    assert_string_equal(vmstrust_platform_get_id((vmstrust_platform)99),
                        "unknown");
    assert_string_equal(vmstrust_platform_get_name((vmstrust_platform)99), "");
    assert_int_equal(vmstrust_platform_get_at(99), 0);
    assert_int_equal(vmstrust_finding_get_at(SIZE_MAX), VMSTRUST_FINDING_NONE);
    assert_string_equal(vmstrust_severity_get_id((vmstrust_severity)9),
                        "unknown");
    assert_string_equal(vmstrust_match_get_id((vmstrust_match)9), "unknown");
    assert_string_equal(vmstrust_near_miss_get_id((vmstrust_near_miss)99),
                        "unknown");
}

static void
severities_are_found_by_their_ids(void **state)
{
    vmstrust_severity severity;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_severity_find("warning", &severity, NULL),
                     VMSTRUST_OK);
    assert_int_equal(severity, VMSTRUST_SEVERITY_WARNING);
    assert_string_equal(vmstrust_severity_get_id(severity), "warning");
    assert_int_equal(vmstrust_severity_find("warnin", &severity, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_non_null(strstr(vmstrust_error_get_text(error), "warning"));
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_severity_find(NULL, &severity, NULL),
                     VMSTRUST_E_ARGUMENT);
}

static void
matches_and_near_misses_have_their_ids(void **state)
{
    (void)state;
    assert_string_equal(vmstrust_match_get_id(VMSTRUST_MATCH_NONE), "none");
    assert_string_equal(vmstrust_match_get_id(VMSTRUST_MATCH_SAN_IP), "san-ip");
    assert_string_equal(
        vmstrust_near_miss_get_id(VMSTRUST_NEAR_MISS_MISSING_INTERMEDIATE),
        "missing-intermediate");
}

static void
mistyped_id_is_answered_with_the_nearest(void **state)
{
    vmstrust_finding finding = VMSTRUST_FINDING_EXPIRED;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_finding_find("expierd", &finding, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_int_equal(finding, VMSTRUST_FINDING_NONE);
    assert_string_equal(vmstrust_error_get_text(error),
                        "expierd: there is no such finding; the nearest is "
                        "expired");
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_finding_find("xyzzy", &finding, &error),
                     VMSTRUST_E_NOT_FOUND);
    assert_string_equal(vmstrust_error_get_text(error),
                        "xyzzy: there is no such finding; 'vmstrust findings' "
                        "lists them");
    vmstrust_error_free(error);
}

static void
words_of_the_guides_are_explained(void **state)
{
    vmstrust_finding finding = VMSTRUST_FINDING_EXPIRED;
    const char *text = NULL;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(
        vmstrust_word_find("Private Certificate", &finding, &text, NULL),
        VMSTRUST_OK);
    assert_int_equal(finding, VMSTRUST_FINDING_NONE);
    assert_non_null(strstr(text, "private key"));
    assert_int_equal(
        vmstrust_word_find("root-not-instaled", &finding, &text, &error),
        VMSTRUST_E_NOT_FOUND);
    assert_null(text);
    assert_non_null(
        strstr(vmstrust_error_get_text(error), "root-not-installed"));
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_word_find(NULL, &finding, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_word_find("x", NULL, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_finding_is_found_by_its_id),
        cmocka_unit_test(locked_finding_is_an_error_under_vms),
        cmocka_unit_test(rule_set_is_named_with_or_without_its_version),
        cmocka_unit_test(unknown_number_is_locked_and_an_error),
        cmocka_unit_test(severities_are_found_by_their_ids),
        cmocka_unit_test(matches_and_near_misses_have_their_ids),
        cmocka_unit_test(mistyped_id_is_answered_with_the_nearest),
        cmocka_unit_test(words_of_the_guides_are_explained),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
