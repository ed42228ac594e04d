/*
 * Passphrases: files as people make them, and what is refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "crypto/secret.h"
#include "../rows.h"

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct row {
    const char *name;
    const char *file;
    size_t size;
    int code;
    const char *expected; /* the secret, or the end of the sentence */
} rows[] = {
    {"no line feed", TEXT("rec01"), VMSTRUST_OK, "rec01"},
    {"LF", TEXT("rec01\n"), VMSTRUST_OK, "rec01"},
    {"CR LF", TEXT("rec01\r\n"), VMSTRUST_OK, "rec01"},
    {"the first line", TEXT("rec01\nrec02\n"), VMSTRUST_OK, "rec01"},
    {"spaces count", TEXT(" rec 01 \n"), VMSTRUST_OK, " rec 01 "},
    {"UTF-8 mark",
     TEXT("\xef\xbb\xbfStra\xc3\x9f"
          "e\r\n"),
     VMSTRUST_OK,
     "Stra\xc3\x9f"
     "e"},
    {"UTF-16 LE", TEXT("\xff\xfer\0\xdf\0\r\0\n\0"), VMSTRUST_OK, "r\xc3\x9f"},
    {"UTF-16 BE", TEXT("\xfe\xff\0r\0\xdf\0\n"), VMSTRUST_OK, "r\xc3\x9f"},
    {"an empty file", TEXT(""), VMSTRUST_E_MALFORMED,
     ": its first line is empty: no passphrase"},
    {"an empty line", TEXT("\nrec01\n"), VMSTRUST_E_MALFORMED,
     ": its first line is empty: no passphrase"},
    {"UTF-16 without a mark", TEXT("r\0e\0c\0"), VMSTRUST_E_MALFORMED,
     ": it has zero bytes and no byte order mark: save the passphrase as UTF-8 "
     "text"},
    {"half a character", TEXT("\xff\xfer\0e"), VMSTRUST_E_MALFORMED,
     "the text claims to be UTF-16 and is not"},
};

static const char *
write_file(const void *data, size_t size)
{
    static char path[] = "secret-XXXXXX";
    int file;

    snprintf(path, sizeof path, "secret-XXXXXX");
    file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, data, size), size);
    close(file);
    return path;
}

static bool
ends_with(const char *text, const char *end)
{
    size_t size = strlen(text);

    return size >= strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

static void
is_read(void **state)
{
    const struct row *row = *state;
    const char *path = write_file(row->file, row->size);
    struct vmst_note note = {0};
    struct vmst_secret *secret;

    assert_int_equal(vmst_secret_load(path, &note, &secret), row->code);
    unlink(path);
    if (row->code == VMSTRUST_OK) {
        assert_string_equal((const char *)secret->data, row->expected);
        assert_int_equal(secret->size, strlen(row->expected));
    } else {
        assert_null(secret);
        assert_true(ends_with(note.text, row->expected));
    }
    vmst_secret_free(secret);
}

static void
file_is_small(void **state)
{
    static char text[VMST_SECRET_FILE + 1];
    const char *path;
    struct vmst_note note = {0};
    struct vmst_secret *secret;

    (void)state;
    memset(text, 'x', sizeof text);
    path = write_file(text, sizeof text);
    assert_int_equal(vmst_secret_load(path, &note, &secret), VMSTRUST_E_FILE);
    unlink(path);
    assert_null(secret);
    assert_null(strstr(note.text, "xx"));
}

static void
no_zero_byte_inside(void **state)
{
    struct vmst_note note = {0};
    struct vmst_secret *secret;

    (void)state;
    assert_int_equal(vmst_secret_new(vmst_bytes("a\0b", 3), &note, &secret),
                     VMSTRUST_E_ARGUMENT);
    assert_null(secret);
    assert_int_equal(vmst_secret_new(vmst_bytes(NULL, 0), &note, &secret),
                     VMSTRUST_OK);
    assert_int_equal(vmst_secret_view(secret).size, 0);
    vmst_secret_free(secret);
    assert_int_equal(vmst_secret_view(NULL).size, 0);
    vmst_secret_free(NULL);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(file_is_small),
        cmocka_unit_test(no_zero_byte_inside),
    };
    size_t count = 2;

    ADD_ROWS(tests, count, rows, is_read);
    return _cmocka_run_group_tests("secret", tests, count, NULL, NULL);
}
