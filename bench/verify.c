/*
 * How long a verdict takes, next to GnuTLS and OpenSSL in the same run, as
 * ratios to the two signatures alone. bench/README.md says what is measured.
 *
 *     bench/verify [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <vmstrust/vmstrust.h>

#include "../tests/verdict/forge.h"

#define HOST "rec01.site.local"
enum { CHAINS = 32, MANY = 10000, MOST_ROUNDS = 1000 };

/* What a server sends. The CA is the same for all chains of a world. */
struct sent {
    struct forge_der leaf;
    struct forge_der intermediate;
};

struct world {
    const char *name;
    struct sent chains[CHAINS];
    gnutls_pubkey_t leaf_issuers[CHAINS];
    gnutls_pubkey_t root;
    gnutls_sign_algorithm_t algorithm;
    char file[64]; /* the trusted roots as PEM */
};

/* Who judges. A loaded trust store is whatever it takes it for. */
struct contestant {
    const char *name;
    bool reload; /* it remembers signatures: a new store for every round */
    void *(*load)(const struct world *world);
    bool (*judge)(void *store, const struct world *world, size_t chain);
    void (*unload)(void *store);
};

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
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

/* --- The two signatures alone ----------------------------------------------*/

static void *
load_nothing(const struct world *world)
{
    return (void *)(uintptr_t)world;
}

static void
unload_nothing(void *store)
{
    (void)store;
}

/* The parts of a certificate: SEQUENCE { tbs, algorithm, BIT STRING }. */
static size_t
element(const uint8_t *at, size_t *head)
{
    size_t bytes = at[1] < 0x80 ? 0 : (size_t)at[1] - 0x80;
    size_t length = bytes == 0 ? at[1] : 0;

    for (size_t i = 0; i < bytes; i++) {
        length = length << 8 | at[2 + i];
    }
    *head = 2 + bytes;
    return *head + length;
}

static bool
check_signature(const struct forge_der *cert, gnutls_pubkey_t key,
                gnutls_sign_algorithm_t algorithm)
{
    size_t head, size;
    gnutls_datum_t tbs, signature;

    element(cert->data, &head);
    tbs.data = cert->data + head;
    tbs.size = (unsigned)element(tbs.data, &head);
    signature.data = tbs.data + tbs.size;
    signature.data += element(signature.data, &head);
    size = element(signature.data, &head);
    signature.data += head + 1;
    signature.size = (unsigned)(size - head - 1);
    return gnutls_pubkey_verify_data2(key, algorithm, 0, &tbs, &signature) >= 0;
}

static bool
judge_signatures(void *store, const struct world *world, size_t chain)
{
    const struct sent *sent = &world->chains[chain];

    (void)store;
    return check_signature(&sent->leaf, world->leaf_issuers[chain],
                           world->algorithm) &&
           check_signature(&sent->intermediate, world->root, world->algorithm);
}

/* --- libvmstrust -----------------------------------------------------------*/

struct ours {
    vmstrust_store *store;
    vmstrust_policy *policy;
};

static void *
load_ours(const struct world *world)
{
    struct ours *ours = calloc(1, sizeof *ours);

    must(ours != NULL, "memory");
    must(vmstrust_store_load(world->file, &ours->store, NULL) == VMSTRUST_OK,
         "vmstrust_store_load");
    must(vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &ours->policy, NULL) ==
             VMSTRUST_OK,
         "vmstrust_policy_new");
    return ours;
}

/* The verdict, and with `report` also its explanation. */
static bool
ask_ours(const struct ours *ours, const struct sent *sent,
         vmstrust_report **report)
{
    vmstrust_chain *chain = NULL;
    bool is_trusted =
        vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, sent->leaf.data, sent->leaf.size, NULL) ==
            VMSTRUST_OK &&
        vmstrust_chain_add_der(chain, sent->intermediate.data,
                               sent->intermediate.size, NULL) == VMSTRUST_OK &&
        vmstrust_verify(ours->store, ours->policy, chain, HOST, report, NULL) ==
            VMSTRUST_OK;

    vmstrust_chain_free(chain);
    return is_trusted;
}

static bool
judge_ours(void *store, const struct world *world, size_t index)
{
    return ask_ours(store, &world->chains[index], NULL);
}

static bool
explain_ours(void *store, const struct world *world, size_t index)
{
    vmstrust_report *report = NULL;
    bool is_trusted = ask_ours(store, &world->chains[index], &report);

    vmstrust_report_free(report);
    return is_trusted;
}

static void
unload_ours(void *store)
{
    struct ours *ours = store;

    vmstrust_policy_free(ours->policy);
    vmstrust_store_free(ours->store);
    free(ours);
}

/* --- GnuTLS ----------------------------------------------------------------*/

static void *
load_gnutls(const struct world *world)
{
    gnutls_x509_trust_list_t list;

    /* Sized: without, it is twenty times slower with 10,000. */
    must(gnutls_x509_trust_list_init(&list, MANY) == 0, "trust list");
    must(gnutls_x509_trust_list_add_trust_file(list, world->file, NULL,
                                               GNUTLS_X509_FMT_PEM, 0, 0) > 0,
         "gnutls_x509_trust_list_add_trust_file");
    return list;
}

