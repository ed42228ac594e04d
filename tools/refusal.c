/*
 * Who would refuse these certificates (refusal.h).
 */
#include "refusal.h"

#include <stdio.h>
#include <string.h>

#include "answer.h"
#include "text.h"

#define STACK_COLUMN 16

/* --- The question -------------------------------------------------------- */

static void
add_target(struct audience *audience, vmstrust_target target)
{
    for (size_t i = 0; i < audience->count; i++) {
        if (audience->targets[i] == target) {
            return;
        }
    }
    if (audience->count < MOST_TARGETS) {
        audience->targets[audience->count++] = target;
    }
}

static int
read_target(const struct verb *verb, struct audience *audience, const char *id)
{
    vmstrust_target target = 0;
    vmstrust_error *error = NULL;
    int status = EXIT_YES;

    if (strcmp(id, "all") == 0) {
        for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
            add_target(audience, vmstrust_target_get_at(i));
        }
    } else if (vmstrust_target_find(id, &target, &error) == VMSTRUST_OK) {
        add_target(audience, target);
    } else {
        status = usage_error(verb, "--for: %s", vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
    return status;
}

/* "java,go": one after the other. */
static int
read_list(const struct verb *verb, struct audience *audience, const char *list)
{
    int status = EXIT_YES;
    bool is_last = false;

    while (status == EXIT_YES && !is_last) {
        size_t size = strcspn(list, ",");
        char id[SHOWN_SIZE]; /* what does not fit is none, cut or not */

        snprintf(id, sizeof id, "%.*s", (int)size, list);
        status = read_target(verb, audience, id);
        is_last = list[size] == '\0';
        list += size + 1;
    }
    return status;
}

int
refusal_read(const struct arguments *arguments, struct audience *audience)
{
    const char *path = arguments_get(arguments, OPTION_CA);
    const char *list;
    size_t at = 0;
    int status = EXIT_YES;

    *audience = (struct audience){.count = 0};
    while (status == EXIT_YES &&
           (list = arguments_next(arguments, OPTION_FOR, &at)) != NULL) {
        status = read_list(arguments->verb, audience, list);
    }
    if (status != EXIT_YES || path == NULL) {
        return status;
    }
    if (audience->count == 0) {
        return usage_error(arguments->verb,
                           "--ca: is read for --for, which is not there");
    }
    return answer_load(path, &audience->more);
}

void
refusal_free(struct audience *audience)
{
    vmstrust_chain_free(audience->more);
    audience->more = NULL;
}

static int
add_authorities(const struct audience *audience, vmstrust_chain *chain)
{
    vmstrust_error *error = NULL;

    for (size_t i = 0; i < vmstrust_chain_get_count(audience->more); i++) {
        if (vmstrust_chain_add_cert(chain,
                                    vmstrust_chain_get_cert(audience->more, i),
                                    &error) != VMSTRUST_OK) {
            answer_error("--ca", error);
            return EXIT_UNKNOWN;
        }
    }
    return EXIT_YES;
}

static bool
can_be_asked(const vmstrust_chain *chain)
{
    return !vmstrust_cert_is_malformed(vmstrust_chain_get_cert(chain, 0));
}

static int
ask(const vmstrust_chain *chain, vmstrust_target target,
    vmstrust_refusals **refusals)
{
    vmstrust_error *error = NULL;

    if (vmstrust_chain_find_refusals(chain, target, refusals, &error) ==
        VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error(vmstrust_target_get_id(target), error);
    return EXIT_UNKNOWN;
}

static int
status_of(const vmstrust_refusals *refusals)
{
    return vmstrust_refusals_is_accepted(refusals) ? EXIT_YES : EXIT_NO;
}

static int
worse(int a, int b)
{
    return a > b ? a : b;
}

/* --- Text ---------------------------------------------------------------- */

/* " in CN=Harbour CA": which one, where it is not the server's own. */
static void
write_place(const vmstrust_refusals *refusals, size_t index, char *text,
            size_t size)
{
    vmstrust_bytes *subject = NULL;

    text[0] = '\0';
    if (vmstrust_refusals_get_depth(refusals, index) > 0 &&
        vmstrust_cert_write_subject(vmstrust_refusals_get_cert(refusals, index),
                                    &subject, NULL) == VMSTRUST_OK) {
        snprintf(text, size, " in %s",
                 SHOW((const char *)vmstrust_bytes_get_data(subject)));
    }
    vmstrust_bytes_free(subject);
}

static void
put_reason(const char *head, const vmstrust_refusals *refusals, size_t index)
{
    vmstrust_finding finding = vmstrust_refusals_get_finding(refusals, index);
    bool is_refused = vmstrust_refusals_get_severity(refusals, index) ==
                      VMSTRUST_SEVERITY_ERROR;
    bool is_open = !is_refused &&
                   finding == VMSTRUST_FINDING_INTERMEDIATE_NOT_SENT &&
                   vmstrust_refusals_get_depth(refusals, index) == 0;
    char place[SHOWN_SIZE + 8];
    char text[2 * SHOWN_SIZE];

    write_place(refusals, index, place, sizeof place);
    snprintf(text, sizeof text, "%s %s (%s)%s - %s - %s%s",
             is_refused ? "refuses:" : "may refuse:",
             vmstrust_finding_get_title(finding),
             vmstrust_finding_get_id(finding), place,
             vmstrust_refusals_get_message(refusals, index),
             vmstrust_refusals_is_measured(refusals, index)
                 ? "measured"
                 : "documented, not measured",
             is_open ? "; not if its issuer is a trusted root" : "");
    text_item(stdout, STACK_COLUMN, head, text);
}

static int
put_stack(const vmstrust_chain *chain, vmstrust_target target)
{
    const char *id = vmstrust_target_get_id(target);
    vmstrust_refusals *refusals = NULL;
    int status = ask(chain, target, &refusals);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_refusals_get_count(refusals) == 0) {
        text_item(stdout, STACK_COLUMN, id,
                  vmstrust_target_is_measured(target)
                      ? "accepts"
                      : "no refusal is documented; not measured");
    }
    for (size_t i = 0; i < vmstrust_refusals_get_count(refusals); i++) {
        put_reason(i == 0 ? id : "", refusals, i);
    }
    status = status_of(refusals);
    vmstrust_refusals_free(refusals);
    return status;
}

int
refusal_put(const struct audience *audience, vmstrust_chain *chain)
{
    int status = EXIT_YES;

    if (audience->count == 0) {
        return EXIT_YES;
    }
    puts("\nWho will refuse this?  By its form alone: 'vmstrust verify' asks "
         "for "
         "trust");
    if (!can_be_asked(chain)) {
        puts("Nobody is asked: the first certificate is not well formed.");
        return EXIT_NO;
    }
    status = add_authorities(audience, chain);
    for (size_t i = 0; i < audience->count && status != EXIT_UNKNOWN; i++) {
        status = worse(status, put_stack(chain, audience->targets[i]));
    }
    return status;
}

/* --- JSON ---------------------------------------------------------------- */

static void
put_digest(struct json *json, const uint8_t *digest)
{
    char text[65] = "";

    for (size_t i = 0; digest != NULL && i < 32; i++) {
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    }
    json_text(json, "certificate", text);
}

static void
put_reason_json(struct json *json, const vmstrust_refusals *refusals,
                size_t index)
{
    vmstrust_finding finding = vmstrust_refusals_get_finding(refusals, index);

    json_object(json, NULL);
    json_text(json, "id", vmstrust_finding_get_id(finding));
    json_text(json, "severity",
              vmstrust_severity_get_id(
                  vmstrust_refusals_get_severity(refusals, index)));
    json_text(json, "title", vmstrust_finding_get_title(finding));
    put_digest(json, vmstrust_cert_get_sha256(
                         vmstrust_refusals_get_cert(refusals, index)));
    json_number(json, "depth", vmstrust_refusals_get_depth(refusals, index));
    json_text(json, "message", vmstrust_refusals_get_message(refusals, index));
    json_bool(json, "measured", vmstrust_refusals_is_measured(refusals, index));
    json_end_object(json);
}

static int
put_stack_json(struct json *json, const vmstrust_chain *chain,
               vmstrust_target target)
{
    vmstrust_refusals *refusals = NULL;
    int status = ask(chain, target, &refusals);

    if (status != EXIT_YES) {
        return status;
    }
    json_object(json, NULL);
    json_text(json, "target", vmstrust_target_get_id(target));
    json_bool(json, "accepted", vmstrust_refusals_is_accepted(refusals));
    json_bool(json, "measured", vmstrust_target_is_measured(target));
    json_array(json, "reasons");
    for (size_t i = 0; i < vmstrust_refusals_get_count(refusals); i++) {
        put_reason_json(json, refusals, i);
    }
    json_end_array(json);
    json_end_object(json);
    status = status_of(refusals);
    vmstrust_refusals_free(refusals);
    return status;
}

int
refusal_put_json(struct json *json, const struct audience *audience,
                 vmstrust_chain *chain)
{
    int status = EXIT_YES;

    if (audience->count == 0) {
        return EXIT_YES;
    }
    json_array(json, "refusals");
    if (can_be_asked(chain)) {
        status = add_authorities(audience, chain);
    }
    for (size_t i = 0;
         can_be_asked(chain) && i < audience->count && status != EXIT_UNKNOWN;
         i++) {
        status =
            worse(status, put_stack_json(json, chain, audience->targets[i]));
    }
    json_end_array(json);
    return status;
}
