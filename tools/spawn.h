/*
 * Other programs, run by their absolute path with an environment of ours.
 */
#ifndef TOOLS_SPAWN_H
#define TOOLS_SPAWN_H

#include <stdbool.h>
#include <stddef.h>

/* The absolute path of a program in the system's own folders, never in PATH;
 * NULL if it is not there. Static memory. */
const char *spawn_find(const char *name);

/* Runs it to its end, with nothing to read, and answers whether it exited with
 * 0. `arguments` ends with NULL, and the first is the absolute path. What it
 * prints is kept in `said`, cut off at `size`, with a NUL; `said` may be
 * NULL. */
bool spawn_run(const char *const *arguments, char *said, size_t size);

#endif
