/*
 * The verdict: may this chain be trusted for this role and this host, and if
 * not, exactly why. RFC 5280 section 6, RFC 9525, RFC 5937, and the rules of
 * the role.
 */
#ifndef VMSTRUST_VERIFY_H
#define VMSTRUST_VERIFY_H

#include <stddef.h>
#include <vmstrust/api.h>
#include <vmstrust/chain.h>
#include <vmstrust/error.h>
#include <vmstrust/policy.h>
#include <vmstrust/report.h>
#include <vmstrust/store.h>

VMSTRUST_BEGIN

/**
 * Judges a chain. Untrusted if and only if at least one finding is an error.
 * Several threads may call it at once with one store and one policy.
 *
 * @param host the one name or address that this connection dialled: a DNS name
 *        (U-labels are converted, one trailing dot is dropped) or an IPv4 or
 *        IPv6 address as inet_pton reads it. NULL only for roles that take no
 *        name (`any`, `authority`, `tls-client`) and after
 *        vmstrust_policy_insecure_skip_name()
 * @param report may be NULL; written on VMSTRUST_OK and on
 *        VMSTRUST_E_UNTRUSTED, NULL otherwise
 * @return VMSTRUST_OK: trusted. VMSTRUST_E_UNTRUSTED: not trusted, and the
 *         error's text is the worst finding's sentence and fix. There is no
 *         answer, and no report, after VMSTRUST_E_ARGUMENT (a host that is
 *         none, a chain without a certificate), VMSTRUST_E_MEMORY,
 *         VMSTRUST_E_CLOCK, VMSTRUST_E_CRYPTO
 * @since 0.1
 */
VMSTRUST_API int vmstrust_verify(const vmstrust_store *store,
                                 const vmstrust_policy *policy,
                                 const vmstrust_chain *chain, const char *host,
                                 vmstrust_report **report,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Judges again what vmstrust_report_write_evidence() kept, with its own time,
 * rules and anchors, and nothing of this computer.
 *
 * @param data an evidence file (*.case)
 * @param report as for vmstrust_verify()
 * @return as vmstrust_verify(), and VMSTRUST_E_MALFORMED with the line
 * @since 0.1
 */
VMSTRUST_API int vmstrust_replay(const void *data, size_t size,
                                 vmstrust_report **report,
                                 vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
