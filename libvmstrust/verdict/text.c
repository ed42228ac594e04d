/*
 * The report for people: the verdict and until when, the certificates as a
 * tree, why, what follows, what to do, and the rest in short. No meaning by
 * colour, at most 80 columns. Floor 4.
 */
#include "verdict/report.h"

#include <stdlib.h>

#include "base/time.h"
#include "role/id.h"
#include "verdict/fact.h"
#include "verdict/layout.h"

#define DAY INT64_C(86400)

/* Columns: of the labels' text, of the tree, of what stands beside it. */
#define TEXT_COLUMN 7
#define TREE_COLUMN 2
#define TREE_STEP 3
#define NOTE_COLUMN 33

/* Deeper certificates stand below one another, so that a name has room. */
#define DEEPEST_INDENT 6

struct page { /* one report on its way into text */
    const struct vmst_report *report;
    struct vmst_layout layout;
};

static void
write(struct page *page, const char *text, size_t indent)
{
    vmst_layout_write(&page->layout, text, indent);
}

/* Writes what is in the buffer, and empties it. */
static void
write_buffer(struct page *page, struct vmst_buffer *text, size_t indent)
{
    char *taken = NULL;
    if (vmst_buffer_take_text(text, &taken) == VMSTRUST_OK) {
        write(page, taken, indent);
    } else {
        page->layout.out->failed = true;
    }
    free(taken);
}

static void
end_line(struct page *page)
{
    vmst_layout_end_line(&page->layout);
}

/* A line that starts with a label, or with none. */
static void
write_label(struct page *page, const char *label)
{
    write(page, label, 0);
    vmst_layout_go_to(&page->layout, TEXT_COLUMN);
}

static void
write_line(struct page *page, const char *label, const char *text)
{
    if (text[0] != '\0') {
        write_label(page, label);
        write(page, text, TEXT_COLUMN);
        end_line(page);
    }
}

/* The same of a buffer, which is empty afterwards; `indent` from the text. */
static void
write_buffer_line(struct page *page, const char *label,
                  struct vmst_buffer *text, size_t indent)
{
    write_label(page, label);
    write_buffer(page, text, TEXT_COLUMN + indent);
    end_line(page);
}

static const struct vmst_findings *
findings_of(const struct page *page)
{
    return &page->report->verdict.outcome.findings;
}

static const struct vmst_path *
path_of(const struct page *page)
{
    return &page->report->verdict.outcome.path;
}

/* --- The first line ------------------------------------------------------ */

static void
show_days(struct vmst_buffer *out, int64_t seconds, const char *before,
          const char *after)
{
    long long days = (long long)(seconds / DAY);
    vmst_buffer_format(out, " (%s%lld day%s%s)", before, days,
                       days == 1 ? "" : "s", after);
}

static void
show_validity(struct vmst_buffer *out, const struct vmst_cert *leaf,
              int64_t now)
{
    char date[VMST_TIME_TEXT];
    if (now > leaf->not_after) {
        vmst_buffer_format(out, ", expired on %s",
                           vmst_date_show(leaf->not_after, date));
        show_days(out, now - leaf->not_after, "", " ago");
    } else if (now < leaf->not_before) {
        vmst_buffer_format(out, ", valid from %s",
                           vmst_date_show(leaf->not_before, date));
        show_days(out, leaf->not_before - now, "in ", "");
    } else {
        vmst_buffer_format(out, ", valid until %s",
                           vmst_date_show(leaf->not_after, date));
        show_days(out, leaf->not_after - now, "", "");
    }
}

static void
write_verdict(struct page *page)
{
    const struct vmst_verdict *verdict = &page->report->verdict;
    const struct vmst_cert *leaf = path_of(page)->certs[0];
    AUTO_BUFFER line = {0};
    vmst_buffer_add_text(&line,
                         verdict->is_trusted ? "TRUSTED  " : "NOT TRUSTED  ");
    if (verdict->host.kind == VMST_HOST_NONE) {
        vmst_cert_show(&line, leaf);
    } else {
        vmst_buffer_add_text(&line, verdict->host.text);
    }
    if (!leaf->is_malformed) {
        show_validity(&line, leaf, verdict->judged_at);
    }
    write_buffer(page, &line, TREE_COLUMN);
    end_line(page);
}

/* --- The tree ------------------------------------------------------------ */

/* Findings that say that there is no path: the tree shows it by a branch that
 * leads nowhere. */
