/*
 * The tables of the field as constant rows: roles, clients, targets,
 * connections and rule sets. All text is static. Floor 3.
 *
 * Every table is read in the same five ways: how many rows, the row at an
 * index (in the order of the table), the row of a number, the row of an id,
 * and the row whose id is nearest to a word that is none. A row that does not
 * exist is NULL.
 */
#ifndef VMST_ROLE_TABLE_H
#define VMST_ROLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "path/profile.h"

/* What every row starts with. */
struct vmst_row {
    int number;
    const char *id;
    const char *title;
};

enum vmst_role_kind {
    VMST_ROLE_SERVER,    /* a host, and Server Authentication */
    VMST_ROLE_CLIENT,    /* Client Authentication, no host */
    VMST_ROLE_AUTHORITY, /* a CA certificate, no host */
    VMST_ROLE_ANY,       /* no purpose, no host */
};

struct vmst_role {
    struct vmst_row row;
    enum vmst_role_kind kind;
    uint16_t port;        /* 0: no usual one */
    const char *endpoint; /* "": none */
    const char *source;
};

/* The stacks that one client comes on. */
#define VMST_CLIENT_TARGETS 2

struct vmst_client {
    struct vmst_row row;
    /* The first is the main one; VMSTRUST_TARGET_NONE where there is none. */
    vmstrust_target targets[VMST_CLIENT_TARGETS];
    const char *store;
    const char *install; /* one sentence; {file} is the CA certificate's */
    const char *source;
};

struct vmst_target {
    struct vmst_row row;
};

/* What one target makes of one finding. */
struct vmst_refusal {
    vmstrust_target target;
    vmstrust_finding finding;
    vmstrust_severity severity;
    unsigned places;  /* enum vmst_place: which certificates it minds it in */
    bool is_measured; /* or else documented */
    const char *says;
};

struct vmst_connection {
    int number;     /* one for each pair of client and role */
    const char *id; /* shared by the pairs that one switch encrypts */
    vmstrust_client client;
    vmstrust_role role;
    uint16_t port; /* 0: no usual one */
    const char *name_rule;
    const char *if_expired;
    const char *if_untrusted;
    const char *source;
};

/* Which of an anchor's own fields count. */
enum vmst_anchor_rule {
    VMST_ANCHOR_FIELDS_NONE,
    VMST_ANCHOR_FIELDS_ALL,
};

/* What becomes of an anchor that lacks basicConstraints. */
enum vmst_anchor_mark {
    VMST_ANCHOR_MARK_OPTIONAL, /* a lint */
    VMST_ANCHOR_MARK_REQUIRED, /* no CA */
    VMST_ANCHOR_MARK_IGNORED,  /* nobody asks */
};

/* The numbers of the rule sets, which are the columns of findings.def. */
enum vmst_ruleset_number {
#define RULESET(number, suffix, id, version, fields, cn_fallback, mark, title) \
    VMST_RULESET_##suffix = (number),
#include "rulesets.def"
#undef RULESET
};

struct vmst_ruleset {
    struct vmst_row row;
    unsigned version;
    const char *name; /* with the version: "vms@1" */
    enum vmst_anchor_rule anchor_fields;
    bool has_cn_fallback;
    enum vmst_anchor_mark anchor_mark;
};

size_t vmst_role_count(void);
const struct vmst_role *vmst_role_at(size_t index);
const struct vmst_role *vmst_role_get(vmstrust_role number);
const struct vmst_role *vmst_role_find(const char *id);
const struct vmst_role *vmst_role_nearest(const char *word);

/* Whether a verification for this role needs a host. */
bool vmst_role_takes_host(const struct vmst_role *role);

size_t vmst_client_count(void);
const struct vmst_client *vmst_client_at(size_t index);
const struct vmst_client *vmst_client_get(vmstrust_client number);
const struct vmst_client *vmst_client_find(const char *id);
const struct vmst_client *vmst_client_nearest(const char *word);

size_t vmst_target_count(void);
const struct vmst_target *vmst_target_at(size_t index);
const struct vmst_target *vmst_target_get(vmstrust_target number);
const struct vmst_target *vmst_target_find(const char *id);

/* What the stack makes of the finding; NULL if it is not particular. */
const struct vmst_refusal *vmst_target_refusal(vmstrust_target target,
                                               vmstrust_finding finding);
/* Whether any of its rows was measured. */
bool vmst_target_is_measured(vmstrust_target target);
size_t vmst_refusal_count(void);
const struct vmst_refusal *vmst_refusal_at(size_t index);

/* Of a shared id _find gives the first row. */
size_t vmst_connection_count(void);
const struct vmst_connection *vmst_connection_at(size_t index);
const struct vmst_connection *vmst_connection_get(vmstrust_connection number);
const struct vmst_connection *vmst_connection_find(const char *id);
const struct vmst_connection *vmst_connection_nearest(const char *word);

/* The one row of a pair. */
const struct vmst_connection *vmst_connection_between(vmstrust_client client,
                                                      vmstrust_role role);

/* The connections of a role one after the other: the first after `previous`,
 * or the first of all for NULL. */
const struct vmst_connection *
vmst_connection_next(vmstrust_role role,
                     const struct vmst_connection *previous);

/* A rule set is found by its id, which means the newest of this major version,
 * or by id and version ("vms@1"). */
size_t vmst_ruleset_count(void);
const struct vmst_ruleset *vmst_ruleset_at(size_t index);
const struct vmst_ruleset *vmst_ruleset_get(int number);
const struct vmst_ruleset *vmst_ruleset_find(const char *name);
const struct vmst_ruleset *vmst_ruleset_nearest(const char *word);

#endif
