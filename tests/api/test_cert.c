/*
 * Certificates through the public calls: parse, the readers, text and JSON,
 * and NULL for every pointer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <vmstrust/cert.h>

#include "../cert/make.h"
#include "../der/ascii.h"

#define SERVER                                                                 \
    WITH(CRITICAL(USAGE, "03{ 05 a0 }")                                        \
             EXTENSION(PURPOSE, "30{ 06{2b06010505070301} 06{2a0304} }")       \
                 EXTENSION(SAN, "30{ 82{'rec01'} 87{0a000001} 82{} "           \
                                "82{'rec01.site.local' 1b} "                   \
                                "87{20010db8000000000000000000000001} "        \
                                "81{'a@b'} }") CRITICAL(UNKNOWN, "05{}")       \
                     EXTENSION(AIA, "30{ 30{ 06{2b06010505073002} "            \
                                    "86{'http://ca/'} } }"))

static vmstrust_cert *
parse(const char *text)
{
    struct vmst_blob *der = der_from(text);
    vmstrust_cert *cert = NULL;
    vmstrust_error *error = NULL;

    assert_int_equal(vmstrust_cert_parse(der->data, der->size, &cert, &error),
                     VMSTRUST_OK);
    assert_null(error);
    vmst_blob_free(der);
    return cert;
}

static void
readers_lend_what_is_there(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    size_t size;

    (void)state;
    assert_false(vmstrust_cert_is_malformed(cert));
    assert_non_null(vmstrust_cert_get_der(cert, &size));
    assert_true(size > 100);
    assert_non_null(vmstrust_cert_get_der(cert, NULL));
    assert_memory_equal(vmstrust_cert_get_serial(cert, &size), "\x05", 1);
    assert_int_equal(size, 1);
    assert_int_equal(vmstrust_cert_get_not_before(cert), 1767225600);
    assert_int_equal(vmstrust_cert_get_not_after(cert), 1830297599);
    assert_false(vmstrust_cert_is_authority(cert));
    vmstrust_cert_free(cert);
}

static void
names_by_their_index(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    size_t size;

    (void)state;
    assert_int_equal(vmstrust_cert_get_dns_name_count(cert), 3);
    assert_memory_equal(vmstrust_cert_get_dns_name(cert, 0, &size), "rec01", 5);
    assert_int_equal(size, 5);
    assert_non_null(vmstrust_cert_get_dns_name(cert, 1, &size));
    assert_int_equal(size, 0); /* there, and empty */
    assert_non_null(vmstrust_cert_get_dns_name(cert, 2, &size));
    assert_int_equal(size, 17); /* raw */
    assert_null(vmstrust_cert_get_dns_name(cert, 3, &size));
    assert_int_equal(size, 0);
    assert_int_equal(vmstrust_cert_get_ip_address_count(cert), 2);
    assert_memory_equal(vmstrust_cert_get_ip_address(cert, 0, &size), "\x0a",
                        1);
    assert_int_equal(size, 4);
    assert_non_null(vmstrust_cert_get_ip_address(cert, 1, &size));
    assert_int_equal(size, 16);
    assert_null(vmstrust_cert_get_ip_address(cert, 2, NULL));
    vmstrust_cert_free(cert);
}

static const char *
text_of(const vmstrust_bytes *bytes)
{
    return (const char *)vmstrust_bytes_get_data(bytes);
}

static void
must_contain(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
    }
}

static void
text_for_people(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    (void)state;
    assert_int_equal(vmstrust_cert_write_text(cert, &text, &error),
                     VMSTRUST_OK);
    must_contain(text_of(text), "Subject        CN=rec01\n");
    must_contain(text_of(text), "Issued by      CN=CA\n");
    must_contain(text_of(text), "Names          DNS rec01\n"
                                "               IP 10.0.0.1\n");
    must_contain(text_of(text), "DNS rec01.site.local\\u{1B}\n");
    must_contain(text_of(text), "Valid until    2027-12-31T23:59:59Z\n");
    must_contain(text_of(text),
                 "Purpose        Server Authentication (serverAuth)\n"
                 "               1.2.3.4\n");
    must_contain(text_of(text), "Also has       1.2.3.5 (critical)\n");
    assert_null(strchr(text_of(text), '\x1b'));
    vmstrust_bytes_free(text);
    vmstrust_cert_free(cert);
}

static void
json_for_programs(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    vmstrust_bytes *json = NULL;

    (void)state;
    assert_int_equal(vmstrust_cert_write_json(cert, &json, NULL), VMSTRUST_OK);
    must_contain(text_of(json), "\"schema\": \"vmstrust-cert-1\"");
    must_contain(text_of(json), "\"malformed\": false");
    must_contain(text_of(json), "\"serial\": \"05\"");
    must_contain(text_of(json), "\"rec01.site.local\\u001b\"");
    must_contain(text_of(json), "\"2001:db8::1\"");
    must_contain(text_of(json), "\"serverAuth\",\n    \"1.2.3.4\"");
    must_contain(text_of(json), "\"ca_issuers\": [\n    \"http://ca/\"\n  ]");
    vmstrust_bytes_free(json);
    vmstrust_cert_free(cert);
}

