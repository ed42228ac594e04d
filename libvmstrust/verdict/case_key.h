/*
 * The keys of a case file: what stands behind each, and where in the file it is
 * being read. Floor 4.
 */
#ifndef VMST_VERDICT_CASE_KEY_H
#define VMST_VERDICT_CASE_KEY_H

#include "verdict/case.h"

struct vmst_case_reading { /* one file */
    struct vmst_bytes text;
    struct vmst_bytes rest; /* of the text */
    size_t line;            /* the number of the one that is being read */
    struct vmst_note *note;
    struct vmst_case *made;
    uint32_t seen; /* bit n: row n of the keys */
    size_t blocks;
};

typedef int vmst_key_reader(struct vmst_case_reading *reading,
                            struct vmst_bytes value);
/* What becomes of each certificate under one key. */
typedef int vmst_cert_taker(struct vmst_case_reading *reading,
                            struct vmst_bytes value,
                            const struct vmst_cert *cert);
/* What becomes of the bytes of each block under one key. */
typedef int vmst_block_taker(struct vmst_case_reading *reading,
                             struct vmst_bytes der);

struct vmst_case_key {
    const char *name;
    bool is_repeated;
    bool may_lead; /* may stand before the role, which makes the policy */
    bool may_be_malformed; /* of certificates: a peer's are taken as they are */
    vmst_key_reader *read; /* of a value alone */
    vmst_cert_taker *take; /* or of each certificate that follows */
    vmst_block_taker *add; /* or of each block that follows */
    const char *label;     /* of these blocks */
};

extern const struct vmst_case_key vmst_case_keys[];
extern const size_t vmst_case_key_count;

/* A decimal number, at most `most`. */
bool vmst_case_read_number(struct vmst_bytes text, uint64_t most,
                           uint64_t *number);

/* VMSTRUST_E_MALFORMED with the number of the line; about a value, which is
 * shown escaped; with what a call below said, which may be VMSTRUST_E_MEMORY. */
int vmst_case_fail(const struct vmst_case_reading *reading, const char *what);
int vmst_case_fail_about(const struct vmst_case_reading *reading,
                         const char *what, struct vmst_bytes value);
int vmst_case_fail_with(const struct vmst_case_reading *reading, int code,
                        const struct vmst_note *inner);

#endif
