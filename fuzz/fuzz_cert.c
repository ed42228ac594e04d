/*
 * Law: a certificate is read the same way each time, by parse as by take, and
 * every view lies in its own bytes; a name equals another both ways round, and
 * then their hashes are equal, too; what is shown steers no terminal; written
 * as PEM and read again it is the same certificate. Any file of certificates
 * is read or refused with a sentence. Of an upload there is a certificate only
 * where there is no secret, and none with a private key behind it, whatever
 * stands before.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cert/file.h"
#include "cert/leak.h"
#include "der/pem.h"
#include "limits.h"
#include "store/classify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_lie_in(const struct vmst_cert *cert, struct vmst_bytes view)
{
    const uint8_t *end = cert->der.data + cert->der.size;

    must(view.size == 0 || (view.data >= cert->der.data && view.data < end &&
                            view.size <= (size_t)(end - view.data)));
}

static void
must_be_own(const struct vmst_cert *cert)
{
    must_lie_in(cert, cert->tbs);
    must_lie_in(cert, cert->serial);
    must_lie_in(cert, cert->signature);
    must_lie_in(cert, cert->algorithm.whole);
    must_lie_in(cert, cert->issuer.der);
    must_lie_in(cert, cert->subject.der);
    must_lie_in(cert, cert->key.spki);
    must_lie_in(cert, cert->subject_key_id);
    must_lie_in(cert, cert->authority_key_id);
    for (size_t i = 0; i < cert->alt_names.count; i++) {
        must_lie_in(cert, cert->alt_names.list[i].value);
    }
    for (size_t i = 0; i < cert->unknown_count; i++) {
        must_lie_in(cert, cert->unknown[i].value);
    }
}

static void
must_be_symmetric(const struct vmst_name *a, const struct vmst_name *b)
{
    bool is_equal = vmst_name_equal(a, b);

    must(vmst_name_equal(a, a));
    must(is_equal == vmst_name_equal(b, a));
    must(is_equal == vmst_bytes_equal(a->normal, b->normal));
    must(!is_equal || a->hash == b->hash);
    must(vmst_name_is_within(a, a));
    must(is_equal == (vmst_name_is_within(a, b) && vmst_name_is_within(b, a)));
}

static void
must_be_harmless(const struct vmst_cert *cert)
{
    AUTO_BUFFER shown = {0};

    vmst_cert_show(&shown, cert);
    must(shown.size != 0 || !cert->is_malformed);
    vmst_name_show(&shown, &cert->subject);
    vmst_name_show(&shown, &cert->issuer);
    must(!shown.failed);
    for (size_t i = 0; i < shown.size; i++) {
        must(shown.data[i] >= 0x20 && shown.data[i] != 0x7f);
    }
}

static void
must_be_same(const struct vmst_cert *a, const struct vmst_cert *b)
{
    must(a->is_malformed == b->is_malformed);
    must(vmst_cert_equal(a, b));
    must(a->note.code == b->note.code && a->note.offset == b->note.offset);
    must(strcmp(a->note.text, b->note.text) == 0);
    must(vmst_name_equal(&a->subject, &b->subject));
    must(a->subject.hash == b->subject.hash);
    must(a->present == b->present && a->critical == b->critical);
    must(a->alt_names.count == b->alt_names.count);
    must(a->unknown_count == b->unknown_count);
}

static void
must_survive_pem(const struct vmst_cert *cert)
{
    AUTO_BUFFER pem = {0};
    struct vmst_certs certs = {0};

    vmst_pem_write(&pem, "CERTIFICATE", cert->der);
    must(vmst_certs_read(vmst_buffer_view(&pem), VMST_TAKE_PEER, NULL,
                         &certs) == VMSTRUST_OK);
    must(certs.count == 1);
    must_be_same(certs.list[0], cert);
    vmst_certs_free(&certs);
}

static void
check_certificate(struct vmst_bytes input)
{
    AUTO(cert) taken = NULL;
    AUTO(cert) again = NULL;
    AUTO(cert) parsed = NULL;
    struct vmst_note note = {0};
    int status;

    must(vmst_cert_take(input, NULL, &taken) == VMSTRUST_OK);
    must(vmst_cert_take(input, NULL, &again) == VMSTRUST_OK);
    must_be_same(taken, again);
    must_be_own(taken);
    must_be_harmless(taken);
    must_survive_pem(taken);

    status = vmst_cert_parse(input, &note, &parsed);
    must((status == VMSTRUST_OK) == !taken->is_malformed);
    must(status == note.code && (parsed != NULL) == (status == VMSTRUST_OK));
    if (status != VMSTRUST_OK) {
        must(note.has_offset && note.offset <= input.size);
        must(strcmp(note.text, taken->note.text) == 0 && note.text[0] != '\0');
        return;
    }
    must_be_symmetric(&parsed->subject, &parsed->issuer);
    must(vmst_cert_same_authority(taken, parsed));
}

static void
check_file(struct vmst_bytes input, enum vmst_take take)
{
    struct vmst_certs certs = {0};
    struct vmst_note note = {0};
    int status = vmst_certs_read(input, take, &note, &certs);

    must((status == VMSTRUST_OK) == (certs.count != 0));
    must(status == note.code && (status == VMSTRUST_OK || note.text[0] != 0));
    vmst_certs_free(&certs);
}

static vmstrust_content
check_upload(struct vmst_bytes input)
{
    struct vmst_upload upload;
    struct vmst_note note = {0};

    must(vmst_classify(input, NULL, 0, &note, &upload) == VMSTRUST_OK);
    must(upload.sentence->size != 0);
    must(upload.cert == NULL || vmst_leak_in(input) == VMST_LEAK_NONE);
    vmst_cert_free(upload.cert);
    vmst_blob_free(upload.sentence);
    return upload.content;
}

static void
check_leak(struct vmst_bytes input)
{
    static const char pkcs8[] = "\x30\x14\x02\x01\x00\x30\x05\x06\x03"
                                "\x2b\x65\x70\x04\x08"
                                "8 octets";
    AUTO_BUFFER with = {0};
    vmstrust_content content;

    vmst_buffer_add(&with, input.data, input.size);
    vmst_buffer_add(&with, pkcs8, sizeof pkcs8 - 1);
    must(!with.failed);
    content = check_upload(vmst_buffer_view(&with));
    must(content == VMSTRUST_CONTENT_PRIVATE_KEY ||
         content == VMSTRUST_CONTENT_PASSWORD_NEEDED);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes input = vmst_bytes(data, size);

    if (size <= VMST_LIMIT_CERT_SIZE) {
        check_certificate(input);
    }
    check_file(input, VMST_TAKE_STRICT);
    check_file(input, VMST_TAKE_PEER);
    check_upload(input);
    if (size < VMST_LIMIT_CERT_SIZE) {
        check_leak(input);
    }
    return 0;
}
