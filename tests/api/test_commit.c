/*
 * What the disk is asked for: exactly one commit for a certificate until it is
 * handed out, counted where the database waits for the disk.
 */
#define _DEFAULT_SOURCE /* for syscall(2) */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#define CERTIFICATES 20

static int waits;

/* In the place of the C library's, also for the database. */
__attribute__((visibility("default"))) int
fdatasync(int file)
{
    waits++;
    return (int)syscall(SYS_fdatasync, file);
}

__attribute__((visibility("default"))) int
fsync(int file)
{
    waits++;
    return (int)syscall(SYS_fsync, file);
}

static void
make_ca(const char *path)
{
    vmstrust_ca_plan *plan = NULL;

    assert_int_equal(vmstrust_ca_plan_new(path, "Commit", &plan, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_plan_set_key_type(plan, "p256", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_create(plan, "correct horse", 13, NULL),
                     VMSTRUST_OK);
    vmstrust_ca_plan_free(plan);
}

static void
issue_one(vmstrust_ca *ca, int number)
{
    vmstrust_identity *identity = NULL;
    vmstrust_order *order = NULL;
    char host[32];

    snprintf(host, sizeof host, "rec%d.site.local", number);
    assert_int_equal(
        vmstrust_order_new(VMSTRUST_ROLE_RECORDING_SERVER, &order, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_order_set_key_type(order, "p256", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_order_add_host(order, host, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_ca_issue(ca, order, &identity, NULL),
                     VMSTRUST_OK);
    vmstrust_identity_free(identity);
    vmstrust_order_free(order);
}

static void
one_commit_for_a_certificate(void **state)
{
    char folder[] = "/tmp/vmstrust-commit.XXXXXX";
    vmstrust_ca *ca = NULL;
    char path[64];
    char command[96];

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/ca", folder);
    make_ca(path);
    assert_int_equal(vmstrust_ca_open(path, "correct horse", 13, &ca, NULL),
                     VMSTRUST_OK);
    issue_one(ca, 0); /* the first one starts the log, too */
    for (int i = 1; i <= CERTIFICATES; i++) {
        waits = 0;
        issue_one(ca, i);
        assert_int_equal(waits, 1);
    }
    vmstrust_ca_free(ca);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_commit_for_a_certificate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
