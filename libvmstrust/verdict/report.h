/*
 * The report: a verdict that lasts. It owns references to everything that the
 * verdict borrowed, and the sentences made of it. Immutable once made.
 * Floor 4.
 */
#ifndef VMST_VERDICT_REPORT_H
#define VMST_VERDICT_REPORT_H

#include "verdict/verify.h"

/* The text of one finding: escaped, owned; "" where there is none. */
struct vmst_sentences {
    char *title;
    char *text;
    char *expected;
    char *found;
    char *consequence;
    char *fix;
};

struct vmst_report {
    struct vmst_verdict verdict; /* borrows from the owners below; the facts of
                                    its findings are gone, their text stays in
                                    sentences */
    struct vmst_trust *trust;    /* owned: the generation that was in force */
    struct vmst_policy *policy;  /* owned: a copy */
    struct vmst_certs chain;     /* owned: what was sent, in order */
    struct vmst_crls crls;       /* owned: sent with it */
    struct vmst_ocsp *ocsp;      /* owned: stapled to it, or NULL */
    bool has_time;               /* the chain named the time */
    vmstrust_key_access key_access;
    char *key_text;             /* owned; NULL: nobody asked about the key */
    struct vmst_report *shadow; /* owned: what the policy's shadow makes of it,
                                   without a say; NULL: no verdict */
    char *shadow_text;          /* owned; NULL: the policy has no shadow */
    struct vmst_sentences sentences[VMST_LIMIT_FINDINGS]; /* of each row */
    char *near_texts[VMST_LIMIT_NEAR_MISSES];
    char *policies[VMST_LIMIT_VALID_POLICIES]; /* owned: dotted decimal */
};

/* The text names the roots that are given where there are no more than two: so
 * many show a mix-up at a glance. */
#define VMST_ROOTS_NAMED 2

/* VMSTRUST_E_MEMORY. */
int vmst_report_new(const struct vmst_question *question,
                    const struct vmst_verdict *verdict,
                    struct vmst_report **report);
/* Lets the shadow of the question's policy judge, too (verdict/shadow.c). What
 * it says, and that it cannot say anything, changes nothing of the verdict.
 * VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO. */
int vmst_report_add_shadow(const struct vmst_question *question,
                           struct vmst_note *note, struct vmst_report *report);
void vmst_report_free(struct vmst_report *report);
VMST_FREE_AT_SCOPE_END(report)

/* The sentences of one finding (verdict/sentence.c). `policy` and `verdict`
 * give role, client, host and time. VMSTRUST_E_MEMORY. */
int vmst_sentences_make(const struct vmst_policy *policy,
                        const struct vmst_verdict *verdict,
                        const struct vmst_finding *finding,
                        struct vmst_sentences *sentences);
void vmst_sentences_free(struct vmst_sentences *sentences);
/* One sentence about a near miss, escaped, owned. */
int vmst_near_miss_text(const struct vmst_near_miss *near, char **text);

/* The row of connections.def that the consequence and the client of a report
 * come from: that of the policy's client, or of the client whose target raised
 * the finding, or the first of the role; NULL if the role has none. */
const struct vmst_connection *
vmst_report_connection(const struct vmst_policy *policy,
                       const struct vmst_finding *finding);

/* Renderers: text.c, json.c, evidence.c. They append to `out`. */
void vmst_report_write_text(const struct vmst_report *report, bool is_ascii,
                            struct vmst_buffer *out);
int vmst_report_write_json(const struct vmst_report *report,
                           struct vmst_buffer *out);
void vmst_report_write_evidence(const struct vmst_report *report,
                                struct vmst_buffer *out);

#endif
