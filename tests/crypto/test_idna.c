/* Host names in Unicode and their form in ASCII. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "crypto/idna.h"

static const struct row {
    const char *name;  /* the host, too */
    const char *ascii; /* NULL: it has none */
} rows[] = {
    {"rec01.site.local", "rec01.site.local"},
    {"REC01.Site.LOCAL", "rec01.site.local"},
    {"münchen.example", "xn--mnchen-3ya.example"},
    {"MÜNCHEN.example", "xn--mnchen-3ya.example"},
    {"straße.example", "xn--strae-oqa.example"},
    {"本社.example", "xn--8pv351b.example"},
    {"本社。example", "xn--8pv351b.example"},
    {"ｒｅｃ０１.example", "rec01.example"},
    {"rec_01.münchen.example", "rec_01.xn--mnchen-3ya.example"},
    {"a..b", "a..b"},
    {"", ""},
    {"rec_01.", "rec_01."},
    /* GnuTLS would drop what is no letter. */
    {"ü_x.example", NULL},
    {"ü x.example", NULL},
    {"ü＿x.example", NULL},
    {"ü　x.example", NULL},
    {"ü＠x.example", NULL},
    {"ü℀x.example", NULL},
    {"ü​x.example", NULL},
    {"ü­x.example", NULL},
    {"\xc3\x28.example", NULL},
    {"\xff.example", NULL},
    {"☃\u202e.example", NULL},
};

static void
name_has_this_form(void **state)
{
    const struct row *row = *state;
    struct vmst_note note = {0};
    char out[254];
    int code =
        vmst_idna_to_ascii(vmst_bytes_of(row->name), out, sizeof out, &note);

    if (row->ascii == NULL) {
        assert_int_equal(code, VMSTRUST_E_ARGUMENT);
        assert_true(note.text[0] != '\0');
        return;
    }
    assert_int_equal(code, VMSTRUST_OK);
    assert_string_equal(out, row->ascii);
}

static void
room_is_never_exceeded(void **state)
{
    char out[8];

    (void)state;
    assert_int_equal(
        vmst_idna_to_ascii(vmst_bytes_of("münchen"), out, sizeof out, NULL),
        VMSTRUST_E_ARGUMENT);
    assert_int_equal(
        vmst_idna_to_ascii(vmst_bytes_of("Rec0001"), out, sizeof out, NULL),
        VMSTRUST_OK);
    assert_string_equal(out, "rec0001");
}

int
main(void)
{
    struct CMUnitTest tests[VMST_COUNT(rows) + 1];

    for (size_t i = 0; i < VMST_COUNT(rows); i++) {
        tests[i] = (struct CMUnitTest){rows[i].name, name_has_this_form, NULL,
                                       NULL, (void *)&rows[i]};
    }
    tests[VMST_COUNT(rows)] =
        (struct CMUnitTest)cmocka_unit_test(room_is_never_exceeded);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
