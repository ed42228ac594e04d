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
        .may_lack_anchor_mark = true,
        .max_intermediates = UINT32_MAX,
        .role = VMSTRUST_ROLE_TLS_SERVER,
        .purpose = vmst_bytes(server_auth, sizeof server_auth),
    };
}

/* A string that grows in an array of fixed size. */
struct line {
    char text[4096];
    size_t used;
};

static void
add_word(struct line *line, const char *word)
{
    size_t room = sizeof line->text - line->used;
    int size = snprintf(line->text + line->used, room, "%s%s",
                        line->used == 0 ? "" : " ", word);

    line->used += (size_t)size < room ? (size_t)size : room - 1;
}

static void
add_finding(struct line *line, const struct vmst_finding *finding)
{
    const char *id = vmst_finding_row(finding->number)->id;
    char word[128];

    if (finding->depth == VMST_DEPTH_NONE) {
        snprintf(word, sizeof word, "%s", id);
    } else {
        snprintf(word, sizeof word, "%s@%d", id, finding->depth);
    }
    add_word(line, word);
}

const char *
scene_say(const struct vmst_findings *findings, vmstrust_severity least)
{
    static struct line line;
    struct vmst_findings sorted = *findings;
    bool has_bar = false;

    vmst_findings_sort(&sorted);
    line = (struct line){.used = 0};
    for (size_t i = 0; i < sorted.count; i++) {
        const struct vmst_finding *finding = &sorted.rows[i];
        if (finding->severity < least) {
            continue;
        }
        if (!has_bar && finding->severity != VMSTRUST_SEVERITY_ERROR) {
            add_word(&line, "|");
            has_bar = true;
        }
        add_finding(&line, finding);
    }
    return line.text;
}
