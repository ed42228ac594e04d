/*
 * Accounts of the operating system: who one is, with all its groups. Numbers
 * are plain, so that no header above names a POSIX type. Floor 0.
 */
#ifndef VMST_ACCOUNT_H
#define VMST_ACCOUNT_H

#include "base/bytes.h"
#include "base/note.h"

struct vmst_account {
    uint32_t user;
    uint32_t group;
    uint32_t *groups; /* owned: all of them, `group` included */
    size_t group_count;
};

/* By its name. VMSTRUST_E_NOT_FOUND; VMSTRUST_E_FILE if the list of accounts
 * cannot be read; VMSTRUST_E_MEMORY. */
int vmst_account_find(const char *name, struct vmst_note *note,
                      struct vmst_account **account);
void vmst_account_free(struct vmst_account *account);
VMST_FREE_AT_SCOPE_END(account)

bool vmst_account_is_root(const struct vmst_account *account);
bool vmst_account_has_group(const struct vmst_account *account, uint32_t group);
/* Does this process run as the account, with its very groups? */
bool vmst_account_is_here(const struct vmst_account *account);
/* May this process become another account? */
bool vmst_process_is_root(void);

/* The name of a user or a group, escaped; the number where it has none. */
void vmst_user_show(struct vmst_buffer *buffer, uint32_t user);
void vmst_group_show(struct vmst_buffer *buffer, uint32_t group);

#endif