static bool
judge_gnutls(void *store, const struct world *world, size_t index)
{
    const struct sent *sent = &world->chains[index];
    gnutls_datum_t der[2] = {
        {sent->leaf.data, (unsigned)sent->leaf.size},
        {sent->intermediate.data, (unsigned)sent->intermediate.size}};
    gnutls_typed_vdata_st asked[2] = {
        {GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)HOST, 0},
        {GNUTLS_DT_KEY_PURPOSE_OID, (unsigned char *)GNUTLS_KP_TLS_WWW_SERVER,
         0}};
    gnutls_x509_crt_t certs[2];
    unsigned status = 1;

    for (int i = 0; i < 2; i++) {
        must(gnutls_x509_crt_init(&certs[i]) == 0 &&
                 gnutls_x509_crt_import(certs[i], &der[i],
                                        GNUTLS_X509_FMT_DER) == 0,
             "gnutls_x509_crt_import");
    }
    must(gnutls_x509_trust_list_verify_crt2(store, certs, 2, asked, 2, 0,
                                            &status, NULL) == 0,
         "gnutls_x509_trust_list_verify_crt2");
    gnutls_x509_crt_deinit(certs[0]);
    gnutls_x509_crt_deinit(certs[1]);
    return status == 0;
}

static void
unload_gnutls(void *store)
{
    gnutls_x509_trust_list_deinit(store, 1);
}

/* --- OpenSSL ---------------------------------------------------------------*/

static void *
load_openssl(const struct world *world)
{
    X509_STORE *store = X509_STORE_new();

    must(X509_STORE_load_file(store, world->file) == 1, "X509_STORE_load_file");
    return store;
}

static bool
judge_openssl(void *store, const struct world *world, size_t index)
{
    const struct sent *sent = &world->chains[index];
    const unsigned char *leaf_at = sent->leaf.data;
    const unsigned char *other_at = sent->intermediate.data;
    X509 *leaf = d2i_X509(NULL, &leaf_at, (long)sent->leaf.size);
    X509 *other = d2i_X509(NULL, &other_at, (long)sent->intermediate.size);
    STACK_OF(X509) *others = sk_X509_new_null();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool is_trusted;

    sk_X509_push(others, other);
    must(X509_STORE_CTX_init(context, store, leaf, others) == 1, "OpenSSL");
    X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set1_host(X509_STORE_CTX_get0_param(context), HOST, 0);
    is_trusted = X509_verify_cert(context) == 1;
    X509_STORE_CTX_free(context);
    sk_X509_free(others);
    X509_free(other);
    X509_free(leaf);
    return is_trusted;
}

static void
unload_openssl(void *store)
{
    X509_STORE_free(store);
}

/* --- The worlds ------------------------------------------------------------*/

static const struct contestant contestants[] = {
    {"two signatures alone", false, load_nothing, judge_signatures,
     unload_nothing},
    {"libvmstrust, nothing known", true, load_ours, judge_ours, unload_ours},
    {"the same, with its report", true, load_ours, explain_ours, unload_ours},
    {"libvmstrust, seen before", false, load_ours, judge_ours, unload_ours},
    {"GnuTLS", false, load_gnutls, judge_gnutls, unload_gnutls},
    {"OpenSSL", false, load_openssl, judge_openssl, unload_openssl},
};
enum { CONTESTANTS = sizeof contestants / sizeof contestants[0] };

static void
write_pem(FILE *file, const struct forge_der *der)
{
    gnutls_datum_t in = {der->data, (unsigned)der->size};
    gnutls_datum_t out;

    must(gnutls_pem_base64_encode2("CERTIFICATE", &in, &out) == 0, "PEM");
    must(fwrite(out.data, 1, out.size, file) == out.size, "write");
    gnutls_free(out.data);
}

static gnutls_pubkey_t
public_key(const struct forge_party *party)
{
    gnutls_privkey_t key;
    gnutls_pubkey_t made;

    must(gnutls_privkey_init(&key) == 0 && gnutls_pubkey_init(&made) == 0 &&
             gnutls_privkey_import_x509(key, party->key, 0) == 0 &&
             gnutls_pubkey_import_privkey(made, key, 0, 0) == 0,
         "public key");
    gnutls_privkey_deinit(key);
    return made;
}

/* The root among so many others, as a file of PEM. */
static void
write_roots(struct world *world, const struct forge_party *root, size_t others)
{
    struct forge_der der = forge_authority(root, root);
    FILE *file;
    int fd;

    snprintf(world->file, sizeof world->file, "/tmp/bench-verify-XXXXXX");
    fd = mkstemp(world->file);
    must(fd >= 0, "temporary file");
    file = fdopen(fd, "w");
    must(file != NULL, "temporary file");
    for (size_t i = 0; i < others; i++) {
        struct forge_party party = forge_party_new(FORGE_P256, "Other %zu", i);
        struct forge_der other = forge_authority(&party, &party);

        write_pem(file, &other);
        forge_der_free(&other);
        forge_party_free(&party);
    }
    write_pem(file, &der);
    forge_der_free(&der);
    must(fclose(file) == 0, "write");
}

