/*
 * A deployment through the public calls: a key that matches and one that does
 * not, the account of this very process, and NULL for every pointer. What the
 * findings say is in tests/tools/test-server-cert-check.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/deployment.h>
#include <vmstrust/finding.h>

#define HOST "rec01.site.local"

static const char *
path_of(const char *name)
{
    static char paths[4][4096];
    static size_t turn;
    const char *top = getenv("top_srcdir");
    char *path = paths[turn++ % 4];

    snprintf(path, sizeof paths[0], "%s/tests/%s", top == NULL ? "." : top,
             name);
    return path;
}

struct scene {
    vmstrust_store *store;
    vmstrust_policy *policy;
    vmstrust_deployment *deployment;
};

static struct scene
scene_of(const char *cert, const char *key)
{
    struct scene scene = {NULL, NULL, NULL};

    assert_int_equal(vmstrust_store_load(path_of("identity/data/root.pem"),
                                         &scene.store, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &scene.policy, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_deployment_new(path_of(cert),
                                             key == NULL ? NULL : path_of(key),
                                             &scene.deployment, NULL),
                     VMSTRUST_OK);
    return scene;
}

static void
free_scene(struct scene *scene)
{
    vmstrust_deployment_free(scene->deployment);
    vmstrust_policy_free(scene->policy);
    vmstrust_store_free(scene->store);
}

static int
check(const struct scene *scene, vmstrust_report **report)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_deployment_check(scene->deployment, scene->store,
                                         scene->policy, HOST, report, &error);

    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    vmstrust_error_free(error);
    return code;
}

static void
a_key_that_matches(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/forms/ec-aes256.pem");
    vmstrust_report *report = NULL;
    vmstrust_bytes *evidence = NULL;

    (void)state;
    assert_int_equal(check(&scene, &report), VMSTRUST_E_PASSPHRASE);
    assert_null(report);
    assert_int_equal(
        vmstrust_deployment_set_passphrase(scene.deployment, "rec01", 5, NULL),
        VMSTRUST_OK);
    assert_int_equal(check(&scene, &report), VMSTRUST_OK);
    assert_int_equal(vmstrust_report_get_key_access(report),
                     VMSTRUST_KEY_ACCESS_NOT_ASKED);
    assert_string_equal(vmstrust_report_get_key_text(report),
                        "The private key matches, and signs");
    assert_int_equal(vmstrust_report_write_evidence(report, &evidence, NULL),
                     VMSTRUST_OK);
    assert_null(
        strstr((const char *)vmstrust_bytes_get_data(evidence), "private-key"));
    vmstrust_bytes_free(evidence);
    vmstrust_report_free(report);
    assert_int_equal(check(&scene, NULL), VMSTRUST_OK);
    assert_int_equal(
        vmstrust_deployment_set_passphrase(scene.deployment, NULL, 0, NULL),
        VMSTRUST_OK);
    assert_int_equal(check(&scene, NULL), VMSTRUST_E_PASSPHRASE);
    free_scene(&scene);
}

static void
a_key_that_does_not(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/rsa.pem");
    vmstrust_report *report = NULL;

    (void)state;
    assert_int_equal(check(&scene, &report), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_report_get_finding(report, 0),
                     VMSTRUST_FINDING_PRIVATE_KEY_DOES_NOT_MATCH);
    vmstrust_report_free(report);
    free_scene(&scene);
}

/* What a shadow makes of the key is by its own severities. */
static void
a_stricter_shadow(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/rsa.pem");
    const vmstrust_report *shadow;
    vmstrust_policy *strict = NULL;
    vmstrust_report *report = NULL;

    (void)state;
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &strict, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_policy_add_shadow(scene.policy, strict, NULL),
                     VMSTRUST_OK);
    vmstrust_policy_free(strict);
    assert_int_equal(vmstrust_policy_set_severity(
                         scene.policy,
                         VMSTRUST_FINDING_PRIVATE_KEY_DOES_NOT_MATCH,
                         VMSTRUST_SEVERITY_OFF, NULL),
                     VMSTRUST_OK);
    assert_int_equal(check(&scene, &report), VMSTRUST_OK);
    shadow = vmstrust_report_get_shadow(report);
    assert_false(vmstrust_report_is_trusted(shadow));
    assert_int_equal(vmstrust_report_get_finding(shadow, 0),
                     VMSTRUST_FINDING_PRIVATE_KEY_DOES_NOT_MATCH);
    vmstrust_report_free(report);
    free_scene(&scene);
}

