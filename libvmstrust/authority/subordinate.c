/*
 * Answers of a company's CA. Refuses one that would leave a CA whose servers
 * cannot send a whole chain, or whose certificates nobody trusts. Floor 5.
 */
#include "authority/subordinate.h"

#include <stdlib.h>

#include "authority/chain.h"
#include "authority/keyfile.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "cert/request.h"
#include "cert/show.h"
#include "der/oid.h"
#include "der/pem.h"
#include "verdict/verify.h"

static int
look_for(const char *folder, const char *name, struct vmst_note *note,
         bool *is_there)
{
    char *path = NULL;

    if (vmst_path_join(folder, name, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    *is_there = vmst_path_is_taken(path);
    free(path);
    return VMSTRUST_OK;
}

int
vmst_ca_is_waiting(const char *folder, struct vmst_note *note, bool *is_waiting)
{
    bool has_request = false;
    bool has_cert = false;

    *is_waiting = false;
    TRY(look_for(folder, VMST_CA_REQUEST_NAME, note, &has_request));
    TRY(look_for(folder, VMST_CA_CERT_NAME, note, &has_cert));
    *is_waiting = has_request && !has_cert;
    return VMSTRUST_OK;
}

static int
check_waiting(const char *folder, struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];
    bool is_waiting = false;
    bool has_cert = false;

    TRY(vmst_ca_is_waiting(folder, note, &is_waiting));
    if (is_waiting) {
        return VMSTRUST_OK;
    }
    TRY(look_for(folder, VMST_CA_CERT_NAME, note, &has_cert));
    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(folder));
    return vmst_fail(note, VMSTRUST_E_FILE, "%s: %s", shown,
                     has_cert ? "this CA has its certificate already"
                              : "there is no request that waits for an answer; "
                                "ca init --subordinate makes one");
}

/* --- Is it what was asked for? --------------------------------------------- */

static int
find_own(const struct vmst_certs *answer, const struct vmst_key *key,
         struct vmst_note *note, const struct vmst_cert **own)
{
    for (size_t i = 0; i < answer->count; i++) {
        const struct vmst_cert *cert = answer->list[i];

        if (!cert->is_malformed && vmst_key_matches(key, &cert->key)) {
            *own = cert;
            return VMSTRUST_OK;
        }
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "none of the %zu certificates of the answer belongs to "
                     "the key of this CA: it answers another request",
                     answer->count);
}

/* id-kp-serverAuth and anyExtendedKeyUsage, RFC 5280 4.2.1.12. */
static bool
may_issue_for_servers(const struct vmst_cert *cert)
{
    for (size_t i = 0; i < cert->extended_key_usage.count; i++) {
        struct vmst_bytes oid = cert->extended_key_usage.list[i];

        if (vmst_bytes_equal(oid,
                             VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x01")) ||
            vmst_bytes_equal(oid, VMST_OID("\x55\x1d\x25\x00"))) {
            return true;
        }
    }
    return !vmst_cert_has(cert, VMST_EXT_EXTENDED_KEY_USAGE);
}

static int
check_own(const struct vmst_cert *own, struct vmst_note *note)
{
    const uint16_t needed = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN;

    if (!own->is_authority) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the answer is a certificate that may not issue (no "
                         "CA certificate): ask for one of a subordinate "
                         "certification authority");
    }
    if (vmst_cert_is_self_issued(own)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the answer is signed by this CA itself, and not by "
                         "the company's");
    }
    if ((own->key_usage & needed) != needed) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the key usage of the answer lacks keyCertSign or "
                         "cRLSign: ask for both, as the request does");
    }
    if (!may_issue_for_servers(own)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the purposes (EKU) of the answer leave out Server "
                         "Authentication, which holds for all that this CA "
                         "issues: ask for it, or for none");
    }
    return VMSTRUST_OK;
}

/* --- Is it a whole chain? --------------------------------------------------- */

static int
trust_roots(const struct vmst_certs *answer, struct vmst_note *note,
            struct vmst_trust **trust)
{
    AUTO(trust) made = NULL;
    size_t count = 0;

