/*
 * Law: a CRL is read the same way each time, by parse as by take; every view
 * lies in its own bytes; the index finds what a look at all entries finds, and
 * nothing else. Any file of CRLs is read or refused with a sentence.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cert/crls.h"
#include "limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A look at all entries for each of these: the time is the product. */
#define LOOKED_UP 64

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_lie_in(const struct vmst_crl *crl, struct vmst_bytes view)
{
    const uint8_t *end = crl->der.data + crl->der.size;

    must(view.size == 0 || (view.data >= crl->der.data && view.data < end &&
                            view.size <= (size_t)(end - view.data)));
}

static void
must_be_own(const struct vmst_crl *crl)
{
    must_lie_in(crl, crl->tbs);
    must_lie_in(crl, crl->signature);
    must_lie_in(crl, crl->algorithm.whole);
    must_lie_in(crl, crl->issuer.der);
    must_lie_in(crl, crl->authority_key_id);
    must_lie_in(crl, crl->number);
    must_lie_in(crl, crl->base_number);
    must_lie_in(crl, crl->unknown_critical);
    must_lie_in(crl, crl->unknown_critical_entry);
    must(crl->has_unknown_critical == (crl->unknown_critical.size != 0));
}

static void
must_be_same(const struct vmst_crl *a, const struct vmst_crl *b)
{
    must(a->is_malformed == b->is_malformed);
    must(vmst_crl_equal(a, b));
    must(memcmp(a->sha256, b->sha256, sizeof a->sha256) == 0);
    must(a->note.code == b->note.code && a->note.offset == b->note.offset);
    must(strcmp(a->note.text, b->note.text) == 0);
    must(vmst_name_equal(&a->issuer, &b->issuer));
    must(a->entry_count == b->entry_count);
    must(a->this_update == b->this_update);
    must(a->has_unknown_critical_entry == b->has_unknown_critical_entry);
}

/* The entry by the rule of cert/crl.h, by looking at all of them. */
static struct vmst_crl_entry
scan(const struct vmst_crl *crl, const struct vmst_crl_entry *asked)
{
    struct vmst_crl_entry found = {0};
    struct vmst_crl_walk walk = {0};
    struct vmst_crl_entry entry;

    while (vmst_crl_next(crl, &walk, &entry)) {
        bool is_better = found.serial.data == NULL ||
                         (found.reason == VMST_REASON_REMOVE_FROM_CRL &&
                          entry.reason != VMST_REASON_REMOVE_FROM_CRL);

        if (is_better && vmst_bytes_equal(entry.serial, asked->serial) &&
            vmst_name_equal(entry.issuer, asked->issuer)) {
            found = entry;
        }
    }
    return found;
}

static void
must_be_found(const struct vmst_crl *crl, const struct vmst_crl_entry *asked)
{
    struct vmst_crl_entry scanned = scan(crl, asked);
    struct vmst_crl_entry found;

    must(vmst_crl_find(crl, asked->issuer, asked->serial, &found));
    must(vmst_bytes_equal(found.serial, asked->serial));
    must(found.serial.data == scanned.serial.data);
    must(found.issuer == scanned.issuer && found.reason == scanned.reason);
    must(found.revocation_time == scanned.revocation_time);
    must_lie_in(crl, found.serial);
    must_lie_in(crl, found.unknown_critical);
    must(!found.has_unknown_critical || crl->has_unknown_critical_entry);
}

/* One bit more in its last byte: there only if a look at all says so. */
static void
must_not_be_found(const struct vmst_crl *crl,
                  const struct vmst_crl_entry *asked)
{
    struct vmst_crl_entry other = *asked;
    struct vmst_crl_entry found;
    uint8_t serial[32];

    if (asked->serial.size > sizeof serial) {
        return;
    }
    memcpy(serial, asked->serial.data, asked->serial.size);
    serial[asked->serial.size - 1] ^= 1;
    other.serial = vmst_bytes(serial, asked->serial.size);
    must(vmst_crl_find(crl, other.issuer, other.serial, &found) ==
         (scan(crl, &other).serial.data != NULL));
}

static void
check_entries(const struct vmst_crl *crl)
{
    size_t step = crl->entry_count / LOOKED_UP + 1;
    struct vmst_crl_walk walk = {0};
    struct vmst_crl_entry entry;
    size_t count = 0;

    while (vmst_crl_next(crl, &walk, &entry)) {
        if (count++ % step == 0) {
            must_be_found(crl, &entry);
            must_not_be_found(crl, &entry);
        }
    }
    must(count == crl->entry_count);
}

static void
check_crl(struct vmst_bytes input)
{
    AUTO(crl) taken = NULL;
    AUTO(crl) again = NULL;
    AUTO(crl) parsed = NULL;
    struct vmst_note note = {0};
    int status;

    must(vmst_crl_take(input, NULL, &taken) == VMSTRUST_OK);
    must(vmst_crl_take(input, NULL, &again) == VMSTRUST_OK);
    must_be_same(taken, again);
    must_be_own(taken);
    check_entries(taken);

    status = vmst_crl_parse(input, &note, &parsed);
    must((status == VMSTRUST_OK) == !taken->is_malformed);
    must(status == note.code && (parsed != NULL) == (status == VMSTRUST_OK));
    if (status != VMSTRUST_OK) {
        must(note.has_offset && note.offset <= input.size);
        must(strcmp(note.text, taken->note.text) == 0 && note.text[0] != '\0');
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes input = vmst_bytes(data, size);
    struct vmst_crls crls = {0};
    struct vmst_note note = {0};
    int status;

    if (size <= VMST_LIMIT_CRL_SIZE) {
        check_crl(input);
    }
    status = vmst_crls_read(input, &note, &crls);
    must((status == VMSTRUST_OK) == (crls.count != 0));
    must(status == note.code && (status == VMSTRUST_OK || note.text[0] != 0));
    vmst_crls_free(&crls);
    return 0;
}
