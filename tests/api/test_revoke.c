/*
 * What is revoked can be told in a list: a time that no list can write is
 * refused before it is in the ledger, where it would stay.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#define DAY INT64_C(86400)
#define YEAR_0000 (-INT64_C(62167219200))

struct scene {
    char folder[32];
    vmstrust_ca *ca;
    vmstrust_identity *identity;
};

static void
make_ca(const char *path)
{
    vmstrust_ca_plan *plan = NULL;

    assert_int_equal(vmstrust_ca_plan_new(path, "Revoke", &plan, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_plan_set_key_type(plan, "p256", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_create(plan, "correct horse", 13, NULL),
                     VMSTRUST_OK);
    vmstrust_ca_plan_free(plan);
}

static void
issue_one(struct scene *scene)
{
    vmstrust_order *order = NULL;

    assert_int_equal(
        vmstrust_order_new(VMSTRUST_ROLE_RECORDING_SERVER, &order, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_order_set_key_type(order, "p256", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_add_host(order, "rec01", NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_ca_issue(scene->ca, order, &scene->identity, NULL),
        VMSTRUST_OK);
    vmstrust_order_free(order);
}

static int
set_up(void **state)
{
    static struct scene scene;
    char path[64];

    snprintf(scene.folder, sizeof scene.folder, "/tmp/vmstrust-revoke.XXXXXX");
    assert_non_null(mkdtemp(scene.folder));
    snprintf(path, sizeof path, "%s/ca", scene.folder);
    make_ca(path);
    assert_int_equal(
        vmstrust_ca_open(path, "correct horse", 13, &scene.ca, NULL),
        VMSTRUST_OK);
    issue_one(&scene);
    *state = &scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;
    char command[64];

    vmstrust_identity_free(scene->identity);
    vmstrust_ca_free(scene->ca);
    snprintf(command, sizeof command, "rm -r %s", scene->folder);
    return system(command);
}

static int
write_list(const struct scene *scene, int64_t valid_for)
{
    vmstrust_bytes *list = NULL;
    int code = vmstrust_ca_write_crl(scene->ca, valid_for, &list, NULL);

    assert_int_equal(list != NULL, code == VMSTRUST_OK);
    vmstrust_bytes_free(list);
    return code;
}

static void
a_list_has_an_end(void **state)
{
    assert_int_equal(write_list(*state, INT64_MAX), VMSTRUST_E_ARGUMENT);
    assert_int_equal(write_list(*state, INT64_MIN), VMSTRUST_E_ARGUMENT);
    assert_int_equal(write_list(*state, DAY), VMSTRUST_OK);
}

static void
a_day_that_no_list_can_name(void **state)
{
    const struct scene *scene = *state;
    const vmstrust_cert *cert = vmstrust_identity_get_cert(scene->identity, 0);
    const int64_t before[] = {INT64_MIN, YEAR_0000 - 1};

    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        assert_int_equal(vmstrust_ca_check_revoke(scene->ca, cert, "superseded",
                                                  before[i], NULL),
                         VMSTRUST_E_ARGUMENT);
        assert_int_equal(
            vmstrust_ca_revoke(scene->ca, cert, "superseded", before[i], NULL),
            VMSTRUST_E_ARGUMENT);
    }
    assert_int_equal(
        vmstrust_ca_revoke(scene->ca, cert, "superseded", YEAR_0000, NULL),
        VMSTRUST_OK);
    assert_int_equal(write_list(scene, DAY), VMSTRUST_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_an_end),
        cmocka_unit_test(a_day_that_no_list_can_name),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
