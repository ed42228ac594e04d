/*
 * A certificate for readers: as text for people and as JSON for programs. All
 * foreign text in it went through vmst_text_show or the JSON writer. Floor 1.
 */
#ifndef VMST_CERT_SHOW_H
#define VMST_CERT_SHOW_H

#include "cert/cert.h"

#define VMST_THUMBPRINT_TEXT (2 * VMST_SHA1_SIZE + 1)

/* SHA-1 as Windows prints it: upper-case digits. VMSTRUST_E_CRYPTO. */
int vmst_cert_thumbprint(const struct vmst_cert *cert,
                         char text[VMST_THUMBPRINT_TEXT]);

/* "DNS rec01", "IP 10.0.0.0/8" (also the range of a constraint). */
void vmst_general_name_show(struct vmst_buffer *buffer,
                            const struct vmst_general_name *name);
/* "Server Authentication (serverAuth)", as Windows calls it; a name, or the
 * dotted form. */
void vmst_purpose_show(struct vmst_buffer *buffer, struct vmst_bytes oid);
/* The name of an identifier, or its dotted form. */
void vmst_oid_show_name(struct vmst_buffer *buffer, struct vmst_bytes oid);
/* The name of a bit of KeyUsage, RFC 5280 4.2.1.3; NULL beyond the last. */
const char *vmst_key_usage_name(unsigned bit);

/* One line for each thing, at most 80 columns where names are not longer. */
int vmst_cert_write_text(const struct vmst_cert *cert,
                         struct vmst_buffer *buffer);
/* A line for each thing that an issuer granted otherwise than it was asked for:
 * "Key usage: keyCertSign, cRLSign; asked for: keyCertSign". What nobody asks
 * for, such as the time and the addresses, is left out. */
void vmst_cert_show_differences(const struct vmst_cert *asked,
                                const struct vmst_cert *granted,
                                struct vmst_buffer *buffer);
/* Schema "vmstrust-cert-1". */
int vmst_cert_write_json(const struct vmst_cert *cert,
                         struct vmst_buffer *buffer);

#endif
