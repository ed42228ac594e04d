/*
 * Law: the search trusts if and only if some path can be trusted. Every path
 * of a small world is looked at, without cleverness: who issued whom is known,
 * because the input says which key signed. So no path is missed and none
 * invented, in any order of what was sent; nothing that is distrusted is on
 * one; and what is left of the budget was there before.
 *
 * An input is a byte that changes the rules and six bytes for each
 * certificate: who, by whom, which of its properties, where it is put. The
 * first is the one judged. Signatures are real.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../tests/scene.h"
#include "path/policies.h"
#include "path/search.h"

enum { LAST = 10, BYTES = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum place { SENT, STORED, TRUSTED, TRUSTED_ELSEWHERE };

struct item {
    struct build_wish wish;
    struct vmst_cert *cert;
    enum place place;
    bool is_distrusted;
};

struct world {
    struct vmst_severities severities;
    struct vmst_rules rules;
    struct item items[LAST];
    size_t count;
    struct vmst_trust *trust;
    struct vmst_policy_scratch *scratch;
};

static void
must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* --- Reading --------------------------------------------------------------- */

static const char *const subjects[] = {"A", "B", "C", "D", "E", "F", "G", "H"};

static unsigned
flags_of(uint8_t byte)
{
    unsigned flags = (byte & 3) == 3 ? 0 : BUILD_CA;

    flags |= (byte & 4) != 0 ? (unsigned)BUILD_NO_KEY_IDS : 0;
    flags |= (byte & 0x38) == 0x38 ? (unsigned)BUILD_BAD_SIGNATURE : 0;
    flags |= (byte & 0xc0) == 0xc0 && (flags & BUILD_CA) != 0
                 ? (unsigned)BUILD_PATH_LENGTH
                 : 0;
    return flags;
}

static const char *
pick(const char *const *list, uint8_t byte)
{
    return list[byte & 3];
}

static struct item
read_item(const uint8_t *data, unsigned serial)
{
    static const char *const names[] = {"dns:rec01.site.local", "dns:a.b", NULL,
                                        "ip:10.0.0.5 email:a@b.c"};
    static const char *const permitted[] = {NULL, NULL, NULL, "dns:site.local"};
    static const char *const excluded[] = {NULL, NULL, NULL,
                                           "dir:D ip:10.0.0.0/255.0.0.0"};
    struct item item = {.place = (enum place)(data[3] & 3)};

    item.is_distrusted = (data[3] & 0x1c) == 0x1c;
    item.wish = (struct build_wish){
        .subject = subjects[data[0] & 7],
        .issuer = subjects[data[0] >> 3 & 7],
        .key = 1 + (data[1] & 7),
        .signer = 1 + (data[1] >> 3 & 7),
        .serial = serial,
        .flags = flags_of(data[2]),
        .path_length = data[1] >> 6,
        .key_usage = (data[3] & 0xe0) == 0xe0 ? VMST_USAGE_CRL_SIGN : 0,
        .not_after = (data[0] & 0xc0) == 0xc0 ? BUILD_NOW - 1 : 0,
        .key_id = (data[4] & 0xf8) == 0xf8 ? 1 + (data[4] & 7) : 0,
        .issuer_key_id = (data[5] & 0xf8) == 0xf8 ? 1 + (data[5] & 7) : 0,
        .names = pick(names, data[4]),
        .permitted = pick(permitted, data[5]),
        .excluded = pick(excluded, data[5] >> 2),
    };
    return item;
}

static void
read_world(const uint8_t *data, size_t size, struct world *world)
{
    world->severities = scene_severities("path");
    world->rules = scene_rules(&world->severities);
    if ((data[0] & 1) != 0) {
        world->rules.anchor_fields = 0;
    }
    if ((data[0] & 2) != 0) {
        world->rules.max_intermediates = data[0] >> 4 & 3;
    }
    world->rules.skip_time = (data[0] & 4) != 0;
    for (data++, size--; size >= BYTES && world->count < LAST;
         data += BYTES, size -= BYTES) {
        struct item *item = &world->items[world->count++];

        *item = read_item(data, (unsigned)world->count);
        item->cert = build_cert(&item->wish);
        must(!item->cert->is_malformed);
    }
}

static void
make_trust(struct world *world)
{
    must(vmst_trust_new(NULL, &world->trust) == VMSTRUST_OK);
    for (size_t i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        struct vmst_trust *trust = world->trust;

        if (item->place == STORED) {
            must(vmst_trust_add_intermediate(trust, item->cert) == 0);
        } else if (item->place == TRUSTED) {
            must(vmst_trust_add_anchor(trust, item->cert, 0, false) == 0);
        } else if (item->place == TRUSTED_ELSEWHERE) {
            must(vmst_trust_add_anchor(trust, item->cert,
                                       VMSTRUST_ROLE_MOBILE_SERVER,
                                       false) == 0);
        }
        if (item->is_distrusted) {
            must((i % 2 == 0
                      ? vmst_trust_distrust_cert(trust, item->cert)
                      : vmst_trust_distrust_key(trust, item->cert)) == 0);
        }
    }
    vmst_trust_seal(world->trust);
}

/* --- Every path --------------------------------------------------------------- */

static bool
is_distrusted(const struct world *world, const struct item *item)
{
    for (size_t i = 0; i < world->count; i++) {
        const struct item *other = &world->items[i];
        bool by_key = i % 2 != 0 && other->wish.key == item->wish.key;

        if (other->is_distrusted && (by_key || other == item)) {
            return true;
        }
    }
    return false;
}

