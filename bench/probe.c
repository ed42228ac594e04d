/*
 * How long does a probe of 500 endpoints take, of which 50 are dead? One server
 * on loopback answers for 450 addresses; 50 take the connection and say nothing.
 *
 * usage: bench/probe [TIMEOUT IN MILLISECONDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <vmstrust-site/site.h>

#include "../tests/site/peer.h"

#define ENDPOINTS 500
#define DEAD 50
#define TIMEOUT 5000
#define SERVERS 2

static void
must(int code, vmstrust_error *error)
{
    if (code != VMSTRUST_OK) {
        fprintf(stderr, "%s\n", vmstrust_error_get_text(error));
        exit(2);
    }
}

static double
seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static vmstrust_store *
store_of(const struct peer *peer)
{
    vmstrust_store *store = NULL;
    vmstrust_cert *root = NULL;
    vmstrust_error *error = NULL;

    must(vmstrust_store_new(&store, &error), error);
    must(vmstrust_cert_parse(peer->root_der.data, peer->root_der.size, &root,
                             &error),
         error);
    must(vmstrust_store_add_cert(store, root, &error), error);
    vmstrust_cert_free(root);
    return store;
}

/* Every tenth is dead: they stand among the others. */
static void
add_endpoints(vmstrust_probe *probe, uint16_t port, uint16_t dead_port)
{
    vmstrust_policy *policy = NULL;
    vmstrust_error *error = NULL;

    must(vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, &error),
         error);
    must(vmstrust_policy_insecure_skip_name(policy, &error), error);
    for (unsigned i = 0; i < ENDPOINTS; i++) {
        bool is_dead = i % (ENDPOINTS / DEAD) == 0;
        char text[32];

        snprintf(text, sizeof text, "127.0.%u.%u:%u", i / 250, i % 250 + 1,
                 (unsigned)(is_dead ? dead_port : port));
        must(vmstrust_probe_add(probe, text, policy, &error), error);
    }
    vmstrust_policy_free(policy);
}

static void
print_figures(const vmstrust_probe *probe, double seconds, uint32_t timeout)
{
    size_t trusted = 0, silent = 0;
    uint32_t slowest = 0;

    for (size_t i = 0; i < vmstrust_probe_get_count(probe); i++) {
        vmstrust_outcome outcome = vmstrust_probe_get_outcome(probe, i);
        uint32_t millis = vmstrust_probe_get_millis(probe, i);

        silent += outcome == VMSTRUST_OUTCOME_SILENT;
        if (outcome == VMSTRUST_OUTCOME_TRUSTED) {
            trusted++;
            slowest = millis > slowest ? millis : slowest;
        }
    }
    printf("%zu endpoints: %zu trusted (the slowest after %lu ms), %zu silent\n"
           "%.3f s, %.3f s beyond the timeout of %.3f s\n",
           vmstrust_probe_get_count(probe), trusted, (unsigned long)slowest,
           silent, seconds, seconds - timeout / 1000.0, timeout / 1000.0);
}

int
main(int argc, char **argv)
{
    uint32_t timeout = argc > 1 ? (uint32_t)atol(argv[1]) : TIMEOUT;
    struct peer peer;
    vmstrust_probe *probe = NULL;
    vmstrust_store *store;
    vmstrust_error *error = NULL;
    int dead;
    uint16_t dead_port = peer_listen(4096, &dead);
    double start;
    int code;

    peer_start(&peer, "rec01.site.local", SERVERS);
    store = store_of(&peer);
    must(vmstrust_probe_new(&probe, &error), error);
    must(vmstrust_probe_set_timeout(probe, timeout, &error), error);
    add_endpoints(probe, peer.port, dead_port);
    start = seconds_now();
    code = vmstrust_probe_run(probe, store, NULL, &error);
    print_figures(probe, seconds_now() - start, timeout);
    vmstrust_error_free(error);
    vmstrust_probe_free(probe);
    vmstrust_store_free(store);
    peer_stop(&peer);
    close(dead);
    return code == VMSTRUST_E_UNREACHABLE ? 0 : 1;
}
