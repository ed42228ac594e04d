/*
 * Law: whatever comes in, what vmst_text_show lets out is valid UTF-8, steers
 * no terminal and turns no text around, and in an array it ends within it. The
 * judge is the C library's own decoder and a list of byte sequences, not the
 * table that is under test.
 */
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* DEL, U+009B (CSI), U+200B, U+200F, U+2028, U+202E, U+2066, U+2069, U+FEFF */
static const char *const never[] = {
    "\x7f",         "\xc2\x9b",     "\xe2\x80\x8b",
    "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xae",
    "\xe2\x81\xa6", "\xe2\x81\xa9", "\xef\xbb\xbf",
};

static void
must(int holds)
{
    if (!holds) {
        abort();
    }
}

static void
must_be_harmless(const char *text, size_t size)
{
    must(strlen(text) == size);
    must(mbstowcs(NULL, text, 0) != (size_t)-1);
    for (size_t i = 0; i < size; i++) {
        must((uint8_t)text[i] >= 0x20);
    }
    for (size_t i = 0; i < VMST_COUNT(never); i++) {
        must(strstr(text, never[i]) == NULL);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes foreign = vmst_bytes(data, size);
    AUTO_BUFFER shown = {0};
    char *text = NULL;
    char small[24];

    must(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    vmst_text_show(&shown, foreign);
    must(vmst_buffer_take_text(&shown, &text) == VMSTRUST_OK);
    must_be_harmless(text, strlen(text));
    free(text);
    must(vmst_text_show_in(small, sizeof small, foreign) == small);
    must(memchr(small, 0, sizeof small) != NULL);
    must_be_harmless(small, strlen(small));
    return 0;
}
