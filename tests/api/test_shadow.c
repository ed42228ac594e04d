/*
 * The shadow of a policy: it tells, and decides nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#include "../build_cert.h"

#define HOST "rec01.site.local"

struct scene { /* a server's certificate, and a policy that accepts anything */
    vmstrust_store *store;
    vmstrust_chain *chain;
    vmstrust_policy *lenient;
    vmstrust_policy *strict;
};

static vmstrust_policy *
new_policy(void)
{
    vmstrust_policy *policy = NULL;

    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, NULL),
        VMSTRUST_OK);
    return policy;
}

static struct scene
open_scene(void)
{
    AUTO(cert)
    server = build_cert(&(struct build_wish){.issuer = "Root",
                                             .signer = 2,
                                             .names = "dns:" HOST,
                                             .purposes = BUILD_SERVER_AUTH});
    struct scene scene = {.lenient = new_policy(), .strict = new_policy()};

    assert_int_equal(vmstrust_store_new(&scene.store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_new(&scene.chain, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_add_cert(scene.chain, server, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_set_time(scene.chain, BUILD_NOW, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_policy_insecure_set_severity(
                         scene.lenient, VMSTRUST_FINDING_ROOT_NOT_INSTALLED,
                         VMSTRUST_SEVERITY_INFO, NULL),
                     VMSTRUST_OK);
    return scene;
}

static void
close_scene(struct scene *scene)
{
    vmstrust_policy_free(scene->lenient);
    vmstrust_policy_free(scene->strict);
    vmstrust_chain_free(scene->chain);
    vmstrust_store_free(scene->store);
}

static vmstrust_report *
verify(const struct scene *scene, const vmstrust_policy *policy,
       const char *host, int expected)
{
    vmstrust_report *report = NULL;

    assert_int_equal(vmstrust_verify(scene->store, policy, scene->chain, host,
                                     &report, NULL),
                     expected);
    return report;
}

static void
expect_text(const vmstrust_report *report, const char *start)
{
    assert_memory_equal(vmstrust_report_get_shadow_text(report), start,
                        strlen(start));
}

static void
difference_is_told_and_changes_nothing(void **state)
{
    struct scene scene = open_scene();
    vmstrust_bytes *text = NULL;
    vmstrust_report *report;

    (void)state;
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.lenient, scene.strict, NULL),
        VMSTRUST_OK);
    report = verify(&scene, scene.lenient, HOST, VMSTRUST_OK);
    expect_text(report, "The shadow policy would refuse it: ");
    assert_non_null(strstr(vmstrust_report_get_shadow_text(report), " Fix: "));
    assert_false(
        vmstrust_report_is_trusted(vmstrust_report_get_shadow(report)));
    assert_int_equal(
        vmstrust_report_get_finding(vmstrust_report_get_shadow(report), 0),
        VMSTRUST_FINDING_ROOT_NOT_INSTALLED);
    assert_int_equal(vmstrust_report_write_text(report, &text, NULL),
                     VMSTRUST_OK);
    assert_memory_equal(vmstrust_bytes_get_data(text), "TRUSTED", 7);
    assert_non_null(strstr((const char *)vmstrust_bytes_get_data(text),
                           "\nShadow The shadow policy would refuse it: "));
    vmstrust_bytes_free(text);
    assert_int_equal(vmstrust_report_write_json(report, &text, NULL),
                     VMSTRUST_OK);
    assert_non_null(strstr((const char *)vmstrust_bytes_get_data(text),
                           "\"main\": \"root-not-installed\""));
    vmstrust_bytes_free(text);
    vmstrust_report_free(report);
    close_scene(&scene);
}

static void
milder_shadow_trusts_nobody(void **state)
{
    struct scene scene = open_scene();
    vmstrust_report *report;

    (void)state;
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.strict, scene.lenient, NULL),
        VMSTRUST_OK);
    report = verify(&scene, scene.strict, HOST, VMSTRUST_E_UNTRUSTED);
    expect_text(report, "The shadow policy would trust it.");
    vmstrust_report_free(report);
    close_scene(&scene);
}

static void
agreement_is_told(void **state)
{
    struct scene scene = open_scene();
    vmstrust_policy *same = new_policy();
    vmstrust_report *report;

    (void)state;
    assert_int_equal(vmstrust_policy_add_shadow(same, scene.strict, NULL),
                     VMSTRUST_OK);
    report = verify(&scene, same, HOST, VMSTRUST_E_UNTRUSTED);
    expect_text(report, "The shadow policy refuses it, too.");
    vmstrust_report_free(report);
    vmstrust_policy_free(same);
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.lenient, scene.lenient, NULL),
        VMSTRUST_OK);
    report = verify(&scene, scene.lenient, HOST, VMSTRUST_OK);
    expect_text(report, "The shadow policy trusts it, too.");
    vmstrust_report_free(report);
    close_scene(&scene);
}

/* The shadow asks for a host that the other does without. */
static void
shadow_that_cannot_judge_says_so(void **state)
{
    struct scene scene = open_scene();
    vmstrust_report *report;

    (void)state;
    assert_int_equal(vmstrust_policy_insecure_skip_name(scene.lenient, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.lenient, scene.strict, NULL),
        VMSTRUST_OK);
    report = verify(&scene, scene.lenient, NULL, VMSTRUST_OK);
    expect_text(report, "The shadow policy could not judge: A host is needed");
    assert_null(vmstrust_report_get_shadow(report));
    vmstrust_report_free(report);
    close_scene(&scene);
}

static void
shadow_is_copied_and_one(void **state)
{
    struct scene scene = open_scene();
    vmstrust_report *report;

    (void)state;
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.lenient, scene.strict, NULL),
        VMSTRUST_OK);
    assert_int_equal(
        vmstrust_policy_add_shadow(scene.lenient, scene.strict, NULL),
        VMSTRUST_E_LIMIT);
    assert_int_equal(vmstrust_policy_insecure_set_severity(
                         scene.strict, VMSTRUST_FINDING_ROOT_NOT_INSTALLED,
                         VMSTRUST_SEVERITY_INFO, NULL),
                     VMSTRUST_OK);
    report = verify(&scene, scene.lenient, HOST, VMSTRUST_OK);
    expect_text(report, "The shadow policy would refuse it: ");
    vmstrust_report_free(report);
    assert_int_equal(vmstrust_policy_add_shadow(NULL, scene.strict, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_policy_add_shadow(scene.strict, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(vmstrust_report_get_shadow(NULL));
    assert_string_equal(vmstrust_report_get_shadow_text(NULL), "");
    close_scene(&scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(difference_is_told_and_changes_nothing),
        cmocka_unit_test(milder_shadow_trusts_nobody),
        cmocka_unit_test(agreement_is_told),
        cmocka_unit_test(shadow_that_cannot_judge_says_so),
        cmocka_unit_test(shadow_is_copied_and_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
