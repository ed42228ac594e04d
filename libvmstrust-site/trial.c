/*
 * vmstrust_trial: servers with deliberate faults, in one loop. The public calls.
 */
#include <vmstrust-site/trial.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "answer.h"
#include "bounds.h"
#include "clock.h"
#include "decoy.h"
#include "visit.h"

/* --- The tables ---------------------------------------------------------- */

struct row {
    int number;
    const char *id;
    const char *title;
};

#define FAULT(number, suffix, id, title) {number, id, title},
#define REACTION(number, suffix, id, title) {number, id, title},

static const struct row faults[] = {
#include "faults.def"
};

static const struct row reactions[] = {
#include "reactions.def"
};

#undef FAULT
#undef REACTION

#define SERVERS VMST_COUNT(faults)

static const struct row unknown = {0, "unknown", ""};
static const struct row none = {0, "none", ""};

static const struct row *
find(const struct row *rows, size_t count, int number)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].number == number) {
            return &rows[i];
        }
    }
    return &unknown;
}

static const struct row *
find_reaction(vmstrust_reaction reaction)
{
    return reaction == VMSTRUST_REACTION_NONE
               ? &none
               : find(reactions, VMST_COUNT(reactions), (int)reaction);
}

const char *
vmstrust_fault_get_id(vmstrust_fault fault)
{
    return find(faults, SERVERS, (int)fault)->id;
}

const char *
vmstrust_fault_get_title(vmstrust_fault fault)
{
    return find(faults, SERVERS, (int)fault)->title;
}

const char *
vmstrust_reaction_get_id(vmstrust_reaction reaction)
{
    return find_reaction(reaction)->id;
}

const char *
vmstrust_reaction_get_title(vmstrust_reaction reaction)
{
    return find_reaction(reaction)->title;
}

/* --- Its making ---------------------------------------------------------- */

struct server {
    gnutls_certificate_credentials_t credentials;
    int descriptor; /* that listens; -1: none */
    uint16_t port;
    vmstrust_reaction reaction;
};

struct vmst_trial {
    vmstrust_cert *ca; /* one reference */
    struct server servers[SERVERS];
    struct vmst_visit visits[VMST_BOUND_VISITS];
    size_t visit_count;
};

/* No other process gets it by inheritance, and accept() never waits. */
static int
listen_on_loopback(struct server *server, struct vmst_note *note)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    struct sockaddr *any = (struct sockaddr *)&address;

    server->descriptor =
        socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (server->descriptor < 0 || bind(server->descriptor, any, size) != 0 ||
        listen(server->descriptor, VMST_BOUND_VISITS) != 0 ||
        getsockname(server->descriptor, any, &size) != 0) {
        return vmst_fail(note, VMSTRUST_E_UNREACHABLE,
                         "There is no port to be had at 127.0.0.1.");
    }
    server->port = ntohs(address.sin_port);
    return VMSTRUST_OK;
}

static int
make_servers(struct vmst_trial *trial, const struct vmst_decoy_cas *cas,
             struct vmst_note *note)
{
    TRY(vmst_decoy_root(cas, &trial->ca, note));
    for (size_t i = 0; i < SERVERS; i++) {
        struct server *server = &trial->servers[i];

        TRY(vmst_decoy_credentials(cas, (vmstrust_fault)faults[i].number, note,
                                   &server->credentials));
        TRY(listen_on_loopback(server, note));
    }
    return VMSTRUST_OK;
}

static int
make_trial(struct vmst_note *note, struct vmst_trial **trial)
{
    struct vmst_decoy_cas cas;
    struct vmst_trial *made = calloc(1, sizeof *made);
    int code;

    if (made == NULL) {
        return vmst_fail_memory(note);
    }
    for (size_t i = 0; i < SERVERS; i++) {
        made->servers[i].descriptor = -1;
    }
    code = vmst_decoy_cas_new(&cas, note);
    if (code == VMSTRUST_OK) {
        code = make_servers(made, &cas, note);
        vmst_decoy_cas_free(&cas);
    }
    if (code != VMSTRUST_OK) {
        vmstrust_trial_free(made);
        return code;
    }
    *trial = made;
    return VMSTRUST_OK;
}

