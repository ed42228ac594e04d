/*
 * Connects with OpenSSL: what a refusal looks like from there, that no session
 * is kept unasked, and that a session which the program kept is judged again
 * when it is resumed, with the roots that are trusted then.
 *
 *     resume-openssl ROOTS HOST PORT
 *
 * A helper of test-adapters. Exit 0: everything was as it must be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <vmstrust/openssl.h>
#include <vmstrust/vmstrust.h>

#define CHECK(claim)                                                           \
    do {                                                                       \
        if (!(claim)) {                                                        \
            printf("line %d: not true: %s\n", __LINE__, #claim);               \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

struct visit {
    bool is_connected;
    bool is_resumed;
    long result; /* SSL_get_verify_result */
    int code;    /* vmstrust_openssl_check_resumed */
};

static char place[64];

/* Reads to the end: the tickets of TLS 1.3 come with the data. */
static void
talk(BIO *server)
{
    static const char request[] = "GET / HTTP/1.0\r\n\r\n";
    char answer[4096];

    CHECK(BIO_write(server, request, sizeof request - 1) > 0);
    while (BIO_read(server, answer, sizeof answer) > 0) {
    }
}

/* *session, if there is one, is resumed; afterwards it is the one in use. */
static struct visit
visit(SSL_CTX *tls, struct vmstrust_openssl_context *to, SSL_SESSION **session)
{
    BIO *server = BIO_new_ssl_connect(tls);
    struct visit made = {.code = VMSTRUST_E_CANCELLED};
    SSL *ssl = NULL;

    BIO_get_ssl(server, &ssl);
    BIO_set_conn_hostname(server, place);
    SSL_set_app_data(ssl, to);
    if (*session != NULL) {
        CHECK(SSL_set_session(ssl, *session) == 1);
        SSL_SESSION_free(*session);
        *session = NULL;
    }
    made.is_connected = BIO_do_handshake(server) == 1;
    made.result = SSL_get_verify_result(ssl);
    if (made.is_connected) {
        made.is_resumed = SSL_session_reused(ssl) != 0;
        made.code = vmstrust_openssl_check_resumed(ssl, to);
        made.result = SSL_get_verify_result(ssl);
        talk(server);
        *session = SSL_get1_session(ssl);
    }
    ERR_clear_error();
    BIO_free_all(server);
    return made;
}

/* A session as a file keeps it: with the peer's own certificate alone. */
static SSL_SESSION *
through_a_file(SSL_SESSION *session)
{
    unsigned char *der = NULL;
    int size = i2d_SSL_SESSION(session, &der);
    const unsigned char *in = der;
    SSL_SESSION *read;

    CHECK(size > 0);
    read = d2i_SSL_SESSION(NULL, &in, size);
    CHECK(read != NULL);
    OPENSSL_free(der);
    SSL_SESSION_free(session);
    return read;
}

static void
forget_roots(vmstrust_store *store, const char *file)
{
    vmstrust_chain *roots = NULL;

    CHECK(vmstrust_chain_load(file, &roots, NULL) == VMSTRUST_OK);
    for (size_t i = 0; i < vmstrust_chain_get_count(roots); i++) {
        CHECK(vmstrust_store_remove_cert(store,
                                         vmstrust_chain_get_cert(roots, i),
                                         NULL) == VMSTRUST_OK);
    }
    vmstrust_chain_free(roots);
}

static void
check_refusals(SSL_CTX *tls, struct vmstrust_openssl_context *to)
{
    const char *host = to->host;
    SSL_SESSION *session = NULL;
    struct visit made;

    to->host = "another.harbour.local";
    made = visit(tls, to, &session);
    CHECK(!made.is_connected);
    CHECK(made.result == X509_V_ERR_HOSTNAME_MISMATCH);
    CHECK(to->report != NULL && to->error != NULL);

    to->host = NULL; /* no answer, so no connection */
    made = visit(tls, to, &session);
    CHECK(!made.is_connected);
    CHECK(made.result == X509_V_ERR_APPLICATION_VERIFICATION);
    CHECK(to->report == NULL && to->error != NULL);
    to->host = host;
}

static void
check_resumption(SSL_CTX *tls, struct vmstrust_openssl_context *to,
                 vmstrust_store *store, const char *roots)
{
    SSL_SESSION *session = NULL;
    struct visit made = visit(tls, to, &session);

    CHECK(made.is_connected && !made.is_resumed);
    CHECK(made.code == VMSTRUST_OK && made.result == X509_V_OK);
    CHECK(SSL_CTX_sess_number(tls) == 0);
    made = visit(tls, to, &session);
    CHECK(made.is_resumed && made.code == VMSTRUST_OK);
    session = through_a_file(session);
    made = visit(tls, to, &session);
    CHECK(made.is_resumed && made.code == VMSTRUST_OK);

    forget_roots(store, roots);
    made = visit(tls, to, &session);
    CHECK(made.is_resumed && made.code == VMSTRUST_E_UNTRUSTED);
    CHECK(made.result == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    SSL_SESSION_free(session);
}

int
main(int argc, char **argv)
{
    struct vmstrust_openssl_context to = {0};
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());

    CHECK(argc == 4);
    snprintf(place, sizeof place, "127.0.0.1:%s", argv[3]);
    CHECK(vmstrust_store_load(argv[1], &store, NULL) == VMSTRUST_OK);
    CHECK(vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, NULL) ==
          VMSTRUST_OK);
    to.store = store;
    to.policy = policy;
    to.host = argv[2];
    vmstrust_openssl_use(tls, NULL); /* each connection names its own */

    check_refusals(tls, &to);
    check_resumption(tls, &to, store, argv[1]);

    vmstrust_openssl_clear(&to);
    SSL_CTX_free(tls);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return 0;
}
