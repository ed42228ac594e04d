/*
 * The verdict. The order of the parts is fixed: the clock, the certificate's
 * form, distrust, the host, a pin or the path, then what a role asks. A part
 * that cannot be judged is an error, never skipped. Floor 4.
 */
#include "verdict/verify.h"

#include "base/time.h"
#include "path/profile.h"
#include "role/leaf.h"

#define DAY INT64_C(86400)

struct judgement { /* one call of vmst_judge */
    const struct vmst_question *question;
    struct vmst_rules rules;
    struct vmst_findings about_leaf; /* not of the path */
    struct vmst_bytes initial_policies[VMST_LIMIT_INITIAL_POLICIES];
    struct vmst_verdict *verdict;
};

static const struct vmst_cert *
leaf_of(const struct vmst_question *question)
{
    return question->chain->certs.list[0];
}

static void
add(struct judgement *judgement, vmstrust_finding number, int depth,
    const struct vmst_cert *cert, struct vmst_fact expected,
    struct vmst_fact found)
{
    vmst_findings_add(&judgement->about_leaf, judgement->rules.severities,
                      (struct vmst_finding){.number = number,
                                            .depth = depth,
                                            .cert = cert,
                                            .expected = expected,
                                            .found = found});
}

/* --- Before the certificate -------------------------------------------------- */

/* Where the name is not judged, the host still has its pins; one that is no
 * host has none. */
static int
read_host_for_pins(const char *asked, struct vmst_host *host,
                   struct vmst_note *note)
{
    int code = asked == NULL ? VMSTRUST_OK : vmst_host_read(asked, host, note);
    if (code == VMSTRUST_E_ARGUMENT) {
        *host = (struct vmst_host){.kind = VMST_HOST_NONE};
        *note = (struct vmst_note){.code = VMSTRUST_OK};
        return VMSTRUST_OK;
    }
    return code;
}

/* RFC 9525 6.1: the one name that was dialled, as the caller gives it. */
static int
read_host(const struct vmst_question *question, struct vmst_note *note,
          struct vmst_host *host)
{
    const struct vmst_policy *policy = question->policy;
    *host = (struct vmst_host){.kind = VMST_HOST_NONE};
    if (policy->insecure_skip_name) {
        return read_host_for_pins(question->host, host, note);
    }
    if (question->host != NULL) {
        return vmst_host_read(question->host, host, note);
    }
    if (!vmst_role_takes_host(policy->role)) {
        return VMSTRUST_OK;
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "A host is needed: the name or address that was dialled "
                     "for the role %s.",
                     policy->role->row.id);
}

/* RFC 5280 6.1.1 (b). */
static int
read_clock(const struct vmst_chain *chain, struct vmst_note *note, int64_t *now)
{
    *now = chain->time;
    if (!chain->has_time && vmst_time_now(now) != VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CLOCK,
                         "The system's clock could not be read.");
    }
    return VMSTRUST_OK;
}

static struct vmst_bytes
purpose_of(enum vmst_role_kind kind)
{
    static const uint8_t server_auth[] = {0x2b, 0x06, 0x01, 0x05,
                                          0x05, 0x07, 0x03, 0x01};
    static const uint8_t client_auth[] = {0x2b, 0x06, 0x01, 0x05,
                                          0x05, 0x07, 0x03, 0x02};
    switch (kind) {
    case VMST_ROLE_SERVER:
        return vmst_bytes(server_auth, sizeof(server_auth));
    case VMST_ROLE_CLIENT:
        return vmst_bytes(client_auth, sizeof(client_auth));
    case VMST_ROLE_AUTHORITY:
    case VMST_ROLE_ANY:
        break;
    }
    return vmst_bytes(NULL, 0);
}

