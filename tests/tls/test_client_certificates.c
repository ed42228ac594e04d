/*
 * A server that judges its clients, with both adapters: the role tls-client
 * takes no host. A client in a thread presents a certificate of a CA that is
 * trusted, of one that is not, a server's certificate, or none; or wants to be
 * let in again without being judged.
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/ssl.h>
#include <vmstrust/gnutls.h>
#include <vmstrust/openssl.h>
#include <vmstrust/vmstrust.h>

#include "../verdict/forge.h"

enum presented { GOOD, OTHER_CA, NOT_FOR_CLIENTS, NONE };

static struct {
    struct forge_party root, other, server, client;
    struct forge_der root_der, server_der, client_ders[NONE];
    vmstrust_store *store;
    vmstrust_policy *policy;
} world;

static int
make_world(void **state)
{
    vmstrust_cert *root = NULL;

    (void)state;
    world.root = forge_party_new(FORGE_P256, "Root");
    world.other = forge_party_new(FORGE_P256, "Other");
    world.server = forge_party_new(FORGE_P256, "Server");
    world.client = forge_party_new(FORGE_P256, "Client");
    world.root_der = forge_authority(&world.root, &world.root);
    world.server_der = forge_server(&world.server, &world.root, "a.example");
    world.client_ders[GOOD] = forge_client(&world.client, &world.root);
    world.client_ders[OTHER_CA] = forge_client(&world.client, &world.other);
    world.client_ders[NOT_FOR_CLIENTS] =
        forge_server(&world.client, &world.root, "b.example");
    assert_int_equal(vmstrust_cert_parse(world.root_der.data,
                                         world.root_der.size, &root, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_store_new(&world.store, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_store_add_cert(world.store, root, NULL),
                     VMSTRUST_OK);
    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_CLIENT, &world.policy, NULL),
        VMSTRUST_OK);
    vmstrust_cert_free(root);
    return 0;
}

static int
free_world(void **state)
{
    (void)state;
    vmstrust_policy_free(world.policy);
    vmstrust_store_free(world.store);
    for (int i = 0; i < NONE; i++) {
        forge_der_free(&world.client_ders[i]);
    }
    forge_der_free(&world.server_der);
    forge_der_free(&world.root_der);
    forge_party_free(&world.client);
    forge_party_free(&world.server);
    forge_party_free(&world.other);
    forge_party_free(&world.root);
    return 0;
}

static gnutls_certificate_credentials_t
credentials_of(const struct forge_der *der, const struct forge_party *party)
{
    gnutls_certificate_credentials_t made;
    gnutls_datum_t data;
    gnutls_x509_crt_t cert;

    gnutls_certificate_allocate_credentials(&made);
    if (der != NULL) {
        data.data = der->data;
        data.size = (unsigned)der->size;
        gnutls_x509_crt_init(&cert);
        gnutls_x509_crt_import(cert, &data, GNUTLS_X509_FMT_DER);
        gnutls_certificate_set_x509_key(made, &cert, 1, party->key);
        gnutls_x509_crt_deinit(cert);
    }
    return made;
}

/* --- The client, in its thread ---------------------------------------------*/

struct client {
    pthread_t thread;
    int fd;
    enum presented presented;
    const char *priorities;  /* NULL: the usual ones */
    gnutls_datum_t *session; /* is resumed and then replaced; may be NULL */
};

/* The session of this connection for the next one, if there is one. */
static void
keep_session(gnutls_session_t tls, gnutls_datum_t *session)
{
    gnutls_free(session->data);
    *session = (gnutls_datum_t){NULL, 0};
    gnutls_session_get_data2(tls, session);
}

static void *
be_client(void *argument)
{
    struct client *client = argument;
    const struct forge_der *der = client->presented == NONE
                                      ? NULL
                                      : &world.client_ders[client->presented];
    gnutls_certificate_credentials_t credentials =
        credentials_of(der, &world.client);
    gnutls_session_t tls;
    char byte;

    gnutls_init(&tls, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL);
    gnutls_set_default_priority(tls);
    if (client->priorities != NULL) {
        gnutls_priority_set_direct(tls, client->priorities, NULL);
    }
    gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(tls, client->fd);
    if (client->session != NULL && client->session->size > 0) {
        gnutls_session_set_data(tls, client->session->data,
                                client->session->size);
    }
    if (gnutls_handshake(tls) == 0) { /* in TLS 1.3 before it is judged */
        ssize_t got;

        do { /* again: it was a ticket */
            got = gnutls_record_recv(tls, &byte, 1);
        } while (got == GNUTLS_E_AGAIN);
        if (got == 1 && client->session != NULL) {
            keep_session(tls, client->session);
        }
    }
    gnutls_deinit(tls);
    gnutls_certificate_free_credentials(credentials);
    close(client->fd);
    return NULL;
}

/* Returns the server's end of a connection with a client. */
static int
start_client(struct client *client)
{
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    client->fd = ends[1];
    assert_int_equal(pthread_create(&client->thread, NULL, be_client, client),
                     0);
    return ends[0];
}

/* --- The servers -----------------------------------------------------------*/

static int judged; /* what the verify function of GnuTLS said */

