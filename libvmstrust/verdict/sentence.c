/*
 * The sentences of a finding, from the templates of explanations.def and the
 * consequences of connections.def. Made once, when the report is: they need
 * the policy and the facts, and a report needs neither afterwards. Floor 4.
 */
#include "verdict/report.h"

#include <stdlib.h>

#include "base/text.h"
#include "role/difference.h"
#include "role/explanation.h"
#include "role/remedy.h"
#include "role/template.h"
#include "verdict/fact.h"

struct filling { /* what the blanks are filled with, owned */
    char *name;
    char *issuer;
    char *host;
    char *found;
    char *expected;
    char *changes;
    char *at;
    char *file;
};

static void
free_filling(struct filling *filling)
{
    free(filling->name);
    free(filling->issuer);
    free(filling->host);
    free(filling->found);
    free(filling->expected);
    free(filling->changes);
    free(filling->at);
    free(filling->file);
}

#define AUTO_FILLING __attribute__((cleanup(free_filling))) struct filling

/* RFC 5280 4.1: what is malformed has no name. */
static int
fill_names(const struct vmst_cert *cert, struct filling *filling)
{
    AUTO_BUFFER name = {0};
    AUTO_BUFFER issuer = {0};
    if (cert != NULL && !cert->is_malformed) {
        vmst_cert_show(&name, cert);
        vmst_name_show_called(&issuer, &cert->issuer);
    }
    TRY(vmst_buffer_take_text(&name, &filling->name));
    return vmst_buffer_take_text(&issuer, &filling->issuer);
}

static int
fill_fact(const struct vmst_finding *finding, const struct vmst_fact *fact,
          const struct vmst_host *host, enum vmst_fact_form form, char **text)
{
    AUTO_BUFFER shown = {0};
    vmst_fact_show(&shown, finding, fact, host, form);
    return vmst_buffer_take_text(&shown, text);
}

/* A name that the CA does not permit is told whole: any of its parts may be
 * what is not permitted. */
static enum vmst_fact_form
form_of_found(vmstrust_finding number)
{
    return number == VMSTRUST_FINDING_NAME_NOT_PERMITTED_BY_CA
               ? VMST_FACT_WHOLE
               : VMST_FACT_IN_SENTENCE;
}

/* The file to install is known by the name of the CA that is missing. */
static int
fill_file(const struct vmst_finding *finding, struct filling *filling)
{
    AUTO_BUFFER file = {0};
    if (finding->number == VMSTRUST_FINDING_ROOT_NOT_INSTALLED &&
        filling->found[0] != '\0') {
        vmst_buffer_format(&file, "the file of the CA certificate \"%s\"",
                           filling->found);
    }
    return vmst_buffer_take_text(&file, &filling->file);
}

static int
fill_changes(const struct vmst_finding *finding, struct filling *filling)
{
    AUTO_BUFFER changes = {0};
    if (finding->expected.kind == VMST_FACT_PINNED && finding->cert != NULL) {
        vmst_difference_show(&changes, finding->expected.is.cert,
                             finding->cert);
    }
    return vmst_buffer_take_text(&changes, &filling->changes);
}

static int
fill(const struct vmst_verdict *verdict, const struct vmst_finding *finding,
     struct filling *filling)
{
    AUTO_BUFFER at = {0};
    AUTO_BUFFER host = {0};
    vmst_moment_show(&at, verdict->judged_at);
    vmst_text_show(&host, vmst_bytes_of(verdict->host.text));
    TRY(vmst_buffer_take_text(&at, &filling->at));
    TRY(vmst_buffer_take_text(&host, &filling->host));
    TRY(fill_names(finding->cert, filling));
    TRY(fill_fact(finding, &finding->found, &verdict->host,
                  form_of_found(finding->number), &filling->found));
    TRY(fill_fact(finding, &finding->expected, &verdict->host,
                  VMST_FACT_IN_SENTENCE, &filling->expected));
    TRY(fill_changes(finding, filling));
    return fill_file(finding, filling);
}

static struct vmst_blanks
blanks_of(const struct vmst_policy *policy, const struct vmst_finding *finding,
          const struct filling *filling)
{
    const struct vmst_client *client = policy->client;
    return (struct vmst_blanks){
        .name = filling->name,
        .issuer = filling->issuer,
        .host = filling->host,
        .found = filling->found,
        .expected = filling->expected,
        .changes = filling->changes,
        .at = filling->at,
        .role = policy->role->row.title,
        .client = client == NULL ? NULL : client->row.title,
        .endpoint = finding->cert != NULL && finding->depth == 0
                        ? policy->role->endpoint
                        : NULL,
        .install = client == NULL ? NULL : client->install,
        .file = filling->file};
}

