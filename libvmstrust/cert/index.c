/*
 * The index of a CRL. Building it reads each entry once and sorts; of the
 * memory that takes, four bytes for each certificate stay. Floor 1.
 */
#include <assert.h>
#include <stdlib.h>

#include "cert/index.h"
#include "cert/read.h"
#include "der/oid.h"
#include "limits.h"

/* --- One entry ------------------------------------------------------------ */

struct fields { /* of one entry that is being read */
    struct vmst_crl_entry *entry;
    struct vmst_bytes issuer; /* certificateIssuer: a Name, or empty */
    bool has_issuer;
};

/*
 * CRLReason ::= ENUMERATED                                 RFC 5280 5.3.1
 */
static int
read_reason(struct vmst_der *in, struct fields *fields)
{
    fields->entry->has_reason = true;
    return vmst_reason_read(in, &fields->entry->reason);
}

/*
 * InvalidityDate ::= GeneralizedTime                       RFC 5280 5.3.2
 */
static int
read_invalidity_date(struct vmst_der *in, struct fields *fields)
{
    struct vmst_der before = *in;
    bool is_generalized;

    TRY(vmst_der_time(in, &fields->entry->invalidity_date, &is_generalized));
    fields->entry->has_invalidity_date = true;
    return is_generalized
               ? VMSTRUST_OK
               : vmst_der_fail(&before, "a GeneralizedTime was expected");
}

/*
 * CertificateIssuer ::= GeneralNames                       RFC 5280 5.3.3
 *
 * Authorities have a distinguished name; what else it is called is not asked.
 */
static int
read_certificate_issuer(struct vmst_der *in, struct fields *fields)
{
    struct vmst_der names;

    TRY(vmst_der_sequence(in, &names));
    while (!vmst_der_is_empty(&names)) {
        struct vmst_bytes contents;
        uint8_t tag;

        TRY(vmst_der_any(&names, &tag, &contents, NULL));
        if (!fields->has_issuer &&
            tag == VMST_DER_CONTEXT_CONSTRUCTED(VMST_GENERAL_DIRECTORY)) {
            fields->has_issuer = true;
            fields->issuer = contents;
        }
    }
    return fields->has_issuer
               ? VMSTRUST_OK
               : vmst_der_fail(in, "an issuer without a directory name");
}

struct row {
    const char *oid; /* contents, all three of the same size */
    const char *name;
    int (*read)(struct vmst_der *in, struct fields *fields);
};

#define OID_SIZE 3

static const struct row rows[] = {
    {"\x55\x1d\x15", "reasonCode", read_reason},
    {"\x55\x1d\x18", "invalidityDate", read_invalidity_date},
    {"\x55\x1d\x1d", "certificateIssuer", read_certificate_issuer},
};

static size_t
find_row(struct vmst_bytes oid)
{
    size_t row = 0;

    while (row < VMST_COUNT(rows) &&
           !vmst_bytes_equal(oid, vmst_bytes(rows[row].oid, OID_SIZE))) {
        row++;
    }
    return row;
}

static int
take_extension(const struct vmst_der *at,
               const struct vmst_extension_fields *extension, uint32_t *seen,
               struct fields *fields)
{
    size_t row = find_row(extension->oid);
    struct vmst_der value;

    if (row == VMST_COUNT(rows)) {
        if (extension->is_critical && !fields->entry->has_unknown_critical) {
            fields->entry->has_unknown_critical = true;
            fields->entry->unknown_critical = extension->oid;
        }
        return VMSTRUST_OK;
    }
    if ((*seen >> row & 1) != 0) {
        return vmst_der_fail(at, "an extension that is there twice");
    }
    *seen |= UINT32_C(1) << row;
    value = vmst_der_open_in(extension->value, at, rows[row].name);
    TRY(rows[row].read(&value, fields));
    return vmst_der_end(&value);
}

/*
 * crlEntryExtensions  Extensions OPTIONAL                  RFC 5280 5.1
 *     -- if present, version MUST be v2
 */
static int
read_entry_extensions(struct vmst_der *in, int version, struct fields *fields)
{
    struct vmst_der extensions;
    uint32_t seen = 0;
    bool ignored = false;

    if (version != 2) {
        return vmst_der_fail(in, "extensions of an entry in version 1");
    }
    TRY(vmst_der_sequence(in, &extensions));
    do {
        struct vmst_extension_fields extension = {0};
        struct vmst_der at = extensions;

        TRY(vmst_extension_fields_read(&extensions, &ignored, &extension));
        TRY(take_extension(&at, &extension, &seen, fields));
    } while (!vmst_der_is_empty(&extensions));
    return VMSTRUST_OK;
}