static struct vmst_rules
rules_of(const struct vmst_policy *policy, int64_t now)
{
    return (struct vmst_rules){
        .severities = &policy->severities,
        .now = now,
        .skip_time = policy->insecure_skip_time,
        .allow_weak = policy->insecure_allow_weak,
        .anchor_fields = vmst_policy_anchor_fields(policy),
        .may_lack_anchor_mark =
            policy->rules->anchor_mark != VMST_ANCHOR_MARK_IGNORED,
        .max_intermediates = policy->max_intermediates,
        .leaf_place = policy->role->kind == VMST_ROLE_AUTHORITY
                          ? VMST_PLACE_INTERMEDIATE
                          : VMST_PLACE_LEAF,
        .is_for_authority = policy->role->kind == VMST_ROLE_AUTHORITY,
        .revocation = policy->revocation,
        .ignore_crl_expiry = policy->insecure_ignore_crl_expiry,
        .skip_issuer_revocation = policy->insecure_skip_issuer_revocation,
        .role = (vmstrust_role)policy->role->row.number,
        .purpose = policy->purpose.size > 0
                       ? vmst_bytes(policy->purpose.bytes, policy->purpose.size)
                       : purpose_of(policy->role->kind),
        /* RFC 5280 6.1.1 (e), (f), (g). */
        .explicit_policy = policy->explicit_policy,
        .inhibit_mapping = policy->inhibit_mapping,
        .inhibit_any = policy->inhibit_any};
}

/* RFC 5280 6.1.1 (c). */
static void
set_initial_policies(struct judgement *judgement)
{
    const struct vmst_policy *policy = judgement->question->policy;
    for (size_t i = 0; i < policy->initial_policy_count; i++) {
        judgement->initial_policies[i] =
            vmst_bytes(policy->initial_policies[i].bytes,
                       policy->initial_policies[i].size);
    }
    judgement->rules.initial_policies = (struct vmst_oids){
        judgement->initial_policies, policy->initial_policy_count};
}

static void
check_clock(struct judgement *judgement)
{
    const struct vmst_policy *policy = judgement->question->policy;
    if (policy->has_earliest_time && !policy->insecure_skip_time &&
        judgement->rules.now < policy->earliest_time) {
        add(judgement, VMSTRUST_FINDING_CLOCK_WRONG, VMST_DEPTH_NONE, NULL,
            VMST_FACT_OF_TIME(policy->earliest_time),
            VMST_FACT_OF_TIME(judgement->rules.now));
    }
}

/* --- What was sent ------------------------------------------------------------ */

static void
check_extras(struct judgement *judgement)
{
    const struct vmst_certs *certs = &judgement->question->chain->certs;
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    for (size_t i = 1; i < certs->count; i++) {
        if (certs->list[i]->is_malformed) {
            add(judgement, VMSTRUST_FINDING_MALFORMED_EXTRA, VMST_DEPTH_NONE,
                certs->list[i], none, VMST_FACT_OF_CERT(VMST_FACT_NOTE));
            return; /* one stands for all: it is no error */
        }
    }
}

/* False: nothing more can be judged. */
static bool
check_leaf_itself(struct judgement *judgement)
{
    const struct vmst_cert *leaf = leaf_of(judgement->question);
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    if (leaf->is_malformed) {
        vmst_findings_refuse(
            &judgement->about_leaf,
            (struct vmst_finding){.number = VMSTRUST_FINDING_MALFORMED,
                                  .cert = leaf,
                                  .found = VMST_FACT_OF_CERT(VMST_FACT_NOTE)});
        return false;
    }
    if (vmst_trust_distrusts(judgement->question->trust, leaf)) {
        add(judgement, VMSTRUST_FINDING_DISTRUSTED, 0, leaf, none, none);
    }
    return true;
}

