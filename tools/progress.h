/*
 * A line on the terminal that says how far a long call has come, and Ctrl-C for
 * it: the first cancels the task, the second ends the process.
 */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <vmstrust/vmstrust.h>

/* Begins: `what` follows the numbers. Where standard error is no terminal only
 * Ctrl-C is taken care of. */
void progress_begin(vmstrust_task *task, const char *what);

/* Takes the line away, and gives Ctrl-C back. */
void progress_end(void);

#endif
