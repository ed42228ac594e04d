/*
 * Law: what is told of a PKCS#12 file is told alike twice, a target imports it
 * exactly if no reason stands against it, and nothing is told of a file that
 * does not begin like one. No passphrase is tried: that would only measure the
 * derivation.
 */
#include <stdint.h>
#include <stdlib.h>

#include "identity/pfx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_have_reasons(const struct vmst_pfx *pfx)
{
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        AUTO_BUFFER reasons = {0};
        bool is_imported = vmst_pfx_check(pfx, &vmst_pfx_rows[i], &reasons);

        must(is_imported == (reasons.size == 0));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes input = vmst_bytes(data, size);
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO_BUFFER first = {0};
    AUTO_BUFFER second = {0};
    struct vmst_pfx pfx;
    int code = vmst_pfx_read(input, &note, &pfx);

    must((code == VMSTRUST_OK) == (note.code == VMSTRUST_OK));
    if (code != VMSTRUST_OK) {
        return 0;
    }
    must(vmst_pfx_is(input));
    must(pfx.part_count <= VMST_PFX_PARTS);
    must_have_reasons(&pfx);
    vmst_pfx_write_json(&pfx, &first);
    must(vmst_pfx_read(input, NULL, &pfx) == VMSTRUST_OK);
    vmst_pfx_write_json(&pfx, &second);
    must(vmst_bytes_equal(vmst_buffer_view(&first), vmst_buffer_view(&second)));
    return 0;
}
