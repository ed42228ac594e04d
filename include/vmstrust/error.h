/*
 * Why a call could not do what was asked. Every call that can fail returns a
 * vmstrust_code and has a last argument `vmstrust_error **error`, which may be
 * NULL. *error is written on every return, without reading what was there:
 * NULL on VMSTRUST_OK, otherwise an object for vmstrust_error_free().
 *
 * An error object is never changed: any number of threads may read it.
 */
#ifndef VMSTRUST_ERROR_H
#define VMSTRUST_ERROR_H

#include <stdint.h>

#include <vmstrust/api.h>
#include <vmstrust/enumerations.h>

VMSTRUST_BEGIN

typedef struct vmst_error vmstrust_error;

/**
 * The code that the call returned, too.
 *
 * @return VMSTRUST_OK for NULL
 * @since 0.1
 */
VMSTRUST_API vmstrust_code vmstrust_error_get_code(const vmstrust_error *error);

/**
 * One sentence for people, with the thing it is about and, where there is
 * one, the fix. After VMSTRUST_E_UNTRUSTED that of the worst finding. Text
 * that came from a certificate or a file is shown escaped.
 *
 * @return lent by the error, "" for NULL, never NULL
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_error_get_text(const vmstrust_error *error);

/**
 * Where malformed input stopped being understood, in bytes from its start.
 *
 * @return -1 where no place can be named, and for NULL
 * @since 0.1
 */
VMSTRUST_API int64_t vmstrust_error_get_offset(const vmstrust_error *error);

/**
 * An error of one's own: for libraries that stand on this one, so that all of
 * their calls can end alike. Where there is no memory for the text the object
 * has the code and says so.
 *
 * @param code not VMSTRUST_OK; VMSTRUST_E_INTERNAL takes the place of a number
 *        that this library does not have
 * @param text copied; NULL: the general text of the code. What came from a
 *        stranger is escaped by the caller
 * @return NULL for VMSTRUST_OK only
 * @since 0.1
 */
VMSTRUST_API vmstrust_error *vmstrust_error_new(vmstrust_code code,
                                                const char *text);

/** @since 0.1 */
VMSTRUST_API void vmstrust_error_free(vmstrust_error *error);

/**
 * The stable name of a code, such as "malformed", for logs.
 *
 * @return static text, "unknown" for a number this library does not have
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_code_get_name(vmstrust_code code);

/**
 * What a code means, in a few words.
 *
 * @return static text, "unknown code" for a number this library does not have
 * @since 0.1
 */
VMSTRUST_API const char *vmstrust_code_get_text(vmstrust_code code);

VMSTRUST_END

#endif
