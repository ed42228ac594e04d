/*
 * Names looked up by detached threads (lookup.h). What a thread touches has two
 * owners, it and the loop; the last one frees. The library is linked so that it
 * is never unloaded, since such a thread may outlive every probe.
 */
#include "lookup.h"

#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lock.h"
#include "scope.h"

/* --- The bell ------------------------------------------------------------ */

struct vmst_bell {
    atomic_int owners;
    int ends[2]; /* of a pipe: read, write */
};

static bool
make_quiet(int descriptor)
{
    return fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

int
vmst_bell_new(struct vmst_bell **bell)
{
    struct vmst_bell *made = calloc(1, sizeof *made);

    *bell = NULL;
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    atomic_init(&made->owners, 1);
    if (pipe(made->ends) != 0) {
        free(made);
        return VMSTRUST_E_MEMORY;
    }
    *bell = made;
    if (!make_quiet(made->ends[0]) || !make_quiet(made->ends[1])) {
        vmst_bell_free(made);
        *bell = NULL;
        return VMSTRUST_E_INTERNAL;
    }
    return VMSTRUST_OK;
}

static struct vmst_bell *
share_bell(struct vmst_bell *bell)
{
    atomic_fetch_add(&bell->owners, 1);
    return bell;
}

int
vmst_bell_get_descriptor(const struct vmst_bell *bell)
{
    return bell->ends[0];
}

/* The reading end is open as long as a thread has the bell: no SIGPIPE. A full
 * pipe has rung already. */
static void
ring(struct vmst_bell *bell)
{
    ssize_t written = write(bell->ends[1], "", 1);

    (void)written;
}

void
vmst_bell_quiet(struct vmst_bell *bell)
{
    char rung[64];

    while (read(bell->ends[0], rung, sizeof rung) > 0) {
    }
}

void
vmst_bell_free(struct vmst_bell *bell)
{
    if (bell != NULL && atomic_fetch_sub(&bell->owners, 1) == 1) {
        close(bell->ends[0]);
        close(bell->ends[1]);
        free(bell);
    }
}

/* --- The order of addresses ---------------------------------------------- */

static void
add_address(struct vmst_addresses *addresses, const struct addrinfo *info)
{
    struct vmst_address *address = &addresses->list[addresses->count];

    if (info->ai_addrlen <= sizeof address->socket) {
        memcpy(&address->socket, info->ai_addr, info->ai_addrlen);
        address->size = info->ai_addrlen;
        addresses->count++;
    }
}

static const struct addrinfo *
next_of_family(const struct addrinfo *info, int family, bool is_same)
{
    while (info != NULL && (info->ai_family == family) != is_same) {
        info = info->ai_next;
    }
    return info;
}

/* RFC 8305 section 4: the order is that of RFC 6724, in which getaddrinfo()
 * answers, and then the families take turns. */
static void
take_turns(const struct addrinfo *infos, struct vmst_addresses *addresses)
{
    int family = infos == NULL ? AF_UNSPEC : infos->ai_family;
    const struct addrinfo *first = next_of_family(infos, family, true);
    const struct addrinfo *other = next_of_family(infos, family, false);

    addresses->count = 0;
    while ((first != NULL || other != NULL) &&
           addresses->count + 2 <= VMST_BOUND_ADDRESSES) {
        if (first != NULL) {
            add_address(addresses, first);
            first = next_of_family(first->ai_next, family, true);
        }
        if (other != NULL) {
            add_address(addresses, other);
            other = next_of_family(other->ai_next, family, false);
        }
    }
}

/* Answers as getaddrinfo() does. */
static int
resolve(const char *host, uint16_t port, int flags,
        struct vmst_addresses *addresses)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC,
                             .ai_socktype = SOCK_STREAM,
                             .ai_flags = flags | AI_NUMERICSERV};
    struct addrinfo *infos = NULL;
    char service[8];
    int status;

    snprintf(service, sizeof service, "%u", (unsigned)port);
    status = getaddrinfo(host, service, &hints, &infos);
    if (status == 0) {
        take_turns(infos, addresses);
        freeaddrinfo(infos);
    }
    return status;
}

bool
vmst_lookup_numeric(const char *host, uint16_t port,
                    struct vmst_addresses *addresses)
{
    return resolve(host, port, AI_NUMERICHOST, addresses) == 0 &&
           addresses->count > 0;
}

