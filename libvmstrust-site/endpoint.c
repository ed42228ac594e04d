/*
 * Endpoints (endpoint.h): "HOST[:PORT]" as people write it.
 */
#include "endpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vmstrust/role.h>

#include "answer.h"
#include "base/text.h"
#include "bounds.h"

#define REFUSED_TEXT 160

static const char *
show(struct vmst_bytes foreign, char shown[REFUSED_TEXT])
{
    return vmst_text_show_in(shown, REFUSED_TEXT, foreign);
}

/* --- Reading ------------------------------------------------------------- */

static bool
is_address(struct vmst_bytes host)
{
    uint8_t address[VMST_ADDRESS_SIZE];
    size_t size;

    return vmst_address_parse(host, address, &size);
}

static const uint8_t *
find_byte(struct vmst_bytes text, char byte)
{
    return text.size == 0 ? NULL : memchr(text.data, byte, text.size);
}

/* Parts the text; *port is empty where there is none. */
static bool
split(struct vmst_bytes text, struct vmst_bytes *host, struct vmst_bytes *port)
{
    bool is_bracketed = text.size > 0 && text.data[0] == '[';
    const uint8_t *end = find_byte(text, is_bracketed ? ']' : ':');
    size_t size;

    *host = text;
    *port = vmst_bytes(NULL, 0);
    if (!is_bracketed && (end == NULL || is_address(text))) {
        return true;
    }
    if (end == NULL) {
        return false;
    }
    size = (size_t)(end - text.data);
    *host = vmst_bytes(text.data + is_bracketed, size - is_bracketed);
    *port = vmst_bytes(end + is_bracketed, text.size - size - is_bracketed);
    if (port->size == 0) {
        return true;
    }
    if (port->data[0] != ':' || port->size == 1) {
        return false;
    }
    *port = vmst_bytes(port->data + 1, port->size - 1);
    return true;
}

static bool
read_port(struct vmst_bytes digits, uint16_t *port)
{
    uint32_t number = 0;

    for (size_t i = 0; i < digits.size; i++) {
        if (!vmst_ascii_is_digit((char)digits.data[i]) || number > UINT16_MAX) {
            return false;
        }
        number = number * 10 + (uint32_t)(digits.data[i] - '0');
    }
    *port = (uint16_t)number;
    return number > 0 && number <= UINT16_MAX;
}

/* Where the policy's client connects to its role, or where the role listens. */
static uint16_t
usual_port(const vmstrust_policy *policy)
{
    vmstrust_role role = vmstrust_policy_get_role(policy);
    vmstrust_client client = vmstrust_policy_get_client(policy);

    for (size_t i = 0; i < vmstrust_connection_get_total(); i++) {
        vmstrust_connection each = vmstrust_connection_get_at(i);

        if (vmstrust_connection_get_role(each) == role &&
            vmstrust_connection_get_client(each) == client &&
            vmstrust_connection_get_port(each) != 0) {
            return vmstrust_connection_get_port(each);
        }
    }
    return vmstrust_role_get_port(role);
}

static int
find_port(struct vmst_bytes digits, const vmstrust_policy *policy,
          struct vmst_note *note, uint16_t *port)
{
    char shown[REFUSED_TEXT];

    if (digits.size > 0) {
        return read_port(digits, port)
                   ? VMSTRUST_OK
                   : vmst_fail(note, VMSTRUST_E_ARGUMENT,
                               "\"%s\" is no port: 1 to 65535 is taken.",
                               show(digits, shown));
    }
    *port = usual_port(policy);
    return *port != 0
               ? VMSTRUST_OK
               : vmst_fail(
                     note, VMSTRUST_E_ARGUMENT,
                     "The role %s has no usual port: give HOST:PORT.",
                     vmstrust_role_get_id(vmstrust_policy_get_role(policy)));
}

/* What a host may not be, the library below says, as it would when the host is
 * compared with the certificate. */
static int
check_host(const char *host, struct vmst_note *note)
{
    vmstrust_policy *scratch = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &scratch, &error);

    if (code == VMSTRUST_OK) {
        code = vmstrust_policy_add_required_name(scratch, host, &error);
    }
    vmstrust_policy_free(scratch);
    return code == VMSTRUST_OK ? code : vmst_site_note(error, note);
}

static int
copy_host(struct vmst_bytes host, struct vmst_note *note,
          struct vmst_endpoint *endpoint)
{
    endpoint->host = malloc(host.size + 1);
    if (endpoint->host == NULL) {
        return vmst_fail_memory(note);
    }
    memcpy(endpoint->host, host.data, host.size);
    endpoint->host[host.size] = '\0';
    endpoint->is_address = is_address(host);
    return check_host(endpoint->host, note);
}

int
vmst_endpoint_parse(const char *text, const vmstrust_policy *policy,
                    struct vmst_note *note, struct vmst_endpoint *endpoint)
{
    struct vmst_bytes whole = vmst_bytes_of(text), host, port;
    char shown[REFUSED_TEXT];
    int code;

    *endpoint = (struct vmst_endpoint){.protocol = "", .group = ""};
    if (whole.size > VMST_BOUND_ENDPOINT_TEXT || strstr(text, "://") != NULL ||
        !split(whole, &host, &port) || host.size == 0) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "\"%s\" is no endpoint: HOST or HOST:PORT is taken, "
                         "an IPv6 address as [ADDRESS]:PORT.",
                         show(whole, shown));
    }
    code = find_port(port, policy, note, &endpoint->port);
    if (code == VMSTRUST_OK) {
        code = copy_host(host, note, endpoint);
    }
    if (code != VMSTRUST_OK) {
        vmst_endpoint_free(endpoint);
        return code;
    }
    endpoint->policy = vmstrust_policy_ref(policy);
    return VMSTRUST_OK;
}

/* --- What came of it ----------------------------------------------------- */

void
vmst_endpoint_reset(struct vmst_endpoint *endpoint)
{
    vmstrust_report_free(endpoint->report);
    vmstrust_chain_free(endpoint->chain);
    endpoint->report = NULL;
    endpoint->chain = NULL;
    endpoint->outcome = VMSTRUST_OUTCOME_NONE;
    endpoint->finding_count = 0;
    endpoint->protocol = "";
    endpoint->group = "";
    endpoint->address[0] = '\0';
    endpoint->text[0] = '\0';
    endpoint->millis = 0;
}

/* The worst first, as in a report. */
void
vmst_endpoint_find(struct vmst_endpoint *endpoint, vmstrust_finding finding,
                   const char *found, const char *expected)
{
    struct vmst_finding_of_endpoint *list = endpoint->findings;
    vmstrust_severity severity =
        vmstrust_policy_get_severity(endpoint->policy, finding);
    size_t at = endpoint->finding_count;

    if (severity == VMSTRUST_SEVERITY_OFF || at == VMST_ENDPOINT_FINDINGS) {
        return;
    }
    while (at > 0 && list[at - 1].severity < severity) {
        list[at] = list[at - 1];
        at--;
    }
    list[at].finding = finding;
    list[at].severity = severity;
    snprintf(list[at].found, sizeof list[at].found, "%s", found);
    snprintf(list[at].expected, sizeof list[at].expected, "%s", expected);
    endpoint->finding_count++;
}

void
vmst_endpoint_free(struct vmst_endpoint *endpoint)
{
    vmst_endpoint_reset(endpoint);
    vmstrust_policy_free(endpoint->policy);
    vmstrust_cert_free(endpoint->expected);
    free(endpoint->host);
    endpoint->host = NULL;
}
