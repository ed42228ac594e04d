/*
 * Roots as one consumer imports them: which files in which form, and what to do
 * there, in the words of that product.
 */
#ifndef TOOLS_BUNDLE_H
#define TOOLS_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <vmstrust/vmstrust.h>

/* More than a site has; a list beyond it would not be looked at. */
#define BUNDLE_ROOTS 256
#define BUNDLE_NAME 96

enum bundle_form {
    BUNDLE_PEM_EACH, /* one file for each root */
    BUNDLE_DER_EACH,
    BUNDLE_PEM_ALL, /* all in one file */
    BUNDLE_PROFILE, /* .mobileconfig, a property list */
};

struct bundle_target {
    vmstrust_target target;
    const char *title; /* in README.txt; NULL: the target's own */
    enum bundle_form form;
    const char *ending;       /* of the files of each, with its dot */
    const char *file;         /* the one file of all; NULL: none */
    bool takes_limited;       /* also roots for recording servers alone */
    const char *const *steps; /* ends with NULL */
};

/* NULL for a consumer that has no bundle. */
const struct bundle_target *bundle_find(vmstrust_target target);
/* "sds, ai-bridge, ...": those that have one. */
void bundle_list(char *text, size_t size);

struct bundle {
    const struct bundle_target *target;
    const vmstrust_cert *roots[BUNDLE_ROOTS]; /* lent */
    size_t count;
};

/* "harbour-ca-9f2c41d0": what people call it, and the first digits of its
 * SHA-256. */
void bundle_name(const vmstrust_cert *root, char name[BUNDLE_NAME]);

/* Every file, with README.txt, into a folder that is empty. On failure it has
 * said why, and answers an exit status. */
int bundle_write(const struct bundle *bundle, const char *folder);

/* The steps, as README.txt has them. */
void bundle_put_steps(const struct bundle *bundle, FILE *out);

#endif
