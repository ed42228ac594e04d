/*
 * Is a CA in good order? Its files, its key, its ledger, its time, its backup;
 * each with what to do. Floor 5.
 */
#ifndef VMST_AUTHORITY_CHECKUP_H
#define VMST_AUTHORITY_CHECKUP_H

#include "authority/authority.h"

enum vmst_mark {
    VMST_MARK_GOOD,
    VMST_MARK_WARNING, /* it works; something is to be done */
    VMST_MARK_BAD,
    VMST_MARK_UNKNOWN, /* not tried, or not to be told */
};
/* "good", "warning", "bad", "unknown". */
const char *vmst_mark_id(enum vmst_mark mark);

struct vmst_check {
    const char *id; /* a literal: "key", "ledger", ... */
    enum vmst_mark mark;
    char text[VMST_NOTE_TEXT];
};

#define VMST_CHECKS 12

struct vmst_checkup {
    struct vmst_check list[VMST_CHECKS];
    size_t count;
};

/* Changes nothing. NULL for `passphrase` leaves the key untried. What is wrong
 * with the CA is in the answer; an error is only what could not be asked. */
int vmst_checkup_make(const char *folder, const struct vmst_secret *passphrase,
                      int64_t now, struct vmst_note *note,
                      struct vmst_checkup **checkup);
void vmst_checkup_free(struct vmst_checkup *checkup);
VMST_FREE_AT_SCOPE_END(checkup)

#endif
