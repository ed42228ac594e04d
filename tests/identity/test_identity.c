/*
 * Identities: read from every form, told apart where they are wrong, and PKCS#12
 * files written that read back as the same, whatever the target.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "identity/pfx.h"
#include "identity/pkcs12.h"
#include "limits.h"
#include "../rows.h"

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

static struct vmst_secret *
secret_of(const char *text)
{
    struct vmst_secret *secret = NULL;

    if (text != NULL) {
        assert_int_equal(vmst_secret_new(vmst_bytes_of(text), NULL, &secret),
                         VMSTRUST_OK);
    }
    return secret;
}

/* --- Reading -------------------------------------------------------------- */

#define KEY "crypto/keys/ec-p-256.pem"
#define DATA "identity/data/"

static const struct row {
    const char *name;
    const char *cert;
    const char *key;
    const char *passphrase;
    size_t cert_count;
    bool matches;
} rows[] = {
    {"certificate and key", DATA "server.pem", KEY, NULL, 1, true},
    {"with its chain", DATA "chain.pem", KEY, NULL, 2, true},
    {"with an encrypted key", DATA "chain.pem",
     "crypto/keys/forms/ec-aes256.pem", "rec01", 2, true},
    {"one PEM file", DATA "together.pem", NULL, NULL, 2, true},
    {"the chain turned round", DATA "turned.pem", KEY, NULL, 2, false},
    {"another key", DATA "server.pem", "crypto/keys/rsa.pem", NULL, 1, false},
    {"no certificate yet", NULL, KEY, NULL, 0, false},
    {"PFX with AES", DATA "aes.pfx", NULL, "rec01", 2, true},
    {"PFX with 3DES", DATA "3des.pfx", NULL, "rec01", 2, true},
    {"PFX with RC2-40", DATA "rc2.pfx", NULL, "rec01", 2, true},
    {"PFX of 700,000 iterations", DATA "slow.pfx", NULL, "rec01", 2, true},
    {"PFX without a MAC", DATA "no-mac.pfx", NULL, "rec01", 2, true},
    {"PFX of NSS", DATA "nss.pfx", NULL, "rec01", 1, true},
    {"PFX under an empty passphrase", DATA "empty.pfx", NULL, "", 1, true},
    {"PFX under an empty one, none given", DATA "empty.pfx", NULL, NULL, 1,
     true},
};

