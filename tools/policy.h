/*
 * By which rules, for whom and when a certificate is judged, as the command
 * line says it. The options are the same for every verb that judges.
 */
#ifndef TOOLS_POLICY_H
#define TOOLS_POLICY_H

#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"

/* Rows for the table of a verb that judges. */
#define ROLE_OPTIONS                                                           \
    {OPTION_SERVER_ROLE,                                                       \
     "server-role",                                                            \
     VALUE_ROLE,                                                               \
     "ROLE",                                                                   \
     false,                                                                    \
     "who presents the certificate (vmstrust roles)"},                         \
    {                                                                          \
        OPTION_AS, "as", VALUE_CLIENT, "CLIENT", false,                        \
            "who judges it (vmstrust clients); without, every client of the "  \
            "role"                                                             \
    }
#define POLICY_OPTIONS                                                         \
    {OPTION_RULES,                                                             \
     "rules",                                                                  \
     VALUE_RULES,                                                              \
     "SET",                                                                    \
     false,                                                                    \
     "the rule set: vms (without this option), path, rfc5280, webpki"},        \
        {OPTION_REVOCATION,                                                    \
         "revocation",                                                         \
         VALUE_REVOCATION,                                                     \
         "MODE",                                                               \
         false,                                                                \
         "what revocation lists must say: off, available (without this "       \
         "option), required"},                                                 \
        {OPTION_REQUIRE_NAME,                                                  \
         "require-name",                                                       \
         VALUE_TEXT,                                                           \
         "NAME",                                                               \
         true,                                                                 \
         "a name or address that the certificate must carry, too"},            \
        {OPTION_DUE_WITHIN,                                                    \
         "due-within",                                                         \
         VALUE_TEXT,                                                           \
         "DAYS",                                                               \
         false,                                                                \
         "warn if it expires within so many days: 60d without this option"},   \
        {OPTION_SKIP_NAME,                                                     \
         "insecure-skip-name",                                                 \
         VALUE_NONE,                                                           \
         NULL,                                                                 \
         false,                                                                \
         "ask for no name: any server of the CA can pose as any other"},       \
        {OPTION_ALLOW_WEAK,                                                    \
         "insecure-allow-weak",                                                \
         VALUE_NONE,                                                           \
         NULL,                                                                 \
         false,                                                                \
         "accept keys and signatures that can be forged"},                     \
    {                                                                          \
        OPTION_SKIP_TIME, "insecure-skip-time", VALUE_NONE, NULL, false,       \
            "accept what has expired"                                          \
    }

#define TIME_OPTION                                                            \
    {                                                                          \
        OPTION_AT, "at", VALUE_TEXT, "TIME", false,                            \
            "judge as if it were this time, such as 2026-11-21 (00:00 "        \
            "local), 2026-11-21T14:00 (local) or 2026-11-21T13:00Z"            \
    }

/* The role that --server-role names. On failure it has said why, and answers
 * an exit status; so do the others. */
int policy_read_role(const struct arguments *arguments, vmstrust_role *role);

/* The time that --at names, and how it was named; ANSWER_AT_NOW and an
 * untouched time without that option. */
int policy_read_time(const struct arguments *arguments, enum answer_time *at,
                     int64_t *time);

/* The policy of all these options. */
int policy_read(const struct arguments *arguments, vmstrust_role role,
                vmstrust_policy **policy);

#endif