static void
settings(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/ec-p-256.pem");
    vmstrust_deployment *deployment = scene.deployment;
    vmstrust_report *report = NULL;

    (void)state;
    assert_int_equal(vmstrust_deployment_set_time(deployment, 0, NULL),
                     VMSTRUST_OK);
    assert_int_equal(check(&scene, &report), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_report_get_judged_at(report), 0);
    vmstrust_report_free(report);
    assert_int_equal(vmstrust_deployment_set_time(deployment, INT64_MIN, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_time(deployment, INT64_MAX, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(
        vmstrust_deployment_set_account(deployment, "no-such-account", NULL),
        VMSTRUST_OK);
    assert_int_equal(check(&scene, NULL), VMSTRUST_E_NOT_FOUND);
    assert_int_equal(vmstrust_deployment_set_account(deployment, NULL, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_deployment_set_computer(deployment, "rec01:7563", NULL),
        VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_computer(deployment, NULL, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_deployment_set_target(
                         deployment, VMSTRUST_TARGET_DOTNET, NULL),
                     VMSTRUST_OK);
    assert_int_equal(check(&scene, NULL), VMSTRUST_E_ARGUMENT);
    free_scene(&scene);
}

static void
the_account_alone(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/ec-p-256.pem");
    vmstrust_key_access access = VMSTRUST_KEY_ACCESS_UNKNOWN;
    vmstrust_bytes *text = NULL;

    (void)state;
    assert_int_equal(vmstrust_deployment_check_access(scene.deployment, &access,
                                                      &text, NULL),
                     VMSTRUST_OK);
    assert_int_equal(access, VMSTRUST_KEY_ACCESS_NOT_ASKED);
    assert_string_equal((const char *)vmstrust_bytes_get_data(text),
                        "The private key matches, and signs");
    vmstrust_bytes_free(text);
    free_scene(&scene);
}

static void
null_is_told(void **state)
{
    struct scene scene =
        scene_of("identity/data/chain.pem", "crypto/keys/ec-p-256.pem");
    vmstrust_deployment *deployment = scene.deployment;
    vmstrust_report *report = (vmstrust_report *)&scene;

    (void)state;
    assert_int_equal(vmstrust_deployment_new(NULL, "x", &deployment, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(deployment);
    assert_int_equal(vmstrust_deployment_new("x", NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_passphrase(NULL, "x", 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(
        vmstrust_deployment_set_passphrase(scene.deployment, NULL, 1, NULL),
        VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_account(NULL, "x", NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(
        vmstrust_deployment_set_account(scene.deployment, "", NULL),
        VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_computer(NULL, "x", NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(
        vmstrust_deployment_set_target(NULL, VMSTRUST_TARGET_DOTNET, NULL),
        VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_set_time(NULL, 0, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_check(NULL, scene.store, scene.policy,
                                               HOST, &report, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(report);
    assert_int_equal(vmstrust_deployment_check(scene.deployment, NULL,
                                               scene.policy, HOST, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_check(scene.deployment, scene.store,
                                               NULL, HOST, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_deployment_check_access(NULL, NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_report_get_key_access(NULL),
                     VMSTRUST_KEY_ACCESS_NOT_ASKED);
    assert_string_equal(vmstrust_report_get_key_text(NULL), "");
    assert_string_equal(
        vmstrust_key_access_get_id(VMSTRUST_KEY_ACCESS_TESTED_YES),
        "tested-yes");
    vmstrust_deployment_free(NULL);
    free_scene(&scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_matches),
        cmocka_unit_test(a_key_that_does_not),
        cmocka_unit_test(a_stricter_shadow),
        cmocka_unit_test(settings),
        cmocka_unit_test(the_account_alone),
        cmocka_unit_test(null_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
