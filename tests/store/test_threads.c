/*
 * Threads verify with one store and one policy while another thread changes
 * the store, or refreshes it from its folder: every report belongs to one generation, and its verdict is the one
 * that this generation must give. scripts/assure runs it under
 * ThreadSanitizer and helgrind.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <vmstrust/vmstrust.h>

#include "../verdict/forge.h"

#define HOST "rec01.site.local"
enum { VERIFIERS = 4, VERDICTS = 200, CHANGES = 200, SAVES = 40 };

struct sample {
    uint64_t generation;
    int code;
};

struct world {
    vmstrust_store *store;
    vmstrust_store *other; /* of the same folder; NULL: they are in memory */
    size_t changes;
    vmstrust_policy *policy;
    vmstrust_cert *root;
    struct forge_der leaf;
    uint64_t trusting[CHANGES]; /* the generations that have the root */
    size_t trusting_count;
};

struct verifier {
    pthread_t thread;
    const struct world *world;
    struct sample samples[VERDICTS];
};

static struct sample
verify_once(const struct world *world)
{
    struct sample sample = {0, VMSTRUST_E_INTERNAL};
    vmstrust_chain *chain = NULL;
    vmstrust_report *report = NULL;
    vmstrust_bytes *text = NULL;

    if (vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, world->leaf.data, world->leaf.size,
                               NULL) == VMSTRUST_OK &&
        vmstrust_chain_set_time(chain, FORGE_NOW, NULL) == VMSTRUST_OK) {
        sample.code = vmstrust_verify(world->store, world->policy, chain, HOST,
                                      &report, NULL);
        sample.generation = vmstrust_report_get_generation(report);
    }
    if (vmstrust_report_write_text(report, &text, NULL) != VMSTRUST_OK) {
        sample.code = VMSTRUST_E_INTERNAL;
    }
    vmstrust_bytes_free(text);
    vmstrust_report_free(report);
    vmstrust_chain_free(chain);
    return sample;
}

static void *
verify_often(void *argument)
{
    struct verifier *verifier = argument;

    for (size_t i = 0; i < VERDICTS; i++) {
        verifier->samples[i] = verify_once(verifier->world);
    }
    return NULL;
}

/* Whoever writes to the folder writes with a store of his own; the one that
 * verifies is refreshed. */
static int
take_from_folder(struct world *world)
{
    int code = vmstrust_store_save(world->other, NULL, NULL);

    return code == VMSTRUST_OK ? vmstrust_store_refresh(world->store, NULL)
                               : code;
}

static int
change_once(struct world *world, bool is_trusting)
{
    vmstrust_store *store = world->other == NULL ? world->store : world->other;
    int code = is_trusting
                   ? vmstrust_store_add_cert(store, world->root, NULL)
                   : vmstrust_store_remove_cert(store, world->root, NULL);

    return code == VMSTRUST_OK && world->other != NULL ? take_from_folder(world)
                                                       : code;
}

/* Adds the root and removes it, in turns. */
static void *
change_often(void *argument)
{
    struct world *world = argument;

    for (size_t i = 0; i < world->changes; i++) {
        if (change_once(world, i % 2 == 0) != VMSTRUST_OK) {
            return world;
        }
        if (i % 2 == 0) {
            world->trusting[world->trusting_count++] =
                vmstrust_store_get_generation(world->store);
        }
    }
    return NULL;
}

static bool
must_trust(const struct world *world, uint64_t generation)
{
    for (size_t i = 0; i < world->trusting_count; i++) {
        if (world->trusting[i] == generation) {
            return true;
        }
    }
    return false;
}

static void
make_world(struct world *world)
{
    struct forge_party root = forge_party_new(FORGE_P256, "Root");
    struct forge_party server = forge_party_new(FORGE_P256, "Server");
    struct forge_der der = forge_authority(&root, &root);

    memset(world, 0, sizeof *world);
    world->leaf = forge_server(&server, &root, HOST);
    assert_int_equal(
        vmstrust_cert_parse(der.data, der.size, &world->root, NULL), 0);
    assert_int_equal(vmstrust_store_new(&world->store, NULL), 0);
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &world->policy, NULL), 0);
    forge_der_free(&der);
    forge_party_free(&server);
    forge_party_free(&root);
}

static void
free_world(struct world *world)
{
    vmstrust_policy_free(world->policy);
    vmstrust_store_free(world->store);
    vmstrust_cert_free(world->root);
    forge_der_free(&world->leaf);
}

static void
run_threads(struct world *world)
{
    static struct verifier verifiers[VERIFIERS];
    pthread_t changer;
    void *failed = NULL;

    for (size_t i = 0; i < VERIFIERS; i++) {
        verifiers[i].world = world;
        assert_int_equal(pthread_create(&verifiers[i].thread, NULL,
                                        verify_often, &verifiers[i]),
                         0);
    }
    assert_int_equal(pthread_create(&changer, NULL, change_often, world), 0);
    assert_int_equal(pthread_join(changer, &failed), 0);
    assert_null(failed);
    for (size_t i = 0; i < VERIFIERS; i++) {
        assert_int_equal(pthread_join(verifiers[i].thread, NULL), 0);
        for (size_t j = 0; j < VERDICTS; j++) {
            const struct sample *sample = &verifiers[i].samples[j];

            assert_int_equal(sample->code, must_trust(world, sample->generation)
                                               ? VMSTRUST_OK
                                               : VMSTRUST_E_UNTRUSTED);
        }
    }
}

static void
test_change_beside_verify(void **state)
{
    static struct world world;

    (void)state;
    make_world(&world);
    world.changes = CHANGES;
    run_threads(&world);
    free_world(&world);
}

/* An empty one is left behind by a run that adds and removes in turns. */
static void
remove_store(const char *folder)
{
    static const char *const names[] = {
        "anchors", "limited", "intermediates",  "distrusted",
        "pins",    "crls",    "vmstrust-store", "."};
    char path[128];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(remove(strcmp(names[i], ".") == 0 ? folder : path), 0);
    }
}

static void
test_refresh_beside_verify(void **state)
{
    static struct world world;
    char folder[] = "/tmp/test-threads-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(vmstrust_store_create(folder, NULL), VMSTRUST_OK);
    make_world(&world);
    vmstrust_store_free(world.store);
    assert_int_equal(vmstrust_store_open(folder, &world.store, NULL), 0);
    assert_int_equal(vmstrust_store_open(folder, &world.other, NULL), 0);
    world.changes = SAVES;
    run_threads(&world);
    vmstrust_store_free(world.other);
    free_world(&world);
    remove_store(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change_beside_verify),
        cmocka_unit_test(test_refresh_beside_verify),
    };

    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
