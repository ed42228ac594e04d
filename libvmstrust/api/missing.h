/*
 * How a search of a table ends that found nothing: with the nearest there is, or
 * with what there is. Floor 6.
 */
#ifndef VMST_API_MISSING_H
#define VMST_API_MISSING_H

#include <stddef.h>
#include <vmstrust/error.h>

/* VMSTRUST_E_NOT_FOUND with a sentence: there is no such `kind` ("role") as
 * `asked`, and the nearest is `nearest`; or, where that is NULL, `where` they are
 * ("'vmstrust roles' lists them"). */
int vmst_missing_answer(const char *kind, const char *asked,
                        const char *nearest, const char *where,
                        vmstrust_error **error);

/* The same of a few ids: where none is near, the sentence lists them all. */
int vmst_missing_among(const char *kind, const char *asked,
                       const char *const *ids, size_t count,
                       vmstrust_error **error);

#endif
