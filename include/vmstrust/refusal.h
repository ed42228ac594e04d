/*
 * Who will refuse this chain? TLS stacks differ: one takes a root that is not
 * marked as a CA, another does not look at the subject. For one stack (a
 * target, role.h) and a chain these are the reasons that lie in the form of its
 * certificates and that not every stack minds. Not asked are trust, time,
 * revocation, the host and signatures: vmstrust_verify() answers those.
 *
 * Immutable once made; it owns references to the certificates it names. Every
 * reader takes NULL and answers with the empty case.
 */
#ifndef VMSTRUST_REFUSAL_H
#define VMSTRUST_REFUSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <vmstrust/api.h>
#include <vmstrust/cert.h>
#include <vmstrust/chain.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_refusals vmstrust_refusals;

/**
 * What a stack would refuse, or warn of, in a chain. The first certificate is
 * the server's, a self-issued one at the end of its issuers is the trusted
 * root, and those between are intermediates. They may come in any order, and
 * others are passed over. Add the root to learn what the stack makes of it, and
 * whether an intermediate is missing: of a server certificate alone that is a
 * warning, since its issuer may be a trusted root.
 *
 * @return VMSTRUST_OK also where the stack refuses;
 *         VMSTRUST_E_MALFORMED if the first certificate is not well formed;
 *         VMSTRUST_E_ARGUMENT also for a chain without a certificate and for a
 *         target that is not known here; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int vmstrust_chain_find_refusals(
    const vmstrust_chain *chain, vmstrust_target target,
    vmstrust_refusals **refusals, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** Whether the stack takes the form of the chain: no reason is an error. False
 *  for NULL.
 *  @since 0.1 */
VMSTRUST_API bool
vmstrust_refusals_is_accepted(const vmstrust_refusals *refusals);

/** How many reasons there are, the worst first.
 *  @since 0.1 */
VMSTRUST_API size_t
vmstrust_refusals_get_count(const vmstrust_refusals *refusals);

/** Which finding a reason is; 0 beyond the last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_finding
vmstrust_refusals_get_finding(const vmstrust_refusals *refusals, size_t index);

/** VMSTRUST_SEVERITY_ERROR: it refuses. VMSTRUST_SEVERITY_WARNING: it refuses
 *  in some cases, which the message names or, for an intermediate that was not
 *  sent, unless the issuer is a trusted root. VMSTRUST_SEVERITY_OFF beyond the
 *  last.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity
vmstrust_refusals_get_severity(const vmstrust_refusals *refusals, size_t index);

/** The place of the certificate, the server's own is 0; -1 beyond the last.
 *  @since 0.1 */
VMSTRUST_API int vmstrust_refusals_get_depth(const vmstrust_refusals *refusals,
                                             size_t index);

/** The certificate it is about.
 *  @return lent; NULL beyond the last
 *  @since 0.1 */
VMSTRUST_API const vmstrust_cert *
vmstrust_refusals_get_cert(const vmstrust_refusals *refusals, size_t index);

/** Whether the stack was run on such a chain and refused it; otherwise public
 *  material says so. False beyond the last.
 *  @since 0.1 */
VMSTRUST_API bool
vmstrust_refusals_is_measured(const vmstrust_refusals *refusals, size_t index);

/** What the stack says, or what is known about it; "" beyond the last.
 *  @since 0.1 */
VMSTRUST_API const char *
vmstrust_refusals_get_message(const vmstrust_refusals *refusals, size_t index);

/** @since 0.1 */
VMSTRUST_API void vmstrust_refusals_free(vmstrust_refusals *refusals);

VMSTRUST_END

#endif
