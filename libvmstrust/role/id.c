/*
 * Ids: the rows of the small .def tables, and a walk over them. Floor 3.
 */
#include "role/id.h"

#define ROW(number, suffix, id, text) {number, id, text},

#define SEVERITY ROW
static const struct vmst_id severities[] = {
#include "severities.def"
};
#undef SEVERITY

#define MATCH ROW
static const struct vmst_id matches[] = {
#include "matches.def"
};
#undef MATCH

#define CONTENT ROW
static const struct vmst_id contents[] = {
#include "contents.def"
};
#undef CONTENT

#define NEAR_MISS ROW
static const struct vmst_id near_misses[] = {
#include "near-misses.def"
};
#undef NEAR_MISS

#define PLATFORM ROW
static const struct vmst_id platforms[] = {
#include "platforms.def"
};
#undef PLATFORM

#define ANCHOR_FIELD ROW
static const struct vmst_id anchor_fields[] = {
#include "anchor-fields.def"
};
#undef ANCHOR_FIELD

#define KEY_ACCESS ROW
static const struct vmst_id key_accesses[] = {
#include "key-access.def"
};
#undef KEY_ACCESS

#define REVOCATION_STATE ROW
static const struct vmst_id revocation_states[] = {
#include "revocation-states.def"
};
#undef REVOCATION_STATE

#define REVOCATION ROW
static const struct vmst_id revocations[] = {
#include "revocations.def"
};
#undef REVOCATION

struct vmst_ids
vmst_severity_ids(void)
{
    return (struct vmst_ids){severities, VMST_COUNT(severities)};
}

struct vmst_ids
vmst_match_ids(void)
{
    return (struct vmst_ids){matches, VMST_COUNT(matches)};
}

struct vmst_ids
vmst_content_ids(void)
{
    return (struct vmst_ids){contents, VMST_COUNT(contents)};
}

struct vmst_ids
vmst_near_miss_ids(void)
{
    return (struct vmst_ids){near_misses, VMST_COUNT(near_misses)};
}

struct vmst_ids
vmst_platform_ids(void)
{
    return (struct vmst_ids){platforms, VMST_COUNT(platforms)};
}

struct vmst_ids
vmst_revocation_ids(void)
{
    return (struct vmst_ids){revocations, VMST_COUNT(revocations)};
}

struct vmst_ids
vmst_revocation_state_ids(void)
{
    return (struct vmst_ids){revocation_states, VMST_COUNT(revocation_states)};
}

struct vmst_ids
vmst_key_access_ids(void)
{
    return (struct vmst_ids){key_accesses, VMST_COUNT(key_accesses)};
}

struct vmst_ids
vmst_anchor_field_ids(void)
{
    return (struct vmst_ids){anchor_fields, VMST_COUNT(anchor_fields)};
}

const struct vmst_id *
vmst_id_get(struct vmst_ids ids, int number)
{
    for (size_t i = 0; i < ids.count; i++) {
        if (ids.rows[i].number == number) {
            return &ids.rows[i];
        }
    }
    return NULL;
}

const struct vmst_id *
vmst_id_find(struct vmst_ids ids, struct vmst_bytes id)
{
    for (size_t i = 0; i < ids.count; i++) {
        if (vmst_bytes_equal(vmst_bytes_of(ids.rows[i].id), id)) {
            return &ids.rows[i];
        }
    }
    return NULL;
}

const char *
vmst_id_of(struct vmst_ids ids, int number)
{
    const struct vmst_id *row = vmst_id_get(ids, number);
    return row == NULL ? "unknown" : row->id;
}
