/*
 * A deployment examined: is the private key there, is it that of the
 * certificate, is it not that of a CA, who can use it, and does it lie where it
 * belongs? What is wrong becomes findings; what cannot be read is an error.
 * Floor 5.
 */
#include "identity/deployment.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/files.h"
#include "base/text.h"
#include "crypto/token.h"
#include "identity/access.h"
#include "identity/pfx.h"
#include "identity/proof.h"
#include "limits.h"
#include "path/trust.h"
#include "role/id.h"
#include "role/table.h"

struct examining { /* one call of vmst_deployment_examine */
    const struct vmst_deployment *deployment;
    const struct vmst_trust *trust;
    struct vmst_note *note;
    struct vmst_blob *cert_file; /* owned */
    struct vmst_examination *out;
};

/* --- Life ----------------------------------------------------------------- */

static int
copy_text(const char *text, struct vmst_note *note, char **copy)
{
    AUTO_BUFFER buffer = {0};

    vmst_buffer_add_text(&buffer, text);
    return vmst_buffer_take_text(&buffer, copy) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

int
vmst_deployment_new(const char *cert_path, const char *key_path,
                    struct vmst_note *note, struct vmst_deployment **deployment)
{
    AUTO(deployment) made = calloc(1, sizeof *made);

    *deployment = NULL;
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    TRY(copy_text(cert_path, note, &made->cert_path));
    if (key_path != NULL) {
        TRY(copy_text(key_path, note, &made->key_path));
    }
    *deployment = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_deployment_free(struct vmst_deployment *deployment)
{
    if (deployment != NULL) {
        free(deployment->cert_path);
        free(deployment->key_path);
        free(deployment->account);
        vmst_secret_free(deployment->passphrase);
        free(deployment);
    }
}

void
vmst_examination_clear(struct vmst_examination *examination)
{
    vmst_identity_free(examination->identity);
    vmst_chain_free(examination->chain);
    vmst_buffer_free(&examination->text);
    vmst_buffer_free(&examination->why);
    vmst_buffer_free(&examination->others);
    vmst_buffer_free(&examination->reader);
    vmst_buffer_free(&examination->target);
}

/* --- Findings ------------------------------------------------------------- */

/* How grave it is says each policy that judges. */
static void
add(struct examining *examining, vmstrust_finding number,
    const struct vmst_cert *cert, struct vmst_fact expected,
    struct vmst_fact found)
{
    vmst_findings_refuse(&examining->out->answer.findings,
                         (struct vmst_finding){.number = number,
                                               .depth = VMST_DEPTH_NONE,
                                               .cert = cert,
                                               .expected = expected,
                                               .found = found});
}

static const struct vmst_fact nothing = {.kind = VMST_FACT_NONE};

/* What the buffer holds, a text that is shown already. */
static struct vmst_fact
fact_of(struct vmst_buffer *text)
{
    vmst_buffer_add(text, "", 1);
    return text->failed ? nothing
                        : VMST_FACT_OF_LITERAL((const char *)text->data);
}

static const struct vmst_cert *
leaf_of(const struct examining *examining)
{
    return vmst_identity_cert(examining->out->identity);
}

static const char *
key_path(const struct vmst_deployment *deployment)
{
    return deployment->key_path == NULL ? deployment->cert_path
                                        : deployment->key_path;
}

/* --- Reading -------------------------------------------------------------- */

static int
load_together(struct examining *examining)
{
    const struct vmst_deployment *deployment = examining->deployment;
    const struct vmst_blob *file = examining->cert_file;
    struct vmst_note inner = {0};
    int code = vmst_identity_read_parts(vmst_bytes(file->data, file->size),
                                        deployment->passphrase, &inner,
                                        &examining->out->identity);

    if (code != VMSTRUST_OK) {
        return vmst_file_fail(deployment->cert_path, code, &inner,
                              examining->note);
    }
    if (examining->out->identity->key == NULL) {
        add(examining, VMSTRUST_FINDING_PRIVATE_KEY_MISSING, leaf_of(examining),
            nothing, VMST_FACT_OF_LITERAL("the file has certificates alone"));
    }
    return VMSTRUST_OK;
}

/* A key that is not where it should be is an answer. */
static int
load_key(struct examining *examining)
{
    const char *path = examining->deployment->key_path;
    int code;

    if (!vmst_token_is_url(path) && vmst_file_is_missing(path)) {
        add(examining, VMSTRUST_FINDING_PRIVATE_KEY_MISSING, leaf_of(examining),
            VMST_FACT_OF_FOREIGN(vmst_bytes_of(path)),
            VMST_FACT_OF_LITERAL("there is no such file"));
        return VMSTRUST_OK;
    }
    code =
        vmst_private_key_load(path, examining->deployment->passphrase,
                              examining->note, &examining->out->identity->key);
    if (code != VMSTRUST_E_NOT_FOUND) {
        return code;
    }
    *examining->note = (struct vmst_note){.code = VMSTRUST_OK};
    add(examining, VMSTRUST_FINDING_PRIVATE_KEY_MISSING, leaf_of(examining),
        VMST_FACT_OF_FOREIGN(vmst_bytes_of(path)),
        VMST_FACT_OF_LITERAL("no token that this account may see has it"));
    return VMSTRUST_OK;
}

static int
load(struct examining *examining)
{
    const struct vmst_deployment *deployment = examining->deployment;
    struct vmst_examination *out = examining->out;

    TRY(vmst_file_read(deployment->cert_path, VMST_LIMIT_KEY_FILE,
                       examining->note, &examining->cert_file));
    if (deployment->key_path == NULL) {
        return load_together(examining);
    }
    out->identity = calloc(1, sizeof *out->identity);
    if (out->identity == NULL) {
        return vmst_fail_memory(examining->note);
    }
    TRY(vmst_certs_load(deployment->cert_path, VMST_TAKE_STRICT,
                        examining->note, &out->identity->certs));
    return load_key(examining);
}

static int
make_chain(struct examining *examining)
{
    const struct vmst_certs *certs = &examining->out->identity->certs;

    if (vmst_chain_new(&examining->out->chain) != VMSTRUST_OK) {
        return vmst_fail_memory(examining->note);
    }
    for (size_t i = 0; i < certs->count; i++) {
        TRY(vmst_chain_add(examining->out->chain, certs->list[i],
                           examining->note));
    }
    examining->out->chain->has_time = examining->deployment->has_time;
    examining->out->chain->time = examining->deployment->time;
    return VMSTRUST_OK;
}

/* --- Whose key is it? ----------------------------------------------------- */

/* RFC 5280 4.2.1.9, 4.2.1.3: it may sign certificates. */
static bool
is_ca(const struct vmst_cert *cert)
{
    return cert->is_authority && !cert->is_malformed &&
           (!vmst_cert_has(cert, VMST_EXT_KEY_USAGE) ||
            (cert->key_usage & VMST_USAGE_CERT_SIGN) != 0);
}

static const struct vmst_cert *
find_ca_in(const struct vmst_private_key *key, struct vmst_cert *const *certs,
           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_ca(certs[i]) && vmst_private_key_matches(key, &certs[i]->key)) {
            return certs[i];
        }
    }
    return NULL;
}

