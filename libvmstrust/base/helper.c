/*
 * Starting the helper. posix_spawn and not fork: a large process would be
 * copied, and the handlers of its host would run. Floor 0.
 */
#define _GNU_SOURCE 1 /* pipe2, close_range */

#include "config.h"

#include "base/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

/* As in base/permission.c. */
#define PATH_ROOM 4096

#define SECOND 1000 /* milliseconds */

/* --- May it be started? --------------------------------------------------- */

static bool
refuse(struct vmst_buffer *why, const char *path, const char *reason)
{
    vmst_buffer_add_text(why, "the helper was not asked: ");
    vmst_text_show(why, vmst_bytes_of(path));
    vmst_buffer_add_text(why, reason);
    return false;
}

/* Nobody but root can put something else in its place. A link could be turned
 * by who owns what it leads through: none is followed. */
static bool
is_of_root(const char *path, bool is_last, struct vmst_buffer *why)
{
    struct stat about;

    if (lstat(path, &about) != 0) {
        return refuse(why, path,
                      errno == ENOENT ? " is not installed"
                                      : " cannot be looked at");
    }
    if (is_last ? !S_ISREG(about.st_mode) : !S_ISDIR(about.st_mode)) {
        return refuse(why, path,
                      S_ISLNK(about.st_mode) ? " is a symbolic link"
                                             : " is not what it should be");
    }
    if (about.st_uid != 0) {
        return refuse(why, path, " does not belong to root");
    }
    if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return refuse(why, path, " can be written by others than root");
    }
    if (is_last && (about.st_mode & (S_ISUID | S_ISGID)) != 0) {
        return refuse(why, path, " is setuid, which it must never be");
    }
    return true;
}

static bool
may_be_started(const char *path, struct vmst_buffer *why)
{
    char part[PATH_ROOM];
    size_t size = strlen(path);

    if (path[0] != '/' || size >= sizeof part) {
        return refuse(why, path, " is no absolute path");
    }
    for (size_t i = 0; i <= size; i++) {
        if (path[i] == '/' || path[i] == '\0') {
            size_t end = i == 0 ? 1 : i; /* the root itself */

            memcpy(part, path, end);
            part[end] = '\0';
            if (!is_of_root(part, path[i] == '\0', why)) {
                return false;
            }
        }
    }
    return true;
}

/* --- Pipes ---------------------------------------------------------------- */

struct pipes {
    int request[2]; /* to read, to write */
    int answer[2];
    int nowhere;
};

static void
close_one(int *file)
{
    if (*file >= 0) {
        close(*file);
        *file = -1;
    }
}

static void
close_pipes(struct pipes *pipes)
{
    close_one(&pipes->request[0]);
    close_one(&pipes->request[1]);
    close_one(&pipes->answer[0]);
    close_one(&pipes->answer[1]);
    close_one(&pipes->nowhere);
}

/* A host may have closed its own 0, 1 and 2: what we open must not be one of
 * them, since they are given to the child. */
static bool
move_up(int *file)
{
    int moved = fcntl(*file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

    close(*file);
    *file = moved;
    return moved >= 0;
}

static bool
open_pipes(struct pipes *pipes)
{
    *pipes = (struct pipes){{-1, -1}, {-1, -1}, -1};
    if (pipe2(pipes->request, O_CLOEXEC) != 0 ||
        pipe2(pipes->answer, O_CLOEXEC) != 0) {
        return false;
    }
    pipes->nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    return pipes->nowhere >= 0 && move_up(&pipes->request[0]) &&
           move_up(&pipes->request[1]) && move_up(&pipes->answer[0]) &&
           move_up(&pipes->answer[1]) && move_up(&pipes->nowhere);
}

/* All of it, and the end of it, before anybody reads: no signal can come of a
 * pipe that nobody reads any more. */
static bool
write_request(struct pipes *pipes, struct vmst_bytes request)
{
    ssize_t written;

    if (request.size > VMST_HELPER_REQUEST ||
        fcntl(pipes->request[1], F_SETFL, O_NONBLOCK) != 0) {
        return false;
    }
    do {
        written = write(pipes->request[1], request.data, request.size);
    } while (written < 0 && errno == EINTR);
    close_one(&pipes->request[1]);
    return written >= 0 && (size_t)written == request.size;
}

bool
vmst_close_from(int first)
{
#ifdef HAVE_CLOSE_RANGE
    return close_range((unsigned)first, ~0U, 0) == 0;
#else
    long last = sysconf(_SC_OPEN_MAX);

    for (long file = first; file < last; file++) {
        close((int)file);
    }
    return last > 0;
#endif
}

/* --- The process ---------------------------------------------------------- */

static bool
set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;

    sigemptyset(&none);
    sigfillset(&all);
    return posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setsigdefault(attributes, &all) == 0 &&
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
                                                    POSIX_SPAWN_SETSIGDEF) == 0;
}

