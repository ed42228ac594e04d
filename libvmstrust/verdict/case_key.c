/*
 * What each key of a case file means: one reader each, and the table of all.
 * Floor 4.
 */
#include "verdict/case_key.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "role/id.h"

#define SHOWN_SIZE 96

/* "Line 7: ..." about a value, which is shown escaped. */
int
vmst_case_fail_about(const struct vmst_case_reading *reading, const char *what,
                     struct vmst_bytes value)
{
    char shown[SHOWN_SIZE];
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED, "Line %zu: %s: %s",
                     reading->line, what,
                     vmst_text_show_in(shown, sizeof(shown), value));
}

int
vmst_case_fail(const struct vmst_case_reading *reading, const char *what)
{
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED, "Line %zu: %s",
                     reading->line, what);
}

/* A policy call that failed wrote no line. */
int
vmst_case_fail_with(const struct vmst_case_reading *reading, int code,
                    const struct vmst_note *inner)
{
    return vmst_fail(reading->note,
                     code == VMSTRUST_E_MEMORY ? code : VMSTRUST_E_MALFORMED,
                     "Line %zu: %s", reading->line, inner->text);
}

/* --- Pieces of a value --------------------------------------------------- */

static bool
take_word(struct vmst_bytes *value, struct vmst_bytes *word)
{
    while (value->size > 0 && value->data[0] == ' ') {
        *value = vmst_bytes(value->data + 1, value->size - 1);
    }
    size_t size = 0;
    while (size < value->size && value->data[size] != ' ') {
        size++;
    }
    *word = vmst_bytes(value->data, size);
    *value = vmst_bytes(value->data + size, value->size - size);
    return size > 0;
}

/* Two words and nothing else. */
static bool
take_two(struct vmst_bytes value, struct vmst_bytes *first,
         struct vmst_bytes *second)
{
    struct vmst_bytes more;
    return take_word(&value, first) && take_word(&value, second) &&
           !take_word(&value, &more);
}

bool
vmst_case_read_number(struct vmst_bytes text, uint64_t most, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned digit = (unsigned)text.data[i] - '0';
        if (digit > 9 || *number > (most - digit) / 10) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return text.size > 0;
}

/* The number in a fixed place of a date. */
static bool
read_part(struct vmst_bytes text, size_t at, size_t size, int *number)
{
    uint64_t value = 0;
    bool is_number =
        vmst_case_read_number(vmst_bytes(text.data + at, size), 9999, &value);
    *number = (int)value;
    return is_number;
}

static bool
read_seconds(struct vmst_bytes text, int64_t *time)
{
    bool is_negative = text.size > 0 && text.data[0] == '-';
    size_t skipped = is_negative ? 1 : 0;
    uint64_t number = 0;
    const struct vmst_bytes digits =
        vmst_bytes(text.data + skipped, text.size - skipped);
    if (!vmst_case_read_number(digits, (uint64_t)INT64_MAX + skipped,
                               &number)) {
        return false;
    }
    *time = is_negative ? -(int64_t)(number - 1) - 1 : (int64_t)number;
    return !is_negative || number > 0;
}

/* "2026-11-21T00:00:00Z", or "@1795219200". */
bool
vmst_case_read_time(struct vmst_bytes text, int64_t *time)
{
    static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
    struct vmst_civil civil = {0};
    int year = 0;
    if (text.size > 0 && text.data[0] == '@') {
        return read_seconds(vmst_bytes(text.data + 1, text.size - 1), time);
    }
    if (text.size != sizeof(form) - 1) {
        return false;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (form[i] != 'd' && form[i] != (char)text.data[i]) {
            return false;
        }
    }
    bool is_number = read_part(text, 0, 4, &year) &&
                     read_part(text, 5, 2, &civil.month) &&
                     read_part(text, 8, 2, &civil.day) &&
                     read_part(text, 11, 2, &civil.hour) &&
                     read_part(text, 14, 2, &civil.minute) &&
                     read_part(text, 17, 2, &civil.second);
    civil.year = year;
    return is_number && vmst_time_from_civil(&civil, time);
}

