/*
 * Identities, PKCS#12 files and requests through the public calls: one life
 * from the key to the PFX, and NULL for every pointer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/identity.h>
#include <vmstrust/request.h>

static const char *
path_of(const char *name)
{
    static char paths[2][4096];
    static size_t turn;
    const char *top = getenv("top_srcdir");
    char *path = paths[turn++ % 2];

    snprintf(path, sizeof paths[0], "%s/tests/%s", top == NULL ? "." : top,
             name);
    return path;
}

/* The code, which is also the error's. */
static int
code_of(int code, vmstrust_error *error)
{
    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    if (error != NULL) {
        assert_int_equal(vmstrust_error_get_code(error), code);
        assert_string_not_equal(vmstrust_error_get_text(error), "");
    }
    vmstrust_error_free(error);
    return code;
}

static vmstrust_bytes *
write_request(const vmstrust_identity *identity)
{
    vmstrust_draft *draft = NULL;
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;

    assert_int_equal(
        vmstrust_draft_new(VMSTRUST_ROLE_RECORDING_SERVER, &draft, &error),
        VMSTRUST_OK);
    assert_int_equal(vmstrust_draft_add_subject(draft, "O", "Harbour", &error),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_draft_add_host(draft, "rec01.site.local", &error),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_draft_add_host(draft, "10.0.0.5", &error),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_draft_write(draft, identity, &pem, &error),
                     VMSTRUST_OK);
    vmstrust_draft_free(draft);
    return pem;
}

