/*
 * The version of the loaded library. Floor 6.
 *
 * Promises that number and text agree with each other and with the headers it
 * was built from: all come from the three lines in version.h.
 */
#include <vmstrust/version.h>

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
