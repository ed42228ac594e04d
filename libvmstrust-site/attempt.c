/*
 * The steps of one attempt (attempt.h).
 */
#include "attempt.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

#include "judge.h"

/* --- Its end ------------------------------------------------------------- */

static void
stop_asking(struct vmst_attempt *attempt)
{
    if (attempt->asked == VMST_ASKED_DIAL) {
        vmst_dial_stop(&attempt->http_dial);
    } else if (attempt->asked == VMST_ASKED_WAIT) {
        vmst_http_stop(&attempt->http);
    }
}

static void
finish(struct vmst_attempt *attempt, int64_t now)
{
    stop_asking(attempt);
    attempt->asked = VMST_ASKED_NOTHING;
    if (attempt->stage == VMST_STAGE_DIAL) {
        vmst_dial_stop(&attempt->dial);
    }
    vmst_session_free(attempt->session);
    vmst_lookup_free(attempt->lookup);
    attempt->session = NULL;
    attempt->lookup = NULL;
    attempt->stage = VMST_STAGE_OVER;
    attempt->endpoint->millis = (uint32_t)(now - attempt->started);
}

static void
note_address(struct vmst_attempt *attempt)
{
    const struct vmst_address *address =
        &attempt->addresses.list[attempt->dial.last];
    char host[VMST_ADDRESS_SHOWN - 16] = "";

    if (getnameinfo((const struct sockaddr *)&address->socket, address->size,
                    host, sizeof host, NULL, 0, NI_NUMERICHOST) == 0) {
        snprintf(attempt->endpoint->address, sizeof attempt->endpoint->address,
                 "%s", host);
    }
}

/* --- The name ------------------------------------------------------------ */

static void
begin_to_dial(struct vmst_attempt *attempt, int64_t now)
{
    vmst_dial_start(&attempt->dial, &attempt->addresses, now);
    attempt->stage = VMST_STAGE_DIAL;
}

static void
look_up(struct vmst_attempt *attempt, int64_t now)
{
    struct vmst_endpoint *endpoint = attempt->endpoint;

    if (attempt->lookup == NULL) { /* there was no thread to be had */
        if (vmst_lookup_start(endpoint->host, endpoint->port,
                              attempt->run->bell,
                              &attempt->lookup) != VMSTRUST_OK) {
            attempt->retry_at = now + VMST_TRY_AGAIN_AFTER;
            return;
        }
    }
    switch (vmst_lookup_get(attempt->lookup, &attempt->addresses)) {
    case VMST_LOOKUP_WORKING:
        return;
    case VMST_LOOKUP_DONE:
        begin_to_dial(attempt, now);
        return;
    case VMST_LOOKUP_NO_ADDRESS:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_NO_ADDRESS,
                       "The name has no address: no name server knows it. Is "
                       "it written right, and complete?");
        break;
    case VMST_LOOKUP_NO_ANSWER:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_NAME_SERVER_SILENT,
                       "The name server does not answer, or has no answer for "
                       "now.");
        break;
    case VMST_LOOKUP_FAILED:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_FAILED,
                       "The name could not be looked up: this computer is out "
                       "of memory or of descriptors.");
        break;
    }
    finish(attempt, now);
}

/* --- The connection ------------------------------------------------------ */

static void
end_not_connected(struct vmst_attempt *attempt, int64_t now)
{
    struct vmst_endpoint *endpoint = attempt->endpoint;

    note_address(attempt);
    switch (attempt->dial.error) {
    case ECONNREFUSED:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_REFUSED,
                       "The computer is there, and nothing listens at port %u. "
                       "Does the service run, and is this its port?",
                       (unsigned)endpoint->port);
        break;
    case ECONNRESET:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_RESET,
                       "The connection was ended before it was made.");
        break;
    case ETIMEDOUT:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_TIMED_OUT,
                       "Nobody answers at this address. Is the computer on, "
                       "and does a firewall let port %u pass?",
                       (unsigned)endpoint->port);
        break;
    default:
        vmst_judge_end(endpoint, VMSTRUST_OUTCOME_UNREACHABLE,
                       "There is no way to this address (system error %d). Is "
                       "this computer in the right network?",
                       attempt->dial.error);
        break;
    }
    finish(attempt, now);
}

/* The name that the server is told: none for an address (RFC 6066 section 3),
 * and without the dot at the end. */
static const char *
server_name(const struct vmst_endpoint *endpoint,
            char name[VMST_BOUND_ENDPOINT_TEXT + 1])
{
    size_t size = strlen(endpoint->host);

    if (endpoint->is_address) {
        return NULL;
    }
    memcpy(name, endpoint->host, size + 1);
    if (name[size - 1] == '.') {
        name[size - 1] = '\0';
    }
    return name;
}

static void
end_own_fault(struct vmst_attempt *attempt, int code, int64_t now)
{
    vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_FAILED,
                   "The handshake could not begin: %s.",
                   vmstrust_code_get_text((vmstrust_code)code));
    finish(attempt, now);
}

