/*
 * A general name against one subtree of a name constraint (RFC 5280 4.2.1.10).
 * The two senses differ where a name stands for many hosts: a permitted
 * subtree must hold every host that a wildcard names, an excluded one catches
 * it if it holds any. A name or base of invalid form is never silently inside
 * or outside. Floor 1.
 */
#ifndef VMST_CERT_SUBTREE_H
#define VMST_CERT_SUBTREE_H

#include "cert/name.h"

enum vmst_fit {
    VMST_FIT_WITHIN,
    VMST_FIT_OUTSIDE,
    VMST_FIT_MALFORMED, /* the name or the base has no valid form (a URI
                           without a DNS host too): the certificate is refused,
                           in both senses */
    VMST_FIT_UNKNOWN,   /* a kind for which RFC 5280 defines no comparison
                           (otherName, x400Address, ediPartyName,
                           registeredID): "either process the constraint or
                           reject the certificate" */
};

/* Is every name that `name` stands for inside the permitted `base`, and is any
 * of them inside the excluded `base`? Both arguments are of the same kind; of
 * two kinds the answer is VMST_FIT_OUTSIDE. */
enum vmst_fit vmst_general_name_permitted(const struct vmst_general_name *name,
                                          const struct vmst_general_name *base);
enum vmst_fit vmst_general_name_excluded(const struct vmst_general_name *name,
                                         const struct vmst_general_name *base);

/* Has the base of a subtree a valid form? Tells which side was malformed, and
 * finds a bad constraint to which no name on the path applies. Kinds without a
 * comparison are valid. */
bool vmst_subtree_base_is_valid(const struct vmst_general_name *base);

#endif
