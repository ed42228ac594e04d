/*
 * The DER writer: every DER byte that this library makes passes through it.
 * Lengths are written by libtasn1; the form is the caller's. What goes wrong
 * (no memory, an element left open) is remembered and told once, at the end.
 * Floor 0.
 */
#ifndef VMST_DER_WRITER_H
#define VMST_DER_WRITER_H

#include "base/bytes.h"
#include "der/cursor.h"

/* Elements open at once: a PKCS#12 file has 13, a certificate 10. */
#define VMST_WRITER_DEPTH 24

struct vmst_writer { /* zero-initialise it */
    struct vmst_buffer out;
    size_t starts[VMST_WRITER_DEPTH]; /* where open elements' contents begin */
    unsigned depth;
    bool is_misused; /* closed too often, too deep, or no DER given as such */
};

#define AUTO_WRITER                                                            \
    __attribute__((cleanup(vmst_writer_free))) struct vmst_writer

/* Opens a constructed element (SEQUENCE, SET, a context tag, or an OCTET STRING
 * that wraps DER); vmst_writer_close ends the innermost one. */
void vmst_writer_open(struct vmst_writer *writer, uint8_t tag);
void vmst_writer_close(struct vmst_writer *writer);
/* A BIT STRING that wraps DER, with no unused bits; ended by _close. */
void vmst_writer_open_bits(struct vmst_writer *writer);
/* SET OF: what was written since _open(VMST_DER_SET) is put into DER order
 * (X.690 11.6) before the element is closed. */
void vmst_writer_close_set(struct vmst_writer *writer);

void vmst_writer_element(struct vmst_writer *writer, uint8_t tag,
                         struct vmst_bytes contents);
/* DER that is whole already. */
void vmst_writer_raw(struct vmst_writer *writer, struct vmst_bytes der);
void vmst_writer_boolean(struct vmst_writer *writer, bool value);
void vmst_writer_number(struct vmst_writer *writer, uint64_t value);
/* An INTEGER that is not negative, from big-endian bytes; minimal. */
void vmst_writer_integer(struct vmst_writer *writer, struct vmst_bytes value);
void vmst_writer_null(struct vmst_writer *writer);
void vmst_writer_oid(struct vmst_writer *writer, struct vmst_bytes contents);
void vmst_writer_octets(struct vmst_writer *writer, struct vmst_bytes octets);
void vmst_writer_bits(struct vmst_writer *writer, struct vmst_bytes octets);
/* Named bits, bit n of the value is ASN.1 bit n; no trailing zeros. */
void vmst_writer_named_bits(struct vmst_writer *writer, uint16_t value);
/* Time by RFC 5280 4.1.2.5: UTCTime from 1950 through 2049, else
 * GeneralizedTime; years 0 to 9999. */
void vmst_writer_time(struct vmst_writer *writer, int64_t time);

/* The result, and the writer is empty; VMSTRUST_E_MEMORY if an allocation
 * failed, VMSTRUST_E_INTERNAL if an element is open or what is_misused says. */
int vmst_writer_finish(struct vmst_writer *writer, struct vmst_blob **der);
/* What has been written so far. */
struct vmst_bytes vmst_writer_view(const struct vmst_writer *writer);
void vmst_writer_free(struct vmst_writer *writer); /* wipes */

/* Appends one line about libtasn1: the version that runs, and the one it was
 * built with. */
void vmst_writer_describe_library(struct vmst_buffer *buffer);

#endif
