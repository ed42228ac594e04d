/*
 * Endpoints for people, as JSON and as files (probe.h).
 */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "file.h"
#include "json.h"
#include "text.h"

#define NAME_SIZE 1100 /* a host of 1,024 characters, brackets and a port */
#define FACTS_SIZE 256 /* address, version, group, time */

/* --- How many ------------------------------------------------------------ */

struct probe_sum
probe_count(const vmstrust_probe *probe)
{
    struct probe_sum sum = {0, 0, 0};

    for (size_t i = 0; i < vmstrust_probe_get_count(probe); i++) {
        vmstrust_outcome outcome = vmstrust_probe_get_outcome(probe, i);

        if (outcome == VMSTRUST_OUTCOME_TRUSTED) {
            sum.trusted++;
        } else if (vmstrust_outcome_is_answer(outcome)) {
            sum.untrusted++;
        } else {
            sum.unknown++;
        }
    }
    return sum;
}

/* --- For people ---------------------------------------------------------- */

static const char *
write_name(const vmstrust_probe *probe, size_t index, char name[NAME_SIZE])
{
    const char *host = vmstrust_probe_get_host(probe, index);
    bool is_ipv6 = strchr(host, ':') != NULL;

    snprintf(name, NAME_SIZE, "%s%s%s:%u", is_ipv6 ? "[" : "", host,
             is_ipv6 ? "]" : "",
             (unsigned)vmstrust_probe_get_port(probe, index));
    return name;
}

/* Where it answered, how, and how fast. */
static const char *
write_facts(const vmstrust_probe *probe, size_t index, char facts[FACTS_SIZE])
{
    const char *parts[] = {vmstrust_probe_get_address(probe, index),
                           vmstrust_probe_get_protocol(probe, index),
                           vmstrust_probe_get_group(probe, index)};
    size_t size = 0;

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i][0] != '\0' && size < FACTS_SIZE) {
            size += (size_t)snprintf(facts + size, FACTS_SIZE - size, "%s, ",
                                     parts[i]);
        }
    }
    if (size < FACTS_SIZE) {
        snprintf(facts + size, FACTS_SIZE - size, "%lu ms",
                 (unsigned long)vmstrust_probe_get_millis(probe, index));
    }
    return facts;
}

static int
put_report(const vmstrust_report *report)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    int code = text_is_utf8()
                   ? vmstrust_report_write_text(report, &text, &error)
                   : vmstrust_report_write_ascii(report, &text, &error);

    if (code != VMSTRUST_OK) {
        answer_error("the report", error);
        return EXIT_UNKNOWN;
    }
    answer_text(text);
    return EXIT_YES;
}

static void
put_finding(const vmstrust_probe *probe, size_t index, size_t row)
{
    vmstrust_finding finding = vmstrust_probe_get_finding(probe, index, row);
    const char *found = vmstrust_probe_get_found(probe, index, row);
    const char *expected = vmstrust_probe_get_expected(probe, index, row);
    char line[512];

    snprintf(line, sizeof line, "%s (%s, %s)%s%s%s%s",
             vmstrust_finding_get_title(finding),
             vmstrust_finding_get_id(finding),
             vmstrust_severity_get_id(
                 vmstrust_probe_get_severity(probe, index, row)),
             found[0] == '\0' ? "" : ": ", found,
             found[0] == '\0' || expected[0] == '\0' ? "" : ", expected ",
             found[0] == '\0' ? "" : expected);
    text_item(stdout, 7, "Why", line);
    text_item(stdout, 7, "Fix", vmstrust_finding_get_fix(finding));
}

static void
put_head(const vmstrust_probe *probe, size_t index)
{
    char name[NAME_SIZE], facts[FACTS_SIZE];
    char line[SHOWN_SIZE + FACTS_SIZE + 64];

    snprintf(
        line, sizeof line, "%s: %s (%s)", SHOW(write_name(probe, index, name)),
        vmstrust_outcome_get_title(vmstrust_probe_get_outcome(probe, index)),
        write_facts(probe, index, facts));
    text_wrap(stdout, 7, line);
}