static void
check_role(struct judgement *judgement)
{
    const struct vmst_policy *policy = judgement->question->policy;
    const struct vmst_cert *leaf = leaf_of(judgement->question);
    struct vmst_verdict *verdict = judgement->verdict;
    if (verdict->host.kind != VMST_HOST_NONE && !policy->insecure_skip_name) {
        verdict->matched = vmst_leaf_check_host(
            &judgement->rules, &verdict->host, leaf,
            policy->rules->has_cn_fallback, &judgement->rules.common_name,
            &judgement->about_leaf);
    }
    vmst_leaf_check_required(&judgement->rules, policy->required,
                             policy->required_count, leaf,
                             &judgement->about_leaf);
    if (policy->role->kind == VMST_ROLE_SERVER) {
        vmst_leaf_check_names(&judgement->rules, leaf, &judgement->about_leaf);
    }
}

/* --- Pin or path ----------------------------------------------------------------- */

struct pins {                       /* what is pinned to one host */
    const struct vmst_pin *any;     /* NULL: nothing */
    const struct vmst_pin *match;   /* this certificate, in force */
    const struct vmst_pin *expired; /* this certificate, no longer */
};

static struct pins
find_pins(const struct judgement *judgement)
{
    const struct vmst_trust *trust = judgement->question->trust;
    const struct vmst_host *host = &judgement->verdict->host;
    struct pins pins = {NULL, NULL, NULL};
    for (size_t i = 0; host->kind != VMST_HOST_NONE && i < trust->pin_count;
         i++) {
        const struct vmst_pin *pin = &trust->pins[i];
        if (strcmp(pin->host, host->text) != 0) {
            continue;
        }
        pins.any = pin;
        if (!vmst_cert_equal(pin->cert, leaf_of(judgement->question))) {
            continue;
        }
        if (judgement->rules.now < pin->expires) {
            pins.match = pin;
        } else {
            pins.expired = pin;
        }
    }
    return pins;
}

/* A match stands for the path. Time, key strength and purpose still count
 * (architecture.md 6). Where revocation must be known it is not: a pin has no
 * issuer to ask.
 * Deviates: a pin restricts the host to what is pinned, which RFC 9525 6.6
 * advises against for a pin made ad hoc; without that a CA of the store could
 * stand in for the device. */
static void
judge_without_path(struct judgement *judgement, bool is_pinned)
{
    const struct vmst_cert *leaf = leaf_of(judgement->question);
    struct vmst_outcome *outcome = &judgement->verdict->outcome;
    *outcome = (struct vmst_outcome){.budget = vmst_budget_full()};
    outcome->path.certs[0] = leaf;
    outcome->path.count = 1;
    judgement->verdict->is_pinned = is_pinned;
    vmst_validate_leaf(&judgement->rules, leaf, is_pinned, &outcome->findings);
    if (judgement->rules.revocation == VMSTRUST_REVOCATION_REQUIRED) {
        add(judgement, VMSTRUST_FINDING_REVOCATION_UNKNOWN, 0, leaf,
            (struct vmst_fact){.kind = VMST_FACT_NONE},
            VMST_FACT_OF_LITERAL("a pin has no issuer to ask"));
    }
}

/* True: that is the end of it. Where the caller lowered the finding, the path
 * that a pin would have stood for is needed again. */
static bool
note_changed_pin(struct judgement *judgement, const struct pins *pins)
{
    const struct vmst_cert *leaf = leaf_of(judgement->question);
    add(judgement, VMSTRUST_FINDING_PIN_CHANGED, 0, leaf,
        pins->expired != NULL ? VMST_FACT_OF_TIME(pins->expired->expires)
                              : VMST_FACT_OF_PINNED(pins->any->cert),
        VMST_FACT_OF_DIGEST(leaf->sha256));
    return judgement->rules.severities
               ->severity[VMSTRUST_FINDING_PIN_CHANGED] ==
           VMSTRUST_SEVERITY_ERROR;
}

