/*
 * Revocation by the steps of RFC 5280 6.3.3 and RFC 6960 3.2: a row is a
 * server's certificate, the lists or the stapled response at hand, and what is
 * found. The path is Server, CA 1, Root; only the server is asked about, and
 * every answer is required.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "crypto/digest.h"
#include "path/search.h"

#include "../cert/crl.h"
#include "../der/ascii.h"
#include "../rows.h"
#include "../scene.h"

enum { MOST_LISTS = 2, MOST_SENT = 4, TEXT_SIZE = 4096 };

/* Numbers of keys. CA 1 has two: RFC 5280 lets a CA sign lists with another. */
enum { SERVER_KEY = 1, CA_KEY, ROOT_KEY, OTHER_KEY, LIST_KEY, RESPONDER_KEY };

enum change {
    UNDER_ANOTHER_ROOT = 1 << 0, /* the other key of CA 1 */
    MAY_NOT_SIGN_LISTS = 1 << 1, /* likewise */
    CA_MAY_NOT = 1 << 2,         /* CA 1 on the path */
    DISTRUSTED_SIGNER = 1 << 4,  /* the other key of CA 1 */
    LIST_CA = 1 << 3,            /* "CRL CA" in place of the other key */
};

struct list {
    unsigned signer; /* 0: none */
    const char *tbs; /* as readable text */
};

struct row {
    const char *name;
    const char *expected;
    unsigned changes;
    const char *points; /* cRLDistributionPoints of the server, as hex */
    struct list lists[MOST_LISTS];
};

/* The server's serial number is 7. Judged on 2025-06-15. */
#define JUNE "17{'250601000000Z'}"
#define JULY "17{'250701000000Z'}"
#define MAY "17{'250501000000Z'}"
#define LATER "17{'250612000000Z'}"
#define REVOKED "30{ 30{ 02{07} 17{'250610000000Z'} } }"
#define REVOKED_AS(code)                                                       \
    "30{ 30{ 02{07} 17{'250610000000Z'} 30{ " REASON(code) " } } }"
#define OTHERS "30{ 30{ 02{08} 17{'250610000000Z'} } }"
#define LIST_BY(issuer, times, entries, extensions)                            \
    CRL_TBS(VERSION_2, ED25519, CN(issuer), times, entries,                    \
            "a0{ 30{ " extensions " } }")
#define LIST(times, entries, extensions)                                       \
    LIST_BY("CA 1", times, entries, extensions)
#define GOOD_LIST LIST(JUNE JULY, OTHERS, EXTENSION(NUMBER, "02{05}"))
#define SCOPE(flags) CRITICAL(IDP, "30{ " flags " }")
#define URI_A "a0{ a0{ 86{'http://a'} } }"
#define URI_B "a0{ a0{ 86{'http://b'} } }"
#define BASE(number) CRITICAL(DELTA, "02{" number "}")

/* distributionPoint http://a; cRLIssuer "CRL CA". */
#define POINT_A "3010300ea00ca00a8608687474703a2f2f61"
#define POINT_OF_LIST_CA                                                       \
    "30193017a215a4133011310f300d06035504030c0643524c204341"
#define REVOKED_OF_CA_1                                                        \
    "30{ 30{ 02{07} 17{'250610000000Z'} 30{ " CERT_ISSUER(CN("CA 1")) " } } }"

