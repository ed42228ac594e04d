/*
 * The inventory: faults of files first, then a table of checks over every entry
 * that could be read. Floor 5.
 */
#include "store/inventory.h"

#include <stdlib.h>

#include "base/time.h"
#include "path/strength.h"

/* Digits of a SHA-256 by which a person tells two files apart. */
#define DIGITS 8

void
vmst_inventory_free(struct vmst_inventory *inventory)
{
    if (inventory == NULL) {
        return;
    }
    for (size_t i = 0; i < inventory->problem_count; i++) {
        free(inventory->problems[i].file);
        free(inventory->problems[i].text);
    }
    free(inventory->problems);
    vmst_shelf_free(inventory->shelf);
    free(inventory);
}

static int
reserve(struct vmst_inventory *inventory)
{
    size_t room =
        inventory->problem_room == 0 ? 16 : inventory->problem_room * 2;
    struct vmst_problem *grown;

    if (inventory->problem_count < inventory->problem_room) {
        return VMSTRUST_OK;
    }
    grown = realloc(inventory->problems, room * sizeof *grown);
    if (grown == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    inventory->problems = grown;
    inventory->problem_room = room;
    return VMSTRUST_OK;
}

/* Takes the text. */
static int
add(struct vmst_inventory *inventory, vmstrust_severity severity,
    const char *id, const char *file, struct vmst_buffer *text)
{
    AUTO_BUFFER path = {0};
    struct vmst_problem problem = {.severity = severity, .id = id};

    TRY(reserve(inventory));
    vmst_buffer_add_text(&path, file);
    TRY(vmst_buffer_take_text(&path, &problem.file));
    if (vmst_buffer_take_text(text, &problem.text) != VMSTRUST_OK) {
        free(problem.file);
        return VMSTRUST_E_MEMORY;
    }
    inventory->problems[inventory->problem_count++] = problem;
    return VMSTRUST_OK;
}

static const char *
id_of(vmstrust_finding finding)
{
    return vmst_finding_row(finding)->id;
}

/* --- Files ---------------------------------------------------------------- */

static const char *
id_of_fault(enum vmst_fault_kind kind)
{
    switch (kind) {
    case VMST_FAULT_PRIVATE_KEY:
        return "private-key-in-store";
    case VMST_FAULT_ROLE_UNKNOWN:
        return "role-unknown";
    case VMST_FAULT_UNREADABLE:
        break;
    }
    return "unreadable";
}

static int
take_faults(struct vmst_inventory *inventory, const struct vmst_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct vmst_fault *fault = &faults->list[i];
        AUTO_BUFFER text = {0};

        vmst_buffer_add_text(&text, fault->text);
        TRY(add(inventory, VMSTRUST_SEVERITY_ERROR, id_of_fault(fault->kind),
                fault->path, &text));
    }
    return VMSTRUST_OK;
}

static int
read_into(struct vmst_inventory *inventory, const char *path,
          struct vmst_note *note)
{
    struct vmst_faults faults = {.count = 0};
    int code = vmst_shelf_read(path, NULL, &faults, note, &inventory->shelf);

    if (code == VMSTRUST_OK) {
        code = take_faults(inventory, &faults);
    }
    vmst_faults_free(&faults);
    return code;
}

int
vmst_inventory_read(const char *path, struct vmst_note *note,
                    struct vmst_inventory **inventory)
{
    AUTO(inventory) made = calloc(1, sizeof *made);

    *inventory = NULL;
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    TRY(read_into(made, path, note));
    *inventory = steal(&made);
    return VMSTRUST_OK;
}

/* --- One entry ------------------------------------------------------------ */

struct checking {
    struct vmst_inventory *inventory;
    const struct vmst_trust *trust; /* of all entries */
    int64_t now;
    int64_t soon;
};

static bool
is_anchor(const struct vmst_item *item)
{
    return item->kind == VMST_ITEM_ANCHOR || item->kind == VMST_ITEM_LIMITED;
}

static int
add_with_date(const struct checking *checking, const struct vmst_item *item,
              vmstrust_severity severity, const char *id, const char *before,
              int64_t when, const char *after)
{
    AUTO_BUFFER text = {0};
    char date[VMST_TIME_TEXT];

    vmst_buffer_format(&text, "%s %s; %s", before, vmst_date_show(when, date),
                       after);
    return add(checking->inventory, severity, id, item->path, &text);
}

