/*
 * Hard chains have the answer they must have, whatever the order in which
 * their certificates arrive: the same verdict, the same worst finding, the
 * same path. How long that takes is measured by bench/hard, not here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "hard.h"

enum { ORDERS = 5, LONGEST_PATH = 32 };

struct answer {
    int code;
    vmstrust_finding worst;
    size_t path_count;
    uint8_t path[LONGEST_PATH][32];
};

static struct answer
ask(const vmstrust_store *store, const vmstrust_policy *policy,
    const vmstrust_chain *chain)
{
    struct answer answer = {0};
    vmstrust_report *report = NULL;

    answer.code =
        vmstrust_verify(store, policy, chain, HARD_HOST, &report, NULL);
    answer.path_count = vmstrust_report_get_path_count(report);
    assert_true(answer.path_count <= LONGEST_PATH);
    for (size_t i = 0; i < answer.path_count; i++) {
        memcpy(
            answer.path[i],
            vmstrust_cert_get_sha256(vmstrust_report_get_path_cert(report, i)),
            32);
    }
    if (answer.code == VMSTRUST_E_UNTRUSTED) {
        answer.worst = vmstrust_report_get_finding(report, 0);
    }
    vmstrust_report_free(report);
    return answer;
}

static void
check_answer(const struct hard_case *hard, const struct answer *answer)
{
    assert_int_equal(answer->code,
                     hard->worst == 0 ? VMSTRUST_OK : VMSTRUST_E_UNTRUSTED);
    if (!hard->may_reach_limit ||
        answer->worst != VMSTRUST_FINDING_WORK_LIMIT_REACHED) {
        assert_string_equal(vmstrust_finding_get_id(answer->worst),
                            vmstrust_finding_get_id(hard->worst));
    }
    if (hard->path != 0) {
        assert_int_equal(answer->path_count, hard->path);
    }
}

static void
test_answer_in_every_order(void **state)
{
    struct hard_case hard = hard_make(*(const size_t *)*state);
    vmstrust_store *store = hard_store(&hard);
    vmstrust_policy *policy = NULL;
    struct answer first = {0};

    assert_int_equal(
        vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL), 0);
    for (uint64_t seed = 0; seed < ORDERS; seed++) {
        vmstrust_chain *chain = hard_chain(&hard);
        struct answer answer = ask(store, policy, chain);

        check_answer(&hard, &answer);
        if (seed == 0) {
            first = answer;
        }
        assert_memory_equal(&answer, &first, sizeof answer);
        vmstrust_chain_free(chain);
        forge_list_shuffle(&hard.extras, seed);
    }
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    hard_free(&hard);
}

int
main(void)
{
    static size_t indices[16];
    struct CMUnitTest tests[16];

    for (size_t i = 0; i < hard_count() && i < 16; i++) {
        indices[i] = i;
        tests[i] = (struct CMUnitTest){hard_name(i), test_answer_in_every_order,
                                       NULL, NULL, &indices[i]};
    }
    return _cmocka_run_group_tests("hard chains", tests, hard_count(), NULL,
                                   NULL);
}
