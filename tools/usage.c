/*
 * How the command is used: the texts of --help, made of the tables of the
 * verbs, and the one line that answers wrong usage.
 */
#include "command.h"
#include "text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Where the help of an option starts. */
#define HELP_COLUMN 26

int
usage_error(const struct verb *verb, const char *format, ...)
{
    char line[SHOWN_SIZE + 1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (verb == NULL) {
        complain("%s (see 'vmstrust --help')", line);
    } else {
        complain("%s (see 'vmstrust %s --help')", line, verb->name);
    }
    return EXIT_USAGE;
}

static void
put_option(const struct option *option)
{
    char head[64];

    if (option->help == NULL) {
        return;
    }
    snprintf(head, sizeof head, "  --%s%s%s", option->name,
             option->value == NULL ? "" : " ",
             option->value == NULL ? "" : option->value);
    text_item(stdout, HELP_COLUMN, head, option->help);
}

/* The synopsis; its further lines stand below the first word behind the name. */
static void
put_synopsis(const struct verb *verb)
{
    int indent = (int)strlen("usage: vmstrust  ") + (int)strlen(verb->name);
    const char *line = verb->synopsis;
    size_t size = strcspn(line, "\n");

    printf("usage: vmstrust %s %.*s\n", verb->name, (int)size, line);
    while (line[size] != '\0') {
        line += size + 1;
        size = strcspn(line, "\n");
        printf("%*s%.*s\n", indent, "", (int)size, line);
    }
}

/* The line of the list of verbs as a sentence. */
static void
put_summary(const struct verb *verb)
{
    fputc(toupper((unsigned char)verb->summary[0]), stdout);
    text_wrap(stdout, 0, verb->summary + 1);
}

static void
put_options(const struct verb *verb)
{
    fputs("\nOptions:\n", stdout);
    for (size_t i = 0; i < verb->option_count; i++) {
        put_option(&verb->options[i]);
    }
    text_item(stdout, HELP_COLUMN, "  --help", "this text");
}

void
usage_verb(const struct verb *verb)
{
    put_synopsis(verb);
    fputc('\n', stdout);
    put_summary(verb);
    if (verb->text != NULL) {
        fputc('\n', stdout);
        text_wrap(stdout, 0, verb->text);
    }
    put_options(verb);
    fputs("\nExamples:\n", stdout);
    for (size_t i = 0; i < COUNT(verb->examples); i++) {
        printf("  vmstrust %s\n", verb->examples[i]);
    }
}

static void
put_verbs(const char *group)
{
    size_t size = strlen(group);

    fputs("Verbs:\n", stdout);
    for (size_t i = 0; i < verb_count; i++) {
        char head[32];

        if (size == 0 || verb_is_of(verbs[i], group)) {
            snprintf(head, sizeof head, "  %s", verbs[i]->name);
            text_item(stdout, 18, head, verbs[i]->summary);
        }
    }
}

void
usage_group(const char *group)
{
    printf("usage: vmstrust %s VERB [OPTION]... [ARGUMENT]...\n"
           "       vmstrust %s VERB --help\n\n",
           group, group);
    put_verbs(group);
}

void
usage_command(void)
{
    fputs("usage: vmstrust VERB [OPTION]... [ARGUMENT]...\n"
          "       vmstrust --version [--verbose]\n"
          "       vmstrust help [VERB]\n\n"
          "May this certificate be trusted in a video management system, and "
          "if not, why?\n\n",
          stdout);
    put_verbs("");
    fputs("\nExit status: 0 yes, 1 no, 2 could not tell, 64 wrong usage.\n\n"
          "Examples:\n"
          "  vmstrust verify --server-role recording-server \\\n"
          "      --host rec07.harbour.local --ca site-ca.pem rec07.pem\n"
          "  vmstrust inspect site-ca.pem\n",
          stdout);
}
