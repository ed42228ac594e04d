/*
 * Asking about an account. A test counts only where the key signed. Floor 5.
 */
#include "identity/access.h"

#include "base/account.h"
#include "base/permission.h"
#include "base/text.h"

/* By what is written down. */
static vmstrust_key_access
evaluate(const struct vmst_access *access, const struct vmst_account *account,
         struct vmst_buffer *why)
{
    if (vmst_private_key_is_url(access->key_path)) {
        vmst_buffer_add_text(why, "the key is in a token, which only that "
                                  "account can ask");
        return VMSTRUST_KEY_ACCESS_UNKNOWN;
    }
    switch (vmst_permission_to_read(access->key_path, account, why)) {
    case VMST_PERMITTED:
        return VMSTRUST_KEY_ACCESS_EVALUATED_YES;
    case VMST_NOT_PERMITTED:
        return VMSTRUST_KEY_ACCESS_EVALUATED_NO;
    case VMST_PERMISSION_UNKNOWN:
        break;
    }
    return VMSTRUST_KEY_ACCESS_UNKNOWN;
}

int
vmst_access_ask(const struct vmst_access *access, struct vmst_note *note,
                vmstrust_key_access *answer, struct vmst_buffer *why)
{
    AUTO(account) account = NULL;

    *answer = VMSTRUST_KEY_ACCESS_UNKNOWN;
    TRY(vmst_account_find(access->account, note, &account));
    if (vmst_account_is_here(account)) {
        *answer = VMSTRUST_KEY_ACCESS_TESTED_YES; /* this process has it */
        return VMSTRUST_OK;
    }
    *answer = evaluate(access, account, why);
    return VMSTRUST_OK;
}

bool
vmst_access_is_open(const char *key_path, struct vmst_buffer *who)
{
    AUTO_BUFFER why = {0};

    if (vmst_private_key_is_url(key_path) ||
        vmst_permission_to_read(key_path, NULL, &why) != VMST_PERMITTED) {
        return false;
    }
    vmst_text_show(who, vmst_bytes_of(key_path));
    vmst_buffer_add_text(who, " (");
    vmst_permission_show(who, key_path);
    vmst_buffer_add_text(who, ") can be read by every account");
    return true;
}
