/*
 * What differs between two certificates, for who must decide whether one may
 * take the place of the other. Floor 3.
 */
#ifndef VMST_ROLE_DIFFERENCE_H
#define VMST_ROLE_DIFFERENCE_H

#include "cert/cert.h"

/* "the same key, another issuer (B, before A), other names (rec02, before
 * rec01), and is valid from 2026-01-01 to 2027-01-01 (before ...)", to follow
 * after "it has"; escaped. Nothing where either is malformed. */
void vmst_difference_show(struct vmst_buffer *buffer,
                          const struct vmst_cert *before,
                          const struct vmst_cert *now);

#endif
