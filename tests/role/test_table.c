/*
 * The tables of the field keep what they promise: ids, numbers, what refers to
 * what, and the five ways of reading.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "role/table.h"

/* A display's overlay has room for this many characters. */
#define TITLE_MAX 48

static bool
is_kebab_case(const char *id)
{
    bool after_hyphen = true;

    for (; *id != '\0'; id++) {
        bool is_letter =
            (*id >= 'a' && *id <= 'z') || (*id >= '0' && *id <= '9');
        if (!is_letter && (*id != '-' || after_hyphen)) {
            return false;
        }
        after_hyphen = *id == '-';
    }
    return !after_hyphen;
}

static size_t
character_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

/* Sentences shown to people start with a capital or a name and end. */
static void
assert_sentence(const char *text)
{
    size_t size = strlen(text);

    assert_true(size > 1);
    assert_int_equal(text[size - 1], '.');
    assert_null(strstr(text, "  "));
}

typedef const struct vmst_row *(*at_function)(size_t index);

static const struct vmst_row *
role_row(size_t index)
{
    return (const struct vmst_row *)vmst_role_at(index);
}

static const struct vmst_row *
client_row(size_t index)
{
    return (const struct vmst_row *)vmst_client_at(index);
}

static const struct vmst_row *
target_row(size_t index)
{
    return (const struct vmst_row *)vmst_target_at(index);
}

static const struct vmst_row *
ruleset_row(size_t index)
{
    return (const struct vmst_row *)vmst_ruleset_at(index);
}

static void
rows_are_distinct(void **state)
{
    static const at_function tables[] = {role_row, client_row, target_row,
                                         ruleset_row};

    (void)state;
    for (size_t t = 0; t < 4; t++) {
        const struct vmst_row *row = NULL;
        const struct vmst_row *other = NULL;

        for (size_t i = 0; (row = tables[t](i)) != NULL; i++) {
            assert_true(is_kebab_case(row->id));
            assert_true(row->number > 0);
            assert_true(character_count(row->title) > 0);
            if (tables[t] != ruleset_row) {
                assert_true(character_count(row->title) <= TITLE_MAX);
            }
            for (size_t j = 0; j < i; j++) {
                other = tables[t](j);
                assert_int_not_equal(row->number, other->number);
                assert_string_not_equal(row->id, other->id);
                assert_string_not_equal(row->title, other->title);
            }
        }
    }
}

static void
a_row_is_found_by_number_and_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_role_count(); i++) {
        const struct vmst_role *role = vmst_role_at(i);
        assert_ptr_equal(vmst_role_get((vmstrust_role)role->row.number), role);
        assert_ptr_equal(vmst_role_find(role->row.id), role);
        assert_ptr_equal(vmst_role_nearest(role->row.id), role);
    }
    for (size_t i = 0; i < vmst_client_count(); i++) {
        const struct vmst_client *client = vmst_client_at(i);
        assert_ptr_equal(vmst_client_get((vmstrust_client)client->row.number),
                         client);
        assert_ptr_equal(vmst_client_find(client->row.id), client);
    }
    for (size_t i = 0; i < vmst_target_count(); i++) {
        const struct vmst_target *target = vmst_target_at(i);
        assert_ptr_equal(vmst_target_get((vmstrust_target)target->row.number),
                         target);
        assert_ptr_equal(vmst_target_find(target->row.id), target);
    }
    for (size_t i = 0; i < vmst_connection_count(); i++) {
        const struct vmst_connection *row = vmst_connection_at(i);
        assert_ptr_equal(vmst_connection_get((vmstrust_connection)row->number),
                         row);
        assert_string_equal(vmst_connection_find(row->id)->id, row->id);
    }
}

static void
what_is_not_there_is_null(void **state)
{
    (void)state;
    assert_null(vmst_role_at(vmst_role_count()));
    assert_null(vmst_role_get((vmstrust_role)9999));
    assert_null(vmst_role_find("recording-sever"));
    assert_null(vmst_role_nearest("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"));
    assert_null(vmst_client_at(vmst_client_count()));
    assert_null(vmst_client_get(VMSTRUST_CLIENT_NONE));
    assert_null(vmst_client_find(""));
    assert_null(vmst_target_at(vmst_target_count()));
    assert_null(vmst_target_get(VMSTRUST_TARGET_NONE));
    assert_null(vmst_target_find("Windows"));
    assert_null(vmst_refusal_at(vmst_refusal_count()));
    assert_null(vmst_connection_at(vmst_connection_count()));
    assert_null(vmst_connection_get((vmstrust_connection)0));
    assert_null(vmst_connection_find("rs-to-rs"));
    assert_null(vmst_ruleset_at(vmst_ruleset_count()));
    assert_null(vmst_ruleset_get(0));
    assert_null(vmst_ruleset_find("vms@99"));
    assert_null(vmst_ruleset_find("VMS"));
}

static void
a_slip_finds_the_nearest(void **state)
{
    (void)state;
    assert_string_equal(vmst_role_nearest("recording-sever")->row.id,
                        "recording-server");
    assert_string_equal(vmst_client_nearest("smart-cleint")->row.id,
                        "smart-client");
    assert_string_equal(vmst_connection_nearest("data-to-r")->id, "data-to-rs");
    assert_string_equal(vmst_ruleset_nearest("webpky")->row.id, "webpki");
}

