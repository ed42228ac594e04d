/*
 * Distinguished names: which ones are equal (RFC 5280 7.1), which lie within
 * which, and how they are shown.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../der/ascii.h"
#include "../rows.h"
#include "cert/read.h"

#define ATTRIBUTE(oid, value) "30{ 06{" oid "} " value " }"
#define RDN(oid, value) "31{ " ATTRIBUTE(oid, value) " }"
#define CN(value) RDN("550403", value)
#define O(value) RDN("55040a", value)
#define NAME(rdns) "30{ " rdns " }"

/* Reads a name out of text; its memory is the arena's and the blob's. */
struct made {
    struct vmst_blob *der;
    struct vmst_arena arena;
    struct vmst_name name;
};

static int
make(const char *text, struct made *made)
{
    struct vmst_der in;

    *made = (struct made){.der = der_from(text)};
    in =
        vmst_der_open(vmst_bytes(made->der->data, made->der->size), NULL, NULL);
    return vmst_name_read(&in, &made->arena, &made->name);
}

static void
unmake(struct made *made)
{
    vmst_arena_free(&made->arena);
    vmst_blob_free(made->der);
}

static const struct pair {
    const char *name;
    const char *a;
    const char *b;
    bool is_equal;
} pairs[] = {
    {"the same", NAME(CN("0c{'rec01'}")), NAME(CN("0c{'rec01'}")), true},
    {"both empty", NAME(""), NAME(""), true},
    {"one empty", NAME(""), NAME(CN("0c{'rec01'}")), false},
    {"UTF8String and PrintableString", NAME(CN("0c{'rec01'}")),
     NAME(CN("13{'rec01'}")), true},
    {"UTF8String and IA5String", NAME(CN("0c{'rec01'}")),
     NAME(CN("16{'rec01'}")), true},
    {"UTF8String and BMPString", NAME(CN("0c{ c3a4 'b' }")),
     NAME(CN("1e{ 00e4 0062 }")), true},
    {"UTF8String and UniversalString", NAME(CN("0c{ f09f9880 }")),
     NAME(CN("1c{ 0001f600 }")), true},
    {"UTF8String and TeletexString", NAME(CN("0c{ c3a4 }")),
     NAME(CN("14{ e4 }")), true},
    {"UTF8String and NumericString", NAME(CN("0c{'42'}")), NAME(CN("12{'42'}")),
     true},
    {"UTF8String and VisibleString", NAME(CN("0c{'x'}")), NAME(CN("1a{'x'}")),
     true},
    {"upper and lower case", NAME(CN("0c{'REC01'}")), NAME(CN("0c{'rec01'}")),
     true},
    {"case beyond ASCII is not folded", NAME(CN("0c{ c384 }")),
     NAME(CN("0c{ c3a4 }")), false},
    {"spaces at the ends", NAME(CN("0c{'  rec01 '}")), NAME(CN("0c{'rec01'}")),
     true},
    {"spaces inside", NAME(CN("0c{'my   CA'}")), NAME(CN("0c{'my CA'}")), true},
    {"a tab is a space", NAME(CN("0c{'my' 0920 'CA' 0a }")),
     NAME(CN("0c{'my CA'}")), true},
    {"a space more is another name", NAME(CN("0c{'my CA'}")),
     NAME(CN("0c{'myCA'}")), false},
    {"only spaces are no text", NAME(CN("0c{'  '}")), NAME(CN("0c{}")), true},
    {"another value", NAME(CN("0c{'a'}")), NAME(CN("0c{'b'}")), false},
    {"a prefix", NAME(CN("0c{'a'}")), NAME(CN("0c{'ab'}")), false},
    {"another type", NAME(CN("0c{'a'}")), NAME(O("0c{'a'}")), false},
    {"another order of RDNs", NAME(O("0c{'o'}") CN("0c{'c'}")),
     NAME(CN("0c{'c'}") O("0c{'o'}")), false},
    {"another order inside an RDN",
     NAME("31{ " ATTRIBUTE("550403", "0c{'c'}")
              ATTRIBUTE("55040a", "0c{'o'}") " }"),
     NAME("31{ " ATTRIBUTE("55040a", "0c{'O'}")
              ATTRIBUTE("550403", "0c{'C'}") " }"),
     true},
    {"three in an RDN, any order",
     NAME("31{ " ATTRIBUTE("550403", "0c{'c'}") ATTRIBUTE("55040a", "0c{'o'}")
              ATTRIBUTE("550403", "0c{'b'}") " }"),
     NAME("31{ " ATTRIBUTE("550403", "13{'B'}") ATTRIBUTE("55040a", "13{'O'}")
              ATTRIBUTE("550403", "13{'C'}") " }"),
     true},
    {"one RDN of two, two RDNs of one",
     NAME("31{ " ATTRIBUTE("550403", "0c{'c'}")
              ATTRIBUTE("55040a", "0c{'o'}") " }"),
     NAME(CN("0c{'c'}") O("0c{'o'}")), false},
    {"invalid UTF-8 equals its own bytes", NAME(CN("0c{ ff }")),
     NAME(CN("0c{ ff }")), true},
    {"invalid UTF-8 is not folded", NAME(CN("0c{ 'A' ff }")),
     NAME(CN("0c{ 'a' ff }")), false},
    {"invalid UTF-8 is no Latin-1", NAME(CN("0c{ e4 }")), NAME(CN("14{ e4 }")),
     false},
    {"PrintableString beyond ASCII", NAME(CN("13{ c3a4 }")),
     NAME(CN("0c{ c3a4 }")), false},
    {"BMPString of an odd length", NAME(CN("1e{ 006100 }")),
     NAME(CN("0c{ 'a' 00 }")), false},
    {"BMPString with a surrogate", NAME(CN("1e{ d83d }")),
     NAME(CN("1e{ d83d }")), true},
    {"bytes of another tag", NAME(CN("04{'a'}")), NAME(CN("0c{'a'}")), false},
    {"bytes of another tag are not folded", NAME(CN("04{'a'}")),
     NAME(CN("04{'A'}")), false},
    {"a NUL does not end a name", NAME(CN("0c{'a' 00 'b'}")),
     NAME(CN("0c{'a' 00 'c'}")), false},
    {"a value that looks like another RDN",
     NAME(CN("0c{'a' 03 00 00 00 550403}")), NAME(CN("0c{'a'}")), false},
};

