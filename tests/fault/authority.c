/* Subjects of floor authority: from an order to the revocation list, and from a
 * request to the renewed certificate; a CA rolled over, its certificates handed
 * over, its passphrase changed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <gnutls/crypto.h>
#include <vmstrust/ca.h>
#include <vmstrust/cert.h>

#include "authority/adopt.h"
#include "authority/body.h"
#include "authority/chain.h"
#include "authority/generation.h"
#include "authority/issue.h"
#include "authority/keyfile.h"
#include "authority/permit.h"
#include "authority/revoke.h"
#include "authority/subordinate.h"
#include "base/folder.h"
#include "der/pem.h"
#include "identity/draft.h"
#include "subjects.h"

#define NOW INT64_C(1900000000) /* 2030-03-17 */

/* What it may issue for, as a certificate holds it. */
static int
write_permits(struct vmst_note *note, struct vmst_blob **constraints)
{
    struct vmst_permits permits = {.count = 0};
    int code = vmst_permits_add(&permits, "site.local", note);

    if (code == VMSTRUST_OK) {
        code = vmst_permits_add(&permits, "192.0.2.0/24", note);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_permits_write(&permits, constraints);
    }
    vmst_permits_free(&permits);
    return code;
}

/* A CA without its key file: deriving a key from a passphrase takes as long as
 * the whole sweep should. */
static int
make_ca(const char *folder, struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(blob) constraints = NULL;
    struct vmst_body body = {
        .common_name = "Sweep CA",
        .not_before = NOW - VMST_DAY,
        .not_after = NOW + 1000 * VMST_DAY,
        .is_authority = true,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };
    struct vmst_origin origin = {.time = NOW, .command = "init"};

    TRY(vmst_private_key_make(VMST_NEW_EC_P256, note, &ca->key));
    body.key = vmst_private_key_public(ca->key);
    TRY(write_permits(note, &constraints));
    body.name_constraints = vmst_bytes(constraints->data, constraints->size);
    TRY(vmst_body_number(&body, note));
    TRY(vmst_body_sign(&body, ca->key, note, &ca->cert));
    TRY(vmst_ledger_create(folder, &origin, note));
    return vmst_ledger_open(folder, true, note, &ca->ledger);
}

static int
order_one(struct vmst_note *note, struct vmst_order **order)
{
    TRY(vmst_order_new(vmst_role_get(VMSTRUST_ROLE_RECORDING_SERVER), note,
                       order));
    (*order)->key = VMST_NEW_EC_P256;
    TRY(vmst_order_add_host(*order, "rec01.site.local", note));
    TRY(vmst_order_add_host(*order, "192.0.2.1", note));
    TRY(vmst_urls_add(&(*order)->crl_urls, "http://site.local/ca.crl", note));
    return vmst_urls_add(&(*order)->issuer_urls, "http://site.local/ca.crt",
                         note);
}

/* The list names it, and may be published again after itself. */
static int
list_names(struct vmst_ca *ca, const struct vmst_cert *cert,
           struct vmst_note *note)
{
    struct vmst_crls crls = {.list = NULL};
    struct vmst_crl_entry entry;
    int code = vmst_crl_make(ca, VMST_DAY, NOW, note, &crls);

    if (code == VMSTRUST_OK) {
        assert_true(vmst_crl_find(crls.list[0], &ca->cert->subject,
                                  cert->serial, &entry));
        code = vmst_crl_check(ca, &crls, note);
    }
    vmst_crls_free(&crls);
    return code;
}

static int
issue_and_revoke(struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(order) order = NULL;
    AUTO(identity) made = NULL;
    const struct vmst_cert *cert;

    TRY(order_one(note, &order));
    TRY(vmst_issue(ca, order, NOW, note, &made));
    cert = vmst_identity_cert(made);
    TRY(vmst_ledger_set_delivered(ca->ledger, cert, note));
    TRY(vmst_revoke(ca, cert, VMST_REASON_SUPERSEDED, NULL, NOW, note));
    return list_names(ca, cert, note);
}

