/*
 * Every finding is explained, no sentence has a hole, and what people say on
 * the telephone is understood.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "path/finding.h"
#include "role/explanation.h"
#include "role/template.h"
#include "scope.h"

static const char *const known_blanks[] = {
#define BLANK(name, without, what) "{" #name "}",
#include "blanks.def"
#undef BLANK
};

/* Every { starts a known blank, parts are closed and not nested. */
static void
assert_template(const char *template)
{
    bool is_in_part = false;

    for (const char *at = template; *at != '\0'; at++) {
        size_t i = 0;

        if (*at == '[' || *at == ']') {
            assert_int_equal(is_in_part, *at == ']');
            is_in_part = *at == '[';
        }
        while (*at == '{' &&
               strncmp(at, known_blanks[i], strlen(known_blanks[i])) != 0) {
            i++;
            assert_true(i < VMST_COUNT(known_blanks));
        }
    }
    assert_false(is_in_part);
}

static void
assert_fine_text(const char *text)
{
    size_t size = strlen(text);

    assert_true(size > 0);
    assert_int_equal(text[size - 1], '.');
    assert_null(strpbrk(text, "{}[]"));
    assert_null(strstr(text, "  "));
    assert_null(strstr(text, " ."));
    assert_null(strstr(text, " ,"));
    assert_null(strstr(text, ".."));
}

static void
assert_fine_with(const char *template, const struct vmst_blanks *blanks)
{
    AUTO_BUFFER buffer = {0};

    vmst_template_write(&buffer, template, blanks);
    vmst_buffer_add(&buffer, "", 1);
    assert_fine_text((const char *)buffer.data);
}

static void
every_finding_is_explained(void **state)
{
    static const struct vmst_blanks all = {"n", "i", "h", "f", "e", "g",
                                           "a", "r", "c", "p", "d", "l"};
    static const struct vmst_blanks none;

    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        const struct vmst_explanation *told =
            vmst_explanation_get(vmst_finding_at(i)->number);

        assert_non_null(told);
        assert_template(told->sentence);
        assert_template(told->fix);
        assert_fine_with(told->sentence, &all);
        assert_fine_with(told->sentence, &none);
        assert_fine_text(told->cause);
        assert_true(strlen(told->source) > 0);
    }
    assert_null(vmst_explanation_get(VMSTRUST_FINDING_NONE));
}

/* The generated text is what the template gives without facts, and reads as
 * advice: it has no place for a name that is not known. */
static void
the_general_fix_is_the_fix_without_facts(void **state)
{
    static const struct vmst_blanks none;

    (void)state;
    for (size_t i = 0; i < vmst_finding_total(); i++) {
        vmstrust_finding number = vmst_finding_at(i)->number;
        const char *general = vmst_explanation_general_fix(number);
        AUTO_BUFFER buffer = {0};

        vmst_template_write(&buffer, vmst_explanation_get(number)->fix, &none);
        vmst_buffer_add(&buffer, "", 1);
        assert_string_equal((const char *)buffer.data, general);
        assert_fine_text(general);
        assert_null(strstr(general, "(no "));
        assert_null(strstr(general, "(unknown"));
    }
    assert_null(vmst_explanation_general_fix(VMSTRUST_FINDING_NONE));
}

struct saying {
    const char *said;
    const char *phrase; /* NULL: not understood */
    vmstrust_finding finding;
};

static const struct saying sayings[] = {
    {"private certificate", "private certificate", VMSTRUST_FINDING_NONE},
    {"Private Certificate", "private certificate", VMSTRUST_FINDING_NONE},
    {"Missing Milestone streaming media certificate",
     "Missing Milestone streaming media certificate",
     VMSTRUST_FINDING_ROOT_NOT_INSTALLED},
    {"tile 3: connection lost!", "Connection Lost", VMSTRUST_FINDING_NONE},
    {"verify error:num=20:unable to get local issuer certificate",
     "unable to get local issuer certificate",
     VMSTRUST_FINDING_ROOT_NOT_INSTALLED},
    {"SSL Certificate add failed, Error: 1312", "1312", VMSTRUST_FINDING_NONE},
    {"x509: certificate relies on legacy Common Name field, use SANs instead",
     "relies on legacy Common Name field",
     VMSTRUST_FINDING_HOST_NAME_ONLY_IN_SUBJECT},
    {"exit code -4", "exit code -4", VMSTRUST_FINDING_ROOT_NOT_INSTALLED},
    {"exit code 500", NULL, VMSTRUST_FINDING_NONE},
    {"my SSL certificate", NULL, VMSTRUST_FINDING_NONE},
    {"corset", NULL, VMSTRUST_FINDING_NONE},
    {"", NULL, VMSTRUST_FINDING_NONE},
};

static void
what_people_say_is_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < VMST_COUNT(sayings); i++) {
        struct vmst_word word = {0};

        assert_int_equal(vmst_word_find(sayings[i].said, &word),
                         sayings[i].phrase != NULL);
        if (sayings[i].phrase != NULL) {
            assert_string_equal(word.phrase, sayings[i].phrase);
            assert_int_equal(word.finding, sayings[i].finding);
            assert_true(strlen(word.text) > 0);
        }
    }
    assert_string_equal(vmst_word_nearest("privat certificate"),
                        "private certificate");
}

static void
words_are_distinct_and_told(void **state)
{
    struct vmst_word word;
    struct vmst_word found;

    (void)state;
    for (size_t i = 0; vmst_word_at(i, &word); i++) {
        assert_fine_text(word.text);
        assert_true(vmst_word_find(word.phrase, &found));
        assert_ptr_equal(found.phrase, word.phrase);
        assert_ptr_equal(found.text, word.text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_finding_is_explained),
        cmocka_unit_test(the_general_fix_is_the_fix_without_facts),
        cmocka_unit_test(what_people_say_is_understood),
        cmocka_unit_test(words_are_distinct_and_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
