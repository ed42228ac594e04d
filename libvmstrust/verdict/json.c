/*
 * The report as JSON, schema "vmstrust-report-1" (doc/schema/ describes it; it
 * only grows). What there is nothing to say about is null. Floor 4.
 */
#include "config.h"

#include "verdict/report.h"

#include "base/json.h"
#include "crypto/library.h"
#include "role/explanation.h"
#include "role/id.h"
#include "role/suffix.h"
#include "verdict/fact.h"

/* A text that may be empty. */
static void
write_text(struct vmst_json *json, const char *name, const char *text)
{
    vmst_json_text(json, name, text[0] == '\0' ? NULL : text);
}

static void
write_buffer(struct vmst_json *json, const char *name,
             const struct vmst_buffer *text)
{
    json->out->failed = json->out->failed || text->failed;
    vmst_json_bytes_text(json, name, vmst_buffer_view(text));
}

static void
write_digest(struct vmst_json *json, const char *name,
             const struct vmst_cert *cert)
{
    if (cert == NULL) {
        vmst_json_null(json, name);
    } else {
        vmst_json_hex(json, name, vmst_bytes(cert->sha256, VMST_SHA256_SIZE));
    }
}

/* --- Findings ------------------------------------------------------------ */

static void
write_finding(struct vmst_json *json, const struct vmst_report *report,
              size_t index)
{
    const struct vmst_finding *finding =
        &report->verdict.outcome.findings.rows[index];
    const struct vmst_sentences *sentences = &report->sentences[index];
    const struct vmst_connection *connection =
        vmst_report_connection(report->policy, finding);
    const struct vmst_client *client = vmst_client_get(
        (vmstrust_client)report->policy->severities.client[finding->number]);
    vmst_json_object(json, NULL);
    vmst_json_text(json, "id", vmst_finding_row(finding->number)->id);
    vmst_json_text(json, "severity",
                   vmst_id_of(vmst_severity_ids(), (int)finding->severity));
    vmst_json_text(json, "title", sentences->title);
    vmst_json_text(json, "text", sentences->text);
    write_text(json, "expected", sentences->expected);
    write_text(json, "found", sentences->found);
    write_text(json, "consequence", sentences->consequence);
    write_text(json, "fix", sentences->fix);
    write_digest(json, "certificate", finding->cert);
    vmst_json_number(json, "depth", finding->depth);
    vmst_json_text(json, "connection",
                   connection == NULL ? NULL : connection->id);
    vmst_json_text(json, "client", client == NULL ? NULL : client->row.id);
    vmst_json_text(json, "source",
                   vmst_explanation_get(finding->number)->source);
    vmst_json_end_object(json);
}

static void
write_findings(struct vmst_json *json, const struct vmst_report *report)
{
    const struct vmst_findings *findings = &report->verdict.outcome.findings;
    vmst_json_array(json, "findings");
    for (size_t i = 0; i < findings->count; i++) {
        write_finding(json, report, i);
    }
    vmst_json_end_array(json);
    vmst_json_number(json, "findings_dropped", (int64_t)findings->dropped);
}

/* --- Certificates -------------------------------------------------------- */

/* SHA-1 as Windows prints it; null where the library below refuses it. */
static void
write_thumbprint(struct vmst_json *json, const struct vmst_cert *cert)
{
    uint8_t digest[VMST_SHA1_SIZE];
    AUTO_BUFFER text = {0};
    if (vmst_sha1(cert->der, digest) != VMSTRUST_OK) {
        vmst_json_null(json, "thumbprint");
        return;
    }
    for (size_t i = 0; i < VMST_SHA1_SIZE; i++) {
        vmst_buffer_format(&text, "%02X", digest[i]);
    }
    write_buffer(json, "thumbprint", &text);
}

