/*
 * Reading a command line against the table of a verb (command.h). Options are
 * long and written out: an abbreviation that works today is ambiguous after
 * the next release. A value is the next word or stands behind "=".
 */
#include "command.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 32

/* Every verb takes it. */
static const struct option help_option = {
    .id = OPTION_HELP, .name = "help", .is_repeatable = true};

/* A word that starts with "--": the name up to "=", and what follows. */
struct word {
    const char *name;
    size_t size;
    const char *value; /* NULL: no "=" */
};

static struct word
split(const char *text)
{
    struct word word = {.name = text + 2};

    word.size = strcspn(word.name, "=");
    word.value = word.name[word.size] == '=' ? word.name + word.size + 1 : NULL;
    return word;
}

static const struct option *
find_option(const struct verb *verb, struct word word)
{
    for (size_t i = 0; i < verb->option_count; i++) {
        const struct option *option = &verb->options[i];

        if (strlen(option->name) == word.size &&
            strncmp(option->name, word.name, word.size) == 0) {
            return option;
        }
    }
    return word.size == 4 && strncmp(word.name, "help", 4) == 0 ? &help_option
                                                                : NULL;
}

static int
unknown_option(const struct verb *verb, const char *text)
{
    const char *names[MOST_OPTIONS] = {"help"};
    size_t count = 1;
    char name[SHOWN_CHARACTERS] = "";
    size_t dashes = strspn(text, "-");
    size_t size = strcspn(text + dashes, "=");
    const char *nearest;

    for (size_t i = 0; i < verb->option_count && count < MOST_OPTIONS; i++) {
        if (verb->options[i].help != NULL) {
            names[count++] = verb->options[i].name;
        }
    }
    size = size < sizeof name ? size : sizeof name - 1;
    memcpy(name, text + dashes, size);
    nearest = text_nearest(name, names, count);
    if (nearest == NULL) {
        return usage_error(verb, "%s: no such option", SHOW(text));
    }
    return usage_error(verb, "%s: no such option; did you mean --%s?",
                       SHOW(text), nearest);
}

static int
add(struct arguments *arguments, enum option_id id, const char *value)
{
    arguments->list[arguments->count].id = id;
    arguments->list[arguments->count].value = value;
    arguments->count++;
    return EXIT_YES;
}

static int
add_option(struct arguments *arguments, const struct option *option,
           const char *value)
{
    const struct verb *verb = arguments->verb;

    if (!option->is_repeatable && arguments_have(arguments, option->id)) {
        return usage_error(verb, "--%s: given twice; it is taken once",
                           option->name);
    }
    if (value != NULL && *value == '\0') {
        return usage_error(verb, "--%s: the value is empty; give %s",
                           option->name, option->value);
    }
    return add(arguments, option->id, value);
}

/* The option at words[*at]; steps over a value that is a word of its own. A
 * word that starts with "--" is no value: a forgotten one would swallow the
 * next option. */
static int
read_option(struct arguments *arguments, int count, char *const *words, int *at)
{
    const struct verb *verb = arguments->verb;
    struct word word = split(words[*at]);
    const struct option *option = find_option(verb, word);

    if (option == NULL) {
        return unknown_option(verb, words[*at]);
    }
    if (option->value == NULL && word.value != NULL) {
        return usage_error(verb, "--%s: takes no value", option->name);
    }
    if (option->value == NULL || word.value != NULL) {
        return add_option(arguments, option, word.value);
    }
    if (*at + 1 >= count || strncmp(words[*at + 1], "--", 2) == 0) {
        return usage_error(verb, "--%s: needs a value: --%s %s", option->name,
                           option->name, option->value);
    }
    ++*at;
    return add_option(arguments, option, words[*at]);
}

static int
read_operand(struct arguments *arguments, const char *word)
{
    const struct verb *verb = arguments->verb;
    size_t given = arguments_count(arguments, OPERAND);

    if (*word == '\0') {
        return usage_error(verb, "an argument is empty; give %s",
                           verb->operand == NULL ? "none" : verb->operand);
    }
    if (verb->operand == NULL) {
        return usage_error(verb, "%s: 'vmstrust %s' takes no argument",
                           SHOW(word), verb->name);
    }
    if (given > 0 && !verb->takes_many_operands) {
        return usage_error(verb,
                           "%s: one %s is taken, and there is one already",
                           SHOW(word), verb->operand);
    }
    return add(arguments, OPERAND, word);
}

static int
read_words(struct arguments *arguments, int count, char *const *words)
{
    bool is_only_operands = false;
    int status = EXIT_YES;

    for (int at = 0; at < count && status == EXIT_YES; at++) {
        const char *word = words[at];

        if (is_only_operands || word[0] != '-' || word[1] == '\0') {
            status = read_operand(arguments, word);
        } else if (strcmp(word, "--") == 0) {
            is_only_operands = true;
        } else if (strcmp(word, "-h") == 0) {
            status = add(arguments, OPTION_HELP, NULL);
        } else if (word[1] != '-') {
            status = unknown_option(arguments->verb, word);
        } else {
            status = read_option(arguments, count, words, &at);
        }
    }
    return status;
}

int
arguments_read(struct arguments *arguments, const struct verb *verb, int count,
               char *const *words)
{
    int status;

    arguments->verb = verb;
    arguments->count = 0;
    arguments->list = calloc((size_t)count + 1, sizeof *arguments->list);
    if (arguments->list == NULL) {
        complain("out of memory");
        return EXIT_UNKNOWN;
    }
    status = read_words(arguments, count, words);
    if (status != EXIT_YES || arguments_have(arguments, OPTION_HELP)) {
        return status;
    }
    if (arguments_count(arguments, OPERAND) < verb->fewest_operands) {
        return usage_error(verb, "%s is missing", verb->operand);
    }
    return EXIT_YES;
}

const char *
arguments_next(const struct arguments *arguments, enum option_id id, size_t *at)
{
    while (*at < arguments->count) {
        const struct argument *argument = &arguments->list[(*at)++];

        if (argument->id == id) {
            return argument->value == NULL ? "" : argument->value;
        }
    }
    return NULL;
}

const char *
arguments_get(const struct arguments *arguments, enum option_id id)
{
    size_t at = 0;

    return arguments_next(arguments, id, &at);
}

bool
arguments_have(const struct arguments *arguments, enum option_id id)
{
    return arguments_get(arguments, id) != NULL;
}

size_t
arguments_count(const struct arguments *arguments, enum option_id id)
{
    size_t at = 0;
    size_t count = 0;

    while (arguments_next(arguments, id, &at) != NULL) {
        count++;
    }
    return count;
}
