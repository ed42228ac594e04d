/* The JSON writer: nesting, commas, and text that would end its string. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../rows.h"
#include "base/json.h"

static void
document_of_everything(void **state)
{
    struct vmst_buffer out = {0};
    struct vmst_json json = {.out = &out};
    char *text;

    (void)state;
    vmst_json_object(&json, NULL);
    vmst_json_text(&json, "text", "a");
    vmst_json_text(&json, "none", NULL);
    vmst_json_number(&json, "number", INT64_MIN);
    vmst_json_bool(&json, "yes", true);
    vmst_json_time(&json, "time", 0);
    vmst_json_hex(&json, "hex", vmst_bytes("\x0a\xff", 2));
    vmst_json_array(&json, "list");
    vmst_json_text(&json, NULL, "x");
    vmst_json_object(&json, NULL);
    vmst_json_end_object(&json);
    vmst_json_array(&json, NULL);
    vmst_json_null(&json, NULL);
    vmst_json_end_array(&json);
    vmst_json_end_array(&json);
    vmst_json_bool(&json, "no", false);
    vmst_json_end_object(&json);
    assert_int_equal(vmst_buffer_take_text(&out, &text), VMSTRUST_OK);
    assert_string_equal(text, "{\n"
                              "  \"text\": \"a\",\n"
                              "  \"none\": null,\n"
                              "  \"number\": -9223372036854775808,\n"
                              "  \"yes\": true,\n"
                              "  \"time\": \"1970-01-01T00:00:00Z\",\n"
                              "  \"hex\": \"0aff\",\n"
                              "  \"list\": [\n"
                              "    \"x\",\n"
                              "    {},\n"
                              "    [\n"
                              "      null\n"
                              "    ]\n"
                              "  ],\n"
                              "  \"no\": false\n"
                              "}\n");
    free(text);
}

static const struct quoted {
    const char *name;
    struct vmst_bytes text;
    const char *json;
} quotations[] = {
#define QUOTED(name, literal, json)                                            \
    {                                                                          \
        name, {(const uint8_t *)(literal), sizeof(literal) - 1}, json          \
    }
    QUOTED("quotation mark", "a\",\"b", "\"a\\\",\\\"b\""),
    QUOTED("backslash", "\\", "\"\\\\\""),
    QUOTED("line feed", "\n", "\"\\u000a\""),
    QUOTED("NUL", "a\0b", "\"a\\u0000b\""),
    QUOTED("DEL and C1", "\x7f\xc2\x9b", "\"\\u007f\\u009b\""),
    QUOTED("separators", "\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\""),
    QUOTED("override", "\xe2\x80\xae", "\"\\u202e\""),
    QUOTED("tag, as a pair", "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""),
    QUOTED("not UTF-8", "a\xff\xc0z", "\"a\xef\xbf\xbd\xef\xbf\xbdz\""),
    QUOTED("other scripts stay", "\xe6\x9c\xac\xf0\x9f\x98\x80",
           "\"\xe6\x9c\xac\xf0\x9f\x98\x80\""),
};

static void
is_quoted(void **state)
{
    const struct quoted *row = *state;
    struct vmst_buffer out = {0};
    struct vmst_json json = {.out = &out};
    char *text;

    vmst_json_bytes_text(&json, NULL, row->text);
    assert_int_equal(vmst_buffer_take_text(&out, &text), VMSTRUST_OK);
    assert_string_equal(text, row->json);
    free(text);
}

int
main(void)
{
    struct CMUnitTest tests[ROW_COUNT(quotations) + 1] = {
        cmocka_unit_test(document_of_everything),
    };
    size_t count = 1;

    ADD_ROWS(tests, count, quotations, is_quoted);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
