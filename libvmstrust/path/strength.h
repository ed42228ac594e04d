/*
 * How strong a key and a signature must be. GnuTLS, without a profile, takes
 * RSA-1024 (foundations.md 2), so it is judged here. Floor 2.
 */
#ifndef VMST_PATH_STRENGTH_H
#define VMST_PATH_STRENGTH_H

#include "path/rules.h"

/* Adds what is wrong with the certificate's key and, unless it is the trusted
 * end of the path, with the algorithm of its signature. */
void vmst_strength_check(const struct vmst_rules *rules,
                         const struct vmst_cert *cert, int depth,
                         bool is_anchor, struct vmst_findings *findings);

/* The same as every rule set says it: each is an error. */
void vmst_strength_find(const struct vmst_cert *cert, bool is_anchor,
                        struct vmst_findings *findings);

/* May a signature with this hash be relied on? For lists and responses, which
 * have no finding of their own for it. */
bool vmst_strength_allows(const struct vmst_rules *rules, enum vmst_hash hash);

#endif
