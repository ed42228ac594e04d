/*
 * The chain of a CA's servers (chain.h). Floor 5.
 */
#include "authority/chain.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/folder.h"
#include "identity/identity.h"

int
vmst_ca_load_chain(struct vmst_ca *ca, const char *folder,
                   struct vmst_note *note)
{
    char *path = NULL;
    int code = VMSTRUST_OK;

    if (vmst_path_join(folder, VMST_CA_CHAIN_NAME, &path) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (vmst_path_is_taken(path)) {
        code = vmst_certs_load(path, VMST_TAKE_STRICT, note, &ca->beside);
    }
    free(path);
    return code;
}

/* Which generation issued it; the newest where nobody knows. */
static size_t
issuer_of(const struct vmst_generations *all, const struct vmst_cert *cert)
{
    for (size_t i = 0; i < all->count; i++) {
        if (vmst_name_equal(&all->list[i].cert->subject, &cert->issuer)) {
            return i;
        }
    }
    return all->count - 1;
}

/* From the newest generation down to the roots that clients may still have, as
 * long as those live; from an older one up to the newest, for clients that have
 * only that. */
static int
add_crosses(const struct vmst_ca *ca, struct vmst_certs *certs)
{
    const struct vmst_generations *all = &ca->generations;
    const struct vmst_cert *leaf = certs->list[0];
    size_t at;

    if (all->count == 0) {
        return VMSTRUST_OK;
    }
    at = issuer_of(all, leaf);
    for (size_t i = at + 1; i < all->count; i++) {
        TRY(vmst_certs_add(certs, all->list[i].back));
    }
    for (size_t i = at; at + 1 == all->count && i > 0; i--) {
        if (all->list[i].forward->not_after < leaf->not_before) {
            break;
        }
        TRY(vmst_certs_add(certs, all->list[i].forward));
    }
    return VMSTRUST_OK;
}

int
vmst_ca_add_chain(const struct vmst_ca *ca, struct vmst_certs *certs)
{
    if (!vmst_cert_is_self_issued(ca->cert)) {
        TRY(vmst_certs_add(certs, ca->cert));
    }
    for (size_t i = 0; i < ca->beside.count; i++) {
        TRY(vmst_certs_add(certs, ca->beside.list[i]));
    }
    return add_crosses(ca, certs);
}

int
vmst_ca_write_chain(const struct vmst_ca *ca, const struct vmst_cert *cert,
                    struct vmst_note *note, struct vmst_blob **pem)
{
    struct vmst_identity sent = {.key = NULL};
    int code = vmst_certs_add(&sent.certs, cert);

    *pem = NULL;
    if (code == VMSTRUST_OK) {
        code = vmst_ca_add_chain(ca, &sent.certs);
    }
    if (code == VMSTRUST_OK) {
        code = vmst_identity_write_chain(&sent, note, pem);
    }
    vmst_certs_free(&sent.certs);
    return code == VMSTRUST_OK ? VMSTRUST_OK : vmst_fail_memory(note);
}
