/*
 * Writes the case file of a report: the chain, the policy, and of the trust
 * set what the verdict could see. Which that is follows the search: it goes up
 * by names, so that whatever is not named as an issuer cannot matter. Floor 4.
 */
#include "config.h"

#include "verdict/report.h"

#include <stdlib.h>

#include "base/time.h"
#include "der/oid.h"
#include "der/pem.h"
#include "role/id.h"
#include "role/remedy.h"
#include "verdict/case.h"

void
vmst_case_write_time(struct vmst_buffer *out, int64_t time)
{
    char text[VMST_TIME_TEXT];
    if (time < VMST_TIME_FIRST || time > VMST_TIME_LAST) {
        vmst_buffer_format(out, "@%lld", (long long)time);
    } else {
        vmst_buffer_add_text(out, vmst_time_show(time, text));
    }
}

/* --- What is written of the trust set ------------------------------------ */

struct selection {
    const struct vmst_trust *trust;
    bool *anchors; /* by index, owned */
    bool *intermediates;
    bool *crls;
    size_t *waiting; /* intermediates whose issuers are to be looked for */
    size_t waiting_count;
    size_t anchor_count;
    size_t crl_count;
};

static void
free_selection(struct selection *selection)
{
    free(selection->anchors);
    free(selection->intermediates);
    free(selection->crls);
    free(selection->waiting);
}

#define AUTO_SELECTION __attribute__((cleanup(free_selection))) struct selection

static void
select_anchor(struct selection *selection, size_t index)
{
    if (!selection->anchors[index]) {
        selection->anchors[index] = true;
        selection->anchor_count++;
    }
}

static void
select_intermediate(struct selection *selection, size_t index)
{
    if (!selection->intermediates[index]) {
        selection->intermediates[index] = true;
        selection->waiting[selection->waiting_count++] = index;
    }
}

/* What may have issued under this name. */
static void
select_named(struct selection *selection, const struct vmst_name *name)
{
    const struct vmst_trust *trust = selection->trust;
    const struct vmst_range anchors = vmst_trust_find_anchors(trust, name);
    const struct vmst_range intermediates =
        vmst_trust_find_intermediates(trust, name);
    for (size_t i = 0; i < anchors.count; i++) {
        select_anchor(selection, anchors.first + i);
    }
    for (size_t i = 0; i < intermediates.count; i++) {
        select_intermediate(selection, intermediates.first + i);
    }
}

static void
select_crl(struct selection *selection, size_t index)
{
    if (!selection->crls[index]) {
        selection->crls[index] = true;
        selection->crl_count++;
        select_named(selection, &selection->trust->crls[index]->issuer);
    }
}

static void
select_crls(struct selection *selection, const struct vmst_name *issuer)
{
    const struct vmst_range crls =
        vmst_trust_find_crls(selection->trust, issuer);
    for (size_t i = 0; i < crls.count; i++) {
        select_crl(selection, crls.first + i);
    }
}

/* Lists that another authority makes (RFC 5280 4.2.1.13, cRLIssuer). */
static void
select_indirect_crls(struct selection *selection,
                     const struct vmst_distribution_points *points)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct vmst_general_names *names = &points->list[i].crl_issuer;
        for (size_t k = 0; k < names->count; k++) {
            if (names->list[k].kind == VMST_GENERAL_DIRECTORY) {
                select_crls(selection, names->list[k].directory);
            }
        }
    }
}

/* What may have issued `cert`, what may say that it was revoked, and `cert`
 * itself where it is an anchor. */
static void
select_above(struct selection *selection, const struct vmst_cert *cert)
{
    const struct vmst_trust *trust = selection->trust;
    const struct vmst_anchor *own = vmst_trust_find_anchor(trust, cert);
    if (own != NULL) {
        select_anchor(selection, (size_t)(own - trust->anchors));
    }
    select_named(selection, &cert->issuer);
    select_crls(selection, &cert->issuer);
    select_indirect_crls(selection, &cert->crl_points);
    select_indirect_crls(selection, &cert->freshest_crl);
}

/* The text names the roots where they are few: there must be as many again
 * that it does not. */
