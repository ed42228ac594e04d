/*
 * The generations of an authority: loaded with their keys, and the step from
 * one to the next. The ledger says which there are; ca.crt is written after it,
 * for people, and ca.key before it, so that nothing is ever missing. Floor 5.
 */
#ifndef VMST_AUTHORITY_GENERATION_H
#define VMST_AUTHORITY_GENERATION_H

#include "authority/authority.h"

/* What the ledger knows, and the newest root into ca->cert. VMSTRUST_E_MALFORMED
 * where ca.crt holds a certificate that is none of them. */
int vmst_ca_load_generations(struct vmst_ca *ca, struct vmst_note *note);
/* All roots into ca.crt, newest first; what a rollover did not come to do the
 * next deed does. */
int vmst_ca_publish(struct vmst_ca *ca, struct vmst_note *note);
/* The key of each, the newest into ca->key. */
int vmst_ca_load_keys(struct vmst_ca *ca, const struct vmst_secret *passphrase,
                      struct vmst_note *note);
/* VMSTRUST_E_FILE if it was rolled over since it was opened; under
 * vmst_ledger_begin. */
int vmst_ca_check_generations(const struct vmst_ca *ca, struct vmst_note *note);
void vmst_generations_free(struct vmst_generations *generations);

/* The roots that clients are to trust, newest first; a view. A CA that was never
 * rolled over has one. NULL beyond the last. */
size_t vmst_ca_root_count(const struct vmst_ca *ca);
const struct vmst_cert *vmst_ca_root(const struct vmst_ca *ca, size_t at);
/* The generation behind a root, 0 the newest; NULL where there was no
 * rollover. */
const struct vmst_generation *vmst_ca_generation(const struct vmst_ca *ca,
                                                 size_t at);

/* A plan with the title, the kind of key and the span of the present one.
 * `title` may be NULL. */
int vmst_ca_plan_next(const struct vmst_ca *ca, const char *title,
                      struct vmst_note *note, struct vmst_ca_plan **plan);
/* Refuses what vmst_ca_roll_over would refuse. */
int vmst_ca_check_rollover(const struct vmst_ca *ca,
                           const struct vmst_ca_plan *plan, int64_t now,
                           struct vmst_note *note);
/* VMSTRUST_E_PASSPHRASE if it is not the CA's. Afterwards `ca` is of the new
 * generation. */
int vmst_ca_roll_over(struct vmst_ca *ca, const struct vmst_ca_plan *plan,
                      const struct vmst_secret *passphrase, int64_t now,
                      struct vmst_note *note);

#endif
