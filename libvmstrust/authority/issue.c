/*
 * Server certificates. Refuses an order without names, a second valid
 * certificate for a host unless asked for, and whatever our own rule sets would
 * not trust. Floor 5.
 */
#include "authority/issue.h"

#include <stdlib.h>

#include "authority/body.h"
#include "authority/chain.h"
#include "base/text.h"
#include "base/time.h"
#include "der/oid.h"
#include "verdict/verify.h"

/* id-kp-serverAuth, RFC 5280 4.2.1.12. */
#define SERVER_AUTHENTICATION VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x01")

/* --- What would be refused ------------------------------------------------ */

static int
span_of(const struct vmst_ca *ca, const struct vmst_order *order, int64_t now,
        struct vmst_note *note, struct vmst_span *span)
{
    char until[VMST_TIME_TEXT];

    if (ca->cert->not_after < now) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the CA has expired on %s: what it signs is trusted "
                         "nowhere",
                         vmst_date_show(ca->cert->not_after, until));
    }
    span->first = now - VMST_CLOCK_SKEW;
    if (span->first < ca->cert->not_before) {
        span->first = ca->cert->not_before;
    }
    /* RFC 5280 4.1.2.5: the last second belongs to it. */
    span->last = span->first + order->valid_for - 1;
    if (span->last > ca->cert->not_after) {
        span->last = ca->cert->not_after;
    }
    return VMSTRUST_OK;
}

static int
refuse_double(const struct vmst_host *host, const struct vmst_entry *entry,
              struct vmst_note *note)
{
    AUTO_BUFFER serial = {0};
    char until[VMST_TIME_TEXT];

    vmst_buffer_add_hex(&serial, entry->cert->serial, 0);
    vmst_buffer_add(&serial, "", 1);
    if (serial.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "%s has a certificate of this CA already, serial %s, "
                     "valid until %s; --replace issues another beside it",
                     host->text, (const char *)serial.data,
                     vmst_date_show(entry->cert->not_after, until));
}

static int
check_double(const struct vmst_ca *ca, const struct vmst_order *order,
             int64_t now, struct vmst_note *note)
{
    for (size_t i = 0; i < order->host_count && !order->is_replacing; i++) {
        struct vmst_entries entries;
        int code = vmst_ledger_list_valid(ca->ledger, order->hosts[i].text, now,
                                          note, &entries);

        if (code == VMSTRUST_OK && entries.count != 0) {
            code = refuse_double(&order->hosts[i], &entries.list[0], note);
        }
        vmst_entries_free(&entries);
        TRY(code);
    }
    return VMSTRUST_OK;
}

int
vmst_order_check(const struct vmst_ca *ca, const struct vmst_order *order,
                 int64_t now, struct vmst_note *note, struct vmst_span *span)
{
    *span = (struct vmst_span){.first = 0};
    if (order->host_count == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a server certificate needs a host name or an "
                         "address");
    }
    for (size_t i = 0; i < order->host_count; i++) {
        TRY(vmst_permits_check(ca->cert, &order->hosts[i], note));
    }
    TRY(check_double(ca, order, now, note));
    return span_of(ca, order, now, note, span);
}

/* --- The judgement of ourselves ------------------------------------------- */

static int
ask_verdict(const struct vmst_question *question, const char *rules,
            struct vmst_note *note)
{
    struct vmst_verdict verdict;
    const struct vmst_finding *worst;

    TRY(vmst_judge(question, note, &verdict));
    if (verdict.is_trusted) {
        return VMSTRUST_OK;
    }
    worst = vmst_findings_worst(&verdict.outcome.findings);
    return vmst_fail(
        note, VMSTRUST_E_INTERNAL,
        "what this CA signed would not be trusted for %s under %s (%s); it "
        "was not handed out",
        question->host, rules,
        worst == NULL ? "" : vmst_finding_row(worst->number)->id);
}

static int
judge_under(const struct vmst_trust *trust, const struct vmst_chain *chain,
            const struct vmst_order *order, const char *rules,
            struct vmst_note *note)
{
    AUTO(policy) policy = NULL;
    struct vmst_question question = {.trust = trust, .chain = chain};

    TRY(vmst_policy_new(order->role, &policy));
    vmst_policy_set_rules(policy, vmst_ruleset_find(rules));
    question.policy = policy;
    for (size_t i = 0; i < order->host_count; i++) {
        question.host = order->hosts[i].text;
        TRY(ask_verdict(&question, rules, note));
    }
    return VMSTRUST_OK;
}