static void
subject_and_issuer_as_text(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    vmstrust_bytes *text = NULL;

    (void)state;
    assert_int_equal(vmstrust_cert_write_subject(cert, &text, NULL),
                     VMSTRUST_OK);
    assert_string_equal(text_of(text), "CN=rec01");
    vmstrust_bytes_free(text);
    assert_int_equal(vmstrust_cert_write_issuer(cert, &text, NULL),
                     VMSTRUST_OK);
    assert_string_equal(text_of(text), "CN=CA");
    vmstrust_bytes_free(text);
    vmstrust_cert_free(cert);
}

static void
thumbprint_in_upper_case(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    char thumbprint[41];

    (void)state;
    assert_int_equal(vmstrust_cert_get_thumbprint(cert, thumbprint, NULL),
                     VMSTRUST_OK);
    assert_int_equal(strlen(thumbprint), 40);
    assert_int_equal(strspn(thumbprint, "0123456789ABCDEF"), 40);
    vmstrust_cert_free(cert);
}

static void
malformed_bytes_are_refused_with_their_offset(void **state)
{
    vmstrust_cert *cert = (vmstrust_cert *)state;
    vmstrust_error *error = NULL;

    assert_int_equal(vmstrust_cert_parse("\x30\x80", 2, &cert, &error),
                     VMSTRUST_E_MALFORMED);
    assert_null(cert);
    assert_int_equal(vmstrust_error_get_code(error), VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_error_get_offset(error), 0);
    must_contain(vmstrust_error_get_text(error), "indefinite length");
    vmstrust_error_free(error);
}

static void
null_is_the_empty_case(void **state)
{
    size_t size = 7;

    (void)state;
    assert_null(vmstrust_cert_ref(NULL));
    vmstrust_cert_free(NULL);
    assert_false(vmstrust_cert_is_malformed(NULL));
    assert_null(vmstrust_cert_get_der(NULL, &size));
    assert_int_equal(size, 0);
    assert_null(vmstrust_cert_get_der(NULL, NULL));
    assert_null(vmstrust_cert_get_sha256(NULL));
    size = 7;
    assert_null(vmstrust_cert_get_serial(NULL, &size));
    assert_int_equal(size, 0);
    assert_int_equal(vmstrust_cert_get_not_before(NULL), 0);
    assert_int_equal(vmstrust_cert_get_not_after(NULL), 0);
    assert_false(vmstrust_cert_is_authority(NULL));
    assert_false(vmstrust_cert_get_path_length(NULL, NULL));
    assert_int_equal(vmstrust_cert_get_dns_name_count(NULL), 0);
    assert_null(vmstrust_cert_get_dns_name(NULL, 0, &size));
    assert_int_equal(vmstrust_cert_get_ip_address_count(NULL), 0);
    assert_null(vmstrust_cert_get_ip_address(NULL, 0, &size));
}

static void
null_where_an_argument_must_be(void **state)
{
    vmstrust_cert *cert = parse(SERVER);
    vmstrust_cert *none = cert;
    vmstrust_bytes *text = (vmstrust_bytes *)state;
    char thumbprint[41] = "x";

    assert_int_equal(vmstrust_cert_parse(NULL, 1, &none, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(none);
    assert_int_equal(vmstrust_cert_parse(NULL, 0, &none, NULL),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmstrust_cert_parse("", 0, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_get_thumbprint(NULL, thumbprint, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_string_equal(thumbprint, "");
    assert_int_equal(vmstrust_cert_get_thumbprint(cert, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_text(NULL, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_null(text);
    assert_int_equal(vmstrust_cert_write_text(cert, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_json(NULL, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_json(cert, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_subject(NULL, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_subject(cert, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_issuer(NULL, &text, NULL),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(vmstrust_cert_write_issuer(cert, NULL, NULL),
                     VMSTRUST_E_ARGUMENT);
    vmstrust_cert_free(cert);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_lend_what_is_there),
        cmocka_unit_test(names_by_their_index),
        cmocka_unit_test(text_for_people),
        cmocka_unit_test(json_for_programs),
        cmocka_unit_test(subject_and_issuer_as_text),
        cmocka_unit_test(thumbprint_in_upper_case),
        cmocka_unit_test(malformed_bytes_are_refused_with_their_offset),
        cmocka_unit_test(null_is_the_empty_case),
        cmocka_unit_test(null_where_an_argument_must_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
