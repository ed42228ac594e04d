/*
 * The table of findings, and the fixed array that collects them. No error is
 * ever lost: has_error stays once it is set. Floor 2.
 */
#include "path/finding.h"

#include <assert.h>
#include <stdlib.h>

enum { locked = 0, lint = 1 };

#define SEVERITY(name) VMSTRUST_SEVERITY_##name

static const struct vmst_finding_row rows[] = {
#define FINDING(number, suffix, id, rank, lock, vms, path, rfc5280, webpki,    \
                title)                                                         \
    {VMSTRUST_FINDING_##suffix,                                                \
     id,                                                                       \
     title,                                                                    \
     rank,                                                                     \
     lock == lint,                                                             \
     SEVERITY(vms),                                                            \
     SEVERITY(path),                                                           \
     SEVERITY(rfc5280),                                                        \
     SEVERITY(webpki)},
#include "findings.def"
#undef FINDING
};

size_t
vmst_finding_total(void)
{
    return VMST_COUNT(rows);
}

const struct vmst_finding_row *
vmst_finding_at(size_t index)
{
    return index < VMST_COUNT(rows) ? &rows[index] : NULL;
}

/* Places in `rows`, by number: the row of a number is asked for with every
 * comparison of two findings. */
enum {
#define FINDING(number, suffix, id, rank, lock, vms, path, rfc5280, webpki,    \
                title)                                                         \
    PLACE_OF_##suffix,
#include "findings.def"
#undef FINDING
};

static const uint8_t places[VMST_FINDING_SLOTS] = {
#define FINDING(number, suffix, id, rank, lock, vms, path, rfc5280, webpki,    \
                title)                                                         \
    [number] = PLACE_OF_##suffix + 1,
#include "findings.def"
#undef FINDING
};

const struct vmst_finding_row *
vmst_finding_row(vmstrust_finding number)
{
    size_t slot = (size_t)number;
    return slot < VMST_FINDING_SLOTS && places[slot] != 0
               ? &rows[places[slot] - 1]
               : NULL;
}

int
vmst_finding_compare(const struct vmst_finding *a, const struct vmst_finding *b)
{
    if (a->severity != b->severity) {
        return (int)b->severity - (int)a->severity;
    }
    if (a->number != b->number) {
        int rank = (int)vmst_finding_row(b->number)->rank -
                   (int)vmst_finding_row(a->number)->rank;
        if (rank != 0) {
            return rank;
        }
    }
    if (a->depth != b->depth) {
        return a->depth - b->depth;
    }
    return (int)a->number - (int)b->number;
}

/* The place for one more: the end, or that of the mildest if it is milder. */
static struct vmst_finding *
make_room(struct vmst_findings *findings, const struct vmst_finding *finding)
{
    if (findings->count < VMST_LIMIT_FINDINGS) {
        return &findings->rows[findings->count++];
    }
    findings->dropped++;
    struct vmst_finding *mildest = &findings->rows[0];
    for (size_t i = 1; i < findings->count; i++) {
        if (vmst_finding_compare(mildest, &findings->rows[i]) < 0) {
            mildest = &findings->rows[i];
        }
    }
    return vmst_finding_compare(finding, mildest) < 0 ? mildest : NULL;
}

static void
put(struct vmst_findings *findings, const struct vmst_finding *finding)
{
    if (finding->severity == VMSTRUST_SEVERITY_ERROR) {
        findings->has_error = true;
    }
    struct vmst_finding *place = make_room(findings, finding);
    if (place != NULL) {
        *place = *finding;
    }
}

void
vmst_findings_add(struct vmst_findings *findings,
                  const struct vmst_severities *severities,
                  struct vmst_finding finding)
{
    assert((size_t)finding.number < VMST_FINDING_SLOTS);
    finding.severity = severities->severity[finding.number];
    if (finding.severity != VMSTRUST_SEVERITY_OFF) {
        put(findings, &finding);
    }
}

void
vmst_findings_refuse(struct vmst_findings *findings,
                     struct vmst_finding finding)
{
    finding.severity = VMSTRUST_SEVERITY_ERROR;
    put(findings, &finding);
}

void
vmst_findings_join(struct vmst_findings *findings,
                   const struct vmst_findings *more)
{
    for (size_t i = 0; i < more->count; i++) {
        put(findings, &more->rows[i]);
    }
    findings->dropped += more->dropped;
    findings->has_error = findings->has_error || more->has_error;
}

static int
compare_rows(const void *a, const void *b)
{
    return vmst_finding_compare(a, b);
}

void
vmst_findings_sort(struct vmst_findings *findings)
{
    qsort(findings->rows, findings->count, sizeof(findings->rows[0]),
          compare_rows);
}

const struct vmst_finding *
vmst_findings_worst(const struct vmst_findings *findings)
{
    const struct vmst_finding *worst = NULL;
    for (size_t i = 0; i < findings->count; i++) {
        if (worst == NULL ||
            vmst_finding_compare(&findings->rows[i], worst) < 0) {
            worst = &findings->rows[i];
        }
    }
    return worst;
}
