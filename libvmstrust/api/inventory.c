/*
 * vmstrust_inventory: the public calls. Floor 6.
 */
#include <vmstrust/inventory.h>

#include "api/error.h"
#include "base/time.h"
#include "store/inventory.h"

int
vmstrust_inventory_read(const char *path, vmstrust_inventory **inventory,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (inventory != NULL) {
        *inventory = NULL;
    }
    if (path == NULL || inventory == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
    }
    int code = vmst_inventory_read(path, &note, inventory);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_inventory_check(vmstrust_inventory *inventory, int64_t now,
                         int64_t within, vmstrust_error **error)
{
    int code = VMSTRUST_E_ARGUMENT;

    if (inventory != NULL && now >= VMST_TIME_FIRST && now <= VMST_TIME_LAST &&
        within >= 0) {
        code = vmst_inventory_check(inventory, now, within);
    }
    return vmst_error_answer(code, NULL, error);
}

void
vmstrust_inventory_free(vmstrust_inventory *inventory)
{
    vmst_inventory_free(inventory);
}

/* --- Entries -------------------------------------------------------------- */

size_t
vmstrust_inventory_get_count(const vmstrust_inventory *inventory)
{
    return inventory == NULL ? 0 : inventory->shelf->count;
}

/* NULL beyond the last. */
static const struct vmst_item *
item_at(const struct vmst_inventory *inventory, size_t index)
{
    return index < vmstrust_inventory_get_count(inventory)
               ? &inventory->shelf->items[index]
               : NULL;
}

static const char *
text_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

const char *
vmstrust_inventory_get_kind(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    if (item == NULL) {
        return "";
    }
    switch (item->kind) {
    case VMST_ITEM_ANCHOR:
        return "anchor";
    case VMST_ITEM_LIMITED:
        return "limited";
    case VMST_ITEM_INTERMEDIATE:
        return "intermediate";
    case VMST_ITEM_CRL:
        return "crl";
    case VMST_ITEM_PIN:
        return "pin";
    case VMST_ITEM_DISTRUSTED:
        break;
    }
    return item->is_key ? "distrusted-key" : "distrusted-certificate";
}

const char *
vmstrust_inventory_get_file(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? "" : item->path;
}

const vmstrust_cert *
vmstrust_inventory_get_cert(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? NULL : item->cert;
}

vmstrust_role
vmstrust_inventory_get_role(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? (vmstrust_role)0 : item->role;
}

const char *
vmstrust_inventory_get_host(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? "" : text_or_empty(item->host);
}

int64_t
vmstrust_inventory_get_expires(const vmstrust_inventory *inventory,
                               size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? 0 : item->until;
}

int64_t
vmstrust_inventory_get_added_at(const vmstrust_inventory *inventory,
                                size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL || !item->head.has_added ? 0 : item->head.added;
}

const char *
vmstrust_inventory_get_actor(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? "" : text_or_empty(item->head.by);
}

const char *
vmstrust_inventory_get_reason(const vmstrust_inventory *inventory, size_t index)
{
    const struct vmst_item *item = item_at(inventory, index);

    return item == NULL ? "" : text_or_empty(item->head.why);
}

/* --- Problems ------------------------------------------------------------- */

size_t
vmstrust_inventory_get_problem_count(const vmstrust_inventory *inventory)
{
    return inventory == NULL ? 0 : inventory->problem_count;
}

static const struct vmst_problem *
problem_at(const struct vmst_inventory *inventory, size_t index)
{
    static char empty[] = "";
    static const struct vmst_problem none = {
        .id = empty, .file = empty, .text = empty};

    return index < vmstrust_inventory_get_problem_count(inventory)
               ? &inventory->problems[index]
               : &none;
}

vmstrust_severity
vmstrust_inventory_get_problem_severity(const vmstrust_inventory *inventory,
                                        size_t index)
{
    return problem_at(inventory, index)->severity;
}

const char *
vmstrust_inventory_get_problem_id(const vmstrust_inventory *inventory,
                                  size_t index)
{
    return problem_at(inventory, index)->id;
}

const char *
vmstrust_inventory_get_problem_file(const vmstrust_inventory *inventory,
                                    size_t index)
{
    return problem_at(inventory, index)->file;
}

const char *
vmstrust_inventory_get_problem_text(const vmstrust_inventory *inventory,
                                    size_t index)
{
    return problem_at(inventory, index)->text;
}
