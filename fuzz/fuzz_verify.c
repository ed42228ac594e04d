/*
 * Law: a verdict is untrusted if and only if a finding is an error, the worst
 * finding comes first, the order in which a peer sends its other certificates
 * changes neither verdict nor path, without a trusted root nothing is trusted,
 * what is written of a report steers no terminal, its evidence is judged alike
 * when it is replayed, and no stack accepts a chain while a reason is an
 * error. Every answer lies within the budget: the replayer
 * lets no input take a second.
 *
 * An input is a byte that chooses the rules, a byte with the number of trusted
 * roots, and certificates, each after its length in two bytes: first the
 * roots, then what the peer sent.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <vmstrust/vmstrust.h>

#define LAST 64 /* certificates of one input */
#define HOST "rec01.site.local"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct part {
    const uint8_t *data;
    size_t size;
};

struct input {
    uint8_t rules;
    size_t root_count;
    size_t count;
    struct part parts[LAST];
};

static void
must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* The rest of the input, where it is shorter than its length says. */
static struct part
take_part(const uint8_t **data, size_t *size)
{
    size_t length = (size_t)(*data)[0] << 8 | (*data)[1];
    struct part part = {*data + 2, *size - 2};

    if (length < part.size) {
        part.size = length;
    }
    *data = part.data + part.size;
    *size -= 2 + part.size;
    return part;
}

static struct input
read_input(const uint8_t *data, size_t size)
{
    struct input input = {.rules = 0};

    if (size < 2) {
        return input;
    }
    input.rules = data[0];
    input.root_count = data[1];
    data += 2;
    size -= 2;
    while (size >= 2 && input.count < LAST) {
        input.parts[input.count++] = take_part(&data, &size);
    }
    if (input.root_count > input.count) {
        input.root_count = input.count;
    }
    return input;
}

static vmstrust_store *
make_store(const struct input *input)
{
    vmstrust_store *store = NULL;

    must(vmstrust_store_new(&store, NULL) == VMSTRUST_OK);
    for (size_t i = 0; i < input->root_count; i++) {
        vmstrust_cert *cert = NULL;
        int code = vmstrust_cert_parse(input->parts[i].data,
                                       input->parts[i].size, &cert, NULL);

        must((code == VMSTRUST_OK) == (cert != NULL));
        if (cert != NULL) {
            must(vmstrust_store_add_cert(store, cert, NULL) == VMSTRUST_OK);
        }
        vmstrust_cert_free(cert);
    }
    return store;
}

static vmstrust_policy *
make_policy(uint8_t rules)
{
    static const char *const sets[] = {"vms", "path", "rfc5280", "webpki"};
    static const vmstrust_role roles[] = {
        VMSTRUST_ROLE_RECORDING_SERVER, VMSTRUST_ROLE_TLS_SERVER,
        VMSTRUST_ROLE_TLS_CLIENT, VMSTRUST_ROLE_AUTHORITY};
    vmstrust_policy *policy = NULL;

    must(vmstrust_policy_new(roles[rules >> 2 & 3], &policy, NULL) ==
         VMSTRUST_OK);
    must(vmstrust_policy_set_rules(policy, sets[rules & 3], NULL) ==
         VMSTRUST_OK);
    return policy;
}

/* The first certificate sent, and the others forwards or backwards. */
static vmstrust_chain *
make_chain(const struct input *input, bool is_backwards)
{
    vmstrust_chain *chain = NULL;
    size_t first = input->root_count;
    size_t others = input->count - first - 1;

    must(vmstrust_chain_new(&chain, NULL) == VMSTRUST_OK);
    for (size_t i = 0; i <= others; i++) {
        size_t place = i > 0 && is_backwards ? others + 1 - i : i;
        const struct part *part = &input->parts[first + place];

        must(vmstrust_chain_add_der(chain, part->data, part->size, NULL) ==
             VMSTRUST_OK);
    }
    must(vmstrust_chain_set_time(chain, 1750000000, NULL) == VMSTRUST_OK);
    return chain;
}

static void
check_rows(const vmstrust_report *report, int code)
{
    size_t count = vmstrust_report_get_count(report);
    bool has_error = false;

    for (size_t i = 0; i < count; i++) {
        vmstrust_severity severity = vmstrust_report_get_severity(report, i);

        must(vmstrust_report_get_finding(report, i) != 0);
        must(vmstrust_report_get_text(report, i)[0] != '\0');
        must(i == 0 || severity <= vmstrust_report_get_severity(report, i - 1));
        has_error = has_error || severity == VMSTRUST_SEVERITY_ERROR;
    }
    must(has_error == (code == VMSTRUST_E_UNTRUSTED));
    must(vmstrust_report_is_trusted(report) == (code == VMSTRUST_OK));
    must(code != VMSTRUST_OK || vmstrust_report_get_path_count(report) > 0);
}