static void
make_world(struct world *world, enum forge_kind kind, size_t others)
{
    struct forge_party root = forge_party_new(kind, "Root");
    struct forge_party server = forge_party_new(kind, "Server");

    memset(world, 0, sizeof *world);
    world->algorithm =
        kind == FORGE_P256 ? GNUTLS_SIGN_ECDSA_SHA256 : GNUTLS_SIGN_RSA_SHA256;
    world->root = public_key(&root);
    for (size_t i = 0; i < CHAINS; i++) {
        struct forge_party middle = forge_party_new(kind, "Issuer %zu", i);

        world->chains[i].intermediate = forge_authority(&middle, &root);
        world->chains[i].leaf = forge_server(&server, &middle, HOST);
        world->leaf_issuers[i] = public_key(&middle);
        forge_party_free(&middle);
    }
    write_roots(world, &root, others);
    forge_party_free(&server);
    forge_party_free(&root);
}

static void
free_world(struct world *world)
{
    for (size_t i = 0; i < CHAINS; i++) {
        forge_der_free(&world->chains[i].leaf);
        forge_der_free(&world->chains[i].intermediate);
        gnutls_pubkey_deinit(world->leaf_issuers[i]);
    }
    gnutls_pubkey_deinit(world->root);
    unlink(world->file);
}

/* --- Measuring -------------------------------------------------------------*/

struct samples {
    double *times;
    size_t count;
    double load; /* the quickest load, in us */
};

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(struct samples *samples)
{
    qsort(samples->times, samples->count, sizeof *samples->times, compare);
    return samples->times[samples->count / 2];
}

static void *
load_timed(const struct contestant *who, const struct world *world,
           struct samples *samples)
{
    double start = now();
    void *store = who->load(world);
    double took = now() - start;

    if (samples->load == 0 || took < samples->load) {
        samples->load = took;
    }
    return store;
}

/* Every contestant judges every chain, in turns, so that what else the
 * computer does meets all alike. */
static void
run_round(const struct world *world, void **stores, struct samples *samples)
{
    for (size_t i = 0; i < CONTESTANTS; i++) {
        if (contestants[i].reload && stores[i] == NULL) {
            stores[i] = load_timed(&contestants[i], world, &samples[i]);
        }
    }
    for (size_t chain = 0; chain < CHAINS; chain++) {
        for (size_t i = 0; i < CONTESTANTS; i++) {
            double start = now();
            bool is_trusted = contestants[i].judge(stores[i], world, chain);

            samples[i].times[samples[i].count++] = now() - start;
            must(is_trusted, contestants[i].name);
        }
    }
    for (size_t i = 0; i < CONTESTANTS; i++) {
        if (contestants[i].reload) {
            contestants[i].unload(stores[i]);
            stores[i] = NULL;
        }
    }
}

static void
report(struct samples *samples, size_t anchors)
{
    double floor = median(&samples[0]);

    for (size_t i = 0; i < CONTESTANTS; i++) {
        double time = median(&samples[i]);

        printf("  %-28s %8.1f us %8.2f", contestants[i].name, time,
               time / floor);
        if (i > 0 && anchors > 1) {
            printf("     loaded in %7.1f ms", samples[i].load / 1e3);
        }
        printf("\n");
    }
}

static void
measure(const char *title, enum forge_kind kind, size_t anchors, size_t rounds)
{
    static struct world world;
    void *stores[CONTESTANTS] = {NULL};
    struct samples samples[CONTESTANTS] = {{NULL, 0, 0}};

    make_world(&world, kind, anchors - 1);
    for (size_t i = 0; i < CONTESTANTS; i++) {
        samples[i].times = calloc(rounds * CHAINS, sizeof(double));
        must(samples[i].times != NULL, "memory");
        if (!contestants[i].reload) {
            stores[i] = load_timed(&contestants[i], &world, &samples[i]);
        }
    }
    for (size_t round = 0; round < rounds; round++) {
        run_round(&world, stores, samples);
    }
    printf("%s, %zu trusted root%s\n", title, anchors, anchors == 1 ? "" : "s");
    report(samples, anchors);
    for (size_t i = 0; i < CONTESTANTS; i++) {
        if (!contestants[i].reload) {
            contestants[i].unload(stores[i]);
        }
        free(samples[i].times);
    }
    free_world(&world);
}

int
main(int argc, char **argv)
{
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 30;

    must(rounds > 0 && rounds <= MOST_ROUNDS, "usage: bench/verify [ROUNDS]");
    printf("libvmstrust %s, GnuTLS %s, %s; medians, and ratios to the first "
           "line\n",
           vmstrust_version_text(), gnutls_check_version(NULL),
           OpenSSL_version(OPENSSL_VERSION));
    measure("RSA-2048", FORGE_RSA2048, 1, (size_t)rounds);
    measure("RSA-2048", FORGE_RSA2048, MANY, (size_t)rounds / 3 + 1);
    measure("P-256", FORGE_P256, 1, (size_t)rounds);
    measure("P-256", FORGE_P256, MANY, (size_t)rounds / 3 + 1);
    return 0;
}
