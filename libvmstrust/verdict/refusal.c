/*
 * The lints of every certificate in its place, at the severities of one target
 * alone: a row of severities for each place, so that what a stack minds in a
 * server certificate only is not found in a root. Floor 4.
 */
#include "verdict/refusal.h"

#include <stdlib.h>

#include "path/profile.h"
#include "role/leaf.h"

/* One certificate in its place, and where its findings go. */
struct step {
    struct vmst_severities severities; /* of the target, in this place */
    const struct vmst_cert *cert;
    int depth;
    struct vmst_findings *findings;
};

/* --- Severities ---------------------------------------------------------- */

static struct vmst_severities
severities_of(vmstrust_target target, enum vmst_place place)
{
    struct vmst_severities row = {.severity = {VMSTRUST_SEVERITY_OFF}};
    const struct vmst_refusal *refusal = NULL;
    for (size_t i = 0; (refusal = vmst_refusal_at(i)) != NULL; i++) {
        if (refusal->target == target && (refusal->places & place) != 0) {
            row.severity[refusal->finding] = (uint8_t)refusal->severity;
        }
    }
    return row;
}

/* --- The path, by names -------------------------------------------------- */

/* RFC 5280 4.2.1.1: the key identifier tells CAs of one name apart. Of a CA
 * that is there both as a root and signed by another, a stack that trusts the
 * root stops there. */
static int
rank_of(const struct vmst_cert *issuer, const struct vmst_cert *child)
{
    bool has_key =
        vmst_bytes_equal(issuer->subject_key_id, child->authority_key_id);
    return (has_key ? 2 : 0) + (vmst_cert_is_self_issued(issuer) ? 1 : 0);
}

static bool
is_on_path(const struct vmst_certs *path, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < path->count; i++) {
        if (vmst_cert_equal(path->list[i], cert)) {
            return true;
        }
    }
    return false;
}

/* RFC 5280 6.1.3 (a) (4): who has the name of the issuer; of several, the one
 * that ranks highest. NULL: nobody. */
static const struct vmst_cert *
find_issuer(const struct vmst_certs *sent, const struct vmst_certs *path)
{
    const struct vmst_cert *child = path->list[path->count - 1];
    const struct vmst_cert *found = NULL;
    for (size_t i = 1; i < sent->count; i++) {
        const struct vmst_cert *cert = sent->list[i];
        if (cert->is_malformed ||
            !vmst_name_equal(&cert->subject, &child->issuer) ||
            is_on_path(path, cert)) {
            continue;
        }
        if (found == NULL || rank_of(cert, child) > rank_of(found, child)) {
            found = cert;
        }
    }
    return found;
}

static const struct vmst_cert *
end_of(const struct vmst_certs *path)
{
    return path->list[path->count - 1];
}

/* From the first certificate up, whatever the order in which they came. */
static int
walk(const struct vmst_certs *sent, struct vmst_certs *path)
{
    TRY(vmst_certs_add(path, sent->list[0]));
    while (path->count < VMST_LIMIT_PATH &&
           !vmst_cert_is_self_issued(end_of(path))) {
        const struct vmst_cert *issuer = find_issuer(sent, path);
        if (issuer == NULL) {
            break;
        }
        TRY(vmst_certs_add(path, issuer));
    }
    return VMSTRUST_OK;
}

/* --- The checks ---------------------------------------------------------- */

static void
add(const struct step *step, vmstrust_finding number)
{
    vmst_findings_add(step->findings, &step->severities,
                      (struct vmst_finding){.number = number,
                                            .depth = step->depth,
                                            .cert = step->cert});
}

static void
check_leaf(const struct step *step, const struct vmst_rules *rules)
{
    struct vmst_bytes name;
    vmst_leaf_check_names(rules, step->cert, step->findings);
    if (vmst_host_common_name(step->cert, &name)) {
        add(step, VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT);
    }
}

/* A root of version 1 cannot be marked: stacks that mind the missing mark of
 * version 3 let it pass, and for the others it is version-not-3. */
