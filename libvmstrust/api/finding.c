/*
 * The readers of the tables of findings, severities, matches and near misses,
 * and of the words of the guides. All text is static; a number that is not
 * known here has the empty row, and is locked. Floor 6.
 */
#include <vmstrust/finding.h>

#include <string.h>

#include "api/error.h"
#include "api/missing.h"
#include "base/text.h"
#include "path/finding.h"
#include "role/explanation.h"
#include "role/id.h"
#include "role/remedy.h"
#include "role/severity.h"
#include "role/table.h"

/* --- Findings ------------------------------------------------------------ */

size_t
vmstrust_finding_get_total(void)
{
    return vmst_finding_total();
}

vmstrust_finding
vmstrust_finding_get_at(size_t index)
{
    const struct vmst_finding_row *row = vmst_finding_at(index);

    return row == NULL ? VMSTRUST_FINDING_NONE : row->number;
}

static const char *
nearest_finding(const char *id)
{
    const char *ids[VMST_FINDING_SLOTS];
    size_t count = vmst_finding_total();
    int nearest;

    for (size_t i = 0; i < count; i++) {
        ids[i] = vmst_finding_at(i)->id;
    }
    nearest = vmst_text_nearest(id, ids, count);
    return nearest < 0 ? NULL : ids[nearest];
}

int
vmstrust_finding_find(const char *id, vmstrust_finding *finding,
                      vmstrust_error **error)
{
    if (finding != NULL) {
        *finding = VMSTRUST_FINDING_NONE;
    }
    if (id == NULL || finding == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        if (strcmp(vmst_finding_at(i)->id, id) == 0) {
            *finding = vmst_finding_at(i)->number;
            return vmst_error_answer(VMSTRUST_OK, NULL, error);
        }
    }
    return vmst_missing_answer("finding", id, nearest_finding(id),
                               "'vmstrust findings' lists them", error);
}

const char *
vmstrust_finding_get_id(vmstrust_finding finding)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding);

    return row == NULL ? "unknown" : row->id;
}

const char *
vmstrust_finding_get_title(vmstrust_finding finding)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding);

    return row == NULL ? "" : row->title;
}

const char *
vmstrust_finding_get_cause(vmstrust_finding finding)
{
    const struct vmst_explanation *row = vmst_explanation_get(finding);

    return row == NULL ? "" : row->cause;
}

const char *
vmstrust_finding_get_fix(vmstrust_finding finding)
{
    const char *fix = vmst_explanation_general_fix(finding);

    return fix == NULL ? "" : fix;
}

const char *
vmstrust_finding_get_how_to_see(vmstrust_finding finding,
                                vmstrust_platform platform)
{
    return vmst_remedy_get(finding, platform).see;
}

const char *
vmstrust_finding_get_how_to_fix(vmstrust_finding finding,
                                vmstrust_platform platform)
{
    return vmst_remedy_get(finding, platform).fix;
}

const char *
vmstrust_finding_get_source(vmstrust_finding finding)
{
    const struct vmst_explanation *row = vmst_explanation_get(finding);

    return row == NULL ? "" : row->source;
}

bool
vmstrust_finding_is_locked(vmstrust_finding finding)
{
    const struct vmst_finding_row *row = vmst_finding_row(finding);

    return row == NULL || !row->is_lint;
}

vmstrust_severity
vmstrust_finding_get_severity(vmstrust_finding finding, const char *rules)
{
    const struct vmst_ruleset *ruleset =
        rules == NULL ? NULL : vmst_ruleset_find(rules);

    return ruleset == NULL ? VMSTRUST_SEVERITY_ERROR
                           : vmst_severity_under(ruleset, finding);
}

/* --- Platforms ----------------------------------------------------------- */

size_t
vmstrust_platform_get_total(void)
{
    return vmst_platform_ids().count;
}

vmstrust_platform
vmstrust_platform_get_at(size_t index)
{
    const struct vmst_ids ids = vmst_platform_ids();

    return index < ids.count ? (vmstrust_platform)ids.rows[index].number : 0;
}

const char *
vmstrust_platform_get_id(vmstrust_platform platform)
{
    return vmst_id_of(vmst_platform_ids(), (int)platform);
}

