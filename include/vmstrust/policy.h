/*
 * A policy: by which rules a certificate is judged for which role. It never
 * holds a host, an address or the time of one connection; it is made once, and
 * shared by threads as const. Counted.
 *
 * Nothing weakens a check without `insecure` in its name.
 */
#ifndef VMSTRUST_POLICY_H
#define VMSTRUST_POLICY_H

#include <stdint.h>
#include <vmstrust/api.h>
#include <vmstrust/error.h>

VMSTRUST_BEGIN

typedef struct vmst_policy vmstrust_policy;

/**
 * A policy for a role under the newest "vms" rules, for no client in
 * particular: what any client of that role would refuse is refused.
 *
 * @return VMSTRUST_E_ARGUMENT for an unknown role; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_new(vmstrust_role role, vmstrust_policy **policy,
                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/** One more owner of the same object.
 *  @return policy itself; NULL for NULL
 *  @since 0.1 */
VMSTRUST_API vmstrust_policy *
vmstrust_policy_ref(const vmstrust_policy *policy);

/** One owner fewer; the last one frees.
 *  @since 0.1 */
VMSTRUST_API void vmstrust_policy_free(vmstrust_policy *policy);

/** The role that it is for.
 *  @return 0 for NULL
 *  @since 0.1 */
VMSTRUST_API vmstrust_role
vmstrust_policy_get_role(const vmstrust_policy *policy);

/** Who judges; 0 if nobody in particular, and for NULL.
 *  @since 0.1 */
VMSTRUST_API vmstrust_client
vmstrust_policy_get_client(const vmstrust_policy *policy);

/** What a finding weighs under this policy: its rule set, its client and what
 *  was set besides. VMSTRUST_SEVERITY_ERROR for NULL and for a number not known
 *  here. The revocation mode comes on top of it.
 *  @since 0.1 */
VMSTRUST_API vmstrust_severity vmstrust_policy_get_severity(
    const vmstrust_policy *policy, vmstrust_finding finding);

