/*
 * Does a port answer in plain HTTP? Asked on a connection of its own, after
 * TLS has failed there, or while a server is silent. Never waits.
 */
#ifndef VMST_SITE_HTTP_H
#define VMST_SITE_HTTP_H

#include <stdbool.h>

#include "bounds.h"
#include "watch.h"

enum vmst_http_state {
    VMST_HTTP_WORKING,
    VMST_HTTP_YES,
    VMST_HTTP_NO,
};

struct vmst_http {
    int descriptor; /* owned */
    char request[VMST_BOUND_ENDPOINT_TEXT + 64];
    size_t size, sent;
    char answer[VMST_BOUND_HTTP];
    size_t got;
};

/* Takes the socket over. */
void vmst_http_start(struct vmst_http *http, int descriptor, const char *host);
enum vmst_http_state vmst_http_step(struct vmst_http *http);
void vmst_http_watch(const struct vmst_http *http, struct vmst_watch *watch);
void vmst_http_stop(struct vmst_http *http);

#endif