static void
write_names(struct vmst_json *json, const struct vmst_cert *cert)
{
    AUTO_BUFFER name = {0};
    AUTO_BUFFER subject = {0};
    AUTO_BUFFER issuer = {0};
    vmst_cert_show(&name, cert);
    write_buffer(json, "name", &name);
    if (cert->is_malformed) {
        return;
    }
    vmst_name_show(&subject, &cert->subject);
    vmst_name_show(&issuer, &cert->issuer);
    write_buffer(json, "subject", &subject);
    write_buffer(json, "issuer", &issuer);
    vmst_json_time(json, "not_before", cert->not_before);
    vmst_json_time(json, "not_after", cert->not_after);
}

static void
write_path(struct vmst_json *json, const struct vmst_path *path)
{
    vmst_json_array(json, "path");
    for (size_t i = 0; i < path->count; i++) {
        vmst_json_object(json, NULL);
        write_digest(json, "certificate", path->certs[i]);
        write_thumbprint(json, path->certs[i]);
        write_names(json, path->certs[i]);
        vmst_json_bool(json, "malformed", path->certs[i]->is_malformed);
        vmst_json_bool(json, "trusted_root",
                       path->anchor != NULL && i + 1 == path->count);
        vmst_json_end_object(json);
    }
    vmst_json_end_array(json);
}

static void
write_near_misses(struct vmst_json *json, const struct vmst_report *report)
{
    const struct vmst_near_misses *near = &report->verdict.outcome.near;
    vmst_json_array(json, "near_misses");
    for (size_t i = 0; i < near->count; i++) {
        vmst_json_object(json, NULL);
        vmst_json_text(
            json, "id",
            vmst_id_of(vmst_near_miss_ids(), (int)near->rows[i].kind));
        vmst_json_text(json, "text", report->near_texts[i]);
        write_digest(json, "certificate", near->rows[i].cert);
        vmst_json_end_object(json);
    }
    vmst_json_end_array(json);
}

/* --- The verdict in a word ------------------------------------------------ */

static const char *
word_of(const struct vmst_verdict *verdict)
{
    return verdict->is_trusted ? "trusted" : "untrusted";
}

/* The finding that decided; a trusted chain has none. */
static const char *
main_of(const struct vmst_verdict *verdict)
{
    return verdict->is_trusted
               ? NULL
               : vmst_finding_row(verdict->outcome.findings.rows[0].number)->id;
}

/* --- By what it was judged ----------------------------------------------- */

static void
write_insecure(struct vmst_json *json, const struct vmst_policy *policy)
{
    const struct {
        bool is_set;
        const char *id;
    } rows[] = {
        {policy->insecure_skip_name, "skip-name"},
        {policy->insecure_skip_time, "skip-time"},
        {policy->insecure_allow_weak, "allow-weak"},
        {policy->insecure_skip_issuer_revocation, "skip-issuer-revocation"},
        {policy->insecure_ignore_crl_expiry, "ignore-crl-expiry"},
        {policy->insecure_severity, "set-severity"},
        {policy->anchor_fields_ignored != 0, "ignore-anchor-fields"},
    };
    vmst_json_array(json, "insecure");
    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        if (rows[i].is_set) {
            vmst_json_text(json, NULL, rows[i].id);
        }
    }
    vmst_json_end_array(json);
}

static void
write_anchor_fields(struct vmst_json *json, const struct vmst_policy *policy)
{
    const struct vmst_ids fields = vmst_anchor_field_ids();
    uint32_t counted = vmst_policy_anchor_fields(policy);
    vmst_json_array(json, "anchor_fields");
    for (size_t i = 0; i < fields.count; i++) {
        if ((counted & (uint32_t)fields.rows[i].number) != 0) {
            vmst_json_text(json, NULL, fields.rows[i].id);
        }
    }
    vmst_json_end_array(json);
}