static void
from_key_to_request(void **state)
{
    vmstrust_identity *identity = NULL;
    vmstrust_request *request = NULL;
    vmstrust_bytes *pem = NULL;
    vmstrust_bytes *text = NULL;
    size_t size;

    (void)state;
    assert_int_equal(vmstrust_identity_make("p256", &identity, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_identity_get_cert_count(identity), 0);
    assert_null(vmstrust_identity_get_cert(identity, 0));
    assert_false(vmstrust_identity_key_matches(identity));
    assert_false(vmstrust_identity_key_is_in_token(identity));
    pem = write_request(identity);
    assert_int_equal(vmstrust_request_parse(vmstrust_bytes_get_data(pem),
                                            vmstrust_bytes_get_size(pem),
                                            &request, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_request_get_dns_name_count(request), 1);
    assert_memory_equal(vmstrust_request_get_dns_name(request, 0, &size),
                        "rec01.site.local", 16);
    assert_int_equal(size, 16);
    assert_null(vmstrust_request_get_dns_name(request, 1, &size));
    assert_int_equal(vmstrust_request_get_ip_address_count(request), 1);
    assert_memory_equal(vmstrust_request_get_ip_address(request, 0, &size),
                        "\x0a\0\0\x05", 4);
    assert_int_equal(vmstrust_request_write_subject(request, &text, NULL),
                     VMSTRUST_OK);
    assert_string_equal((const char *)vmstrust_bytes_get_data(text),
                        "O=Harbour");
    vmstrust_bytes_free(text);
    vmstrust_bytes_free(pem);
    vmstrust_request_free(request);
    vmstrust_identity_free(identity);
}

static vmstrust_identity *
load(void)
{
    vmstrust_identity *identity = NULL;

    assert_int_equal(
        vmstrust_identity_load(path_of("identity/data/chain.pem"),
                               path_of("crypto/keys/forms/ec-aes256.pem"),
                               "rec01", 5, &identity, NULL),
        VMSTRUST_OK);
    return identity;
}

static void
must_be_imported(const vmstrust_bytes *pfx)
{
    const void *data = vmstrust_bytes_get_data(pfx);
    size_t size = vmstrust_bytes_get_size(pfx);
    vmstrust_identity *again = NULL;
    vmstrust_bytes *text = NULL;

    assert_int_equal(
        vmstrust_identity_parse(data, size, "rec01", 5, &again, NULL),
        VMSTRUST_OK);
    assert_true(vmstrust_identity_key_matches(again));
    vmstrust_identity_free(again);
    assert_int_equal(vmstrust_pfx_check_target(
                         data, size, VMSTRUST_TARGET_WINDOWS_2016, &text, NULL),
                     VMSTRUST_OK);
    assert_int_equal(vmstrust_bytes_get_size(text), 0);
    vmstrust_bytes_free(text);
    assert_int_equal(vmstrust_pfx_write_text(data, size, &text, NULL),
                     VMSTRUST_OK);
    assert_non_null(strstr((const char *)vmstrust_bytes_get_data(text),
                           "3DES with SHA-1, 100000 iterations"));
    vmstrust_bytes_free(text);
    assert_int_equal(vmstrust_pfx_write_json(data, size, &text, NULL),
                     VMSTRUST_OK);
    assert_non_null(strstr((const char *)vmstrust_bytes_get_data(text),
                           "\"schema\": \"vmstrust-pfx-1\""));
    vmstrust_bytes_free(text);
}

typedef int writer(const vmstrust_identity *identity, vmstrust_bytes **bytes,
                   vmstrust_error **error);

static void
from_files_to_files(void **state)
{
    static writer *const writers[] = {vmstrust_identity_write_chain,
                                      vmstrust_identity_write_pkcs7};
    vmstrust_identity *identity = load();
    vmstrust_bytes *bytes = NULL;

    (void)state;
    assert_int_equal(vmstrust_identity_get_cert_count(identity), 2);
    assert_non_null(vmstrust_identity_get_cert(identity, 1));
    assert_int_equal(vmstrust_identity_prove(identity, NULL), VMSTRUST_OK);
    assert_int_equal(vmstrust_identity_write_pfx(identity,
                                                 VMSTRUST_TARGET_WINDOWS_2016,
                                                 "rec01", 5, &bytes, NULL),
                     VMSTRUST_OK);
    must_be_imported(bytes);
    vmstrust_bytes_free(bytes);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(writers[i](identity, &bytes, NULL), VMSTRUST_OK);
        assert_int_not_equal(vmstrust_bytes_get_size(bytes), 0);
        vmstrust_bytes_free(bytes);
    }
    assert_int_equal(
        vmstrust_identity_write_key(identity, NULL, 0, &bytes, NULL),
        VMSTRUST_OK);
    vmstrust_bytes_free(bytes);
    vmstrust_identity_free(identity);
}

static void
mistakes_are_told(void **state)
{
    vmstrust_identity *identity = load();
    vmstrust_identity *other = identity;
    vmstrust_bytes *bytes = NULL;
    vmstrust_error *error = NULL;
    int code;

    (void)state;
    code = vmstrust_identity_make("rsa3071", &other, &error);
    assert_null(other);
    assert_non_null(strstr(vmstrust_error_get_text(error), "rsa3072"));
    assert_int_equal(code_of(code, error), VMSTRUST_E_NOT_FOUND);
    code = vmstrust_identity_load(path_of("identity/data/aes.pfx"), NULL, "x",
                                  1, &other, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_PASSPHRASE);
    code = vmstrust_identity_write_pfx(identity, VMSTRUST_TARGET_IOS, "x", 1,
                                       &bytes, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_NOT_FOUND);
    code = vmstrust_pfx_check_target("", 0, VMSTRUST_TARGET_IOS, &bytes,
                                     &error); /* before the bytes */
    assert_int_equal(code_of(code, error), VMSTRUST_E_NOT_FOUND);
    code = vmstrust_identity_write_pfx(identity, VMSTRUST_TARGET_WINDOWS, NULL,
                                       0, &bytes, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_ARGUMENT);
    code = vmstrust_identity_write_key(identity, "a\0b", 3, &bytes, &error);
    assert_int_equal(code_of(code, error), VMSTRUST_E_ARGUMENT);
    assert_null(bytes);
    vmstrust_identity_free(identity);
}

static void
null_is_an_argument(void **state)
{
    const int wrong = VMSTRUST_E_ARGUMENT;
    vmstrust_identity *identity = NULL;
    vmstrust_request *request = NULL;
    vmstrust_draft *draft = NULL;
    vmstrust_bytes *bytes = NULL;

    (void)state;
    assert_int_equal(vmstrust_passphrase_load(NULL, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_passphrase_load("x", NULL, NULL), wrong);
    assert_int_equal(vmstrust_identity_make(NULL, &identity, NULL), wrong);
    assert_int_equal(vmstrust_identity_make("p256", NULL, NULL), wrong);
    assert_int_equal(vmstrust_identity_parse(NULL, 1, NULL, 0, &identity, NULL),
                     wrong);
    assert_int_equal(vmstrust_identity_parse("", 0, NULL, 0, NULL, NULL),
                     wrong);
    assert_int_equal(
        vmstrust_identity_load(NULL, NULL, NULL, 0, &identity, NULL), wrong);
    assert_int_equal(vmstrust_identity_load("x", "y", NULL, 1, &identity, NULL),
                     wrong);
    assert_int_equal(vmstrust_identity_load("x", "y", NULL, 0, NULL, NULL),
                     wrong);
    assert_int_equal(vmstrust_identity_prove(NULL, NULL), wrong);
    assert_int_equal(vmstrust_identity_write_chain(NULL, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_identity_write_pkcs7(NULL, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_identity_write_key(NULL, NULL, 0, &bytes, NULL),
                     wrong);
    assert_int_equal(vmstrust_identity_write_pfx(NULL, VMSTRUST_TARGET_WINDOWS,
                                                 "x", 1, &bytes, NULL),
                     wrong);
    assert_int_equal(vmstrust_pfx_write_text(NULL, 0, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_pfx_write_json("", 0, NULL, NULL), wrong);
    assert_int_equal(
        vmstrust_pfx_check_target("", 0, VMSTRUST_TARGET_WINDOWS, NULL, NULL),
        wrong);
    assert_int_equal(vmstrust_draft_new(VMSTRUST_ROLE_AUTHORITY, &draft, NULL),
                     wrong);
    assert_int_equal(
        vmstrust_draft_new(VMSTRUST_ROLE_RECORDING_SERVER, NULL, NULL), wrong);
    assert_int_equal(vmstrust_draft_add_subject(NULL, "O", "x", NULL), wrong);
    assert_int_equal(vmstrust_draft_add_host(NULL, "rec01", NULL), wrong);
    assert_int_equal(vmstrust_draft_write(NULL, NULL, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_request_parse(NULL, 1, &request, NULL), wrong);
    assert_int_equal(vmstrust_request_write_subject(NULL, &bytes, NULL), wrong);
    assert_int_equal(vmstrust_request_get_dns_name_count(NULL), 0);
    assert_int_equal(vmstrust_request_get_ip_address_count(NULL), 0);
    assert_int_equal(vmstrust_identity_get_cert_count(NULL), 0);
    assert_false(vmstrust_identity_key_matches(NULL));
    assert_false(vmstrust_identity_key_is_in_token(NULL));
    vmstrust_identity_free(NULL);
    vmstrust_request_free(NULL);
    vmstrust_draft_free(NULL);
    assert_null(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_key_to_request),
        cmocka_unit_test(from_files_to_files),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(null_is_an_argument),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