static int
check_end(const struct checking *checking, const struct vmst_item *item)
{
    int64_t end = item->cert->not_after;

    if (end < checking->now && is_anchor(item)) {
        return add_with_date(
            checking, item, VMSTRUST_SEVERITY_ERROR,
            id_of(VMSTRUST_FINDING_ROOT_EXPIRED), "expired on", end,
            "nothing is trusted by it; add its successor and remove it");
    }
    if (end < checking->now) {
        return add_with_date(checking, item, VMSTRUST_SEVERITY_WARNING,
                             id_of(VMSTRUST_FINDING_EXPIRED), "expired on", end,
                             "replace it");
    }
    return end >= checking->soon
               ? VMSTRUST_OK
               : add_with_date(checking, item, VMSTRUST_SEVERITY_WARNING,
                               id_of(VMSTRUST_FINDING_EXPIRES_SOON),
                               "expires on", end, "have its successor ready");
}

static int
check_time(const struct checking *checking, const struct vmst_item *item)
{
    if (item->cert->not_before > checking->now) {
        TRY(add_with_date(checking, item, VMSTRUST_SEVERITY_WARNING,
                          id_of(VMSTRUST_FINDING_NOT_VALID_YET),
                          "not valid before", item->cert->not_before,
                          "until then nothing is trusted by it"));
    }
    return check_end(checking, item);
}

static int
check_pin(const struct checking *checking, const struct vmst_item *item)
{
    return item->kind != VMST_ITEM_PIN || item->until > checking->now
               ? VMSTRUST_OK
               : add_with_date(
                     checking, item, VMSTRUST_SEVERITY_ERROR, "pin-expired",
                     "the pin ended on", item->until,
                     "the host is refused until another certificate is pinned, "
                     "or the pin is removed with 'vmstrust store unpin'");
}

static int
add_sentence(const struct checking *checking, const struct vmst_item *item,
             vmstrust_severity severity, const char *id, const char *sentence)
{
    AUTO_BUFFER text = {0};

    vmst_buffer_add_text(&text, sentence);
    return add(checking->inventory, severity, id, item->path, &text);
}

static int
check_authority(const struct checking *checking, const struct vmst_item *item)
{
    if (item->cert->is_authority || item->kind == VMST_ITEM_PIN) {
        return VMSTRUST_OK;
    }
    if (item->kind == VMST_ITEM_INTERMEDIATE) {
        return add_sentence(checking, item, VMSTRUST_SEVERITY_ERROR,
                            id_of(VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA),
                            "not a CA, and so no intermediate; remove it");
    }
    if (!vmst_cert_has(item->cert, VMST_EXT_BASIC_CONSTRAINTS)) {
        return add_sentence(
            checking, item, VMSTRUST_SEVERITY_WARNING,
            id_of(VMSTRUST_FINDING_TRUSTED_ROOT_NOT_MARKED_AS_CA),
            "not marked as a CA; phones and some libraries refuse what it "
            "issues");
    }
    return add_sentence(checking, item, VMSTRUST_SEVERITY_WARNING,
                        id_of(VMSTRUST_FINDING_ISSUER_IS_NOT_A_CA),
                        "not a CA: it is trusted as itself and for nothing "
                        "that it issued; where it belongs to one host "
                        "'vmstrust store pin' says so");
}

static int
check_strength(const struct checking *checking, const struct vmst_item *item)
{
    struct vmst_findings findings = {.count = 0};

    vmst_strength_find(
        item->cert, is_anchor(item) || item->kind == VMST_ITEM_PIN, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        TRY(add_sentence(checking, item, VMSTRUST_SEVERITY_ERROR,
                         id_of(findings.rows[i].number),
                         "its key or signature is too weak, and nothing is "
                         "trusted by it; ask its CA for a new one, RSA 2048 or "
                         "more with SHA-256"));
    }
    return VMSTRUST_OK;
}

static int
check_distrust(const struct checking *checking, const struct vmst_item *item)
{
    return !vmst_trust_distrusts(checking->trust, item->cert)
               ? VMSTRUST_OK
               : add_sentence(checking, item, VMSTRUST_SEVERITY_WARNING,
                              "trusted-and-distrusted",
                              "distrusted/ names this certificate or its key, "
                              "which holds; remove it here, or delete the file "
                              "there");
}

static int
check_crl(const struct checking *checking, const struct vmst_item *item)
{
    return !item->crl->has_next_update ||
                   item->crl->next_update >= checking->now
               ? VMSTRUST_OK
               : add_with_date(checking, item, VMSTRUST_SEVERITY_WARNING,
                               id_of(VMSTRUST_FINDING_CRL_EXPIRED),
                               "the list was to be replaced on",
                               item->crl->next_update, "add the next one");
}

