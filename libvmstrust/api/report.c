/*
 * vmstrust_report: the readers and the renderers. A row beyond the last, and
 * NULL, read as the empty case. Floor 6.
 */
#include <vmstrust/report.h>

#include "api/error.h"
#include "role/explanation.h"
#include "verdict/report.h"

/* The finding of a row, or NULL. */
static const struct vmst_finding *
finding_at(const vmstrust_report *report, size_t index)
{
    if (report == NULL || index >= report->verdict.outcome.findings.count) {
        return NULL;
    }
    return &report->verdict.outcome.findings.rows[index];
}

static struct vmst_sentences
sentences_at(const vmstrust_report *report, size_t index)
{
    static char none[] = "";
    if (finding_at(report, index) == NULL) {
        return (struct vmst_sentences){none, none, none, none, none, none};
    }
    return report->sentences[index];
}

/* The near miss of a row, or NULL. */
static const struct vmst_near_miss *
near_at(const vmstrust_report *report, size_t index)
{
    if (report == NULL || index >= report->verdict.outcome.near.count) {
        return NULL;
    }
    return &report->verdict.outcome.near.rows[index];
}

/* --- Findings ------------------------------------------------------------ */

bool
vmstrust_report_is_trusted(const vmstrust_report *report)
{
    return report != NULL && report->verdict.is_trusted;
}

size_t
vmstrust_report_get_count(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->verdict.outcome.findings.count;
}

vmstrust_finding
vmstrust_report_get_finding(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL ? VMSTRUST_FINDING_NONE : finding->number;
}

vmstrust_severity
vmstrust_report_get_severity(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL ? VMSTRUST_SEVERITY_OFF : finding->severity;
}

const vmstrust_cert *
vmstrust_report_get_cert(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL ? NULL : finding->cert;
}

int
vmstrust_report_get_depth(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL ? VMST_DEPTH_NONE : finding->depth;
}

vmstrust_client
vmstrust_report_get_client(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL
               ? VMSTRUST_CLIENT_NONE
               : (vmstrust_client)
                     report->policy->severities.client[finding->number];
}

const char *
vmstrust_report_get_title(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).title;
}

const char *
vmstrust_report_get_text(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).text;
}

const char *
vmstrust_report_get_expected(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).expected;
}

const char *
vmstrust_report_get_found(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).found;
}

const char *
vmstrust_report_get_consequence(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).consequence;
}

const char *
vmstrust_report_get_fix(const vmstrust_report *report, size_t index)
{
    return sentences_at(report, index).fix;
}

const char *
vmstrust_report_get_source(const vmstrust_report *report, size_t index)
{
    const struct vmst_finding *finding = finding_at(report, index);
    return finding == NULL ? "" : vmst_explanation_get(finding->number)->source;
}

/* --- Path and near misses ------------------------------------------------ */

size_t
vmstrust_report_get_path_count(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->verdict.outcome.path.count;
}

const vmstrust_cert *
vmstrust_report_get_path_cert(const vmstrust_report *report, size_t depth)
{
    return depth < vmstrust_report_get_path_count(report)
               ? report->verdict.outcome.path.certs[depth]
               : NULL;
}

size_t
vmstrust_report_get_near_miss_count(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->verdict.outcome.near.count;
}

vmstrust_near_miss
vmstrust_report_get_near_miss(const vmstrust_report *report, size_t index)
{
    const struct vmst_near_miss *near = near_at(report, index);
    return near == NULL ? (vmstrust_near_miss)0 : near->kind;
}

const vmstrust_cert *
vmstrust_report_get_near_miss_cert(const vmstrust_report *report, size_t index)
{
    const struct vmst_near_miss *near = near_at(report, index);
    return near == NULL ? NULL : near->cert;
}

const char *
vmstrust_report_get_near_miss_text(const vmstrust_report *report, size_t index)
{
    return near_at(report, index) == NULL ? "" : report->near_texts[index];
}

/* --- Revocation and certificate policies ---------------------------------- */

