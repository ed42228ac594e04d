/*
 * What findings, words and messages mean: constant rows and a walk over them.
 * Floor 3.
 */
#include "role/explanation.h"

#include <string.h>

#include "base/bytes.h"
#include "base/text.h"
#include "scope.h"

#define EXPLAIN(finding, sentence, cause, fix, source)                         \
    {VMSTRUST_FINDING_##finding, sentence, cause, fix, source},

static const struct vmst_explanation explanations[] = {
#include "explanations.def"
};

#define VARIANT(finding, situation, sentence, fix)                             \
    {VMSTRUST_FINDING_##finding, VMST_SITUATION_##situation, sentence, fix},

static const struct vmst_variant variants[] = {
#include "variants.def"
};

struct general_fix {
    vmstrust_finding finding;
    const char *fix;
};

#define GENERAL_FIX(finding, fix) {VMSTRUST_FINDING_##finding, fix},

static const struct general_fix general_fixes[] = {
#include "general-fixes.def"
};

/* A row without text means the same as the one above it. */
#define WORD(phrase, finding, text)                                            \
    {phrase, VMSTRUST_FINDING_##finding, false, text},
#define MESSAGE(phrase, finding, text)                                         \
    {phrase, VMSTRUST_FINDING_##finding, true, text},
#define SAME(phrase) {phrase, VMSTRUST_FINDING_NONE, false, NULL},

static const struct vmst_word words[] = {
#include "vocabulary.def"
};

const struct vmst_explanation *
vmst_explanation_get(vmstrust_finding finding)
{
    for (size_t i = 0; i < VMST_COUNT(explanations); i++) {
        if (explanations[i].finding == finding) {
            return &explanations[i];
        }
    }
    return NULL;
}

const struct vmst_variant *
vmst_variant_at(size_t index)
{
    return index < VMST_COUNT(variants) ? &variants[index] : NULL;
}

void
vmst_explanation_fit(vmstrust_finding finding, unsigned situations,
                     const char **sentence, const char **fix)
{
    const struct vmst_explanation *told = vmst_explanation_get(finding);

    *sentence = told->sentence;
    *fix = told->fix;
    for (size_t i = 0; i < VMST_COUNT(variants); i++) {
        const struct vmst_variant *variant = &variants[i];
        if (variant->finding != finding ||
            (variant->situation & situations) == 0) {
            continue;
        }
        *sentence =
            variant->sentence[0] == '\0' ? *sentence : variant->sentence;
        *fix = variant->fix[0] == '\0' ? *fix : variant->fix;
        return;
    }
}

const char *
vmst_explanation_general_fix(vmstrust_finding finding)
{
    for (size_t i = 0; i < VMST_COUNT(general_fixes); i++) {
        if (general_fixes[i].finding == finding) {
            return general_fixes[i].fix;
        }
    }
    return NULL;
}

bool
vmst_word_at(size_t index, struct vmst_word *word)
{
    size_t told = index;

    if (index >= VMST_COUNT(words)) {
        return false;
    }
    while (words[told].text == NULL) {
        told--;
    }
    *word = words[told];
    word->phrase = words[index].phrase;
    return true;
}

static bool
is_word_end(struct vmst_bytes text, size_t at)
{
    return at == 0 || at >= text.size ||
           !vmst_ascii_is_alnum((char)text.data[at - 1]) ||
           !vmst_ascii_is_alnum((char)text.data[at]);
}

/* As whole words: "CORS" is not in "corset". */
static bool
contains(struct vmst_bytes text, struct vmst_bytes phrase)
{
    for (size_t at = 0; at + phrase.size <= text.size; at++) {
        struct vmst_bytes here = vmst_bytes(text.data + at, phrase.size);

        if (vmst_ascii_equal_fold(here, phrase) && is_word_end(text, at) &&
            is_word_end(text, at + phrase.size)) {
            return true;
        }
    }
    return false;
}

static bool
is_meant(const struct vmst_word *word, struct vmst_bytes said)
{
    struct vmst_bytes phrase = vmst_bytes_of(word->phrase);

    return vmst_ascii_equal_fold(phrase, said) ||
           (word->is_message && contains(said, phrase));
}

bool
vmst_word_find(const char *said, struct vmst_word *word)
{
    struct vmst_word longest = {.phrase = ""};
    struct vmst_word row;

    for (size_t i = 0; vmst_word_at(i, &row); i++) {
        if (strlen(row.phrase) > strlen(longest.phrase) &&
            is_meant(&row, vmst_bytes_of(said))) {
            longest = row;
        }
    }
    *word = longest;
    return longest.text != NULL;
}

const char *
vmst_word_nearest(const char *said)
{
    const char *phrases[VMST_COUNT(words)];
    int nearest = -1;

    for (size_t i = 0; i < VMST_COUNT(words); i++) {
        phrases[i] = words[i].phrase;
    }
    nearest = vmst_text_nearest(said, phrases, VMST_COUNT(words));
    return nearest < 0 ? NULL : phrases[nearest];
}
