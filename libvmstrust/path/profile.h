/*
 * The certificate profile (RFC 5280 section 4, and the rules of the
 * CA/Browser Forum that need one certificate alone): a table of lints. They
 * stand beside validation because a rule set may make one an error, and then
 * the search must know. Floor 2.
 */
#ifndef VMST_PATH_PROFILE_H
#define VMST_PATH_PROFILE_H

#include "path/rules.h"

enum vmst_place { /* bits */
                  VMST_PLACE_LEAF = 1 << 0,
                  VMST_PLACE_INTERMEDIATE = 1 << 1,
                  VMST_PLACE_ANCHOR = 1 << 2,
};

/* Adds a finding for every row of the table that the certificate breaks. */
void vmst_profile_check(const struct vmst_rules *rules,
                        const struct vmst_cert *cert, int depth, unsigned place,
                        struct vmst_findings *findings);

#endif
