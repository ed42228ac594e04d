/*
 * A client over GnuTLS: gnutls-client ROOTS HOST IPV4-ADDRESS PORT
 * Exit: 0 trusted, and a request was sent; 1 otherwise, with the reason.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vmstrust/gnutls.h>
#include <vmstrust/vmstrust.h>

struct connection { /* what its server is judged by, and what came of it */
    vmstrust_store *store;
    vmstrust_policy *policy;
    const char *host;
    vmstrust_error *error;
};

static int
judge(gnutls_session_t tls) /* in the handshake */
{
    struct connection *to = gnutls_session_get_ptr(tls);
    int code = vmstrust_gnutls_verify(tls, to->store, to->policy, to->host,
                                      NULL, &to->error);
    return code == VMSTRUST_OK ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

int
main(int argc, char **argv)
{
    struct connection to = {.host = argc == 5 ? argv[2] : ""};
    struct sockaddr_in place = {.sin_family = AF_INET};
    gnutls_certificate_credentials_t credentials;
    gnutls_session_t tls;
    const char *get = "GET / HTTP/1.0\r\n\r\n";
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_certificate_set_verify_function(credentials, judge);
    gnutls_init(&tls, GNUTLS_CLIENT);
    gnutls_set_default_priority(tls);
    gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_session_set_ptr(tls, &to);
    gnutls_server_name_set(tls, GNUTLS_NAME_DNS, to.host, strlen(to.host));
    gnutls_transport_set_int(tls, fd);
    place.sin_port = htons((uint16_t)atoi(argc == 5 ? argv[4] : "0"));
    bool sent =
        argc == 5 && inet_pton(AF_INET, argv[3], &place.sin_addr) == 1 &&
        !vmstrust_store_load(argv[1], &to.store, &to.error) &&
        !vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &to.policy, &to.error) &&
        connect(fd, (struct sockaddr *)&place, sizeof place) == 0 &&
        gnutls_handshake(tls) == 0 && gnutls_record_send(tls, get, 18) > 0 &&
        gnutls_bye(tls, GNUTLS_SHUT_WR) == 0;
    printf("%s\n%s\n", sent ? "trusted" : "not connected",
           vmstrust_error_get_text(to.error));
    gnutls_deinit(tls);
    gnutls_certificate_free_credentials(credentials);
    vmstrust_policy_free(to.policy);
    vmstrust_store_free(to.store);
    vmstrust_error_free(to.error);
    return sent ? 0 : 1;
}
