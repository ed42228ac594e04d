/*
 * Connects twice with GnuTLS, the second time by resuming the first session:
 * what it carries is judged again, with the roots that are trusted then.
 *
 *     resume-gnutls ROOTS HOST PORT
 *
 * A helper of test-adapters. Exit 0: everything was as it must be.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vmstrust/gnutls.h>
#include <vmstrust/vmstrust.h>

#define CHECK(claim)                                                           \
    do {                                                                       \
        if (!(claim)) {                                                        \
            printf("line %d: not true: %s\n", __LINE__, #claim);               \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

struct client {
    vmstrust_store *store;
    vmstrust_policy *policy;
    const char *host;
    int port;
    unsigned judged; /* how often GnuTLS called the verify function */
    bool is_resumed;
    gnutls_datum_t kept; /* the session */
};

static int
judge(gnutls_session_t tls)
{
    struct client *client = gnutls_session_get_ptr(tls);

    client->judged++;
    if (vmstrust_gnutls_verify(tls, client->store, client->policy, client->host,
                               NULL, NULL) != VMSTRUST_OK) {
        return GNUTLS_E_CERTIFICATE_ERROR;
    }
    return 0;
}

static int
dial(int port)
{
    struct sockaddr_in place = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    place.sin_port = htons((uint16_t)port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    CHECK(connect(fd, (struct sockaddr *)&place, sizeof place) == 0);
    return fd;
}

/* Reads to the end: the tickets of TLS 1.3 come with the data. */
static void
talk(gnutls_session_t tls)
{
    static const char request[] = "GET / HTTP/1.0\r\n\r\n";
    char answer[4096];
    ssize_t size = GNUTLS_E_AGAIN;

    CHECK(gnutls_record_send(tls, request, sizeof request - 1) > 0);
    while (size > 0 || size == GNUTLS_E_AGAIN) { /* again: it was a ticket */
        size = gnutls_record_recv(tls, answer, sizeof answer);
    }
}

/* Returns what vmstrust_gnutls_verify() says after the handshake. */
static int
visit(struct client *client, gnutls_certificate_credentials_t credentials)
{
    gnutls_session_t tls;
    int fd = dial(client->port);
    int code;

    CHECK(gnutls_init(&tls, GNUTLS_CLIENT) == 0);
    gnutls_set_default_priority(tls);
    gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_session_set_ptr(tls, client);
    gnutls_transport_set_int(tls, fd);
    gnutls_handshake_set_timeout(tls, 10000);
    if (client->kept.size > 0) {
        gnutls_session_set_data(tls, client->kept.data, client->kept.size);
        gnutls_free(client->kept.data);
        client->kept.size = 0;
    }
    CHECK(gnutls_handshake(tls) == 0);
    client->is_resumed = gnutls_session_is_resumed(tls) != 0;
    code = vmstrust_gnutls_verify(tls, client->store, client->policy,
                                  client->host, NULL, NULL);
    if (code == VMSTRUST_OK) {
        talk(tls);
        CHECK(gnutls_session_get_data2(tls, &client->kept) == 0);
    }
    gnutls_deinit(tls);
    close(fd);
    return code;
}

static void
check_without_peer(struct client *client)
{
    vmstrust_report *report = (vmstrust_report *)client;
    vmstrust_error *error = NULL;
    gnutls_session_t tls;

    CHECK(vmstrust_gnutls_verify(NULL, client->store, client->policy,
                                 client->host, &report,
                                 &error) == VMSTRUST_E_ARGUMENT);
    CHECK(report == NULL && error != NULL);
    vmstrust_error_free(error);
    CHECK(gnutls_init(&tls, GNUTLS_CLIENT) == 0);
    CHECK(vmstrust_gnutls_verify(tls, client->store, client->policy,
                                 client->host, &report,
                                 &error) == VMSTRUST_E_NOT_FOUND);
    CHECK(report == NULL && error != NULL);
    vmstrust_error_free(error);
    gnutls_deinit(tls);
}

static void
forget_roots(struct client *client, const char *file)
{
    vmstrust_chain *roots = NULL;

    CHECK(vmstrust_chain_load(file, &roots, NULL) == VMSTRUST_OK);
    for (size_t i = 0; i < vmstrust_chain_get_count(roots); i++) {
        CHECK(vmstrust_store_remove_cert(client->store,
                                         vmstrust_chain_get_cert(roots, i),
                                         NULL) == VMSTRUST_OK);
    }
    vmstrust_chain_free(roots);
}

int
main(int argc, char **argv)
{
    struct client client = {.host = argv[2]};
    gnutls_certificate_credentials_t credentials;

    CHECK(argc == 4);
    client.port = atoi(argv[3]);
    CHECK(vmstrust_store_load(argv[1], &client.store, NULL) == VMSTRUST_OK);
    CHECK(vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &client.policy,
                              NULL) == VMSTRUST_OK);
    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_certificate_set_verify_function(credentials, judge);

    check_without_peer(&client);
    CHECK(visit(&client, credentials) == VMSTRUST_OK);
    CHECK(client.judged == 1 && !client.is_resumed);
    CHECK(visit(&client, credentials) == VMSTRUST_OK);
    CHECK(client.judged == 1 && client.is_resumed);
    forget_roots(&client, argv[1]);
    CHECK(visit(&client, credentials) == VMSTRUST_E_UNTRUSTED);
    CHECK(client.is_resumed);

    gnutls_certificate_free_credentials(credentials);
    vmstrust_policy_free(client.policy);
    vmstrust_store_free(client.store);
    return 0;
}