static void
check_written(const vmstrust_report *report)
{
    vmstrust_bytes *ascii = NULL;
    vmstrust_bytes *json = NULL;
    const uint8_t *data;

    must(vmstrust_report_write_ascii(report, &ascii, NULL) == VMSTRUST_OK);
    data = vmstrust_bytes_get_data(ascii);
    for (size_t i = 0; i < vmstrust_bytes_get_size(ascii); i++) {
        must(data[i] == '\n' || (data[i] >= ' ' && data[i] < 0x7f));
    }
    must(vmstrust_report_write_json(report, &json, NULL) == VMSTRUST_OK);
    data = vmstrust_bytes_get_data(json);
    for (size_t i = 0; i < vmstrust_bytes_get_size(json); i++) {
        must(data[i] == '\n' || data[i] >= ' ');
    }
    vmstrust_bytes_free(ascii);
    vmstrust_bytes_free(json);
}

static void
check_same_path(const vmstrust_report *a, const vmstrust_report *b)
{
    size_t count = vmstrust_report_get_path_count(a);

    must(count == vmstrust_report_get_path_count(b));
    for (size_t i = 0; i < count; i++) {
        must(memcmp(
                 vmstrust_cert_get_sha256(vmstrust_report_get_path_cert(a, i)),
                 vmstrust_cert_get_sha256(vmstrust_report_get_path_cert(b, i)),
                 32) == 0);
    }
}

static void
check_evidence(const vmstrust_report *report, int code)
{
    vmstrust_bytes *evidence = NULL;
    vmstrust_report *again = NULL;

    must(vmstrust_report_write_evidence(report, &evidence, NULL) ==
         VMSTRUST_OK);
    must(vmstrust_replay(vmstrust_bytes_get_data(evidence),
                         vmstrust_bytes_get_size(evidence), &again,
                         NULL) == code);
    must(vmstrust_report_get_count(again) == vmstrust_report_get_count(report));
    for (size_t i = 0; i < vmstrust_report_get_count(report); i++) {
        must(vmstrust_report_get_finding(again, i) ==
             vmstrust_report_get_finding(report, i));
    }
    check_same_path(report, again);
    vmstrust_report_free(again);
    vmstrust_bytes_free(evidence);
}

static void
check_refusals(const vmstrust_chain *chain, vmstrust_target target)
{
    vmstrust_refusals *refusals = NULL;
    int code = vmstrust_chain_find_refusals(chain, target, &refusals, NULL);
    bool has_error = false;

    must(code == VMSTRUST_OK || code == VMSTRUST_E_MALFORMED);
    for (size_t i = 0; i < vmstrust_refusals_get_count(refusals); i++) {
        must(vmstrust_refusals_get_depth(refusals, i) >= 0);
        must(vmstrust_refusals_get_message(refusals, i)[0] != '\0');
        has_error = has_error || vmstrust_refusals_get_severity(refusals, i) ==
                                     VMSTRUST_SEVERITY_ERROR;
    }
    must(vmstrust_refusals_is_accepted(refusals) ==
         (code == VMSTRUST_OK && !has_error));
    vmstrust_refusals_free(refusals);
}

static int
judge(const struct input *input, const vmstrust_store *store,
      const vmstrust_policy *policy, bool is_backwards,
      vmstrust_report **report)
{
    const char *host = (input->rules >> 3 & 1) == 0 ? HOST : NULL;
    vmstrust_chain *chain = make_chain(input, is_backwards);
    int code = vmstrust_verify(store, policy, chain, host, report, NULL);

    must(code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED);
    must(*report != NULL);
    for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
        check_refusals(chain, vmstrust_target_get_at(i));
    }
    vmstrust_chain_free(chain);
    return code;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = read_input(data, size);
    vmstrust_report *forwards = NULL;
    vmstrust_report *backwards = NULL;
    vmstrust_policy *policy;
    vmstrust_store *store;
    int code;

    if (input.count == input.root_count) {
        return 0; /* nothing was sent */
    }
    store = make_store(&input);
    policy = make_policy(input.rules);
    code = judge(&input, store, policy, false, &forwards);
    check_rows(forwards, code);
    check_written(forwards);
    check_evidence(forwards, code);
    must(code != VMSTRUST_OK || vmstrust_store_get_count(store) > 0);
    must(judge(&input, store, policy, true, &backwards) == code);
    check_same_path(forwards, backwards);
    vmstrust_report_free(forwards);
    vmstrust_report_free(backwards);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return 0;
}