/* --- The threads --------------------------------------------------------- */

struct vmst_lookup {
    struct vmst_bell *bell;
    struct vmst_lock lock; /* guards the three below */
    int owners;
    enum vmst_lookup_state state;
    struct vmst_addresses addresses;
    uint16_t port;
    char host[]; /* read only */
};

static enum vmst_lookup_state
state_of(int status, const struct vmst_addresses *addresses)
{
    switch (status) {
    case 0:
        return addresses->count > 0 ? VMST_LOOKUP_DONE : VMST_LOOKUP_NO_ADDRESS;
    case EAI_AGAIN:
        return VMST_LOOKUP_NO_ANSWER;
    case EAI_MEMORY:
    case EAI_SYSTEM:
        return VMST_LOOKUP_FAILED;
    default: /* EAI_NONAME, and the EAI_NODATA that not every system has */
        return VMST_LOOKUP_NO_ADDRESS;
    }
}

/* What the name is in DNS (RFC 5891); the name itself where it is no name. */
static int
resolve_name(const char *host, uint16_t port, struct vmst_addresses *addresses)
{
    gnutls_datum_t ascii = {NULL, 0};
    bool is_mapped =
        gnutls_idna_map(host, (unsigned)strlen(host), &ascii, 0) >= 0;
    int status = resolve(is_mapped ? (const char *)ascii.data : host, port, 0,
                         addresses);

    gnutls_free(ascii.data);
    return status;
}

static void *
work(void *argument)
{
    struct vmst_lookup *lookup = argument;
    struct vmst_addresses addresses = {.count = 0};
    int status = resolve_name(lookup->host, lookup->port, &addresses);

    vmst_lock_take(&lookup->lock);
    lookup->addresses = addresses;
    lookup->state = state_of(status, &addresses);
    vmst_lock_release(&lookup->lock);
    ring(lookup->bell);
    vmst_lookup_free(lookup);
    return NULL;
}

/* Signals are for the threads of the process, and never for ours. */
static int
start_thread(struct vmst_lookup *lookup)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, before;
    int status = pthread_attr_init(&attributes);

    if (status != 0) {
        return status;
    }
    sigfillset(&all);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    status = pthread_create(&thread, &attributes, work, lookup);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return status;
}

static int
make_lookup(const char *host, uint16_t port, struct vmst_bell *bell,
            struct vmst_lookup **lookup)
{
    size_t size = strlen(host) + 1;
    struct vmst_lookup *made = calloc(1, sizeof *made + size);

    if (made == NULL || vmst_lock_new(&made->lock) != VMSTRUST_OK) {
        free(made);
        return VMSTRUST_E_MEMORY;
    }
    made->owners = 1;
    made->bell = share_bell(bell);
    made->port = port;
    made->state = VMST_LOOKUP_WORKING;
    memcpy(made->host, host, size);
    *lookup = made;
    return VMSTRUST_OK;
}

int
vmst_lookup_start(const char *host, uint16_t port, struct vmst_bell *bell,
                  struct vmst_lookup **lookup)
{
    *lookup = NULL;
    TRY(make_lookup(host, port, bell, lookup));
    (*lookup)->owners++; /* the thread; nobody else has it yet */
    if (start_thread(*lookup) != 0) {
        vmst_lookup_free(*lookup);
        vmst_lookup_free(*lookup);
        *lookup = NULL;
        return VMSTRUST_E_MEMORY;
    }
    return VMSTRUST_OK;
}

enum vmst_lookup_state
vmst_lookup_get(struct vmst_lookup *lookup, struct vmst_addresses *addresses)
{
    enum vmst_lookup_state state;

    vmst_lock_take(&lookup->lock);
    state = lookup->state;
    if (state == VMST_LOOKUP_DONE) {
        *addresses = lookup->addresses;
    }
    vmst_lock_release(&lookup->lock);
    return state;
}

void
vmst_lookup_free(struct vmst_lookup *lookup)
{
    int left;

    if (lookup == NULL) {
        return;
    }
    vmst_lock_take(&lookup->lock);
    left = --lookup->owners;
    vmst_lock_release(&lookup->lock);
    if (left == 0) {
        vmst_lock_free(&lookup->lock);
        vmst_bell_free(lookup->bell);
        free(lookup);
    }
}
