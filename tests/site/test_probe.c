/*
 * vmstrust_probe from within one process, without the network: endpoints as
 * they are written, what NULL and what is beyond the last answer, and a task
 * that was cancelled before.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust-site/site.h>

struct scene {
    vmstrust_policy *policy;
    vmstrust_probe *probe;
    vmstrust_store *store;
};

static int
set_up(void **state)
{
    static struct scene scene;

    *state = &scene;
    return vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &scene.policy,
                               NULL) == VMSTRUST_OK &&
                   vmstrust_probe_new(&scene.probe, NULL) == VMSTRUST_OK &&
                   vmstrust_store_new(&scene.store, NULL) == VMSTRUST_OK
               ? 0
               : -1;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;

    vmstrust_probe_free(scene->probe);
    vmstrust_policy_free(scene->policy);
    vmstrust_store_free(scene->store);
    return 0;
}

static void
endpoints_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        const char *host;
        uint16_t port;
    } rows[] = {
        {"rec01", "rec01", 7563},
        {"rec01.site.local:443", "rec01.site.local", 443},
        {"rec01.site.local.:65535", "rec01.site.local.", 65535},
        {"192.0.2.7", "192.0.2.7", 7563},
        {"192.0.2.7:1", "192.0.2.7", 1},
        {"2001:db8::7", "2001:db8::7", 7563},
        {"[2001:db8::7]", "2001:db8::7", 7563},
        {"[2001:db8::7]:8443", "2001:db8::7", 8443},
        {"b\303\274ro.example:443", "b\303\274ro.example", 443},
    };
    struct scene *scene = *state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(
            vmstrust_probe_add(scene->probe, rows[i].text, scene->policy, NULL),
            VMSTRUST_OK);
        assert_int_equal(vmstrust_probe_get_count(scene->probe), i + 1);
        assert_string_equal(vmstrust_probe_get_host(scene->probe, i),
                            rows[i].host);
        assert_int_equal(vmstrust_probe_get_port(scene->probe, i),
                         rows[i].port);
        assert_int_equal(vmstrust_probe_get_outcome(scene->probe, i),
                         VMSTRUST_OUTCOME_NONE);
    }
}

static void
what_is_no_endpoint_changes_nothing(void **state)
{
    static const char *const texts[] = {
        "",         ":443",    "rec01:",     "rec01:0",     "rec01:65536",
        "rec01:7x", "[::1",    "[::1]443",   "[rec01:443",  "a b:443",
        "1::2::3",  "a..b:1",  "http://a/",  "rec01:\0331", "[]:1",
        "*.a:1",    "a/b:443", "a\r\nb:443",
    };
    struct scene *scene = *state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        vmstrust_error *error = NULL;

        assert_int_equal(
            vmstrust_probe_add(scene->probe, texts[i], scene->policy, &error),
            VMSTRUST_E_ARGUMENT);
        assert_string_not_equal(vmstrust_error_get_text(error), "");
        assert_null(strpbrk(vmstrust_error_get_text(error), "\033\r\n"));
        vmstrust_error_free(error);
    }
    assert_int_equal(vmstrust_probe_get_count(scene->probe), 0);
}

static void
the_port_is_where_the_client_connects(void **state)
{
    struct scene *scene = *state;
    vmstrust_policy *policy = NULL;

    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_probe_add(scene->probe, "a", policy, NULL),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_policy_free(policy);
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_MANAGEMENT_SERVER, &policy, NULL),
        VMSTRUST_OK);
    for (size_t i = 0; i < vmstrust_connection_get_total(); i++) {
        vmstrust_connection each = vmstrust_connection_get_at(i);
        size_t index = vmstrust_probe_get_count(scene->probe);

        if (vmstrust_connection_get_role(each) !=
                VMSTRUST_ROLE_MANAGEMENT_SERVER ||
            vmstrust_connection_get_port(each) == 0) {
            continue;
        }
        assert_int_equal(
            vmstrust_policy_set_client(
                policy, vmstrust_connection_get_client(each), NULL),
            VMSTRUST_OK);
        assert_int_equal(vmstrust_probe_add(scene->probe, "a", policy, NULL),
                         VMSTRUST_OK);
        assert_int_equal(vmstrust_probe_get_port(scene->probe, index),
                         vmstrust_connection_get_port(each));
    }
    assert_true(vmstrust_probe_get_count(scene->probe) > 0);
    vmstrust_policy_free(policy);
}

static void
a_task_cancelled_before_asks_nobody(void **state)
{
    struct scene *scene = *state;
    vmstrust_task *task = NULL;

    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(vmstrust_probe_add(scene->probe, "192.0.2.1:9",
                                            scene->policy, NULL),
                         VMSTRUST_OK);
    }
    assert_int_equal(vmstrust_probe_set_parallel(scene->probe, 1, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_task_new(&task, NULL), VMSTRUST_OK);
    vmstrust_task_cancel(task);
    assert_int_equal(vmstrust_probe_run(scene->probe, scene->store, task, NULL),
                     VMSTRUST_E_CANCELLED);
    for (size_t i = 0; i < 3; i++) {
        assert_false(vmstrust_outcome_is_answer(
            vmstrust_probe_get_outcome(scene->probe, i)));
        assert_string_not_equal(vmstrust_probe_get_text(scene->probe, i), "");
    }
    assert_int_equal(vmstrust_probe_get_outcome(scene->probe, 2),
                     VMSTRUST_OUTCOME_CANCELLED);
    vmstrust_task_free(task);
}

static void
nothing_to_ask_is_no_success(void **state)
{
    struct scene *scene = *state;

    assert_int_equal(vmstrust_probe_run(scene->probe, scene->store, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
}

static void
null_is_an_argument_error(void **state)
{
    struct scene *scene = *state;
    vmstrust_probe *probe = scene->probe;

    assert_int_equal(vmstrust_probe_new(NULL, NULL), VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_add(NULL, "a:1", scene->policy, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_add(probe, NULL, scene->policy, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_add(probe, "a:1", NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_expected(NULL, 0, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_expected(probe, 0, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_timeout(NULL, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_timeout(probe, 0, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_timeout(probe, 3600001, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_parallel(NULL, 1, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_set_parallel(probe, 10001, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_run(NULL, scene->store, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_probe_run(probe, NULL, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_probe_free(NULL);
}

static void
check_empty(const vmstrust_probe *probe)
{
    assert_string_equal(vmstrust_probe_get_host(probe, 7), "");
    assert_int_equal(vmstrust_probe_get_port(probe, 7), 0);
    assert_int_equal(vmstrust_probe_get_outcome(probe, 7), 0);
    assert_string_equal(vmstrust_probe_get_text(probe, 7), "");
    assert_null(vmstrust_probe_get_report(probe, 7));
    assert_null(vmstrust_probe_get_chain(probe, 7));
    assert_int_equal(vmstrust_probe_get_finding_count(probe, 7), 0);
    assert_int_equal(vmstrust_probe_get_finding(probe, 7, 7), 0);
    assert_int_equal(vmstrust_probe_get_severity(probe, 7, 7), 0);
    assert_string_equal(vmstrust_probe_get_found(probe, 7, 7), "");
    assert_string_equal(vmstrust_probe_get_expected(probe, 7, 7), "");
    assert_string_equal(vmstrust_probe_get_protocol(probe, 7), "");
    assert_string_equal(vmstrust_probe_get_group(probe, 7), "");
    assert_string_equal(vmstrust_probe_get_address(probe, 7), "");
    assert_int_equal(vmstrust_probe_get_millis(probe, 7), 0);
}

static void
readers_answer_with_the_empty_case(void **state)
{
    struct scene *scene = *state;

    assert_int_equal(vmstrust_probe_get_count(NULL), 0);
    check_empty(NULL);
    check_empty(scene->probe);
}

static void
outcomes_have_words(void **state)
{
    (void)state;
    assert_string_equal(vmstrust_outcome_get_id(VMSTRUST_OUTCOME_NONE), "none");
    assert_string_equal(vmstrust_outcome_get_id(VMSTRUST_OUTCOME_NOT_TLS),
                        "not-tls");
    assert_string_equal(vmstrust_outcome_get_id((vmstrust_outcome)999),
                        "unknown");
    assert_string_equal(vmstrust_outcome_get_title((vmstrust_outcome)999), "");
    assert_string_not_equal(vmstrust_outcome_get_title(VMSTRUST_OUTCOME_SILENT),
                            "");
    assert_true(vmstrust_outcome_is_answer(VMSTRUST_OUTCOME_PLAIN_HTTP));
    assert_false(vmstrust_outcome_is_answer(VMSTRUST_OUTCOME_RESET));
    assert_false(vmstrust_outcome_is_answer((vmstrust_outcome)999));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(endpoints_as_people_write_them),
        TEST(what_is_no_endpoint_changes_nothing),
        TEST(the_port_is_where_the_client_connects),
        TEST(a_task_cancelled_before_asks_nobody),
        TEST(nothing_to_ask_is_no_success),
        TEST(null_is_an_argument_error),
        TEST(readers_answer_with_the_empty_case),
        TEST(outcomes_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
