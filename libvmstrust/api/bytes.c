/*
 * Bytes that a call made, as the caller reads them. Floor 6.
 */
#include <vmstrust/bytes.h>

#include "base/bytes.h"

const uint8_t *
vmstrust_bytes_get_data(const vmstrust_bytes *bytes)
{
    return bytes == NULL ? (const uint8_t *)"" : bytes->data;
}

size_t
vmstrust_bytes_get_size(const vmstrust_bytes *bytes)
{
    return bytes == NULL ? 0 : bytes->size;
}

void
vmstrust_bytes_free(vmstrust_bytes *bytes)
{
    vmst_blob_free(bytes);
}
