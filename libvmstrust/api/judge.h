/*
 * What verify and replay share: a question becomes a code, a report and, where
 * the answer is no, the reason. Floor 6.
 */
#ifndef VMST_API_JUDGE_H
#define VMST_API_JUDGE_H

#include <vmstrust/report.h>

#include "verdict/verify.h"

/* VMSTRUST_OK or VMSTRUST_E_UNTRUSTED, and then *report is written unless
 * `report` is NULL; anything else: there is no answer. */
int vmst_answer_question(const struct vmst_question *question,
                         vmstrust_report **report, struct vmst_note *note);

#endif
