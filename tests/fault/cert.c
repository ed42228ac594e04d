/* Subjects of floor cert: a file becomes certificates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cert/file.h"
#include "subjects.h"

static int
load(const char *name, enum vmst_take take)
{
    const char *top = getenv("top_srcdir");
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {0};
    char path[4096];
    int code;

    snprintf(path, sizeof path, "%s/fuzz/corpus/fuzz_cert/%s",
             top == NULL ? "." : top, name);
    code = vmst_certs_load(path, take, &note, &certs);
    assert_int_equal(code == VMSTRUST_OK, note.code == VMSTRUST_OK);
    if (code == VMSTRUST_OK) {
        assert_int_not_equal(certs.count, 0);
    }
    vmst_certs_free(&certs);
    return code;
}

int
subject_pem_file(void)
{
    return load("server.pem", VMST_TAKE_STRICT);
}

int
subject_utf16_file(void)
{
    return load("server-utf16.pem", VMST_TAKE_STRICT);
}

int
subject_pkcs7_file(void)
{
    return load("bundle.p7b", VMST_TAKE_STRICT);
}

int
subject_malformed_file(void)
{
    return load("cut.der", VMST_TAKE_STRICT);
}

int
subject_malformed_file_of_a_peer(void)
{
    return load("cut.der", VMST_TAKE_PEER);
}

int
subject_missing_file(void)
{
    return load("no-such-file", VMST_TAKE_STRICT);
}