static int
judge(gnutls_session_t tls)
{
    judged = vmstrust_gnutls_verify(tls, world.store, world.policy, NULL, NULL,
                                    NULL);
    return judged == VMSTRUST_OK ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

static int
serve_gnutls(enum presented presented)
{
    gnutls_certificate_credentials_t credentials =
        credentials_of(&world.server_der, &world.server);
    struct client client = {.presented = presented};
    int fd = start_client(&client);
    gnutls_session_t tls;
    int outcome;

    judged = VMSTRUST_E_NOT_FOUND; /* without a certificate it is not called */
    gnutls_certificate_set_verify_function(credentials, judge);
    gnutls_init(&tls, GNUTLS_SERVER | GNUTLS_NO_SIGNAL);
    gnutls_set_default_priority(tls);
    gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_certificate_server_set_request(tls, GNUTLS_CERT_REQUIRE);
    gnutls_transport_set_int(tls, fd);
    outcome = gnutls_handshake(tls);
    assert_int_equal(outcome == 0, judged == VMSTRUST_OK);
    gnutls_deinit(tls);
    close(fd);
    pthread_join(client.thread, NULL);
    gnutls_certificate_free_credentials(credentials);
    return judged;
}

static SSL_CTX *
make_openssl_server(struct vmstrust_openssl_context *context)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    gnutls_datum_t der;
    const unsigned char *at;
    EVP_PKEY *key;

    assert_int_equal(gnutls_x509_privkey_export2(world.server.key,
                                                 GNUTLS_X509_FMT_DER, &der),
                     0);
    at = der.data;
    key = d2i_AutoPrivateKey(NULL, &at, (long)der.size);
    gnutls_free(der.data);
    assert_int_equal(SSL_CTX_use_certificate_ASN1(tls,
                                                  (int)world.server_der.size,
                                                  world.server_der.data),
                     1);
    assert_int_equal(SSL_CTX_use_PrivateKey(tls, key), 1);
    EVP_PKEY_free(key);
    vmstrust_openssl_use(tls, context);
    return tls;
}

/* Was the client let in? */
static bool
accept_with_openssl(SSL_CTX *tls, struct client *client)
{
    SSL *ssl = SSL_new(tls);
    int fd = start_client(client);
    bool is_accepted;

    SSL_set_fd(ssl, fd);
    is_accepted = SSL_accept(ssl) == 1;
    if (is_accepted) {
        SSL_write(ssl, "x", 1);
    }
    SSL_free(ssl);
    close(fd);
    pthread_join(client->thread, NULL);
    return is_accepted;
}

static int
serve_openssl(enum presented presented)
{
    struct vmstrust_openssl_context context = {world.store, world.policy, NULL,
                                               NULL, NULL};
    SSL_CTX *tls = make_openssl_server(&context);
    struct client client = {.presented = presented};
    bool is_accepted = accept_with_openssl(tls, &client);
    int code;

    assert_int_equal(is_accepted, vmstrust_report_is_trusted(context.report));
    code = context.report == NULL ? VMSTRUST_E_NOT_FOUND
                                  : (int)vmstrust_error_get_code(context.error);
    vmstrust_openssl_clear(&context);
    SSL_CTX_free(tls);
    return code;
}

static void
test_server(void **state)
{
    int (*serve)(enum presented) = *(int (**)(enum presented)) * state;

    assert_int_equal(serve(GOOD), VMSTRUST_OK);
    assert_int_equal(serve(OTHER_CA), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(serve(NOT_FOR_CLIENTS), VMSTRUST_E_UNTRUSTED);
    assert_int_equal(serve(NONE), VMSTRUST_E_NOT_FOUND);
}

/* Trusted once is not trusted for ever: OpenSSL judges nobody whom it resumes,
 * and a server that takes clients' certificates has a session id context. */
static void
test_nobody_is_let_in_again_unjudged(void **state)
{
    struct vmstrust_openssl_context context = {world.store, world.policy, NULL,
                                               NULL, NULL};
    SSL_CTX *tls = make_openssl_server(&context);
    gnutls_datum_t session = {NULL, 0};
    struct client client = {
        .presented = GOOD, .priorities = *state, .session = &session};
    vmstrust_store *nobody = NULL;

    assert_int_equal(vmstrust_store_new(&nobody, NULL), VMSTRUST_OK);
    assert_int_equal(
        SSL_CTX_set_session_id_context(tls, (const unsigned char *)"x", 1), 1);
    assert_true(accept_with_openssl(tls, &client));
    assert_true(accept_with_openssl(tls, &client));
    vmstrust_openssl_clear(&context);
    context.store = nobody;
    assert_false(accept_with_openssl(tls, &client));
    assert_int_equal(vmstrust_error_get_code(context.error),
                     VMSTRUST_E_UNTRUSTED);
    vmstrust_openssl_clear(&context);
    vmstrust_store_free(nobody);
    gnutls_free(session.data);
    SSL_CTX_free(tls);
}

int
main(void)
{
    static char tls12[] = "NORMAL:-VERS-ALL:+VERS-TLS1.2";
    static char tls13[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
    static int (*with_gnutls)(enum presented) = serve_gnutls;
    static int (*with_openssl)(enum presented) = serve_openssl;
    const struct CMUnitTest tests[] = {
        {"a server over GnuTLS", test_server, NULL, NULL, &with_gnutls},
        {"a server over OpenSSL", test_server, NULL, NULL, &with_openssl},
        {"resumption in TLS 1.2", test_nobody_is_let_in_again_unjudged, NULL,
         NULL, tls12},
        {"resumption in TLS 1.3", test_nobody_is_let_in_again_unjudged, NULL,
         NULL, tls13},
    };

    (void)signal(SIGPIPE, SIG_IGN); /* a refused client hangs up */
    return cmocka_run_group_tests_name("client certificates", tests, make_world,
                                       free_world);
}