/* What the host left open is closed here where the C library can, and by the
 * helper itself. */
static bool
set_files(posix_spawn_file_actions_t *actions, const struct pipes *pipes)
{
    return posix_spawn_file_actions_adddup2(actions, pipes->request[0],
                                            STDIN_FILENO) == 0 &&
           posix_spawn_file_actions_adddup2(actions, pipes->answer[1],
                                            STDOUT_FILENO) == 0 &&
           posix_spawn_file_actions_adddup2(actions, pipes->nowhere,
                                            STDERR_FILENO) == 0
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
           && posix_spawn_file_actions_addclosefrom_np(actions,
                                                       STDERR_FILENO + 1) == 0
#endif
        ;
}

static bool
spawn_with(const char *path, const struct pipes *pipes,
           posix_spawn_file_actions_t *actions, pid_t *child)
{
    char *const words[] = {(char *)path, NULL};
    char *const environment[] = {NULL};
    posix_spawnattr_t attributes;
    bool is_started;

    if (posix_spawnattr_init(&attributes) != 0) {
        return false;
    }
    is_started =
        set_signals(&attributes) && set_files(actions, pipes) &&
        posix_spawn(child, path, actions, &attributes, words, environment) == 0;
    posix_spawnattr_destroy(&attributes);
    return is_started;
}

static bool
start(const char *path, struct pipes *pipes, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    bool is_started;

    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    is_started = spawn_with(path, pipes, &actions, child);
    posix_spawn_file_actions_destroy(&actions);
    close_one(&pipes->request[0]);
    close_one(&pipes->answer[1]); /* or its end would never be seen */
    return is_started;
}

static int64_t
now(void)
{
    struct timespec time = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec / 1000000;
}

/* Up to the end; false: too late, too long, or not readable. */
static bool
read_answer(int file, struct vmst_buffer *answer)
{
    int64_t end = now() + VMST_HELPER_SECONDS * SECOND;
    uint8_t chunk[1024];

    while (answer->size <= VMST_HELPER_ANSWER) {
        struct pollfd wait = {.fd = file, .events = POLLIN};
        int64_t left = end - now();
        int ready = left <= 0 ? 0 : poll(&wait, 1, (int)left);
        ssize_t size;

        if (ready == 0) {
            return false;
        }
        size = ready < 0 ? -1 : read(file, chunk, sizeof chunk);
        if (size == 0) {
            return true;
        }
        if (size < 0 && errno != EINTR) {
            return false;
        }
        if (size > 0) {
            vmst_buffer_add(answer, chunk, (size_t)size);
        }
    }
    return false;
}

/* It has closed its pipe and is going; one that was stopped would be waited for
 * for ever. Its number is ours until it is waited for. */
static bool
end_child(pid_t child, bool is_going)
{
    const struct timespec moment = {0, 1000000};
    int64_t end = now() + (is_going ? VMST_HELPER_SECONDS * SECOND : 0);
    int status = 0;
    pid_t ended = waitpid(child, &status, WNOHANG);

    while (ended == 0 && now() < end) {
        nanosleep(&moment, NULL);
        ended = waitpid(child, &status, WNOHANG);
    }
    if (ended == 0) {
        kill(child, SIGKILL);
        do {
            ended = waitpid(child, &status, 0);
        } while (ended < 0 && errno == EINTR);
    }
    /* A host that waits for every child may have been faster. */
    return ended < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static bool
ask(const char *path, struct pipes *pipes, struct vmst_bytes request,
    struct vmst_buffer *answer, struct vmst_buffer *why)
{
    pid_t child;
    bool is_read;
    bool is_well;

    if (!write_request(pipes, request) || !start(path, pipes, &child)) {
        return refuse(why, path, " could not be started");
    }
    is_read = read_answer(pipes->answer[0], answer);
    is_well = end_child(child, is_read);
    if (!is_read || !is_well) {
        return refuse(why, path,
                      is_read ? " failed" : " gave no answer in five seconds");
    }
    return true;
}

bool
vmst_helper_ask(const char *path, struct vmst_bytes request,
                struct vmst_buffer *answer, struct vmst_buffer *why)
{
    struct pipes pipes;
    bool is_answered;

    if (!may_be_started(path, why)) {
        return false;
    }
    is_answered = open_pipes(&pipes)
                      ? ask(path, &pipes, request, answer, why)
                      : refuse(why, path, " could not be given a pipe");
    close_pipes(&pipes);
    return is_answered;
}