static void
a_rule_set_has_a_version(void **state)
{
    const struct vmst_ruleset *vms = vmst_ruleset_find("vms");

    (void)state;
    assert_non_null(vms);
    assert_ptr_equal(vmst_ruleset_find("vms@1"), vms);
    assert_string_equal(vms->name, "vms@1");
    assert_int_equal(vms->row.number, VMST_RULESET_VMS);
    assert_true(vms->has_cn_fallback);
    assert_false(vmst_ruleset_find("path")->has_cn_fallback);
    assert_int_equal(vmst_ruleset_find("path")->anchor_fields,
                     VMST_ANCHOR_FIELDS_NONE);
}

static void
only_servers_take_a_host(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_role_count(); i++) {
        const struct vmst_role *role = vmst_role_at(i);
        bool is_without = role->row.number == VMSTRUST_ROLE_ANY ||
                          role->row.number == VMSTRUST_ROLE_AUTHORITY ||
                          role->row.number == VMSTRUST_ROLE_TLS_CLIENT;

        assert_int_equal(vmst_role_takes_host(role), !is_without);
        assert_true(strlen(role->source) > 0);
    }
}

static void
clients_name_targets_and_stores(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_client_count(); i++) {
        const struct vmst_client *client = vmst_client_at(i);

        for (size_t j = 0; j < VMST_CLIENT_TARGETS; j++) {
            if (client->targets[j] != VMSTRUST_TARGET_NONE) {
                assert_non_null(vmst_target_get(client->targets[j]));
            }
        }
        assert_true(strlen(client->store) > 0);
        assert_true(strlen(client->source) > 0);
        assert_sentence(client->install);
        assert_non_null(strstr(client->install, "{file}"));
    }
}

static void
a_stack_refuses_a_finding_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_refusal_count(); i++) {
        const struct vmst_refusal *refusal = vmst_refusal_at(i);

        assert_ptr_equal(vmst_target_refusal(refusal->target, refusal->finding),
                         refusal);
        assert_non_null(vmst_target_get(refusal->target));
        assert_true(refusal->severity >= VMSTRUST_SEVERITY_WARNING);
        assert_true(strlen(refusal->says) > 0);
    }
    assert_null(vmst_target_refusal(
        VMSTRUST_TARGET_SDS, VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT));
}

static void
connections_join_what_exists(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_connection_count(); i++) {
        const struct vmst_connection *row = vmst_connection_at(i);

        assert_true(is_kebab_case(row->id));
        assert_non_null(vmst_client_get(row->client));
        assert_non_null(vmst_role_get(row->role));
        assert_ptr_equal(vmst_connection_between(row->client, row->role), row);
        assert_true(strlen(row->name_rule) > 0);
        assert_true(strlen(row->source) > 0);
        assert_sentence(row->if_expired);
        assert_sentence(row->if_untrusted);
    }
    assert_null(vmst_connection_between(VMSTRUST_CLIENT_DLNA_SERVER,
                                        VMSTRUST_ROLE_CAMERA_DEVICE));
}

static void
every_role_of_the_product_has_a_connection(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_role_count(); i++) {
        const struct vmst_role *role = vmst_role_at(i);
        vmstrust_role number = (vmstrust_role)role->row.number;
        bool is_generic = number <= VMSTRUST_ROLE_AUTHORITY;

        assert_int_equal(vmst_connection_next(number, NULL) == NULL,
                         is_generic);
    }
}

static void
every_client_has_a_connection(void **state)
{
    (void)state;
    for (size_t i = 0; i < vmst_client_count(); i++) {
        const struct vmst_client *client = vmst_client_at(i);
        size_t count = 0;

        for (size_t j = 0; j < vmst_connection_count(); j++) {
            count += (int)vmst_connection_at(j)->client == client->row.number;
        }
        assert_true(count > 0);
    }
}

static void
connections_of_a_role_are_all_walked(void **state)
{
    const struct vmst_connection *row = NULL;
    size_t walked = 0;
    size_t counted = 0;

    (void)state;
    while ((row = vmst_connection_next(VMSTRUST_ROLE_RECORDING_SERVER, row)) !=
           NULL) {
        assert_int_equal(row->role, VMSTRUST_ROLE_RECORDING_SERVER);
        walked++;
    }
    for (size_t i = 0; i < vmst_connection_count(); i++) {
        counted +=
            vmst_connection_at(i)->role == VMSTRUST_ROLE_RECORDING_SERVER;
    }
    assert_int_equal(walked, counted);
    assert_true(walked > 1);
}

/* Who may be moved to a failover recording server must find it as it finds the
 * one that it stands in for. */
static void
a_failover_server_has_the_clients_of_a_recording_server(void **state)
{
    const struct vmst_connection *row = NULL;

    (void)state;
    while ((row = vmst_connection_next(VMSTRUST_ROLE_RECORDING_SERVER, row)) !=
           NULL) {
        const struct vmst_connection *twin = vmst_connection_between(
            row->client, VMSTRUST_ROLE_FAILOVER_RECORDING_SERVER);
        assert_non_null(twin);
        assert_int_equal(twin->port, row->port);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_distinct),
        cmocka_unit_test(a_row_is_found_by_number_and_id),
        cmocka_unit_test(what_is_not_there_is_null),
        cmocka_unit_test(a_slip_finds_the_nearest),
        cmocka_unit_test(a_rule_set_has_a_version),
        cmocka_unit_test(only_servers_take_a_host),
        cmocka_unit_test(clients_name_targets_and_stores),
        cmocka_unit_test(a_stack_refuses_a_finding_once),
        cmocka_unit_test(connections_join_what_exists),
        cmocka_unit_test(every_role_of_the_product_has_a_connection),
        cmocka_unit_test(every_client_has_a_connection),
        cmocka_unit_test(connections_of_a_role_are_all_walked),
        cmocka_unit_test(
            a_failover_server_has_the_clients_of_a_recording_server),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