/* A NUL-terminated copy for the readers that take one, to be freed. */
static int
copy_text(struct vmst_bytes value, char **copy)
{
    AUTO_BUFFER text = {0};
    vmst_buffer_add(&text, value.data, value.size);
    return vmst_buffer_take_text(&text, copy);
}

static void
free_text(char **text)
{
    free(*text);
}

#define AUTO_TEXT __attribute__((cleanup(free_text))) char *

static const struct vmst_finding_row *
find_finding(struct vmst_bytes id)
{
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);
        if (vmst_bytes_equal(vmst_bytes_of(row->id), id)) {
            return row;
        }
    }
    return NULL;
}

/* --- The policy ---------------------------------------------------------- */

static int
read_nothing(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    (void)reading;
    (void)value;
    return VMSTRUST_OK;
}

static int
read_role(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT id = NULL;
    TRY(copy_text(value, &id));
    const struct vmst_role *role = vmst_role_find(id);
    if (role == NULL) {
        return vmst_case_fail_about(reading, "there is no such role", value);
    }
    return vmst_policy_new(role, &reading->made->policy);
}

static int
read_client(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT id = NULL;
    TRY(copy_text(value, &id));
    const struct vmst_client *client = vmst_client_find(id);
    if (client == NULL) {
        return vmst_case_fail_about(reading, "there is no such client", value);
    }
    vmst_policy_set_client(reading->made->policy, client);
    return VMSTRUST_OK;
}

static int
read_rules(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT name = NULL;
    TRY(copy_text(value, &name));
    const struct vmst_ruleset *rules = vmst_ruleset_find(name);
    if (rules == NULL) {
        return vmst_case_fail_about(reading, "there is no such rule set",
                                    value);
    }
    vmst_policy_set_rules(reading->made->policy, rules);
    return VMSTRUST_OK;
}

static int
read_due_within(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    uint64_t days = 0;
    if (!vmst_case_read_number(value, UINT32_MAX, &days)) {
        return vmst_case_fail_about(reading, "this is no number of days",
                                    value);
    }
    reading->made->policy->due_within = (uint32_t)days;
    return VMSTRUST_OK;
}

static int
read_max_path_length(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    uint64_t length = 0;
    if (!vmst_case_read_number(value, UINT32_MAX, &length)) {
        return vmst_case_fail_about(reading, "this is no path length", value);
    }
    reading->made->policy->max_intermediates = (uint32_t)length;
    return VMSTRUST_OK;
}

static int
read_earliest_time(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    struct vmst_policy *policy = reading->made->policy;
    if (!vmst_case_read_time(value, &policy->earliest_time)) {
        return vmst_case_fail_about(reading, "this is no time", value);
    }
    policy->has_earliest_time = true;
    return VMSTRUST_OK;
}

/* A call of the policy that takes one text. */
typedef int text_setter(struct vmst_policy *policy, const char *text,
                        struct vmst_note *note);

static int
set_text(struct vmst_case_reading *reading, struct vmst_bytes value,
         text_setter *set)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO_TEXT text = NULL;
    TRY(copy_text(value, &text));
    int code = set(reading->made->policy, text, &inner);
    return code == VMSTRUST_OK ? code
                               : vmst_case_fail_with(reading, code, &inner);
}

static int
read_required_name(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_add_required_name);
}

static int
read_purpose(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_set_purpose);
}

static int
read_initial_policy(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_add_initial_policy);
}

