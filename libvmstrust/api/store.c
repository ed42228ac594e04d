/*
 * vmstrust_store: the public calls. Every change is one function over the next
 * generation, run by `change`. Floor 6.
 */
#include <vmstrust/store.h>

#include "api/error.h"
#include "base/time.h"
#include "cert/crls.h"
#include "role/host.h"
#include "role/table.h"
#include "store/load.h"
#include "store/shelf.h"
#include "store/store.h"

/* What one change needs; the parts that it does not use are zero. */
struct change {
    const struct vmst_cert *cert;
    const struct vmst_certs *certs;
    const struct vmst_crls *crls;
    vmstrust_role role;
    bool is_system;
    struct vmst_host host;
    int64_t expires;
};

typedef int (*change_call)(struct vmst_trust *next, const struct change *change,
                           struct vmst_note *note);

/* One generation further, or nothing at all. */
static int
change(vmstrust_store *store, change_call call, const struct change *change,
       struct vmst_note *note)
{
    struct vmst_trust *next = NULL;
    TRY(vmst_store_begin(store, &next));
    return vmst_store_end(store, next, call(next, change, note));
}

static int
change_and_answer(vmstrust_store *store, change_call call,
                  const struct change *what, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    return vmst_error_answer(change(store, call, what, &note), &note, error);
}

static int
answer_argument(vmstrust_error **error)
{
    const struct vmst_note note = {.code = VMSTRUST_OK};
    return vmst_error_answer(VMSTRUST_E_ARGUMENT, &note, error);
}

/* A certificate that a peer sent may be malformed; nobody trusts that. */
static int
refuse_malformed(const struct vmst_cert *cert, struct vmst_note *note)
{
    if (!cert->is_malformed) {
        return VMSTRUST_OK;
    }
    *note = cert->note;
    note->code = VMSTRUST_E_MALFORMED;
    return VMSTRUST_E_MALFORMED;
}

/* --- Life --------------------------------------------------------------------- */

int
vmstrust_store_new(vmstrust_store **store, vmstrust_error **error)
{
    const struct vmst_note note = {.code = VMSTRUST_OK};
    if (store == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_new(store), &note, error);
}

int
vmstrust_store_load(const char *path, vmstrust_store **store,
                    vmstrust_error **error)
{
    if (store == NULL) {
        return answer_argument(error);
    }
    int code = vmstrust_store_new(store, error);
    if (code != VMSTRUST_OK) {
        return code;
    }
    code = vmstrust_store_add_path(*store, path, error);
    if (code != VMSTRUST_OK) {
        vmst_store_free(*store);
        *store = NULL;
    }
    return code;
}

vmstrust_store *
vmstrust_store_ref(const vmstrust_store *store)
{
    return vmst_store_ref(store);
}

void
vmstrust_store_free(vmstrust_store *store)
{
    vmst_store_free(store);
}

/* --- Anchors and intermediates ---------------------------------------------------- */

static int
add_anchor(struct vmst_trust *next, const struct change *change,
           struct vmst_note *note)
{
    TRY(refuse_malformed(change->cert, note));
    return vmst_trust_add_anchor(next, change->cert, change->role, false);
}

static int
add_anchors(struct vmst_trust *next, const struct change *change,
            struct vmst_note *note)
{
    (void)note;
    for (size_t i = 0; i < change->certs->count; i++) {
        TRY(vmst_trust_add_anchor(next, change->certs->list[i], change->role,
                                  change->is_system));
    }
    return VMSTRUST_OK;
}

static int
add_intermediate(struct vmst_trust *next, const struct change *change,
                 struct vmst_note *note)
{
    TRY(refuse_malformed(change->cert, note));
    return vmst_trust_add_intermediate(next, change->cert);
}

int
vmstrust_store_add_cert(vmstrust_store *store, const vmstrust_cert *cert,
                        vmstrust_error **error)
{
    const struct change what = {.cert = cert};
    if (store == NULL || cert == NULL) {
        return answer_argument(error);
    }
    return change_and_answer(store, add_anchor, &what, error);
}

