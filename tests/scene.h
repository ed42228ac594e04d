/*
 * What tests of floors 2 to 6 share: rules to judge by, and findings as one
 * line of text, so that an expectation is exact and readable. Not part of the
 * library.
 */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include "build_cert.h"
#include "path/rules.h"

#define SCENE_ANCHOR_FIELDS 0xff /* every VMSTRUST_ANCHOR_FIELD_ */

/* The column of a rule set without any client. */
struct vmst_severities scene_severities(const char *rules);

/* Judged at BUILD_NOW for the role tls-server and Server Authentication;
 * every field of an anchor counts. `severities` is borrowed. */
struct vmst_rules scene_rules(const struct vmst_severities *severities);

/* "expired@0 work-limit-reached | outlives-its-ca@0": the findings that are no
 * milder than `least`, worst first, each with its depth if it has one; those
 * behind the bar are no errors. The text is good until the next call. */
const char *scene_say(const struct vmst_findings *findings,
                      vmstrust_severity least);

#endif