static void
select_some_more(struct selection *selection)
{
    for (size_t i = 0; i < selection->trust->anchor_count &&
                       selection->anchor_count <= VMST_ROOTS_NAMED;
         i++) {
        select_anchor(selection, i);
    }
}

static int
allocate_selection(const struct vmst_trust *trust, struct selection *selection)
{
    selection->trust = trust;
    selection->anchors = calloc(trust->anchor_count + 1, sizeof(bool));
    selection->intermediates =
        calloc(trust->intermediate_count + 1, sizeof(bool));
    selection->crls = calloc(trust->crl_count + 1, sizeof(bool));
    selection->waiting = calloc(trust->intermediate_count + 1, sizeof(size_t));
    bool is_whole = selection->anchors != NULL &&
                    selection->intermediates != NULL &&
                    selection->crls != NULL && selection->waiting != NULL;
    return is_whole ? VMSTRUST_OK : VMSTRUST_E_MEMORY;
}

static void
select_all_above(struct selection *selection)
{
    while (selection->waiting_count > 0) {
        size_t index = selection->waiting[--selection->waiting_count];
        select_above(selection, selection->trust->intermediates[index]);
    }
}

/* Whether a list is at hand at all makes a difference, too: one stands for
 * those that are of no concern. */
static int
make_selection(const struct vmst_report *report, struct selection *selection)
{
    TRY(allocate_selection(report->trust, selection));
    for (size_t i = 0; i < report->chain.count; i++) {
        if (!report->chain.list[i]->is_malformed) {
            select_above(selection, report->chain.list[i]);
        }
    }
    for (size_t i = 0; i < report->crls.count; i++) {
        if (!report->crls.list[i]->is_malformed) {
            select_named(selection, &report->crls.list[i]->issuer);
        }
    }
    select_all_above(selection);
    if (selection->crl_count == 0 && report->trust->crl_count > 0) {
        select_crl(selection, 0);
        select_all_above(selection);
    }
    select_some_more(selection);
    return VMSTRUST_OK;
}

/* --- Certificates -------------------------------------------------------- */

static void
write_cert(struct vmst_buffer *out, const struct vmst_cert *cert)
{
    vmst_pem_write(out,
                   cert->is_malformed ? VMST_CASE_MALFORMED : VMST_CASE_CERT,
                   cert->der);
}

static void
write_crl(struct vmst_buffer *out, const char *key, const struct vmst_crl *crl)
{
    vmst_buffer_format(out, "%s:\n", key);
    vmst_pem_write(out, VMST_CASE_CRL, crl->der);
}

static void
write_chain(struct vmst_buffer *out, const struct vmst_report *report)
{
    vmst_buffer_add_text(out, "chain:\n");
    for (size_t i = 0; i < report->chain.count; i++) {
        write_cert(out, report->chain.list[i]);
    }
    for (size_t i = 0; i < report->crls.count; i++) {
        write_crl(out, "chain-crl", report->crls.list[i]);
    }
    if (report->ocsp != NULL) {
        vmst_buffer_add_text(out, "ocsp:\n");
        vmst_pem_write(out, VMST_CASE_OCSP, report->ocsp->der);
    }
}

static void
write_trusted_for(struct vmst_buffer *out, const char *by,
                  const struct vmst_anchor *anchor,
                  const struct vmst_role_set *roles)
{
    if (vmst_role_set_is_empty(roles)) {
        return;
    }
    vmst_buffer_format(out, "anchor: %s", by);
    for (size_t i = 0; i < vmst_role_count() && !roles->has_every; i++) {
        const struct vmst_row *row = &vmst_role_at(i)->row;
        if (vmst_role_set_has(roles, (vmstrust_role)row->number)) {
            vmst_buffer_format(out, " %s", row->id);
        }
    }
    vmst_buffer_add_text(out, "\n");
    write_cert(out, anchor->cert);
}

/* One that is the system's and the caller's own is written as both. */
static void
write_anchor(struct vmst_buffer *out, const struct vmst_anchor *anchor)
{
    write_trusted_for(out, "own", anchor, &anchor->own);
    write_trusted_for(out, "system", anchor, &anchor->system);
}

