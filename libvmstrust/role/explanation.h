/*
 * What a finding means for people, and what the words of the guides and the
 * messages of programs mean. All text is static. Floor 3.
 */
#ifndef VMST_ROLE_EXPLANATION_H
#define VMST_ROLE_EXPLANATION_H

#include <stdbool.h>
#include <stddef.h>

#include "vmstrust/enumerations.h"

/* One row of explanations.def. */
struct vmst_explanation {
    vmstrust_finding finding;
    const char *sentence; /* template (role/template.h): the facts */
    const char *cause;    /* how it comes about */
    const char *fix;      /* template: the one thing to do */
    const char *source;   /* the rule it rests on */
};

/* NULL for a number that no finding has. */
const struct vmst_explanation *vmst_explanation_get(vmstrust_finding finding);

/* Bits: what is known of the case besides the facts of the finding. */
enum vmst_situation {
#define SITUATION(suffix, what) VMST_SITUATION_BIT_##suffix,
#include "situations.def"
#undef SITUATION
#define SITUATION(suffix, what)                                                \
    VMST_SITUATION_##suffix = 1 << VMST_SITUATION_BIT_##suffix,
#include "situations.def"
#undef SITUATION
};

/* One row of variants.def. */
struct vmst_variant {
    vmstrust_finding finding;
    unsigned situation;
    const char *sentence; /* "": that of the explanation */
    const char *fix;
};

/* Sentence and fix of a finding in these situations. */
void vmst_explanation_fit(vmstrust_finding finding, unsigned situations,
                          const char **sentence, const char **fix);

/* The variants by index, in the order of the table; NULL beyond the last. */
const struct vmst_variant *vmst_variant_at(size_t index);

/* The fix where no fact is known; NULL for a number that no finding has. */
const char *vmst_explanation_general_fix(vmstrust_finding finding);

/* A row of vocabulary.def. */
struct vmst_word {
    const char *phrase;
    vmstrust_finding finding; /* VMSTRUST_FINDING_NONE: about none */
    bool is_message;          /* is also understood within a longer text */
    const char *text;
};

/* What is said, whatever its case: that very phrase, or the longest message
 * within a longer text such as a line of a log. False if there is none. */
bool vmst_word_find(const char *said, struct vmst_word *word);

/* The phrase nearest to what was said, or NULL. */
const char *vmst_word_nearest(const char *said);

/* By index, in the order of the table; false beyond the last. */
bool vmst_word_at(size_t index, struct vmst_word *word);

#endif
