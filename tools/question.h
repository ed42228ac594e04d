/*
 * What a verb is asked that judges one server's certificate: who presents it to
 * whom under which name, by which rules, at what time and with what trust. The
 * options are read here, and the report is answered here.
 */
#ifndef TOOLS_QUESTION_H
#define TOOLS_QUESTION_H

#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "host.h"
#include "policy.h"
#include "trust.h"

#define QUESTION_OPTIONS                                                       \
    ROLE_OPTIONS, HOST_OPTIONS, TRUST_OPTIONS, POLICY_OPTIONS, TIME_OPTION,    \
    {                                                                          \
        OPTION_JSON, "json", VALUE_NONE, NULL, false,                          \
            "print the report as JSON (schema vmstrust-report-1)"              \
    }

struct question {
    const struct arguments *arguments;
    const char *host; /* NULL: there is none for this role */
    vmstrust_policy *policy;
    vmstrust_store *store;
    enum answer_time at;
    int64_t time; /* unless it is now */
    vmstrust_report *report;
};

/* Reads the options. On failure it has said why, and answers an exit status. */
int question_read(const struct arguments *arguments, struct question *question);
/* Takes what a call that judges gave: whether there is a report, `about` what is
 * said of an error. */
int question_take(int code, const char *about, vmstrust_error *error);
/* Prints the report; answers whether it was trusted. */
int question_answer(const struct question *question);
void question_free(struct question *question);

#endif
