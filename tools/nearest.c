/*
 * "Did you mean": the word of a list that a mistyped one was meant to be. An
 * option or a role is never guessed, only suggested.
 */
#include "text.h"

#include <string.h>

/* No word of ours is longer. */
#define LONGEST 64

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The edit distance in which swapped neighbours count once (Damerau's, of
 * restricted transpositions): the most common slip of a hand. */
static size_t
distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    size_t width = strlen(b);

    for (size_t j = 0; j <= width; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t *spare = before;

        before = last;
        last = row;
        row = spare;
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t swap =
                i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                    ? before[j - 2] + 1
                    : LONGEST;
            size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);

            row[j] = smaller(smaller(swap, change),
                             smaller(last[j], row[j - 1]) + 1);
        }
    }
    return row[width];
}

/* 0 is nearest. What starts with the word as typed beats every edit. */
static size_t
rank(const char *typed, const char *word)
{
    size_t size = strlen(typed);

    if (size >= 2 && strncmp(word, typed, size) == 0) {
        return 0;
    }
    return distance(typed, word);
}

const char *
text_nearest(const char *word, const char *const *words, size_t count)
{
    size_t size = strlen(word);
    size_t best = size / 3 + 2; /* not as near is no likeness */
    const char *nearest = NULL;

    if (size == 0 || size > LONGEST) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) <= LONGEST && rank(word, words[i]) < best) {
            best = rank(word, words[i]);
            nearest = words[i];
        }
    }
    return nearest;
}
