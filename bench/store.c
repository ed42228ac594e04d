/*
 * What stores cost: the system's bundle next to GnuTLS, a folder of up to
 * 10,000 anchors, a refresh of it without a change, and 10,000 anchors added one
 * by one. bench/README.md says what is measured.
 *
 *     bench/store [ROUNDS]
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <vmstrust/vmstrust.h>

#include "../tests/verdict/forge.h"

#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"
#define HOST "rec01.site.local"
enum { MANY = 10000, MOST_ROUNDS = 1000 };

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
must(bool is_true, const char *what)
{
    if (!is_true) {
        fprintf(stderr, "bench: %s\n", what);
        exit(1);
    }
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(double *times, size_t count)
{
    qsort(times, count, sizeof times[0], compare);
    return times[count / 2];
}

/* --- The system's bundle -------------------------------------------------- */

static double
load_with_us(void)
{
    vmstrust_store *store = NULL;
    double start = now();

    must(vmstrust_store_load(BUNDLE, &store, NULL) == VMSTRUST_OK, BUNDLE);
    start = now() - start;
    vmstrust_store_free(store);
    return start;
}

static double
load_with_gnutls(void)
{
    gnutls_x509_trust_list_t list;
    double start = now();

    must(gnutls_x509_trust_list_init(&list, 0) == 0 &&
             gnutls_x509_trust_list_add_trust_file(
                 list, BUNDLE, NULL, GNUTLS_X509_FMT_PEM, 0, 0) > 0,
         "gnutls_x509_trust_list_add_trust_file");
    start = now() - start;
    gnutls_x509_trust_list_deinit(list, 1);
    return start;
}

static void
measure_bundle(size_t rounds)
{
    static double times[2][MOST_ROUNDS];
    double us, gnutls;

    if (access(BUNDLE, R_OK) != 0) {
        puts("no system's bundle here");
        return;
    }
    for (size_t i = 0; i < rounds; i++) {
        times[0][i] = load_with_us();
        times[1][i] = load_with_gnutls();
    }
    us = median(times[0], rounds);
    gnutls = median(times[1], rounds);
    printf("the system's bundle   %8.2f ms, GnuTLS %.2f ms: %.1f times\n", us,
           gnutls, gnutls / us);
}

/* --- Folders -------------------------------------------------------------- */

struct world {
    vmstrust_cert *roots[MANY];
    struct forge_der leaf; /* of the first */
};

/* One key for all: only their names differ. */
static void
make_world(struct world *world)
{
    struct forge_party party = forge_party_new(FORGE_P256, "root 0");
    struct forge_party server = forge_party_new(FORGE_P256, "server");

    for (size_t i = 0; i < MANY; i++) {
        struct forge_der der;

        snprintf(party.name, sizeof party.name, "root %zu", i);
        der = forge_authority(&party, &party);
        must(vmstrust_cert_parse(der.data, der.size, &world->roots[i], NULL) ==
                 VMSTRUST_OK,
             "vmstrust_cert_parse");
        forge_der_free(&der);
    }
    snprintf(party.name, sizeof party.name, "root 0");
    world->leaf = forge_server(&server, &party, HOST);
    forge_party_free(&server);
    forge_party_free(&party);
}

/* Written as vmstrust_store_save writes them, but not synced one by one. */
static void
write_anchor(const char *path, const vmstrust_cert *cert)
{
    const uint8_t *digest = vmstrust_cert_get_sha256(cert);
    vmstrust_bytes *pem = NULL;
    char digits[65] = "";
    char name[160];
    FILE *file;

    for (size_t i = 0; i < 32; i++) {
        snprintf(digits + 2 * i, 3, "%02x", (unsigned)digest[i]);
    }
    snprintf(name, sizeof name, "%s/anchors/%s.pem", path, digits);
    must(vmstrust_cert_write_pem(cert, &pem, NULL) == VMSTRUST_OK, "PEM");
    file = fopen(name, "w");
    must(file != NULL &&
             fprintf(file,
                     "added: 2026-11-22T01:00:00Z\nby: bench on bench\n\n%s",
                     (const char *)vmstrust_bytes_get_data(pem)) > 0 &&
             fclose(file) == 0,
         name);
    vmstrust_bytes_free(pem);
}