static int
read_request(struct vmst_note *note, struct vmst_request **request)
{
    struct vmst_draft draft = {.name_count = 0};
    AUTO(private_key) key = NULL;
    AUTO(blob) pem = NULL;
    int code = vmst_private_key_make(VMST_NEW_EC_P256, note, &key);

    if (code == VMSTRUST_OK) {
        code = vmst_draft_add_host(&draft, "rec02.site.local", note);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_draft_write(&draft, key, note, &pem);
    }
    vmst_draft_free(&draft);
    TRY(code);
    return vmst_request_read(vmst_bytes(pem->data, pem->size), note, request);
}

static int
sign_and_renew(struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(order) order = NULL;
    AUTO(order) renewal = NULL;
    AUTO(cert) cert = NULL;
    AUTO(cert) next = NULL;
    AUTO(blob) chain = NULL;
    AUTO(request) request = NULL;
    struct vmst_entries entries;
    size_t count;

    TRY(order_one(note, &order));
    TRY(read_request(note, &request));
    TRY(vmst_order_add_requested(order, request, note));
    TRY(vmst_sign(ca, order, request, NOW, note, &cert));
    TRY(vmst_ledger_set_delivered(ca->ledger, cert, note));
    TRY(vmst_order_renew(ca, cert, note, &renewal));
    TRY(vmst_renew(ca, renewal, NOW + VMST_DAY, note, &next));
    TRY(vmst_ledger_set_delivered(ca->ledger, next, note));
    TRY(vmst_order_find_successors(ca, renewal, NOW, note, &entries));
    count = entries.count;
    vmst_entries_free(&entries);
    assert_int_equal(count, 1);
    return vmst_ca_write_chain(ca, next, note, &chain);
}

/* What is adopted is the CA itself, up to the writing of its key, which costs
 * a second each time. */
static int
adopt_and_record(struct vmst_ca *ca, struct vmst_note *note)
{
    struct vmst_identity identity = {.key = ca->key};
    AUTO(ca_plan) plan = NULL;
    AUTO(cert) sample = NULL;
    bool is_new[2] = {false, false};
    int code = vmst_certs_add(&identity.certs, ca->cert);

    if (code == VMSTRUST_OK) {
        code = vmst_ca_plan_new("/nonexistent/ca", "x", &plan);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_adoption_check(plan, &identity, note);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_adoption_sample(&identity, NOW, note, &sample);
    }
    vmst_certs_free(&identity.certs);
    TRY(code);
    for (size_t i = 0; i < 2; i++) {
        TRY(vmst_ca_record(ca, sample, vmst_role_get(VMSTRUST_ROLE_TLS_SERVER),
                           NOW, note, &is_new[i]));
    }
    assert_true(is_new[0] && !is_new[1]);
    return VMSTRUST_OK;
}

/* What the company's CA makes of a request. */
static int
sign_answer(const struct vmst_private_key *root_key,
            const struct vmst_private_key *key, struct vmst_note *note,
            struct vmst_certs *answer)
{
    AUTO(cert) root = NULL;
    AUTO(cert) own = NULL;
    struct vmst_body body = {
        .common_name = "Company",
        .not_before = NOW - VMST_DAY,
        .not_after = NOW + 1000 * VMST_DAY,
        .key = vmst_private_key_public(root_key),
        .is_authority = true,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };

    TRY(vmst_body_number(&body, note));
    TRY(vmst_body_sign(&body, root_key, note, &root));
    body.common_name = "Ours";
    body.issuer = root->subject.der;
    body.key = vmst_private_key_public(key);
    body.is_subordinate = true;
    TRY(vmst_body_sign(&body, root_key, note, &own));
    TRY(vmst_certs_add(answer, root));
    return vmst_certs_add(answer, own);
}

/* The key is not encrypted, for the same reason as above. */
static int
write_waiting(const char *folder, const struct vmst_private_key *key,
              struct vmst_note *note)
{
    const struct vmst_origin origin = {.time = NOW, .command = "init"};
    const struct vmst_body body = {
        .common_name = "Asked",
        .key = vmst_private_key_public(key),
        .is_authority = true,
        .is_subordinate = true,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };
    AUTO(blob) pem = NULL;
    AUTO(blob) request = NULL;