static void
are_compared(void **state)
{
    const struct pair *row = *state;
    struct made a;
    struct made b;

    assert_int_equal(make(row->a, &a), VMSTRUST_OK);
    assert_int_equal(make(row->b, &b), VMSTRUST_OK);
    assert_int_equal(vmst_name_equal(&a.name, &b.name), row->is_equal);
    assert_int_equal(vmst_name_equal(&b.name, &a.name), row->is_equal);
    assert_int_equal(a.name.hash == b.name.hash, row->is_equal);
    unmake(&a);
    unmake(&b);
}

static const struct within {
    const char *name;
    const char *a;
    const char *base;
    bool is_within;
} withins[] = {
    {"itself", NAME(O("0c{'o'}")), NAME(O("13{'O'}")), true},
    {"below", NAME(O("0c{'o'}") CN("0c{'c'}")), NAME(O("0c{'o'}")), true},
    {"anything below the empty name", NAME(O("0c{'o'}")), NAME(""), true},
    {"above", NAME(O("0c{'o'}")), NAME(O("0c{'o'}") CN("0c{'c'}")), false},
    {"not from the front", NAME(CN("0c{'c'}") O("0c{'o'}")), NAME(O("0c{'o'}")),
     false},
    {"half of an RDN",
     NAME("31{ " ATTRIBUTE("55040a", "0c{'o'}")
              ATTRIBUTE("550403", "0c{'c'}") " }"),
     NAME(O("0c{'o'}")), false},
    {"a longer value", NAME(O("0c{'oo'}")), NAME(O("0c{'o'}")), false},
};

static void
lies_within(void **state)
{
    const struct within *row = *state;
    struct made a;
    struct made base;

    assert_int_equal(make(row->a, &a), VMSTRUST_OK);
    assert_int_equal(make(row->base, &base), VMSTRUST_OK);
    assert_int_equal(vmst_name_is_within(&a.name, &base.name), row->is_within);
    unmake(&a);
    unmake(&base);
}

