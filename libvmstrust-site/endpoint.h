/*
 * One endpoint of a probe: what is asked, and what came of it.
 */
#ifndef VMST_SITE_ENDPOINT_H
#define VMST_SITE_ENDPOINT_H

#include <vmstrust-site/enumerations.h>
#include <vmstrust/chain.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>

#include "base/address.h"
#include "base/note.h"

/* Each of them once: another certificate, an old version, plain HTTP. */
#define VMST_ENDPOINT_FINDINGS 3

/* "2001:db8::7%enp0s31f6" and a port, in brackets. */
#define VMST_ADDRESS_SHOWN 80

/* 64 hexadecimal digits of a SHA-256 and a NUL. */
#define VMST_FINDING_FACT 65

struct vmst_finding_of_endpoint {
    vmstrust_finding finding;
    vmstrust_severity severity;
    char found[VMST_FINDING_FACT];
    char expected[VMST_FINDING_FACT];
};

struct vmst_endpoint {
    char *host; /* owned */
    uint16_t port;
    bool is_address;         /* the host is one, and no name */
    vmstrust_policy *policy; /* one reference */
    vmstrust_cert *expected; /* one reference, or NULL */

    /* What came of it. */
    vmstrust_outcome outcome;
    vmstrust_report *report; /* owned, or NULL */
    vmstrust_chain *chain;   /* owned, or NULL */
    struct vmst_finding_of_endpoint findings[VMST_ENDPOINT_FINDINGS];
    size_t finding_count;
    const char *protocol; /* static */
    const char *group;    /* static */
    char address[VMST_ADDRESS_SHOWN];
    uint32_t millis;
    char text[VMST_NOTE_TEXT];
};

/* Reads "HOST[:PORT]". VMSTRUST_E_ARGUMENT with what is wrong with it. */
int vmst_endpoint_parse(const char *text, const vmstrust_policy *policy,
                        struct vmst_note *note, struct vmst_endpoint *endpoint);

/* Forgets what came of it. */
void vmst_endpoint_reset(struct vmst_endpoint *endpoint);

/* One finding about the connection; the facts may be "". */
void vmst_endpoint_find(struct vmst_endpoint *endpoint,
                        vmstrust_finding finding, const char *found,
                        const char *expected);

void vmst_endpoint_free(struct vmst_endpoint *endpoint); /* what it owns */

#endif
