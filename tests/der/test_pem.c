/*
 * PEM as people have it: what is read whatever stands around it, and what is
 * refused with its line.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "der/pem.h"
#include "../rows.h"

#define BEGIN "-----BEGIN THING-----"
#define END "-----END THING-----"

static const struct good {
    const char *name;
    const char *text;
    const char *bytes;
    size_t line;
} goods[] = {
    {"plain", BEGIN "\nYWJj\n" END "\n", "abc", 1},
    {"no line feed at the end", BEGIN "\nYWJj\n" END, "abc", 1},
    {"one byte", BEGIN "\nYQ==\n" END "\n", "a", 1},
    {"two bytes", BEGIN "\nYWI=\n" END "\n", "ab", 1},
    {"nothing", BEGIN "\n" END "\n", "", 1},
    {"CR LF", BEGIN "\r\nYWJj\r\n" END "\r\n", "abc", 1},
    {"CR alone", BEGIN "\rYWJj\r" END "\r", "abc", 1},
    {"text around", "a\nb\r\n" BEGIN "\nYWJj\n" END "\nc\n", "abc", 3},
    {"spaces at the ends", BEGIN " \nYWJj\t \n" END "  \n", "abc", 1},
    {"broken anywhere", BEGIN "\nY\nW J\n\nj\n" END "\n", "abc", 1},
    {"padding on its own line", BEGIN "\nYQ\n=\n=\n" END "\n", "a", 1},
    {"one long line",
     BEGIN "\nYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJ"
           "jYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJj\n" END "\n",
     "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc", 1},
};

static void
is_read(void **state)
{
    const struct good *row = *state;
    struct vmst_note note = {0};
    struct vmst_pem pem = vmst_pem_open(vmst_bytes_of(row->text), &note);
    struct vmst_pem_block block;
    bool found;

    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    assert_true(found);
    assert_true(vmst_bytes_equal(block.label, vmst_bytes_of("THING")));
    assert_int_equal(block.line, row->line);
    assert_false(block.has_headers);
    assert_int_equal(block.der->size, strlen(row->bytes));
    assert_memory_equal(block.der->data, row->bytes, block.der->size);
    vmst_blob_free(block.der);
    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    assert_false(found);
    assert_int_equal(note.code, VMSTRUST_OK);
}

#define NO_BASE64 "this is not base64"
#define NO_END "the block \"THING\" that begins here has no END line"

static const struct bad {
    const char *name;
    const char *text;
    const char *sentence;
} bads[] = {
    {"no END line", "x\n" BEGIN "\nYWJj\n", "line 2: " NO_END},
    {"END of another label", BEGIN "\nYWJj\n-----END OTHER-----\n",
     "line 1: " NO_END},
    {"BEGIN inside a block", BEGIN "\nYWJj\n" BEGIN "\n" END "\n",
     "line 1: " NO_END},
    {"BEGIN line cut short", "-----BEGIN THING\nYWJj\n" END "\n",
     "line 1: a BEGIN line that does not end with -----"},
    {"a character that is none", BEGIN "\nYWJj\nYW!j\n" END "\n",
     "line 3: " NO_BASE64},
    {"a NUL-like control", BEGIN "\nYW\x01j\n" END "\n", "line 2: " NO_BASE64},
    {"a byte above 127", BEGIN "\nYW\xc3\xa4j\n" END "\n",
     "line 2: " NO_BASE64},
    {"base64url", BEGIN "\nYW-_\n" END "\n", "line 2: " NO_BASE64},
    {"padding in front", BEGIN "\n=YWJ\n" END "\n", "line 2: " NO_BASE64},
    {"three paddings", BEGIN "\nY===\n" END "\n", "line 2: " NO_BASE64},
    {"four paddings", BEGIN "\nYWJj====\n" END "\n", "line 2: " NO_BASE64},
    {"padding before a digit", BEGIN "\nYQ=h\n" END "\n", "line 2: " NO_BASE64},
    {"digits after padding", BEGIN "\nYQ==\nYWJj\n" END "\n",
     "line 3: " NO_BASE64},
    {"bits left over, 4", BEGIN "\nYR==\n" END "\n", "line 2: " NO_BASE64},
    {"bits left over, 2", BEGIN "\nYWJ=\nYWI=\n" END "\n",
     "line 2: " NO_BASE64},
    {"three digits", BEGIN "\nYWJ\n" END "\n",
     "line 3: the base64 above ends too early"},
    {"padding missing", BEGIN "\nYWJjYQ\n" END "\n",
     "line 3: the base64 above ends too early"},
    {"comment inside", BEGIN "\n# comment\nYWJj\n" END "\n",
     "line 2: " NO_BASE64},
};

static void
is_refused(void **state)
{
    const struct bad *row = *state;
    struct vmst_note note = {0};
    struct vmst_pem pem = vmst_pem_open(vmst_bytes_of(row->text), &note);
    struct vmst_pem_block block;
    bool found;

    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_E_MALFORMED);
    assert_false(found);
    assert_null(block.der);
    assert_string_equal(note.text, row->sentence);
    assert_string_equal(note.field, "PEM");
}

static void
several_blocks_with_their_lines(void **state)
{
    static const char text[] = "subject=x\n" BEGIN "\nYQ==\n" END "\n"
                               "\n-----BEGIN B-----\nYg==\n-----END B-----\n";
    struct vmst_pem pem = vmst_pem_open(vmst_bytes_of(text), NULL);
    struct vmst_pem_block block;
    bool found;

    (void)state;
    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    assert_int_equal(block.line, 2);
    assert_memory_equal(block.der->data, "a", 2); /* and the NUL */
    vmst_blob_free(block.der);
    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    assert_true(found);
    assert_int_equal(block.line, 6);
    assert_true(vmst_bytes_equal(block.label, vmst_bytes_of("B")));
    vmst_blob_free(block.der);
}

