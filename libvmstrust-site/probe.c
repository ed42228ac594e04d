/*
 * vmstrust_probe: the public calls but for the readers.
 */
#include <vmstrust-site/probe.h>

#include <stdlib.h>

#include "answer.h"
#include "base/text.h"
#include "bounds.h"
#include "probe.h"

int
vmstrust_probe_new(vmstrust_probe **probe, vmstrust_error **error)
{
    if (probe == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    *probe = calloc(1, sizeof **probe);
    if (*probe == NULL) {
        return vmst_site_answer(VMSTRUST_E_MEMORY, NULL, error);
    }
    (*probe)->timeout = VMST_TIMEOUT;
    (*probe)->parallel = VMST_PARALLEL;
    return vmst_site_answer(VMSTRUST_OK, NULL, error);
}

/* Room for one more. */
static int
grow(struct vmst_probe *probe, struct vmst_note *note)
{
    size_t capacity = probe->capacity == 0 ? 16 : 2 * probe->capacity;
    struct vmst_endpoint *list;

    if (probe->count < probe->capacity) {
        return VMSTRUST_OK;
    }
    if (probe->count == VMST_BOUND_ENDPOINTS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "A probe asks at most %zu endpoints.",
                         VMST_BOUND_ENDPOINTS);
    }
    list = realloc(probe->list, capacity * sizeof *list);
    if (list == NULL) {
        return vmst_fail_memory(note);
    }
    probe->list = list;
    probe->capacity = capacity;
    return VMSTRUST_OK;
}

static int
add(struct vmst_probe *probe, const char *endpoint,
    const vmstrust_policy *policy, struct vmst_note *note)
{
    TRY(grow(probe, note));
    TRY(vmst_endpoint_parse(endpoint, policy, note,
                            &probe->list[probe->count]));
    probe->count++;
    return VMSTRUST_OK;
}

int
vmstrust_probe_add(vmstrust_probe *probe, const char *endpoint,
                   const vmstrust_policy *policy, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};

    if (probe == NULL || endpoint == NULL || policy == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return vmst_site_answer(add(probe, endpoint, policy, &note), &note, error);
}

int
vmstrust_probe_set_expected(vmstrust_probe *probe, size_t index,
                            const vmstrust_cert *cert, vmstrust_error **error)
{
    if (probe == NULL || index >= probe->count || cert == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    vmstrust_cert_free(probe->list[index].expected);
    probe->list[index].expected = vmstrust_cert_ref(cert);
    return vmst_site_answer(VMSTRUST_OK, NULL, error);
}

/* One number within its bounds. */
static int
set_number(uint32_t *place, uint32_t number, uint32_t most, const char *what,
           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code = VMSTRUST_OK;

    if (number == 0 || number > most) {
        code = vmst_fail(&note, VMSTRUST_E_ARGUMENT,
                         "%s: 1 to %lu is taken, not %lu.", what,
                         (unsigned long)most, (unsigned long)number);
    } else {
        *place = number;
    }
    return vmst_site_answer(code, &note, error);
}

int
vmstrust_probe_set_timeout(vmstrust_probe *probe, uint32_t milliseconds,
                           vmstrust_error **error)
{
    if (probe == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return set_number(&probe->timeout, milliseconds, VMST_BOUND_TIMEOUT,
                      "Milliseconds for an endpoint", error);
}

int
vmstrust_probe_set_parallel(vmstrust_probe *probe, uint32_t count,
                            vmstrust_error **error)
{
    if (probe == NULL) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    return set_number(&probe->parallel, count, VMST_BOUND_PARALLEL,
                      "Endpoints side by side", error);
}

/* The error of the first endpoint that stands for the code. */
static void
explain(const struct vmst_probe *probe, int code, struct vmst_note *note)
{
    for (size_t i = 0; i < probe->count; i++) {
        const struct vmst_endpoint *each = &probe->list[i];

        if (vmst_probe_code(each->outcome) == code) {
            bool is_ipv6 = strchr(each->host, ':') != NULL;
            char shown[VMST_NOTE_TEXT / 2];

            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(each->host));
            vmst_fail(note, code, "%s%s%s:%u: %s", is_ipv6 ? "[" : "", shown,
                      is_ipv6 ? "]" : "", (unsigned)each->port, each->text);
            return;
        }
    }
}

static int
sum_up(const struct vmst_probe *probe, struct vmst_note *note)
{
    int code = VMSTRUST_OK;

    for (size_t i = 0; i < probe->count; i++) {
        int each = vmst_probe_code(probe->list[i].outcome);

        if (each == VMSTRUST_E_UNTRUSTED || code == VMSTRUST_OK) {
            code = each;
        }
    }
    if (code != VMSTRUST_OK) {
        explain(probe, code, note);
    }
    return code;
}

int
vmstrust_probe_run(vmstrust_probe *probe, const vmstrust_store *store,
                   vmstrust_task *task, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int code;

    if (probe == NULL || store == NULL || probe->count == 0) {
        return vmst_site_answer(VMSTRUST_E_ARGUMENT, NULL, error);
    }
    for (size_t i = 0; i < probe->count; i++) {
        vmst_endpoint_reset(&probe->list[i]);
    }
    code = vmst_probe_ask(probe, store, task);
    if (code == VMSTRUST_OK) {
        code = vmstrust_task_is_cancelled(task) ? VMSTRUST_E_CANCELLED
                                                : sum_up(probe, &note);
    }
    return vmst_site_answer(code, &note, error);
}

void
vmstrust_probe_free(vmstrust_probe *probe)
{
    if (probe == NULL) {
        return;
    }
    for (size_t i = 0; i < probe->count; i++) {
        vmst_endpoint_free(&probe->list[i]);
    }
    free(probe->list);
    free(probe);
}
