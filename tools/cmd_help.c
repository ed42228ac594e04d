/*
 * vmstrust help: how the command, or one of its verbs, is used.
 */
#include "command.h"
#include "text.h"
#include "verbs.h"

static int
run(const struct arguments *arguments)
{
    const char *name = arguments_get(arguments, OPERAND);
    const struct verb *verb = name == NULL ? NULL : verb_find(name);
    const char *nearest;

    if (name == NULL) {
        usage_command();
        return EXIT_YES;
    }
    if (verb != NULL) {
        usage_verb(verb);
        return EXIT_YES;
    }
    nearest = verb_nearest(name);
    if (nearest == NULL) {
        return usage_error(NULL, "%s: no such verb", SHOW(name));
    }
    return usage_error(NULL, "%s: no such verb; did you mean %s?", SHOW(name),
                       nearest);
}

const struct verb verb_help = {
    .name = "help",
    .summary = "how to use the command, or one of its verbs",
    .synopsis = "[VERB]",
    .operand_kind = VALUE_VERB,
    .operand = "VERB",
    .examples = {"help", "help verify"},
    .run = run,
};