static void
headers_of_old_keys_are_passed_over(void **state)
{
    static const char text[] = BEGIN "\nProc-Type: 4,ENCRYPTED\n"
                                     "DEK-Info: AES-128-CBC,00\n\nYWJj\n" END;
    struct vmst_pem pem = vmst_pem_open(vmst_bytes_of(text), NULL);
    struct vmst_pem_block block;
    bool found;

    (void)state;
    assert_int_equal(vmst_pem_next(&pem, &found, &block), VMSTRUST_OK);
    assert_true(found);
    assert_true(block.has_headers);
    assert_memory_equal(block.der->data, "abc", 3);
    vmst_blob_free(block.der);
}

static void
written_is_what_openssl_writes(void **state)
{
    AUTO_BUFFER out = {0};
    uint8_t bytes[49];

    (void)state;
    memset(bytes, 'a', sizeof bytes);
    vmst_pem_write(&out, "THING", vmst_bytes(bytes, 49));
    vmst_pem_write(&out, "THING", vmst_bytes(bytes, 48));
    vmst_pem_write(&out, "THING", vmst_bytes(bytes, 0));
    vmst_buffer_add(&out, "", 1);
    assert_string_equal(
        (const char *)out.data,
        BEGIN "\nYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
              "YWFh\nYQ==\n" END "\n" BEGIN
              "\nYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
              "YWFh\n" END "\n" BEGIN "\n" END "\n");
}

#define BYTES(literal)                                                         \
    {                                                                          \
        (const uint8_t *)(literal), sizeof(literal) - 1                        \
    }

static const struct decoding {
    const char *name;
    struct vmst_bytes input;
    const char *text; /* NULL: refused */
    size_t offset;
} decodings[] = {
    {"nothing", BYTES(""), "", 0},
    {"UTF-8", BYTES("a\xc3\xa4"), "a\xc3\xa4", 0},
    {"UTF-8 with a mark",
     BYTES("\xef\xbb\xbf"
           "a"),
     "a", 0},
    {"UTF-16LE",
     BYTES("\xff\xfe"
           "a\0\xe4\0"),
     "a\xc3\xa4", 0},
    {"UTF-16BE",
     BYTES("\xfe\xff"
           "\0a\0\xe4"),
     "a\xc3\xa4", 0},
    {"UTF-16BE, a pair", BYTES("\xfe\xff\xd8\x3d\xde\x00"), "\xf0\x9f\x98\x80",
     0},
    {"UTF-16LE, half a unit",
     BYTES("\xff\xfe"
           "a\0b"),
     NULL, 4},
    {"UTF-16BE, half a pair", BYTES("\xfe\xff\xd8\x3d\0a"), NULL, 2},
    {"UTF-16BE, the end of a pair", BYTES("\xfe\xff\xde\x00"), NULL, 2},
};

static void
is_decoded(void **state)
{
    const struct decoding *row = *state;
    struct vmst_note note = {0};
    struct vmst_blob *text;
    int status = vmst_text_decode(row->input, &note, &text);

    if (row->text == NULL) {
        assert_int_equal(status, VMSTRUST_E_MALFORMED);
        assert_int_equal(note.offset, row->offset);
        assert_null(text);
        return;
    }
    assert_int_equal(status, VMSTRUST_OK);
    assert_string_equal((const char *)text->data, row->text);
    assert_int_equal(text->size, strlen(row->text));
    vmst_blob_free(text);
}

int
main(void)
{
    struct CMUnitTest
        tests[ROW_COUNT(goods) + ROW_COUNT(bads) + ROW_COUNT(decodings) + 3] = {
            cmocka_unit_test(several_blocks_with_their_lines),
            cmocka_unit_test(headers_of_old_keys_are_passed_over),
            cmocka_unit_test(written_is_what_openssl_writes),
        };
    size_t count = 3;

    ADD_ROWS(tests, count, goods, is_read);
    ADD_ROWS(tests, count, bads, is_refused);
    ADD_ROWS(tests, count, decodings, is_decoded);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
