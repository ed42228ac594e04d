/* The host that was asked for, and whether a certificate names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "role/host.h"

/* --- Hosts that are read ------------------------------------------------- */

static const struct good {
    const char *asked;
    const char *text;
    enum vmst_host_kind kind;
    bool is_short;
} goods[] = {
    {"rec01", "rec01", VMST_HOST_DNS, true},
    {"REC01", "rec01", VMST_HOST_DNS, true},
    {"rec01.", "rec01", VMST_HOST_DNS, true},
    {"rec01.site.local", "rec01.site.local", VMST_HOST_DNS, false},
    {"Rec01.Site.Local.", "rec01.site.local", VMST_HOST_DNS, false},
    {"rec_01.site.local", "rec_01.site.local", VMST_HOST_DNS, false},
    {"本社", "xn--8pv351b", VMST_HOST_DNS, true},
    {"本社.site.local", "xn--8pv351b.site.local", VMST_HOST_DNS, false},
    {"本社。", "xn--8pv351b", VMST_HOST_DNS, true},
    {"rec_01.münchen.example", "rec_01.xn--mnchen-3ya.example", VMST_HOST_DNS,
     false},
    {"10.0.0.5", "10.0.0.5", VMST_HOST_IP, false},
    {"::1", "::1", VMST_HOST_IP, false},
    {"2001:DB8:0:0::1", "2001:db8::1", VMST_HOST_IP, false},
    {"::ffff:10.0.0.5", "::ffff:10.0.0.5", VMST_HOST_IP, false},
};

static void
host_is_read(void **state)
{
    const struct good *row = *state;
    struct vmst_host host;
    struct vmst_note note = {0};

    assert_int_equal(vmst_host_read(row->asked, &host, &note), VMSTRUST_OK);
    assert_int_equal(note.code, VMSTRUST_OK);
    assert_int_equal(host.kind, row->kind);
    assert_string_equal(host.text, row->text);
    assert_int_equal(host.is_short, row->is_short);
    assert_int_equal(host.address_size, row->kind == VMST_HOST_DNS       ? 0
                                        : strchr(row->text, ':') != NULL ? 16
                                                                         : 4);
}

/* --- Hosts that are refused, with the reason ----------------------------- */

#define LABEL_63                                                               \
    "a23456789012345678901234567890123456789012345678901234567890123"
#define NAME_253                                                               \
    LABEL_63 "." LABEL_63 "." LABEL_63                                         \
             ".a234567890123456789012345678901234567890123456789012345678901"

static const struct bad {
    const char *name;
    const char *asked;
    const char *hint; /* part of the sentence */
} bads[] = {
    {"none", NULL, "is needed"},
    {"empty", "", "is needed"},
    {"a dot", ".", "is needed"},
    {"a space", "rec 01", "no spaces"},
    {"a space at the end", "rec01 ", "no spaces"},
    {"a line break", "rec01\n", "control character"},
    {"a tab", "rec01\t", "control character"},
    {"an escape", "rec01\033[2K", "\\u{1B}[2K"},
    {"a URL", "https://rec01.site.local/", "without https://"},
    {"a path", "rec01/camera", "without a path"},
    {"a network", "10.0.0.0/24", "without a path"},
    {"a UNC path", "\\\\rec01\\share", "without https://"},
    {"a user", "admin@rec01", "without a user"},
    {"two hosts", "rec01,rec02", "one host"},
    {"a name with a port", "rec01:7563", "without the port"},
    {"IPv4 with a port", "10.0.0.5:7563", "without the port"},
    {"IPv6 in brackets", "[::1]", "without brackets"},
    {"IPv6 in brackets with a port", "[::1]:7563", "without brackets"},
    {"IPv6 with a zone", "fe80::1%eth0", "without its zone"},
    {"IPv6 with a wrong digit", "fe80::g", "not an IPv6 address"},
    {"IPv6 with two gaps", "1::2::3", "not an IPv6 address"},
    {"a wildcard", "*.site.local", "wildcard"},
    {"IPv4 with a leading zero", "010.0.0.1", "leading zeros"},
    {"IPv4 with a large number", "10.0.0.256", "0 to 255"},
    {"IPv4 of three numbers", "10.0.1", "four numbers"},
    {"IPv4 as one number", "167772161", "four numbers"},
    {"IPv4 in hexadecimal", "0x0a000001", "four numbers"},
    {"IPv4 with a dot at the end", "10.0.0.5.", "four numbers"},
    {"IPv4 in wide digits", "１０.0.0.5", "four numbers"},
    {"a number at the end", "rec01.7", "four numbers"},
    {"a leading dot", ".site.local", "single dots"},
    {"two dots", "rec01..local", "single dots"},
    {"two dots at the end", "rec01..", "single dots"},
    {"a leading hyphen", "-rec01", "inner hyphens"},
    {"another sign", "rec01!", "letters, digits"},
    {"a part of 64", LABEL_63 "x", "63 characters"},
    {"254 characters", NAME_253 "x", "253 characters"},
    {"255 characters", NAME_253 "xx", "longer than a host name"},
    {"2000 characters", NAME_253 NAME_253 NAME_253 NAME_253 NAME_253,
     "longer than a host name"},
    {"invalid UTF-8", "rec\xff", "UTF-8"},
    {"a character that would be lost", "ü＿1", "no internationalised name"},
    {"a bidirectional mark", "ü\u202ex", "\\u{202E}"},
};

