/*
 * Files and bundles of certificates: PEM (several blocks, text around them),
 * DER, PKCS#7 bundles (degenerate SignedData, RFC 2315, RFC 5652). Floor 1.
 */
#ifndef VMST_CERT_FILE_H
#define VMST_CERT_FILE_H

#include "cert/cert.h"

struct vmst_certs { /* an owned, growing list */
    struct vmst_cert **list;
    size_t count;
    size_t capacity;
};

int vmst_certs_add(struct vmst_certs *certs,
                   const struct vmst_cert *cert); /* takes a reference */
void vmst_certs_free(struct vmst_certs *certs);

enum vmst_take {
    VMST_TAKE_STRICT, /* malformed certificates are VMSTRUST_E_MALFORMED */
    VMST_TAKE_PEER,   /* they become items that are marked malformed */
};

/* What bytes may be beside, or instead of, certificates; where one is several,
 * the last of these counts. */
enum vmst_likeness {
    VMST_LIKE_OTHER,
    VMST_LIKE_REVOCATION_LIST,
    VMST_LIKE_REQUEST,
    VMST_LIKE_PFX,         /* or one is among other things (cert/leak.h) */
    VMST_LIKE_PRIVATE_KEY, /* likewise */
};

/* VMSTRUST_E_MEMORY: not known, and so perhaps a private key. */
int vmst_likeness_of(struct vmst_bytes input, enum vmst_likeness *likeness);

/* Every CERTIFICATE block of a PEM text (CRLF, BOM and UTF-16 accepted), every
 * certificate of a PKCS7 block or of DER PKCS#7, or one DER certificate (first
 * byte 30). "BEGIN TRUSTED CERTIFICATE" is refused with the reason (OpenSSL's
 * own trust settings would be lost); private keys and other blocks are passed
 * over. None at all: VMSTRUST_E_MALFORMED, and the note says what the bytes
 * look like instead (a private key, a request, HTML, empty, binary).
 * Bounds: VMST_LIMIT_FILE_SIZE, VMST_LIMIT_FILE_CERTS (VMSTRUST_E_LIMIT). */
int vmst_certs_read(struct vmst_bytes input, enum vmst_take take,
                    struct vmst_note *note, struct vmst_certs *certs);
/* The same from a file; the note names the file. */
int vmst_certs_load(const char *path, enum vmst_take take,
                    struct vmst_note *note, struct vmst_certs *certs);

#endif
