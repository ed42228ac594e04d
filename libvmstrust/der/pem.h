/*
 * PEM as people have it: several blocks, text around them, CRLF, a byte order
 * mark, UTF-16 (RFC 7468, lax in white space and strict in base64). Floor 0.
 */
#ifndef VMST_DER_PEM_H
#define VMST_DER_PEM_H

#include "base/bytes.h"
#include "base/note.h"

struct vmst_pem { /* iterates over the blocks of a text */
    struct vmst_bytes rest;
    size_t offset; /* of rest in the text */
    size_t line;   /* of rest, counted from 1 */
    struct vmst_note *note;
};

struct vmst_pem_block {
    struct vmst_bytes label; /* view of the text: "CERTIFICATE" */
    size_t line;             /* of its BEGIN line */
    bool has_headers;        /* RFC 1421 headers stood in front of the base64:
                                an encrypted key of the old form */
    struct vmst_blob *der;   /* owned by the caller */
};

/* Text with a UTF-8 or UTF-16 byte order mark becomes plain UTF-8; anything
 * else is copied as it is. */
int vmst_text_decode(struct vmst_bytes input, struct vmst_note *note,
                     struct vmst_blob **text);

struct vmst_pem vmst_pem_open(struct vmst_bytes text, struct vmst_note *note);
/* The next block; *found is false at the end. A block whose base64 is bad, or
 * whose END line is missing, is VMSTRUST_E_MALFORMED with its line. */
int vmst_pem_next(struct vmst_pem *pem, bool *found,
                  struct vmst_pem_block *block);
/* Appends one block, 64 columns, LF. */
void vmst_pem_write(struct vmst_buffer *buffer, const char *label,
                    struct vmst_bytes der);

#endif
