/*
 * Saving: distrust first, then pins, what is new, and what is removed last, so
 * that a certificate that is moved is never in neither place. Floor 5.
 */
#include "store/save.h"

#include <stdlib.h>

#include "role/table.h"

/* --- The list ------------------------------------------------------------- */

static bool
is_same_crl(const struct vmst_crl *a, const struct vmst_crl *b)
{
    return memcmp(a->sha256, b->sha256, VMST_SHA256_SIZE) == 0;
}

static bool
is_same(const struct vmst_unsaved *a, const struct vmst_unsaved *b)
{
    return a->kind == b->kind && a->is_key == b->is_key &&
           (a->cert == NULL || vmst_cert_equal(a->cert, b->cert)) &&
           (a->host == NULL || strcmp(a->host, b->host) == 0) &&
           (a->crl == NULL || is_same_crl(a->crl, b->crl));
}

static int
reserve(struct vmst_unsaved_list *list)
{
    size_t room = list->room == 0 ? 8 : list->room * 2;
    struct vmst_unsaved *grown;

    if (list->count < list->room) {
        return VMSTRUST_OK;
    }
    grown = realloc(list->list, room * sizeof *grown);
    if (grown == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    list->list = grown;
    list->room = room;
    return VMSTRUST_OK;
}

int
vmst_unsaved_add(struct vmst_unsaved_list *list,
                 const struct vmst_unsaved *entry)
{
    struct vmst_unsaved copy = {.kind = entry->kind, .is_key = entry->is_key};
    AUTO_BUFFER text = {0};

    for (size_t i = 0; i < list->count; i++) {
        if (is_same(&list->list[i], entry)) {
            return VMSTRUST_OK;
        }
    }
    TRY(reserve(list));
    if (entry->host != NULL) {
        vmst_buffer_add_text(&text, entry->host);
        TRY(vmst_buffer_take_text(&text, &copy.host));
    }
    copy.cert = vmst_cert_ref(entry->cert);
    copy.crl = vmst_crl_ref(entry->crl);
    list->list[list->count++] = copy;
    return VMSTRUST_OK;
}

void
vmst_unsaved_cut(struct vmst_unsaved_list *list, size_t count)
{
    while (list->count > count) {
        struct vmst_unsaved *entry = &list->list[--list->count];

        vmst_cert_free(entry->cert);
        vmst_crl_free(entry->crl);
        free(entry->host);
    }
}

void
vmst_unsaved_free(struct vmst_unsaved_list *list)
{
    vmst_unsaved_cut(list, 0);
    free(list->list);
    *list = (struct vmst_unsaved_list){0};
}

void
vmst_unsaved_apply(const struct vmst_unsaved_list *list,
                   struct vmst_trust *trust)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct vmst_unsaved *entry = &list->list[i];

        switch (entry->kind) {
        case VMST_UNSAVED_DISTRUST:
            break; /* the trust set of the calls has it */
        case VMST_UNSAVED_REMOVE_CERT:
            vmst_trust_remove_cert(trust, entry->cert);
            break;
        case VMST_UNSAVED_REMOVE_PINS:
            vmst_trust_remove_pins(trust, entry->host);
            break;
        case VMST_UNSAVED_REMOVE_CRL:
            vmst_trust_remove_crl(trust, entry->crl);
            break;
        }
    }
}

/* --- What is new ---------------------------------------------------------- */

static int
put(const struct vmst_save *save, struct vmst_item item, struct vmst_note *note)
{
    item.head = save->head;
    return vmst_shelf_put(save->shelf->path, &item, note);
}

static int
put_distrusted(const struct vmst_save *save, struct vmst_note *note)
{
    for (size_t i = 0; i < save->unsaved->count; i++) {
        const struct vmst_unsaved *entry = &save->unsaved->list[i];

        if (entry->kind == VMST_UNSAVED_DISTRUST) {
            TRY(put(save,
                    (struct vmst_item){.kind = VMST_ITEM_DISTRUSTED,
                                       .cert = entry->cert,
                                       .is_key = entry->is_key},
                    note));
        }
    }
    return VMSTRUST_OK;
}

static int
put_pins(const struct vmst_save *save, struct vmst_note *note)
{
    for (size_t i = 0; i < save->own->pin_count; i++) {
        struct vmst_pin *pin = &save->own->pins[i];

        TRY(put(save,
                (struct vmst_item){.kind = VMST_ITEM_PIN,
                                   .cert = pin->cert,
                                   .host = pin->host,
                                   .until = pin->expires},
                note));
    }
    return VMSTRUST_OK;
}

/* In one folder for every role, or in one for each. */
static int
put_anchor(const struct vmst_save *save, const struct vmst_anchor *anchor,
           struct vmst_note *note)
{
    struct vmst_item item = {.kind = VMST_ITEM_ANCHOR, .cert = anchor->cert};