static int
put_endpoint(const vmstrust_probe *probe, size_t index, bool is_short)
{
    vmstrust_outcome outcome = vmstrust_probe_get_outcome(probe, index);
    const vmstrust_report *report = vmstrust_probe_get_report(probe, index);
    int status = EXIT_YES;

    put_head(probe, index);
    if (is_short && outcome == VMSTRUST_OUTCOME_TRUSTED &&
        vmstrust_report_get_count(report) == 0) {
        return EXIT_YES;
    }
    for (size_t i = 0; i < vmstrust_probe_get_finding_count(probe, index);
         i++) {
        put_finding(probe, index, i);
    }
    if (report != NULL) {
        status = put_report(report);
    }
    if (!vmstrust_outcome_is_answer(outcome) ||
        outcome == VMSTRUST_OUTCOME_NOT_TLS) {
        text_item(stdout, 7, "Why", vmstrust_probe_get_text(probe, index));
    }
    return status;
}

int
probe_put(const vmstrust_probe *probe)
{
    size_t count = vmstrust_probe_get_count(probe);
    struct probe_sum sum = probe_count(probe);
    int status = EXIT_YES;

    for (size_t i = 0; i < count && status == EXIT_YES; i++) {
        status = put_endpoint(probe, i, count > 1);
    }
    if (count > 1) {
        printf("%zu asked: %zu trusted, %zu not trusted, %zu without an "
               "answer\n",
               count, sum.trusted, sum.untrusted, sum.unknown);
    }
    return status;
}

/* --- JSON ---------------------------------------------------------------- */

/* "" is null. */
static void
put_text_or_null(struct json *json, const char *name, const char *text)
{
    if (text[0] == '\0') {
        json_null(json, name);
    } else {
        json_text(json, name, text);
    }
}

static void
put_finding_json(struct json *json, const vmstrust_probe *probe, size_t index,
                 size_t row)
{
    vmstrust_finding finding = vmstrust_probe_get_finding(probe, index, row);

    json_object(json, NULL);
    json_text(json, "id", vmstrust_finding_get_id(finding));
    json_text(json, "severity",
              vmstrust_severity_get_id(
                  vmstrust_probe_get_severity(probe, index, row)));
    json_text(json, "title", vmstrust_finding_get_title(finding));
    put_text_or_null(json, "expected",
                     vmstrust_probe_get_expected(probe, index, row));
    put_text_or_null(json, "found",
                     vmstrust_probe_get_found(probe, index, row));
    json_text(json, "fix", vmstrust_finding_get_fix(finding));
    json_end_object(json);
}

static int
put_report_json(struct json *json, const vmstrust_report *report)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    if (report == NULL) {
        json_null(json, "report");
        return EXIT_YES;
    }
    if (vmstrust_report_write_json(report, &text, &error) != VMSTRUST_OK) {
        answer_error("the report", error);
        return EXIT_UNKNOWN;
    }
    json_raw(json, "report", (const char *)vmstrust_bytes_get_data(text));
    vmstrust_bytes_free(text);
    return EXIT_YES;
}

static int
put_endpoint_json(struct json *json, const vmstrust_probe *probe, size_t index)
{
    vmstrust_outcome outcome = vmstrust_probe_get_outcome(probe, index);
    int status;

    json_object(json, NULL);
    json_text(json, "host", vmstrust_probe_get_host(probe, index));
    json_number(json, "port", vmstrust_probe_get_port(probe, index));
    json_text(json, "outcome", vmstrust_outcome_get_id(outcome));
    json_text(json, "title", vmstrust_outcome_get_title(outcome));
    json_text(json, "text", vmstrust_probe_get_text(probe, index));
    put_text_or_null(json, "address", vmstrust_probe_get_address(probe, index));
    put_text_or_null(json, "protocol",
                     vmstrust_probe_get_protocol(probe, index));
    put_text_or_null(json, "group", vmstrust_probe_get_group(probe, index));
    json_number(json, "milliseconds",
                (long)vmstrust_probe_get_millis(probe, index));
    json_array(json, "findings");
    for (size_t i = 0; i < vmstrust_probe_get_finding_count(probe, index);
         i++) {
        put_finding_json(json, probe, index, i);
    }
    json_end_array(json);
    status = put_report_json(json, vmstrust_probe_get_report(probe, index));
    json_end_object(json);
    return status;
}