static void
host_is_refused_with_a_hint(void **state)
{
    const struct bad *row = *state;
    struct vmst_host host;
    struct vmst_note note = {0};

    assert_int_equal(vmst_host_read(row->asked, &host, &note),
                     VMSTRUST_E_ARGUMENT);
    assert_int_equal(note.code, VMSTRUST_E_ARGUMENT);
    assert_non_null(strstr(note.text, row->hint));
    assert_int_equal(host.kind, VMST_HOST_NONE);
    assert_int_equal(vmst_host_read(row->asked, &host, NULL),
                     VMSTRUST_E_ARGUMENT);
}

static void
longest_name_is_read(void **state)
{
    struct vmst_host host;

    (void)state;
    assert_int_equal(vmst_host_read(NAME_253, &host, NULL), VMSTRUST_OK);
    assert_string_equal(host.text, NAME_253);
    assert_int_equal(vmst_host_read(NAME_253 ".", &host, NULL), VMSTRUST_OK);
    assert_string_equal(host.text, NAME_253);
}

/* --- Certificates -------------------------------------------------------- */

/* Names of a certificate in one line: "rec01.site.local 10.0.0.5 CN=rec01",
 * where "dns:10.0.0.5" is a dNSName that looks like an address and "mail:" an
 * rfc822Name. */
#define NAMES_MAX 16
#define LINE_MAX 512

struct scene {
    char line[LINE_MAX];
    uint8_t addresses[NAMES_MAX][VMST_ADDRESS_SIZE];
    struct vmst_general_name names[NAMES_MAX];
    struct vmst_cert cert;
};

static void
add_name(struct scene *scene, const char *word)
{
    size_t i = scene->cert.alt_names.count++;
    struct vmst_general_name *name = &scene->names[i];
    size_t size;

    assert_true(i < NAMES_MAX);
    if (strncmp(word, "mail:", 5) == 0) {
        *name = (struct vmst_general_name){.kind = VMST_GENERAL_EMAIL,
                                           .value = vmst_bytes_of(word + 5)};
    } else if (vmst_address_parse(vmst_bytes_of(word), scene->addresses[i],
                                  &size)) {
        *name = (struct vmst_general_name){
            .kind = VMST_GENERAL_IP,
            .value = vmst_bytes(scene->addresses[i], size)};
    } else {
        word += strncmp(word, "dns:", 4) == 0 ? 4 : 0;
        *name = (struct vmst_general_name){.kind = VMST_GENERAL_DNS,
                                           .value = vmst_bytes_of(word)};
    }
}

