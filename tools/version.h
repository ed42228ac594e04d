/*
 * --version: which command and library this is, what stands below, and whether
 * it works.
 */
#ifndef TOOLS_VERSION_H
#define TOOLS_VERSION_H

#include <stdbool.h>

/* Prints it; with is_verbose also the libraries below and the self-test, whose
 * failure is the answer "no". */
int version_show(bool is_verbose);

#endif
