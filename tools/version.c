/*
 * --version (version.h). The command and the library are released together and
 * may be installed apart, so both numbers are shown.
 */
#include "version.h"

#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "selftest.h"

static void
put_own(void)
{
    printf("vmstrust %d.%d.%d (libvmstrust %s)\n", VMSTRUST_VERSION_MAJOR,
           VMSTRUST_VERSION_MINOR, VMSTRUST_VERSION_PATCH,
           vmstrust_version_text());
}

static int
put_libraries(void)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_version_write_libraries(&text, &error) != VMSTRUST_OK) {
        answer_error("the libraries below", error);
        return EXIT_UNKNOWN;
    }
    answer_text(text);
    return EXIT_YES;
}

static int
put_selftest(void)
{
    const char *fault = selftest_run();

    if (fault == NULL) {
        puts("self-test: passed");
        return EXIT_YES;
    }
    printf("self-test: FAILED: %s\n", fault);
    return EXIT_NO;
}

int
version_show(bool is_verbose)
{
    int status;

    put_own();
    if (!is_verbose) {
        return EXIT_YES;
    }
    status = put_libraries();
    return status == EXIT_YES ? put_selftest() : status;
}
