/*
 * The shared parts of a scene.
 */
#include "scene.h"

#include <stdio.h>

#include "role/severity.h"

struct vmst_severities
scene_severities(const char *rules)
{
    struct vmst_severities made;

    vmst_severities_fill(&made, vmst_ruleset_find(rules), vmst_role_find("any"),
                         NULL);
    return made;
}

struct vmst_rules
scene_rules(const struct vmst_severities *severities)
{
    static const uint8_t server_auth[] = {0x2b, 0x06, 0x01, 0x05,
                                          0x05, 0x07, 0x03, 0x01};

    return (struct vmst_rules){
        .severities = severities,
        .now = BUILD_NOW,
        .anchor_fields = SCENE_ANCHOR_FIELDS,
        .max_intermediates = UINT32_MAX,
        .role = VMSTRUST_ROLE_TLS_SERVER,
        .purpose = vmst_bytes(server_auth, sizeof server_auth),
    };
}

const char *
scene_say(const struct vmst_findings *findings, vmstrust_severity least)
{
    static char text[4096];
    struct vmst_findings sorted = *findings;
    size_t used = 0;

    vmst_findings_sort(&sorted);
    text[0] = '\0';
    for (size_t i = 0; i < sorted.count; i++) {
        const struct vmst_finding *row = &sorted.rows[i];
        if (row->severity < least || used >= sizeof text) {
            continue;
        }
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 used == 0 ? "" : " ",
                                 vmst_finding_row(row->number)->id);
        if (row->depth != VMST_DEPTH_NONE && used < sizeof text) {
            used += (size_t)snprintf(text + used, sizeof text - used, "@%d",
                                     row->depth);
        }
    }
    return text;
}
