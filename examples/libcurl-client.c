/*
 * A client over libcurl, where that is built on OpenSSL.
 *
 *     libcurl-client ROOTS HOST URL HOST:PORT:ADDRESS
 *
 * HOST is the name of the recording server and of its URL; the last argument
 * says where to find it. Exit: 0 trusted and answered; 1 otherwise, and why.
 */
#include <curl/curl.h>
#include <stdio.h>
#include <vmstrust/openssl.h>
#include <vmstrust/vmstrust.h>

static CURLcode
use_vmstrust(CURL *curl, void *tls, void *to)
{
    (void)curl;
    vmstrust_openssl_use(tls, to);
    return CURLE_OK;
}

/* No redirects: the next host would be judged by this one's name. */
static CURLcode
get(char **argv, struct vmstrust_openssl_context *to)
{
    CURL *curl = curl_easy_init();
    struct curl_slist *places = curl_slist_append(NULL, argv[4]);
    CURLcode got;

    curl_easy_setopt(curl, CURLOPT_URL, argv[3]);
    curl_easy_setopt(curl, CURLOPT_RESOLVE, places);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, use_vmstrust);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, to);
    curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    got = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    curl_slist_free_all(places);
    return got;
}

int
main(int argc, char **argv)
{
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    vmstrust_error *error = NULL;
    CURLcode got = CURLE_FAILED_INIT;

    if (argc == 5 && !vmstrust_store_load(argv[1], &store, &error) &&
        !vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, &error)) {
        struct vmstrust_openssl_context to = {store, policy, argv[2], 0, 0};
        got = get(argv, &to);
        fprintf(stderr, "%s\n", vmstrust_error_get_text(to.error));
        vmstrust_openssl_clear(&to);
    }
    printf("%s\n%s\n", curl_easy_strerror(got), vmstrust_error_get_text(error));
    vmstrust_error_free(error);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return got == CURLE_OK ? 0 : 1;
}
