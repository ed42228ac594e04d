/*
 * Generations (generation.h). Refuses a rollover that verifiers would refuse: of
 * a root that allows no CA below itself, of one that has expired, and of a CA
 * that is no root. Floor 5.
 */
#include "authority/generation.h"

#include <stdlib.h>

#include "authority/body.h"
#include "authority/keyfile.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/time.h"
#include "cert/file.h"
#include "der/pem.h"

void
vmst_generations_free(struct vmst_generations *generations)
{
    for (size_t i = 0; i < generations->count; i++) {
        struct vmst_generation *one = &generations->list[i];

        vmst_cert_free(one->cert);
        vmst_cert_free(one->forward);
        vmst_cert_free(one->back);
        vmst_private_key_free(one->key);
    }
    *generations = (struct vmst_generations){.count = 0};
}

size_t
vmst_ca_root_count(const struct vmst_ca *ca)
{
    return ca->generations.count == 0 ? 1 : ca->generations.count;
}

const struct vmst_generation *
vmst_ca_generation(const struct vmst_ca *ca, size_t at)
{
    size_t count = ca->generations.count;

    return at < count ? &ca->generations.list[count - 1 - at] : NULL;
}

const struct vmst_cert *
vmst_ca_root(const struct vmst_ca *ca, size_t at)
{
    const struct vmst_generation *one = vmst_ca_generation(ca, at);

    if (one != NULL) {
        return one->cert;
    }
    return at == 0 ? ca->cert : NULL;
}

/* --- Loading ------------------------------------------------------------------ */

static bool
is_root(const struct vmst_ca *ca, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        if (vmst_bytes_equal(vmst_ca_root(ca, i)->der, cert->der)) {
            return true;
        }
    }
    return false;
}

/* What people hand to clients: a certificate that is none of this CA's must not
 * stand in it. One that is missing is not trusted yet, and no more. */
static int
check_published(const struct vmst_ca *ca, const struct vmst_certs *published,
                struct vmst_note *note)
{
    for (size_t i = 0; i < published->count; i++) {
        if (!is_root(ca, published->list[i])) {
            return vmst_fail(note, VMSTRUST_E_MALFORMED,
                             "ca.crt holds a certificate that is none of this "
                             "CA's: take it from the last backup");
        }
    }
    return VMSTRUST_OK;
}

static bool
has_cert(const struct vmst_certs *certs, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < certs->count; i++) {
        if (vmst_cert_equal(certs->list[i], cert)) {
            return true;
        }
    }
    return false;
}

static bool
has_all_roots(const struct vmst_certs *published, const struct vmst_ca *ca)
{
    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        if (!has_cert(published, vmst_ca_root(ca, i))) {
            return false;
        }
    }
    return true;
}

