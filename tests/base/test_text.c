/* Foreign text as it is shown, UTF-8 as it is read, and near words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../rows.h"
#include "base/text.h"

static const struct shown {
    const char *name;
    struct vmst_bytes foreign;
    const char *text;
} showns[] = {
#define SHOWN(name, literal, text)                                             \
    {                                                                          \
        name, {(const uint8_t *)(literal), sizeof(literal) - 1}, text          \
    }
    SHOWN("plain", "rec01.site.local", "rec01.site.local"),
    SHOWN("nothing", "", ""),
    SHOWN("other scripts stay", "\xe6\x9c\xac\xe7\xa4\xbe \xc3\xa9",
          "\xe6\x9c\xac\xe7\xa4\xbe \xc3\xa9"),
    SHOWN("beyond the first plane", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"),
    SHOWN("repainting", "a\x1b[2K\rTRUSTED", "a\\u{1B}[2K\\u{D}TRUSTED"),
    SHOWN("NUL", "a\0b", "a\\u{0}b"),
    SHOWN("DEL", "\x7f", "\\u{7F}"),
    SHOWN("C1 in UTF-8", "\xc2\x9b", "\\u{9B}"),
    SHOWN("C1 as a byte", "\x9b", "\\x9B"),
    SHOWN("backslash", "\\u{41}", "\\\\u{41}"),
    SHOWN("line separator", "\xe2\x80\xa8", "\\u{2028}"),
    SHOWN("override", "\xe2\x80\xaegnp.exe", "\\u{202E}gnp.exe"),
    SHOWN("isolate", "\xe2\x81\xa6", "\\u{2066}"),
    SHOWN("zero width space",
          "a\xe2\x80\x8b"
          "b",
          "a\\u{200B}b"),
    SHOWN("byte order mark", "\xef\xbb\xbf", "\\u{FEFF}"),
    SHOWN("tag", "\xf3\xa0\x81\x81", "\\u{E0041}"),
    SHOWN("overlong", "\xc0\x80", "\\xC0\\x80"),
    SHOWN("surrogate", "\xed\xa0\x80", "\\xED\\xA0\\x80"),
    SHOWN("beyond Unicode", "\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"),
    SHOWN("cut at the end", "a\xe6\x9c", "a\\xE6\\x9C"),
    SHOWN("cut in the middle",
          "\xe6\x9c"
          "a",
          "\\xE6\\x9C"
          "a"),
};

static void
is_shown(void **state)
{
    const struct shown *row = *state;
    struct vmst_buffer buffer = {0};
    char *text;

    vmst_text_show(&buffer, row->foreign);
    assert_int_equal(vmst_buffer_take_text(&buffer, &text), VMSTRUST_OK);
    assert_string_equal(text, row->text);
    free(text);
}

static void
long_text_ends_in_an_ellipsis(void **state)
{
    AUTO_BUFFER buffer = {0};
    char foreign[VMST_TEXT_SHOWN + 2];

    (void)state;
    memset(foreign, 'a', sizeof foreign);
    vmst_text_show(&buffer, vmst_bytes(foreign, VMST_TEXT_SHOWN));
    assert_int_equal(buffer.size, VMST_TEXT_SHOWN);
    vmst_text_show(&buffer, vmst_bytes(foreign, VMST_TEXT_SHOWN + 1));
    assert_int_equal(buffer.size, 2 * VMST_TEXT_SHOWN + 3);
    assert_memory_equal(buffer.data + 2 * VMST_TEXT_SHOWN, "...", 3);
}

static void
escapes_count_as_they_are_seen(void **state)
{
    AUTO_BUFFER buffer = {0};
    char foreign[VMST_TEXT_SHOWN];

    (void)state;
    memset(foreign, 0x01, sizeof foreign);
    vmst_text_show(&buffer, vmst_bytes(foreign, sizeof foreign));
    assert_true(buffer.size <= VMST_TEXT_SHOWN + 3);
}

static void
small_array_is_never_exceeded(void **state)
{
    static const char foreign[] = "\xe6\x9c\xac\xe7\xa4\xbe\x1b";
    static const char *const expected[] = {
        "", "", "", "...", "...", "...", "\xe6\x9c\xac...",
    };
    char out[32];

    (void)state;
    for (size_t size = 1; size <= 7; size++) {
        memset(out, 'x', sizeof out);
        vmst_text_show_in(out, size, vmst_bytes_of(foreign));
        assert_int_equal(out[size], 'x');
        assert_string_equal(out, expected[size - 1]);
    }
    assert_string_equal(vmst_text_show_in(NULL, 0, vmst_bytes_of("a")), "");
}

static void
every_character_reads_as_it_was_written(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x110000; c++) {
        uint8_t bytes[VMST_UTF8_MAX];
        bool is_character = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
        size_t size = vmst_utf8_encode(c, bytes);
        uint32_t again = 0;
        size_t length = vmst_utf8_read(vmst_bytes(bytes, size), &again);

        assert_int_equal(length, is_character ? size : 0);
        assert_int_equal(again, is_character ? c : 0);
        if (size > 1) {
            assert_int_equal(
                vmst_utf8_read(vmst_bytes(bytes, size - 1), &again), 0);
        }
    }
}

static void
ascii_knows_no_locale(void **state)
{
    (void)state;
    assert_int_equal(vmst_ascii_lower('I'), 'i');
    assert_int_equal(vmst_ascii_lower('['), '[');
    assert_int_equal(vmst_ascii_lower('\xc4'), '\xc4');
    assert_true(vmst_ascii_is_alnum('z') && vmst_ascii_is_alnum('0'));
    assert_false(vmst_ascii_is_alnum('\xe4') || vmst_ascii_is_alnum('_'));
    assert_true(
        vmst_ascii_equal_fold(vmst_bytes_of("Rec01"), vmst_bytes_of("rEC01")));
    assert_false(
        vmst_ascii_equal_fold(vmst_bytes_of("a@"), vmst_bytes_of("a`")));
    assert_false(
        vmst_ascii_equal_fold(vmst_bytes_of("a"), vmst_bytes_of("aa")));
}

static const struct word {
    const char *name; /* what was asked for */
    int nearest;
} asked[] = {
    {"recording-server", 0},
    {"recording-sever", 0},
    {"Recording_Server", 0},
    {"managment-server", 1},
    {"ay", 2},
    {"tls", -1},
    {"", -1},
    {"mobile", -1},
    {"any", 2},
};

static void
is_nearest(void **state)
{
    static const char *const words[] = {"recording-server", "management-server",
                                        "any"};
    const struct word *row = *state;

    assert_int_equal(vmst_text_nearest(row->name, words, 3), row->nearest);
}

static void
word_that_is_too_long_is_near_to_none(void **state)
{
    static const char *const words[] = {"any"};
    char word[100];

    (void)state;
    memset(word, 'a', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_int_equal(vmst_text_nearest(word, words, 1), -1);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(showns) + ROW_COUNT(asked) + 6] = {
        cmocka_unit_test(long_text_ends_in_an_ellipsis),
        cmocka_unit_test(escapes_count_as_they_are_seen),
        cmocka_unit_test(small_array_is_never_exceeded),
        cmocka_unit_test(every_character_reads_as_it_was_written),
        cmocka_unit_test(ascii_knows_no_locale),
        cmocka_unit_test(word_that_is_too_long_is_near_to_none),
    };
    size_t count = 6;

    ADD_ROWS(tests, count, showns, is_shown);
    ADD_ROWS(tests, count, asked, is_nearest);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
