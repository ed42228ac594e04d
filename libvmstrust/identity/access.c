/*
 * Asking about an account. A test counts only where the key signed. Floor 5.
 */
#include "config.h"

#include "identity/access.h"

#include <stdlib.h>

#include "base/account.h"
#include "base/folder.h"
#include "base/frame.h"
#include "base/helper.h"
#include "base/permission.h"
#include "base/text.h"
#include "crypto/token.h"
#include "identity/proof.h"

/* --- Working out ---------------------------------------------------------- */

/* By what is written down. */
static vmstrust_key_access
evaluate(const struct vmst_access_question *access,
         const struct vmst_account *account, struct vmst_buffer *why)
{
    if (vmst_token_is_url(access->key_path)) {
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

/* --- Trying --------------------------------------------------------------- */

struct trying { /* one question to the helper */
    const struct vmst_access_question *access;
    const struct vmst_account *account;
    const char *path; /* absolute, or a URL */
    uint8_t nonce[VMST_PROOF_NONCE];
    struct vmst_buffer *why;
};

static void
write_request(const struct trying *trying, struct vmst_buffer *request)
{
    static const uint8_t has_passphrase[] = {0, 1};
    const struct vmst_secret *passphrase = trying->access->passphrase;

    vmst_frame_add(request, vmst_bytes_of(VMST_ACCESS_VERSION));
    vmst_frame_add(request, vmst_bytes_of(trying->access->account));
    vmst_frame_add(request, vmst_bytes_of(trying->path));
    vmst_frame_add(request,
                   vmst_bytes(&has_passphrase[passphrase != NULL ? 1 : 0], 1));
    vmst_frame_add(request, passphrase == NULL ? vmst_bytes(NULL, 0)
                                               : vmst_secret_view(passphrase));
    vmst_frame_add(request, vmst_bytes(trying->nonce, sizeof trying->nonce));
}

struct answer { /* of the helper; views of what it wrote */
    struct vmst_bytes word;
    struct vmst_bytes reason;
    struct vmst_bytes algorithm;
    struct vmst_bytes signature;
};

static bool
read_answer(struct vmst_bytes bytes, struct answer *answer)
{
    return vmst_frame_take(&bytes, &answer->word) &&
           vmst_frame_take(&bytes, &answer->reason) &&
           vmst_frame_take(&bytes, &answer->algorithm) &&
           vmst_frame_take(&bytes, &answer->signature) && bytes.size == 0;
}

/* Which part of the path it is, where that is written down; otherwise what the
 * system said to the helper. */
static void
explain_refusal(const struct trying *trying, struct vmst_bytes reason)
{
    AUTO_BUFFER part = {0};

    if (evaluate(trying->access, trying->account, &part) ==
        VMSTRUST_KEY_ACCESS_EVALUATED_NO) {
        vmst_buffer_add(trying->why, part.data, part.size);
        trying->why->failed = trying->why->failed || part.failed;
        return;
    }
    vmst_text_show(trying->why, reason);
    if (!vmst_token_is_url(trying->path)) {
        vmst_buffer_add_text(trying->why,
                             "; modes and ACLs would let it, so that a "
                             "security module or the file system is in the "
                             "way");
    }
}

/* A signature counts, and nothing that the helper says. */
static vmstrust_key_access
judge_answer(const struct trying *trying, const struct answer *answer)
{
    if (vmst_bytes_equal(answer->word, vmst_bytes_of(VMST_ACCESS_REFUSED))) {
        explain_refusal(trying, answer->reason);
        return VMSTRUST_KEY_ACCESS_TESTED_NO;
    }
    if (!vmst_bytes_equal(answer->word, vmst_bytes_of(VMST_ACCESS_SIGNED))) {
        vmst_text_show(trying->why, answer->reason);
        return VMSTRUST_KEY_ACCESS_UNKNOWN;
    }
    if (!vmst_proof_holds(trying->access->public_key, answer->algorithm,
                          trying->nonce, answer->signature)) {
        vmst_buffer_add_text(trying->why, "as that account another private key "
                                          "is found there");
        return VMSTRUST_KEY_ACCESS_TESTED_NO;
    }
    return VMSTRUST_KEY_ACCESS_TESTED_YES;
}

/* UNKNOWN: it could not be tried, and `why` says why not. */
static int
try_it(struct trying *trying, struct vmst_note *note,
       vmstrust_key_access *result)
{
    AUTO_BUFFER request = {0};
    AUTO_BUFFER written = {0};
    struct answer answer;

    TRY(vmst_proof_ask(trying->nonce, note));
    write_request(trying, &request);
    if (request.failed) {
        return vmst_fail_memory(note);
    }
    if (!vmst_helper_ask(VMST_KEY_ACCESS, vmst_buffer_view(&request), &written,
                         trying->why)) {
        return VMSTRUST_OK;
    }
    if (written.failed) {
        return vmst_fail_memory(note);
    }
    if (!read_answer(vmst_buffer_view(&written), &answer)) {
        vmst_buffer_add_text(trying->why, "the helper gave no whole answer");
        return VMSTRUST_OK;
    }
    *result = judge_answer(trying, &answer);
    return VMSTRUST_OK;
}

/* The helper stands in another folder than this process: it gets the path from
 * the root on. */
static int
try_from_root(const struct vmst_access_question *access,
              const struct vmst_account *account, struct vmst_note *note,
              vmstrust_key_access *result, struct vmst_buffer *why)
{
    struct trying trying = {.access = access,
                            .account = account,
                            .path = access->key_path,
                            .why = why};
    char *path = NULL;
    int code;

    if (!vmst_token_is_url(access->key_path)) {
        TRY(vmst_path_make_absolute(access->key_path, note, &path));
        trying.path = path;
    }
    code = try_it(&trying, note, result);
    free(path);
    return code;
}

static int
try_or_evaluate(const struct vmst_access_question *access,
                const struct vmst_account *account, struct vmst_note *note,
                vmstrust_key_access *answer, struct vmst_buffer *why)
{
    AUTO_BUFFER not_tried = {0};

    if (vmst_process_is_root()) {
        TRY(try_from_root(access, account, note, answer, &not_tried));
    }
    if (*answer == VMSTRUST_KEY_ACCESS_UNKNOWN) {
        *answer = evaluate(access, account, why);
    }
    if (why->size != 0 && not_tried.size != 0) {
        vmst_buffer_add_text(why, "; ");
    }
    vmst_buffer_add(why, not_tried.data, not_tried.size);
    why->failed = why->failed || not_tried.failed;
    return VMSTRUST_OK;
}

/* What this process may do itself is a test, too: the key signed already. */
int
vmst_access_ask(const struct vmst_access_question *access,
                struct vmst_note *note, vmstrust_key_access *answer,
                struct vmst_buffer *why)
{
    AUTO(account) account = NULL;

    *answer = VMSTRUST_KEY_ACCESS_UNKNOWN;
    TRY(vmst_account_find(access->account, note, &account));
    if (vmst_account_is_here(account)) {
        *answer = VMSTRUST_KEY_ACCESS_TESTED_YES;
        return VMSTRUST_OK;
    }
    return try_or_evaluate(access, account, note, answer, why);
}

/* --- Who else? ------------------------------------------------------------ */

bool
vmst_access_is_open(const char *key_path, struct vmst_buffer *who)
{
    AUTO_BUFFER why = {0};

    if (vmst_token_is_url(key_path) ||
        vmst_permission_to_read(key_path, NULL, &why) != VMST_PERMITTED) {
        return false;
    }
    vmst_text_show(who, vmst_bytes_of(key_path));
    vmst_buffer_add_text(who, " (");
    vmst_permission_show(who, key_path);
    vmst_buffer_add_text(who, ") can be read by every account");
    return true;
}
