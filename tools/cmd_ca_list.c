/*
 * vmstrust ca list: the certificates of the ledger.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "json.h"
#include "text.h"
#include "verbs.h"

static void
put_entry(const vmstrust_entries *entries, size_t at)
{
    const vmstrust_cert *cert = vmstrust_entries_get_cert(entries, at);
    const char *reason = vmstrust_entries_get_reason(entries, at);
    char name[CA_NAME_SIZE];
    char until[CA_UNTIL_SIZE];
    char date[CA_UNTIL_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("%s\n  %s, valid until %s\n", SHOW(ca_name(cert, name)),
           vmstrust_entries_get_role(entries, at), ca_until(cert, until));
    if (*reason == '\0') {
        printf("  %s\n", vmstrust_entries_get_state(entries, at));
    } else {
        printf("  revoked on %s: %s\n",
               ca_date(vmstrust_entries_get_revoked_at(entries, at), date),
               reason);
    }
    printf("  thumbprint %s\n  serial %s\n", ids.thumbprint, ids.serial);
}

static void
put_text(const vmstrust_entries *entries)
{
    size_t count = vmstrust_entries_get_count(entries);

    for (size_t i = 0; i < count; i++) {
        put_entry(entries, i);
    }
    printf("%s%zu certificate%s\n", count == 0 ? "" : "\n", count,
           count == 1 ? "" : "s");
}

/* RFC 3339, or null for 0. */
static void
put_time(struct json *json, const char *name, int64_t when)
{
    time_t seconds = (time_t)when;
    struct tm utc;
    char text[40];

    if (when == 0 || gmtime_r(&seconds, &utc) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0) {
        json_null(json, name);
    } else {
        json_text(json, name, text);
    }
}

static void
put_names(struct json *json, const vmstrust_cert *cert)
{
    json_array(json, "dns_names");
    for (size_t i = 0; i < vmstrust_cert_get_dns_name_count(cert); i++) {
        size_t size = 0;
        const char *name = vmstrust_cert_get_dns_name(cert, i, &size);
        char text[CA_NAME_SIZE];

        snprintf(text, sizeof text, "%.*s", (int)size, name);
        json_text(json, NULL, text);
    }
    json_end_array(json);
    json_array(json, "ip_addresses");
    for (size_t i = 0; i < vmstrust_cert_get_ip_address_count(cert); i++) {
        size_t size = 0;
        const uint8_t *address = vmstrust_cert_get_ip_address(cert, i, &size);
        char text[INET6_ADDRSTRLEN];

        json_text(json, NULL,
                  inet_ntop(size == 4 ? AF_INET : AF_INET6, address, text,
                            sizeof text) == NULL
                      ? ""
                      : text);
    }
    json_end_array(json);
}

static void
put_json_entry(struct json *json, const vmstrust_entries *entries, size_t at)
{
    const vmstrust_cert *cert = vmstrust_entries_get_cert(entries, at);
    const char *reason = vmstrust_entries_get_reason(entries, at);
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    json_object(json, NULL);
    put_names(json, cert);
    json_text(json, "role", vmstrust_entries_get_role(entries, at));
    json_text(json, "state", vmstrust_entries_get_state(entries, at));
    json_text(json, "serial", ids.serial);
    json_text(json, "thumbprint", ids.thumbprint);
    json_text(json, "sha256", ids.sha256);
    put_time(json, "not_before", vmstrust_cert_get_not_before(cert));
    put_time(json, "not_after", vmstrust_cert_get_not_after(cert));
    put_time(json, "revoked_at", vmstrust_entries_get_revoked_at(entries, at));
    if (*reason == '\0') {
        json_null(json, "reason");
    } else {
        json_text(json, "reason", reason);
    }
    put_time(json, "invalid_since",
             vmstrust_entries_get_invalid_since(entries, at));
    json_end_object(json);
}

static void
put_json(const vmstrust_ca *ca, const vmstrust_entries *entries)
{
    struct json json = {.out = stdout};
    struct ca_ids ids;

    ca_read_ids(vmstrust_ca_get_cert(ca), &ids);
    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-ca-list-1");
    json_text(&json, "ca", ids.sha256);
    json_array(&json, "certificates");
    for (size_t i = 0; i < vmstrust_entries_get_count(entries); i++) {
        put_json_entry(&json, entries, i);
    }
    json_end_array(&json);
    json_end_object(&json);
}

static int
read_entries(const struct arguments *arguments, const vmstrust_ca *ca,
             vmstrust_entries **entries)
{
    vmstrust_error *error = NULL;
    int64_t seconds = -1;
    int status =
        ca_read_span(arguments, OPTION_DUE_WITHIN, "due-within", &seconds);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = seconds < 0 ? vmstrust_ca_list(ca, entries, &error)
                       : vmstrust_ca_list_due(ca, (int64_t)time(NULL) + seconds,
                                              entries, &error);
    if (code != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    return EXIT_YES;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_entries *entries = NULL;
    vmstrust_ca *ca = NULL;
    int status = ca_open_to_read(arguments, &ca);

    if (status == EXIT_YES) {
        status = read_entries(arguments, ca, &entries);
    }
    if (status == EXIT_YES && arguments_have(arguments, OPTION_JSON)) {
        put_json(ca, entries);
    } else if (status == EXIT_YES) {
        put_text(entries);
    }
    vmstrust_entries_free(entries);
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_DUE_WITHIN, "due-within", VALUE_TEXT, "DAYS", false,
     "only those that end within so many days, such as 60d, and are not "
     "revoked"},
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-ca-list-1)"},
};

const struct verb verb_ca_list = {
    .name = "ca list",
    .summary = "list what a CA issued",
    .synopsis = "[--due-within DAYS] [--json] CA",
    .text = "In the order in which they end. No passphrase is needed, and the "
            "CA may lie on read-only media.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca list harbour-ca", "ca list --due-within 60d harbour-ca"},
    .run = run,
};
