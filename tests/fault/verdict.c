/* Subjects of floor verdict: a case that is replayed, and every renderer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#include "subjects.h"

#define FILE_SIZE 65536

static char data[FILE_SIZE];

/* What stdio allocates is not swept: it is the C library's own. */
static size_t
load(const char *name)
{
    const char *root = getenv("top_srcdir");
    char path[1024];
    size_t size;
    FILE *file;

    snprintf(path, sizeof(path), "%s/tests/vectors/verdict/%s.case",
             root == NULL ? "." : root, name);
    file = fopen(path, "rb");
    if (file == NULL) {
        return 0;
    }
    size = fread(data, 1, sizeof(data), file);
    fclose(file);
    return size;
}

typedef int report_writer(const vmstrust_report *report, vmstrust_bytes **out,
                          vmstrust_error **error);

static int
replay_and_write(const char *name, report_writer *write)
{
    vmstrust_report *report = NULL;
    vmstrust_error *error = NULL;
    vmstrust_bytes *out = NULL;
    size_t size = load(name);
    int code;

    if (size == 0) {
        return VMSTRUST_E_MEMORY;
    }
    code = vmstrust_replay(data, size, &report, &error);
    vmstrust_error_free(error);
    assert_int_equal(report != NULL,
                     code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED);
    if (report != NULL) {
        int written = write(report, &out, &error);

        assert_int_equal(out != NULL, written == VMSTRUST_OK);
        code = written == VMSTRUST_OK ? code : written;
        vmstrust_error_free(error);
    }
    vmstrust_bytes_free(out);
    vmstrust_report_free(report);
    return code;
}

int
subject_report_as_text(void)
{
    return replay_and_write("hostile", vmstrust_report_write_text);
}

int
subject_report_as_json(void)
{
    return replay_and_write("trusted", vmstrust_report_write_json);
}

int
subject_report_as_evidence(void)
{
    return replay_and_write("pin-changed", vmstrust_report_write_evidence);
}

int
subject_case_that_is_refused(void)
{
    static const char text[] = "vmstrust-case: 1\nrole: any\ncolour: red\n";
    vmstrust_error *error = NULL;
    int code = vmstrust_replay(text, sizeof(text) - 1, NULL, &error);

    assert_string_not_equal(vmstrust_error_get_text(error), "");
    vmstrust_error_free(error);
    return code;
}
