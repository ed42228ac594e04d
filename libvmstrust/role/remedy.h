/*
 * How a finding is seen and mended on a platform. All text is static. Floor 3.
 */
#ifndef VMST_ROLE_REMEDY_H
#define VMST_ROLE_REMEDY_H

#include <stdbool.h>

#include "vmstrust/enumerations.h"

struct vmst_remedy {
    const char *see; /* "" where the platforms do not differ */
    const char *fix;
};

/* Both texts are "" for a number that no finding or no platform has. */
struct vmst_remedy vmst_remedy_get(vmstrust_finding finding,
                                   vmstrust_platform platform);

/* About the private key where it lies, and not about a certificate? */
bool vmst_remedy_is_about_key(vmstrust_finding finding);

#endif
