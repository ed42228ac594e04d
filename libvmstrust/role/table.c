/*
 * Reading the tables of the field: every row is constant, every search is a
 * walk over a few dozen rows. Floor 3.
 */
#include "role/table.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "scope.h"

/* Rows of one table, so that the ids fit into an array on the stack. */
#define ROWS_MAX 128

/* A table whose rows start with a struct vmst_row. */
struct table {
    const void *rows;
    size_t row_size;
    size_t count;
};

#define TABLE_OF(array)                                                        \
    {                                                                          \
        array, sizeof(array)[0], VMST_COUNT(array)                             \
    }

#define ROLE(number, suffix, id, title, kind, port, endpoint, source)          \
    {{VMSTRUST_ROLE_##suffix, id, title},                                      \
     VMST_ROLE_##kind,                                                         \
     port,                                                                     \
     endpoint,                                                                 \
     source},
#define CLIENT(number, suffix, id, title, target, other, store, install,       \
               source)                                                         \
    {{VMSTRUST_CLIENT_##suffix, id, title},                                    \
     {VMSTRUST_TARGET_##target, VMSTRUST_TARGET_##other},                      \
     store,                                                                    \
     install,                                                                  \
     source},
#define RETIRED(...)

static const struct vmst_role roles[] = {
#include "roles.def"
};

static const struct vmst_client clients[] = {
#include "clients.def"
};

#define TARGET(number, suffix, id, title)                                      \
    {{VMSTRUST_TARGET_##suffix, id, title}},
#define REFUSES(target, finding, severity, where, how, says)

static const struct vmst_target targets[] = {
#include "targets.def"
};

#undef TARGET
#undef REFUSES
#define TARGET(number, suffix, id, title)
#define LEAF VMST_PLACE_LEAF
#define ROOT VMST_PLACE_ANCHOR
#define ISSUED (VMST_PLACE_LEAF | VMST_PLACE_INTERMEDIATE)
#define ANYWHERE (ISSUED | ROOT)
#define MEASURED true
#define DOCUMENTED false
#define REFUSES(target, finding, severity, where, how, says)                   \
    {VMSTRUST_TARGET_##target,                                                 \
     VMSTRUST_FINDING_##finding,                                               \
     VMSTRUST_SEVERITY_##severity,                                             \
     where,                                                                    \
     how,                                                                      \
     says},

static const struct vmst_refusal refusals[] = {
#include "targets.def"
};

#define CONNECTION(number, suffix, id, client, role, port, name_rule,          \
                   if_expired, if_untrusted, source)                           \
    {VMSTRUST_CONNECTION_##suffix,                                             \
     id,                                                                       \
     VMSTRUST_CLIENT_##client,                                                 \
     VMSTRUST_ROLE_##role,                                                     \
     port,                                                                     \
     name_rule,                                                                \
     if_expired,                                                               \
     if_untrusted,                                                             \
     source},

static const struct vmst_connection connections[] = {
#include "connections.def"
};

#define RULESET(number, suffix, id, version, fields, cn_fallback, mark, title) \
    {{number, id, title},         version,     id "@" #version,                \
     VMST_ANCHOR_FIELDS_##fields, cn_fallback, VMST_ANCHOR_MARK_##mark},

static const struct vmst_ruleset rulesets[] = {
#include "rulesets.def"
};

static const struct table role_table = TABLE_OF(roles);
static const struct table client_table = TABLE_OF(clients);
static const struct table target_table = TABLE_OF(targets);
static const struct table ruleset_table = TABLE_OF(rulesets);

static const void *
row_at(const struct table *table, size_t index)
{
    if (index >= table->count) {
        return NULL;
    }
    return (const char *)table->rows + index * table->row_size;
}

static const void *
row_of_number(const struct table *table, int number)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct vmst_row *row = row_at(table, i);
        if (row->number == number) {
            return row;
        }
    }
    return NULL;
}

static const void *
row_of_id(const struct table *table, const char *id)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct vmst_row *row = row_at(table, i);
        if (strcmp(row->id, id) == 0) {
            return row;
        }
    }
    return NULL;
}

static const void *
row_near(const struct table *table, const char *word)
{
    const char *ids[ROWS_MAX];
    int nearest = -1;

    assert(table->count <= ROWS_MAX);
    for (size_t i = 0; i < table->count; i++) {
        const struct vmst_row *row = row_at(table, i);
        ids[i] = row->id;
    }
    nearest = vmst_text_nearest(word, ids, table->count);
    return nearest < 0 ? NULL : row_at(table, (size_t)nearest);
}

size_t
vmst_role_count(void)
{
    return role_table.count;
}

const struct vmst_role *
vmst_role_at(size_t index)
{
    return row_at(&role_table, index);
}

const struct vmst_role *
vmst_role_get(vmstrust_role number)
{
    return row_of_number(&role_table, (int)number);
}

const struct vmst_role *
vmst_role_find(const char *id)
{
    return row_of_id(&role_table, id);
}