static int
judge_path(struct judgement *judgement, struct vmst_note *note)
{
    const struct vmst_question *question = judgement->question;
    const struct pins pins = find_pins(judgement);
    if (pins.match != NULL ||
        (pins.any != NULL && note_changed_pin(judgement, &pins))) {
        judge_without_path(judgement, pins.match != NULL);
        return VMSTRUST_OK;
    }
    const struct vmst_chain *chain = question->chain;
    const struct vmst_pool pool = {.certs = chain->certs.list,
                                   .count = chain->certs.count,
                                   .trust = question->trust,
                                   .cache = question->cache,
                                   .crls = chain->crls.list,
                                   .crl_count = chain->crls.count,
                                   .ocsp = chain->ocsp};
    int code =
        vmst_search(&judgement->rules, &pool, &judgement->verdict->outcome);
    if (code == VMSTRUST_E_MEMORY) {
        return vmst_fail_memory(note);
    }
    if (code == VMSTRUST_E_CRYPTO) {
        return vmst_fail(note, code,
                         "The cryptographic library could not verify a "
                         "signature: it is out of memory or in its error "
                         "state.");
    }
    return code;
}

/* --- After the path ---------------------------------------------------------------- */

static void
check_due(struct judgement *judgement)
{
    const struct vmst_path *path = &judgement->verdict->outcome.path;
    const struct vmst_rules *rules = &judgement->rules;
    int64_t soon = (int64_t)judgement->question->policy->due_within * DAY;
    const struct vmst_fact none = {.kind = VMST_FACT_NONE};
    for (size_t i = 0; i < path->count && !rules->skip_time; i++) {
        /* Years have four digits in a certificate, any number in a clock. */
        int64_t end = path->certs[i]->not_after;
        if (rules->now <= end && rules->now > end - soon) {
            add(judgement, VMSTRUST_FINDING_EXPIRES_SOON, (int)i,
                path->certs[i], none,
                VMST_FACT_OF_NUMBER((end - rules->now) / DAY));
        }
    }
}

/* A finding of the search is about a certificate, wherever that came to stand
 * in the end. */
static void
place_on_path(const struct vmst_path *path, struct vmst_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct vmst_finding *finding = &findings->rows[i];
        for (size_t k = 0; k < path->count; k++) {
            if (finding->depth == VMST_DEPTH_NONE && finding->cert != NULL &&
                finding->cert == path->certs[k]) {
                finding->depth = (int)k;
            }
        }
    }
}

static void
join_key(struct judgement *judgement)
{
    const struct vmst_key_answer *key = judgement->question->key;
    for (size_t i = 0; key != NULL && i < key->findings.count; i++) {
        vmst_findings_add(&judgement->verdict->outcome.findings,
                          judgement->rules.severities, key->findings.rows[i]);
    }
}

static void
conclude(struct judgement *judgement)
{
    struct vmst_verdict *verdict = judgement->verdict;
    struct vmst_findings *findings = &verdict->outcome.findings;
    vmst_findings_join(findings, &judgement->about_leaf);
    join_key(judgement);
    place_on_path(&verdict->outcome.path, findings);
    vmst_findings_sort(findings);
    verdict->is_trusted = !findings->has_error;
}

int
vmst_judge(const struct vmst_question *question, struct vmst_note *note,
           struct vmst_verdict *verdict)
{
    struct judgement judgement = {.question = question, .verdict = verdict};
    *verdict = (struct vmst_verdict){.matched = VMSTRUST_MATCH_NONE};
    if (question->chain->certs.count == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "The chain has no certificate to judge.");
    }
    TRY(read_host(question, note, &verdict->host));
    TRY(read_clock(question->chain, note, &verdict->judged_at));
    judgement.rules = rules_of(question->policy, verdict->judged_at);
    set_initial_policies(&judgement);
    check_clock(&judgement);
    check_extras(&judgement);
    if (check_leaf_itself(&judgement)) {
        check_role(&judgement);
        TRY(judge_path(&judgement, note));
        check_due(&judgement);
    } else {
        verdict->outcome.path.certs[0] = leaf_of(question);
        verdict->outcome.path.count = 1;
    }
    conclude(&judgement);
    return VMSTRUST_OK;
}
