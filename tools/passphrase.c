/*
 * Passphrases of the command (passphrase.h).
 */
#define _DEFAULT_SOURCE /* explicit_bzero */

#include "passphrase.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "answer.h"
#include "text.h"

void
passphrase_forget(struct passphrase *passphrase)
{
    explicit_bzero(passphrase, sizeof *passphrase);
}

const void *
passphrase_data(const struct passphrase *passphrase)
{
    return passphrase->is_given ? passphrase->text : NULL;
}

int
passphrase_read(const struct arguments *arguments, enum option_id id,
                struct passphrase *passphrase)
{
    const char *path = arguments_get(arguments, id);
    vmstrust_bytes *bytes = NULL;
    vmstrust_error *error = NULL;
    size_t size;

    passphrase->is_given = path != NULL;
    passphrase->size = 0;
    if (path == NULL) {
        return EXIT_YES;
    }
    if (vmstrust_passphrase_load(path, &bytes, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    size = vmstrust_bytes_get_size(bytes);
    if (size < sizeof passphrase->text) {
        memcpy(passphrase->text, vmstrust_bytes_get_data(bytes), size);
        passphrase->size = size;
    }
    vmstrust_bytes_free(bytes);
    if (passphrase->size == 0) {
        complain("%s: a passphrase of %d bytes or more is not taken",
                 SHOW(path), PASSPHRASE_SIZE);
        return EXIT_UNKNOWN;
    }
    return EXIT_YES;
}

/* --- The terminal --------------------------------------------------------- */

static const char not_given[] = "no passphrase was given";
static const char too_long[] = "the passphrase is too long";

/* What would end the command ends the reading alone, so that the terminal echoes
 * again afterwards. */
static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile sig_atomic_t is_interrupted;

static void
interrupt(int number)
{
    (void)number;
    is_interrupted = 1;
}

/* A signal is let through only while we wait: between two reads it would be
 * lost. */
static bool
read_one(int terminal, const sigset_t *while_waiting, char *c)
{
    fd_set set;

    FD_ZERO(&set);
    FD_SET(terminal, &set);
    return pselect(terminal + 1, &set, NULL, NULL, NULL, while_waiting) == 1 &&
           is_interrupted == 0 && read(terminal, c, 1) == 1;
}

/* One line. Like those below it answers NULL, or what is to be said. */
static const char *
read_line(int terminal, const sigset_t *while_waiting,
          struct passphrase *passphrase)
{
    size_t size = 0;
    char c;

    while (read_one(terminal, while_waiting, &c)) {
        if (c == '\n') {
            passphrase->size = size;
            passphrase->is_given = size != 0;
            return passphrase->is_given ? NULL : not_given;
        }
        if (size == sizeof passphrase->text - 1) {
            return too_long;
        }
        passphrase->text[size++] = c;
    }
    return not_given;
}

/* The prompt comes after the silence: what is typed before would be flushed. */
static const char *
ask_silently(int terminal, const char *prompt, const sigset_t *while_waiting,
             struct passphrase *passphrase)
{
    struct termios before;
    struct termios silent;
    const char *why;

    if (tcgetattr(terminal, &before) != 0) {
        return not_given;
    }
    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    silent.c_lflag |= ECHONL;
    if (tcsetattr(terminal, TCSAFLUSH, &silent) != 0) {
        return not_given;
    }
    dprintf(terminal, "%s: ", prompt);
    why = read_line(terminal, while_waiting, passphrase);
    tcsetattr(terminal, TCSAFLUSH, &before);
    return why;
}

static const char *
ask(int terminal, const char *prompt, struct passphrase *passphrase)
{
    const struct sigaction stop = {.sa_handler = interrupt};
    struct sigaction before_stop[COUNT(ends)];
    sigset_t interrupts;
    sigset_t before;
    const char *why;

    sigemptyset(&interrupts);
    for (size_t i = 0; i < COUNT(ends); i++) {
        sigaddset(&interrupts, ends[i]);
    }
    sigprocmask(SIG_BLOCK, &interrupts, &before);
    is_interrupted = 0;
    for (size_t i = 0; i < COUNT(ends); i++) {
        sigaction(ends[i], &stop, &before_stop[i]);
    }
    why = ask_silently(terminal, prompt, &before, passphrase);
    for (size_t i = 0; i < COUNT(ends); i++) {
        sigaction(ends[i], &before_stop[i], NULL);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return why;
}

static bool
is_same(const struct passphrase *a, const struct passphrase *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static const char *
ask_all(int terminal, const char *what, bool is_new,
        struct passphrase *passphrase)
{
    struct passphrase again = {.size = 0};
    char prompt[200];
    const char *why;

    snprintf(prompt, sizeof prompt, "Passphrase of %s", what);
    why = ask(terminal, prompt, passphrase);
    if (why == NULL && is_new) {
        why = ask(terminal, "Once more", &again);
        if (why == NULL && !is_same(passphrase, &again)) {
            why = "the two passphrases are not the same";
        }
    }
    passphrase_forget(&again);
    return why;
}

/* The option that would have given it. */
static const char *
name_of(const struct verb *verb, enum option_id id)
{
    for (size_t i = 0; i < verb->option_count; i++) {
        if (verb->options[i].id == id) {
            return verb->options[i].name;
        }
    }
    return "passphrase-file";
}

int
passphrase_ask(const struct arguments *arguments, enum option_id id,
               const char *what, bool is_new, struct passphrase *passphrase)
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    const char *why;

    if (terminal < 0) {
        complain("the passphrase of %s is needed, and there is no terminal to "
                 "ask at; give it with --%s",
                 what, name_of(arguments->verb, id));
        return EXIT_UNKNOWN;
    }
    why = ask_all(terminal, what, is_new, passphrase);
    close(terminal);
    if (why != NULL) {
        passphrase_forget(passphrase);
        complain("%s", why);
        return EXIT_UNKNOWN;
    }
    return EXIT_YES;
}

int
passphrase_get(const struct arguments *arguments, enum option_id id,
               const char *what, bool is_new, struct passphrase *passphrase)
{
    int status = passphrase_read(arguments, id, passphrase);

    return status == EXIT_YES && !passphrase->is_given
               ? passphrase_ask(arguments, id, what, is_new, passphrase)
               : status;
}

int
passphrase_load_identity(const struct arguments *arguments, enum option_id id,
                         const char *cert, const char *key,
                         struct passphrase *passphrase,
                         vmstrust_identity **identity)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_identity_load(cert, key, passphrase_data(passphrase),
                                      passphrase->size, identity, &error);

    if (code == VMSTRUST_E_PASSPHRASE && !passphrase->is_given) {
        vmstrust_error_free(error);
        error = NULL;
        if (passphrase_ask(arguments, id, "the private key", false,
                           passphrase) != EXIT_YES) {
            return EXIT_UNKNOWN;
        }
        code = vmstrust_identity_load(cert, key, passphrase_data(passphrase),
                                      passphrase->size, identity, &error);
    }
    return code == VMSTRUST_OK ? EXIT_YES : answer_error(NULL, error);
}