int
vmstrust_trial_new(vmstrust_trial **trial, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (trial == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    *trial = NULL;
    return vmst_site_answer(make_trial(&note, trial), &note, error);
}

void
vmstrust_trial_free(vmstrust_trial *trial)
{
    if (trial == NULL) {
        return;
    }
    while (trial->visit_count > 0) {
        vmst_visit_stop(&trial->visits[--trial->visit_count]);
    }
    for (size_t i = 0; i < SERVERS; i++) {
        if (trial->servers[i].descriptor >= 0) {
            close(trial->servers[i].descriptor);
        }
        if (trial->servers[i].credentials != NULL) {
            gnutls_certificate_free_credentials(trial->servers[i].credentials);
        }
    }
    vmstrust_cert_free(trial->ca);
    free(trial);
}

/* --- What is read of it -------------------------------------------------- */

const vmstrust_cert *
vmstrust_trial_get_ca(const vmstrust_trial *trial)
{
    return trial == NULL ? NULL : trial->ca;
}

size_t
vmstrust_trial_get_count(const vmstrust_trial *trial)
{
    return trial == NULL ? 0 : SERVERS;
}

vmstrust_fault
vmstrust_trial_get_fault(const vmstrust_trial *trial, size_t index)
{
    return index < vmstrust_trial_get_count(trial)
               ? (vmstrust_fault)faults[index].number
               : VMSTRUST_FAULT_NONE;
}

uint16_t
vmstrust_trial_get_port(const vmstrust_trial *trial, size_t index)
{
    return index < vmstrust_trial_get_count(trial) ? trial->servers[index].port
                                                   : 0;
}

vmstrust_reaction
vmstrust_trial_get_reaction(const vmstrust_trial *trial, size_t index)
{
    return index < vmstrust_trial_get_count(trial)
               ? trial->servers[index].reaction
               : VMSTRUST_REACTION_NONE;
}

/* --- The loop ------------------------------------------------------------ */

static void
welcome(struct vmst_trial *trial, size_t index, int64_t now)
{
    struct server *server = &trial->servers[index];
    int connection = accept(server->descriptor, NULL, NULL);

    if (connection < 0) {
        return;
    }
    if (fcntl(connection, F_SETFL, O_NONBLOCK) != 0 ||
        fcntl(connection, F_SETFD, FD_CLOEXEC) != 0) {
        close(connection);
    } else if (vmst_visit_start(&trial->visits[trial->visit_count], index,
                                connection, server->credentials,
                                now + VMST_VISIT_ENDS_AFTER) == VMSTRUST_OK) {
        trial->visit_count++;
    }
}

/* Of several visits the one counts in which the client trusted most. */
static void
end_visit(struct vmst_trial *trial, size_t index)
{
    struct vmst_visit *visit = &trial->visits[index];
    struct server *server = &trial->servers[visit->server];

    if (visit->reaction > server->reaction) {
        server->reaction = visit->reaction;
    }
    vmst_visit_stop(visit);
    *visit = trial->visits[--trial->visit_count];
}

static void
wait_for_any(struct vmst_trial *trial)
{
    struct pollfd list[SERVERS + VMST_BOUND_VISITS];
    struct vmst_watch watch = {.list = list};

    if (trial->visit_count < VMST_BOUND_VISITS) { /* else they wait outside */
        for (size_t i = 0; i < SERVERS; i++) {
            vmst_watch_add(&watch, trial->servers[i].descriptor, POLLIN);
        }
    }
    for (size_t i = 0; i < trial->visit_count; i++) {
        vmst_visit_watch(&trial->visits[i], &watch);
    }
    poll(list, watch.count, VMST_LOOK_UP_AFTER);
}

static void
go_round(struct vmst_trial *trial)
{
    int64_t now;

    wait_for_any(trial);
    now = vmst_clock_now();
    for (size_t i = 0; i < SERVERS; i++) {
        if (trial->visit_count < VMST_BOUND_VISITS) {
            welcome(trial, i, now);
        }
    }
    for (size_t i = trial->visit_count; i-- > 0;) {
        if (vmst_visit_step(&trial->visits[i]) ||
            now >= trial->visits[i].ends_at) {
            end_visit(trial, i);
        }
    }
}

static size_t
count_tried(const struct vmst_trial *trial)
{
    size_t count = 0;

    for (size_t i = 0; i < SERVERS; i++) {
        count += trial->servers[i].reaction != VMSTRUST_REACTION_NONE;
    }
    return count;
}

/* --- The answer ---------------------------------------------------------- */

/* The good one must be accepted, and every other refused: one that was shaken
 * hands with may have been. */
static bool
is_right(vmstrust_fault fault, vmstrust_reaction reaction)
{
    return fault == VMSTRUST_FAULT_GOOD ? reaction != VMSTRUST_REACTION_REFUSED
                                        : reaction == VMSTRUST_REACTION_REFUSED;
}

static int
sum_up(const struct vmst_trial *trial, struct vmst_note *note)
{
    for (size_t i = 0; i < SERVERS; i++) {
        vmstrust_reaction reaction = trial->servers[i].reaction;

        if (!is_right((vmstrust_fault)faults[i].number, reaction)) {
            return vmst_fail(note, VMSTRUST_E_UNTRUSTED,
                             "The client does not tell good from bad: %s "
                             "(%s): %s.",
                             faults[i].id, faults[i].title,
                             find_reaction(reaction)->title);
        }
    }
    return VMSTRUST_OK;
}

static int
serve(struct vmst_trial *trial, vmstrust_task *task, struct vmst_note *note)
{
    for (;;) {
        size_t tried = count_tried(trial);

        vmstrust_task_set_progress(task, tried, SERVERS);
        if (vmstrust_task_is_cancelled(task)) {
            return VMSTRUST_E_CANCELLED;
        }
        if (tried == SERVERS && trial->visit_count == 0) {
            return sum_up(trial, note);
        }
        go_round(trial);
    }
}

int
vmstrust_trial_run(vmstrust_trial *trial, vmstrust_task *task,
                   vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (trial == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return vmst_site_answer(serve(trial, task, &note), &note, error);
}