/*
 * SEQUENCE {                                               RFC 5280 5.1
 *     userCertificate     CertificateSerialNumber,
 *     revocationDate      Time,
 *     crlEntryExtensions  Extensions OPTIONAL }
 */
static int
read_entry(struct vmst_der *in, int version, struct fields *fields)
{
    struct vmst_crl_entry *entry = fields->entry;
    struct vmst_der inside;
    bool ignored = true;

    *entry = (struct vmst_crl_entry){.issuer = entry->issuer};
    TRY(vmst_der_sequence(in, &inside));
    TRY(vmst_der_integer(&inside, &entry->serial));
    TRY(vmst_time_read(&inside, &entry->revocation_time, &ignored));
    if (!vmst_der_is_empty(&inside)) {
        TRY(read_entry_extensions(&inside, version, fields));
    }
    return vmst_der_end(&inside);
}

/* --- Issuers -------------------------------------------------------------- */

/* An entry while the index is built. */
struct item {
    uint64_t key; /* the first bytes of the serial number, in their order */
    uint32_t offset;
    uint16_t group;
    bool is_removal; /* removeFromCRL: no revocation */
};

struct builder {
    struct vmst_crl *crl;
    struct vmst_crl_index *index;
    struct item *items; /* owned */
    size_t count;
    struct vmst_bytes issuer; /* in effect, as it was written; empty: none */
    uint16_t group;           /* in effect */
};