static void
dial(struct vmst_attempt *attempt, int64_t now)
{
    char name[VMST_BOUND_ENDPOINT_TEXT + 1];
    int descriptor = -1;
    int code;

    switch (vmst_dial_step(&attempt->dial, now, &descriptor)) {
    case VMST_DIAL_WORKING:
        return;
    case VMST_DIAL_FAILED:
        end_not_connected(attempt, now);
        return;
    case VMST_DIAL_DONE:
        break;
    }
    note_address(attempt);
    attempt->stage = VMST_STAGE_SHAKE;
    code = vmst_session_new(descriptor, server_name(attempt->endpoint, name),
                            attempt->run->credentials, &attempt->session);
    if (code != VMSTRUST_OK) {
        end_own_fault(attempt, code, now);
    }
}

/* --- Plain HTTP ---------------------------------------------------------- */

static void
begin_to_ask(struct vmst_attempt *attempt, int64_t now)
{
    if (attempt->asked == VMST_ASKED_NOTHING) {
        attempt->http_address.list[0] =
            attempt->addresses.list[attempt->dial.last];
        attempt->http_address.count = 1;
        vmst_dial_start(&attempt->http_dial, &attempt->http_address, now);
        attempt->asked = VMST_ASKED_DIAL;
    }
}

static void
dial_for_http(struct vmst_attempt *attempt, int64_t now)
{
    int descriptor = -1;

    switch (vmst_dial_step(&attempt->http_dial, now, &descriptor)) {
    case VMST_DIAL_WORKING:
        break;
    case VMST_DIAL_FAILED:
        attempt->asked = VMST_ASKED_NO;
        break;
    case VMST_DIAL_DONE:
        vmst_http_start(&attempt->http, descriptor, attempt->endpoint->host);
        attempt->asked = VMST_ASKED_WAIT;
        break;
    }
}

static void
ask(struct vmst_attempt *attempt, int64_t now)
{
    enum vmst_http_state state = VMST_HTTP_WORKING;

    if (attempt->asked == VMST_ASKED_DIAL) {
        dial_for_http(attempt, now);
    }
    if (attempt->asked == VMST_ASKED_WAIT) {
        state = vmst_http_step(&attempt->http);
    }
    if (state != VMST_HTTP_WORKING) {
        vmst_http_stop(&attempt->http);
        attempt->asked =
            state == VMST_HTTP_YES ? VMST_ASKED_YES : VMST_ASKED_NO;
    }
}

/* --- The handshake ------------------------------------------------------- */

static void
end_failed(struct vmst_attempt *attempt, int64_t now)
{
    vmst_judge_failure(attempt->endpoint, attempt->session,
                       attempt->asked == VMST_ASKED_YES);
    finish(attempt, now);
}

/* TLS is over: are there certificates, or is it worth asking in HTTP? */
static void
end_handshake(struct vmst_attempt *attempt, int64_t now)
{
    struct vmst_session *session = attempt->session;

    if (vmstrust_chain_get_count(session->chain) > 0 &&
        session->own_fault == VMSTRUST_OK) {
        vmst_judge_chain(attempt->endpoint, session, attempt->run->store);
        finish(attempt, now);
    } else if (vmst_judge_may_be_http(session)) {
        attempt->stage = VMST_STAGE_HTTP;
        begin_to_ask(attempt, now);
    } else {
        end_failed(attempt, now);
    }
}

/* A server that says nothing may wait for a question in HTTP; it is asked
 * beside, since it may also be slow, and may then answer in both: some send
 * whoever comes in HTTP to the same port in TLS. */
static void
shake(struct vmst_attempt *attempt, int64_t now)
{
    if (vmst_session_step(attempt->session) != VMST_SESSION_WORKING) {
        end_handshake(attempt, now);
    } else if (attempt->asked == VMST_ASKED_YES &&
               !vmst_session_is_tls(attempt->session)) {
        end_failed(attempt, now);
    } else if (attempt->session->heard == 0 && now >= attempt->half) {
        begin_to_ask(attempt, now);
    }
}

/* --- The clock ----------------------------------------------------------- */

static void
end_in_dial(struct vmst_attempt *attempt)
{
    if (attempt->dial.is_starved) {
        vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_FAILED,
                       "This process has no descriptor left for a connection: "
                       "ask fewer side by side, or raise its limit.");
        return;
    }
    note_address(attempt);
    vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_TIMED_OUT,
                   "Nobody answers at this address. Is the computer on, and "
                   "does a firewall let port %u pass?",
                   (unsigned)attempt->endpoint->port);
}

