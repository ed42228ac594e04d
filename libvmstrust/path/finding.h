/*
 * Findings: what is wrong, or remarkable, with a certificate or a path, as
 * values. They are kept in fixed arrays with their facts; sentences are made
 * of them above. Law: untrusted if and only if at least one is an error.
 * Floor 2.
 */
#ifndef VMST_PATH_FINDING_H
#define VMST_PATH_FINDING_H

#include "cert/cert.h"
#include "limits.h"

/* Numbers of findings.def are below this. */
#define VMST_FINDING_SLOTS 128

/* One row of findings.def. */
struct vmst_finding_row {
    vmstrust_finding number;
    const char *id;
    const char *title;
    uint16_t rank;
    bool is_lint;
    uint8_t vms, path, rfc5280, webpki; /* vmstrust_severity */
};

size_t vmst_finding_total(void);
const struct vmst_finding_row *vmst_finding_at(size_t index);
/* NULL for a number that no row has. */
const struct vmst_finding_row *vmst_finding_row(vmstrust_finding number);

/* The row of severities that one judgement goes by, indexed by number, and the
 * client whose target raised one (0: none did). Data, passed down. */
struct vmst_severities {
    uint8_t severity[VMST_FINDING_SLOTS];
    uint16_t client[VMST_FINDING_SLOTS];
};

/* A fact: what was found or expected. Views and pointers live in the
 * certificate that the finding is about, which a report keeps alive. */
enum vmst_fact_kind {
    VMST_FACT_NONE,
    VMST_FACT_LITERAL, /* text of ours */
    VMST_FACT_TIME,
    VMST_FACT_NUMBER,
    VMST_FACT_FOREIGN, /* text of a stranger's, escaped when shown */
    VMST_FACT_NAME,
    VMST_FACT_GENERAL,
    VMST_FACT_KEY,
    VMST_FACT_ALGORITHM,
    VMST_FACT_OID,
    VMST_FACT_DIGEST,   /* 32 bytes, shown in hexadecimal */
    VMST_FACT_NAMES,    /* the DNS names and addresses of the certificate */
    VMST_FACT_PURPOSES, /* the purposes of the certificate */
    VMST_FACT_NOTE,     /* why the certificate is malformed */
    VMST_FACT_PINNED,   /* another certificate, shown by its digest */
    VMST_FACT_HOST,     /* the host that was asked for */
};

struct vmst_fact {
    enum vmst_fact_kind kind;
    union {
        const char *literal;
        int64_t number;          /* TIME, NUMBER */
        struct vmst_bytes bytes; /* FOREIGN, OID, DIGEST */
        const struct vmst_name *name;
        const struct vmst_general_name *general;
        const struct vmst_key *key;
        const struct vmst_signature_algorithm *algorithm;
        const struct vmst_cert *cert; /* PINNED */
    } is;
};

#define VMST_FACT_OF_LITERAL(text)                                             \
    ((struct vmst_fact){VMST_FACT_LITERAL, {.literal = (text)}})
#define VMST_FACT_OF_TIME(value)                                               \
    ((struct vmst_fact){VMST_FACT_TIME, {.number = (value)}})
#define VMST_FACT_OF_PINNED(value)                                             \
    ((struct vmst_fact){VMST_FACT_PINNED, {.cert = (value)}})
#define VMST_FACT_OF_NUMBER(value)                                             \
    ((struct vmst_fact){VMST_FACT_NUMBER, {.number = (value)}})
#define VMST_FACT_OF_FOREIGN(view)                                             \
    ((struct vmst_fact){VMST_FACT_FOREIGN, {.bytes = (view)}})
#define VMST_FACT_OF_OID(view)                                                 \
    ((struct vmst_fact){VMST_FACT_OID, {.bytes = (view)}})
#define VMST_FACT_OF_DIGEST(pointer)                                           \
    ((struct vmst_fact){VMST_FACT_DIGEST,                                      \
                        {.bytes = vmst_bytes((pointer), VMST_SHA256_SIZE)}})
#define VMST_FACT_OF_NAME(pointer)                                             \
    ((struct vmst_fact){VMST_FACT_NAME, {.name = (pointer)}})
#define VMST_FACT_OF_GENERAL(pointer)                                          \
    ((struct vmst_fact){VMST_FACT_GENERAL, {.general = (pointer)}})
#define VMST_FACT_OF_KEY(pointer)                                              \
    ((struct vmst_fact){VMST_FACT_KEY, {.key = (pointer)}})
#define VMST_FACT_OF_ALGORITHM(pointer)                                        \
    ((struct vmst_fact){VMST_FACT_ALGORITHM, {.algorithm = (pointer)}})
/* A fact that is read off the finding's certificate when it is shown. */
#define VMST_FACT_OF_CERT(what) ((struct vmst_fact){(what), {.literal = NULL}})

#define VMST_DEPTH_NONE (-1)

struct vmst_finding {
    vmstrust_finding number;
    vmstrust_severity severity;   /* set by vmst_findings_add */
    int depth;                    /* on the path; VMST_DEPTH_NONE */
    const struct vmst_cert *cert; /* borrowed; NULL: about no certificate */
    struct vmst_fact expected;
    struct vmst_fact found;
};

struct vmst_findings {
    struct vmst_finding rows[VMST_LIMIT_FINDINGS];
    size_t count;
    size_t dropped; /* for want of room */
    bool has_error;
};

/* Records a finding at the severity that the row gives it; one that is off is
 * not recorded. When the array is full an error displaces the mildest. */
void vmst_findings_add(struct vmst_findings *findings,
                       const struct vmst_severities *severities,
                       struct vmst_finding finding);
/* Records it as an error whatever the row says: for what leaves nothing to be
 * judged. */
void vmst_findings_refuse(struct vmst_findings *findings,
                          struct vmst_finding finding);
/* Adds all of `more`. */
void vmst_findings_join(struct vmst_findings *findings,
                        const struct vmst_findings *more);
/* Worst first: severity, then rank, then depth, then number. */
void vmst_findings_sort(struct vmst_findings *findings);
/* The same order: negative if `a` comes first. */
int vmst_finding_compare(const struct vmst_finding *a,
                         const struct vmst_finding *b);
/* The worst one, or NULL. */
const struct vmst_finding *
vmst_findings_worst(const struct vmst_findings *findings);

#endif
