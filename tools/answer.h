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

/* Prints bytes that are text for people, or JSON, and frees them. */
void answer_text(vmstrust_bytes *text);
void answer_json(vmstrust_bytes *json);

/* The report, as JSON or as text, with the local time beside the library's UTC
 * and a word about it where only a date was asked for. Frees it, and answers
 * whether it was trusted. */
int answer_report(vmstrust_report *report, bool is_json, bool is_date);

/* A certificate chain from a file, "-" standard input. On failure it has said
 * why, and answers the exit status. */
int answer_load(const char *path, vmstrust_chain **chain);

#endif
