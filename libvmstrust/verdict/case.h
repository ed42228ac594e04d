/*
 * Case files: everything that one verdict rests on, as text that anybody can
 * read and any computer judges alike. The support ticket, the regression
 * vector and the test case in one. Floor 4.
 *
 * Lines are `key: value`; a blank line and one that starts with # say nothing.
 * The first line is the format's version. Where a key brings certificates, PEM
 * blocks follow it. Every key is known or an error.
 */
#ifndef VMST_VERDICT_CASE_H
#define VMST_VERDICT_CASE_H

#include "verdict/verify.h"

#define VMST_CASE_KEY "vmstrust-case"
#define VMST_CASE_VERSION 1

/* The labels of PEM blocks: a peer's bytes that are no certificate keep their
 * place in the chain under the second. */
#define VMST_CASE_CERT "CERTIFICATE"
#define VMST_CASE_MALFORMED "MALFORMED CERTIFICATE"
#define VMST_CASE_CRL "X509 CRL" /* also of bytes that are none */
#define VMST_CASE_OCSP "OCSP RESPONSE"

struct vmst_expected { /* one line `finding: error expired 0` */
    vmstrust_finding number;
    vmstrust_severity severity;
    int depth;
};

struct vmst_case {
    struct vmst_trust *trust;   /* owned, sealed */
    struct vmst_policy *policy; /* owned */
    struct vmst_chain *chain;   /* owned, with its time */
    char *host;                 /* owned; NULL: none was asked for */
    struct vmst_expected expected[VMST_LIMIT_FINDINGS];
    size_t expected_count;
};

/* VMSTRUST_E_MALFORMED, and the note names the line; for a newer format it
 * says both versions. */
int vmst_case_read(struct vmst_bytes text, struct vmst_note *note,
                   struct vmst_case **out);
void vmst_case_free(struct vmst_case *object);
VMST_FREE_AT_SCOPE_END(case)

/* A time as a case file has it: RFC 3339 in UTC, or @ and Unix seconds where
 * the year has not four digits. */
void vmst_case_write_time(struct vmst_buffer *out, int64_t time);
bool vmst_case_read_time(struct vmst_bytes text, int64_t *time);

#endif
