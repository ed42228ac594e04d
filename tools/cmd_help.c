/*
 * vmstrust help: how the command, or one of its verbs, is used.
 */
#include <stdio.h>

#include "command.h"
#include "text.h"
#include "verbs.h"

/* The operands with a space between them: a verb has one word or two. */
static void
read_name(const struct arguments *arguments, char *name, size_t size)
{
    const char *word;
    size_t at = 0;
    size_t used = 0;

    name[0] = '\0';
    while ((word = arguments_next(arguments, OPERAND, &at)) != NULL &&
           used < size) {
        int more = snprintf(name + used, size - used, "%s%s",
                            used == 0 ? "" : " ", word);

        used += more > 0 ? (size_t)more : 0;
    }
}

static int
run(const struct arguments *arguments)
{
    char name[SHOWN_CHARACTERS];
    const struct verb *verb;
    const char *nearest;

    read_name(arguments, name, sizeof name);
    verb = verb_find(name);
    if (name[0] == '\0') {
        usage_command();
        return EXIT_YES;
    }
    if (verb != NULL) {
        usage_verb(verb);
        return EXIT_YES;
    }
    if (verb_is_group(name)) {
        usage_group(name);
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
    .takes_many_operands = true,
    .examples = {"help", "help verify"},
    .run = run,
};