/* The CA whose private key this is, as far as the certificates at hand tell. */
static const struct vmst_cert *
find_ca(const struct examining *examining)
{
    const struct vmst_identity *identity = examining->out->identity;
    const struct vmst_trust *trust = examining->trust;
    const struct vmst_cert *ca =
        find_ca_in(identity->key, identity->certs.list, identity->certs.count);

    if (ca == NULL) {
        ca = find_ca_in(identity->key, trust->intermediates,
                        trust->intermediate_count);
    }
    for (size_t i = 0; i < trust->anchor_count && ca == NULL; i++) {
        ca = find_ca_in(identity->key, &trust->anchors[i].cert, 1);
    }
    return ca;
}

static void
add_mismatch(struct examining *examining)
{
    const struct vmst_identity *identity = examining->out->identity;
    struct vmst_fact found =
        vmst_files_are_halfway(key_path(examining->deployment))
            ? VMST_FACT_OF_LITERAL("replacing the two was interrupted, and the "
                                   "next write of vmstrust into this folder "
                                   "finishes it: repeat the command")
            : nothing;

    for (size_t i = 1; i < identity->certs.count; i++) {
        if (vmst_private_key_matches(identity->key,
                                     &identity->certs.list[i]->key)) {
            found = VMST_FACT_OF_LITERAL("it belongs to another certificate of "
                                         "the file; the server's own must "
                                         "stand first");
        }
    }
    add(examining, VMSTRUST_FINDING_PRIVATE_KEY_DOES_NOT_MATCH,
        leaf_of(examining), nothing, found);
}