static void
check_anchor(const struct step *step)
{
    const struct vmst_cert *cert = step->cert;
    if (cert->version == 3 &&
        !vmst_cert_has(cert, VMST_EXT_BASIC_CONSTRAINTS)) {
        add(step, VMSTRUST_FINDING_TRUSTED_ROOT_NOT_MARKED_AS_CA);
    }
}

static enum vmst_place
place_on(const struct vmst_certs *path, size_t depth)
{
    if (depth == 0) {
        return VMST_PLACE_LEAF;
    }
    return vmst_cert_is_self_issued(path->list[depth])
               ? VMST_PLACE_ANCHOR
               : VMST_PLACE_INTERMEDIATE;
}

static void
check_cert(struct vmst_refusals *refusals, size_t depth)
{
    const enum vmst_place place = place_on(&refusals->path, depth);
    const struct step step = {severities_of(refusals->target, place),
                              refusals->path.list[depth], (int)depth,
                              &refusals->findings};
    const struct vmst_rules rules = {.severities = &step.severities};
    vmst_profile_check(&rules, step.cert, step.depth, place, step.findings);
    if (place == VMST_PLACE_LEAF) {
        check_leaf(&step, &rules);
    } else if (place == VMST_PLACE_ANCHOR) {
        check_anchor(&step);
    }
}

static bool
has_root(const struct vmst_certs *sent)
{
    for (size_t i = 1; i < sent->count; i++) {
        if (!sent->list[i]->is_malformed &&
            vmst_cert_is_self_issued(sent->list[i])) {
            return true;
        }
    }
    return false;
}

/* A path that stops short of a root which is there has a gap. A server
 * certificate alone may have been issued by a trusted root: that nobody can
 * tell from here, so it is no more than a warning. */
static void
check_end(struct vmst_refusals *refusals, const struct vmst_certs *sent)
{
    const vmstrust_finding gap = VMSTRUST_FINDING_INTERMEDIATE_NOT_SENT;
    const struct vmst_certs *path = &refusals->path;
    struct step step = {severities_of(refusals->target, VMST_PLACE_LEAF),
                        end_of(path), (int)path->count - 1,
                        &refusals->findings};
    if (vmst_cert_is_self_issued(step.cert)) {
        return;
    }
    if (has_root(sent)) {
        add(&step, gap);
    } else if (path->count == 1) {
        if (step.severities.severity[gap] == VMSTRUST_SEVERITY_ERROR) {
            step.severities.severity[gap] = VMSTRUST_SEVERITY_WARNING;
        }
        add(&step, gap);
    }
}

static int
check_first(const struct vmst_certs *sent, struct vmst_note *note)
{
    if (sent->count == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "The chain has no certificate to judge.");
    }
    if (sent->list[0]->is_malformed) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "The first certificate is not well formed: what a "
                         "stack would say to it is not known.");
    }
    return VMSTRUST_OK;
}

static void
forget_facts(struct vmst_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        findings->rows[i].expected = (struct vmst_fact){VMST_FACT_NONE, {0}};
        findings->rows[i].found = (struct vmst_fact){VMST_FACT_NONE, {0}};
    }
}

int
vmst_refusals_find(const struct vmst_chain *chain, vmstrust_target target,
                   struct vmst_note *note, struct vmst_refusals **refusals)
{
    TRY(check_first(&chain->certs, note));
    AUTO(refusals) made = calloc(1, sizeof(*made));
    if (made == NULL || walk(&chain->certs, &made->path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    made->target = target;
    for (size_t depth = 0; depth < made->path.count; depth++) {
        check_cert(made, depth);
    }
    check_end(made, &chain->certs);
    vmst_findings_sort(&made->findings);
    forget_facts(&made->findings);
    *refusals = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_refusals_free(struct vmst_refusals *refusals)
{
    if (refusals != NULL) {
        vmst_certs_free(&refusals->path);
        free(refusals);
    }
}

const struct vmst_refusal *
vmst_refusals_row(const struct vmst_refusals *refusals, size_t index)
{
    return vmst_target_refusal(refusals->target,
                               refusals->findings.rows[index].number);
}
