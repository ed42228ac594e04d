/* DNS names of certificates: which are valid, which name a host, which lie
 * within another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cert/dns.h"

#define LABEL_63                                                               \
    "a23456789012345678901234567890123456789012345678901234567890123"
#define NAME_253                                                               \
    LABEL_63 "." LABEL_63 "." LABEL_63                                         \
             ".a234567890123456789012345678901234567890123456789012345678901"

/* --- Syntax -------------------------------------------------------------- */

#define ALL (VMST_DNS_WILDCARD | VMST_DNS_UNDERSCORE)

static const struct syntax {
    const char *name;
    unsigned allow;
    bool is_valid;
} syntaxes[] = {
    {"rec01", VMST_DNS_STRICT, true},
    {"rec01.site.local", VMST_DNS_STRICT, true},
    {"REC01.Site.Local", VMST_DNS_STRICT, true},
    {"3com.example", VMST_DNS_STRICT, true},
    {"a-b.c--d.example", VMST_DNS_STRICT, true},
    {"xn--8pv351b.example", VMST_DNS_STRICT, true},
    {"10.0.0.5", VMST_DNS_STRICT, true},
    {LABEL_63, VMST_DNS_STRICT, true},
    {LABEL_63 "x", VMST_DNS_STRICT, false},
    {NAME_253, VMST_DNS_STRICT, true},
    {NAME_253 "x", VMST_DNS_STRICT, false},
    {"", ALL, false},
    {".", ALL, false},
    {".example.com", ALL, false},
    {"example.com.", ALL, false},
    {"a..b", ALL, false},
    {"-a.example", ALL, false},
    {"a-.example", ALL, false},
    {"a b.example", ALL, false},
    {"a/b.example", ALL, false},
    {"a:b", ALL, false},
    {"münchen.example", ALL, false},
    {"😜.example", ALL, false},
    {"rec_01.site.local", VMST_DNS_STRICT, false},
    {"rec_01.site.local", VMST_DNS_UNDERSCORE, true},
    {"_dmarc.example", VMST_DNS_UNDERSCORE, true},
    {"*.site.local", VMST_DNS_STRICT, false},
    {"*.site.local", VMST_DNS_UNDERSCORE, false},
    {"*.site.local", VMST_DNS_WILDCARD, true},
    {"*.rec_01.local", VMST_DNS_WILDCARD, false},
    {"*.rec_01.local", ALL, true},
    {"*.local", ALL, false},
    {"*.", ALL, false},
    {"*", ALL, false},
    {"*.*.local", ALL, false},
    {"*..local", ALL, false},
    {"a*.site.local", ALL, false},
    {"*a.site.local", ALL, false},
    {"xn--*.site.local", ALL, false},
    {"a.*.site.local", ALL, false},
    {"*.site.local.", ALL, false},
};

static void
name_has_this_syntax(void **state)
{
    const struct syntax *row = *state;

    assert_int_equal(
        vmst_dns_name_is_valid(vmst_bytes_of(row->name), row->allow),
        row->is_valid);
}

static void
name_with_a_control_character_is_invalid(void **state)
{
    static const char name[] = "rec01.site.local\0.example";

    (void)state;
    assert_false(
        vmst_dns_name_is_valid(vmst_bytes(name, sizeof name - 1), ALL));
    assert_false(vmst_dns_names_host(vmst_bytes(name, sizeof name - 1),
                                     vmst_bytes_of("rec01.site.local")));
    assert_false(vmst_dns_name_is_valid(vmst_bytes(NULL, 0), ALL));
    assert_false(vmst_dns_name_is_valid(vmst_bytes_of("a\nb.example"), ALL));
}

/* --- Names that look like an address ------------------------------------- */

static const struct {
    const char *name;
    bool is_like;
} addresses[] = {
    {"10.0.0.5", true},
    {"10.0.5", true},
    {"1", true},
    {"0x7f000001", true},
    {"a.0x1F", true},
    {"010.0.0.1", true},
    {"::1", true},
    {"a:b", true},
    {"rec01.local.7", true},
    {"rec01", false},
    {"1.2.3.example", false},
    {"0xg", false},
    {"a.b.1c", false},
    {"", false},
    {"a.", false},
};

