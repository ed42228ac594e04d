/*
 * Authorities: made, and opened. Refuses a title that would not be read as it
 * was written, and a key that is not the certificate's. Floor 5.
 */
#include "authority/authority.h"

#include <stdlib.h>

#include "authority/body.h"
#include "authority/chain.h"
#include "authority/generation.h"
#include "authority/keyfile.h"
#include "authority/subordinate.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "cert/file.h"
#include "crypto/token.h"
#include "der/pem.h"

/* The title, a space and the digits of the key are a common name. */
#define TITLE_CHARACTERS (VMST_COMMON_NAME - 1 - VMST_CA_KEY_DIGITS)
/* A day is for tests; forty years are beyond any site. */
#define SHORTEST_LIFE VMST_DAY
#define USUAL_LIFE (3652 * VMST_DAY) /* ten years */
#define LONGEST_LIFE (40 * 366 * VMST_DAY)

int
vmst_key_type_read(const char *id, struct vmst_note *note,
                   enum vmst_new_key *kind)
{
    static const struct {
        const char *id;
        enum vmst_new_key kind;
    } types[] = {
        {"rsa3072", VMST_NEW_RSA_3072},
        {"rsa4096", VMST_NEW_RSA_4096},
        {"p256", VMST_NEW_EC_P256},
        {"p384", VMST_NEW_EC_P384},
    };
    char shown[64];

    for (size_t i = 0; i < VMST_COUNT(types); i++) {
        if (strcmp(types[i].id, id) == 0) {
            *kind = types[i].kind;
            return VMSTRUST_OK;
        }
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "%s: no such type of key; there are rsa3072, rsa4096, "
                     "p256 and p384",
                     vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(id)));
}

/* A copy of text; NULL of NULL. */
static int
copy_text(const char *text, char **copy)
{
    AUTO_BUFFER buffer = {0};

    *copy = NULL;
    if (text == NULL) {
        return VMSTRUST_OK;
    }
    vmst_buffer_add_text(&buffer, text);
    return vmst_buffer_take_text(&buffer, copy);
}

int
vmst_ca_plan_new(const char *path, const char *title,
                 struct vmst_ca_plan **plan)
{
    AUTO(ca_plan) made = calloc(1, sizeof *made);

    *plan = NULL;
    if (made == NULL) {
        return VMSTRUST_E_MEMORY;
    }
    TRY(copy_text(path, &made->path));
    TRY(copy_text(title, &made->title));
    made->key = VMST_NEW_RSA_3072;
    made->valid_for = USUAL_LIFE;
    *plan = steal(&made);
    return VMSTRUST_OK;
}

void
vmst_ca_plan_free(struct vmst_ca_plan *plan)
{
    if (plan != NULL) {
        free(plan->path);
        free(plan->title);
        free(plan->key_url);
        free(plan->account);
        free(plan->computer);
        vmst_permits_free(&plan->permits);
        free(plan);
    }
}

int
vmst_ca_plan_set_key(struct vmst_ca_plan *plan, const char *type,
                     struct vmst_note *note)
{
    char *url = NULL;

    if (!vmst_token_is_url(type)) {
        return vmst_key_type_read(type, note, &plan->key);
    }
    TRY(vmst_token_check_url(type, note));
    if (strlen(type) >= VMST_KEY_URL_SIZE || strpbrk(type, "\r\n") != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a PKCS#11 URL has one line of at most %d characters",
                         VMST_KEY_URL_SIZE - 1);
    }
    if (copy_text(type, &url) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    free(plan->key_url);
    plan->key_url = url;
    return VMSTRUST_OK;
}

int
vmst_actor_set(const char *account, const char *computer, char **its_account,
               char **its_computer)
{
    char *copies[2] = {NULL, NULL};

    if (copy_text(account, &copies[0]) != VMSTRUST_OK ||
        copy_text(computer, &copies[1]) != VMSTRUST_OK) {
        free(copies[0]);
        return VMSTRUST_E_MEMORY;
    }
    free(*its_account);
    free(*its_computer);
    *its_account = copies[0];
    *its_computer = copies[1];
    return VMSTRUST_OK;
}

