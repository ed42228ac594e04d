/* Subjects of floor identity: files become an identity, a request is drafted
 * and read, a PKCS#12 file is read, described and written. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

#include <vmstrust/deployment.h>
#include <vmstrust/files.h>
#include <vmstrust/identity.h>
#include <vmstrust/request.h>

#include "base/file.h"
#include "limits.h"
#include "subjects.h"

#define DATA "identity/data/"
#define KEYS "crypto/keys/"

static const char *
path_of(const char *name)
{
    static char paths[2][4096];
    static size_t turn;
    const char *top = getenv("top_srcdir");
    char *path = paths[turn++ % 2];

    snprintf(path, sizeof paths[0], "%s/tests/%s", top == NULL ? "." : top,
             name);
    return path;
}

static int
load(const char *cert, const char *key, const char *passphrase,
     vmstrust_identity **identity)
{
    vmstrust_error *error = NULL;
    int code = vmstrust_identity_load(
        path_of(cert), key == NULL ? NULL : path_of(key), passphrase,
        passphrase == NULL ? 0 : strlen(passphrase), identity, &error);

    assert_int_equal(error == NULL, code == VMSTRUST_OK);
    assert_int_equal(*identity != NULL, code == VMSTRUST_OK);
    vmstrust_error_free(error);
    return code;
}

static int
load_and_prove(const char *cert, const char *key, const char *passphrase)
{
    vmstrust_identity *identity = NULL;
    int code = load(cert, key, passphrase, &identity);

    if (code == VMSTRUST_OK) {
        code = vmstrust_identity_prove(identity, NULL);
    }
    vmstrust_identity_free(identity);
    return code;
}

int
subject_identity_of_two_files(void)
{
    return load_and_prove(DATA "chain.pem", KEYS "ec-p-256.pem", NULL);
}

int
subject_identity_with_encrypted_key(void)
{
    return load_and_prove(DATA "chain.pem", KEYS "forms/ec-aes256.pem",
                          "rec01");
}

int
subject_identity_of_pfx(void)
{
    return load_and_prove(DATA "3des.pfx", NULL, "rec01");
}

int
subject_identity_with_wrong_passphrase(void)
{
    return load_and_prove(DATA "3des.pfx", NULL, "rec02");
}

int
subject_pfx_described(void)
{
    struct vmst_blob *file = NULL;
    vmstrust_bytes *text = NULL;
    int code = vmst_file_read(path_of(DATA "aes.pfx"), VMST_LIMIT_KEY_FILE,
                              NULL, &file);

    if (code == VMSTRUST_OK) {
        code = vmstrust_pfx_write_json(file->data, file->size, &text, NULL);
        assert_int_equal(text != NULL, code == VMSTRUST_OK);
    }
    vmstrust_bytes_free(text);
    vmst_blob_free(file);
    return code;
}

int
subject_pfx_written(void)
{
    vmstrust_identity *identity = NULL;
    vmstrust_bytes *pfx = NULL;
    int code = load(DATA "chain.pem", KEYS "ec-p-256.pem", NULL, &identity);

    if (code == VMSTRUST_OK) {
        code = vmstrust_identity_write_pfx(identity, VMSTRUST_TARGET_WINDOWS,
                                           "rec01", 5, &pfx, NULL);
        assert_int_equal(pfx != NULL, code == VMSTRUST_OK);
    }
    vmstrust_bytes_free(pfx);
    vmstrust_identity_free(identity);
    return code;
}

static int
draft(const vmstrust_identity *identity, vmstrust_bytes **pem)
{
    vmstrust_draft *draft = NULL;
    int code = vmstrust_draft_new(VMSTRUST_ROLE_RECORDING_SERVER, &draft, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_draft_add_subject(draft, "O", "Harbour", NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_draft_add_host(draft, "rec01.site.local", NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_draft_write(draft, identity, pem, NULL);
    }
    vmstrust_draft_free(draft);
    return code;
}

int
subject_request_drafted_and_read(void)
{
    vmstrust_identity *identity = NULL;
    vmstrust_request *request = NULL;
    vmstrust_bytes *pem = NULL;
    int code = load(DATA "server.pem", KEYS "ec-p-256.pem", NULL, &identity);

    if (code == VMSTRUST_OK) {
        code = draft(identity, &pem);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_request_parse(vmstrust_bytes_get_data(pem),
                                      vmstrust_bytes_get_size(pem), &request,
                                      NULL);
        assert_int_equal(request != NULL, code == VMSTRUST_OK);
    }
    vmstrust_request_free(request);
    vmstrust_bytes_free(pem);
    vmstrust_identity_free(identity);
    return code;
}

static int
check(vmstrust_deployment *deployment, const vmstrust_store *store,
      const vmstrust_policy *policy)
{
    vmstrust_report *report = NULL;
    int code = vmstrust_deployment_set_passphrase(deployment, "rec01", 5, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_set_account(deployment, "root", NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_check(deployment, store, policy,
                                         "rec01.site.local", &report, NULL);
        assert_int_equal(report != NULL, code == VMSTRUST_OK);
    }
    vmstrust_report_free(report);
    return code;
}

int
subject_deployment_checked(void)
{
    vmstrust_deployment *deployment = NULL;
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    int code = vmstrust_store_load(path_of(DATA "root.pem"), &store, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_deployment_new(path_of(DATA "chain.pem"),
                                       path_of(KEYS "forms/ec-aes256.pem"),
                                       &deployment, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = check(deployment, store, policy);
    }
    vmstrust_deployment_free(deployment);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return code;
}

static int
write_pair(const char *key, const char *cert)
{
    vmstrust_files *files = NULL;
    int code = vmstrust_files_new(true, &files, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(files, key, "key", 3, true, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_add(files, cert, "cert", 4, false, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_files_write(files, NULL);
    }
    vmstrust_files_free(files);
    return code;
}

/* Twice: the second time over the first. */
int
subject_files_replaced(void)
{
    char folder[] = "/tmp/fault.XXXXXX";
    char key[64];
    char cert[64];
    int code;

    assert_non_null(mkdtemp(folder));
    snprintf(key, sizeof key, "%s/rec01.key", folder);
    snprintf(cert, sizeof cert, "%s/rec01.crt", folder);
    code = write_pair(key, cert);
    if (code == VMSTRUST_OK) {
        code = write_pair(key, cert);
    }
    unlink(key);
    unlink(cert);
    assert_int_equal(rmdir(folder), 0); /* nothing is left lying there */
    return code;
}
