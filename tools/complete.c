/*
 * Completion of a command line (complete.h). Prints ids of tables only, never
 * what was typed; a line that makes no sense has no candidates.
 */
#include "complete.h"

#include <stdio.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#include "command.h"
#include "text.h"

static const char *const rules[] = {"vms", "path", "rfc5280", "webpki"};

static void
put_candidate(const char *word, const char *start)
{
    if (strncmp(word, start, strlen(start)) == 0) {
        puts(word);
    }
}

static void
put_verbs(const char *start)
{
    const char *group = "";

    /* The first word of several verbs stands together and counts once. */
    for (size_t i = 0; i < verb_count; i++) {
        const char *name = verbs[i]->name;
        char first[64];

        snprintf(first, sizeof first, "%.*s", (int)strcspn(name, " "), name);
        if (strcmp(first, name) == 0) {
            put_candidate(name, start);
        } else if (strncmp(group, name, strlen(first)) != 0 || *group == '\0') {
            put_candidate(first, start);
            group = name;
        }
    }
}

/* The second words of the verbs with this first one. */
static void
put_members(const char *group, const char *start)
{
    size_t size = strlen(group);

    puts("words");
    for (size_t i = 0; i < verb_count; i++) {
        const char *name = verbs[i]->name;

        if (strncmp(name, group, size) == 0 && name[size] == ' ') {
            put_candidate(name + size + 1, start);
        }
    }
}

static void
put_options(const struct verb *verb, const char *start)
{
    puts("words");
    for (size_t i = 0; i < verb->option_count; i++) {
        char name[64];

        snprintf(name, sizeof name, "--%s", verb->options[i].name);
        if (verb->options[i].help != NULL) {
            put_candidate(name, start);
        }
    }
    put_candidate("--help", start);
}

static void
put_roles(const char *start)
{
    for (size_t i = 0; i < vmstrust_role_get_total(); i++) {
        put_candidate(vmstrust_role_get_id(vmstrust_role_get_at(i)), start);
    }
}

static void
put_clients(const char *start)
{
    for (size_t i = 0; i < vmstrust_client_get_total(); i++) {
        put_candidate(vmstrust_client_get_id(vmstrust_client_get_at(i)), start);
    }
}

static void
put_targets(const char *start)
{
    for (size_t i = 0; i < vmstrust_target_get_total(); i++) {
        put_candidate(vmstrust_target_get_id(vmstrust_target_get_at(i)), start);
    }
    put_candidate("all", start);
}

static void
put_findings(const char *start)
{
    for (size_t i = 0; i < vmstrust_finding_get_total(); i++) {
        put_candidate(vmstrust_finding_get_id(vmstrust_finding_get_at(i)),
                      start);
    }
}

static void
put_rules(const char *start)
{
    for (size_t i = 0; i < COUNT(rules); i++) {
        put_candidate(rules[i], start);
    }
}

static void
put_revocations(const char *start)
{
    for (int mode = 0; mode <= VMSTRUST_REVOCATION_REQUIRED; mode++) {
        put_candidate(vmstrust_revocation_get_id((vmstrust_revocation)mode),
                      start);
    }
}

static void
put_values(enum value_kind kind, const char *start)
{
    static void (*const writers[])(const char *) = {
        [VALUE_ROLE] = put_roles,
        [VALUE_CLIENT] = put_clients,
        [VALUE_TARGET] = put_targets,
        [VALUE_RULES] = put_rules,
        [VALUE_FINDING] = put_findings,
        [VALUE_VERB] = put_verbs,
        [VALUE_REVOCATION] = put_revocations,
    };

    if (kind == VALUE_FILE || kind == VALUE_FOLDER) {
        puts(kind == VALUE_FILE ? "file" : "folder");
        return;
    }
    puts("words");
    if ((size_t)kind < COUNT(writers) && writers[kind] != NULL) {
        writers[kind](start);
    }
}

/* The option whose value the last word is, or NULL. The shell hands
 * "--rules=v" over as three words. */
static const struct option *
option_before(const struct verb *verb, int count, char *const *words)
{
    int at = count - 2;

    if (at > 0 && strcmp(words[at], "=") == 0) {
        at--;
    }
    for (size_t i = 0; i < verb->option_count; i++) {
        const struct option *option = &verb->options[i];

        if (option->value != NULL && strncmp(words[at], "--", 2) == 0 &&
            strcmp(words[at] + 2, option->name) == 0) {
            return option;
        }
    }
    return NULL;
}

static void
complete_verb(const struct verb *verb, int count, char *const *words)
{
    const struct option *option = option_before(verb, count, words);
    const char *start = words[count - 1];

    if (option != NULL) {
        put_values(option->kind, strcmp(start, "=") == 0 ? "" : start);
    } else if (start[0] == '-') {
        put_options(verb, start);
    } else {
        put_values(verb->operand_kind, start);
    }
}

int
complete(int count, char *const *words)
{
    int used;
    const struct verb *verb =
        count > 1 ? verb_find_words(count - 1, words, &used) : NULL;

    if (verb != NULL) {
        complete_verb(verb, count - used + 1, words + used - 1);
    } else if (count == 2 && verb_is_group(words[0])) {
        put_members(words[0], words[1]);
    } else if (count == 1) {
        puts("words");
        put_verbs(words[0]);
        put_candidate("--help", words[0]);
        put_candidate("--version", words[0]);
    }
    return EXIT_YES;
}
