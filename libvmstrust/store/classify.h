/*
 * What somebody uploads: told apart before anything of it is trusted or kept.
 * Floor 5.
 */
#ifndef VMST_STORE_CLASSIFY_H
#define VMST_STORE_CLASSIFY_H

#include "cert/cert.h"
#include "role/table.h"

struct vmst_upload {
    vmstrust_content content;
    struct vmst_blob *sentence; /* owned */
    struct vmst_cert *cert;     /* owned; NULL unless there is exactly one
                                   certificate and no private key */
};

/* `role` is what a root of this page is trusted for; NULL: for every use.
 * Fails for want of memory only. */
int vmst_classify(struct vmst_bytes input, const struct vmst_role *role,
                  int64_t now, struct vmst_note *note,
                  struct vmst_upload *upload);

#endif
