/*
 * Random bytes by getrandom(2): no file descriptor, no state that a fork would
 * copy. Floor 0.
 */
#include <errno.h>
#include <stdint.h>
#include <sys/random.h>

#include "base/random.h"

bool
vmst_random(void *out, size_t size)
{
    uint8_t *next = out;

    while (size != 0) {
        ssize_t count = getrandom(next, size, 0);

        if (count < 0 && errno != EINTR) {
            return false;
        }
        if (count > 0) {
            next += count;
            size -= (size_t)count;
        }
    }
    return true;
}
