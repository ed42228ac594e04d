/*
 * Certificate requests: what is drafted is what is read, and what is asked for
 * wrongly, or not proved, is refused with the reason.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "cert/request.h"
#include "der/oid.h"
#include "der/pem.h"
#include "identity/draft.h"
#include "../rows.h"

static struct vmst_private_key *
make_key(enum vmst_new_key kind)
{
    struct vmst_private_key *key;

    assert_int_equal(vmst_private_key_make(kind, NULL, &key), VMSTRUST_OK);
    return key;
}

static struct vmst_blob *
write_draft(const struct vmst_draft *draft, const struct vmst_private_key *key)
{
    struct vmst_blob *pem;

    assert_int_equal(vmst_draft_write(draft, key, NULL, &pem), VMSTRUST_OK);
    return pem;
}

static void
must_name(const struct vmst_general_name *name, enum vmst_general_kind kind,
          const void *value, size_t size)
{
    assert_int_equal(name->kind, kind);
    assert_int_equal(name->value.size, size);
    assert_memory_equal(name->value.data, value, size);
}

static void
fill(struct vmst_draft *draft)
{
    static const char *const subject[][2] = {{"C", "DK"},
                                             {"ST", "Hovedstaden"},
                                             {"L", "K\xc3\xb8"
                                                   "benhavn"},
                                             {"O", "Harbour"},
                                             {"OU", "Video"},
                                             {"CN", "rec01.site.local"}};
    static const char *const hosts[] = {"Rec01.Site.Local.", "rec01",
                                        "*.site.local", "10.0.0.5", "fe80::1"};

    for (size_t i = 0; i < ROW_COUNT(subject); i++) {
        assert_int_equal(
            vmst_draft_add_subject(draft, subject[i][0], subject[i][1], NULL),
            VMSTRUST_OK);
    }
    for (size_t i = 0; i < ROW_COUNT(hosts); i++) {
        assert_int_equal(vmst_draft_add_host(draft, hosts[i], NULL),
                         VMSTRUST_OK);
    }
}

static void
must_have_names(const struct vmst_cert *wanted)
{
    static const char subject[] = "CN=rec01.site.local,OU=Video,O=Harbour,"
                                  "L=K\xc3\xb8"
                                  "benhavn,ST=Hovedstaden,C=DK";
    AUTO_BUFFER shown = {0};

    vmst_name_show(&shown, &wanted->subject);
    assert_int_equal(shown.size, sizeof subject - 1);
    assert_memory_equal(shown.data, subject, shown.size);
    assert_int_equal(wanted->alt_names.count, 5);
    must_name(&wanted->alt_names.list[0], VMST_GENERAL_DNS, "rec01.site.local",
              16);
    must_name(&wanted->alt_names.list[1], VMST_GENERAL_DNS, "rec01", 5);
    must_name(&wanted->alt_names.list[2], VMST_GENERAL_DNS, "*.site.local", 12);
    must_name(&wanted->alt_names.list[3], VMST_GENERAL_IP, "\x0a\0\0\x05", 4);
    assert_int_equal(wanted->alt_names.list[4].value.size, 16);
}

static const struct kind {
    const char *name;
    enum vmst_new_key kind;
    bool is_for_client;
    uint16_t usage;
} kinds[] = {
    {"RSA server", VMST_NEW_RSA_2048, false,
     VMST_USAGE_DIGITAL_SIGNATURE | VMST_USAGE_KEY_ENCIPHERMENT},
    {"P-256 server", VMST_NEW_EC_P256, false, VMST_USAGE_DIGITAL_SIGNATURE},
    {"P-384 client", VMST_NEW_EC_P384, true, VMST_USAGE_DIGITAL_SIGNATURE},
};

static void
what_is_drafted_is_read(void **state)
{
    const struct kind *row = *state;
    struct vmst_private_key *key = make_key(row->kind);
    struct vmst_draft draft = {.is_for_client = row->is_for_client};
    struct vmst_request *request;
    struct vmst_note note = {0};
    struct vmst_blob *pem;

    fill(&draft);
    pem = write_draft(&draft, key);
    if (vmst_request_read(vmst_bytes(pem->data, pem->size), &note, &request) !=
        VMSTRUST_OK) {
        fail_msg("%s: %s", note.field, note.text);
    }
    must_have_names(&request->wanted);
    assert_true(vmst_private_key_matches(key, &request->wanted.key));
    assert_int_equal(request->wanted.key_usage, row->usage);
    assert_int_equal(request->wanted.extended_key_usage.count, 1);
    assert_true(vmst_bytes_equal(
        request->wanted.extended_key_usage.list[0],
        row->is_for_client ? VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x02")
                           : VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x01")));
    vmst_request_free(request);
    vmst_blob_free(pem);
    vmst_draft_free(&draft);
    vmst_private_key_free(key);
}

/* --- Refusals ------------------------------------------------------------- */