    TRY(vmst_ledger_create(folder, &origin, note));
    TRY(vmst_private_key_write(key, NULL, note, &pem));
    TRY(vmst_folder_write(folder, "ca.key", VMST_ACCESS_OWNER,
                          vmst_bytes(pem->data, pem->size), note));
    TRY(vmst_body_request(&body, key, note, &request));
    return vmst_folder_write(folder, VMST_CA_REQUEST_NAME, VMST_ACCESS_EVERYONE,
                             vmst_bytes(request->data, request->size), note);
}

static int
complete(const char *folder, struct vmst_note *note, struct vmst_certs *answer)
{
    AUTO(private_key) root_key = NULL;
    AUTO(private_key) key = NULL;
    AUTO(ca_plan) plan = NULL;
    AUTO_BUFFER differences = {0};

    TRY(vmst_private_key_make(VMST_NEW_EC_P256, note, &root_key));
    TRY(vmst_private_key_make(VMST_NEW_EC_P256, note, &key));
    TRY(write_waiting(folder, key, note));
    TRY(sign_answer(root_key, key, note, answer));
    TRY(vmst_ca_plan_new(folder, "", &plan));
    TRY(vmst_ca_complete(plan, answer, NULL, NOW, note));
    TRY(vmst_ca_compare_answer(folder, answer, note, &differences));
    assert_int_not_equal(differences.size, 0);
    return VMSTRUST_OK;
}

/* In memory where there is such a folder: every run is a few commits. */
#define FOLDER_SIZE 32

