/*
 * What a verb is asked that judges (question.h).
 */
#include "question.h"

int
question_read(const struct arguments *arguments, struct question *question)
{
    vmstrust_role role;
    int status = policy_read_role(arguments, &role);

    *question = (struct question){.arguments = arguments};
    if (status == EXIT_YES) {
        status = host_read(arguments, role, &question->host);
    }
    if (status == EXIT_YES) {
        status = policy_read_time(arguments, &question->at, &question->time);
    }
    if (status == EXIT_YES) {
        status = policy_read(arguments, role, &question->policy);
    }
    return status == EXIT_YES ? trust_read(arguments, &question->store)
                              : status;
}

int
question_take(int code, const char *about, vmstrust_error *error)
{
    if (code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED) {
        vmstrust_error_free(error);
        return EXIT_YES;
    }
    return answer_error(about, error);
}

int
question_answer(const struct question *question)
{
    return answer_report(question->report,
                         arguments_have(question->arguments, OPTION_JSON),
                         question->at);
}

void
question_free(struct question *question)
{
    vmstrust_report_free(question->report);
    vmstrust_store_free(question->store);
    vmstrust_policy_free(question->policy);
}