static void
set_scene(const char *line, struct scene *scene)
{
    char *rest = NULL;

    memset(scene, 0, sizeof *scene);
    assert_true(strlen(line) < sizeof scene->line);
    memcpy(scene->line, line, strlen(line) + 1);
    scene->cert.alt_names.list = scene->names;
    for (char *word = strtok_r(scene->line, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        if (strncmp(word, "CN=", 3) == 0) {
            scene->cert.subject.common_name_count++;
            scene->cert.subject.common_name = vmst_bytes_of(word + 3);
        } else {
            add_name(scene, word);
        }
    }
}

static const struct match {
    const char *name;
    const char *certificate;
    const char *asked;
    vmstrust_match matched;
    const char *by;  /* the name that matched, or the near one */
    const char *has; /* of short, full, address: s, f, a */
} matches[] = {
    /* RFC 9525 6.2, RFC 9525 6.3, RFC 9525 6.4 */
    {"full name", "rec01 rec01.site.local", "rec01.site.local",
     VMSTRUST_MATCH_SAN_DNS, "rec01.site.local", "sf"},
    {"short name", "rec01 rec01.site.local", "rec01", VMSTRUST_MATCH_SAN_DNS,
     "rec01", "sf"},
    {"any case", "REC01.Site.Local", "rec01.SITE.local", VMSTRUST_MATCH_SAN_DNS,
     "REC01.Site.Local", "f"},
    {"trailing dot asked", "rec01.site.local", "rec01.site.local.",
     VMSTRUST_MATCH_SAN_DNS, "rec01.site.local", "f"},
    {"trailing dot presented", "rec01.site.local.", "rec01.site.local",
     VMSTRUST_MATCH_NONE, "", ""},
    {"leading dot presented", ".site.local", "rec01.site.local",
     VMSTRUST_MATCH_NONE, "", ""},
    {"underscore", "rec_01.site.local", "rec_01.site.local",
     VMSTRUST_MATCH_SAN_DNS, "rec_01.site.local", "f"},
    {"internationalised", "xn--8pv351b.example", "本社.example",
     VMSTRUST_MATCH_SAN_DNS, "xn--8pv351b.example", "f"},
    {"Unicode presented", "本社.example", "本社.example", VMSTRUST_MATCH_NONE,
     "", ""},
    {"emoji presented", "😜.example", "rec01.example", VMSTRUST_MATCH_NONE, "",
     ""},
    {"short name of the full one", "rec01", "rec01.site.local",
     VMSTRUST_MATCH_NONE, "rec01", "s"},
    {"full name of the short one", "rec02.site.local rec01.site.local", "rec01",
     VMSTRUST_MATCH_NONE, "rec01.site.local", "f"},
    {"another full name is not near", "rec01.other.local", "rec01.site.local",
     VMSTRUST_MATCH_NONE, "", "f"},
    {"wildcard", "*.site.local", "rec01.site.local", VMSTRUST_MATCH_SAN_DNS,
     "*.site.local", "f"},
    {"wildcard and a short name", "*.site.local", "rec01", VMSTRUST_MATCH_NONE,
     "", "f"},
    {"wildcard of two labels", "*.site.local", "a.rec01.site.local",
     VMSTRUST_MATCH_NONE, "", "f"},
    {"wildcard of a top-level domain", "*.local", "site.local",
     VMSTRUST_MATCH_NONE, "", ""},
    {"wildcard within an A-label", "xn--*.site.local", "xn--8pv351b.site.local",
     VMSTRUST_MATCH_NONE, "", ""},
    {"wildcard that is not the left-most", "rec01.*.local", "rec01.site.local",
     VMSTRUST_MATCH_NONE, "", ""},
    {"IPv4", "rec01 10.0.0.5", "10.0.0.5", VMSTRUST_MATCH_SAN_IP,
     "\x0a\x00\x00\x05", "sa"},
    {"IPv6", "2001:db8::1", "2001:DB8:0::1", VMSTRUST_MATCH_SAN_IP,
     "\x20\x01\x0d\xb8", "a"},
    {"another IPv4", "10.0.0.6", "10.0.0.5", VMSTRUST_MATCH_NONE, "", "a"},
    {"IPv4 mapped into IPv6", "10.0.0.5", "::ffff:10.0.0.5",
     VMSTRUST_MATCH_NONE, "", "a"},
    {"IPv4 as a DNS name", "dns:10.0.0.5", "10.0.0.5", VMSTRUST_MATCH_NONE, "",
     ""},
    {"IPv4 as the subject", "CN=10.0.0.5", "10.0.0.5", VMSTRUST_MATCH_NONE, "",
     ""},
    {"name only in the subject", "CN=rec01", "rec01", VMSTRUST_MATCH_NONE, "",
     ""},
    {"name only as a mail address", "mail:rec01", "rec01", VMSTRUST_MATCH_NONE,
     "", ""},
    {"nothing", "", "rec01", VMSTRUST_MATCH_NONE, "", ""},
};

static void
certificate_answers_the_host(void **state)
{
    const struct match *row = *state;
    struct scene scene;
    struct vmst_host host;
    struct vmst_host_match match;
    struct vmst_bytes by;

    set_scene(row->certificate, &scene);
    assert_int_equal(vmst_host_read(row->asked, &host, NULL), VMSTRUST_OK);
    vmst_host_match(&host, &scene.cert, &match);
    assert_int_equal(match.matched, row->matched);
    by = row->matched == VMSTRUST_MATCH_NONE ? match.near : match.by;
    if (row->matched == VMSTRUST_MATCH_SAN_IP) {
        assert_memory_equal(by.data, row->by, 4);
    } else {
        assert_true(vmst_bytes_equal(by, vmst_bytes_of(row->by)));
    }
    assert_int_equal(match.has_short_name, strchr(row->has, 's') != NULL);
    assert_int_equal(match.has_full_name, strchr(row->has, 'f') != NULL);
    assert_int_equal(match.has_address, strchr(row->has, 'a') != NULL);
}

static void
name_with_a_nul_matches_nothing(void **state)
{
    static const char name[] = "rec01.site.local\0.evil.example";
    struct scene scene;
    struct vmst_host host;
    struct vmst_host_match match;

    (void)state;
    set_scene("x", &scene);
    scene.names[0].value = vmst_bytes(name, sizeof name - 1);
    assert_int_equal(vmst_host_read("rec01.site.local", &host, NULL),
                     VMSTRUST_OK);
    vmst_host_match(&host, &scene.cert, &match);
    assert_int_equal(match.matched, VMSTRUST_MATCH_NONE);
    scene.cert.alt_names.count = 0;
    scene.cert.subject.common_name = scene.names[0].value;
    scene.cert.subject.common_name_count = 1;
    assert_false(vmst_host_is_common_name(&host, &scene.cert));
}

static void
malformed_certificate_and_no_host_match_nothing(void **state)
{
    struct scene scene;
    struct vmst_host host = {.kind = VMST_HOST_NONE};
    struct vmst_host_match match;

    (void)state;
    set_scene("rec01 10.0.0.5", &scene);
    vmst_host_match(&host, &scene.cert, &match);
    assert_int_equal(match.matched, VMSTRUST_MATCH_NONE);
    assert_true(match.has_short_name && match.has_address);
    assert_int_equal(vmst_host_read("rec01", &host, NULL), VMSTRUST_OK);
    scene.cert.is_malformed = true;
    vmst_host_match(&host, &scene.cert, &match);
    assert_int_equal(match.matched, VMSTRUST_MATCH_NONE);
    assert_false(match.has_short_name);
}

/* --- The subject --------------------------------------------------------- */

static const struct fallback {
    const char *name;
    const char *certificate;
    const char *candidate; /* NULL: none */
    const char *asked;
    bool is_match;
} fallbacks[] = {
    {"the only name there is", "CN=rec01.site.local", "rec01.site.local",
     "REC01.site.local", true},
    {"a short name", "CN=rec01", "rec01", "rec01", true},
    {"beside a mail address", "CN=rec01 mail:a@b.example", "rec01", "rec01",
     true},
    {"another name", "CN=rec01", "rec01", "rec02", false},
    {"a short name is no full one", "CN=rec01", "rec01", "rec01.site.local",
     false},
    {"beside a DNS name", "CN=rec01 rec02", NULL, "rec01", false},
    {"beside a DNS name that is not valid", "CN=rec01 -.", NULL, "rec01",
     false},
    {"beside an address", "CN=rec01 10.0.0.5", NULL, "rec01", false},
    {"two names", "CN=rec02 CN=rec01", NULL, "rec01", false},
    {"no name", "", NULL, "rec01", false},
    {"a wildcard", "CN=*.site.local", NULL, "rec01.site.local", false},
    {"an address", "CN=10.0.0.5", NULL, "10.0.0.5", false},
    {"a title", "CN=Recording_Server!", NULL, "rec01", false},
    {"a trailing dot", "CN=rec01.", NULL, "rec01", false},
    {"Unicode", "CN=本社", NULL, "本社", false},
    {"an address is asked", "CN=rec01", "rec01", "10.0.0.5", false},
};

static void
subject_is_a_candidate(void **state)
{
    const struct fallback *row = *state;
    struct scene scene;
    struct vmst_host host;
    struct vmst_bytes name;

    set_scene(row->certificate, &scene);
    assert_int_equal(vmst_host_common_name(&scene.cert, &name),
                     row->candidate != NULL);
    assert_true(vmst_bytes_equal(name, vmst_bytes_of(row->candidate)));
    assert_int_equal(vmst_host_read(row->asked, &host, NULL), VMSTRUST_OK);
    assert_int_equal(vmst_host_is_common_name(&host, &scene.cert),
                     row->is_match);
    scene.cert.is_malformed = true;
    assert_false(vmst_host_is_common_name(&host, &scene.cert));
}

/* --- What is shown ------------------------------------------------------- */

static const struct {
    const char *certificate;
    const char *shown;
} shown_names[] = {
    {"rec01 rec01.site.local 10.0.0.5 2001:db8::1",
     "rec01, rec01.site.local, 10.0.0.5, 2001:db8::1"},
    {"a b c d e f g h", "a, b, c, d, e, f, g, h"},
    {"a b c d e f g h mail:x i j", "a, b, c, d, e, f, g, h and 2 more"},
    {"CN=rec01", "the subject rec01"},
    {"CN=rec01\033[2K mail:x", "the subject rec01\\u{1B}[2K"},
    {"rec01\u202e", "rec01\\u{202E}"},
    {"", "nothing"},
};

static void
names_are_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(shown_names); i++) {
        struct scene scene;
        AUTO_BUFFER buffer = {0};

        set_scene(shown_names[i].certificate, &scene);
        vmst_host_show_names(&buffer, &scene.cert);
        vmst_buffer_add(&buffer, "", 1);
        assert_string_equal((const char *)buffer.data, shown_names[i].shown);
    }
}

