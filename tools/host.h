/*
 * Whom the client dialled, as the command line names it: --host a name, --ip an
 * address, one of them.
 */
#ifndef TOOLS_HOST_H
#define TOOLS_HOST_H

#include <vmstrust/vmstrust.h>

#include "command.h"

/* Rows for the table of a verb that judges. */
#define HOST_OPTIONS                                                           \
    {OPTION_HOST, "host", VALUE_TEXT,                                          \
     "NAME",      false,  "the host name that the client dials"},              \
    {                                                                          \
        OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", false,                         \
            "the IP address that it dials, in place of a name"                 \
    }

/* The host for a verification of `role`; NULL where none is needed and none
 * was given. On failure it has said why, and answers an exit status. */
int host_read(const struct arguments *arguments, vmstrust_role role,
              const char **host);

#endif
