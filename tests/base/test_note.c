/* The failure note: the deepest layer speaks, and nobody talks over it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/note.h"

static void
first_sentence_stays(void **state)
{
    struct vmst_note note = {0};

    (void)state;
    assert_int_equal(vmst_fail_at(&note, 7, "serial", "%s %d", "first", 1),
                     VMSTRUST_E_MALFORMED);
    assert_int_equal(vmst_fail(&note, VMSTRUST_E_FILE, "second"),
                     VMSTRUST_E_FILE);
    assert_int_equal(vmst_fail_memory(&note), VMSTRUST_E_MEMORY);
    assert_int_equal(note.code, VMSTRUST_E_MALFORMED);
    assert_string_equal(note.text, "first 1");
    assert_string_equal(note.field, "serial");
    assert_true(note.has_offset);
    assert_int_equal(note.offset, 7);
}

static void
no_note_is_no_fault(void **state)
{
    (void)state;
    assert_int_equal(vmst_fail(NULL, VMSTRUST_E_LIMIT, "%d", 1),
                     VMSTRUST_E_LIMIT);
    assert_int_equal(vmst_fail_at(NULL, 0, NULL, "x"), VMSTRUST_E_MALFORMED);
    assert_int_equal(vmst_fail_memory(NULL), VMSTRUST_E_MEMORY);
}

static void
long_sentence_is_cut_between_characters(void **state)
{
    struct vmst_note note = {0};
    char text[VMST_NOTE_TEXT + 2];

    (void)state;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    memcpy(text + VMST_NOTE_TEXT - 3, "\xe6\x9c\xac", 3);
    vmst_fail(&note, VMSTRUST_E_FILE, "%s", text);
    assert_int_equal(strlen(note.text), VMST_NOTE_TEXT - 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_sentence_stays),
        cmocka_unit_test(no_note_is_no_fault),
        cmocka_unit_test(long_sentence_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