static int
judge(const struct vmst_ca *ca, const struct vmst_cert *cert,
      const struct vmst_order *order, int64_t now, struct vmst_note *note)
{
    AUTO(trust) trust = NULL;
    AUTO(chain) chain = NULL;

    TRY(vmst_trust_new(NULL, &trust));
    TRY(vmst_trust_add_anchor(trust, ca->cert, 0, false));
    vmst_trust_seal(trust);
    TRY(vmst_chain_new(&chain));
    TRY(vmst_chain_add(chain, cert, note));
    chain->has_time = true;
    chain->time = now;
    TRY(judge_under(trust, chain, order, "vms", note));
    return judge_under(trust, chain, order, "rfc5280", note);
}

/* --- Signing -------------------------------------------------------------- */

/* RFC 5280 4.2.1.3: an RSA key may be asked to decipher, by TLS 1.2 with RSA
 * key exchange, which old stacks of the field still speak. */
static uint16_t
usage_of(const struct vmst_key *key)
{
    return key->kind == VMST_KEY_RSA
               ? VMST_USAGE_DIGITAL_SIGNATURE | VMST_USAGE_KEY_ENCIPHERMENT
               : VMST_USAGE_DIGITAL_SIGNATURE;
}

/* The first name that fits: people know a certificate by it. Under an authority
 * that is limited to DNS names an address is none. */
static const char *
common_name_of(const struct vmst_ca *ca, const struct vmst_order *order)
{
    bool is_limited = vmst_permits_dns(ca->cert);

    for (size_t i = 0; i < order->host_count; i++) {
        if (order->hosts[i].kind == VMST_HOST_IP && is_limited) {
            continue;
        }
        if (strlen(order->hosts[i].text) <= VMST_COMMON_NAME) {
            return order->hosts[i].text;
        }
    }
    return NULL;
}

static int
sign(const struct vmst_ca *ca, const struct vmst_order *order,
     const struct vmst_span *span, const struct vmst_key *key,
     struct vmst_note *note, struct vmst_cert **cert)
{
    struct vmst_body body = {
        .issuer = ca->cert->subject.der,
        .common_name = common_name_of(ca, order),
        .not_before = span->first,
        .not_after = span->last,
        .key = key,
        .key_usage = usage_of(key),
        .purpose = SERVER_AUTHENTICATION,
        .hosts = order->hosts,
        .host_count = order->host_count,
        .crl_urls = &order->crl_urls,
        .issuer_urls = &order->issuer_urls,
    };
    uint8_t room[VMST_SHA1_SIZE];

    TRY(vmst_ca_key_id(ca, room, &body.issuer_key_id));
    TRY(vmst_body_number(&body, note));
    return vmst_body_sign(&body, ca->key, note, cert);
}

static int
enter(const struct vmst_ca *ca, const struct vmst_order *order, int64_t now,
      const struct vmst_cert *cert, struct vmst_note *note)
{
    AUTO_BUFFER about = {0};
    struct vmst_origin origin;

    vmst_buffer_format(&about, "%s, serial ", order->hosts[0].text);
    vmst_buffer_add_hex(&about, cert->serial, 0);
    vmst_buffer_add(&about, "", 1);
    if (about.failed) {
        return vmst_fail_memory(note);
    }
    origin = vmst_ca_origin(ca, now, "issue", (const char *)about.data);
    return vmst_ledger_add(ca->ledger, cert, order->role->row.id, &origin,
                           note);
}

/* Signed, judged, and last of all in the ledger: afterwards, and not before, it
 * may leave the process. */
static int
certify(const struct vmst_ca *ca, const struct vmst_order *order,
        const struct vmst_key *key, int64_t now, struct vmst_note *note,
        struct vmst_identity *identity)
{
    AUTO(cert) made = NULL;
    struct vmst_span span;

    TRY(vmst_ca_check_writing(ca, note));
    TRY(vmst_order_check(ca, order, now, note, &span));
    TRY(sign(ca, order, &span, key, note, &made));
    TRY(judge(ca, made, order, now, note));
    if (vmst_certs_add(&identity->certs, made) != VMSTRUST_OK ||
        vmst_ca_add_chain(ca, &identity->certs) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return enter(ca, order, now, made, note);
}

int
vmst_issue(const struct vmst_ca *ca, const struct vmst_order *order,
           int64_t now, struct vmst_note *note, struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;

    *identity = NULL;
    TRY(vmst_identity_make(order->key, note, &made));
    TRY(certify(ca, order, vmst_private_key_public(made->key), now, note,
                made));
    *identity = steal(&made);
    return VMSTRUST_OK;
}
