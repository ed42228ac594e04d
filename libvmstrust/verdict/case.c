/*
 * Reads case files: strict, bounded, and every refusal names its line. A table
 * of keys, one reader each. Floor 4.
 */
#include "verdict/case.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "der/pem.h"
#include "role/id.h"

/* Blocks of one file: those of a full chain, and as many again. */
#define MOST_BLOCKS (2 * VMST_LIMIT_CHAIN)

#define SHOWN_SIZE 96

struct reading { /* one file */
    struct vmst_bytes text;
    struct vmst_bytes rest; /* of the text */
    size_t line;            /* the number of the one that is being read */
    struct vmst_note *note;
    struct vmst_case *made;
    uint32_t seen; /* bit n: row n of the keys */
    size_t blocks;
};

/* "Line 7: ..." about a value, which is shown escaped. */
static int
fail_about(const struct reading *reading, const char *what,
           struct vmst_bytes value)
{
    char shown[SHOWN_SIZE];
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED, "Line %zu: %s: %s",
                     reading->line, what,
                     vmst_text_show_in(shown, sizeof(shown), value));
}

static int
fail_in_line(const struct reading *reading, const char *what)
{
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED, "Line %zu: %s",
                     reading->line, what);
}

/* A policy call that failed wrote no line. */
static int
fail_with_line(const struct reading *reading, int code,
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

static bool
read_number(struct vmst_bytes text, uint64_t most, uint64_t *number)
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
        read_number(vmst_bytes(text.data + at, size), 9999, &value);
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
    if (!read_number(digits, (uint64_t)INT64_MAX + skipped, &number)) {
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

typedef int key_reader(struct reading *reading, struct vmst_bytes value);

static int
read_nothing(struct reading *reading, struct vmst_bytes value)
{
    (void)reading;
    (void)value;
    return VMSTRUST_OK;
}

static int
read_role(struct reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT id = NULL;
    TRY(copy_text(value, &id));
    const struct vmst_role *role = vmst_role_find(id);
    if (role == NULL) {
        return fail_about(reading, "there is no such role", value);
    }
    return vmst_policy_new(role, &reading->made->policy);
}

static int
read_client(struct reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT id = NULL;
    TRY(copy_text(value, &id));
    const struct vmst_client *client = vmst_client_find(id);
    if (client == NULL) {
        return fail_about(reading, "there is no such client", value);
    }
    vmst_policy_set_client(reading->made->policy, client);
    return VMSTRUST_OK;
}

static int
read_rules(struct reading *reading, struct vmst_bytes value)
{
    AUTO_TEXT name = NULL;
    TRY(copy_text(value, &name));
    const struct vmst_ruleset *rules = vmst_ruleset_find(name);
    if (rules == NULL) {
        return fail_about(reading, "there is no such rule set", value);
    }
    vmst_policy_set_rules(reading->made->policy, rules);
    return VMSTRUST_OK;
}

static int
read_due_within(struct reading *reading, struct vmst_bytes value)
{
    uint64_t days = 0;
    if (!read_number(value, UINT32_MAX, &days)) {
        return fail_about(reading, "this is no number of days", value);
    }
    reading->made->policy->due_within = (uint32_t)days;
    return VMSTRUST_OK;
}

static int
read_max_path_length(struct reading *reading, struct vmst_bytes value)
{
    uint64_t length = 0;
    if (!read_number(value, UINT32_MAX, &length)) {
        return fail_about(reading, "this is no path length", value);
    }
    reading->made->policy->max_intermediates = (uint32_t)length;
    return VMSTRUST_OK;
}

static int
read_earliest_time(struct reading *reading, struct vmst_bytes value)
{
    struct vmst_policy *policy = reading->made->policy;
    if (!vmst_case_read_time(value, &policy->earliest_time)) {
        return fail_about(reading, "this is no time", value);
    }
    policy->has_earliest_time = true;
    return VMSTRUST_OK;
}

/* A call of the policy that takes one text. */
typedef int text_setter(struct vmst_policy *policy, const char *text,
                        struct vmst_note *note);

static int
set_text(struct reading *reading, struct vmst_bytes value, text_setter *set)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO_TEXT text = NULL;
    TRY(copy_text(value, &text));
    int code = set(reading->made->policy, text, &inner);
    return code == VMSTRUST_OK ? code : fail_with_line(reading, code, &inner);
}

static int
read_required_name(struct reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_add_required_name);
}

