/*
 * Bytes that a call made: text, JSON, an evidence file. Immutable, so any
 * number of threads may read them; wiped when freed.
 */
#ifndef VMSTRUST_BYTES_H
#define VMSTRUST_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <vmstrust/api.h>

VMSTRUST_BEGIN

typedef struct vmst_blob vmstrust_bytes;

/**
 * The bytes. A NUL stands after the last one, so that text can be used as a
 * string.
 *
 * @return lent by the object, "" for NULL, never NULL
 * @since 0.1
 */
VMSTRUST_API const uint8_t *
vmstrust_bytes_get_data(const vmstrust_bytes *bytes);

/**
 * How many bytes there are, without the NUL.
 *
 * @return 0 for NULL
 * @since 0.1
 */
VMSTRUST_API size_t vmstrust_bytes_get_size(const vmstrust_bytes *bytes);

/** @since 0.1 */
VMSTRUST_API void vmstrust_bytes_free(vmstrust_bytes *bytes);

VMSTRUST_END

#endif
