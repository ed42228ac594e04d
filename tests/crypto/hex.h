/*
 * Bytes written as hexadecimal digits in tests.
 */
#ifndef VMST_TESTS_CRYPTO_HEX_H
#define VMST_TESTS_CRYPTO_HEX_H

#include "base/bytes.h"

/* The bytes of an even number of digits into `out`, which must hold them. */
static inline struct vmst_bytes
from_hex(const char *digits, uint8_t *out, size_t size)
{
    static const char values[] = "0123456789abcdef";
    size_t count = strlen(digits) / 2;

    assert_true(count <= size);
    for (size_t i = 0; i < count; i++) {
        const char *high = strchr(values, digits[2 * i]);
        const char *low = strchr(values, digits[2 * i + 1]);
        assert_non_null(high);
        assert_non_null(low);
        out[i] = (uint8_t)((high - values) << 4 | (low - values));
    }
    return vmst_bytes(out, count);
}

#endif