static int
read_purpose(struct reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_set_purpose);
}

static int
read_initial_policy(struct reading *reading, struct vmst_bytes value)
{
    return set_text(reading, value, vmst_policy_add_initial_policy);
}

static int
set_severity(struct reading *reading, struct vmst_bytes value, bool is_insecure)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    struct vmst_bytes id;
    struct vmst_bytes severity;
    if (!take_two(value, &id, &severity)) {
        return fail_about(reading, "a finding and a severity belong here",
                          value);
    }
    const struct vmst_finding_row *row = find_finding(id);
    const struct vmst_id *weight = vmst_id_find(vmst_severity_ids(), severity);
    if (row == NULL || weight == NULL) {
        return fail_about(reading, "there is no such finding or severity",
                          value);
    }
    int code = vmst_policy_set_severity(reading->made->policy, row->number,
                                        (vmstrust_severity)weight->number,
                                        is_insecure, &inner);
    return code == VMSTRUST_OK ? code : fail_with_line(reading, code, &inner);
}

static int
read_severity(struct reading *reading, struct vmst_bytes value)
{
    return set_severity(reading, value, false);
}

static int
read_insecure_severity(struct reading *reading, struct vmst_bytes value)
{
    return set_severity(reading, value, true);
}

static int
read_fields(struct reading *reading, struct vmst_bytes value, uint32_t *bits)
{
    struct vmst_bytes word;
    while (take_word(&value, &word)) {
        const struct vmst_id *field =
            vmst_id_find(vmst_anchor_field_ids(), word);
        if (field == NULL) {
            return fail_about(reading, "there is no such field of an anchor",
                              word);
        }
        *bits |= (uint32_t)field->number;
    }
    return VMSTRUST_OK;
}

static int
read_anchor_fields(struct reading *reading, struct vmst_bytes value)
{
    return read_fields(reading, value,
                       &reading->made->policy->anchor_fields_set);
}

static int
read_ignored_fields(struct reading *reading, struct vmst_bytes value)
{
    return read_fields(reading, value,
                       &reading->made->policy->anchor_fields_ignored);
}

struct setting { /* a word that switches something on */
    const char *id;
    bool *is_set;
};

static int
read_setting(struct reading *reading, struct vmst_bytes value,
             const struct setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vmst_bytes_equal(vmst_bytes_of(settings[i].id), value)) {
            *settings[i].is_set = true;
            return VMSTRUST_OK;
        }
    }
    return fail_about(reading, "there is no such setting", value);
}

static int
read_revocation(struct reading *reading, struct vmst_bytes value)
{
    const struct vmst_id *mode = vmst_id_find(vmst_revocation_ids(), value);
    if (mode == NULL) {
        return fail_about(reading, "there is no such mode", value);
    }
    vmst_policy_set_revocation(reading->made->policy,
                               (vmstrust_revocation)mode->number);
    return VMSTRUST_OK;
}

static int
read_policies(struct reading *reading, struct vmst_bytes value)
{
    struct vmst_policy *policy = reading->made->policy;
    const struct setting settings[] = {
        {"require-explicit", &policy->explicit_policy},
        {"inhibit-mapping", &policy->inhibit_mapping},
        {"inhibit-any", &policy->inhibit_any}};
    return read_setting(reading, value, settings, VMST_COUNT(settings));
}

static int
read_insecure(struct reading *reading, struct vmst_bytes value)
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
read_host(struct reading *reading, struct vmst_bytes value)
{
    return copy_text(value, &reading->made->host);
}

static int
read_case_time(struct reading *reading, struct vmst_bytes value)
{
    struct vmst_chain *chain = reading->made->chain;
    chain->has_time = vmst_case_read_time(value, &chain->time) &&
                      vmst_chain_check_time(chain->time, NULL) == VMSTRUST_OK;
    return chain->has_time ? VMSTRUST_OK
                           : fail_about(reading, "this is no time", value);
}

static int
read_depth(struct vmst_bytes word, int *depth)
{
    uint64_t number = 0;
    *depth = VMST_DEPTH_NONE;
    if (vmst_bytes_equal(word, vmst_bytes_of("-"))) {
        return VMSTRUST_OK;
    }
    if (!read_number(word, VMST_LIMIT_PATH, &number)) {
        return VMSTRUST_E_MALFORMED;
    }
    *depth = (int)number;
    return VMSTRUST_OK;
}

