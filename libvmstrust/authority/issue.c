/*
 * Server certificates. Refuses an order without names, a second valid
 * certificate for a host unless asked for, and whatever our own rule sets would
 * not trust. Floor 5.
 */
#include "authority/issue.h"

#include <stdio.h>
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
                     "valid until %s; vmstrust_order_set_replacing (--replace "
                     "of the command) issues another beside it",
                     host->text, (const char *)serial.data,
                     vmst_date_show(entry->cert->not_after, until));
}

/* What stands in the way of it for one of its names. */
static int
find_doubles(const struct vmst_ca *ca, const struct vmst_order *order,
             size_t index, int64_t now, struct vmst_note *note,
             struct vmst_entries *entries)
{
    return order->renewed != NULL
               ? vmst_order_find_successors(ca, order, now, note, entries)
               : vmst_ledger_list_valid(ca->ledger, order->hosts[index].text,
                                        now, note, entries);
}

static int
check_double(const struct vmst_ca *ca, const struct vmst_order *order,
             int64_t now, struct vmst_note *note)
{
    size_t count = order->renewed != NULL ? 1 : order->host_count;

    for (size_t i = 0; i < count && !order->is_replacing; i++) {
        struct vmst_entries entries;
        int code = find_doubles(ca, order, i, now, note, &entries);

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

struct measure {
    const char *rules;
    bool is_form; /* what counts is the form of what is signed: how the
                     certificate of a CA looks that others made, we cannot
                     help */
};

static const struct vmst_finding *
find_error(const struct vmst_verdict *verdict, bool is_form)
{
    const struct vmst_findings *findings = &verdict->outcome.findings;

    for (size_t i = 0; i < findings->count; i++) {
        const struct vmst_finding *finding = &findings->rows[i];

        if (finding->severity == VMSTRUST_SEVERITY_ERROR &&
            (!is_form || finding->depth <= 0)) {
            return finding;
        }
    }
    return NULL;
}

/* Whose fault it is says the code: with a key of ours it is ours. */
static int
ask_verdict(const struct vmst_question *question, const struct measure *measure,
            int refusal, struct vmst_note *note)
{
    struct vmst_verdict verdict;
    const struct vmst_finding *error;

    TRY(vmst_judge(question, note, &verdict));
    error = find_error(&verdict, measure->is_form);
    if (verdict.is_trusted || (measure->is_form && error == NULL)) {
        return VMSTRUST_OK;
    }
    return vmst_fail(
        note, refusal,
        "what this CA would sign would not be trusted for %s under %s: %s; "
        "nothing was issued",
        question->host, measure->rules,
        error == NULL ? "" : vmst_finding_row(error->number)->title);
}

/* A host that clients dial: for a wildcard one that it stands for. */
static const char *
dialled(const struct vmst_host *host, char room[VMST_LIMIT_HOST + 4])
{
    if (host->text[0] != '*') {
        return host->text;
    }
    snprintf(room, VMST_LIMIT_HOST + 4, "any%s", host->text + 1);
    return room;
}

static int
judge_under(const struct vmst_trust *trust, const struct vmst_chain *chain,
            const struct vmst_order *order, const struct measure *measure,
            int refusal, struct vmst_note *note)
{
    char room[VMST_LIMIT_HOST + 4];
    AUTO(policy) policy = NULL;
    struct vmst_question question = {.trust = trust, .chain = chain};

    TRY(vmst_policy_new(order->role, &policy));
    vmst_policy_set_rules(policy, vmst_ruleset_find(measure->rules));
    question.policy = policy;
    for (size_t i = 0; i < order->host_count; i++) {
        question.host = dialled(&order->hosts[i], room);
        TRY(ask_verdict(&question, measure, refusal, note));
    }
    return VMSTRUST_OK;
}

static int
judge(const struct vmst_ca *ca, const struct vmst_cert *cert,
      const struct vmst_order *order, int refusal, int64_t now,
      struct vmst_note *note)
{
    static const struct measure vms = {"vms", false};
    static const struct measure rfc5280 = {"rfc5280", true};
    AUTO(trust) trust = NULL;
    AUTO(chain) chain = NULL;

    TRY(vmst_trust_new(NULL, &trust));
    TRY(vmst_trust_add_anchor(trust, ca->cert, 0, false));
    vmst_trust_seal(trust);
    TRY(vmst_chain_new(&chain));
    TRY(vmst_chain_add(chain, cert, note));
    chain->has_time = true;
    chain->time = now;
    TRY(judge_under(trust, chain, order, &vms, refusal, note));
    return judge_under(trust, chain, order, &rfc5280, refusal, note);
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

    if (order->renewed != NULL) {
        body.subject = order->renewed->subject.der;
    }
    TRY(vmst_ca_key_id(ca, room, &body.issuer_key_id));
    TRY(vmst_body_number(&body, note));
    return vmst_body_sign(&body, ca->key, note, cert);
}

int
vmst_sample(const struct vmst_ca *ca, const struct vmst_order *order,
            const struct vmst_key *key, int64_t now, struct vmst_note *note,
            struct vmst_cert **cert)
{
    struct vmst_span span = {.first = ca->cert->not_before,
                             .last = ca->cert->not_after};

    if (span.first < now - VMST_CLOCK_SKEW) {
        span.first = now - VMST_CLOCK_SKEW;
    }
    if (span.last > now + VMST_DAY) {
        span.last = now + VMST_DAY;
    }
    return sign(ca, order, &span, key, note, cert);
}

struct deed {
    const struct vmst_ca *ca;
    const struct vmst_order *order;
    const struct vmst_key *key;
    const char *command;
    int refusal;
    int64_t now;
    struct vmst_note *note;
};

/* "rec01.site.local, serial 4a..., in place of 31...". */
static int
say_deed(const struct deed *deed, const struct vmst_cert *cert,
         struct vmst_buffer *about)
{
    const struct vmst_cert *renewed = deed->order->renewed;

    vmst_buffer_format(about, "%s, serial ", deed->order->hosts[0].text);
    vmst_buffer_add_hex(about, cert->serial, 0);
    if (renewed != NULL) {
        vmst_buffer_add_text(about, ", in place of ");
        vmst_buffer_add_hex(about, renewed->serial, 0);
    }
    vmst_buffer_add(about, "", 1);
    return about->failed ? vmst_fail_memory(deed->note) : VMSTRUST_OK;
}

static int
enter(const struct deed *deed, const struct vmst_cert *cert)
{
    AUTO_BUFFER about = {0};
    struct vmst_origin origin;

    TRY(say_deed(deed, cert, &about));
    origin = vmst_ca_origin(deed->ca, deed->now, deed->command,
                            (const char *)about.data);
    return vmst_ledger_add(deed->ca->ledger, cert, deed->order->role->row.id,
                           &origin, deed->note);
}

/* Signed and judged, and nobody has seen it yet. */
static int
prepare(const struct deed *deed, struct vmst_cert **cert)
{
    AUTO(cert) made = NULL;
    struct vmst_span span;

    *cert = NULL;
    TRY(vmst_ca_check_writing(deed->ca, deed->note));
    TRY(vmst_order_check(deed->ca, deed->order, deed->now, deed->note, &span));
    if (vmst_private_key_matches(deed->ca->key, deed->key)) {
        return vmst_fail(deed->note, VMSTRUST_E_ARGUMENT,
                         "that is the key of the CA itself, which belongs on "
                         "no server");
    }
    TRY(sign(deed->ca, deed->order, &span, deed->key, deed->note, &made));
    TRY(judge(deed->ca, made, deed->order, deed->refusal, deed->now,
              deed->note));
    *cert = steal(&made);
    return VMSTRUST_OK;
}

/* Last of all in the ledger: afterwards, and not before, it may leave the
 * process. */
static int
certify(const struct deed *deed, struct vmst_cert **cert)
{
    AUTO(cert) made = NULL;

    *cert = NULL;
    TRY(prepare(deed, &made));
    TRY(enter(deed, made));
    *cert = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_issue(const struct vmst_ca *ca, const struct vmst_order *order,
           int64_t now, struct vmst_note *note, struct vmst_identity **identity)
{
    AUTO(identity) made = NULL;
    AUTO(cert) cert = NULL;
    struct deed deed = {.ca = ca,
                        .order = order,
                        .command = order->renewed == NULL ? "issue" : "renew",
                        .refusal = VMSTRUST_E_INTERNAL,
                        .now = now,
                        .note = note};

    *identity = NULL;
    TRY(vmst_identity_make(order->key, note, &made));
    deed.key = vmst_private_key_public(made->key);
    TRY(prepare(&deed, &cert));
    if (vmst_certs_add(&made->certs, cert) != VMSTRUST_OK ||
        vmst_ca_add_chain(ca, &made->certs) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    TRY(enter(&deed, cert));
    *identity = steal(&made);
    return VMSTRUST_OK;
}

static struct deed
signing(const struct vmst_ca *ca, const struct vmst_order *order,
        const struct vmst_request *request, int64_t now, struct vmst_note *note)
{
    return (struct deed){.ca = ca,
                         .order = order,
                         .key = &request->wanted.key,
                         .command = "sign",
                         .refusal = VMSTRUST_E_ARGUMENT,
                         .now = now,
                         .note = note};
}

int
vmst_check_sign(const struct vmst_ca *ca, const struct vmst_order *order,
                const struct vmst_request *request, int64_t now,
                struct vmst_note *note)
{
    struct deed deed = signing(ca, order, request, now, note);
    AUTO(cert) made = NULL;

    return prepare(&deed, &made);
}

int
vmst_sign(const struct vmst_ca *ca, const struct vmst_order *order,
          const struct vmst_request *request, int64_t now,
          struct vmst_note *note, struct vmst_cert **cert)
{
    struct deed deed = signing(ca, order, request, now, note);

    return certify(&deed, cert);
}

static int
renewal(const struct vmst_ca *ca, const struct vmst_order *order, int64_t now,
        struct vmst_note *note, struct deed *deed)
{
    if (order->renewed == NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "this order renews no certificate");
    }
    *deed = (struct deed){.ca = ca,
                          .order = order,
                          .key = &order->renewed->key,
                          .command = "renew",
                          .refusal = VMSTRUST_E_ARGUMENT,
                          .now = now,
                          .note = note};
    return VMSTRUST_OK;
}

int
vmst_check_renew(const struct vmst_ca *ca, const struct vmst_order *order,
                 int64_t now, struct vmst_note *note)
{
    AUTO(cert) made = NULL;
    struct deed deed;

    TRY(renewal(ca, order, now, note, &deed));
    return prepare(&deed, &made);
}

int
vmst_renew(const struct vmst_ca *ca, const struct vmst_order *order,
           int64_t now, struct vmst_note *note, struct vmst_cert **cert)
{
    struct deed deed;

    *cert = NULL;
    TRY(renewal(ca, order, now, note, &deed));
    return certify(&deed, cert);
}
