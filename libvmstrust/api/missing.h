/*
 * How a search of a table ends that found nothing: with the nearest there is.
 * Floor 6.
 */
#ifndef VMST_API_MISSING_H
#define VMST_API_MISSING_H

#include <vmstrust/error.h>

/* VMSTRUST_E_NOT_FOUND with a sentence: there is no such `kind` ("role") as
 * `asked`, and the nearest is `nearest` (NULL: none is near). */
int vmst_missing_answer(const char *kind, const char *asked,
                        const char *nearest, vmstrust_error **error);

#endif
