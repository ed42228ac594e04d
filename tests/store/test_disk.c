/*
 * Stores on disk: what is saved is what is in force, a refresh reads what
 * changed and nothing else, and folders that are only read stay as they are.
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <ftw.h>
#include <vmstrust/vmstrust.h>

#include "../build_cert.h"

#define HOST "rec01.site.local"
#define LATER (BUILD_NOW + 1000000)

static const struct build_wish root_wish = {
    .subject = "Root", .key = 2, .signer = 2, .flags = BUILD_CA};
static const struct build_wish server_wish = {.issuer = "Root",
                                              .key = 1,
                                              .signer = 2,
                                              .names = "dns:" HOST,
                                              .purposes = BUILD_SERVER_AUTH};

struct scene {
    char folder[64];
    char path[80]; /* of a store */
    struct vmst_cert *root;
    struct vmst_cert *server;
};

static int
set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);

    assert_non_null(scene);
    snprintf(scene->folder, sizeof scene->folder, "/tmp/test-disk-XXXXXX");
    assert_non_null(mkdtemp(scene->folder));
    snprintf(scene->path, sizeof scene->path, "%s/store", scene->folder);
    assert_int_equal(vmstrust_store_create(scene->path, NULL), VMSTRUST_OK);
    scene->root = build_cert(&root_wish);
    scene->server = build_cert(&server_wish);
    *state = scene;
    return 0;
}

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;

    vmst_cert_free(scene->root);
    vmst_cert_free(scene->server);
    assert_int_equal(nftw(scene->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS),
                     0);
    free(scene);
    return 0;
}

static vmstrust_store *
open_store(const char *path)
{
    vmstrust_store *store = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_store_open(path, &store, &error) != VMSTRUST_OK) {
        fail_msg("%s", vmstrust_error_get_text(error));
    }
    return store;
}

static void
save(vmstrust_store *store)
{
    vmstrust_error *error = NULL;

    if (vmstrust_store_save(store, "a test", &error) != VMSTRUST_OK) {
        fail_msg("%s", vmstrust_error_get_text(error));
    }
}

