/*
 * What large revocation lists cost: ten authorities, each with a CRL of 10 MB
 * in the store, and a server of each that is judged again and again. Time next
 * to the same verifications without revocation, after each list was used once;
 * memory next to the size of the lists. bench/README.md says what is measured.
 *
 *     bench/crl [ROUNDS]
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <vmstrust/vmstrust.h>

#include "../tests/verdict/forge.h"

#define HOST "rec01.site.local"
#define LIST_SIZE ((size_t)10000000)
#define SERIAL_SIZE 16
enum { AUTHORITIES = 10, MOST_ROUNDS = 10000 };

struct authority {
    struct forge_party party;
    struct forge_der cert;
    struct forge_der leaf;
    struct forge_der crl;
};

struct world {
    struct forge_party root;
    struct forge_der root_cert;
    struct forge_der root_crl;
    struct authority authorities[AUTHORITIES];
};

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
must(bool is_true, const char *what)
{
    if (!is_true) {
        fprintf(stderr, "bench: %s\n", what);
        exit(1);
    }
}

/* --- Writing a CRL -------------------------------------------------------- */

struct writer {
    uint8_t *data;
    size_t size;
    size_t space;
};

static void
put(struct writer *out, const void *data, size_t size)
{
    if (out->size + size > out->space) {
        out->space = 2 * (out->size + size);
        out->data = realloc(out->data, out->space);
        must(out->data != NULL, "memory");
    }
    memcpy(out->data + out->size, data, size);
    out->size += size;
}

/* Tag and length, then the contents. */
static void
put_element(struct writer *out, uint8_t tag, const void *data, size_t size)
{
    uint8_t head[6] = {tag, (uint8_t)size};
    size_t used = 2;

    if (size >= 0x80) {
        head[1] = 0x84; /* cut below to what is needed */
        for (size_t i = 0; i < 4; i++) {
            head[2 + i] = (uint8_t)(size >> 8 * (3 - i));
        }
        for (used = 6; head[2] == 0; used--) {
            memmove(head + 2, head + 3, 3);
            head[1]--;
        }
    }
    put(out, head, used);
    put(out, data, size);
}

static void
put_whole(struct writer *out, uint8_t tag, const struct writer *contents)
{
    put_element(out, tag, contents->data, contents->size);
}

/* An entry without extensions, which is where an index weighs most. */
static void
put_entry(struct writer *out, uint64_t *seed)
{
    uint8_t entry[4 + SERIAL_SIZE + 13] = {0x02, SERIAL_SIZE, 0x40};

    for (size_t i = 3; i < 2 + SERIAL_SIZE; i++) {
        entry[i] = (uint8_t)forge_random(seed, 256);
    }
    entry[2 + SERIAL_SIZE] = 0x17;
    entry[3 + SERIAL_SIZE] = 13;
    memcpy(entry + 4 + SERIAL_SIZE, "250101000000Z", 13);
    put_element(out, 0x30, entry, sizeof entry);
}

static void
put_issuer(struct writer *out, const struct forge_der *cert)
{
    gnutls_datum_t der = {cert->data, (unsigned)cert->size};
    gnutls_datum_t name = {NULL, 0};
    gnutls_x509_crt_t issuer;

    must(gnutls_x509_crt_init(&issuer) == 0 &&
             gnutls_x509_crt_import(issuer, &der, GNUTLS_X509_FMT_DER) == 0 &&
             gnutls_x509_crt_get_raw_dn(issuer, &name) == 0,
         "issuer");
    put(out, name.data, name.size);
    gnutls_free(name.data);
    gnutls_x509_crt_deinit(issuer);
}

/* ecdsa-with-SHA256 */
static const uint8_t algorithm[] = {0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86,
                                    0x48, 0xce, 0x3d, 0x04, 0x03, 0x02};

static void
put_signature(struct writer *out, const struct writer *tbs,
              gnutls_x509_privkey_t signer)
{
    gnutls_datum_t data = {tbs->data, (unsigned)tbs->size};
    gnutls_datum_t signature = {NULL, 0};
    struct writer bits = {0};
    gnutls_privkey_t key;

    must(gnutls_privkey_init(&key) == 0 &&
             gnutls_privkey_import_x509(key, signer, 0) == 0 &&
             gnutls_privkey_sign_data(key, GNUTLS_DIG_SHA256, 0, &data,
                                      &signature) == 0,
         "signature");
    put(&bits, "", 1);
    put(&bits, signature.data, signature.size);
    put_whole(out, 0x03, &bits);
    free(bits.data);
    gnutls_free(signature.data);
    gnutls_privkey_deinit(key);
}

