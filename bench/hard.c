/*
 * How long the hard chains of tests/verdict/hard.c take: each must be answered
 * within 100 ms. bench/README.md says what is measured.
 *
 *     bench/hard
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tests/verdict/hard.h"

enum { ROUNDS = 5 };

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct slowest {
    double parse;
    double verify;
    const char *answer;
};

static void
measure_once(const struct hard_case *hard, const vmstrust_policy *policy,
             struct slowest *slowest)
{
    vmstrust_store *store = hard_store(hard);
    double start = now();
    vmstrust_chain *chain = hard_chain(hard);
    double parsed = now();
    vmstrust_report *report = NULL;
    int code = vmstrust_verify(store, policy, chain, HARD_HOST, &report, NULL);
    double judged = now();

    slowest->answer =
        code == VMSTRUST_OK
            ? "trusted"
            : vmstrust_finding_get_id(vmstrust_report_get_finding(report, 0));
    if (parsed - start > slowest->parse) {
        slowest->parse = parsed - start;
    }
    if (judged - parsed > slowest->verify) {
        slowest->verify = judged - parsed;
    }
    vmstrust_report_free(report);
    vmstrust_chain_free(chain);
    vmstrust_store_free(store);
}

int
main(void)
{
    vmstrust_policy *policy = NULL;

    if (vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL) !=
        VMSTRUST_OK) {
        return 1;
    }
    printf("the slowest of %d, in ms: parse, verify\n", ROUNDS);
    for (size_t i = 0; i < hard_count(); i++) {
        struct hard_case hard = hard_make(i);
        struct slowest slowest = {0, 0, ""};

        for (uint64_t seed = 0; seed < ROUNDS; seed++) {
            forge_list_shuffle(&hard.extras, seed);
            measure_once(&hard, policy, &slowest);
        }
        printf("%7.1f %7.1f  %s: %s\n", slowest.parse, slowest.verify,
               hard_name(i), slowest.answer);
        hard_free(&hard);
    }
    vmstrust_policy_free(policy);
    return 0;
}