static int
write_template(const char *template, const struct vmst_blanks *blanks,
               char **text)
{
    AUTO_BUFFER out = {0};
    vmst_template_write(&out, template, blanks);
    return vmst_buffer_take_text(&out, text);
}

/* "Expires in N days" with its number; every other title is as it is. */
static int
write_title(const struct vmst_finding *finding, char **text)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding->number);
    AUTO_BUFFER out = {0};
    if (finding->number != VMSTRUST_FINDING_EXPIRES_SOON ||
        finding->found.kind != VMST_FACT_NUMBER) {
        vmst_buffer_add_text(&out, row->title);
    } else if (finding->found.is.number == 0) {
        vmst_buffer_add_text(&out, "Expires within a day");
    } else {
        long long days = finding->found.is.number;
        vmst_buffer_format(&out, "Expires in %lld day%s", days,
                           days == 1 ? "" : "s");
    }
    return vmst_buffer_take_text(&out, text);
}

const struct vmst_connection *
vmst_report_connection(const struct vmst_policy *policy,
                       const struct vmst_finding *finding)
{
    vmstrust_role role = (vmstrust_role)policy->role->row.number;
    uint16_t raised_by = policy->severities.client[finding->number];
    if (policy->client != NULL) {
        return vmst_connection_between(
            (vmstrust_client)policy->client->row.number, role);
    }
    if (raised_by != 0) {
        return vmst_connection_between((vmstrust_client)raised_by, role);
    }
    return vmst_connection_next(role, NULL);
}

/* What people will see: when it has ended or soon will, what then stops; when
 * it is refused for any other reason, what does not work. */
static const char *
consequence_of(const struct vmst_policy *policy,
               const struct vmst_finding *finding)
{
    const struct vmst_connection *connection =
        vmst_report_connection(policy, finding);
    if (connection == NULL || vmst_remedy_is_about_key(finding->number)) {
        return "";
    }
    if (finding->number == VMSTRUST_FINDING_EXPIRED ||
        finding->number == VMSTRUST_FINDING_ROOT_EXPIRED ||
        finding->number == VMSTRUST_FINDING_EXPIRES_SOON) {
        return connection->if_expired;
    }
    return finding->severity == VMSTRUST_SEVERITY_ERROR
               ? connection->if_untrusted
               : "";
}