static const struct row rows[] = {
    /* RFC 5280 6.1.3 (a) (3), 6.3.1 (a), 6.3.2 (a), (b) */
    {"no list at hand", "revocation-unknown@0", .lists = {{0, NULL}}},
    {"a list without the certificate", "", .lists = {{CA_KEY, GOOD_LIST}}},
    {"a list with it", "revoked@0",
     .lists = {{CA_KEY,
                LIST(JUNE JULY, REVOKED, EXTENSION(NUMBER, "02{05}"))}}},

    /* RFC 5280 6.3.3 (a) */
    {"the list has expired", "crl-expired@0",
     .lists = {{CA_KEY, LIST(MAY JUNE, OTHERS, EXTENSION(NUMBER, "02{05}"))}}},
    {"the list has expired, and the certificate is on it", "revoked@0",
     .lists = {{CA_KEY, LIST(MAY JUNE, REVOKED, EXTENSION(NUMBER, "02{05}"))}}},
    {"nobody knows until when the list holds", "crl-expired@0",
     .lists = {{CA_KEY, LIST(JUNE, OTHERS, EXTENSION(NUMBER, "02{05}"))}}},
    {"the list is of the future", "crl-not-valid@0",
     .lists = {{CA_KEY, LIST(JULY JULY, OTHERS, EXTENSION(NUMBER, "02{05}"))}}},

    /* RFC 5280 6.3.3 (b) (1) */
    {"the list of another CA", "revocation-unknown@0",
     .lists = {{ROOT_KEY, LIST_BY("Root", JUNE JULY, REVOKED,
                                  EXTENSION(NUMBER, "02{05}"))}}},
    {"the list of the CA that the point names", "revoked@0", .changes = LIST_CA,
     .points = POINT_OF_LIST_CA,
     .lists = {{LIST_KEY, LIST_BY("CRL CA", JUNE JULY, REVOKED_OF_CA_1,
                                  SCOPE("84{ff}"))}}},
    {"the list of that CA, about its own certificates", "", .changes = LIST_CA,
     .points = POINT_OF_LIST_CA,
     .lists = {{LIST_KEY,
                LIST_BY("CRL CA", JUNE JULY, REVOKED, SCOPE("84{ff}"))}}},
    {"the list of that CA, which does not say that it is for others",
     "revocation-unknown@0", .changes = LIST_CA, .points = POINT_OF_LIST_CA,
     .lists = {{LIST_KEY, LIST_BY("CRL CA", JUNE JULY, REVOKED,
                                  EXTENSION(NUMBER, "02{05}"))}}},

    /* RFC 5280 6.3.3 (b) (2) */
    {"a list of CA certificates only", "revocation-unknown@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE("82{ff}"))}}},
    {"a list of other certificates only", "revoked@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE("81{ff}"))}}},
    {"a list of attribute certificates only", "revocation-unknown@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE("85{ff}"))}}},
    {"a list for another point", "revocation-unknown@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE(URI_B))}}},
    {"a list for the point of the certificate", "revoked@0", .points = POINT_A,
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE(URI_A))}}},
    {"a list for another point than that of the certificate",
     "revocation-unknown@0", .points = POINT_A,
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, SCOPE(URI_B))}}},

    /* RFC 5280 6.3.2 (c), 6.3.3 (d), (l) */
    {"a list of one reason only", "revocation-unknown@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, OTHERS, SCOPE("83{ 0640 }"))}}},
    {"two lists, and all reasons between them", "",
     .lists = {{CA_KEY, LIST(JUNE JULY, OTHERS, SCOPE("83{ 0640 }"))},
               {CA_KEY, LIST(JUNE JULY, OTHERS, SCOPE("83{ 073f80 }"))}}},

    {"a second list of the same reasons that is not valid", "",
     .lists = {{CA_KEY, GOOD_LIST},
               {OTHER_KEY,
                LIST(JUNE JULY, REVOKED, EXTENSION(NUMBER, "02{06}"))}}},

    /* A hold, and lists that were made after it. */
    {"a hold that a later list does not have", "",
     .lists = {{CA_KEY,
                LIST(JUNE JULY, REVOKED_AS("06"), EXTENSION(NUMBER, "02{05}"))},
               {CA_KEY,
                LIST(LATER JULY, OTHERS, EXTENSION(NUMBER, "02{06}"))}}},
    {"a hold that a later list of that reason does not have", "",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED_AS("06"), SCOPE("83{ 0102 }"))},
               {CA_KEY,
                LIST(LATER JULY, OTHERS, EXTENSION(NUMBER, "02{06}"))}}},
    {"a hold, and a later list that has expired", "revoked@0",
     .lists = {{CA_KEY,
                LIST(JUNE JULY, REVOKED_AS("06"), EXTENSION(NUMBER, "02{05}"))},
               {CA_KEY,
                LIST(LATER LATER, OTHERS, EXTENSION(NUMBER, "02{06}"))}}},
    {"a hold, and a later list of other reasons", "revoked@0",
     .lists = {{CA_KEY,
                LIST(JUNE JULY, REVOKED_AS("06"), SCOPE("83{ 073f80 }"))},
               {CA_KEY, LIST(LATER JULY, OTHERS, SCOPE("83{ 0640 }"))}}},
    {"the same, the other way round", "revoked@0",
     .lists = {{CA_KEY, LIST(LATER JULY, OTHERS, SCOPE("83{ 0640 }"))},
               {CA_KEY,
                LIST(JUNE JULY, REVOKED_AS("06"), SCOPE("83{ 073f80 }"))}}},

    /* RFC 5280 6.3.3 (f) */
    {"the CA may not sign lists", "crl-not-valid@0", .changes = CA_MAY_NOT,
     .lists = {{CA_KEY, GOOD_LIST}}},
    {"another key of the CA signed, with a path to the same root", "",
     .lists = {{LIST_KEY, GOOD_LIST}}},
    {"another key of the CA signed, which may not", "crl-not-valid@0",
     .changes = MAY_NOT_SIGN_LISTS, .lists = {{LIST_KEY, GOOD_LIST}}},
    {"another key of the CA signed, with a path to another root",
     "crl-not-valid@0", .changes = UNDER_ANOTHER_ROOT,
     .lists = {{LIST_KEY, GOOD_LIST}}},
    {"another key of the CA signed, which is distrusted here",
     "crl-not-valid@0", .changes = DISTRUSTED_SIGNER,
     .lists = {{LIST_KEY, GOOD_LIST}}},

    /* RFC 5280 6.3.3 (g) */
    {"a stranger signed", "crl-not-valid@0", .lists = {{OTHER_KEY, GOOD_LIST}}},
    {"a critical rule that nobody knows", "crl-not-valid@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, OTHERS, CRITICAL(UNKNOWN, "05{}"))}}},

    /* RFC 5280 6.3.3 (c), (i) */
    {"a delta has it", "revoked@0",
     .lists = {{CA_KEY, GOOD_LIST},
               {CA_KEY, LIST(JUNE JULY, REVOKED,
                             EXTENSION(NUMBER, "02{06}") BASE("05"))}}},
    {"a delta of another scope has it", "",
     .lists = {{CA_KEY, GOOD_LIST},
               {CA_KEY,
                LIST(JUNE JULY, REVOKED,
                     EXTENSION(NUMBER, "02{06}") BASE("05") SCOPE("81{ff}"))}}},
    {"a delta of a later base has it", "",
     .lists = {{CA_KEY, GOOD_LIST},
               {CA_KEY, LIST(JUNE JULY, REVOKED,
                             EXTENSION(NUMBER, "02{07}") BASE("06"))}}},
    {"a delta alone", "revocation-unknown@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, OTHERS,
                             EXTENSION(NUMBER, "02{06}") BASE("05"))}}},

    /* RFC 5280 6.3.3 (h) */
    {"a delta that a stranger signed has it", "",
     .lists = {{CA_KEY, GOOD_LIST},
               {OTHER_KEY, LIST(JUNE JULY, REVOKED,
                                EXTENSION(NUMBER, "02{06}") BASE("05"))}}},

    /* RFC 5280 6.3.3 (j) */
    {"a delta has others, the list has it", "revoked@0",
     .lists = {{CA_KEY, LIST(JUNE JULY, REVOKED, EXTENSION(NUMBER, "02{05}"))},
               {CA_KEY, LIST(JUNE JULY, OTHERS,
                             EXTENSION(NUMBER, "02{06}") BASE("05"))}}},

    /* RFC 5280 6.3.3 (k) */
    {"a delta takes it off", "",
     .lists = {{CA_KEY,
                LIST(JUNE JULY, REVOKED_AS("06"), EXTENSION(NUMBER, "02{05}"))},
               {CA_KEY, LIST(JUNE JULY, REVOKED_AS("08"),
                             EXTENSION(NUMBER, "02{06}") BASE("05"))}}},
};