static int
check_cert_file(struct vmst_ca *ca, struct vmst_note *note)
{
    struct vmst_certs published = {.list = NULL};
    char *path = NULL;
    int code;

    if (vmst_path_join(ca->path, VMST_CA_CERT_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    code = vmst_certs_load(path, VMST_TAKE_STRICT, note, &published);
    free(path);
    if (code == VMSTRUST_OK) {
        code = check_published(ca, &published, note);
    }
    ca->is_published = has_all_roots(&published, ca);
    vmst_certs_free(&published);
    return code;
}

int
vmst_ca_load_generations(struct vmst_ca *ca, struct vmst_note *note)
{
    TRY(vmst_ledger_read_generations(ca->ledger, note, &ca->generations));
    ca->is_published = true;
    if (ca->generations.count == 0) {
        return VMSTRUST_OK;
    }
    vmst_cert_free(ca->cert);
    ca->cert = vmst_cert_ref(vmst_ca_root(ca, 0));
    return check_cert_file(ca, note);
}

static int
load_key(const struct vmst_key_file *file, size_t at,
         const struct vmst_secret *passphrase, const struct vmst_cert *cert,
         struct vmst_note *note, struct vmst_private_key **key)
{
    TRY(vmst_key_file_open(file, at, passphrase, note, key));
    if (!vmst_private_key_matches(*key, &cert->key)) {
        return vmst_fail(note, VMSTRUST_E_MALFORMED,
                         "ca.key is not the key of ca.crt: one of them was "
                         "replaced; take both from the same backup");
    }
    return VMSTRUST_OK;
}

int
vmst_ca_load_keys(struct vmst_ca *ca, const struct vmst_secret *passphrase,
                  struct vmst_note *note)
{
    AUTO_KEY_FILE file = {.text = NULL};
    size_t last = vmst_ca_root_count(ca) - 1;

    TRY(vmst_key_file_load(ca->path, note, &file));
    for (size_t i = 0; i < last; i++) {
        struct vmst_generation *elder = &ca->generations.list[i];

        TRY(load_key(&file, i, passphrase, elder->cert, note, &elder->key));
    }
    return load_key(&file, last, passphrase, ca->cert, note, &ca->key);
}

/* Newest first: who reads only one reads the right one. */
int
vmst_ca_publish(struct vmst_ca *ca, struct vmst_note *note)
{
    AUTO_BUFFER pem = {0};

    for (size_t i = 0; i < vmst_ca_root_count(ca); i++) {
        vmst_pem_write(&pem, "CERTIFICATE", vmst_ca_root(ca, i)->der);
    }
    if (pem.failed) {
        return vmst_fail_memory(note);
    }
    TRY(vmst_folder_replace(ca->path, VMST_CA_CERT_NAME, VMST_ACCESS_EVERYONE,
                            vmst_buffer_view(&pem), note));
    ca->is_published = true;
    return VMSTRUST_OK;
}

/* --- The plan ------------------------------------------------------------------ */

/* As strong as the one before; RSA-3072 for what is not made here. */
static enum vmst_new_key
kind_of(const struct vmst_key *key)
{
    if (key->kind == VMST_KEY_EC_P256) {
        return VMST_NEW_EC_P256;
    }
    if (key->kind == VMST_KEY_EC_P384) {
        return VMST_NEW_EC_P384;
    }
    return key->kind == VMST_KEY_RSA && key->size > 3072 ? VMST_NEW_RSA_4096
                                                         : VMST_NEW_RSA_3072;
}

/* The common name without a space and the digits of its key, where it ends in
 * those. */
static int
title_of(const struct vmst_ca *ca, struct vmst_note *note, char **title)
{
    struct vmst_bytes name = ca->cert->subject.common_name;
    uint8_t digest[VMST_SHA256_SIZE];
    AUTO_BUFFER end = {0};
    AUTO_BUFFER text = {0};

    if (vmst_sha256(ca->cert->key.spki, digest) != VMSTRUST_OK) {
        return vmst_fail(note, VMSTRUST_E_CRYPTO, "SHA-256 cannot be had");
    }
    vmst_buffer_add_text(&end, " ");
    vmst_buffer_add_hex(&end, vmst_bytes(digest, VMST_CA_KEY_DIGITS / 2), 0);
    if (!end.failed && name.size > end.size &&
        memcmp(name.data + name.size - end.size, end.data, end.size) == 0) {
        name.size -= end.size;
    }
    vmst_buffer_add(&text, name.data, name.size);
    if (end.failed || vmst_buffer_take_text(&text, title) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}

int
vmst_ca_plan_next(const struct vmst_ca *ca, const char *title,
                  struct vmst_note *note, struct vmst_ca_plan **plan)
{
    char *same = NULL;
    int code;

    *plan = NULL;
    TRY(title_of(ca, note, &same));
    code = vmst_ca_plan_new(ca->path, title == NULL ? same : title, plan);
    free(same);
    if (code != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    (*plan)->key = kind_of(&ca->cert->key);
    (*plan)->valid_for = ca->cert->not_after - ca->cert->not_before + 1;
    return VMSTRUST_OK;
}

static int
check_root(const struct vmst_ca *ca, int64_t now, struct vmst_note *note)
{
    char date[VMST_TIME_TEXT];

    if (!vmst_cert_is_self_issued(ca->cert)) {
        return vmst_fail(
            note, VMSTRUST_E_ARGUMENT,
            "this CA is no root: the CA above it gives it its next "
            "certificate");
    }
    if (!ca->cert->is_authority || ca->cert->has_path_length) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the root allows no CA below itself (pathLen, or no "
                         "basic constraints), so that a certificate for its "
                         "successor would be refused: make a new CA, and give "
                         "it to every client first");
    }
    if (ca->cert->not_after < now) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the CA has expired on %s, and can vouch for no "
                         "successor: make a new CA, and give it to every "
                         "client",
                         vmst_date_show(ca->cert->not_after, date));
    }
    return VMSTRUST_OK;
}

int
vmst_ca_check_rollover(const struct vmst_ca *ca,
                       const struct vmst_ca_plan *plan, int64_t now,
                       struct vmst_note *note)
{
    TRY(vmst_ca_check_writing(ca, note));
    TRY(check_root(ca, now, note));
    if (vmst_private_key_is_in_token(ca->key) || plan->key_url != NULL) {
        return vmst_fail(
            note, VMSTRUST_E_ARGUMENT,
            "a CA whose key is in a token is not rolled over: make a new "
            "one");
    }
    if (ca->generations.count >= VMST_LIMIT_GENERATIONS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "this CA has %d generations: make a new one",
                         VMST_LIMIT_GENERATIONS);
    }
    return vmst_ca_check_wishes(plan, note);
}