static void
make_folder(char folder[FOLDER_SIZE])
{
    snprintf(folder, FOLDER_SIZE, "/dev/shm/vmstrust-sweep.XXXXXX");
    if (mkdtemp(folder) == NULL) {
        snprintf(folder, FOLDER_SIZE, "/tmp/vmstrust-sweep.XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
}

/* Without an allocation, which would be one more to fail. */
static void
remove_folder(const char *folder)
{
    static const char *const names[] = {
        "ca.crt",    "ca.csr",        "ca.key",        "chain.crt",
        "ledger.db", "ledger.db-wal", "ledger.db-shm",
    };

    for (size_t i = 0; i < VMST_COUNT(names); i++) {
        char path[64];

        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
        snprintf(path, sizeof path, "%s/%s%s", folder, names[i],
                 VMST_FOLDER_SCRATCH);
        unlink(path);
    }
    rmdir(folder);
}

/* What a folder of a CA holds; the key is not encrypted, for the same reason as
 * above. */
static int
write_files(const struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(blob) key = NULL;
    AUTO_BUFFER root = {0};

    vmst_pem_write(&root, "CERTIFICATE", ca->cert->der);
    if (root.failed) {
        return vmst_fail_memory(note);
    }
    TRY(vmst_private_key_write(ca->key, NULL, note, &key));
    TRY(vmst_folder_write(ca->path, "ca.key", VMST_ACCESS_OWNER,
                          vmst_bytes(key->data, key->size), note));
    return vmst_folder_write(ca->path, VMST_CA_CERT_NAME, VMST_ACCESS_EVERYONE,
                             vmst_buffer_view(&root), note);
}

/* Twice, so that one is rolled over that was before; and read again, as it is
 * exported. */
static int
roll_over(struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(ca_plan) plan = NULL;
    AUTO(ca) again = NULL;

    TRY(write_files(ca, note));
    TRY(vmst_ca_plan_next(ca, "Sweep", note, &plan));
    TRY(vmst_ca_roll_over(ca, plan, NULL, NOW, note));
    TRY(vmst_ca_roll_over(ca, plan, NULL, NOW + VMST_DAY, note));
    TRY(vmst_ca_open(ca->path, NULL, note, &again));
    assert_int_equal(vmst_ca_root_count(again), 3);
    assert_true(vmst_cert_equal(vmst_ca_root(again, 0), ca->cert));
    return VMSTRUST_OK;
}

/* What is written of each certificate that clients and other owners get. */
static int
write_for_others(const vmstrust_cert *cert)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_bytes *subject = NULL;
    int code = vmstrust_cert_write_pem(cert, &pem, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_cert_write_subject(cert, &subject, NULL);
    }
    vmstrust_bytes_free(pem);
    vmstrust_bytes_free(subject);
    return code;
}

static int
write_all_for_others(const vmstrust_ca *ca)
{
    TRY(write_for_others(vmstrust_ca_get_root(ca, 0)));
    TRY(write_for_others(vmstrust_ca_get_root(ca, 1)));
    TRY(write_for_others(vmstrust_ca_get_cross(ca, 0)));
    return write_for_others(vmstrust_ca_get_back_cross(ca, 0));
}

static int
hand_over(struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO(ca_plan) plan = NULL;
    vmstrust_ca *read = NULL;
    int code;

    TRY(write_files(ca, note));
    TRY(vmst_ca_plan_next(ca, NULL, note, &plan));
    TRY(vmst_ca_roll_over(ca, plan, NULL, NOW, note));
    code = vmstrust_ca_open(ca->path, NULL, 0, &read, NULL);
    if (code == VMSTRUST_OK) {
        code = write_all_for_others(read);
    }
    vmstrust_ca_free(read);
    return code;
}

/* One iteration for as many as are asked for: they take as long as the whole
 * sweep should. */
int __real_gnutls_pbkdf2(gnutls_mac_algorithm_t mac, const gnutls_datum_t *key,
                         const gnutls_datum_t *salt, unsigned iterations,
                         void *output, size_t size);
int __wrap_gnutls_pbkdf2(gnutls_mac_algorithm_t mac, const gnutls_datum_t *key,
                         const gnutls_datum_t *salt, unsigned iterations,
                         void *output, size_t size);

int
__wrap_gnutls_pbkdf2(gnutls_mac_algorithm_t mac, const gnutls_datum_t *key,
                     const gnutls_datum_t *salt, unsigned iterations,
                     void *output, size_t size)
{
    (void)iterations;
    return __real_gnutls_pbkdf2(mac, key, salt, 1, output, size);
}

/* The first passphrase of a key that had none, and another one. */
static int
change_passphrase(struct vmst_ca *ca, struct vmst_note *note)
{
    static const char *const passphrases[] = {"correct horse",
                                              "battery staple"};

    TRY(write_files(ca, note));
    for (size_t i = 0; i < VMST_COUNT(passphrases); i++) {
        AUTO(secret) secret = NULL;

        TRY(vmst_secret_new(vmst_bytes_of(passphrases[i]), note, &secret));
        TRY(vmst_ca_check_set_passphrase(ca, secret, note));
        TRY(vmst_ca_set_passphrase(ca, secret, NOW, note));
        TRY(vmst_ca_check_key_file(ca, note));
    }
    return VMSTRUST_OK;
}

int
subject_company_answer(void)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs answer = {.count = 0};
    char folder[FOLDER_SIZE];
    int code;

    make_folder(folder);
    code = complete(folder, &note, &answer);
    vmst_certs_free(&answer);
    remove_folder(folder);
    return code;
}

static int
with_ca(int (*task)(struct vmst_ca *ca, struct vmst_note *note))
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_ca *ca = calloc(1, sizeof *ca);
    int code;

    if (ca == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    ca->path = malloc(FOLDER_SIZE);
    if (ca->path == NULL) {
        vmst_ca_free(ca);
        return VMSTRUST_E_MEMORY;
    }
    make_folder(ca->path);
    code = make_ca(ca->path, ca, &note);
    if (code == VMSTRUST_OK) {
        code = task(ca, &note);
    }
    vmst_ledger_free(steal(&ca->ledger));
    remove_folder(ca->path);
    vmst_ca_free(ca);
    return code;
}

int
subject_issue_and_revoke(void)
{
    return with_ca(issue_and_revoke);
}

int
subject_adopt_and_record(void)
{
    return with_ca(adopt_and_record);
}

int
subject_sign_and_renew(void)
{
    return with_ca(sign_and_renew);
}

int
subject_rollover(void)
{
    return with_ca(roll_over);
}

int
subject_hand_over(void)
{
    return with_ca(hand_over);
}

int
subject_passphrase(void)
{
    return with_ca(change_passphrase);
}