static const struct broken {
    vmstrust_finding finding;
    bool names_given; /* what is given instead may be the explanation */
    const char *label;
} broken[] = {
    {VMSTRUST_FINDING_SIGNATURE_INVALID, false, "ITS KEY DID NOT SIGN THIS"},
    {VMSTRUST_FINDING_DISTRUSTED, false, "DISTRUSTED HERE"},
    {VMSTRUST_FINDING_ROOT_NOT_FOR_THIS_USE, false,
     "TRUSTED FOR ANOTHER USE ONLY"},
    {VMSTRUST_FINDING_OTHER_CA_SAME_NAME, true, "NOT AMONG THE GIVEN ROOTS"},
    {VMSTRUST_FINDING_ROOT_NOT_INSTALLED, true, "NOT AMONG THE GIVEN ROOTS"},
    {VMSTRUST_FINDING_WORK_LIMIT_REACHED, false, "THE SEARCH WAS GIVEN UP"},
};

static const struct broken *
find_broken(const struct page *page)
{
    const struct vmst_findings *findings = findings_of(page);
    for (size_t i = 0; i < VMST_COUNT(broken); i++) {
        for (size_t k = 0; k < findings->count; k++) {
            if (findings->rows[k].number == broken[i].finding &&
                (broken[i].finding != VMSTRUST_FINDING_DISTRUSTED ||
                 findings->rows[k].depth != 0)) {
                return &broken[i];
            }
        }
    }
    return NULL;
}

static bool
says_no_path(vmstrust_finding finding)
{
    return finding == VMSTRUST_FINDING_ROOT_NOT_INSTALLED ||
           finding == VMSTRUST_FINDING_ROOT_NOT_FOR_THIS_USE ||
           finding == VMSTRUST_FINDING_OTHER_CA_SAME_NAME;
}

static void
write_branch(struct page *page, size_t depth)
{
    size_t steps = depth < DEEPEST_INDENT ? depth : DEEPEST_INDENT;
    if (depth == 0) {
        vmst_layout_go_to(&page->layout, TREE_COLUMN);
        return;
    }
    vmst_layout_go_to(&page->layout, TREE_COLUMN + (steps - 1) * TREE_STEP);
    if (page->layout.is_ascii) {
        write(page, "`- ", 0);
    } else {
        write(page, "└─ ", 0);
    }
    vmst_layout_go_to(&page->layout, TREE_COLUMN + steps * TREE_STEP);
}

/* A name that ends just where the note starts would run into it. */
static void
go_to_note(struct page *page)
{
    if (page->layout.column == NOTE_COLUMN) {
        end_line(page);
    }
    vmst_layout_go_to(&page->layout, NOTE_COLUMN);
}

static void
write_note(struct page *page, const char *text)
{
    go_to_note(page);
    write(page, text, NOTE_COLUMN);
    end_line(page);
}

static void
write_note_buffer(struct page *page, struct vmst_buffer *text)
{
    go_to_note(page);
    write_buffer(page, text, NOTE_COLUMN);
    end_line(page);
}

/* How a path ends at this certificate; "" where it goes on. */
static const char *
end_of_path(const struct page *page, size_t depth)
{
    const struct vmst_path *path = path_of(page);
    if (page->report->verdict.is_pinned) {
        return ", pinned for this host";
    }
    if (path->anchor == NULL || depth + 1 < path->count) {
        return "";
    }
    if (!vmst_anchor_is_own(
            path->anchor,
            (vmstrust_role)page->report->policy->role->row.number)) {
        return ", trusted root of this system";
    }
    return path->count == 1 ? ", trusted here" : ", trusted root";
}

/* The worst error that is about this certificate of the path. */
static void
write_error_of(struct page *page, size_t depth)
{
    const struct vmst_findings *findings = findings_of(page);
    for (size_t i = 0; i < findings->count; i++) {
        const struct vmst_finding *finding = &findings->rows[i];
        if (finding->severity == VMSTRUST_SEVERITY_ERROR &&
            finding->depth == (int)depth && !says_no_path(finding->number)) {
            AUTO_BUFFER note = {0};
            vmst_buffer_format(&note, "error: %s",
                               page->report->sentences[i].title);
            write_note_buffer(page, &note);
            return;
        }
    }
}

static void
write_cert(struct page *page, size_t depth)
{
    const struct vmst_cert *cert = path_of(page)->certs[depth];
    AUTO_BUFFER name = {0};
    AUTO_BUFFER note = {0};
    vmst_buffer_add_text(&name, depth == 0 ? "" : "\"");
    vmst_cert_show(&name, cert);
    vmst_buffer_add_text(&name, depth == 0 ? "" : "\"");
    vmst_thumbprint_show(&note, cert);
    vmst_buffer_add_text(&note, end_of_path(page, depth));
    write_branch(page, depth);
    write_buffer(page, &name, page->layout.column);
    write_note_buffer(page, &note);
    write_error_of(page, depth);
}