    TRY(vmst_trust_new(NULL, &made));
    for (size_t i = 0; i < answer->count; i++) {
        if (!answer->list[i]->is_malformed &&
            vmst_cert_is_self_issued(answer->list[i])) {
            TRY(vmst_trust_add_anchor(made, answer->list[i], 0, false));
            count++;
        }
    }
    if (count == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the answer does not reach up to the company's root: "
                         "ask for all certificates of the chain, and give "
                         "each file with --answer");
    }
    vmst_trust_seal(made);
    *trust = steal(&made);
    return VMSTRUST_OK;
}

static int
copy_chain(const struct vmst_cert *own, const struct vmst_certs *answer,
           int64_t now, struct vmst_note *note, struct vmst_chain **chain)
{
    AUTO(chain) made = NULL;

    TRY(vmst_chain_new(&made));
    TRY(vmst_chain_add(made, own, note));
    for (size_t i = 0; i < answer->count; i++) {
        if (answer->list[i] != own) {
            TRY(vmst_chain_add(made, answer->list[i], note));
        }
    }
    made->has_time = true;
    made->time = now;
    *chain = steal(&made);
    return VMSTRUST_OK;
}

static int
refuse_path(const struct vmst_findings *findings, struct vmst_note *note)
{
    const struct vmst_finding *worst = vmst_findings_worst(findings);
    AUTO_BUFFER about = {0};

    if (worst != NULL && worst->cert != NULL) {
        vmst_name_show(&about, &worst->cert->subject);
    }
    vmst_buffer_add(&about, "", 1);
    if (about.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "the answer would not be trusted: %s (%.300s)",
                     worst == NULL ? ""
                                   : vmst_finding_row(worst->number)->title,
                     (const char *)about.data);
}

/* RFC 5280 4.2.1.9: the last certificate of a path does not count, and this CA
 * is the last one only here: below it will stand a server's. */
static int
check_room(const struct vmst_path *path, struct vmst_note *note)
{
    size_t below = 0;

    for (size_t i = 0; i < path->count; i++) {
        const struct vmst_cert *cert = path->certs[i];
        AUTO_BUFFER name = {0};

        if (!cert->has_path_length || cert->path_length >= below) {
            below += vmst_cert_is_self_issued(cert) ? 0 : 1;
            continue;
        }
        vmst_name_show(&name, &cert->subject);
        vmst_buffer_add(&name, "", 1);
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%.300s may not have this CA below it (pathLen %lu): "
                         "what this CA issues would be trusted nowhere; ask "
                         "the company for another issuing CA",
                         name.failed ? "" : (const char *)name.data,
                         (unsigned long)cert->path_length);
    }
    return VMSTRUST_OK;
}

/* What stands between the CA and the root, nearest first, as PEM. */
static int
write_between(const struct vmst_path *path, struct vmst_buffer *pem)
{
    for (size_t i = 1; i + 1 < path->count; i++) {
        vmst_pem_write(pem, "CERTIFICATE", path->certs[i]->der);
    }
    return pem->failed ? VMSTRUST_E_MEMORY : VMSTRUST_OK;
}

/* The path from the CA to the root, judged as clients will. */
static int
judge(const struct vmst_cert *own, const struct vmst_certs *answer, int64_t now,
      struct vmst_note *note, struct vmst_buffer *between)
{
    AUTO(trust) trust = NULL;
    AUTO(chain) chain = NULL;
    AUTO(policy) policy = NULL;
    struct vmst_question question = {.trust = NULL};
    struct vmst_verdict verdict;

    TRY(trust_roots(answer, note, &trust));
    TRY(copy_chain(own, answer, now, note, &chain));
    TRY(vmst_policy_new(vmst_role_get(VMSTRUST_ROLE_AUTHORITY), &policy));
    question.trust = trust;
    question.chain = chain;
    question.policy = policy;
    TRY(vmst_judge(&question, note, &verdict));
    if (!verdict.is_trusted) {
        return refuse_path(&verdict.outcome.findings, note);
    }
    TRY(check_room(&verdict.outcome.path, note));
    return write_between(&verdict.outcome.path, between);
}

/* --- Keeping it -------------------------------------------------------------- */

