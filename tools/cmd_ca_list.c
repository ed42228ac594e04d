/*
 * vmstrust ca list: the certificates of the ledger.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "json.h"
#include "text.h"
#include "verbs.h"
#include "when.h"

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

static const char *
show_address(const vmstrust_cert *cert, size_t at, char text[INET6_ADDRSTRLEN])
{
    size_t size = 0;
    const uint8_t *address = vmstrust_cert_get_ip_address(cert, at, &size);
    const char *shown = inet_ntop(size == 4 ? AF_INET : AF_INET6, address, text,
                                  INET6_ADDRSTRLEN);

    return shown == NULL ? "" : shown;
}

static void
put_names(struct json *json, const vmstrust_cert *cert)
{
    json_array(json, "dns_names");
    for (size_t i = 0; i < vmstrust_cert_get_dns_name_count(cert); i++) {
        char text[CA_NAME_SIZE];

        json_text(json, NULL, ca_dns_name(cert, i, text));
    }
    json_end_array(json);
    json_array(json, "ip_addresses");
    for (size_t i = 0; i < vmstrust_cert_get_ip_address_count(cert); i++) {
        char text[INET6_ADDRSTRLEN];

        json_text(json, NULL, show_address(cert, i, text));
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
    json_time(json, "not_before", vmstrust_cert_get_not_before(cert));
    json_time(json, "not_after", vmstrust_cert_get_not_after(cert));
    json_time(json, "revoked_at", vmstrust_entries_get_revoked_at(entries, at));
    if (*reason == '\0') {
        json_null(json, "reason");
    } else {
        json_text(json, "reason", reason);
    }
    json_time(json, "invalid_since",
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

/* RFC 4180. A spreadsheet takes a cell that starts like a formula for one: an
 * apostrophe before it makes it text. */
static void
start_cell(const char *text)
{
    putchar('"');
    if (*text != '\0' && strchr("=+-@", *text) != NULL) {
        putchar('\'');
    }
}

static void
put_in_cell(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            putchar('"');
        }
        putchar(*text);
    }
}

static void
end_cell(char end)
{
    fputs(end == '\n' ? "\"\r\n" : "\",", stdout);
}

static void
put_cell(const char *text, char end)
{
    start_cell(text);
    put_in_cell(text);
    end_cell(end);
}

/* A DNS name, and behind those the addresses. */
static void
show_host(const vmstrust_cert *cert, size_t at, struct shown *shown)
{
    size_t names = vmstrust_cert_get_dns_name_count(cert);
    char text[CA_NAME_SIZE];

    text_show(shown, at < names ? ca_dns_name(cert, at, text)
                                : show_address(cert, at - names, text));
}

/* Every host in one cell, with spaces between. */
static void
put_hosts(const vmstrust_cert *cert)
{
    size_t count = vmstrust_cert_get_dns_name_count(cert) +
                   vmstrust_cert_get_ip_address_count(cert);
    struct shown shown = {{0}};

    for (size_t i = 0; i < count; i++) {
        show_host(cert, i, &shown);
        if (i == 0) {
            start_cell(shown.text);
        } else {
            putchar(' ');
        }
        put_in_cell(shown.text);
    }
    if (count == 0) {
        start_cell("");
    }
    end_cell(',');
}

static void
put_row(const vmstrust_entries *entries, size_t at)
{
    const vmstrust_cert *cert = vmstrust_entries_get_cert(entries, at);
    const int64_t times[] = {
        vmstrust_cert_get_not_before(cert),
        vmstrust_cert_get_not_after(cert),
        vmstrust_entries_get_revoked_at(entries, at),
        vmstrust_entries_get_invalid_since(entries, at),
    };
    char text[WHEN_UTC_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    put_hosts(cert);
    put_cell(vmstrust_entries_get_role(entries, at), ',');
    put_cell(vmstrust_entries_get_state(entries, at), ',');
    put_cell(ids.serial, ',');
    put_cell(ids.thumbprint, ',');
    put_cell(ids.sha256, ',');
    for (size_t i = 0; i < COUNT(times); i++) {
        put_cell(when_write_utc(times[i], text), ',');
    }
    put_cell(vmstrust_entries_get_reason(entries, at), '\n');
}

static void
put_csv(const vmstrust_entries *entries)
{
    fputs("hosts,role,state,serial,thumbprint,sha256,not_before,not_after,"
          "revoked_at,invalid_since,reason\r\n",
          stdout);
    for (size_t i = 0; i < vmstrust_entries_get_count(entries); i++) {
        put_row(entries, i);
    }
}

static void
put_entries(const struct arguments *arguments, const vmstrust_ca *ca,
            const vmstrust_entries *entries)
{
    if (arguments_have(arguments, OPTION_JSON)) {
        put_json(ca, entries);
    } else if (arguments_have(arguments, OPTION_CSV)) {
        put_csv(entries);
    } else {
        put_text(entries);
    }
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
    int status;

    if (arguments_have(arguments, OPTION_JSON) &&
        arguments_have(arguments, OPTION_CSV)) {
        return usage_error(arguments->verb, "--json or --csv, not both");
    }
    status = ca_open_to_read(arguments, &ca);
    if (status == EXIT_YES) {
        status = read_entries(arguments, ca, &entries);
    }
    if (status == EXIT_YES) {
        put_entries(arguments, ca, entries);
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
    {OPTION_CSV, "csv", VALUE_NONE, NULL, false,
     "print CSV for a spreadsheet, times in UTC"},
};

const struct verb verb_ca_list = {
    .name = "ca list",
    .summary = "list what a CA issued",
    .synopsis = "[--due-within DAYS] [--json | --csv] CA",
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
