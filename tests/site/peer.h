/*
 * A TLS server on loopback, in processes of its own, for tests and measurements
 * in C: presents one certificate, shakes hands, and closes. Any failure ends the
 * program. Not part of the library.
 */
#ifndef TESTS_SITE_PEER_H
#define TESTS_SITE_PEER_H

#include <stdint.h>
#include <sys/types.h>

#include "../verdict/forge.h"

#define PEER_PROCESSES 4

struct peer {
    struct forge_party root, server; /* both P-256 */
    struct forge_der root_der;
    uint16_t port; /* at every address of loopback */
    pid_t processes[PEER_PROCESSES];
    unsigned count;
};

/* A server for `host` (a DNS name) under a root of its own, as that many
 * processes, which end with peer_stop, and after ten minutes at the latest. */
void peer_start(struct peer *peer, const char *host, unsigned processes);
void peer_stop(struct peer *peer);

/* A port at which connections are taken and nothing is said: the kernel takes
 * them, and nobody asks it for them. */
uint16_t peer_listen(int backlog, int *descriptor);

#endif