static bool
has_near_miss(const struct page *page, vmstrust_near_miss kind)
{
    const struct vmst_near_misses *near = &page->report->verdict.outcome.near;
    for (size_t i = 0; i < near->count; i++) {
        if (near->rows[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* A certificate that carries names of servers, and no mark of a CA. */
static bool
is_of_a_server(const struct vmst_cert *cert)
{
    return !cert->is_authority &&
           vmst_cert_has(cert, VMST_EXT_SUBJECT_ALT_NAME);
}

/* The caller's own roots, where they are so few that a mix-up shows. */
static void
show_given(struct vmst_buffer *out, const struct vmst_trust *trust)
{
    size_t named = 0;
    size_t of_servers = 0;
    if (trust->anchor_count > VMST_ROOTS_NAMED) {
        return;
    }
    for (size_t i = 0; i < trust->anchor_count; i++) {
        if (!vmst_role_set_is_empty(&trust->anchors[i].own)) {
            vmst_buffer_add_text(out, named == 0 ? "(given: \"" : ", \"");
            vmst_cert_show(out, trust->anchors[i].cert);
            vmst_buffer_add_text(out, "\"");
            named++;
            of_servers += is_of_a_server(trust->anchors[i].cert) ? 1 : 0;
        }
    }
    if (of_servers > 0) {
        vmst_buffer_add_text(out,
                             of_servers == named ? ", which is no CA)" : ")");
    } else if (named > 0) {
        vmst_buffer_add_text(out,
                             named == 1 ? ", another CA)" : ", other CAs)");
    } else if (trust->anchor_count == 0) {
        vmst_buffer_add_text(out, "(no root is given)");
    }
}

static void
write_given(struct page *page)
{
    AUTO_BUFFER given = {0};
    if (has_near_miss(page, VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME)) {
        vmst_buffer_add_text(&given, "(given: another CA of that name)");
    } else {
        show_given(&given, page->report->trust);
    }
    if (given.size > 0) {
        write_note_buffer(page, &given);
    }
}

/* Where the path breaks off: the issuer that is missing, or, of a root that
 * was sent, that nobody trusts it. */
static void
write_break(struct page *page)
{
    const struct vmst_path *path = path_of(page);
    const struct vmst_cert *top = path->certs[path->count - 1];
    const struct broken *row = find_broken(page);
    if (path->anchor != NULL || top->is_malformed || row == NULL) {
        return;
    }
    if (!vmst_cert_is_self_issued(top)) {
        AUTO_BUFFER name = {0};
        vmst_buffer_add_text(&name, "\"");
        vmst_name_show_called(&name, &top->issuer);
        vmst_buffer_add_text(&name, "\"");
        write_branch(page, path->count);
        write_buffer(page, &name, page->layout.column);
    }
    write_note(page, row->label);
    if (row->names_given) {
        write_given(page);
    }
}

static void
write_tree(struct page *page)
{
    for (size_t i = 0; i < path_of(page)->count; i++) {
        write_cert(page, i);
    }
    write_break(page);
}

/* --- Why, Then, Fix ------------------------------------------------------ */

/* "Expired (expired), as XProtect Web Client would refuse" */
static void
show_heading(struct vmst_buffer *out, const struct page *page, size_t index)
{
    const struct vmst_finding *finding = &findings_of(page)->rows[index];
    const struct vmst_policy *policy = page->report->policy;
    const struct vmst_client *client = vmst_client_get(
        (vmstrust_client)policy->severities.client[finding->number]);
    vmst_buffer_format(out, "%s (%s)", page->report->sentences[index].title,
                       vmst_finding_row(finding->number)->id);
    if (client != NULL) {
        vmst_buffer_format(
            out, ", as %s would %s", client->row.title,
            finding->severity == VMSTRUST_SEVERITY_ERROR ? "refuse" : "warn");
    }
}

/* False: there is nothing that anybody has to do. */
static bool
write_main(struct page *page)
{
    const struct vmst_findings *findings = findings_of(page);
    const struct vmst_sentences *sentences = &page->report->sentences[0];
    if (findings->count == 0 ||
        findings->rows[0].severity < VMSTRUST_SEVERITY_WARNING) {
        return false;
    }
    AUTO_BUFFER heading = {0};
    show_heading(&heading, page, 0);
    write_buffer_line(page, page->report->verdict.is_trusted ? "Note" : "Why",
                      &heading, 0);
    write_line(page, "", sentences->text);
    write_line(page, "Then", sentences->consequence);
    write_line(page, "Fix", sentences->fix);
    return true;
}

static void
write_others(struct page *page, size_t first)
{
    const struct vmst_findings *findings = findings_of(page);
    for (size_t i = first; i < findings->count; i++) {
        AUTO_BUFFER line = {0};
        vmst_buffer_format(
            &line, "%s: ",
            vmst_id_of(vmst_severity_ids(), (int)findings->rows[i].severity));
        show_heading(&line, page, i);
        vmst_buffer_format(&line, ": %s", page->report->sentences[i].text);
        write_buffer_line(page, i == first ? "Also" : "", &line, 2);
    }
    if (findings->dropped > 0) {
        AUTO_BUFFER line = {0};
        vmst_buffer_format(&line, "and %zu more", findings->dropped);
        write_buffer_line(page, "", &line, 0);
    }
}

static void
write_near_misses(struct page *page)
{
    const struct vmst_near_misses *near = &page->report->verdict.outcome.near;
    for (size_t i = 0; i < near->count; i++) {
        write_line(page, i == 0 ? "Near" : "", page->report->near_texts[i]);
    }
}

/* --- By what it was judged ----------------------------------------------- */

static void
write_match(struct page *page)
{
    vmstrust_match matched = page->report->verdict.matched;
    if (matched != VMSTRUST_MATCH_NONE) {
        write_line(page, "Match",
                   vmst_id_get(vmst_match_ids(), (int)matched)->text);
    }
}

/* Where no list is at hand, as at most sites, nothing is said: the mode
 * `required` makes it a finding. */
static void
write_revocation(struct page *page)
{
    vmstrust_revocation_state state =
        page->report->verdict.outcome.path.revocation;
    if (state == VMSTRUST_REVOCATION_STATE_GOOD) {
        write_line(page, "Lists",
                   vmst_id_get(vmst_revocation_state_ids(), (int)state)->text);
    }
}

static void
write_rules(struct page *page)
{
    const struct vmst_policy *policy = page->report->policy;
    AUTO_BUFFER line = {0};
    if (policy->rules->row.number == VMST_RULESET_VMS) {
        return;
    }
    vmst_buffer_add_text(&line, policy->rules->name);
    if (policy->rules->anchor_fields == VMST_ANCHOR_FIELDS_NONE) {
        vmst_buffer_format(&line, ": %sanchor fields ignored (rules %s)",
                           policy->anchor_fields_set == 0 ? "" : "other ",
                           policy->rules->row.id);
    }
    write_buffer_line(page, "Rules", &line, 0);
}

static void
write_lowered(struct page *page)
{
    const struct vmst_policy *policy = page->report->policy;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);
        uint8_t severity = policy->overrides[row->number];
        if (!row->is_lint && severity < VMSTRUST_SEVERITY_ERROR) {
            AUTO_BUFFER line = {0};
            vmst_buffer_format(&line, "insecure: %s counts as %s", row->id,
                               vmst_id_of(vmst_severity_ids(), severity));
            write_buffer_line(page, "Unsafe", &line, 0);
        }
    }
}

static void
write_ignored_fields(struct page *page)
{
    const struct vmst_ids fields = vmst_anchor_field_ids();
    uint32_t ignored = page->report->policy->anchor_fields_ignored;
    AUTO_BUFFER line = {0};
    vmst_buffer_add_text(&line, "insecure: anchor fields ignored:");
    for (size_t i = 0; i < fields.count; i++) {
        if ((ignored & (uint32_t)fields.rows[i].number) != 0) {
            vmst_buffer_format(&line, " %s", fields.rows[i].id);
        }
    }
    if (ignored != 0) {
        write_buffer_line(page, "Unsafe", &line, 0);
    }
}

static void
write_insecure(struct page *page)
{
    const struct vmst_policy *policy = page->report->policy;
    if (policy->insecure_skip_name) {
        write_line(page, "Unsafe", "insecure: the host was not checked");
    }
    if (policy->insecure_skip_time) {
        write_line(page, "Unsafe", "insecure: no date was checked");
    }
    if (policy->insecure_allow_weak) {
        write_line(page, "Unsafe",
                   "insecure: weak keys and signatures were accepted");
    }
    if (policy->insecure_skip_issuer_revocation) {
        write_line(page, "Unsafe",
                   "insecure: nobody asked whether a CA was revoked");
    }
    if (policy->insecure_ignore_crl_expiry) {
        write_line(page, "Unsafe",
                   "insecure: revocation lists counted after their end");
    }
    write_ignored_fields(page);
    write_lowered(page);
}

void
vmst_report_write_text(const struct vmst_report *report, bool is_ascii,
                       struct vmst_buffer *out)
{
    struct page page = {report, {out, is_ascii, 0}};
    write_verdict(&page);
    write_tree(&page);
    write_others(&page, write_main(&page) ? 1 : 0);
    if (!report->verdict.is_trusted) {
        write_near_misses(&page);
    }
    write_match(&page);
    write_revocation(&page);
    write_line(&page, "Key", report->key_text == NULL ? "" : report->key_text);
    write_line(&page, "Shadow",
               report->shadow_text == NULL ? "" : report->shadow_text);
    write_rules(&page);
    write_insecure(&page);
}