/* --- The account ---------------------------------------------------------- */

static void
add_access(struct examining *examining)
{
    struct vmst_examination *out = examining->out;

    switch (out->answer.access) {
    case VMSTRUST_KEY_ACCESS_NOT_ASKED:
    case VMSTRUST_KEY_ACCESS_TESTED_YES:
    case VMSTRUST_KEY_ACCESS_EVALUATED_YES:
        return;
    case VMSTRUST_KEY_ACCESS_TESTED_NO:
    case VMSTRUST_KEY_ACCESS_EVALUATED_NO:
        add(examining, VMSTRUST_FINDING_SERVICE_ACCOUNT_CANNOT_READ_KEY, NULL,
            fact_of(&out->reader), fact_of(&out->why));
        return;
    case VMSTRUST_KEY_ACCESS_UNKNOWN:
        add(examining, VMSTRUST_FINDING_KEY_ACCESS_UNKNOWN, NULL,
            fact_of(&out->reader), fact_of(&out->why));
    }
}

static int
check_account(struct examining *examining)
{
    const struct vmst_deployment *deployment = examining->deployment;
    struct vmst_examination *out = examining->out;
    const struct vmst_access_question access = {
        .account = deployment->account,
        .key_path = key_path(deployment),
        .passphrase = deployment->passphrase,
        .public_key = &leaf_of(examining)->key,
    };

    if (deployment->account == NULL) {
        return VMSTRUST_OK;
    }
    vmst_buffer_add_text(&out->reader, "readable by ");
    vmst_text_show(&out->reader, vmst_bytes_of(deployment->account));
    TRY(vmst_access_ask(&access, examining->note, &out->answer.access,
                        &out->why));
    add_access(examining);
    return VMSTRUST_OK;
}

static void
check_others(struct examining *examining)
{
    struct vmst_buffer *others = &examining->out->others;

    if (vmst_access_is_open(key_path(examining->deployment), others)) {
        add(examining, VMSTRUST_FINDING_PRIVATE_KEY_READABLE_BY_OTHERS, NULL,
            nothing, fact_of(others));
    }
}

/* --- The place ------------------------------------------------------------ */

/* Who has the short name only of a computer takes it for the full one, as
 * hostname(1) prints either. */
static bool
has_first_label(const struct vmst_cert *cert, const char *label)
{
    size_t size = strlen(label);

    for (size_t i = 0; i < cert->alt_names.count; i++) {
        const struct vmst_general_name *name = &cert->alt_names.list[i];

        if (name->kind == VMST_GENERAL_DNS && name->value.size >= size &&
            vmst_ascii_equal_fold(vmst_bytes(name->value.data, size),
                                  vmst_bytes(label, size)) &&
            (name->value.size == size || name->value.data[size] == '.')) {
            return true;
        }
    }
    return false;
}

static bool
names_computer(const struct vmst_cert *cert, const struct vmst_host *computer)
{
    struct vmst_host_match match;

    vmst_host_match(computer, cert, &match);
    return match.matched != VMSTRUST_MATCH_NONE || match.near.size != 0 ||
           (computer->is_short && has_first_label(cert, computer->text)) ||
           vmst_host_is_common_name(computer, cert);
}

static void
check_computer(struct examining *examining)
{
    const struct vmst_host *computer = &examining->deployment->computer;

    if (computer->kind != VMST_HOST_NONE &&
        !names_computer(leaf_of(examining), computer)) {
        add(examining, VMSTRUST_FINDING_PRIVATE_KEY_ON_WRONG_COMPUTER,
            leaf_of(examining), VMST_FACT_OF_CERT(VMST_FACT_NAMES),
            VMST_FACT_OF_FOREIGN(vmst_bytes_of(computer->text)));
    }
}

/* --- The target ----------------------------------------------------------- */

