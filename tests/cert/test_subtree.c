/* General names against the subtrees of name constraints, in both senses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "cert/subtree.h"

/* Text with its size, since names may hold a NUL. */
#define T(literal)                                                             \
    {                                                                          \
        (const uint8_t *)(literal), sizeof(literal) - 1                        \
    }

#define IN VMST_FIT_WITHIN
#define OUT VMST_FIT_OUTSIDE
#define BAD VMST_FIT_MALFORMED

static const struct row {
    const char *name; /* of the test: what is special */
    enum vmst_general_kind kind;
    struct vmst_bytes presented;
    struct vmst_bytes base;
    enum vmst_fit permitted;
    enum vmst_fit excluded;
} rows[] = {
    {"DNS: the base itself", VMST_GENERAL_DNS, T("example.com"),
     T("example.com"), IN, IN},
    {"DNS: without case", VMST_GENERAL_DNS, T("WWW.Example.com"),
     T("example.COM"), IN, IN},
    {"DNS: labels added on the left", VMST_GENERAL_DNS,
     T("foo.bar.example.com"), T("example.com"), IN, IN},
    {"DNS: letters added on the left", VMST_GENERAL_DNS, T("not-example.com"),
     T("example.com"), OUT, OUT},
    {"DNS: the parent", VMST_GENERAL_DNS, T("com"), T("example.com"), OUT, OUT},
    {"DNS: a short name", VMST_GENERAL_DNS, T("rec01"), T("site.local"), OUT,
     OUT},
    {"DNS: an underscore", VMST_GENERAL_DNS, T("rec_01.site.local"),
     T("site.local"), IN, IN},
    {"DNS: all is within nothing", VMST_GENERAL_DNS, T("rec01"), T(""), IN, IN},
    {"DNS: a base with a leading period", VMST_GENERAL_DNS,
     T("foo.example.com"), T(".example.com"), BAD, BAD},
    {"DNS: a base with a wildcard", VMST_GENERAL_DNS, T("foo.example.com"),
     T("*.example.com"), BAD, BAD},
    {"DNS: a base with a trailing period", VMST_GENERAL_DNS,
     T("foo.example.com"), T("example.com."), BAD, BAD},
    {"DNS: a name with a leading period", VMST_GENERAL_DNS, T(".example.com"),
     T("example.com"), BAD, BAD},
    {"DNS: a name with a trailing period", VMST_GENERAL_DNS,
     T("bar.example.com."), T("bar.example.com"), BAD, BAD},
    {"DNS: a name with a NUL", VMST_GENERAL_DNS, T("a.evil\0.example.com"),
     T("example.com"), BAD, BAD},
    {"DNS: an empty name", VMST_GENERAL_DNS, T(""), T("example.com"), BAD, BAD},
    {"DNS: an emoji", VMST_GENERAL_DNS, T("😜.example.com"), T("example.com"),
     BAD, BAD},
    {"wildcard below the base", VMST_GENERAL_DNS, T("*.foo.com"), T("foo.com"),
     IN, IN},
    {"wildcard further below", VMST_GENERAL_DNS, T("*.a.foo.com"), T("foo.com"),
     IN, IN},
    {"wildcard that could be the base", VMST_GENERAL_DNS, T("*.example.com"),
     T("bar.example.com"), OUT, IN},
    {"wildcard that could be the base, without case", VMST_GENERAL_DNS,
     T("*.EXAMPLE.com"), T("bar.example.COM"), OUT, IN},
    {"wildcard two labels above the base", VMST_GENERAL_DNS, T("*.example.com"),
     T("a.bar.example.com"), OUT, OUT},
    {"wildcard elsewhere", VMST_GENERAL_DNS, T("*.example.com"),
     T("example.org"), OUT, OUT},
    {"wildcard of a top-level domain", VMST_GENERAL_DNS, T("*.com"),
     T("example.com"), OUT, IN},
    {"wildcard within nothing", VMST_GENERAL_DNS, T("*.example.com"), T(""), IN,
     IN},
    {"wildcard in part of a label", VMST_GENERAL_DNS, T("f*.example.com"),
     T("example.com"), BAD, BAD},
    {"wildcard alone", VMST_GENERAL_DNS, T("*"), T("example.com"), BAD, BAD},
    {"wildcard in the middle", VMST_GENERAL_DNS, T("a.*.example.com"),
     T("example.com"), BAD, BAD},

    {"mail: the mailbox itself", VMST_GENERAL_EMAIL, T("foo@example.com"),
     T("foo@example.com"), IN, IN},
    {"mail: a host has no case", VMST_GENERAL_EMAIL, T("foo@EXAMPLE.com"),
     T("foo@example.COM"), IN, IN},
    {"mail: a local part has", VMST_GENERAL_EMAIL, T("Foo@example.com"),
     T("foo@example.com"), OUT, OUT},
    {"mail: a quoted form of the same mailbox", VMST_GENERAL_EMAIL,
     T("\"f\\oo\"@example.com"), T("foo@example.com"), IN, IN},
    {"mail: a quoted at sign", VMST_GENERAL_EMAIL, T("\"a@b\"@example.com"),
     T("example.com"), IN, IN},
    {"mail: at the host", VMST_GENERAL_EMAIL, T("foo@example.com"),
     T("example.com"), IN, IN},
    {"mail: at another host of the domain", VMST_GENERAL_EMAIL,
     T("foo@mail.example.com"), T("example.com"), OUT, OUT},
    {"mail: in the domain", VMST_GENERAL_EMAIL, T("foo@mail.example.com"),
     T(".example.com"), IN, IN},
    {"mail: the domain is no host", VMST_GENERAL_EMAIL, T("foo@example.com"),
     T(".example.com"), OUT, OUT},
    {"mail: an asterisk is a letter", VMST_GENERAL_EMAIL, T("*@example.com"),
     T("*@example.com"), IN, IN},
    {"mail: an asterisk is no user", VMST_GENERAL_EMAIL, T("user@example.com"),
     T("*@example.com"), OUT, OUT},
    {"mail: an asterisk at a subdomain", VMST_GENERAL_EMAIL,
     T("*@subdomain.example.com"), T("*@example.com"), OUT, OUT},
    {"mail: two asterisks are not one", VMST_GENERAL_EMAIL, T("*@example.com"),
     T("**@example.com"), OUT, OUT},
    {"mail: an asterisk in the middle", VMST_GENERAL_EMAIL,
     T("user*@example.com"), T("user*@example.com"), IN, IN},
    {"mail: two at signs", VMST_GENERAL_EMAIL, T("invalid@address@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: two at signs in the base", VMST_GENERAL_EMAIL, T("foo@example.com"),
     T("invalid@invalid@example.com"), BAD, BAD},
    {"mail: no at sign", VMST_GENERAL_EMAIL, T("example.com"), T("example.com"),
     BAD, BAD},
    {"mail: no local part", VMST_GENERAL_EMAIL, T("@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: no host", VMST_GENERAL_EMAIL, T("foo@"), T("example.com"), BAD,
     BAD},
    {"mail: a dot at the end", VMST_GENERAL_EMAIL, T("foo.@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: two dots", VMST_GENERAL_EMAIL, T("f..oo@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: a quote that does not end", VMST_GENERAL_EMAIL,
     T("\"foo@example.com"), T("example.com"), BAD, BAD},
    {"mail: something after the quote", VMST_GENERAL_EMAIL,
     T("\"foo\"x@example.com"), T("example.com"), BAD, BAD},
    {"mail: a display name", VMST_GENERAL_EMAIL, T("Foo <foo@example.com>"),
     T("example.com"), BAD, BAD},
    {"mail: a NUL", VMST_GENERAL_EMAIL, T("foo\0@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: an address as a host", VMST_GENERAL_EMAIL, T("foo@[10.0.0.1]"),
     T("example.com"), BAD, BAD},
    {"mail: a local part of 65", VMST_GENERAL_EMAIL,
     T("a2345678901234567890123456789012345678901234567890123456789012345"
       "@example.com"),
     T("example.com"), BAD, BAD},
    {"mail: an empty base", VMST_GENERAL_EMAIL, T("foo@example.com"), T(""),
     BAD, BAD},

    {"URI: the host itself", VMST_GENERAL_URI, T("https://example.com/a"),
     T("example.com"), IN, IN},
    {"URI: user and port", VMST_GENERAL_URI,
     T("ftp://me:secret@www.example.com:21/a?b#c"), T("www.example.com"), IN,
     IN},
    {"URI: a host below the host", VMST_GENERAL_URI, T("https://a.example.com"),
     T("example.com"), OUT, OUT},
    {"URI: a host in the domain", VMST_GENERAL_URI,
     T("https://a.b.Example.com"), T(".example.com"), IN, IN},
    {"URI: the domain is no host", VMST_GENERAL_URI, T("https://example.com"),
     T(".example.com"), OUT, OUT},
    {"URI: an at sign in the path", VMST_GENERAL_URI,
     T("https://evil.example/@example.com"), T("example.com"), OUT, OUT},
    {"URI: an at sign in the query", VMST_GENERAL_URI,
     T("https://evil.example?@example.com"), T("example.com"), OUT, OUT},
    {"URI: two at signs", VMST_GENERAL_URI,
     T("https://a@evil.example@example.com"), T("example.com"), BAD, BAD},
    {"URI: a backslash", VMST_GENERAL_URI,
     T("https://evil.example\\@example.com"), T("example.com"), BAD, BAD},
    {"URI: without authority", VMST_GENERAL_URI, T("urn:example:a"),
     T("example.com"), BAD, BAD},
    {"URI: a mail address", VMST_GENERAL_URI, T("mailto:foo@example.com"),
     T("example.com"), BAD, BAD},
    {"URI: an empty host", VMST_GENERAL_URI, T("file:///a"), T("example.com"),
     BAD, BAD},
    {"URI: an IPv4 address", VMST_GENERAL_URI, T("https://10.0.0.1/"),
     T("example.com"), BAD, BAD},
    {"URI: an IPv6 address", VMST_GENERAL_URI, T("https://[::1]/"),
     T("example.com"), BAD, BAD},
    {"URI: a short name", VMST_GENERAL_URI, T("https://rec01/"),
     T("example.com"), BAD, BAD},
    {"URI: a host in percent escapes", VMST_GENERAL_URI,
     T("https://ex%61mple.com/"), T("example.com"), BAD, BAD},
    {"URI: no scheme", VMST_GENERAL_URI, T("//example.com/"), T("example.com"),
     BAD, BAD},
    {"URI: a NUL", VMST_GENERAL_URI, T("https://example.com\0.evil.example"),
     T("example.com"), BAD, BAD},
    {"URI: a base that is an address", VMST_GENERAL_URI,
     T("https://example.com"), T("10.0.0.1"), BAD, BAD},
    {"URI: a base that is a URI", VMST_GENERAL_URI, T("https://example.com"),
     T("https://example.com"), BAD, BAD},
    {"URI: an empty base", VMST_GENERAL_URI, T("https://example.com"), T(""),
     BAD, BAD},

    {"IP: in the network", VMST_GENERAL_IP, T("\xc0\x00\x02\x01"),
     T("\xc0\x00\x02\x00\xff\xff\xff\x00"), IN, IN},
    {"IP: in another network", VMST_GENERAL_IP, T("\xc0\x00\x03\x01"),
     T("\xc0\x00\x02\x00\xff\xff\xff\x00"), OUT, OUT},
    {"IP: a mask that ends within a byte", VMST_GENERAL_IP,
     T("\xc0\x00\x02\x7f"), T("\xc0\x00\x02\x00\xff\xff\xff\x80"), IN, IN},
    {"IP: beyond a mask that ends within a byte", VMST_GENERAL_IP,
     T("\xc0\x00\x02\x80"), T("\xc0\x00\x02\x00\xff\xff\xff\x80"), OUT, OUT},
    {"IP: bits of the base beyond its mask", VMST_GENERAL_IP,
     T("\xc0\x00\x02\x01"), T("\xc0\x00\x02\x07\xff\xff\xff\x00"), IN, IN},
    {"IP: all of IPv4", VMST_GENERAL_IP, T("\xc0\x00\x02\x01"),
     T("\0\0\0\0\0\0\0\0"), IN, IN},
    {"IP: IPv6", VMST_GENERAL_IP, T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"),
     T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\xff\xff\xff\xff\xff\xff\xff\xff\xff"
       "\xff\xff\xff\xff\xff\xff\xff"),
     IN, IN},
    {"IP: IPv6 in all of IPv4", VMST_GENERAL_IP,
     T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"), T("\0\0\0\0\0\0\0\0"), OUT, OUT},
    {"IP: IPv4 in all of IPv6", VMST_GENERAL_IP, T("\xc0\x00\x02\x01"),
     T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), OUT,
     OUT},
    {"IP: a mask with a hole", VMST_GENERAL_IP, T("\xc0\x00\x02\x01"),
     T("\xc0\x00\x02\x00\xff\x00\xff\x00"), BAD, BAD},
    {"IP: a base without mask", VMST_GENERAL_IP, T("\x7f\x00\x00\x01"),
     T("\x7f\x00\x00\x01"), BAD, BAD},
    {"IP: an IPv6 base without mask", VMST_GENERAL_IP,
     T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"),
     T("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"), BAD, BAD},
    {"IP: an empty base", VMST_GENERAL_IP, T("\x7f\x00\x00\x01"), T(""), BAD,
     BAD},
    {"IP: an address of five bytes", VMST_GENERAL_IP, T("\x7f\x00\x00\x01\x01"),
     T("\0\0\0\0\0\0\0\0"), BAD, BAD},
    {"IP: an address as text", VMST_GENERAL_IP, T("127.0.0.1"),
     T("\0\0\0\0\0\0\0\0"), BAD, BAD},

    {"otherName", VMST_GENERAL_OTHER, T("a"), T("a"), VMST_FIT_UNKNOWN,
     VMST_FIT_UNKNOWN},
    {"x400Address", VMST_GENERAL_X400, T("a"), T("a"), VMST_FIT_UNKNOWN,
     VMST_FIT_UNKNOWN},
    {"ediPartyName", VMST_GENERAL_EDI, T("a"), T("a"), VMST_FIT_UNKNOWN,
     VMST_FIT_UNKNOWN},
    {"registeredID", VMST_GENERAL_REGISTERED_ID, T("a"), T("a"),
     VMST_FIT_UNKNOWN, VMST_FIT_UNKNOWN},
};

static void
name_fits_like_this(void **state)
{
    const struct row *row = *state;
    const struct vmst_general_name name = {.kind = row->kind,
                                           .value = row->presented};
    const struct vmst_general_name base = {.kind = row->kind,
                                           .value = row->base};

    assert_int_equal(vmst_general_name_permitted(&name, &base), row->permitted);
    assert_int_equal(vmst_general_name_excluded(&name, &base), row->excluded);
    /* A comparison that comes to an answer had a valid base. */
    if (row->permitted != BAD) {
        assert_true(vmst_subtree_base_is_valid(&base));
    }
}

static const struct {
    enum vmst_general_kind kind;
    struct vmst_bytes base;
} bad_bases[] = {
    {VMST_GENERAL_DNS, T(".example.com")},
    {VMST_GENERAL_DNS, T("*.example.com")},
    {VMST_GENERAL_EMAIL, T("invalid@invalid@example.com")},
    {VMST_GENERAL_EMAIL, T("")},
    {VMST_GENERAL_EMAIL, T("..example.com")},
    {VMST_GENERAL_URI, T("10.0.0.1")},
    {VMST_GENERAL_URI, T("https://example.com")},
    {VMST_GENERAL_IP, T("\x7f\x00\x00\x01")},
    {VMST_GENERAL_IP, T("\xc0\x00\x02\x00\x00\xff\xff\x00")},
    {VMST_GENERAL_DIRECTORY, T("")},
};

static void
bad_base_is_found_without_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(bad_bases); i++) {
        const struct vmst_general_name base = {.kind = bad_bases[i].kind,
                                               .value = bad_bases[i].base};
        assert_false(vmst_subtree_base_is_valid(&base));
    }
}

static void
two_kinds_never_fit(void **state)
{
    const struct vmst_general_name name = {.kind = VMST_GENERAL_DNS,
                                           .value = T("example.com")};
    const struct vmst_general_name base = {.kind = VMST_GENERAL_URI,
                                           .value = T("example.com")};

    (void)state;
    assert_int_equal(vmst_general_name_permitted(&name, &base), OUT);
    assert_int_equal(vmst_general_name_excluded(&name, &base), OUT);
}

static void
directory_without_a_name_is_malformed(void **state)
{
    const struct vmst_general_name name = {.kind = VMST_GENERAL_DIRECTORY};

    (void)state;
    assert_int_equal(vmst_general_name_permitted(&name, &name), BAD);
    assert_int_equal(vmst_general_name_excluded(&name, &name), BAD);
}

static const struct CMUnitTest singles[] = {
    cmocka_unit_test(bad_base_is_found_without_a_name),
    cmocka_unit_test(two_kinds_never_fit),
    cmocka_unit_test(directory_without_a_name_is_malformed),
};

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(rows) + VMST_COUNT(singles)];

    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        tests[i] = (struct CMUnitTest){rows[i].name, name_fits_like_this, NULL,
                                       NULL, (void *)&rows[i]};
    }
    memcpy(tests + VMST_COUNT(rows), singles, sizeof singles);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