static void
is_read(void **state)
{
    const struct row *row = *state;
    struct vmst_secret *secret = secret_of(row->passphrase);
    struct vmst_identity *identity;
    struct vmst_note note = {0};

    if (vmst_identity_load(row->cert == NULL ? NULL : path_of(row->cert),
                           row->key == NULL ? NULL : path_of(row->key), secret,
                           &note, &identity) != VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    assert_true(identity->certs.count >= row->cert_count);
    assert_int_equal(vmst_identity_matches(identity), row->matches);
    assert_int_equal(vmst_identity_prove(identity, &note),
                     row->matches ? VMSTRUST_OK : VMSTRUST_E_ARGUMENT);
    vmst_identity_free(identity);
    vmst_secret_free(secret);
}

static const struct refusal {
    const char *name;
    const char *cert;
    const char *passphrase;
    int code;
    const char *sentence;
} refusals[] = {
    {"no passphrase", DATA "aes.pfx", NULL, VMSTRUST_E_PASSPHRASE,
     "the PKCS#12 file is encrypted: its passphrase is needed"},
    {"wrong passphrase", DATA "aes.pfx", "rec02", VMSTRUST_E_PASSPHRASE,
     "the passphrase of the PKCS#12 file is wrong, or the file was damaged"},
    {"wrong passphrase, RC2", DATA "rc2.pfx", "rec02", VMSTRUST_E_PASSPHRASE,
     "the passphrase of the PKCS#12 file is wrong, or the file was damaged"},
    {"no key in the PFX", DATA "no-key.pfx", "rec01", VMSTRUST_E_MALFORMED,
     "the PKCS#12 file has no private key: export it again with the private "
     "key"},
    {"no key in the PEM", DATA "chain.pem", NULL, VMSTRUST_E_MALFORMED,
     "there is no private key here, but a block \"CERTIFICATE\""},
    {"no file", DATA "none.pfx", NULL, VMSTRUST_E_FILE, NULL},
};

static void
is_told_apart(void **state)
{
    const struct refusal *row = *state;
    struct vmst_secret *secret = secret_of(row->passphrase);
    struct vmst_identity *identity;
    struct vmst_note note = {0};

    assert_int_equal(
        vmst_identity_load(path_of(row->cert), NULL, secret, &note, &identity),
        row->code);
    assert_null(identity);
    if (row->sentence != NULL) {
        const char *sentence = strstr(note.text, row->sentence);

        assert_non_null(sentence);
        assert_string_equal(sentence, row->sentence);
        assert_true(sentence > note.text); /* behind the file's name */
    }
    vmst_secret_free(secret);
}

/* The PFX with a MAC of ten million and one iterations; of a length that is not
 * told beforehand, as NSS writes it, unless it is DER. MacData (RFC 7292 4) is
 * the last SEQUENCE, and short: two elements, and the INTEGER. */
static void
add_slow(struct vmst_buffer *out, struct vmst_bytes pfx, bool is_der)
{
    static const uint8_t count[] = {0x02, 0x04, 0x00, 0x98, 0x96, 0x81};
    const uint8_t *end = pfx.data + pfx.size;
    const uint8_t *mac = end - 2 - 127;
    const uint8_t *number;
    uint8_t head[] = {0x30, 0x82, 0, 0};
    uint8_t mac_head[] = {0x30, 0};

    while (mac[0] != 0x30 || mac + 2 + mac[1] != end) {
        assert_true(++mac < end - 2);
    }
    number = mac + 2;
    number += 2 + number[1];
    number += 2 + number[1];
    mac_head[1] = (uint8_t)(number - mac - 2 + (ptrdiff_t)sizeof count);
    head[2] = (uint8_t)((mac - pfx.data - 4 + 2 + mac_head[1]) >> 8);
    head[3] = (uint8_t)(mac - pfx.data - 4 + 2 + mac_head[1]);
    vmst_buffer_add(out, is_der ? head : (const uint8_t *)"\x30\x80",
                    is_der ? 4 : 2);
    vmst_buffer_add(out, pfx.data + 4, (size_t)(mac - pfx.data) - 4);
    vmst_buffer_add(out, mac_head, sizeof mac_head);
    vmst_buffer_add(out, mac + 2, (size_t)(number - mac) - 2);
    vmst_buffer_add(out, count, sizeof count);
    vmst_buffer_add(out, "\0", is_der ? 0 : 2);
}

static void
a_mac_is_not_computed_for_ever(void **state)
{
    struct vmst_secret *secret = secret_of("rec01");
    struct vmst_blob *file = NULL;

    (void)state;
    assert_int_equal(
        vmst_file_read(path_of(DATA "aes.pfx"), 65536, NULL, &file),
        VMSTRUST_OK);
    for (int is_der = 0; is_der < 2; is_der++) {
        struct vmst_identity *identity;
        struct vmst_note note = {0};
        AUTO_BUFFER slow = {0};

        add_slow(&slow, vmst_bytes(file->data, file->size), is_der != 0);
        assert_int_equal(vmst_identity_read(vmst_buffer_view(&slow), secret,
                                            &note, &identity),
                         VMSTRUST_E_LIMIT);
        assert_string_equal(note.text,
                            "the MAC of the PKCS#12 file asks for 10000001 "
                            "iterations, and this library computes at most "
                            "10000000");
    }
    vmst_blob_free(file);
    vmst_secret_free(secret);
}

static void
names_the_certificate_that_would_fit(void **state)
{
    struct vmst_identity *identity;
    struct vmst_note note = {0};

    (void)state;
    assert_int_equal(vmst_identity_load(path_of(DATA "turned.pem"),
                                        path_of(KEY), NULL, NULL, &identity),
                     VMSTRUST_OK);
    assert_int_equal(vmst_identity_prove(identity, &note), VMSTRUST_E_ARGUMENT);
    assert_string_equal(note.text,
                        "the private key belongs to certificate 2 of the file; "
                        "the server's own stands first");
    vmst_identity_free(identity);
}

/* --- PKCS#12 -------------------------------------------------------------- */

static struct vmst_identity *
load_chain(void)
{
    struct vmst_identity *identity;

    assert_int_equal(vmst_identity_load(path_of(DATA "chain.pem"), path_of(KEY),
                                        NULL, NULL, &identity),
                     VMSTRUST_OK);
    return identity;
}

static void
must_have_counts(const struct vmst_pfx *pfx, bool has_aes)
{
    assert_int_equal(pfx->part_count, 2);
    for (size_t i = 0; i < pfx->part_count; i++) {
        assert_int_equal(pfx->parts[i].pbe.iterations, 100000);
        assert_int_equal(pfx->parts[i].pbe.cipher,
                         has_aes ? VMST_CIPHER_AES : VMST_CIPHER_3DES);
    }
    assert_true(pfx->has_mac);
    assert_false(pfx->has_plain_key);
    assert_int_equal(pfx->mac_iterations, 100000);
    assert_int_equal(pfx->mac, has_aes ? VMST_HASH_SHA256 : VMST_HASH_SHA1);
}

static void
every_target_reads_what_is_written_for_it(void **state)
{
    struct vmst_secret *secret = secret_of("Stra\xc3\x9f"
                                           "e \xf0\x9f\x94\x92");
    struct vmst_identity *identity = load_chain();

    (void)state;
    for (size_t i = 0; i < vmst_pfx_row_count; i++) {
        const struct vmst_pfx_row *row = &vmst_pfx_rows[i];
        struct vmst_blob *pfx;
        struct vmst_pfx read;
        AUTO_BUFFER reasons = {0};

        assert_int_equal(
            vmst_pkcs12_write(identity, row->target, secret, NULL, &pfx),
            VMSTRUST_OK);
        assert_int_equal(
            vmst_pfx_read(vmst_bytes(pfx->data, pfx->size), NULL, &read),
            VMSTRUST_OK);
        must_have_counts(&read, row->reads_aes);
        assert_true(vmst_pfx_check(&read, row, &reasons));
        vmst_blob_free(pfx);
    }
    vmst_identity_free(identity);
    vmst_secret_free(secret);
}

static void
must_read_back(const struct vmst_identity *identity, vmstrust_target target,
               const char *passphrase)
{
    struct vmst_secret *secret = secret_of(passphrase);
    struct vmst_identity *again;
    struct vmst_note note = {0};
    struct vmst_blob *pfx;

    assert_int_equal(vmst_pkcs12_write(identity, target, secret, NULL, &pfx),
                     VMSTRUST_OK);
    if (vmst_identity_read(vmst_bytes(pfx->data, pfx->size), secret, &note,
                           &again) != VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
    assert_int_equal(again->certs.count, 2);
    assert_true(vmst_cert_equal(again->certs.list[0], identity->certs.list[0]));
    assert_int_equal(vmst_identity_prove(again, NULL), VMSTRUST_OK);
    vmst_identity_free(again);
    vmst_blob_free(pfx);
    vmst_secret_free(secret);
}

static void
what_is_written_reads_back(void **state)
{
    struct vmst_identity *identity = load_chain();

    (void)state;
    must_read_back(identity, VMSTRUST_TARGET_WINDOWS_2016, "rec01");
    must_read_back(identity, VMSTRUST_TARGET_WINDOWS_2019, "rec01");
    must_read_back(identity, VMSTRUST_TARGET_WINDOWS_2016,
                   "Stra\xc3\x9f"
                   "e");
    must_read_back(identity, VMSTRUST_TARGET_JAVA,
                   "Stra\xc3\x9f"
                   "e");
    vmst_identity_free(identity);
}

static void
no_pfx_for_what_does_not_fit(void **state)
{
    struct vmst_secret *secret = secret_of("rec01");
    struct vmst_identity *identity;
    struct vmst_blob *pfx;

    (void)state;
    assert_int_equal(vmst_identity_load(path_of(DATA "turned.pem"),
                                        path_of(KEY), NULL, NULL, &identity),
                     VMSTRUST_OK);
    assert_int_equal(vmst_pkcs12_write(identity, VMSTRUST_TARGET_WINDOWS,
                                       secret, NULL, &pfx),
                     VMSTRUST_E_ARGUMENT);
    assert_null(pfx);
    assert_int_equal(
        vmst_pkcs12_write(identity, VMSTRUST_TARGET_SDS, secret, NULL, &pfx),
        VMSTRUST_E_NOT_FOUND);
    assert_null(pfx);
    vmst_identity_free(identity);
    vmst_secret_free(secret);
}

/* --- Which target imports what ---------------------------------------------- */

static const struct import {
    const char *name;
    const char *file;
    vmstrust_target target;
    const char *reasons;
} imports[] = {
    {"AES on Windows 2016", DATA "aes.pfx", VMSTRUST_TARGET_WINDOWS_2016,
     "it does not read AES; it verifies the MAC with SHA-1 only"},
    {"AES on Windows 2019", DATA "aes.pfx", VMSTRUST_TARGET_WINDOWS_2019, ""},
    {"3DES on Windows 2016", DATA "3des.pfx", VMSTRUST_TARGET_WINDOWS_2016, ""},
    {"RC2 on Windows 2016", DATA "rc2.pfx", VMSTRUST_TARGET_WINDOWS_2016, ""},
    {"RC2 on OpenSSL", DATA "rc2.pfx", VMSTRUST_TARGET_OPENSSL,
     "it does not read RC2 or RC4"},
    {"700,000 iterations on Windows", DATA "slow.pfx", VMSTRUST_TARGET_WINDOWS,
     "it accepts 600000 iterations, and this is 700000"},
    {"700,000 iterations on .NET", DATA "slow.pfx", VMSTRUST_TARGET_DOTNET,
     "it accepts 300000 iterations, and this is 700000"},
    {"700,000 iterations on OpenSSL", DATA "slow.pfx", VMSTRUST_TARGET_OPENSSL,
     ""},
};

static void
target_has_its_reasons(void **state)
{
    const struct import *row = *state;
    AUTO(blob) file = NULL;
    AUTO_BUFFER reasons = {0};
    struct vmst_pfx pfx;

    assert_int_equal(
        vmst_file_read(path_of(row->file), VMST_LIMIT_KEY_FILE, NULL, &file),
        VMSTRUST_OK);
    assert_int_equal(
        vmst_pfx_read(vmst_bytes(file->data, file->size), NULL, &pfx),
        VMSTRUST_OK);
    assert_int_equal(
        vmst_pfx_check(&pfx, vmst_pfx_row_get(row->target), &reasons),
        row->reasons[0] == '\0');
    assert_int_equal(reasons.size, strlen(row->reasons));
    assert_memory_equal(reasons.data == NULL ? (const uint8_t *)""
                                             : reasons.data,
                        row->reasons, reasons.size);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(a_mac_is_not_computed_for_ever),
        cmocka_unit_test(names_the_certificate_that_would_fit),
        cmocka_unit_test(every_target_reads_what_is_written_for_it),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(no_pfx_for_what_does_not_fit),
    };
    size_t count = 4;

    ADD_ROWS(tests, count, rows, is_read);
    ADD_ROWS(tests, count, refusals, is_told_apart);
    ADD_ROWS(tests, count, imports, target_has_its_reasons);
    return _cmocka_run_group_tests("identity", tests, count, NULL, NULL);
}
