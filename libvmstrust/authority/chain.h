/*
 * What servers send behind their own certificate: one function that says which
 * certificates those are. Floor 5.
 *
 * A self-signed CA is the root that clients have, and is not sent. A
 * subordinate is sent, and behind it what chain.crt in the CA's folder holds:
 * the certificates between the subordinate and the root. A CA of a new
 * generation is self-signed, and sent is its key's certificate by the generation
 * before, for clients that trust only that one, as long as that one lives; behind
 * a certificate of an older generation that one's key by the newer.
 */
#ifndef VMST_AUTHORITY_CHAIN_H
#define VMST_AUTHORITY_CHAIN_H

#include "authority/authority.h"

/* PEM, nearest first; a CA without one has no such file. */
#define VMST_CA_CHAIN_NAME "chain.crt"

/* Reads that file, where it is there, into ca->beside. */
int vmst_ca_load_chain(struct vmst_ca *ca, const char *folder,
                       struct vmst_note *note);
/* Adds references behind the server's own certificate, in the order in which
 * they are sent. */
int vmst_ca_add_chain(const struct vmst_ca *ca, struct vmst_certs *certs);
/* The certificate, and what is sent behind it, as PEM. */
int vmst_ca_write_chain(const struct vmst_ca *ca, const struct vmst_cert *cert,
                        struct vmst_note *note, struct vmst_blob **pem);

#endif
