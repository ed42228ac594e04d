/*
 * The race for a connection (dial.h).
 */
#include "dial.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

/* Of several failures the one to tell: that a computer is there and refuses is
 * worth more than that one of its addresses leads nowhere. */
static int
rank(int error)
{
    switch (error) {
    case 0:
        return 0;
    case ECONNREFUSED:
        return 2;
    default:
        return 1;
    }
}

static void
note_error(struct vmst_dial *dial, int error)
{
    if (rank(error) > rank(dial->error)) {
        dial->error = error;
    }
}

void
vmst_dial_start(struct vmst_dial *dial, const struct vmst_addresses *addresses,
                int64_t now)
{
    *dial = (struct vmst_dial){.addresses = addresses, .next_at = now};
    for (size_t i = 0; i < VMST_BOUND_ADDRESSES; i++) {
        dial->sockets[i] = -1;
    }
}

static int
open_socket(int family)
{
    int one = 1;
    int made = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (made >= 0) {
        setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    return made;
}

/* Whether no descriptor is left, so that it is worth trying again. */
static bool
is_shortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS ||
           error == ENOMEM;
}

/* Begins to connect to the next address. False: later, there is no socket. */
static bool
try_next(struct vmst_dial *dial, int64_t now)
{
    const struct vmst_address *address = &dial->addresses->list[dial->next];
    int made = open_socket(address->socket.ss_family);

    dial->is_starved = made < 0 && is_shortage(errno);
    if (dial->is_starved) {
        dial->next_at = now + VMST_TRY_AGAIN_AFTER;
        return false;
    }
    dial->last = dial->next++;
    dial->next_at = now + VMST_NEXT_ADDRESS_AFTER;
    if (made < 0) {
        note_error(dial, errno);
        dial->next_at = now;
        return true;
    }
    if (connect(made, (const struct sockaddr *)&address->socket,
                address->size) == 0 ||
        errno == EINPROGRESS || errno == EINTR) {
        dial->sockets[dial->last] = made;
        return true;
    }
    note_error(dial, errno);
    dial->next_at = now;
    close(made);
    return true;
}

/* What has become of one socket: connected, failed (it is closed then), or
 * neither yet. */
static enum vmst_dial_state
look_at(struct vmst_dial *dial, size_t index, int64_t now)
{
    struct pollfd one = {.fd = dial->sockets[index], .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    if (poll(&one, 1, 0) <= 0) {
        return VMST_DIAL_WORKING;
    }
    if (getsockopt(one.fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
        error = errno;
    }
    if (error == 0 && (one.revents & POLLOUT) != 0) {
        return VMST_DIAL_DONE;
    }
    note_error(dial, error == 0 ? ECONNRESET : error);
    close(one.fd);
    dial->sockets[index] = -1;
    dial->next_at = now; /* RFC 8305 section 5: no need to wait any longer */
    return VMST_DIAL_FAILED;
}

static bool
has_open_socket(const struct vmst_dial *dial)
{
    for (size_t i = 0; i < dial->next; i++) {
        if (dial->sockets[i] >= 0) {
            return true;
        }
    }
    return false;
}

enum vmst_dial_state
vmst_dial_step(struct vmst_dial *dial, int64_t now, int *descriptor)
{
    for (size_t i = 0; i < dial->next; i++) {
        if (dial->sockets[i] >= 0 && look_at(dial, i, now) == VMST_DIAL_DONE) {
            *descriptor = dial->sockets[i];
            dial->sockets[i] = -1;
            dial->last = i;
            vmst_dial_stop(dial);
            return VMST_DIAL_DONE;
        }
    }
    while (dial->next < dial->addresses->count && now >= dial->next_at) {
        if (!try_next(dial, now)) {
            return VMST_DIAL_WORKING;
        }
    }
    return has_open_socket(dial) || dial->next < dial->addresses->count
               ? VMST_DIAL_WORKING
               : VMST_DIAL_FAILED;
}

int64_t
vmst_dial_watch(const struct vmst_dial *dial, struct vmst_watch *watch)
{
    for (size_t i = 0; i < dial->next; i++) {
        if (dial->sockets[i] >= 0) {
            vmst_watch_add(watch, dial->sockets[i], POLLOUT);
        }
    }
    return dial->next < dial->addresses->count ? dial->next_at : VMST_NEVER;
}

void
vmst_dial_stop(struct vmst_dial *dial)
{
    for (size_t i = 0; i < dial->next; i++) {
        if (dial->sockets[i] >= 0) {
            close(dial->sockets[i]);
            dial->sockets[i] = -1;
        }
    }
}
