/*
 * Adopting (adopt.h). Floor 5.
 */
#include "authority/adopt.h"

#include <stdlib.h>

#include "authority/chain.h"
#include "authority/generation.h"
#include "authority/issue.h"
#include "authority/keyfile.h"
#include "base/folder.h"
#include "base/text.h"
#include "der/pem.h"

/* RFC 6761 6.4: a name that no host ever has. */
#define SAMPLE_HOST "server.invalid"

/* --- May it be? ----------------------------------------------------------- */

/* RFC 5280 4.2.1.9; without basicConstraints it is a CA by its key usage alone,
 * and only at the end of a path. */
static int
check_authority(const struct vmst_cert *cert, struct vmst_note *note)
{
    bool is_marked = vmst_cert_has(cert, VMST_EXT_BASIC_CONSTRAINTS);

    if (is_marked ? !cert->is_authority : !vmst_cert_is_self_issued(cert)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the certificate is not that of a CA");
    }
    if (vmst_cert_has(cert, VMST_EXT_KEY_USAGE)
            ? (cert->key_usage & VMST_USAGE_CERT_SIGN) == 0
            : !is_marked && vmst_cert_has(cert, VMST_EXT_EXTENDED_KEY_USAGE)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the key usage of the certificate does not let it "
                         "sign certificates");
    }
    return VMSTRUST_OK;
}

int
vmst_adoption_check(const struct vmst_ca_plan *plan,
                    const struct vmst_identity *identity,
                    struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];

    if (vmst_path_is_taken(plan->path)) {
        return vmst_fail(
            note, VMSTRUST_E_FILE,
            "%s: there is something of that name already; nothing was changed",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(plan->path)));
    }
    TRY(vmst_identity_prove(identity, note));
    TRY(check_authority(vmst_identity_cert(identity), note));
    if (vmst_private_key_is_in_token(identity->key)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the key is in a token: it cannot be copied into the "
                         "CA's folder");
    }
    return VMSTRUST_OK;
}

/* --- What will be said of it ---------------------------------------------- */

/* A name that the CA may issue for, so that the sample says nothing of names. */
static int
name_sample(const struct vmst_cert *authority, struct vmst_order *order,
            struct vmst_note *note)
{
    AUTO_BUFFER host = {0};

    for (size_t i = 0; i < authority->permitted.count; i++) {
        const struct vmst_general_name *base =
            &authority->permitted.list[i].base;

        if (base->kind == VMST_GENERAL_DNS && base->value.size != 0) {
            vmst_buffer_add_text(&host,
                                 base->value.data[0] == '.' ? "a" : "a.");
            vmst_buffer_add(&host, base->value.data, base->value.size);
            vmst_buffer_add(&host, "", 1);
            return host.failed ? vmst_fail_memory(note)
                               : vmst_order_add_host(
                                     order, (const char *)host.data, note);
        }
    }
    return vmst_order_add_host(order, SAMPLE_HOST, note);
}

int
vmst_adoption_sample(const struct vmst_identity *identity, int64_t now,
                     struct vmst_note *note, struct vmst_cert **sample)
{
    const struct vmst_ca ca = {.cert = identity->certs.list[0],
                               .key = identity->key};
    AUTO(order) order = NULL;
    AUTO(private_key) key = NULL;

    *sample = NULL;
    TRY(vmst_order_new(vmst_role_get(VMSTRUST_ROLE_RECORDING_SERVER), note,
                       &order));
    TRY(name_sample(ca.cert, order, note));
    TRY(vmst_private_key_make(VMST_NEW_EC_P256, note, &key));
    return vmst_sample(&ca, order, vmst_private_key_public(key), now, note,
                       sample);
}

/* --- Taking it over ------------------------------------------------------- */

static int
write_pem(const char *folder, const char *name, const struct vmst_certs *certs,
          size_t first, size_t end, struct vmst_note *note)
{
    AUTO_BUFFER pem = {0};

    for (size_t i = first; i < end; i++) {
        if (i == 0 || !vmst_cert_is_self_issued(certs->list[i])) {
            vmst_pem_write(&pem, "CERTIFICATE", certs->list[i]->der);
        }
    }
    if (pem.failed) {
        return vmst_fail_memory(note);
    }
    return pem.size == 0 ? VMSTRUST_OK
                         : vmst_folder_write(folder, name, VMST_ACCESS_EVERYONE,
                                             vmst_buffer_view(&pem), note);
}

/* Who stands behind a root leads nowhere. */
static size_t
chain_end(const struct vmst_certs *certs)
{
    return vmst_cert_is_self_issued(certs->list[0]) ? 1 : certs->count;
}

