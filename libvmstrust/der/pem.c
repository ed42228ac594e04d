/*
 * PEM blocks out of the texts that people have. Lax about what stands around
 * and between the lines, strict about base64 (RFC 4648 4): a character too
 * many, a missing one or bits that are left over are refused with the line.
 * Floor 0.
 */
#include "base/text.h"
#include "der/pem.h"

#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"

/* A label in a sentence: RFC 7468's own are at most 22 characters. */
#define LABEL_SHOWN 64

/* --- Encodings of text ---------------------------------------------------- */

static unsigned
read_unit(const uint8_t *data, bool is_big_endian)
{
    return is_big_endian ? (unsigned)(data[0] << 8 | data[1])
                         : (unsigned)(data[1] << 8 | data[0]);
}

/* One character of UTF-16 (RFC 2781 2.2): its bytes, 0 if it is none. */
static size_t
read_utf16(struct vmst_bytes rest, bool is_big_endian, uint32_t *code_point)
{
    unsigned high;
    unsigned low;

    if (rest.size < 2) {
        return 0;
    }
    high = read_unit(rest.data, is_big_endian);
    if (high < 0xd800 || high > 0xdfff) {
        *code_point = high;
        return 2;
    }
    if (high > 0xdbff || rest.size < 4) {
        return 0;
    }
    low = read_unit(rest.data + 2, is_big_endian);
    if (low < 0xdc00 || low > 0xdfff) {
        return 0;
    }
    *code_point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

static int
decode_utf16(struct vmst_bytes input, bool is_big_endian,
             struct vmst_note *note, struct vmst_blob **text)
{
    AUTO_BUFFER buffer = {0};
    size_t at = 2; /* behind the byte order mark */

    while (at < input.size) {
        uint32_t code_point = 0;
        size_t length = read_utf16(vmst_bytes(input.data + at, input.size - at),
                                   is_big_endian, &code_point);

        if (length == 0) {
            return vmst_fail_at(note, at, "text",
                                "the text claims to be UTF-16 and is not");
        }
        vmst_utf8_write(&buffer, code_point);
        at += length;
    }
    return vmst_buffer_take_blob(&buffer, text) == VMSTRUST_OK
               ? VMSTRUST_OK
               : vmst_fail_memory(note);
}

static bool
starts_with(struct vmst_bytes input, const char *prefix)
{
    size_t size = strlen(prefix);

    return input.size >= size && memcmp(input.data, prefix, size) == 0;
}

int
vmst_text_decode(struct vmst_bytes input, struct vmst_note *note,
                 struct vmst_blob **text)
{
    *text = NULL;
    if (starts_with(input, "\xff\xfe") || starts_with(input, "\xfe\xff")) {
        return decode_utf16(input, input.data[0] == 0xfe, note, text);
    }
    if (starts_with(input, "\xef\xbb\xbf")) {
        input = vmst_bytes(input.data + 3, input.size - 3);
    }
    if (vmst_blob_new(input, text) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}

/* --- Lines ---------------------------------------------------------------- */

struct vmst_pem
vmst_pem_open(struct vmst_bytes text, struct vmst_note *note)
{
    return (struct vmst_pem){text, 0, 1, note};
}

/* Where memchr looks for the end of a line: beyond it every line of a text
 * without line feeds would be searched to the end of the text. RFC 7468 has 64
 * characters. */
#define LINE_WINDOW ((size_t)128)

static size_t
line_length(const uint8_t *data, size_t size)
{
    const uint8_t *feed =
        memchr(data, '\n', size < LINE_WINDOW ? size : LINE_WINDOW);
    size_t length = 0;

    if (feed != NULL) {
        size_t before = (size_t)(feed - data);
        const uint8_t *first = memchr(data, '\r', before);

        return first == NULL ? before : (size_t)(first - data);
    }
    while (length < size && data[length] != '\n' && data[length] != '\r') {
        length++;
    }
    return length;
}

/* A line ends with LF, CR LF or CR alone; false when there is none left. */
static bool
next_line(struct vmst_pem *pem, struct vmst_bytes *line)
{
    const uint8_t *data = pem->rest.data;
    size_t size = pem->rest.size;
    size_t length;
    size_t ending = 0;

    if (size == 0) {
        return false;
    }
    length = line_length(data, size);
    if (length < size) {
        bool is_pair = data[length] == '\r' && length + 1 < size &&
                       data[length + 1] == '\n';
        ending = is_pair ? 2 : 1;
    }
    *line = vmst_bytes(data, length);
    pem->rest = vmst_bytes(data + length + ending, size - length - ending);
    pem->offset += length + ending;
    pem->line++;
    return true;
}

static struct vmst_bytes
trim_end(struct vmst_bytes line)
{
    while (line.size != 0 &&
           vmst_ascii_is_white((char)line.data[line.size - 1])) {
        line.size--;
    }
    return line;
}

/* "-----BEGIN LABEL-----": is it such a line, and is it whole? */
static bool
read_boundary(struct vmst_bytes line, const char *begin,
              struct vmst_bytes *label)
{
    size_t before = strlen(begin);
    size_t after = strlen(DASHES);

    line = trim_end(line);
    if (line.size < before + after || !starts_with(line, begin)) {
        return false;
    }
    *label = vmst_bytes(line.data + before, line.size - before - after);
    return memcmp(label->data + label->size, DASHES, after) == 0;
}

static int
fail_in_line(const struct vmst_pem *at, const char *sentence)
{
    return vmst_fail_at(at->note, at->offset, "PEM", "line %zu: %s", at->line,
                        sentence);
}

static int
find_begin(struct vmst_pem *pem, bool *found, struct vmst_pem_block *block)
{
    struct vmst_pem before = *pem;
    struct vmst_bytes line;

    while (next_line(pem, &line)) {
        if (read_boundary(line, BEGIN, &block->label)) {
            block->line = before.line;
            *found = true;
            return VMSTRUST_OK;
        }
        if (starts_with(line, BEGIN)) {
            return fail_in_line(&before,
                                "a BEGIN line that does not end with -----");
        }
        before = *pem;
    }
    return VMSTRUST_OK;
}

/* Moves behind the END line; `body` is what stands between. */
static int
find_end(struct vmst_pem *pem, const struct vmst_pem_block *block,
         struct vmst_bytes *body)
{
    const uint8_t *first = pem->rest.data;
    char shown[LABEL_SHOWN];
    struct vmst_bytes line;
    struct vmst_bytes label;

    while (next_line(pem, &line)) {
        if (starts_with(line, BEGIN)) {
            break;
        }
        if (read_boundary(line, END, &label)) {
            *body = vmst_bytes(first, (size_t)(line.data - first));
            if (vmst_bytes_equal(label, block->label)) {
                return VMSTRUST_OK;
            }
            break;
        }
    }
    return vmst_fail_at(
        pem->note, pem->offset, "PEM",
        "line %zu: the block \"%s\" that begins here has no END line",
        block->line, vmst_text_show_in(shown, sizeof shown, block->label));
}

/* RFC 1421 headers ("Proc-Type: 4,ENCRYPTED") up to a blank line. */
static bool
skip_headers(struct vmst_pem *body)
{
    struct vmst_pem ahead = *body;
    struct vmst_bytes line;
    bool has_headers = false;

    while (next_line(&ahead, &line)) {
        if (memchr(line.data, ':', line.size) != NULL) {
            has_headers = true;
        } else if (!has_headers) {
            return false;
        } else if (trim_end(line).size == 0) {
            *body = ahead;
            return true;
        }
    }
    return false;
}

/* --- Base64 --------------------------------------------------------------- */

enum {
    WHITE = 64,
    PAD = 65,
    BAD = 66,
};

static uint8_t
base64_value(uint8_t byte)
{
    static const uint8_t values[128] = {
        66, 66, 66, 66, 66, 66, 66, 66, 66, 64, 64, 64, 64, 64, 66, 66, /* */
        66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, /* */
        64, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 62, 66, 66, 66, 63, /* + */
        52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 66, 66, 66, 65, 66, 66, /* 0 */
        66, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, /* A */
        15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 66, 66, 66, 66, 66, /* P */
        66, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, /* a */
        41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 66, 66, 66, 66, 66, /* p */
    };

    return byte < 128 ? values[byte] : BAD;
}

struct base64 {
    uint8_t *out;
    size_t size;
    uint32_t bits;   /* of the quantum that is being read */
    unsigned digits; /* of it, padding included */
    unsigned pads;
};

/* Three bytes of four digits, fewer where there is padding. RFC 4648 3.5: the
 * bits that padding leaves over are zero. */
static bool
end_quantum(struct base64 *state)
{
    unsigned count = 3 - state->pads;

    if (state->pads != 0 &&
        (state->bits & ((1u << (8 * state->pads)) - 1)) != 0) {
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        state->out[state->size++] = (uint8_t)(state->bits >> (16 - 8 * i));
    }
    state->bits = 0;
    state->digits = 0;
    return true;
}

/* Padding is at most two characters, and nothing follows it. */
static bool
add_digit(struct base64 *state, uint8_t value)
{
    if (value == PAD) {
        state->pads++;
        if (state->digits < 2 || state->pads > 2) {
            return false;
        }
        value = 0;
    } else if (value == BAD || state->pads != 0) {
        return false;
    }
    state->bits = state->bits << 6 | value;
    state->digits++;
    return state->digits < 4 || end_quantum(state);
}

/* Whole quanta of digits and nothing else, which is nearly all there ever is;
 * returns how many bytes of the line were taken. */
static size_t
add_whole_quanta(struct base64 *state, struct vmst_bytes line)
{
    size_t i = 0;

    if (state->digits != 0 || state->pads != 0) {
        return 0;
    }
    for (; line.size - i >= 4; i += 4) {
        uint32_t a = base64_value(line.data[i]);
        uint32_t b = base64_value(line.data[i + 1]);
        uint32_t c = base64_value(line.data[i + 2]);
        uint32_t d = base64_value(line.data[i + 3]);

        if ((a | b | c | d) >= WHITE) {
            break;
        }
        state->bits = a << 18 | b << 12 | c << 6 | d;
        end_quantum(state);
    }
    return i;
}

static bool
add_line(struct base64 *state, struct vmst_bytes line)
{
    for (size_t i = add_whole_quanta(state, line); i < line.size; i++) {
        uint8_t value = base64_value(line.data[i]);

        if (value != WHITE && !add_digit(state, value)) {
            return false;
        }
    }
    return true;
}

static int
decode_body(struct vmst_pem *body, struct base64 *state)
{
    struct vmst_pem before = *body;
    struct vmst_bytes line;

    while (next_line(body, &line)) {
        if (!add_line(state, line)) {
            return fail_in_line(&before, "this is not base64");
        }
        before = *body;
    }
    if (state->digits != 0) {
        return fail_in_line(&before, "the base64 above ends too early");
    }
    return VMSTRUST_OK;
}

/* The block's bytes; three for every four characters is never too few. */
static int
decode_block(struct vmst_pem *body, struct vmst_blob **der)
{
    struct base64 state = {0};
    AUTO(blob) blob = NULL;

    if (vmst_blob_new_empty(body->rest.size / 4 * 3, &blob) != VMSTRUST_OK) {
        return vmst_fail_memory(body->note);
    }
    state.out = blob->data;
    TRY(decode_body(body, &state));
    blob->size = state.size;
    *der = steal(&blob);
    return VMSTRUST_OK;
}

int
vmst_pem_next(struct vmst_pem *pem, bool *found, struct vmst_pem_block *block)
{
    struct vmst_pem body;

    *found = false;
    *block = (struct vmst_pem_block){0};
    TRY(find_begin(pem, found, block));
    if (!*found) {
        return VMSTRUST_OK;
    }
    *found = false;
    body = *pem;
    TRY(find_end(pem, block, &body.rest));
    block->has_headers = skip_headers(&body);
    TRY(decode_block(&body, &block->der));
    *found = true;
    return VMSTRUST_OK;
}

/* --- Writing -------------------------------------------------------------- */

static void
write_quantum(struct vmst_buffer *buffer, struct vmst_bytes bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    char quantum[4] = {'=', '=', '=', '='};
    uint32_t bits = 0;

    for (size_t i = 0; i < 3; i++) {
        bits = bits << 8 | (i < bytes.size ? bytes.data[i] : 0);
    }
    for (size_t i = 0; i <= bytes.size; i++) {
        quantum[i] = digits[bits >> (18 - 6 * i) & 0x3f];
    }
    vmst_buffer_add(buffer, quantum, sizeof quantum);
}

void
vmst_pem_write(struct vmst_buffer *buffer, const char *label,
               struct vmst_bytes der)
{
    const size_t line = 48; /* bytes: 64 characters */

    vmst_buffer_format(buffer, BEGIN "%s" DASHES "\n", label);
    for (size_t at = 0; at < der.size; at += 3) {
        size_t left = der.size - at;

        write_quantum(buffer, vmst_bytes(der.data + at, left < 3 ? left : 3));
        if (left <= 3 || (at + 3) % line == 0) {
            vmst_buffer_add_text(buffer, "\n");
        }
    }
    vmst_buffer_format(buffer, END "%s" DASHES "\n", label);
}