/* --- Stapled responses --------------------------------------------------------- */

struct answer {
    const char *name;
    const char *expected;
    const char *status;
    const char *next;    /* NULL: July */
    const char *serial;  /* NULL: the server's */
    unsigned signer;     /* 0: the CA */
    const char *purpose; /* of a responder whose certificate is sent along */
    unsigned by;         /* who issued that: 0 is the CA */
    bool is_named_otherwise; /* the response names another responder */
    const char *this_update; /* NULL: June */
};

#define IS_GOOD "80{}"
#define IS_REVOKED "a1{ 18{'20250610000000Z'} }"
#define IS_UNKNOWN "82{}"
#define OCSP_SIGNING "1.3.6.1.5.5.7.3.9"

static const struct answer answers[] = {
    {"the CA says good", "", IS_GOOD, .signer = CA_KEY},
    {"the CA says revoked", "revoked@0", IS_REVOKED, .signer = CA_KEY},
    {"the CA does not know", "revocation-unknown@0", IS_UNKNOWN,
     .signer = CA_KEY},

    /* RFC 6960 3.2 (1) */
    {"about another certificate", "revocation-unknown@0", IS_GOOD,
     .serial = "08"},

    /* RFC 6960 3.2 (2) */
    {"a stranger signed", "revocation-unknown@0", IS_GOOD, .signer = OTHER_KEY},

    /* RFC 6960 3.2 (3) */
    {"it names another responder", "revocation-unknown@0", IS_GOOD,
     .is_named_otherwise = true},

    /* RFC 6960 3.2 (4) */
    {"a responder that the CA appointed", "", IS_GOOD, .signer = RESPONDER_KEY,
     .purpose = OCSP_SIGNING},
    {"a server of the CA", "revocation-unknown@0", IS_GOOD,
     .signer = RESPONDER_KEY, .purpose = BUILD_SERVER_AUTH},
    {"for any purpose is not enough", "revocation-unknown@0", IS_GOOD,
     .signer = RESPONDER_KEY, .purpose = "2.5.29.37.0"},
    {"a responder that another CA appointed", "revocation-unknown@0", IS_GOOD,
     .signer = RESPONDER_KEY, .purpose = OCSP_SIGNING, .by = OTHER_KEY},

    /* RFC 6960 3.2 (5) */
    {"of the future", "revocation-unknown@0", IS_GOOD,
     .this_update = "18{'20250620000000Z'}"},
    {"two weeks old, and nobody knows until when it holds",
     "revocation-unknown@0", IS_GOOD, .next = ""},
    {"an hour old, and nobody knows until when it holds", "", IS_GOOD,
     .next = "", .this_update = "18{'20250615140000Z'}"},

    /* RFC 6960 3.2 (6) */
    {"out of date", "revocation-unknown@0", IS_GOOD,
     .next = "a0{ 18{'20250610000000Z'} }"},
};

