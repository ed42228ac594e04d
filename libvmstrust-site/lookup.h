/*
 * Names looked up by threads of their own: getaddrinfo() may take half a minute
 * over a name server that is dead, cannot be interrupted, and must hold nobody.
 * A thread owns what it works with; who no longer wants to wait walks away.
 */
#ifndef VMST_SITE_LOOKUP_H
#define VMST_SITE_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "bounds.h"

/* The addresses of one host, with its port, in the order in which they are to
 * be tried. */
struct vmst_address {
    struct sockaddr_storage socket;
    socklen_t size;
};

struct vmst_addresses {
    struct vmst_address list[VMST_BOUND_ADDRESSES];
    size_t count;
};

/* A pipe by which threads wake the loop; lives until the last of them ends. */
struct vmst_bell;

int vmst_bell_new(struct vmst_bell **bell);
int vmst_bell_get_descriptor(const struct vmst_bell *bell);
void vmst_bell_quiet(struct vmst_bell *bell); /* takes what it has rung */
void vmst_bell_free(struct vmst_bell *bell);

struct vmst_lookup;

enum vmst_lookup_state {
    VMST_LOOKUP_WORKING,
    VMST_LOOKUP_DONE,
    VMST_LOOKUP_NO_ADDRESS, /* there is no such name, or it has no address */
    VMST_LOOKUP_NO_ANSWER,  /* the name server does not answer */
    VMST_LOOKUP_FAILED,     /* no memory, or the like */
};

/* The addresses of an IP address, at once and without a thread. False: it is
 * none. */
bool vmst_lookup_numeric(const char *host, uint16_t port,
                         struct vmst_addresses *addresses);

/* Starts a thread. VMSTRUST_E_MEMORY: there is none to be had now. `host` is
 * copied; U-labels are turned into A-labels. */
int vmst_lookup_start(const char *host, uint16_t port, struct vmst_bell *bell,
                      struct vmst_lookup **lookup);

/* What has become of it; `addresses` is written when it is done. */
enum vmst_lookup_state vmst_lookup_get(struct vmst_lookup *lookup,
                                       struct vmst_addresses *addresses);

/* No longer wanted: the thread, if it is still working, ends when it can. */
void vmst_lookup_free(struct vmst_lookup *lookup);

#endif