static const struct shown {
    const char *name;
    const char *input;
    const char *text;
    uint32_t common_names;
    const char *common_name;
} showns[] = {
    {"most specific first", NAME(O("0c{'Harbour'}") CN("0c{'rec01'}")),
     "CN=rec01,O=Harbour", 1, "rec01"},
    {"empty", NAME(""), "", 0, ""},
    {"quoted", NAME(O("0c{' #Harbour, \"Inc\" ; <a+b> '}")),
     "O=\\ #Harbour\\, \\\"Inc\\\" \\; \\<a\\+b\\>\\ ", 0, ""},
    {"a number sign in front", NAME(CN("0c{'#1'}")), "CN=\\#1", 1, "#1"},
    {"a backslash once", NAME(CN("0c{'a' 5c 'b'}")), "CN=a\\\\b", 1, "a\\b"},
    {"several in an RDN",
     NAME("31{ " ATTRIBUTE("550403", "0c{'c'}")
              ATTRIBUTE("55040a", "0c{'o'}") " }"),
     "CN=c+O=o", 1, "c"},
    {"the last common name", NAME(CN("0c{'a'}") CN("14{ e4 }")),
     "CN=\xc3\xa4,CN=a", 2, "\xc3\xa4"},
    {"an unknown type", NAME(RDN("2a0304", "0c{'x'}")), "1.2.3.4=x", 0, ""},
    {"no text", NAME(CN("0c{ ff }")), "CN=#ff", 1, ""},
    {"repainting", NAME(CN("0c{ 1b '[2K' 0d 'TRUSTED' }")),
     "CN=\\u{1B}[2K\\u{D}TRUSTED", 1, "\x1b[2K\rTRUSTED"},
};

static void
is_shown(void **state)
{
    const struct shown *row = *state;
    struct vmst_buffer buffer = {0};
    struct made made;
    char *text;

    assert_int_equal(make(row->input, &made), VMSTRUST_OK);
    vmst_name_show(&buffer, &made.name);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_OK);
    assert_string_equal(text, row->text);
    assert_int_equal(made.name.common_name_count, row->common_names);
    assert_true(vmst_bytes_equal(made.name.common_name,
                                 vmst_bytes_of(row->common_name)));
    free(text);
    unmake(&made);
}

static const struct refusal {
    const char *name;
    const char *input;
    size_t offset;
    const char *sentence;
} refusals[] = {
    {"no SEQUENCE", "31{}", 0, "a SEQUENCE was expected"},
    {"no SET", NAME("30{}"), 2, "a SET was expected"},
    {"an RDN of nothing", NAME("31{}"), 4,
     "the input ends where more must follow"},
    {"no type", NAME("31{ 30{ 0c{} } }"), 6,
     "an OBJECT IDENTIFIER was expected"},
    {"no value", NAME("31{ 30{ 06{550403} } }"), 11,
     "the input ends where more must follow"},
    {"two values", NAME("31{ 30{ 06{550403} 0c{} 0c{} } }"), 13,
     "something follows where the end must be"},
};

static void
is_refused(void **state)
{
    const struct refusal *row = *state;
    struct vmst_blob *der = der_from(row->input);
    struct vmst_arena arena = {0};
    struct vmst_note note = {0};
    struct vmst_der in =
        vmst_der_open(vmst_bytes(der->data, der->size), &note, "subject");
    struct vmst_name name;

    assert_int_equal(vmst_name_read(&in, &arena, &name), VMSTRUST_E_MALFORMED);
    assert_int_equal(note.offset, row->offset);
    assert_string_equal(note.text, row->sentence);
    vmst_arena_free(&arena);
    vmst_blob_free(der);
}

/* 256 attributes are read, 257 are not, in one RDN as in many. */
static void
attributes_are_counted(void **state)
{
    static const char attribute[] = "30{06{550403}0c{}}";
    AUTO_BUFFER text = {0};

    (void)state;
    for (unsigned count = 256; count <= 257; count++) {
        struct made made;

        text.size = 0;
        vmst_buffer_add_text(&text, "30{31{");
        for (unsigned i = 0; i < count; i++) {
            vmst_buffer_add_text(&text, attribute);
        }
        vmst_buffer_add(&text, "}}", 3);
        assert_int_equal(make((const char *)text.data, &made),
                         count == 256 ? VMSTRUST_OK : VMSTRUST_E_MALFORMED);
        unmake(&made);
    }
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(pairs) + ROW_COUNT(withins) +
                            ROW_COUNT(showns) + ROW_COUNT(refusals) + 1] = {
        cmocka_unit_test(attributes_are_counted),
    };
    size_t count = 1;

    ADD_ROWS(tests, count, pairs, are_compared);
    ADD_ROWS(tests, count, withins, lies_within);
    ADD_ROWS(tests, count, showns, is_shown);
    ADD_ROWS(tests, count, refusals, is_refused);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