static void
address_is_told_from_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(addresses); i++) {
        assert_int_equal(
            vmst_dns_looks_like_address(vmst_bytes_of(addresses[i].name)),
            addresses[i].is_like);
    }
}

/* --- Presented name and host --------------------------------------------- */

static const struct match {
    const char *presented;
    const char *host;
    bool is_match;
} matches[] = {
    /* RFC 9525 6.3 */
    {"rec01.site.local", "rec01.site.local", true},
    {"REC01.SITE.LOCAL", "rec01.site.local", true},
    {"rec01", "rec01", true},
    {"rec_01", "rec_01", true},
    {"rec01", "rec01.site.local", false},
    {"rec01.site.local", "rec01", false},
    {"site.local", "rec01.site.local", false},
    {"*.site.local", "rec01.site.local", true},
    {"*.SITE.local", "rec01.site.local", true},
    {"*.site.local", "rec_01.site.local", true},
    {"*.site.local", "xn--8pv351b.site.local", true},
    {"*.site.local", "site.local", false},
    {"*.site.local", "a.rec01.site.local", false},
    {"*.site.local", "rec01.xsite.local", false},
    {"*.local", "site.local", false},
    {"*", "rec01", false},
    {"*.", "rec01", false},
    {"rec*.site.local", "rec01.site.local", false},
    {"*01.site.local", "rec01.site.local", false},
    {"xn--*.site.local", "xn--8pv351b.site.local", false},
    {"rec01.*.local", "rec01.site.local", false},
    {"*.*.local", "rec01.site.local", false},
    {"rec01.site.local.", "rec01.site.local", false},
    {".rec01.site.local", "rec01.site.local", false},
    {" rec01.site.local", "rec01.site.local", false},
    {"", "rec01.site.local", false},
    {"10.0.0.5", "10.0.0.5", false},
    {"*.0.0.5", "10.0.0.5", false},
};

static void
presented_name_names_this_host(void **state)
{
    const struct match *row = *state;

    assert_int_equal(vmst_dns_names_host(vmst_bytes_of(row->presented),
                                         vmst_bytes_of(row->host)),
                     row->is_match);
}

/* --- Subtrees ------------------------------------------------------------ */

static const struct within {
    const char *name;
    const char *base;
    bool is_within;
} withins[] = {
    {"site.local", "site.local", true},
    {"SITE.local", "site.LOCAL", true},
    {"rec01.site.local", "site.local", true},
    {"a.b.site.local", "site.local", true},
    {"xsite.local", "site.local", false},
    {"local", "site.local", false},
    {"site.local.example", "site.local", false},
    {"rec01", "", true},
};

static void
name_lies_within_the_base(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(withins); i++) {
        assert_int_equal(vmst_dns_is_within(vmst_bytes_of(withins[i].name),
                                            vmst_bytes_of(withins[i].base)),
                         withins[i].is_within);
    }
}

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(name_with_a_control_character_is_invalid),
    cmocka_unit_test(address_is_told_from_a_name),
    cmocka_unit_test(name_lies_within_the_base),
};

int
main(void)
{
    struct CMUnitTest
        tests[VMST_COUNT(syntaxes) + VMST_COUNT(matches) + VMST_COUNT(singles)];
    size_t count = 0;

    for (size_t i = 0; i < VMST_COUNT(syntaxes); i++) {
        tests[count++] =
            (struct CMUnitTest){syntaxes[i].name, name_has_this_syntax, NULL,
                                NULL, (void *)&syntaxes[i]};
    }
    for (size_t i = 0; i < VMST_COUNT(matches); i++) {
        tests[count++] = (struct CMUnitTest){matches[i].presented,
                                             presented_name_names_this_host,
                                             NULL, NULL, (void *)&matches[i]};
    }
    memcpy(tests + count, singles, sizeof singles);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