int
vmstrust_store_add_cert_for_role(vmstrust_store *store,
                                 const vmstrust_cert *cert, vmstrust_role role,
                                 vmstrust_error **error)
{
    const struct change what = {.cert = cert, .role = role};
    if (store == NULL || cert == NULL || vmst_role_get(role) == NULL) {
        return answer_argument(error);
    }
    return change_and_answer(store, add_anchor, &what, error);
}

/* Adds what was read, and frees it. */
static int
add_all(vmstrust_store *store, int code, struct vmst_certs *certs,
        bool is_system, struct vmst_note *note)
{
    const struct change what = {.certs = certs, .is_system = is_system};
    if (code == VMSTRUST_OK) {
        code = change(store, add_anchors, &what, note);
    }
    vmst_certs_free(certs);
    return code;
}

int
vmstrust_store_add_pem(vmstrust_store *store, const void *data, size_t size,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    if (store == NULL || (data == NULL && size > 0)) {
        return answer_argument(error);
    }
    int code = vmst_certs_read(vmst_bytes(data, size), VMST_TAKE_STRICT, &note,
                               &certs);
    code = add_all(store, code, &certs, false, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_add_path(vmstrust_store *store, const char *path,
                        vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    if (store == NULL || path == NULL) {
        return answer_argument(error);
    }
    int code = vmst_load_path(path, &note, &certs);
    code = add_all(store, code, &certs, false, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_add_system_roots(vmstrust_store *store, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    if (store == NULL) {
        return answer_argument(error);
    }
    int code = vmst_load_system_roots(&note, &certs);
    code = add_all(store, code, &certs, true, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_add_intermediate(vmstrust_store *store,
                                const vmstrust_cert *cert,
                                vmstrust_error **error)
{
    const struct change what = {.cert = cert};
    if (store == NULL || cert == NULL) {
        return answer_argument(error);
    }
    return change_and_answer(store, add_intermediate, &what, error);
}

int
vmstrust_store_remove_cert(vmstrust_store *store, const vmstrust_cert *cert,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (store == NULL || cert == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_remove_cert(store, cert, &note), &note,
                             error);
}

/* --- CRLs -------------------------------------------------------------------- */

static int
add_crls(struct vmst_trust *next, const struct change *change,
         struct vmst_note *note)
{
    (void)note;
    for (size_t i = 0; i < change->crls->count; i++) {
        TRY(vmst_trust_add_crl(next, change->crls->list[i]));
    }
    return VMSTRUST_OK;
}

/* Adds what was read, and frees it. */
static int
add_all_crls(vmstrust_store *store, int code, struct vmst_crls *crls,
             struct vmst_note *note)
{
    const struct change what = {.crls = crls};
    if (code == VMSTRUST_OK) {
        code = change(store, add_crls, &what, note);
    }
    vmst_crls_free(crls);
    return code;
}

int
vmstrust_store_add_crl(vmstrust_store *store, const void *data, size_t size,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_crls crls = {.count = 0};
    if (store == NULL || (data == NULL && size > 0)) {
        return answer_argument(error);
    }
    int code = vmst_crls_read(vmst_bytes(data, size), &note, &crls);
    code = add_all_crls(store, code, &crls, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_add_crl_file(vmstrust_store *store, const char *path,
                            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_crls crls = {.count = 0};
    if (store == NULL || path == NULL) {
        return answer_argument(error);
    }
    int code = vmst_crls_load(path, &note, &crls);
    code = add_all_crls(store, code, &crls, &note);
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_remove_superseded_crls(vmstrust_store *store, size_t *removed,
                                      vmstrust_error **error)
{
    size_t count = 0;
    int64_t now = 0;
    if (removed != NULL) {
        *removed = 0;
    }
    if (store == NULL) {
        return answer_argument(error);
    }
    int code = vmst_time_now(&now);
    if (code == VMSTRUST_OK) {
        code = vmst_store_remove_superseded_crls(store, now, &count);
    }
    if (removed != NULL) {
        *removed = count;
    }
    return vmst_error_answer(code, NULL, error);
}

/* --- Distrust ----------------------------------------------------------------------- */

/* One certificate can be distrusted whatever its form, by its digest. */
int
vmstrust_store_distrust_cert(vmstrust_store *store, const vmstrust_cert *cert,
                             vmstrust_error **error)
{
    if (store == NULL || cert == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_distrust(store, cert, false), NULL,
                             error);
}

int
vmstrust_store_distrust_key(vmstrust_store *store, const vmstrust_cert *cert,
                            vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (store == NULL || cert == NULL) {
        return answer_argument(error);
    }
    int code = refuse_malformed(cert, &note);
    if (code == VMSTRUST_OK) {
        code = vmst_store_distrust(store, cert, true);
    }
    return vmst_error_answer(code, &note, error);
}

/* --- Pins ------------------------------------------------------------------------------ */

static int
add_pin(struct vmst_trust *next, const struct change *change,
        struct vmst_note *note)
{
    TRY(refuse_malformed(change->cert, note));
    return vmst_trust_add_pin(next, change->host.text, change->cert,
                              change->expires);
}

int
vmstrust_store_add_pin(vmstrust_store *store, const char *host,
                       const vmstrust_cert *cert, int64_t expires,
                       vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct change what = {.cert = cert, .expires = expires};
    if (store == NULL || cert == NULL || host == NULL) {
        return answer_argument(error);
    }
    int code = vmst_host_read(host, &what.host, &note);
    if (code == VMSTRUST_OK) {
        code = change(store, add_pin, &what, &note);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_remove_pins(vmstrust_store *store, const char *host,
                           vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    struct vmst_host pinned;
    if (store == NULL || host == NULL) {
        return answer_argument(error);
    }
    int code = vmst_host_read(host, &pinned, &note);
    if (code == VMSTRUST_OK) {
        code = vmst_store_remove_pins(store, pinned.text, &note);
    }
    return vmst_error_answer(code, &note, error);
}

/* --- Folders ------------------------------------------------------------------------- */

int
vmstrust_store_create(const char *path, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (path == NULL || *path == '\0') {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_shelf_create(path, &note), &note, error);
}

int
vmstrust_store_open(const char *path, vmstrust_store **store,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO(store) made = NULL;
    if (store != NULL) {
        *store = NULL;
    }
    if (path == NULL || store == NULL) {
        return answer_argument(error);
    }
    int code = vmst_store_new(&made);
    if (code == VMSTRUST_OK) {
        code = vmst_store_add_folder(made, path, true, &note);
    }
    if (code == VMSTRUST_OK) {
        *store = steal(&made);
    }
    return vmst_error_answer(code, &note, error);
}

int
vmstrust_store_add_folder(vmstrust_store *store, const char *path,
                          vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (store == NULL || path == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_add_folder(store, path, false, &note),
                             &note, error);
}

int
vmstrust_store_refresh(vmstrust_store *store, vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    if (store == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_refresh(store, &note), &note, error);
}

int
vmstrust_store_set_actor(vmstrust_store *store, const char *account,
                         const char *computer, vmstrust_error **error)
{
    if (store == NULL) {
        return answer_argument(error);
    }
    return vmst_error_answer(vmst_store_set_actor(store, account, computer),
                             NULL, error);
}

int
vmstrust_store_save(vmstrust_store *store, const char *reason,
                    vmstrust_error **error)
{
    struct vmst_note note = {.code = VMSTRUST_OK};
    int64_t now = 0;
    if (store == NULL) {
        return answer_argument(error);
    }
    int code = vmst_time_now(&now);
    if (code == VMSTRUST_OK) {
        code = vmst_store_save(store, reason, now, &note);
    }
    return vmst_error_answer(code, &note, error);
}

/* --- Readers ------------------------------------------------------------------------------ */

uint64_t
vmstrust_store_get_generation(const vmstrust_store *store)
{
    if (store == NULL) {
        return 0;
    }
    AUTO(trust) trust = vmst_store_get_trust(store);
    return trust->generation;
}

size_t
vmstrust_store_get_count(const vmstrust_store *store)
{
    if (store == NULL) {
        return 0;
    }
    AUTO(trust) trust = vmst_store_get_trust(store);
    return trust->anchor_count;
}
