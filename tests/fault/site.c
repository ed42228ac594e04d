/*
 * The subjects of the second library. A server of another process is asked, and
 * refused for its name: what cannot be asked for want of memory is an outcome of
 * its own and never trust. And a trial is made, to which nobody comes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <vmstrust-site/site.h>

#include "../site/peer.h"
#include "subjects.h"

static struct peer peer; /* started once; ends with the program */

static void
stop_peer(void)
{
    peer_stop(&peer);
}

static void
start_peer_once(void)
{
    if (peer.count == 0) {
        peer_start(&peer, "rec01.site.local", 1);
        atexit(stop_peer);
    }
}

static int
make_store(vmstrust_store **store)
{
    vmstrust_cert *root = NULL;
    int code = vmstrust_store_new(store, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_cert_parse(peer.root_der.data, peer.root_der.size,
                                   &root, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_store_add_cert(*store, root, NULL);
    }
    vmstrust_cert_free(root);
    return code;
}

static int
make_probe(vmstrust_policy **policy, vmstrust_probe **probe)
{
    char endpoint[32];
    int code =
        vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, policy, NULL);

    snprintf(endpoint, sizeof endpoint, "127.0.0.1:%u", (unsigned)peer.port);
    if (code == VMSTRUST_OK) {
        code = vmstrust_probe_new(probe, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_probe_add(*probe, endpoint, *policy, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_probe_set_timeout(*probe, 60000, NULL);
    }
    return code;
}

static int
run(const vmstrust_store *store, vmstrust_probe *probe)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_probe_run(probe, store, NULL, &error);

    assert_int_not_equal(code, VMSTRUST_OK);
    assert_int_equal(vmstrust_error_get_code(error), code);
    vmstrust_error_free(error);
    if (code == VMSTRUST_E_UNREACHABLE) { /* what failed is told there */
        assert_int_equal(vmstrust_probe_get_outcome(probe, 0),
                         VMSTRUST_OUTCOME_FAILED);
        return VMSTRUST_E_MEMORY;
    }
    return code;
}

int
subject_probe_of_another_host(void)
{
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    vmstrust_probe *probe = NULL;
    int code;

    start_peer_once();
    code = make_store(&store);
    if (code == VMSTRUST_OK) {
        code = make_probe(&policy, &probe);
    }
    if (code == VMSTRUST_OK) {
        code = run(store, probe);
    }
    vmstrust_probe_free(probe);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return code;
}

int
subject_trial_of_nobody(void)
{
    vmstrust_trial *trial = NULL;
    vmstrust_task *task = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_trial_new(&trial, &error);

    assert_int_equal(vmstrust_error_get_code(error), code);
    assert_int_equal(trial == NULL, code != VMSTRUST_OK);
    vmstrust_error_free(error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_task_new(&task, NULL);
    }
    if (code == VMSTRUST_OK) {
        vmstrust_task_cancel(task);
        code = vmstrust_trial_run(trial, task, NULL);
    }
    vmstrust_task_free(task);
    vmstrust_trial_free(trial);
    return code;
}