/* --- The scene ------------------------------------------------------------------- */

struct scene {
    struct vmst_cert *sent[MOST_SENT];
    size_t sent_count;
    struct vmst_trust *trust;
    struct vmst_crl *crls[MOST_LISTS];
    size_t crl_count;
    struct vmst_ocsp *ocsp;
};

static void
add_root(struct scene *scene, const char *subject, unsigned key)
{
    const struct build_wish wish = {.subject = subject,
                                    .key = key,
                                    .signer = key,
                                    .flags = BUILD_CA,
                                    .key_usage = BUILD_CA_USAGE};
    struct vmst_cert *root = build_cert(&wish);

    assert_int_equal(vmst_trust_add_anchor(scene->trust, root, 0, false),
                     VMSTRUST_OK);
    vmst_cert_free(root);
}

static void
send(struct scene *scene, const struct build_wish *wish)
{
    scene->sent[scene->sent_count++] = build_cert(wish);
}

static void
send_authority(struct scene *scene, const char *subject, unsigned key,
               bool is_elsewhere, bool may_sign_lists)
{
    const struct build_wish wish = {
        .subject = subject,
        .issuer = is_elsewhere ? "Other root" : "Root",
        .key = key,
        .signer = is_elsewhere ? OTHER_KEY : ROOT_KEY,
        .serial = key,
        .flags = BUILD_CA,
        .key_usage = may_sign_lists ? BUILD_CA_USAGE : VMST_USAGE_CERT_SIGN};
    send(scene, &wish);
}