static bool
is_distrusted_itself(const struct vmst_trust *trust,
                     const struct vmst_cert *cert)
{
    for (size_t i = 0; i < trust->distrusted_cert_count; i++) {
        if (memcmp(trust->distrusted_certs[i].bytes, cert->sha256,
                   VMST_SHA256_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

static void
write_distrust(struct vmst_buffer *out, const struct vmst_trust *trust,
               const struct vmst_cert *cert)
{
    if (!cert->is_malformed && vmst_trust_distrusts(trust, cert)) {
        vmst_buffer_add_text(out, is_distrusted_itself(trust, cert)
                                      ? "distrusted-certificate:\n"
                                      : "distrusted-key:\n");
        write_cert(out, cert);
    }
}

static void
write_pins(struct vmst_buffer *out, const struct vmst_trust *trust,
           const struct vmst_host *host)
{
    for (size_t i = 0; i < trust->pin_count; i++) {
        if (strcmp(trust->pins[i].host, host->text) == 0) {
            vmst_buffer_format(out, "pin: %s ", trust->pins[i].host);
            vmst_case_write_time(out, trust->pins[i].expires);
            vmst_buffer_add_text(out, "\n");
            write_cert(out, trust->pins[i].cert);
        }
    }
}

static int
write_trust(struct vmst_buffer *out, const struct vmst_report *report)
{
    const struct vmst_trust *trust = report->trust;
    AUTO_SELECTION selection = {0};
    TRY(make_selection(report, &selection));
    for (size_t i = 0; i < trust->anchor_count; i++) {
        if (selection.anchors[i]) {
            write_anchor(out, &trust->anchors[i]);
            write_distrust(out, trust, trust->anchors[i].cert);
        }
    }
    for (size_t i = 0; i < trust->intermediate_count; i++) {
        if (selection.intermediates[i]) {
            vmst_buffer_add_text(out, "intermediate:\n");
            write_cert(out, trust->intermediates[i]);
            write_distrust(out, trust, trust->intermediates[i]);
        }
    }
    for (size_t i = 0; i < trust->crl_count; i++) {
        if (selection.crls[i]) {
            write_crl(out, "crl", trust->crls[i]);
        }
    }
    for (size_t i = 0; i < report->chain.count; i++) {
        write_distrust(out, trust, report->chain.list[i]);
    }
    write_pins(out, trust, &report->verdict.host);
    return VMSTRUST_OK;
}

/* --- The policy ---------------------------------------------------------- */

static void
write_time_of(struct vmst_buffer *out, const char *key, int64_t time)
{
    vmst_buffer_format(out, "%s: ", key);
    vmst_case_write_time(out, time);
    vmst_buffer_add_text(out, "\n");
}

static void
write_overrides(struct vmst_buffer *out, const struct vmst_policy *policy)
{
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);
        uint8_t severity = policy->overrides[row->number];
        if (severity != VMST_NO_OVERRIDE) {
            bool is_lowered =
                !row->is_lint && severity < VMSTRUST_SEVERITY_ERROR;
            vmst_buffer_format(out, "%s: %s %s\n",
                               is_lowered ? "insecure-severity" : "severity",
                               row->id,
                               vmst_id_of(vmst_severity_ids(), severity));
        }
    }
}

static void
write_fields(struct vmst_buffer *out, const char *key, uint32_t bits)
{
    const struct vmst_ids fields = vmst_anchor_field_ids();
    if (bits == 0) {
        return;
    }
    vmst_buffer_format(out, "%s:", key);
    for (size_t i = 0; i < fields.count; i++) {
        if ((bits & (uint32_t)fields.rows[i].number) != 0) {
            vmst_buffer_format(out, " %s", fields.rows[i].id);
        }
    }
    vmst_buffer_add_text(out, "\n");
}

static void
write_insecure(struct vmst_buffer *out, const struct vmst_policy *policy)
{
    const struct {
        bool is_set;
        const char *id;
    } rows[] = {
        {policy->insecure_skip_name, "skip-name"},
        {policy->insecure_allow_weak, "allow-weak"},
        {policy->insecure_skip_time, "skip-time"},
        {policy->insecure_skip_issuer_revocation, "skip-issuer-revocation"},
        {policy->insecure_ignore_crl_expiry, "ignore-crl-expiry"},
    };
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (rows[i].is_set) {
            vmst_buffer_format(out, "insecure: %s\n", rows[i].id);
        }
    }
}

static void
write_bounds(struct vmst_buffer *out, const struct vmst_policy *policy)
{
    vmst_buffer_format(
        out, "revocation: %s\n",
        vmst_id_of(vmst_revocation_ids(), (int)policy->revocation));
    vmst_buffer_format(out, "due-within: %u\n", (unsigned)policy->due_within);
    if (policy->max_intermediates != UINT32_MAX) {
        vmst_buffer_format(out, "max-path-length: %u\n",
                           (unsigned)policy->max_intermediates);
    }
    if (policy->has_earliest_time) {
        write_time_of(out, "earliest-time", policy->earliest_time);
    }
    for (size_t i = 0; i < policy->required_count; i++) {
        vmst_buffer_format(out, "required-name: %s\n",
                           policy->required[i].text);
    }
}

static void
write_oid(struct vmst_buffer *out, const char *key, const struct vmst_oid *oid)
{
    vmst_buffer_format(out, "%s: ", key);
    vmst_oid_show(out, vmst_bytes(oid->bytes, oid->size));
    vmst_buffer_add_text(out, "\n");
}

/* The inputs of RFC 5280 6.1.1 (c), (e), (f), (g), and the purpose. */
static void
write_inputs(struct vmst_buffer *out, const struct vmst_policy *policy)
{
    if (policy->purpose.size > 0) {
        write_oid(out, "purpose", &policy->purpose);
    }
    for (size_t i = 0; i < policy->initial_policy_count; i++) {
        write_oid(out, "initial-policy", &policy->initial_policies[i]);
    }
    if (policy->explicit_policy) {
        vmst_buffer_add_text(out, "policies: require-explicit\n");
    }
    if (policy->inhibit_mapping) {
        vmst_buffer_add_text(out, "policies: inhibit-mapping\n");
    }
    if (policy->inhibit_any) {
        vmst_buffer_add_text(out, "policies: inhibit-any\n");
    }
}

static void
write_policy(struct vmst_buffer *out, const struct vmst_policy *policy)
{
    vmst_buffer_format(out, "role: %s\n", policy->role->row.id);
    if (policy->client != NULL) {
        vmst_buffer_format(out, "client: %s\n", policy->client->row.id);
    }
    vmst_buffer_format(out, "rules: %s\n", policy->rules->name);
    write_bounds(out, policy);
    write_inputs(out, policy);
    write_overrides(out, policy);
    write_fields(out, "anchor-fields", policy->anchor_fields_set);
    write_fields(out, "insecure-ignore-anchor-fields",
                 policy->anchor_fields_ignored);
    write_insecure(out, policy);
}

/* --- The file ------------------------------------------------------------ */

static void
write_findings(struct vmst_buffer *out, const struct vmst_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct vmst_finding *finding = &findings->rows[i];
        if (vmst_remedy_is_about_key(finding->number)) {
            continue; /* what lies on this computer goes into no ticket */
        }
        vmst_buffer_format(
            out, "finding: %s %s ",
            vmst_id_of(vmst_severity_ids(), (int)finding->severity),
            vmst_finding_row(finding->number)->id);
        if (finding->depth == VMST_DEPTH_NONE) {
            vmst_buffer_add_text(out, "-\n");
        } else {
            vmst_buffer_format(out, "%d\n", finding->depth);
        }
    }
}

void
vmst_report_write_evidence(const struct vmst_report *report,
                           struct vmst_buffer *out)
{
    const struct vmst_verdict *verdict = &report->verdict;
    vmst_buffer_format(out, "%s: %d\n", VMST_CASE_KEY, VMST_CASE_VERSION);
    vmst_buffer_add_text(out, "written-by: libvmstrust " PACKAGE_VERSION "\n");
    write_policy(out, report->policy);
    if (verdict->host.kind != VMST_HOST_NONE) {
        vmst_buffer_format(out, "host: %s\n", verdict->host.text);
    }
    write_time_of(out, "time", verdict->judged_at);
    write_chain(out, report);
    if (write_trust(out, report) != VMSTRUST_OK) {
        out->failed = true;
    }
    write_findings(out, &verdict->outcome.findings);
}
