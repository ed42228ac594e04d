/*
 * vmstrust_probe and vmstrust_outcome: what is read of them.
 */
#include <vmstrust-site/probe.h>

#include "probe.h"

/* --- Outcomes ------------------------------------------------------------ */

enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

struct outcome_row {
    int number;
    const char *id;
    const char *title;
    enum answer answer;
};

#define OUTCOME(number, suffix, id, answer, title)                             \
    {number, id, title, ANSWER_##answer},
#define RETIRED(number, suffix, id)

static const struct outcome_row outcomes[] = {
#include "outcomes.def"
};

#undef OUTCOME
#undef RETIRED

static const struct outcome_row *
find_outcome(vmstrust_outcome outcome)
{
    for (size_t i = 0; i < VMST_COUNT(outcomes); i++) {
        if (outcomes[i].number == (int)outcome) {
            return &outcomes[i];
        }
    }
    return NULL;
}

const char *
vmstrust_outcome_get_id(vmstrust_outcome outcome)
{
    const struct outcome_row *row = find_outcome(outcome);

    if (outcome == VMSTRUST_OUTCOME_NONE) {
        return "none";
    }
    return row == NULL ? "unknown" : row->id;
}

const char *
vmstrust_outcome_get_title(vmstrust_outcome outcome)
{
    const struct outcome_row *row = find_outcome(outcome);

    return row == NULL ? "" : row->title;
}

bool
vmstrust_outcome_is_answer(vmstrust_outcome outcome)
{
    const struct outcome_row *row = find_outcome(outcome);

    return row != NULL && row->answer != ANSWER_UNKNOWN;
}

int
vmst_probe_code(vmstrust_outcome outcome)
{
    const struct outcome_row *row = find_outcome(outcome);
    enum answer answer = row == NULL ? ANSWER_UNKNOWN : row->answer;

    switch (answer) {
    case ANSWER_YES:
        return VMSTRUST_OK;
    case ANSWER_NO:
        return VMSTRUST_E_UNTRUSTED;
    case ANSWER_UNKNOWN:
        break;
    }
    return VMSTRUST_E_UNREACHABLE;
}

/* --- Endpoints ----------------------------------------------------------- */

static const struct vmst_endpoint empty = {.protocol = "", .group = ""};

/* What is beyond the last answers with the empty case. */
static const struct vmst_endpoint *
at(const vmstrust_probe *probe, size_t index)
{
    return probe == NULL || index >= probe->count ? &empty
                                                  : &probe->list[index];
}

size_t
vmstrust_probe_get_count(const vmstrust_probe *probe)
{
    return probe == NULL ? 0 : probe->count;
}

const char *
vmstrust_probe_get_host(const vmstrust_probe *probe, size_t index)
{
    const char *host = at(probe, index)->host;

    return host == NULL ? "" : host;
}

uint16_t
vmstrust_probe_get_port(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->port;
}

vmstrust_outcome
vmstrust_probe_get_outcome(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->outcome;
}

const char *
vmstrust_probe_get_text(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->text;
}

const vmstrust_report *
vmstrust_probe_get_report(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->report;
}

const vmstrust_chain *
vmstrust_probe_get_chain(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->chain;
}

size_t
vmstrust_probe_get_finding_count(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->finding_count;
}

static const struct vmst_finding_of_endpoint *
finding_at(const vmstrust_probe *probe, size_t index, size_t row)
{
    static const struct vmst_finding_of_endpoint none = {
        .finding = VMSTRUST_FINDING_NONE};
    const struct vmst_endpoint *endpoint = at(probe, index);

    return row < endpoint->finding_count ? &endpoint->findings[row] : &none;
}

vmstrust_finding
vmstrust_probe_get_finding(const vmstrust_probe *probe, size_t index,
                           size_t row)
{
    return finding_at(probe, index, row)->finding;
}

vmstrust_severity
vmstrust_probe_get_severity(const vmstrust_probe *probe, size_t index,
                            size_t row)
{
    return finding_at(probe, index, row)->severity;
}

const char *
vmstrust_probe_get_found(const vmstrust_probe *probe, size_t index, size_t row)
{
    return finding_at(probe, index, row)->found;
}

const char *
vmstrust_probe_get_expected(const vmstrust_probe *probe, size_t index,
                            size_t row)
{
    return finding_at(probe, index, row)->expected;
}

const char *
vmstrust_probe_get_protocol(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->protocol;
}

const char *
vmstrust_probe_get_group(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->group;
}

const char *
vmstrust_probe_get_address(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->address;
}

uint32_t
vmstrust_probe_get_millis(const vmstrust_probe *probe, size_t index)
{
    return at(probe, index)->millis;
}