/* ca.crt comes last: with it the folder is a CA. */
static int
keep(const char *folder, const struct vmst_cert *own,
     const struct vmst_buffer *between, struct vmst_note *note)
{
    AUTO_BUFFER pem = {0};

    vmst_pem_write(&pem, "CERTIFICATE", own->der);
    if (pem.failed) {
        return vmst_fail_memory(note);
    }
    if (between->size != 0) {
        TRY(vmst_folder_replace(folder, VMST_CA_CHAIN_NAME,
                                VMST_ACCESS_EVERYONE, vmst_buffer_view(between),
                                note));
    }
    return vmst_folder_replace(folder, VMST_CA_CERT_NAME, VMST_ACCESS_EVERYONE,
                               vmst_buffer_view(&pem), note);
}

static int
keep_and_log(const struct vmst_ca_plan *plan, struct vmst_ledger *ledger,
             const struct vmst_cert *own, const struct vmst_buffer *between,
             int64_t now, struct vmst_note *note)
{
    AUTO_BUFFER about = {0};
    struct vmst_origin origin = {.time = now,
                                 .account = plan->account,
                                 .computer = plan->computer,
                                 .command = "answer"};

    vmst_name_show(&about, &own->issuer);
    vmst_buffer_add(&about, "", 1);
    if (about.failed) {
        return vmst_fail_memory(note);
    }
    origin.reason = (const char *)about.data;
    TRY(check_waiting(plan->path, note)); /* nobody was faster */
    TRY(vmst_ledger_add_log(ledger, &origin, note));
    return keep(plan->path, own, between, note);
}

static int
load_key(const char *folder, const struct vmst_secret *passphrase,
         struct vmst_note *note, struct vmst_private_key **key)
{
    AUTO_KEY_FILE file = {.text = NULL};

    TRY(vmst_key_file_load(folder, note, &file));
    return vmst_key_file_open(&file, 0, passphrase, note, key);
}

/* The certificate, lent by the answer, and what stands above it. */
static int
check(const struct vmst_ca_plan *plan, const struct vmst_certs *answer,
      const struct vmst_secret *passphrase, int64_t now, struct vmst_note *note,
      const struct vmst_cert **own, struct vmst_buffer *between)
{
    AUTO(private_key) key = NULL;

    TRY(check_waiting(plan->path, note));
    TRY(load_key(plan->path, passphrase, note, &key));
    TRY(find_own(answer, vmst_private_key_public(key), note, own));
    TRY(check_own(*own, note));
    return judge(*own, answer, now, note, between);
}

int
vmst_ca_check_answer(const struct vmst_ca_plan *plan,
                     const struct vmst_certs *answer,
                     const struct vmst_secret *passphrase, int64_t now,
                     struct vmst_note *note)
{
    AUTO_BUFFER between = {0};
    const struct vmst_cert *own = NULL;

    return check(plan, answer, passphrase, now, note, &own, &between);
}

int
vmst_ca_complete(const struct vmst_ca_plan *plan,
                 const struct vmst_certs *answer,
                 const struct vmst_secret *passphrase, int64_t now,
                 struct vmst_note *note)
{
    AUTO(ledger) ledger = NULL;
    AUTO_BUFFER between = {0};
    const struct vmst_cert *own = NULL;

    TRY(check(plan, answer, passphrase, now, note, &own, &between));
    TRY(vmst_ledger_open(plan->path, true, note, &ledger));
    TRY(vmst_ledger_begin(ledger, note));
    return vmst_ledger_end(
        ledger, keep_and_log(plan, ledger, own, &between, now, note), note);
}

/* --- What was granted otherwise ---------------------------------------------- */

static int
load_request(const char *folder, struct vmst_note *note,
             struct vmst_request **request)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(blob) file = NULL;
    char *path = NULL;
    int code;

    if (vmst_path_join(folder, VMST_CA_REQUEST_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_file_read(path, VMST_CA_REQUEST_SIZE, note, &file);
    free(path);
    TRY(code);
    code =
        vmst_request_read(vmst_bytes(file->data, file->size), &inner, request);
    return code == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_file_fail(VMST_CA_REQUEST_NAME, code, &inner, note);
}

int
vmst_ca_compare_answer(const char *folder, const struct vmst_certs *answer,
                       struct vmst_note *note, struct vmst_buffer *out)
{
    AUTO(request) request = NULL;
    const struct vmst_cert *own = NULL;

    TRY(load_request(folder, note, &request));
    TRY(find_own(answer, &request->wanted.key, note, &own));
    vmst_cert_show_differences(&request->wanted, own, out);
    return out->failed ? vmst_fail_memory(note) : VMSTRUST_OK;
}