const char *
vmstrust_platform_get_name(vmstrust_platform platform)
{
    const struct vmst_id *row = vmst_id_get(vmst_platform_ids(), (int)platform);

    return row == NULL ? "" : row->text;
}

/* --- Severities, matches, near misses ------------------------------------ */

const char *
vmstrust_severity_get_id(vmstrust_severity severity)
{
    return vmst_id_of(vmst_severity_ids(), (int)severity);
}

/* Beyond the rows of every small table. */
#define MOST_IDS 8

static int
answer_no_id(const char *kind, struct vmst_ids rows, const char *id,
             vmstrust_error **error)
{
    const char *ids[MOST_IDS];
    size_t count = rows.count < MOST_IDS ? rows.count : MOST_IDS;

    for (size_t i = 0; i < count; i++) {
        ids[i] = rows.rows[i].id;
    }
    return vmst_missing_among(kind, id, ids, count, error);
}

int
vmstrust_severity_find(const char *id, vmstrust_severity *severity,
                       vmstrust_error **error)
{
    const struct vmst_id *row;

    if (severity != NULL) {
        *severity = VMSTRUST_SEVERITY_OFF;
    }
    if (id == NULL || severity == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_id_find(vmst_severity_ids(), vmst_bytes_of(id));
    if (row == NULL) {
        return answer_no_id("severity", vmst_severity_ids(), id, error);
    }
    *severity = (vmstrust_severity)row->number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

const char *
vmstrust_match_get_id(vmstrust_match match)
{
    return vmst_id_of(vmst_match_ids(), (int)match);
}

const char *
vmstrust_near_miss_get_id(vmstrust_near_miss near_miss)
{
    return vmst_id_of(vmst_near_miss_ids(), (int)near_miss);
}

const char *
vmstrust_revocation_get_id(vmstrust_revocation mode)
{
    return vmst_id_of(vmst_revocation_ids(), (int)mode);
}

const char *
vmstrust_revocation_state_get_id(vmstrust_revocation_state state)
{
    return vmst_id_of(vmst_revocation_state_ids(), (int)state);
}

const char *
vmstrust_key_access_get_id(vmstrust_key_access access)
{
    return vmst_id_of(vmst_key_access_ids(), (int)access);
}

int
vmstrust_revocation_find(const char *id, vmstrust_revocation *mode,
                         vmstrust_error **error)
{
    const struct vmst_id *row;

    if (mode != NULL) {
        *mode = VMSTRUST_REVOCATION_OFF;
    }
    if (id == NULL || mode == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    row = vmst_id_find(vmst_revocation_ids(), vmst_bytes_of(id));
    if (row == NULL) {
        return answer_no_id("revocation mode", vmst_revocation_ids(), id,
                            error);
    }
    *mode = (vmstrust_revocation)row->number;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}

/* --- Words --------------------------------------------------------------- */

/* The nearest of the words and of the ids of findings: who mistypes an id asks
 * here, too. */
static const char *
nearest_word(const char *word)
{
    const char *both[2];
    size_t count = 0;
    int nearest;

    both[0] = nearest_finding(word);
    count += both[0] == NULL ? 0 : 1;
    both[count] = vmst_word_nearest(word);
    count += both[count] == NULL ? 0 : 1;
    nearest = vmst_text_nearest(word, both, count);
    return nearest < 0 ? NULL : both[nearest];
}

int
vmstrust_word_find(const char *word, vmstrust_finding *finding,
                   const char **text, vmstrust_error **error)
{
    struct vmst_word row;

    if (finding != NULL) {
        *finding = VMSTRUST_FINDING_NONE;
    }
    if (text != NULL) {
        *text = NULL;
    }
    if (word == NULL || finding == NULL || text == NULL) {
        return vmst_error_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    if (!vmst_word_find(word, &row)) {
        return vmst_missing_answer("word or finding", word, nearest_word(word),
                                   "'vmstrust findings' lists the findings",
                                   error);
    }
    *finding = row.finding;
    *text = row.text;
    return vmst_error_answer(VMSTRUST_OK, NULL, error);
}