int
probe_put_json(const vmstrust_probe *probe)
{
    struct json json = {.out = stdout};
    struct probe_sum sum = probe_count(probe);
    int status = EXIT_YES;

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-probe-1");
    json_number(&json, "trusted", (long)sum.trusted);
    json_number(&json, "untrusted", (long)sum.untrusted);
    json_number(&json, "unknown", (long)sum.unknown);
    json_array(&json, "endpoints");
    for (size_t i = 0; i < vmstrust_probe_get_count(probe); i++) {
        int each = put_endpoint_json(&json, probe, i);

        status = each == EXIT_YES ? status : each;
    }
    json_end_array(&json);
    json_end_object(&json);
    return status;
}

/* --- Files --------------------------------------------------------------- */

/* "FOLDER/HOST_PORT.SUFFIX", for free(); in a host there is nothing that a file
 * name must not have but the colons of IPv6 on other systems. */
static char *
write_path(const vmstrust_probe *probe, size_t index, const char *folder,
           const char *suffix)
{
    const char *host = vmstrust_probe_get_host(probe, index);
    size_t size = strlen(folder) + strlen(host) + strlen(suffix) + 16;
    char *path = malloc(size);

    if (path == NULL) {
        complain("out of memory");
        return NULL;
    }
    snprintf(path, size, "%s/%s_%u.%s", folder, host,
             (unsigned)vmstrust_probe_get_port(probe, index), suffix);
    for (char *at = path + strlen(folder) + 1; *at != '\0'; at++) {
        *at = *at == ':' || *at == '/' ? '-' : *at;
    }
    return path;
}

static int
save(const vmstrust_probe *probe, size_t index, const char *folder,
     const char *suffix, const void *data, size_t size, bool is_forced)
{
    char *path = write_path(probe, index, folder, suffix);
    int status = EXIT_UNKNOWN;

    if (path != NULL) {
        status = file_may_write("--save", path, is_forced);
    }
    if (status == EXIT_YES) {
        status = file_write("--save", path, data, size, is_forced);
    }
    free(path);
    return status;
}

/* What a stranger sent is well formed or not: what is not has no PEM. */
static int
write_chain(const vmstrust_chain *chain, char **text, size_t *size)
{
    vmstrust_error *error = NULL;

    *text = NULL;
    *size = 0;
    for (size_t i = 0; i < vmstrust_chain_get_count(chain); i++) {
        vmstrust_bytes *pem = NULL;
        size_t more;
        char *grown;

        if (vmstrust_cert_write_pem(vmstrust_chain_get_cert(chain, i), &pem,
                                    &error) != VMSTRUST_OK) {
            answer_error("--save", error);
            return EXIT_UNKNOWN;
        }
        more = vmstrust_bytes_get_size(pem);
        grown = realloc(*text, *size + more);
        if (grown != NULL) {
            memcpy(grown + *size, vmstrust_bytes_get_data(pem), more);
            *text = grown;
            *size += more;
        }
        vmstrust_bytes_free(pem);
        if (grown == NULL) {
            complain("out of memory");
            return EXIT_UNKNOWN;
        }
    }
    return EXIT_YES;
}

static int
save_chain(const vmstrust_probe *probe, size_t index, const char *folder,
           bool is_forced)
{
    char *text;
    size_t size;
    int status =
        write_chain(vmstrust_probe_get_chain(probe, index), &text, &size);

    if (status == EXIT_YES) {
        status = save(probe, index, folder, "pem", text, size, is_forced);
    }
    free(text);
    return status;
}

static int
save_evidence(const vmstrust_probe *probe, size_t index, const char *folder,
              bool is_forced)
{
    vmstrust_bytes *evidence = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_report_write_evidence(vmstrust_probe_get_report(probe, index),
                                       &evidence, &error) != VMSTRUST_OK) {
        answer_error("--save", error);
        return EXIT_UNKNOWN;
    }
    status =
        save(probe, index, folder, "case", vmstrust_bytes_get_data(evidence),
             vmstrust_bytes_get_size(evidence), is_forced);
    vmstrust_bytes_free(evidence);
    return status;
}

int
probe_save(const vmstrust_probe *probe, const char *folder, bool is_forced)
{
    int status = file_make_folder("--save", folder);

    for (size_t i = 0;
         i < vmstrust_probe_get_count(probe) && status == EXIT_YES; i++) {
        if (vmstrust_probe_get_chain(probe, i) != NULL) {
            status = save_chain(probe, i, folder, is_forced);
        }
        if (status == EXIT_YES && vmstrust_probe_get_report(probe, i) != NULL) {
            status = save_evidence(probe, i, folder, is_forced);
        }
    }
    return status;
}
