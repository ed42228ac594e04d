/* Subjects of floor cert: a file becomes certificates, CRLs, a response. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "cert/crls.h"
#include "cert/file.h"
#include "cert/ocsp.h"
#include "limits.h"
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

/* --- CRLs and OCSP responses ---------------------------------------------- */

#define PATH_SIZE 4096

static const char *
corpus(const char *name, char path[PATH_SIZE])
{
    const char *top = getenv("top_srcdir");

    snprintf(path, PATH_SIZE, "%s/fuzz/corpus/%s", top == NULL ? "." : top,
             name);
    return path;
}

static int
load_crls(const char *name, size_t count)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_crls crls = {0};
    char path[PATH_SIZE];
    int code = vmst_crls_load(corpus(name, path), &note, &crls);

    assert_int_equal(code, note.code);
    assert_int_equal(crls.count, code == VMSTRUST_OK ? count : 0);
    vmst_crls_free(&crls);
    return code;
}

int
subject_crl_file(void)
{
    return load_crls("fuzz_crl/two.pem", 2);
}

int
subject_malformed_crl_file(void)
{
    return load_crls("fuzz_crl/cut.der", 0);
}

int
subject_crl_in_no_order(void)
{
    return load_crls("fuzz_crl/many.der", 1);
}

int
subject_indirect_crl(void)
{
    return load_crls("fuzz_crl/indirect.der", 1);
}

int
subject_crl_of_a_part(void)
{
    return load_crls("fuzz_crl/part.der", 1);
}

int
subject_ocsp_response(void)
{
    AUTO(blob) der = NULL;
    AUTO(ocsp) ocsp = NULL;
    struct vmst_note note = {.code = VMSTRUST_OK};
    char path[PATH_SIZE];
    int code = vmst_file_read(corpus("fuzz_ocsp/delegated.der", path),
                              VMST_LIMIT_OCSP_SIZE, &note, &der);

    if (code == VMSTRUST_OK) {
        code = vmst_ocsp_take(vmst_bytes(der->data, der->size), &note, &ocsp);
    }
    assert_int_equal(code, note.code);
    assert_int_equal(ocsp != NULL, code == VMSTRUST_OK);
    return code;
}