static int
check_target(struct examining *examining)
{
    const struct vmst_blob *file = examining->cert_file;
    const struct vmst_bytes input = vmst_bytes(file->data, file->size);
    vmstrust_target target = examining->deployment->target;
    const struct vmst_pfx_row *row;
    struct vmst_pfx pfx;

    if (target == VMSTRUST_TARGET_NONE) {
        return VMSTRUST_OK;
    }
    if (vmst_pfx_row_find(target, examining->note, &row) != VMSTRUST_OK) {
        return VMSTRUST_E_ARGUMENT;
    }
    if (!vmst_pfx_is(input)) {
        return vmst_fail(examining->note, VMSTRUST_E_ARGUMENT,
                         "a target imports a PFX (PKCS#12), and the file is "
                         "none");
    }
    TRY(vmst_pfx_read(input, examining->note, &pfx));
    if (!vmst_pfx_check(&pfx, row, &examining->out->target)) {
        add(examining, VMSTRUST_FINDING_PFX_NOT_READABLE_BY_TARGET, NULL,
            VMST_FACT_OF_LITERAL(vmst_target_get(target)->row.title),
            fact_of(&examining->out->target));
    }
    return VMSTRUST_OK;
}

/* --- All of it ------------------------------------------------------------ */

static int
check_matching_key(struct examining *examining)
{
    const struct vmst_cert *ca = find_ca(examining);

    if (ca != NULL) {
        add(examining, VMSTRUST_FINDING_CA_PRIVATE_KEY_ON_SERVER, ca, nothing,
            VMST_FACT_OF_FOREIGN(
                vmst_bytes_of(key_path(examining->deployment))));
    }
    if (!vmst_identity_matches(examining->out->identity)) {
        add_mismatch(examining);
        return VMSTRUST_OK;
    }
    TRY(vmst_identity_prove(examining->out->identity, examining->note));
    check_computer(examining);
    return ca == NULL ? check_account(examining) : VMSTRUST_OK;
}

static void
write_text(struct examining *examining)
{
    struct vmst_examination *out = examining->out;
    struct vmst_buffer *text = &out->text;

    if (out->identity->key == NULL) {
        vmst_buffer_add_text(text, "The private key is missing");
    } else if (!vmst_identity_matches(out->identity)) {
        vmst_buffer_add_text(text, "The private key does not match");
    } else {
        vmst_buffer_add_text(text, "The private key matches, and signs");
    }
    if (out->answer.access != VMSTRUST_KEY_ACCESS_NOT_ASKED) {
        vmst_buffer_add_text(text, ". The account ");
        vmst_text_show(text, vmst_bytes_of(examining->deployment->account));
        vmst_buffer_format(
            text, " %s",
            vmst_id_get(vmst_key_access_ids(), (int)out->answer.access)->text);
    }
    if (out->answer.access == VMSTRUST_KEY_ACCESS_EVALUATED_YES &&
        out->why.size != 0) { /* why it was not tested */
        vmst_buffer_add_text(text, "; ");
        vmst_buffer_add(text, out->why.data, out->why.size);
    }
    vmst_buffer_add(text, "", 1);
    out->answer.text = (const char *)text->data;
}

static bool
has_failed(const struct vmst_examination *out)
{
    return out->text.failed || out->why.failed || out->others.failed ||
           out->reader.failed || out->target.failed;
}

static int
examine(struct examining *examining)
{
    TRY(load(examining));
    TRY(make_chain(examining));
    if (examining->out->identity->key != NULL) {
        TRY(check_matching_key(examining));
        check_others(examining);
    }
    TRY(check_target(examining));
    write_text(examining);
    return has_failed(examining->out) ? vmst_fail_memory(examining->note)
                                      : VMSTRUST_OK;
}

int
vmst_deployment_examine(const struct vmst_deployment *deployment,
                        const struct vmst_trust *trust, struct vmst_note *note,
                        struct vmst_examination *examination)
{
    struct examining examining = {
        .deployment = deployment,
        .trust = trust,
        .note = note,
        .out = examination,
    };
    int code;

    *examination = (struct vmst_examination){.identity = NULL};
    code = examine(&examining);
    vmst_blob_free(examining.cert_file);
    if (code != VMSTRUST_OK) {
        vmst_examination_clear(examination);
    }
    return code;
}