static int
read_finding(struct reading *reading, struct vmst_bytes value)
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
        return fail_about(reading,
                          "this is no severity, finding and depth known here",
                          value);
    }
    if (made->expected_count == VMST_COUNT(made->expected)) {
        return fail_in_line(reading, "too many findings");
    }
    expected.number = row->number;
    expected.severity = (vmstrust_severity)weight->number;
    made->expected[made->expected_count++] = expected;
    return VMSTRUST_OK;
}

/* --- Certificates -------------------------------------------------------- */

/* What becomes of each certificate under one key. */
typedef int cert_taker(struct reading *reading, struct vmst_bytes value,
                       const struct vmst_cert *cert);

static int
add_to_chain(struct reading *reading, struct vmst_bytes value,
             const struct vmst_cert *cert)
{
    (void)value;
    return vmst_chain_add(reading->made->chain, cert, reading->note);
}

static int
add_anchor(struct reading *reading, struct vmst_bytes value,
           const struct vmst_cert *cert)
{
    struct vmst_bytes word;
    bool is_limited = false;
    take_word(&value, &word);
    bool is_system = vmst_bytes_equal(word, vmst_bytes_of("system"));
    if (!is_system && !vmst_bytes_equal(word, vmst_bytes_of("own"))) {
        return fail_about(reading, "an anchor is `own` or `system`, not", word);
    }
    while (take_word(&value, &word)) {
        AUTO_TEXT id = NULL;
        TRY(copy_text(word, &id));
        const struct vmst_role *role = vmst_role_find(id);
        if (role == NULL) {
            return fail_about(reading, "there is no such role", word);
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
add_intermediate(struct reading *reading, struct vmst_bytes value,
                 const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_add_intermediate(reading->made->trust, cert);
}

static int
add_distrusted_cert(struct reading *reading, struct vmst_bytes value,
                    const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_distrust_cert(reading->made->trust, cert);
}

static int
add_distrusted_key(struct reading *reading, struct vmst_bytes value,
                   const struct vmst_cert *cert)
{
    (void)value;
    return vmst_trust_distrust_key(reading->made->trust, cert);
}

static int
add_pin(struct reading *reading, struct vmst_bytes value,
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
        return fail_about(reading, "a host and a time belong here", value);
    }
    TRY(copy_text(name, &asked));
    if (vmst_host_read(asked, &host, &inner) != VMSTRUST_OK) {
        return fail_with_line(reading, VMSTRUST_E_MALFORMED, &inner);
    }
    return vmst_trust_add_pin(reading->made->trust, host.text, cert, expires);
}

/* --- Lists and responses ------------------------------------------------- */

/* What becomes of the bytes of each block under one key. */
typedef int block_taker(struct reading *reading, struct vmst_bytes der);

static int
add_chain_crl(struct reading *reading, struct vmst_bytes der)
{
    AUTO(crl) crl = NULL;
    TRY(vmst_crl_take(der, reading->note, &crl));
    return vmst_chain_add_crl(reading->made->chain, crl, reading->note);
}

static int
add_crl(struct reading *reading, struct vmst_bytes der)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    AUTO(crl) crl = NULL;
    int code = vmst_crl_parse(der, &inner, &crl);
    if (code != VMSTRUST_OK) {
        return fail_with_line(reading, code, &inner);
    }
    return vmst_trust_add_crl(reading->made->trust, crl);
}

static int
set_ocsp(struct reading *reading, struct vmst_bytes der)
{
    AUTO(ocsp) ocsp = NULL;
    TRY(vmst_ocsp_take(der, reading->note, &ocsp));
    vmst_chain_set_ocsp(reading->made->chain, ocsp);
    return VMSTRUST_OK;
}

/* --- Keys ---------------------------------------------------------------- */

struct key {
    const char *name;
    bool is_repeated;
    key_reader *read;  /* of a value alone */
    cert_taker *take;  /* or of each certificate that follows */
    block_taker *add;  /* or of each block that follows */
    const char *label; /* of these blocks */
};

#define ONCE(name, read)                                                       \
    {                                                                          \
        name, false, read, NULL, NULL, NULL                                    \
    }
#define OFTEN(name, read)                                                      \
    {                                                                          \
        name, true, read, NULL, NULL, NULL                                     \
    }
#define CERTS(name, take)                                                      \
    {                                                                          \
        name, true, NULL, take, NULL, NULL                                     \
    }
#define BLOCKS(name, add, label)                                               \
    {                                                                          \
        name, true, NULL, NULL, add, label                                     \
    }

static const struct key keys[] = {
    OFTEN("about", read_nothing),
    ONCE("written-by", read_nothing),
    ONCE("role", read_role),
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
    CERTS("chain", add_to_chain),
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

_Static_assert(VMST_COUNT(keys) <= 32, "struct reading has one bit for each");

/* --- Lines --------------------------------------------------------------- */

static bool
starts_block(struct vmst_bytes rest)
{
    static const char begin[] = "-----BEGIN ";
    return rest.size >= sizeof(begin) - 1 &&
           memcmp(rest.data, begin, sizeof(begin) - 1) == 0;
}

static int
fail_about_label(const struct reading *reading, struct vmst_bytes label)
{
    return fail_about(reading, "no block of this kind belongs here", label);
}

static int
use_cert(struct reading *reading, const struct key *key,
         struct vmst_bytes value, struct vmst_bytes label,
         struct vmst_bytes der)
{
    AUTO(cert) cert = NULL;
    if (!vmst_bytes_equal(label, vmst_bytes_of(VMST_CASE_CERT)) &&
        !vmst_bytes_equal(label, vmst_bytes_of(VMST_CASE_MALFORMED))) {
        return fail_about_label(reading, label);
    }
    TRY(vmst_cert_take(der, reading->note, &cert));
    if (cert->is_malformed && key->take != add_to_chain) {
        return fail_with_line(reading, VMSTRUST_E_MALFORMED, &cert->note);
    }
    return key->take(reading, value, cert);
}

static int
use_block(struct reading *reading, const struct key *key,
          struct vmst_bytes label, struct vmst_bytes der)
{
    return vmst_bytes_equal(label, vmst_bytes_of(key->label))
               ? key->add(reading, der)
               : fail_about_label(reading, label);
}

static int
read_block(struct reading *reading, const struct key *key,
           struct vmst_bytes value)
{
    struct vmst_pem pem = {reading->rest,
                           (size_t)(reading->rest.data - reading->text.data),
                           reading->line + 1, reading->note};
    struct vmst_pem_block block;
    bool found = false;
    TRY(vmst_pem_next(&pem, &found, &block));
    AUTO(blob) owned = block.der;
    const struct vmst_bytes der = vmst_bytes(owned->data, owned->size);
    reading->line = block.line;
    if (++reading->blocks > MOST_BLOCKS) {
        return fail_in_line(reading, "too many certificates");
    }
    TRY(key->take != NULL ? use_cert(reading, key, value, block.label, der)
                          : use_block(reading, key, block.label, der));
    reading->rest = pem.rest;
    reading->line = pem.line - 1;
    return VMSTRUST_OK;
}

static int
read_blocks(struct reading *reading, const struct key *key,
            struct vmst_bytes value)
{
    if (!starts_block(reading->rest)) {
        return fail_in_line(reading, "a PEM block must follow");
    }
    while (starts_block(reading->rest)) {
        TRY(read_block(reading, key, value));
    }
    return VMSTRUST_OK;
}

static struct vmst_bytes
trim(struct vmst_bytes text)
{
    while (text.size > 0 && (text.data[text.size - 1] == ' ' ||
                             text.data[text.size - 1] == '\r')) {
        text.size--;
    }
    while (text.size > 0 && text.data[0] == ' ') {
        text = vmst_bytes(text.data + 1, text.size - 1);
    }
    return text;
}

static bool
next_line(struct reading *reading, struct vmst_bytes *line)
{
    const struct vmst_bytes rest = reading->rest;
    if (rest.size == 0) {
        return false;
    }
    const uint8_t *end = memchr(rest.data, '\n', rest.size);
    size_t size = end == NULL ? rest.size : (size_t)(end - rest.data);
    size_t used = end == NULL ? size : size + 1;
    *line = trim(vmst_bytes(rest.data, size));
    reading->rest = vmst_bytes(rest.data + used, rest.size - used);
    reading->line++;
    return true;
}

/* "key: value"; false where there is no colon. */
static bool
split_line(struct vmst_bytes line, struct vmst_bytes *name,
           struct vmst_bytes *value)
{
    const uint8_t *colon = memchr(line.data, ':', line.size);
    size_t size = colon == NULL ? 0 : (size_t)(colon - line.data);
    if (colon == NULL) {
        return false;
    }
    *name = vmst_bytes(line.data, size);
    *value = trim(vmst_bytes(colon + 1, line.size - size - 1));
    return true;
}

/* The policy is made of the role, so that what sets it comes after. */
static bool
needs_policy(const struct key *key)
{
    return key->read != read_role && key->read != read_nothing;
}

static int
check_order(struct reading *reading, const struct key *key)
{
    uint32_t bit = UINT32_C(1) << (key - keys);
    if (!key->is_repeated && (reading->seen & bit) != 0) {
        return fail_about(reading, "this is given twice",
                          vmst_bytes_of(key->name));
    }
    reading->seen |= bit;
    if (needs_policy(key) && reading->made->policy == NULL) {
        return fail_in_line(reading, "the role must come first");
    }
    return VMSTRUST_OK;
}

static int
read_line(struct reading *reading, struct vmst_bytes line)
{
    struct vmst_bytes name;
    struct vmst_bytes value;
    if (line.size == 0 || line.data[0] == '#') {
        return VMSTRUST_OK;
    }
    if (!split_line(line, &name, &value)) {
        return fail_about(reading, "this is no `key: value`", line);
    }
    for (size_t i = 0; i < VMST_COUNT(keys); i++) {
        const struct key *key = &keys[i];
        if (vmst_bytes_equal(vmst_bytes_of(key->name), name)) {
            TRY(check_order(reading, key));
            return key->read != NULL ? key->read(reading, value)
                                     : read_blocks(reading, key, value);
        }
    }
    return fail_about(reading, "there is no such key", name);
}

static int
read_version(struct reading *reading)
{
    struct vmst_bytes line = vmst_bytes(NULL, 0);
    struct vmst_bytes name;
    struct vmst_bytes value;
    uint64_t version = 0;
    if (!next_line(reading, &line) || !split_line(line, &name, &value) ||
        !vmst_bytes_equal(name, vmst_bytes_of(VMST_CASE_KEY)) ||
        !read_number(value, UINT32_MAX, &version)) {
        return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                         "This is no evidence file: its first line is not "
                         "\"%s: %d\".",
                         VMST_CASE_KEY, VMST_CASE_VERSION);
    }
    if (version != VMST_CASE_VERSION) {
        return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                         "This evidence file is of version %llu, and this "
                         "library reads version %d: use a newer one.",
                         (unsigned long long)version, VMST_CASE_VERSION);
    }
    return VMSTRUST_OK;
}

