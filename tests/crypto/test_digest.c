/* Digests of RFC 6234 8.5 and RFC 3174 7.3, and of nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "crypto/digest.h"

#include "hex.h"

static void
check_sha256(struct vmst_bytes data, const char *expected)
{
    uint8_t bytes[VMST_SHA256_SIZE];
    uint8_t digest[VMST_SHA256_SIZE];

    assert_int_equal(vmst_sha256(data, digest), VMSTRUST_OK);
    from_hex(expected, bytes, sizeof bytes);
    assert_memory_equal(digest, bytes, sizeof bytes);
}

static void
sha256_is_that_of_the_rfc(void **state)
{
    (void)state;
    check_sha256(vmst_bytes_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361"
                                       "a396177a9cb410ff61f20015ad");
    check_sha256(vmst_bytes(NULL, 0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e"
                                      "4649b934ca495991b7852b855");
}

static void
sha1_is_that_of_the_rfc(void **state)
{
    uint8_t bytes[VMST_SHA1_SIZE];
    uint8_t digest[VMST_SHA1_SIZE];

    (void)state;
    assert_int_equal(vmst_sha1(vmst_bytes_of("abc"), digest), VMSTRUST_OK);
    from_hex("a9993e364706816aba3e25717850c26c9cd0d89d", bytes, sizeof bytes);
    assert_memory_equal(digest, bytes, sizeof bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_is_that_of_the_rfc),
        cmocka_unit_test(sha1_is_that_of_the_rfc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