/**
 * Who judges: chooses what that client's TLS stack refuses, and the
 * consequence and the fix in the text.
 *
 * @return VMSTRUST_E_ARGUMENT for an unknown client
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_client(vmstrust_policy *policy, vmstrust_client client,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The rule set: "vms", "path", "rfc5280" or "webpki", the newest of this major
 * version, or one version of it such as "vms@1".
 *
 * @return VMSTRUST_E_ARGUMENT, naming the ones there are
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_rules(vmstrust_policy *policy, const char *rules,
                          vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Overrides the severity of one finding, whatever the rule set and the order
 * of calls. Any finding may be raised; only lints may be lowered.
 *
 * @return VMSTRUST_E_LOCKED if the finding is not a lint and `severity` is not
 *         VMSTRUST_SEVERITY_ERROR; VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_severity(vmstrust_policy *policy, vmstrust_finding finding,
                             vmstrust_severity severity,
                             vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Lowers or raises any finding, also a locked one. Every report then says so.
 *
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_insecure_set_severity(
    vmstrust_policy *policy, vmstrust_finding finding,
    vmstrust_severity severity, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes these fields of an anchor count (RFC 5937), also where the rule set
 * ignores them.
 *
 * @param fields a sum of VMSTRUST_ANCHOR_FIELD_ values
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_anchor_fields(vmstrust_policy *policy,
                                  vmstrust_anchor_field fields,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Makes these fields of an anchor not count.
 *
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_insecure_ignore_anchor_fields(
    vmstrust_policy *policy, vmstrust_anchor_field fields,
    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * At most this many intermediates between the server certificate and the
 * trusted root. Self-issued ones do not count, as in every path length
 * (RFC 5280 4.2.1.9).
 *
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_max_path_length(vmstrust_policy *policy, uint32_t length,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A name or address that the certificate must carry besides the host: the
 * short name, the alias, the cluster. All of them must be there.
 *
 * @return VMSTRUST_E_ARGUMENT with what is wrong with it, VMSTRUST_E_LIMIT
 *         beyond 64 names, VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_add_required_name(vmstrust_policy *policy, const char *name,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * The purpose (extended key usage) that the certificate must allow, instead of
 * the role's own (RFC 5280 4.2.1.12).
 *
 * @param purpose an object identifier with dots, such as "1.3.6.1.5.5.7.3.1"
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_purpose(vmstrust_policy *policy, const char *purpose,
                            vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A certificate policy that is accepted (user-initial-policy-set, RFC 5280
 * 6.1.1 (c)); without any call every policy is. It decides only where a
 * certificate of the path, or vmstrust_policy_require_explicit_policy(),
 * demands one.
 *
 * @param policy_id an object identifier with dots
 * @return VMSTRUST_E_ARGUMENT; VMSTRUST_E_LIMIT beyond 64; VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_add_initial_policy(vmstrust_policy *policy,
                                   const char *policy_id,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Demands a path that is valid for an accepted certificate policy
 * (initial-explicit-policy, RFC 5280 6.1.1 (f)).
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_require_explicit_policy(
    vmstrust_policy *policy, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Lets no CA map one certificate policy to another
 * (initial-policy-mapping-inhibit, RFC 5280 6.1.1 (e)).
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_inhibit_policy_mapping(
    vmstrust_policy *policy, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Lets anyPolicy in a certificate match nothing (initial-any-policy-inhibit,
 * RFC 5280 6.1.1 (g)).
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_inhibit_any_policy(vmstrust_policy *policy,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How revocation is judged; VMSTRUST_REVOCATION_AVAILABLE unless set. This mode,
 * and nothing else, decides whether `revocation-unknown` and `crl-expired` are
 * errors (required), warnings (available) or nothing (off). Where it is
 * available and there is neither a list nor a stapled response at hand, the
 * report says so and nothing is found.
 *
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_revocation(vmstrust_policy *policy,
                               vmstrust_revocation mode,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Asks about the server certificate alone, and no longer whether a CA was
 * revoked.
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_insecure_skip_issuer_revocation(
    vmstrust_policy *policy, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Believes a revocation list for ever: what was revoked after it was made is
 * accepted.
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int vmstrust_policy_insecure_ignore_crl_expiry(
    vmstrust_policy *policy, vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * A clock before this time is wrong (finding `clock-wrong`): the time of a
 * build, or the last time seen.
 *
 * @param time Unix seconds
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_earliest_time(vmstrust_policy *policy, int64_t time,
                                  vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * How long before its end a certificate is reported (`expires-soon`).
 *
 * @param days 0 to 36500; 60 unless set
 * @return VMSTRUST_E_ARGUMENT
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_set_due_within(vmstrust_policy *policy, uint32_t days,
                               vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Lets another policy judge beside this one, without a say: this one decides,
 * and the report tells the difference (vmstrust_report_get_shadow_text()). So a
 * site sees what a stricter policy would refuse before it does. Where no report
 * is asked for nothing is judged twice; an evidence file leaves the shadow out.
 *
 * @param other is copied as it is now, without a shadow of its own
 * @return VMSTRUST_E_LIMIT for a second one; VMSTRUST_E_ARGUMENT;
 *         VMSTRUST_E_MEMORY
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_add_shadow(vmstrust_policy *policy,
                           const vmstrust_policy *other,
                           vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Judges without a host name: whoever holds any certificate of the CA can then
 * pose as any server. What is pinned to a host that is given still counts.
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_insecure_skip_name(vmstrust_policy *policy,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Accepts keys and signatures that can be forged today.
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_insecure_allow_weak(vmstrust_policy *policy,
                                    vmstrust_error **error) VMSTRUST_MUST_CHECK;

/**
 * Judges without the clock: what has expired, or been stolen and replaced, is
 * accepted for ever.
 *
 * @return VMSTRUST_E_ARGUMENT for NULL
 * @since 0.1
 */
VMSTRUST_API int
vmstrust_policy_insecure_skip_time(vmstrust_policy *policy,
                                   vmstrust_error **error) VMSTRUST_MUST_CHECK;

VMSTRUST_END

#endif
