/*
 * Templates: sentences with blanks, filled with the facts of one case. A part
 * in [ ] is left out where a blank in it is not known, so that no sentence is
 * left with a hole. Floor 3.
 */
#ifndef VMST_ROLE_TEMPLATE_H
#define VMST_ROLE_TEMPLATE_H

#include "base/bytes.h"

/* One member for each row of blanks.def: text as it is shown, foreign text
 * escaped already; NULL or "" where it is not known. */
struct vmst_blanks {
#define BLANK(name, without, what) const char *name;
#include "blanks.def"
#undef BLANK
};

/* Appends the template. What fills a blank is not read as a template, except
 * {install}, which is one of ours. */
void vmst_template_write(struct vmst_buffer *buffer, const char *template,
                         const struct vmst_blanks *blanks);

#endif