const struct vmst_role *
vmst_role_nearest(const char *word)
{
    return row_near(&role_table, word);
}

bool
vmst_role_takes_host(const struct vmst_role *role)
{
    return role->kind == VMST_ROLE_SERVER;
}

size_t
vmst_client_count(void)
{
    return client_table.count;
}

const struct vmst_client *
vmst_client_at(size_t index)
{
    return row_at(&client_table, index);
}

const struct vmst_client *
vmst_client_get(vmstrust_client number)
{
    return row_of_number(&client_table, (int)number);
}

const struct vmst_client *
vmst_client_find(const char *id)
{
    return row_of_id(&client_table, id);
}

const struct vmst_client *
vmst_client_nearest(const char *word)
{
    return row_near(&client_table, word);
}

size_t
vmst_target_count(void)
{
    return target_table.count;
}

const struct vmst_target *
vmst_target_at(size_t index)
{
    return row_at(&target_table, index);
}

const struct vmst_target *
vmst_target_get(vmstrust_target number)
{
    return row_of_number(&target_table, (int)number);
}

const struct vmst_target *
vmst_target_find(const char *id)
{
    return row_of_id(&target_table, id);
}

const struct vmst_refusal *
vmst_target_refusal(vmstrust_target target, vmstrust_finding finding)
{
    for (size_t i = 0; i < VMST_COUNT(refusals); i++) {
        if (refusals[i].target == target && refusals[i].finding == finding) {
            return &refusals[i];
        }
    }
    return NULL;
}

bool
vmst_target_is_measured(vmstrust_target target)
{
    for (size_t i = 0; i < VMST_COUNT(refusals); i++) {
        if (refusals[i].target == target && refusals[i].is_measured) {
            return true;
        }
    }
    return false;
}

size_t
vmst_refusal_count(void)
{
    return VMST_COUNT(refusals);
}

const struct vmst_refusal *
vmst_refusal_at(size_t index)
{
    return index < VMST_COUNT(refusals) ? &refusals[index] : NULL;
}

size_t
vmst_connection_count(void)
{
    return VMST_COUNT(connections);
}

const struct vmst_connection *
vmst_connection_at(size_t index)
{
    return index < VMST_COUNT(connections) ? &connections[index] : NULL;
}

const struct vmst_connection *
vmst_connection_get(vmstrust_connection number)
{
    for (size_t i = 0; i < VMST_COUNT(connections); i++) {
        if (connections[i].number == (int)number) {
            return &connections[i];
        }
    }
    return NULL;
}

const struct vmst_connection *
vmst_connection_find(const char *id)
{
    for (size_t i = 0; i < VMST_COUNT(connections); i++) {
        if (strcmp(connections[i].id, id) == 0) {
            return &connections[i];
        }
    }
    return NULL;
}

const struct vmst_connection *
vmst_connection_nearest(const char *word)
{
    const char *ids[VMST_COUNT(connections)];
    int nearest = -1;

    for (size_t i = 0; i < VMST_COUNT(connections); i++) {
        ids[i] = connections[i].id;
    }
    nearest = vmst_text_nearest(word, ids, VMST_COUNT(connections));
    return nearest < 0 ? NULL : &connections[nearest];
}

const struct vmst_connection *
vmst_connection_between(vmstrust_client client, vmstrust_role role)
{
    const struct vmst_connection *connection = NULL;

    while ((connection = vmst_connection_next(role, connection)) != NULL) {
        if (connection->client == client) {
            return connection;
        }
    }
    return NULL;
}

const struct vmst_connection *
vmst_connection_next(vmstrust_role role, const struct vmst_connection *previous)
{
    size_t start = previous == NULL ? 0 : (size_t)(previous - connections) + 1;

    for (size_t i = start; i < VMST_COUNT(connections); i++) {
        if (connections[i].role == role) {
            return &connections[i];
        }
    }
    return NULL;
}

size_t
vmst_ruleset_count(void)
{
    return ruleset_table.count;
}

const struct vmst_ruleset *
vmst_ruleset_at(size_t index)
{
    return row_at(&ruleset_table, index);
}

const struct vmst_ruleset *
vmst_ruleset_get(int number)
{
    return row_of_number(&ruleset_table, number);
}

const struct vmst_ruleset *
vmst_ruleset_find(const char *name)
{
    const struct vmst_ruleset *newest = NULL;

    for (size_t i = 0; i < VMST_COUNT(rulesets); i++) {
        const struct vmst_ruleset *rules = &rulesets[i];

        if (strcmp(rules->name, name) == 0) {
            return rules;
        }
        if (strcmp(rules->row.id, name) == 0 &&
            (newest == NULL || rules->version > newest->version)) {
            newest = rules;
        }
    }
    return newest;
}

const struct vmst_ruleset *
vmst_ruleset_nearest(const char *word)
{
    return row_near(&ruleset_table, word);
}
