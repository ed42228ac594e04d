/*
 * The loop of a probe: many attempts side by side in one thread. Each waits in
 * one poll() for what it waits for, so that a dead endpoint costs a descriptor
 * and delays nobody.
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "attempt.h"
#include "clock.h"
#include "judge.h"
#include "probe.h"
#include "scope.h"

/* Descriptors that are left to the rest of the process, and those that one
 * attempt takes most of the time: two addresses raced, or a handshake and the
 * question beside it. */
#define LEFT_TO_OTHERS 64
#define DESCRIPTORS_EACH 2

struct loop {
    struct vmst_probe *probe;
    vmstrust_task *task;
    struct vmst_run run;
    struct vmst_attempt *attempts; /* owned */
    struct vmst_attempt **list;    /* owned; the first `count` are at work */
    size_t count, room;
    size_t next; /* endpoint to begin with */
    struct vmst_watch watch;
};

/* As many as was asked for, as there are, and as there are descriptors for. */
static size_t
find_room(const struct vmst_probe *probe)
{
    size_t room =
        probe->count < probe->parallel ? probe->count : probe->parallel;
    struct rlimit limit;
    rlim_t most;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
        limit.rlim_cur == RLIM_INFINITY) {
        return room;
    }
    most = limit.rlim_cur < LEFT_TO_OTHERS + DESCRIPTORS_EACH
               ? 1
               : (limit.rlim_cur - LEFT_TO_OTHERS) / DESCRIPTORS_EACH;
    return most < room ? (size_t)most : room;
}

static void
close_loop(struct loop *loop)
{
    free(loop->attempts);
    free(loop->list);
    free(loop->watch.list);
    vmst_bell_free(loop->run.bell);
    if (loop->run.credentials != NULL) {
        gnutls_certificate_free_credentials(loop->run.credentials);
    }
}

static int
open_loop(struct loop *loop)
{
    loop->room = find_room(loop->probe);
    loop->attempts = calloc(loop->room, sizeof *loop->attempts);
    loop->list = calloc(loop->room, sizeof *loop->list);
    /* and one for the bell */
    loop->watch.list = calloc(loop->room * VMST_ATTEMPT_DESCRIPTORS + 1,
                              sizeof *loop->watch.list);
    if (loop->attempts == NULL || loop->list == NULL ||
        loop->watch.list == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    for (size_t i = 0; i < loop->room; i++) {
        loop->list[i] = &loop->attempts[i];
    }
    TRY(vmst_bell_new(&loop->run.bell));
    return vmst_session_credentials(&loop->run.credentials);
}

static void
begin_more(struct loop *loop, int64_t now)
{
    while (loop->count < loop->room && loop->next < loop->probe->count) {
        vmst_attempt_start(loop->list[loop->count++],
                           &loop->probe->list[loop->next++], &loop->run, now);
    }
}

/* Waits until somebody can go on; says whether the bell has rung. */
static bool
wait_for_any(struct loop *loop, int64_t now)
{
    int64_t wake = now + VMST_LOOK_UP_AFTER;
    bool has_rung;

    loop->watch.count = 0;
    vmst_watch_add(&loop->watch, vmst_bell_get_descriptor(loop->run.bell),
                   POLLIN);
    for (size_t i = 0; i < loop->count; i++) {
        vmst_attempt_watch(loop->list[i], &loop->watch);
        wake = vmst_sooner(wake, loop->list[i]->wake);
    }
    if (poll(loop->watch.list, loop->watch.count,
             wake > now ? (int)(wake - now) : 0) <= 0) {
        for (size_t i = 0; i < loop->watch.count; i++) {
            loop->watch.list[i].revents = 0; /* after EINTR they say nothing */
        }
    }
    has_rung = loop->watch.list[0].revents != 0;
    if (has_rung) {
        vmst_bell_quiet(loop->run.bell);
    }
    return has_rung;
}

/* Steps everyone; who is over changes places with the last one. */
static void
step_all(struct loop *loop, bool has_rung)
{
    for (size_t i = loop->count; i-- > 0;) {
        struct vmst_attempt *attempt = loop->list[i];

        if (vmst_attempt_step(attempt, &loop->watch, has_rung,
                              vmst_clock_now())) {
            loop->list[i] = loop->list[--loop->count];
            loop->list[loop->count] = attempt;
        }
    }
}

static void
cancel_all(struct loop *loop)
{
    int64_t now = vmst_clock_now();

    while (loop->count > 0) {
        vmst_attempt_cancel(loop->list[--loop->count], now);
    }
    for (; loop->next < loop->probe->count; loop->next++) {
        vmst_judge_end(&loop->probe->list[loop->next],
                       VMSTRUST_OUTCOME_CANCELLED, "Cancelled, not asked.");
    }
}

static void
go_round(struct loop *loop)
{
    do {
        int64_t now = vmst_clock_now();

        begin_more(loop, now);
        step_all(loop, wait_for_any(loop, now));
        vmstrust_task_set_progress(loop->task, loop->next - loop->count,
                                   loop->probe->count);
        if (vmstrust_task_is_cancelled(loop->task)) {
            cancel_all(loop);
        }
    } while (loop->count > 0 || loop->next < loop->probe->count);
}

int
vmst_probe_ask(struct vmst_probe *probe, const vmstrust_store *store,
               vmstrust_task *task)
{
    struct loop loop = {
        .probe = probe,
        .task = task,
        .run = {.store = store, .timeout = probe->timeout},
    };
    int code = open_loop(&loop);

    if (code == VMSTRUST_OK) {
        vmstrust_task_set_progress(task, 0, probe->count);
        go_round(&loop);
    }
    close_loop(&loop);
    return code;
}
