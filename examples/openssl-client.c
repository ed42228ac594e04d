/*
 * A client over OpenSSL that trusts a recording server by libvmstrust.
 *
 *     openssl-client ROOTS HOST ADDRESS:PORT
 *
 * HOST is the name that the certificate must carry. Exit: 0 trusted, and a
 * request was answered; 1 otherwise, with the reason.
 */
#include <stdio.h>
#include <vmstrust/openssl.h>
#include <vmstrust/vmstrust.h>

static const char request[] = "GET / HTTP/1.0\r\n\r\n";

/* Sends the request only after a handshake in which the server was trusted. */
static bool
talk(SSL_CTX *tls, const char *host, const char *address)
{
    BIO *server = BIO_new_ssl_connect(tls);
    SSL *ssl = NULL;
    char answer[512];
    bool answered;

    BIO_get_ssl(server, &ssl);
    SSL_set_tlsext_host_name(ssl, host);
    BIO_set_conn_hostname(server, address);
    answered = BIO_do_handshake(server) == 1 &&
               BIO_write(server, request, sizeof request - 1) > 0 &&
               BIO_read(server, answer, sizeof answer) > 0;
    BIO_free_all(server);
    return answered;
}

int
main(int argc, char **argv)
{
    vmstrust_error *error = NULL;
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
    bool answered = false;

    if (argc == 4 && !vmstrust_store_load(argv[1], &store, &error) &&
        !vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, &error)) {
        struct vmstrust_openssl_context to = {store, policy, argv[2], 0, 0};
        vmstrust_openssl_use(tls, &to);
        answered = talk(tls, argv[2], argv[3]);
        fprintf(stderr, "%s\n", vmstrust_error_get_text(to.error));
        vmstrust_openssl_clear(&to);
    }
    printf("%s\n%s\n", answered ? "trusted" : "not connected",
           vmstrust_error_get_text(error));
    SSL_CTX_free(tls);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    vmstrust_error_free(error);
    return answered ? 0 : 1;
}
