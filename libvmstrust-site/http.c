/*
 * The smallest question in HTTP (http.h). Of the answer only its first bytes
 * are looked at.
 */
#include "http.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* RFC 9112 section 4: status-line = HTTP-version SP status-code ... */
static const char start_of_answer[] = "HTTP/";
#define START_SIZE (sizeof start_of_answer - 1)
/* "HTTP/1.1 400". */
#define STATUS_AT 9
#define STATUS_SIZE 3

void
vmst_http_start(struct vmst_http *http, int descriptor, const char *host)
{
    bool is_ipv6 = strchr(host, ':') != NULL; /* RFC 3986 3.2.2: brackets */
    int size = snprintf(http->request, sizeof http->request,
                        "HEAD / HTTP/1.0\r\nHost: %s%s%s\r\n\r\n",
                        is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "");

    http->descriptor = descriptor;
    http->size = size < 0 ? 0 : (size_t)size;
    http->sent = 0;
    http->got = 0;
}

static bool
is_later(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/* The status 400 is what web servers say at a port of theirs that wants TLS
 * (nginx, Apache, Go). */
static enum vmst_http_state
judge(const struct vmst_http *http)
{
    size_t size = http->got < START_SIZE ? http->got : START_SIZE;

    if (memcmp(http->answer, start_of_answer, size) != 0) {
        return VMST_HTTP_NO;
    }
    if (http->got < STATUS_AT + STATUS_SIZE) {
        return VMST_HTTP_WORKING;
    }
    return memcmp(http->answer + STATUS_AT, "400", STATUS_SIZE) == 0
               ? VMST_HTTP_NO
               : VMST_HTTP_YES;
}

enum vmst_http_state
vmst_http_step(struct vmst_http *http)
{
    ssize_t moved;

    if (http->sent < http->size) {
        moved = send(http->descriptor, http->request + http->sent,
                     http->size - http->sent, MSG_NOSIGNAL);
        if (moved < 0) {
            return is_later(errno) ? VMST_HTTP_WORKING : VMST_HTTP_NO;
        }
        http->sent += (size_t)moved;
        return VMST_HTTP_WORKING;
    }
    moved = recv(http->descriptor, http->answer + http->got,
                 sizeof http->answer - http->got, 0);
    if (moved < 0) {
        return is_later(errno) ? VMST_HTTP_WORKING : VMST_HTTP_NO;
    }
    http->got += (size_t)moved;
    return moved == 0 ? VMST_HTTP_NO : judge(http);
}

void
vmst_http_watch(const struct vmst_http *http, struct vmst_watch *watch)
{
    vmst_watch_add(watch, http->descriptor,
                   http->sent < http->size ? POLLOUT : POLLIN);
}

void
vmst_http_stop(struct vmst_http *http)
{
    close(http->descriptor);
}
