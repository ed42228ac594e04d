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

/* signed.c */
struct vmst_extension_fields {
    struct vmst_bytes oid;   /* contents */
    struct vmst_bytes value; /* of extnValue */
    bool is_critical;
};

int vmst_extension_fields_read(struct vmst_der *in, bool *has_loose_encoding,
                               struct vmst_extension_fields *extension);
/* Clears *is_legal where the year asks for the other of the two types
 * (RFC 5280 4.1.2.5). */
int vmst_time_read(struct vmst_der *in, int64_t *time, bool *is_legal);
/* Outer algorithm and signature; the algorithm must be `inner`. */
int vmst_signature_read(struct vmst_der *in,
                        const struct vmst_signature_algorithm *inner,
                        struct vmst_bytes *signature);
int vmst_authority_key_id_read(struct vmst_der *in, struct vmst_arena *arena,
                               struct vmst_bytes *key_id, bool *has_issuer);

/* distribution.c: a name relative to the issuer stands under `issuer`, and the
 * names are those of the whole DistributionPointName then. */
int vmst_point_names_read(struct vmst_der *in, struct vmst_arena *arena,
                          const struct vmst_name *issuer, bool *present,
                          struct vmst_general_names *names);
int vmst_reason_flags_read(struct vmst_der *in, uint8_t tag,
                           bool *has_loose_encoding, bool *present,
                           uint16_t *reasons);
int vmst_distribution_points_read(struct vmst_der *in, struct vmst_arena *arena,
                                  const struct vmst_name *issuer,
                                  bool *has_loose_encoding,
                                  struct vmst_distribution_points *points);
/* CRLReason, an ENUMERATED. */
int vmst_reason_read(struct vmst_der *in, enum vmst_reason *reason);

/* file.c: is it DER, or text that may hold PEM? */
bool vmst_input_is_der(struct vmst_bytes input);

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

#endif
