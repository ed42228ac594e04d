/*
 * The list of verbs: the only place that knows all of them.
 */
#include "verbs.h"

#include <string.h>

#include "text.h"

#define MOST_VERBS 32

const struct verb *const verbs[] = {
    &verb_verify,  &verb_inspect,     &verb_explain,  &verb_replay, &verb_roles,
    &verb_clients, &verb_connections, &verb_findings, &verb_help,
};

const size_t verb_count = COUNT(verbs);

_Static_assert(COUNT(verbs) <= MOST_VERBS, "verb_nearest has no room");

const struct verb *
verb_find(const char *name)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (strcmp(verbs[i]->name, name) == 0) {
            return verbs[i];
        }
    }
    return NULL;
}

const char *
verb_nearest(const char *name)
{
    const char *names[MOST_VERBS];

    for (size_t i = 0; i < verb_count; i++) {
        names[i] = verbs[i]->name;
    }
    return text_nearest(name, names, verb_count);
}
