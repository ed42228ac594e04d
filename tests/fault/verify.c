/*
 * Subjects of the verdict itself: what is judged is made once, in the run that
 * nothing fails; the judging is swept. Nothing is trusted for want of memory,
 * also not where memory is wanted to learn of a revocation.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <vmstrust/vmstrust.h>

#include "../build_cert.h"
#include "../cert/crl.h"
#include "../der/ascii.h"
#include "path/trust.h"
#include "subjects.h"
#include "verdict/report.h"

#define HOST "rec01.site.local"

enum { SERVER_KEY = 1, CA_KEY, ROOT_KEY, LIST_KEY, CERTS = 4 };

struct scene {                      /* made once, never freed */
    struct vmst_cert *certs[CERTS]; /* server, CA, its other key, root */
    struct vmst_buffer list;        /* by the other key; revokes the server */
    bool is_made;
};

static const struct build_wish wishes[CERTS] = {
    {.issuer = "CA",
     .key = SERVER_KEY,
     .signer = CA_KEY,
     .serial = 7,
     .names = "dns:" HOST,
     .purposes = BUILD_SERVER_AUTH},
    {.subject = "CA",
     .issuer = "Root",
     .key = CA_KEY,
     .signer = ROOT_KEY,
     .flags = BUILD_CA},
    {.subject = "CA",
     .issuer = "Root",
     .key = LIST_KEY,
     .signer = ROOT_KEY,
     .flags = BUILD_CA},
    {.subject = "Root", .key = ROOT_KEY, .signer = ROOT_KEY, .flags = BUILD_CA},
};

#define LIST                                                                   \
    CRL_TBS(VERSION_2, ED25519, CN("CA"),                                      \
            "17{'250601000000Z'} 17{'250701000000Z'}",                         \
            "30{ 30{ 02{07} 17{'250610000000Z'} } }",                          \
            "a0{ 30{ " EXTENSION(NUMBER, "02{05}") " } }")

static const struct scene *
scene_once(void)
{
    static struct scene scene;

    if (scene.is_made) {
        return &scene;
    }
    for (size_t i = 0; i < CERTS; i++) {
        scene.certs[i] = build_cert(&wishes[i]);
    }
    AUTO(blob) tbs = der_from(LIST);
    scene.list = build_signed(vmst_bytes(tbs->data, tbs->size), LIST_KEY,
                              vmst_bytes(NULL, 0));
    scene.is_made = true;
    return &scene;
}

static int
make_store(const struct scene *scene, bool with_list, vmstrust_store **store)
{
    TRY(vmstrust_store_new(store, NULL));
    TRY(vmstrust_store_add_cert(*store, scene->certs[3], NULL));
    if (with_list) {
        TRY(vmstrust_store_add_crl(*store, scene->list.data, scene->list.size,
                                   NULL));
    }
    return VMSTRUST_OK;
}

static int
make_chain(const struct scene *scene, vmstrust_chain **chain)
{
    TRY(vmstrust_chain_new(chain, NULL));
    for (size_t i = 0; i + 1 < CERTS; i++) {
        TRY(vmstrust_chain_add_cert(*chain, scene->certs[i], NULL));
    }
    return vmstrust_chain_set_time(*chain, BUILD_NOW, NULL);
}

static int
judge(const vmstrust_store *store, const vmstrust_policy *policy,
      const vmstrust_chain *chain, const char *host)
{
    vmstrust_report *report = NULL;
    vmstrust_error *error = NULL;
    int code = vmstrust_verify(store, policy, chain, host, &report, &error);

    assert_int_equal(report != NULL,
                     code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED);
    assert_int_equal(vmstrust_report_is_trusted(report), code == VMSTRUST_OK);
    assert_int_equal(vmstrust_error_get_code(error), code);
    if (code != VMSTRUST_OK) {
        assert_string_not_equal(vmstrust_error_get_text(error), "");
    }
    vmstrust_report_free(report);
    vmstrust_error_free(error);
    return code;
}

/* Without a shadow, or as its own. */
static int
make_policy(bool with_shadow, vmstrust_policy **policy)
{
    TRY(vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, policy, NULL));
    return with_shadow ? vmstrust_policy_add_shadow(*policy, *policy, NULL)
                       : VMSTRUST_OK;
}

static int
verify(bool with_list, bool with_shadow, const char *host)
{
    const struct scene *scene = scene_once();
    vmstrust_store *store = NULL;
    vmstrust_chain *chain = NULL;
    vmstrust_policy *policy = NULL;
    int code = make_store(scene, with_list, &store);

    if (code == VMSTRUST_OK) {
        code = make_chain(scene, &chain);
    }
    if (code == VMSTRUST_OK) {
        code = make_policy(with_shadow, &policy);
    }
    if (code == VMSTRUST_OK) {
        code = judge(store, policy, chain, host);
    }
    vmstrust_policy_free(policy);
    vmstrust_chain_free(chain);
    vmstrust_store_free(store);
    return code;
}

int
subject_verify_trusted(void)
{
    return verify(false, false, HOST);
}

int
subject_verify_another_host(void)
{
    return verify(false, false, "rec02.site.local");
}

int
subject_verify_revoked(void)
{
    return verify(true, false, HOST);
}

int
subject_verify_with_shadow(void)
{
    return verify(false, true, "rec02.site.local");
}