/* --- Signing -------------------------------------------------------------------- */

/* What the certificates of one step have in common. The constraints of the old
 * root bind its successor too: whoever was promised that this CA issues for
 * certain names alone is told no other thing. */
static struct vmst_body
body_of(const struct vmst_ca *ca, int64_t now)
{
    return (struct vmst_body){
        .not_before = now - VMST_CLOCK_SKEW,
        .is_authority = true,
        .name_constraints = ca->cert->name_constraints,
        .key_usage = VMST_USAGE_CERT_SIGN | VMST_USAGE_CRL_SIGN,
    };
}

static int64_t
sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int
sign_root(const struct vmst_ca *ca, const struct vmst_ca_plan *plan,
          const struct vmst_private_key *key, int64_t now,
          struct vmst_note *note, struct vmst_cert **cert)
{
    char name[VMST_CA_NAME_SIZE];
    struct vmst_body body = body_of(ca, now);

    body.common_name = name;
    body.key = vmst_private_key_public(key);
    /* RFC 5280 4.1.2.5: the last second belongs to it. */
    body.not_after = body.not_before + plan->valid_for - 1;
    TRY(vmst_ca_name_after_key(plan->title, key, name));
    TRY(vmst_body_number(&body, note));
    return vmst_body_sign(&body, key, note, cert);
}

/* The key and the name of one root, signed by another. It starts when the later
 * of both starts, and ends with the sooner. */
static int
cross(const struct vmst_ca *ca, const struct vmst_cert *subject,
      struct vmst_cert *issuer, const struct vmst_private_key *signer,
      int64_t now, struct vmst_note *note, struct vmst_cert **cert)
{
    struct vmst_body body = body_of(ca, now);
    int64_t starts[] = {subject->not_before, issuer->not_before};
    const struct vmst_ca named = {.cert = issuer};
    uint8_t room[VMST_SHA1_SIZE];

    for (size_t i = 0; i < VMST_COUNT(starts); i++) {
        if (starts[i] > body.not_before) {
            body.not_before = starts[i];
        }
    }
    body.not_after = sooner(subject->not_after, issuer->not_after);
    body.issuer = issuer->subject.der;
    body.subject = subject->subject.der;
    body.key = &subject->key;
    body.key_id = subject->subject_key_id;
    TRY(vmst_ca_key_id(&named, room, &body.issuer_key_id));
    TRY(vmst_body_number(&body, note));
    return vmst_body_sign(&body, signer, note, cert);
}

static int
make_generation(const struct vmst_ca *ca, const struct vmst_ca_plan *plan,
                int64_t now, struct vmst_note *note,
                struct vmst_generation *made)
{
    TRY(vmst_private_key_make(plan->key, note, &made->key));
    TRY(sign_root(ca, plan, made->key, now, note, &made->cert));
    TRY(cross(ca, made->cert, ca->cert, ca->key, now, note, &made->forward));
    return cross(ca, ca->cert, made->cert, made->key, now, note, &made->back);
}

