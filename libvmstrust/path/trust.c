/*
 * The trust set: arrays that grow while it is built, sorted when it is sealed,
 * binary search after. Floor 2.
 */
#include "path/trust.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct vmst_trust_private {
    atomic_size_t count;
    size_t anchor_room, intermediate_room, cert_room, key_room, pin_room,
        crl_room;
};

/* No two generations of a process share a number: a TLS session that was
 * judged under one is not accepted under another. */
static atomic_uint_fast64_t last_generation;

static struct vmst_trust *
empty_trust(void)
{
    struct vmst_trust *trust = calloc(1, sizeof(*trust));
    struct vmst_trust_private *own = calloc(1, sizeof(*own));
    if (trust == NULL || own == NULL) {
        free(trust);
        free(own);
        return NULL;
    }
    atomic_init(&own->count, 1);
    trust->private_ = own;
    return trust;
}

struct vmst_trust *
vmst_trust_ref(const struct vmst_trust *trust)
{
    if (trust != NULL) {
        atomic_fetch_add_explicit(&trust->private_->count, 1,
                                  memory_order_relaxed);
    }
    return (struct vmst_trust *)trust;
}

static void
free_contents(struct vmst_trust *trust)
{
    for (size_t i = 0; i < trust->anchor_count; i++) {
        vmst_cert_free(trust->anchors[i].cert);
    }
    for (size_t i = 0; i < trust->intermediate_count; i++) {
        vmst_cert_free(trust->intermediates[i]);
    }
    for (size_t i = 0; i < trust->pin_count; i++) {
        vmst_cert_free(trust->pins[i].cert);
    }
    for (size_t i = 0; i < trust->crl_count; i++) {
        vmst_crl_free(trust->crls[i]);
    }
    free(trust->anchors);
    free(trust->intermediates);
    free(trust->distrusted_certs);
    free(trust->distrusted_keys);
    free(trust->pins);
    free(trust->crls);
}

void
vmst_trust_free(struct vmst_trust *trust)
{
    if (trust == NULL || atomic_fetch_sub_explicit(&trust->private_->count, 1,
                                                   memory_order_acq_rel) != 1) {
        return;
    }
    free_contents(trust);
    free(trust->private_);
    free(trust);
}

