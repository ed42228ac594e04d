/*
 * A question with yes or no for an answer.
 */
#ifndef TOOLS_CONFIRM_H
#define TOOLS_CONFIRM_H

#include "command.h"

#define CONFIRM_OPTION                                                         \
    {                                                                          \
        OPTION_YES, "yes", VALUE_NONE, NULL, false,                            \
            "yes to what a terminal would ask"                                 \
    }

/* EXIT_YES for --yes, or where the terminal answers yes. Otherwise EXIT_NO, and
 * it has said what else would do: `instead`. */
int confirm(const struct arguments *arguments, const char *question,
            const char *instead);

#endif
