/*
 * The command: finds the verb, runs it, and makes sure that what was to be
 * printed has been. A reader that closes the pipe early changes nothing about
 * the answer; an output that cannot be written otherwise is "could not tell".
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "complete.h"
#include "text.h"
#include "version.h"

/* A descriptor that came closed would be given to the next file opened, and
 * the report written into it. Opened the wrong way round, so that using it
 * fails as it should. */
static void
fill_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0) {
            _exit(EXIT_UNKNOWN);
        }
    }
}

static int
run_verb(const struct verb *verb, int count, char *const *words)
{
    struct arguments arguments;
    int status = arguments_read(&arguments, verb, count, words);

    if (status == EXIT_YES && arguments_have(&arguments, OPTION_HELP)) {
        usage_verb(verb);
    } else if (status == EXIT_YES) {
        status = verb->run(&arguments);
    }
    free(arguments.list);
    return status;
}

static int
run_version(int count, char *const *words)
{
    bool is_verbose = count == 1 && strcmp(words[0], "--verbose") == 0;

    if (count > 0 && !is_verbose) {
        return usage_error(NULL, "%s: --version takes --verbose or nothing",
                           SHOW(words[count > 1 ? 1 : 0]));
    }
    return version_show(is_verbose);
}

static int
unknown_word(const char *word)
{
    static const char *const options[] = {"--help", "--version"};
    bool is_option = word[0] == '-';
    const char *kind = is_option ? "option" : "verb";
    const char *nearest = is_option
                              ? text_nearest(word, options, COUNT(options))
                              : verb_nearest(word);

    if (nearest == NULL) {
        return usage_error(NULL, "%s: no such %s", SHOW(word), kind);
    }
    return usage_error(NULL, "%s: no such %s; did you mean %s?", SHOW(word),
                       kind, nearest);
}

/* A first word that is right, and a second that is none of its verbs. */
static int
unknown_member(int count, char *const *words)
{
    char name[SHOWN_CHARACTERS];
    const char *nearest;

    if (count == 1) {
        complain("%s: one of its verbs is missing (see 'vmstrust %s --help')",
                 words[0], words[0]);
        return EXIT_USAGE;
    }
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
        usage_group(words[0]);
        return EXIT_YES;
    }
    snprintf(name, sizeof name, "%s %s", words[0], words[1]);
    nearest = verb_nearest(name);
    if (nearest == NULL) {
        return usage_error(NULL, "%s: no such verb", SHOW(name));
    }
    return usage_error(NULL, "%s: no such verb; did you mean %s?", SHOW(name),
                       nearest);
}

static int
run(int count, char *const *words)
{
    const struct verb *verb;
    int used;

    if (count == 0) {
        return usage_error(NULL, "no verb given; the first is usually verify "
                                 "or inspect");
    }
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0) {
        usage_command();
        return EXIT_YES;
    }
    if (strcmp(words[0], "--version") == 0) {
        return run_version(count - 1, words + 1);
    }
    if (strcmp(words[0], COMPLETE_WORD) == 0) {
        return complete(count - 1, words + 1);
    }
    verb = verb_find_words(count, words, &used);
    if (verb != NULL) {
        return run_verb(verb, count - used, words + used);
    }
    return verb_is_group(words[0]) ? unknown_member(count, words)
                                   : unknown_word(words[0]);
}

/* Whether nobody is there to read: a pipe's writing end then has an error. */
static bool
is_closed_pipe(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO};

    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

static int
finish(int status)
{
    int has_failed = ferror(stdout);

    errno = 0;
    if (fflush(stdout) == 0 && !has_failed) {
        return status;
    }
    if (errno == EPIPE || is_closed_pipe()) {
        return status;
    }
    complain("standard output could not be written: %s",
             errno == 0 ? "input/output error" : strerror(errno));
    return EXIT_UNKNOWN;
}

int
main(int argc, char **argv)
{
    fill_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);
    text_set_locale();
    return finish(run(argc > 0 ? argc - 1 : 0, argv + 1));
}
