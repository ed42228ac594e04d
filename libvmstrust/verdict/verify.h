/*
 * The verdict: path, names, leaf rules, in that order. Untrusted if and only
 * if at least one finding is an error. Floor 4.
 */
#ifndef VMST_VERDICT_VERIFY_H
#define VMST_VERDICT_VERIFY_H

#include "path/search.h"
#include "verdict/chain.h"
#include "verdict/policy.h"

/* What is known of the private key of the certificate that is judged. */
struct vmst_key_answer {
    vmstrust_key_access access;
    struct vmst_findings findings; /* as errors: the policy says how grave */
    const char *text;              /* a sentence, escaped; borrowed */
};

/* What is judged, by what. All borrowed. */
struct vmst_question {
    const struct vmst_trust *trust;
    struct vmst_cache *cache; /* may be NULL */
    const struct vmst_policy *policy;
    const struct vmst_chain *chain;
    const char *host;                  /* as the caller gave it; may be NULL */
    const struct vmst_key_answer *key; /* NULL: nobody asked */
};

/* The answer, by value; it borrows from the question. */
struct vmst_verdict {
    struct vmst_outcome outcome; /* findings: all of them, worst first */
    struct vmst_host host;
    vmstrust_match matched;
    bool is_pinned; /* a pin stood for the path */
    int64_t judged_at;
    bool is_trusted;
};

/* VMSTRUST_OK: there is a verdict, whatever it says. VMSTRUST_E_ARGUMENT (host,
 * empty chain), VMSTRUST_E_CLOCK, VMSTRUST_E_MEMORY, VMSTRUST_E_CRYPTO: there
 * is none. */
int vmst_judge(const struct vmst_question *question, struct vmst_note *note,
               struct vmst_verdict *verdict);

#endif