vmstrust_revocation_state
vmstrust_report_get_revocation(const vmstrust_report *report)
{
    return report == NULL ? VMSTRUST_REVOCATION_STATE_NOT_ASKED
                          : report->verdict.outcome.path.revocation;
}

vmstrust_key_access
vmstrust_report_get_key_access(const vmstrust_report *report)
{
    return report == NULL ? VMSTRUST_KEY_ACCESS_NOT_ASKED : report->key_access;
}

const char *
vmstrust_report_get_key_text(const vmstrust_report *report)
{
    return report == NULL || report->key_text == NULL ? "" : report->key_text;
}

const vmstrust_report *
vmstrust_report_get_shadow(const vmstrust_report *report)
{
    return report == NULL ? NULL : report->shadow;
}

const char *
vmstrust_report_get_shadow_text(const vmstrust_report *report)
{
    return report == NULL || report->shadow_text == NULL ? ""
                                                         : report->shadow_text;
}

size_t
vmstrust_report_get_policy_count(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->verdict.outcome.path.policies.count;
}

const char *
vmstrust_report_get_policy(const vmstrust_report *report, size_t index)
{
    return index < vmstrust_report_get_policy_count(report)
               ? report->policies[index]
               : "";
}

/* --- The question -------------------------------------------------------- */

vmstrust_match
vmstrust_report_get_matched(const vmstrust_report *report)
{
    return report == NULL ? VMSTRUST_MATCH_NONE : report->verdict.matched;
}

vmstrust_role
vmstrust_report_get_role(const vmstrust_report *report)
{
    return report == NULL ? (vmstrust_role)0
                          : (vmstrust_role)report->policy->role->row.number;
}

const char *
vmstrust_report_get_host(const vmstrust_report *report)
{
    return report == NULL ? "" : report->verdict.host.text;
}

const char *
vmstrust_report_get_rules(const vmstrust_report *report)
{
    return report == NULL ? "" : report->policy->rules->name;
}

int64_t
vmstrust_report_get_judged_at(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->verdict.judged_at;
}

uint64_t
vmstrust_report_get_generation(const vmstrust_report *report)
{
    return report == NULL ? 0 : report->trust->generation;
}

/* --- Renderers ----------------------------------------------------------- */

static int
write_text(const vmstrust_report *report, bool is_ascii, vmstrust_bytes **text,
           vmstrust_error **error)
{
    AUTO_BUFFER out = {0};
    if (text != NULL) {
        *text = NULL;
    }
    if (report == NULL || text == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_report_write_text(report, is_ascii, &out);
    return vmst_error_answer(vmst_buffer_take_blob(&out, text), NULL, error);
}

int
vmstrust_report_write_text(const vmstrust_report *report, vmstrust_bytes **text,
                           vmstrust_error **error)
{
    return write_text(report, false, text, error);
}

int
vmstrust_report_write_ascii(const vmstrust_report *report,
                            vmstrust_bytes **text, vmstrust_error **error)
{
    return write_text(report, true, text, error);
}

int
vmstrust_report_write_json(const vmstrust_report *report, vmstrust_bytes **json,
                           vmstrust_error **error)
{
    AUTO_BUFFER out = {0};
    if (json != NULL) {
        *json = NULL;
    }
    if (report == NULL || json == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    int code = vmst_report_write_json(report, &out);
    if (code == VMSTRUST_OK) {
        code = vmst_buffer_take_blob(&out, json);
    }
    return vmst_error_answer(code, NULL, error);
}

int
vmstrust_report_write_evidence(const vmstrust_report *report,
                               vmstrust_bytes **evidence,
                               vmstrust_error **error)
{
    AUTO_BUFFER out = {0};
    if (evidence != NULL) {
        *evidence = NULL;
    }
    if (report == NULL || evidence == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmst_report_write_evidence(report, &out);
    return vmst_error_answer(vmst_buffer_take_blob(&out, evidence), NULL,
                             error);
}

void
vmstrust_report_free(vmstrust_report *report)
{
    vmst_report_free(report);
}
