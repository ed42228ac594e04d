/*
 * The hard chains: useless extras, cycles of cross-signed CAs with and without
 * a root, a signature by a key of unreasonable size.
 */
#include "hard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MUTUAL = 100, CYCLES = 10, OTHER_ISSUERS = 50, JUNK = 50 };

static void
must(int code)
{
    if (code != VMSTRUST_OK) {
        fprintf(stderr, "hard: %s\n", vmstrust_code_get_text(code));
        exit(99);
    }
}

static struct forge_der
junk(uint64_t *seed)
{
    struct forge_der made = {malloc(300), 300};

    for (size_t i = 0; made.data != NULL && i < made.size; i++) {
        made.data[i] = (uint8_t)forge_random(seed, 256);
    }
    return made;
}

/* `count` CAs, each certified by each other one: count * (count - 1). */
static void
add_mutual(struct forge_list *list, struct forge_party *parties, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (i != j) {
                forge_list_add(list, forge_authority(&parties[i], &parties[j]));
            }
        }
    }
}

static void
make_parties(struct forge_party *parties, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        parties[i] = forge_party_new(FORGE_P256, "%s %zu", name, i);
    }
}

static void
free_parties(struct forge_party *parties, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        forge_party_free(&parties[i]);
    }
}

/* One good intermediate among 200 others: junk, CAs of its name with other
 * keys, cycles of cross-signed CAs that the root signed, too. */
static void
make_extras(struct hard_case *hard)
{
    struct forge_party root = forge_party_new(FORGE_P256, "Root");
    struct forge_party middle = forge_party_new(FORGE_P256, "Intermediate");
    struct forge_party server = forge_party_new(FORGE_P256, "Server");
    struct forge_party cycle[CYCLES];
    uint64_t seed = 1;

    hard->leaf = forge_server(&server, &middle, HARD_HOST);
    forge_list_add(&hard->anchors, forge_authority(&root, &root));
    forge_list_add(&hard->extras, forge_authority(&middle, &root));
    for (size_t i = 0; i < JUNK; i++) {
        forge_list_add(&hard->extras, junk(&seed));
    }
    for (size_t i = 0; i < OTHER_ISSUERS; i++) {
        struct forge_party other = forge_party_new(FORGE_P256, "Intermediate");

        forge_list_add(&hard->extras, forge_authority(&other, &root));
        forge_party_free(&other);
    }
    make_parties(cycle, CYCLES, "Cycle");
    add_mutual(&hard->extras, cycle, CYCLES); /* 90 */
    for (size_t i = 0; i < CYCLES; i++) {
        forge_list_add(&hard->extras, forge_authority(&middle, &cycle[i]));
    }
    free_parties(cycle, CYCLES);
    forge_party_free(&root);
    forge_party_free(&middle);
    forge_party_free(&server);
}

/* How the root of a mutual case stands to the last of its CAs. */
enum root { NO_ROOT, FALSE_ROOT, TRUE_ROOT };

static void
make_mutual(struct hard_case *hard, enum root kind)
{
    struct forge_party root = forge_party_new(FORGE_P256, "Root");
    struct forge_party other = forge_party_new(FORGE_P256, "Root");
    struct forge_party server = forge_party_new(FORGE_P256, "Server");
    struct forge_party parties[MUTUAL];

    make_parties(parties, MUTUAL, "Mutual");
    hard->leaf = forge_server(&server, &parties[0], HARD_HOST);
    forge_list_add(&hard->anchors, forge_authority(&root, &root));
    add_mutual(&hard->extras, parties, MUTUAL);
    if (kind != NO_ROOT) {
        forge_list_add(&hard->extras,
                       forge_authority(&parties[MUTUAL - 1],
                                       kind == TRUE_ROOT ? &root : &other));
    }
    free_parties(parties, MUTUAL);
    forge_party_free(&server);
    forge_party_free(&other);
    forge_party_free(&root);
}

static void
make_mutual_without_root(struct hard_case *hard)
{
    make_mutual(hard, NO_ROOT);
}

static void
make_mutual_with_false_root(struct hard_case *hard)
{
    make_mutual(hard, FALSE_ROOT);
}

static void
make_mutual_with_root(struct hard_case *hard)
{
    make_mutual(hard, TRUE_ROOT);
}

/* foundations.md 2: one verification with such a key takes 11 s. */
static void
make_huge_key(struct hard_case *hard)
{
    struct forge_party root = forge_party_new(FORGE_P256, "Root");
    struct forge_party huge = forge_party_new(FORGE_RSA2048, "Huge");
    struct forge_party server = forge_party_new(FORGE_P256, "Server");
    struct forge_der small = forge_server(&server, &huge, HARD_HOST);

    hard->leaf = forge_other_signature(&small, 65536 / 8);
    forge_der_free(&small);
    forge_list_add(&hard->extras, forge_huge_authority("Huge", 65536, &root));
    forge_list_add(&hard->anchors, forge_authority(&root, &root));
    forge_party_free(&root);
    forge_party_free(&huge);
    forge_party_free(&server);
}

static const struct {
    const char *name;
    void (*make)(struct hard_case *);
    vmstrust_finding worst;
    size_t path;
    bool may_reach_limit;
} rows[] = {
    {"200 extras: junk, namesakes and cycles", make_extras, 0, 3, false},
    {"100 mutually cross-signed CAs without a root", make_mutual_without_root,
     VMSTRUST_FINDING_ROOT_NOT_INSTALLED, 0, false},
    {"100 mutually cross-signed CAs, a root's signature is false",
     make_mutual_with_false_root, VMSTRUST_FINDING_ROOT_NOT_INSTALLED, 0, true},
    {"100 mutually cross-signed CAs below a root", make_mutual_with_root, 0, 4,
     false},
    {"a signature by an RSA-65536 key", make_huge_key,
     VMSTRUST_FINDING_KEY_UNREASONABLE, 0, false},
};

size_t
hard_count(void)
{
    return sizeof rows / sizeof rows[0];
}

const char *
hard_name(size_t index)
{
    return rows[index].name;
}

struct hard_case
hard_make(size_t index)
{
    struct hard_case made = {0};

    made.worst = rows[index].worst;
    made.path = rows[index].path;
    made.may_reach_limit = rows[index].may_reach_limit;
    rows[index].make(&made);
    return made;
}

void
hard_free(struct hard_case *hard)
{
    forge_der_free(&hard->leaf);
    forge_list_free(&hard->extras);
    forge_list_free(&hard->anchors);
}

vmstrust_store *
hard_store(const struct hard_case *hard)
{
    vmstrust_store *store = NULL;

    must(vmstrust_store_new(&store, NULL));
    for (size_t i = 0; i < hard->anchors.count; i++) {
        vmstrust_cert *cert = NULL;

        must(vmstrust_cert_parse(hard->anchors.items[i].data,
                                 hard->anchors.items[i].size, &cert, NULL));
        must(vmstrust_store_add_cert(store, cert, NULL));
        vmstrust_cert_free(cert);
    }
    return store;
}

vmstrust_chain *
hard_chain(const struct hard_case *hard)
{
    vmstrust_chain *chain = NULL;

    must(vmstrust_chain_new(&chain, NULL));
    must(vmstrust_chain_add_der(chain, hard->leaf.data, hard->leaf.size, NULL));
    for (size_t i = 0; i < hard->extras.count; i++) {
        must(vmstrust_chain_add_der(chain, hard->extras.items[i].data,
                                    hard->extras.items[i].size, NULL));
    }
    must(vmstrust_chain_set_time(chain, FORGE_NOW, NULL));
    return chain;
}
