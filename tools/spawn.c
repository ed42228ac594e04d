/*
 * Runs other programs (spawn.h).
 */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text.h"

static const char *const folders[] = {"/usr/sbin", "/usr/bin", "/sbin", "/bin"};

const char *
spawn_find(const char *name)
{
    static char path[64];

    for (size_t i = 0; i < COUNT(folders); i++) {
        int length = snprintf(path, sizeof path, "%s/%s", folders[i], name);

        if (length > 0 && (size_t)length < sizeof path &&
            access(path, X_OK) == 0) {
            return path;
        }
    }
    return NULL;
}

/* Everything, as far as there is room; the rest is read and dropped, so that
 * nobody waits for us. */
static void
read_said(int fd, char *said, size_t size)
{
    size_t used = 0;
    char more[4096];
    ssize_t got;

    while ((got = read(fd, more, sizeof more)) > 0 ||
           (got < 0 && errno == EINTR)) {
        size_t room = said == NULL || got < 0 ? 0 : size - 1 - used;
        size_t taken = room == 0 || (size_t)got < room ? (size_t)got : room;

        if (room > 0) {
            memcpy(said + used, more, taken);
            used += taken;
        }
    }
    if (said != NULL) {
        said[used] = '\0';
    }
}

static bool
wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Both ends are closed in the child by O_CLOEXEC, but for its output. */
static bool
start(const char *const *arguments, int output, pid_t *child)
{
    static const char *const environment[] = {
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", NULL};
    posix_spawn_file_actions_t actions;
    bool is_started;

    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    is_started =
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                         O_RDONLY, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) ==
            0 &&
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO) ==
            0 &&
        posix_spawn(child, arguments[0], &actions, NULL,
                    (char *const *)arguments, (char *const *)environment) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return is_started;
}

bool
spawn_run(const char *const *arguments, char *said, size_t size)
{
    int ends[2];
    pid_t child;
    bool is_started;

    if (said != NULL) {
        said[0] = '\0';
    }
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    is_started = start(arguments, ends[1], &child);
    close(ends[1]);
    if (is_started) {
        read_said(ends[0], said, size);
    }
    close(ends[0]);
    return is_started && wait_for(child);
}
