/*
 * vmstrust_entries: what the ledger says, as the caller reads it. Floor 6.
 */
#include <vmstrust/ca.h>

#include <stdlib.h>

#include "api/error.h"
#include "authority/order.h"
#include "base/time.h"

/* What of the ledger is asked for. */
struct wish {
    const char *word;               /* found by it; NULL */
    const int64_t *before;          /* ending by then; NULL */
    const struct vmst_order *order; /* in place of what it renews; NULL */
};

static int
find_successors(const struct vmst_ca *ca, const struct vmst_order *order,
                struct vmst_note *note, struct vmst_entries *entries)
{
    int64_t time;

    TRY(vmst_time_now(&time));
    return vmst_order_find_successors(ca, order, time, note, entries);
}

static int
read_ledger(const struct vmst_ca *ca, const struct wish *wish,
            struct vmst_note *note, struct vmst_entries *entries)
{
    if (wish->word != NULL) {
        return vmst_ledger_find(ca->ledger, wish->word, note, entries);
    }
    if (wish->before != NULL) {
        return vmst_ledger_list_due(ca->ledger, *wish->before, note, entries);
    }
    if (wish->order != NULL) {
        return find_successors(ca, wish->order, note, entries);
    }
    return vmst_ledger_list(ca->ledger, note, entries);
}

static int
answer_wish(const struct vmst_ca *ca, const struct wish *wish,
            struct vmst_entries **entries, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (entries != NULL) {
        *entries = NULL;
    }
    if (ca == NULL || entries == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    *entries = calloc(1, sizeof **entries);
    if (*entries == NULL) {
        return vmst_error_answer(VMSTRUST_E_MEMORY, &note, error);
    }
    code = read_ledger(ca, wish, &note, *entries);
    if (code != VMSTRUST_OK) {
        free(*entries);
        *entries = NULL;
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_ca_list(const vmstrust_ca *ca, vmstrust_entries **entries,
                 vmstrust_error **error)
{
    struct wish wish = {.word = NULL};

    return answer_wish(ca, &wish, entries, error);
}

int
vmstrust_ca_list_due(const vmstrust_ca *ca, int64_t before,
                     vmstrust_entries **entries, vmstrust_error **error)
{
    struct wish wish = {.before = &before};

    return answer_wish(ca, &wish, entries, error);
}

int
vmstrust_ca_find(const vmstrust_ca *ca, const char *word,
                 vmstrust_entries **entries, vmstrust_error **error)
{
    struct wish wish = {.word = word};

    return answer_wish(word == NULL ? NULL : ca, &wish, entries, error);
}

int
vmstrust_ca_list_successors(const vmstrust_ca *ca, const vmstrust_order *order,
                            vmstrust_entries **entries, vmstrust_error **error)
{
    struct wish wish = {.order = order};

    return answer_wish(order == NULL ? NULL : ca, &wish, entries, error);
}

void
vmstrust_entries_free(vmstrust_entries *entries)
{
    if (entries != NULL) {
        vmst_entries_free(entries);
        free(entries);
    }
}

size_t
vmstrust_entries_get_count(const vmstrust_entries *entries)
{
    return entries == NULL ? 0 : entries->count;
}

/* NULL beyond the last. */
static const struct vmst_entry *
entry_at(const struct vmst_entries *entries, size_t index)
{
    return entries == NULL || index >= entries->count ? NULL
                                                      : &entries->list[index];
}

static const struct vmst_entry *
revoked_at(const struct vmst_entries *entries, size_t index)
{
    const struct vmst_entry *entry = entry_at(entries, index);

    return entry != NULL && entry->state == VMST_ENTRY_REVOKED ? entry : NULL;
}

const vmstrust_cert *
vmstrust_entries_get_cert(const vmstrust_entries *entries, size_t index)
{
    const struct vmst_entry *entry = entry_at(entries, index);

    return entry == NULL ? NULL : entry->cert;
}

const char *
vmstrust_entries_get_state(const vmstrust_entries *entries, size_t index)
{
    const struct vmst_entry *entry = entry_at(entries, index);

    return entry == NULL ? "" : vmst_entry_state_id(entry->state);
}

const char *
vmstrust_entries_get_role(const vmstrust_entries *entries, size_t index)
{
    const struct vmst_entry *entry = entry_at(entries, index);

    return entry == NULL ? "" : entry->role;
}

int64_t
vmstrust_entries_get_revoked_at(const vmstrust_entries *entries, size_t index)
{
    const struct vmst_entry *entry = revoked_at(entries, index);

    return entry == NULL ? 0 : entry->revoked_at;
}

const char *
vmstrust_entries_get_reason(const vmstrust_entries *entries, size_t index)
{
    const struct vmst_entry *entry = revoked_at(entries, index);

    return entry == NULL ? "" : vmst_reason_name(entry->reason);
}

int64_t
vmstrust_entries_get_invalid_since(const vmstrust_entries *entries,
                                   size_t index)
{
    const struct vmst_entry *entry = revoked_at(entries, index);

    return entry == NULL || !entry->has_invalid_since ? 0
                                                      : entry->invalid_since;
}
