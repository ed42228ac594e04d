/*
 * A deployment: the certificate and the private key of a server where they lie,
 * and the account that uses them. Read as they are, never changed. Floor 5.
 */
#ifndef VMST_IDENTITY_DEPLOYMENT_H
#define VMST_IDENTITY_DEPLOYMENT_H

#include "identity/identity.h"
#include "role/host.h"
#include "verdict/verify.h"

struct vmst_deployment {
    char *cert_path; /* owned */
    char *key_path;  /* owned: a file or a PKCS#11 URL; NULL: that of the
                        certificate */
    struct vmst_secret *passphrase; /* owned, or NULL */
    char *account;                  /* owned, or NULL: nobody asked */
    struct vmst_host computer;      /* NONE: nobody asked */
    vmstrust_target target;         /* NONE: nobody asked */
    bool has_time;
    int64_t time;
};

int vmst_deployment_new(const char *cert_path, const char *key_path,
                        struct vmst_note *note,
                        struct vmst_deployment **deployment);
void vmst_deployment_free(struct vmst_deployment *deployment);
VMST_FREE_AT_SCOPE_END(deployment)

/* What was found in the files; the certificate judges itself elsewhere. */
struct vmst_examination {
    struct vmst_identity *identity; /* owned: `key` is NULL if it is missing */
    struct vmst_chain *chain;       /* owned: what the server would send */
    struct vmst_key_answer answer;  /* borrows from the members around it */
    struct vmst_buffer text;
    struct vmst_buffer why;    /* of the account */
    struct vmst_buffer others; /* who else may read it */
    struct vmst_buffer reader; /* "readable by vms" */
    struct vmst_buffer target; /* why it cannot import the file */
};

/* VMSTRUST_OK whatever is wrong with the key: that is in the answer. A file
 * that cannot be read is VMSTRUST_E_FILE, _MALFORMED, _PASSPHRASE, ...; an
 * account that does not exist VMSTRUST_E_NOT_FOUND. */
int vmst_deployment_examine(const struct vmst_deployment *deployment,
                            const struct vmst_trust *trust,
                            struct vmst_note *note,
                            struct vmst_examination *examination);
void vmst_examination_clear(struct vmst_examination *examination);

#endif
