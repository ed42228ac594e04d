/*
 * Text to a terminal. Whatever came from a file, a certificate or a command
 * line passes through here: control characters, bidirectional marks and bytes
 * that are no UTF-8 are shown, never sent. Where the locale is not UTF-8 the
 * rest of the world's characters are shown by number, too.
 */
#ifndef TOOLS_TEXT_H
#define TOOLS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* 256 characters, as many as the library shows, at ten bytes each (\u{10FFFF}),
 * an ellipsis and a NUL. */
#define SHOWN_CHARACTERS 256
#define SHOWN_SIZE (SHOWN_CHARACTERS * 10 + 4)

#define TEXT_COLUMNS 80

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct shown {
    char text[SHOWN_SIZE];
};

/* Foreign text for use in a sentence: one line, at most SHOWN_CHARACTERS.
 * Lives as long as the block that SHOW stands in. */
#define SHOW(foreign) text_show(&(struct shown){{0}}, (foreign))

const char *text_show(struct shown *shown, const char *foreign);

/* Reads the locale of the environment; before it, everything is ASCII. */
void text_set_locale(void);
bool text_is_utf8(void);

/* One character of RFC 3629 from the front of a string that is not empty: its
 * length in bytes, or 0 where there is none. */
size_t text_read(const char *text, uint32_t *character);

/* Whether it steers a terminal or the direction of text, or cannot be seen. */
bool text_is_harmful(uint32_t character);

/* Writes text whose line ends count; everything else that would steer a
 * terminal is shown escaped. */
void text_put(FILE *out, const char *text);

/* Writes `text` in lines of at most TEXT_COLUMNS, each but the first indented
 * by `indent`; the first is expected to stand there already. Ends the line. */
void text_wrap(FILE *out, size_t indent, const char *text);

/* A head in a column of `indent` characters, then the text wrapped beside it;
 * a head that is too long has a line of its own. */
void text_item(FILE *out, size_t indent, const char *head, const char *text);

/* An item for each line of a text; the head stands before the first. */
void text_items(FILE *out, size_t indent, const char *head, const char *lines);

/* How many columns the text takes on a terminal. */
size_t text_width(const char *text);

/* One line on standard error: "vmstrust: ...". */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The nearest of `words`, for "did you mean"; NULL if none is near. */
const char *text_nearest(const char *word, const char *const *words,
                         size_t count);

#endif
