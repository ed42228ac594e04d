/*
 * Random bytes from the system. Floor 0.
 */
#ifndef VMST_RANDOM_H
#define VMST_RANDOM_H

#include <stdbool.h>
#include <stddef.h>

/* False: the system has none to give, and `out` is not to be used. */
bool vmst_random(void *out, size_t size);

#endif