/* --- The step -------------------------------------------------------------------- */

/* Nobody rolled it over, and nobody changed the passphrase, since it was
 * opened. */
static int
check_unchanged(const struct vmst_ca *ca, const struct vmst_secret *passphrase,
                struct vmst_note *note)
{
    AUTO_KEY_FILE file = {.text = NULL};
    AUTO(private_key) key = NULL;

    TRY(vmst_ca_check_generations(ca, note));
    TRY(vmst_key_file_load(ca->path, note, &file));
    TRY(vmst_key_file_open(&file, vmst_ca_root_count(ca) - 1, passphrase, note,
                           &key));
    return vmst_private_key_matches(key, &ca->cert->key)
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_MALFORMED,
                           "ca.key is not the key of ca.crt");
}

int
vmst_ca_check_generations(const struct vmst_ca *ca, struct vmst_note *note)
{
    struct vmst_generations now = {.count = 0};
    int code = vmst_ledger_read_generations(ca->ledger, note, &now);
    bool is_same = now.count == ca->generations.count;

    vmst_generations_free(&now);
    if (code == VMSTRUST_OK && !is_same) {
        code = vmst_fail(note, VMSTRUST_E_FILE,
                         "the CA was rolled over meanwhile; nothing was "
                         "changed: try again");
    }
    return code;
}

static int
enter(const struct vmst_ca *ca, const struct vmst_generation *made,
      const struct vmst_secret *passphrase, int64_t now, struct vmst_note *note)
{
    struct vmst_generation first = {.cert = ca->cert};
    AUTO_BUFFER name = {0};
    struct vmst_origin origin;

    vmst_name_show(&name, &made->cert->subject);
    vmst_buffer_add(&name, "", 1);
    if (name.failed) {
        return vmst_fail_memory(note);
    }
    origin = vmst_ca_origin(ca, now, "rollover", (const char *)name.data);
    TRY(check_unchanged(ca, passphrase, note));
    if (ca->generations.count == 0) {
        TRY(vmst_ledger_add_generation(ca->ledger, &first, ca->cert->not_before,
                                       note));
    }
    TRY(vmst_ledger_add_generation(ca->ledger, made, now, note));
    TRY(vmst_ledger_add_log(ca->ledger, &origin, note));
    return vmst_ca_write_keys(ca, made->key, passphrase, note);
}

/* What was just entered becomes what is in hand; every owner stays one. */
static void
step(struct vmst_ca *ca, struct vmst_generation *made)
{
    struct vmst_generations *all = &ca->generations;

    if (all->count == 0) {
        all->list[all->count++].cert = vmst_cert_ref(ca->cert);
    }
    all->list[all->count - 1].key = ca->key;
    ca->key = steal(&made->key);
    vmst_cert_free(ca->cert);
    ca->cert = vmst_cert_ref(made->cert);
    all->list[all->count++] = *made;
    *made = (struct vmst_generation){.cert = NULL};
}

/* It has happened, whatever becomes of the file: who takes it for undone would
 * do it twice. */
static int
publish_next(struct vmst_ca *ca, struct vmst_note *note)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    int code = vmst_ca_publish(ca, &inner);

    return code == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail(note, code,
                           "the CA was rolled over, and ca.crt does not have "
                           "its new root yet: %s; do not repeat the rollover: "
                           "the next command that takes the passphrase writes "
                           "ca.crt",
                           inner.text);
}

int
vmst_ca_roll_over(struct vmst_ca *ca, const struct vmst_ca_plan *plan,
                  const struct vmst_secret *passphrase, int64_t now,
                  struct vmst_note *note)
{
    struct vmst_generations made = {.count = 1};
    int code;

    TRY(vmst_ca_check_rollover(ca, plan, now, note));
    code = make_generation(ca, plan, now, note, &made.list[0]);
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_begin(ca->ledger, note);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_ledger_end(
            ca->ledger, enter(ca, &made.list[0], passphrase, now, note), note);
    }
    if (code == VMSTRUST_OK) {
        step(ca, &made.list[0]);
        code = publish_next(ca, note);
    }
    vmst_generations_free(&made);
    return code;
}
