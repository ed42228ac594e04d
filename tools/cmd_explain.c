/*
 * vmstrust explain: what a finding means and what to do about it; also what the
 * guides' own words and the messages of the products mean.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "text.h"
#include "verbs.h"

#define TEXT_COLUMN 10

static void
put_severities(vmstrust_finding finding)
{
    static const char *const rules[] = {"vms", "path", "rfc5280", "webpki"};
    char text[256];
    size_t used = 0;

    for (size_t i = 0; i < COUNT(rules); i++) {
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%s %s", i == 0 ? "" : ", ",
            rules[i],
            vmstrust_severity_get_id(
                vmstrust_finding_get_severity(finding, rules[i])));
    }
    snprintf(text + used, sizeof text - used, "%s",
             vmstrust_finding_is_locked(finding) ? " (cannot be lowered)" : "");
    text_item(stdout, TEXT_COLUMN, "Severity", text);
}

/* The stacks that make more of it than "off", by severity. */
static void
put_targets(vmstrust_finding finding, vmstrust_severity severity,
            const char *head)
{
    char text[512] = "";
    size_t used = 0;

    for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
        vmstrust_target target = vmstrust_target_get_at(i);
        const char *name = vmstrust_target_get_name(target);

        if (vmstrust_target_get_severity(target, finding) != severity ||
            used + strlen(name) + 3 > sizeof text) {
            continue;
        }
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 used == 0 ? "" : "; ", name);
    }
    if (used > 0) {
        text_item(stdout, TEXT_COLUMN, head, text);
    }
}

/* Where to look and to act, on each platform that differs from the others. */
static void
put_platforms(vmstrust_finding finding)
{
    for (size_t i = 0; i < vmstrust_platform_get_total(); i++) {
        vmstrust_platform platform = vmstrust_platform_get_at(i);
        const char *see = vmstrust_finding_get_how_to_see(finding, platform);
        const char *fix = vmstrust_finding_get_how_to_fix(finding, platform);

        if (*see != '\0') {
            fputc('\n', stdout);
            text_wrap(stdout, 0, vmstrust_platform_get_name(platform));
            text_item(stdout, TEXT_COLUMN, "  See", see);
            text_item(stdout, TEXT_COLUMN, "  Fix", fix);
        }
    }
}

static void
put_finding(vmstrust_finding finding)
{
    char head[160];

    snprintf(head, sizeof head, "%s (%s)", vmstrust_finding_get_title(finding),
             vmstrust_finding_get_id(finding));
    text_wrap(stdout, 0, head);
    put_severities(finding);
    text_item(stdout, TEXT_COLUMN, "Why", vmstrust_finding_get_cause(finding));
    text_item(stdout, TEXT_COLUMN, "Fix", vmstrust_finding_get_fix(finding));
    /* What every stack refuses need not be listed. */
    if (!vmstrust_finding_is_locked(finding)) {
        put_targets(finding, VMSTRUST_SEVERITY_ERROR, "Refused");
        put_targets(finding, VMSTRUST_SEVERITY_WARNING, "Warned");
    }
    text_item(stdout, TEXT_COLUMN, "Source",
              vmstrust_finding_get_source(finding));
    put_platforms(finding);
}

/* All operands with one space between; for free(). */
static char *
join(const struct arguments *arguments)
{
    size_t size = 1;
    size_t at = 0;
    const char *word;
    char *text;

    while ((word = arguments_next(arguments, OPERAND, &at)) != NULL) {
        size += strlen(word) + 1;
    }
    text = calloc(size, 1);
    at = 0;
    while (text != NULL &&
           (word = arguments_next(arguments, OPERAND, &at)) != NULL) {
        snprintf(text + strlen(text), size - strlen(text), "%s%s",
                 *text == '\0' ? "" : " ", word);
    }
    return text;
}

static int
explain_word(const char *word)
{
    vmstrust_finding finding = 0;
    const char *text = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_word_find(word, &finding, &text, &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_NO;
    }
    text_wrap(stdout, 0, text);
    if (finding != 0) {
        fputc('\n', stdout);
        put_finding(finding);
    }
    return EXIT_YES;
}

/* The ids are words, too, and a mistyped id is nearer to an id than to a word
 * of the guides; so the word's own answer is told only where it is one. */
static int
explain(const char *text)
{
    vmstrust_finding finding = 0;

    if (vmstrust_finding_find(text, &finding, NULL) == VMSTRUST_OK) {
        put_finding(finding);
        return EXIT_YES;
    }
    return explain_word(text);
}

static int
run(const struct arguments *arguments)
{
    char *text = join(arguments);
    int status;

    if (text == NULL) {
        complain("out of memory");
        return EXIT_UNKNOWN;
    }
    status = explain(text);
    free(text);
    return status;
}

const struct verb verb_explain = {
    .name = "explain",
    .summary = "what a finding, or a word of the guides, means",
    .synopsis = "FINDING-ID|WORD...",
    .text = "FINDING-ID is what a report names in brackets; 'vmstrust "
            "findings' lists them. WORD is a word of the vendor's guides or a "
            "message of a product. Exit status: 0 explained, 1 not known, 64 "
            "wrong usage.",
    .operand_kind = VALUE_FINDING,
    .operand = "FINDING-ID or WORD",
    .fewest_operands = 1,
    .takes_many_operands = true,
    .examples = {"explain root-not-installed", "explain private certificate"},
    .run = run,
};