static int
set_severity(struct vmst_case_reading *reading, struct vmst_bytes value,
             bool is_insecure)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    struct vmst_bytes id;
    struct vmst_bytes severity;
    if (!take_two(value, &id, &severity)) {
        return vmst_case_fail_about(
            reading, "a finding and a severity belong here", value);
    }
    const struct vmst_finding_row *row = find_finding(id);
    const struct vmst_id *weight = vmst_id_find(vmst_severity_ids(), severity);
    if (row == NULL || weight == NULL) {
        return vmst_case_fail_about(
            reading, "there is no such finding or severity", value);
    }
    int code = vmst_policy_set_severity(reading->made->policy, row->number,
                                        (vmstrust_severity)weight->number,
                                        is_insecure, &inner);
    return code == VMSTRUST_OK ? code
                               : vmst_case_fail_with(reading, code, &inner);
}

static int
read_severity(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return set_severity(reading, value, false);
}

static int
read_insecure_severity(struct vmst_case_reading *reading,
                       struct vmst_bytes value)
{
    return set_severity(reading, value, true);
}

static int
read_fields(struct vmst_case_reading *reading, struct vmst_bytes value,
            uint32_t *bits)
{
    struct vmst_bytes word;
    while (take_word(&value, &word)) {
        const struct vmst_id *field =
            vmst_id_find(vmst_anchor_field_ids(), word);
        if (field == NULL) {
            return vmst_case_fail_about(
                reading, "there is no such field of an anchor", word);
        }
        *bits |= (uint32_t)field->number;
    }
    return VMSTRUST_OK;
}

static int
read_anchor_fields(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return read_fields(reading, value,
                       &reading->made->policy->anchor_fields_set);
}

static int
read_ignored_fields(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return read_fields(reading, value,
                       &reading->made->policy->anchor_fields_ignored);
}

struct setting { /* a word that switches something on */
    const char *id;
    bool *is_set;
};

static int
read_setting(struct vmst_case_reading *reading, struct vmst_bytes value,
             const struct setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vmst_bytes_equal(vmst_bytes_of(settings[i].id), value)) {
            *settings[i].is_set = true;
            return VMSTRUST_OK;
        }
    }
    return vmst_case_fail_about(reading, "there is no such setting", value);
}

static int
read_revocation(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    const struct vmst_id *mode = vmst_id_find(vmst_revocation_ids(), value);
    if (mode == NULL) {
        return vmst_case_fail_about(reading, "there is no such mode", value);
    }
    vmst_policy_set_revocation(reading->made->policy,
                               (vmstrust_revocation)mode->number);
    return VMSTRUST_OK;
}

static int
read_policies(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    struct vmst_policy *policy = reading->made->policy;
    const struct setting settings[] = {
        {"require-explicit", &policy->explicit_policy},
        {"inhibit-mapping", &policy->inhibit_mapping},
        {"inhibit-any", &policy->inhibit_any}};
    return read_setting(reading, value, settings, VMST_COUNT(settings));
}

static int
read_insecure(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    struct vmst_policy *policy = reading->made->policy;
    const struct setting settings[] = {
        {"skip-name", &policy->insecure_skip_name},
        {"allow-weak", &policy->insecure_allow_weak},
        {"skip-time", &policy->insecure_skip_time},
        {"skip-issuer-revocation", &policy->insecure_skip_issuer_revocation},
        {"ignore-crl-expiry", &policy->insecure_ignore_crl_expiry}};
    return read_setting(reading, value, settings, VMST_COUNT(settings));
}

/* --- The question -------------------------------------------------------- */

/* Whether it is a host is for the verdict to say. */
static int
read_host(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    return copy_text(value, &reading->made->host);
}

static int
read_case_time(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    struct vmst_chain *chain = reading->made->chain;
    chain->has_time = vmst_case_read_time(value, &chain->time) &&
                      vmst_chain_check_time(chain->time, NULL) == VMSTRUST_OK;
    return chain->has_time
               ? VMSTRUST_OK
               : vmst_case_fail_about(reading, "this is no time", value);
}

