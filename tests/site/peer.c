/*
 * A TLS server for tests (peer.h).
 */
#include "peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_SECONDS 600

static void
must(int holds, const char *what)
{
    if (!holds) {
        perror(what);
        exit(2);
    }
}

uint16_t
peer_listen(int backlog, int *descriptor)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_ANY)};
    socklen_t size = sizeof address;
    struct sockaddr *any = (struct sockaddr *)&address;
    int made = socket(AF_INET, SOCK_STREAM, 0);

    must(made >= 0 && bind(made, any, size) == 0 &&
             listen(made, backlog) == 0 && getsockname(made, any, &size) == 0,
         "a listening socket");
    *descriptor = made;
    return ntohs(address.sin_port);
}

static void
serve_one(int connection, gnutls_certificate_credentials_t credentials)
{
    gnutls_session_t tls;

    must(gnutls_init(&tls, GNUTLS_SERVER | GNUTLS_NO_SIGNAL) >= 0 &&
             gnutls_set_default_priority(tls) >= 0 &&
             gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials) >=
                 0,
         "a session");
    gnutls_transport_set_int(tls, connection);
    gnutls_handshake_set_timeout(tls, 10000);
    if (gnutls_handshake(tls) >= 0) {
        gnutls_bye(tls, GNUTLS_SHUT_WR);
    }
    gnutls_deinit(tls);
    close(connection);
}

_Noreturn static void
serve(int listener, const struct peer *peer, const struct forge_der *cert)
{
    gnutls_certificate_credentials_t credentials;
    gnutls_datum_t der = {cert->data, (unsigned)cert->size};
    gnutls_datum_t key;

    alarm(MOST_SECONDS);
    must(gnutls_x509_privkey_export2(peer->server.key, GNUTLS_X509_FMT_DER,
                                     &key) >= 0 &&
             gnutls_certificate_allocate_credentials(&credentials) >= 0 &&
             gnutls_certificate_set_x509_key_mem(credentials, &der, &key,
                                                 GNUTLS_X509_FMT_DER) >= 0,
         "credentials");
    for (;;) {
        int connection = accept(listener, NULL, NULL);

        if (connection >= 0) {
            serve_one(connection, credentials);
        }
    }
}

void
peer_start(struct peer *peer, const char *host, unsigned processes)
{
    struct forge_der cert;
    int listener;

    peer->root = forge_party_new(FORGE_P256, "Peer Root");
    peer->server = forge_party_new(FORGE_P256, "%s", host);
    peer->root_der = forge_authority(&peer->root, &peer->root);
    cert = forge_server(&peer->server, &peer->root, host);
    peer->port = peer_listen(4096, &listener);
    peer->count = processes;
    for (unsigned i = 0; i < processes; i++) {
        peer->processes[i] = fork();
        must(peer->processes[i] >= 0, "fork");
        if (peer->processes[i] == 0) {
            serve(listener, peer, &cert);
        }
    }
    close(listener);
    forge_der_free(&cert);
}

void
peer_stop(struct peer *peer)
{
    for (unsigned i = 0; i < peer->count; i++) {
        kill(peer->processes[i], SIGKILL);
        waitpid(peer->processes[i], NULL, 0);
    }
    forge_der_free(&peer->root_der);
    forge_party_free(&peer->root);
    forge_party_free(&peer->server);
}