int
vmst_ca_plan_set_actor(struct vmst_ca_plan *plan, const char *account,
                       const char *computer)
{
    return vmst_actor_set(account, computer, &plan->account, &plan->computer);
}

/* What stands in a title is read off a screen by somebody who decides whether
 * to trust it: nothing in it may be hidden. */
static int
check_title(const char *title, struct vmst_note *note)
{
    size_t characters;

    if (!vmst_text_count(vmst_bytes_of(title), &characters)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the title has a character that cannot be seen, "
                         "or is not UTF-8");
    }
    if (characters == 0 || characters > TITLE_CHARACTERS) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the title has %zu characters; it takes 1 to %d",
                         characters, TITLE_CHARACTERS);
    }
    if (title[0] == ' ' || title[strlen(title) - 1] == ' ') {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the title starts or ends with a space");
    }
    return VMSTRUST_OK;
}

int
vmst_ca_check_wishes(const struct vmst_ca_plan *plan, struct vmst_note *note)
{
    TRY(check_title(plan->title, note));
    if (plan->valid_for < SHORTEST_LIFE || plan->valid_for > LONGEST_LIFE) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a CA is valid for 1 day to 40 years");
    }
    return VMSTRUST_OK;
}

int
vmst_ca_check_plan(const struct vmst_ca_plan *plan, struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];

    TRY(vmst_ca_check_wishes(plan, note));
    if (vmst_path_is_taken(plan->path)) {
        return vmst_fail(
            note, VMSTRUST_E_FILE,
            "%s: there is something of that name already; nothing "
            "was changed",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(plan->path)));
    }
    return VMSTRUST_OK;
}

/* No two CAs share a name, whatever they are titled: verifiers find issuers by
 * name, and some try only one. */
int
vmst_ca_name_after_key(const char *title, const struct vmst_private_key *key,
                       char name[VMST_CA_NAME_SIZE])
{
    uint8_t digest[VMST_SHA256_SIZE];
    AUTO_BUFFER text = {0};

    TRY(vmst_sha256(vmst_private_key_spki(key), digest));
    vmst_buffer_add_text(&text, title);
    vmst_buffer_add_text(&text, " ");
    vmst_buffer_add_hex(&text, vmst_bytes(digest, VMST_CA_KEY_DIGITS / 2), 0);
    if (text.failed || text.size >= VMST_CA_NAME_SIZE) {
        return VMSTRUST_E_MEMORY;
    }
    memcpy(name, text.data, text.size);
    name[text.size] = '\0';
    return VMSTRUST_OK;
}

static int
write_cert(const char *folder, const struct vmst_cert *cert,
           struct vmst_note *note)
{
    AUTO_BUFFER pem = {0};

    vmst_pem_write(&pem, "CERTIFICATE", cert->der);
    if (pem.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_folder_write(folder, VMST_CA_CERT_NAME, VMST_ACCESS_EVERYONE,
                             vmst_buffer_view(&pem), note);
}

/* The subject, the key and the rules of the CA, whoever signs them. */
static int
describe(const struct vmst_ca_plan *plan, const struct vmst_private_key *key,
         char name[VMST_CA_NAME_SIZE], struct vmst_blob **constraints,
         struct vmst_body *body)
{
    *body = (struct vmst_body){
        .common_name = name,
        .key = vmst_private_key_public(key),
        .is_authority = true,
        .is_subordinate = plan->is_subordinate,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };
    TRY(vmst_ca_name_after_key(plan->title, key, name));
    TRY(vmst_permits_write(&plan->permits, constraints));
    if (*constraints != NULL) {
        body->name_constraints =
            vmst_bytes((*constraints)->data, (*constraints)->size);
    }
    return VMSTRUST_OK;
}

static int
write_root(const char *folder, const struct vmst_ca_plan *plan,
           const struct vmst_private_key *key, int64_t now,
           struct vmst_note *note)
{
    char name[VMST_CA_NAME_SIZE];
    AUTO(blob) constraints = NULL;
    AUTO(cert) cert = NULL;
    struct vmst_body body;

