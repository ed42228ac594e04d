/*
 * Who would refuse these certificates: the stacks that --for names, asked one
 * after the other, as text and as JSON.
 */
#ifndef TOOLS_REFUSAL_H
#define TOOLS_REFUSAL_H

#include <vmstrust/vmstrust.h>

#include "command.h"
#include "json.h"

#define MOST_TARGETS 64 /* more than targets.def has rows */

struct audience {
    vmstrust_target targets[MOST_TARGETS];
    size_t count;         /* 0: nobody is asked */
    vmstrust_chain *more; /* the certificates of --ca; NULL: none */
};

/* Rows for the table of a verb. */
#define REFUSAL_OPTIONS                                                        \
    {OPTION_FOR,                                                               \
     "for",                                                                    \
     VALUE_TARGET,                                                             \
     "TARGET",                                                                 \
     true,                                                                     \
     "say what this TLS stack would refuse; several with commas, "             \
     "all for every one"},                                                     \
    {                                                                          \
        OPTION_CA, "ca", VALUE_FILE, "FILE", false,                            \
            "the CA certificate that belongs to FILE, for --for"               \
    }

/* Reads the options. On failure it has said why, and answers an exit status. */
int refusal_read(const struct arguments *arguments, struct audience *audience);
void refusal_free(struct audience *audience);

/* Asks about the chain, and adds to it what --ca named. Answers whether all
 * accept. */
int refusal_put(const struct audience *audience, vmstrust_chain *chain);
int refusal_put_json(struct json *json, const struct audience *audience,
                     vmstrust_chain *chain);

#endif
