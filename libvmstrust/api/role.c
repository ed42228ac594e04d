/*
 * The readers of the tables of the field. All text is static; a number that is
 * not known here has the empty row. Floor 6.
 */
#include <vmstrust/role.h>

#include <assert.h>

#include "api/error.h"
#include "api/missing.h"
#include "role/severity.h"
#include "role/table.h"

/* --- Roles ----------------------------------------------------------- */

size_t
vmstrust_role_get_total(void)
{
    return vmst_role_count();
}

vmstrust_role
vmstrust_role_get_at(size_t index)
{
    const struct vmst_role *row = vmst_role_at(index);

    return row == NULL ? (vmstrust_role)0 : (vmstrust_role)row->row.number;
}

int
vmstrust_role_find(const char *id, vmstrust_role *role, vmstrust_error **error)
{
    const struct vmst_role *row;
    const struct vmst_role *nearest;

    if (role != NULL) {
        *role = (vmstrust_role)0;
    }
    if (id == NULL || role == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_role_find(id);
    if (row == NULL) {
        nearest = vmst_role_nearest(id);
        return vmst_missing_answer("role", id,
                                   nearest == NULL ? NULL : nearest->row.id,
                                   "'vmstrust roles' lists them", error);
    }
    *role = (vmstrust_role)row->row.number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

const char *
vmstrust_role_get_id(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL ? "unknown" : row->row.id;
}

const char *
vmstrust_role_get_name(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL ? "" : row->row.title;
}

const char *
vmstrust_role_get_endpoint(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL ? "" : row->endpoint;
}

const char *
vmstrust_role_get_source(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL ? "" : row->source;
}

uint16_t
vmstrust_role_get_port(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL ? 0 : row->port;
}

bool
vmstrust_role_takes_host(vmstrust_role role)
{
    const struct vmst_role *row = vmst_role_get(role);

    return row == NULL || vmst_role_takes_host(row);
}

/* --- Clients --------------------------------------------------------- */

size_t
vmstrust_client_get_total(void)
{
    return vmst_client_count();
}

vmstrust_client
vmstrust_client_get_at(size_t index)
{
    const struct vmst_client *row = vmst_client_at(index);

    return row == NULL ? VMSTRUST_CLIENT_NONE
                       : (vmstrust_client)row->row.number;
}

int
vmstrust_client_find(const char *id, vmstrust_client *client,
                     vmstrust_error **error)
{
    const struct vmst_client *row;
    const struct vmst_client *nearest;

    if (client != NULL) {
        *client = VMSTRUST_CLIENT_NONE;
    }
    if (id == NULL || client == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_client_find(id);
    if (row == NULL) {
        nearest = vmst_client_nearest(id);
        return vmst_missing_answer("client", id,
                                   nearest == NULL ? NULL : nearest->row.id,
                                   "'vmstrust clients' lists them", error);
    }
    *client = (vmstrust_client)row->row.number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

const char *
vmstrust_client_get_id(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? "unknown" : row->row.id;
}

const char *
vmstrust_client_get_name(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? "" : row->row.title;
}

const char *
vmstrust_client_get_store(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? "" : row->store;
}

const char *
vmstrust_client_get_install(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? "" : row->install;
}

const char *
vmstrust_client_get_source(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? "" : row->source;
}

vmstrust_target
vmstrust_client_get_target(vmstrust_client client)
{
    const struct vmst_client *row = vmst_client_get(client);

    return row == NULL ? VMSTRUST_TARGET_NONE : row->targets[0];
}

/* --- Targets --------------------------------------------------------- */

size_t
vmstrust_target_get_total(void)
{
    return vmst_target_count();
}

vmstrust_target
vmstrust_target_get_at(size_t index)
{
    const struct vmst_target *row = vmst_target_at(index);

    return row == NULL ? VMSTRUST_TARGET_NONE
                       : (vmstrust_target)row->row.number;
}

#define MOST_TARGETS 64

static int
answer_no_target(const char *id, vmstrust_error **error)
{
    const char *ids[MOST_TARGETS];
    size_t count = vmst_target_count();

    assert(count <= MOST_TARGETS);
    for (size_t i = 0; i < count; i++) {
        ids[i] = vmst_target_at(i)->row.id;
    }
    return vmst_missing_among("target", id, ids, count, error);
}

int
vmstrust_target_find(const char *id, vmstrust_target *target,
                     vmstrust_error **error)
{
    const struct vmst_target *row;

    if (target != NULL) {
        *target = VMSTRUST_TARGET_NONE;
    }
    if (id == NULL || target == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_target_find(id);
    if (row == NULL) {
        return answer_no_target(id, error);
    }
    *target = (vmstrust_target)row->row.number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

const char *
vmstrust_target_get_id(vmstrust_target target)
{
    const struct vmst_target *row = vmst_target_get(target);

    return row == NULL ? "unknown" : row->row.id;
}

const char *
vmstrust_target_get_name(vmstrust_target target)
{
    const struct vmst_target *row = vmst_target_get(target);

    return row == NULL ? "" : row->row.title;
}

/* A stack lowers nothing: what it does not care about weighs "off" with it,
 * and what the locked rows refuse needs no row of its own. */
vmstrust_severity
vmstrust_target_get_severity(vmstrust_target target, vmstrust_finding finding)
{
    const struct vmst_refusal *refusal = vmst_target_refusal(target, finding);

    return refusal == NULL ? VMSTRUST_SEVERITY_OFF : refusal->severity;
}

bool
vmstrust_target_is_measured(vmstrust_target target)
{
    return vmst_target_is_measured(target);
}

/* --- Connections ----------------------------------------------------- */

size_t
vmstrust_connection_get_total(void)
{
    return vmst_connection_count();
}

vmstrust_connection
vmstrust_connection_get_at(size_t index)
{
    const struct vmst_connection *row = vmst_connection_at(index);

    return row == NULL ? (vmstrust_connection)0
                       : (vmstrust_connection)row->number;
}

int
vmstrust_connection_find(const char *id, vmstrust_connection *connection,
                         vmstrust_error **error)
{
    const struct vmst_connection *row;
    const struct vmst_connection *nearest;

    if (connection != NULL) {
        *connection = (vmstrust_connection)0;
    }
    if (id == NULL || connection == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_connection_find(id);
    if (row == NULL) {
        nearest = vmst_connection_nearest(id);
        return vmst_missing_answer("connection", id,
                                   nearest == NULL ? NULL : nearest->id,
                                   "'vmstrust connections' lists them", error);
    }
    *connection = (vmstrust_connection)row->number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

const char *
vmstrust_connection_get_id(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? "unknown" : row->id;
}

const char *
vmstrust_connection_get_name_rule(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? "" : row->name_rule;
}

const char *
vmstrust_connection_get_if_expired(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? "" : row->if_expired;
}

const char *
vmstrust_connection_get_if_untrusted(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? "" : row->if_untrusted;
}

const char *
vmstrust_connection_get_source(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? "" : row->source;
}

vmstrust_client
vmstrust_connection_get_client(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? VMSTRUST_CLIENT_NONE : row->client;
}

vmstrust_role
vmstrust_connection_get_role(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? (vmstrust_role)0 : row->role;
}

uint16_t
vmstrust_connection_get_port(vmstrust_connection connection)
{
    const struct vmst_connection *row = vmst_connection_get(connection);

    return row == NULL ? 0 : row->port;
}
