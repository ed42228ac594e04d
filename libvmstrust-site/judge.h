/*
 * From what an endpoint sent to its outcome: the verdict on the certificates,
 * the findings about the connection, and one sentence.
 */
#ifndef VMST_SITE_JUDGE_H
#define VMST_SITE_JUDGE_H

#include <vmstrust/store.h>

#include "endpoint.h"
#include "session.h"

/* The outcome, and its sentence. */
void vmst_judge_end(struct vmst_endpoint *endpoint, vmstrust_outcome outcome,
                    const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The handshake is over, well or badly, and certificates have come. */
void vmst_judge_chain(struct vmst_endpoint *endpoint,
                      struct vmst_session *session,
                      const vmstrust_store *store);

/* It is over badly, and none have. `has_http`: the port answers in HTTP. */
void vmst_judge_failure(struct vmst_endpoint *endpoint,
                        const struct vmst_session *session, bool has_http);

/* Whether it is worth asking in HTTP: what came is no TLS, or nothing did. */
bool vmst_judge_may_be_http(const struct vmst_session *session);

#endif
