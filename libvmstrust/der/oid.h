/*
 * Object identifiers: the dotted form of encoded contents and back, and the
 * table of the ones we know by name (oids.c). Floor 0.
 */
#ifndef VMST_DER_OID_H
#define VMST_DER_OID_H

#include "base/bytes.h"

/* Contents (without tag and length) as dotted decimal; arcs of any size are
 * shown in decimal where they fit 64 bits and as "?" otherwise. */
void vmst_oid_show(struct vmst_buffer *buffer, struct vmst_bytes oid);
/* Dotted decimal to contents, at most `size` bytes; false if not well formed. */
bool vmst_oid_parse(const char *dotted, uint8_t *out, size_t size,
                    size_t *used);
/* "serverAuth", "CN", "sha256WithRSAEncryption"; NULL if not known. */
const char *vmst_oid_name(struct vmst_bytes oid);

#define VMST_OID(literal) vmst_bytes(literal, sizeof(literal) - 1)

#endif
