/*
 * Public suffixes, by libpsl where it is present: may a wildcard stand for
 * everything below one? Floor 3.
 */
#ifndef VMST_ROLE_SUFFIX_H
#define VMST_ROLE_SUFFIX_H

#include "base/bytes.h"

enum vmst_suffix {
    VMST_SUFFIX_NO,
    VMST_SUFFIX_YES,
    VMST_SUFFIX_NOT_JUDGED, /* built without libpsl, or it has no list */
};

/* Is this presented DNS name a wildcard directly below a public suffix, of
 * either section (ICANN or private) of the list? A top-level domain that the
 * list does not have is a public suffix ("*" is the list's default rule), and
 * so is the root, below which the name "*" stands. */
enum vmst_suffix vmst_suffix_has_wildcard_below(struct vmst_bytes presented);

/* Appends one line: the version of libpsl that runs and the one it was built
 * with, or that there is none. */
void vmst_suffix_describe_library(struct vmst_buffer *buffer);

#endif
