/*
 * Foreign text made harmless, UTF-8, and ASCII without a locale. Every byte
 * from outside that reaches a reader's eyes went through vmst_text_show_in.
 * Floor 0.
 */
#include <stdio.h>

#include "base/text.h"

/* "\u{10FFFF}" and a NUL is the longest escape. */
#define PIECE_SIZE 12
#define ELLIPSIS "..."

/* Longest word that is compared: our ids are shorter. */
#define WORD_MAX 64

struct range {
    uint32_t first;
    uint32_t last;
};

/* Unicode 15: general categories Cc, Zl, Zp and Cf, the fillers and the
 * variation selectors (default ignorable), and the byte order marks. */
static const struct range hidden[] = {
    {0x0000, 0x001f},   /* C0 */
    {0x007f, 0x009f},   /* DEL, C1 */
    {0x00ad, 0x00ad},   /* soft hyphen */
    {0x034f, 0x034f},   /* combining grapheme joiner */
    {0x0600, 0x0605},   /* Arabic number signs */
    {0x061c, 0x061c},   /* Arabic letter mark */
    {0x06dd, 0x06dd},   /* Arabic end of ayah */
    {0x070f, 0x070f},   /* Syriac abbreviation mark */
    {0x0890, 0x0891},   /* Arabic pound and piastre marks */
    {0x08e2, 0x08e2},   /* Arabic disputed end of ayah */
    {0x115f, 0x1160},   /* Hangul fillers */
    {0x17b4, 0x17b5},   /* Khmer inherent vowels */
    {0x180b, 0x180f},   /* Mongolian selectors and vowel separator */
    {0x200b, 0x200f},   /* zero width, left-to-right and right-to-left marks */
    {0x2028, 0x202e},   /* separators, embeddings and overrides */
    {0x2060, 0x206f},   /* word joiner, isolates, deprecated controls */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xfe00, 0xfe0f},   /* variation selectors */
    {0xfeff, 0xfeff},   /* byte order mark */
    {0xffa0, 0xffa0},   /* halfwidth Hangul filler */
    {0xfff0, 0xfffb},   /* unassigned ignorables, interlinear annotation */
    {0xfffe, 0xffff},   /* not characters */
    {0x110bd, 0x110bd}, /* Kaithi number sign */
    {0x110cd, 0x110cd}, {0x13430, 0x1343f}, /* Egyptian format controls */
    {0x1bca0, 0x1bca3},                     /* shorthand format controls */
    {0x1d173, 0x1d17a},                     /* musical format controls */
    {0xe0000, 0xe0fff},                     /* tags, variation selectors */
};

bool
vmst_text_is_hidden(uint32_t code_point)
{
    for (size_t i = 0; i < VMST_COUNT(hidden); i++) {
        if (code_point <= hidden[i].last) {
            return code_point >= hidden[i].first;
        }
    }
    return false;
}

/* The length that a first byte announces, its payload, and the smallest code
 * point that needs that length. 0: no first byte. RFC 3629 3. */
static size_t
read_first_byte(uint8_t byte, uint32_t *value, uint32_t *smallest)
{
    static const struct {
        uint8_t mask, pattern;
        uint32_t smallest;
    } forms[] = {
        {0x80, 0x00, 0},
        {0xe0, 0xc0, 0x80},
        {0xf0, 0xe0, 0x800},
        {0xf8, 0xf0, 0x10000},
    };

    for (size_t i = 0; i < VMST_COUNT(forms); i++) {
        if ((byte & forms[i].mask) == forms[i].pattern) {
            *value = byte & (uint8_t)~forms[i].mask;
            *smallest = forms[i].smallest;
            return i + 1;
        }
    }
    return 0;
}

size_t
vmst_utf8_read(struct vmst_bytes rest, uint32_t *code_point)
{
    uint32_t value = 0;
    uint32_t smallest = 0;
    size_t length = read_first_byte(rest.data[0], &value, &smallest);

    if (length == 0 || length > rest.size) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((rest.data[i] & 0xc0) != 0x80) {
            return 0;
        }
        value = value << 6 | (rest.data[i] & 0x3f);
    }
    if (value < smallest || value > 0x10ffff ||
        (value >= 0xd800 && value <= 0xdfff)) {
        return 0;
    }
    *code_point = value;
    return length;
}

bool
vmst_text_count(struct vmst_bytes text, size_t *count)
{
    *count = 0;
    while (text.size != 0) {
        uint32_t code_point;
        size_t size = vmst_utf8_read(text, &code_point);

        if (size == 0 || vmst_text_is_hidden(code_point)) {
            return false;
        }
        ++*count;
        text = vmst_bytes(text.data + size, text.size - size);
    }
    return true;
}