static bool
has_near_miss(const struct vmst_verdict *verdict, vmstrust_near_miss kind)
{
    const struct vmst_near_misses *near = &verdict->outcome.near;
    for (size_t i = 0; i < near->count; i++) {
        if (near->rows[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* What variants.def may go by. */
static unsigned
situations_of(const struct vmst_verdict *verdict,
              const struct vmst_finding *finding)
{
    const struct vmst_cert *cert = finding->cert;
    unsigned situations = 0;
    if (finding->expected.kind == VMST_FACT_TIME) {
        situations |= VMST_SITUATION_PIN_EXPIRED;
    }
    if (cert != NULL && !cert->is_malformed && finding->depth == 0 &&
        vmst_cert_is_self_issued(cert) && !cert->is_authority) {
        situations |= VMST_SITUATION_SELF_MADE;
    }
    if (has_near_miss(verdict, VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME)) {
        situations |= VMST_SITUATION_OTHER_CA_OF_THAT_NAME;
    }
    if (has_near_miss(verdict, VMSTRUST_NEAR_MISS_MISSING_INTERMEDIATE)) {
        situations |= VMST_SITUATION_ISSUER_NOT_AT_HAND;
    }
    if (cert != NULL && cert != verdict->outcome.path.certs[0]) {
        situations |= VMST_SITUATION_ABOUT_A_CA;
    }
    return situations;
}

static int
copy_text(const char *text, char **copy)
{
    AUTO_BUFFER out = {0};
    vmst_buffer_add_text(&out, text);
    return vmst_buffer_take_text(&out, copy);
}

int
vmst_sentences_make(const struct vmst_policy *policy,
                    const struct vmst_verdict *verdict,
                    const struct vmst_finding *finding,
                    struct vmst_sentences *sentences)
{
    const char *sentence = NULL;
    const char *fix = NULL;
    AUTO_FILLING filling = {0};
    vmst_explanation_fit(finding->number, situations_of(verdict, finding),
                         &sentence, &fix);
    TRY(fill(verdict, finding, &filling));
    const struct vmst_blanks blanks = blanks_of(policy, finding, &filling);
    TRY(write_title(finding, &sentences->title));
    TRY(write_template(sentence, &blanks, &sentences->text));
    TRY(write_template(fix, &blanks, &sentences->fix));
    TRY(copy_text(consequence_of(policy, finding), &sentences->consequence));
    TRY(fill_fact(finding, &finding->expected, &verdict->host, VMST_FACT_WHOLE,
                  &sentences->expected));
    return fill_fact(finding, &finding->found, &verdict->host, VMST_FACT_WHOLE,
                     &sentences->found);
}

void
vmst_sentences_free(struct vmst_sentences *sentences)
{
    free(sentences->title);
    free(sentences->text);
    free(sentences->expected);
    free(sentences->found);
    free(sentences->consequence);
    free(sentences->fix);
    *sentences = (struct vmst_sentences){0};
}

/* --- Near misses --------------------------------------------------------- */

static void
show_quoted(struct vmst_buffer *out, const struct vmst_cert *cert)
{
    vmst_buffer_add_text(out, "\"");
    vmst_cert_show(out, cert);
    vmst_buffer_add_text(out, "\"");
}

/* Printed, never fetched. */
static void
show_missing(struct vmst_buffer *out, const struct vmst_cert *cert)
{
    vmst_buffer_add_text(out, "Nobody has the certificate of \"");
    vmst_name_show_called(out, &cert->issuer);
    vmst_buffer_add_text(out, "\", which issued ");
    show_quoted(out, cert);
    for (size_t i = 0; i < cert->ca_issuers.count; i++) {
        if (cert->ca_issuers.list[i].kind == VMST_GENERAL_URI) {
            vmst_buffer_add_text(out, "; it should be found at ");
            vmst_text_show(out, cert->ca_issuers.list[i].value);
            break;
        }
    }
    vmst_buffer_add_text(out, ".");
}

static void
show_other_ca(struct vmst_buffer *out, const struct vmst_cert *cert)
{
    vmst_buffer_add_text(out, "Another CA with the name ");
    show_quoted(out, cert);
    vmst_buffer_add_text(out, " is trusted here (");
    vmst_thumbprint_show(out, cert);
    vmst_buffer_add_text(out, "); its key did not sign this certificate.");
}

static void
show_validity(struct vmst_buffer *out, const struct vmst_cert *cert)
{
    show_quoted(out, cert);
    vmst_buffer_add_text(out, " is valid only from ");
    vmst_moment_show(out, cert->not_before);
    vmst_buffer_add_text(out, " to ");
    vmst_moment_show(out, cert->not_after);
    vmst_buffer_add_text(out, ".");
}

static void
show_bad_signature(struct vmst_buffer *out, const struct vmst_near_miss *near)
{
    vmst_buffer_add_text(out, "The key of ");
    show_quoted(out, near->cert);
    vmst_buffer_add_text(out, " did not make the signature on ");
    if (near->child == NULL) {
        vmst_buffer_add_text(out, "this certificate");
    } else {
        show_quoted(out, near->child);
    }
    vmst_buffer_add_text(out, ".");
}

int
vmst_near_miss_text(const struct vmst_near_miss *near, char **text)
{
    AUTO_BUFFER out = {0};
    switch (near->kind) {
    case VMSTRUST_NEAR_MISS_MISSING_INTERMEDIATE:
        show_missing(&out, near->cert);
        break;
    case VMSTRUST_NEAR_MISS_OTHER_CA_SAME_NAME:
        show_other_ca(&out, near->cert);
        break;
    case VMSTRUST_NEAR_MISS_OTHER_ROLE:
        show_quoted(&out, near->cert);
        vmst_buffer_add_text(&out, " is trusted here for another use only.");
        break;
    case VMSTRUST_NEAR_MISS_EXPIRED_ISSUER:
        show_validity(&out, near->cert);
        break;
    case VMSTRUST_NEAR_MISS_SIGNATURE_FAILED:
        show_bad_signature(&out, near);
        break;
    case VMSTRUST_NEAR_MISS_DISTRUSTED:
        show_quoted(&out, near->cert);
        vmst_buffer_add_text(&out, " is distrusted here.");
        break;
    }
    return vmst_buffer_take_text(&out, text);
}
