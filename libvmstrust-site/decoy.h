/*
 * The certificates of a trial: good ones and wrong ones. Made with GnuTLS and
 * not by our authority, which issues none that is wrong.
 */
#ifndef VMST_SITE_DECOY_H
#define VMST_SITE_DECOY_H

#include <gnutls/x509.h>
#include <vmstrust-site/enumerations.h>
#include <vmstrust/cert.h>

#include "base/note.h"

/* A certificate with its key. */
struct vmst_decoy {
    gnutls_x509_crt_t cert;
    gnutls_x509_privkey_t key;
};

struct vmst_decoy_cas {
    struct vmst_decoy root, other, middle;
    int64_t now;
};

int vmst_decoy_cas_new(struct vmst_decoy_cas *cas, struct vmst_note *note);
void vmst_decoy_cas_free(struct vmst_decoy_cas *cas);

/* What the client is to trust, as a certificate of the library below. */
int vmst_decoy_root(const struct vmst_decoy_cas *cas, vmstrust_cert **cert,
                    struct vmst_note *note);

/* The credentials of a server with this fault. */
int vmst_decoy_credentials(const struct vmst_decoy_cas *cas,
                           vmstrust_fault fault, struct vmst_note *note,
                           gnutls_certificate_credentials_t *credentials);

#endif
