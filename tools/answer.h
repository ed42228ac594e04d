/*
 * From the library's answers to the command's: errors become one line and an
 * exit status, bytes that it made are printed.
 */
#ifndef TOOLS_ANSWER_H
#define TOOLS_ANSWER_H

#include <stdbool.h>
#include <vmstrust/vmstrust.h>

/* Says the error's sentence, behind `about` unless that is NULL, frees the
 * error and answers the exit status: a mistake of the caller's is wrong usage,
 * everything else "could not tell". */
int answer_error(const char *about, vmstrust_error *error);

/* The same where the library was asked whether it may be, with words of the
 * caller's that were found good before: what it refuses is a no. */
int answer_refusal(const char *about, vmstrust_error *error);

/* Prints bytes that are text for people, or JSON, and frees them. */
void answer_text(vmstrust_bytes *text);
void answer_json(vmstrust_bytes *json);

/* Where the time of a report comes from. */
enum answer_time {
    ANSWER_AT_NOW,  /* nobody named one: it goes without saying */
    ANSWER_AT_TIME, /* named, and so shown local and UTC */
    ANSWER_AT_DATE, /* only a date: which hour that means is said, too */
};

/* The report, as JSON or as text; answers whether it was trusted. */
int answer_report(const vmstrust_report *report, bool is_json,
                  enum answer_time at);

/* A certificate chain from a file, "-" standard input. On failure it has said
 * why, and answers the exit status. */
int answer_load(const char *path, vmstrust_chain **chain);

#endif