static void
end_in_handshake(struct vmst_attempt *attempt)
{
    if (vmstrust_chain_get_count(attempt->session->chain) > 0) {
        attempt->session->error = GNUTLS_E_TIMEDOUT;
        vmst_judge_chain(attempt->endpoint, attempt->session,
                         attempt->run->store);
    } else {
        vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_SILENT,
                       "The server takes the connection, and the handshake "
                       "does not come to an end. Is it the right port, and is "
                       "encryption switched on for it?");
    }
}

static void
end_late(struct vmst_attempt *attempt, int64_t now)
{
    switch (attempt->stage) {
    case VMST_STAGE_LOOK_UP:
        vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_NAME_SERVER_SILENT,
                       "The name server does not answer.");
        break;
    case VMST_STAGE_DIAL:
        end_in_dial(attempt);
        break;
    case VMST_STAGE_SHAKE:
        end_in_handshake(attempt);
        break;
    case VMST_STAGE_HTTP:
        vmst_judge_failure(attempt->endpoint, attempt->session, false);
        break;
    case VMST_STAGE_OVER:
        return;
    }
    finish(attempt, now);
}

/* --- The loop's view ----------------------------------------------------- */

static void
go_on(struct vmst_attempt *attempt, int64_t now)
{
    enum vmst_attempt_stage before;

    do { /* what is ready at once needs no round of the loop */
        before = attempt->stage;
        ask(attempt, now);
        switch (attempt->stage) {
        case VMST_STAGE_LOOK_UP:
            look_up(attempt, now);
            break;
        case VMST_STAGE_DIAL:
            dial(attempt, now);
            break;
        case VMST_STAGE_SHAKE:
            shake(attempt, now);
            break;
        case VMST_STAGE_HTTP:
            if (attempt->asked == VMST_ASKED_YES ||
                attempt->asked == VMST_ASKED_NO) {
                end_failed(attempt, now);
            }
            break;
        case VMST_STAGE_OVER:
            break;
        }
    } while (attempt->stage != before);
    if (attempt->stage != VMST_STAGE_OVER && now >= attempt->deadline) {
        end_late(attempt, now);
    }
}

void
vmst_attempt_start(struct vmst_attempt *attempt, struct vmst_endpoint *endpoint,
                   const struct vmst_run *run, int64_t now)
{
    *attempt = (struct vmst_attempt){
        .endpoint = endpoint,
        .run = run,
        .stage = VMST_STAGE_LOOK_UP,
        .started = now,
        .deadline = now + run->timeout,
        .half = now + run->timeout / 2,
        .wake = now,
        .retry_at = now,
    };
    if (endpoint->is_address &&
        vmst_lookup_numeric(endpoint->host, endpoint->port,
                            &attempt->addresses)) {
        begin_to_dial(attempt, now);
    }
}

static int64_t
watch_stage(struct vmst_attempt *attempt, struct vmst_watch *watch)
{
    switch (attempt->stage) {
    case VMST_STAGE_LOOK_UP: /* the bell; or a thread that is to be had */
        return attempt->lookup == NULL ? attempt->retry_at : VMST_NEVER;
    case VMST_STAGE_DIAL:
        return vmst_dial_watch(&attempt->dial, watch);
    case VMST_STAGE_SHAKE:
        vmst_session_watch(attempt->session, watch);
        return attempt->asked == VMST_ASKED_NOTHING &&
                       attempt->session->heard == 0
                   ? attempt->half
                   : VMST_NEVER;
    case VMST_STAGE_HTTP:
    case VMST_STAGE_OVER:
        break;
    }
    return VMST_NEVER;
}

void
vmst_attempt_watch(struct vmst_attempt *attempt, struct vmst_watch *watch)
{
    int64_t wake;

    attempt->watched = watch->count;
    wake = vmst_sooner(attempt->deadline, watch_stage(attempt, watch));
    if (attempt->asked == VMST_ASKED_DIAL) {
        wake = vmst_sooner(wake, vmst_dial_watch(&attempt->http_dial, watch));
    } else if (attempt->asked == VMST_ASKED_WAIT) {
        vmst_http_watch(&attempt->http, watch);
    }
    attempt->watched_count = watch->count - attempt->watched;
    attempt->wake = wake;
}

bool
vmst_attempt_step(struct vmst_attempt *attempt, const struct vmst_watch *watch,
                  bool has_rung, int64_t now)
{
    bool is_due = now >= attempt->wake ||
                  (has_rung && attempt->stage == VMST_STAGE_LOOK_UP);

    for (size_t i = 0; i < attempt->watched_count; i++) {
        is_due |= watch->list[attempt->watched + i].revents != 0;
    }
    if (is_due) {
        go_on(attempt, now);
    }
    return attempt->stage == VMST_STAGE_OVER;
}

void
vmst_attempt_cancel(struct vmst_attempt *attempt, int64_t now)
{
    vmst_judge_end(attempt->endpoint, VMSTRUST_OUTCOME_CANCELLED,
                   "Cancelled before there was an answer.");
    finish(attempt, now);
}