static bool
has_issued(const struct item *issuer, const struct item *child)
{
    return strcmp(child->wish.issuer, issuer->wish.subject) == 0 &&
           child->wish.signer == issuer->wish.key &&
           (child->wish.flags & BUILD_BAD_SIGNATURE) == 0;
}

static bool
is_same_authority(const struct item *a, const struct item *b)
{
    return a->wish.key == b->wish.key &&
           strcmp(a->wish.subject, b->wish.subject) == 0;
}

struct walk { /* the path in hand, by number of item */
    size_t items[LAST];
    size_t count;
};

static bool
is_on(const struct world *world, const struct walk *walk, size_t number)
{
    for (size_t i = 0; i < walk->count; i++) {
        if (is_same_authority(&world->items[walk->items[i]],
                              &world->items[number])) {
            return true;
        }
    }
    return false;
}

static bool
is_valid(const struct world *world, const struct walk *walk)
{
    static struct vmst_findings findings;
    struct vmst_budget budget = vmst_budget_full();
    struct vmst_path path = {.count = walk->count};

    findings = (struct vmst_findings){.count = 0};
    for (size_t i = 0; i < walk->count; i++) {
        path.certs[i] = world->items[walk->items[i]].cert;
    }
    path.anchor =
        vmst_trust_find_anchor(world->trust, path.certs[walk->count - 1]);
    must(path.anchor != NULL);
    vmst_validate(&world->rules, &path, world->scratch, &budget, &findings);
    must(budget.spent == NULL);
    return !findings.has_error;
}

/* At most LAST deep: no authority stands on a path twice. */
static bool
leads_to_trust(const struct world *world, struct walk *walk)
{
    const struct item *top = &world->items[walk->items[walk->count - 1]];
    bool is_leaf = walk->count == 1;

    if (!is_leaf && is_distrusted(world, top)) {
        return false;
    }
    if (top->place == TRUSTED && is_valid(world, walk)) {
        return true;
    }
    if (top->place == TRUSTED && !is_leaf) {
        return false; /* an anchor ends a path */
    }
    for (size_t i = 0; i < world->count; i++) {
        if (world->items[i].place == TRUSTED_ELSEWHERE ||
            !has_issued(&world->items[i], top) || is_on(world, walk, i)) {
            continue;
        }
        walk->items[walk->count++] = i;
        bool leads = leads_to_trust(world, walk);
        walk->count--;
        if (leads) {
            return true;
        }
    }
    return false;
}

/* --- The search ---------------------------------------------------------------- */

static void
check_outcome(const struct world *world, const struct vmst_outcome *outcome)
{
    const struct vmst_budget full = vmst_budget_full();
    struct walk walk = {.items = {0}, .count = 1};

    must(outcome->budget.spent == NULL);
    must(outcome->budget.signatures <= full.signatures);
    must(outcome->budget.steps <= full.steps);
    must(outcome->budget.paths <= full.paths);
    must(outcome->path.count >= 1);
    must(outcome->findings.has_error == !leads_to_trust(world, &walk));
    for (size_t i = 1; i < outcome->path.count && !outcome->findings.has_error;
         i++) {
        must(!vmst_trust_distrusts(world->trust, outcome->path.certs[i]));
    }
}

static size_t
collect_sent(const struct world *world, bool is_backwards,
             struct vmst_cert **sent)
{
    size_t count = 0;

    sent[count++] = world->items[0].cert;
    for (size_t i = 1; i < world->count; i++) {
        const struct item *item =
            &world->items[is_backwards ? world->count - i : i];
        if (item->place == SENT) {
            sent[count++] = item->cert;
        }
    }
    return count;
}

static void
search(const struct world *world, bool is_backwards,
       struct vmst_outcome *outcome)
{
    struct vmst_cert *sent[LAST];
    const struct vmst_pool pool = {.certs = sent,
                                   .count =
                                       collect_sent(world, is_backwards, sent),
                                   .trust = world->trust};

    must(vmst_search(&world->rules, &pool, outcome) == VMSTRUST_OK);
    check_outcome(world, outcome);
}

static void
check_world(const struct world *world)
{
    static struct vmst_outcome forwards, backwards;
    char said[4096];

    search(world, false, &forwards);
    search(world, true, &backwards);
    must(forwards.path.count == backwards.path.count);
    must(memcmp(forwards.path.certs, backwards.path.certs,
                forwards.path.count * sizeof forwards.path.certs[0]) == 0);
    strcpy(said, scene_say(&forwards.findings, VMSTRUST_SEVERITY_WARNING));
    must(strcmp(said, scene_say(&backwards.findings,
                                VMSTRUST_SEVERITY_WARNING)) == 0);
    must(forwards.near.count == backwards.near.count);
    must(memcmp(forwards.near.rows, backwards.near.rows,
                forwards.near.count * sizeof forwards.near.rows[0]) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct world world;

    if (size < 1 + BYTES) {
        return 0;
    }
    world = (struct world){.count = 0};
    read_world(data, size, &world);
    world.scratch = vmst_policy_scratch_new();
    must(world.scratch != NULL);
    make_trust(&world);
    check_world(&world);
    free(world.scratch);
    vmst_trust_free(world.trust);
    for (size_t i = 0; i < world.count; i++) {
        vmst_cert_free(world.items[i].cert);
    }
    return 0;
}