static int
add_group(struct builder *builder, const struct vmst_name *issuer)
{
    struct vmst_crl_index *index = builder->index;
    struct vmst_crl_group *groups =
        realloc(index->groups, (index->group_count + 1) * sizeof *groups);

    if (groups == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    index->groups = groups;
    groups[index->group_count++] = (struct vmst_crl_group){.issuer = issuer};
    return VMSTRUST_OK;
}

static size_t
find_group(const struct vmst_crl_index *index, const struct vmst_name *issuer)
{
    size_t group = 0;

    while (group < index->group_count &&
           !vmst_name_equal(index->groups[group].issuer, issuer)) {
        group++;
    }
    return group;
}

static int
read_issuer(const struct vmst_der *at, struct vmst_bytes der,
            struct vmst_arena *arena, struct vmst_name *name)
{
    struct vmst_der in = vmst_der_open_in(der, at, "certificateIssuer");

    TRY(vmst_name_read(&in, arena, name));
    return vmst_der_end(&in);
}

/* A name that is not among the groups is read once more, to be kept. */
static int
keep_issuer(struct builder *builder, const struct vmst_der *at,
            struct vmst_bytes der)
{
    struct vmst_arena *arena = &builder->crl->private_->arena;
    struct vmst_name *kept;

    if (builder->index->group_count == VMST_LIMIT_CRL_ISSUERS) {
        return vmst_der_fail(at, "too many issuers of certificates");
    }
    kept = vmst_arena_take(arena, 1, sizeof *kept);
    if (kept == NULL) {
        return vmst_fail_memory(at->note);
    }
    TRY(read_issuer(at, der, arena, kept));
    return add_group(builder, kept) == VMSTRUST_OK ? VMSTRUST_OK
                                                   : vmst_fail_memory(at->note);
}

static int
find_or_keep_issuer(struct builder *builder, const struct vmst_der *at,
                    struct vmst_bytes der, struct vmst_arena *scratch)
{
    struct vmst_name name;
    size_t group;

    TRY(read_issuer(at, der, scratch, &name));
    group = find_group(builder->index, &name);
    if (group == builder->index->group_count) {
        TRY(keep_issuer(builder, at, der));
    }
    builder->issuer = der;
    builder->group = (uint16_t)group;
    return VMSTRUST_OK;
}

/* RFC 5280 5.3.3: it is in effect from this entry on. */
static int
set_issuer(struct builder *builder, const struct vmst_der *at,
           struct vmst_bytes der)
{
    struct vmst_arena scratch = {0};
    int status;

    if (!builder->crl->issuing_point.is_indirect) {
        return vmst_der_fail(at, "an issuer of certificates in a CRL that is "
                                 "not indirect");
    }
    if (builder->issuer.size != 0 && vmst_bytes_equal(builder->issuer, der)) {
        return VMSTRUST_OK;
    }
    status = find_or_keep_issuer(builder, at, der, &scratch);
    vmst_arena_free(&scratch);
    return status;
}

/* --- Order ---------------------------------------------------------------- */

/* vmst_bytes_compare of two keys says what it says of their serial numbers,
 * unless it says 0. */
static uint64_t
key_of(struct vmst_bytes serial)
{
    uint64_t key = 0;

    for (size_t i = 0; i < sizeof key; i++) {
        key = key << 8 | (i < serial.size ? serial.data[i] : 0);
    }
    return key;
}

/* Of an entry that was read before: SEQUENCE { INTEGER, … }. */
static struct vmst_bytes
serial_at(const struct vmst_crl *crl, uint32_t offset)
{
    return vmst_der_known(vmst_der_known(crl->der.data + offset).data);
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int
compare_certs(const struct vmst_crl *crl, const struct item *a,
              const struct item *b)
{
    int order = compare_numbers(a->group, b->group);

    if (order == 0) {
        order = compare_numbers(a->key, b->key);
    }
    if (order == 0) {
        order = vmst_bytes_compare(serial_at(crl, a->offset),
                                   serial_at(crl, b->offset));
    }
    return order;
}

/* Two sorted runs of `from` become one of `to`; the first goes before. */
static void
merge(const struct vmst_crl *crl, const struct item *from, size_t middle,
      size_t count, struct item *to)
{
    size_t left = 0;
    size_t right = middle;

    for (size_t i = 0; i < count; i++) {
        bool is_left = right == count ||
                       (left < middle &&
                        compare_certs(crl, &from[left], &from[right]) <= 0);

        to[i] = from[is_left ? left++ : right++];
    }
}

static bool
is_sorted(const struct builder *builder)
{
    for (size_t i = 1; i < builder->count; i++) {
        if (compare_certs(builder->crl, &builder->items[i - 1],
                          &builder->items[i]) > 0) {
            return false;
        }
    }
    return true;
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Merge sort, from runs of one up: it keeps the order of equals and has no
 * worst case. */
static int
sort_items(struct builder *builder)
{
    size_t count = builder->count;
    struct item *other;

    if (is_sorted(builder)) {
        return VMSTRUST_OK;
    }
    other = malloc(count * sizeof *other);
    if (other == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    for (size_t run = 1; run < count; run *= 2) {
        struct item *from = builder->items;

        for (size_t i = 0; i < count; i += 2 * run) {
            size_t size = least(2 * run, count - i);

            merge(builder->crl, from + i, least(run, size), size, other + i);
        }
        builder->items = other;
        other = from;
    }
    free(other);
    return VMSTRUST_OK;
}

/* Each certificate once: its first entry that revokes it, or its first. */
static void
join_doubles(struct builder *builder)
{
    struct item *items = builder->items;
    size_t kept = 0;

    for (size_t i = 1; i < builder->count; i++) {
        if (compare_certs(builder->crl, &items[kept], &items[i]) != 0) {
            items[++kept] = items[i];
        } else if (items[kept].is_removal && !items[i].is_removal) {
            items[kept] = items[i];
        }
    }
    builder->count = least(builder->count, kept + 1);
}

/* --- Building ------------------------------------------------------------- */

/* RFC 5280 5.3: one such entry, and the list "MUST NOT" be used to determine
 * the status of any certificate. */
static void
note_unknown(struct vmst_crl *crl, const struct vmst_crl_entry *entry)
{
    if (entry->has_unknown_critical && !crl->has_unknown_critical_entry) {
        crl->has_unknown_critical_entry = true;
        crl->unknown_critical_entry = entry->unknown_critical;
    }
}

static int
take_entry(struct builder *builder, struct vmst_der *in)
{
    struct vmst_crl_entry entry = {0};
    struct fields fields = {.entry = &entry};
    struct vmst_der at = *in;

    TRY(read_entry(in, builder->crl->version, &fields));
    if (fields.has_issuer) {
        TRY(set_issuer(builder, &at, fields.issuer));
    }
    note_unknown(builder->crl, &entry);
    builder->items[builder->count++] = (struct item){
        .key = key_of(entry.serial),
        .offset = (uint32_t)(at.next - builder->crl->der.data),
        .group = builder->group,
        .is_removal = entry.reason == VMST_REASON_REMOVE_FROM_CRL,
    };
    return VMSTRUST_OK;
}

static void
set_offsets(const struct builder *builder)
{
    struct vmst_crl_index *index = builder->index;

    for (size_t i = 0; i < builder->count; i++) {
        struct vmst_crl_group *group = &index->groups[builder->items[i].group];

        index->offsets[i] = builder->items[i].offset;
        group->first = group->count == 0 ? (uint32_t)i : group->first;
        group->count++;
    }
}

static int
finish(struct builder *builder, struct vmst_note *note)
{
    struct vmst_crl_index *index = builder->index;

    if (builder->count == 0) {
        return VMSTRUST_OK;
    }
    if (sort_items(builder) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    join_doubles(builder);
    index->offsets = malloc(builder->count * sizeof *index->offsets);
    if (index->offsets == NULL) {
        return vmst_fail_memory(note);
    }
    set_offsets(builder);
    return VMSTRUST_OK;
}

static int
build(struct builder *builder, struct vmst_der entries)
{
    struct vmst_crl *crl = builder->crl;
    size_t count;

    if (add_group(builder, &crl->issuer) != VMSTRUST_OK) {
        return vmst_fail_memory(entries.note);
    }
    TRY(vmst_count_elements(&entries, &count));
    if (count != 0) {
        builder->items = malloc(count * sizeof *builder->items);
        if (builder->items == NULL) {
            return vmst_fail_memory(entries.note);
        }
    }
    while (!vmst_der_is_empty(&entries)) {
        TRY(take_entry(builder, &entries));
    }
    crl->entry_count = builder->count;
    return finish(builder, entries.note);
}

int
vmst_crl_index_build(struct vmst_crl *crl, const struct vmst_der *entries)
{
    struct vmst_crl_index *index = &crl->private_->index;
    struct builder builder = {.crl = crl, .index = index};
    int status;

    static_assert(VMST_LIMIT_CRL_SIZE <= UINT32_MAX, "an offset is 32 bits");
    static_assert(VMST_LIMIT_CRL_ISSUERS <= UINT16_MAX, "a group is 16 bits");
    index->entries_start = (size_t)(entries->next - crl->der.data);
    index->entries_end = (size_t)(entries->end - crl->der.data);
    status = build(&builder, *entries);
    free(builder.items);
    if (status != VMSTRUST_OK) {
        vmst_crl_index_free(index);
    }
    return status;
}

void
vmst_crl_index_free(struct vmst_crl_index *index)
{
    free(index->offsets);
    free(index->groups);
    *index = (struct vmst_crl_index){0};
}

/* --- Finding -------------------------------------------------------------- */

/* Reads an entry again, which cannot fail: it was read when the index was
 * built. */
static void
get_entry(const struct vmst_crl *crl, struct vmst_der *in,
          struct fields *fields)
{
    int status = read_entry(in, crl->version, fields);

    assert(status == VMSTRUST_OK);
    (void)status;
}

static struct vmst_der
open_at(const struct vmst_crl *crl, size_t offset)
{
    size_t end = crl->private_->index.entries_end;

    return vmst_der_open(vmst_bytes(crl->der.data + offset, end - offset), NULL,
                         NULL);
}

bool
vmst_crl_find(const struct vmst_crl *crl, const struct vmst_name *cert_issuer,
              struct vmst_bytes serial, struct vmst_crl_entry *entry)
{
    const struct vmst_crl_index *index = &crl->private_->index;
    size_t group = find_group(index, cert_issuer);
    size_t low = 0;
    size_t high = 0;

    if (group < index->group_count) {
        low = index->groups[group].first;
        high = low + index->groups[group].count;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t offset = index->offsets[middle];
        int order = vmst_bytes_compare(serial_at(crl, offset), serial);

        if (order == 0) {
            struct vmst_der in = open_at(crl, offset);
            struct fields fields = {.entry = entry};

            get_entry(crl, &in, &fields);
            entry->issuer = index->groups[group].issuer;
            return true;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

/* The group of a certificateIssuer that was read before; the issuer in effect
 * stays where there is no memory to read it. */
static const struct vmst_name *
issuer_named(const struct vmst_crl *crl, struct vmst_bytes der,
             const struct vmst_name *before)
{
    const struct vmst_crl_index *index = &crl->private_->index;
    struct vmst_der in = vmst_der_open(der, NULL, NULL);
    struct vmst_arena scratch = {0};
    struct vmst_name name;
    size_t group = index->group_count;

    if (vmst_name_read(&in, &scratch, &name) == VMSTRUST_OK) {
        group = find_group(index, &name);
    }
    vmst_arena_free(&scratch);
    return group < index->group_count ? index->groups[group].issuer : before;
}

bool
vmst_crl_next(const struct vmst_crl *crl, struct vmst_crl_walk *walk,
              struct vmst_crl_entry *entry)
{
    const struct vmst_crl_index *index = &crl->private_->index;
    struct fields fields = {.entry = entry};
    struct vmst_der in;

    if (walk->offset == 0) {
        walk->offset = index->entries_start;
        walk->issuer = &crl->issuer;
    }
    if (walk->offset >= index->entries_end) {
        return false;
    }
    in = open_at(crl, walk->offset);
    get_entry(crl, &in, &fields);
    if (fields.has_issuer) {
        walk->issuer = issuer_named(crl, fields.issuer, walk->issuer);
    }
    entry->issuer = walk->issuer;
    walk->offset = (size_t)(in.next - crl->der.data);
    return true;
}