    TRY(describe(plan, key, name, &constraints, &body));
    body.not_before = now - VMST_CLOCK_SKEW;
    /* RFC 5280 4.1.2.5: the last second belongs to it. */
    body.not_after = body.not_before + plan->valid_for - 1;
    TRY(vmst_body_number(&body, note));
    TRY(vmst_body_sign(&body, key, note, &cert));
    return write_cert(folder, cert, note);
}

static int
write_request(const char *folder, const struct vmst_ca_plan *plan,
              const struct vmst_private_key *key, struct vmst_note *note)
{
    char name[VMST_CA_NAME_SIZE];
    AUTO(blob) constraints = NULL;
    AUTO(blob) pem = NULL;
    struct vmst_body body;

    TRY(describe(plan, key, name, &constraints, &body));
    TRY(vmst_body_request(&body, key, note, &pem));
    return vmst_folder_write(folder, VMST_CA_REQUEST_NAME, VMST_ACCESS_EVERYONE,
                             vmst_bytes(pem->data, pem->size), note);
}

/* The key and where it is kept: a new one in the folder, or the token's. */
static int
make_key(const char *folder, const struct vmst_ca_plan *plan,
         const struct vmst_secret *passphrase, struct vmst_note *note,
         struct vmst_private_key **key)
{
    AUTO(blob) pem = NULL;
    AUTO_BUFFER url = {0};

    if (plan->key_url == NULL) {
        TRY(vmst_private_key_make(plan->key, note, key));
        TRY(vmst_private_key_write(*key, passphrase, note, &pem));
        return vmst_folder_write(folder, VMST_CA_KEY_NAME, VMST_ACCESS_OWNER,
                                 vmst_bytes(pem->data, pem->size), note);
    }
    TRY(vmst_private_key_load(plan->key_url, passphrase, note, key));
    vmst_buffer_format(&url, "%s\n", plan->key_url);
    if (url.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_folder_write(folder, VMST_CA_KEY_NAME, VMST_ACCESS_OWNER,
                             vmst_buffer_view(&url), note);
}

static int
fill_folder(const char *folder, const struct vmst_ca_plan *plan,
            const struct vmst_secret *passphrase, int64_t now,
            struct vmst_note *note)
{
    AUTO(private_key) key = NULL;
    struct vmst_origin origin = {.time = now,
                                 .account = plan->account,
                                 .computer = plan->computer,
                                 .command = "init",
                                 .reason = plan->title};

    TRY(vmst_ledger_create(folder, &origin, note));
    TRY(make_key(folder, plan, passphrase, note, &key));
    return plan->is_subordinate ? write_request(folder, plan, key, note)
                                : write_root(folder, plan, key, now, note);
}

int
vmst_ca_check_passphrase(const struct vmst_secret *passphrase,
                         struct vmst_note *note)
{
    if (vmst_secret_view(passphrase).size < VMST_PASSPHRASE_LEAST) {
        return vmst_fail(note, VMSTRUST_E_PASSPHRASE,
                         "the passphrase of a CA has at least %d characters",
                         VMST_PASSPHRASE_LEAST);
    }
    return VMSTRUST_OK;
}

int
vmst_ca_create(const struct vmst_ca_plan *plan,
               const struct vmst_secret *passphrase, int64_t now,
               struct vmst_note *note)
{
    char *scratch = NULL;
    int code;

    TRY(vmst_ca_check_plan(plan, note));
    if (plan->key_url == NULL) {
        TRY(vmst_ca_check_passphrase(passphrase, note));
    }
    TRY(vmst_folder_make(plan->path, note, &scratch));
    code = fill_folder(scratch, plan, passphrase, now, note);
    if (code == VMSTRUST_OK) {
        code = vmst_folder_commit(scratch, plan->path, note);
    }
    if (code != VMSTRUST_OK) {
        vmst_folder_discard(scratch);
    }
    free(scratch);
    return code;
}

static int
fail_no_ca(const char *folder, struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];

    return vmst_fail(
        note, VMSTRUST_E_FILE,
        "%s: this folder is no CA, since it has no file " VMST_CA_CERT_NAME
        "; 'vmstrust ca init' makes one",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(folder)));
}

