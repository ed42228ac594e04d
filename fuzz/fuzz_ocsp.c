/*
 * Law: an OCSP response is read the same way each time, by parse as by take;
 * every view lies in its own bytes; no answer without a well-formed, successful
 * response; an answer is about a certificate only if it has its serial number.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cert/ocsp.h"
#include "limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_lie_in(const struct vmst_ocsp *ocsp, struct vmst_bytes view)
{
    const uint8_t *end = ocsp->der.data + ocsp->der.size;

    must(view.size == 0 || (view.data >= ocsp->der.data && view.data < end &&
                            view.size <= (size_t)(end - view.data)));
}

static void
must_be_own(const struct vmst_ocsp *ocsp)
{
    must_lie_in(ocsp, ocsp->tbs);
    must_lie_in(ocsp, ocsp->signature);
    must_lie_in(ocsp, ocsp->algorithm.whole);
    must_lie_in(ocsp, ocsp->responder.der);
    must_lie_in(ocsp, ocsp->responder_key);
    must_lie_in(ocsp, ocsp->unknown_critical);
    for (size_t i = 0; i < ocsp->single_count; i++) {
        must_lie_in(ocsp, ocsp->singles[i].id.issuer_name_hash);
        must_lie_in(ocsp, ocsp->singles[i].id.issuer_key_hash);
        must_lie_in(ocsp, ocsp->singles[i].id.serial);
        must_lie_in(ocsp, ocsp->singles[i].unknown_critical);
    }
}

static void
must_be_same(const struct vmst_ocsp *a, const struct vmst_ocsp *b)
{
    must(a->is_malformed == b->is_malformed && a->result == b->result);
    must(vmst_bytes_equal(a->der, b->der));
    must(a->note.code == b->note.code && a->note.offset == b->note.offset);
    must(strcmp(a->note.text, b->note.text) == 0);
    must(a->single_count == b->single_count);
    must(a->certs.count == b->certs.count);
    must(vmst_name_equal(&a->responder, &b->responder));
    for (size_t i = 0; i < a->single_count; i++) {
        must(a->singles[i].status == b->singles[i].status);
        must(a->singles[i].this_update == b->singles[i].this_update);
    }
}

/* The certificates that came along, one as the issuer of another. */
static void
check_answers(const struct vmst_ocsp *ocsp)
{
    const struct vmst_cert *cert;

    if (ocsp->certs.count == 0 || ocsp->certs.list[0]->is_malformed) {
        return;
    }
    cert = ocsp->certs.list[0];
    must(vmst_ocsp_is_responder(ocsp, cert) ==
         vmst_ocsp_is_responder(ocsp, cert));
    for (size_t i = 0; i < ocsp->single_count && i < 16; i++) {
        const struct vmst_ocsp_single *single = &ocsp->singles[i];

        must(!vmst_ocsp_matches(single, cert, cert) ||
             vmst_bytes_equal(single->id.serial, cert->serial));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes input = vmst_bytes(data, size);
    AUTO(ocsp) taken = NULL;
    AUTO(ocsp) again = NULL;
    AUTO(ocsp) parsed = NULL;
    struct vmst_note note = {0};
    int status;

    if (size > VMST_LIMIT_OCSP_SIZE) {
        return 0;
    }
    must(vmst_ocsp_take(input, NULL, &taken) == VMSTRUST_OK);
    must(vmst_ocsp_take(input, NULL, &again) == VMSTRUST_OK);
    must_be_same(taken, again);
    must_be_own(taken);
    must(taken->single_count == 0 ||
         (!taken->is_malformed && taken->result == VMST_OCSP_SUCCESSFUL));
    check_answers(taken);

    status = vmst_ocsp_parse(input, &note, &parsed);
    must((status == VMSTRUST_OK) == !taken->is_malformed);
    must(status == note.code && (parsed != NULL) == (status == VMSTRUST_OK));
    if (status != VMSTRUST_OK) {
        must(note.has_offset && note.offset <= input.size);
        must(strcmp(note.text, taken->note.text) == 0 && note.text[0] != '\0');
    }
    return 0;
}
