/*
 * Lines of at most 80 columns: words wrapped under a hanging indent, the width
 * of East Asian characters, an ASCII fallback. Needs no locale, which wcwidth
 * would. Floor 4.
 */
#ifndef VMST_VERDICT_LAYOUT_H
#define VMST_VERDICT_LAYOUT_H

#include "base/bytes.h"

#define VMST_LAYOUT_WIDTH 80

struct vmst_layout {
    struct vmst_buffer *out; /* the caller's */
    bool is_ascii;           /* characters beyond become \u{N} */
    size_t column;           /* where the next character goes, from 0 */
};

/* The columns that one character takes on a terminal: 0 for a combining mark,
 * 2 for an East Asian wide one. */
size_t vmst_character_width(uint32_t code_point);

/* Continues the line with the words of `text` (escaped UTF-8 of ours); a line
 * that is full goes on at column `indent`. */
void vmst_layout_write(struct vmst_layout *layout, const char *text,
                       size_t indent);
/* Spaces up to `column`; a new line first where that is passed already. */
void vmst_layout_go_to(struct vmst_layout *layout, size_t column);
void vmst_layout_end_line(struct vmst_layout *layout);

#endif
