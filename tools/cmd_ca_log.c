/*
 * vmstrust ca log: who did what with a CA.
 */
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "verbs.h"

static int
run(const struct arguments *arguments)
{
    vmstrust_ca *ca = NULL;
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    int status = ca_open_to_read(arguments, &ca);

    if (status != EXIT_YES) {
        return status;
    }
    if (vmstrust_ca_write_log(ca, &text, &error) == VMSTRUST_OK) {
        answer_text(text);
    } else {
        answer_error(NULL, error);
        status = EXIT_UNKNOWN;
    }
    vmstrust_ca_free(ca);
    return status;
}

const struct verb verb_ca_log = {
    .name = "ca log",
    .summary = "who did what with a CA",
    .synopsis = "CA",
    .text = "A line for each deed, oldest first: the time (UTC), the account "
            "and the computer, the command, and what it was about.",
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca log harbour-ca", "ca log /srv/harbour-ca"},
    .run = run,
};