static int
read_depth(struct vmst_bytes word, int *depth)
{
    uint64_t number = 0;
    *depth = VMST_DEPTH_NONE;
    if (vmst_bytes_equal(word, vmst_bytes_of("-"))) {
        return VMSTRUST_OK;
    }
    if (!vmst_case_read_number(word, VMST_LIMIT_PATH, &number)) {
        return VMSTRUST_E_MALFORMED;
    }
    *depth = (int)number;
    return VMSTRUST_OK;
}

static int
read_finding(struct vmst_case_reading *reading, struct vmst_bytes value)
{
    struct vmst_case *made = reading->made;
    struct vmst_bytes rest = value;
    struct vmst_bytes severity;
    struct vmst_bytes id;
    struct vmst_bytes depth;
    struct vmst_expected expected;
    take_word(&rest, &severity);
    take_word(&rest, &id);
    take_word(&rest, &depth);
    const struct vmst_finding_row *row = find_finding(id);
    const struct vmst_id *weight = vmst_id_find(vmst_severity_ids(), severity);
    if (row == NULL || weight == NULL || rest.size > 0 ||
        read_depth(depth, &expected.depth) != VMSTRUST_OK) {
        return vmst_case_fail_about(
            reading, "this is no severity, finding and depth known here",
            value);
    }
    if (made->expected_count == VMST_COUNT(made->expected)) {
        return vmst_case_fail(reading, "too many findings");
    }
    expected.number = row->number;
    expected.severity = (vmstrust_severity)weight->number;
    made->expected[made->expected_count++] = expected;
    return VMSTRUST_OK;
}

/* --- Certificates -------------------------------------------------------- */

static int
add_to_chain(struct vmst_case_reading *reading, struct vmst_bytes value,
             const struct vmst_cert *cert)
{
    (void)value;
    return vmst_chain_add(reading->made->chain, cert, reading->note);
}

static int
add_anchor(struct vmst_case_reading *reading, struct vmst_bytes value,
           const struct vmst_cert *cert)
{
    struct vmst_bytes word;
    bool is_limited = false;
    take_word(&value, &word);
    bool is_system = vmst_bytes_equal(word, vmst_bytes_of("system"));
    if (!is_system && !vmst_bytes_equal(word, vmst_bytes_of("own"))) {
        return vmst_case_fail_about(
            reading, "an anchor is `own` or `system`, not", word);
    }
    while (take_word(&value, &word)) {
        AUTO_TEXT id = NULL;
        TRY(copy_text(word, &id));
        const struct vmst_role *role = vmst_role_find(id);
        if (role == NULL) {
            return vmst_case_fail_about(reading, "there is no such role", word);
        }
        is_limited = true;
        TRY(vmst_trust_add_anchor(reading->made->trust, cert,
                                  (vmstrust_role)role->row.number, is_system));
    }
    return is_limited ? VMSTRUST_OK
                      : vmst_trust_add_anchor(reading->made->trust, cert,
                                              (vmstrust_role)0, is_system);
}

static int
add_intermediate(struct vmst_case_reading *reading, struct vmst_bytes value,
                 const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_add_intermediate(reading->made->trust, cert);
}

static int
add_distrusted_cert(struct vmst_case_reading *reading, struct vmst_bytes value,
                    const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_distrust_cert(reading->made->trust, cert);
}

static int
add_distrusted_key(struct vmst_case_reading *reading, struct vmst_bytes value,
                   const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_distrust_key(reading->made->trust, cert);
}

static int
add_pin(struct vmst_case_reading *reading, struct vmst_bytes value,
        const struct vmst_cert *cert)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    struct vmst_bytes name;
    struct vmst_bytes when;
    struct vmst_host host;
    int64_t expires = 0;
    AUTO_TEXT asked = NULL;
    if (!take_two(value, &name, &when) ||
        !vmst_case_read_time(when, &expires)) {
        return vmst_case_fail_about(reading, "a host and a time belong here",
                                    value);
    }
    TRY(copy_text(name, &asked));
    if (vmst_host_read(asked, &host, &inner) != VMSTRUST_OK) {
        return vmst_case_fail_with(reading, VMSTRUST_E_MALFORMED, &inner);
    }
    return vmst_trust_add_pin(reading->made->trust, host.text, cert, expires);
}

