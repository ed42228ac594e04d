/*
 * Progress on the terminal (progress.h): a thread reads the task, since the call
 * itself has no callback. One at a time.
 */
#include "progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define EVERY_NANOSECONDS 200000000L

static struct {
    vmstrust_task *task;
    const char *what;
    struct sigaction before;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock; /* guards is_over */
    pthread_cond_t end;
    bool is_over;
} progress = {.lock = PTHREAD_MUTEX_INITIALIZER,
              .end = PTHREAD_COND_INITIALIZER};

static void
cancel(int number)
{
    (void)number;
    vmstrust_task_cancel(progress.task);
}

static void
put_line(void)
{
    unsigned long done = (unsigned long)vmstrust_task_get_done(progress.task);
    unsigned long total = (unsigned long)vmstrust_task_get_total(progress.task);

    fprintf(stderr, "\r%lu of %lu %s%s\033[K", done, total, progress.what,
            vmstrust_task_is_cancelled(progress.task) ? ", cancelled" : "");
}

static void *
show(void *nothing)
{
    struct timespec next;

    clock_gettime(CLOCK_REALTIME, &next);
    pthread_mutex_lock(&progress.lock);
    while (!progress.is_over) {
        put_line();
        next.tv_nsec += EVERY_NANOSECONDS;
        next.tv_sec += next.tv_nsec / 1000000000L;
        next.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&progress.end, &progress.lock, &next);
    }
    pthread_mutex_unlock(&progress.lock);
    return nothing;
}

/* Signals go to the thread that works, whose system call they end. */
static bool
start_thread(void)
{
    sigset_t all, before;
    bool has_started;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    has_started = pthread_create(&progress.thread, NULL, show, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return has_started;
}

void
progress_begin(vmstrust_task *task, const char *what)
{
    struct sigaction action = {.sa_handler = cancel,
                               .sa_flags = (int)SA_RESETHAND};

    progress.task = task;
    progress.what = what;
    progress.is_over = false;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &progress.before);
    progress.has_thread = isatty(STDERR_FILENO) && start_thread();
}

void
progress_end(void)
{
    if (progress.has_thread) {
        pthread_mutex_lock(&progress.lock);
        progress.is_over = true;
        pthread_cond_signal(&progress.end);
        pthread_mutex_unlock(&progress.lock);
        pthread_join(progress.thread, NULL);
        fputs("\r\033[K", stderr);
    }
    sigaction(SIGINT, &progress.before, NULL);
}