static int
check_whole(const struct reading *reading)
{
    const struct vmst_case *made = reading->made;
    const char *missing = made->policy == NULL            ? "role"
                          : made->chain->certs.count == 0 ? "chain"
                          : !made->chain->has_time        ? "time"
                                                          : NULL;
    if (missing == NULL) {
        return VMSTRUST_OK;
    }
    return vmst_fail(reading->note, VMSTRUST_E_MALFORMED,
                     "The evidence file ends without a line \"%s\".", missing);
}

static int
read_lines(struct reading *reading)
{
    struct vmst_bytes line;
    TRY(read_version(reading));
    while (next_line(reading, &line)) {
        TRY(read_line(reading, line));
    }
    return check_whole(reading);
}

void
vmst_case_free(struct vmst_case *object)
{
    if (object == NULL) {
        return;
    }
    vmst_trust_free(object->trust);
    vmst_policy_free(object->policy);
    vmst_chain_free(object->chain);
    free(object->host);
    free(object);
}

int
vmst_case_read(struct vmst_bytes text, struct vmst_note *note,
               struct vmst_case **out)
{
    *out = NULL;
    AUTO(blob) plain = NULL;
    AUTO(case) made = calloc(1, sizeof(*made));
    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    if (text.size > VMST_LIMIT_FILE_SIZE) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "An evidence file is at most 64 MiB.");
    }
    TRY(vmst_text_decode(text, note, &plain));
    TRY(vmst_trust_new(NULL, &made->trust));
    TRY(vmst_chain_new(&made->chain));
    const struct vmst_bytes whole = vmst_bytes(plain->data, plain->size);
    struct reading reading = {
        .text = whole, .rest = whole, .note = note, .made = made};
    TRY(read_lines(&reading));
    vmst_trust_seal(made->trust);
    *out = steal(&made);
    return VMSTRUST_OK;
}