static const struct refusal {
    const char *name;
    const char *attribute; /* NULL: a host */
    const char *value;
    const char *sentence; /* NULL: of another's */
} refusals[] = {
    {"another attribute", "E", "a@b.c",
     "E: a subject here has C, ST, L, O, OU and CN"},
    {"an empty value", "O", "",
     "O (the organisation): 1 to 64 characters, and this has 0"},
    {"a long country", "C", "DNK",
     "C (the country, two letters (ISO 3166)): 1 to 2 characters, and this has "
     "3"},
    {"a small country", "C", "dk", "C: two capital letters, such as DK or FR"},
    {"a line feed", "CN", "rec01\n",
     "CN: not UTF-8, or with a character that nobody sees"},
    {"Latin-1", "L",
     "K\xf8"
     "benhavn",
     "L: not UTF-8, or with a character that nobody sees"},
    {"a URL", NULL, "https://rec01", NULL},
    {"a wildcard over one label", NULL, "*.local",
     "a wildcard stands before a name of two labels or more, such as "
     "*.site.local"},
    {"a wildcard inside", NULL, "rec*.site.local", NULL},
    {"a wildcard over an address", NULL, "*.10.0.0.5", NULL},
};

static void
is_refused(void **state)
{
    const struct refusal *row = *state;
    struct vmst_draft draft = {0};
    struct vmst_note note = {0};
    int code =
        row->attribute == NULL
            ? vmst_draft_add_host(&draft, row->value, &note)
            : vmst_draft_add_subject(&draft, row->attribute, row->value, &note);

    assert_int_equal(code, VMSTRUST_E_ARGUMENT);
    if (row->sentence != NULL) {
        assert_string_equal(note.text, row->sentence);
    }
    vmst_draft_free(&draft);
}

static void
a_draft_of_nobody_is_refused(void **state)
{
    struct vmst_private_key *key = make_key(VMST_NEW_EC_P256);
    const struct vmst_draft draft = {0};
    struct vmst_blob *pem;

    (void)state;
    assert_int_equal(vmst_draft_write(&draft, key, NULL, &pem),
                     VMSTRUST_E_ARGUMENT);
    assert_null(pem);
    vmst_private_key_free(key);
}

/* --- Reading -------------------------------------------------------------- */

/* The DER of a request for rec01. */
static struct vmst_blob *
small_request(void)
{
    struct vmst_private_key *key = make_key(VMST_NEW_EC_P256);
    struct vmst_draft draft = {0};
    struct vmst_pem_block block;
    struct vmst_blob *text;
    struct vmst_pem pem;
    bool found;

    assert_int_equal(vmst_draft_add_host(&draft, "rec01", NULL), VMSTRUST_OK);
    text = write_draft(&draft, key);
    pem = vmst_pem_open(vmst_bytes(text->data, text->size), NULL);
    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    vmst_blob_free(text);
    vmst_draft_free(&draft);
    vmst_private_key_free(key);
    return block.der;
}

static int
read_code(const struct vmst_blob *der, struct vmst_note *note)
{
    struct vmst_request *request;
    int code =
        vmst_request_read(vmst_bytes(der->data, der->size), note, &request);

    vmst_request_free(request);
    return code;
}

/* Whatever bit is turned: it is no request, or not a proved one. */
static void
a_changed_request_is_refused(void **state)
{
    struct vmst_blob *der = small_request();
    struct vmst_note note = {0};

    (void)state;
    assert_int_equal(read_code(der, &note), VMSTRUST_OK);
    for (size_t i = 0; i < der->size; i++) {
        der->data[i] ^= 0x01;
        assert_int_not_equal(read_code(der, NULL), VMSTRUST_OK);
        der->data[i] ^= 0x01;
    }
    der->data[der->size - 1] ^= 0x01;
    assert_int_equal(read_code(der, &note), VMSTRUST_E_MALFORMED);
    assert_string_equal(note.text,
                        "the certificate request is not signed by its own key: "
                        "it was changed, or made without the key");
    vmst_blob_free(der);
}

static void
what_is_none_is_told(void **state)
{
    struct vmst_note note = {0};
    struct vmst_request *request;

    (void)state;
    assert_int_equal(vmst_request_read(vmst_bytes_of("hello"), &note, &request),
                     VMSTRUST_E_MALFORMED);
    assert_null(request);
    assert_string_equal(note.text, "there is no certificate request here");
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(a_draft_of_nobody_is_refused),
        cmocka_unit_test(a_changed_request_is_refused),
        cmocka_unit_test(what_is_none_is_told),
    };
    size_t count = 3;

    ADD_ROWS(tests, count, kinds, what_is_drafted_is_read);
    ADD_ROWS(tests, count, refusals, is_refused);
    return _cmocka_run_group_tests("draft", tests, count, NULL, NULL);
}
