/*
 * A stranger's program: installed headers and the shared library only, valid
 * as C11 and as C++11.
 */
#include <stdio.h>
#include <string.h>

#include <vmstrust/vmstrust.h>

int
main(int argc, char **argv)
{
    if (argc != 2 || strcmp(argv[1], vmstrust_version_text()) != 0) {
        fprintf(stderr, "the library is %s\n", vmstrust_version_text());
        return 1;
    }
    return vmstrust_version_number() == VMSTRUST_VERSION_NUMBER ? 0 : 1;
}
