/*
 * The strict, zero-copy DER cursor: it reads tag and length, and refuses what
 * DER forbids (non-minimal lengths, indefinite lengths, high-tag forms of low
 * tags, BOOLEAN other than 00 and FF, padded INTEGERs, unused bits that are
 * set). Each read either succeeds and advances, or fails and leaves the cursor
 * as it was, with the offset in the note. Floor 0.
 */
#ifndef VMST_DER_CURSOR_H
#define VMST_DER_CURSOR_H

#include "base/bytes.h"
#include "base/note.h"

/* Tags as one byte: class, constructed bit, number (all that X.509 needs). */
enum {
    VMST_DER_BOOLEAN = 0x01,
    VMST_DER_INTEGER = 0x02,
    VMST_DER_BIT_STRING = 0x03,
    VMST_DER_OCTET_STRING = 0x04,
    VMST_DER_NULL = 0x05,
    VMST_DER_OID = 0x06,
    VMST_DER_ENUMERATED = 0x0a,
    VMST_DER_UTF8_STRING = 0x0c,
    VMST_DER_PRINTABLE_STRING = 0x13,
    VMST_DER_TELETEX_STRING = 0x14,
    VMST_DER_IA5_STRING = 0x16,
    VMST_DER_UTC_TIME = 0x17,
    VMST_DER_GENERALIZED_TIME = 0x18,
    VMST_DER_UNIVERSAL_STRING = 0x1c,
    VMST_DER_BMP_STRING = 0x1e,
    VMST_DER_SEQUENCE = 0x30,
    VMST_DER_SET = 0x31,
};
#define VMST_DER_CONTEXT(n) (0x80 | (n)) /* [n] IMPLICIT, primitive */
#define VMST_DER_CONTEXT_CONSTRUCTED(n) (0xa0 | (n)) /* [n] constructed */

struct vmst_der {
    const uint8_t *next;
    const uint8_t *end;
    const uint8_t *start;   /* of the whole input: offsets count from here */
    struct vmst_note *note; /* the caller's; may be NULL */
    const char *field;      /* a literal: what is being read, for the note */
};

/* A cursor over a whole input, and over a part of one (offsets still count
 * from the start of the whole). */
struct vmst_der vmst_der_open(struct vmst_bytes input, struct vmst_note *note,
                              const char *field);
struct vmst_der vmst_der_open_in(struct vmst_bytes part,
                                 const struct vmst_der *whole,
                                 const char *field);

bool vmst_der_is_empty(const struct vmst_der *in);
/* The tag in front, or 0 at the end (0 is no valid tag here). */
uint8_t vmst_der_peek(const struct vmst_der *in);
/* VMSTRUST_E_MALFORMED at this place, with a literal sentence. */
int vmst_der_fail(const struct vmst_der *in, const char *sentence);

/* Any element: tag, contents and (if not NULL) the whole with its header. */
int vmst_der_any(struct vmst_der *in, uint8_t *tag, struct vmst_bytes *contents,
                 struct vmst_bytes *whole);
/* The contents of an element with this tag. */
int vmst_der_element(struct vmst_der *in, uint8_t tag,
                     struct vmst_bytes *contents);
/* A constructed element as a cursor; `whole` may be NULL. */
int vmst_der_enter(struct vmst_der *in, uint8_t tag, struct vmst_der *inside,
                   struct vmst_bytes *whole);
int vmst_der_sequence(struct vmst_der *in, struct vmst_der *inside);
/* Optional: *present tells; nothing advances when it is not there. */
int vmst_der_optional(struct vmst_der *in, uint8_t tag, bool *present,
                      struct vmst_bytes *contents);

int vmst_der_boolean(struct vmst_der *in, bool *value);
/* BOOLEAN DEFAULT absent: an encoded default is refused (X.690 11.5). */
int vmst_der_boolean_or(struct vmst_der *in, bool absent, bool *value);
/* The same, and an encoded default only sets *is_written_default, which is
 * never cleared here: certificates of the world have it. */
int vmst_der_boolean_lax(struct vmst_der *in, bool absent, bool *value,
                         bool *is_written_default);
/* INTEGER as its contents (two's complement, minimal). */
int vmst_der_integer(struct vmst_der *in, struct vmst_bytes *contents);
/* The same under an IMPLICIT tag. */
int vmst_der_integer_as(struct vmst_der *in, uint8_t tag,
                        struct vmst_bytes *contents);
/* INTEGER (0..MAX): saturates at UINT32_MAX; a negative one is refused. */
int vmst_der_size(struct vmst_der *in, uint32_t *value);
/* The same under an IMPLICIT tag. */
int vmst_der_size_as(struct vmst_der *in, uint8_t tag, uint32_t *value);
int vmst_der_optional_size(struct vmst_der *in, bool *present, uint32_t *value);
int vmst_der_oid(struct vmst_der *in, struct vmst_bytes *contents);
/* The contents of an OBJECT IDENTIFIER that was read under another tag. */
int vmst_der_check_oid(const struct vmst_der *in, struct vmst_bytes contents);
int vmst_der_octets(struct vmst_der *in, struct vmst_bytes *contents);
/* BIT STRING: the bytes without the count of unused bits. */
int vmst_der_bits(struct vmst_der *in, struct vmst_bytes *bits,
                  unsigned *unused);
/* BIT STRING whose unused bits must be none (keys, signatures). */
int vmst_der_bit_octets(struct vmst_der *in, struct vmst_bytes *octets);
/* Named bits (KeyUsage): bit n of the value is ASN.1 bit n; bits beyond 15 are
 * dropped; trailing zero bits are refused (X.690 11.2.2). `tag` for IMPLICIT. */
int vmst_der_named_bits(struct vmst_der *in, uint8_t tag, uint16_t *value);
/* The same, and trailing zero bits only set *has_trailing_zeros, which is
 * never cleared here. */
int vmst_der_named_bits_lax(struct vmst_der *in, uint8_t tag, uint16_t *value,
                            bool *has_trailing_zeros);
int vmst_der_null(struct vmst_der *in);
/* Time ::= UTCTime | GeneralizedTime by RFC 5280 4.1.2.5: seconds present, Z,
 * no fraction; two-digit years below 50 are 20xx. */
int vmst_der_time(struct vmst_der *in, int64_t *time, bool *is_generalized);
/* The contents of an element that a cursor has read before, by the address of
 * its tag: nothing is checked again. For what is looked at very often. */
struct vmst_bytes vmst_der_known(const uint8_t *element);
/* Nothing is left. */
int vmst_der_end(const struct vmst_der *in);

#endif