static double
open_folder(const char *path, vmstrust_store **store)
{
    double start = now();

    must(vmstrust_store_open(path, store, NULL) == VMSTRUST_OK, path);
    return now() - start;
}

static void
measure_folder(const struct world *world, const char *folder, size_t count)
{
    vmstrust_store *store = NULL;
    char path[128];
    double opened, refreshed;

    snprintf(path, sizeof path, "%s/%zu", folder, count);
    must(vmstrust_store_create(path, NULL) == VMSTRUST_OK, path);
    for (size_t i = 0; i < count; i++) {
        write_anchor(path, world->roots[i]);
    }
    sleep(4); /* so that stamps can be relied on */
    opened = open_folder(path, &store);
    refreshed = now();
    must(vmstrust_store_refresh(store, NULL) == VMSTRUST_OK, "refresh");
    refreshed = now() - refreshed;
    must(vmstrust_store_get_count(store) == count, "count");
    printf("a folder of %6zu    %8.2f ms, %5.1f us each; refreshed without a "
           "change %.2f ms\n",
           count, opened, opened * 1e3 / (double)count, refreshed);
    vmstrust_store_free(store);
}

/* --- One by one ----------------------------------------------------------- */

static vmstrust_store *
add_one_by_one(const struct world *world, size_t count)
{
    vmstrust_store *store = NULL;

    must(vmstrust_store_new(&store, NULL) == VMSTRUST_OK, "store");
    for (size_t i = 0; i < count; i++) {
        must(vmstrust_store_add_cert(store, world->roots[i], NULL) ==
                 VMSTRUST_OK,
             "vmstrust_store_add_cert");
    }
    return store;
}

static vmstrust_store *
measure_adding(const struct world *world, size_t count)
{
    double start = now();
    vmstrust_store *store = add_one_by_one(world, count);

    start = now() - start;
    printf("%6zu one by one      %8.2f ms, %5.1f us each\n", count, start,
           start * 1e3 / (double)count);
    return store;
}

/* --- Judging -------------------------------------------------------------- */

static double
judge(const vmstrust_store *store, const struct world *world)
{
    vmstrust_chain *chain = NULL;
    double start = now();
    bool is_trusted =
        vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK &&
        vmstrust_chain_set_time(chain, FORGE_NOW, NULL) == VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, world->leaf.data, world->leaf.size,
                               NULL) == VMSTRUST_OK &&
        vmstrust_store_verify_chain(store, VMSTRUST_ROLE_TLS_SERVER, HOST,
                                    chain, NULL) == VMSTRUST_OK;

    vmstrust_chain_free(chain);
    must(is_trusted, "not trusted");
    return (now() - start) * 1e3;
}

static void
measure_judging(const struct world *world, const vmstrust_store *many,
                size_t rounds)
{
    static double times[2][MOST_ROUNDS];
    vmstrust_store *one = add_one_by_one(world, 1);
    double with_one, with_many;

    for (size_t i = 0; i < rounds; i++) {
        times[0][i] = judge(one, world);
        times[1][i] = judge(many, world);
    }
    with_one = median(times[0], rounds);
    with_many = median(times[1], rounds);
    printf("a verdict             %8.2f us with one anchor, %.2f us with %d: "
           "%.2f\n",
           with_one, with_many, MANY, with_many / with_one);
    vmstrust_store_free(one);
}

static void
remove_all(const char *folder)
{
    char command[160];

    snprintf(command, sizeof command, "rm -r '%s'", folder);
    must(system(command) == 0, command);
}

int
main(int argc, char **argv)
{
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 100;
    char folder[] = "/tmp/bench-store-XXXXXX";
    static struct world world;
    vmstrust_store *many;

    must(rounds > 0 && rounds <= MOST_ROUNDS, "rounds: 1 to 1000");
    measure_bundle(rounds);
    make_world(&world);
    must(mkdtemp(folder) != NULL, folder);
    for (size_t count = MANY / 100; count <= MANY; count *= 10) {
        measure_folder(&world, folder, count);
    }
    remove_all(folder);
    vmstrust_store_free(measure_adding(&world, MANY / 10));
    many = measure_adding(&world, MANY);
    measure_judging(&world, many, rounds);
    vmstrust_store_free(many);
    for (size_t i = 0; i < MANY; i++) {
        vmstrust_cert_free(world.roots[i]);
    }
    forge_der_free(&world.leaf);
    return 0;
}