size_t
vmst_utf8_encode(uint32_t code_point, uint8_t out[VMST_UTF8_MAX])
{
    size_t length = code_point < 0x80      ? 1
                    : code_point < 0x800   ? 2
                    : code_point < 0x10000 ? 3
                                           : 4;
    static const uint8_t marks[] = {0x00, 0xc0, 0xe0, 0xf0};

    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (uint8_t)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    out[0] = (uint8_t)(marks[length - 1] | code_point);
    return length;
}

void
vmst_utf8_write(struct vmst_buffer *buffer, uint32_t code_point)
{
    uint8_t bytes[VMST_UTF8_MAX];

    vmst_buffer_add(buffer, bytes, vmst_utf8_encode(code_point, bytes));
}

/* Takes one character, or one byte that is none, off the front of `rest`, and
 * writes how it is shown. Returns the number of characters that are shown. */
static size_t
show_one(struct vmst_bytes *rest, char piece[PIECE_SIZE])
{
    uint32_t code_point = 0;
    size_t length = vmst_utf8_read(*rest, &code_point);
    struct vmst_bytes front = vmst_bytes(rest->data, length);
    size_t shown = 1;

    if (length == 0) {
        length = 1;
        shown = (size_t)snprintf(piece, PIECE_SIZE, "\\x%02X", rest->data[0]);
    } else if (vmst_text_is_hidden(code_point)) {
        shown = (size_t)snprintf(piece, PIECE_SIZE, "\\u{%X}",
                                 (unsigned)(code_point & 0x1fffff));
    } else if (code_point == '\\') {
        shown = (size_t)snprintf(piece, PIECE_SIZE, "\\\\");
    } else {
        memcpy(piece, front.data, front.size);
        piece[front.size] = '\0';
    }
    *rest = vmst_bytes(rest->data + length, rest->size - length);
    return shown;
}

/* Appends a piece where the rest of the array still holds it and, unless
 * nothing follows, the ellipsis. */
static bool
append(char *out, size_t size, size_t *used, const char *piece, bool is_last)
{
    size_t length = strlen(piece);
    size_t reserved = is_last ? 1 : sizeof ELLIPSIS;

    if (*used + length + reserved > size) {
        return false;
    }
    memcpy(out + *used, piece, length + 1);
    *used += length;
    return true;
}

const char *
vmst_text_show_in(char *out, size_t size, struct vmst_bytes foreign)
{
    size_t used = 0;
    size_t shown = 0;

    if (size == 0) {
        return "";
    }
    out[0] = '\0';
    while (foreign.size != 0) {
        char piece[PIECE_SIZE];

        shown += show_one(&foreign, piece);
        if (shown > VMST_TEXT_SHOWN ||
            !append(out, size, &used, piece, foreign.size == 0)) {
            append(out, size, &used, ELLIPSIS, true);
            break;
        }
    }
    return out;
}

void
vmst_text_show(struct vmst_buffer *buffer, struct vmst_bytes foreign)
{
    char shown[VMST_TEXT_SHOWN * VMST_UTF8_MAX + sizeof ELLIPSIS];

    vmst_buffer_add_text(buffer,
                         vmst_text_show_in(shown, sizeof shown, foreign));
}

char
vmst_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
vmst_ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool
vmst_ascii_is_alnum(char c)
{
    char lower = vmst_ascii_lower(c);

    return vmst_ascii_is_digit(c) || (lower >= 'a' && lower <= 'z');
}

bool
vmst_ascii_is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
vmst_ascii_equal_fold(struct vmst_bytes a, struct vmst_bytes b)
{
    if (a.size != b.size) {
        return false;
    }
    for (size_t i = 0; i < a.size; i++) {
        if (vmst_ascii_lower((char)a.data[i]) !=
            vmst_ascii_lower((char)b.data[i])) {
            return false;
        }
    }
    return true;
}

static unsigned
smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Levenshtein distance, case folded, over one row; both are at most WORD_MAX
 * long. */
static unsigned
distance(struct vmst_bytes a, struct vmst_bytes b)
{
    unsigned row[WORD_MAX + 1];

    for (unsigned j = 0; j <= b.size; j++) {
        row[j] = j;
    }
    for (unsigned i = 1; i <= a.size; i++) {
        unsigned diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            bool is_same = vmst_ascii_lower((char)a.data[i - 1]) ==
                           vmst_ascii_lower((char)b.data[j - 1]);
            unsigned changed = diagonal + (is_same ? 0 : 1);

            diagonal = row[j];
            row[j] = smaller(changed, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[b.size];
}

int
vmst_text_nearest(const char *word, const char *const *words, size_t count)
{
    struct vmst_bytes asked = vmst_bytes_of(word);
    /* Near: at most one change in three characters, and one in any word. */
    unsigned best = (unsigned)asked.size / 3 + 2;
    int nearest = -1;

    if (asked.size > WORD_MAX) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        struct vmst_bytes known = vmst_bytes_of(words[i]);
        unsigned changes =
            known.size > WORD_MAX ? best : distance(asked, known);

        if (changes < best) {
            best = changes;
            nearest = (int)i;
        }
    }
    return nearest;
}
