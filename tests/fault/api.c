/* Subjects of floor api: error objects, and a certificate that is inspected. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/refusal.h>
#include <vmstrust/store.h>

#include "api/error.h"
#include "base/file.h"
#include "der/pem.h"
#include "subjects.h"

static int
answer(const struct vmst_note *note)
{
    vmstrust_error *error = NULL;
    int code = vmst_error_answer(VMSTRUST_E_MALFORMED, note, &error);

    assert_int_equal(vmstrust_error_get_code(error), code);
    assert_string_not_equal(vmstrust_error_get_text(error), "");
    vmstrust_error_free(error);
    return code;
}

int
subject_error_with_a_note(void)
{
    const struct vmst_note note = {.code = VMSTRUST_E_MALFORMED,
                                   .text = "the length runs past the end"};

    return answer(&note);
}

int
subject_error_without_a_note(void)
{
    return answer(NULL);
}

/* --- vmstrust inspect ----------------------------------------------------- */

typedef int cert_writer(const vmstrust_cert *cert, vmstrust_bytes **text,
                        vmstrust_error **error);

static int
write_cert(const struct vmst_blob *der, cert_writer *write)
{
    vmstrust_cert *cert = NULL;
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_cert_parse(der->data, der->size, &cert, &error);

    if (code == VMSTRUST_OK) {
        code = write(cert, &text, &error);
        assert_int_equal(text != NULL, code == VMSTRUST_OK);
    } else {
        assert_null(cert);
    }
    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    vmstrust_error_free(error);
    vmstrust_bytes_free(text);
    vmstrust_cert_free(cert);
    return code;
}

/* The one of the corpus that has most extensions. */
static int
inspect(cert_writer *write)
{
    const char *top = getenv("top_srcdir");
    struct vmst_blob *der = NULL;
    char path[4096];
    int code;

    snprintf(path, sizeof path, "%s/fuzz/corpus/fuzz_cert/server.der",
             top == NULL ? "." : top);
    code = vmst_file_read(path, 65536, NULL, &der);
    if (code == VMSTRUST_OK) {
        code = write_cert(der, write);
    }
    vmst_blob_free(der);
    return code;
}

int
subject_inspect_as_text(void)
{
    return inspect(vmstrust_cert_write_text);
}

int
subject_inspect_as_json(void)
{
    return inspect(vmstrust_cert_write_json);
}

/* --- vmstrust verify --crl ------------------------------------------------ */

static int
read_corpus(const char *name, struct vmst_blob **der)
{
    const char *top = getenv("top_srcdir");
    char path[4096];

    snprintf(path, sizeof path, "%s/fuzz/corpus/%s", top == NULL ? "." : top,
             name);
    return vmst_file_read(path, 65536, NULL, der);
}

static int
fill(vmstrust_store *store, vmstrust_chain *chain, const struct vmst_blob *crl,
     const struct vmst_blob *ocsp)
{
    TRY(vmstrust_store_add_crl(store, crl->data, crl->size, NULL));
    TRY(vmstrust_chain_add_crl(chain, crl->data, crl->size, NULL));
    TRY(vmstrust_chain_set_ocsp(chain, ocsp->data, ocsp->size, NULL));
    return vmstrust_chain_set_ocsp(chain, ocsp->data, ocsp->size, NULL);
}

int
subject_crls_of_store_and_chain(void)
{
    vmstrust_store *store = NULL;
    vmstrust_chain *chain = NULL;
    AUTO(blob) crl = NULL;
    AUTO(blob) ocsp = NULL;
    int code;

    TRY(read_corpus("fuzz_crl/indirect.der", &crl));
    TRY(read_corpus("fuzz_ocsp/delegated.der", &ocsp));
    TRY(vmstrust_store_new(&store, NULL));
    code = vmstrust_chain_new(&chain, NULL);
    if (code == VMSTRUST_OK) {
        code = fill(store, chain, crl, ocsp);
    }
    vmstrust_chain_free(chain);
    vmstrust_store_free(store);
    return code;
}

/* --- An upload ----------------------------------------------------------- */

int
subject_upload_told_apart(void)
{
    vmstrust_content content;
    vmstrust_bytes *sentence = NULL;
    vmstrust_cert *cert = NULL;
    AUTO(blob) root = NULL;
    int code;

    TRY(read_corpus("fuzz_cert/authority.der", &root));
    code = vmstrust_bytes_classify(root->data, root->size, VMSTRUST_ROLE_ANY,
                                   &content, &sentence, &cert, NULL);
    if (code != VMSTRUST_OK) {
        assert_null(sentence);
        assert_null(cert);
    }
    vmstrust_bytes_free(sentence);
    vmstrust_cert_free(cert);
    return code;
}

/* Whatever fails, a key is never missed: its block has no label of one. */
int
subject_upload_with_a_key(void)
{
    static const char pkcs8[] = "\x30\x14\x02\x01\x00\x30\x05\x06\x03"
                                "\x2b\x65\x70\x04\x08"
                                "8 octets";
    vmstrust_content content;
    vmstrust_bytes *sentence = NULL;
    vmstrust_cert *cert = NULL;
    AUTO(blob) root = NULL;
    AUTO_BUFFER both = {.data = NULL};
    int code;

    TRY(read_corpus("fuzz_cert/authority.der", &root));
    vmst_pem_write(&both, "CERTIFICATE", vmst_bytes(root->data, root->size));
    vmst_pem_write(&both, "THING", vmst_bytes(pkcs8, sizeof pkcs8 - 1));
    if (both.failed) {
        return VMSTRUST_E_MEMORY;
    }
    code = vmstrust_bytes_classify(both.data, both.size, VMSTRUST_ROLE_ANY,
                                   &content, &sentence, &cert, NULL);
    assert_int_equal(content, code == VMSTRUST_OK ? VMSTRUST_CONTENT_PRIVATE_KEY
                                                  : (vmstrust_content)0);
    assert_null(cert);
    vmstrust_bytes_free(sentence);
    return code;
}

/* --- vmstrust inspect --for ----------------------------------------------- */

static int
find_refusals(const char *path, vmstrust_error **error)
{
    vmstrust_chain *chain = NULL;
    vmstrust_refusals *refusals = NULL;
    int code = vmstrust_chain_load(path, &chain, error);

    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_find_refusals(chain, VMSTRUST_TARGET_PYTHON,
                                            &refusals, error);
    }
    assert_int_equal(refusals != NULL, code == VMSTRUST_OK);
    vmstrust_refusals_free(refusals);
    vmstrust_chain_free(chain);
    return code;
}

int
subject_inspect_for_a_target(void)
{
    const char *top = getenv("top_srcdir");
    vmstrust_error *error = NULL;
    char path[4096];
    int code;

    snprintf(path, sizeof path, "%s/fuzz/corpus/fuzz_cert/server.der",
             top == NULL ? "." : top);
    code = find_refusals(path, &error);
    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    vmstrust_error_free(error);
    return code;
}
