/*
 * Foreign text: the one way in which text from certificates, files and
 * networks enters a sentence (house-style 5). And ASCII helpers that know no
 * locale. Floor 0.
 */
#ifndef VMST_TEXT_H
#define VMST_TEXT_H

#include "base/bytes.h"

/* At most this many characters of foreign text in one place; the rest is
 * replaced by an ellipsis. */
#define VMST_TEXT_SHOWN 256

/* Appends `foreign` (meant to be UTF-8) with C0, C1, DEL, U+2028, U+2029, the
 * bidirectional controls, zero-width and other invisible format characters as
 * \u{N}, invalid UTF-8 bytes as \xNN, a backslash as \\, at most
 * VMST_TEXT_SHOWN characters. */
void vmst_text_show(struct vmst_buffer *buffer, struct vmst_bytes foreign);

/* The same into a fixed array (for notes); always NUL-terminated, cut at a
 * character boundary. Returns `out`. */
const char *vmst_text_show_in(char *out, size_t size,
                              struct vmst_bytes foreign);

/* Would this character steer a terminal, change the direction of the text, or
 * not be seen? C0, C1, DEL, line separators, bidirectional controls,
 * zero-width, filler, tag and other invisible format characters. */
bool vmst_text_is_hidden(uint32_t code_point);

/* How many characters; false for what is no UTF-8 or hides one. */
bool vmst_text_count(struct vmst_bytes text, size_t *count);

/* One UTF-8 character from the front: its length in bytes and code point, or
 * 0 where the bytes are not valid UTF-8 (RFC 3629: no surrogates, no overlong
 * forms, at most U+10FFFF). `rest` must not be empty. */
size_t vmst_utf8_read(struct vmst_bytes rest, uint32_t *code_point);
/* The UTF-8 of a code point (no surrogate, at most U+10FFFF): 1 to 4 bytes. */
#define VMST_UTF8_MAX 4
size_t vmst_utf8_encode(uint32_t code_point, uint8_t out[VMST_UTF8_MAX]);
void vmst_utf8_write(struct vmst_buffer *buffer, uint32_t code_point);

char vmst_ascii_lower(char c);
bool vmst_ascii_is_digit(char c);
bool vmst_ascii_is_alnum(char c);
/* As isspace of C in its own locale. */
bool vmst_ascii_is_white(char c);
bool vmst_ascii_equal_fold(struct vmst_bytes a, struct vmst_bytes b);

/* The index of the row of `words` (count of them) nearest to `word` by edit
 * distance, for "did you mean"; -1 if none is near. */
int vmst_text_nearest(const char *word, const char *const *words, size_t count);

#endif