static int
load_cert(const char *folder, struct vmst_note *note, struct vmst_cert **cert)
{
    struct vmst_certs certs = {.list = NULL};
    char *path = NULL;
    bool is_waiting = false;
    int code;

    TRY(vmst_ca_is_waiting(folder, note, &is_waiting));
    if (is_waiting) {
        return vmst_fail(note, VMSTRUST_E_FILE,
                         "this CA has no certificate yet: its request, ca.csr, "
                         "waits for the answer of the company's CA ('vmstrust "
                         "ca init --answer FILE DIR')");
    }
    if (vmst_path_join(folder, VMST_CA_CERT_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_file_is_directory(folder) && vmst_path_is_missing(path)
               ? fail_no_ca(folder, note)
               : vmst_certs_load(path, VMST_TAKE_STRICT, note, &certs);
    free(path);
    if (code == VMSTRUST_OK) {
        *cert = vmst_cert_ref(certs.list[0]);
    }
    vmst_certs_free(&certs);
    return code;
}

static int
load(struct vmst_ca *ca, const struct vmst_secret *passphrase, bool is_writing,
     struct vmst_note *note)
{
    TRY(load_cert(ca->path, note, &ca->cert));
    TRY(vmst_ledger_open(ca->path, is_writing, note, &ca->ledger));
    if (is_writing) {
        TRY(vmst_ledger_check_here(ca->ledger, note));
    }
    TRY(vmst_ca_load_generations(ca, note));
    TRY(vmst_ca_load_chain(ca, ca->path, note));
    if (is_writing && !ca->is_published) {
        TRY(vmst_ca_publish(ca, note));
    }
    return passphrase == NULL ? VMSTRUST_OK
                              : vmst_ca_load_keys(ca, passphrase, note);
}

static int
open_as(const char *path, const struct vmst_secret *passphrase, bool is_writing,
        struct vmst_note *note, struct vmst_ca **ca)
{
    AUTO(ca) made = calloc(1, sizeof *made);

    *ca = NULL;
    if (made == NULL || copy_text(path, &made->path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    TRY(load(made, passphrase, is_writing, note));
    *ca = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_ca_open(const char *path, const struct vmst_secret *passphrase,
             struct vmst_note *note, struct vmst_ca **ca)
{
    return open_as(path, passphrase, passphrase != NULL, note, ca);
}

int
vmst_ca_try_passphrase(const char *path, const struct vmst_secret *passphrase,
                       struct vmst_note *note)
{
    AUTO(ca) ca = NULL;

    return open_as(path, passphrase, false, note, &ca);
}

void
vmst_ca_free(struct vmst_ca *ca)
{
    if (ca != NULL) {
        free(ca->path);
        vmst_cert_free(ca->cert);
        vmst_generations_free(&ca->generations);
        vmst_certs_free(&ca->beside);
        vmst_private_key_free(ca->key);
        vmst_ledger_free(ca->ledger);
        free(ca->account);
        free(ca->computer);
        free(ca);
    }
}

int
vmst_ca_key_id(const struct vmst_ca *ca, uint8_t room[VMST_SHA1_SIZE],
               struct vmst_bytes *id)
{
    *id = ca->cert->subject_key_id;
    if (id->size != 0) {
        return VMSTRUST_OK;
    }
    *id = vmst_bytes(room, VMST_SHA1_SIZE);
    return vmst_sha1(ca->cert->key.bits, room);
}

int
vmst_ca_check_writing(const struct vmst_ca *ca, struct vmst_note *note)
{
    if (ca->key == NULL) {
        return vmst_fail(note, VMSTRUST_E_PASSPHRASE,
                         "the CA was opened without its passphrase, to be "
                         "read only");
    }
    return VMSTRUST_OK;
}

int
vmst_ca_set_actor(struct vmst_ca *ca, const char *account, const char *computer)
{
    return vmst_actor_set(account, computer, &ca->account, &ca->computer);
}

struct vmst_origin
vmst_ca_origin(const struct vmst_ca *ca, int64_t time, const char *command,
               const char *reason)
{
    return (struct vmst_origin){.time = time,
                                .account = ca->account,
                                .computer = ca->computer,
                                .command = command,
                                .reason = reason};
}