/* --- Lists and responses ------------------------------------------------- */

static int
add_chain_crl(struct vmst_case_reading *reading, struct vmst_bytes der)
{
    AUTO(crl) crl = NULL;
    TRY(vmst_crl_take(der, reading->note, &crl));
    return vmst_chain_add_crl(reading->made->chain, crl, reading->note);
}

static int
add_crl(struct vmst_case_reading *reading, struct vmst_bytes der)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(crl) crl = NULL;
    int code = vmst_crl_parse(der, &inner, &crl);
    if (code != VMSTRUST_OK) {
        return vmst_case_fail_with(reading, code, &inner);
    }
    return vmst_trust_add_crl(reading->made->trust, crl);
}

static int
set_ocsp(struct vmst_case_reading *reading, struct vmst_bytes der)
{
    AUTO(ocsp) ocsp = NULL;
    TRY(vmst_ocsp_take(der, reading->note, &ocsp));
    vmst_chain_set_ocsp(reading->made->chain, ocsp);
    return VMSTRUST_OK;
}

/* --- Keys ---------------------------------------------------------------- */

#define ONCE(id, reader)                                                       \
    {                                                                          \
        .name = id, .read = reader                                             \
    }
#define OFTEN(id, reader)                                                      \
    {                                                                          \
        .name = id, .is_repeated = true, .read = reader                        \
    }
#define CERTS(id, taker)                                                       \
    {                                                                          \
        .name = id, .is_repeated = true, .take = taker                         \
    }
#define BLOCKS(id, adder, of)                                                  \
    {                                                                          \
        .name = id, .is_repeated = true, .add = adder, .label = of             \
    }

const struct vmst_case_key vmst_case_keys[] = {
    {.name = "about",
     .is_repeated = true,
     .may_lead = true,
     .read = read_nothing},
    {.name = "written-by", .may_lead = true, .read = read_nothing},
    {.name = "role", .may_lead = true, .read = read_role},
    ONCE("client", read_client),
    ONCE("rules", read_rules),
    ONCE("revocation", read_revocation),
    ONCE("due-within", read_due_within),
    ONCE("max-path-length", read_max_path_length),
    ONCE("earliest-time", read_earliest_time),
    OFTEN("required-name", read_required_name),
    ONCE("purpose", read_purpose),
    OFTEN("initial-policy", read_initial_policy),
    OFTEN("policies", read_policies),
    OFTEN("severity", read_severity),
    OFTEN("insecure-severity", read_insecure_severity),
    ONCE("anchor-fields", read_anchor_fields),
    ONCE("insecure-ignore-anchor-fields", read_ignored_fields),
    OFTEN("insecure", read_insecure),
    ONCE("host", read_host),
    ONCE("time", read_case_time),
    {.name = "chain",
     .is_repeated = true,
     .take = add_to_chain,
     .may_be_malformed = true},
    BLOCKS("chain-crl", add_chain_crl, VMST_CASE_CRL),
    BLOCKS("ocsp", set_ocsp, VMST_CASE_OCSP),
    CERTS("anchor", add_anchor),
    CERTS("intermediate", add_intermediate),
    CERTS("distrusted-certificate", add_distrusted_cert),
    CERTS("distrusted-key", add_distrusted_key),
    CERTS("pin", add_pin),
    BLOCKS("crl", add_crl, VMST_CASE_CRL),
    OFTEN("finding", read_finding),
};

const size_t vmst_case_key_count = VMST_COUNT(vmst_case_keys);

_Static_assert(VMST_COUNT(vmst_case_keys) <= 32,
               "struct vmst_case_reading has one bit for each");