    if (anchor->own.has_every) {
        return put(save, item, note);
    }
    item.kind = VMST_ITEM_LIMITED;
    for (size_t i = 0; i < vmst_role_count(); i++) {
        item.role = (vmstrust_role)vmst_role_at(i)->row.number;
        if (vmst_role_set_has(&anchor->own, item.role)) {
            TRY(put(save, item, note));
        }
    }
    return VMSTRUST_OK;
}

static int
put_anchors(const struct vmst_save *save, struct vmst_note *note)
{
    for (size_t i = 0; i < save->own->anchor_count; i++) {
        TRY(put_anchor(save, &save->own->anchors[i], note));
    }
    return VMSTRUST_OK;
}

static int
put_others(const struct vmst_save *save, struct vmst_note *note)
{
    for (size_t i = 0; i < save->own->intermediate_count; i++) {
        TRY(put(save,
                (struct vmst_item){.kind = VMST_ITEM_INTERMEDIATE,
                                   .cert = save->own->intermediates[i]},
                note));
    }
    for (size_t i = 0; i < save->own->crl_count; i++) {
        TRY(put(save,
                (struct vmst_item){.kind = VMST_ITEM_CRL,
                                   .crl = save->own->crls[i]},
                note));
    }
    return VMSTRUST_OK;
}

/* --- What is removed ------------------------------------------------------ */

static bool
has_pin(const struct vmst_trust *trust, const struct vmst_item *item)
{
    for (size_t i = 0; i < trust->pin_count; i++) {
        if (strcmp(trust->pins[i].host, item->host) == 0 &&
            vmst_cert_equal(trust->pins[i].cert, item->cert)) {
            return true;
        }
    }
    return false;
}

static bool
has_crl(const struct vmst_trust *trust, const struct vmst_crl *crl)
{
    for (size_t i = 0; i < trust->crl_count; i++) {
        if (is_same_crl(trust->crls[i], crl)) {
            return true;
        }
    }
    return false;
}

/* Removed, and then put in again? */
static bool
is_wanted(const struct vmst_trust *own, const struct vmst_item *item)
{
    const struct vmst_anchor *anchor;

    switch (item->kind) {
    case VMST_ITEM_ANCHOR:
        anchor = vmst_trust_find_anchor(own, item->cert);
        return anchor != NULL && anchor->own.has_every;
    case VMST_ITEM_LIMITED:
        anchor = vmst_trust_find_anchor(own, item->cert);
        return anchor != NULL && !anchor->own.has_every &&
               vmst_anchor_is_own(anchor, item->role);
    case VMST_ITEM_INTERMEDIATE:
        return vmst_trust_has_intermediate(own, item->cert);
    case VMST_ITEM_PIN:
        return has_pin(own, item);
    case VMST_ITEM_CRL:
        return has_crl(own, item->crl);
    case VMST_ITEM_DISTRUSTED:
        break;
    }
    return true; /* nothing removes it */
}

static bool
is_removed(const struct vmst_unsaved *entry, const struct vmst_item *item)
{
    switch (entry->kind) {
    case VMST_UNSAVED_DISTRUST:
        break;
    case VMST_UNSAVED_REMOVE_CERT:
        return (item->kind == VMST_ITEM_ANCHOR ||
                item->kind == VMST_ITEM_LIMITED ||
                item->kind == VMST_ITEM_INTERMEDIATE) &&
               vmst_cert_equal(item->cert, entry->cert);
    case VMST_UNSAVED_REMOVE_PINS:
        return item->kind == VMST_ITEM_PIN &&
               strcmp(item->host, entry->host) == 0;
    case VMST_UNSAVED_REMOVE_CRL:
        return item->kind == VMST_ITEM_CRL &&
               is_same_crl(item->crl, entry->crl);
    }
    return false;
}

static int
drop(const struct vmst_save *save, const struct vmst_item *item,
     struct vmst_note *note)
{
    const struct vmst_unsaved_list *unsaved = save->unsaved;

    for (size_t i = 0; i < unsaved->count; i++) {
        if (is_removed(&unsaved->list[i], item)) {
            return is_wanted(save->own, item)
                       ? VMSTRUST_OK
                       : vmst_shelf_drop(save->shelf->path, item->path, note);
        }
    }
    return VMSTRUST_OK;
}

static int
drop_removed(const struct vmst_save *save, struct vmst_note *note)
{
    for (size_t i = 0; i < save->shelf->count; i++) {
        TRY(drop(save, &save->shelf->items[i], note));
    }
    return VMSTRUST_OK;
}

int
vmst_save_write(const struct vmst_save *save, struct vmst_note *note)
{
    static int (*const steps[])(const struct vmst_save *,
                                struct vmst_note *) = {
        put_distrusted, put_pins, put_anchors, put_others, drop_removed};
    struct vmst_guard guard;
    int code = VMSTRUST_OK;

    TRY(vmst_shelf_guard(save->shelf->path, note, &guard));
    for (size_t i = 0; i < VMST_COUNT(steps) && code == VMSTRUST_OK; i++) {
        code = steps[i](save, note);
    }
    vmst_guard_release(&guard);
    return code;
}
