/*
 * Questions (confirm.h).
 */
#include "confirm.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

static bool
is_yes(const char *answer)
{
    static const char *const words[] = {"y\n", "Y\n", "yes\n", "YES\n"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(words[i], answer) == 0) {
            return true;
        }
    }
    return false;
}

int
confirm(const struct arguments *arguments, const char *question,
        const char *instead)
{
    char answer[16] = "";

    if (arguments_have(arguments, OPTION_YES)) {
        return EXIT_YES;
    }
    fflush(stdout);
    if (!isatty(STDIN_FILENO)) {
        complain("nobody is here to confirm it: %s", instead);
        return EXIT_NO;
    }
    fprintf(stderr, "%s [y/N] ", question);
    if (fgets(answer, sizeof answer, stdin) == NULL || !is_yes(answer)) {
        complain("not confirmed; nothing was changed");
        return EXIT_NO;
    }
    return EXIT_YES;
}