/* RFC 5280 5.1: version 2, entries of about `size` bytes, a CRL number. */
static struct forge_der
make_crl(const struct forge_party *issuer, const struct forge_der *cert,
         size_t size, uint64_t seed)
{
    static const uint8_t version[] = {0x02, 0x01, 0x01};
    static const uint8_t extensions[] = {0xa0, 0x0e, 0x30, 0x0c, 0x30, 0x0a,
                                         0x06, 0x03, 0x55, 0x1d, 0x14, 0x04,
                                         0x03, 0x02, 0x01, 0x01};
    struct writer entries = {0}, fields = {0}, tbs = {0}, whole = {0};
    struct writer crl = {0};

    do {
        put_entry(&entries, &seed);
    } while (entries.size < size);
    put(&fields, version, sizeof version);
    put(&fields, algorithm, sizeof algorithm);
    put_issuer(&fields, cert);
    put_element(&fields, 0x17, "250101000000Z", 13);
    put_element(&fields, 0x17, "491231000000Z", 13);
    put_whole(&fields, 0x30, &entries);
    put(&fields, extensions, sizeof extensions);
    put_whole(&tbs, 0x30, &fields);
    put(&whole, tbs.data, tbs.size);
    put(&whole, algorithm, sizeof algorithm);
    put_signature(&whole, &tbs, issuer->key);
    put_whole(&crl, 0x30, &whole);
    free(entries.data);
    free(fields.data);
    free(tbs.data);
    free(whole.data);
    return (struct forge_der){crl.data, crl.size};
}

/* --- The world ------------------------------------------------------------ */

static void
make_authority(struct world *world, size_t index)
{
    struct authority *authority = &world->authorities[index];
    struct forge_party server =
        forge_party_new(FORGE_P256, "server %zu", index);

    authority->party = forge_party_new(FORGE_P256, "authority %zu", index);
    authority->cert = forge_authority(&authority->party, &world->root);
    authority->leaf = forge_server(&server, &authority->party, HOST);
    authority->crl =
        make_crl(&authority->party, &authority->cert, LIST_SIZE, index + 1);
    forge_party_free(&server);
}

static void
make_world(struct world *world)
{
    world->root = forge_party_new(FORGE_P256, "root");
    world->root_cert = forge_authority(&world->root, &world->root);
    world->root_crl = make_crl(&world->root, &world->root_cert, 1, 99);
    for (size_t i = 0; i < AUTHORITIES; i++) {
        make_authority(world, i);
    }
}

static void
free_world(struct world *world)
{
    for (size_t i = 0; i < AUTHORITIES; i++) {
        forge_party_free(&world->authorities[i].party);
        forge_der_free(&world->authorities[i].cert);
        forge_der_free(&world->authorities[i].leaf);
        forge_der_free(&world->authorities[i].crl);
    }
    forge_party_free(&world->root);
    forge_der_free(&world->root_cert);
    forge_der_free(&world->root_crl);
}

/* --- Judging -------------------------------------------------------------- */

static vmstrust_store *
make_store(const struct world *world)
{
    vmstrust_store *store = NULL;
    vmstrust_cert *root = NULL;

    must(vmstrust_store_new(&store, NULL) == VMSTRUST_OK &&
             vmstrust_cert_parse(world->root_cert.data, world->root_cert.size,
                                 &root, NULL) == VMSTRUST_OK &&
             vmstrust_store_add_cert(store, root, NULL) == VMSTRUST_OK,
         "store");
    vmstrust_cert_free(root);
    return store;
}

static vmstrust_policy *
make_policy(vmstrust_revocation mode)
{
    vmstrust_policy *policy = NULL;

    must(vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL) ==
                 VMSTRUST_OK &&
             vmstrust_policy_set_revocation(policy, mode, NULL) == VMSTRUST_OK,
         "policy");
    return policy;
}

/* One verification as a client does it, parsing included; microseconds. */
static double
judge(const vmstrust_store *store, const vmstrust_policy *policy,
      const struct authority *authority)
{
    vmstrust_chain *chain = NULL;
    vmstrust_report *report = NULL;
    double start = now();
    bool is_trusted =
        vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK &&
        vmstrust_chain_set_time(chain, FORGE_NOW, NULL) == VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, authority->leaf.data,
                               authority->leaf.size, NULL) == VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, authority->cert.data,
                               authority->cert.size, NULL) == VMSTRUST_OK &&
        vmstrust_verify(store, policy, chain, HOST, &report, NULL) ==
            VMSTRUST_OK;
    double end;

    vmstrust_report_free(report);
    vmstrust_chain_free(chain);
    end = now();
    must(is_trusted, "not trusted");
    return end - start;
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

/* --- Memory --------------------------------------------------------------- */

/* What the process has in memory now (VmRSS), or had at most (VmHWM). */
static size_t
resident(const char *field)
{
    FILE *file = fopen("/proc/self/status", "r");
    size_t kilobytes = 0;
    char line[256];

    must(file != NULL, "/proc/self/status");
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0) {
            kilobytes = strtoul(line + strlen(field), NULL, 10);
        }
    }
    fclose(file);
    must(kilobytes != 0, field);
    return kilobytes * 1024;
}

