/*
 * The small tables as constant rows: severities, matches, near misses and the
 * fields of an anchor. Each row is a number, its stable id and a few words.
 * All text is static. Floor 3.
 */
#ifndef VMST_ROLE_ID_H
#define VMST_ROLE_ID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct vmst_id {
    int number;
    const char *id;
    const char *text;
};

struct vmst_ids {
    const struct vmst_id *rows;
    size_t count;
};

struct vmst_ids vmst_severity_ids(void);
struct vmst_ids vmst_content_ids(void);
struct vmst_ids vmst_match_ids(void);
struct vmst_ids vmst_near_miss_ids(void);
struct vmst_ids vmst_platform_ids(void);
struct vmst_ids vmst_revocation_ids(void);
struct vmst_ids vmst_revocation_state_ids(void);
struct vmst_ids vmst_key_access_ids(void);
struct vmst_ids vmst_anchor_field_ids(void);

/* The row of a number or of an id; NULL if there is none. */
const struct vmst_id *vmst_id_get(struct vmst_ids ids, int number);
const struct vmst_id *vmst_id_find(struct vmst_ids ids, struct vmst_bytes id);

/* The id of a number; "unknown" if there is none. */
const char *vmst_id_of(struct vmst_ids ids, int number);

#endif