static int
judge(const struct scene *scene, const vmstrust_store *store)
{
    vmstrust_chain *chain = NULL;
    int code;

    assert_int_equal(vmstrust_chain_new(&chain, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_chain_add_cert(chain, scene->server, NULL), 0);
    assert_int_equal(vmstrust_chain_set_time(chain, BUILD_NOW, NULL), 0);
    code = vmstrust_store_verify_chain(store, VMSTRUST_ROLE_RECORDING_SERVER,
                                       HOST, chain, NULL);
    vmstrust_chain_free(chain);
    return code;
}

/* What another process makes of the folder. */
static int
judge_anew(const struct scene *scene)
{
    vmstrust_store *store = open_store(scene->path);
    int code = judge(scene, store);

    vmstrust_store_free(store);
    return code;
}

static void
test_saved_is_what_is_in_force(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    assert_int_equal(judge_anew(scene), VMSTRUST_E_UNTRUSTED);
    save(store);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    assert_int_equal(judge_anew(scene), VMSTRUST_OK);

    assert_int_equal(vmstrust_store_remove_cert(store, scene->root, NULL), 0);
    assert_int_equal(judge(scene, store), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_store_remove_cert(store, scene->root, NULL),
                     VMSTRUST_E_NOT_FOUND);
    assert_int_equal(judge_anew(scene), VMSTRUST_OK);
    save(store);
    assert_int_equal(judge(scene, store), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(judge_anew(scene), VMSTRUST_E_UNTRUSTED);
    vmstrust_store_free(store);
}

static void
test_removed_and_added_again_is_there(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    save(store);
    assert_int_equal(vmstrust_store_remove_cert(store, scene->root, NULL), 0);
    assert_int_equal(
        vmstrust_store_add_cert_for_role(store, scene->root,
                                         VMSTRUST_ROLE_RECORDING_SERVER, NULL),
        0);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    save(store);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    assert_int_equal(judge_anew(scene), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_get_count(store), 1);
    vmstrust_store_free(store);
}

static void
test_distrust_and_pins_are_saved(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    assert_int_equal(
        vmstrust_store_add_pin(store, HOST, scene->root, LATER, NULL), 0);
    save(store);
    assert_int_equal(judge_anew(scene), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_store_remove_pins(store, HOST, NULL), 0);
    assert_int_equal(
        vmstrust_store_add_pin(store, HOST, scene->server, LATER, NULL), 0);
    save(store);
    assert_int_equal(judge_anew(scene), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_distrust_key(store, scene->server, NULL),
                     0);
    save(store);
    assert_int_equal(judge_anew(scene), VMSTRUST_E_UNTRUSTED);
    vmstrust_store_free(store);
}

static void
test_refresh_without_a_change_is_no_generation(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);
    uint64_t before;

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    save(store);
    before = vmstrust_store_get_generation(store);
    assert_int_equal(vmstrust_store_refresh(store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_get_generation(store), before);
    vmstrust_store_free(store);
}

static void
test_refresh_sees_what_others_wrote_and_keeps_what_is_unsaved(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *mine = open_store(scene->path);
    vmstrust_store *other = open_store(scene->path);

    assert_int_equal(vmstrust_store_add_cert(mine, scene->server, NULL), 0);
    assert_int_equal(vmstrust_store_add_cert(other, scene->root, NULL), 0);
    save(other);
    assert_int_equal(vmstrust_store_get_count(mine), 1);
    assert_int_equal(vmstrust_store_refresh(mine, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_get_count(mine), 2);
    assert_int_equal(vmstrust_store_remove_cert(other, scene->root, NULL), 0);
    assert_int_equal(vmstrust_store_distrust_cert(other, scene->server, NULL),
                     0);
    save(other);
    assert_int_equal(vmstrust_store_refresh(mine, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_get_count(mine), 1);
    assert_int_equal(judge(scene, mine), VMSTRUST_E_UNTRUSTED);
    vmstrust_store_free(mine);
    vmstrust_store_free(other);
}

static void
write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
test_what_cannot_be_read_leaves_the_generation(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);
    vmstrust_error *error = NULL;
    uint64_t before;

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    save(store);
    before = vmstrust_store_get_generation(store);
    write_file(scene->path, "distrusted/note.txt", "x");
    assert_int_equal(vmstrust_store_refresh(store, &error),
                     VMSTRUST_E_MALFORMED);
    assert_non_null(
        strstr(vmstrust_error_get_text(error), "distrusted/note.txt"));
    vmstrust_error_free(error);
    assert_int_equal(vmstrust_store_get_generation(store), before);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    vmstrust_store_free(store);
}

static void
test_a_folder_beneath_is_only_read(void **state)
{
    const struct scene *scene = *state;
    char upload[96];
    vmstrust_store *store = open_store(scene->path);

    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    assert_int_equal(
        vmstrust_store_add_pin(store, HOST, scene->server, LATER, NULL), 0);
    save(store);
    vmstrust_store_free(store);

    snprintf(upload, sizeof upload, "%s/upload", scene->folder);
    assert_int_equal(vmstrust_store_create(upload, NULL), VMSTRUST_OK);
    store = open_store(upload);
    assert_int_equal(vmstrust_store_add_folder(store, scene->path, NULL), 0);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_remove_cert(store, scene->root, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_remove_pins(store, HOST, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(judge(scene, store), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_distrust_cert(store, scene->server, NULL),
                     0);
    save(store);
    assert_int_equal(judge(scene, store), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(judge_anew(scene), VMSTRUST_OK);
    vmstrust_store_free(store);
}

static void
test_a_store_in_memory_is_not_saved(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = NULL;

    assert_int_equal(vmstrust_store_new(&store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_refresh(store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_save(store, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_store_add_folder(store, scene->path, NULL), 0);
    assert_int_equal(vmstrust_store_save(store, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_store_free(store);
}

static void
test_who_and_why_are_in_the_inventory(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);
    vmstrust_inventory *inventory = NULL;

    assert_int_equal(vmstrust_store_set_actor(store, "anna", "nvr01", NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_store_add_cert(store, scene->root, NULL), 0);
    save(store);
    vmstrust_store_free(store);
    assert_int_equal(vmstrust_inventory_read(scene->path, &inventory, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_inventory_get_count(inventory), 1);
    assert_string_equal(vmstrust_inventory_get_kind(inventory, 0), "anchor");
    assert_string_equal(vmstrust_inventory_get_actor(inventory, 0),
                        "anna on nvr01");
    assert_string_equal(vmstrust_inventory_get_reason(inventory, 0), "a test");
    assert_true(vmstrust_inventory_get_added_at(inventory, 0) > 1700000000);
    assert_int_equal(vmstrust_inventory_check(inventory, BUILD_NOW, 0, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_inventory_get_problem_count(inventory), 0);
    vmstrust_inventory_free(inventory);
}

static void
test_null_calls(void **state)
{
    const struct scene *scene = *state;
    vmstrust_store *store = open_store(scene->path);
    vmstrust_store *none = store;
    vmstrust_inventory *inventory = NULL;
    vmstrust_bytes *text = NULL;
    const int wrong = VMSTRUST_E_ARGUMENT;

    assert_int_equal(vmstrust_store_create(NULL, NULL), wrong);
    assert_int_equal(vmstrust_store_create("", NULL), wrong);
    assert_int_equal(vmstrust_store_open(NULL, &none, NULL), wrong);
    assert_null(none);
    assert_int_equal(vmstrust_store_open(scene->path, NULL, NULL), wrong);
    assert_int_equal(vmstrust_store_add_folder(NULL, "/", NULL), wrong);
    assert_int_equal(vmstrust_store_add_folder(store, NULL, NULL), wrong);
    assert_int_equal(vmstrust_store_refresh(NULL, NULL), wrong);
    assert_int_equal(vmstrust_store_set_actor(NULL, "a", "b", NULL), wrong);
    assert_int_equal(vmstrust_store_set_actor(store, NULL, NULL, NULL), 0);
    assert_int_equal(vmstrust_store_save(NULL, "why", NULL), wrong);
    assert_int_equal(vmstrust_store_remove_superseded_crls(NULL, NULL, NULL),
                     wrong);
    assert_int_equal(vmstrust_store_remove_superseded_crls(store, NULL, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_inventory_read(NULL, &inventory, NULL), wrong);
    assert_int_equal(vmstrust_inventory_read(scene->path, NULL, NULL), wrong);
    assert_int_equal(vmstrust_inventory_check(NULL, 0, 0, NULL), wrong);
    assert_int_equal(
        vmstrust_cert_write_difference(NULL, scene->root, &text, NULL), wrong);
    assert_int_equal(
        vmstrust_cert_write_difference(scene->root, NULL, &text, NULL), wrong);
    assert_int_equal(
        vmstrust_cert_write_difference(scene->root, scene->root, NULL, NULL),
        wrong);
    vmstrust_store_free(store);
}

static void
test_null_readers(void **state)
{
    (void)state;
    vmstrust_inventory_free(NULL);
    assert_int_equal(vmstrust_inventory_get_count(NULL), 0);
    assert_int_equal(vmstrust_inventory_get_problem_count(NULL), 0);
    assert_string_equal(vmstrust_inventory_get_kind(NULL, 0), "");
    assert_string_equal(vmstrust_inventory_get_file(NULL, 0), "");
    assert_null(vmstrust_inventory_get_cert(NULL, 0));
    assert_int_equal(vmstrust_inventory_get_role(NULL, 0), 0);
    assert_string_equal(vmstrust_inventory_get_host(NULL, 0), "");
    assert_int_equal(vmstrust_inventory_get_expires(NULL, 0), 0);
    assert_int_equal(vmstrust_inventory_get_added_at(NULL, 0), 0);
    assert_string_equal(vmstrust_inventory_get_actor(NULL, 0), "");
    assert_string_equal(vmstrust_inventory_get_reason(NULL, 0), "");
    assert_int_equal(vmstrust_inventory_get_problem_severity(NULL, 0), 0);
    assert_string_equal(vmstrust_inventory_get_problem_id(NULL, 0), "");
    assert_string_equal(vmstrust_inventory_get_problem_file(NULL, 0), "");
    assert_string_equal(vmstrust_inventory_get_problem_text(NULL, 0), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_saved_is_what_is_in_force),
        TEST(test_removed_and_added_again_is_there),
        TEST(test_distrust_and_pins_are_saved),
        TEST(test_refresh_without_a_change_is_no_generation),
        TEST(test_refresh_sees_what_others_wrote_and_keeps_what_is_unsaved),
        TEST(test_what_cannot_be_read_leaves_the_generation),
        TEST(test_a_folder_beneath_is_only_read),
        TEST(test_a_store_in_memory_is_not_saved),
        TEST(test_who_and_why_are_in_the_inventory),
        TEST(test_null_calls),
        cmocka_unit_test(test_null_readers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
