/*
 * Which library this is: the version of these headers, and the version of the
 * library that is loaded. They may differ; a newer library serves older
 * headers of the same soname.
 */
#ifndef VMSTRUST_VERSION_H
#define VMSTRUST_VERSION_H

#include <stdint.h>

#include <vmstrust/api.h>
#include <vmstrust/bytes.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

#define VMSTRUST_VERSION_MAJOR 0
#define VMSTRUST_VERSION_MINOR 1
#define VMSTRUST_VERSION_PATCH 0

/** The version of these headers, in the form of vmstrust_version_number(). */
#define VMSTRUST_VERSION_NUMBER                                                \
    ((uint32_t)(VMSTRUST_VERSION_MAJOR << 16 | VMSTRUST_VERSION_MINOR << 8 |   \
                VMSTRUST_VERSION_PATCH))

/**
 * The version of the loaded library as one number that grows with each
 * release: major << 16 | minor << 8 | patch.
 *
 * @since 0.1
 */
VMSTRUST_API uint32_t vmstrust_version_number(void);

/**
 * The version of the loaded library as text, such as "0.1.0".
 *
 * @return static text, never NULL
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_version_text(void);

/**
 * The libraries below, one a line, each with the version that runs and the one
 * that it was built with: for a support ticket. The wording may change.
 *
 * @return VMSTRUST_E_ARGUMENT, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_version_write_libraries(vmstrust_bytes **text,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