static void
set_scene(struct scene *scene, unsigned changes, const char *points)
{
    struct build_wish server = {.issuer = "CA 1",
                                .key = SERVER_KEY,
                                .signer = CA_KEY,
                                .serial = 7,
                                .names = "dns:rec01",
                                .purposes = BUILD_SERVER_AUTH};

    *scene = (struct scene){.sent_count = 0};
    assert_int_equal(vmst_trust_new(NULL, &scene->trust), VMSTRUST_OK);
    add_root(scene, "Root", ROOT_KEY);
    add_root(scene, "Other root", OTHER_KEY);
    if (points != NULL) {
        server.more[0] = (struct build_extension){"2.5.29.31", points, false};
    }
    send(scene, &server);
    send_authority(scene, "CA 1", CA_KEY, false, (changes & CA_MAY_NOT) == 0);
    send_authority(scene, (changes & LIST_CA) != 0 ? "CRL CA" : "CA 1",
                   LIST_KEY, (changes & UNDER_ANOTHER_ROOT) != 0,
                   (changes & MAY_NOT_SIGN_LISTS) == 0);
    if ((changes & DISTRUSTED_SIGNER) != 0) {
        assert_int_equal(vmst_trust_distrust_cert(scene->trust, scene->sent[2]),
                         VMSTRUST_OK);
    }
    vmst_trust_seal(scene->trust);
    for (size_t i = 0; i < scene->sent_count; i++) {
        assert_false(scene->sent[i]->is_malformed);
    }
}

static void
free_scene(struct scene *scene)
{
    for (size_t i = 0; i < scene->sent_count; i++) {
        vmst_cert_free(scene->sent[i]);
    }
    for (size_t i = 0; i < scene->crl_count; i++) {
        vmst_crl_free(scene->crls[i]);
    }
    vmst_ocsp_free(scene->ocsp);
    vmst_trust_free(scene->trust);
}

static void
judge(const struct scene *scene, const char *expected)
{
    const struct vmst_severities severities = scene_severities("path");
    struct vmst_rules rules = scene_rules(&severities);
    const struct vmst_pool pool = {.certs = scene->sent,
                                   .count = scene->sent_count,
                                   .trust = scene->trust,
                                   .crls = scene->crls,
                                   .crl_count = scene->crl_count,
                                   .ocsp = scene->ocsp};
    struct vmst_outcome outcome;

    rules.revocation = VMSTRUST_REVOCATION_REQUIRED;
    rules.skip_issuer_revocation = true;
    assert_int_equal(vmst_search(&rules, &pool, &outcome), VMSTRUST_OK);
    assert_string_equal(scene_say(&outcome.findings, VMSTRUST_SEVERITY_WARNING),
                        expected);
}

static void
add_list(struct scene *scene, const struct list *list)
{
    AUTO(blob) tbs = der_from(list->tbs);
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO_BUFFER der = build_signed(vmst_bytes(tbs->data, tbs->size),
                                   list->signer, vmst_bytes(NULL, 0));

    if (vmst_crl_parse(vmst_buffer_view(&der), &note,
                       &scene->crls[scene->crl_count++]) != VMSTRUST_OK) {
        fail_msg("%s", note.text);
    }
}

static void
test_lists(void **state)
{
    const struct row *row = *state;
    struct scene scene;

    set_scene(&scene, row->changes, row->points);
    for (size_t i = 0; i < MOST_LISTS && row->lists[i].signer != 0; i++) {
        add_list(&scene, &row->lists[i]);
    }
    judge(&scene, row->expected);
    free_scene(&scene);
}

/* --- A response -------------------------------------------------------------------- */

