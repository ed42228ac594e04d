/*
 * Wrapping. Text arrives escaped, so that no character here steers a terminal.
 * Floor 4.
 */
#include "verdict/layout.h"

#include <stdio.h>

#include "base/text.h"

struct range {
    uint32_t first;
    uint32_t last;
};

/* Unicode 14, EastAsianWidth.txt: W and F; what is not assigned in between
 * belongs to its neighbours. */
static const struct range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},
    {0x23e9, 0x23ec},   {0x23f0, 0x23f0},   {0x23f3, 0x23f3},
    {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},
    {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},
    {0x26f2, 0x26f3},   {0x26f5, 0x26f5},   {0x26fa, 0x26fa},
    {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},
    {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},
    {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
    {0x3041, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa4c6},
    {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfad9},
    {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x16fe0, 0x1b2fb}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
    {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3},
    {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
    {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc},
    {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945},
    {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faf6}, {0x20000, 0x3fffd}};

/* Combining marks of the scripts that names are written in.
 * Deviates: not every Mn and Me of Unicode; a mark that is missing here costs a
 * column. */
static const struct range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a},
    {0x064b, 0x065f}, {0x06d6, 0x06dc}, {0x093a, 0x093a}, {0x093c, 0x093c},
    {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a},
    {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20f0},
    {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe20, 0xfe2f}};

static bool
is_in(const struct range *ranges, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count && ranges[i].first <= code_point; i++) {
        if (code_point <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

size_t
vmst_character_width(uint32_t code_point)
{
    if (is_in(combining, VMST_COUNT(combining), code_point)) {
        return 0;
    }
    return is_in(wide, VMST_COUNT(wide), code_point) ? 2 : 1;
}

/* "\\u{FFFFFFFF}" and a NUL, so that the compiler can see that it fits. */
#define SHOWN_SIZE 16

/* How one character is written: itself, or in ASCII what reads like it. */
struct shown {
    char text[SHOWN_SIZE];
    size_t width;
};

static void
show_in_ascii(uint32_t code_point, struct shown *shown)
{
    if (code_point == 0x203a) { /* between the steps of a menu */
        snprintf(shown->text, sizeof(shown->text), ">");
    } else if (code_point == 0x2026) {
        snprintf(shown->text, sizeof(shown->text), "...");
    } else {
        snprintf(shown->text, sizeof(shown->text), "\\u{%X}",
                 (unsigned)code_point);
    }
    shown->width = strlen(shown->text);
}

/* Takes one character off the front. */
static struct shown
take(const struct vmst_layout *layout, struct vmst_bytes *rest)
{
    struct shown shown = {"", 1};
    uint32_t code_point = '?';
    size_t size = vmst_utf8_read(*rest, &code_point);
    if (layout->is_ascii && code_point > 0x7e) {
        show_in_ascii(code_point, &shown);
    } else {
        vmst_utf8_encode(code_point, (uint8_t *)shown.text);
        shown.width = vmst_character_width(code_point);
    }
    size = size == 0 ? 1 : size;
    *rest = vmst_bytes(rest->data + size, rest->size - size);
    return shown;
}

static size_t
width_of(const struct vmst_layout *layout, struct vmst_bytes word)
{
    size_t width = 0;
    while (word.size > 0) {
        width += take(layout, &word).width;
    }
    return width;
}

static void
put(struct vmst_layout *layout, const struct shown *shown)
{
    vmst_buffer_add_text(layout->out, shown->text);
    layout->column += shown->width;
}

void
vmst_layout_end_line(struct vmst_layout *layout)
{
    vmst_buffer_add_text(layout->out, "\n");
    layout->column = 0;
}

void
vmst_layout_go_to(struct vmst_layout *layout, size_t column)
{
    if (layout->column > column) {
        vmst_layout_end_line(layout);
    }
    for (; layout->column < column; layout->column++) {
        vmst_buffer_add_text(layout->out, " ");
    }
}

/* A word that no line can hold is broken where it must be. */
static void
put_word(struct vmst_layout *layout, struct vmst_bytes word, size_t indent)
{
    while (word.size > 0) {
        const struct shown shown = take(layout, &word);
        if (layout->column + shown.width > VMST_LAYOUT_WIDTH) {
            vmst_layout_end_line(layout);
            vmst_layout_go_to(layout, indent);
        }
        put(layout, &shown);
    }
}

static struct vmst_bytes
take_word(struct vmst_bytes *rest)
{
    const uint8_t *end = memchr(rest->data, ' ', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    size_t skipped = end == NULL ? size : size + 1;
    const struct vmst_bytes word = vmst_bytes(rest->data, size);
    *rest = vmst_bytes(rest->data + skipped, rest->size - skipped);
    return word;
}

void
vmst_layout_write(struct vmst_layout *layout, const char *text, size_t indent)
{
    struct vmst_bytes rest = vmst_bytes_of(text);
    bool is_first = true;
    while (rest.size > 0) {
        const struct vmst_bytes word = take_word(&rest);
        size_t space = is_first ? 0 : 1;
        size_t end = layout->column + space + width_of(layout, word);
        if (end > VMST_LAYOUT_WIDTH && layout->column > indent) {
            vmst_layout_end_line(layout);
            vmst_layout_go_to(layout, indent);
        } else if (space > 0 && layout->column < VMST_LAYOUT_WIDTH) {
            vmst_layout_go_to(layout, layout->column + space);
        }
        put_word(layout, word, indent);
        is_first = false;
    }
}