/* One line for each library below. */
static void
write_versions(struct vmst_json *json)
{
    AUTO_BUFFER lines = {0};
    vmst_crypto_describe_library(&lines);
    vmst_suffix_describe_library(&lines);
    json->out->failed = json->out->failed || lines.failed;
    vmst_json_object(json, "versions");
    vmst_json_text(json, "vmstrust", PACKAGE_VERSION);
    vmst_json_array(json, "below");
    struct vmst_bytes rest = vmst_buffer_view(&lines);
    while (rest.size > 0) {
        const uint8_t *end = memchr(rest.data, '\n', rest.size);
        size_t size = end == NULL ? rest.size : (size_t)(end - rest.data);
        vmst_json_bytes_text(json, NULL, vmst_bytes(rest.data, size));
        size = end == NULL ? size : size + 1;
        rest = vmst_bytes(rest.data + size, rest.size - size);
    }
    vmst_json_end_array(json);
    vmst_json_end_object(json);
}

static void
write_policies(struct vmst_json *json, const struct vmst_report *report)
{
    vmst_json_array(json, "policies");
    for (size_t i = 0; i < report->verdict.outcome.path.policies.count; i++) {
        vmst_json_text(json, NULL, report->policies[i]);
    }
    vmst_json_end_array(json);
}

static void
write_key(struct vmst_json *json, const struct vmst_report *report)
{
    if (report->key_text == NULL) {
        vmst_json_null(json, "key");
        return;
    }
    vmst_json_object(json, "key");
    vmst_json_text(json, "access",
                   vmst_id_of(vmst_key_access_ids(), (int)report->key_access));
    vmst_json_text(json, "text", report->key_text);
    vmst_json_end_object(json);
}

static void
write_shadow(struct vmst_json *json, const struct vmst_report *report)
{
    const struct vmst_report *shadow = report->shadow;
    if (report->shadow_text == NULL) {
        vmst_json_null(json, "shadow");
        return;
    }
    vmst_json_object(json, "shadow");
    vmst_json_text(json, "text", report->shadow_text);
    vmst_json_text(json, "verdict",
                   shadow == NULL ? NULL : word_of(&shadow->verdict));
    vmst_json_text(json, "main",
                   shadow == NULL ? NULL : main_of(&shadow->verdict));
    if (shadow != NULL) {
        vmst_json_text(json, "rules", shadow->policy->rules->name);
        write_findings(json, shadow);
    }
    vmst_json_end_object(json);
}

static void
write_question(struct vmst_json *json, const struct vmst_report *report)
{
    const struct vmst_policy *policy = report->policy;
    vmst_json_text(json, "role", policy->role->row.id);
    vmst_json_text(json, "client",
                   policy->client == NULL ? NULL : policy->client->row.id);
    write_text(json, "host", report->verdict.host.text);
    vmst_json_text(json, "matched",
                   vmst_id_of(vmst_match_ids(), (int)report->verdict.matched));
    vmst_json_text(json, "revocation",
                   vmst_id_of(vmst_revocation_state_ids(),
                              (int)report->verdict.outcome.path.revocation));
    write_policies(json, report);
    vmst_json_bool(json, "pinned", report->verdict.is_pinned);
    write_key(json, report);
    write_shadow(json, report);
    vmst_json_number(json, "generation", (int64_t)report->trust->generation);
    vmst_json_time(json, "judged_at", report->verdict.judged_at);
    vmst_json_text(json, "rules", policy->rules->name);
    vmst_json_text(json, "revocation_mode",
                   vmst_id_of(vmst_revocation_ids(), (int)policy->revocation));
    write_anchor_fields(json, policy);
    write_insecure(json, policy);
    write_versions(json);
}

int
vmst_report_write_json(const struct vmst_report *report,
                       struct vmst_buffer *out)
{
    struct vmst_json json = {.out = out};
    const struct vmst_verdict *verdict = &report->verdict;
    vmst_json_object(&json, NULL);
    vmst_json_text(&json, "schema", "vmstrust-report-1");
    vmst_json_text(&json, "verdict", word_of(verdict));
    vmst_json_text(&json, "main", main_of(verdict));
    write_findings(&json, report);
    write_path(&json, &verdict->outcome.path);
    write_near_misses(&json, report);
    write_question(&json, report);
    vmst_json_end_object(&json);
    return out->failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}