/* What was freed goes back, and the mark of the most stands at now. */
static void
start_weighing(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");

    malloc_trim(0);
    must(file != NULL && fputs("5", file) > 0 && fclose(file) == 0,
         "/proc/self/clear_refs");
}

/* Into a new folder; how many bytes they have. */
static size_t
write_lists(struct world *world, char *folder)
{
    char path[128];
    size_t total = 0;

    must(mkdtemp(folder) != NULL, "mkdtemp");
    for (size_t i = 0; i < AUTHORITIES; i++) {
        struct forge_der *crl = &world->authorities[i].crl;
        FILE *file;

        snprintf(path, sizeof path, "%s/%zu.crl", folder, i);
        file = fopen(path, "wb");
        must(file != NULL && fwrite(crl->data, 1, crl->size, file) == crl->size,
             path);
        fclose(file);
        total += crl->size;
        forge_der_free(crl);
    }
    return total;
}

/* Out of files, as a store gets them, so that only the lists are weighed; the
 * slowest of them in microseconds. */
static double
load_lists(const struct world *world, vmstrust_store *store, const char *folder)
{
    double slowest = 0;
    char path[128];

    for (size_t i = 0; i < AUTHORITIES; i++) {
        double start = now();

        snprintf(path, sizeof path, "%s/%zu.crl", folder, i);
        must(vmstrust_store_add_crl_file(store, path, NULL) == VMSTRUST_OK,
             "vmstrust_store_add_crl_file");
        slowest = now() - start > slowest ? now() - start : slowest;
        unlink(path);
    }
    must(vmstrust_store_add_crl(store, world->root_crl.data,
                                world->root_crl.size, NULL) == VMSTRUST_OK,
         "vmstrust_store_add_crl");
    return slowest;
}

static void
measure_memory(struct world *world, vmstrust_store *store)
{
    char folder[] = "/tmp/bench-crl-XXXXXX";
    size_t total = write_lists(world, folder);
    size_t before, now_there, most;
    double slowest;

    start_weighing();
    before = resident("VmRSS:");
    slowest = load_lists(world, store, folder);
    rmdir(folder);
    most = resident("VmHWM:") - before;
    now_there = resident("VmRSS:") - before;
    printf("loaded            %10.1f ms for the slowest\n", slowest / 1e3);
    printf("memory            %10.1f MB: %.2f of the lists\n",
           (double)now_there / 1e6, (double)now_there / (double)total);
    printf("while loading     %10.1f MB: %.2f at most\n", (double)most / 1e6,
           (double)most / (double)total);
}

/* --- Measuring ------------------------------------------------------------ */

static void
measure_time(const struct world *world, const vmstrust_store *without,
             const vmstrust_store *with, size_t rounds)
{
    static double times[2][MOST_ROUNDS];
    double first[2] = {0, 0};
    double medians[2];
    const vmstrust_store *stores[] = {without, with};
    vmstrust_policy *policies[] = {make_policy(VMSTRUST_REVOCATION_OFF),
                                   make_policy(VMSTRUST_REVOCATION_REQUIRED)};

    for (size_t i = 0; i < AUTHORITIES; i++) {
        for (size_t j = 0; j < 2; j++) {
            first[j] += judge(stores[j], policies[j], &world->authorities[i]);
        }
    }
    for (size_t i = 0; i < rounds; i++) {
        for (size_t j = 0; j < 2; j++) {
            times[j][i] = judge(stores[j], policies[j],
                                &world->authorities[i % AUTHORITIES]);
        }
    }
    medians[0] = median(times[0], rounds);
    medians[1] = median(times[1], rounds);
    printf("first use         %10.1f us without, %10.1f us with lists\n",
           first[0] / AUTHORITIES, first[1] / AUTHORITIES);
    printf("after that        %10.1f us without, %10.1f us with lists: %.2f\n",
           medians[0], medians[1], medians[1] / medians[0]);
    vmstrust_policy_free(policies[0]);
    vmstrust_policy_free(policies[1]);
}

int
main(int argc, char **argv)
{
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : MOST_ROUNDS;
    static struct world world;
    vmstrust_store *without, *with;

    must(rounds > 0 && rounds <= MOST_ROUNDS, "rounds: 1 to 10000");
    make_world(&world);
    without = make_store(&world);
    with = make_store(&world);
    printf("%d lists of %.1f MB, of servers judged in turns\n", AUTHORITIES,
           (double)world.authorities[0].crl.size / 1e6);
    measure_memory(&world, with);
    measure_time(&world, without, with, rounds);
    vmstrust_store_free(with);
    vmstrust_store_free(without);
    free_world(&world);
    return 0;
}
