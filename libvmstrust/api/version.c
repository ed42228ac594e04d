/*
 * The version of the loaded library. Floor 6.
 *
 * Promises that number and text agree with each other and with the headers it
 * was built from: all come from the three lines in version.h.
 */
#include <vmstrust/version.h>

#include "api/error.h"
#include "api/ledger.h"
#include "base/bytes.h"
#include "crypto/library.h"
#include "der/writer.h"
#include "role/suffix.h"

#define TEXT_OF(value) #value
#define DOTTED(major, minor, patch)                                            \
    TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

uint32_t
vmstrust_version_number(void)
{
    return VMSTRUST_VERSION_NUMBER;
}

const char *
vmstrust_version_text(void)
{
    return DOTTED(VMSTRUST_VERSION_MAJOR, VMSTRUST_VERSION_MINOR,
                  VMSTRUST_VERSION_PATCH);
}

int
vmstrust_version_write_libraries(vmstrust_bytes **text, vmstrust_error **error)
{
    AUTO_BUFFER lines = {0};

    if (text == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    *text = NULL;
    vmst_crypto_describe_library(&lines);
    vmst_writer_describe_library(&lines);
    vmst_suffix_describe_library(&lines);
    vmst_api_describe_ledger(&lines);
    return vmst_error_answer(vmst_buffer_take_blob(&lines, text), NULL, error);
}