static void
add_digest(struct vmst_buffer *text, struct vmst_bytes data)
{
    uint8_t digest[VMST_SHA1_SIZE];

    assert_int_equal(vmst_sha1(data, digest), VMSTRUST_OK);
    vmst_buffer_add_text(text, "04{");
    for (size_t i = 0; i < sizeof digest; i++) {
        vmst_buffer_format(text, "%02x", digest[i]);
    }
    vmst_buffer_add_text(text, "} ");
}

/* ResponseData of RFC 6960 4.2.1 with one answer, as readable text. */
static char *
response_data(const struct scene *scene, const struct answer *row)
{
    const struct vmst_cert *issuer = scene->sent[1];
    const char *responder = row->purpose != NULL ? "Responder" : "CA 1";
    struct vmst_buffer text = {0};
    char *taken = NULL;

    vmst_buffer_format(
        &text,
        "30{ a1{ 30{ 31{ 30{ 06{550403} 0c{'%s'} } } } } 18{'20250601000000Z'} "
        "30{ 30{ 30{ 30{ 06{2b0e03021a} 05{} } ",
        row->is_named_otherwise ? "Nobody" : responder);
    add_digest(&text, scene->sent[0]->issuer.der);
    add_digest(&text, issuer->key.bits);
    vmst_buffer_format(
        &text, "02{%s} } %s %s %s } } }",
        row->serial == NULL ? "07" : row->serial, row->status,
        row->this_update == NULL ? "18{'20250601000000Z'}" : row->this_update,
        row->next == NULL ? "a0{ 18{'20250701000000Z'} }" : row->next);
    assert_int_equal(vmst_buffer_take_text(&text, &taken), VMSTRUST_OK);
    return taken;
}

/* [0] with the certificate of the responder, or nothing. */
static void
add_responder(struct vmst_buffer *more, const struct answer *row)
{
    const struct build_wish wish = {.subject = "Responder",
                                    .issuer = "CA 1",
                                    .key = RESPONDER_KEY,
                                    .signer = row->by == 0 ? CA_KEY : row->by,
                                    .serial = 9,
                                    .purposes = row->purpose};
    AUTO_BUFFER list = {0};

    if (row->purpose != NULL) {
        AUTO_BUFFER der = build_der(&wish);
        build_element(&list, 0x30, vmst_buffer_view(&der));
        build_element(more, 0xa0, vmst_buffer_view(&list));
    }
}

static void
staple(struct scene *scene, const struct answer *row)
{
    char *text = response_data(scene, row);
    AUTO(blob) tbs = der_from(text);
    struct vmst_note note = {.code = VMSTRUST_OK};
    AUTO_BUFFER more = {0};
    AUTO_BUFFER whole = {0};
    AUTO_BUFFER out = {0};

    add_responder(&more, row);
    AUTO_BUFFER basic = build_signed(vmst_bytes(tbs->data, tbs->size),
                                     row->signer == 0 ? CA_KEY : row->signer,
                                     vmst_buffer_view(&more));
    vmst_buffer_add_text(&whole,
                         "30{ 0a{00} a0{ 30{ 06{2b0601050507300101} 04{ ");
    vmst_buffer_add_hex(&whole, vmst_buffer_view(&basic), 0);
    vmst_buffer_add_text(&whole, " } } } }");
    vmst_buffer_add(&whole, "", 1);
    AUTO(blob) response = der_from((const char *)whole.data);
    if (vmst_ocsp_parse(vmst_bytes(response->data, response->size), &note,
                        &scene->ocsp) != VMSTRUST_OK) {
        fail_msg("%s: %s", note.field, note.text);
    }
    free(text);
}

static void
test_response(void **state)
{
    const struct answer *row = *state;
    struct scene scene;

    set_scene(&scene, 0, NULL);
    staple(&scene, row);
    judge(&scene, row->expected);
    free_scene(&scene);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(rows) + ROW_COUNT(answers)];
    size_t count = 0;

    ADD_ROWS(tests, count, rows, test_lists);
    ADD_ROWS(tests, count, answers, test_response);
    return _cmocka_run_group_tests("revocation", tests, count, NULL, NULL);
}
