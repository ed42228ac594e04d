/*
 * The readers of the parts of a certificate, shared by the files of this
 * folder and by nobody above. What they read are views of the input; what they
 * make of it lies in the arena. Floor 1.
 */
#ifndef VMST_CERT_READ_H
#define VMST_CERT_READ_H

#include "base/arena.h"
#include "cert/cert.h"

/* name.c */
int vmst_name_read(struct vmst_der *in, struct vmst_arena *arena,
                   struct vmst_name *name);
/* Its emailAddress attributes (RFC 5280 4.1.2.6), raw, as EMAIL names. */
int vmst_name_emails_read(const struct vmst_name *name,
                          struct vmst_arena *arena, struct vmst_note *note,
                          struct vmst_general_names *emails);

/* general.c: iPAddress is an address, or an address and its mask. */
enum vmst_general_use {
    VMST_GENERAL_IS_NAME,
    VMST_GENERAL_IS_CONSTRAINT,
};

int vmst_general_name_read(struct vmst_der *in, struct vmst_arena *arena,
                           enum vmst_general_use use,
                           struct vmst_general_name *name);
/* GeneralNames: everything up to the end, at least one. */
int vmst_general_names_read(struct vmst_der *in, struct vmst_arena *arena,
                            struct vmst_general_names *names);
/* How many elements are left; they are well-formed by tag and length. */
int vmst_count_elements(const struct vmst_der *in, size_t *count);

/* extension.c */
int vmst_extensions_read(struct vmst_der *in, struct vmst_arena *arena,
                         struct vmst_cert *cert);

/* Each reads the value of one extension to its end, and writes its part of the
 * certificate only when all of it was good. */
typedef int vmst_extension_reader(struct vmst_der *in, struct vmst_arena *arena,
                                  struct vmst_cert *cert);

vmst_extension_reader vmst_name_constraints_read;   /* constraint.c */
vmst_extension_reader vmst_policies_read;           /* policy.c */
vmst_extension_reader vmst_policy_mappings_read;    /* policy.c */
vmst_extension_reader vmst_policy_constraints_read; /* policy.c */
vmst_extension_reader vmst_inhibit_any_policy_read; /* policy.c */
vmst_extension_reader vmst_authority_info_read;     /* location.c */
vmst_extension_reader vmst_subject_info_read;       /* location.c */
vmst_extension_reader vmst_crl_points_read;         /* location.c */
vmst_extension_reader vmst_freshest_crl_read;       /* location.c */

#endif
