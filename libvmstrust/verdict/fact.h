/*
 * Facts as people read them: the one place where a value of a finding becomes
 * text. Whatever comes from a certificate is escaped. Floor 4.
 */
#ifndef VMST_VERDICT_FACT_H
#define VMST_VERDICT_FACT_H

#include "path/finding.h"
#include "role/host.h"

/* How a distinguished name is shown. */
enum vmst_fact_form {
    VMST_FACT_WHOLE,       /* "CN=Harbour CA 2024,O=Harbour" */
    VMST_FACT_IN_SENTENCE, /* "Harbour CA 2024", as people call it */
};

/* Appends one fact of the finding; nothing where there is none. */
void vmst_fact_show(struct vmst_buffer *buffer,
                    const struct vmst_finding *finding,
                    const struct vmst_fact *fact, const struct vmst_host *host,
                    enum vmst_fact_form form);

/* What people call the bearer of a name: its CN, or the whole name for want of
 * one. Nothing for an empty name. */
void vmst_name_show_called(struct vmst_buffer *buffer,
                           const struct vmst_name *name);

/* "2027-12-23 00:00 UTC": the library knows no time zone. */
void vmst_moment_show(struct vmst_buffer *buffer, int64_t time);

/* "thumbprint 9F2C...41D0", the first and last four digits of what Windows
 * shows; a SHA-256 prefix where SHA-1 is switched off. */
void vmst_thumbprint_show(struct vmst_buffer *buffer,
                          const struct vmst_cert *cert);

#endif
