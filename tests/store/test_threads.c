/*
 * Threads verify with one store and one policy while another thread changes
 * the store: every report belongs to one generation, and its verdict is the one
 * that this generation must give. scripts/assure runs it under
 * ThreadSanitizer and helgrind.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vmstrust/vmstrust.h>

#include "../verdict/forge.h"

#define HOST "rec01.site.local"
enum { VERIFIERS = 4, VERDICTS = 200, CHANGES = 200 };

struct sample {
    uint64_t generation;
    int code;
};

struct world {
    vmstrust_store *store;
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

/* Adds the root and removes it, in turns. */
static void *
change_often(void *argument)
{
    struct world *world = argument;

    for (size_t i = 0; i < CHANGES; i++) {
        int code;

        if (i % 2 == 0) {
            code = vmstrust_store_add_cert(world->store, world->root, NULL);
            world->trusting[world->trusting_count++] =
                vmstrust_store_get_generation(world->store);
        } else {
            code = vmstrust_store_remove_cert(world->store, world->root, NULL);
        }
        if (code != VMSTRUST_OK) {
            return world;
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
test_change_beside_verify(void **state)
{
    static struct verifier verifiers[VERIFIERS];
    static struct world world;
    pthread_t changer;
    void *failed = NULL;

    (void)state;
    make_world(&world);
    for (size_t i = 0; i < VERIFIERS; i++) {
        verifiers[i].world = &world;
        assert_int_equal(pthread_create(&verifiers[i].thread, NULL,
                                        verify_often, &verifiers[i]),
                         0);
    }
    assert_int_equal(pthread_create(&changer, NULL, change_often, &world), 0);
    assert_int_equal(pthread_join(changer, &failed), 0);
    assert_null(failed);
    for (size_t i = 0; i < VERIFIERS; i++) {
        assert_int_equal(pthread_join(verifiers[i].thread, NULL), 0);
        for (size_t j = 0; j < VERDICTS; j++) {
            const struct sample *sample = &verifiers[i].samples[j];

            assert_int_equal(sample->code,
                             must_trust(&world, sample->generation)
                                 ? VMSTRUST_OK
                                 : VMSTRUST_E_UNTRUSTED);
        }
    }
    free_world(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change_beside_verify),
    };

    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
