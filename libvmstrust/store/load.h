/*
 * Where a store's certificates come from: files, directories, the operating
 * system's bundle. Floor 5.
 */
#ifndef VMST_STORE_LOAD_H
#define VMST_STORE_LOAD_H

#include "cert/file.h"

/* Every certificate of a file, or of every file of a directory whose name ends
 * like a certificate's (.pem .crt .cer .der .p7b .p7c) and starts with no dot;
 * each of those must be readable. The note names the file. */
int vmst_load_path(const char *path, struct vmst_note *note,
                   struct vmst_certs *certs);

/* The first of the usual bundles that exists. VMSTRUST_E_NOT_FOUND with the
 * places looked at. */
int vmst_load_system_roots(struct vmst_note *note, struct vmst_certs *certs);

#endif
