/*
 * The list of verbs: the only place that knows all of them.
 */
#include "verbs.h"

#include <string.h>

#include "text.h"

#define MOST_VERBS 64

const struct verb *const verbs[] = {
    &verb_verify,
    &verb_inspect,
    &verb_explain,
    &verb_replay,
    &verb_roles,
    &verb_clients,
    &verb_connections,
    &verb_findings,
    &verb_ca_init,
    &verb_ca_adopt,
    &verb_ca_record,
    &verb_ca_issue,
    &verb_ca_sign,
    &verb_ca_renew,
    &verb_ca_list,
    &verb_ca_revoke,
    &verb_ca_crl,
    &verb_ca_log,
    &verb_ca_export,
    &verb_ca_rollover,
    &verb_ca_check,
    &verb_ca_backup,
    &verb_ca_restore,
    &verb_ca_passphrase,
    &verb_server_cert_check,
    &verb_server_cert_request,
    &verb_server_cert_export,
    &verb_server_cert_inspect_pfx,
    &verb_store_init,
    &verb_store_list,
    &verb_store_add,
    &verb_store_remove,
    &verb_store_distrust,
    &verb_store_pin,
    &verb_store_unpin,
    &verb_store_check,
    &verb_store_bundle,
    &verb_trust_install,
    &verb_trust_remove,
    &verb_trust_status,
    &verb_probe,
    &verb_help,
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

/* Both words, with one space, are the verb's name. */
static bool
is_pair(const char *name, const char *first, const char *second)
{
    size_t size = strlen(first);

    return strncmp(name, first, size) == 0 && name[size] == ' ' &&
           strcmp(name + size + 1, second) == 0;
}

bool
verb_is_of(const struct verb *verb, const char *group)
{
    size_t size = strlen(group);

    return strncmp(verb->name, group, size) == 0 && verb->name[size] == ' ';
}

bool
verb_is_group(const char *word)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (verb_is_of(verbs[i], word)) {
            return true;
        }
    }
    return false;
}

const struct verb *
verb_find_words(int count, char *const *words, int *used)
{
    *used = 2;
    for (size_t i = 0; count > 1 && i < verb_count; i++) {
        if (is_pair(verbs[i]->name, words[0], words[1])) {
            return verbs[i];
        }
    }
    *used = 1;
    return count > 0 ? verb_find(words[0]) : NULL;
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