static int
fill_folder(const char *folder, const struct vmst_ca_plan *plan,
            const struct vmst_identity *identity,
            const struct vmst_secret *passphrase, int64_t now,
            struct vmst_note *note)
{
    const struct vmst_certs *certs = &identity->certs;
    AUTO_BUFFER name = {0};
    AUTO(blob) pem = NULL;
    struct vmst_origin origin = {.time = now,
                                 .account = plan->account,
                                 .computer = plan->computer,
                                 .command = "adopt"};

    vmst_cert_show(&name, certs->list[0]);
    vmst_buffer_add(&name, "", 1);
    if (name.failed) {
        return vmst_fail_memory(note);
    }
    origin.reason = (const char *)name.data;
    TRY(vmst_ledger_create(folder, &origin, note));
    TRY(vmst_private_key_write(identity->key, passphrase, note, &pem));
    TRY(vmst_folder_write(folder, VMST_CA_KEY_NAME, VMST_ACCESS_OWNER,
                          vmst_bytes(pem->data, pem->size), note));
    TRY(write_pem(folder, VMST_CA_CERT_NAME, certs, 0, 1, note));
    return write_pem(folder, VMST_CA_CHAIN_NAME, certs, 1, chain_end(certs),
                     note);
}

int
vmst_ca_adopt(const struct vmst_ca_plan *plan,
              const struct vmst_identity *identity,
              const struct vmst_secret *passphrase, int64_t now,
              struct vmst_note *note)
{
    char *scratch = NULL;
    int code;

    TRY(vmst_adoption_check(plan, identity, note));
    TRY(vmst_ca_check_passphrase(passphrase, note));
    TRY(vmst_folder_make(plan->path, note, &scratch));
    code = fill_folder(scratch, plan, identity, passphrase, now, note);
    if (code == VMSTRUST_OK) {
        code = vmst_folder_commit(scratch, plan->path, note);
    }
    if (code != VMSTRUST_OK) {
        vmst_folder_discard(scratch);
    }
    free(scratch);
    return code;
}

/* --- What it issued before ------------------------------------------------ */

/* A root of any generation, or the certificate of one by another. */
static bool
is_own(const struct vmst_ca *ca, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        const struct vmst_generation *one = vmst_ca_generation(ca, i);

        if (vmst_cert_equal(vmst_ca_root(ca, i), cert) ||
            (one != NULL && one->forward != NULL &&
             vmst_cert_equal(one->forward, cert)) ||
            (one != NULL && one->back != NULL &&
             vmst_cert_equal(one->back, cert))) {
            return true;
        }
    }
    return false;
}

static bool
has_signed(const struct vmst_cert *root, const struct vmst_cert *cert)
{
    return vmst_name_equal(&cert->issuer, &root->subject) &&
           vmst_signature_check(&root->key, &cert->algorithm, cert->tbs,
                                cert->signature) == VMST_SIGNATURE_GOOD;
}

static int
check_issuer(const struct vmst_ca *ca, const struct vmst_cert *cert,
             struct vmst_note *note)
{
    if (is_own(ca, cert)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "that is the certificate of the CA itself");
    }
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        if (has_signed(vmst_ca_root(ca, i), cert)) {
            return VMSTRUST_OK;
        }
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "this CA did not sign it: its issuer is another, or has "
                     "another key");
}

int
vmst_ca_check_record(const struct vmst_ca *ca, const struct vmst_cert *cert,
                     struct vmst_note *note, bool *is_new)
{
    struct vmst_entries entries;

    *is_new = false;
    TRY(vmst_ca_check_writing(ca, note));
    TRY(check_issuer(ca, cert, note));
    TRY(vmst_ledger_find_cert(ca->ledger, cert, note, &entries));
    *is_new = entries.count == 0;
    vmst_entries_free(&entries);
    return VMSTRUST_OK;
}

int
vmst_ca_record(const struct vmst_ca *ca, const struct vmst_cert *cert,
               const struct vmst_role *role, int64_t now,
               struct vmst_note *note, bool *is_new)
{
    AUTO_BUFFER about = {0};
    struct vmst_origin origin;

    *is_new = false;
    TRY(vmst_ca_check_writing(ca, note));
    TRY(check_issuer(ca, cert, note));
    if (cert->is_authority) {
        role = vmst_role_get(VMSTRUST_ROLE_AUTHORITY);
    }
    vmst_cert_show(&about, cert);
    vmst_buffer_add_text(&about, ", serial ");
    vmst_buffer_add_hex(&about, cert->serial, 0);
    vmst_buffer_add(&about, "", 1);
    if (about.failed) {
        return vmst_fail_memory(note);
    }
    origin = vmst_ca_origin(ca, now, "record", (const char *)about.data);
    return vmst_ledger_record(ca->ledger, cert, role->row.id, &origin, note,
                              is_new);
}