#define ROW(function, row, title)                                              \
    (struct CMUnitTest)                                                        \
    {                                                                          \
        title, function, NULL, NULL, (void *)(row)                             \
    }

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(longest_name_is_read),
    cmocka_unit_test(name_with_a_nul_matches_nothing),
    cmocka_unit_test(malformed_certificate_and_no_host_match_nothing),
    cmocka_unit_test(names_are_shown),
};

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(goods) + VMST_COUNT(bads) +
                            VMST_COUNT(matches) + VMST_COUNT(fallbacks) +
                            VMST_COUNT(singles)];
    size_t count = 0;

    for (size_t i = 0; i < VMST_COUNT(goods); i++) {
        tests[count++] = ROW(host_is_read, &goods[i], goods[i].asked);
    }
    for (size_t i = 0; i < VMST_COUNT(bads); i++) {
        tests[count++] =
            ROW(host_is_refused_with_a_hint, &bads[i], bads[i].name);
    }
    for (size_t i = 0; i < VMST_COUNT(matches); i++) {
        tests[count++] =
            ROW(certificate_answers_the_host, &matches[i], matches[i].name);
    }
    for (size_t i = 0; i < VMST_COUNT(fallbacks); i++) {
        tests[count++] =
            ROW(subject_is_a_candidate, &fallbacks[i], fallbacks[i].name);
    }
    memcpy(tests + count, singles, sizeof singles);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
