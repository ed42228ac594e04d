/*
 * Text to a terminal (text.h). The one place where characters of strangers are
 * made harmless; the rules are those of the library: C0, C1, DEL, the line and
 * paragraph separators, the bidirectional controls and the invisible format
 * characters become \u{N}, a byte that is no UTF-8 becomes \xNN.
 */
#define _XOPEN_SOURCE 700 /* wcwidth */

#include "text.h"

#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <string.h>
#include <wchar.h>

static bool is_utf8;

struct range {
    uint32_t first;
    uint32_t last;
};

static const struct range harmful[] = {
    {0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},       {0x61c, 0x61c},
    {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},   {0x2060, 0x206f},
    {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

/* Our own punctuation where there is no UTF-8. */
static const struct {
    uint32_t character;
    const char *ascii;
} stand_ins[] = {
    {0x203a, ">"},  {0x2026, "..."}, {0x2013, "-"},  {0x2014, "-"},
    {0x2018, "'"},  {0x2019, "'"},   {0x201c, "\""}, {0x201d, "\""},
    {0x2192, "->"}, {0x00b7, "-"},
};

void
text_set_locale(void)
{
    const char *codeset;

    if (setlocale(LC_CTYPE, "") == NULL) {
        return;
    }
    codeset = nl_langinfo(CODESET);
    is_utf8 = strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0;
}

bool
text_is_utf8(void)
{
    return is_utf8;
}

bool
text_is_harmful(uint32_t character)
{
    for (size_t i = 0; i < COUNT(harmful); i++) {
        if (character >= harmful[i].first && character <= harmful[i].last) {
            return true;
        }
    }
    return false;
}

/* The NUL at the end is no continuation byte, so nothing is read beyond it. */
size_t
text_read(const char *text, uint32_t *character)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t size = bytes[0] < 0x80    ? 1
                  : bytes[0] >= 0xf0 ? 4
                  : bytes[0] >= 0xe0 ? 3
                                     : 2;
    uint32_t value = size == 1 ? bytes[0] : bytes[0] & (0x7fU >> size);

    if ((bytes[0] >= 0x80 && bytes[0] < 0xc0) || bytes[0] >= 0xf8) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return 0;
        }
        value = value << 6 | (bytes[i] & 0x3fU);
    }
    if (value < smallest[size] || value > 0x10ffff ||
        (value >= 0xd800 && value <= 0xdfff)) {
        return 0;
    }
    *character = value;
    return size;
}

/* How one character is put: a few bytes, their columns, and how many bytes of
 * the input they are for. */
struct piece {
    char text[12];
    size_t width;
    size_t taken;
};

static const char *
find_stand_in(uint32_t character)
{
    for (size_t i = 0; i < COUNT(stand_ins); i++) {
        if (stand_ins[i].character == character) {
            return stand_ins[i].ascii;
        }
    }
    return NULL;
}

/* Two columns for most of East Asia, none for what combines. */
static size_t
columns_of(uint32_t character)
{
    int columns = wcwidth((wchar_t)character);

    return columns < 0 ? 1 : (size_t)columns;
}

static struct piece
show_character(const char *text)
{
    struct piece piece;
    uint32_t character = 0;
    size_t size = text_read(text, &character);
    const char *stand_in = is_utf8 ? NULL : find_stand_in(character);

    piece.taken = size == 0 ? 1 : size;
    if (size == 0) {
        snprintf(piece.text, sizeof piece.text, "\\x%02X",
                 (unsigned)(unsigned char)text[0]);
    } else if (stand_in != NULL) {
        snprintf(piece.text, sizeof piece.text, "%s", stand_in);
    } else if (text_is_harmful(character) || (character > 0x7f && !is_utf8)) {
        snprintf(piece.text, sizeof piece.text, "\\u{%X}", (unsigned)character);
    } else {
        memcpy(piece.text, text, size);
        piece.text[size] = '\0';
        piece.width = columns_of(character);
        return piece;
    }
    piece.width = strlen(piece.text);
    return piece;
}

const char *
text_show(struct shown *shown, const char *foreign)
{
    size_t used = 0;

    for (size_t i = 0; *foreign != '\0' && i < SHOWN_CHARACTERS; i++) {
        struct piece piece = show_character(foreign);
        const char *text = *foreign == '\\' ? "\\\\" : piece.text;
        size_t size = strlen(text);

        memcpy(shown->text + used, text, size);
        used += size;
        foreign += piece.taken;
    }
    snprintf(shown->text + used, sizeof shown->text - used, "%s",
             *foreign == '\0' ? "" : "...");
    return shown->text;
}

/* A part of a text that does not end within a character. */
static void
put_part(FILE *out, const char *text, size_t size)
{
    const char *end = text + size;

    while (text < end) {
        struct piece piece = show_character(text);

        fputs(*text == '\n' ? "\n" : piece.text, out);
        text += piece.taken;
    }
}

static size_t
width_of(const char *text, size_t size)
{
    const char *end = text + size;
    size_t width = 0;

    while (text < end) {
        struct piece piece = show_character(text);

        width += piece.width;
        text += piece.taken;
    }
    return width;
}

void
text_put(FILE *out, const char *text)
{
    put_part(out, text, strlen(text));
}

size_t
text_width(const char *text)
{
    return width_of(text, strlen(text));
}

static void
put_spaces(FILE *out, size_t count)
{
    fprintf(out, "%*s", (int)count, "");
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static void
wrap(FILE *out, size_t indent, const char *text, size_t size_of_text)
{
    const char *end = text + size_of_text;
    size_t column = indent;

    while (text < end) {
        size_t size = strcspn(text, " \n");
        size_t width = width_of(text, size);

        if (column > indent && column + 1 + width > TEXT_COLUMNS) {
            fputc('\n', out);
            put_spaces(out, indent);
            column = indent;
        } else if (column > indent) {
            fputc(' ', out);
            column++;
        }
        put_part(out, text, size);
        column += width;
        text += size;
        while (text < end && is_blank(*text)) {
            text++;
        }
    }
    fputc('\n', out);
}

void
text_wrap(FILE *out, size_t indent, const char *text)
{
    wrap(out, indent, text, strlen(text));
}

static void
put_item(FILE *out, size_t indent, const char *head, const char *text,
         size_t size)
{
    size_t width = text_width(head);

    text_put(out, head);
    if (size == 0) {
        fputc('\n', out);
        return;
    }
    if (width >= indent) {
        fputc('\n', out);
        width = 0;
    }
    put_spaces(out, indent - width);
    wrap(out, indent, text, size);
}

void
text_item(FILE *out, size_t indent, const char *head, const char *text)
{
    put_item(out, indent, head, text, strlen(text));
}

void
text_items(FILE *out, size_t indent, const char *head, const char *lines)
{
    while (*lines != '\0') {
        size_t size = strcspn(lines, "\n");

        put_item(out, indent, head, lines, size);
        head = "";
        lines += lines[size] == '\n' ? size + 1 : size;
    }
}

void
complain(const char *format, ...)
{
    char line[4096];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    /* What is foreign in the line is escaped; nothing breaks it. */
    for (char *end = line; (end = strchr(end, '\n')) != NULL;) {
        *end = ' ';
    }
    fputs("vmstrust: ", stderr);
    text_put(stderr, line);
    fputc('\n', stderr);
}
