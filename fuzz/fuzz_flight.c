/*
 * Law: a Certificate message of TLS 1.2 that is read is the list of the
 * certificates that came out of it, byte for byte; what is refused says why; and
 * no message yields more certificates than it has bytes for.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <vmstrust/chain.h>

#include "flight.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

/* The message that these certificates make. */
static void
must_write_back(const vmstrust_chain *chain, const uint8_t *data, size_t size)
{
    size_t at = 3;

    for (size_t i = 0; i < vmstrust_chain_get_count(chain); i++) {
        size_t length = 0;
        const uint8_t *der =
            vmstrust_cert_get_der(vmstrust_chain_get_cert(chain, i), &length);
        const uint8_t head[] = {(uint8_t)(length >> 16), (uint8_t)(length >> 8),
                                (uint8_t)length};

        must(at + 3 + length <= size);
        must(memcmp(data + at, head, 3) == 0);
        must(length == 0 || memcmp(data + at + 3, der, length) == 0);
        at += 3 + length;
    }
    must(at == size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int is_tls13 = 0; is_tls13 <= 1; is_tls13++) {
        struct vmst_note note = {.code = VMSTRUST_OK};
        vmstrust_chain *chain = NULL;
        int code;

        must(vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK);
        code = vmst_flight_read_certificates(vmst_bytes(data, size), is_tls13,
                                             chain, &note);
        must(code == note.code);
        must(vmstrust_chain_get_count(chain) <= size / 3);
        if (code == VMSTRUST_OK && !is_tls13) {
            must_write_back(chain, data, size);
        }
        vmstrust_chain_free(chain);
    }
    return 0;
}
