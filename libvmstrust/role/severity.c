/*
 * Severities: a column of findings.def, raised by what the clients' TLS stacks
 * refuse. Floor 3.
 */
#include "role/severity.h"

#include <assert.h>

static vmstrust_severity
column_of(const struct vmst_finding_row *row, const struct vmst_ruleset *rules)
{
    switch ((enum vmst_ruleset_number)rules->row.number) {
    case VMST_RULESET_VMS:
        return (vmstrust_severity)row->vms;
    case VMST_RULESET_PATH:
        return (vmstrust_severity)row->path;
    case VMST_RULESET_RFC5280:
        return (vmstrust_severity)row->rfc5280;
    case VMST_RULESET_WEBPKI:
        return (vmstrust_severity)row->webpki;
    }
    return VMSTRUST_SEVERITY_ERROR;
}

vmstrust_severity
vmst_severity_under(const struct vmst_ruleset *rules, vmstrust_finding finding)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding);

    return row == NULL ? VMSTRUST_SEVERITY_ERROR : column_of(row, rules);
}

static void
start_with(struct vmst_severities *severities, const struct vmst_ruleset *rules)
{
    for (size_t i = 0; i < VMST_FINDING_SLOTS; i++) {
        severities->severity[i] = VMSTRUST_SEVERITY_ERROR;
        severities->client[i] = VMSTRUST_CLIENT_NONE;
    }
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_finding_row *row = vmst_finding_at(i);

        severities->severity[row->number] = (uint8_t)column_of(row, rules);
    }
}

static bool
runs_on(const struct vmst_client *client, vmstrust_target target)
{
    for (size_t i = 0; i < VMST_CLIENT_TARGETS; i++) {
        if (client->targets[i] == target) {
            return true;
        }
    }
    return false;
}

/* Wherever the client minds it (the places of a refusal are not asked): a row
 * of severities has one for each finding. */
static void
raise_by(struct vmst_severities *severities, const struct vmst_client *client)
{
    const struct vmst_refusal *refusal = NULL;

    for (size_t i = 0; (refusal = vmst_refusal_at(i)) != NULL; i++) {
        size_t slot = (size_t)refusal->finding;

        assert(slot < VMST_FINDING_SLOTS);
        if (runs_on(client, refusal->target) &&
            refusal->severity > severities->severity[slot]) {
            severities->severity[slot] = (uint8_t)refusal->severity;
            severities->client[slot] = (uint16_t)client->row.number;
        }
    }
}

void
vmst_severities_fill(struct vmst_severities *severities,
                     const struct vmst_ruleset *rules,
                     const struct vmst_role *role,
                     const struct vmst_client *client)
{
    const struct vmst_connection *connection = NULL;
    vmstrust_role number = (vmstrust_role)role->row.number;

    start_with(severities, rules);
    if (client != NULL) {
        raise_by(severities, client);
        return;
    }
    if (rules->row.number != VMST_RULESET_VMS) {
        return;
    }
    while ((connection = vmst_connection_next(number, connection)) != NULL) {
        raise_by(severities, vmst_client_get(connection->client));
    }
}
