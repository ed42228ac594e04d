/*
 * What 'vmstrust probe' prints and keeps of what came of its endpoints.
 */
#ifndef TOOLS_PROBE_H
#define TOOLS_PROBE_H

#include <vmstrust-site/site.h>

#include "command.h"

/* How many of them are trusted, are not, and of how many nobody can tell. */
struct probe_sum {
    size_t trusted, untrusted, unknown;
};

struct probe_sum probe_count(const vmstrust_probe *probe);

/* For people, with a summary where there are several; or as JSON. Answers
 * EXIT_YES, or EXIT_UNKNOWN where there was no memory. */
int probe_put(const vmstrust_probe *probe);
int probe_put_json(const vmstrust_probe *probe);

/* The certificates and the evidence of each endpoint that sent some, as
 * HOST_PORT.pem and HOST_PORT.case in the folder, which is made if need be. */
int probe_save(const vmstrust_probe *probe, const char *folder, bool is_forced);

#endif