/* Room for one more element, doubling. */
static int
grow(void **array, size_t *room, size_t count, size_t element)
{
    if (count < *room) {
        return VMSTRUST_OK;
    }
    size_t wanted = *room == 0 ? 8 : *room * 2;
    void *grown = realloc(*array, wanted * element);
    if (grown == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    *array = grown;
    *room = wanted;
    return VMSTRUST_OK;
}

#define GROW(trust, array, number, room_)                                      \
    grow((void **)&(trust)->array, &(trust)->private_->room_, (trust)->number, \
         sizeof((trust)->array[0]))

static int
push_anchor(struct vmst_trust *trust, const struct vmst_anchor *anchor)
{
    if (trust->anchor_count >= VMST_LIMIT_STORE_CERTS) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(GROW(trust, anchors, anchor_count, anchor_room));
    struct vmst_anchor *place = &trust->anchors[trust->anchor_count++];
    *place = *anchor;
    place->cert = vmst_cert_ref(anchor->cert);
    return VMSTRUST_OK;
}

static int
push_digest(struct vmst_digest **list, size_t *count, size_t *room,
            const uint8_t *digest)
{
    if (*count >= VMST_LIMIT_STORE_CERTS) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(grow((void **)list, room, *count, sizeof(**list)));
    memcpy((*list)[(*count)++].bytes, digest, VMST_SHA256_SIZE);
    return VMSTRUST_OK;
}

static int
copy_digests(struct vmst_trust *trust, const struct vmst_trust *old)
{
    for (size_t i = 0; i < old->distrusted_cert_count; i++) {
        TRY(push_digest(&trust->distrusted_certs, &trust->distrusted_cert_count,
                        &trust->private_->cert_room,
                        old->distrusted_certs[i].bytes));
    }
    for (size_t i = 0; i < old->distrusted_key_count; i++) {
        TRY(push_digest(&trust->distrusted_keys, &trust->distrusted_key_count,
                        &trust->private_->key_room,
                        old->distrusted_keys[i].bytes));
    }
    return VMSTRUST_OK;
}

int
vmst_trust_join(struct vmst_trust *trust, const struct vmst_trust *other)
{
    for (size_t i = 0; i < other->anchor_count; i++) {
        TRY(push_anchor(trust, &other->anchors[i]));
    }
    for (size_t i = 0; i < other->intermediate_count; i++) {
        TRY(vmst_trust_add_intermediate(trust, other->intermediates[i]));
    }
    for (size_t i = 0; i < other->pin_count; i++) {
        const struct vmst_pin *pin = &other->pins[i];
        TRY(vmst_trust_add_pin(trust, pin->host, pin->cert, pin->expires));
    }
    for (size_t i = 0; i < other->crl_count; i++) {
        TRY(vmst_trust_add_crl(trust, other->crls[i]));
    }
    return copy_digests(trust, other);
}

int
vmst_trust_new(const struct vmst_trust *old, struct vmst_trust **trust)
{
    *trust = NULL;
    AUTO(trust) made = empty_trust();
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    if (old != NULL) {
        TRY(vmst_trust_join(made, old));
    }
    *trust = steal(&made);
    return VMSTRUST_OK;
}

/* Role 0 is every role. */
static void
add_role(struct vmst_role_set *set, unsigned role)
{
    if (role == 0) {
        set->has_every = true;
    } else {
        set->bits[role / 64 % VMST_COUNT(set->bits)] |= UINT64_C(1)
                                                        << role % 64;
    }
}

int
vmst_trust_add_anchor(struct vmst_trust *trust, const struct vmst_cert *cert,
                      vmstrust_role role, bool is_system)
{
    struct vmst_anchor anchor = {.cert = (struct vmst_cert *)cert};
    add_role(is_system ? &anchor.system : &anchor.own, (unsigned)role);
    return push_anchor(trust, &anchor);
}

int
vmst_trust_add_intermediate(struct vmst_trust *trust,
                            const struct vmst_cert *cert)
{
    if (trust->intermediate_count >= VMST_LIMIT_STORE_CERTS) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(GROW(trust, intermediates, intermediate_count, intermediate_room));
    trust->intermediates[trust->intermediate_count++] = vmst_cert_ref(cert);
    return VMSTRUST_OK;
}

int
vmst_trust_distrust_cert(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    return push_digest(&trust->distrusted_certs, &trust->distrusted_cert_count,
                       &trust->private_->cert_room, cert->sha256);
}

int
vmst_trust_distrust_key(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    uint8_t digest[VMST_SHA256_SIZE];
    TRY(vmst_sha256(cert->key.spki, digest));
    return push_digest(&trust->distrusted_keys, &trust->distrusted_key_count,
                       &trust->private_->key_room, digest);
}

int
vmst_trust_add_pin(struct vmst_trust *trust, const char *host,
                   const struct vmst_cert *cert, int64_t expires)
{
    if (trust->pin_count >= VMST_LIMIT_STORE_CERTS) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(GROW(trust, pins, pin_count, pin_room));
    struct vmst_pin *pin = &trust->pins[trust->pin_count++];
    *pin = (struct vmst_pin){.cert = vmst_cert_ref(cert), .expires = expires};
    snprintf(pin->host, sizeof pin->host, "%s", host);
    return VMSTRUST_OK;
}

int
vmst_trust_add_crl(struct vmst_trust *trust, const struct vmst_crl *crl)
{
    if (trust->crl_count >= VMST_LIMIT_STORE_CRLS) {
        return VMSTRUST_E_LIMIT;
    }
    TRY(GROW(trust, crls, crl_count, crl_room));
    trust->crls[trust->crl_count++] = vmst_crl_ref(crl);
    return VMSTRUST_OK;
}

static size_t
remove_anchors(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    size_t kept = 0;
    size_t before = trust->anchor_count;
    for (size_t i = 0; i < before; i++) {
        if (vmst_cert_equal(trust->anchors[i].cert, cert)) {
            vmst_cert_free(trust->anchors[i].cert);
        } else {
            trust->anchors[kept++] = trust->anchors[i];
        }
    }
    trust->anchor_count = kept;
    return before - kept;
}

static size_t
remove_intermediates(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    size_t kept = 0;
    size_t before = trust->intermediate_count;
    for (size_t i = 0; i < before; i++) {
        if (vmst_cert_equal(trust->intermediates[i], cert)) {
            vmst_cert_free(trust->intermediates[i]);
        } else {
            trust->intermediates[kept++] = trust->intermediates[i];
        }
    }
    trust->intermediate_count = kept;
    return before - kept;
}

size_t
vmst_trust_remove_cert(struct vmst_trust *trust, const struct vmst_cert *cert)
{
    return remove_anchors(trust, cert) + remove_intermediates(trust, cert);
}

size_t
vmst_trust_remove_pins(struct vmst_trust *trust, const char *host)
{
    size_t kept = 0;
    size_t before = trust->pin_count;
    for (size_t i = 0; i < before; i++) {
        if (strcmp(trust->pins[i].host, host) == 0) {
            vmst_cert_free(trust->pins[i].cert);
        } else {
            trust->pins[kept++] = trust->pins[i];
        }
    }
    trust->pin_count = kept;
    return before - kept;
}

size_t
vmst_trust_remove_crl(struct vmst_trust *trust, const struct vmst_crl *crl)
{
    size_t kept = 0;
    size_t before = trust->crl_count;
    for (size_t i = 0; i < before; i++) {
        if (memcmp(trust->crls[i]->sha256, crl->sha256, VMST_SHA256_SIZE) ==
            0) {
            vmst_crl_free(trust->crls[i]);
        } else {
            trust->crls[kept++] = trust->crls[i];
        }
    }
    trust->crl_count = kept;
    return before - kept;
}

int
vmst_cert_order(const struct vmst_cert *a, const struct vmst_cert *b)
{
    if (a->subject.hash != b->subject.hash) {
        return a->subject.hash < b->subject.hash ? -1 : 1;
    }
    return memcmp(a->sha256, b->sha256, VMST_SHA256_SIZE);
}

static int
compare_anchors(const void *a, const void *b)
{
    return vmst_cert_order(((const struct vmst_anchor *)a)->cert,
                           ((const struct vmst_anchor *)b)->cert);
}

static int
compare_certs(const void *a, const void *b)
{
    return vmst_cert_order(*(struct vmst_cert *const *)a,
                           *(struct vmst_cert *const *)b);
}

static int
compare_crls(const void *a, const void *b)
{
    const struct vmst_crl *first = *(struct vmst_crl *const *)a;
    const struct vmst_crl *second = *(struct vmst_crl *const *)b;
    if (first->issuer.hash != second->issuer.hash) {
        return first->issuer.hash < second->issuer.hash ? -1 : 1;
    }
    return memcmp(first->sha256, second->sha256, VMST_SHA256_SIZE);
}

static int
compare_digests(const void *a, const void *b)
{
    return memcmp(a, b, VMST_SHA256_SIZE);
}

static void
join_roles(struct vmst_role_set *kept, const struct vmst_role_set *other)
{
    kept->has_every = kept->has_every || other->has_every;
    for (size_t i = 0; i < VMST_COUNT(kept->bits); i++) {
        kept->bits[i] |= other->bits[i];
    }
}

/* Two entries of one certificate become one with the union of their roles. */
static void
join_anchor(struct vmst_anchor *kept, const struct vmst_anchor *other)
{
    join_roles(&kept->own, &other->own);
    join_roles(&kept->system, &other->system);
    vmst_cert_free(other->cert);
}

/* How many at the front are in order: what a generation took over from the one
 * before. */
static size_t
count_sorted(const struct vmst_trust *trust)
{
    size_t count = 1;
    while (count < trust->anchor_count &&
           compare_anchors(&trust->anchors[count - 1],
                           &trust->anchors[count]) <= 0) {
        count++;
    }
    return count;
}

/* Puts one into its place among those before it, which are in order. */
static void
insert_anchor(struct vmst_trust *trust, size_t index)
{
    const struct vmst_anchor anchor = trust->anchors[index];
    size_t low = 0;
    size_t high = index;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_anchors(&trust->anchors[middle], &anchor) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    memmove(&trust->anchors[low + 1], &trust->anchors[low],
            (index - low) * sizeof(anchor));
    trust->anchors[low] = anchor;
}

/* Few new ones are put in one by one: who adds thousands, each in a change of
 * its own, does not sort all of them each time. */
#define FEW 16

static void
sort_anchors(struct vmst_trust *trust)
{
    size_t sorted = count_sorted(trust);
    if (trust->anchor_count - sorted > FEW) {
        qsort(trust->anchors, trust->anchor_count, sizeof(trust->anchors[0]),
              compare_anchors);
        return;
    }
    for (size_t i = sorted; i < trust->anchor_count; i++) {
        insert_anchor(trust, i);
    }
}

static void
seal_anchors(struct vmst_trust *trust)
{
    if (trust->anchor_count == 0) {
        return;
    }
    sort_anchors(trust);
    size_t last = 0;
    for (size_t i = 1; i < trust->anchor_count; i++) {
        if (compare_anchors(&trust->anchors[last], &trust->anchors[i]) == 0) {
            join_anchor(&trust->anchors[last], &trust->anchors[i]);
        } else {
            trust->anchors[++last] = trust->anchors[i];
        }
    }
    trust->anchor_count = last + 1;
}

static void
seal_intermediates(struct vmst_trust *trust)
{
    if (trust->intermediate_count == 0) {
        return;
    }
    struct vmst_cert **list = trust->intermediates;
    qsort(list, trust->intermediate_count, sizeof(list[0]), compare_certs);
    size_t last = 0;
    for (size_t i = 1; i < trust->intermediate_count; i++) {
        if (compare_certs(&list[last], &list[i]) == 0) {
            vmst_cert_free(list[i]);
        } else {
            list[++last] = list[i];
        }
    }
    trust->intermediate_count = last + 1;
}

static void
seal_crls(struct vmst_trust *trust)
{
    if (trust->crl_count == 0) {
        return;
    }
    struct vmst_crl **list = trust->crls;
    qsort(list, trust->crl_count, sizeof(list[0]), compare_crls);
    size_t last = 0;
    for (size_t i = 1; i < trust->crl_count; i++) {
        if (compare_crls(&list[last], &list[i]) == 0) {
            vmst_crl_free(list[i]);
        } else {
            list[++last] = list[i];
        }
    }
    trust->crl_count = last + 1;
}

/* Sorts, and drops what is double. */
static void
seal_digests(struct vmst_digest *list, size_t *count)
{
    if (*count == 0) {
        return;
    }
    qsort(list, *count, sizeof(list[0]), compare_digests);
    size_t last = 0;
    for (size_t i = 1; i < *count; i++) {
        if (compare_digests(&list[last], &list[i]) != 0) {
            list[++last] = list[i];
        }
    }
    *count = last + 1;
}

void
vmst_trust_seal(struct vmst_trust *trust)
{
    seal_anchors(trust);
    seal_intermediates(trust);
    seal_crls(trust);
    seal_digests(trust->distrusted_certs, &trust->distrusted_cert_count);
    seal_digests(trust->distrusted_keys, &trust->distrusted_key_count);
    trust->generation =
        atomic_fetch_add_explicit(&last_generation, 1, memory_order_relaxed) +
        1;
}

/* One reader for all arrays: the name by which element `index` is found. */
typedef const struct vmst_name *(*name_at)(const struct vmst_trust *, size_t);

static const struct vmst_name *
anchor_at(const struct vmst_trust *trust, size_t index)
{
    return &trust->anchors[index].cert->subject;
}

static const struct vmst_name *
intermediate_at(const struct vmst_trust *trust, size_t index)
{
    return &trust->intermediates[index]->subject;
}

static const struct vmst_name *
crl_at(const struct vmst_trust *trust, size_t index)
{
    return &trust->crls[index]->issuer;
}

/* The first element whose name's hash is not below `hash`. */
static size_t
lower_bound(const struct vmst_trust *trust, name_at at, size_t count,
            uint64_t hash)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at(trust, middle)->hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Names of one hash are equal: the hash is keyed per process (cert/name.h).
 * Where two are not, the range ends before the stranger: less is found, never
 * another name. */
static struct vmst_range
find_range(const struct vmst_trust *trust, name_at at, size_t count,
           const struct vmst_name *name)
{
    size_t first = lower_bound(trust, at, count, name->hash);
    size_t end = first;
    while (end < count && vmst_name_equal(at(trust, end), name)) {
        end++;
    }
    return (struct vmst_range){first, end - first};
}

struct vmst_range
vmst_trust_find_anchors(const struct vmst_trust *trust,
                        const struct vmst_name *subject)
{
    return find_range(trust, anchor_at, trust->anchor_count, subject);
}

struct vmst_range
vmst_trust_find_intermediates(const struct vmst_trust *trust,
                              const struct vmst_name *subject)
{
    return find_range(trust, intermediate_at, trust->intermediate_count,
                      subject);
}

struct vmst_range
vmst_trust_find_crls(const struct vmst_trust *trust,
                     const struct vmst_name *issuer)
{
    return find_range(trust, crl_at, trust->crl_count, issuer);
}

const struct vmst_anchor *
vmst_trust_find_anchor(const struct vmst_trust *trust,
                       const struct vmst_cert *cert)
{
    struct vmst_range range = vmst_trust_find_anchors(trust, &cert->subject);
    for (size_t i = 0; i < range.count; i++) {
        const struct vmst_anchor *anchor = &trust->anchors[range.first + i];
        if (vmst_cert_equal(anchor->cert, cert)) {
            return anchor;
        }
    }
    return NULL;
}

bool
vmst_trust_has_intermediate(const struct vmst_trust *trust,
                            const struct vmst_cert *cert)
{
    struct vmst_range range =
        vmst_trust_find_intermediates(trust, &cert->subject);
    for (size_t i = 0; i < range.count; i++) {
        if (vmst_cert_equal(trust->intermediates[range.first + i], cert)) {
            return true;
        }
    }
    return false;
}

bool
vmst_trust_has_cert(const struct vmst_trust *trust,
                    const struct vmst_cert *cert)
{
    return vmst_trust_find_anchor(trust, cert) != NULL ||
           vmst_trust_has_intermediate(trust, cert);
}

bool
vmst_trust_has_pin(const struct vmst_trust *trust, const char *host)
{
    for (size_t i = 0; i < trust->pin_count; i++) {
        if (strcmp(trust->pins[i].host, host) == 0) {
            return true;
        }
    }
    return false;
}

bool
vmst_role_set_has(const struct vmst_role_set *set, vmstrust_role role)
{
    unsigned number = (unsigned)role;
    return set->has_every ||
           (number < 256 && (set->bits[number / 64] >> number % 64 & 1) != 0);
}

bool
vmst_role_set_is_empty(const struct vmst_role_set *set)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < VMST_COUNT(set->bits); i++) {
        bits |= set->bits[i];
    }
    return !set->has_every && bits == 0;
}

bool
vmst_anchor_is_own(const struct vmst_anchor *anchor, vmstrust_role role)
{
    return vmst_role_set_has(&anchor->own, role);
}

bool
vmst_anchor_is_for(const struct vmst_anchor *anchor, vmstrust_role role)
{
    return vmst_anchor_is_own(anchor, role) ||
           vmst_role_set_has(&anchor->system, role);
}

static bool
has_digest(const struct vmst_digest *list, size_t count, const uint8_t *digest)
{
    return count > 0 && bsearch(digest, list, count, sizeof(list[0]),
                                compare_digests) != NULL;
}

bool
vmst_trust_distrusts(const struct vmst_trust *trust,
                     const struct vmst_cert *cert)
{
    if (has_digest(trust->distrusted_certs, trust->distrusted_cert_count,
                   cert->sha256)) {
        return true;
    }
    if (trust->distrusted_key_count == 0) {
        return false;
    }
    uint8_t digest[VMST_SHA256_SIZE];
    return vmst_sha256(cert->key.spki, digest) != VMSTRUST_OK ||
           has_digest(trust->distrusted_keys, trust->distrusted_key_count,
                      digest);
}
