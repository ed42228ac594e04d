/* SipHash-1-3 against another implementation, and the key of the process. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/random.h"

/* Of the bytes 00, 01, 02 … under the key 0: what CPython 3.11 answers to
 * hash(bytes(range(size))) with PYTHONHASHSEED=0 (its algorithm is siphash13).
 */
static const struct {
    size_t size;
    uint64_t hash;
} vectors[] = {
    {1, UINT64_C(0x68a914128e01e473)},  {2, UINT64_C(0x010bac45c41e3669)},
    {7, UINT64_C(0x2f098ab0c751325a)},  {8, UINT64_C(0xead411e67ebe2eea)},
    {9, UINT64_C(0x75927f9d95124362)},  {15, UINT64_C(0xf30eb725bb91c9ea)},
    {16, UINT64_C(0x8972188433a5c5b7)}, {63, UINT64_C(0x385d3e39e5f37359)},
};

static void
known_answers(void **state)
{
    const uint64_t key[2] = {0, 0};
    uint8_t message[64];

    (void)state;
    for (size_t i = 0; i < sizeof message; i++) {
        message[i] = (uint8_t)i;
    }
    for (size_t i = 0; i < VMST_COUNT(vectors); i++) {
        assert_int_equal(
            vmst_hash_with(key, vmst_bytes(message, vectors[i].size)),
            vectors[i].hash);
    }
}

static void
key_stays_for_the_process(void **state)
{
    struct vmst_bytes name = vmst_bytes_of("CN=rec01");

    (void)state;
    assert_int_equal(vmst_hash(name), vmst_hash(name));
    assert_true(vmst_hash(name) != vmst_hash(vmst_bytes_of("CN=rec02")));
    assert_true(vmst_hash(vmst_bytes("\0", 1)) !=
                vmst_hash(vmst_bytes("\0\0", 2)));
}

static void
random_bytes_differ(void **state)
{
    uint8_t a[32] = {0};
    uint8_t b[32] = {0};

    (void)state;
    assert_true(vmst_random(a, sizeof a));
    assert_true(vmst_random(b, sizeof b));
    assert_memory_not_equal(a, b, sizeof a);
    assert_true(vmst_random(NULL, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(key_stays_for_the_process),
        cmocka_unit_test(random_bytes_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