static int
check_item(const struct checking *checking, const struct vmst_item *item)
{
    static int (*const checks[])(const struct checking *,
                                 const struct vmst_item *) = {
        check_time, check_pin, check_authority, check_strength, check_distrust,
    };

    if (item->kind == VMST_ITEM_DISTRUSTED) {
        return VMSTRUST_OK;
    }
    if (item->kind == VMST_ITEM_CRL) {
        return check_crl(checking, item);
    }
    for (size_t i = 0; i < VMST_COUNT(checks); i++) {
        TRY(checks[i](checking, item));
    }
    return VMSTRUST_OK;
}

/* --- Several of one name -------------------------------------------------- */

static void
show_one(struct vmst_buffer *text, const struct vmst_cert *cert)
{
    char date[VMST_TIME_TEXT];

    vmst_buffer_add_text(text, "SHA-256 ");
    vmst_buffer_add_hex(text, vmst_bytes(cert->sha256, DIGITS / 2), 0);
    vmst_buffer_format(text, "..., valid %s",
                       vmst_date_show(cert->not_before, date));
    vmst_buffer_format(text, " to %s", vmst_date_show(cert->not_after, date));
}

static int
add_namesake(const struct checking *checking, const struct vmst_item *item,
             const struct vmst_item *other)
{
    AUTO_BUFFER text = {0};

    vmst_buffer_add_text(&text, "another CA has the same name \"");
    vmst_name_show(&text, &item->cert->subject);
    vmst_buffer_add_text(&text, "\" and another key. This one: ");
    show_one(&text, item->cert);
    vmst_buffer_add_text(&text, "; the other: ");
    show_one(&text, other->cert);
    vmst_buffer_format(&text,
                       ", in %s. A server belongs to one of them; 'vmstrust "
                       "verify' says to which",
                       other->path);
    return add(checking->inventory, VMSTRUST_SEVERITY_WARNING,
               id_of(VMSTRUST_FINDING_OTHER_CA_SAME_NAME), item->path, &text);
}

static int
compare_by_cert(const void *a, const void *b)
{
    return vmst_cert_order((*(const struct vmst_item *const *)a)->cert,
                           (*(const struct vmst_item *const *)b)->cert);
}

/* Both of two neighbours with the same name and another key: sorted, so that
 * namesakes are neighbours. */
static int
check_neighbours(const struct checking *checking,
                 const struct vmst_item *const *sorted, size_t count)
{
    bool is_told = false; /* the one before */

    for (size_t i = 1; i < count; i++) {
        const struct vmst_cert *cert = sorted[i]->cert;
        const struct vmst_cert *before = sorted[i - 1]->cert;
        bool is_namesake = vmst_name_equal(&cert->subject, &before->subject) &&
                           !vmst_cert_same_authority(cert, before);

        if (is_namesake && !is_told) {
            TRY(add_namesake(checking, sorted[i - 1], sorted[i]));
        }
        if (is_namesake) {
            TRY(add_namesake(checking, sorted[i], sorted[i - 1]));
        }
        is_told = is_namesake;
    }
    return VMSTRUST_OK;
}

static int
check_namesakes(const struct checking *checking)
{
    const struct vmst_shelf *shelf = checking->inventory->shelf;
    const struct vmst_item **sorted = calloc(shelf->count + 1, sizeof *sorted);
    size_t count = 0;
    int code;

    if (sorted == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        if (is_anchor(&shelf->items[i]) ||
            shelf->items[i].kind == VMST_ITEM_INTERMEDIATE) {
            sorted[count++] = &shelf->items[i];
        }
    }
    if (count != 0) {
        qsort(sorted, count, sizeof *sorted, compare_by_cert);
    }
    code = check_neighbours(checking, sorted, count);
    free(sorted);
    return code;
}

static int
check_all(const struct checking *checking)
{
    const struct vmst_shelf *shelf = checking->inventory->shelf;

    for (size_t i = 0; i < shelf->count; i++) {
        TRY(check_item(checking, &shelf->items[i]));
    }
    return check_namesakes(checking);
}

int
vmst_inventory_check(struct vmst_inventory *inventory, int64_t now,
                     int64_t within)
{
    AUTO(trust) trust = NULL;
    struct checking checking = {.inventory = inventory, .now = now};

    /* Neither sum can overflow: a certificate ends before VMST_TIME_LAST. */
    checking.soon =
        within > VMST_TIME_LAST - now ? VMST_TIME_LAST : now + within;
    TRY(vmst_trust_new(NULL, &trust));
    TRY(vmst_shelf_add_to(inventory->shelf, trust));
    vmst_trust_seal(trust);
    checking.trust = trust;
    return check_all(&checking);
}
